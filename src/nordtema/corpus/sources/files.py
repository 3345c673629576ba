"""One file of a corpus → its documents: one for a text or page, several for an export."""

from dataclasses import replace
from pathlib import Path

from ..dates import date_in_name
from . import names
from .exported import ExportedDocument, Unreadable
from .formats import Format, format_of
from .index import own_name
from .inventory import LEFT_OUT, READ, Inventory
from .packed import MOST, TOO_LARGE
from .texts import exported_documents, unreadable

_PLAIN = "a text or web page"  # what is of no format


def file_format(path: Path) -> Format | None:
    """The format of a file; None for plain text and web pages.

    Parameters
    ----------
    path : of a file of the corpus

    Returns
    -------
    Format or None

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
    path : of the file
    doc_id : of the file; several documents of a file have a number behind it
    kind : as `file_format` tells it
    file : the file's name in the inventory
    inventory : is told the file

    Returns
    -------
    list of dicts, one a document
    """
    row = {"doc_id": doc_id, "path": str(path), "unread": ""}
    inventory.recognised[file] = kind.called if kind else _PLAIN
    if kind is None and path.stat().st_size > MOST:
        reason = f"{_PLAIN}: {TOO_LARGE}"
        inventory.add(file, LEFT_OUT, reason)
        return [{**row, "unread": reason}]
    if kind is None:
        inventory.add(file, READ)
        return [row]
    try:
        exported, reason = exported_documents(path, kind.key), kind.reason
    except Unreadable as wrong:
        exported, reason = [], f"{kind.called}: {wrong}"
    if not exported:
        inventory.add(file, LEFT_OUT, reason)
        return [{**row, "unread": reason}]
    several = len(exported) > 1
    told = f"{kind.called}: {len(exported)} texts" if several else ""
    inventory.add(file, READ, told)
    if not several and not exported[0].date:  # nothing else can tell it
        exported = [replace(exported[0], date=date_in_name(path.name))]
    ids = _ids(exported)
    return [
        {**row, "doc_id": f"{doc_id}/{one}" if several else doc_id, **_facts(document)}
        for one, document in zip(ids, exported, strict=True)
    ]


def _ids(documents: list[ExportedDocument]) -> list[str]:
    """The ids that an export gives its documents; numbers where it does not, or gives one twice."""
    given = [document.id for document in documents]
    if all(given) and len(set(given)) == len(given):
        return given
    return [str(number) for number in range(1, len(documents) + 1)]


def _facts(document: ExportedDocument) -> dict[str, str]:
    """What is told of a document, under names that no column of ours has."""
    told = document.told()
    ours = ("text", "date", "title", "author", "source", "language")
    facts = {name if name in ours else own_name(name): value for name, value in told.items()}
    return {**facts, "language": names.language_of(facts["language"])}
