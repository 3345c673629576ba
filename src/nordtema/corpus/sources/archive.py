"""A newspaper archive's export (Retriever: Mediearkivet, Atekst) to its articles.

A list of contents, then articles parted by lines of =, each with its title, the newspaper and the
date, how it was published, the text, and a sentence of copyright with a link below.
"""

from ..repair import decoded_text
from .exported import ExportedDocument
from .rules import rule

_HEAD_LINES = 12


def read_archive(data: bytes) -> list[ExportedDocument]:
    """The articles of an export; none where one of its parts is no article.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument
    """
    parts: list[list[str]] = [[]]
    for line in decoded_text(data).split("\n"):
        if rule("separator").match(line):
            parts.append([])
        else:
            parts[-1].append(line.strip())
    parts = [part for part in parts if any(part)]
    articles = [_article(part, first=not number) for number, part in enumerate(parts)]
    read = [article for article in articles if article]
    return read if len(read) == len(articles) else []


def _article(lines: list[str], first: bool) -> ExportedDocument | None:
    """One article; above the first stands the list of contents."""
    if first:
        lines = _without_contents(lines)
    for number, line in enumerate(lines[:_HEAD_LINES]):
        title = " ".join(one for one in lines[:number] if one.strip("-"))
        told = rule("article").match(line) if title else None
        if told:
            text = "\n".join(_body(lines[number + 1 :])).strip()
            return (
                ExportedDocument(text, told["date"], title, source=told["source"]) if text else None
            )
    return None


def _without_contents(lines: list[str]) -> list[str]:
    listed = [number for number, line in enumerate(lines) if line.startswith("> ")]
    return lines[listed[-1] + 1 :] if listed else lines


def _body(lines: list[str]) -> list[str]:
    """Lines of the text: below what tells of the print, above copyright and link."""
    while lines and (not lines[0].strip("-") or _of_print(lines[0])):
        lines = lines[1:]
    end = next((n for n, line in enumerate(lines) if rule("below").match(line)), len(lines))
    return lines[:end]


def _of_print(line: str) -> bool:
    return bool(rule("published").match(line) or rule("page").match(line))
