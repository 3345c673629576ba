"""A table that lies beside the texts and tells of them: joined by path, id or title."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from ...formats import count, listed
from ...study import StudyError
from ...tables import records_of
from . import names
from .counted_tables import year_column
from .heads import CorpusHeads, head_key, roles
from .index import own_name
from .table import Table, read_table

Row = dict[str, str]
_HEADS = CorpusHeads("id")
_KEYS = ("path", "id", "title")  # roles by which a row may name its text, the first that does
_FURTHER_KEYS = ("urn",)  # of a library, beside its own id
_FACTS = ("date", "title", "author", "source")
_SHOWN = 3


def join_table(path: Path, documents: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Add what a table tells to the texts that it names; what the texts tell themselves stays.

    Parameters
    ----------
    path : of the table
    documents : of an index

    Returns
    -------
    (the documents, how many of its rows found their text, and which rows and texts are left); ""
    where the table names none of them
    """
    rows = [{name: cell for name, cell in row.items() if cell is not None and cell == cell}
            for row in records_of(documents)]  # fmt: skip
    told = _join(path, rows)
    return (pd.DataFrame(rows, index=documents.index), told) if told else (documents, "")


def _join(path: Path, rows: list[Row]) -> str:
    """Add what a table tells to rows; what was done, "" where it names none of them."""
    try:
        table = read_table(path, _HEADS)
        columns = roles(list(table.frame.columns), _HEADS, table.name)
    except StudyError:
        return ""
    keys = [columns[role] for role in _KEYS if role in columns]
    keys += [name for name in table.frame.columns if head_key(name) in _FURTHER_KEYS]
    if "text" in columns:
        return ""
    told = (_joined(table, columns, key, rows) for key in dict.fromkeys(keys))
    return next(filter(None, told), "")


def _joined(table: Table, columns: dict[str, str], key: str, rows: list[Row]) -> str:
    texts = _by_name(rows)
    lost, found = [], set()
    further = [name for name in table.frame.columns if name not in columns.values()]
    for cells in records_of(table.frame):
        text = texts.get(_folded(cells[key]))
        if text is None:
            lost.append(cells[key])
            continue
        found.add(id(text))
        _fill(text, cells, columns, further)
    if not found:
        return ""
    told = [f"tells of {count(len(found), 'text')} beside it"]
    if lost:
        more = [f"{len(lost) - _SHOWN} more"] * (len(lost) > _SHOWN)
        told.append(f"no text is named {listed([*map(repr, lost[:_SHOWN]), *more])}")
    if len(found) < len(rows):
        told.append(f"{count(len(rows) - len(found), 'text stands', 'texts stand')} in no row")
    return "; ".join(told)


def _fill(text: Row, cells: Row, columns: dict[str, str], further: list[str]) -> None:
    for role in _FACTS:
        if role in columns and not text.get(role):
            text[role] = cells[columns[role]]
    year = year_column(list(cells))
    if year and not text.get("date"):
        text["date"] = cells[year]
    if "country" in columns and not text.get("country"):
        text["country"] = names.country_of(cells[columns["country"]])
    if "language" in columns and not text.get("language"):
        text["language"] = names.language_of(cells[columns["language"]])
    for name in further:
        text.setdefault(own_name(name), cells[name])


def _by_name(rows: list[Row]) -> dict[str, Row]:
    """The text of each name that only one of them has."""
    named: dict[str, list[Row]] = {}
    for row in rows:
        for name in set(_names(row)):
            named.setdefault(name, []).append(row)
    return {name: found[0] for name, found in named.items() if len(found) == 1}


def _names(row: Row) -> Iterator[str]:
    """What a row of the table may call a text: its id, its file with and without ending, title."""
    path = Path(row["path"])
    for name in (row["doc_id"], row["doc_id"].split("/")[-1], path.name, path.stem,
                 row.get("title", "")):  # fmt: skip
        if name:
            yield _folded(name)


def _folded(name: str) -> str:
    return name.strip().replace("\\", "/").casefold()
