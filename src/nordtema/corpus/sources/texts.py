"""The text of one document, and exports whose parts are documents."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from ...study import StudyError
from ..repair import Decoded, decode, decoded_text
from ..webpages.markup import is_html
from .article_heads import heads_of
from .articles import articles_in
from .blogger import read_blogger
from .conllu import read_conllu
from .disqus import read_disqus
from .exported import ExportedDocument, Unreadable
from .formats import CONTAINERS, SEEN, formats, key_of_text
from .html_lines import html_lines
from .kept import Kept, kept_texts
from .mail import read_mail, read_mbox
from .mhtml import read_mhtml
from .nexis import nexis_in
from .office import docx_text, odt_text
from .packed import whole
from .pdf import pdf_text
from .rtf import rtf_text
from .subtitles import read_subtitles
from .tei import read_tei
from .wordpress import read_wordpress

Reader = Callable[[Path], list[ExportedDocument]]


def texts_of(documents: pd.DataFrame) -> Iterator[Decoded | None]:
    """Texts of documents of an index, with notes on their encoding; None where there is no text.

    Parameters
    ----------
    documents : of an index

    Yields
    ------
    Decoded or None, one a row
    """
    nothing = [""] * len(documents)
    given = documents.get("text", [None] * len(documents))
    kept = kept_texts([text for text in given if isinstance(text, Kept)])
    told = (documents.get(name, nothing) for name in ("path", "unread"))
    for text, path, unread in zip(given, *told, strict=True):
        if isinstance(text, Kept):
            read = next(kept)
            yield None if unread else read
        elif isinstance(text, str):
            yield None if unread else Decoded(text)
        else:
            yield None if unread else decode(read_bytes(Path(path)))


def read_text(row: pd.Series) -> str | None:
    """Text of one row of the index; None where the file is no text.

    Parameters
    ----------
    row : of the index

    Returns
    -------
    str or None
    """
    read = next(texts_of(row.to_frame().T))
    return read.text if read else None


def is_whole_file(row: pd.Series) -> bool:
    """Whether the text of a row is all that its file holds; an export and a table hold several.

    Parameters
    ----------
    row : of the index

    Returns
    -------
    bool
    """
    text = row.get("text")
    return text.whole if isinstance(text, Kept) else not isinstance(text, str)


def read_bytes(path: Path) -> bytes:
    """Bytes of a file of the corpus.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    bytes

    Raises
    ------
    StudyError
        If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> StudyError:
    """What is said of a file that the system does not let us read.

    Parameters
    ----------
    path : of the file
    error : of the system

    Returns
    -------
    StudyError
    """
    cause = (error.strerror or str(error)).lower()
    return StudyError(f"{path}: cannot be read ({cause}); mend its permissions or take it out")


def exported_documents(path: Path, key: str) -> list[ExportedDocument]:
    """The texts of an export; none where its format is not read, or holds none.

    Parameters
    ----------
    path : of the file
    key : of its format

    Returns
    -------
    list of ExportedDocument

    Raises
    ------
    Unreadable
        If the file is damaged, locked or too large.
    """
    reader = _READERS.get(key)
    try:
        return reader(path) if reader else []
    except OSError as error:
        raise unreadable(path, error) from None


def _of_bytes(reader: Callable[[bytes], list[ExportedDocument]]) -> Reader:
    """A reader of a file that reads it as a whole."""
    return lambda path: reader(whole(path))


def _of_text(reader: Callable[[str], list[ExportedDocument]]) -> Reader:
    """A reader of a text, which may stand in a web page."""

    def read(path: Path) -> list[ExportedDocument]:
        text = decoded_text(whole(path))
        if not is_html(text):
            return reader(text)
        lines = html_lines(text)
        alone = len(heads_of(lines.split("\n"))) < 2  # a page that mentions an archive
        return reader(lines) or [ExportedDocument(text)] * alone

    return read


def _of_document(text_of: Callable[[Path], str]) -> Reader:
    """A reader of a document, which may be an archive's export of several articles."""

    def read(path: Path) -> list[ExportedDocument]:
        text = text_of(path)
        key = key_of_text(text[:SEEN])
        if key in _PARTED:
            articles = _PARTED[key](text)
            if not articles:
                raise Unreadable(formats()[key].reason)
            return articles
        if key in CONTAINERS:
            raise Unreadable(formats()[key].reason)
        return [ExportedDocument(text)] if text.strip() else []

    return read


#: what parts the text of an archive's export
_PARTED = {"retriever": articles_in, "infomedia": articles_in, "lexis": nexis_in}
#: what reads each format: a new one is a module, its rows in the tables of formats, and a line here
_READERS: dict[str, Reader] = {
    "subtitles": _of_bytes(read_subtitles),
    "eml": _of_bytes(read_mail),
    "mbox": _of_bytes(read_mbox),
    "mhtml": _of_bytes(read_mhtml),
    "wxr": _of_bytes(read_wordpress),
    "blogger": read_blogger,
    "disqus": read_disqus,
    **{key: _of_text(reader) for key, reader in _PARTED.items()},
    "docx": _of_document(docx_text),
    "odt": _of_document(odt_text),
    "rtf": _of_document(lambda path: rtf_text(whole(path))),
    "pdf": _of_document(pdf_text),
    "tei": read_tei,
    "conllu": read_conllu,
}
