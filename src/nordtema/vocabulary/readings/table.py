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
    """Form and class → lemma; also of readings that only a phrase can tell."""
    told = {(row["word"], row["class"]): row["lemma"] for row in contexts(language) if row["lemma"]}
    return told | {(row["form"], row["class"]): row["lemma"] for row in _rows(language)}


@functools.cache
def contexts(language: str) -> list[dict[str, str]]:
    """Phrases in which a word has one reading: phrase, word, class, lemma ("": in the table, or
    none, as the word says nothing there)."""
    rows = package_rows(__package__, "data", "contexts.csv")
    return [row for row in rows if row["language"] == language]


@functools.cache
def empty_in_phrases(language: str) -> frozenset[str]:
    """Words that say nothing in a phrase (*i hvert fald*), where they are read as *other*."""
    rows = contexts(language)
    return frozenset(row["word"] for row in rows if row["class"] == "other" and not row["lemma"])


def _rows(language: str) -> list[dict[str, str]]:
    rows = package_rows(__package__, "data", "readings.csv")
    return [row for row in rows if row["language"] == language]


@functools.cache
def classes_in_table(language: str) -> dict[str, frozenset[str]]:
    """Form → the classes that it is listed with."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows(language):
        found[row["form"]].add(row["class"])
    return {form: frozenset(names) for form, names in found.items()}


@functools.cache
def lemmas_of_table(language: str) -> dict[tuple[str, str], str]:
    """Form and class → lemma, where what the table gives as a lemma is its own."""
    table = table_of_readings(language)
    return {(word, name): word for (_, name), word in table.items()} | table
