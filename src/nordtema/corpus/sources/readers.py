"""Ways to read a file: as bytes, as a text that may stand in a page, as a document."""

from collections.abc import Callable
from pathlib import Path

from ..repair import decoded_text
from ..webpages.markup import is_html
from .article_heads import heads_of
from .exported import ExportedDocument, Unreadable
from .formats import CONTAINERS, format_of_text
from .html_lines import html_lines
from .packed import whole
from .recogniser import SEEN, Recogniser

Reader = Callable[[Path], list[ExportedDocument]]


def of_bytes(reader: Callable[[bytes], list[ExportedDocument]]) -> Reader:
    """A reader of a file that reads it as a whole.

    Parameters
    ----------
    reader : of its bytes

    Returns
    -------
    Reader
    """
    return lambda path: reader(whole(path))


def of_text(parts: Callable[[str], list[ExportedDocument]]) -> Reader:
    """A reader of an export in plain text, or in a web page.

    Parameters
    ----------
    parts : of the text

    Returns
    -------
    Reader
    """

    def read(path: Path) -> list[ExportedDocument]:
        text = decoded_text(whole(path))
        if not is_html(text):
            return parts(text)
        lines = html_lines(text)
        alone = len(heads_of(lines.split("\n"))) < 2  # a page that mentions an archive
        return parts(lines) or [ExportedDocument(text)] * alone

    return read


def of_document(text_of: Callable[[Path], str]) -> Reader:
    """A reader of a document, which may be an export of several texts.

    Parameters
    ----------
    text_of : the document's text, a line for each paragraph

    Returns
    -------
    Reader
    """

    def read(path: Path) -> list[ExportedDocument]:
        text = text_of(path)
        kind = format_of_text(text[:SEEN])
        if isinstance(kind, Recogniser) and kind.parts:
            found = kind.parts(text)
            if not found:
                raise Unreadable(kind.reason)
            return found
        if kind and kind.key in CONTAINERS:
            raise Unreadable(kind.reason)
        return [ExportedDocument(text)] if text.strip() else []

    return read
