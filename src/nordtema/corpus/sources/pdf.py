"""PDF to the text of its pages, without what comes back at the head or foot of them.

Columns follow each other as the file has them; broken words and lines are mended as those of any
other text are. A scanned page has no text.
"""

import logging
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

from .exported import Unreadable
from .packed import whole
from .readers import of_document
from .recogniser import Recogniser

_DAMAGED = "damaged or cut off; open it and save it again"
_LOCKED = "locked with a password; take its password off"
_MISSING = "its reader pypdf is not installed; run `make setup`"
_SCANNED = (
    "scanned: it holds pictures of pages and no letters; have the letters recognised (OCR) first"
)
_MOST_PAGES = 5000
_LEAST_LETTERS = 20  # a page, on average
_EDGE = 2  # lines at the head and foot of a page
_LEAST_PAGES = 3  # on which a line of the edge comes back
_DIGITS = re.compile(r"\d+")


def pdf_text(path: Path) -> str:
    """The text of a PDF.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    str

    Raises
    ------
    Unreadable
        If it is damaged, locked or scanned.
    """
    pages = [text.split("\n") for text in _pages(whole(path))]
    edges = _edges(pages)
    text = "\n".join(line for page in pages for line in _inner(page, edges)).strip()
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS * max(len(pages), 1):
        raise Unreadable(_SCANNED)
    return text


def _pages(data: bytes) -> list[str]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, FileNotDecryptedError
    except ModuleNotFoundError:
        raise Unreadable(_MISSING) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told once, by us
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(_LOCKED)
        if len(reader.pages) > _MOST_PAGES:
            raise Unreadable(f"holds more than {_MOST_PAGES} pages; split it")
        return [(page.extract_text() or "").strip() for page in reader.pages]
    except (FileNotDecryptedError, DependencyError, NotImplementedError):
        raise Unreadable(_LOCKED) from None
    except Unreadable:
        raise
    except Exception:  # a damaged file breaks such a reader in many ways
        raise Unreadable(_DAMAGED) from None


def _edges(pages: list[list[str]]) -> set[str]:
    """Lines at the head or foot that come back on most pages, but for their numbers."""
    times: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        times.update({_form(line) for line in (*filled[:_EDGE], *filled[-_EDGE:])})
    least = max(_LEAST_PAGES, len(pages) / 2)
    return {form for form, number in times.items() if number >= least}


def _form(line: str) -> str:
    return _DIGITS.sub("9", " ".join(line.split()))


def _inner(page: list[str], edges: set[str]) -> list[str]:
    filled = [number for number, line in enumerate(page) if line.strip()]
    outer = {*filled[:_EDGE], *filled[-_EDGE:]}
    return [line for n, line in enumerate(page) if not (n in outer and _form(line) in edges)]


RECOGNISERS = (
    Recogniser(
        "pdf", "a PDF without a text",
        "have its letters recognised (OCR), or copy its text as plain text (UTF-8)",
        lambda seen: seen.data.startswith(b"%PDF"),
        of_document(pdf_text), endings=(".pdf",),
    ),
)  # fmt: skip
