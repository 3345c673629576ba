"""A document within an export, with what the export tells of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExportedDocument:
    """One of the documents of an export.

    Attributes
    ----------
    text : plain text
    date, title, author, source : as the export tells them, "" where it does not
    """

    text: str
    date: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
