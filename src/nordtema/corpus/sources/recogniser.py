"""What a module of this room says of a format that it reads, and how all such are found.

A module is known everywhere by what it calls ``RECOGNISERS``: nothing else has to name it.
"""

import functools
import importlib
import pkgutil
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from ...tables import line_feeds
from .exported import ExportedDocument

SEEN = 65536  # bytes of a file that are looked at
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
_OF_NO_TEXT = re.compile(r" without | that could not ")  # what a name says of one that is not read
_ROOT = re.compile(r"<(?!\?|!)(?:[\w.-]+:)?([A-Za-z][\w.-]*)([^>]*)")
_OF_ARCHIVE = re.compile(r"ret\.nu/|[Ii]nfomedia|Publi(?:cer|s)|rtikel-? ?[Ii]d|End of Document")
_TAG = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_INLINE = re.compile(r"</?(?:b|i|em|strong|span|a|u|font|mark)\b[^<>]*>", re.IGNORECASE)


class Beginning:
    """What is seen of a file, or of a text, before it is read.

    Parameters
    ----------
    data : its first bytes; b"" of a text
    path : of the file, or None of a text
    text : what stands for the bytes of a text

    Attributes
    ----------
    ending : of the file's name, in small letters
    """

    def __init__(self, data: bytes = b"", path: Path | None = None, text: str | None = None):
        self.data, self.path, self._text = data, path, text
        self.ending = path.suffix.lower() if path else ""

    @functools.cached_property
    def text(self) -> str:
        """The beginning as text, as far as formats show in it; "" of what is known to be none."""
        if self._text is not None or self.data.startswith(_NO_TEXT):
            return self._text or ""
        head = self.data
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return line_feeds(head[: len(head) // 2 * 2].decode("utf-16", "replace"))
        text = head.decode("utf-8", "replace") if b"\xc3" in head else head.decode("latin-1")
        return line_feeds(text.lstrip("\ufeff\xef\xbb\xbf"))

    @functools.cached_property
    def start(self) -> str:
        """Its first letters, from the first that is no blank."""
        return self.text[:2000].lstrip()

    @functools.cached_property
    def root(self) -> str:
        """The name of the element that it begins with, in small letters; "" of plain text."""
        match = _ROOT.search(self.start) if self.start.startswith("<") else None
        return match[1].lower() if match and not self.is_page else ""

    @functools.cached_property
    def is_page(self) -> bool:
        """Whether it declares itself a web page."""
        return self.start[:14].lower() == "<!doctype html"

    @functools.cached_property
    def is_xml(self) -> bool:
        """Whether it declares itself XML that is no web page."""
        match = _ROOT.search(self.start)
        declared = match and (self.start.startswith(("<?xml", "<!DOCTYPE")) or "xmlns" in match[2])
        return bool(declared) and self.root not in ("", "html")

    @functools.cached_property
    def plain(self) -> str:
        """The text of what is no markup; "" of markup."""
        return "" if self.start.startswith("<") else self.text

    @functools.cached_property
    def lines(self) -> str:
        """The text, of a web page that may be an archive's export without its tags."""
        if not self.start.startswith("<"):
            return self.text
        if not _OF_ARCHIVE.search(self.text):
            return ""
        plain = _TAG.sub("\n", _INLINE.sub("", self.text))
        lines = "\n".join(" ".join(unescape(line).split()) for line in plain.split("\n"))
        return re.sub(r"\n{2,}", "\n", lines)

    @functools.cached_property
    def members(self) -> list[str] | None:
        """Names of the parts of a zip archive, first what its ``mimetype`` says.

        None of what is no such archive, or a damaged one.
        """
        if self.path is None or not self.data.startswith(b"PK\x03\x04"):
            return None
        try:
            with zipfile.ZipFile(self.path) as packed:
                names = packed.namelist()
                told = packed.open("mimetype").read(200) if "mimetype" in names else b""
        except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
            return None
        return [told.decode("ascii", "replace"), *names]


@dataclass(frozen=True)
class Sign:
    """What a text shows that is no plain text.

    Attributes
    ----------
    pattern : of lines
    needs : of which one stands in the text, else the pattern is not asked
    least : how often it must be met
    """

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    least: int = 1

    def shows_in(self, text: str) -> bool:
        """Whether a text shows it.

        Parameters
        ----------
        text : its beginning, or all of it

        Returns
        -------
        bool
        """
        if not any(needed in text for needed in self.needs):
            return False
        matches = self.pattern.finditer(text)
        return all(next(matches, None) for _ in range(self.least))


def sign(pattern: str, *needs: str, least: int = 1) -> Sign:
    """A sign of a format, by a pattern in which ``^`` and ``$`` are ends of lines.

    Parameters
    ----------
    pattern, needs, least : as of `Sign`

    Returns
    -------
    Sign
    """
    return Sign(re.compile(pattern, re.MULTILINE), needs, least)


@dataclass(frozen=True)
class Format:
    """What a file is if it is no plain text or page.

    Attributes
    ----------
    key : docx, pdf, mbox …
    name : with its article: "a Word document"; of one that is read also why nothing was found
    remedy : how to get a text out of it
    """

    key: str
    name: str
    remedy: str

    @property
    def called(self) -> str:
        """The name without what it says of one that is not read."""
        return _OF_NO_TEXT.split(self.name)[0]

    @property
    def reason(self) -> str:
        """Why it is no text, and what to do."""
        return f"{self.name}: {self.remedy}"


@dataclass(frozen=True)
class Recogniser(Format):
    """A format that is read.

    Attributes
    ----------
    recognises : whether a file is of it, by what is seen first
    read : a file to its documents; raises `Unreadable` where it is damaged, locked or too large
    parts : a text to its documents, of a format that may stand in a Word document or PDF too
    endings : names of files end so, and it is one of these where the content says nothing
    """

    recognises: Callable[[Beginning], bool]
    read: Callable[[Path], list[ExportedDocument]]
    parts: Callable[[str], list[ExportedDocument]] | None = None
    endings: tuple[str, ...] = ()


@functools.cache
def recognisers() -> tuple[Recogniser, ...]:
    """What the modules of this room call ``RECOGNISERS``, in the order of their names.

    Returns
    -------
    tuple of Recogniser
    """
    package = importlib.import_module(__package__ or "")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    return tuple(one for module in modules for one in getattr(module, "RECOGNISERS", ()))
