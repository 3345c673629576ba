"""A folder with a sub-folder for each country → documents."""

import functools
from collections import Counter
from collections.abc import Set
from dataclasses import replace
from pathlib import Path

import pandas as pd

from ...study import StudyError
from ...tables import records_of
from ..missing import is_missing
from . import names
from .beside import join_table
from .files import documents_of, file_format
from .inventory import IGNORED, LEFT_OUT, Inventory
from .kept import TextWriter
from .parts import bunches
from .single import NO_TEXTS, read_country_table
from .table import is_table
from .walk import Walk, stem

#: tables of the researcher beside the texts, by their names
OWN_TABLES = ("glossary", "labels", "parallel", "design", "names", "codes", "manifest", "inventory")
NO_FOLDER = "lies in no folder of a country"
_TABULAR = ("xlsx", "ods", "xls")


def read_folders(walk: Walk, taken: Set[Path] = frozenset()) -> pd.DataFrame:
    """Documents of the countries' folders.

    Parameters
    ----------
    walk : through the corpus
    taken : files that have been read before, with others

    Returns
    -------
    DataFrame, a row a document; empty where there is none

    Raises
    ------
    StudyError
        If a folder with texts is named for no country, or a table in one cannot be read.
    """
    parts: list[pd.DataFrame] = []
    for child in walk.children(walk.root):
        name = walk.name(child)
        if not child.is_dir():
            if child not in taken:
                walk.inventory.add(name, IGNORED, beside_texts(child))
        elif child.name.startswith("_"):
            walk.inventory.add(name + "/", IGNORED, "its name begins with _")
        else:
            parts.append(_read_country(walk, child, name, taken))
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def read_as_one_country(walk: Walk, files: list[Path], country: str) -> pd.DataFrame:
    """Documents of files that all are of one country, whatever folders they lie in.

    Parameters
    ----------
    walk : through the corpus
    files : that have not been read before
    country : its code

    Returns
    -------
    DataFrame, a row a document; empty where there is none
    """
    return _read_files(walk, files, country)


def beside_texts(path: Path) -> str:
    """Why a file beside the texts is none of them.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    the reason for the inventory
    """
    if is_own_table(path):
        return "a table of the study, not a text"
    return NO_FOLDER


def is_own_table(path: Path) -> bool:
    """Whether a file is one of the researcher's tables: glossary, labels …

    Parameters
    ----------
    path : of the file

    Returns
    -------
    bool
    """
    return is_table(path.name) and path.name.casefold().split(".")[0] in OWN_TABLES


def _read_country(walk: Walk, folder: Path, name: str, taken: Set[Path]) -> pd.DataFrame:
    country = names.country_of(name)
    everything = list(walk.files(folder))
    files = [file for file in everything if file not in taken]
    if not country and (files or not everything):
        _tell_no_country(walk, files, name)
        return pd.DataFrame()
    return _read_files(walk, files, country)


def _read_files(walk: Walk, files: list[Path], country: str) -> pd.DataFrame:
    """Documents of files, some hundred files at a time."""
    ids = _ids(walk, files)
    parts = []
    for bunch in bunches(list(ids), walk.name):
        told = (walk.name(bunch[0]), [ids[file] for file in bunch], country, walk.tolerant)
        read = functools.partial(_read_bunch, walk, {file: ids[file] for file in bunch}, country)
        parts.append(walk.reading.part(bunch, told, walk.inventory, read))
    documents = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    for file in filter(lambda file: is_table(file.name), files):
        name = walk.name(file)
        if len(documents) and walk.inventory.reason_of(name) == NO_TEXTS:
            documents, told_of_it = join_table(file, documents)
            if told_of_it:
                walk.inventory.forget(name)
                walk.inventory.add(name, IGNORED, told_of_it)
    return documents


def _ids(walk: Walk, files: list[Path]) -> dict[Path, str]:
    """The id of each file that is read: its name, with its ending where that alone tells it."""
    texts = Counter(stem(walk.name(file)) for file in files if not is_table(file.name))
    tables = Counter(stem(walk.name(file)) for file in files if is_table(file.name))
    ids = {}
    for file in files:
        name = walk.name(file)
        without = stem(name)
        if is_table(file.name) and without in texts:
            walk.inventory.add(name, IGNORED, "belongs to the text of the same name")
        else:
            alone = (texts[without] or tables[without]) == 1
            ids[file] = without if alone else name
    return ids


def _read_bunch(
    walk: Walk, ids: dict[Path, str], country: str, inventory: Inventory, writer: TextWriter | None
) -> pd.DataFrame:
    walk = replace(walk, inventory=inventory)
    rows = [row for file, doc_id in ids.items()
            for row in _read_file(walk, file, doc_id, country, writer)]  # fmt: skip
    return pd.DataFrame(rows)


def _tell_no_country(walk: Walk, files: list[Path], name: str) -> None:
    """Tell of a folder that is named for no country, where that may be meant so."""
    if all(is_table(file.name) for file in files):
        walk.inventory.add(name + "/", IGNORED, "holds no texts")
    elif is_missing(name, "country"):  # ukjent/
        for file in files:
            walk.inventory.add(walk.name(file), LEFT_OUT, names.NO_COUNTRY)
    else:
        why = names.undeclared(name) or "no country of that name"
        raise StudyError(f"{name}/: {why}; name the folder for one of {names.known_countries()}")


def _read_file(
    walk: Walk, file: Path, doc_id: str, country: str, writer: TextWriter | None
) -> list[dict[str, str]]:
    """Documents of one file; where the walk is tolerant, none of one that cannot be read."""
    if not walk.tolerant:
        return _documents(walk, file, doc_id, country, writer)
    name = walk.name(file)
    try:
        return _documents(walk, file, doc_id, country, writer)
    except StudyError as error:
        walk.inventory.forget(name)
        walk.inventory.add(name, LEFT_OUT, str(error).removeprefix(f"{file.name}: "))
        return []


def _documents(
    walk: Walk, file: Path, doc_id: str, country: str, writer: TextWriter | None
) -> list[dict[str, str]]:
    """Documents of one file: of a text, an export or a table; none where it is no text."""
    name = walk.name(file)
    kind = None if is_table(file.name) else file_format(file)
    if is_table(file.name) or (kind and kind.key in _TABULAR):
        table = read_country_table(file, name, walk.inventory, country, doc_id, writer)
        return records_of(table)
    rows = documents_of(file, doc_id, kind, name, walk.inventory)
    return [{**row, "country": country} for row in rows]
