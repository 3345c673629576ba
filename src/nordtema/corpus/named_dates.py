"""Dates that the names of files and folders tell, where nothing else tells one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from .dates import BY_FOLDER, date_in_name, within
from .sources import is_whole_file
from .sources.names import country_of


def named_date(row: Mapping[str, str], years: tuple[int, int]) -> tuple[str, str]:
    """The date in the name of a text's own file, else the year that its folder is named for.

    Parameters
    ----------
    row : of the index, with path, country and unread_date
    years : first and last year that can be

    Returns
    -------
    (date or "", the remark of a date of a folder or "")
    """
    if row["unread_date"]:
        return "", ""
    path = PurePath(row.get("path", ""))
    if is_whole_file(row) and (date := within(date_in_name(path.name), years)):
        return date, ""
    year = _year_of_folder(path, row["country"], years)
    return year, BY_FOLDER * bool(year)


def _year_of_folder(path: PurePath, country: str, years: tuple[int, int]) -> str:
    """The one year among the folders below the country's: Norge/2010/leder.txt; else "".

    What lies above the country's folder tells of the disk, not of the text.
    """
    found: set[str] = set()
    for folder in path.parents:
        name = folder.name
        if len(name) == 4 and name.isascii() and name.isdigit():
            found.add(within(name, years))
        elif country_of(name) == country:
            found.discard("")
            return found.pop() if len(found) == 1 else ""
    return ""
