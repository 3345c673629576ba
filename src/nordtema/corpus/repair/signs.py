"""Signs that are not what they look like, or cannot be seen: each becomes a plain letter or goes.

Composed letters (NFC); ligatures, long s and the bold, script and wide letters of tweets; spaces
and line-breaks of every kind; invisible and directional signs; control signs; marks piled on
letters. What ordinary texts hold on purpose (², ½, ª, …, æøåäö) stays as it is.
"""

import functools
import re
import unicodedata

from ...tables import package_rows
from .words import is_word

SOFT_HYPHEN = "\u00ad"
# what needs no second look: ASCII, Latin letters and signs, dashes and quotes in common use
_OUT_OF_THE_ORDINARY = re.compile(
    "[^\n -~\u00a1-\u017e\u0180-\u024f\u2010\u2012-\u2015\u2018-\u2026\u2030\u2032\u2033"
    "\u2039\u203a\u20ac]"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\v\f\u2028\u2029]|\u0007(?=.)")
_C1 = re.compile("[\u0080-\u009f]")
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# letters that NFKC gives back: wide, mathematical, in circles and squares
_STYLED = re.compile(
    "[\uff01-\uff5e\U0001d400-\U0001d7ff\u24b6-\u24e9\U0001f110-\U0001f12b\U0001f130-\U0001f149"
    "\u210a-\u2113\u211b-\u211d\u2102\u210d\u2115\u2119\u211a\u2124\u2128\u212c\u212d\u212f-\u2131"
    "\u2133\u2134\u1d2c-\u1d6a\u02b0-\u02b8\ufb00-\ufb06]"
)
_ZERO_WIDTH_SPACE = re.compile("(?<=[^\\W\\d_])\u200b+(?=[^\\W\\d_])")
_NO_LETTER = re.compile(r"[\W\d_]")
_PILED = re.compile("([^\\W\\d_])[\u0300-\u036f\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3,}")
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)


@functools.cache
def _letters() -> dict[int, str]:
    """Letters that Unicode does not hold compatible with plain ones, and what they stand for."""
    rows = package_rows(__package__, "data", "letters.csv")
    return {ord(row["sign"]): row["letters"] for row in rows}


@functools.cache
def _unseen() -> re.Pattern[str]:
    """Every sign of the categories Cf and Cc, and variation selectors; not the line feed."""
    unseen = [
        chr(code)
        for code in (*range(0x20000), *range(0xE0000, 0xE0200))
        if unicodedata.category(chr(code)) in ("Cf", "Cc")
    ]
    selectors = "\u034f\u180b-\u180d\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef"
    kept = ("\n", SOFT_HYPHEN)
    return re.compile(
        f"[{selectors}\ufffe\uffff{''.join(re.escape(s) for s in unseen if s not in kept)}]"
    )


def plain_breaks(text: str) -> str:
    """Line feeds for every kind of line-break, and U+FFFD for half of a sign (a cut emoji).

    Parameters
    ----------
    text : decoded

    Returns
    -------
    str
    """
    if _SURROGATE.search(text):
        text = _PAIR.sub(
            lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text
        )
        text = _SURROGATE.sub("\ufffd", text)
    return _BREAKS.sub("\n", text) if _BREAKS.search(text) else text


def composed(text: str) -> str:
    """A text in which a letter and its mark are one sign (Unicode's form NFC).

    Parameters
    ----------
    text : in any form

    Returns
    -------
    str
    """
    return unicodedata.normalize("NFC", text)


def plain_signs(text: str) -> str:
    """Plain letters, spaces and nothing unseen; soft hyphens stay, for the ends of lines.

    Parameters
    ----------
    text : with line feeds

    Returns
    -------
    str, with composed letters
    """
    if not _OUT_OF_THE_ORDINARY.search(text):
        return text
    text = _plain_letters(_without_c1(text))
    text = _SPACE.sub(" ", text)
    text = text.replace("\u2011", "-").replace("\u001e", "-").replace("\u001f", SOFT_HYPHEN)
    text = _ZERO_WIDTH_SPACE.sub(_at_zero_width, text) if "\u200b" in text else text
    text = text.replace("\u200b", "")
    return _unseen().sub("", text)


def _plain_letters(text: str) -> str:
    """Composed letters, none of them a ligature, a long s or a letter in disguise."""
    text = _STYLED.sub(lambda sign: unicodedata.normalize("NFKC", sign.group()), text)
    text = text.translate(_letters())
    if unicodedata.is_normalized("NFC", text) and not _MARKS.search(text):
        return text
    return _MARKS.sub("", composed(_PILED.sub(r"\1", text)))


def _without_c1(text: str) -> str:
    """Quotes and dashes of cp1252 that were read as Latin-1; a lone U+0085 is a line-break."""
    signs = set(_C1.findall(text))
    if not signs:
        return text
    if signs == {"\u0085"}:
        return text.replace("\u0085", "\n")
    return _C1.sub(lambda sign: sign.group().encode("latin-1").decode("cp1252", "ignore"), text)


def _at_zero_width(match: re.Match[str]) -> str:
    """A ZERO WIDTH SPACE parts two words, and vanishes within one: the dictionaries tell which."""
    text = match.string
    before = _NO_LETTER.split(text[max(match.start() - 40, 0) : match.start()])[-1]
    after = _NO_LETTER.split(text[match.end() : match.end() + 40], maxsplit=1)[0]
    if is_word(before + after) or not (is_word(before) and is_word(after)):
        return ""
    return " "
