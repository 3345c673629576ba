"""Words broken at the ends of lines, put together.

A hyphen at the end of a line is the printer's or the word's own. It is the word's own after
capitals, numbers and names (EU-landene), and before *og* (skole- og kulturpolitikken); elsewhere
it is the printer's, unless the dictionaries or the text itself know the word with its hyphen only.
"""

import re
from collections.abc import Iterable

from ...languages import LANGUAGES
from .words import is_common, is_word

COORDINATORS = frozenset(
    ("og", "eller", "och", "samt", "til", "till", "respektive", "henholdsvis", "&")
)
NAME_PART = 4  # letters of what follows a name in a compound: Facebook-siden
_SIGNS = "‐‑¬\u00ad⸗-"
_ENDS = frozenset("-‐¬\u00ad⸗=")
# the end of a line that breaks off within a word; further hyphens, or a blank before, are a dash
_BROKEN = re.compile(r"(?<=\w)(?:[-‐⸗¬]\u00ad?|\u00ad[-‐¬]?|¬[-‐]|=)$")
_LAST = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*$")
_FIRST = re.compile(r"\s*([^\W_]+|&)")
# broken in the middle of a line, where the lines were joined before us: "behand- lingen"
_INLINE = re.compile(
    rf"(?<![\w{_SIGNS}])([^\W\d_]{{2,}}+)([-‐¬\u00ad⸗]) ([^\W\d_]{{2,}}+)(?![\w-])"
)
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PAGE_NUMBER = re.compile(r"[\W_]*(?:(?:side|sida|sid|s|page|p)\b\.?)?[\W_]*\d{0,4}[\W_]*", re.I)
HEADER = 70  # characters of a running head between two pages, at most
LONGEST = 60  # letters of half a word
BETWEEN = 5  # lines between the halves of a word at most


def broken_at(line: str) -> int:
    """Where a line breaks off within a word: the place of its hyphen; 0 if it does not.

    Parameters
    ----------
    line : of a text

    Returns
    -------
    place in characters
    """
    line = line.rstrip(" ")
    if not line or line[-1] not in _ENDS:
        return 0
    cut = _BROKEN.search(line, max(len(line) - 3, 0))
    return cut.start() if cut else 0


class Joiner:
    """Decides on hyphens with the words that the text itself holds unbroken.

    Parameters
    ----------
    lines : of the text
    """

    def __init__(self, lines: Iterable[str]):
        whole = (line[: broken_at(line) or None] for line in lines)
        self._words = {word.lower() for line in whole for word in _WORDS.findall(line)}

    def halves(self, before: str, line: str) -> tuple[str, str] | None:
        """Both lines, to be put together as they are, if a word is broken between them.

        Parameters
        ----------
        before, line : two lines, one below the other

        Returns
        -------
        (first line as it goes on, second line), or None
        """
        cut, first = broken_at(before), _FIRST.match(line)
        left = _LAST.search(before[:cut][-LONGEST:])
        if not cut or not first or not left:
            return None
        if before[cut] == "=" and not first[1][0].islower():
            return None
        return before[:cut] + self._glue(left.group(), first[1]), line.lstrip()

    def _glue(self, left: str, right: str) -> str:
        """What stands between the halves: nothing, the hyphen, or the hyphen and a blank."""
        half = left.rpartition("-")[2]
        whole = is_word(half + right)
        if right.lower() in COORDINATORS and not (whole and _may_be_half(half, right)):
            return "- "
        if _owns_hyphen(left, right):
            return "" if whole and half.isupper() and right.isupper() else "-"
        return "-" if self._is_hyphenated(half, right, whole) else ""

    def _is_hyphenated(self, half: str, right: str, whole: bool) -> bool:
        """Whether the word is met, or known, with its hyphen only; or is a name and a word."""
        joined, hyphenated = f"{half}{right}".lower(), f"{half}-{right}".lower()
        if (joined in self._words) != (hyphenated in self._words):
            return hyphenated in self._words
        if whole or is_word(hyphenated):
            return not whole or (len(half) == 1 and is_word(hyphenated))
        name = half[0].isupper() and not any(is_common(half.lower(), norm) for norm in LANGUAGES)
        return len(half) == 1 or (name and len(right) >= NAME_PART and is_word(right))


def mended_inline(text: str) -> str:
    """The text without hyphens that were left within words when its lines were joined before us.

    Parameters
    ----------
    text : whose lines have been joined

    Returns
    -------
    str
    """
    if not any(f"{sign} " in text for sign in _SIGNS):
        return text
    return _INLINE.sub(_inline, text)


def _inline(match: re.Match[str]) -> str:
    left, sign, right = match.groups()
    if right in COORDINATORS or not right.islower() or left.isupper():
        return match.group()
    return left + right if sign in "¬\u00ad" or is_word(left + right) else match.group()


def _may_be_half(half: str, right: str) -> bool:
    """Whether *til* or *og* ends a word: der-til, dia-log; never skole-og."""
    return right.lower() in ("til", "till") or not is_word(half)


def _owns_hyphen(left: str, right: str) -> bool:
    """Whether the looks of the halves say that the hyphen is the word's own."""
    half = left.rpartition("-")[2]
    capitals = half.isupper() and (not right.isupper() or len(half + right) < 8)
    inner = any(letter.isupper() for letter in half[1:]) and not half.isupper()
    numbers = half[-1].isdigit() or right[0].isdigit() or "." in left
    name = right[0].isupper() and not half.isupper()
    return capitals or inner or numbers or name


def over_page_breaks(lines: list[str]) -> list[str]:
    """Bring the second half of a word up where blank lines or a page break part it from the first.

    Page numbers and running heads in between stay, below the word. Only words that a dictionary
    knows are put together so.

    Parameters
    ----------
    lines : of a text

    Returns
    -------
    list of lines, fewer where only blank ones stood between
    """
    left: list[str | None] = [*lines]
    for number in range(len(lines) - 2):
        line = left[number] or ""
        cut = broken_at(line)
        at = 0 if not cut or _goes_on(left[number + 1]) else _continuation(left, number, line[:cut])
        if not at:
            continue
        second = left[at] or ""
        if any(one and one.strip() for one in left[number + 1 : at]):
            word, *rest = second.split(maxsplit=1)
            left[number], left[at] = line[:cut] + word, "".join(rest)
        else:
            left[number + 1 : at + 1] = [second, *[None] * (at - number - 1)]
    return [line for line in left if line is not None]


def _continuation(lines: list[str | None], number: int, before: str) -> int:
    """The line with the second half of a word whose first half ends `before`; 0 for none."""
    half = _LAST.search(before[-LONGEST:])
    heads = 0
    for at in range(number + 1, min(number + 1 + BETWEEN, len(lines))):
        line = lines[at] or ""
        first = _FIRST.match(line) if _goes_on(line) else None
        if first:
            whole = half and is_word(half.group().rpartition("-")[2] + first[1])
            return at if whole else 0
        if line.strip() and not _PAGE_NUMBER.fullmatch(line):
            heads += 1
        if heads > 1 or len(line) > HEADER:
            break
    return 0


def _goes_on(line: str | None) -> bool:
    return line is not None and line.lstrip()[:1].islower()
