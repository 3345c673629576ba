"""Who wrote the cells of a control text: people, or a program of translation.

A draft of `nordtema control draft` says it in a column for each norm. Whoever fills an empty cell
is a person, whatever the column still says; a machine's draft is one until somebody writes `human`.
A control text without these columns was written by people.
"""

import pandas as pd

from ..languages import LANGUAGES
from ..study import StudyError

HUMAN, MACHINE, EMPTY = "human", "machine", "empty"
ORIGINS = {code: f"origin_{code}" for code in LANGUAGES}


def check_origins(table: pd.DataFrame, name: str) -> None:
    """Refuse an origin that is none.

    Parameters
    ----------
    table : a control text; `index + 2` is the number of a row
    name : of its file

    Raises
    ------
    StudyError
        Names the row, the column, the value and the remedy.
    """
    for column in _columns(table):
        told = _told(table[column])
        wrong = ~told.isin(["", HUMAN, MACHINE, EMPTY])
        if wrong.any():
            row = table.index[int(wrong.to_numpy().argmax())]
            raise StudyError(
                f"{name}: row {row + 2}: column {column}: {table.at[row, column]!r}; write {HUMAN} "
                f"for what a person wrote or corrected, {MACHINE} for a draft of a program"
            )


def machine_rows(table: pd.DataFrame) -> int:
    """How many rows have a cell that only a program wrote.

    Parameters
    ----------
    table : a control text, every cell filled

    Returns
    -------
    number of rows
    """
    drafts = [_told(table[column]).eq(MACHINE) for column in _columns(table)]
    return int(pd.concat(drafts, axis=1).any(axis=1).sum()) if drafts else 0


def _columns(table: pd.DataFrame) -> list[str]:
    return [column for column in ORIGINS.values() if column in table]


def _told(cells: pd.Series) -> pd.Series:
    return cells.str.strip().str.casefold()
