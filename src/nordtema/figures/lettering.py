"""Words that come from texts, made fit to be drawn: cleaned, measured, wrapped, shortened."""

import unicodedata
from functools import cache, lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

ELLIPSIS = "…"
UNKNOWN = "□"  # stands for a character that the font does not have
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Me"}
_MARKS = {"Mn", "Mc"}
_MEASURED_AT = 100.0  # points


def plain(text: object) -> str:
    """One line without control characters, bidirectional overrides or stacked accents.

    Characters that the font lacks become one □, so that a word of emoji is seen to be one.
    """
    kept: list[str] = []
    for char in unicodedata.normalize("NFC", _as_text(text)):
        category = unicodedata.category(char)
        if char.isspace():
            kept.append(" ")
        elif category in _DROPPED or (category in _MARKS and _is_mark(kept[-1:])):
            continue
        elif _in_font(char):
            kept.append(char)
        elif kept[-1:] != [UNKNOWN]:
            kept.append(UNKNOWN)
    return " ".join("".join(kept).split())


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in inches of a line of text in points of `size`."""
    return _width_at_one_point(text, bold) * size


def shorten(text: str, room: float, size: float, bold: bool = False) -> str:
    """The text, or as much of it as stands in `room` inches with an ellipsis.

    Parameters
    ----------
    room : inches
    size : of the letters, in points
    """
    if width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip(" ·,;-–") + ELLIPSIS


def wrap(text: str, room: float, size: float, lines: int = 2, bold: bool = False) -> list[str]:
    """At most so many lines of `room` inches; what is over goes, with an ellipsis.

    Parameters
    ----------
    room : inches
    size : of the letters, in points
    lines : at most so many
    """
    done: list[str] = []
    rest = text.split(" ")
    while rest and len(done) < lines - 1:
        taken = 1
        while taken < len(rest) and width(" ".join(rest[: taken + 1]), size, bold) <= room:
            taken += 1
        done.append(shorten(" ".join(rest[:taken]), room, size, bold))
        rest = rest[taken:]
    if rest:
        done.append(shorten(" ".join(rest), room, size, bold))
    return done


def _as_text(text: object) -> str:
    if text is None or text != text:
        return ""
    return str(text)[:400]


def _is_mark(last: list[str]) -> bool:
    """Whether nothing, or an accent already, stands before an accent."""
    return not last or unicodedata.category(last[0]) in _MARKS


@cache
def _font(bold: bool):
    properties = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    return get_font(findfont(properties))


@cache
def _in_font(char: str) -> bool:
    return _font(False).get_char_index(ord(char)) != 0


@lru_cache(20_000)
def _width_at_one_point(text: str, bold: bool) -> float:
    if not text:
        return 0.0
    font = _font(bold)
    font.set_size(_MEASURED_AT, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 72 / _MEASURED_AT
