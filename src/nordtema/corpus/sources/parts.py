"""Reading in parts: what was read before from the same is taken again, and texts lie on disk.

A part is what is read at one go: a table, a sitting, some hundred files. It is kept as two files,
its documents and their texts. A reading that was killed goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from ..repair import decode
from .inventory import Inventory
from .kept import Kept, TextWriter, read_documents, write_documents
from .texts import read_bytes, unreadable

_FILES, _BYTES = 1000, 8_000_000  # of a part, at the most
_EACH = 256  # files of a part, on average
_ALONE = 1_000_000  # bytes of a file that is a part by itself
_SILENCE = 20  # seconds after which we say how far we are
_DOCUMENTS, _TEXTS = ".documents.parquet", ".texts.parquet"

#: what reads a part: fills an inventory, may hand texts to a writer (None: texts stay in memory)
Read = Callable[[Inventory, TextWriter | None], pd.DataFrame]


class Reading(Protocol):
    """How parts of a corpus are read."""

    def part(
        self, files: Sequence[Path], told: object, inventory: Inventory, read: Read
    ) -> pd.DataFrame:
        """The documents of a part; `told` is what they hang on besides the files."""


class InMemory:
    """Parts are read each time, and their texts stand in memory."""

    def part(
        self, files: Sequence[Path], told: object, inventory: Inventory, read: Read
    ) -> pd.DataFrame:
        """The documents of a part, as it is read."""
        return read(inventory, None)


class Parts:
    """Parts are kept in a folder.

    Parameters
    ----------
    folder : of the parts
    behind : what all reading hangs on besides the files: the code, the countries
    tell : is told now and then how many texts have been read
    """

    def __init__(
        self, folder: Path, behind: object, tell: Callable[[int], None] = lambda number: None
    ) -> None:
        self._folder, self._behind, self._tell = folder, behind, tell
        self._used: set[str] = set()
        self._hashes: dict[Path, str] = {}
        self._number, self._spoke = 0, time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    def part(
        self, files: Sequence[Path], told: object, inventory: Inventory, read: Read
    ) -> pd.DataFrame:
        """The documents of a part, as it was read before, or is read now.

        Parameters
        ----------
        files : that it is read from
        told : what its documents hang on besides
        inventory : is told its files
        read : reads it

        Returns
        -------
        DataFrame, a row a document, with texts that are Kept

        Raises
        ------
        StudyError
            As of `read`.
        """
        name = _hash(repr((self._behind, told, list(map(str, files)))).encode())[:24]
        path = self._folder / (name + _DOCUMENTS)
        found = self._taken(path, files)
        if found is None:
            self._make(name, files, read)
            found = read_documents(path)
        documents, facts = found
        self._used |= {path.name, facts["texts"]}
        inventory.entries += [tuple(entry) for entry in facts["entries"]]
        inventory.recognised |= facts["recognised"]
        self._say(len(documents))
        return documents

    def _taken(self, path: Path, files: Sequence[Path]) -> tuple[pd.DataFrame, Any] | None:
        """A part that was made of the files as they are now, and is there as it was made."""
        try:
            documents, facts = read_documents(path)
            whole = (self._folder / facts["texts"]).stat().st_size == facts["size"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        same = whole and all(
            _stamp(file) == known[:3] or self._hash_of(file) == known[3]
            for file, known in zip(files, facts["files"], strict=True)
        )
        return (documents, facts) if same else None

    def _hash_of(self, file: Path) -> str:
        """Hash of a file; the same lists of people belong to many sittings."""
        if file not in self._hashes:
            self._hashes[file] = _hash_of(file)
        return self._hashes[file]

    def _make(self, name: str, files: Sequence[Path], read: Read) -> None:
        states = [[*_stamp(file), self._hash_of(file)] for file in files]
        texts = f"{name}.{_hash(repr([one[3] for one in states]).encode())[:8]}{_TEXTS}"
        draft = self._folder / f".{os.getpid()}.{name}"
        inventory, writer = Inventory(), TextWriter(draft, self._folder / texts)
        documents = _kept(read(inventory, writer), writer)
        writer.close()
        size = draft.stat().st_size
        draft.replace(self._folder / texts)
        facts = {"files": states, "texts": texts, "size": size,
                 "entries": inventory.entries, "recognised": inventory.recognised}  # fmt: skip
        write_documents(draft, documents, facts)
        draft.replace(self._folder / (name + _DOCUMENTS))

    def _say(self, texts: int) -> None:
        self._number += texts
        if time.monotonic() - self._spoke > _SILENCE:
            self._spoke = time.monotonic()
            self._tell(self._number)

    def forget_others(self, *kept: str) -> None:
        """Remove what no part of this reading has used.

        Parameters
        ----------
        kept : names of further files that stay
        """
        for path in self._folder.iterdir():
            if path.name not in self._used and path.name not in kept:
                path.unlink(missing_ok=True)


def _kept(documents: pd.DataFrame, writer: TextWriter) -> pd.DataFrame:
    """The documents with their texts kept, also of those whose file is the text."""
    if documents.empty:
        return documents
    nothing = [None] * len(documents)
    columns = (documents.get(name, nothing) for name in ("text", "path", "unread"))
    rows = zip(*columns, strict=True)
    texts = [_keep(text, path, unread, writer) for text, path, unread in rows]
    return documents.assign(text=pd.Series(texts, index=documents.index, dtype=object))


def _keep(text: object, path: str, unread: str | None, writer: TextWriter) -> Kept | None:
    if isinstance(text, Kept):
        return text
    if isinstance(text, str):
        return writer.keep(text)
    read = None if unread else decode(read_bytes(Path(path)))
    return None if read is None else writer.keep(read.text, read.notes, whole=True)


def bunches(files: Sequence[Path], name_of: Callable[[Path], str]) -> Iterator[list[Path]]:
    """Neighbouring files that are read as one part.

    Names say where a part ends, so that a file more or less changes one part and no others.

    Parameters
    ----------
    files : in their order
    name_of : a file's name within the corpus

    Yields
    ------
    list of paths
    """
    bunch: list[Path] = []
    size = 0
    for file in files:
        own = _stamp(file)[0]
        ends = zlib.crc32(name_of(file).encode("utf-8", "surrogatepass")) % _EACH == 0
        large = own > _ALONE or (len(bunch) == 1 and size > _ALONE)
        full = len(bunch) == _FILES or size + own > _BYTES
        if bunch and (ends or large or full):
            yield bunch
            bunch, size = [], 0
        bunch.append(file)
        size += own
    if bunch:
        yield bunch


def _stamp(file: Path) -> list[int]:
    try:
        told = file.stat()
    except OSError as error:
        raise unreadable(file, error) from None
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns]


def _hash_of(file: Path) -> str:
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(file, error) from None


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
