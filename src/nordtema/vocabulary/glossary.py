"""Three word lists that come before spelling: the researcher's glossary, ours, false friends."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..corpus.sources import read_own_table
from ..languages import LANGUAGES
from ..study import StudyError
from ..tables import package_rows, records_of
from .lexicon import lemma
from .readings.lemmas import comparable_lemma

DECISIONS = ("accept", "reject", "split", "light", "telling")
GLOSSARY_COLUMNS = ("concept", *LANGUAGES)

#: a lemma of a norm
Word = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """One concept of a word list.

    Attributes
    ----------
    concept : its name
    words : (language, lemma), the most usual first
    decision : accept, reject, split, light or telling
    row : its number in the list, for messages
    """

    concept: str
    words: tuple[Word, ...]
    decision: str = "accept"
    row: int = 0

    def of(self, language: str) -> tuple[str, ...]:
        """Lemmas of one norm.

        Parameters
        ----------
        language : code of the norm

        Returns
        -------
        tuple of lemmas
        """
        return tuple(word for code, word in self.words if code == language)


@functools.cache
def general_glossary() -> tuple[Entry, ...]:
    """The glossary that is shipped with the package, written for it.

    Returns
    -------
    tuple of Entry
    """
    rows = package_rows(__package__, "data", "glossary.csv")
    return tuple(_entry(row, number) for number, row in enumerate(rows, 2))


@functools.cache
def false_friends() -> frozenset[frozenset[Word]]:
    """Pairs of words that look alike and differ in meaning, each between two named norms.

    Returns
    -------
    pairs of (language, lemma)
    """
    rows = package_rows(__package__, "data", "false_friends.csv")
    return frozenset(
        frozenset({(row["norm"], row["lemma"]), (row["other_norm"], row["other_lemma"])})
        for row in rows
    )


def read_glossary(path: Path) -> tuple[Entry, ...]:
    """Read the researcher's glossary.csv: concept, nb, nn, da, sv, decision, note.

    `accept` joins the words of a row into one concept, `reject` keeps each pair of them apart,
    `split` takes the words out of every concept and leaves each by itself; topics are formed
    without the words of a row that is `light`, and with those of one that is `telling`.

    Parameters
    ----------
    path : of the glossary

    Returns
    -------
    tuple of Entry

    Raises
    ------
    StudyError
        Names the row, the value and the remedy.
    """
    table = read_own_table(path, GLOSSARY_COLUMNS)
    entries = [
        _entry(row, number, path.name)
        for number, row in zip(table.index + 2, records_of(table), strict=True)
    ]
    _check_unique(entries, path.name)
    return tuple(entries)


def _entry(row: dict[str, str], number: int, source: str = "glossary.csv") -> Entry:
    decision = str(row.get("decision") or "accept").strip().lower()
    if decision not in DECISIONS:
        raise StudyError(
            f"{source}: row {number}: decision {decision!r}: write accept, reject, split, light or "
            "telling"
        )
    words = tuple(
        (code, word)
        for code in LANGUAGES
        for cell in str(row.get(code) or "").lower().replace(",", "|").split("|")
        for word in [cell.strip()]
        if word
    )
    concept = str(row.get("concept") or "").strip().lower() or (words[0][1] if words else "")
    if not concept:
        raise StudyError(f"{source}: row {number}: the row names no word; fill it or remove it")
    return Entry(concept, tuple(dict.fromkeys(words)), decision, number)


@functools.lru_cache(maxsize=100_000)
def lemmatised(word: Word) -> Word:
    """The word as texts have it after reading, which may not be how a list writes it.

    Dictionary forms stay as they are: that *fører* can be a form of *føre* does not make a driver
    one who leads. Nynorsk infinitives in -a become those in -e, and what is no dictionary form of
    any class is what it is read as by itself.

    Parameters
    ----------
    word : language and form

    Returns
    -------
    language and lemma
    """
    language, form = word
    if " " in form:
        return word
    infinitive = comparable_lemma(form, "verb", language)
    if infinitive == form[:-1] + "e" and language == "nn" and form.endswith("a"):
        return (language, infinitive)
    if form in {infinitive, *(comparable_lemma(form, c, language) for c in ("noun", "adjective"))}:
        return word
    return (language, lemma(form, language))


def _check_unique(entries: Iterable[Entry], source: str) -> None:
    seen: dict[Word, Entry] = {}
    for entry in entries:
        if entry.decision != "accept":
            continue
        for word in entry.words:
            other = seen.setdefault(word, entry)
            if other.concept != entry.concept:
                raise StudyError(
                    f"{source}: row {entry.row}: {word[1]!r} ({word[0]}) stands in row {other.row} "
                    f"already, as {other.concept!r}; a word can belong to one concept only"
                )


def to_table(entries: Iterable[Entry]) -> pd.DataFrame:
    """Entries as a table with a column for each norm, for reading.

    Parameters
    ----------
    entries : of a word list

    Returns
    -------
    DataFrame with concept, nb, nn, da, sv
    """
    rows = [
        {"concept": e.concept, **{code: "|".join(e.of(code)) for code in LANGUAGES}}
        for e in entries
    ]
    return pd.DataFrame(rows, columns=list(GLOSSARY_COLUMNS))
