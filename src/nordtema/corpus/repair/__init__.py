"""Text repair: one stage for every text, however short and from whichever reader.

`decode` turns the bytes of a file into text, `repair` mends what happened to a text before it
came to us: letters read in the wrong encoding, unseen signs, tags and entities in cells, words
broken at the ends of printed lines. Texts that need nothing pass unchanged.
"""

import re
from dataclasses import dataclass

from ...tables import line_feeds
from ..webpages import markup
from .encoding import decoded
from .lines import printed_lines_joined
from .mojibake import mended
from .signs import SOFT_HYPHEN, plain_breaks, plain_signs
from .tags import without_tags

_FRONT_MATTER = re.compile(r"\s*---[ ]*\n(?:.*\n){0,80}?(?:---|\.\.\.)[ ]*(?:\n|$)")


@dataclass(frozen=True)
class Decoded:
    """Text of a file, and how its bytes were read.

    Attributes
    ----------
    text : with line feeds
    notes : "read as Mac Roman", "two encodings" …
    """

    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Repaired:
    """A repaired text, and what was mended.

    Attributes
    ----------
    text : plain, with line feeds
    notes : "mojibake", "line ends" …, each once
    """

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """Text of a file, with line feeds for the ends of its lines; None where it is no text.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    Decoded or None
    """
    read = decoded(data)
    if read is None:
        return None
    text, notes = read
    return Decoded(line_feeds(text).lstrip("\ufeff"), notes)


def decoded_text(data: bytes) -> str:
    """Text of a file as `decode` gives it, "" where it is no text.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    str
    """
    read = decode(data)
    return read.text if read else ""


def repair(text: str) -> Repaired:
    """Mend a text, from its letters to its lines; a web page becomes plain text.

    A block of metadata between lines of --- at the top keeps its lines.

    Parameters
    ----------
    text : decoded, a page or plain

    Returns
    -------
    Repaired
    """
    letters = repair_letters(text)
    front = _FRONT_MATTER.match(letters.text)
    start = front.end() if front else 0
    body, of_tags = _without_markup(letters.text[start:])
    joined, of_lines = printed_lines_joined(body)
    whole = (letters.text[:start] + joined).replace(SOFT_HYPHEN, "")
    return Repaired(whole, tuple(dict.fromkeys([*letters.notes, *of_tags, *of_lines])))


def _without_markup(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without tags, and notes; a page is no fault of a text, and gets none."""
    page = markup.is_html(text)
    plain, notes = (markup.html_to_text(text), ()) if page else without_tags(text)
    if page or notes:  # an entity may stand for any sign
        plain = plain_signs(plain_breaks(plain))
    return plain, notes


def repair_letters(text: str) -> Repaired:
    """Mend the letters and signs of a text and leave its tags and lines; soft hyphens stay.

    Parameters
    ----------
    text : decoded

    Returns
    -------
    Repaired
    """
    text = plain_breaks(text)
    right, notes = mended(text)
    plain = plain_signs(right)
    return Repaired(plain, (*notes, "signs") if plain != right else notes)


def repair_cell(text: str) -> str:
    """A name, a title or another value of one line, mended as texts are.

    Parameters
    ----------
    text : of a cell

    Returns
    -------
    str, without line-breaks
    """
    return " ".join(repair(text).text.split())
