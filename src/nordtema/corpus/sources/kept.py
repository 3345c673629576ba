"""Texts on disk, and documents that tell where their texts lie: none need stand in memory.

Two kinds of files, both parquet: texts, in the order in which they were read, some hundred at a
time; and documents, a row each with all that is told of them, and where the text is.
"""

from __future__ import annotations

import itertools
import json
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from ..repair import Decoded

_TEXTS = pa.schema([("text", pa.binary()), ("notes", pa.string())])
_PIECE = 500  # texts that are written together,
_FULL = 8_000_000  # or as many bytes of them
_BETWEEN = "\x1f"  # of notes
_FEW, _MOST_FILES = 256, 400  # texts that are put in order together, and files that are open then
_PLACE = ("name", "row", "whole", "digest")
_FACTS = b"nordtema"


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a text lies.

    Attributes
    ----------
    path : of the file of texts
    row : its number in that file
    whole : whether it is all that its source holds
    digest : of the text and its notes
    """

    path: str
    row: int
    whole: bool
    digest: int


# ---------------------------------------------------------------- texts


class TextWriter:
    """Writes texts one after the other; what is handed to it need not be kept.

    Parameters
    ----------
    draft : file that is written
    path : where it will stand in the end
    """

    def __init__(self, draft: Path, path: Path) -> None:
        self._path = str(path)
        self._rows, self._bytes = 0, 0
        self._piece: tuple[list[bytes], list[str]] = ([], [])
        self._file = parquet.ParquetWriter(
            draft, _TEXTS, compression="zstd", use_dictionary=["notes"],
            write_statistics=False,
        )  # fmt: skip

    def keep(self, text: str, notes: Sequence[str] = (), whole: bool = False) -> Kept:
        """Write a text.

        Parameters
        ----------
        text : any, half surrogates too
        notes : on how it was decoded
        whole : whether it is all that its source holds

        Returns
        -------
        Kept
        """
        data, told = text.encode("utf-8", "surrogatepass"), _BETWEEN.join(notes)
        digest = blake2b(data, digest_size=8, key=told.encode()[:64]).digest()
        kept = Kept(self._path, self._rows, whole, int.from_bytes(digest, "big", signed=True))
        self._piece[0].append(data)
        self._piece[1].append(told)
        self._rows += 1
        self._bytes += len(data)
        if len(self._piece[0]) == _PIECE or self._bytes > _FULL:
            self._write()
        return kept

    def _write(self) -> None:
        if self._piece[0]:
            self._file.write_table(pa.table(list(self._piece), schema=_TEXTS))
        self._piece, self._bytes = ([], []), 0

    def close(self) -> None:
        """Write what is left."""
        self._write()
        self._file.close()


def write_texts(
    path: Path, texts: Iterable[Decoded | None], whole: Iterable[bool] = itertools.repeat(False)
) -> list[Kept | None]:
    """Write texts into a file of their own.

    Parameters
    ----------
    path : of the file
    texts : in their order; None where there is none
    whole : whether each is all that its source holds

    Returns
    -------
    list of Kept or None, one a text
    """
    writer = TextWriter(path, path)
    places = [
        None if text is None else writer.keep(text.text, text.notes, of_its_own)
        for text, of_its_own in zip(texts, whole, strict=False)
    ]
    writer.close()
    return places


def kept_texts(places: Sequence[Kept]) -> Iterator[Decoded]:
    """Texts in the order that is asked for, few of them in memory at a time.

    They are read in the order in which they lie. Where that is another one, they pass through
    files that each hold some hundred neighbours of the order that is asked for.

    Parameters
    ----------
    places : of the texts

    Yields
    ------
    Decoded
    """
    files = {path: number for number, path in enumerate(dict.fromkeys(p.path for p in places))}
    order = sorted(range(len(places)), key=lambda n: (files[places[n].path], places[n].row))
    lying = _as_they_lie([places[n] for n in order])
    if order == list(range(len(places))):
        yield from lying
        return
    size = max(_FEW, -(-len(places) // _MOST_FILES))
    with tempfile.TemporaryDirectory(dir=Path(places[0].path).parent) as folder:
        neighbours = [Path(folder) / str(n) for n in range(-(-len(places) // size))]
        handles = [path.open("wb") for path in neighbours]
        for number, text in zip(order, lying, strict=True):
            pickle.dump((number, text), handles[number // size])
        for handle in handles:
            handle.close()
        for path in neighbours:
            yield from (text for _, text in sorted(_pickled(path), key=lambda pair: pair[0]))
            path.unlink()


def _pickled(path: Path) -> Iterator[tuple[int, Decoded]]:
    with path.open("rb") as handle:
        while handle.peek(1):
            yield pickle.load(handle)


def _as_they_lie(places: Sequence[Kept]) -> Iterator[Decoded]:
    for path, of_file in itertools.groupby(places, key=lambda place: place.path):
        wanted = [place.row for place in of_file]
        with parquet.ParquetFile(path) as file:
            sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
            ends = np.cumsum(sizes)
            groups = np.searchsorted(ends, wanted, side="right").tolist()
            for group, rows in itertools.groupby(
                zip(groups, wanted, strict=True), key=lambda pair: pair[0]
            ):
                table = file.read_row_group(group, use_threads=False)
                first = int(ends[group]) - sizes[group]
                for _, row in rows:
                    yield _decoded(table, row - first)


def _decoded(table: pa.Table, at: int) -> Decoded:
    text, notes = table["text"][at].as_py(), table["notes"][at].as_py()
    told = tuple(notes.split(_BETWEEN)) if notes else ()
    return Decoded(text.decode("utf-8", "surrogatepass"), told)


# ---------------------------------------------------------------- documents


def write_documents(path: Path, documents: pd.DataFrame, facts: object = None) -> None:
    """Write what is told of documents, and where their texts lie: beside this file.

    Parameters
    ----------
    path : of the file
    documents : cells are text, or missing; those of `text` are Kept, or missing
    facts : further ones, that JSON can hold
    """
    names = [name for name in documents.columns if name != "text"]
    columns = {f"c{n}": _cells(documents[name]) for n, name in enumerate(names)}
    texts = documents["text"] if "text" in documents.columns else [None] * len(documents)
    kept = [text if isinstance(text, Kept) else None for text in texts]
    files = {path: Path(path).name for path in {k.path for k in kept if k}}
    columns["name"] = pa.array([k and files[k.path] for k in kept], pa.string())
    columns["row"] = pa.array([k and k.row for k in kept], pa.int64())
    columns["whole"] = pa.array([k and k.whole for k in kept], pa.bool_())
    columns["digest"] = pa.array([k and k.digest for k in kept], pa.int64())
    columns["number"] = pa.array([int(number) for number in documents.index], pa.int64())
    told = json.dumps({"names": names, "facts": facts}).encode()
    table = pa.table(columns).replace_schema_metadata({_FACTS: told})
    parquet.write_table(table, path, compression="zstd")


def _cells(column: pd.Series) -> pa.Array:
    """Cells as text; as bytes, which hold any text, where there are half surrogates."""
    try:
        return pa.array(column.to_numpy(), pa.string(), from_pandas=True)
    except (UnicodeEncodeError, pa.ArrowException):
        cells = [None if cell is None or cell != cell else str(cell) for cell in column]
        return pa.array([cell and cell.encode("utf-8", "surrogatepass") for cell in cells])


def read_documents(path: Path) -> tuple[pd.DataFrame, Any]:
    """What `write_documents` has written; equal cells of a column are one text in memory.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    (documents, further facts)

    Raises
    ------
    OSError, ValueError, KeyError
        If the file is damaged.
    """
    with parquet.ParquetFile(path) as known:
        names = [name for name in known.schema_arrow.names if name not in _PLACE]
    with parquet.ParquetFile(path, read_dictionary=names) as file:
        table = file.read(use_threads=False)
    told = json.loads(table.schema.metadata[_FACTS])
    columns: dict[str, Any] = {name: _texts(table[f"c{n}"]) for n, name in enumerate(told["names"])}
    files, rows, whole, digests = (table[name].to_pylist() for name in _PLACE)
    paths = {name: str(path.with_name(name)) for name in set(files) - {None}}
    if paths:
        columns["text"] = [
            None if name is None else Kept(paths[name], row, all_of_it, digest)
            for name, row, all_of_it, digest in zip(files, rows, whole, digests, strict=True)
        ]
    frame = pd.DataFrame(columns, index=pd.Index(table["number"].to_pylist()), dtype=object)
    return frame, told["facts"]


def _texts(column: pa.ChunkedArray) -> np.ndarray:
    encoded = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = encoded.dictionary_encode()
    known = [cell.decode("utf-8", "surrogatepass") if isinstance(cell, bytes) else cell
             for cell in encoded.dictionary.to_pylist()]  # fmt: skip
    values = np.array([*known, None], dtype=object)
    return values[encoded.indices.fill_null(len(known)).to_numpy(zero_copy_only=False)]
