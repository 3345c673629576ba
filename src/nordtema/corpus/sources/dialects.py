"""Delimited text to rows: the dialect of a table is found, never assumed.

Of all ways to read a table (delimiter, quoting) the first is taken in which every row is as wide
as the head and no cell holds a row; where there is none, the table is refused with the rows that
do not fit.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from typing import Protocol

from ...study import StudyError
from ...tables import line_feeds

TITLE_LINES = 20  # so many lines may stand above the head
_SEEN = 1_000_000  # characters at the top of a table in which its head is looked for
_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"  # of a table with one column
_SEP = re.compile(r"\"?sep=([,;\t|:])\"?[,;\t| ]*$", re.IGNORECASE)
_LONE_LF = re.compile(r"(?<!\r)\n")
_KEPT_LF = "\x0b"  # stands for a line end within a cell while a table is parsed
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": _KEPT_LF, "r": "", "t": " ", "N": ""}  # \N: MySQL's missing value
_NONE = {"quoting": csv.QUOTE_NONE, "quotechar": None}
_CAUSES = {
    "unexpected end of data": "a quotation mark opens a cell and is never closed",
    "expected after": "text follows a closing quotation mark; double those inside a cell",
}
_SHOWN = 5
_QUOTES = ("'", '"', "“", "„", "«", "»", "’", "‘")


class Heads(Protocol):
    """What is known of a table before it is read."""

    def known(self, cells: Sequence[str]) -> int:
        """How many of the cells are heads that are looked for.

        Parameters
        ----------
        cells : of a line

        Returns
        -------
        number of cells
        """

    def belongs(self, head: Sequence[str], other: Sequence[str]) -> bool:
        """Whether another sheet is a part of the same table.

        Parameters
        ----------
        head, other : heads of the first sheet and of the other

        Returns
        -------
        bool
        """

    def is_row(self, head: Sequence[str], cells: Sequence[str]) -> bool:
        """Whether the cells of a line can be nothing but a row of the table.

        Parameters
        ----------
        head, cells : of two lines as long

        Returns
        -------
        bool
        """


@dataclass(frozen=True)
class Grid:
    """The cells of a table.

    Attributes
    ----------
    head : names of the columns as written
    rows : cells, each row as wide as the head; blank rows are left out
    numbers : the number of each row as a spreadsheet counts them, lines above the head included
    head_row : the number of the head
    """

    head: list[str]
    rows: list[list[str]]
    numbers: list[int]
    head_row: int = 1


@dataclass(frozen=True)
class _Quoting:
    name: str
    options: dict = field(default_factory=dict)

    @property
    def escapes(self) -> bool:
        return "escapechar" in self.options


#: in the order in which they are preferred
_QUOTINGS = (
    _Quoting("doubled", {"strict": True}),
    _Quoting("backslash", {"strict": True, "escapechar": "\\"}),
    _Quoting("none", _NONE),
    _Quoting("blank before quotes", {"strict": True, "skipinitialspace": True}),
    _Quoting("none, backslash", {**_NONE, "escapechar": "\\"}),
)


@dataclass(frozen=True)
class _Reading:
    """Rows of one way to read a table.

    Attributes
    ----------
    fault : what speaks against it, "" if nothing
    padded : whether cells were added to rows or cut off
    marked : whether marks stand in the cells for line ends
    """

    rows: list[list[str]]
    fault: str = ""
    padded: bool = False
    marked: bool = False


def read_delimited(text: str, where: str, heads: Heads) -> Grid:
    """Rows of a delimited text.

    Parameters
    ----------
    text : decoded, with the line ends that it has
    where : name of the file, for messages
    heads : by which the head is known

    Returns
    -------
    Grid

    Raises
    ------
    StudyError
        If the table is empty, or no reading gives rows that are as wide as the head.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    text = text.lstrip("\ufeff")
    if "\n" not in text:
        text = text.replace("\r", "\n")  # old Macs
    above, delimiters = _find_head(text, heads)
    if not delimiters:
        raise StudyError(f"{where}: not readable as a table: it is empty")
    body = _without_lines(text, above)
    reading = _best_reading(body, delimiters, above, heads)
    if reading.fault and "\r\n" in body and _LONE_LF.search(body):
        again = _best_reading(_LONE_LF.sub(_KEPT_LF, body), delimiters, above, heads)
        reading = reading if again.fault else again
    if reading.fault:
        raise StudyError(f"{where}: {reading.fault}")
    return _grid(reading, above)


def _grid(reading: _Reading, above: int) -> Grid:
    head, *rows = reading.rows
    width = len(head)
    kept = [
        (number, row if len(row) == width else (row + [""] * width)[:width])
        for number, row in enumerate(rows, above + 2)
        if row and any(map(str.strip, row))
    ]
    cells = [row for _, row in kept]
    if reading.marked:
        cells = [[cell.replace(_KEPT_LF, "\n") for cell in row] for row in cells]
    return Grid(head, cells, [number for number, _ in kept], above + 1)


# ---------------------------------------------------------------- head and delimiter


def _find_head(text: str, heads: Heads) -> tuple[int, list[str]]:
    """How many lines stand above the head, and the delimiters it may have, the likeliest first."""
    declared = ""
    readings: list[tuple[int, int, int, str]] = []  # known heads, −line, cells, delimiter
    for number, line in enumerate(_first_lines(text)):
        said = _SEP.match(line.strip("\r\n"))
        if said and not readings:
            declared = said[1]
        elif line.strip():
            for delimiter in declared or _DELIMITERS:
                cells = _cells(line, delimiter)
                readings.append((heads.known(cells), -number, len(cells), delimiter))
    if not readings:
        return 0, []
    best = max(reading[:2] for reading in readings)
    here = [reading[2:] for reading in readings if reading[:2] == best and reading[2] > 1]
    here.sort(key=lambda reading: -reading[0])
    return -best[1], [delimiter for _, delimiter in here] or [_NO_DELIMITER]


def _first_lines(text: str) -> Iterator[str]:
    return (
        line
        for line, _ in zip(StringIO(text[:_SEEN], newline=""), range(TITLE_LINES), strict=False)
    )


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])


def _without_lines(text: str, above: int) -> str:
    return text[sum(map(len, islice(_first_lines(text), above))) :]


# ---------------------------------------------------------------- readings


def _best_reading(body: str, delimiters: list[str], above: int, heads: Heads) -> _Reading:
    """The first reading that fits as it stands, else one with rows padded, else with its fault."""
    tried: list[_Reading] = []
    for delimiter in delimiters:
        for quoting in _QUOTINGS:
            reading = _read(body, delimiter, quoting, above, heads)
            if not reading.fault and not reading.padded:
                return reading
            tried.append(reading)
    padded = next((reading for reading in tried if not reading.fault), None)
    # a table of tabs is rarely quoted: what is told is what ails it unquoted
    told = 2 if delimiters[0] == "\t" else 0
    return padded or tried[told]


def _read(body: str, delimiter: str, quoting: _Quoting, above: int, heads: Heads) -> _Reading:
    rows: list[list[str]] = []
    text = _ESCAPE.sub(_unescaped, body) if quoting.escapes else body
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, **quoting.options)
    try:
        rows.extend(reader)
    except csv.Error as error:
        cause = next((told for sign, told in _CAUSES.items() if sign in str(error)), str(error))
        return _Reading(rows, f"row {above + len(rows) + 1}: {cause}")
    fault, padded = _misfits(rows, above)
    if not fault and reader.line_num > len(rows):
        fault = _swallowed(rows, body, delimiter, above, heads)
    return _Reading(rows, fault, padded, quoting.escapes or _KEPT_LF in body)


def _unescaped(match: re.Match) -> str:
    return _ESCAPED.get(match[1], match[0])


def _misfits(rows: list[list[str]], above: int) -> tuple[str, bool]:
    """What rows that are not as wide as the head are told as, and whether any is padded or cut."""
    width = len(rows[0])
    if {len(row) for row in rows} <= {width, 0}:
        return "", False
    wrong = [
        (number, len(row))
        for number, row in enumerate(rows, above + 1)
        if len(row) != width and not _can_be_padded(row, width)
    ]
    if not wrong:
        return "", True
    named = ", ".join(str(number) for number, _ in wrong[:_SHOWN])
    named += f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    cells = f"{wrong[0][1]} cell{'s' * (wrong[0][1] != 1)} where the head has {width}"
    remedy = "put quotes around a cell that holds the delimiter or a line end"
    if any(
        cell.lstrip()[:1] in _QUOTES for number, _ in wrong for cell in rows[number - above - 1]
    ):
        remedy = 'put each cell in double quotes ("), and double those inside a cell'
    return f"row{'s' * (len(wrong) > 1)} {named}: {cells}; {remedy}", False


def _can_be_padded(row: list[str], width: int) -> bool:
    """Whether only empty cells at the end are missing or too many."""
    if len(row) > width:
        return not any(map(str.strip, row[width:]))
    return len(row) >= min(2, width) or not any(map(str.strip, row))


# ---------------------------------------------------------------- rows within a cell


def _swallowed(rows: list[list[str]], body: str, delimiter: str, above: int, heads: Heads) -> str:
    """What is told where a quoted cell holds a line that is a row of the table."""
    head = rows[0]
    alike = delimiter == "\t" or (len(head) > 2 and _every_line_fits(body, delimiter, len(head)))
    for number, row in enumerate(rows, above + 1):
        for place, cell in enumerate(row):
            if "\n" not in cell and "\r" not in cell:
                continue
            if any(alike or heads.is_row(head, r) for r in _inner_rows(row, place, delimiter)):
                return (
                    f"row {number}: a quotation mark opens a cell that holds the next row too; "
                    "double the quotation marks inside cells, or take them away"
                )
    return ""


def _every_line_fits(body: str, delimiter: str, width: int) -> bool:
    lines = StringIO(body, newline="")
    return all(line.count(delimiter) == width - 1 for line in lines if line.strip())


def _inner_rows(row: list[str], place: int, delimiter: str) -> Iterator[list[str]]:
    """The lines of a cell, after its first, that have as many cells as the row."""
    *lines, last = line_feeds(row[place]).split("\n")
    within = [line.split(delimiter) for line in lines[1:]]
    within.append([*last.split(delimiter), *row[place + 1 :]])
    return (cells for cells in within if len(cells) == len(row))
