"""The corpus as it was read, in parts, in results/data/imported; the stages read nothing else.

Whatever is wrong with texts shows when they are read, and which stages are stale hangs on what they
say. So all is read while a run is planned, each file once; what has not changed since is taken as
it is, and a reading that was killed goes on where it was. The stage `import` of each country then
puts its texts in order.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..formats import thousands
from ..languages import COUNTRIES
from ..tables import read_json, write_atomically, write_json
from .dependencies import modules_behind, packages_behind, versions
from .inputs import hash_of, hash_of_files
from .progress import say

if TYPE_CHECKING:  # looking what is stale must be quick
    import pandas as pd

    from ..corpus.sources import CorpusIndex
    from .workspace import Workspace

FOLDER = "data/imported"
_INDEX, _INVENTORY, _STATE = "index.parquet", "inventory.parquet", "state.json"


def take_in(corpus: Path, results: Path) -> dict[str, Any]:
    """Read what has changed of a corpus since it was read last.

    Parameters
    ----------
    corpus : folder or file
    results : folder of the results

    Returns
    -------
    texts (a hash for each country), documents (their number for each country), columns, authors
    and inventory (a hash each)

    Raises
    ------
    StudyError
        In one line, what is wrong and what mends it.
    """
    folder = results / FOLDER
    code = behind()
    stamp = [hash_of(repr(code).encode()), _stamp_of(corpus, results)]
    known = read_json(folder / _STATE, {})
    if known.get("stamp") == stamp and _is_whole(folder, known["files"]):
        return known["corpus"]
    (folder / _STATE).unlink(missing_ok=True)
    from ..corpus.sources import Parts, read_corpus, write_documents  # nothing to do takes no time

    parts = Parts(folder, code, tell_texts_read)
    read = read_corpus(corpus, own=(results,), reading=parts)
    write_atomically(folder / _INDEX, lambda draft: write_documents(draft, read.documents))
    write_atomically(folder / _INVENTORY, lambda draft: write_documents(draft, read.inventory))
    parts.forget_others(_INDEX, _INVENTORY)
    files = {path.name: path.stat().st_size for path in folder.iterdir()}
    state = _state_of(read)
    write_json(folder / _STATE, {"stamp": stamp, "files": files, "corpus": state})
    return state


def imported(results: Path) -> CorpusIndex:
    """The corpus as it was taken in.

    Parameters
    ----------
    results : folder of the results

    Returns
    -------
    CorpusIndex, whose texts lie on disk
    """
    from ..corpus.sources import CorpusIndex, read_documents

    tables = (read_documents(results / FOLDER / name)[0] for name in (_INDEX, _INVENTORY))
    return CorpusIndex(*tables)


def import_country(workspace: Workspace) -> None:
    """Put the texts of a country in order, with the ids that are published.

    Parameters
    ----------
    workspace : of the stage
    """
    from ..corpus.ids import public_index
    from ..corpus.imported import write_imported

    index = public_index(imported(workspace.results), workspace.study.report)
    write_imported(workspace.own / "data", index.documents, workspace.detail)


def tell_texts_read(number: int) -> None:
    """Say how far a long reading is.

    Parameters
    ----------
    number : of texts
    """
    say("import", f"{thousands(number)} texts read")


# ---------------------------------------------------------------- what has changed


def behind() -> list[object]:
    """What all reading hangs on besides the files: code, packages, countries.

    Returns
    -------
    list, for `sources.Parts`
    """
    files = modules_behind("", ("corpus.sources",))
    packages = versions(packages_behind("", files))
    return [hash_of_files(files), packages, list(COUNTRIES.items())]


def _stamp_of(corpus: Path, results: Path) -> str:
    """A hash of the names, sizes and times of all files; a clock that is set back hides none."""
    told = _stamps(corpus, results) if corpus.is_dir() else [_stamp(corpus)]
    return hash_of("\n".join([str(corpus), *told]).encode("utf-8", "surrogatepass"))


def _stamps(folder: Path, results: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if not entry.is_dir(follow_symlinks=False):
            yield _stamp(entry)
        elif Path(entry.path).resolve() != results:
            yield entry.name + "/"
            yield from _stamps(Path(entry.path), results)


def _stamp(file: Path | os.DirEntry[str]) -> str:
    try:
        told = file.stat()
    except OSError:  # a link to nothing
        told = file.stat(follow_symlinks=False)
    return f"{file.name}\x1f{told.st_size}\x1f{told.st_mtime_ns}\x1f{told.st_ctime_ns}"


def _is_whole(folder: Path, files: dict[str, int]) -> bool:
    """Whether all that was read is there, as far as sizes tell."""
    try:
        return all((folder / name).stat().st_size == size for name, size in files.items())
    except OSError:
        return False


def _state_of(read: CorpusIndex) -> dict[str, Any]:
    index = read.documents
    rows = {code: index[index["country"] == code] for code in COUNTRIES}
    authors = "\n".join(sorted(set(index["author"])))
    return {
        "texts": {code: _hash_of_table(part) for code, part in rows.items()},
        "documents": {code: int((part["unread"] == "").sum()) for code, part in rows.items()},
        "columns": [str(name) for name in index.columns if name != "text"],
        "authors": hash_of(authors.encode("utf-8", "surrogatepass")),
        "inventory": _hash_of_table(read.inventory),
    }


def _hash_of_table(table: pd.DataFrame) -> str:
    """A hash of a table; of a text its digest counts."""
    total = hashlib.sha256()
    for name in table.columns:
        cells = (str(getattr(cell, "digest", cell)) for cell in table[name])
        told = "\x1f".join([str(name), *cells, ""])
        total.update(told.encode("utf-8", "surrogatepass"))
    return total.hexdigest()[:16]
