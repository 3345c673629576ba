"""Runs of digits, however they are grouped, and what stands around them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .words import either

DASH = "[-‐-―−]"
# five digits or more, and what may stand between two of them; no sign before the first, since only
# a pattern that begins with digits is fast
_RUN = re.compile(rf"\d(?:(?: ?{DASH} ?|[ .·/+]|  |\) ?{DASH}? ?| ?\()?\d){{4,}}+")
_OPENING = re.compile(r"\(?\+ ?$|\($")
_INSIDE = re.compile(r"[\w⟨@#§]$|\d[.,]$")
_GOES_ON = re.compile(r",\d|[\w@]|-\w")

# --- what stands around --------------------------------------------------------------------------
_AFTER, _BEFORE = 16, 90  # letters that are looked at
_UNIT = re.compile(rf" ?{either('unit')}")
_CURRENCY = re.compile(rf"(?:(?<!\w){either('currency')}|[€£$§])\.? ?$")
_KINDS = ("phone", "id", "account", "card")
_CUED = "|".join(f"(?P<{kind}>{either(f'{kind} cue')})" for kind in _KINDS)
_FILLED = rf"[.:]*(?:[ (]+{either('filler')}\b[.:]*)" + r"{0,4}[ (:.\"«–-]*$"
_CUE = re.compile(rf"(?<!\w)(?:{_CUED})(?!\w){_FILLED}")
_NEAR = re.compile(
    rf"(?<!\w)(?:{_CUED})(?!\w)[.:]*(?:[ ,:;()\"«»–-]+[^\W\d]+)" + r"{0,6}[ ,:(\"«–-]+$"
)
_PUBLIC = re.compile(rf"(?:(?<!\w){either('public cue')})(?!\w){_FILLED}")
_ANOTHER = re.compile(
    r"⟨(?P<kind>phone|account)⟩(?: ?[,/;] ?| (?:eller|og|och|el\.) )(?:konto\w*:? )?\(?$"
)
_CALLED_AFTER = re.compile(rf" ?[(\[]?{either('phone cue')}(?!\w)")

# --- numbers that are no rule's ------------------------------------------------------------------
_YEAR = re.compile(r"1[5-9]\d\d|20[0-4]\d")
_DATE = re.compile(r"\d\d?([./-])\d\d?\1(?:\d\d)?\d\d|(?:1[89]|20)\d\d([./-])\d\d\2\d\d")


def is_year(digits: str) -> bool:
    """Four digits that texts are likely to mean a year by.

    Parameters
    ----------
    digits : of a group

    Returns
    -------
    bool
    """
    return bool(_YEAR.fullmatch(digits))


def runs_in(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of digits begin and end; a plus or a bracket before one belongs to it.

    Parameters
    ----------
    text : of a page or a comment

    Returns
    -------
    iterator of (start, end), in their order
    """
    for match in _RUN.finditer(text):
        opening = _OPENING.search(text[max(0, match.start() - 3) : match.start()])
        start = match.start() - (len(opening.group()) if opening else 0)
        if not _INSIDE.search(text[max(0, start - 2) : start]):
            yield start, match.end()


class Number:
    """A run of digits and what stands around it.

    Parameters
    ----------
    text : in which it stands
    start, end : where
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.written = re.sub(rf" ?{DASH} ?", "-", re.sub(" +", " ", text[start:end]))
        self.groups = re.findall(r"\d+", self.written)
        self.digits = "".join(self.groups)
        self.shape = tuple(map(len, self.groups))
        self.signs = re.findall(r"(?<=\d)\D+(?=\d)", self.written)
        self._above = text[max(0, start - _BEFORE) : start]
        self._before = self._above.lower()
        self._after = text[end : end + _AFTER].lower()

    @functools.cached_property
    def cue(self) -> str:
        """What the words right before it say that it is, or ""."""
        found = _CUE.search(self._before)
        if found:
            return found.lastgroup or ""
        another = _ANOTHER.search(self._above)
        if another:
            return another["kind"]
        return "phone" if _CALLED_AFTER.match(self._after) else ""

    @functools.cached_property
    def near(self) -> str:
        """What a word before it in the same sentence says that it may be, or ""."""
        found = _NEAR.search(self._before)
        return (found.lastgroup or "") if found else ""

    @functools.cached_property
    def is_amount(self) -> bool:
        """Does a unit follow, or a currency stand before it?"""
        return bool(_UNIT.match(self._after) or _CURRENCY.search(self._before))

    @functools.cached_property
    def is_public(self) -> bool:
        """Do the words before it say that it is the number of a law, a case, a book, a version?"""
        return bool(_PUBLIC.search(self._before))

    @property
    def is_plain(self) -> bool:
        """Is it part of a word, an amount of thousands, years or a date, whatever stands before?"""
        if _GOES_ON.match(self._after):
            return True
        thousands = self.is_grouped_by_thousands and self.digits.endswith("000")
        return thousands or all(map(is_year, self.groups)) or bool(_DATE.fullmatch(self.written))

    @property
    def is_grouped_by_thousands(self) -> bool:
        """Is it written as amounts are: 12 345 678, 1.250.000?"""
        first, *rest = self.shape
        alike = len(set(self.signs)) == 1 and self.signs[0] in (" ", ".")
        return bool(rest) and alike and first <= 3 and set(rest) == {3}
