"""HTML → plain text with paragraph breaks, for pages and fragments that really are HTML.

Only what the mark-up itself tells is used here: scripts, navigation, forms and side columns go by
their tags and class names. Lines that are boilerplate by their words are left to `cleaning`.
Comments are written out under heads ("1. Kari says:") that the rules for text know, so that a page
saved as HTML and one saved as text go the same way.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.element import PreformattedString

_PAGE = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*>")
_BLOCKS = (
    "address article blockquote body dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr "
    "li main ol p pre section table tbody td th tr ul summary details center"
)
_BLOCK_NAMES = _BLOCKS.split()
_OPENED = re.compile(rf"<(?:{'|'.join(_BLOCK_NAMES)})(?:\s[^<>]*)?>", re.I)
_CLOSED = re.compile(rf"</(?:{'|'.join(_BLOCK_NAMES)})\s*>", re.I)
_DROPPED_TAGS = (
    "script style noscript template nav aside form button select input textarea iframe "
    "object embed svg math canvas audio video dialog"
)
# a class or id that says "not the text", as a whole word …
_DROPPED_WORDS = (
    "masthead site-header colophon topbar toc skip skip-link search searchform search-form "
    "login banner ads ad advert advertisement promo respond commentform comment-form "
    "comment-respond reply pager pagination screen-reader-text footer tags tag-links "
    "cat-links post-footer entry-footer blog-pager comment-actions comment-footer "
    "comment-meta comment-metadata commentmetadata comment-timestamp comment-reply-link "
    "comment-edit-link says hidden modal popup wp-caption-text navheader navfooter "
    "entry-utility post-tags postmetadata-links avatar timestamp"
)
_DROPPED = frozenset(_DROPPED_WORDS.split())
# … or with more words before and behind it
_DROPPED_STEMS = re.compile(
    r"(?:\w+[-_])*(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|widget|share|sharing|sharedaddy"
    r"|social|addthis\w*|related|relatedposts|cookies?|newsletter|subscribe|pagination|blogroll)"
    r"(?:[-_]\w+)*"
)
_COMMENTERS = ", ".join(
    (
        ".comment-author", ".commentauthor", ".comment_author", ".comment cite",
        ".commentlist cite", ".comment .fn", ".comment-header .user", ".comment .author",
        "#disqus_thread .author", ".dsq-commenter-name",
        "[itemprop=comment] [itemprop=author]", ".UFICommentActorName",
    )
)  # fmt: skip
_SAYS = re.compile(
    r"\W*\b(?:sier|seier|siger|säger|says|said|sa|sade|sagde|skrev|skriver|wrote)\b\W*$", re.I
)


def is_html(text: str) -> bool:
    """Is this HTML, a page or a fragment? A stray `<img` or a `<` in a text does not count.

    Parameters
    ----------
    text : decoded

    Returns
    -------
    bool
    """
    if "</" not in text:
        return False
    if _PAGE.match(text[:4000]):
        return True
    closed = len(_CLOSED.findall(text))
    opened = len(_OPENED.findall(text))
    begins = text.lstrip()[:1] == "<" and _OPENED.match(text.lstrip()) is not None
    return closed >= 1 and opened >= 1 and (begins or min(closed, opened) >= 3)


def html_to_text(source: str) -> str:
    """The text of an HTML page or fragment: a blank line between blocks, `<br>` as a line-break.

    Parameters
    ----------
    source : HTML

    Returns
    -------
    str
    """
    soup = BeautifulSoup(_PROLOGUE.sub("", source), "lxml")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for tag in soup.find_all(["head", *_DROPPED_TAGS.split()]):
        tag.decompose()
    _write_comment_heads(soup)
    _drop_boilerplate(soup)
    text = _text_of(soup)
    has_heading = soup.find(["h1", "h2", "h3"]) is not None
    if title and not has_heading and title not in text:
        text = f"{title}\n\n{text}"
    return text


def _write_comment_heads(soup: BeautifulSoup) -> None:
    """Put "N. NAME says:" in place of whatever names the writer of a comment."""
    tags = soup.select(_COMMENTERS)
    chosen = {id(tag) for tag in tags}
    outermost = [tag for tag in tags if not any(id(above) in chosen for above in tag.parents)]
    heads = [(tag, name) for tag in outermost if (name := _commenter(tag))]
    for number, (tag, name) in enumerate(heads, start=1):
        place = tag.find_parent(["footer", "header"]) or tag
        if number == 1:
            place.insert_before(_paragraph(soup, f"Comments ({len(heads)})"))
        place.insert_before(_paragraph(soup, f"{number}. {name} says:"))
        tag.decompose()


def _commenter(tag: Tag) -> str:
    """The name inside an author tag, without "says", and without signs that end a head."""
    inner = tag.select_one(".fn, cite, a, .user, .name") or tag
    name = _SAYS.sub("", " ".join(inner.get_text(" ").split()))
    return " ".join(re.sub(r"[:;,•·|«»\"“”<>]", " ", name).split())[:48]


def _paragraph(soup: BeautifulSoup, text: str) -> Tag:
    tag = soup.new_tag("p")
    tag.string = text
    return tag


def _drop_boilerplate(soup: BeautifulSoup) -> None:
    """Drop what tags and class names call navigation; never what holds most of the text."""
    half = len(soup.get_text()) / 2
    for tag in soup.find_all(True):
        if tag.decomposed or tag.name in ("html", "body", "main", "article"):
            continue
        if (_is_boilerplate(tag) or _is_page_header(tag)) and len(tag.get_text()) < half:
            tag.decompose()


def _is_boilerplate(tag: Tag) -> bool:
    marks = (mark for name in ("class", "id", "role") for mark in tag.get_attribute_list(name))
    words = [mark.lower() for mark in marks if mark]
    return tag.name == "footer" or any(
        word in _DROPPED or _DROPPED_STEMS.fullmatch(word) for word in words
    )


def _is_page_header(tag: Tag) -> bool:
    """A `<header>` of the page: outside the article, and without the page's own headline."""
    if tag.name != "header" or tag.find_parent(["article", "main", "section"]):
        return False
    return tag.find("h1") is None


def _text_of(soup: BeautifulSoup) -> str:
    for node in soup.find_all(string=True):
        if isinstance(node, (Comment, PreformattedString)):
            node.extract()
        elif not node.find_parent("pre"):
            node.replace_with(NavigableString(re.sub(r"\s+", " ", node)))
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all(_BLOCK_NAMES):
        tag.insert(0, "\n\n")
        tag.append("\n\n")
    lines = (line.strip() for line in soup.get_text().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
