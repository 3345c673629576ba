"""Patterns that exports are read by, from rules.csv."""

import functools
import re

from ...tables import package_rows


@functools.cache
def rule(name: str) -> re.Pattern:
    """The pattern of that name.

    Parameters
    ----------
    name : of a row of rules.csv

    Returns
    -------
    compiled pattern
    """
    rows = package_rows(__package__, "rules.csv")
    return next(re.compile(row["pattern"]) for row in rows if row["name"] == name)
