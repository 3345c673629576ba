"""Streets with a house number: Storgata 12 B, Karl Johans gate 22, Vesterbrogade 4, 2. tv.

Some endings are those of streets alone (-gata, -vej); others are words of the landscape (-bakken,
-lia), and what stands around such a name has to say that somebody lives there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .postcodes import CAPITAL, CODE, FLOOR, PLACE
from .words import either, forms

_MONTHS = (
    r"[Jj]an|[Ff]eb|[Mm]ar[st ]|[Aa]pr|[Mm]a[ij]|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo][kc]t|[Nn]ov|[Dd]e[sc]"
)
_HOUSE = re.compile(
    r"(?P<digits>[1-9]\d{0,3})(?P<letter>[A-HJ-Za-h](?![\w'’])| [A-HJ-Za-h](?![\w'’]|\.(?!\n|$)))?"
    rf"(?:[-–/]\d{{1,3}} ?[A-Za-z]?(?!\w))?(?![\w°%]|[.,:]\d|-\w|\.? ?(?:{_MONTHS}))"
)
_TAIL = re.compile(rf"(?P<floor>{FLOOR})?(?P<place>(?:,| [-–])? ?{CODE} {PLACE})?")
_COUNTED = re.compile(rf" ?{either('unit')}", re.IGNORECASE)
_CLOSED = re.compile(r"[.,;:!?)»\"]|$| (?:i|på|og|och|in|ved|vid) ")
_NUMBER_WORD = re.compile(r" (?:nr|nummer|no)\.?$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NO_HOUSE = re.compile(r"[1-7][DG]|[2-4]K")  # 3D, 4G, 4K

# --- names of streets ----------------------------------------------------------------------------
_LETTERS = re.compile(r"[^\W\d]+(?:['’.-][^\W\d]+)*")
_ENDINGS = forms("street")
_SHORTENED = re.compile(r"[A-ZÆØÅÄÖ]\w{3,}(?:vn|vg|v|g|gt|pl|str)\.")
_LOOSE = forms("street, perhaps")
_ALONE = frozenset(forms("street, standing alone"))
_NO_STREETS = frozenset(forms("no street"))
_SQUARES = frozenset(("torget", "torvet"))
_SHORTEST = 6  # letters of a name with its ending
_WORD = rf"{CAPITAL}[\w'’.-]*"
_OTHER = rf"(?i:{either('preposition', 'filler', 'home')})"
_NAMED_AFTER = re.compile(
    rf"(?<![\w.])(?!{_OTHER} )(?:{_WORD} |(?:von|van) (?:der |de )?)"
    rf"(?:(?:{_WORD}|von|van|de|der|af|av) ){{0,3}}$"
)
_PREPOSED = re.compile(
    rf"(?:(?<!\w)(?:(?i:{either('street, before it')})\.?|(?<=\w )(?:Ved|Bag|Under|Mellem|Vid)) )"
    r"{1,2}$"
)

# --- what stands around --------------------------------------------------------------------------
_BEFORE = 80  # letters that are looked at
_PREPOSITION = rf"(?i:{either('preposition')})"
_AT_HOME = re.compile(
    rf"(?<!\w)(?i:{either('home')})"
    rf"(?:(?: \w+)? {_PREPOSITION}|:|(?: \w+)? (?:er|är)| nr\.?)? $"
)
_AFTER_PREPOSITION = re.compile(rf"(?<!\w){_PREPOSITION}[:.]? $")


@dataclass(frozen=True)
class _Named:
    """What may be a street: the word before a number, and what stands around both."""

    word: str
    before: str  # without the words that belong to the name
    length: int  # letters from the name to the number
    has_more: bool  # whether other words belong to it
    house: re.Match[str]

    @property
    def tail(self) -> re.Match[str] | None:
        return _TAIL.match(self.house.string, self.house.end())

    @property
    def is_year(self) -> bool:
        return bool(_YEAR.fullmatch(self.house["digits"])) and not self.house["letter"]


def mask_streets(text: str, _: str = "") -> str:
    """The text with ⟨address⟩ for each street with its number, floor and postcode.

    Parameters
    ----------
    text : of a page or a comment
    _ : the same in small letters, which is not asked

    Returns
    -------
    str
    """
    pieces, done = [], 0
    for house in _HOUSE.finditer(text):
        start = house.start() - 1
        if start - done < 2 or text[start] != " ":
            continue
        named = _named(text[max(done, start - _BEFORE) : start], house)
        if named and _is_street(named):
            pieces += [text[done : start - named.length], "⟨address⟩"]
            done = named.tail.end() if named.tail else house.end()
    return "".join([*pieces, text[done:]])


def _named(before: str, house: re.Match[str]) -> _Named | None:
    """The word before the number if it may name a street; most are told by their last letters."""
    cut = _NUMBER_WORD.sub("", before) if before.endswith((".", "nr", "mer", "no")) else before
    word = cut[cut.rfind(" ") + 1 :]
    bare = word.rstrip(".")
    named = word[:1].isupper() or _has_ending(word) or bare in _ALONE
    if not named or not _LETTERS.fullmatch(bare):
        return None
    rest = cut[: len(cut) - len(word)]
    belongs = _PREPOSED.search(rest)
    if bare.lower() in _ALONE:
        belongs = _NAMED_AFTER.search(rest) or belongs
    name = belongs.group() if belongs else ""
    length = len(before) - len(rest) + len(name)
    return _Named(word, rest[: len(rest) - len(name)], length, bool(name), house)


def _is_street(named: _Named) -> bool:
    word, lower, after = named.word, named.word.lower().rstrip("."), named.house.end()
    brand = word == "Gate" or (len(lower) < 3 and word[0].isupper())
    if brand or lower in _NO_STREETS or _COUNTED.match(named.house.string, after):
        return False
    if lower in _ALONE and named.has_more:
        return not named.is_year
    if _has_ending(word):
        sure = word[0].isupper() and not named.is_year
        return sure or bool(named.house["letter"] or _AT_HOME.search(named.before))
    return word[0].isupper() and _is_lived_in(named, lower)


def _has_ending(word: str) -> bool:
    lower = word.lower()
    if lower in _SQUARES or _SHORTENED.fullmatch(word):
        return True
    return len(lower) >= _SHORTEST and lower.rstrip(".").endswith(_ENDINGS)


def _is_lived_in(named: _Named, lower: str) -> bool:
    """Does what stands around a name that may be a street's say so?"""
    house, tail = named.house, named.tail
    if len(lower) < 4 or len(house["digits"]) > 3 or _NO_HOUSE.fullmatch(house.group()):
        return False
    if tail and (tail["place"] or (tail["floor"] and "." in tail["floor"])):
        return True
    if _AT_HOME.search(named.before):
        return True
    if not _AFTER_PREPOSITION.search(named.before):
        return False
    if lower.endswith(_LOOSE) and len(lower) >= _SHORTEST:
        return True
    letter = house["letter"] or ""
    joined = len(lower) >= _SHORTEST and letter in tuple("ABCDEFGH")
    closed = _CLOSED.match(house.string, house.end())
    return joined or bool(letter and letter.strip().lower() in "abcdefgh" and closed)
