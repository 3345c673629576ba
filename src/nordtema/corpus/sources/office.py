"""Word documents (.docx) and OpenDocument texts (.odt) to their paragraphs.

Deleted passages, comments, notes, lists of contents, heads and feet of pages are left out.
"""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from lxml import etree

from .exported import Unreadable
from .readers import of_document
from .recogniser import Beginning, Recogniser
from .rules import rule
from .xml_stream import events_of, forget, local_name

_MOST = 60_000_000  # bytes of the one part that holds the text
_DAMAGED = "damaged or cut off; open it and save it again"
_LOCKED = "locked with a password; take its password off"
_SILENT = frozenset((
    "Fallback", "del", "moveFrom", "instrText", "delText", "note", "annotation",
    "tracked-changes", "table-of-content", "alphabetical-index", "footnote", "endnote",
))  # fmt: skip
_BREAKS = {"br": "\n", "cr": "\n", "line-break": "\n", "tab": "\t", "noBreakHyphen": "-"}


def docx_text(path: Path) -> str:
    """The text of a Word document, a line for each paragraph.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    str

    Raises
    ------
    Unreadable
        If it is damaged, locked or too large.
    """
    return _text(path, "word/document.xml", "body", _is_listed_in_word)


def odt_text(path: Path) -> str:
    """The text of an OpenDocument text, a line for each paragraph.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    str

    Raises
    ------
    Unreadable
        If it is damaged, locked or too large.
    """
    return _text(path, "content.xml", "text", lambda paragraph: False)


def _text(path: Path, part: str, body: str, left_out: Callable[[etree._Element], bool]) -> str:
    data = _member(path, part)
    lines: list[str] = []
    for event, element in events_of(BytesIO(data), "p", "h"):
        inside = {local_name(one) for one in element.iterancestors()}
        if event == "start" or inside & (_SILENT | {"p", "h"}) or body not in inside:
            continue
        if not left_out(element):
            lines += _paragraph(element).split("\n")
        forget(element)
    return "\n".join(line.strip() for line in lines).strip()


def _member(path: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as packed:
            if _is_locked(packed):
                raise Unreadable(_LOCKED)
            if packed.getinfo(name).file_size > _MOST:
                raise Unreadable(f"holds more than {_MOST // 1_000_000} MB of text; split it")
            with packed.open(name) as member:
                return member.read(_MOST)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, zlib.error, NotImplementedError):
        raise Unreadable(_DAMAGED) from None
    except RuntimeError:  # an encrypted member
        raise Unreadable(_LOCKED) from None


def _is_locked(packed: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file says that its parts are encrypted."""
    try:
        with packed.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(1_000_000)
    except KeyError:
        return False


def _is_listed_in_word(paragraph: etree._Element) -> bool:
    """Whether a paragraph is of a list of contents, by the name of its style in any norm."""
    style = paragraph.find("{*}pPr/{*}pStyle")
    names = "" if style is None else " ".join(map(str, style.attrib.values()))
    return bool(rule("style of contents").match(names))


def _paragraph(element: etree._Element) -> str:
    pieces: list[str] = []
    _gather(element, pieces, word="wordprocessingml" in str(element.tag))
    return "".join(pieces)


def _gather(element: etree._Element, pieces: list[str], word: bool) -> None:
    """Add the text of an element: in Word that of w:t alone, else all of it."""
    pieces.append("" if word or local_name(element) not in ("p", "h") else element.text or "")
    for child in element.iterchildren():
        name = local_name(child)
        if name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "s" and not word:
            blanks = next((v for k, v in child.attrib.items() if str(k).endswith("}c")), "1")
            pieces.append(" " * min(int(blanks) if str(blanks).isdigit() else 1, 20))
        elif name == "t" and word:
            pieces.append(child.text or "")
        elif name in ("p", "h"):  # of a text box
            pieces.append("\n" + _paragraph(child) + "\n")
        elif name and name not in _SILENT:
            pieces.append("" if word else child.text or "")
            _gather(child, pieces, word)
        if not word:
            pieces.append(child.tail or "")


def _holds(seen: Beginning, ending: str, part: str) -> bool:
    """Whether it is a packed document with such a part, or so damaged that its name alone tells."""
    if seen.members:
        return any(part in seen.members[0] or name.startswith(part) for name in seen.members)
    return seen.data.startswith(b"PK\x03\x04") and seen.ending == ending


RECOGNISERS = (
    Recogniser(
        "docx", "a Word document without a text",
        "save it as plain text (UTF-8)",
        lambda seen: _holds(seen, ".docx", "word/"),
        of_document(docx_text), endings=(".docx",),
    ),
    Recogniser(
        "odt", "an OpenDocument text without a word",
        "save it as plain text (UTF-8)",
        lambda seen: _holds(seen, ".odt", "opendocument.text"),
        of_document(odt_text),
    ),
)  # fmt: skip
