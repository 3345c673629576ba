"""A document within an export, with what the export tells of it."""

from dataclasses import dataclass, field


class Unreadable(ValueError):
    """A file that is damaged, locked or too large: what is wrong with it, and what to do."""


@dataclass(frozen=True)
class ExportedDocument:
    """One of the documents of an export.

    Attributes
    ----------
    text : plain text
    date, title, author, source, language, section, id : as the export tells them, "" where it
        does not
    columns : what else it tells, under names of its own
    """

    text: str
    date: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    language: str = ""
    section: str = ""
    id: str = ""
    columns: dict[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, str]:
        """Everything but the id and what is not told of any document, under names of columns.

        Returns
        -------
        name → value
        """
        facts = {
            "text": self.text, "date": self.date, "title": self.title, "author": self.author,
            "source": self.source, "language": self.language,
        }  # fmt: skip
        section = {"section": self.section} if self.section else {}
        return {**facts, **section, **self.columns}
