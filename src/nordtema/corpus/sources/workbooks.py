"""Spreadsheets and parquet files to rows of cells."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from ...study import StudyError
from .cells import cell_text, without_line_end_marks
from .dialects import TITLE_LINES, Grid, Heads
from .formats import is_locked

_MOST = 150_000_000  # bytes of an unpacked workbook
_INDEX = re.compile(r"__index_level_\d+__")


def read_workbook(data: bytes, where: str, heads: Heads) -> tuple[Grid, tuple[str, ...]]:
    """The first sheet that holds a table, and the names of other sheets that hold cells.

    Parameters
    ----------
    data : bytes of the file
    where : its name, for messages
    heads : by which the head is known

    Returns
    -------
    (Grid, names of the other sheets)

    Raises
    ------
    StudyError
        If the file is no workbook, is locked, or has no cells.
    """
    from python_calamine import load_workbook

    try:
        _check_size(data, where)
        book = load_workbook(BytesIO(data))
        names = book.sheet_names
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    except StudyError:
        raise
    except Exception as error:  # calamine raises kinds of its own for each format
        told = f"{type(error).__name__} {error}".lower()
        locked = "password" in told or is_locked(data)
        remedy = "take its password off" if locked else "save it again, or as CSV in UTF-8"
        raise StudyError(f"{where}: not readable as a workbook; {remedy}") from None
    filled = [(n, rows) for n, rows in zip(names, sheets, strict=True) if _cells_in(rows)]
    if not filled:
        raise StudyError(f"{where}: not readable as a table: its sheets are empty")
    chosen = next((n for n, (_, rows) in enumerate(filled) if _best_head(rows, heads)[0] > 1), 0)
    others = tuple(name for n, (name, _) in enumerate(filled) if n != chosen)
    return _grid(filled[chosen][1], heads), others


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


def _grid(rows: Sequence[Sequence[object]], heads: Heads) -> Grid:
    _, at = _best_head(rows, heads)
    texts = [[without_line_end_marks(cell_text(cell)) for cell in row] for row in rows[at:]]
    kept = [(n, row) for n, row in enumerate(texts[1:], at + 2) if any(map(str.strip, row))]
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
