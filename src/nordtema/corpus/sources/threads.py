"""Comments below a post, written as a page shows them, so that they are told apart as those are."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..webpages.markup import html_to_text

_NOT_IN_NAMES = re.compile(r"[^\w .'-]+")
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Comment:
    """A comment as an export tells it.

    Attributes
    ----------
    writer : name, or ""
    date : ISO, with a time, or ""
    html : its text, with or without tags
    """

    writer: str
    date: str
    html: str


def thread_text(comments: Sequence[Comment]) -> str:
    """The comments below a post, their number above them; "" for none.

    Parameters
    ----------
    comments : in their order

    Returns
    -------
    str, to stand below the text of the post
    """
    lines = []
    for comment in comments:
        text = plain_html(comment.html)
        if text:
            lines.append(f"Skrevet av: {_name(comment)}, {_when(comment)}\n{text}")
    count = f"{len(lines)} kommentar{'er' * (len(lines) != 1)}"
    return "\n\n".join(["", count, *lines]) if lines else ""


def plain_html(html: str) -> str:
    """Text of the HTML of a post, in which blank lines part paragraphs where no tag does.

    Parameters
    ----------
    html : of a post or comment

    Returns
    -------
    str
    """
    if "<p" not in html.lower():
        html = "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", html))
    return html_to_text(html).strip()


def _name(comment: Comment) -> str:
    name = _NOT_IN_NAMES.sub(" ", comment.writer)
    return " ".join(name.split())[:_LONGEST_NAME].strip(" .'-") or "Anonym"


def _when(comment: Comment) -> str:
    try:
        when = datetime.datetime.fromisoformat(comment.date)
    except ValueError:
        when = datetime.datetime(1970, 1, 1)
    return f"{when:%d.%m.%Y %H:%M}"
