"""What tells who somebody is without a name: addresses, numbers, handles, places, plates.

Each becomes a readable placeholder in angle brackets, the same in every norm, which the tokenizer
drops as a whole. Each module knows some forms; `words.csv` holds the words that tell what a number
is. Cheap looks come first: most texts hold nothing of the kind.
"""

import re
from collections.abc import Callable

from .handles import mask_handles, mask_profiles
from .mail import mask_mail
from .numbers import mask_numbers
from .plates import mask_plates
from .positions import mask_positions
from .postcodes import mask_postcodes
from .streets import mask_streets
from .web import mask_web

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
_MAY_HOLD_NUMBER = re.compile(r"\d")


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
    masked = _masked(text, is_name)
    while masked != text:  # a number may stand alone only now
        text, masked = masked, _masked(masked, is_name)
    return masked


def _masked(text: str, is_name: Callable[[re.Match[str]], bool]) -> str:
    lower = text.lower()
    text = mask_profiles(mask_mail(text, lower), lower)
    text = mask_handles(mask_web(text, lower), is_name)
    if not _MAY_HOLD_NUMBER.search(text):
        return text
    text = mask_plates(mask_positions(text, lower), lower)
    return mask_numbers(mask_postcodes(mask_streets(text), lower), lower)
