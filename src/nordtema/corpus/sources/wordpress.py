"""WordPress' own export (WXR) to its published posts, each with its approved comments below."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from lxml import etree

from .exported import ExportedDocument
from .readers import of_bytes
from .recogniser import Recogniser
from .threads import Comment, plain_html, thread_text
from .xml_stream import refuse_entities

#: what a theme would make a picture, a gallery or a player of
_SHORTCODE = re.compile(
    r"\[caption\b.*?\[/caption\]|\[/?(?:gallery|embed|video|audio|playlist)\b[^\]]*\]", re.DOTALL
)
_PUBLISHED = ("", "publish")
_MARKS = ("wordpress.org/export", "<wp:")
_TYPES = ("", "post", "page")


def read_wordpress(data: bytes) -> list[ExportedDocument]:
    """The posts of an export; e-mail and IP addresses are never looked at.

    Entities are not resolved and nothing is fetched, so that no entity can blow up or lead out.

    Parameters
    ----------
    data : bytes of the file

    Returns
    -------
    list of ExportedDocument

    Raises
    ------
    Unreadable
        If it declares entities, which may grow without end.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return []
    refuse_entities(root)
    names = {
        _told(one, "author_login"): _told(one, "author_display_name")
        for one in root.iter("{*}author")
    }
    posts = [_post(item, names) for item in root.iter("{*}item") if _is_post(item)]
    return [post for post in posts if post.text.strip()]


def _is_post(item: etree._Element) -> bool:
    return _told(item, "status") in _PUBLISHED and _told(item, "post_type") in _TYPES


def _told(element: etree._Element, name: str) -> str:
    """Text of the first child of that name, in whatever namespace."""
    child = element.find(f"{{*}}{name}")
    return (child.text or "").strip() if child is not None else ""


def _post(item: etree._Element, names: Mapping[str, str]) -> ExportedDocument:
    comments = [
        Comment(*(_told(c, f"comment_{name}") for name in ("author", "date", "content")))
        for c in item.findall("{*}comment") if _is_comment(c)
    ]  # fmt: skip
    body = plain_html(_SHORTCODE.sub("", _told_content(item)))
    writer = _told(item, "creator")
    return ExportedDocument(
        body + thread_text(comments) if body else "",
        _date(item),
        _told(item, "title"),
        names.get(writer) or writer,
    )


def _told_content(item: etree._Element) -> str:
    contents = [e.text or "" for e in item.findall("{*}encoded") if "content" in (e.tag or "")]
    return contents[0] if contents else _told(item, "description")


def _is_comment(comment: etree._Element) -> bool:
    approved = _told(comment, "comment_approved") in ("", "1")
    return approved and _told(comment, "comment_type") in ("", "comment")


def _date(item: etree._Element) -> str:
    """Date of a post: where it was written, else when it was published."""
    told = _told(item, "post_date")[:10]
    if told and not told.startswith("0000"):
        return told
    try:
        return parsedate_to_datetime(_told(item, "pubDate")).date().isoformat()
    except (ValueError, TypeError):
        return ""


RECOGNISERS = (
    Recogniser(
        "wxr", "an export of WordPress without a published post",
        "save the posts as HTML",
        lambda seen: seen.root == "rss" and any(one in seen.text for one in _MARKS),
        of_bytes(read_wordpress),
    ),
)  # fmt: skip
