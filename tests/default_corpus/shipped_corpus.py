"""The corpus that comes with the project, read as the study reads it; words and sentences."""

import csv
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nordtema.corpus.page import Page, read_page

CHECKOUT = Path(__file__).resolve().parents[2]
SHIPPED = CHECKOUT / "corpus"
FIRST_NEW = 101  # the numbers of the texts that were written for the second edition begin here
LONG_SENTENCE = 8  # words

Row = dict[str, str]


@dataclass(frozen=True)
class Document:
    """A row of the manifest with its file and what the study reads in it."""

    row: Row
    raw: str
    page: Page

    def __getattr__(self, name: str) -> str:
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def new(self) -> bool:
        return int(self.doc_id.partition("-")[2]) >= FIRST_NEW

    @property
    def themes(self) -> tuple[str, str]:
        return self.theme, self.second_theme

    @property
    def parts(self) -> list[str]:
        return ["\n".join(part.paragraphs) for part in self.page.parts]

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    @property
    def commenters(self) -> list[str]:
        return [part.writer for part in self.page.parts if part.kind == "comment"]


@dataclass(frozen=True)
class Corpus:
    """A folder like corpus/, read whole."""

    folder: Path
    documents: list[Document]

    def table(self, name: str) -> list[Row]:
        """The rows of a table beside the texts."""
        return rows_of(self.folder / f"{name}.csv")

    def of(self, country: str) -> list[Document]:
        return [document for document in self.documents if document.country == country]


_page = functools.cache(read_page)  # a damaged copy shares most of its files with the shipped one


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def read_shipped(folder: Path = SHIPPED) -> Corpus:
    documents = []
    for row in rows_of(folder / "manifest.csv"):
        file = folder / row["path"]
        raw = file.read_text(encoding="utf-8") if file.is_file() else ""
        documents.append(Document(row, raw, _page(raw, row["author"], row["title"])))
    return Corpus(folder, documents)


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.casefold())


def long_sentences(text: str) -> Iterator[tuple[str, ...]]:
    """Sentences of eight words or more: no capitals, no punctuation. A line-break ends one too."""
    for sentence in re.split(r"(?<=[.!?…:;])[\"'»”’)\]]*\s+|\n", text):
        if len(words := words_of(sentence)) >= LONG_SENTENCE:
            yield tuple(words)


def runs_of(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = words_of(text)
    return (tuple(words[n : n + size]) for n in range(len(words) - size + 1))


def shared(passages: Iterable[tuple[str, Iterable[tuple[str, ...]]]]) -> dict[str, set[str]]:
    """The passages that stand in more than one text, and where."""
    places: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, found in passages:
        for passage in found:
            places[passage].add(name)
    return {" ".join(passage): owners for passage, owners in places.items() if len(owners) > 1}


def outside(value: float, bounds: tuple[float, float]) -> bool:
    return not bounds[0] <= value <= bounds[1]
