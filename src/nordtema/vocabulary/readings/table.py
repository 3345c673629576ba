"""Our table of readings: what irregular and ambiguous forms can be, in each norm."""

import functools
from collections import defaultdict

from ...tables import package_rows

CLASSES = ("noun", "proper", "verb", "adjective", "adverb", "numeral", "other")
CONTENT = (
    "noun",
    "proper",
    "verb",
    "adjective",
)  # what lemmas tell of the readings of their tokens


@functools.cache
def table_of_readings(language: str) -> dict[tuple[str, str], str]:
    """Form and class → lemma."""
    rows = package_rows(__package__, "data", "readings.csv")
    return {
        (row["form"], row["class"]): row["lemma"] for row in rows if row["language"] == language
    }


@functools.cache
def classes_in_table(language: str) -> dict[str, frozenset[str]]:
    """Form → the classes that it is listed with."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, name in table_of_readings(language):
        found[form].add(name)
    return {form: frozenset(names) for form, names in found.items()}


@functools.cache
def lemmas_of_table(language: str) -> dict[tuple[str, str], str]:
    """Form and class → lemma, where what the table gives as a lemma is its own."""
    table = table_of_readings(language)
    return {(word, name): word for (_, name), word in table.items()} | table
