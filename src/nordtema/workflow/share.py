"""Handing results on: what to look through first, then one file of all that was published.

Nothing of `data/` is in it: neither what was replaced in the texts, nor the intermediate data that
hold all words. Beside the results stand how to cite them, what the file holds, and a list of what
of the texts can be read.
"""

from __future__ import annotations

import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..report.reading.content import how_much_is_shown
from ..report.sentences.privacy import (
    kept_back_sentence,
    masked_sentence,
    names_sentence,
    republished,
    shared_sentence,
    shown_names_sentence,
)
from ..schemas import schema_of
from ..study import Study, StudyError
from ..tables import read_frame, read_json, read_table, write_atomically
from .citing import bibtex, citation_cff, ro_crate
from .folder import is_ours
from .publish import is_published, study_id
from .stages import REVIEW, read_plan, stage_folder

if TYPE_CHECKING:
    import pandas as pd

_NO_DATE = (1980, 1, 1, 0, 0, 0)  # equal results make an equal file
_RUN = "run.json"


def review(results: Path) -> list[str]:
    """What whoever shares the results should know of them before, in sentences.

    Parameters
    ----------
    results : a results folder

    Returns
    -------
    list of sentences

    Raises
    ------
    StudyError
        If the folder is none of ours, or what stands there is not what was published.
    """
    files = shared_files(results)
    rules = Study.model_validate(read_plan(results)["parameters"]).report
    size = sum((results / name).stat().st_size for name in files)
    door = stage_folder(results, "2_vocabulary") / "data" / "door.parquet"
    return [
        shared_sentence(files, size, rules.passages),
        masked_sentence(_table(results, "masked", files)),
        names_sentence(_review(results)),
        kept_back_sentence(_table(results, "kept_back", files), rules),
        shown_names_sentence(read_frame(door, schema_of("door", frame=True))),
    ]


def _table(results: Path, name: str, names: list[str]) -> pd.DataFrame:
    if f"tables/{name}.csv" not in names:
        raise StudyError(
            f"{results}: {name}.csv was not made, so nobody can say what is safe to share; "
            "run `make all`"
        )
    return read_table(results / "tables" / f"{name}.csv", schema_of(name))


def _review(results: Path) -> pd.DataFrame:
    """The names that were masked or spared: shown to whoever shares, and never shared itself."""
    path = results / "data" / REVIEW
    if not path.is_file():
        raise StudyError(f"{path}: is missing, so nobody can look through it; run `make all`")
    return read_table(path, schema_of("privacy_review", frame=True))


def shared_files(results: Path) -> list[str]:
    """Names of all that was published, if it stands there as it was.

    Parameters
    ----------
    results : a results folder

    Returns
    -------
    list of names

    Raises
    ------
    StudyError
        As of `review`.
    """
    if not is_ours(results) or not (results / _RUN).is_file():
        raise StudyError(f"{results}: there are no results here; run `make all`, and share then")
    if not is_published(results):
        raise StudyError(
            f"{results}: what stands here is not what was published; run `make all`, and share then"
        )
    return [*sorted(read_json(results / _RUN)["outputs"]), _RUN]


def write_share(results: Path, target: Path) -> Path:
    """Put all that was published into one file.

    Parameters
    ----------
    results : a results folder
    target : the file, a zip archive

    Returns
    -------
    its path

    Raises
    ------
    StudyError
        As of `review`, or if the file is there already.
    """
    names, told = shared_files(results), _beside(results)
    if target.exists():
        raise StudyError(f"{target}: is there already; remove it, or name another with --to")
    return write_atomically(target, lambda draft: _write_archive(draft, results, names, told))


def _beside(results: Path) -> dict[str, str]:
    """What stands beside the results in the file: how to cite them, and what is republished."""
    study = Study.model_validate(read_plan(results)["parameters"])
    cited = study.about, metadata.version("nordtema"), study_id(results)
    built = stage_folder(results, "2_vocabulary") / "data"
    documents, door = (
        read_frame(built / f"{name}.parquet", schema_of(name, frame=True))
        for name in ("documents_described", "door")
    )
    kept = documents[documents["status"] == "kept"]
    shown = how_much_is_shown(kept, study.report.passages)
    told = {"CITATION.cff": citation_cff(*cited), "citation.bib": bibtex(*cited),
            "REPUBLISHED.md": republished(shown, door)}  # fmt: skip
    names = [*(f"results/{name}" for name in shared_files(results)), *told]
    return {**told, "ro-crate-metadata.json": ro_crate(*cited, names)}


def _write_archive(draft: Path, results: Path, names: list[str], told: dict[str, str]) -> None:
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        contents = {name: text.encode() for name, text in told.items()}
        for name in [*told, *(f"results/{name}" for name in names)]:
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = contents.get(name)
            path = results / name.removeprefix("results/")
            archive.writestr(entry, path.read_bytes() if data is None else data)
