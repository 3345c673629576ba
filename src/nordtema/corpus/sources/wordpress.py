"""WordPress' own export (WXR) to its published posts, each with its approved comments below."""

import datetime
import re
from email.utils import parsedate_to_datetime

from lxml import etree

from ..webpages.markup import html_to_text
from .exported import ExportedDocument

_PUBLISHED = ("", "publish")
_TYPES = ("", "post", "page")
_NOT_IN_NAMES = re.compile(r"[^\w .'-]+")
_LONGEST_NAME = 40


def read_wordpress(data: bytes) -> list[ExportedDocument]:
    """The posts of an export; e-mail and IP addresses are never looked at.

    Entities are not resolved and nothing is fetched, so that no entity can blow up or lead out.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    items = [] if root is None else root.iter("{*}item")
    posts = [_post(item) for item in items if _is_post(item)]
    return [post for post in posts if post.text.strip()]


def _is_post(item: etree._Element) -> bool:
    return _told(item, "status") in _PUBLISHED and _told(item, "post_type") in _TYPES


def _told(element: etree._Element, name: str) -> str:
    """Text of the first child of that name, in whatever namespace."""
    child = element.find(f"{{*}}{name}")
    return (child.text or "").strip() if child is not None else ""


def _post(item: etree._Element) -> ExportedDocument:
    comments = [c for c in item.findall("{*}comment") if _is_comment(c)]
    body = _plain(_told_content(item))
    return ExportedDocument(
        body + _thread(comments) if body else "",
        _date(item),
        _told(item, "title"),
        _told(item, "creator"),
    )


def _told_content(item: etree._Element) -> str:
    contents = [e.text or "" for e in item.findall("{*}encoded") if "content" in (e.tag or "")]
    return contents[0] if contents else _told(item, "description")


def _is_comment(comment: etree._Element) -> bool:
    approved = _told(comment, "comment_approved") in ("", "1")
    return approved and _told(comment, "comment_type") in ("", "comment")


def _thread(comments: list[etree._Element]) -> str:
    """Comments as a page shows them, so that they are told apart as those of pages are."""
    lines = []
    for comment in comments:
        text = _plain(_told(comment, "comment_content"))
        if text:
            lines.append(f"Skrevet av: {_name(comment)}, {_when(comment)}\n{text}")
    count = f"{len(lines)} kommentar{'er' * (len(lines) != 1)}"
    return "\n\n".join(["", count, *lines]) if lines else ""


def _name(comment: etree._Element) -> str:
    name = _NOT_IN_NAMES.sub(" ", _told(comment, "comment_author"))
    return " ".join(name.split())[:_LONGEST_NAME].strip(" .'-") or "Anonym"


def _when(comment: etree._Element) -> str:
    try:
        when = datetime.datetime.fromisoformat(_told(comment, "comment_date"))
    except ValueError:
        when = datetime.datetime(1970, 1, 1)
    return f"{when:%d.%m.%Y %H:%M}"


def _date(item: etree._Element) -> str:
    """Date of a post: where it was written, else when it was published."""
    told = _told(item, "post_date")[:10]
    if told and not told.startswith("0000"):
        return told
    try:
        return parsedate_to_datetime(_told(item, "pubDate")).date().isoformat()
    except (ValueError, TypeError):
        return ""


def _plain(html: str) -> str:
    """Text of a post's HTML; WordPress parts paragraphs by blank lines where no tag does."""
    if "<p" not in html.lower():
        html = "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", html))
    return html_to_text(html).strip()
