"""Disqus' export (XML) to its comments: each is a text, with its writer and its thread."""

from pathlib import Path

from lxml import etree

from .exported import ExportedDocument
from .recogniser import Recogniser
from .threads import plain_html
from .xml_stream import child_text, elements, forget

_ID = "{http://disqus.com/disqus-internals}id"


def read_disqus(path: Path) -> list[ExportedDocument]:
    """The comments of an export, without spam and what was deleted.

    E-mail and IP addresses are never looked at.

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
    titles: dict[str, str] = {}
    found = []
    for event, element in elements(path, "thread", "post"):
        parent = element.getparent()
        if event == "start" or parent is None or parent.getparent() is not None:
            continue  # the thread that a post names
        if element.tag.endswith("}thread"):
            titles[element.get(_ID, "")] = child_text(element, "{*}title")
        elif not _is_gone(element):
            found.append(_comment(element, titles))
        forget(element)
    return [one for one in found if one.text]


def _is_gone(post: etree._Element) -> bool:
    return "true" in (child_text(post, "{*}isDeleted"), child_text(post, "{*}isSpam"))


def _comment(post: etree._Element, titles: dict[str, str]) -> ExportedDocument:
    thread = post.find("{*}thread")
    key = "" if thread is None else thread.get(_ID, "")
    author = child_text(post, "{*}author/{*}name") or child_text(post, "{*}author/{*}username")
    message = post.find("{*}message")
    text = plain_html("" if message is None else "".join(map(str, message.itertext())))
    return ExportedDocument(
        text, child_text(post, "{*}createdAt")[:10], titles.get(key, ""), author,
        id=post.get(_ID, ""), columns={"thread": key},
    )  # fmt: skip


RECOGNISERS = (
    Recogniser(
        "disqus", "an export of Disqus without a comment",
        "take it out",
        lambda seen: seen.root == "disqus",
        read_disqus,
    ),
)  # fmt: skip
