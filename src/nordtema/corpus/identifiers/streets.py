"""Street addresses and postcodes: Storgata 12 B, Vesterbrogade 4, 2. tv, 0155 Oslo, Box 12."""

from __future__ import annotations

import re

from .words import either, forms

_CAP = "[A-ZÆØÅÄÖÉÜ]"
_WORD = rf"{_CAP}[\w'’.-]*"
_HOUSE = re.compile(
    r"(?P<digits>[1-9]\d{0,3})(?P<letter> ?[A-HJ-Za-h](?![\w.'’]))?(?:[-–/]\d{1,3} ?[A-Za-z]?(?!\w))?"
    r"(?![\w°%]|[.,:]\d|-\w|\.? ?(?:[Jj]an|[Ff]eb|[Mm]ar[st ]|[Aa]pr|[Mm]a[ij]|[Jj]u[nl]|[Aa]ug|[Ss]ep"
    r"|[Oo][kc]t|[Nn]ov|[Dd]e[sc]))"
)
_CODE = r"(?:(?:NO?|DK|SE?|FI)-? ?)?(?:\d{4}|\d{3} ?\d\d)"
_PLACE = rf"{_WORD}(?: (?:[NSVØKC]|NV|SØ|SV|NØ|{_WORD})(?!\w)){{0,2}}"
_FLOORS = rf"(?i:{either('floor')})(?!\w)"
_FLOOR = (
    rf"(?:,? ?(?:\d{{1,2}}\. ?|\d{{1,2}} )?{_FLOORS}\.?(?: ?\d{{1,4}}(?!\w)| [A-H](?!\w))?"
    r"|,? [HUKL]\d{4}(?!\d)){1,3}"
)
_TAIL = re.compile(rf"(?P<floor>{_FLOOR})?(?P<place>(?:,| [-–])? ?{_CODE} {_PLACE})?")
_COUNTED = re.compile(rf" ?{either('unit')}", re.IGNORECASE)
_CLOSED = re.compile(r"[.,;:!?)»\"]|$| (?:i|på|og|och|in|ved|vid) ")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")

# what stands before the name, and how much of it belongs to the name
_SMALL = rf"(?i:{either('preposition', 'filler', 'home')})"
_PREPOSED = re.compile(rf"(?:(?<!\w)(?i:{either('street, before it')})\.? ){{0,2}}$")
_NAMED_AFTER = re.compile(
    rf"(?<![\w.])(?!{_SMALL} )(?:{_WORD} |(?:von|van) (?:der |de )?)"
    rf"(?:(?:{_WORD}|von|van|de|der|af|av) ){{0,3}}$"
)
_AT_HOME = re.compile(
    rf"(?<!\w)(?i:{either('home')})(?:(?: \w+)? (?i:{either('preposition')})|:|(?: \w+)? (?:er|är)| nr\.?)? $"
)
_AFTER_PREPOSITION = re.compile(rf"(?<!\w)(?i:{either('preposition')})[:.]? $")
_STREETS = frozenset(forms("street, standing alone"))
_NO_STREETS = frozenset(forms("no street"))
_ENDINGS = forms("street")
_LOOSE = forms("street, perhaps")
_SHORTEST = 3  # letters of a name before its ending
_NAME = 60  # letters that a name may take

# --- postcodes and boxes -------------------------------------------------------------------------
_CODED = re.compile(rf"(?P<code>\d\d\d(?:\d| \d\d)) (?P<place>{_PLACE})(?![\w-])")
_LETTER = re.compile(r"(?<!\w)(?:NO?|DK|SE?|FI)- ?$")
_LINE_BEFORE = re.compile(
    rf"(?P<house>(?:{_WORD} ){{1,3}}\d{{1,3}} ?[A-Za-z]?(?:{_FLOOR})?,? )$|(?:^|, )$"
)
_LIVES_IN = re.compile(rf"(?<!\w)(?i:{either('home')}|postnr\.?|postnummer|i) (?:(?:i|på) )?$")
_BOX = re.compile(
    r"[Pp](?:ost(?:boks|box)|b\.?)(?<!\w.b)(?<!\w.b\.):? ?\d{1,5}(?: [A-ZÆØÅ]\w+)?(?!\w)"
    r"|Box:? ?\d{1,5}(?=,)"
)
_NO_PLACE = frozenset(forms("no place"))
_PLACES = frozenset(forms("place"))
_LIKE_YEARS = frozenset(forms("place, its code like a year"))


def mask_streets(text: str, lower: str) -> str:
    """The text with ⟨address⟩ for each street with a house number, postcode with place, and box.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    pieces, done = [], 0
    for match in _HOUSE.finditer(text):
        start = match.start()
        if start - done < 2 or text[start - 1] != " ":
            continue
        name = _street(text[max(done, start - _NAME - 20) : start - 1], match)
        if name:
            tail = _TAIL.match(text, match.end())
            pieces += [text[done : start - 1 - name], "⟨address⟩"]
            done = tail.end() if tail else match.end()
    text = "".join([*pieces, text[done:]])
    if "postbo" in lower or "box" in lower or "pb" in lower:
        text = _BOX.sub("⟨address⟩", text)
    return _mask_postcodes(text)


def _street(before: str, house: re.Match[str]) -> int:
    """How many letters before the house number are the name of its street; 0 if none."""
    before, number = _without_number_word(before)
    word = before[before.rfind(" ") + 1 :]
    bare = word.lower().rstrip(".")
    if not bare.isalpha() and not re.fullmatch(r"[\w'’-]+", bare):
        return 0
    short = len(bare) < 3 and word[0].isupper()
    if short or not (word[0].isupper() or _is_compound(word) or bare in _STREETS):
        return 0
    start = before[: len(before) - len(word)]
    name = _name_of_street(word, bare, start, house)
    return name + number if name else 0


def _without_number_word(before: str) -> tuple[str, int]:
    """ "Storgata nr. 12": the name without "nr.", and the length of that."""
    cut = re.sub(r" (?:nr|nummer|no)\.?$", "", before)
    return cut, len(before) - len(cut)


def _name_of_street(word: str, bare: str, start: str, house: re.Match[str]) -> int:
    if bare in _NO_STREETS or word == "Gate" or _COUNTED.match(house.string, house.end()):
        return 0
    named_after = _NAMED_AFTER.search(start[-_NAME:]) if bare in _STREETS else None
    if named_after and not _is_year(house):
        return len(word) + len(named_after.group())
    compound = _is_compound(word)
    if compound and word[0].isupper():
        sure = not _is_year(house)
    elif word[0].isupper():
        sure = _is_loose(bare, start, house)
    else:
        sure = compound and bool(house["letter"] or _AT_HOME.search(start))
    preposed = _PREPOSED.search(start)
    return (len(word) + len(preposed.group() if preposed else "")) if sure else 0


def _is_compound(word: str) -> bool:
    lower = word.lower()
    named = lower.endswith(_ENDINGS) or lower.rstrip(".").endswith(_ENDINGS)
    return (named and len(lower) > 2 + _SHORTEST) or lower in ("torget", "torvet")


def _is_loose(bare: str, start: str, house: re.Match[str]) -> bool:
    """A name that may be a street's: what stands around it has to say so."""
    if len(bare) < 4 or len(house["digits"]) > 3:
        return False
    tail = _TAIL.match(house.string, house.end())
    if tail and (tail["place"] or (tail["floor"] and "." in tail["floor"])):
        return True
    if _AT_HOME.search(start[-_NAME:]):
        return True
    lettered = (house["letter"] or "").strip().lower() in tuple("abcdefgh")
    named = bare.endswith(_LOOSE) and len(bare) > _SHORTEST + 2
    closed = _CLOSED.match(house.string, house.end())
    return bool((named or lettered) and closed and _AFTER_PREPOSITION.search(start))


def _is_year(house: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(house["digits"])) and not house["letter"]


def _mask_postcodes(text: str) -> str:
    pieces, done = [], 0
    for match in _CODED.finditer(text):
        before = text[max(done, match.start() - _NAME - 20) : match.start()]
        if (known := _before_postcode(before, match)) is not None:
            pieces += [text[done : match.start() - known], "⟨address⟩"]
            done = match.end()
    return "".join([*pieces, text[done:]])


def _before_postcode(before: str, match: re.Match[str]) -> int | None:
    """How many letters before a postcode belong to the address; None where it is none."""
    code, place = match["code"], match["place"].split()[0].lower().rstrip(".")
    if before[-1:].isalnum() or before[-1:] in (".", "-", "/", "§") or place in _NO_PLACE:
        letter = _LETTER.search(before)
        return len(letter.group()) if letter else None
    if len(place) < 2 or re.search(r"\d[ .,]$|(?:kr|nok|dkk|sek)\.? $", before):
        return None
    line = _LINE_BEFORE.search(before)
    if line and line["house"]:
        return len(line["house"])
    ends = re.match(r"[.,;)]|$", match.string[match.end() :])
    lives = bool((line and ends) or _LIVES_IN.search(before))
    if _YEAR.fullmatch(code):
        return 0 if place in _LIKE_YEARS and lives else None
    known = place in _PLACES or place in _LIKE_YEARS or code[0] == "0" or " " in code
    return 0 if known or lives else None
