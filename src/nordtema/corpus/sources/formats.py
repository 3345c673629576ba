"""What a file is, seen in its first bytes rather than in its name.

`signs.csv` holds what binary formats begin with, `exports.csv` what texts show that are no plain
text, `formats.csv` what each is called and how to get a text out of it.
"""

import functools
import re
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from ...tables import line_feeds, package_rows
from .containers import is_of_elements, recurring_line

SEEN = 65536  # bytes of a file that are looked at
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LONGEST_DIRECTORY = 2_000_000  # bytes in which an old Office file names its parts
_IN_ZIP = (
    ("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"), ("Index/Document.iwa", "pages"),
    ("Index/", "pages"),
)  # fmt: skip
_MIME_IN_ZIP = (("epub", "epub"), ("opendocument.text", "odt"), ("opendocument.spreadsheet", "ods"))
_OLE_ENDINGS = {".doc": "doc", ".xls": "xls", ".msg": "msg", ".dot": "doc"}
_ENDINGS = {".tex": "latex", ".ann": "brat", ".conllu": "conllu", ".pdf": "pdf", ".docx": "docx"}
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([A-Za-z][\w.-]*)([^>]*)")
_ROOTS = {
    "tei": "tei", "teicorpus": "tei", "tei.2": "tei", "alto": "alto", "mets": "alto",
    "pcgts": "alto", "rss": "feed", "feed": "feed", "rdf": "feed", "tt": "ass", "svg": "image",
    "disqus": "disqus",
}  # fmt: skip
#: exports of newspaper archives
ARCHIVES = ("retriever", "infomedia", "lexis")
#: what holds several texts in a way that is not read
CONTAINERS = ("factiva", "proquest", "articles", "container", "chat")
_OF_ARCHIVE = re.compile(r"ret\.nu/|[Ii]nfomedia|Publi(?:cer|s)|rtikel-? ?[Ii]d|End of Document")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_INLINE = re.compile(r"</?(?:b|i|em|strong|span|a|u|font|mark)\b[^<>]*>", re.IGNORECASE)
_MAIL_HEAD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):(?: .*)?$")
_MAIL_HEADS = frozenset((
    "received", "return-path", "message-id", "mime-version", "content-type", "delivered-to",
    "content-transfer-encoding", "in-reply-to", "references", "date", "from", "to", "subject",
    "reply-to", "cc", "sender", "x-mailer",
))  # fmt: skip
_MOST_CONTROLS = 0.01
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")


@dataclass(frozen=True)
class Format:
    """What a file is if it is no plain text or page.

    Attributes
    ----------
    key : docx, pdf, mbox …
    name : with its article: "a Word document"
    remedy : how to get a text out of it
    """

    key: str
    name: str
    remedy: str

    @property
    def reason(self) -> str:
        """Why it is no text, and what to do."""
        return f"{self.name}: {self.remedy}"


@dataclass(frozen=True)
class _Export:
    """What a text shows that is no plain text: a pattern met so many times, and signs of it."""

    key: str
    least: int
    needs: tuple[str, ...]
    pattern: re.Pattern

    def shows_in(self, text: str) -> bool:
        for sign in self.needs:
            if sign in text:
                matches = self.pattern.finditer(text)
                return all(next(matches, None) for _ in range(self.least))
        return False


@functools.cache
def formats() -> dict[str, Format]:
    """All formats by their key.

    Returns
    -------
    key → Format
    """
    return {row["key"]: Format(**row) for row in package_rows(__package__, "formats.csv")}


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
        head = handle.read(SEEN)
    key = _binary(head, path) or key_of_text(_as_text(head)) or _ENDINGS.get(path.suffix.lower())
    key = key or ("binary" if _is_binary(head) else "")
    return formats()[key] if key else None


def _binary(head: bytes, path: Path) -> str:
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(path)
    if head.startswith(_OLE):
        with path.open("rb") as handle:
            locked = is_locked(handle.read(_LONGEST_DIRECTORY))
        return "locked" if locked else _OLE_ENDINGS.get(path.suffix.lower(), "ole")
    keys = (key for key, at, pattern in _signs() if pattern.match(head, at))
    return next(keys, "")


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


def _of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            mime = (
                packed.open("mimetype").read(200).decode("ascii", "replace")
                if "mimetype" in names
                else ""
            )
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return {".docx": "docx", ".odt": "odt", ".epub": "epub"}.get(path.suffix.lower(), "archive")
    for sign, key in _MIME_IN_ZIP:
        if sign in mime:
            return key
    keys = (key for start, key in _IN_ZIP if any(name.startswith(start) for name in names))
    return next(keys, "archive")


def _as_text(head: bytes) -> str:
    """The beginning of a file as text, as far as formats show in it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return line_feeds(head[: len(head) // 2 * 2].decode("utf-16", "replace"))
    text = head.decode("utf-8", "replace") if b"\xc3" in head else head.decode("latin-1")
    return line_feeds(text.lstrip("\ufeff\xef\xbb\xbf"))


def key_of_text(text: str) -> str:
    """The key of the format that a text shows itself to be of; "" for plain text and web pages.

    Parameters
    ----------
    text : its beginning, or all of it

    Returns
    -------
    str
    """
    start = text[:2000].lstrip()
    if start.startswith("<"):
        return _of_markup(start, text) or _of_page(text) or "container" * is_of_elements(text)
    if start.startswith("From ") and _mail_heads(start.split("\n")[1:]) > 1:
        return "mbox"
    for export in _exports():
        if export.shows_in(text):
            return export.key
    if _mail_heads(start.split("\n")) > 2:
        return "eml"
    return "container" if recurring_line(text) else ""


def _of_markup(start: str, text: str) -> str:
    """The format of a file that begins with a tag; "" for web pages."""
    root = _ROOT.search(start)
    if root is None or start[:14].lower() == "<!doctype html":
        return ""
    name = root[1].lower()
    if name == "rss" and ("wordpress.org/export" in text or "<wp:" in text):
        return "wxr"
    if name == "feed" and "blogger" in text:
        return "blogger"
    declared = start.startswith(("<?xml", "<!DOCTYPE")) or "xmlns" in root[2]
    return _ROOTS.get(name) or ("xml" if declared and name != "html" else "")


def _of_page(text: str) -> str:
    """The archive whose export a web page is; "" for any other page."""
    if not _OF_ARCHIVE.search(text):
        return ""
    plain = _TAG.sub("\n", _INLINE.sub("", text))
    lines = "\n".join(" ".join(unescape(line).split()) for line in plain.split("\n"))
    keys = (export.key for export in _exports() if export.shows_in(re.sub(r"\n{2,}", "\n", lines)))
    return next((key for key in keys if key in ARCHIVES), "")


def _mail_heads(lines: list[str]) -> int:
    """How many different heads of a mail the first lines are, up to the first blank one."""
    heads = set()
    for line in lines:
        match = _MAIL_HEAD.match(line.rstrip())
        if match:
            heads.add(match[1].lower())
        elif not line[:1].isspace() or not line.strip():
            break
    return len(heads & _MAIL_HEADS)


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
def _exports() -> list[_Export]:
    return [
        _Export(row["key"], int(row["least"]), tuple(row["needs"].split("|")),
                re.compile(row["pattern"], re.MULTILINE))
        for row in package_rows(__package__, "exports.csv")
    ]  # fmt: skip
