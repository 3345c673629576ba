"""Tables of word counts in a folder, and tables beside them that tell of the documents."""

from pathlib import Path

import pandas as pd

from ...study import StudyError
from .beside import join_table
from .counted_tables import WrongCountError
from .inventory import IGNORED, Inventory
from .kept import TextWriter
from .single import NO_TEXTS, read_counted, with_country
from .walk import Walk


def read_counts_and_facts(walk: Walk, tables: list[Path]) -> pd.DataFrame:
    """Documents of tables of counts whose country a table beside them names.

    Parameters
    ----------
    walk : through the corpus
    tables : at its top

    Returns
    -------
    DataFrame, a row a document; empty where none of the tables counts words

    Raises
    ------
    StudyError
        With the row and value of a count that cannot be, or if no country is named.
    """
    found = {path: _counted(walk, path) for path in tables}
    counts = [path for path in tables if len(found[path])]
    if not counts:
        return pd.DataFrame()
    several = len(counts) > 1
    documents = pd.concat(
        {walk.name(path): found[path].assign(
            doc_id=f"{path.stem}/" * several + found[path]["doc_id"]
        ) for path in counts}
    )  # fmt: skip
    for path in tables:
        if path not in counts:
            documents, told = join_table(path, documents)
            _tell_anew(walk, path, told or NO_TEXTS)
    located = pd.concat(
        with_country(documents.loc[name], name, walk.inventory)
        for name in documents.index.unique(0)
    )
    if located.empty:
        raise StudyError(
            f"{walk.name(counts[0])}: counts words, but nothing names the country of any document; "
            "put a table beside it with their ids (id) and countries (country)"
        )
    return located


def _tell_anew(walk: Walk, path: Path, reason: str) -> None:
    walk.inventory.forget(walk.name(path))
    walk.inventory.add(walk.name(path), IGNORED, reason)


def _counted(walk: Walk, path: Path) -> pd.DataFrame:
    """Documents of a table at the top of a corpus; none where it counts no words."""
    name = walk.name(path)
    own = Inventory()  # before it was looked into, the table was told as one of no country

    def read(inventory: Inventory, writer: TextWriter | None) -> pd.DataFrame:
        return read_counted(path, name, inventory)

    try:
        documents = walk.reading.part([path], ("counts", name), own, read)
    except WrongCountError:
        raise
    except StudyError:
        return pd.DataFrame()
    if len(documents):
        walk.inventory.forget(name)
        walk.inventory.entries += own.entries
        walk.inventory.recognised |= own.recognised
    return documents
