"""Exports of newspaper archives (Retriever: Mediearkivet, Atekst; Infomedia) to their articles.

Above the articles may stand a list of contents. Each article has its title, a head with newspaper
and date, the text, and below it lines of copyright and links; lines of = may part them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..resolve import resolve_dates
from .article_heads import Head, heads_of, parts_of
from .exported import ExportedDocument
from .readers import of_text
from .recogniser import Recogniser, sign
from .rules import rule

_TITLE_LINES = 3
_LONGEST_TITLE = 250
_LONGEST_SOURCE = 45
_SECTION = re.compile(r"[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ &/-]{1,30}\.")  # below a title: NYHETER.
_BELOW_COPYRIGHT = 6  # lines
_LONGEST_COPYRIGHT = 60


@dataclass(frozen=True)
class _Article:
    title: str
    source: str
    text: str
    head: Head


def articles_in(text: str) -> list[ExportedDocument]:
    """The articles of the text of an export; none where it cannot be parted.

    Parameters
    ----------
    text : of the whole export

    Returns
    -------
    list of ExportedDocument
    """
    lines = [" ".join(line.split(" ")).strip() for line in text.split("\n")]
    lines = _without_contents(lines)
    parts = _parts(lines)
    if len(parts) > 1:
        read = [_only_article(part, first=not n) for n, part in enumerate(parts)]
        found = [one for one in read if one]
        if len(found) * 2 <= len(parts):
            return []
    else:
        found = _articles(lines)
    return _documents([one for one in found if one.text and not _is_listed(one, found)])


def _without_contents(lines: list[str]) -> list[str]:
    """Lines below the list of contents, of which each entry is marked."""
    listed = [number for number, line in enumerate(lines) if line.startswith("> ")]
    return lines[listed[-1] + 1 :] if listed else lines


def _parts(lines: list[str]) -> list[list[str]]:
    """What stands between lines of =, without what is only copyright."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if rule("separator").match(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in parts if any(map(_is_text, part))]


def _is_text(line: str) -> bool:
    return bool(line.strip("-_ ")) and not rule("below").match(line)


def _only_article(lines: list[str], first: bool) -> _Article | None:
    """The article of a part; above the first may stand a list of contents, with dates as well."""
    heads = heads_of(lines)
    sure = [head for head in heads if head.is_of_article]
    if not heads:
        return None
    head = sure[0] if sure else heads[-1 if first else 0]
    return _article(lines, head, (0, True), len(lines))


def _articles(lines: list[str]) -> list[_Article]:
    """The articles of an export that no lines part: each begins with a title and a head."""
    heads = [head for head in heads_of(lines) if head.is_of_article]
    found, floor = [], (0, False)
    for number, head in enumerate(heads):
        upto = heads[number + 1].first if number + 1 < len(heads) else len(lines)
        below = _floor(lines, head.last + 1, upto)
        if number + 1 < len(heads):
            upto = _title(lines, heads[number + 1], below)[0]
        found.append(_article(lines, head, floor, upto))
        floor = below
    return found


def _floor(lines: Sequence[str], first: int, upto: int) -> tuple[int, bool]:
    """The line above which the next title cannot begin, and whether a sign of the end tells so."""
    marks = [n for n in range(first, upto) if rule("below").match(lines[n]) or _is_rule(lines[n])]
    if not marks:
        return first, False
    last = marks[-1]  # which may go on, where lines are printed
    while last + 1 < upto and lines[last + 1][:1].islower() and not lines[last].endswith("."):
        last += 1
    return last + 1, True


def _is_rule(line: str) -> bool:
    return len(line) > 3 and not line.strip("-_=*")


def _article(lines: list[str], head: Head, floor: tuple[int, bool], upto: int) -> _Article:
    _, title, source = _title(lines, head, floor)
    body = lines[head.last + 1 : upto]
    if not title:  # the title may stand below the head
        body = _from_text(body)
        title, body = (body[0], body[1:]) if body else ("", body)
    return _Article(title, head.source or source, "\n".join(_body(body)).strip(), head)


def _title(lines: Sequence[str], head: Head, floor: tuple[int, bool]) -> tuple[int, str, str]:
    """Where the title begins, the title, and the newspaper where its line is by itself."""
    above: list[int] = []
    lowest, bounded = floor
    for number in range(head.first - 1, lowest - 1, -1):
        line = lines[number]
        if line and not _is_rule(line):
            above.insert(0, number)
        elif above and not line:
            bounded = True
            break
    if len(above) > _TITLE_LINES or not bounded:
        above = above[-1 - (not head.source) :]
    source = ""
    if not head.source and len(above) > 1 and len(lines[above[-1]]) <= _LONGEST_SOURCE:
        source = lines[above.pop()]
    if len(above) > 1 and _SECTION.fullmatch(lines[above[-1]]):
        head.parts.setdefault("section", []).append(lines[above.pop()].rstrip("."))
    title = " ".join(lines[number] for number in above)
    return (above[0] if above else head.first), title[:_LONGEST_TITLE], source


def _from_text(lines: list[str]) -> list[str]:
    """Lines from the first that is of the text."""
    at = next((n for n, line in enumerate(lines) if line.strip("-_") and not parts_of(line)), None)
    return [] if at is None else lines[at:]


def _body(lines: list[str]) -> list[str]:
    """Lines of the text: without what stands below it."""
    lines = _from_text(lines)
    end = len(lines)
    for number, line in enumerate(lines):
        if rule("copyright").match(line):
            if sum(map(bool, lines[number + 1 :])) <= _BELOW_COPYRIGHT:
                end = number
                break
        elif rule("below").match(line):
            end = number
            break
    lines = lines[:end]
    while lines and (not lines[-1] or parts_of(lines[-1]) or _is_rule(lines[-1])):
        lines = lines[:-1]
    return [*lines[:-1], _without_copyright(lines[-1])] if lines else []


def _without_copyright(line: str) -> str:
    text, sign, owner = line.rpartition("©")
    return text.strip() if sign and len(owner) <= _LONGEST_COPYRIGHT else line


def _is_listed(article: _Article, others: Sequence[_Article]) -> bool:
    """Whether it is an entry of a list of contents: its own text stands further down."""
    key = (article.title, article.source, article.head.told("date"))
    return any(
        key == (one.title, one.source, one.head.told("date")) and len(one.text) > len(article.text)
        and one.head.first > article.head.first and len(article.text.split("\n")) < 2
        for one in others
    )  # fmt: skip


def _documents(articles: Sequence[_Article]) -> list[ExportedDocument]:
    dates = resolve_dates([one.head.told("date") for one in articles])
    return [
        ExportedDocument(
            one.text, date or one.head.told("date"), one.title, one.head.author, one.source,
            section=one.head.told("section"), columns=_medium(one.head),
        )
        for one, date in zip(articles, dates.iso, strict=True)
    ]  # fmt: skip


def _medium(head: Head) -> dict[str, str]:
    """How an article was published, where the archive says it: print, web …"""
    told = head.told("published").casefold().strip(" .")
    return {"medium": told} if told else {}


_DATED = r"(?:\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4})"
_RETRIEVER = (
    sign(
        r"^(?:Nyheter|Nyheder|Nyhetsklipp|News|Artikler|Artiklar|Treff|Träffar):?\s*\n\s*\n?"
        rf"> .+, {_DATED}", "> ",
    ),
    sign(
        rf"^[^\n]{{2,80}}, {_DATED}(?: \d\d:\d\d)?\s*\n(?:.*\n){{0,4}}?"
        r"\s*(?:Pu ?bli(?:cerat|cerad|sert|ceret|shed)|Udgivet)\s+(?:på|i|on|in)\s+\w+\.?\s*$",
        "Publi", "Udgivet",
    ),
    sign(r"\bret\.nu/\w+\s*\n={20,}", "====="),
)  # fmt: skip
_INFOMEDIA = (
    sign(
        r"(?i)^(?:.*[|,\t ])?artikel-? ?id:?\s*e[0-9a-f]{6,}",
        "rtikel-id", "rtikelid", "rtikel-ID", "Artikel ID",
    ),
    sign(r"(?i)alt materiale i infomedia er omfattet", "nfomedia"),
    sign(r"(?i)lov om ophavsret|infomedia\.dk", "ophavsret", "nfomedia", least=2),
)  # fmt: skip
_REMEDY = "save each article as a file of its own or all as a table with a row an article"
RECOGNISERS = (
    Recogniser(
        "retriever", "an archive's export of several articles (Retriever) that could not be parted",
        _REMEDY, lambda seen: any(one.shows_in(seen.lines) for one in _RETRIEVER),
        of_text(articles_in), articles_in,
    ),
    Recogniser(
        "infomedia", "an archive's export of several articles (Infomedia) that could not be parted",
        _REMEDY, lambda seen: any(one.shows_in(seen.lines) for one in _INFOMEDIA),
        of_text(articles_in), articles_in,
    ),
)  # fmt: skip
