"""What an archive writes above an article: newspaper, date, page, number of words, id.

The parts stand in one line, parted by commas, bars or wide blanks, or one below the other. A line
is of a head if every part of it is known for what it is, but for names of newspapers and writers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .rules import rule

_BETWEEN = re.compile(r"\s*[|•·\t]\s*|\s{3,}|,\s+|\s+[–-]\s+(?=\d|[Ss]id)")
#: kinds of parts that are known by their form, by the names of their rules
_KINDS = ("date", "page", "words", "article id", "published", "address", "section", "weekday",
          "time", "byline")  # fmt: skip
_TELLING = ("date", "words", "article id", "published", "address", "page", "section")
_DATED = re.compile(r"((?:[A-ZÆØÅÄÖ][\w.&/-]{1,25}\s+){1,5}?)((?:(?:den|d\.)\s*)?\d.{5,30})")
_LONGEST = 200
_LONGEST_PART = 70
_MOST_UNKNOWN = 3
_SIGNATURE = {"words", "article id", "published"}
_CAPITALS = re.compile(r"[A-ZÆØÅÄÖÉÜ][A-ZÆØÅÄÖÉÜ.'-]+(?: [A-ZÆØÅÄÖÉÜ][A-ZÆØÅÄÖÉÜ.'-]*){1,3}")
_NAME = re.compile(r"[A-ZÆØÅÄÖ][\w.'-]+(?: (?:[A-ZÆØÅÄÖ][\w.'-]*|von|av|de|der)){1,3}")


@dataclass
class Head:
    """The head of an article.

    Attributes
    ----------
    first, last : its lines
    parts : kind → what was told, in the order in which it stands; `other` is of no known form
    """

    first: int
    last: int
    parts: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_of_article(self) -> bool:
        """Whether it has what only an archive writes: words, an id, how it was published."""
        return bool(_SIGNATURE & self.parts.keys())

    def told(self, kind: str) -> str:
        """The first part of a kind, "" where there is none.

        Parameters
        ----------
        kind : of a part

        Returns
        -------
        str
        """
        return self.parts.get(kind, [""])[0]

    @property
    def source(self) -> str:
        """The newspaper: the first part of no known form."""
        return self.told("other")

    @property
    def author(self) -> str:
        """Who is named as the writer."""
        named = self.told("byline")
        others = (one for one in self.parts.get("other", [])[1:] if _NAME.fullmatch(one))
        name = named or next(others, "")
        return name.title() if name.isupper() else name


def heads_of(lines: Sequence[str]) -> list[Head]:
    """All heads with a date, in their order.

    Parameters
    ----------
    lines : of an export, stripped

    Returns
    -------
    list of Head
    """
    found: list[Head] = []
    number = 0
    while number < len(lines):
        if parts_of(lines[number]):
            head = _block(lines, number)
            number = head.last
            found += [head] * ("date" in head.parts)
        number += 1
    return found


def parts_of(line: str) -> list[tuple[str, str]]:
    """The parts of a line of a head; none of any other line.

    Parameters
    ----------
    line : stripped

    Returns
    -------
    list of (kind, what is told)
    """
    if not line or len(line) > _LONGEST:
        return []
    parts = [(_kind(part), part) for one in _BETWEEN.split(line) for part in _undated(one) if part]
    unknown = [part for kind, part in parts if kind == "other"]
    telling = any(kind in _TELLING for kind, _ in parts)
    short = all(len(part) <= _LONGEST_PART for part in unknown) and len(unknown) <= _MOST_UNKNOWN
    if not (telling and short) or (unknown and not _tells_of_article(parts)):
        return []
    return [(kind, _value(kind, part)) for kind, part in parts]


def _undated(part: str) -> list[str]:
    """A name with a date behind it, as the name and the date: ``Fjellbladet d. 3. maj 2010``."""
    match = _DATED.fullmatch(part)
    return [match[1].strip(), match[2]] if match and rule("date").fullmatch(match[2]) else [part]


def _tells_of_article(parts: list[tuple[str, str]]) -> bool:
    return any(kind in (*_SIGNATURE, "date") for kind, _ in parts)


def _kind(part: str) -> str:
    return next((kind for kind in _KINDS if rule(kind).fullmatch(part)), "other")


def _value(kind: str, part: str) -> str:
    """What a part tells, without its label."""
    match = rule(kind).fullmatch(part) if kind != "other" else None
    told = match.groupdict().get("told") if match else None
    return (told if told is not None else part).strip()


def _block(lines: Sequence[str], first: int) -> Head:
    """A head and the lines below that belong to it, over single blank lines."""
    head = Head(first, first)
    for number, parts in _below(lines, first):
        head.last = number
        for kind, told in parts:
            head.parts.setdefault(kind, []).append(told)
    return head


def _below(lines: Sequence[str], first: int) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    number, blank, dated, signed = first, False, False, False
    while number < len(lines) and not (blank and not lines[number]):
        parts = parts_of(lines[number]) or _of_writer(lines[number], after=number > first)
        if not parts and dated and not signed and _is_amid(lines, number):
            parts = [("other", lines[number])]
        if lines[number] and (not parts or (dated and any(kind == "date" for kind, _ in parts))):
            return
        if parts:
            dated = dated or any(kind == "date" for kind, _ in parts)
            signed = signed or any(kind in _SIGNATURE for kind, _ in parts)
            yield number, parts
        blank = not lines[number]
        number += 1


def _is_amid(lines: Sequence[str], number: int) -> bool:
    """Whether a short line has what only an archive writes a few lines below, without a gap."""
    line, below = lines[number], lines[number + 1 : number + _MOST_UNKNOWN + 2]
    below = below[: below.index("")] if "" in below else below
    kinds = {kind for one in below for kind, _ in parts_of(one)}
    return 0 < len(line) <= _LONGEST_PART and bool(kinds & {"words", "article id"})


def _of_writer(line: str, after: bool) -> list[tuple[str, str]]:
    """A line below the date that names the writer, marked as such or in capitals."""
    match = rule("byline").fullmatch(line) if after else None
    if match:
        return [("byline", match["told"])]
    capitals = after and len(line) < _LONGEST_PART and _CAPITALS.fullmatch(line)
    return [("byline", line.title())] if capitals else []
