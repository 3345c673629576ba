"""Large tables whose texts are handed on as they are read: parquet, and JSON lines.

What is not as plain as it may be (a line that is no record, a text that is a list) is left to the
readers that look at a table as a whole, and so is every error.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
from pyarrow import parquet

from .cells import cell_text, is_nested
from .heads import role_of
from .kept import TextWriter
from .packed import first_bytes, most_bytes, opened
from .posts import is_gone, posts_of
from .records import BLANK, DECODER
from .workbooks import is_column

_BATCH = 500  # texts
_LONGEST = 20_000_000  # bytes of a line
_SHARED = 100_000  # values that stand in memory once, however often they are met
_TO_MEND = ("\\ud", "\\uD", "\\u0000")  # halves of emoji and NUL, which are mended elsewhere


class _NotPlain(Exception):
    """A table that has to be read as a whole."""


def streamed(path: Path, writer: TextWriter) -> tuple[list[str], dict[str, list], list[int]] | None:
    """The columns of a large table, its texts handed on; None where it is not that plain.

    Parameters
    ----------
    path : of the file
    writer : is handed the texts

    Returns
    -------
    (names of the columns, name → cells, numbers of the rows), those of the texts Kept; or None
    """
    start = first_bytes(path, 65536).lstrip(b"\xef\xbb\xbf \t\r\n")
    reader = _parquet if start.startswith(b"PAR1") else _lines if start.startswith(b"{") else None
    try:
        return reader(path, writer) if reader else None
    except (_NotPlain, OSError, EOFError, ValueError, KeyError, RecursionError):
        return None


def _parquet(path: Path, writer: TextWriter) -> tuple[list[str], dict[str, list], list[int]]:
    with parquet.ParquetFile(path) as file:
        schema = file.schema_arrow
        names = [name for name in schema.names if is_column(name)]
        text = _column_of_texts(names)
        if not _is_text(schema.field(text).type):
            raise _NotPlain
        columns: dict[str, list] = {name: _cells(file.read(columns=[name]).column(name))
                                    for name in names if name != text}  # fmt: skip
        columns[text] = [
            writer.keep(cell or "")
            for batch in file.iter_batches(_BATCH, columns=[text])
            for cell in batch.column(0).to_pylist()
        ]
    return names, columns, list(range(1, len(columns[text]) + 1))


def _column_of_texts(names: Iterable[str]) -> str:
    found = [name for name in names if role_of(name) == "text"]
    if len(found) != 1:
        raise _NotPlain
    return found[0]


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _cells(column: pa.ChunkedArray) -> list:
    """Cells of a column; equal texts are one in memory."""
    if not _is_text(column.type):
        return column.to_pylist()
    encoded = column.combine_chunks().dictionary_encode()
    known = encoded.dictionary.to_pylist()
    return [None if at is None else known[at] for at in encoded.indices.to_pylist()]


def _lines(path: Path, writer: TextWriter) -> tuple[list[str], dict[str, list], list[int]]:
    rows = _Rows()
    text = ""
    with opened(path) as handle:
        for number, data in enumerate(_pieces(handle, path), 1):
            line = data.decode("utf-8").strip(BLANK)
            if not line:
                continue
            record = DECODER.decode(line) if not data.count(0) else None
            if not isinstance(record, dict) or any(sign in line for sign in _TO_MEND):
                raise _NotPlain
            if is_gone(record):
                continue
            text = text or _column_of_texts(record)
            given = record.get(text)
            if is_nested(given) or posts_of([record]):
                raise _NotPlain
            rows.add({**record, text: None}, number)
            rows.columns[text][-1] = writer.keep(cell_text(given))
    if len(rows.numbers) < 2 or _column_of_texts(rows.columns) != text:
        raise _NotPlain
    return list(rows.columns), rows.columns, rows.numbers


def _pieces(handle: BinaryIO, path: Path) -> Iterator[bytes]:
    """Lines, none of them longer than a text; a file that grows as no text does is not plain."""
    left = most_bytes(path.stat().st_size)
    while line := handle.readline(_LONGEST):
        left -= len(line)
        if len(line) == _LONGEST or left < 0:
            raise _NotPlain
        yield line


class _Rows:
    """Records as columns, a cell None where a record has none."""

    def __init__(self) -> None:
        self.columns: dict[str, list] = {}
        self.numbers: list[int] = []
        self._shared: dict[str, str] = {}

    def add(self, record: dict[str, object], number: int) -> None:
        """Add a record."""
        rows = len(self.numbers)
        for name, value in record.items():
            if name not in self.columns:
                self.columns[name] = [None] * rows
            self.columns[name].append(self._once(value))
        for column in self.columns.values():
            if len(column) == rows:
                column.append(None)
        self.numbers.append(number)

    def _once(self, value: object) -> object:
        if not isinstance(value, str):
            return value
        if len(self._shared) < _SHARED:
            return self._shared.setdefault(value, value)
        return self._shared.get(value, value)
