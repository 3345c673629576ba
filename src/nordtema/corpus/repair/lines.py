"""Printed lines joined to paragraphs: those that end only because the next word did not fit."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ..webpages import cleaning, comments
from .hyphens import Joiner, broken_at, mended_inline, over_page_breaks

WIDEST_WRAP = 110  # characters: what mail programs and editors break lines at
NARROWEST_WRAP = 45
NARROWEST_COLUMN = 25  # of newspapers; below, lines are lists or verse
FULL_SHARE = 0.7  # of the lines in narrow columns that the next word would not have fitted
MID_SENTENCE_SHARE = 0.3
_MID_SENTENCE = re.compile(r"[a-zæøåäöé],?\s?$")
_GOES_ON = re.compile(r"[a-zæøåäö][^:•|·»]{24,}")
_BULLET = tuple("•*·–-")
_SENTENCE_END = tuple('.!?…:»”"')


def printed_lines_joined(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with broken words whole and printed lines joined, and notes on what was done.

    Parameters
    ----------
    text : without tags

    Returns
    -------
    (text, notes: "line ends" or "printed lines")
    """
    lines = text.split("\n")
    joined = unwrapped(lines)
    whole = mended_inline("\n".join(joined))
    if whole == text:
        return text, ()
    broken = len(joined) == len(lines) or any(map(_breaks_off, pairwise(lines)))
    return whole, ("line ends",) if broken else ("printed lines",)


def _breaks_off(pair: tuple[str, str]) -> bool:
    return broken_at(pair[0]) > 0 and pair[1].lstrip()[:1].islower()


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Join broken words and hard-wrapped lines.

    A page must show a width that many lines come close to, or words broken at the ends of lines,
    or a line must break off within a sentence that goes on in small letters. Lines that end in a
    space after a full stop run on too: one sentence a line, as text tools write (format=flowed,
    RFC 3676).

    Parameters
    ----------
    lines : of a text

    Returns
    -------
    list of lines, each a paragraph
    """
    joiner = None
    if any(map(broken_at, lines)):
        lines, joiner = over_page_breaks(list(lines)), Joiner(lines)
    width = _wrap_width(lines)
    column = 0 if width else _column_width(lines)
    paragraphs = [[line] for line in lines[:1]]  # in pieces: a text of 5 MB may be one of them
    for before, line in pairwise(lines):
        halves = joiner.halves(before, line) if joiner and broken_at(before) else None
        if halves is not None:
            first = len(paragraphs[-1]) == 1
            paragraphs[-1][-1:] = [halves[0] if first else halves[0].lstrip(), halves[1]]
        elif _joins(before, line, width, column):
            paragraphs[-1][-1:] = [paragraphs[-1][-1].rstrip(), " ", line.strip()]
        else:
            paragraphs.append([line])
    return ["".join(pieces) for pieces in paragraphs]


def _joins(before: str, line: str, width: int, column: int) -> bool:
    if not before.strip() or not line.strip():
        return False
    if not _runs_on(before, line, width) and not (column and _fills(before, line, column)):
        return False
    return not _stands_alone(before, line)


def _wrap_width(lines: Sequence[str]) -> int:
    """The width at which the lines of a page are broken, or 0 if they are not.

    Heads of comments are alike in width too, but stand one by one, and above whole paragraphs.
    """
    pairs = list(pairwise(len(line.rstrip()) for line in lines))
    inner = [one for one, below in pairs if one >= NARROWEST_WRAP and below]
    width = max(inner, default=0)
    shortest = max(NARROWEST_WRAP, width - 14)
    full = {
        n for n, (one, below) in enumerate(pairs) if one >= shortest and 0 < below <= WIDEST_WRAP
    }
    wrapped = len(full) >= 4 and len(full) * 2 > len(inner) and any(n + 1 in full for n in full)
    return width if width <= WIDEST_WRAP and wrapped else 0


def _column_width(lines: Sequence[str]) -> int:
    """The width of the columns of a printed page, or 0 if the lines are not those of print.

    Words broken at the ends of lines tell, or that nearly every line is as full as can be and
    many go on in small letters.
    """
    pairs = [(one, two) for one, two in pairwise(lines) if one.strip() and two.strip()]
    lengths = sorted(len(one.rstrip()) for one, _ in pairs)
    if not pairs or lengths[-1] > WIDEST_WRAP:
        return 0
    width = lengths[-1]
    if any(map(_breaks_off, pairs)):
        return width
    full = sum(_is_full(one, two, width) for one, two in pairs)
    within = sum(_goes_on_within(one, two) for one, two in pairs)
    printed = (
        len(pairs) >= 4
        and width >= NARROWEST_COLUMN
        and full >= FULL_SHARE * len(pairs)
        and within >= MID_SENTENCE_SHARE * len(pairs)
    )
    return width if printed else 0


def _is_full(before: str, line: str, width: int) -> bool:
    return width - len(before.rstrip()) <= len(line.split(maxsplit=1)[0])


def _goes_on_within(before: str, line: str) -> bool:
    return line.lstrip()[0].islower() and not before.rstrip().endswith(_SENTENCE_END)


def _fills(before: str, line: str, column: int) -> bool:
    """Does a line of print go on in the next: a full one, or one within a sentence?"""
    if line.lstrip().startswith(_BULLET):
        return False
    return _is_full(before, line, column) or _goes_on_within(before, line)


def _runs_on(before: str, line: str, width: int) -> bool:
    """Does the text go on over this line-break?"""
    if before[-1] == " " and before.rstrip()[-1] in ".!?…":
        return True
    if len(before) >= NARROWEST_WRAP and _MID_SENTENCE.search(before) and _GOES_ON.match(line):
        return True
    if not width or len(line.rstrip()) > WIDEST_WRAP or line.lstrip().startswith(_BULLET):
        return False
    return _is_full(before, line, width)


def _stands_alone(before: str, line: str) -> bool:
    return any(
        len(one) < 80 and (cleaning.rule_of(one, True) or comments.is_dated_head(one))
        for one in (before, line)
    )
