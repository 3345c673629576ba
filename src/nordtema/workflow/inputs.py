"""What each stage depends on, as hashes of contents: parameters, texts, files, code, versions.

Of every stage a small file says it; a stage is made again when this file changes, whatever the
clock says.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..study import Study, StudyError
from ..tables import read_json, write_json
from .dependencies import modules_behind, packages_behind, versions
from .records import sha256
from .stages import Stage

#: packages that execute every notebook, and that write every page
_EXECUTING, _RENDERING = ("papermill",), ("nbconvert",)


class Hashes:
    """Hashes of files; a file is read again only if its size or a time of it has changed."""

    def __init__(self, path: Path):
        self.path = path
        known = read_json(path, {})
        self.known = known if isinstance(known, dict) else {}
        self.seen: dict[str, list[object]] = {}

    def state(self, path: str) -> list[Any]:
        """Path and hash of a file; [] for no file."""
        if not path:
            return []
        told = Path(path).stat()
        stamp = [told.st_size, told.st_mtime_ns, told.st_ctime_ns]
        entry = self.known.get(path)
        if not (isinstance(entry, list) and entry[:3] == stamp):
            entry = [*stamp, sha256(Path(path))]
        self.seen[path] = entry
        return [path, entry[3]]

    def save(self) -> None:
        """Keep what was looked at."""
        write_if_changed(self.path, self.seen)


def inputs_of(
    stage: Stage,
    study: Study,
    sources: dict[str, str],
    corpus: dict[str, Any],
    root: Path,
    hashes: Hashes,
) -> dict[str, object]:
    """What the stage depends on.

    Parameters
    ----------
    sources : paths of the corpus and of the researcher's files
    corpus : what `imported.take_in` says
    root : the folder that holds notebooks/
    """
    source = code_of(root, stage.notebook) if stage.notebook else ""
    files = modules_behind(source, stage.code)
    more = (*_EXECUTING * bool(stage.notebook), *_RENDERING * stage.partial)
    facts: dict[str, object] = {
        "parameters": _parameters(stage, study),
        "code": hash_of_files(files),
        "packages": versions({*packages_behind(source, files), *more}),
        "pdf": study.compute.pdf and any(call in source for call in ("save_figure", "save_parts")),
        "files": {name: hashes.state(sources[name]) for name in stage.inputs},
        "notebook": hash_of(_written(root, stage.notebook).encode()) if stage.notebook else "",
    }
    if stage.name.startswith("import."):
        facts["texts"] = corpus["texts"][stage.parameters["country"]]
        facts["authors"] = corpus["authors"]  # they are masked in the texts of all countries
    if stage.name == "inventory":
        facts["inventory"] = corpus["inventory"]
    return facts


def _parameters(stage: Stage, study: Study) -> dict[str, dict[str, object]]:
    """The stage's own group of parameters, and single ones of other groups."""
    own = {stage.section: getattr(study, stage.section).model_dump(mode="json")}
    for section, key in (name.split(".") for name in stage.further):
        own.setdefault(section, {})[key] = getattr(getattr(study, section), key)
    declared = study.value("corpus.countries")
    own.setdefault("corpus", {})["countries"] = list(declared.items())  # in their order
    return own


# ---------------------------------------------------------------- notebooks and code


def notebook_path(root: Path, name: str) -> Path:
    """The notebook of that name.

    Raises
    ------
    StudyError
        If it is not there.
    """
    path = root / "notebooks" / f"{name}.ipynb"
    if not path.is_file():
        raise StudyError(f"notebooks/{name}.ipynb: missing; restore it")
    return path


def code_of(root: Path, name: str) -> str:
    """The code of a notebook."""
    cells = _cells(notebook_path(root, name))
    return "\n".join(source for kind, source, _ in cells if kind == "code")


def _written(root: Path, name: str) -> str:
    """What is written in a notebook: neither what its cells gave nor how they were counted."""
    return json.dumps(_cells(notebook_path(root, name)))


@functools.cache
def _cells(notebook: Path) -> list[tuple[str, str, list[str]]]:
    """Kind, source and tags of each cell."""
    cells = check_is_notebook(notebook)["cells"]
    return [(c["cell_type"], "".join(c["source"]), c["metadata"].get("tags", [])) for c in cells]


def check_is_notebook(path: Path) -> dict[str, Any]:
    """What a file of a notebook holds.

    Raises
    ------
    StudyError
        If it is no notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        [(cell["cell_type"], cell["source"], cell["metadata"]) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError):
        raise StudyError(f"{path}: is not a notebook; restore it, or remove a copy") from None
    return notebook


def check_parameters_cell(root: Path, name: str) -> None:
    """The cell that is tagged `parameters` is there, and sets nothing: the study does.

    Raises
    ------
    StudyError
        Names the notebook, the parameter, and where it is to be set.
    """
    tagged = {tag: source for _, source, tags in _cells(notebook_path(root, name)) for tag in tags}
    if "parameters" not in tagged:
        raise StudyError(f"notebooks/{name}.ipynb: has no cell tagged parameters; restore it")
    setting = _first_setting(tagged["parameters"] + tagged.get("injected-parameters", ""))
    if setting:
        raise StudyError(
            f"notebooks/{name}.ipynb: its parameters cell sets {setting}, which no run would use; "
            "set it in study.yaml or with SET=, and leave the cell as it was"
        )


def _first_setting(source: str) -> str:
    """The first assignment of a cell, "" where there is none."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source.splitlines()[0]
    settings = (n for n in tree.body if isinstance(n, (ast.Assign, ast.AnnAssign)))
    return next((ast.unparse(one) for one in settings), "")


def hash_of_files(files: Iterable[Path]) -> str:
    """One hash of names and contents."""
    return hash_of(b"".join(path.name.encode() + path.read_bytes() for path in files))


def hash_of(data: bytes) -> str:
    """A short hash."""
    return hashlib.sha256(data).hexdigest()[:16]


def write_if_changed(path: Path, value: object) -> None:
    """Write a file of JSON unless it says so already."""
    if read_json(path) != value:
        write_json(path, value)
