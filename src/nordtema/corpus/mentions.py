"""Persons in running text: the names that a document mentions, and those that are spared.

Runs of capitalised words are read one after the other (`capitals`), each by what stands in it and
beside it (`signs`). What a run alone does not tell, names in a row and the document do: a name that
a document has in full is known in all of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .capitals import INITIALS, Run, Word, is_no_name, may_follow_cue, runs_of
from .registers import (
    ANY_FAMILY,
    ANY_GIVEN,
    ANY_NAME,
    FUNCTION,
    GIVEN,
    GIVEN_WORD,
    NO_PERSON,
    bare,
    contexts,
    ends_as_family,
    facts,
    small_families,
)
from .repair.words import is_common
from .sieve import Sieve
from .signs import Mention, decided, why_spared

_SMALL = re.compile(r"[^\W\d_]+")
_LISTED = re.compile(r"(?<![\w-])([A-ZÆØÅÄÖ]\w{2,}(?:-[A-ZÆØÅÄÖ]\w+)?), \Z")
_LONGEST_NAME = 40  # letters looked at before a given name
_JOINS = frozenset((", ", " og ", " och ", " and ", " & ", " / ", "/", ",\n"))
_SHORTEST = 3  # letters of an unknown name beside a title


@dataclass
class Met:
    """The names that a document has had in full so far, in small letters."""

    given: set[str]
    family: set[str]


def mentions_in(
    texts: Sequence[str],
    languages: Sequence[str],
    known: Mapping[str, int] = MappingProxyType({}),
    full_names: Iterable[str] = (),
) -> list[list[Mention]]:
    """The names of persons in the texts of one document, those that are spared too.

    Parameters
    ----------
    texts : of one document
    languages : code of the norm of each
    known : words that the corpus knows as names, in small letters → facts of the registers
    full_names : names that the document has in full, found before

    Returns
    -------
    A list for each text, in the order of their places
    """
    met = Met(set(), set())
    for name in full_names:
        _remember(name.split(), met)
    small = set().union(*_SMALL_FAMILIES.of("\n".join(texts)))
    found: list[list[Mention]] = []
    waiting: list[tuple[int, Word, Run | None]] = []
    for number, (text, language) in enumerate(zip(texts, languages, strict=True)):
        mentions: list[Mention] = []
        in_row = _Row(text, language)
        for words in runs_of(text, known):
            if len(words) == 1 and not words[0].facts and not may_follow_cue(text, words[0]):
                waiting.append((number, words[0], None))
                continue
            run = Run(text, words)
            undecided = _read(run, language, mentions, met)
            more = in_row.with_names_beside(run, len(undecided), mentions)
            mentions += more
            waiting += [(number, words[place], run) for place in undecided if not more]
        listed = [one for m in mentions for one in _family_before(text, m, language)]
        found.append([*mentions, *listed, *_in_small_letters(text, small)])
    names = met.given | met.family
    for number, word, met_in in waiting:
        if word.facts & ANY_NAME or word.key in names:
            run = met_in or Run(texts[number], (word,))
            found[number] += _by_document(run, run.words.index(word), met, languages[number])
    return [sorted(set(mentions)) for mentions in found]


def _read(run: Run, language: str, mentions: list[Mention], met: Met) -> list[int]:
    """Add what a run mentions; the places of the words that the document has to tell of."""
    undecided: list[int] = []
    for first, after, mention in decided(run, language):
        if mention is None:
            undecided.append(first)
            continue
        mentions.append(mention)
        if mention.hidden and mention.kind == "full name":
            _remember([word.text for word in run.words[first:after]], met)
    return undecided


class _Row:
    """Names in a row: what the registers do not know stands beside what they know."""

    def __init__(self, text: str, language: str) -> None:
        self._text, self._language = text, language
        self._last = -1  # where the name before ended
        self._open: tuple[Run, int] | None = None  # the run before, which may wait for a known name

    def with_names_beside(
        self, run: Run, undecided: int, mentions: Sequence[Mention]
    ) -> list[Mention]:
        """The unknown names that the next run of the text brings: itself, or the one before."""
        end = run.words[-1].end
        newest = mentions[-1] if mentions else None
        if newest and newest.hidden and newest.end == end and newest.kind != "family name":
            before, self._open = self._open, None
            self._last = end if newest.kind == "full name" else -1
            return self._before(newest, *before) if before else []
        self._open = run, undecided
        if self._last < 0 or self._text[self._last : run.words[0].start] not in _JOINS:
            return []
        one = _of_row(run, undecided, self._language)
        if one is None or one.kind == "family name" or one.start != run.words[0].start:
            return []
        self._last = end
        return [one]

    def _before(self, newest: Mention, run: Run, undecided: int) -> list[Mention]:
        """What the run before a known name is, if only a sign or an "and" stands between."""
        between = self._text[run.words[-1].end : newest.start]
        before = _of_row(run, undecided, self._language) if between in _JOINS else None
        if before is None:
            return []
        if before.kind == "family name":  # Moe, Per
            return [before] if newest.kind == "given name" and between == ", " else []
        return [before] if before.kind == "given name" or newest.kind == "full name" else []


def _of_row(run: Run, undecided: int, language: str) -> Mention | None:
    """The mention that a run would be beside a name; None for a run that is none."""
    words = run.words[1:] if run.words[0].facts == FUNCTION else run.words  # "Med Per Lie"
    if not words or undecided < len(words):
        return None
    kind = "full name" if _looks_like_name(words, language) else ""
    if len(words) == 1 and words[0].facts & (GIVEN_WORD | ANY_FAMILY):
        kind = "given name" if words[0].facts & GIVEN_WORD else "family name"
    where = words[0].start, words[-1].end
    return Mention(*where, kind, True, "in a row with names") if kind else None


def _looks_like_name(words: Sequence[Word], language: str) -> bool:
    """Two or three words that no register and no dictionary knows."""
    return 2 <= len(words) <= 3 and not any(
        word.facts or len(word.text) < _SHORTEST - 1 or is_common(word.text.lower(), language)
        or is_no_name(word, language)
        for word in words
    )  # fmt: skip


def _in_small_letters(text: str, families: Iterable[str]) -> list[Mention]:
    """ "kari hansen": a sure given name and a sure family name, both in small letters."""
    return [
        Mention(match.start(), match.end(), "full name", True, "names in small letters")
        for family in families
        if f" {family}" in text
        for match in _before_family(family).finditer(text)
        if facts(match[1]) & GIVEN and match[1].islower()
    ]


def _small_families_of(word: str) -> frozenset[str]:
    return small_families() & ({word} if word.isalpha() else set(_SMALL.findall(word)))


_SMALL_FAMILIES = Sieve(_small_families_of)


@functools.lru_cache(maxsize=10_000)
def _before_family(family: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w⟨-])([^\W\d_]+) {family}(?![\w-])")


# ---------------------------------------------------------------- by the document


def _family_before(text: str, given: Mention, language: str) -> list[Mention]:
    """The family name of "Birkenfeldt, Ragnhild A.", that no register knows."""
    before = _LISTED.search(text[max(0, given.start - _LONGEST_NAME) : given.start])
    if not (before and given.hidden) or given.kind == "family name":
        return []
    name = before[1]
    initial = " " in text[given.start : given.end] and text[given.end - 1] == "."
    if not (initial or "-" in name or ends_as_family(name)) or facts(name):
        return []
    if all(is_common(part.lower(), language) for part in name.split("-")):
        return []
    start = given.start - len(before[0])
    return [Mention(start, start + len(name), "family name", True, "before a comma and a name")]


def _remember(words: Sequence[str], met: Met) -> None:
    names = [bare(word).lower() for word in words if not INITIALS.fullmatch(word)]
    if names and len(words) > 1:
        met.family.add(names[-1])
        met.given.update(names[:-1])


def _by_document(run: Run, place: int, met: Met, language: str) -> list[Mention]:
    """A word that is part of a name that the document has in full, or what is said of a name."""
    word = run.words[place]
    lower = word.key
    kind = "given name" if lower in met.given else "family name"
    if lower in met.given or lower in met.family:
        opens = run.opens and place == 0 and is_common(lower, language)
        after = run.after in contexts("saying after")
        from_there = kind == "family name" and run.before in contexts("place preposition")
        spared = why_spared(run, place, place + 1)
        if not (opens and not after) and not (from_there and word.facts & NO_PERSON):
            why = spared or "met in full in the document"
            return [Mention(word.start, word.end, kind, not spared, why)]
    if word.facts & ANY_NAME:
        kind = "given name" if word.facts & ANY_GIVEN else "family name"
        return [Mention(word.start, word.end, kind, False, "a word or a place as well")]
    return []
