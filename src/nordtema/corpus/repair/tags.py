"""Tags and entities in texts that are no pages: cells of exports from databases.

A tag that parts blocks (`<br>`, `</p>`, `<li>`) is a line-break, an inline one vanishes without
parting the word that it stands in. What only looks like a tag stays: `a < b`, `<3`, an address in
angle brackets.
"""

import functools
import html
import re
from collections.abc import Iterator

from ...tables import package_rows
from .steps import repaired_in_steps

_ATTRIBUTES = r"""(?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*+|\s[^<>]*)?"""
_TAG = re.compile(rf"<(/?)([a-z][a-z0-9:]*)({_ATTRIBUTES})/?>", re.I)
_UNSEEN = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.I)
_DECLARED = re.compile(r"<[?!](?:doctype|xml)[^<>]*>", re.I)
_ENTITY = re.compile(
    r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][\da-fA-F]{1,6});"
    r"|&(?:[aA]ring|[oO]slash|(?:ae|AE)lig|[aouAOU]uml|eacute|nbsp)(?!;)"
)
_IN_BRACKETS = re.compile(
    r"\[(/?)(b|i|u|s|br|hr|p|li|quote|code|list|\*|url|img|size|color|font|center|left|right)"
    r"(?:=[^\]\n]{0,200})?\]",
    re.I,
)
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n(?![a-zæøåäö])|\\t(?![a-zæøåäö])")
_DEEPEST = 3  # how often an entity may be escaped: &amp;amp;oslash;


@functools.cache
def _kinds() -> dict[str, str]:
    """Names of the tags of HTML and Word, and whether they are inline or part blocks."""
    return {row["tag"]: row["kind"] for row in package_rows(__package__, "data", "tags.csv")}


def without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without tags and entities, and notes on what there was.

    Parameters
    ----------
    text : no page of HTML

    Returns
    -------
    (text, notes: "tags", "entities" or "written line ends")
    """
    return repaired_in_steps(text, _STEPS)


def _entities_out(text: str) -> str:
    for _ in range(_DEEPEST if "&" in text else 0):
        plain = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
        if plain == text:
            break
        text = plain
    return text


def _brackets_out(text: str) -> str:
    """Without the tags of forums: [b], [br], [quote=Kari]."""
    if "[/" not in text and "[br]" not in text.lower():
        return text
    return _IN_BRACKETS.sub(lambda tag: "" if len(tag[2]) == 1 and tag[2] != "*" else "\n", text)


def _written_breaks_out(text: str) -> str:
    """With a line-break for each that a program has written as a backslash and an n."""
    if "\\" not in text or ":\\" in text:  # C:\Tekster
        return text
    return _WRITTEN_BREAK.sub("\n", text)


def _tags_out(text: str) -> str:
    if "<" not in text:
        return text
    text = _without_unseen(text)
    closed = {match[2].lower() for match in _TAG.finditer(text) if match[1]}
    return _TAG.sub(lambda tag: _instead(tag, closed), text)


def _instead(tag: re.Match[str], closed: set[str]) -> str:
    """What stands in place of a tag; one of an unknown name is a tag if it is closed somewhere."""
    name = tag[2].lower()
    if tag[3].strip(" /") and "=" not in tag[3]:  # <i dag> is no tag
        return tag.group()
    kind = _kinds().get(name)
    if kind:
        return "" if kind == "inline" else "\n"
    return " " if name in closed else tag.group()


def _without_unseen(text: str) -> str:
    """The text without scripts, styles, comments and declarations; in one pass."""
    text = _DECLARED.sub("", text.replace("<![CDATA[", "").replace("]]>", ""))
    if "<!--" in text:
        text = "".join(_outside(text, "<!--", "-->"))
    kept, end, opened = [], 0, ""
    for tag in _UNSEEN.finditer(text):
        if not opened and not tag[1]:
            kept.append(text[end : tag.start()])
            opened, end = tag[2].lower(), tag.start()
        elif opened == tag[2].lower() and tag[1]:
            opened, end = "", tag.end()
    return "".join([*kept, text[end:]])


def _outside(text: str, opening: str, closing: str) -> Iterator[str]:
    """The pieces of a text outside its comments; one that is never closed is none."""
    end = 0
    while (start := text.find(opening, end)) >= 0:
        stop = text.find(closing, start)
        if stop < 0:
            break
        yield text[end:start]
        end = stop + len(closing)
    yield text[end:]


_STEPS = (
    ("written line ends", _written_breaks_out),
    ("tags", _tags_out),
    ("entities", _entities_out),
    ("tags", _tags_out),
    ("tags", _brackets_out),
)
