"""Postcodes with their place, and boxes: 0155 Oslo, DK-2100 København Ø, Postboks 12."""

from __future__ import annotations

import re

from .words import either, forms

CAPITAL = "[A-ZÆØÅÄÖÉÜ]"
_WORD = rf"{CAPITAL}[\w'’-]+"
#: a postcode, with the letter of its country
CODE = r"(?:(?:NO?|DK|SE?|FI)-? ?)?(?:\d{4}|\d{3} ?\d\d)"
#: where it is
PLACE = rf"{_WORD}(?: (?:[NSVØKC]|NV|SØ|SV|NØ|{_WORD})(?!\w)){{0,2}}"
_FLOORS = rf"(?i:{either('floor')})(?!\w)"
#: floor, side, door or flat of an address
FLOOR = (
    rf"(?:,? ?(?:\d{{1,2}}\. ?|\d{{1,2}} )?{_FLOORS}\.?(?: ?[HUKL]?\d{{1,4}}(?!\w)| [A-H](?!\w))?"
    r"|,? [HUKL]\d{4}(?!\d)){1,3}"
)
_CODED = re.compile(rf"(?P<code>\d\d\d(?:\d| \d\d)) (?P<place>{PLACE})(?![\w-])")
_COUNTRY = re.compile(r"(?<!\w)(?:NO?|DK|SE?|FI)- ?$")
_HOUSE_BEFORE = re.compile(rf"(?:{_WORD} ){{1,3}}\d{{1,3}} ?[A-Za-z]?(?:{FLOOR})?,? $")
_LINE_BEFORE = re.compile(r"(?:^|, )$")
_LIVES_IN = re.compile(rf"(?<!\w)(?i:{either('home')}|postnr\.?|postnummer|i) (?:(?:i|på) )?$")
_FROM_OR_TO = re.compile(r"(?<!\w)(?:til|till|fra|från|frå|på|ved|vid) $")
_CLOSED = re.compile(r"[.,;)]|$")
_INSIDE = re.compile(r"[\w.,/§-] ?$(?<!\w )(?<!, )|\d[., ]$|(?:kr|nok|dkk|sek)\.? $")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NO_PLACE = frozenset(forms("no place"))
_PLACES = frozenset(forms("place"))
_LIKE_YEARS = frozenset(forms("place, its code like a year"))
_BOX = re.compile(
    r"[Pp](?:ost(?:boks|box)|b\.?)(?<!\w[Pp]b)(?<!\w[Pp]b\.):? ?\d{1,5}(?: [A-ZÆØÅ]\w+)?(?!\w)"
    r"|Box:? ?\d{1,5}(?=,)"
)
_CODE_ALONE = re.compile(
    r"(?P<cue>(?i:postn(?:umme)?r(?:et)?)\.?:?(?: (?:er|är))? )\d{3} ?\d{1,2}(?!\d)"
)
_JOINED = re.compile(r"⟨address⟩,? ⟨address⟩")
_BEFORE = 60  # letters that are looked at
#: what plain words have that stand beside postcodes and boxes
POSTAL = ("postbo", "box", "pb", "postn")
_TELLS = re.compile(rf"\d{{3}}$|(?i:{'|'.join(POSTAL)})")


def may_tell_postcode(word: str) -> bool:
    """May a text with this word hold a postcode, or a box?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS.search(word))


def mask_postcodes(text: str, lower: str) -> str:
    """The text with ⟨address⟩ for each postcode with a place, and each box.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    if "postbo" in lower or "box" in lower or "pb" in lower:
        text = _BOX.sub("⟨address⟩", text)
    pieces, done = [], 0
    for match in _CODED.finditer(text):
        before = text[max(done, match.start() - _BEFORE) : match.start()]
        if (known := _belongs(before, match)) is not None:
            pieces += [text[done : match.start() - known], "⟨address⟩"]
            done = match.end()
    text = _JOINED.sub("⟨address⟩", "".join([*pieces, text[done:]]))
    return _CODE_ALONE.sub(r"\g<cue>⟨address⟩", text) if "postn" in lower else text


def _belongs(before: str, match: re.Match[str]) -> int | None:
    """How many letters before a postcode belong to the address; None where it is none."""
    place = match["place"].split()[0].lower()
    for sign in (_COUNTRY, _HOUSE_BEFORE):
        if found := sign.search(before):
            return len(found.group())
    if place in _NO_PLACE or _INSIDE.search(before):
        return None
    return 0 if _is_postcode(match["code"], place, before, match) else None


def _is_postcode(code: str, place: str, before: str, match: re.Match[str]) -> bool:
    ends = bool(_CLOSED.match(match.string[match.end() :][:1]))
    line = bool(ends and (_LINE_BEFORE.search(before) or _FROM_OR_TO.search(before)))
    lives = line or bool(_LIVES_IN.search(before)) or before.endswith("⟨address⟩, ")
    if _YEAR.fullmatch(code):
        return lives and place in _LIKE_YEARS
    known = place in _PLACES or place in _LIKE_YEARS
    return lives or known or code[0] == "0" or " " in code
