"""Coordinates: 59.9139, 10.7522; 59°54′50″N 10°45′08″Ø; N59 54.834 E10 45.132; UTM."""

from __future__ import annotations

import re

_SIDE = r"(?:[NSØEWVÖ](?!\w)|(?:nord|sør|syd|øst|vest|öst|väst|aust)(?:lig|leg|er|re)?(?!\w))"
_ANGLE = (
    r"\d{1,3}(?:[.,]\d+)? ?°(?: ?\d{1,2}(?:[.,]\d+)? ?['′’])?"
    r"(?: ?\d{1,2}(?:[.,]\d+)? ?(?:[\"″”]|'')?)?"
)
_MINUTES = r"\d{1,3}[ .,°]+\d{1,2}[.,]\d+'?"
_ANGLES = re.compile(
    rf"(?<![\w.,])(?:{_SIDE} ?)?{_ANGLE} ?(?:{_SIDE})?(?:[,;/]| og| och)? ?"
    rf"(?:{_SIDE} ?)?{_ANGLE}(?: ?{_SIDE})?"
)
_WITH_SIDES = re.compile(
    rf"(?<!\w)[NS] ?{_MINUTES},? ?[EØWVÖ] ?{_MINUTES}"
    r"|(?<!\w)[NS] ?\d{1,2}[.,]\d{2,},? ?[EØWVÖ] ?\d{1,3}[.,]\d{2,}"
    r"|(?<![\w.,])\d{1,2}[.,]\d{2,} ?[NS],? ?\d{1,3}[.,]\d{2,} ?[EØWVÖ](?!\w)"
)
# the Nordic countries lie between these latitudes
_DECIMALS = re.compile(
    r"(?<![\w.,-])(?:5[3-9]|[67]\d|8[01])(?:\.\d{3,}(?:,|;|/| ) ?|,\d{3,}(?:;|/|,? ) ?)"
    r"\d{1,2}[.,]\d{3,}(?![\w%]|[.,]\d)"
)
_ZONE = re.compile(
    r"(?<!\w)3[1-6] ?[VWU]? ?[NØE:,]? ?\d{6,7}[NØE]?[ ,]+[NØE]?:? ?\d{7}(?!\d)"
    r"|(?<!\w)3[1-6] ?[VWU] ?[A-Z]{2} ?\d{4,5} ?\d{4,5}(?!\w)"
)
_NUMBER = r"-?\d{1,7}[.,]?\d{2,}°?"
_CUED = re.compile(
    r"(?P<cue>(?i:(?<!\w)(?:koordinat\w*|gps|lat(?:itude)?|utm)\b)[^\d\n]{0,25})"
    rf"{_NUMBER}[^\d\n]{{1,12}}{_NUMBER}"
)
_WORDS = ("koordinat", "gps", "latitude", "utm", "lat ", "lat:")

# each begins with a digit or a letter, so that most texts end with one fast look
_DECIMAL_PAIR = re.compile(r"\d[.,]\d{3,}(?:[,;/]? |[,;/])\d{1,2}[.,]\d{3}")
_NORTH = re.compile(r"[NS] ?\d\d[ .,°]")
_AFTER_NUMBER = re.compile(r"\d\d ?[NS](?!\w)")
_MAY_BE_ZONE = re.compile(r"3[1-6] ?(?:[VWU][ ,]?[A-ZØ:]{0,2}|[ ,]?[NØE:]?) ?\d{4}")
#: plain words that stand beside coordinates
PLACING = ("koordinat", "gps", "latitude", "utm", "lat")
_TELLS = re.compile(
    r"°|[NS](?:$|\d\d)|(?:^|\d\d)[NS](?!\w)|\d[.,]\d{3}|3[1-6](?:$|[VWUNØE:,]|\d{4})"
    rf"|(?i:{'|'.join(PLACING[:-1])}|lat(?:$|:))"
)


def may_tell_position(word: str) -> bool:
    """May a text with this word hold coordinates?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS.search(word))


def mask_positions(text: str, lower: str) -> str:
    """The text with ⟨position⟩ for each pair of coordinates.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    if "°" in text:
        text = _ANGLES.sub("⟨position⟩", text)
    if _NORTH.search(text) or _AFTER_NUMBER.search(text):
        text = _WITH_SIDES.sub("⟨position⟩", text)
    if _DECIMAL_PAIR.search(text):
        text = _DECIMALS.sub("⟨position⟩", text)
    if _MAY_BE_ZONE.search(text):
        text = _ZONE.sub("⟨position⟩", text)
    if any(word in lower for word in _WORDS):
        text = _CUED.sub(r"\g<cue>⟨position⟩", text)
    return text
