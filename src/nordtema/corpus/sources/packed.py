"""Bytes of a file, unpacked where it is packed with gzip, and never more than fits the memory."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from .exported import Unreadable

MOST = 100_000_000  # bytes of a file that is read as a whole
_RATIO = 100  # times as large as it is packed is no text any more
_GZIP = b"\x1f\x8b"
TOO_LARGE = f"holds more than {MOST // 1_000_000} MB; split it"
_DAMAGED = "damaged or cut off; pack it again"


def opened(path: Path) -> BinaryIO:
    """A file to read from, unpacked as it is read.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    binary file, for the caller to close

    Raises
    ------
    OSError
        If it cannot be read.
    """
    handle = path.open("rb")
    if handle.read(2) != _GZIP:
        handle.seek(0)
        return handle
    handle.close()
    return cast(BinaryIO, gzip.open(path, "rb"))


def first_bytes(path: Path, number: int) -> bytes:
    """The first bytes of a file, unpacked; none of a damaged one.

    Parameters
    ----------
    path : of the file
    number : of bytes

    Returns
    -------
    bytes
    """
    try:
        with opened(path) as handle:
            return handle.read(number)
    except (OSError, EOFError, zlib.error):
        return b""


def most_bytes(size: int) -> int:
    """To how many bytes a packed file of texts may grow.

    Parameters
    ----------
    size : of the file

    Returns
    -------
    number of bytes
    """
    return max(MOST, _RATIO * size)


def unpacked(data: bytes) -> bytes:
    """Bytes that may be packed with gzip, unpacked.

    Parameters
    ----------
    data : bytes of a file

    Returns
    -------
    bytes

    Raises
    ------
    Unreadable
        If they are damaged, or grow as no text does.
    """
    if not data.startswith(_GZIP):
        return data
    most = most_bytes(len(data))
    try:
        with gzip.open(BytesIO(data)) as handle:
            read = handle.read(most + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Unreadable(_DAMAGED) from None
    if len(read) > most:
        raise Unreadable(f"unpacks to more than {most // 1_000_000} MB; it is no text")
    return read


def whole(path: Path, most: int = MOST) -> bytes:
    """All bytes of a file, unpacked.

    Parameters
    ----------
    path : of the file
    most : bytes that are read

    Returns
    -------
    bytes

    Raises
    ------
    Unreadable
        If it is damaged, or larger.
    """
    try:
        with opened(path) as handle:
            data = handle.read(most + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Unreadable(_DAMAGED) from None
    if len(data) > most:
        raise Unreadable(f"holds more than {most // 1_000_000} MB; split it")
    return data
