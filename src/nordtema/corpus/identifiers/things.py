"""Coordinates, number plates and IBANs: letters and digits in a form of their own."""

from __future__ import annotations

import re

from .checks import is_iban
from .words import either, forms

_SIDE = r"(?:[NSØEWVÖ](?!\w)|(?:nord|sør|syd|øst|vest|öst|väst|aust)(?:lig|leg|er|re)?(?!\w))"
_ANGLE = (
    r"\d{1,3}(?:[.,]\d+)? ?°(?: ?\d{1,2}(?:[.,]\d+)? ?['′’])?"
    r"(?: ?\d{1,2}(?:[.,]\d+)? ?(?:[\"″”]|'')?)?"
)
_JOIN = r"(?:[,;/]| og| och)? ?"
_MINUTES = r"\d{1,3}[ .,°]+\d{1,2}[.,]\d+'?"
_POSITION = re.compile(
    rf"(?<![\w.,])(?:{_SIDE} ?)?{_ANGLE} ?(?:{_SIDE})?{_JOIN}(?:{_SIDE} ?)?{_ANGLE}(?: ?{_SIDE})?"
    rf"|(?<!\w)[NS] ?{_MINUTES},? ?[EØWVÖ] ?{_MINUTES}"
    r"|(?<!\w)[NS] ?\d{1,2}[.,]\d{2,},? ?[EØWVÖ] ?\d{1,3}[.,]\d{2,}"
    r"|(?<![\w.,])\d{1,2}[.,]\d{2,} ?[NS],? ?\d{1,3}[.,]\d{2,} ?[EØWVÖ](?!\w)"
    r"|(?<!\w)3[1-6] ?[VWU]? ?[NØE:,]? ?\d{6,7}[NØE]?[ ,]+[NØE]?:? ?\d{7}(?!\d)"
    # the Nordic countries lie between these latitudes
    r"|(?<![\w.,-])(?:5[3-9]|[67]\d|8[01])(?:\.\d{3,}(?:,|;| ) ?|,\d{3,}(?:;|,? ) ?)"
    r"\d{1,2}[.,]\d{3,}(?![\w%]|[.,]\d)"
)
_COORDINATES = re.compile(
    r"(?P<cue>(?i:(?<!\w)(?:koordinat\w*|gps|lat(?:itude)?|utm)\b)[^\d\n]{0,25})"
    r"-?\d{1,7}[.,]?\d{2,}°?[^\d\n]{1,12}-?\d{1,7}[.,]?\d{2,}°?"
)
_DECIMALS = re.compile(r"\d[.,]\d{3,}(?:[,;]? |,)\d{1,2}[.,]\d{3}")
_EXACT = re.compile(r"\d+(?:[.,]\d\d|\d{5})")
_ZONE = re.compile(r"3[1-6] ?[VWU]?[ ,]?[NØE:]? ?\d{6}")
_SOUTH_NORTH = re.compile(r"[NS] ?\d\d[ .,°]")
_DEGREES_NORTH = re.compile(r"\d\d ?[NS](?!\w)")
_WORDS_OF_POSITION = (
    "koordinat",
    "gps",
    "latitude",
    "posisjon",
    "position",
    "utm ",
    "lat ",
    "lat:",
)

_CUED = r"(?:,? \w+){0,3}?[ ,:(«\"]+)"
_CUED_PLATE = re.compile(
    rf"(?P<cue>(?<!\w)(?i:{either('plate cue', 'car')})(?!\w)[.:]?{_CUED}"
    rf"(?!(?i:{either('no plate')}) ?\d)(?:[A-ZÆØÅ]{{2}}[ -]?\d\d[ .]?\d{{3}}"
    r"|[A-ZÆØÅ]{2}[ -]?\d{4}|[A-ZÅÄÖ]{3}[ -]?\d\d[A-Z\d])(?!\w|[.,]\d)"
)
_SMALL_CUED_PLATE = re.compile(
    rf"(?P<cue>(?<!\w)(?i:{either('plate cue')})(?!\w)[.:]?{_CUED}"
    r"(?:[a-z]{2} ?\d{5}|[a-z]{3} ?\d\d[a-z\d])(?!\w|[.,]\d)"
)
_PLATE = re.compile(
    rf"(?P<cue>(?<!\w)(?i:{either('plate cue')})(?!\w)[.:]?(?:,? \w+){{0,3}}?[ ,:(«\"]+)"
    rf"(?!(?i:{either('no plate')}) ?\d)(?:[A-ZÆØÅ]{{2}}[ -]?\d\d[ .]?\d{{3}}|[A-ZÆØÅ]{{2}}[ -]?\d{{4}}"
    r"|[A-ZÅÄÖ]{3}[ -]?\d\d[A-Z\d]|[a-z]{2} ?\d{5}|[a-z]{3} ?\d\d[a-z\d])(?!\w|[.,]\d)"
)
_PLATE = re.compile(
    r"(?:[A-Z]{2}(?<![\w.-]..)[ -]?[1-9]\d ?\d{3}(?!\w|[.,]\d| \d|-\d)"
    r"|[A-HJ-PR-UW-Z]{3}(?<![\w.-]...) ?\d\d[A-HJ-NPR-UW-Z](?!\w))"
)
_LETTERS_AND_DIGITS = re.compile(r"[A-Z]{2}[ -]?\d\d")
_NO_PLATE = frozenset(forms("no plate"))
_SMALL_PLATE = re.compile(r"[a-z]{2,3} ?\d{3}")
_PLATE_WORDS = (
    "regnr", "reg.nr", "reg. nr", "reg nr", "registreringsn", "skiltn", "bilskilt", "nummerskilt",
    "nummerpla", "nummersk", "bilnummer", "kjennem", "kjennet", "kendem",
)  # fmt: skip

_IBAN = re.compile(
    r"(?<!\w)[A-Za-z]{2}[ -]?\d\d(?:[ .-]?[A-Z\d]{4}){2,7}(?:[ .-]?[A-Z\d]{1,3})?(?!\w)"
)
_NORDIC = re.compile(r"NO\d{13}|(?:DK|FI|FO|GL)\d{16}|SE\d{22}", re.IGNORECASE)


def mask_things(text: str, lower: str) -> str:
    """The text with placeholders for coordinates, IBANs and number plates.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    if _may_be_position(text):
        text = _POSITION.sub("⟨position⟩", text)
    if any(word in lower for word in _WORDS_OF_POSITION) and _EXACT.search(text):
        text = _COORDINATES.sub(r"\g<cue>⟨position⟩", text)
    likely = bool(_LETTERS_AND_DIGITS.search(text))
    if likely or "iban" in lower:
        text = _IBAN.sub(_account, text)
    told = any(word in lower for word in _PLATE_WORDS) and _SMALL_PLATE.search(text)
    if told:
        text = _SMALL_CUED_PLATE.sub(r"\g<cue>⟨plate⟩", text)
    if likely or told:
        text = _PLATE.sub(_plate, _CUED_PLATE.sub(r"\g<cue>⟨plate⟩", text))
    return text


def _may_be_position(text: str) -> bool:
    looks = (_DECIMALS, _ZONE, _SOUTH_NORTH, _DEGREES_NORTH)
    return "°" in text or any(look.search(text) for look in looks)


def _account(match: re.Match[str]) -> str:
    letters = re.sub(r"[ .-]", "", match.group()).upper()
    return "⟨account⟩" if _NORDIC.fullmatch(letters) or is_iban(letters) else match.group()


def _plate(match: re.Match[str]) -> str:
    letters = match.group().lower().rstrip("0123456789 -")
    return match.group() if letters in _NO_PLATE else "⟨plate⟩"
