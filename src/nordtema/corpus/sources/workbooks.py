"""Spreadsheets and parquet files to rows of cells.

A workbook may hold its texts on several sheets: those whose heads name the same columns belong
together. A merged cell stands for all rows that it spans, but for an id and a text, which are
those of one row.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ...study import StudyError
from .cells import cell_text, without_line_end_marks
from .dialects import TITLE_LINES, Grid, Heads
from .formats import is_locked
from .heads import role_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_MOST = 150_000_000  # bytes of an unpacked workbook
_OF_ONE_ROW = ("id", "text")
_INDEX = re.compile(r"__index_level_\d+__")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook.

    Attributes
    ----------
    name : of the sheet
    rows : of all its cells, from the first row and column on
    merged : ((row, column) of the first cell, that of the last), counted from 0
    visible : whether a spreadsheet shows it
    """

    name: str
    rows: Sequence[Sequence[object]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    visible: bool = True


def read_workbook(
    data: bytes, where: str, heads: Heads
) -> tuple[list[tuple[str, Grid]], tuple[str, ...]]:
    """The first sheet that holds a table and those that belong to it, and what is told of others.

    Parameters
    ----------
    data : bytes of the file
    where : its name, for messages
    heads : by which the head is known

    Returns
    -------
    (name and Grid of each sheet that is read, a note for each that is not)

    Raises
    ------
    StudyError
        If the file is no workbook, is locked, or has no cells.
    """
    from python_calamine import load_workbook

    try:
        _check_size(data, where)
        sheets = _sheets(load_workbook(BytesIO(data)))
    except StudyError:
        raise
    except Exception as error:  # calamine raises kinds of its own for each format
        told = f"{type(error).__name__} {error}".lower()
        locked = "password" in told or is_locked(data)
        remedy = "take its password off" if locked else "save it again, or as CSV in UTF-8"
        raise StudyError(f"{where}: not readable as a workbook; {remedy}") from None
    filled = [sheet for sheet in sheets if _cells_in(sheet.rows)]
    if not filled:
        raise StudyError(f"{where}: not readable as a table: its sheets are empty")
    best = (sheet for sheet in filled if _best_head(sheet.rows, heads)[0] > 1)
    first = next(best, filled[0])
    read, notes = [(first.name, _grid(first, heads))], []
    for sheet in filled:
        if sheet is first:
            continue
        grid = _grid(sheet, heads)
        if sheet.visible and heads.belongs(read[0][1].head, grid.head):
            read.append((sheet.name, grid))
        else:
            why = "it has other columns" if sheet.visible else "it is hidden"
            notes.append(f"sheet {sheet.name!r} was not read: {why}")
    return read, tuple(notes)


def _sheets(book: CalamineWorkbook) -> list[Sheet]:
    from python_calamine import SheetVisibleEnum

    sheets = []
    for told in book.sheets_metadata:
        sheet = book.get_sheet_by_name(told.name)
        merged = getattr(sheet, "merged_cell_ranges", None)  # of .xlsx and .xls
        visible = told.visible == SheetVisibleEnum.Visible
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append(Sheet(told.name, rows, tuple(merged or ()), visible))
    return sheets


def _check_size(data: bytes, where: str) -> None:
    """Refuse a workbook that unpacks to more than a memory holds."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return
    with zipfile.ZipFile(BytesIO(data)) as packed:
        size = sum(one.file_size for one in packed.infolist())
    if size > _MOST:
        raise StudyError(f"{where}: unpacks to {size // 1_000_000} MB; save it as CSV in UTF-8")


def _cells_in(rows: Sequence[Sequence[object]]) -> bool:
    return any(cell not in ("", None) for row in rows for cell in row)


def _best_head(rows: Sequence[Sequence[object]], heads: Heads) -> tuple[int, int]:
    """How many known heads the best of the first rows has, and which row that is."""
    scored = [
        (heads.known([cell_text(cell) for cell in row]), -number)
        for number, row in enumerate(rows[:TITLE_LINES])
        if _cells_in([row])
    ]
    known, number = max(scored, default=(0, 0))
    return known, -number


def _grid(sheet: Sheet, heads: Heads) -> Grid:
    _, at = _best_head(sheet.rows, heads)
    texts = [[without_line_end_marks(cell_text(cell)) for cell in row] for row in sheet.rows[at:]]
    filled = [any(map(str.strip, row)) for row in texts]
    width, last = len(texts[0]), at + len(texts) - 1
    for (top, column), (bottom, _) in sheet.merged:
        inside = at < top <= last and column < width  # a style may reach beyond the cells
        if inside and role_of(texts[0][column]) not in _OF_ONE_ROW:
            for row in texts[top - at + 1 : bottom - at + 1]:
                row[column] = texts[top - at][column]
    kept = [(n, row) for n, row in enumerate(texts[1:], at + 2) if filled[n - at - 1]]
    return Grid(texts[0], [row for _, row in kept], [n for n, _ in kept], at + 1)


def is_column(name: str) -> bool:
    """Whether a column of a parquet file is one of the table, and not its row labels.

    Parameters
    ----------
    name : of the column

    Returns
    -------
    bool
    """
    return not _INDEX.fullmatch(name)


def read_parquet(data: bytes, where: str) -> tuple[list[str], dict[str, list]]:
    """Names and cells of the columns of a parquet file; whole numbers stay whole.

    Parameters
    ----------
    data : bytes of the file
    where : its name, for messages

    Returns
    -------
    (names of the columns, name → cells)

    Raises
    ------
    StudyError
        If it is damaged.
    """
    from pyarrow import parquet

    try:
        table = parquet.read_table(BytesIO(data))
        names = [name for name in table.column_names if is_column(name)]
        return names, {name: table.column(name).to_pylist() for name in names}
    except (OSError, ValueError, KeyError) as error:
        cause = "text that is not UTF-8" if isinstance(error, UnicodeError) else "damaged or cut"
        raise StudyError(f"{where}: not readable as parquet ({cause}); write it again") from None
