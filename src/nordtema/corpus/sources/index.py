"""The index of a corpus: a row a document, checked, in the order of doc_id."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import pandas as pd

from ...schemas import TAKEN
from ...study import StudyError
from ..missing import is_missing
from .inventory import reasons_told

#: what every index has, in this order; `text` follows where a table or export holds the texts
COLUMNS = ("doc_id", "country", "language", "date", "title", "author", "path", "unread")
OWN = "own_"
_SCIENTIFIC = r"[-+]?\d+(?:[.,]\d+)?[eE]\+?\d{2,}"
_NOT_SHOWN = (  # by a spreadsheet in English or in the norms
    r"#{3,}|#(?:REF|N/A|NAME|VALUE|NUM|NULL|DIV/0|I/T|VERDI|NAVN|VÆRDI|SAKNAS|NAMN|VÄRDEFEL)[!?]?"
)
_CUT = r"\d{13,}000"  # a spreadsheet keeps fifteen digits
_AGAIN = "export them again as text, or leave the column out and the rows are numbered"


@dataclass(frozen=True)
class CorpusIndex:
    """The documents of a corpus, and what became of every file and row.

    Attributes
    ----------
    documents : doc_id, country (ISO), language ("" where not declared), date (as written), title,
        author, path (of the file that holds it), unread (why it is no text, else ""), `text`
        where it has been read from a table or an export, and the researcher's own columns
    inventory : file, row, status (read | left out | ignored), reason
    recognised : file → what it was read as
    """

    documents: pd.DataFrame
    inventory: pd.DataFrame
    recognised: dict[str, str] = field(default_factory=dict, kw_only=True)


def own_name(name: str, others: Collection[str] = ()) -> str:
    """The name under which a researcher's column is kept: own_status, since `status` is ours.

    Parameters
    ----------
    name : of the column
    others : names that are taken

    Returns
    -------
    str
    """
    kept = OWN + name if name.casefold() in TAKEN else name
    while kept != name and kept in others:
        kept = OWN + kept
    return kept


def checked(documents: pd.DataFrame, rows: Iterable[object], where: str) -> pd.DataFrame:
    """The same documents with every column of an index, ids checked.

    Parameters
    ----------
    documents : a row a document
    rows : the number of each document's row, for messages
    where : name of the file, for messages

    Returns
    -------
    DataFrame, a row a document, of text

    Raises
    ------
    StudyError
        If an id is missing, rounded, or stands twice.
    """
    documents = documents.copy()
    for column in COLUMNS:
        if column not in documents.columns:
            documents[column] = ""
    for column in documents.columns.difference(["text"]):
        cells = [
            "" if cell is None or cell != cell else str(cell).strip() for cell in documents[column]
        ]
        documents[column] = pd.Series(cells, index=documents.index, dtype=object)
    _check_ids(documents["doc_id"], list(rows), where)
    first = [c for c in (*COLUMNS, "text") if c in documents.columns]
    return documents[[*first, *(c for c in documents.columns if c not in first)]]


def _check_ids(ids: pd.Series, rows: list[object], where: str) -> None:
    ids = ids.reset_index(drop=True)
    repeated = ids.duplicated().to_numpy()
    rounded = ids.str.fullmatch(_SCIENTIFIC).tolist()
    _refuse(ids, rows, where, rounded, "a spreadsheet has rounded the ids")
    hidden = ids.str.fullmatch(_NOT_SHOWN).tolist()
    _refuse(ids, rows, where, hidden, "a spreadsheet shows no id here")
    cut = (repeated & ids.str.fullmatch(_CUT).to_numpy()).tolist()
    _refuse(ids, rows, where, cut, "stands twice, and a spreadsheet may have rounded the ids")
    empty = ((ids == "") | (repeated & ids.map(is_missing))).to_numpy()
    if empty.any():
        raise StudyError(
            f"{where}: row {rows[int(empty.argmax())]}: doc_id is empty; give every text an id, or "
            "leave the column out and the rows are numbered"
        )
    if repeated.any():
        at = int(repeated.argmax())
        first = int((ids == ids[at]).to_numpy().argmax())
        raise StudyError(
            f"{where}: row {rows[at]}: doc_id {ids[at]!r}: stands in row {rows[first]} "
            "already; give every text an id of its own"
        )


def _refuse(ids: pd.Series, rows: list[object], where: str, wrong: list[bool], why: str) -> None:
    """Refuse the first id that is wrong, with the cause and the way out."""
    if any(wrong):
        at = wrong.index(True)
        raise StudyError(f"{where}: row {rows[at]}: id {ids[at]!r}: {why}; {_AGAIN}")


def check_readable(documents: pd.DataFrame, where: str) -> None:
    """Refuse a corpus in which no file can be read.

    Parameters
    ----------
    documents : with unread
    where : name of the corpus, for messages

    Raises
    ------
    StudyError
        With the kinds of files there are, and how to get a text out of each.
    """
    if len(documents) and (documents["unread"] != "").all():
        told = reasons_told(documents["unread"])
        raise StudyError(f"{where}: no file can be read as a text: {told}")
