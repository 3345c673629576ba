"""The plan of one run: its parameters and inputs, checked before the first stage, then frozen.

Of every stage's inputs (parameters, files, code) a small file is kept, with hashes of contents: a
stage is made again when this file changes, whatever the clock says.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..languages import COUNTRIES
from ..schemas import columns_named
from ..study import Study, StudyError, read_study
from ..tables import read_json, write_json
from .dependencies import modules_behind
from .records import sha256, stale_stages
from .stages import Stage, input_file, stages

if TYPE_CHECKING:  # looking what is stale must be quick
    import pandas as pd

#: packages on whose version the results depend
PACKAGES = (
    "babel", "gensim", "matplotlib", "nbconvert", "nltk", "numpy", "pandas", "papermill",
    "py3langid", "scikit-learn", "scipy", "simplemma", "stop-words",
)  # fmt: skip
PLAN = "data/study.json"
LAB_PLAN = "data/lab/study.json"  # exploring must not change the plan of a run
_MADE_COLUMNS = ("original",)  # of the documents, though not of the corpus


# ---------------------------------------------------------------- planning


def plan_run(study: Study, root: Path, results: Path) -> list[Stage]:
    """Check the inputs and freeze the plan.

    Whoever calls this holds the lock of the folder. Whatever is wrong with the inputs is found
    here, before any stage has run.

    Returns
    -------
    The stages that have to run.

    Raises
    ------
    StudyError
        In one line, what is wrong and what mends it.
    """
    data = results / "data"
    hashes = _Hashes(data / "inputs" / "hashes.json")
    sources = find_sources(study, root)
    corpus = _corpus_state(Path(sources["corpus"]), results, hashes)
    _check_size(corpus["documents"])
    _check_columns(corpus["columns"], study)
    _check_own_files(sources, data / "inputs" / "own.json", hashes)
    _write_if_changed(
        results / PLAN, {"parameters": study.model_dump(mode="json"), "sources": sources}
    )
    _write_if_changed(data / "inputs" / "texts.json", corpus)
    for stage in stages():
        facts = _inputs_of(stage, study, sources, corpus, root, hashes)
        _write_if_changed(input_file(results, stage), facts)
    hashes.save()
    return stale_stages(results)


def plan_lab(root: Path, results: Path, study: Study | None = None) -> Path:
    """Write the plan that notebooks in JupyterLab are given; runs have one of their own.

    Parameters
    ----------
    study : else the one that the environment names (STUDY, SET, CORPUS)
    """
    if study is None:
        given = os.environ.get
        path = root / (given("STUDY") or "study.yaml")
        study = read_study(path, given("SET") or "", given("CORPUS") or "")
    plan = {"parameters": study.model_dump(mode="json"), "sources": find_sources(study, root)}
    return write_json(results / LAB_PLAN, plan)


def find_sources(study: Study, root: Path) -> dict[str, str]:
    """Absolute paths of the corpus and of the researcher's files ("" where there is none)."""
    corpus = _resolve(study.corpus.path, root)
    if not corpus.exists():
        raise StudyError(f"{study.corpus.path}: no such corpus; name a folder or file with CORPUS=")
    beside = corpus if corpus.is_dir() else corpus.parent
    named = {"glossary": study.vocabulary.glossary, "labels": study.topics.labels,
             "parallel": study.comparison.parallel, "design": ""}  # fmt: skip
    found = {"corpus": str(corpus)}
    for name, given in named.items():
        path = _resolve(given, root) if given else beside / f"{name}.csv"
        if given and not path.is_file():
            raise StudyError(f"{given}: no such file; mend the path of {name} in study.yaml")
        found[name] = str(path) if path.is_file() else ""
    if not found["parallel"]:
        shipped = root / "corpus" / "parallel.csv"
        found["parallel"] = str(shipped) if shipped.is_file() else ""
    return found


def _resolve(path: str, root: Path) -> Path:
    try:
        given = Path(path).expanduser()
        return (given if given.is_absolute() else root / given).resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise StudyError(f"{path!r}: no name for a file or folder ({error})") from None


# ---------------------------------------------------------------- checks before the first stage


def foreseen(results: Path, study: Study) -> list[str]:
    """What cannot be made of so few texts, in one line each; the rest is.

    Read from the plan: it is known before the first stage has run.
    """
    documents = read_json(results / "data" / "inputs" / "texts.json")["documents"]
    found = []
    present = [COUNTRIES[code].name for code in COUNTRIES if documents[code]]
    if len(present) < 2:
        found.append(
            f"corpus: texts from one country only ({present[0]}): topics are fitted, and nothing "
            "can be compared"
        )
    total = sum(documents.values())
    if study.topics.k != "auto" and study.topics.k > total and study.corpus.unit == "document":
        found.append(
            f"topics.k = {study.topics.k}: more topics than documents ({total}), so that none can "
            f"be fitted; choose {max(2, total // 2)} or fewer"
        )
    return found


def _check_size(documents: dict[str, int]) -> None:
    if not sum(documents.values()):
        raise StudyError("corpus: no file of it can be read as a text; add texts")


def _check_columns(columns: list[str], study: Study) -> None:
    """Columns that the comparison groups or adjusts by must be columns of the corpus."""
    columns = [*columns, *_MADE_COLUMNS]
    columns_named(columns, study.comparison.cluster, "comparison.cluster")
    columns_named([*columns, "year"], study.comparison.adjust, "comparison.adjust")


def _check_own_files(sources: dict[str, str], checked: Path, hashes: _Hashes) -> None:
    """Read the researcher's files for errors, unless they are as they were when last checked."""
    names = ("glossary", "labels", "parallel", "design")
    states = [hashes.state(sources[name]) for name in names]
    states.append(hash_of_files(modules_behind("", ("vocabulary.glossary", "topics.labels"))))
    if read_json(checked) == states:
        return
    from ..comparison.control import read_parallel
    from ..robustness.recovery import read_design
    from ..topics.labels import read_labels
    from ..vocabulary.glossary import read_glossary

    readers = (read_glossary, read_labels, read_parallel, read_design)
    for name, reader in zip(names, readers, strict=True):
        if sources[name]:
            reader(Path(sources[name]))
    write_json(checked, states)


# ---------------------------------------------------------------- what a stage depends on


class _Hashes:
    """Hashes of files; a file is read again only if its size or a time of it has changed."""

    def __init__(self, path: Path):
        self.path = path
        known = read_json(path, {})
        self.known = known if isinstance(known, dict) else {}
        self.seen: dict[str, list[object]] = {}

    def state(self, path: str) -> list[str]:
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
        _write_if_changed(self.path, self.seen)


def _inputs_of(
    stage: Stage,
    study: Study,
    sources: dict[str, str],
    corpus: dict[str, dict],
    root: Path,
    hashes: _Hashes,
) -> dict[str, object]:
    sections = {stage.section, "about"} if stage.name == "report" else {stage.section}
    found: dict[str, object] = {
        "parameters": {name: getattr(study, name).model_dump(mode="json") for name in sections},
        "code": hash_of_files(code_behind(stage, root)),
        "packages": package_versions(),
        "pdf": study.compute.pdf,
        "files": {name: hashes.state(sources[name]) for name in stage.inputs},
    }
    for section, key in (name.split(".") for name in stage.further):
        found["parameters"][section] = {key: getattr(getattr(study, section), key)}
    if stage.notebook:
        found["notebook"] = _hash(_notebook(root, stage).read_bytes())
    if "country" in stage.parameters:
        found["texts"] = corpus["texts"][stage.parameters["country"]]
    if stage.name == "corpus":
        found["inventory"] = corpus["inventory"]
    return found


def _notebook(root: Path, stage: Stage) -> Path:
    path = root / "notebooks" / f"{stage.notebook}.ipynb"
    if not path.is_file():
        raise StudyError(f"notebooks/{stage.notebook}.ipynb: missing; restore it with git")
    return path


@functools.cache
def package_versions() -> dict[str, str]:
    """Versions of the packages on which the results depend."""
    return {name: metadata.version(name) for name in PACKAGES}


def code_behind(stage: Stage, root: Path) -> list[Path]:
    """Files of the package whose change makes a stage run again."""
    source = _code_of(_notebook(root, stage)) if stage.notebook else ""
    return modules_behind(source, stage.code)


@functools.cache
def _code_of(notebook: Path) -> str:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")


def hash_of_files(files: Iterable[Path]) -> str:
    """One hash of names and contents."""
    return _hash(b"".join(path.name.encode() + path.read_bytes() for path in files))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _corpus_state(corpus: Path, results: Path, hashes: _Hashes) -> dict[str, dict]:
    """States of the files that hold each country's texts, how many documents each has, columns.

    A folder is looked through each time; one large file is read again only if it has changed.
    """
    code = hash_of_files(modules_behind("", ("corpus.sources",)))
    state = [*hashes.state(str(corpus)), code] if corpus.is_file() else []
    known = read_json(results / "data" / "inputs" / "texts.json", {})
    if state and known.get("columns") and known["texts"].get("NO") == [state]:
        return known
    from ..corpus.sources import read_corpus  # nothing to do must take no time

    found = read_corpus(corpus, own=(results,))
    index = found.documents
    rows = {code: index[index["country"] == code] for code in COUNTRIES}
    return {
        "texts": {c: [state] if state else _texts_of(part, hashes) for c, part in rows.items()},
        "documents": {code: int((part["unread"] == "").sum()) for code, part in rows.items()},
        "columns": [str(name) for name in index.columns],
        "inventory": _hash(found.inventory.to_csv(index=False).encode()),
    }


def _texts_of(rows: pd.DataFrame, hashes: _Hashes) -> list[list[object]]:
    """What the index says of a country's texts, and the states of their files."""
    said = rows.drop(columns="text", errors="ignore")  # its file tells of a text
    facts = _hash(said.astype(str).to_csv(index=False).encode())
    return [[facts], *(hashes.state(path) for path in dict.fromkeys(rows["path"]))]


def _write_if_changed(path: Path, value: object) -> None:
    if read_json(path) != value:
        write_json(path, value)
