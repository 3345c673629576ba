"""Capitalised words in a row, what the registers know of them, and what stands beside them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .persons import is_head
from .registers import (
    ANY_NAME,
    FAMILY,
    FUNCTION,
    GIVEN,
    NATION,
    NO_PERSON,
    bare,
    contexts,
    facts,
)

_CAPITAL = "[A-ZÀ-ÖØ-ÞČĆĐİŁŃŚŠŞȘŹŻŽ]"
_PARTICLE = r"(?:von der|van der|van den|von|van|de la|de los|af|bin|ibn|abu|ter|dos|del|zu)"
_NAME = rf"(?:{_CAPITAL}\.(?:[ -]?{_CAPITAL}\.)*|{_CAPITAL}[^\W_]*(?:['’-][^\W_]+)*['’]?)"
# the capital stands first, so that the search runs from one to the next
_RUN = re.compile(
    rf"{_CAPITAL}(?<![\w⟨@.'’-].){_NAME.replace(_CAPITAL, '', 1).replace('|' + _CAPITAL, '|', 1)}"
    rf"(?: (?:{_PARTICLE} )?{_NAME})*(?![\w@])"
)
_WORDS = re.compile(_NAME)
INITIALS = re.compile(rf"{_CAPITAL}\.(?:[ -]?{_CAPITAL}\.)*")
_COMPOUND = re.compile(rf"({_CAPITAL}[^\W_]+)-[a-zæøåäö]\w+")  # Hansen-saken
COMPOUNDED = re.compile(r"-[a-zæøåäö]")  # NATO-talsmann
_OPENING = frozenset('.!?:…»”"«„“–—-•*(|>')
_AFTER = re.compile(r" ([^\W\d_]+/?[^\W\d_]*)")
_AGE = re.compile(r",? \(?(?:\d{1,2}\)|\d{1,2} (?:år|yrs|years))|, (?:\d{1,2}),")
_LONGEST_ACRONYM = 5  # letters; more of them in capitals are a word of a headline
_SHORTEST_ROLE = 6  # letters of a word that ends as those of people do
_LONGEST_TITLE = 28  # letters looked at before a run


class Word(NamedTuple):
    """A capitalised word of a run: where it stands, and what the registers know of it."""

    text: str
    start: int
    end: int
    facts: int
    key: str  # in small letters, without a genitive


class Run:
    """Capitalised words in a row, and what stands beside them."""

    def __init__(self, text: str, words: tuple[Word, ...]) -> None:
        self._text, self.words = text, words
        start = words[0].start
        above = text[max(0, start - _LONGEST_TITLE) : start].rstrip(" \n")
        self.before = above.rpartition(" ")[2].lower().lstrip("(«\"”'")
        #: between commas: "kokken, Phongsakorn Srisuk, hadde fri"
        self.apart = self.before.endswith(",") and text[words[-1].end : words[-1].end + 1] == ","
        self.before = self.before.removesuffix(",") if self.apart else self.before
        opening = not above or above[-1] in _OPENING or text[start - 1] == "\n"
        self.opens = opening and not is_cue(self.before)

    @property
    def after(self) -> str:
        """The next word, in small letters; "" where a sign follows."""
        follows = _AFTER.match(self._text, self.words[-1].end)
        return follows[1].lower() if follows else ""

    @property
    def aged(self) -> bool:
        """Does an age follow: "Kari Hansen (34)", ", 34 år"?"""
        return bool(_AGE.match(self._text, self.words[-1].end))


def may_follow_cue(text: str, word: Word) -> bool:
    """Does a title stand before the word? The cheap test of many words that are no names."""
    before = text[max(0, word.start - _LONGEST_TITLE) : word.start]
    return is_cue(before.rstrip(" \n").rpartition(" ")[2].lower().lstrip("(«\"”'"))


def runs_of(text: str, known: Mapping[str, int]) -> Iterator[tuple[Word, ...]]:
    """The capitalised words in a row that may hold a name: not "Det", not "Norge"."""
    for match in _RUN.finditer(text):
        if parts := _parts(match.group()):
            first = match.start()
            yield tuple([
                Word(word, first + start, first + end, told or known.get(key, 0), key)
                for word, start, end, told, key in parts
            ])  # fmt: skip


@functools.lru_cache(maxsize=200_000)
def _parts(run: str) -> tuple[tuple[str, int, int, int, str], ...]:
    """(word, start, end, facts, key) of a run, which texts repeat; () of a word that is no name."""
    if " " not in run and "-" not in run:
        told = facts(run)
        return () if told and not told & ANY_NAME else (_part(run, 0),)
    parts = []
    for one in _WORDS.finditer(run):
        word = one.group()
        compound = _COMPOUND.fullmatch(word)
        if compound and not is_head(word) and facts(compound[1]) & (GIVEN | FAMILY):
            word = compound[1]
        parts.append(_part(word, one.start()))
    return tuple(parts)


def _part(word: str, start: int) -> tuple[str, int, int, int, str]:
    return word, start, start + len(word), facts(word), bare(word).lower()


@functools.lru_cache(maxsize=50_000)
def is_cue(word: str) -> bool:
    return is_title(word) or is_role(word) or word in contexts("saying before")


def is_role(word: str) -> bool:
    """naboen, drosjesjåføren: what follows is a name if it looks like one."""
    return word in contexts("role") or (
        len(word) > _SHORTEST_ROLE and word.endswith(_role_endings())
    )


def is_title(word: str) -> bool:
    """lektor, hr., klasselærer: what follows is a name, whether it is known or not."""
    if word in contexts("title") or word.rpartition("-")[2] in contexts("title"):
        return True
    return len(word) > 9 and word.endswith(_title_endings())


@functools.cache
def _role_endings() -> tuple[str, ...]:
    return tuple(contexts("role ending"))


@functools.cache
def _title_endings() -> tuple[str, ...]:
    return tuple(contexts("title ending"))


def is_initial(word: Word) -> bool:
    return bool(INITIALS.fullmatch(word.text))


def is_no_name(word: Word, language: str) -> bool:
    """A place, a nation, an institution, an abbreviation: Oslo, Norsk, Skole, NRK."""
    if word.facts & (NO_PERSON | NATION | FUNCTION):
        return not word.facts & ANY_NAME
    if word.facts:
        return False
    acronym = (
        word.text.isupper() and 1 < len(word.text) <= _LONGEST_ACRONYM and "." not in word.text
    )
    return acronym or is_head(word.text)
