"""Persons in running text: names found by registers, by the words beside them, by the document.

A run is a sequence of capitalised words. Within it a given name takes along the names that follow
("Kari Hansen"), initials take a family name, and a title or a verb of saying takes what the
registers do not know ("lektor Rabben", "sier Thandi Nkosi"). Names that are words or places as well
need such a neighbour. What stands in front of a street or inside the name of an institution is
spared. A name that a document has in full is known in all of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from .persons import is_head
from .registers import (
    ANY_FAMILY,
    ANY_GIVEN,
    ANY_NAME,
    FAMILY,
    FUNCTION,
    GIVEN,
    GIVEN_WORD,
    NATION,
    NO_PERSON,
    bare,
    contexts,
    ends_as_family,
    facts,
    is_farm,
    is_patronymic,
    small_families,
)
from .repair.words import is_common

_CAPITAL = "[A-ZÀ-ÖØ-ÞČĆĐİŁŃŚŠŞȘŹŻŽ]"
_PARTICLE = r"(?:von der|van der|van den|von|van|de la|de los|af|bin|ibn|abu|ter|dos|del|zu)"
_NAME = rf"(?:{_CAPITAL}\.(?:[ -]?{_CAPITAL}\.)*|{_CAPITAL}[^\W_]*(?:['’-][^\W_]+)*['’]?)"
# the capital stands first, so that the search runs from one to the next
_RUN = re.compile(
    rf"{_CAPITAL}(?<![\w⟨@.'’-].){_NAME.replace(_CAPITAL, '', 1).replace('|' + _CAPITAL, '|', 1)}"
    rf"(?: (?:{_PARTICLE} )?{_NAME})*(?![\w@])"
)
_WORDS = re.compile(_NAME)
_INITIALS = re.compile(rf"{_CAPITAL}\.(?:[ -]?{_CAPITAL}\.)*")
_COMPOUND = re.compile(rf"({_CAPITAL}[^\W_]+)-[a-zæøåäö]\w+")  # Hansen-saken
_COMPOUNDED = re.compile(r"-[a-zæøåäö]")  # NATO-talsmann
_SMALL = re.compile(r"[^\W\d_]+")
_OPENING = frozenset('.!?:…»”"«„“–—-•*(|>')
_AFTER = re.compile(r" ([^\W\d_]+/?[^\W\d_]*)")
_AGE = re.compile(r",? \(?(?:\d{1,2}\)|\d{1,2} (?:år|yrs|years))|, (?:\d{1,2}),")
_JOINS = frozenset((", ", " og ", " och ", " and ", " & ", " / ", "/", ",\n"))
_LONGEST_TITLE = 28  # letters looked at before a run
_MOST_WORDS = 5  # of a name; more are a heading
_SHORTEST = 3  # letters of an unknown name beside a title


class Word(NamedTuple):
    """A capitalised word of a run: where it stands, and what the registers know of it."""

    text: str
    start: int
    end: int
    facts: int


class Mention(NamedTuple):
    """A name in a text: where it stands, what it is, and whether and why it is hidden.

    `kind` is full name, given name or family name; `hidden` False for what is spared.
    """

    start: int
    end: int
    kind: str
    hidden: bool
    reason: str


class _Run:
    """Capitalised words in a row, and what stands beside them."""

    def __init__(self, text: str, words: tuple[Word, ...]) -> None:
        self._text, self.words = text, words
        start = words[0].start
        above = text[max(0, start - _LONGEST_TITLE) : start].rstrip(" \n")
        self.before = above.rpartition(" ")[2].lower().lstrip("(«\"”'")
        opening = not above or above[-1] in _OPENING or text[start - 1] == "\n"
        self.opens = opening and not _is_cue(self.before)

    @functools.cached_property
    def after(self) -> str:
        """The next word, in small letters; "" where a sign follows."""
        follows = _AFTER.match(self._text, self.words[-1].end)
        return follows[1].lower() if follows else ""

    @functools.cached_property
    def aged(self) -> bool:
        """Does an age follow: "Kari Hansen (34)", ", 34 år"?"""
        return bool(_AGE.match(self._text, self.words[-1].end))


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
    found: list[list[Mention]] = []
    waiting: list[tuple[int, Word, _Run | None]] = []
    for number, (text, language) in enumerate(zip(texts, languages, strict=True)):
        mentions: list[Mention] = []
        in_row = _Row(text)
        for words in _runs_of(text, known):
            if len(words) == 1 and not words[0].facts and not _may_follow_cue(text, words[0]):
                waiting.append((number, words[0], None))
                continue
            run = _Run(text, words)
            undecided = _read(run, language, mentions, met)
            more = in_row.with_names_beside(run, len(undecided), mentions, language)
            mentions += more
            waiting += [(number, words[place], run) for place in undecided if not more]
        found.append([*mentions, *_in_small_letters(text)])
    names = met.given | met.family
    for number, word, met_in in waiting:
        if word.facts & ANY_NAME or bare(word.text).lower() in names:
            run = met_in or _Run(texts[number], (word,))
            found[number] += _by_document(run, run.words.index(word), met, languages[number])
    return [sorted(set(mentions)) for mentions in found]


def _read(run: _Run, language: str, mentions: list[Mention], met: Met) -> list[int]:
    """Add what a run mentions; the places of the words that the document has to tell of."""
    undecided: list[int] = []
    for first, after, mention in _decided(run, language):
        if mention is None:
            undecided.append(first)
            continue
        mentions.append(mention)
        if mention.hidden and mention.kind == "full name":
            _remember([word.text for word in run.words[first:after]], met)
    return undecided


def _may_follow_cue(text: str, word: Word) -> bool:
    """Does a title stand before the word? The cheap test of many words that are no names."""
    before = text[max(0, word.start - _LONGEST_TITLE) : word.start]
    return _is_cue(before.rstrip(" \n").rpartition(" ")[2].lower().lstrip("(«\"”'"))


class _Row:
    """Names in a row: what the registers do not know stands beside what they know."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = -1  # where the name before ended
        self._open: Mention | None = None  # an unknown one that waits for a known

    def with_names_beside(
        self, run: _Run, undecided: int, mentions: Sequence[Mention], language: str
    ) -> list[Mention]:
        """The unknown names that the next run of the text brings: itself, or the one before."""
        end = run.words[-1].end
        newest = mentions[-1] if mentions else None
        if newest and newest.hidden and newest.end == end and newest.kind != "family name":
            before, self._open = self._open, None
            self._last = end if newest.kind == "full name" else -1
            joined = before and self._text[before.end : newest.start] in _JOINS
            fits = before and (before.kind == "given name" or newest.kind == "full name")
            if before and before.kind == "family name":  # Moe, Per
                between = self._text[before.end : newest.start]
                fits = newest.kind == "given name" and between == ", "
            return [before] if before and joined and fits else []
        self._open = _of_row(run, undecided, language)
        one = self._open
        if one is None or one.kind == "family name" or self._last < 0:
            return []
        if self._text[self._last : one.start] not in _JOINS:
            return []
        self._last = end
        return [one]


def _of_row(run: _Run, undecided: int, language: str) -> Mention | None:
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
        or _is_no_name(word, language)
        for word in words
    )  # fmt: skip


# ---------------------------------------------------------------- runs


def _runs_of(text: str, known: Mapping[str, int]) -> Iterator[tuple[Word, ...]]:
    """The capitalised words in a row that may hold a name: not "Det", not "Norge"."""
    for match in _RUN.finditer(text):
        if " " not in match.group() and "-" not in match.group():
            told = _told_of(match.group(), known)
            if not told or told & ANY_NAME:
                yield (Word(match.group(), *match.span(), told),)
        else:
            yield tuple(_words_of(match, known))


def _words_of(match: re.Match[str], known: Mapping[str, int]) -> Iterator[Word]:
    text = match.string
    for one in _WORDS.finditer(text, *match.span()):
        word, start = one.group(), one.start()
        compound = _COMPOUND.fullmatch(word)
        if compound and not is_head(word) and facts(compound[1]) & (GIVEN | FAMILY):
            word = compound[1]
        yield Word(word, start, start + len(word), _told_of(word, known))


def _told_of(word: str, known: Mapping[str, int]) -> int:
    return facts(word) or (known.get(bare(word).lower(), 0) if known else 0)


@functools.lru_cache(maxsize=50_000)
def _is_cue(word: str) -> bool:
    return _is_title(word) or word in contexts("role") or word in contexts("saying before")


def _is_title(word: str) -> bool:
    """lektor, hr., klasselærer: what follows is a name, whether it is known or not."""
    if word in contexts("title"):
        return True
    return len(word) > 9 and word.endswith(_title_endings())


@functools.cache
def _title_endings() -> tuple[str, ...]:
    return tuple(contexts("title ending"))


# ---------------------------------------------------------------- one run


def _decided(run: _Run, language: str) -> Iterator[tuple[int, int, Mention | None]]:
    """(first word, word after the last, mention) of a run; None where the document may tell."""
    words, place = run.words, 0
    if not _may_hold_name(run):
        yield from ((n, n + 1, None) for n, word in enumerate(words) if not word.facts)
        return
    while place < len(words):
        end = _end_of_name(run, place, language)
        yield place, end, _judged(run, place, end, language)
        place = end


def _may_hold_name(run: _Run) -> bool:
    """The cheap test: a word of the registers, initials, or a cue beside or inside."""
    if any(word.facts & ANY_NAME or "." in word.text for word in run.words):
        return True
    if _is_cue(run.before) or run.aged or run.after in contexts("saying after"):
        return True
    return any(_is_cue(word.text.lower()) for word in run.words[:-1])


def _end_of_name(run: _Run, first: int, language: str) -> int:
    """The word after the last one of the name that begins here."""
    words, end = run.words, first + 1
    if not _may_begin(run, first, language):
        return end
    while end < len(words) and end - first < _MOST_WORDS and _goes_on(run, first, end, language):
        end += 1
    return end


def _may_begin(run: _Run, place: int, language: str) -> bool:
    """Given names and initials; others before a family name, or beside a cue."""
    word = run.words[place]
    if word.facts & ANY_GIVEN or _is_initial(word):
        return True
    follows = run.words[place + 1].facts if place + 1 < len(run.words) else 0
    if word.facts & FAMILY and follows & (GIVEN | GIVEN_WORD):  # Nguyen Thi Hoa
        return True
    if _is_no_name(word, language) or _is_cue(word.text.lower()) or _COMPOUNDED.search(word.text):
        return False
    if follows & ANY_GIVEN or not (follows & FAMILY or _cue_of_run(run, place)):
        return False
    return not is_common(word.text.lower(), language) or bool(word.facts)


def _goes_on(run: _Run, first: int, place: int, language: str) -> bool:
    """Does the word belong to the name that began before it?"""
    head, word, last = run.words[first], run.words[place], run.words[place - 1]
    if bare(last.text) != last.text:  # Karis hage
        return False
    if word.facts & ANY_NAME:
        return not (word.facts & NO_PERSON and place > first + 1 and last.facts & ANY_FAMILY)
    if _is_initial(word):
        return place + 1 < len(run.words) or bool(head.facts & ANY_GIVEN)
    if word.facts in (NATION, NO_PERSON) and place + 1 == len(run.words):
        return bool(last.facts & (GIVEN | GIVEN_WORD))  # Poul Erik Vester, Mette Tønder
    if _is_no_name(word, language):
        return False
    sure = head.facts & GIVEN or (head.facts & GIVEN_WORD and not (run.opens and first == 0))
    return bool(sure and len(run.words) <= 3) or not is_common(word.text.lower(), language)


def _cue_of_run(run: _Run, place: int) -> bool:
    """Does a cue stand before this word, or after the run?"""
    before = run.words[place - 1].text.lower() if place else run.before
    return _is_cue(before) or run.aged or run.after in contexts("saying after")


def _is_initial(word: Word) -> bool:
    return bool(_INITIALS.fullmatch(word.text))


def _is_no_name(word: Word, language: str) -> bool:
    """A place, a nation, an institution, an abbreviation: Oslo, Norsk, Skole, NRK."""
    if word.facts & (NO_PERSON | NATION | FUNCTION):
        return not word.facts & ANY_NAME
    if word.facts:
        return False
    return (word.text.isupper() and len(word.text) > 1 and "." not in word.text) or is_head(
        word.text
    )


# ---------------------------------------------------------------- one name


def _judged(run: _Run, first: int, end: int, language: str) -> Mention | None:
    words = run.words[first:end]
    reason = (
        _reason_of_one(run, first, language) if len(words) == 1
        else _reason_of_several(run, first, end, language)
    )  # fmt: skip
    known = any(word.facts & ANY_NAME for word in words)
    if not reason:
        return None
    kind = _kind(words)
    spared = _spared(run, first, end) if known else ""
    return Mention(words[0].start, words[-1].end, kind, not spared, spared or reason)


def _kind(words: Sequence[Word]) -> str:
    if len(words) > 1:
        return "full name"
    return "given name" if words[0].facts & ANY_GIVEN else "family name"


def _spared(run: _Run, first: int, end: int) -> str:
    """Why a name is no person's: "Hans Tausens gade", "Ole Vigs Skole", "Anna Lindhs minne"."""
    after = run.words[end].text.lower() if end < len(run.words) else run.after
    genitive = run.words[end - 1].text[-1] in "sxz’'"
    if after in contexts("street") and (genitive or end - first > 1):
        return "part of an address"
    if end < len(run.words) and is_head(run.words[end].text):
        return "part of the name of an institution"
    if after in contexts("foundation") and genitive and end - first > 1:
        return "part of the name of an institution"
    if first and run.words[first - 1].facts & NATION and not run.words[first].facts & GIVEN:
        return "part of the name of a place"
    whole = " ".join(word.text.lower() for word in run.words[first:end])
    whole = _COMPOUNDED.split(whole)[0]  # Jan Mayen-loven
    return "a place" if end - first > 1 and whole in contexts("place") else ""


def _cue(run: _Run, first: int, end: int) -> str:
    """What beside a name says that it is one: title, role, saying, age; "" for nothing."""
    before = run.words[first - 1].text.lower() if first else run.before
    if _is_title(before):
        return "title"
    if before in contexts("role"):
        return "role"
    if before in contexts("saying before"):
        return "saying"
    if end == len(run.words):
        if run.after in contexts("saying after"):
            return "saying"
        if run.aged:
            return "age"
    return ""


def _reason_of_several(run: _Run, first: int, end: int, language: str) -> str:
    """Why words in a row are a name; "" where they are none."""
    words = run.words[first:end]
    head, rest = words[0], words[1:]
    if _is_initial(head):
        return "initials"
    family = any(word.facts & ANY_FAMILY for word in rest)
    if head.facts & GIVEN:
        return "given name and what follows"
    if head.facts & ANY_GIVEN:
        amid = head.facts & GIVEN_WORD and not (run.opens and first == 0) and len(run.words) <= 3
        fits = family or amid or any(word.facts & ANY_GIVEN or _looks_family(word, language)
                                     for word in rest)  # fmt: skip
        return "given name and what follows" if fits else _told(run, first, end)
    if any(word.facts & FAMILY for word in rest):
        return "what stands before a family name"
    if head.facts & ANY_FAMILY and any(word.facts & (GIVEN | GIVEN_WORD) for word in rest):
        return "family name and given name"
    return _told(run, first, end)


def _looks_family(word: Word, language: str) -> bool:
    return ends_as_family(word.text) or not is_common(word.text.lower(), language)


def _told(run: _Run, first: int, end: int) -> str:
    cue = _cue(run, first, end)
    return f"beside a {cue}" if cue else ""


def _reason_of_one(run: _Run, place: int, language: str) -> str:
    """Why a single word is a name; "" where it is none, or the document has to tell."""
    word = run.words[place]
    cue = _cue(run, place, place + 1)
    alone = len(run.words) == 1
    if word.facts & ANY_NAME:
        if cue and not (word.facts & NO_PERSON and (cue == "age" or is_head(run.after))):
            return f"beside a {cue}"
        if word.facts & GIVEN:
            return "given name alone"
        if word.facts & GIVEN_WORD and alone and not run.opens:
            return "given name alone"
        if word.facts & FAMILY and _stands_as_family(run, word):
            return "family name alone"
        return ""
    if _is_no_name(word, language) or len(word.text) < _SHORTEST or cue != "title":
        return ""
    return "beside a title"


def _stands_as_family(run: _Run, word: Word) -> bool:
    """Hansen anywhere; Haugland, which is a farm as well, not "i Haugland", "Haugland skole"."""
    if is_patronymic(word.text) or not is_farm(word.text):
        return True
    return run.before not in contexts("place preposition") and not is_head(run.after)


def _in_small_letters(text: str) -> list[Mention]:
    """ "kari hansen": a sure given name and a sure family name, both in small letters."""
    families = small_families() & set(_SMALL.findall(text))
    return [
        Mention(match.start(), match.end(), "full name", True, "names in small letters")
        for family in sorted(families)
        for match in re.finditer(rf"(?<![\w⟨-])([^\W\d_]+) {family}(?![\w-])", text)
        if facts(match[1]) & GIVEN and match[1].islower()
    ]


# ---------------------------------------------------------------- by the document


def _remember(words: Sequence[str], met: Met) -> None:
    names = [bare(word).lower() for word in words if not _INITIALS.fullmatch(word)]
    if names and len(words) > 1:
        met.family.add(names[-1])
        met.given.update(names[:-1])


def _by_document(run: _Run, place: int, met: Met, language: str) -> list[Mention]:
    """A word that is part of a name that the document has in full, or what is said of a name."""
    word = run.words[place]
    lower = bare(word.text).lower()
    kind = "given name" if lower in met.given else "family name"
    if lower in met.given or lower in met.family:
        opens = run.opens and place == 0 and is_common(lower, language)
        after = run.after in contexts("saying after")
        from_there = kind == "family name" and run.before in contexts("place preposition")
        spared = _spared(run, place, place + 1)
        if not (opens and not after) and not (from_there and word.facts & NO_PERSON):
            why = spared or "met in full in the document"
            return [Mention(word.start, word.end, kind, not spared, why)]
    if word.facts & ANY_NAME:
        kind = "given name" if word.facts & ANY_GIVEN else "family name"
        return [Mention(word.start, word.end, kind, False, "a word or a place as well")]
    return []
