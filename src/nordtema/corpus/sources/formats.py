"""What a file is, seen in its first bytes rather than in its name.

What is read says itself by what it is known (`recogniser`). Of the rest, `signs.csv` holds what
binary formats begin with, `exports.csv` what texts show that are no plain text, and `formats.csv`
what each is called and how to get a text out of it.
"""

import functools
import re
from pathlib import Path

from ...tables import package_rows
from .containers import is_of_elements, recurring_line
from .recogniser import SEEN, Beginning, Format, Sign, recognisers

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LONGEST_DIRECTORY = 2_000_000  # bytes in which an old Office file names its parts
_IN_ZIP = (
    ("xl/", "xlsx"), ("ppt/", "pptx"), ("Index/Document.iwa", "pages"), ("Index/", "pages"),
)  # fmt: skip
_MIME_IN_ZIP = (("epub", "epub"), ("opendocument.spreadsheet", "ods"))
_OLE_ENDINGS = {".doc": "doc", ".xls": "xls", ".msg": "msg", ".dot": "doc"}
_ENDINGS = {".tex": "latex", ".ann": "brat"}
_ROOTS = {
    "alto": "alto", "mets": "alto", "pcgts": "alto", "rss": "feed", "feed": "feed", "rdf": "feed",
    "tt": "ass", "svg": "image",
}  # fmt: skip
#: what holds several texts in a way that is not read
CONTAINERS = ("factiva", "proquest", "articles", "container", "chat")
_MOST_CONTROLS = 0.01
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")


@functools.cache
def formats() -> dict[str, Format]:
    """All formats by their key: those that are read, then those that are told.

    Returns
    -------
    key → Format
    """
    told = (Format(**row) for row in package_rows(__package__, "formats.csv"))
    return {one.key: one for one in (*recognisers(), *told)}


def format_of(path: Path) -> Format | None:
    """The format of a file; None for plain text and web pages.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    Format or None

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    with path.open("rb") as handle:
        seen = Beginning(handle.read(SEEN), path)
    key = _binary(seen, path)
    known = formats()[key] if key else _recognised(seen)
    return known or _by_ending(seen) or (formats()["binary"] if _is_binary(seen.data) else None)


def format_of_text(text: str) -> Format | None:
    """The format that a text shows itself to be of; None for plain text.

    Parameters
    ----------
    text : its beginning, or all of it

    Returns
    -------
    Format or None
    """
    return _recognised(Beginning(text=text))


def _recognised(seen: Beginning) -> Format | None:
    """A format that is read, else one that is told."""
    for one in recognisers():
        if one.recognises(seen):
            return one
    key = _of_zip(seen) or (_of_markup(seen) if seen.start.startswith("<") else _of_text(seen.text))
    return formats()[key] if key else None


def _by_ending(seen: Beginning) -> Format | None:
    told = _ENDINGS.get(seen.ending)
    read = (one for one in recognisers() if seen.ending in one.endings)
    return next(read, formats()[told] if told else None)


def _binary(seen: Beginning, path: Path) -> str:
    if seen.data.startswith(_OLE):
        with path.open("rb") as handle:
            locked = is_locked(handle.read(_LONGEST_DIRECTORY))
        return "locked" if locked else _OLE_ENDINGS.get(seen.ending, "ole")
    return next((key for key, at, pattern in _signs() if pattern.match(seen.data, at)), "")


def is_locked(data: bytes) -> bool:
    """Whether an Office file of today is wrapped in an old one, which holds it encrypted.

    Parameters
    ----------
    data : the first bytes of the file, or all

    Returns
    -------
    bool
    """
    return data.startswith(_OLE) and _ENCRYPTED in data[:_LONGEST_DIRECTORY]


def _of_zip(seen: Beginning) -> str:
    if not seen.data.startswith(b"PK\x03\x04"):
        return ""
    if not seen.members:
        return "epub" if seen.ending == ".epub" else "archive"
    mime, *names = seen.members
    by_mime = (key for sign, key in _MIME_IN_ZIP if sign in mime)
    by_name = (key for start, key in _IN_ZIP if any(name.startswith(start) for name in names))
    return next(by_mime, next(by_name, "archive"))


def _of_markup(seen: Beginning) -> str:
    """The format of what begins with a tag; "" for web pages."""
    key = _ROOTS.get(seen.root) or "xml" * seen.is_xml
    return key or "container" * is_of_elements(seen.text)


def _of_text(text: str) -> str:
    """The format of a text that is not read but told; "" for plain text."""
    keys = (key for key, sign in _exports() if sign.shows_in(text))
    return next(keys, "container" if recurring_line(text) else "")


def _is_binary(head: bytes) -> bool:
    """Whether there are too many control signs for a text; UTF-16 has NULs in every other byte."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    halves = sorted((head[::2].count(0), head[1::2].count(0)))
    if halves[0] == 0 and halves[1] > len(head) * 0.2:
        return False
    return len(_CONTROL.findall(head)) > _MOST_CONTROLS * len(head)


@functools.cache
def _signs() -> list[tuple[str, int, re.Pattern]]:
    """Key, place and pattern of what binary formats begin with."""
    return [
        (row["key"], int(row["at"]), re.compile(row["pattern"].encode()))
        for row in package_rows(__package__, "signs.csv")
    ]


@functools.cache
def _exports() -> list[tuple[str, Sign]]:
    return [
        (row["key"], Sign(re.compile(row["pattern"], re.MULTILINE), tuple(row["needs"].split("|")),
                          int(row["least"])))
        for row in package_rows(__package__, "exports.csv")
    ]  # fmt: skip
