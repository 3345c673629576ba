"""Exports of Nexis (LexisNexis, Nexis Uni) to their articles.

Of the newer layout, each article ends in ``End of Document`` and has its title first; of the older
one it begins with ``1 of 9 DOCUMENTS``, and the newspaper and the date stand above the title.
"""

import re
from collections.abc import Iterator, Sequence

from ..resolve import resolve_dates
from .exported import ExportedDocument
from .readers import of_text
from .recogniser import Recogniser, sign
from .rules import rule

_MOST_ABOVE = 3  # lines between the date and what is labelled
_ZONE = re.compile(r" (?:GMT|UTC|CES?T)$")  # behind the time of day


def nexis_in(text: str) -> list[ExportedDocument]:
    """The articles of the text of an export; none where it cannot be parted.

    Parameters
    ----------
    text : of the whole export

    Returns
    -------
    list of ExportedDocument
    """
    parts = [part for part in _parts(text.split("\n")) if any(part)]
    found = [one for one in map(_article, parts) if one]
    return found if len(found) * 2 > len(parts) else []


def _parts(lines: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for line in map(str.strip, lines):
        if rule("nexis part").fullmatch(line):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _article(lines: list[str]) -> ExportedDocument | None:
    lines = [_ZONE.sub("", line) for line in lines]
    dated = next((n for n, line in enumerate(lines) if rule("date").fullmatch(line)), None)
    if dated is None:
        return None
    above = [line for line in lines[:dated] if line]
    below = lines[dated + 1 :]
    body = _body(below)
    title = above[-2] if len(above) > 1 else ""
    if not title:  # the older layout
        title = next((line for line in below if line and not rule("nexis label").match(line)), "")
        body = body[body.index(title) + 1 :] if title in body else body
    text = "\n".join(body).strip()
    section = _labelled(below, "section").split(";")[0]
    if not text:
        return None
    author, source = _written(_labelled(below, "byline")), above[-1] if above else ""
    return ExportedDocument(text, _date(lines[dated]), title, author, source, section=section)


def _date(line: str) -> str:
    match = rule("date").fullmatch(line)
    told = match["told"] if match else line
    return resolve_dates([told]).iso[0] or told


def _labelled(lines: Sequence[str], name: str) -> str:
    """What stands behind a label such as ``Section:``."""
    for line in lines:
        label, colon, told = line.partition(":")
        if colon and label.casefold() == name:
            return told.strip()
    return ""


def _written(name: str) -> str:
    return name.title() if name.isupper() else name


def _body(lines: list[str]) -> list[str]:
    """Lines of the text: below ``Body`` or the last label of the head, above those at the end."""
    begins = [n for n, line in enumerate(lines) if line.casefold() == "body"]
    if begins:
        lines = lines[begins[0] + 1 :]
    else:
        labels = [n for n, line in enumerate(lines) if rule("nexis head").match(line)]
        lines = lines[labels[-1] + 1 :] if labels else lines
    end = next((n for n, line in enumerate(lines) if rule("nexis end").match(line)), len(lines))
    return lines[:end]


_SIGNS = (
    sign(r"^\s*\d+ (?:of|av|af) \d+ DOCUMENTS\b", "DOCUMENTS"),
    sign(
        r"^\s*(?:LOAD-DATE|Load-Date|End of Document)\b",
        "Load-Date", "LOAD-DATE", "End of Document", least=2,
    ),
    sign(r"^\s*(?:Document|Dokument) \d+ (?:of|av|af) \d+", "Document", "Dokument", least=2),
)  # fmt: skip
RECOGNISERS = (
    Recogniser(
        "lexis", "an archive's export of several articles (LexisNexis) that could not be parted",
        "save each article as a file of its own or all as a table with a row an article",
        lambda seen: any(one.shows_in(seen.lines) for one in _SIGNS), of_text(nexis_in), nexis_in,
    ),
)  # fmt: skip
