"""Phone numbers, national identity numbers, accounts and cards among the digits.

A run of digits, however it is grouped, is looked at once: what stands before and after it, how its
groups are cut, its check digits. The first rule that knows it gives its placeholder. Years, dates,
amounts, times, results and the numbers of laws, cases, books and versions are no rule's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from itertools import pairwise

from .checks import is_birth_day_first, is_birth_year_first, is_norwegian_account, luhn
from .words import either

_DASH = "[-‐-―−]"
# five digits or more, and what may stand between two of them; no sign before the first, since only
# a pattern that begins with digits is fast
_RUN = re.compile(rf"\d(?:(?: ?{_DASH} ?|[ .·/+]|  |\) ?{_DASH}? ?| ?\()?\d){{4,}}+")
_OPENING = re.compile(r"\(?\+ ?$|\($")
_INSIDE = re.compile(r"[\w⟨@#§]$|\d[.,]$")
_AFTER = 16  # letters that are looked at after a number, and before it
_BEFORE = 70
_AMOUNT_AFTER = re.compile(rf" ?{either('unit')}", re.IGNORECASE)
_GOES_ON = re.compile(r",\d|[\w@]|-\w")
_AMOUNT_BEFORE = re.compile(rf"(?:(?<!\w){either('currency')}|[€£$§])\.? ?$", re.IGNORECASE)
_FILLED = rf"[.:]*(?:[ (]+{either('filler')}\b[.:]*)" + r"{0,4}[ (:.\"«–-]*$"
_CUES = {
    kind: rf"(?P<{kind}>{either(f'{kind} cue')})" for kind in ("phone", "id", "account", "card")
}
_CUE = re.compile(rf"(?<!\w)(?:{'|'.join(_CUES.values())})(?!\w){_FILLED}", re.IGNORECASE)
_EXTENSION = re.compile(
    rf"(?<!\w)(?P<cue>(?i:{either('extension cue')})[.:]*(?: (?:nr|nummer)\.?)? )\d{{3,5}}(?![\w-]|[.,]\d)"
)
# the branch of a Danish bank, before the account
_BRANCH = re.compile(
    r"(?<!\w)(?i:reg\.? ?(?:nr|nummer|no)?)[.:]* ?\d{4}"
    r"(?:[ ,/-]+(?:og )?(?i:\w*konto\w*|kto)[.:]*(?: ?(?:nr|nummer)\.?:?)?)?[ ,/-]*⟨account⟩"
)
_PUBLIC = re.compile(rf"(?:(?<!\w){either('public cue')})(?!\w){_FILLED}", re.IGNORECASE)
_AFTER_PHONE = re.compile(r"⟨phone⟩(?: ?[,/;] ?| (?:eller|og|och|el\.) )\(?$")
_CALLED_AFTER = re.compile(rf" ?[(\[]?{either('phone cue')}(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"1[5-9]\d\d|20[0-4]\d")
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_PLAIN_DATE = re.compile(r"\d\d?([./-])\d\d?\1(?:\d\d)?\d\d|(?:1[89]|20)\d\d([./-])\d\d\2\d\d")
_DATE = re.compile(r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d|[0-3]\d(?:0\d|1[0-2])(?:19|20)\d\d")


def mask_numbers(text: str) -> str:
    """The text with placeholders for the numbers that belong to somebody.

    Parameters
    ----------
    text : of a page or a comment

    Returns
    -------
    str
    """
    pieces, done = [], 0
    for match in _RUN.finditer(text):
        before = text[max(done, match.start() - 3) : match.start()]
        opening = _OPENING.search(before)
        start = match.start() - (len(opening.group()) if opening else 0)
        if not _INSIDE.search(text[max(done, start - 2) : start]):
            pieces += [text[done:start], _masked(text, start, match.end())]
            done = match.end()
    text = "".join([*pieces, text[done:]])
    if "reg" in text.lower() and "⟨account⟩" in text:
        text = _BRANCH.sub("⟨account⟩", text)
    told = "linje" in text or "anknytning" in text or "ntern" in text or "ankn" in text
    return _EXTENSION.sub(r"\g<cue>⟨phone⟩", text) if told else text


def _masked(text: str, start: int, end: int) -> str:
    """The placeholder, or the number; of two that a dash joins, either may be one."""
    whole = text[start:end]
    if placeholder := _placeholder(text, start, end):
        return "(" + placeholder if whole.count("(") > whole.count(")") else placeholder
    cut = re.search(rf" ?{_DASH} ?(?=\S*$)| {_DASH} ", whole)
    if not cut:
        return whole
    middle, after = start + cut.start(), start + cut.end()
    first = _placeholder(text, start, middle) or text[start:middle]
    return first + cut.group() + (_placeholder(text, after, end) or text[after:end])


def _placeholder(text: str, start: int, end: int) -> str:
    """What the number is, or "" where nobody's."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if _GOES_ON.match(after):
        return ""
    number = Number(text[start:end], before, after)
    if number.is_plain:
        return ""
    if not number.cue and (number.is_amount or number.is_public):
        return ""
    return next((f"⟨{kind}⟩" for kind, rule in _RULES if rule(number)), "")


class Number:
    """A run of digits and what stands around it.

    Parameters
    ----------
    written : the run as it stands
    before, after : the text around it
    """

    def __init__(self, written: str, before: str, after: str) -> None:
        self.written = re.sub(rf" ?{_DASH} ?", "-", re.sub(" +", " ", written))
        self.groups = re.findall(r"\d+", self.written)
        self.digits = "".join(self.groups)
        self.shape = tuple(map(len, self.groups))
        self.signs = re.findall(r"(?<=\d)\D+(?=\d)", self.written)
        self._before, self._after = before, after

    @functools.cached_property
    def cue(self) -> str:
        """What the words before it say that it is, or ""."""
        found = _CUE.search(self._before)
        if found:
            return found.lastgroup or ""
        called = _AFTER_PHONE.search(self._before) or _CALLED_AFTER.match(self._after)
        return "phone" if called else ""

    @functools.cached_property
    def is_amount(self) -> bool:
        """Does a unit follow, or a currency stand before it?"""
        return bool(_AMOUNT_AFTER.match(self._after) or _AMOUNT_BEFORE.search(self._before))

    @functools.cached_property
    def is_public(self) -> bool:
        """Do the words before it say that it is the number of a law, a case, a book, a version?"""
        return bool(_PUBLIC.search(self._before))

    @property
    def is_grouped_by_thousands(self) -> bool:
        """Is it written as amounts are: 12 345 678, 1.250.000?"""
        first, *rest = self.shape
        alike = len(set(self.signs)) == 1 and self.signs[0] in (" ", ".")
        return bool(rest) and alike and first <= 3 and set(rest) == {3}

    @property
    def is_plain(self) -> bool:
        """Is it an amount of thousands, years or a date, whatever stands around it?"""
        thousands = self.is_grouped_by_thousands and self.digits.endswith("000")
        return thousands or self.is_all_years or bool(_PLAIN_DATE.fullmatch(self.written))

    @property
    def is_all_years(self) -> bool:
        """Is every group a year: 2009 2010, 1994-1998?"""
        return all(map(_YEAR.fullmatch, self.groups))


# ---------------------------------------------------------------- identity numbers

_DAY_FIRST = re.compile(
    r"(\d\d)([ ./-]?)(\d\d)\2(?:18|19|20)?(\d\d)(?P<sign>[ ./+-]?)(?P<end>[\d ]+)"
)
_YEAR_FIRST = re.compile(
    r"(?:18|19|20)?(\d\d)([ ./-]?)(\d\d)\2(\d\d)(?P<sign>[ ./+-]?)(?P<end>\d{4})"
)
_NORWEGIAN_END = re.compile(r"\d{5}|\d{3} \d\d|\d\d \d{3}")


def _is_identity(number: Number) -> bool:
    if number.cue == "id":
        return True
    if number.cue or not 10 <= len(number.digits) <= 13:
        return False
    return _is_birth_and_number(number.written) and not _is_mobile(number.digits)


def _is_birth_and_number(written: str) -> bool:
    """A date of birth, and after it four digits, or five of a Norwegian number."""
    day = _DAY_FIRST.fullmatch(written)
    if day and is_birth_day_first(day[1] + day[3] + day[4]):
        if _NORWEGIAN_END.fullmatch(day["end"]) or _is_last_four(day, day[2]):
            return True
    year = _YEAR_FIRST.fullmatch(written)
    if year and is_birth_year_first(year[1] + year[3] + year[4]):
        return _is_last_four(year, year[2])
    return False


def _is_last_four(match: re.Match[str], within: str) -> bool:
    """Four digits after a date: no year that ends a span, no time of the day."""
    if len(match["end"]) != 4:
        return False
    plain_date = within in ("-", ".", "/") or (within == " " and match["sign"] == " ")
    time = bool(_TIME.fullmatch(match["end"])) and match["sign"] == " "
    return not plain_date or not (time or _YEAR.fullmatch(match["end"]))


# ---------------------------------------------------------------- accounts and cards


def _is_card(number: Number) -> bool:
    digits = number.digits
    if not 13 <= len(digits) <= 19:
        return False
    if number.cue == "card" or (luhn(digits) and digits[0] in "23456"):
        return True
    return number.shape == (4, 4, 4, 4) and digits[0] in "3456"


def _is_account(number: Number) -> bool:
    if number.cue == "account":
        return not number.is_grouped_by_thousands
    if number.cue:
        return False
    shape, alike = number.shape, len(set(number.signs)) == 1
    if shape == (4, 2, 5):
        return number.signs[0] in (".", "-") or is_norwegian_account(number.digits)
    if shape == (11,):
        return is_norwegian_account(number.digits)
    if shape in ((4, 10), (2, 2, 2, 1)) or (shape[1:] == (2, 2, 1) and shape[0] < 4):
        return number.signs[-1] == "-" or (alike and shape == (4, 10))
    return False


# ---------------------------------------------------------------- phone numbers

_NORDIC = {"45", "46", "47"}
_EIGHT = {
    (2, 2, 2, 2), (3, 2, 3), (4, 4), (2, 6), (3, 5), (2, 2, 4), (4, 2, 2), (1, 7), (8,), (3, 2, 2), (3, 3, 2), (6, 2), (5, 3), (1, 2, 2, 3),
}  # fmt: skip


def _is_phone(number: Number) -> bool:
    if number.cue == "phone":
        return not number.is_amount or number.written.startswith(("+", "(+"))
    if number.cue:
        return False
    if number.written.lstrip("(").startswith("+") or number.digits.startswith("00"):
        return _is_international(number)
    if number.digits[0] == "0" and _is_swedish(number):
        return True
    return _is_eight(number) or _is_without_plus(number)


def _is_international(number: Number) -> bool:
    return 8 <= len(number.digits) <= 16


def _is_mobile(digits: str) -> bool:
    return len(digits) == 10 and digits.startswith("07")


def _is_swedish(number: Number) -> bool:
    """An area code from 0 on, then groups of two or three digits, or all the others in one."""
    if not 8 <= len(number.digits) <= 11 or _DATE.fullmatch(number.digits):
        return False
    if number.shape == (len(number.digits),):
        return number.digits[1] != "0" and len(number.digits) >= 9
    area, *rest = number.shape
    inner = set(number.signs[1:])
    if not 2 <= area <= 4 or number.digits[1] == "0" or len(inner) > 1 or "." in inner - {" "}:
        return area in (2, 3) and set(number.signs) == {"."} and set(rest) <= {2, 3}
    return rest in ([5], [6], [7], [8]) or (len(rest) > 1 and set(rest) <= {2, 3})


def _is_eight(number: Number) -> bool:
    """Eight digits in the groups of Norwegian and Danish numbers, or 555 01 47."""
    if number.shape not in _EIGHT or _is_row(number):
        return False
    signs, first = set(number.signs), number.groups[0]
    plain = signs <= {" "}
    if number.shape == (2, 2, 2, 2) and plain:
        return True
    if first[0] in "01" or number.digits.endswith("000") or _DATE.fullmatch(number.digits):
        return False
    if number.shape == (8,):
        return True
    if number.shape in ((3, 2, 2), (3, 5), (1, 7)):
        return plain
    return not _YEAR.fullmatch(first) and _is_cut_as_phones_are(number, signs)


def _is_cut_as_phones_are(number: Number, signs: set[str]) -> bool:
    """One sign throughout, or the first pair apart: 22-33 44 55, (22) 33 44 55."""
    if number.shape == (4, 4):
        pages = number.groups[0][:2] == number.groups[1][:2]
        return signs == {" "} or (signs == {"-"} and not pages)
    if len(signs) == 1:
        return signs <= {" ", "-", ".", ") "} or number.shape == (2, 2, 2, 2)
    return set(number.signs[1:]) == {" "} and number.signs[0].strip() in ("-", ")", "/")


def _is_row(number: Number) -> bool:
    """10 20 30 40: numbers with one step between them are counted."""
    values = [int(group) for group in number.groups]
    steps = {b - a for a, b in pairwise(values)}
    return len(values) == 4 and len(steps) == 1 and max(steps) <= 10


def _is_without_plus(number: Number) -> bool:
    """47 912 34 567, 4512345678, 46701234567: the code of a country without its plus."""
    digits, shape = number.digits, number.shape
    if digits[:2] not in _NORDIC:
        return False
    if shape == (len(digits),):
        return (len(digits) == 10 and digits[2] in "23456789") or (
            len(digits) == 11 and digits.startswith("467")
        )
    return shape[0] == 2 and shape[1:] in _EIGHT and set(number.signs) <= {" ", "-"}


_RULES: tuple[tuple[str, Callable[[Number], bool]], ...] = (
    ("card", _is_card),
    ("account", _is_account),
    ("id", _is_identity),
    ("phone", _is_phone),
)
