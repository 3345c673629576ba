"""Tables of word counts, long or wide, to tables of documents whose words are counted.

Long: a row for each word of each document, which further columns may tell of (dhlab, tidytext).
Wide: a row a document and a column a word (quanteda), or a row a word and a column a document
(dhlab's ``Counts``). Such a table has no column of texts.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from ...study import StudyError
from ..counted import MOST_WORDS, written
from .heads import head_key, role_of
from .names import language_of
from .table import Table

RECOGNISED = "a table of word counts"
_WORDS = frozenset(("word", "token", "ord", "ordform", "wordform", "term", "lemma", "feature"))
_COUNTS = frozenset(
    ("count", "counts", "freq", "frequency", "n", "antall", "antal", "frekvens", "tf")
)
_IDS = ("urn", "document", "doc", "docid", "docname", "dokument")
_YEARS = frozenset(("year", "år", "utgivelsesår", "utgivningsår", "udgivelsesår"))
_LEAST_COLUMNS = 40  # of numbers: a table with fewer is no document-term matrix
_MOSTLY = 0.9  # of the columns that mean nothing else hold numbers alone
_NUMBER = r"\s*\d+(?:[.,]0+)?\s*"


class WrongCountError(StudyError):
    """A table that counts words, and a cell of it that cannot be."""


def as_documents(table: Table) -> Table | None:
    """A table of word counts as one with a row a document; None for any other table.

    Parameters
    ----------
    table : as it was read

    Returns
    -------
    Table with a column ``text``, whose cells are as `counted.written` gives them

    Raises
    ------
    WrongCountError
        If a count is no whole number, or a document has too many words.
    """
    names = list(table.frame.columns)
    if table.frame.empty or any(role_of(name) == "text" for name in names):
        return None
    word, count, key = (_named(names, some) for some in (_WORDS, _COUNTS, _IDS))
    key = next((name for name in names if role_of(name) == "id"), key)
    if word and count and key:
        return _of_long(table, key, word, count)
    numbers = [name for name in names if name not in (word, key) and _is_whole(table.frame[name])]
    if word == names[0] and numbers == names[1:] and numbers:
        return _of_words_in_rows(table, word)
    words = [name for name in numbers if not role_of(name) and head_key(name) not in _YEARS]
    further = [name for name in names if name not in (key, *words) and not role_of(name)]
    if key and len(words) >= max(_LEAST_COLUMNS, _MOSTLY * (len(words) + len(further))):
        return _of_words_in_columns(table, words)
    return None


def year_column(names: Collection[str]) -> str:
    """The column that tells the year, where none tells the date; "" for none.

    Parameters
    ----------
    names : heads as written

    Returns
    -------
    str
    """
    dated = any(role_of(name) == "date" for name in names)
    return "" if dated else _named(names, _YEARS)


def _named(names: Collection[str], known: Collection[str]) -> str:
    return next((name for name in names if head_key(name) in known), "")


def _is_whole(cells: pd.Series) -> bool:
    """Whether a column holds whole numbers, and nothing else but empty cells."""
    filled = cells[cells.str.strip() != ""]
    return len(filled) > 0 and bool(filled.str.fullmatch(_NUMBER).all())


# ---------------------------------------------------------------- the three shapes


def _of_long(table: Table, key: str, word: str, count: str) -> Table:
    frame = table.frame
    wrong = ~frame[count].str.fullmatch(_NUMBER)
    if wrong.any():
        row = int(wrong.to_numpy().argmax())
        raise WrongCountError(
            f"{table.name}: row {table.numbers[row]}: {count} {frame[count].iloc[row]!r}: no whole "
            "number; write how often the word stands in the document"
        )
    counts: dict[str, Counter[str]] = {}
    first: dict[str, int] = {}
    rows = zip(frame[key], frame[word], _whole(frame[count]), strict=True)
    for row, (document, told, number) in enumerate(rows):
        first.setdefault(document, row)
        _add(counts.setdefault(document, Counter()), told, number)
    constant = [
        name for name in frame.columns
        if name not in (key, word, count) and _is_of_documents(frame[name], frame[key])
    ]  # fmt: skip
    left = [name for name in frame.columns if name not in (key, word, count, *constant)]
    notes = tuple(("", f"column {name!r} tells of words and was left out") for name in left)
    facts = frame.iloc[list(first.values())][[key, *constant]].reset_index(drop=True)
    facts = facts.rename(columns={key: key if role_of(key) == "id" else "id"})
    numbers = [table.numbers[row] for row in first.values()]
    return _with_text(replace(table, notes=(*table.notes, *notes)), facts, counts.values(), numbers)


def _is_of_documents(cells: pd.Series, documents: pd.Series) -> bool:
    """Whether a column says the same in all rows of a document."""
    return bool((cells.groupby(documents).nunique() <= 1).all())


def _of_words_in_rows(table: Table, word: str) -> Table:
    documents = [name for name in table.frame.columns if name != word]
    counts = []
    for name in documents:
        of_one: Counter[str] = Counter()
        for told, number in zip(table.frame[word], _whole(table.frame[name]), strict=True):
            _add(of_one, told, number)
        counts.append(of_one)
    facts = pd.DataFrame({"id": documents}, dtype=object)
    return _with_text(table, facts, counts, list(range(1, len(documents) + 1)))


def _of_words_in_columns(table: Table, words: list[str]) -> Table:
    counts: list[Counter[str]] = [Counter() for _ in range(len(table.frame))]
    for name in words:
        for of_one, number in zip(counts, _whole(table.frame[name]), strict=True):
            _add(of_one, name, number)
    return _with_text(table, table.frame.drop(columns=words), counts, table.numbers)


def _add(counts: Counter[str], told: str, number: int) -> None:
    """Count a word; of several words in a cell each."""
    for word in told.split() if number else ():
        counts[word] += number


def _whole(cells: pd.Series) -> list[int]:
    return [int(float(cell.replace(",", "."))) if cell.strip() else 0 for cell in cells]


def _with_text(
    table: Table, facts: pd.DataFrame, counts: Collection[Counter[str]], numbers: list[int]
) -> Table:
    """The table of documents; of several languages (nob/nno) the one that is both, if any is."""
    for number, of_one in zip(numbers, counts, strict=True):
        if of_one.total() > MOST_WORDS:
            raise WrongCountError(
                f"{table.name}: row {number}: {of_one.total()} words are counted in one document, "
                f"more than {MOST_WORDS}; give the counts of single documents"
            )
    frame = facts.assign(text=list(map(written, counts)))
    for name in frame.columns:
        if role_of(name) == "language":
            several = frame[name].str.contains("[/;,]")
            frame[name] = frame[name].mask(several, frame[name].map(language_of))
    if year := year_column(facts.columns):
        frame["date"] = frame[year]
    note = ("", "counts of words: nothing that needs a text can be made of it")
    return replace(table, frame=frame, numbers=numbers, notes=(*table.notes, note), counted=True)
