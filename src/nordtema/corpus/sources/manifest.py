"""A folder with a manifest → documents: each row names a file below the folder."""

import functools
import os
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

import pandas as pd

from ...study import StudyError
from ...tables import records_of
from ..repair.signs import composed
from . import names
from .files import documents_of, file_format
from .folder import beside_texts, is_own_table
from .heads import CorpusHeads, check_columns, roles
from .index import own_name
from .inventory import IGNORED, LEFT_OUT, Inventory
from .kept import TextWriter
from .parts import bunches
from .single import column_notes, renamed
from .table import TABLE_ENDINGS, Table, read_table
from .walk import Walk, stem

HEADS = CorpusHeads("doc_id")
_OF_EXPORT = ("date", "title", "author", "source", "language", "section")


def find_manifest(folder: Path) -> Path | None:
    """The manifest of a folder: manifest.csv, or the same as another kind of table.

    Parameters
    ----------
    folder : of the corpus

    Returns
    -------
    path or None

    Raises
    ------
    StudyError
        If there are several, or it lies outside the folder.
    """
    manifests = sorted(
        path for path in folder.iterdir()
        if path.name.casefold() in {"manifest" + ending for ending in TABLE_ENDINGS}
        and path.is_file()
    )  # fmt: skip
    if len(manifests) > 1 and manifests[0].name != "manifest.csv":
        raise StudyError(
            f"{manifests[0].name} and {manifests[1].name}: two manifests; take one away"
        )
    if manifests and not manifests[0].resolve().is_relative_to(folder.resolve()):
        raise StudyError(
            f"{manifests[0].name}: a link that leads out of the corpus; put the file there"
        )
    return manifests[0] if manifests else None


def read_manifest(walk: Walk, path: Path) -> pd.DataFrame:
    """Documents that a manifest lists; index: the number of each row.

    Parameters
    ----------
    walk : through the corpus
    path : of the manifest

    Returns
    -------
    DataFrame, a row a document

    Raises
    ------
    StudyError
        With row and value of what is wrong.
    """
    table = read_table(path, HEADS)
    columns = roles(list(table.frame.columns), HEADS, table.name)
    check_columns(("path", "country"), columns, table.name, row=table.head_row)
    facts = _facts(table, columns)
    files = _Files(walk, table.name)
    paths = [
        files.find(row, name)
        for row, name in zip(table.numbers, table.frame[columns["path"]], strict=True)
    ]
    listed = [_Listed(*one) for one in zip(table.numbers, paths, records_of(facts), strict=True)]
    for one in listed:
        if not one.fact["country"]:
            told = str(one.number)
            walk.inventory.add(walk.name(path), LEFT_OUT, names.NO_COUNTRY, told)
    documents = _read(walk, [one for one in listed if one.fact["country"]])
    notes = [
        "the manifest",
        *column_notes(table, columns, "text"),
        *(note for _, note in table.notes),
    ]
    walk.inventory.add(walk.name(path), IGNORED, "; ".join(notes))
    _tell_others(walk, path, set(paths))
    return documents


def _facts(table: Table, columns: dict[str, str]) -> pd.DataFrame:
    """What the manifest says of each file, under the names of the contract."""
    facts = renamed(table.frame, columns)
    facts["country"] = names.countries(list(facts["country"]), table.numbers, table.name)
    if "language" in columns:
        facts["language"] = names.languages(list(facts["language"]), table.numbers, table.name)
    if "text" in columns:  # the file holds the text
        facts = facts.rename(columns={"text": own_name("text", facts.columns)})
    return facts


@dataclass(frozen=True)
class _Listed:
    """A row of the manifest: its number, its file, and what it says."""

    number: int
    file: Path
    fact: dict[str, str]

    @property
    def doc_id(self) -> str:
        """The id that it gives, else the name of the file."""
        return self.fact.get("doc_id", stem(self.fact["path"].strip())).strip()


def _read(walk: Walk, listed: list[_Listed]) -> pd.DataFrame:
    """Documents of the listed files, some hundred files at a time; index: numbers of the rows."""
    parts, at = [], 0
    for bunch in bunches([one.file for one in listed], walk.name):
        rows = listed[at : at + len(bunch)]
        at += len(bunch)
        told = ("manifest", [one.doc_id for one in rows])
        read = functools.partial(_read_bunch, walk, rows)
        parts.append(_with_facts(walk.reading.part(bunch, told, walk.inventory, read), rows))
    return pd.concat(parts) if parts else pd.DataFrame()


def _read_bunch(
    walk: Walk, listed: list[_Listed], inventory: Inventory, writer: TextWriter | None
) -> pd.DataFrame:
    """Documents of files; index: which of them it is."""
    rows = [
        (at, row)
        for at, one in enumerate(listed)
        for row in documents_of(
            one.file, one.doc_id, file_format(one.file), walk.name(one.file), inventory
        )
    ]
    return pd.DataFrame([row for _, row in rows], index=[at for at, _ in rows])


def _with_facts(documents: pd.DataFrame, listed: list[_Listed]) -> pd.DataFrame:
    """What the manifest says goes before what an export tells."""
    rows = records_of(documents)
    for at, row in zip(documents.index, rows, strict=True):
        for key in [key for key, cell in row.items() if cell is None or cell != cell]:
            del row[key]
        for key, value in listed[at].fact.items():
            if key in ("doc_id", "path"):
                continue
            if key not in _OF_EXPORT or value.strip() or not row.get(key):
                row[key] = value
    return pd.DataFrame(rows, index=[listed[at].number for at in documents.index])


def _tell_others(walk: Walk, manifest: Path, listed: set[Path]) -> None:
    for file in walk.files(walk.root):
        if file not in listed and file.resolve() not in listed and file != manifest:
            own = is_own_table(file)
            reason = beside_texts(file) if own else "not in the manifest"
            walk.inventory.add(walk.name(file), IGNORED, reason)


class _Files:
    """Files below a folder by the names that a manifest gives them."""

    def __init__(self, walk: Walk, manifest: str):
        self.root, self.manifest = walk.root, manifest
        self._composed: dict[str, Path] | None = None

    def find(self, row: int, name: str) -> Path:
        """The file of that name, written with either kind of slash, its letters composed or not.

        Raises
        ------
        StudyError
            If there is none, or it lies outside the folder.
        """
        name = name.strip()
        file = self._named(name) or self._named(name.replace("\\", "/")) or self._alike(name)
        if Path(name).is_absolute() or PureWindowsPath(name).drive:
            wrong = "starts at the root of a disk; write it as seen from the manifest"
        elif file is None:
            wrong = "no such file; mend the path or remove the row"
        elif not file.is_relative_to(self.root) or not file.resolve().is_relative_to(self.root):
            wrong = "lies outside the corpus folder; move the file into it"
        else:
            return file
        raise StudyError(f"{self.manifest}: row {row}: path {name!r}: {wrong}")

    def _named(self, name: str) -> Path | None:
        try:
            file = Path(os.path.normpath(self.root / name)) if name else None
            return file if file and file.is_file() else None
        except (OSError, ValueError):  # a name too long, or with a NUL
            return None

    def _alike(self, name: str) -> Path | None:
        """The file whose name is the same letter by letter, however they are composed."""
        if self._composed is None:
            below = (path for path in self.root.rglob("*") if path.is_file())
            self._composed = {
                composed(path.relative_to(self.root).as_posix()): path for path in sorted(below)
            }
        wanted = os.path.normpath(composed(name.replace("\\", "/")))
        return self._composed.get(wanted)
