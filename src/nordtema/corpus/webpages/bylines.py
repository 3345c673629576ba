"""Who wrote the post: bylines, signatures, and how writers introduce themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from ..privacy import CLOSING
from .cleaning import iso_date, plain, rule_of
from .comments import CLOCK, TIME, Thread, is_full_name, is_name
from .phrases import book, compiled, phrases_of


@dataclass(frozen=True)
class Byline:
    """A line of the post that names who wrote it.

    Attributes
    ----------
    line : its number
    names : those in the line; a line beside one of two lines may hold none
    date : ISO date told in the line, or ""
    """

    line: int
    names: tuple[str, ...]
    date: str


_BOOK = book("bylines")
_BYLINES = [compiled(phrase, re.IGNORECASE) for phrase in phrases_of(_BOOK["byline"])]
_OPENED, _ROLE, _CONTACT, _SIGN = (
    compiled(_BOOK[heading], re.IGNORECASE) for heading in ("opened", "role", "contact", "sign")
)
_PUBLISHED = compiled("<published>", re.IGNORECASE)
_INTRODUCTION = compiled(_BOOK["introduction"])
_INTRODUCING = tuple(f"{words} " for words in phrases_of(_BOOK["introducing"]))
_AND = re.compile(r" (?:og|och|and|&) |, ")


def find_bylines(lines: Sequence[str], author: str = "") -> list[Byline]:
    """Bylines and the signature in the lines of a post, from the top down.

    Lines with a plain mark ("Skrevet av …") count anywhere; "Av NAME" and "NAME, date" only near
    the top or the end; a line that is the known `author`'s name counts anywhere.

    Parameters
    ----------
    lines : of the post
    author : whose name is known, or ""

    Returns
    -------
    list of Byline; the signature stands last
    """
    filled = [n for n, line in enumerate(lines) if line.strip()]
    edges = {*filled[:10], *filled[-4:]}
    bylines = []
    for n in filled:
        if len(lines[n]) > 220:
            continue
        line = " ".join(lines[n].split())
        prose = n not in edges and line[-1] in ".!?»”" and not TIME.search(line)
        if len(line) > 160 or (prose and not author):
            continue
        if byline := _byline(line, n, n in edges, n == filled[0], author):
            bylines.append(byline)
    known = {byline.line for byline in bylines}  # "Av Kari Myr" above a date is no name "Av …"
    bylines += [byline for byline in _over_two_lines(lines, filled) if byline.line not in known]
    return bylines + _signature(lines, [n for n in filled if n not in {b.line for b in bylines}])


def _over_two_lines(lines: Sequence[str], filled: Sequence[int]) -> list[Byline]:
    """Bylines broken in two: "Lagt inn av" above a name, or a full name above "Kommentator"."""
    bylines = []
    for place, (n, below) in enumerate(pairwise(filled)):
        if 8 <= place < len(filled) - 8 or len(lines[n]) > 60 or len(lines[below]) > 80:
            continue
        one, other = " ".join(lines[n].split()), " ".join(lines[below].split())
        if _OPENED.fullmatch(one) and is_name(other):
            bylines += [Byline(n, (), ""), Byline(below, (other,), "")]
        elif n != filled[0] and is_full_name(one):
            if _ROLE.fullmatch(other) or _CONTACT.fullmatch(other):
                bylines += [Byline(n, (one,), ""), Byline(below, (), "")]
            elif _PUBLISHED.match(other) and rule_of(other) == "date line":
                bylines.append(Byline(n, (one,), ""))
    return bylines


def introduced_names(text: str) -> list[str]:
    """Names by which a writer introduces himself or herself: "Jeg heter Kari Dal".

    Parameters
    ----------
    text : of a page

    Returns
    -------
    list of names, in their order
    """
    if not any(word in text for word in _INTRODUCING):
        return []
    return [one or two for one, two in _INTRODUCTION.findall(text)]


def _byline(line: str, n: int, at_edge: bool, first: bool, author: str) -> Byline | None:
    if author and _names_author(plain(line), plain(author)):
        return Byline(n, (author,), iso_date(line))
    if not _SIGN.search(line):
        return None
    for pattern in _BYLINES:
        match = pattern.fullmatch(line)
        if match and is_name(match["name"]) and _credible(match, at_edge and not first):
            return Byline(n, _several(match["name"]), iso_date(line))
    return None


def _names_author(line: str, author: str) -> bool:
    """Is this line just the known author's name, or little more than it and a date?"""
    if author not in line or len(line) > len(author) + 70:
        return False
    return len(line) < len(author) + 6 or bool(iso_date(line))


def _several(names: str) -> tuple[str, ...]:
    """ "Kari Dal og Per Moe" are two, "Dal & datter" is one."""
    parts = tuple(_AND.split(names))
    return parts if all(is_name(part) and part[0].isupper() for part in parts) else (names,)


def _credible(match: re.Match[str], at_edge: bool) -> bool:
    """Does the match read as a byline and not as prose? A full name and a date are good signs."""
    groups, rest = match.groupdict(), (match["rest"] or "").strip()
    prose = rest.endswith((".", "?", "!")) and len(rest.split()) > 4
    name = _AND.split(match["name"])[0]
    dated, full = bool(iso_date(match.string)), is_full_name(name, capitals=True)
    if groups.get("sure"):
        return (not prose or (full and (dated or ":" in groups["sure"]))) and name[0].isupper()
    if groups.get("weak"):
        signed = (dated and full) or (at_edge and (dated or full))
        return signed and not prose and name[0].isupper()
    in_small = bool(CLOCK.search(match.string)) and is_full_name(name.title())
    return at_edge and not prose and dated and (full or in_small)


def _signature(lines: Sequence[str], filled: list[int]) -> list[Byline]:
    """A full name alone at the end, or any name after "Hilsen": whoever signs the post.

    A name that the text itself speaks of is no signature but its subject.
    """
    left = list(islice((k for k in reversed(filled) if not rule_of(lines[k])), 3))
    if len(left) < 3:
        return []
    n, above = left[:2]
    line, before = " ".join(lines[n].split()), lines[above].strip()
    name = re.sub(r"^[/~–—-]+ ?", "", line).rstrip(".!")
    if len(line) > 60 or not is_name(name):
        return []
    if CLOSING.fullmatch(before) and len(name.split()) < 5 and name[0].isupper():
        return [Byline(above, (), ""), Byline(n, (name,), "")]
    if is_full_name(name) and (name != line or before.endswith(_ENDS)):
        words = re.compile(rf"\b(?:{'|'.join(map(re.escape, name.split()))})\b")
        spoken_of = any(words.search(lines[k]) for k in filled if k < n)
        return [] if spoken_of else [Byline(n, (name,), "")]
    return []


_ENDS = tuple(".!?…:)»”\"'😉😊")


def names_of(bylines: Iterable[Byline], thread: Thread) -> tuple[str, ...]:
    """All names met in bylines and comment heads, in order, each once.

    Parameters
    ----------
    bylines : of the post
    thread : the post and its comments

    Returns
    -------
    tuple of names
    """
    met = [name for byline in bylines for name in byline.names]
    return tuple(dict.fromkeys([*met, *(comment.writer for comment in thread.comments)]))
