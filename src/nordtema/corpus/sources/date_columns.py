"""The column of dates in a table whose heads name none: *Besvart dato*, *Inskickat datum*.

A head that ends so is believed if its cells are dates, and if it alone is.
"""

import re

import pandas as pd

from ..dates import resolve_dates
from .heads import role_of

_ENDS_SO = re.compile(r"(?i:.*(?:dato|datum|[\W_]date))|.*[a-zæøåäö]Date")
_OF_A_LIFE = re.compile(r"f[øö]d|f(?:o|oe)d(?:t|d|el|sel)|birth|død|döds|death", re.IGNORECASE)
_MOSTLY = 0.9  # of the cells that are filled


def with_date_column(frame: pd.DataFrame, columns: dict[str, str]) -> dict[str, str]:
    """The columns of a table with the one that alone holds dates, where none is named for them.

    Parameters
    ----------
    frame : cells as text, columns as written
    columns : role → column

    Returns
    -------
    role → column
    """
    dated = [] if "date" in columns else _dated(frame)
    return {**columns, "date": dated[0]} if len(dated) == 1 else columns


def date_note(frame: pd.DataFrame, columns: dict[str, str]) -> list[str]:
    """What is told where several columns may be the date; nothing where one is, or none.

    Parameters
    ----------
    frame, columns : as for `with_date_column`

    Returns
    -------
    list of one note, or of none
    """
    dated = [] if "date" in columns else _dated(frame)
    named = " and ".join(map(repr, dated))
    return [f"columns {named} may be the date: name the right one date"] * (len(dated) > 1)


def _dated(frame: pd.DataFrame) -> list[str]:
    """Columns whose heads end in date, and whose cells are dates."""
    heads = [
        name for name in frame.columns
        if _ENDS_SO.fullmatch(str(name).strip()) and not _OF_A_LIFE.search(str(name))
        and not role_of(name)
    ]  # fmt: skip
    return [name for name in heads if _are_dates(frame[name])]


def _are_dates(cells: pd.Series) -> bool:
    filled = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    read = sum(map(bool, resolve_dates(filled).iso))
    return bool(filled) and read >= _MOSTLY * len(filled)
