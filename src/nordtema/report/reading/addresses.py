"""Addresses of pages and of places in them: plain letters whatever the names hold."""

import re
import unicodedata
from collections.abc import Iterable

MOST_LETTERS = 60
_OURS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ß": "ss"})
_OTHERS = re.compile(r"[^a-z0-9]+")


def addresses(names: Iterable[str], prefix: str = "") -> dict[str, str]:
    """An address for each name: a to z, 0 to 9 and hyphens, none twice.

    Parameters
    ----------
    names : any text; of those that become alike the later ones get a number
    prefix : what all begin with

    Returns
    -------
    name → address
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(map(str, names)):
        plain = prefix + _plain(name)
        address, number = plain, 1
        while address in taken:
            number += 1
            address = f"{plain}-{number}"
        taken.add(address)
        found[name] = address
    return found


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower().translate(_OURS))
    return _OTHERS.sub("-", letters)[:MOST_LETTERS].strip("-") or "x"
