"""A web page to its lines, with nothing left out: for exports, which are not pages of a site."""

import re

from lxml import etree, html

_BLOCKS = frozenset((
    "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section",
    "header", "footer", "table", "ul", "ol", "blockquote", "dt", "dd", "hr", "body", "center",
))  # fmt: skip
_SILENT = frozenset(("script", "style", "head", "title", "noscript", "template"))
_BLANKS = re.compile(r"[ \t\xa0]+")
_BLANK_LINES = re.compile(r"\n{2,}")


def html_lines(source: str) -> str:
    """The text of a page, a line for each block.

    Parameters
    ----------
    source : of the page

    Returns
    -------
    str
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    _gather(root, pieces)
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return _BLANK_LINES.sub("\n", "\n".join(lines)).strip()


def _gather(element: html.HtmlElement, pieces: list[str]) -> None:
    name = element.tag if isinstance(element.tag, str) else ""
    if name and name not in _SILENT:
        own = name in _BLOCKS
        pieces.append("\n" * own + _flat(element.text))
        for child in element:
            _gather(child, pieces)
            pieces.append(_flat(child.tail))
        pieces.append("\n" * (own or name == "br"))


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
