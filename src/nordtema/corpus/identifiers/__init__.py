"""What tells who somebody is without a name: addresses, numbers, handles, places, plates.

Each becomes a readable placeholder in angle brackets, the same in every norm, which the tokenizer
drops as a whole. Each module knows some forms; `words.csv` holds the words that tell what a number
is. Cheap looks come first: most texts hold nothing of the kind.
"""

import re
from collections.abc import Callable

from .mail import mask_mail
from .numbers import mask_numbers
from .streets import mask_streets
from .things import mask_things
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
_MAY_HOLD = re.compile(r"\d")


def mask_identifiers(
    text: str, is_name: Callable[[re.Match[str]], bool] = lambda match: False
) -> str:
    """Put a placeholder for each identifier; years, dates, amounts and laws stay.

    Parameters
    ----------
    text : of a page or a comment
    is_name : whether what an @ stands before is a name that is masked as one later

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
    text = mask_web(mask_mail(text, lower), lower, is_name)
    if _MAY_HOLD.search(text):
        text = mask_numbers(mask_streets(mask_things(text, lower), lower))
    return text
