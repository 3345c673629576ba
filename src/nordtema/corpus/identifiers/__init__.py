"""What tells who somebody is without a name: addresses, numbers, handles, places, plates.

Each becomes a readable placeholder in angle brackets, the same in every norm, which the tokenizer
drops as a whole. Each module knows some forms; `words.csv` holds the words that tell what a number
is. Cheap looks come first: most texts hold nothing of the kind.
"""

import re
from collections.abc import Callable

from ..sieve import Sieve
from .handles import mask_handles, mask_profiles, may_be_handle, may_tell_profile
from .mail import SPELLING, mask_mail, may_tell_mail
from .numbers import (
    PAYING,
    mask_accounts,
    mask_named,
    mask_numbers,
    may_tell_account,
    may_tell_named,
)
from .plates import DRIVING, mask_plates, may_be_plate
from .positions import PLACING, mask_positions, may_tell_position
from .postcodes import POSTAL, mask_postcodes, may_tell_postcode
from .streets import mask_streets
from .web import mask_web, may_tell_web

#: what placeholders are there, and what each stands for
KINDS = {
    "email": "e-mail addresses",
    "url": "web addresses and profiles",
    "handle": "names on platforms",
    "phone": "phone numbers",
    "id": "national identity numbers, and those of members, patients and passports",
    "address": "streets with a house number, postcodes with their place, boxes",
    "account": "bank accounts, giros, IBAN",
    "card": "payment cards",
    "ip": "addresses of machines",
    "device": "hardware addresses",
    "plate": "number plates",
    "position": "coordinates",
}
_DIGIT = re.compile(r"\d")

_Look = Callable[[str], object]
_Step = Callable[[str, str], str]
# the steps in their order, and what a word must have so that one may find something
_BY_SIGNS: tuple[tuple[_Look, _Step], ...] = (
    (may_tell_mail, mask_mail),
    (may_tell_profile, mask_profiles),
    (may_tell_web, mask_web),
)
_BY_DIGITS: tuple[tuple[_Look, _Step], ...] = (
    (may_tell_position, mask_positions),
    (may_be_plate, mask_plates),
    (_DIGIT.search, mask_streets),
    (may_tell_postcode, mask_postcodes),
    (may_tell_account, mask_accounts),
    (_DIGIT.search, mask_numbers),
    (may_tell_named, mask_named),
)
_SIGNS: tuple[_Look, ...] = (*(look for look, _ in _BY_SIGNS), may_be_handle, _DIGIT.search)
_PROFILE, _HANDLE = 1, len(_BY_SIGNS)
# most words are plain, and only a few of these tell anything: "punktum", "vipps"
_PLAIN = re.compile(r"[A-ZÆØÅÄÖ]?[a-zæøåäö]+[.,;:!?)]*")
_BESIDE_NUMBERS = re.compile("|".join((*PLACING, *DRIVING, *POSTAL, *PAYING)))


def _signs_of(word: str) -> set[int]:
    """Which steps by signs may find something in a text with this word."""
    if _PLAIN.fullmatch(word) and not SPELLING.search(word.lower()):
        return {_PROFILE} if may_tell_profile(word) else set()
    return {place for place, look in enumerate(_SIGNS) if look(word)}


def _numbers_of(word: str) -> set[int]:
    """Which steps by digits may find something in a text with digits and this word."""
    if _PLAIN.fullmatch(word) and not _BESIDE_NUMBERS.search(word.lower()):
        return set()
    return {place for place, (look, _) in enumerate(_BY_DIGITS) if look(word)}


_SIGNED, _NUMBERED = Sieve(_signs_of), Sieve(_numbers_of)


def mask_identifiers(
    text: str, is_name: Callable[[re.Match[str]], bool] = lambda match: False
) -> str:
    """Put a placeholder for each identifier; years, dates, amounts and laws stay.

    Parameters
    ----------
    text : of a page or a comment
    is_name : whether what looks like a handle is a name that is masked as one later

    Returns
    -------
    str
    """
    while (masked := _masked(text, is_name)) != text:
        text = masked  # a number may stand alone only now
    return text


def _masked(text: str, is_name: Callable[[re.Match[str]], bool]) -> str:
    """One pass; once something is masked, words are no longer those that were looked at."""
    told = set().union(*_SIGNED.of(text))
    if not told:
        return text
    masked, lower = text, text.lower()
    for place, (_, step) in enumerate(_BY_SIGNS):
        if place in told or masked != text:
            masked = step(masked, lower)
    if _HANDLE in told or masked != text:
        masked = mask_handles(masked, is_name)
    if not _DIGIT.search(masked):
        return masked
    told = set().union(*_NUMBERED.of(text))
    for place, (_, step) in enumerate(_BY_DIGITS):
        if place in told or masked != text:
            masked = step(masked, lower)
    return masked
