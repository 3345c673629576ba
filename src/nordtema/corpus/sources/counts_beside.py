"""Tables of word counts in a folder, and tables beside them that tell of the documents."""

from pathlib import Path

import pandas as pd

from ...study import StudyError
from ...tables import records_of
from .beside import join_table
from .inventory import IGNORED
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
    DataFrame, a row a document; empty where none of the tables counts words, or no country is named
    """
    found = {path: _counted(walk, path) for path in tables}
    counts = [path for path in tables if len(found[path])]
    rows: list[dict[str, str]] = []
    for path in counts:
        prefix = f"{path.stem}/" if len(counts) > 1 else ""
        rows += records_of(found[path].assign(doc_id=prefix + found[path]["doc_id"]))
    for path in tables if rows else ():
        if path not in counts:
            walk.inventory.forget(walk.name(path))
            walk.inventory.add(walk.name(path), IGNORED, join_table(path, rows) or NO_TEXTS)
    documents = pd.DataFrame(rows)
    return with_country(documents, walk.name(counts[0]), walk.inventory) if rows else documents


def _counted(walk: Walk, path: Path) -> pd.DataFrame:
    try:
        return read_counted(path, walk.name(path), walk.inventory)
    except StudyError:
        return pd.DataFrame()
