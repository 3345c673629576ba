"""CoNLL-U to its documents: sentences as they were written, without their annotation."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..repair import decoded_text
from .exported import ExportedDocument
from .packed import whole
from .recogniser import Recogniser, sign
from .tei import plain_id, tidy

_COMMENT = re.compile(r"# ?(newdoc|newpar|text)(?: id)?(?: *= *(.*))?$")


def read_conllu(path: Path) -> list[ExportedDocument]:
    """The documents of a file; one where it names none.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    list of ExportedDocument, with the ids that it names

    Raises
    ------
    Unreadable
        If it is damaged.
    """
    found: list[tuple[str, list[list[str]]]] = []
    for kind, value in _told(decoded_text(whole(path)).split("\n")):
        if kind == "newdoc" or not found:
            found.append((plain_id(value) if kind == "newdoc" else "", [[]]))
        if kind == "newpar":
            found[-1][1].append([])
        elif kind == "text":
            found[-1][1][-1].append(value)
    documents = (ExportedDocument(_text(paragraphs), id=name) for name, paragraphs in found)
    return [document for document in documents if document.text]


def _text(paragraphs: list[list[str]]) -> str:
    return "\n".join(tidy(" ".join(sentences)) for sentences in paragraphs if sentences)


def _told(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Where documents and paragraphs begin, and the text of each sentence."""
    words: list[str] = []
    written = ""
    for line in [*lines, ""]:
        comment = _COMMENT.match(line.rstrip())
        if comment and comment[1] == "text":
            written = comment[2] or ""
        elif comment:
            yield comment[1], comment[2] or ""
        elif line[:1].isdigit():
            words.append(line)
        elif not line.strip() and words:
            yield "text", written or "".join(_surface(words))
            words, written = [], ""


def _surface(words: list[str]) -> Iterator[str]:
    """Words and signs with the blanks between them; of a contraction (1-2) only its whole."""
    upto = 0
    for line in words:
        cells = line.split("\t")
        number, _, end = cells[0].partition("-")
        if "." in number or (int(number) <= upto and not end):
            continue
        upto = int(end) if end else upto
        yield cells[1] if len(cells) > 1 else ""
        yield "" if "SpaceAfter=No" in cells[-1] else " "


_SIGNS = (
    sign(r"^\d+\t\S+\t\S+\t[A-Z]+\t.*\t\d+\t\S+\t\S+\t\S+$", "\t_\t", least=2),
    sign(r"\A# (?:sent_id|newdoc|newpar|text) ", "# "),
)
RECOGNISERS = (
    Recogniser(
        "conllu", "an annotated text (CoNLL-U) without a sentence",
        "write its text out as plain text (UTF-8)",
        lambda seen: any(one.shows_in(seen.plain) for one in _SIGNS),
        read_conllu, endings=(".conllu",),
    ),
)  # fmt: skip
