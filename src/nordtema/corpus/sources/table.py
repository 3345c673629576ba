"""The one reader of tables: texts, manifest, glossary, labels, control text.

What a file is shows in its first bytes, not in its name; a table in any format comes back with
text in every cell and the number by which people know each row.
"""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from ...study import StudyError
from ..repair import decoded_text
from .cells import cell_text, is_nested, list_text, mended, unwrapped
from .dialects import Grid, Heads, read_delimited
from .exported import Unreadable
from .heads import OwnHeads, check_columns, head_key
from .kept import Kept, TextWriter
from .packed import unpacked
from .records import Records, read_records
from .streams import streamed
from .texts import read_bytes
from .workbooks import read_parquet, read_workbook

TABLE_ENDINGS = (
    ".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json", ".xlsx", ".xlsm", ".xls", ".ods",
    ".parquet", ".csv.gz", ".tsv.gz", ".jsonl.gz", ".ndjson.gz", ".json.gz",
)  # fmt: skip
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
EMPTIED = "holds a record and is left empty"
_MOST_NULS = 0.01
_MOST_LATIN = 0.6  # in UTF-16, of the bytes of Nordic text


@dataclass(frozen=True)
class Table:
    """A table as it was read.

    Attributes
    ----------
    name : of its file, for messages
    frame : cells as text, under the names of the columns as written
    numbers : the number of each row as people count them: in a spreadsheet, by lines, by records
    notes : (row or "", what was left out or mended)
    nested : columns that hold records, by the first row that does; one that holds nothing else is
        not in the frame
    counted : whether its texts are counts of words
    head_row : the number of its head
    sheet : of a workbook, or ""
    further : the other sheets of a workbook that belong to it
    """

    name: str
    frame: pd.DataFrame
    numbers: list[int]
    notes: tuple[tuple[str, str], ...] = ()
    nested: tuple[tuple[str, int], ...] = ()
    counted: bool = False
    head_row: int = 1
    sheet: str = ""
    further: tuple["Table", ...] = ()


def is_table(name: str) -> bool:
    """Whether a file is named as a table.

    Parameters
    ----------
    name : of the file

    Returns
    -------
    bool
    """
    return name.lower().endswith(TABLE_ENDINGS)


def read_table(path: Path, heads: Heads, writer: TextWriter | None = None) -> Table:
    """Read a table, whatever it is written in.

    Parameters
    ----------
    path : of the file
    heads : by which the head is known
    writer : is handed the texts of a large table as they are read; None: all cells are text

    Returns
    -------
    Table

    Raises
    ------
    StudyError
        One line that names the file, the row and the cause.
    """
    name = path.name
    plain = None if writer is None else streamed(path, writer)
    if plain:
        names, columns, numbers = plain
        return _of_columns(names, columns, name, numbers)
    data = _unpacked(read_bytes(path), name)
    ending = name.lower().removesuffix(".gz")
    if data.startswith(b"PAR1") or ending.endswith(".parquet"):
        return _of_columns(*read_parquet(data, name), name)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or ending.endswith(_WORKBOOKS):
        return _of_workbook(*read_workbook(data, name, heads), name)
    text, notes = _characters(data, name)
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) or ending.endswith("json"):
        return _of_records(read_records(text, name), text, name, notes)
    if ending.endswith((".jsonl", ".ndjson")) and text.strip():
        return _of_records(read_records(text, name), text, name, notes)
    return _of_grid(read_delimited(text, name, heads), name, notes)


def read_own_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read one of the researcher's own tables; every column named must be there.

    Parameters
    ----------
    path : of the file
    columns : names in small letters

    Returns
    -------
    DataFrame of text, with names of columns in small letters; `index + 2` is the number of a row
    where the head is the first.
    """
    table = read_table(path, OwnHeads(columns))
    frame = table.frame.set_axis([name.casefold() for name in table.frame.columns], axis=1)
    check_columns(columns, frame.columns, path.name, row=table.head_row)
    frame.index = pd.Index([number - 2 for number in table.numbers])
    return frame


# ---------------------------------------------------------------- bytes to characters


def _unpacked(data: bytes, name: str) -> bytes:
    try:
        if name.lower().endswith(".gz") and not data.startswith(b"\x1f\x8b"):
            raise Unreadable("damaged or cut off; pack it again")
        return unpacked(data)
    except Unreadable as wrong:
        raise StudyError(f"{name}: not readable as gzip: {wrong}") from None


def _characters(data: bytes, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Text of a table with the line ends that it has, and what was mended."""
    notes: tuple[tuple[str, str], ...] = ()
    encoding = _utf16(data)
    nuls = 0 if encoding else data.count(0)
    if 0 < nuls <= _MOST_NULS * len(data):
        data = data.replace(b"\0", b"")
        notes = (("", f"{nuls} NUL signs were taken out"),)
    try:
        text = None if nuls and not notes else data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = _surrogates(data) or decoded_text(data) or None
    if text is None:
        raise StudyError(f"{name}: not readable as a text table; save it as CSV in UTF-8")
    return text, notes


def _utf16(data: bytes) -> str:
    """UTF-16 or UTF-32, by its mark or by the NULs of every other byte; else ""."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    low, high = data[:2000:2], data[1:2000:2]
    if _are_letters(low) and high.count(0) > _MOST_LATIN * len(high):
        return "utf-16-le"
    return "utf-16-be" if _are_letters(high) and low.count(0) > _MOST_LATIN * len(low) else ""


def _are_letters(half: bytes) -> bool:
    """Whether every other byte looks like ASCII: letters, signs, line ends."""
    return len(half) > 3 and sum(
        31 < byte < 127 or byte in b"\t\r\n" for byte in half
    ) > _MOST_LATIN * len(half)


def _surrogates(data: bytes) -> str | None:
    """Text in which halves of emoji were written as letters of their own (CESU-8)."""
    try:
        return mended(data.decode("utf-8", "surrogatepass"))[0]
    except UnicodeDecodeError:
        return None


# ---------------------------------------------------------------- cells to a frame


def _of_workbook(sheets: list[tuple[str, Grid]], told: tuple[str, ...], name: str) -> Table:
    """The first sheet as a table, the others beside it."""
    notes = tuple(("", note) for note in told)
    (title, grid), *others = sheets
    further = tuple(
        replace(_of_grid(one, f"{name}, sheet {other!r}", ()), sheet=other) for other, one in others
    )
    where = f"{name}, sheet {title!r}" if further else name
    return replace(_of_grid(grid, where, notes), sheet=title, further=further)


def _of_grid(grid: Grid, name: str, notes: tuple[tuple[str, str], ...]) -> Table:
    names = [str(head).strip() for head in grid.head]
    times = Counter(map(head_key, filter(None, names)))
    twice = [head for head in names if head and times[head_key(head)] > 1]
    if twice:
        raise StudyError(
            f"{name}: row {grid.head_row}: column {twice[0]!r} stands twice; rename one"
        )
    columns = list(zip(*grid.rows, strict=True)) or [()] * len(names)
    unnamed = [n for n, head in enumerate(names) if not head]
    lost = [n for n in unnamed if any(map(str.strip, columns[n]))]
    notes += tuple(("", f"column {n + 1} has no name and was left out") for n in lost)
    cells = {head: columns[n] for n, head in enumerate(names) if head}
    frame = pd.DataFrame(cells, dtype=object, index=range(len(grid.rows)))
    return Table(name, frame, grid.numbers, notes, head_row=grid.head_row)


def _of_records(
    records: Records, text: str, name: str, notes: tuple[tuple[str, str], ...]
) -> Table:
    names = list(dict.fromkeys(key for row in records.rows for key in row))
    columns = {key: [row.get(key) for row in records.rows] for key in names}
    table = _of_columns(names, columns, name, records.numbers)
    if "\\ud" in text or "\\uD" in text or "\\u0000" in text:
        frame, more = _mended_cells(table)
        return Table(name, frame, table.numbers, (*notes, *table.notes, *more), table.nested)
    return Table(name, table.frame, table.numbers, (*notes, *table.notes), table.nested)


def _mended_cells(table: Table) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Cells that can be written as UTF-8, and the rows that had to be mended."""
    frame, notes = table.frame.copy(), []
    for column in frame.columns:
        pairs = [mended(cell) for cell in frame[column]]
        frame[column] = pd.Series([text for text, _ in pairs], dtype=object, index=frame.index)
        told = zip(pairs, table.numbers, strict=True)
        notes += [(str(row), f"{column}: {note}") for (_, note), row in told if note]
    names = [mended(name)[0] for name in frame.columns]
    return frame.set_axis(names, axis=1), notes


def _of_columns(
    names: list[str], columns: dict[str, list], name: str, numbers: list[int] | None = None
) -> Table:
    """A table of columns whose cells are of any kind."""
    length = len(columns[names[0]]) if names else 0
    numbers = numbers or list(range(1, length + 1))
    cells, nested, notes = {}, [], []
    for key in names:
        values = columns[key]
        if set(map(type, values)) <= {str, Kept}:
            cells[key] = values
            continue
        values = [unwrapped(value) for value in values]
        holds = next((n for n, value in enumerate(values) if is_nested(value)), None)
        if holds is not None:
            nested.append((key, numbers[holds]))
            values, emptied = _flat(values)
            if not any(map(cell_text, values)):
                continue
            notes += [(str(numbers[at]), f"{key}: {EMPTIED}") for at in emptied]
        cells[key] = [value if type(value) is str else cell_text(value) for value in values]
    frame = pd.DataFrame(cells, dtype=object, index=range(length))
    return Table(name, frame, numbers, tuple(notes), tuple(nested))


def _flat(values: list) -> tuple[list, list[int]]:
    """Lists of plain values joined, records taken out; and where a record was."""
    values = [list_text(value) if is_nested(value) else value for value in values]
    records = [at for at, value in enumerate(values) if is_nested(value)]
    return ["" if is_nested(value) else value for value in values], records
