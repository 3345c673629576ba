"""From what a researcher brings to an index of documents and an inventory of files and rows.

(a) a folder with a manifest; (b) a folder with a sub-folder for each country; (c) one table, by
itself or alone in a folder. Every table, also those beside the texts, is read by one reader.
"""

from pathlib import Path

import pandas as pd

from ...study import StudyError
from .counts_beside import read_counts_and_facts
from .folder import NO_FOLDER, is_own_table, read_as_one_country, read_folders
from .formats import format_of
from .index import CorpusIndex, check_readable, checked
from .inventory import Inventory
from .kept import TextWriter, read_documents, write_documents, write_texts
from .manifest import find_manifest, read_manifest
from .parlamint import read_parlamint
from .parts import InMemory, Parts, Reading
from .single import read_table_of_texts
from .table import TABLE_ENDINGS, is_table, read_own_table
from .texts import is_whole_file, read_text, texts_of
from .walk import Walk

__all__ = [
    "CorpusIndex", "Parts", "is_whole_file", "read_corpus", "read_documents", "read_own_table",
    "read_text", "texts_of", "write_documents", "write_texts",
]  # fmt: skip
_SHOWN = 5  # files without a country, by name


def read_corpus(
    path: Path,
    own: tuple[Path, ...] = (),
    country: str = "",
    tolerant: bool = False,
    reading: Reading | None = None,
) -> CorpusIndex:
    """The documents of a corpus, and what became of every file and row.

    Parameters
    ----------
    path : folder or file
    own : folders and files below the corpus that are never read as texts (the results)
    country : code of the country of all that names none; else folders must tell it
    tolerant : whether a table among other files that cannot be read is left out and told
    reading : `parts.Parts` keep texts on disk and take again what was read before; None: exports
        and tables are read, and their texts stand in memory

    Returns
    -------
    CorpusIndex

    Raises
    ------
    StudyError
        One line that names file, row, value and remedy.
    """
    if not path.exists():
        raise StudyError(f"{path}: no such corpus; name a folder or a file with CORPUS=")
    root = path.resolve()
    inventory = Inventory()
    reading = reading or InMemory()
    if root.is_file():
        walk = Walk(root.parent, (), inventory, reading=reading)
        documents, where = _read_file(walk, root, country), path.name
    else:
        ours = tuple(one.resolve() for one in own)
        walk = Walk(root, ours, inventory, tolerant, reading)
        documents, where = _read_folder(walk, country)
    if documents.empty:
        raise StudyError(
            f"{path}: no texts found{_without_country(inventory)}; put them in folders named for "
            f"countries (norway, denmark, sweden), or write a manifest.csv{_left_out(inventory)}"
        )
    documents = checked(documents, documents.index, where)
    check_readable(documents, path.name)
    documents = documents.sort_values("doc_id", kind="stable").reset_index(drop=True)
    return CorpusIndex(documents, inventory.table(), recognised=inventory.recognised)


def _without_country(inventory: Inventory) -> str:
    """The files that lie there and are of no country, by name."""
    table = inventory.table()
    files = table.loc[table["reason"] == NO_FOLDER, "file"].tolist()
    if not files:
        return ""
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    lie = "lies" if len(files) == 1 else "lie"
    return f" whose country is known: {', '.join(files[:_SHOWN])}{more} {lie} in no folder of one"


def _left_out(inventory: Inventory) -> str:
    table = inventory.table()
    left = table[table["status"] == "left out"]
    if left.empty:
        return ""
    return f"; left out were {len(left)}, such as {left['file'].iloc[0]}: {left['reason'].iloc[0]}"


def _read_folder(walk: Walk, country: str) -> tuple[pd.DataFrame, str]:
    manifest = find_manifest(walk.root)
    if manifest:
        return read_manifest(walk, manifest), manifest.name
    speeches, taken = read_parlamint(walk)
    if country:
        files = [file for file in walk.files(walk.root) if file not in taken]
        folders = read_as_one_country(walk, files, country)
    else:
        folders = read_folders(walk, taken)
    parts = [part for part in (speeches, folders) if len(part)]
    if len(parts) == 2:
        documents = pd.concat(parts, ignore_index=True)
    else:
        documents = parts[0].reset_index(drop=True) if parts else folders
    del speeches, folders, parts  # of many texts even what is told of them takes room
    if documents.empty:
        tables = _tables(walk)
        if len(tables) == 1:
            name = walk.name(tables[0])
            walk.inventory.forget(name)
            return _read_table(walk, tables[0], name, ""), name
        counted = read_counts_and_facts(walk, tables)
        if len(counted):
            return counted, walk.root.name
        if tables:
            named = ", ".join(path.name for path in tables[:5])
            raise StudyError(
                f"{walk.root.name}: holds {len(tables)} tables ({named}); name one with CORPUS="
            )
    return documents, walk.root.name


def _tables(walk: Walk) -> list[Path]:
    """The tables at the top of a folder that are none of the researcher's own kinds.

    Of those that differ in their ending alone the first kind counts, parquet before CSV.
    """
    tables = sorted(
        path for path in walk.root.iterdir()
        if is_table(path.name) and not is_own_table(path) and not path.name.startswith((".", "~"))
        and path.is_file() and path.resolve().is_relative_to(walk.root)
    )  # fmt: skip
    ranked = sorted(tables, key=lambda path: path.suffix != ".parquet")
    first = {path.name.split(".")[0]: path for path in reversed(ranked)}
    return sorted(first.values())


def _read_file(walk: Walk, path: Path, country: str) -> pd.DataFrame:
    if country and not is_table(path.name):
        return read_as_one_country(walk, [path], country)
    if not is_table(path.name):
        kind = format_of(path)
        what = f"{kind.name}, not a corpus: {kind.remedy}" if kind else "not a corpus"
        raise StudyError(
            f"{path.name}: {what}; a corpus is a folder or one of {', '.join(TABLE_ENDINGS)}"
        )
    return _read_table(walk, path, path.name, country)


def _read_table(walk: Walk, path: Path, name: str, country: str) -> pd.DataFrame:
    def read(inventory: Inventory, writer: TextWriter | None) -> pd.DataFrame:
        return read_table_of_texts(path, name, inventory, country, writer)

    return walk.reading.part([path], ("table", name, country), walk.inventory, read)
