"""A web archive (MHTML) to the page that it holds, which is then read as any saved page."""

import email
from email.message import Message

from ..repair import decoded_text
from .exported import ExportedDocument
from .readers import of_bytes
from .recogniser import Beginning, Recogniser, sign

_BROKEN = (ValueError, LookupError, TypeError, AttributeError)


def read_mhtml(data: bytes) -> list[ExportedDocument]:
    """The page of an archive; none where it holds no page.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument, at most one; its text is the source of the page
    """
    archive = email.message_from_bytes(data)
    pages = [part for part in archive.walk() if part.get_content_type() == "text/html"]
    first = str(archive.get_param("start") or "").strip("<> ")
    named = [page for page in pages if first and first in str(page.get("Content-ID", ""))]
    source = next((_source(page) for page in (*named, *pages)), "")
    return [ExportedDocument(source)] if source.strip() else []


def _source(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except _BROKEN:
        return decoded_text(data)


_SIGNS = (
    sign(r"\A(?:.*\n){0,40}?Content-Type:\s*multipart/related", "multipart/related"),
    sign(r"\AFrom: <Saved by", "From: <Saved by"),
)


def is_web_archive(seen: Beginning) -> bool:
    """Whether a file begins as a web archive does.

    Parameters
    ----------
    seen : of the file

    Returns
    -------
    bool
    """
    return any(one.shows_in(seen.plain) for one in _SIGNS)


RECOGNISERS = (
    Recogniser(
        "mhtml", "a web archive (MHTML) without a page",
        "save the page as HTML, or its text as plain text (UTF-8)",
        is_web_archive,
        of_bytes(read_mhtml),
    ),
)  # fmt: skip
