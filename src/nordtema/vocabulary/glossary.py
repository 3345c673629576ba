"""Three word lists that come before spelling: the researcher's glossary, ours, false friends."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path

import pandas as pd

from ..corpus.sources import read_own_table
from ..languages import LANGUAGES
from ..study import StudyError
from ..tables import package_rows, records_of
from .lexicon import infinitive_mark, lemma, stop_name, stop_words
from .readings.lemmas import comparable_lemma
from .tokens import read_words
from .word_types import tokenize

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
    if not words:
        named = f"concept {concept!r} has no word in any norm" if concept else "it names no word"
        raise StudyError(f"{source}: row {number}: {named}; fill a cell, or remove the row")
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
    if is_term(form):
        return word
    infinitive = comparable_lemma(form, "verb", language)
    if infinitive == form[:-1] + "e" and language == "nn" and form.endswith("a"):
        return (language, infinitive)
    if form in {infinitive, *(comparable_lemma(form, c, language) for c in ("noun", "adjective"))}:
        return word
    return (language, lemma(form, language))


def is_term(word: str) -> bool:
    """Whether a lemma or a cell is of several words.

    Parameters
    ----------
    word : lemma

    Returns
    -------
    bool
    """
    return " " in word


def with_terms_named(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries with the names under which texts have their multi-word cells.

    A name is what the words of a term are read as, one after the other (*social medium* of
    *sociala medier*). Stop words stand in it too: all of them, or none of those inside.

    Parameters
    ----------
    entries : of a word list

    Returns
    -------
    tuple of Entry
    """
    entries = tuple(entries)
    cells = [word for entry in entries for word in entry.words if is_term(word[1])]
    names = {
        word: dict.fromkeys([*_term_names(word), read])
        for word, read in zip(cells, _read_together(tuple(cells)), strict=True)
    }
    return tuple(
        replace(
            entry, words=tuple(dict.fromkeys(chain(*(names.get(w, (w,)) for w in entry.words))))
        )
        for entry in entries
    )


def apart_by(entries: Iterable[Entry]) -> frozenset[Word]:
    """Words that the researcher leaves by themselves, and terms that are none.

    Those of `split` rows, as written and as the lemmatiser gives them, and the terms of `reject`
    rows, whose words are counted one by one.

    Parameters
    ----------
    entries : of the researcher's glossary

    Returns
    -------
    (language, lemma)
    """
    found: set[Word] = set()
    for entry in with_terms_named(entries):
        words = {*entry.words, *map(lemmatised, entry.words)}
        if entry.decision == "split":
            found |= words
        elif entry.decision == "reject":
            found |= {word for word in words if is_term(word[1])}
    return frozenset(found)


@functools.lru_cache(maxsize=8)
def _read_together(cells: tuple[Word, ...]) -> list[Word]:
    """What cells of several words are read as; all at once, which is quick.

    Most are verbs: without its mark the infinitive would be read as a noun (*svare på*).
    """
    found: dict[Word, Word] = {}
    for language in LANGUAGES:
        own = [cell for code, cell in cells if code == language]
        marked = [f"{infinitive_mark(language)} {cell}" for cell in own]
        read = iter(read_words(". ".join(marked), language))
        for cell, sentence in zip(own, marked, strict=True):
            _, *words = [next(read) for _ in tokenize(sentence)]
            parts = [name or stop_name(word.lower(), language) for word, name in words]
            whole = len(parts) == len(cell.split())  # no digits or signs are left out
            found[language, cell] = (language, " ".join(parts) if whole else cell)
    return [found[cell] for cell in cells]


@functools.lru_cache(maxsize=100_000)
def _term_names(word: Word) -> tuple[Word, ...]:
    """The names of a cell of several words, by its words alone."""
    language, cell = word
    words = cell.split()
    content = [number for number, part in enumerate(words) if part not in stop_words(language)]
    inside = range(content[0] + 1, content[-1]) if content else ()
    bare = [p for number, p in enumerate(words) if number in content or number not in inside]
    chosen = [words, bare] if len(bare) > 1 else [words]
    names = chain(*(product(*(_part_names(part, language) for part in one)) for one in chosen))
    return tuple(dict.fromkeys((language, " ".join(parts)) for parts in names))


def _part_names(part: str, language: str) -> tuple[str, ...]:
    """What a word of a term can be read as; a participle is read as its verb (*tecknad*)."""
    if part in stop_words(language):
        return (stop_name(part, language),)
    verb = lemma(part, language)
    participle = comparable_lemma(part, "adjective", language) == verb
    read = lemmatised((language, part))[1]
    return tuple(dict.fromkeys((part, read, verb) if participle else (part, read)))


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
