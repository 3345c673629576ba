"""What tells who somebody is without a name: addresses, numbers, handles, places, plates.

Each becomes a readable placeholder in angle brackets, the same in every norm, which the tokenizer
drops as a whole. Each module knows some forms; `words.csv` holds the words that tell what a number
is. Cheap looks come first: most texts hold nothing of the kind.
"""

import re
from collections.abc import Callable

from ..sieve import Sieve
from .handles import mask_handles, mask_profiles, may_be_handle, may_tell_profile
from .mail import mask_mail, may_tell_mail
from .numbers import (
    mask_accounts,
    mask_named,
    mask_numbers,
    may_tell_account,
    may_tell_named,
)
from .plates import mask_plates, may_be_plate
from .positions import mask_positions, may_tell_position
from .postcodes import mask_postcodes, may_tell_postcode
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
_LOOKS = (*(look for look, _ in (*_BY_SIGNS, *_BY_DIGITS)), may_be_handle)
_SIEVE = Sieve(lambda word: {place for place, look in enumerate(_LOOKS) if look(word)})
_HANDLE = len(_LOOKS) - 1


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
    while told := _SIEVE.of(text):
        masked = _masked(text, set().union(*told), is_name)
        if masked == text:
            break
        text = masked  # a number may stand alone only now
    return text


def _masked(text: str, told: set[int], is_name: Callable[[re.Match[str]], bool]) -> str:
    """One pass; once something is masked, words are no longer those that were looked at."""
    given, lower = text, text.lower()
    for place, (_, step) in enumerate(_BY_SIGNS):
        if place in told or text != given:
            text = step(text, lower)
    if _HANDLE in told or text != given:
        text = mask_handles(text, is_name)
    if not _DIGIT.search(text):
        return text
    for place, (_, step) in enumerate(_BY_DIGITS, len(_BY_SIGNS)):
        if place in told or text != given:
            text = step(text, lower)
    return text
