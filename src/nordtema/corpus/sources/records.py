"""JSON to records: one object a line, an array, or an object that holds them.

Numbers keep the letters they are written in, so that 2010.10 is not 2010.1.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ...study import StudyError
from .heads import head_key, synonyms
from .posts import is_gone, posts_of

BLANK = " \t\r\n\ufeff"


@dataclass(frozen=True)
class Records:
    """Records of a JSON text.

    Attributes
    ----------
    rows : dicts of unconverted values
    numbers : the line of each, or its place
    """

    rows: list[dict]
    numbers: list[int]


def _constant(name: str) -> None:
    return None  # NaN and Infinity are no values


DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=_constant)


def read_records(text: str, where: str) -> Records:
    """Records of a JSON text in any of the usual shapes.

    Parameters
    ----------
    text : decoded
    where : name of the file, for messages

    Returns
    -------
    Records

    Raises
    ------
    StudyError
        With the row where the text is no JSON, is nested too deeply, or holds no records.
    """
    rows, numbers, failed = _lines(text, where)
    if failed:
        rows = _values(text, where, failed if rows else 0)
        numbers = list(range(1, len(rows) + 1))
    posts = posts_of(rows[0] if len(rows) == 1 else rows)
    if posts or len(rows) == 1:
        rows = posts or _rows_of(rows[0])
        numbers = list(range(1, len(rows) + 1))
    there = [n for n, row in enumerate(rows) if not is_gone(row)]
    rows, numbers = [rows[n] for n in there], [numbers[n] for n in there]
    for row, number in zip(rows, numbers, strict=True):
        if not isinstance(row, dict):
            raise StudyError(f"{where}: row {number}: each row must be one JSON object")
    return Records(rows, numbers)


def _lines(text: str, where: str) -> tuple[list, list[int], int]:
    """The value of each line, its number, and the first line that is no JSON by itself (or 0)."""
    rows: list = []
    numbers: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip(BLANK)
        if not line:
            continue
        try:
            rows.append(DECODER.decode(line))
        except ValueError:
            return rows, numbers, number
        except RecursionError:
            raise StudyError(
                f"{where}: row {number}: nested too deeply to be a text; take the row out"
            ) from None
        numbers.append(number)
    return rows, numbers, 0


def _values(text: str, where: str, failed: int) -> list:
    """Values that go over several lines: one, or several one after another."""
    values, at = [], _skip(text, 0)
    while at < len(text):
        try:
            value, at = DECODER.raw_decode(text, at)
        except ValueError as error:
            before = text[: getattr(error, "pos", at)].rstrip()
            row = failed or before.count("\n") + 1
            raise StudyError(f"{where}: row {row}: not valid JSON; mend the line") from None
        except RecursionError:
            row = text.count("\n", 0, at) + 1
            raise StudyError(
                f"{where}: row {row}: nested too deeply to be a table of texts"
            ) from None
        values.append(value)
        at = _skip(text, at)
    return values


def _skip(text: str, at: int) -> int:
    """The place of the next sign that is neither blank nor a comma between records."""
    while at < len(text) and text[at] in BLANK + ",":
        at += 1
    return at


# ---------------------------------------------------------------- one value that holds all


def _rows_of(value: object) -> list:
    """Rows of an array, or of an object in one of the shapes that programs write."""
    if not isinstance(value, dict):
        return value if isinstance(value, list) else [value]
    columns = value.get("columns")
    if isinstance(columns, list) and isinstance(value.get("data"), list):  # pandas' split
        return [dict(zip(columns, row, strict=False)) for row in value["data"]]
    known = [key for key in value if head_key(key) in synonyms()]
    inner = list(value.values())
    if known and all(isinstance(one, dict) for one in inner):  # pandas' columns
        return list(_turned(value))
    lists = [one for one in inner if _is_list_of_records(one)]
    if not known and len(lists) == 1:  # {"data": […]}
        return lists[0]
    if inner and all(isinstance(one, dict) for one in inner):  # {"a1": {…}, "a2": {…}}
        return [{"id": key, **record} for key, record in value.items()]
    return [value]


def _is_list_of_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _turned(columns: dict[str, dict]) -> Iterator[dict]:
    keys = dict.fromkeys(key for column in columns.values() for key in column)
    return ({name: column.get(key) for name, column in columns.items()} for key in keys)
