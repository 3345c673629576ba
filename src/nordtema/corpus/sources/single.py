"""A table of texts to documents."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ...study import StudyError
from . import names
from .counted_tables import RECOGNISED, as_documents
from .date_columns import date_note, with_date_column
from .heads import CorpusHeads, check_columns, role_of, roles
from .index import checked, own_name
from .inventory import IGNORED, LEFT_OUT, READ, Inventory
from .kept import TextWriter
from .table import Table, read_table

HEADS = CorpusHeads("id")
NO_TEXTS = "a table without a column of texts"
_SHOWN = 12
_LEAST_WORDS = 3  # of a cell in the mean, of a column that may be the text


def read_table_of_texts(
    path: Path,
    file: str,
    inventory: Inventory,
    country: str = "",
    writer: TextWriter | None = None,
) -> pd.DataFrame:
    """Documents of a table of texts; index: the number of each row.

    Parameters
    ----------
    path : of the table
    file : the table's name in the inventory
    inventory : is told the file and its rows
    country : of rows that name none, or ""
    writer : is handed texts as they are read, or None

    Returns
    -------
    DataFrame, a row a document

    Raises
    ------
    StudyError
        With file, row and value of what is wrong.
    """
    table = read_table(path, HEADS, writer)
    return _read(path, table, file, inventory, country, as_documents(table))


def read_country_table(
    path: Path,
    file: str,
    inventory: Inventory,
    country: str,
    doc_id: str,
    writer: TextWriter | None = None,
) -> pd.DataFrame:
    """Documents of a table in a country's folder; none where it has no column of texts.

    Parameters
    ----------
    path : of the table
    file : the table's name in the inventory
    inventory : is told the file and its rows
    country, doc_id : the folder's country, and the id of the file, before those of its rows
    writer : is handed texts as they are read, or None

    Returns
    -------
    DataFrame, a row a document

    Raises
    ------
    StudyError
        If it has such a column, and a row of it cannot be read.
    """
    heads = _Watching("id")
    try:
        table = read_table(path, heads, writer)
    except StudyError as error:
        if heads.texts:
            raise
        inventory.add(file, LEFT_OUT, str(error).removeprefix(f"{path.name}: "))
        return pd.DataFrame()
    counted = as_documents(table)
    if not counted and "text" not in roles(list(table.frame.columns), HEADS, table.name):
        inventory.add(file, IGNORED, NO_TEXTS)
        return pd.DataFrame()
    documents = _read(path, table, file, inventory, country, counted)
    documents = checked(documents, documents.index, table.name)
    several = len(documents) > 1
    return documents.assign(
        doc_id=[f"{doc_id}/{n}" if several else doc_id for n in documents["doc_id"]]
    )


class _Watching(CorpusHeads):
    """Heads that remember whether a column of texts was among them."""

    texts = False

    def known(self, cells: Sequence[str]) -> int:
        if "text" in map(role_of, cells):
            object.__setattr__(self, "texts", True)
        return super().known(cells)


def read_counted(path: Path, file: str, inventory: Inventory) -> pd.DataFrame:
    """Documents of a table of word counts, whose country may be told beside it; none of another.

    Parameters
    ----------
    path : of the table
    file : the table's name in the inventory
    inventory : is told the file, if it is such a table

    Returns
    -------
    DataFrame, a row a document; country is "" where the table does not tell it

    Raises
    ------
    StudyError
        If the table cannot be read.
    """
    counted = as_documents(read_table(path, HEADS))
    if not counted:
        return pd.DataFrame()
    documents, notes = _documents(counted, _roles(counted), "")
    _tell([counted], file, notes, inventory)
    inventory.recognised[file] = RECOGNISED
    documents = checked(documents, documents.index, counted.name)
    return documents.assign(path=str(path.resolve()))


def _read(
    path: Path,
    table: Table,
    file: str,
    inventory: Inventory,
    country: str,
    counted: Table | None,
) -> pd.DataFrame:
    """Documents of a table of texts, or of word counts if it is `counted`."""
    table = counted or table
    sheets = [sheet for sheet in (table, *table.further) if len(sheet.frame)]
    if not sheets:
        raise StudyError(f"{table.name}: no texts found: it has no rows below its head")
    parts, notes = [], []
    for sheet in sheets:
        columns = _roles(sheet)
        _check_columns(sheet, columns, country)
        documents, of_columns = _documents(sheet, columns, country)
        notes += of_columns
        if len(sheets) > 1:
            documents = checked(documents, documents.index, sheet.name)
        where = f" (sheet {sheet.sheet!r})" * (len(sheets) > 1)
        parts.append(with_country(documents, file, inventory, where))
    _tell(sheets, file, notes, inventory)
    inventory.recognised[file] = RECOGNISED if counted else "a table"
    return _of_sheets(parts, sheets).assign(path=str(path.resolve()))


def _of_sheets(parts: list[pd.DataFrame], sheets: list[Table]) -> pd.DataFrame:
    """The documents of all sheets; named by their sheets where two have an id in common."""
    if len(parts) == 1:
        return parts[0]
    several = sum(len(set(part["doc_id"])) for part in parts)
    if len(set().union(*(part["doc_id"] for part in parts))) < several:
        parts = [
            part.assign(doc_id=[f"{sheet.sheet}/{one}" for one in part["doc_id"]])
            for part, sheet in zip(parts, sheets, strict=True)
        ]
    return pd.concat(parts)


def _roles(table: Table) -> dict[str, str]:
    return with_date_column(table.frame, roles(list(table.frame.columns), HEADS, table.name))


def with_country(
    documents: pd.DataFrame, file: str, inventory: Inventory, where: str = ""
) -> pd.DataFrame:
    """The documents whose country is named; the rows of the others are told as left out.

    It is not taken from the language of the text: the two are what a study has to tell apart.

    Parameters
    ----------
    documents : with country
    file : the table's name in the inventory
    inventory : is told the rows left out
    where : what is told of each beside the reason

    Returns
    -------
    DataFrame of the other rows
    """
    for row in documents.index[documents["country"] == ""]:
        inventory.add(file, LEFT_OUT, names.NO_COUNTRY + where, str(row))
    return documents[documents["country"] != ""]


def _check_columns(table: Table, columns: dict[str, str], country: str) -> None:
    for name, row in table.nested:
        if role_of(name) in ("text", "id", "country"):
            raise StudyError(
                f"{table.name}: row {row}: {name} is a list or an object; it must be plain text"
            )
    shown = ", ".join(map(str, table.frame.columns[:_SHOWN])) or "none"
    there = {*columns, "country"} if country else columns
    remark = f" (Land, Tekst … will do); the columns are: {shown}{_likely_text(table, columns)}"
    check_columns(("country", "text"), there, table.name, remark, table.head_row)


def _likely_text(table: Table, columns: dict[str, str]) -> str:
    """Which column holds running text, where none is named so."""
    words = {
        name: table.frame[name].str.split().str.len().fillna(0).mean()
        for name in table.frame.columns if name not in columns.values()
    }  # fmt: skip
    longest = max(words, key=lambda name: words[name], default="")
    told = "text" not in columns and longest and words[longest] >= _LEAST_WORDS
    return f"; {longest!r} holds the longest texts: name it text if it is the one" if told else ""


def _documents(
    table: Table, columns: dict[str, str], country: str
) -> tuple[pd.DataFrame, list[str]]:
    """A document for each row, and what was made of the columns."""
    frame, numbers = table.frame, table.numbers
    documents = renamed(frame, columns, "path")
    documents.index = pd.Index(numbers)
    if "country" in columns:
        given = frame[columns["country"]].str.strip()
        if country:
            given = given.mask(given == "", country)
        documents["country"] = names.countries(list(given), numbers, table.name)
    else:
        documents["country"] = country
    if "language" in columns:
        documents["language"] = names.languages(
            list(frame[columns["language"]]), numbers, table.name
        )
    notes = [*column_notes(table, columns, "path"), *date_note(frame, columns)]
    if "id" not in columns or (frame[columns["id"]].str.strip() == "").all():
        notes.append("without ids: rows are numbered")
        documents["doc_id"] = [str(n) for n in range(1, len(documents) + 1)]
    return documents, notes


def renamed(frame: pd.DataFrame, columns: dict[str, str], *unused: str) -> pd.DataFrame:
    """A table under the names of the contract, further columns under names of their own.

    Parameters
    ----------
    frame : a row a document, columns as written
    columns : role → column
    unused : roles that such a table has no use for

    Returns
    -------
    DataFrame of the same cells
    """
    ours = {
        column: "doc_id" if role == "id" else role
        for role, column in columns.items() if role not in unused
    }  # fmt: skip
    names_kept = [ours.get(name) or own_name(name, frame.columns) for name in frame.columns]
    return frame.set_axis(names_kept, axis=1)


def column_notes(table: Table, columns: dict[str, str], *unused: str) -> list[str]:
    """What was made of the columns of a table, where it is not what their names say.

    Parameters
    ----------
    table : as it was read
    columns : role → column
    unused : roles that such a table has no use for

    Returns
    -------
    list of notes
    """
    used = {role: column for role, column in columns.items() if role not in unused}
    notes = [
        f"column {column!r} is the {role}" for role, column in sorted(used.items())
        if column not in (role, "doc_id" if role == "id" else role)
    ]  # fmt: skip
    for column in table.frame.columns:
        kept = own_name(column, table.frame.columns)
        if column not in used.values() and kept != column:
            notes.append(f"own column {column!r} is kept as {kept!r}")
    lost = [name for name, _ in table.nested if name not in table.frame.columns]
    return [*notes, *(f"column {name!r} holds records and was left out" for name in lost)]


def _tell(sheets: list[Table], file: str, notes: list[str], inventory: Inventory) -> None:
    several = len(sheets) > 1
    told = []
    for sheet in sheets:
        rows = len(sheet.frame)
        what = "document" if sheet.counted else "row"
        of_sheet = f" of sheet {sheet.sheet!r}" * several
        told.append(f"{rows} {what}{'s' * (rows != 1)}{of_sheet}")
    whole = (note for sheet in sheets for row, note in sheet.notes if not row)
    inventory.add(file, READ, "; ".join(dict.fromkeys([*told, *notes, *whole])))
    for row, note in (pair for sheet in sheets for pair in sheet.notes):
        if row:
            inventory.add(file, READ, note, row)
