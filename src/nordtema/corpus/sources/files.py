"""One file of a corpus → its documents: one for a text or page, several for an export."""

import re
from pathlib import Path

from .exported import Text
from .formats import Format, format_of
from .inventory import LEFT_OUT, READ, Inventory
from .texts import exported_texts, unreadable

_OF_NO_TEXT = re.compile(r" without | that could not ")  # what a name says of one that is not read


def file_format(path: Path) -> Format | None:
    """The format of a file; None for plain text and web pages.

    Raises
    ------
    StudyError
        If the file cannot be read.
    """
    try:
        return format_of(path)
    except OSError as error:
        raise unreadable(path, error) from None


def documents_of(
    path: Path, doc_id: str, kind: Format | None, file: str, inventory: Inventory
) -> list[dict[str, str]]:
    """Documents that a file holds: doc_id, path, unread, and text, date, title … of an export.

    Parameters
    ----------
    doc_id : of the file; several documents of a file have a number behind it
    kind : as `file_format` tells it
    file : the file's name in the inventory
    """
    row = {"doc_id": doc_id, "path": str(path), "unread": ""}
    if kind is None:
        inventory.add(file, READ)
        return [row]
    texts = exported_texts(path, kind.key)
    if not texts:
        inventory.add(file, LEFT_OUT, kind.reason)
        return [{**row, "unread": kind.reason}]
    told = f"{_OF_NO_TEXT.split(kind.name)[0]}: {len(texts)} texts" if len(texts) > 1 else ""
    inventory.add(file, READ, told)
    return [
        {**row, "doc_id": f"{doc_id}/{number}" if len(texts) > 1 else doc_id, **_facts(text)}
        for number, text in enumerate(texts, 1)
    ]


def _facts(text: Text) -> dict[str, str]:
    return {
        "text": text.text, "date": text.date, "title": text.title, "author": text.author,
        "source": text.source,
    }  # fmt: skip
