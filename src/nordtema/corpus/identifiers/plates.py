"""Number plates: AB 12345 (Norway), AB 12 345 (Denmark), ABC 123 and ABC 12D (Sweden).

Forms that nothing else has are known by themselves, the others by a word before them.
"""

from __future__ import annotations

import re

from .words import either, forms

_BETWEEN = r"[.:]?(?:,? \w+){0,3}?[ ,:(«\"]+"
_CUED = re.compile(
    rf"(?P<cue>(?<!\w)(?i:{either('plate cue', 'car')})(?!\w){_BETWEEN})"
    r"(?P<plate>(?P<letters>[A-ZÆØÅ]{2})[ -]?(?:\d\d[ .]?\d{3}|\d{4})"
    r"|(?P<swedish>[A-ZÅÄÖ]{3})[ -]?\d\d[A-Z\d])(?!\w|[.,]\d)"
)
_SMALL = re.compile(
    rf"(?P<cue>(?<!\w)(?i:{either('plate cue')})(?!\w){_BETWEEN})"
    r"(?:[a-z]{2} ?\d{5}|[a-z]{3} ?\d\d[a-z\d])(?!\w|[.,]\d)"
)
_ALONE = re.compile(
    r"(?P<letters>[A-Z]{2})(?<![\w.-]..)[ -]?[1-9]\d ?\d{3}(?!\w|[.,]\d| \d|-\d)"
    r"|(?P<swedish>[A-HJ-PR-UW-Z]{3})(?<![\w.-]...) ?\d\d[A-HJ-NPR-UW-Z](?!\w)"
)
_NO_PLATE = frozenset(forms("no plate"))
_MAY_BE_PLATE = re.compile(r"[A-ZÅÄÖ]{2}[ -]?\d\d")
_MAY_BE_SMALL = re.compile(r"[a-z]{2,3} ?\d{3}")
_WORDS = (
    "regnr", "reg.", "reg nr", "registreringsn", "skiltn", "bilskilt", "nummerskilt",
    "nummerpla", "nummersk", "bilnummer", "kjennem", "kjennet", "kendem",
)  # fmt: skip
#: what plain words have that stand beside plates
DRIVING = (*map(re.escape, _WORDS), "reg")
_TELLS = re.compile(rf"[A-ZÅÄÖ]{{2}}(?:$|-?\d\d)|(?i:{'|'.join(DRIVING)}$)")


def may_be_plate(word: str) -> bool:
    """May a text with this word hold a number plate?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS.search(word))


def mask_plates(text: str, lower: str) -> str:
    """The text with ⟨plate⟩ for each number plate.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    if _MAY_BE_PLATE.search(text):
        text = _ALONE.sub(_plate, _CUED.sub(_plate, text))
    if any(word in lower for word in _WORDS) and _MAY_BE_SMALL.search(text):
        text = _SMALL.sub(r"\g<cue>⟨plate⟩", text)
    return text


def _plate(match: re.Match[str]) -> str:
    letters = (match["letters"] or match["swedish"]).lower()
    cue = match.groupdict().get("cue") or ""
    return match.group() if letters in _NO_PLATE else f"{cue}⟨plate⟩"
