"""Phone numbers, national identity numbers, accounts and cards among the digits.

A run of digits is looked at once: the words before it, how its groups are cut, its check digits.
The first rule that knows it gives its placeholder. Years, dates, amounts, times, results and the
numbers of laws, cases, books and versions are no rule's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from . import checks
from .runs import DASH, Number, is_year, runs_in
from .words import either

_FEWEST = 5  # digits
_CUT = re.compile(rf" {DASH} | ?{DASH} ?(?=\S*$)")
_EXTENSION = re.compile(
    rf"(?<!\w)(?P<cue>(?i:{either('extension cue')})[.:]*(?: (?:nr|nummer)\.?)? )"
    r"\d{3,5}(?![\w-]|[.,]\d)"
)
# the branch of a Danish bank, before the account
_BRANCH = re.compile(
    r"(?<!\w)(?i:reg\.? ?(?:nr|nummer|no)?)[.:]* ?\d{4}"
    r"(?:[ ,/-]+(?:og )?(?i:\w*konto\w*|kto)[.:]*(?: ?(?:nr|nummer)\.?:?)?)?[ ,/-]*⟨account⟩"
)
_IBAN = re.compile(
    r"(?<!\w)[A-Za-z]{2}[ -]?\d\d(?:[ .-]?[A-Z\d]{4}){2,7}(?:[ .-]?[A-Z\d]{1,3})?(?!\w)"
)
_NORDIC_IBAN = re.compile(r"NO\d{13}|(?:DK|FI|FO|GL)\d{16}|SE\d{22}")
_MAY_BE_IBAN = re.compile(r"[A-Z]{2}[ -]?\d\d[ .-]?[A-Z\d]{4}")
_PAID_TO = re.compile(
    r"(?P<cue>(?i:vipps|mobilepay|swish)\w*(?: \w+){0,2}:? )#?\d{4,7}(?![\w-]|[.,]\d)"
)


# a Swedish account behind the number of its bank, which has a check digit
_SLIP = re.compile(r"\+\d\d<\d{15}\+\d{8}<?")  # of a Danish form for payments
_CLEARING = re.compile(r"(?<![\w.,-])[1-9]\d{3}-\d, ?\d[\d -]{4,12}\d(?![\w]|[.,]\d|-\d)")


# what a word has in a text that holds one of these
_TELLS_ACCOUNT = re.compile(r"(?i:iban)|[A-Z]{2}(?:$|-?\d\d)|<|[1-9]\d{3}-\d")
_NAMING = ("vipps", "mobilepay", "swish", "linje", "ankn", "intern", "lokal", "ext")
_TELLS_NAMED = re.compile(rf"(?i:{'|'.join(_NAMING)})|⟨account⟩")
#: what plain words have that stand beside accounts and short numbers
PAYING = ("iban", *_NAMING)


def may_tell_account(word: str) -> bool:
    """May a text with this word hold an account that shows what it is?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS_ACCOUNT.search(word))


def mask_accounts(text: str, lower: str) -> str:
    """The text with ⟨account⟩ for each that is known by its letters and signs: IBAN, clearing.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    if "iban" in lower or _MAY_BE_IBAN.search(text):
        text = _IBAN.sub(_iban, text)
    text = _SLIP.sub("⟨account⟩", text) if "<" in text else text
    return _CLEARING.sub("⟨account⟩", text) if "-" in text else text


def mask_numbers(text: str, _: str = "") -> str:
    """The text with placeholders for the runs of digits that belong to somebody.

    Parameters
    ----------
    text : of a page or a comment
    _ : the same in small letters, which is not asked

    Returns
    -------
    str
    """
    pieces, done = [], 0
    for start, end in runs_in(text):
        pieces += [text[done:start], _masked(text, start, end)]
        done = end
    return "".join([*pieces, text[done:]])


def may_tell_named(word: str) -> bool:
    """May this word stand before a number that is too short to tell what it is?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS_NAMED.search(word))


def mask_named(text: str, lower: str) -> str:
    """The text with placeholders for short numbers that a word before them tells of.

    Parameters
    ----------
    text : of a page or a comment, its other numbers masked
    lower : the same in small letters

    Returns
    -------
    str
    """
    if "⟨account⟩" in text and "reg" in lower:
        text = _BRANCH.sub("⟨account⟩", text)
    if "vipps" in lower or "mobilepay" in lower or "swish" in lower:
        text = _PAID_TO.sub(r"\g<cue>⟨account⟩", text)
    told = any(word in lower for word in ("linje", "ankn", "intern", "lokal", "ext"))
    return _EXTENSION.sub(r"\g<cue>⟨phone⟩", text) if told else text


def _iban(match: re.Match[str]) -> str:
    letters = re.sub(r"[ .-]", "", match.group()).upper()
    known = _NORDIC_IBAN.fullmatch(letters) or checks.is_iban(letters)
    return "⟨account⟩" if known else match.group()


def _masked(text: str, start: int, end: int) -> str:
    """The placeholder, or the number; of two that a dash joins, either may be one."""
    whole = text[start:end]
    if placeholder := _placeholder(text, start, end):
        return "(" + placeholder if whole.count("(") > whole.count(")") else placeholder
    cut = _CUT.search(whole)
    if not cut:
        return whole
    middle, after = start + cut.start(), start + cut.end()
    first = _placeholder(text, start, middle) or text[start:middle]
    return first + cut.group() + (_placeholder(text, after, end) or text[after:end])


def _placeholder(text: str, start: int, end: int) -> str:
    """What the number is, or "" where nobody's."""
    number = Number(text, start, end)
    if len(number.digits) < _FEWEST or number.is_plain:
        return ""
    named = number.is_amount or (number.is_public and not _is_date_and_number(number))
    if not number.cue and named:
        return ""
    return next((f"⟨{kind}⟩" for kind, rule in _RULES if rule(number)), "")


# ---------------------------------------------------------------- identity numbers

_DAY_FIRST = re.compile(
    r"(\d\d)([ ./-]?)(\d\d)\2(?:18|19|20)?(\d\d)(?P<sign>[ ./+-]?)(?P<end>[\d ]+)"
)
_YEAR_FIRST = re.compile(
    r"(?:(?:18|19|20) ?)?(\d\d)([ ./-]?)(\d\d)\2(\d\d)(?P<sign>[ ./+-]?)(?P<end>\d{4})"
)
_PAIRS = 5  # of a CPR number
_NORWEGIAN_END = re.compile(r"\d{5}|\d{3} \d\d|\d\d \d{3}")
_TIME = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def _is_identity(number: Number) -> bool:
    if number.cue == "id":
        return True
    if number.cue or not 10 <= len(number.digits) <= 13 or _is_swedish_mobile(number):
        return False
    return number.near == "id" or _is_birth_and_number(number.written)


def _is_date_and_number(number: Number) -> bool:
    """130788 1235: cut as no case and no book is, whatever a word before it says."""
    cut = number.shape in ((6, 4), (6, 5))
    return cut and set(number.signs) <= {" ", "-"} and _is_birth_and_number(number.written)


def _is_birth_and_number(written: str) -> bool:
    """A date of birth, and after it four digits, or five of a Norwegian number."""
    day = _DAY_FIRST.fullmatch(written)
    born = day[1] + day[3] + day[4] if day else ""
    if day and _NORWEGIAN_END.fullmatch(day["end"]):
        digits = born + day["end"].replace(" ", "")
        return checks.is_norwegian_birth(born) or checks.is_norwegian_identity(digits)
    if day and checks.is_danish_birth(born) and (_is_last_four(day) or _is_in_pairs(written)):
        return True
    year = _YEAR_FIRST.fullmatch(written)
    born = year[1] + year[3] + year[4] if year else ""
    return bool(year and checks.is_swedish_birth(born) and _is_last_four(year))


def _is_in_pairs(written: str) -> bool:
    """13 07 88 12 36; numbers that grow are drawn or counted."""
    pairs = written.split(" ")
    return len(pairs) == _PAIRS and set(map(len, pairs)) == {2} and pairs != sorted(pairs)


def _is_last_four(match: re.Match[str]) -> bool:
    """Four digits after a date: no year that ends a span, no time of the day."""
    end, within, sign = match["end"], match[2], match["sign"]
    if len(end) != 4 or " " in end:
        return False
    plain_date = within in ("-", ".", "/") or (within == " " and sign == " ")
    time = bool(_TIME.fullmatch(end)) and sign == " "
    return not plain_date or not (time or is_year(end))


# ---------------------------------------------------------------- accounts and cards


def _is_card(number: Number) -> bool:
    digits = number.digits
    if not 13 <= len(digits) <= 19:
        return False
    if "card" in (number.cue, number.near) or (checks.luhn(digits) and digits[0] in "23456"):
        return True
    return number.shape == (4, 4, 4, 4) and digits[0] in "3456"


def _is_account(number: Number) -> bool:
    if number.cue == "account":
        return not number.is_grouped_by_thousands
    if number.cue:
        return False
    if number.near == "account" and 7 <= len(number.digits) <= 16:
        return not number.is_grouped_by_thousands
    shape = number.shape
    if shape == (4, 2, 5) and number.signs[0] in (".", "-"):
        return True
    if shape == (4, 2, 5) and set(number.signs) == {" "}:
        return checks.is_norwegian_account(number.digits) or not is_year(number.groups[0])
    if shape == (4, 7):
        return checks.is_norwegian_account(number.digits)
    if shape == (11,) and checks.is_norwegian_account(number.digits):
        return not checks.is_norwegian_identity(number.digits)
    if shape == (4, 10):
        return True
    return shape[1:] in ((2, 1), (2, 2, 1)) and shape[0] <= 3 and number.signs[-1] == "-"


# ---------------------------------------------------------------- phone numbers

_NORDIC = {"45", "46", "47"}
_EIGHT = {
    (2, 2, 2, 2), (3, 2, 3), (4, 4), (2, 6), (3, 5), (2, 2, 4), (4, 2, 2), (1, 7), (8,),
    (3, 3, 2), (6, 2), (5, 3), (1, 2, 2, 3), (1,) * 8,
}  # fmt: skip
_SEVEN = (3, 2, 2)
_DIGITS_OF_DATE = re.compile(
    r"(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d|[0-3]\d(?:0\d|1[0-2])(?:19|20)\d\d"
)


def _is_phone(number: Number) -> bool:
    international = number.written.lstrip("(").startswith("+")
    if number.cue == "phone":
        return international or not number.is_amount
    if number.cue:
        return False
    if international or number.digits.startswith("00"):
        return 8 <= len(number.digits) <= 16
    if number.near == "phone" and 7 <= len(number.digits) <= 12:
        return True
    return _is_swedish(number) or _is_eight(number) or _is_without_plus(number)


def _is_swedish_mobile(number: Number) -> bool:
    return number.shape == (10,) and number.digits.startswith("07")


def _is_swedish(number: Number) -> bool:
    """An area code from 0 on, then groups of two or three digits, or all the others in one."""
    digits, (area, *rest) = number.digits, number.shape
    if digits[0] != "0" or digits[1] == "0" or not 8 <= len(digits) <= 11:
        return False
    if _DIGITS_OF_DATE.fullmatch(digits):
        return False
    if not rest:
        return len(digits) >= 9
    small = set(rest) <= {2, 3}
    if "." in number.signs:
        return area in (2, 3) and set(number.signs) == {"."} and small
    together = rest in ([5], [6], [7], [8])
    return 2 <= area <= 4 and len(set(number.signs[1:])) <= 1 and (together or small)


def _is_eight(number: Number) -> bool:
    """Eight digits in the groups of Norwegian and Danish numbers, or 555 01 47."""
    if number.shape not in _EIGHT and number.shape != _SEVEN:
        return False
    plain, first = set(number.signs) <= {" "}, number.groups[0]
    if _is_row(number):
        return False
    if number.shape == (2, 2, 2, 2) and plain:
        return True
    if number.digits[0] in "01" or number.digits.endswith("000") or is_year(first):
        return False
    if _DIGITS_OF_DATE.fullmatch(number.digits):
        return False
    return plain or (number.shape != _SEVEN and _is_cut_as_phones_are(number))


def _is_cut_as_phones_are(number: Number) -> bool:
    """One sign throughout, or the first group apart: 22-33 44 55, (22) 33 44 55, 463 18-275."""
    shape, signs = number.shape, set(number.signs)
    if shape == (4, 4):
        pages = number.groups[0][:2] == number.groups[1][:2]
        return signs == {"-"} and not pages
    if shape == (3, 2, 3):
        return signs <= {" ", "-"} or len(signs) == 1
    if len(signs) == 1:
        return signs <= {"-", ".", ") "} or shape == (2, 2, 2, 2)
    return set(number.signs[1:]) <= {" ", "-"} and number.signs[0].strip() in ("-", ")", "/", "")


def _is_row(number: Number) -> bool:
    """10 20 30 40: numbers with one step between them are counted."""
    values = [int(group) for group in number.groups]
    steps = {b - a for a, b in pairwise(values)}
    return len(values) > 3 and len(steps) == 1 and max(steps) <= 10


def _is_without_plus(number: Number) -> bool:
    """47 912 34 567, 4512345678, 46701234567: the code of a country without its plus."""
    digits, shape = number.digits, number.shape
    if digits[:2] not in _NORDIC:
        return False
    if shape == (len(digits),):
        swedish = len(digits) == 11 and digits.startswith("467")
        return swedish or (len(digits) == 10 and digits[2] in "23456789")
    known = shape[1:] in _EIGHT or (digits[:2] == "46" and set(shape[1:]) <= {2, 3})
    return shape[0] == 2 and len(digits) >= 10 and known and set(number.signs) <= {" ", "-"}


_RULES: tuple[tuple[str, Callable[[Number], bool]], ...] = (
    ("card", _is_card),
    ("account", _is_account),
    ("id", _is_identity),
    ("phone", _is_phone),
)
