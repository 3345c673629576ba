"""From what lies on a disk to one table of texts, with an inventory: what `nordtema import` makes.

Files are read in parts and the table is written piece by piece, so that their texts never stand in
memory together; an import that was killed goes on where it was.
"""

from __future__ import annotations

import csv
import functools
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus.resolve import resolve_dates
from ..corpus.sources import Parts, read_corpus, texts_of
from ..corpus.sources.inventory import LEFT_OUT
from ..corpus.sources.names import country_of, known_countries
from ..corpus.webpages.markup import html_to_text, is_html
from ..report.sentences.importing import dates_sentence, import_sentences, shown_sentence
from ..schemas import schema_of
from ..study import StudyError
from ..tables import guarded, records_of, storable, write_atomically, write_table, write_text
from .imported import behind, tell_texts_read

if TYPE_CHECKING:
    import pandas as pd

TABLE, SHEET, INVENTORY, REPORT = (
    "texts.parquet",
    "texts.csv",
    "inventory.csv",
    "import_report.html",
)
PARTS = ".parts"  # what has been read of an import that is not done yet
_WRITTEN = frozenset((TABLE, SHEET, INVENTORY, REPORT, PARTS))
_PIECE = 1000  # texts that are written together
_LONGEST_LINE = 80
_SHOWN = 3000  # rows of the report
_NOT_WRITTEN = frozenset(("path", "unread", "text", "doc_id"))
#: of cells that many texts share
_storable, _guarded = (functools.lru_cache(10_000)(one) for one in (storable, guarded))
_TEMPLATE = Path(__file__).with_name("import_report.html.j2")


def import_texts(source: Path, to: Path, country: str = "") -> list[str]:
    """Write the texts of a folder or file as one table, with an inventory and a report.

    Parameters
    ----------
    source : what is read
    to : folder that is written
    country : of texts whose folder names none, or ""

    Returns
    -------
    list of sentences: what was found, and what was left

    Raises
    ------
    StudyError
        If the folder holds files of others, or nothing can be read.
    """
    _refuse_full(to)
    reading = Parts(to / PARTS, behind(), tell_texts_read)
    read = read_corpus(source, own=(to,), country=_code(country), tolerant=True, reading=reading)
    root = source.resolve() if source.is_dir() else source.resolve().parent
    seen = _Seen(root)
    write_atomically(
        to / TABLE, lambda draft: _write_texts(read.documents, Path(draft), to / SHEET, seen)
    )
    inventory = _inventory(read.inventory, read.recognised, seen)
    write_table(to / INVENTORY, inventory, schema_of("import_inventory", frame=True))
    sentences = [*import_sentences(inventory), dates_sentence(inventory)]
    write_text(to / REPORT, _page(f"Import of {source.name}", sentences, inventory))
    shutil.rmtree(to / PARTS)
    return sentences


def _code(country: str) -> str:
    code = country_of(country) if country else ""
    if country and not code:
        raise StudyError(f"--country {country!r}: unknown; write one of {known_countries()}")
    return code


def _refuse_full(to: Path) -> None:
    strangers = sorted(path.name for path in to.iterdir() if path.name not in _WRITTEN) \
        if to.is_dir() else []  # fmt: skip
    if to.is_file() or strangers:
        held = f"holds {strangers[0]} already" if strangers else "is a file"
        raise StudyError(f"{to}: {held}; name a folder of its own with -o")


# ---------------------------------------------------------------- texts


class _Seen:
    """What each file gave, as its texts go by: how many, their first lines, their dates."""

    def __init__(self, root: Path):
        self._root, self._named = root, ("", "")
        self.texts: dict[str, int] = {}
        self.empty: set[str] = set()
        self.first: dict[str, str] = {}
        self.last: dict[str, str] = {}
        self.dates: dict[str, list[str]] = {}

    def _name(self, path: str) -> str:
        """A file's name within the folder; texts of one file follow each other."""
        if path != self._named[0]:
            name = os.path.relpath(path, self._root).replace(os.sep, "/") if path else ""
            self._named = (path, name)
        return self._named[1]

    def add(self, path: str, text: str, date: str) -> None:
        """Remember a text of a file."""
        file = self._name(path)
        line = next((line.strip() for line in text.split("\n") if line.strip()), "")
        if not line:
            self.empty.add(file)
            return
        self.texts[file] = self.texts.get(file, 0) + 1
        self.first.setdefault(file, line[:_LONGEST_LINE])
        self.last[file] = line[:_LONGEST_LINE]
        if date:
            dates = self.dates.setdefault(file, [date, date])
            dates[:] = [min(dates[0], date), max(dates[1], date)]


def _write_texts(documents: pd.DataFrame, table: Path, sheet: Path, seen: _Seen) -> None:
    """Both tables, piece by piece."""
    import pyarrow as pa
    from pyarrow import parquet

    further = [name for name in documents.columns if name not in _NOT_WRITTEN]
    names = ["id", *further, "text"]
    schema = pa.schema([(name, pa.string()) for name in names])
    with ExitStack() as stack:
        columns = stack.enter_context(parquet.ParquetWriter(table, schema, compression="zstd"))
        handle = stack.enter_context(sheet.open("w", encoding="utf-8", newline=""))
        rows = csv.writer(handle, lineterminator="\n")
        rows.writerow(map(guarded, names))
        for piece in _pieces(documents, further, seen):
            cells = [pa.array(column, pa.string()) for column in zip(*piece, strict=True)]
            columns.write_table(pa.table(cells, schema=schema))
            rows.writerows([*map(_guarded, row[:-1]), guarded(row[-1])] for row in piece)


def _pieces(documents: pd.DataFrame, further: list[str], seen: _Seen) -> Iterator[list[list[str]]]:
    documents = documents[documents["unread"] == ""]
    dates = resolve_dates(documents["date"].tolist()).iso
    documents = documents.assign(date=[iso or told for iso, told in
                                       zip(dates, documents["date"], strict=True)])  # fmt: skip
    texts = texts_of(documents)
    for start in range(0, len(documents), _PIECE):
        piece = []
        rows = records_of(documents.iloc[start : start + _PIECE])
        for row, read, date in zip(rows, texts, dates[start : start + _PIECE], strict=False):
            text = _plain(read.text if read else "")
            seen.add(row["path"], text, date)
            piece.append([*(_storable(row[name]) for name in ("doc_id", *further)), text])
        yield piece


def _plain(text: str) -> str:
    return storable(html_to_text(text) if is_html(text) else text)


# ---------------------------------------------------------------- inventory and report


def _inventory(entries: pd.DataFrame, recognised: dict[str, str], seen: _Seen) -> pd.DataFrame:
    whole = entries["row"] == ""
    files = entries["file"].where(whole, "")
    dates = [seen.dates.get(file, ["", ""]) for file in files]
    empty = files.isin(seen.empty) & (entries["reason"] == "")
    return entries[["file", "row"]].assign(
        recogniser=[recognised.get(file, "") for file in files],
        texts=[seen.texts.get(file, 0) for file in files],
        first=[seen.first.get(file, "") for file in files],
        last=[seen.last.get(file, "") for file in files],
        since=[since for since, _ in dates],
        until=[until for _, until in dates],
        status=entries["status"], reason=entries["reason"].mask(empty, "empty"),
    )  # fmt: skip


def _page(title: str, sentences: list[str], inventory: pd.DataFrame) -> str:
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(_TEMPLATE.read_text(encoding="utf-8"))
    shown = inventory
    if len(inventory) > _SHOWN:  # a page of more opens in no browser
        order = (inventory["status"] != LEFT_OUT).argsort(kind="stable")
        shown = inventory.iloc[sorted(order[:_SHOWN])]
        sentences = [*sentences, shown_sentence(_SHOWN, len(inventory))]
    rows = shown.astype(str).to_numpy().tolist()
    return template.render(title=title, sentences=sentences, heads=list(inventory), rows=rows)
