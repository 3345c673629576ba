"""Patterns that exports are read by, from rules.csv."""

import csv
import functools
import re
from importlib.resources import files


@functools.cache
def rule(name: str) -> re.Pattern:
    """The pattern of that name."""
    table = files(__package__).joinpath("rules.csv").read_text(encoding="utf-8")
    return next(
        re.compile(row["pattern"])
        for row in csv.DictReader(table.splitlines())
        if row["name"] == name
    )
