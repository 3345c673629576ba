"""The text of one document, and exports whose parts are documents."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from ...study import StudyError
from ..repair import Decoded, decode
from .exported import ExportedDocument
from .formats import formats
from .kept import Kept, kept_texts
from .recogniser import Recogniser


def texts_of(documents: pd.DataFrame) -> Iterator[Decoded | None]:
    """Texts of documents of an index, with notes on their encoding; None where there is no text.

    Parameters
    ----------
    documents : of an index

    Yields
    ------
    Decoded or None, one a row
    """
    nothing = [""] * len(documents)
    given = documents.get("text", [None] * len(documents))
    kept = kept_texts([text for text in given if isinstance(text, Kept)])
    told = (documents.get(name, nothing) for name in ("path", "unread"))
    for text, path, unread in zip(given, *told, strict=True):
        if isinstance(text, Kept):
            read = next(kept)
            yield None if unread else read
        elif isinstance(text, str):
            yield None if unread else Decoded(text)
        else:
            yield None if unread else decode(read_bytes(Path(path)))


def read_text(row: pd.Series) -> str | None:
    """Text of one row of the index; None where the file is no text.

    Parameters
    ----------
    row : of the index

    Returns
    -------
    str or None
    """
    read = next(texts_of(row.to_frame().T))
    return read.text if read else None


def is_whole_file(row: pd.Series | Mapping[str, object]) -> bool:
    """Whether the text of a row is all that its file holds; an export and a table hold several.

    Parameters
    ----------
    row : of the index

    Returns
    -------
    bool
    """
    text = row.get("text")
    return text.whole if isinstance(text, Kept) else not isinstance(text, str)


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
