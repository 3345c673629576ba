"""What tells that capitalised words are the name of a person, and that they are none.

A given name takes along the names that follow ("Kari Hansen"), initials take a family name, and a
title or a verb of saying takes what the registers do not know ("lektor Rabben", "sier Thandi
Nkosi"). Names that are words or places as well need such a neighbour. What stands in front of a
street or inside the name of an institution is spared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .capitals import COMPOUNDED, Run, Word, is_cue, is_initial, is_no_name, is_role, is_title
from .persons import is_head
from .registers import (
    ANY_FAMILY,
    ANY_GIVEN,
    ANY_NAME,
    FAMILY,
    FOREIGN,
    GIVEN,
    GIVEN_WORD,
    NATION,
    NO_PERSON,
    bare,
    contexts,
    ends_as_family,
    is_farm,
    is_patronymic,
)
from .repair.words import is_common

_PARTICLES = frozenset(("Van", "Von", "De", "Del", "Al", "El", "Ben", "Bin", "Ibn", "Abu", "Thi"))
_MOST_WORDS = 5  # of a name; more are a heading
_SHORTEST = 3  # letters of an unknown name beside a title


class Mention(NamedTuple):
    """A name in a text: where it stands, what it is, and whether and why it is hidden.

    `kind` is full name, given name or family name; `hidden` False for what is spared.
    """

    start: int
    end: int
    kind: str
    hidden: bool
    reason: str


def decided(run: Run, language: str) -> Iterator[tuple[int, int, Mention | None]]:
    """(first word, word after the last, mention) of a run; None where the document may tell."""
    words, place = run.words, 0
    if not _may_hold_name(run):
        yield from ((n, n + 1, None) for n, word in enumerate(words) if not word.facts)
        return
    while place < len(words):
        end = _end_of_name(run, place, language)
        yield place, end, _judged(run, place, end, language)
        place = end


def _may_hold_name(run: Run) -> bool:
    """The cheap test: a word of the registers, initials, or a cue beside or inside."""
    if any(word.facts & ANY_NAME or "." in word.text for word in run.words):
        return True
    if is_cue(run.before) or run.aged or run.after in contexts("saying after"):
        return True
    return any(is_cue(word.text.lower()) for word in run.words[:-1])


def _end_of_name(run: Run, first: int, language: str) -> int:
    """The word after the last one of the name that begins here."""
    words, end = run.words, first + 1
    if not _may_begin(run, first, language):
        return end
    while end < len(words) and end - first < _MOST_WORDS and _goes_on(run, first, end, language):
        end += 1
    return end


def _may_begin(run: Run, place: int, language: str) -> bool:
    """Given names and initials; others before a family name, or beside a cue."""
    word = run.words[place]
    if word.facts & ANY_GIVEN or is_initial(word):
        return True
    follows = _next_facts(run, place)
    if word.facts & FAMILY and follows & (GIVEN | GIVEN_WORD):  # Nguyen Thi Hoa
        return True
    if is_no_name(word, language) or is_cue(word.text.lower()) or COMPOUNDED.search(word.text):
        return False
    if follows & FOREIGN:  # Selahattin Demirtaş
        return not is_common(word.text.lower(), language)
    if follows & ANY_GIVEN or not (follows & FAMILY or _cue_of_run(run, place)):
        return False
    return not is_common(word.text.lower(), language) or bool(word.facts)


def _next_facts(run: Run, place: int) -> int:
    """What the registers know of the next word; of the one behind a particle (Nguyen Van Hoa)."""
    later = run.words[place + 1 :]
    if len(later) > 1 and _is_particle(later[0]):
        later = later[1:]
    return later[0].facts if later else 0


def _is_particle(word: Word) -> bool:
    return word.text in _PARTICLES


def _goes_on(run: Run, first: int, place: int, language: str) -> bool:
    """Does the word belong to the name that began before it?"""
    head, word, last = run.words[first], run.words[place], run.words[place - 1]
    known = last.facts or last.text[-1] in "'’"
    genitive = known and bare(last.text) != last.text  # Karis hage, but Seamus McGarvey
    if genitive and not word.facts & FAMILY:
        return False
    if word.facts & ANY_NAME:
        return not (word.facts & NO_PERSON and place > first + 1 and last.facts & ANY_FAMILY)
    if is_initial(word) or _is_particle(word):
        return place + 1 < len(run.words) or bool(is_initial(word) and head.facts & ANY_GIVEN)
    if word.facts in (NATION, NO_PERSON) and place + 1 == len(run.words):
        return bool(last.facts & (GIVEN | GIVEN_WORD))  # Poul Erik Vester, Mette Tønder
    if is_initial(head) and is_patronymic(word.text):  # H. Gravesen
        return True
    return not is_no_name(word, language) and _may_follow(run, first, word, language)


def _may_follow(run: Run, first: int, word: Word, language: str) -> bool:
    """Behind a sure given name anything in a short run, else what is no word."""
    head = run.words[first]
    sure = head.facts & GIVEN or (head.facts & GIVEN_WORD and not (run.opens and first == 0))
    return bool(sure and len(run.words) <= 3) or not is_common(word.text.lower(), language)


def _cue_of_run(run: Run, place: int) -> bool:
    """Does a cue stand before this word, or after the run?"""
    before = run.words[place - 1].text.lower() if place else run.before
    return is_cue(before) or run.aged or run.after in contexts("saying after")


# ---------------------------------------------------------------- one name


def _judged(run: Run, first: int, end: int, language: str) -> Mention | None:
    words = run.words[first:end]
    reason = (
        _reason_of_one(run, first, language) if len(words) == 1
        else _reason_of_several(run, first, end, language)
    )  # fmt: skip
    known = any(word.facts & ANY_NAME for word in words)
    if not reason:
        return None
    kind = _kind(words)
    spared = why_spared(run, first, end) if known else ""
    return Mention(words[0].start, words[-1].end, kind, not spared, spared or reason)


def _kind(words: Sequence[Word]) -> str:
    if len(words) > 1:
        return "full name"
    return "given name" if words[0].facts & ANY_GIVEN else "family name"


def why_spared(run: Run, first: int, end: int) -> str:
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
    whole = COMPOUNDED.split(whole)[0]  # Jan Mayen-loven
    return "a place" if end - first > 1 and whole in contexts("place") else ""


def _cue(run: Run, first: int, end: int) -> str:
    """What beside a name says that it is one: title, role, saying, age; "" for nothing."""
    before = run.words[first - 1].text.lower() if first else run.before
    if is_title(before):
        return "role" if run.apart and not first else "title"
    if is_role(before):
        return "role"
    if before in contexts("saying before"):
        return "saying"
    if end == len(run.words):
        if run.after in contexts("saying after"):
            return "saying"
        if run.aged:
            return "age"
    return ""


def _reason_of_several(run: Run, first: int, end: int, language: str) -> str:
    """Why words in a row are a name; "" where they are none."""
    words = run.words[first:end]
    head, rest = words[0], words[1:]
    if is_initial(head):
        return "initials"
    family = any(word.facts & ANY_FAMILY for word in rest)
    if head.facts & GIVEN:
        return "given name and what follows"
    if head.facts & ANY_GIVEN:
        amid = head.facts & GIVEN_WORD and not (run.opens and first == 0) and len(run.words) <= 3
        fits = family or amid or any(word.facts & ANY_GIVEN or _looks_family(word, language)
                                     for word in rest)  # fmt: skip
        return "given name and what follows" if fits else _told(run, first, end)
    if any(word.facts & (FAMILY | FOREIGN) for word in rest):
        return "what stands before a family name"
    if head.facts & ANY_FAMILY and any(word.facts & (GIVEN | GIVEN_WORD) for word in rest):
        return "family name and given name"
    return _told(run, first, end)


def _looks_family(word: Word, language: str) -> bool:
    return ends_as_family(word.text) or not is_common(word.text.lower(), language)


def _told(run: Run, first: int, end: int) -> str:
    cue = _cue(run, first, end)
    return f"beside a {cue}" if cue else ""


def _reason_of_one(run: Run, place: int, language: str) -> str:
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
    if is_no_name(word, language) or len(word.text) < _SHORTEST or cue != "title":
        return ""
    return "beside a title"


def _stands_as_family(run: Run, word: Word) -> bool:
    """Hansen anywhere; Haugland, which is a farm as well, not "i Haugland", "Haugland skole"."""
    if is_patronymic(word.text) or not is_farm(word.text):
        return True
    return run.before not in contexts("place preposition") and not is_head(run.after)
