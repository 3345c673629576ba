"""One cell of a table → its text, whatever the format gave it as."""

import datetime
import decimal
import re

ROUNDED = 1e15  # larger numbers have lost digits in a spreadsheet
#: keys under which databases and WordPress put a plain value
_WRAPPERS = (
    "$date", "$oid", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "rendered",
)  # fmt: skip
_LINE_END = re.compile(r"_x000[dD]_\n?")


def is_nested(value: object) -> bool:
    """Whether a cell holds a record or a list rather than a value.

    Parameters
    ----------
    value : of a cell

    Returns
    -------
    bool
    """
    return isinstance(value, dict | list | tuple)


def cell_text(value: object) -> str:
    """Text of a cell: whole numbers without .0, dates as ISO, nothing for what is missing.

    A number too large to be exact is written as a spreadsheet would, 1.29403E+18.

    Parameters
    ----------
    value : of a cell, of any type

    Returns
    -------
    str
    """
    if isinstance(value, str):
        return value
    if value is None or value != value:  # NaN, NaT
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return str(value)


def _number_text(value: float) -> str:
    if abs(value) >= ROUNDED:
        return f"{value:.14E}"
    return str(int(value)) if value.is_integer() else repr(value)


def list_text(value: dict | list | tuple) -> object:
    """A list of plain values joined by semicolons; the value itself where a record is in it.

    Parameters
    ----------
    value : of a cell that is nested

    Returns
    -------
    str, or the value
    """
    if isinstance(value, dict) or any(map(is_nested, value)):
        return value
    return "; ".join(map(cell_text, value))


def unwrapped(value: object) -> object:
    """The plain value that stands in an object, as in {"$date": …}; else the object itself.

    Parameters
    ----------
    value : of a cell

    Returns
    -------
    a value that is no object with such a key
    """
    while isinstance(value, dict):
        key = next((key for key in _WRAPPERS if key in value), None)
        if key is None:
            return value
        value = value[key]
    return value


def without_line_end_marks(text: str) -> str:
    """Text of a workbook's cell, in which a carriage return is written _x000D_.

    Parameters
    ----------
    text : of a cell

    Returns
    -------
    str
    """
    return _LINE_END.sub("\n", text) if "_x000" in text else text


def mended(text: str) -> tuple[str, str]:
    """Text that can be written as UTF-8 and holds no NUL, and what was mended ("" if nothing).

    Parameters
    ----------
    text : of a cell

    Returns
    -------
    (text, note)
    """
    note = []
    if "\0" in text:
        text, note = text.replace("\0", ""), ["NUL signs were taken out"]
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "\ufffd" in text:
            note.append("half a letter or emoji (a lone surrogate) was replaced by \ufffd")
    return text, " and ".join(note)
