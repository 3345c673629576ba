"""The text of one document, and exports whose parts are documents."""

from pathlib import Path

import pandas as pd

from ...study import StudyError
from ..repair import Decoded, decode
from .exported import ExportedDocument
from .formats import formats
from .recogniser import Recogniser


def read_text(row: pd.Series) -> str | None:
    """Text of one row of the index; None where the file is no text.

    Parameters
    ----------
    row : of the index

    Returns
    -------
    str or None
    """
    decoded = read_decoded(row)
    return decoded.text if decoded else None


def read_decoded(row: pd.Series) -> Decoded | None:
    """Text of one row of the index, and notes on its encoding; None where the file is no text.

    Parameters
    ----------
    row : of the index

    Returns
    -------
    Decoded or None
    """
    if row.get("unread"):
        return None
    text = row.get("text")
    return Decoded(text) if isinstance(text, str) else decode(read_bytes(Path(row["path"])))


def read_bytes(path: Path) -> bytes:
    """Bytes of a file of the corpus.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    bytes

    Raises
    ------
    StudyError
        If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> StudyError:
    """What is said of a file that the system does not let us read.

    Parameters
    ----------
    path : of the file
    error : of the system

    Returns
    -------
    StudyError
    """
    cause = (error.strerror or str(error)).lower()
    return StudyError(f"{path}: cannot be read ({cause}); mend its permissions or take it out")


def exported_documents(path: Path, key: str) -> list[ExportedDocument]:
    """The texts of an export; none where its format is not read, or holds none.

    Parameters
    ----------
    path : of the file
    key : of its format

    Returns
    -------
    list of ExportedDocument

    Raises
    ------
    Unreadable
        If the file is damaged, locked or too large.
    """
    kind = formats()[key]
    try:
        return kind.read(path) if isinstance(kind, Recogniser) else []
    except OSError as error:
        raise unreadable(path, error) from None
