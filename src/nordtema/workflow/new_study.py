"""A folder for a study of one's own, which needs no checkout: what `nordtema new` makes."""

import shlex
import shutil
import sys
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic.fields import FieldInfo

from ..study import Study, StudyError, read_study
from ..tables import write_text
from .dependencies import PACKAGE

_HEAD = """\
# The parameters of the study, grouped as the notebooks are. `nordtema parameters` lists them all;
# what is left out here has its default.
"""
_END = "\n..."  # that YAML writes after a single value
_CHECKOUT_ALONE = f"# {'-' * 64} in the checkout alone"  # of the Makefile


def new_study(folder: Path, example: bool = False) -> None:
    """Make a study folder: parameters, notebooks, a Makefile, a place for the texts.

    Parameters
    ----------
    example : with the constructed corpus, and the parameters of its study

    Raises
    ------
    StudyError
        If the folder holds something already.
    """
    _refuse_full(folder)
    shipped = _shipped()
    (folder / "notebooks").mkdir(parents=True, exist_ok=True)
    for notebook in (shipped / "notebooks").glob("*.ipynb"):
        shutil.copyfile(notebook, folder / "notebooks" / notebook.name)
    _place_corpus(shipped / "corpus", folder / "corpus", example)
    main = read_study(shipped / "study.yaml")
    study = main if example else Study()
    write_text(folder / "study.yaml", study_text(study, main))
    write_text(folder / "Makefile", _makefile(shipped))
    write_text(folder / ".gitignore", "results/data/\nshared.zip\n.cache/\n")


def study_text(study: Study, main: Study) -> str:
    """A study file with meaning and value of each parameter that `main` has been given."""
    lines = [_HEAD]
    for section, group in study:
        keys = getattr(main, section).model_fields_set
        fields = [(key, one) for key, one in type(group).model_fields.items() if key in keys]
        if fields:
            lines += [f"# {group.__doc__.splitlines()[0]}", f"{section}:"]
            lines += [_parameter(key, getattr(group, key), field) for key, field in fields]
            lines.append("")
    return "\n".join(lines)


def _parameter(key: str, value: Any, field: FieldInfo) -> str:
    """The line of a parameter, below its meaning and the choices that there are."""
    plain = list(value) if isinstance(value, tuple) else value
    written = yaml.safe_dump(plain, default_flow_style=True, allow_unicode=True, width=1000)
    line = f"  {key}: {written.partition(_END)[0].rstrip()}"
    meaning = field.description or ""
    if get_origin(field.annotation) is Literal:
        meaning += f" ({' | '.join(get_args(field.annotation))})"
    return f"  # {meaning}\n{line}" if meaning else line


def _refuse_full(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or {path.name for path in folder.iterdir()} - {".git"}:
        raise StudyError(f"{folder}: is there, and not an empty folder; name a new one")


def _shipped() -> Path:
    """Where notebooks and texts are: beside the code that was installed, or in the checkout."""
    installed = PACKAGE / "shipped"
    return installed if installed.is_dir() else PACKAGE.parents[1]


def _place_corpus(shipped: Path, corpus: Path, example: bool) -> None:
    if example:
        shutil.copytree(shipped, corpus, copy_function=shutil.copyfile)
        return
    corpus.mkdir()
    shutil.copyfile(Path(__file__).with_name("corpus_readme.md"), corpus / "README.md")
    shutil.copyfile(shipped / "parallel.csv", corpus / "parallel.csv")


def _makefile(shipped: Path) -> str:
    """The Makefile without what only the checkout needs.

    It names this Python where `nordtema` would be another one's, or is not found.
    """
    text = (shipped / "Makefile").read_text(encoding="utf-8").partition(_CHECKOUT_ALONE)[0]
    found = shutil.which("nordtema")
    if not found or Path(found).parent != Path(sys.executable).parent:
        ours = f"{shlex.quote(sys.executable)} -m nordtema".replace("$", "$$")
        text = text.replace("NORDTEMA ?= nordtema\n", f"NORDTEMA ?= {ours}\n")
    return text
