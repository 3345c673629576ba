"""What a post says of itself when it repeats another: `RT @navn:` in front, `via @navn` behind.

The words of a text as they are compared: without these marks, without addresses and handles, and
without the `…` of a text that was cut. Once copies have been found, `without_repost_marks` takes
the marks out of the texts, since RT would count as a word of theirs.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ..tables import package_rows

_WORD = re.compile(r"\w+")
_WHO = r"(?:@\w[\w.-]*|⟨\w+⟩)"
_NOISE = re.compile(r"⟨\w+⟩|(?:https?://|www\.)\S+|&\w+;|@\w[\w.]*")
_MAY_HOLD_NOISE = re.compile(r"[⟨@&]|://|www\.")
_ADDRESS = re.compile(r"(?:\s|⟨url⟩|(?:https?://|www\.)\S*+|[\])}»”\"])+$")
_TAGS = re.compile(r"(?:\s+#\w+)+\s*$")
_MAY_BEGIN = re.compile(r"[@⟨:]|RT ")  # cheap looks: most texts end here
_MAY_END = re.compile(r"[⟨@#…]|://|www\.|\.\.\.")
_ELLIPSIS = re.compile(r"(\w*)[\[(]?(?:…|\.{3})$")
_AMID = re.compile(rf"(?:^|\s)[«“\"(]?RT\s+{_WHO}[\s:]+")
_START = 80  # characters at the start of a text in which marks are looked for
_END = 300  # characters at the end of a text in which marks are looked for
_MARKS = 5  # "RT @a: RT @b: …"
FEWEST = 5  # words that must be left where tags are taken off
OWN_SHARE = 0.34  # more own words than this in front of "RT @navn:" make it a post of its own


@dataclass(frozen=True)
class BareText:
    """The words of a text as they are compared.

    Attributes
    ----------
    words : in lower case, in order
    repost : the text says that it repeats another
    cut : it ends in … and holds only the beginning
    """

    words: tuple[str, ...]
    repost: bool
    cut: bool


def bare_text(text: str) -> BareText:
    """The words of a text without what only says that it is a copy.

    Parameters
    ----------
    text : as it was posted

    Returns
    -------
    BareText
    """
    text, behind, cut = _without_end(text.strip())
    text, before = _without_start(text)
    if _MAY_HOLD_NOISE.search(text):
        text = _NOISE.sub(" ", text)
    words = _WORD.findall(text.lower())
    return BareText(tuple(words), before or behind, cut)


def without_repost_marks(text: str) -> str:
    """The text without marks such as `RT @navn:` in front of what it repeats.

    Parameters
    ----------
    text : as it was posted

    Returns
    -------
    str
    """
    for _ in range(_MARKS if _MAY_BEGIN.search(text[:_START]) else 0):
        mark = _first_mark("start", text)
        if mark is None or not mark[1] or mark[0].end() == len(text):
            break
        text = text[mark[0].end() :]
    return _AMID.sub(" ", text) if "RT " in text else text


@functools.cache
def _patterns(place: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Patterns of one place, and whether they mark a repost."""
    rows = package_rows(__package__, "data", "reposts.csv")
    around = "{}$" if place == "end" else "{}"
    return tuple(
        (re.compile(around.format(_expanded(row)), _case(row)), row["repost"] == "1")
        for row in rows
        if row["place"] == place
    )


def _expanded(row: dict[str, str]) -> str:
    return f"(?:{row['pattern'].replace('<who>', _WHO)})"


def _case(row: dict[str, str]) -> re.RegexFlag:
    """A bare RT counts in capitals only; all other marks in any case."""
    return re.NOFLAG if row["pattern"].startswith("RT") else re.IGNORECASE


def _without_start(text: str) -> tuple[str, bool]:
    """The text behind its marks, and whether one of them tells a repost."""
    repost = False
    for _ in range(_MARKS):
        text = text.lstrip(' \n"«“.')
        mark = _first_mark("start", text) if _MAY_BEGIN.search(text[:_START]) else None
        if mark is None or mark[0].end() == len(text):
            break
        text, repost = text[mark[0].end() :], repost or mark[1]
    amid = _AMID.search(text) if "RT " in text else None
    if amid and _is_mostly_quoted(text, amid):
        return text[amid.end() :], True
    return text, repost


def _first_mark(place: str, text: str) -> tuple[re.Match[str], bool] | None:
    """The first mark that stands in this place, and whether it tells a repost."""
    look = re.Pattern.match if place == "start" else re.Pattern.search
    marks = ((look(pattern, text), repost) for pattern, repost in _patterns(place))
    return next(((match, repost) for match, repost in marks if match), None)


def _is_mostly_quoted(text: str, amid: re.Match[str]) -> bool:
    own, quoted = (len(_WORD.findall(t)) for t in (text[: amid.start()], text[amid.end() :]))
    return quoted >= FEWEST and own <= OWN_SHARE * quoted


def _without_end(text: str) -> tuple[str, bool, bool]:
    """The text in front of its marks, whether one tells a repost, and whether it was cut."""
    above, end, repost = text[:-_END], text[-_END:], False
    if not _MAY_END.search(end):
        return text, False, False
    for _ in range(_MARKS):
        before = end
        mark = _first_mark("end", end)
        if mark:
            end, repost = end[: mark[0].start()], repost or mark[1]
        end = _ADDRESS.sub("", end)
        tags = _TAGS.search(end)
        if tags and (above or len(_WORD.findall(end[: tags.start()])) >= FEWEST):
            end = end[: tags.start()]
        if end == before:
            break
    cut = _ELLIPSIS.search(end)
    return above + (end[: cut.start()] if cut else end), repost, cut is not None
