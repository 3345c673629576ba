"""XML element by element: nothing is fetched, no entity grows, and memory stays flat."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from .exported import Unreadable
from .packed import opened

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTITIES = "declares entities of its own, which may grow without end; write them out"


def elements(path: Path, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """Elements of the names that are asked for, as they begin and end.

    Parameters
    ----------
    path : of the file, which may be packed with gzip
    tags : local names, of whatever namespace

    Yields
    ------
    ("start" | "end", element)

    Raises
    ------
    Unreadable
        If it is not well-formed, cut off, or declares entities.
    """
    with opened(path) as handle:
        yield from events_of(handle, *tags)


def events_of(handle: BinaryIO, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """As `elements`, of an open file.

    Parameters
    ----------
    handle : of the bytes
    tags : local names, of whatever namespace

    Yields
    ------
    ("start" | "end", element)

    Raises
    ------
    Unreadable
        If it is not well-formed, cut off, or declares entities.
    """
    try:
        events = etree.iterparse(
            handle, events=("start", "end"), tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        first = True
        for event, element in events:
            if first:
                refuse_entities(element)
            first = False
            yield event, element
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise Unreadable(f"not well-formed at line {line}: cut off or damaged") from None
    except (EOFError, zlib.error, OSError):
        raise Unreadable("damaged or cut off; pack it again") from None


def refuse_entities(element: etree._Element) -> None:
    """Refuse a document that declares entities of its own.

    Parameters
    ----------
    element : of the document

    Raises
    ------
    Unreadable
        If it does.
    """
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and next(dtd.iterentities(), None) is not None:
        raise Unreadable(_ENTITIES)


def forget(element: etree._Element) -> None:
    """Free an element that has been read, and what stood before it.

    Parameters
    ----------
    element : that has ended
    """
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element.

    Parameters
    ----------
    element : any node

    Returns
    -------
    str
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child_text(element: etree._Element | None, path: str) -> str:
    """The text of the first element of a path, its blanks made one.

    Parameters
    ----------
    element : where the path begins, or None
    path : as `find` understands it

    Returns
    -------
    str, "" where there is none
    """
    found = None if element is None else element.find(path)
    return "" if found is None else " ".join("".join(found.itertext()).split())
