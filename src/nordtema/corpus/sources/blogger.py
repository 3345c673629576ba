"""Blogger's own export (Atom) to its published posts, each with its comments below."""

from pathlib import Path

from lxml import etree

from .exported import ExportedDocument
from .recogniser import Recogniser
from .threads import Comment, plain_html, thread_text
from .xml_stream import child_text, elements, forget

_KIND = "kind#"
_HIDDEN = ("DRAFT", "SCHEDULED", "SOFT_TRASHED", "SPAM", "PENDING")


def read_blogger(path: Path) -> list[ExportedDocument]:
    """The posts of an export; pages, templates, settings and drafts are left out.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    list of ExportedDocument

    Raises
    ------
    Unreadable
        If it is damaged.
    """
    posts: list[ExportedDocument] = []
    comments: dict[str, list[Comment]] = {}
    keys: list[str] = []
    for event, entry in elements(path, "entry"):
        if event == "start":
            continue
        kind = _kind(entry)
        if kind == "post" and not _is_hidden(entry):
            posts.append(_post(entry))
            keys.append(child_text(entry, "{*}id"))
        elif kind == "comment" and not _is_hidden(entry):
            comments.setdefault(_answered(entry), []).append(_comment(entry))
        forget(entry)
    found = (
        _with_comments(post, comments.get(key, [])) for key, post in zip(keys, posts, strict=True)
    )
    return [post for post in found if post.text]


def _kind(entry: etree._Element) -> str:
    """What an entry is, in the older form of the export or the newer one."""
    for category in entry.findall("{*}category"):
        _, mark, kind = category.get("term", "").partition(_KIND)
        if mark:
            return kind
    return child_text(entry, "{*}type").casefold()


def _is_hidden(entry: etree._Element) -> bool:
    draft = child_text(entry, "{*}control/{*}draft")
    return draft == "yes" or child_text(entry, "{*}status").upper() in _HIDDEN


def _post(entry: etree._Element) -> ExportedDocument:
    return ExportedDocument(
        plain_html(_content(entry)), child_text(entry, "{*}published")[:10],
        child_text(entry, "{*}title"), child_text(entry, "{*}author/{*}name"),
    )  # fmt: skip


def _content(entry: etree._Element) -> str:
    content = entry.find("{*}content")
    return "" if content is None else "".join(map(str, content.itertext()))


def _comment(entry: etree._Element) -> Comment:
    writer = child_text(entry, "{*}author/{*}name")
    return Comment(writer, child_text(entry, "{*}published"), _content(entry))


def _answered(entry: etree._Element) -> str:
    """The id of the post that a comment belongs to."""
    answered = entry.find("{*}in-reply-to")
    return child_text(entry, "{*}parent") if answered is None else answered.get("ref", "")


def _with_comments(post: ExportedDocument, comments: list[Comment]) -> ExportedDocument:
    text = post.text + thread_text(comments) if post.text else ""
    return ExportedDocument(text, post.date, post.title, post.author)


RECOGNISERS = (
    Recogniser(
        "blogger", "an export of Blogger without a published post",
        "save the posts as HTML",
        lambda seen: seen.root == "feed" and "blogger" in seen.text,
        read_blogger,
    ),
)  # fmt: skip
