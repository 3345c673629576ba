"""Reading a corpus in any of the three forms of the input contract.

(a) a folder with manifest.csv; (b) a folder with a sub-folder for each country; (c) one .csv,
.jsonl(.gz) or .parquet. All give one index: a row a document, in the order of doc_id.
"""

import csv
import gzip
import json
import os
from collections import Counter
from io import StringIO
from pathlib import Path

import pandas as pd

from ..languages import COUNTRIES, country_code, language_code
from ..study import StudyError
from .repair import decode

TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".jsonl.gz", ".ndjson", ".parquet")
_OTHER_FORMATS = (".xml", ".conllu", ".rtf", ".tex", ".ann")  # letters, but not those of a text
_NO_TEXTS = (".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".parquet")  # beside the texts
COLUMNS = ("doc_id", "country", "language", "date", "title", "author")
_KNOWN_COUNTRIES = ", ".join(f"{c.code} ({c.name})" for c in COUNTRIES.values())


def read_index(path: Path) -> pd.DataFrame:
    """The documents of a corpus.

    Returns
    -------
    DataFrame with doc_id, country (ISO), language ("" where not declared), date, title, author,
    further columns as found, and either `path` (absolute, of a file) or `text`.

    Raises
    ------
    StudyError
        One line that names file, row, value and remedy.
    """
    if not path.exists():
        raise StudyError(f"{path}: no such corpus; name a folder or a file with CORPUS=")
    if path.is_file():
        index = _read_one_file(path)
        source = path.name
    elif (path / "manifest.csv").is_file():
        index = _read_manifest(path)
        source = "manifest.csv"
    else:
        index = _read_folders(path)
        source = path.name
    if index.empty:
        raise StudyError(
            f"{path}: no texts found; put them in folders named for countries "
            "(norway, denmark, sweden), or write a manifest.csv"
        )
    return _check(index, source).sort_values("doc_id", kind="stable").reset_index(drop=True)


def read_text(row: pd.Series) -> str | None:
    """Text of one row of the index; None where the file is no text."""
    if "text" in row.index:
        return str(row["text"])
    if row["path"].lower().endswith(_OTHER_FORMATS):
        return None
    try:
        found = decode(Path(row["path"]).read_bytes())
        return found.text if found else None
    except OSError as error:
        raise StudyError(
            f"{row['path']}: cannot be read ({(error.strerror or str(error)).lower()}); "
            "mend its permissions or take it out"
        ) from None


def read_own_table(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read one of the researcher's own tables; every column named must be there."""
    table = _read_csv(path)
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise StudyError(
            f"{path.name}: row 1: column {missing[0]!r} is missing; needed are {', '.join(columns)}"
        )
    return table


# ---------------------------------------------------------------- the three forms


def _read_manifest(folder: Path) -> pd.DataFrame:
    table = _read_csv(folder / "manifest.csv")
    for needed in ("path", "country"):
        if needed not in table.columns:
            raise StudyError(
                f"manifest.csv: row 1: column {needed!r} is missing; needed are path and country"
            )
    rows = zip(table.index + 2, table["path"], strict=True)
    paths = [_listed_file(folder.resolve(), row, name) for row, name in rows]
    if "doc_id" not in table.columns:
        table["doc_id"] = table["path"].map(_id_of_path)
    return table.assign(path=paths)


def _listed_file(folder: Path, row: int, name: str) -> str:
    """Absolute path of a file that the manifest names, written with either kind of slash."""
    file = Path(os.path.normpath(folder / name))
    if not file.is_file():
        file = Path(os.path.normpath(folder / name.replace("\\", "/")))
    wrong = ""
    if not name or not file.is_file():
        wrong = "no such file; mend the path or remove the row"
    elif not file.is_relative_to(folder):
        wrong = "lies outside the corpus folder; move the file into it"
    if wrong:
        raise StudyError(f"manifest.csv: row {row}: path {name!r}: {wrong}")
    return str(file)


def _read_folders(folder: Path) -> pd.DataFrame:
    """Every file in a country's folder counts: what is no text is kept out with that reason."""
    rows = []
    for child in sorted(folder.iterdir()):
        if not child.is_dir() or child.name.startswith((".", "_")):
            continue
        files = sorted(p for p in child.rglob("*") if _may_be_text(p))
        country = country_code(child.name)
        if country is None and files:
            raise StudyError(
                f"{child.name}/: no country of that name; name the folder for one of "
                f"{_KNOWN_COUNTRIES}"
            )
        for file in files:
            name = file.relative_to(folder).as_posix()
            rows.append({"doc_id": name, "country": country, "path": str(file.resolve())})
    times = Counter(_id_of_path(row["doc_id"]) for row in rows)
    for row in rows:  # the ending tells texts of the same name apart
        short = _id_of_path(row["doc_id"])
        row["doc_id"] = short if times[short] == 1 else row["doc_id"]
    return pd.DataFrame(rows, columns=["doc_id", "country", "path"])


def _may_be_text(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name.upper().startswith(("README", "LICENSE"))
    return path.is_file() and not hidden and path.suffix.lower() not in _NO_TEXTS


def _id_of_path(name: str) -> str:
    return name.rsplit(".", 1)[0] if "." in name.rsplit("/", 1)[-1] else name


def _read_one_file(path: Path) -> pd.DataFrame:
    name = path.name.lower()
    if not name.endswith(TABLE_ENDINGS):
        raise StudyError(
            f"{path.name}: not a corpus; it may be a folder or one of {', '.join(TABLE_ENDINGS)}"
        )
    if name.endswith(".parquet"):
        try:
            table = pd.read_parquet(path)
        except (OSError, ValueError) as error:
            raise StudyError(f"{path.name}: not readable as parquet: {error}") from None
    elif name.endswith((".csv", ".tsv")):
        table = _read_csv(path)
    else:
        table = _read_jsonl(path)
    for needed in ("id", "country", "text"):
        if needed not in table.columns:
            raise StudyError(
                f"{path.name}: row 1: column {needed!r} is missing; needed are id, country, text"
            )
    return table.rename(columns={"id": "doc_id"}).drop(columns="path", errors="ignore")


def _read_jsonl(path: Path) -> pd.DataFrame:
    rows, numbers = [], []
    data = path.read_bytes()
    try:
        data = gzip.decompress(data) if path.name.lower().endswith(".gz") else data
    except (OSError, EOFError):
        raise StudyError(f"{path.name}: not readable as gzip; pack it again") from None
    for number, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise StudyError(f"{path.name}: row {number}: not valid JSON; mend the line") from None
        if not isinstance(row, dict):
            raise StudyError(f"{path.name}: row {number}: each line must be one JSON object")
        rows.append(row)
        numbers.append(number - 1)
    return pd.DataFrame(rows, index=numbers, dtype=object)


def _read_csv(path: Path) -> pd.DataFrame:
    """A table with commas, semicolons or tabs between the columns, in any encoding we know."""
    found = decode(path.read_bytes()) if path.is_file() else None
    text = found.text if found else None
    if text is None:
        raise StudyError(f"{path.name}: not readable as a text table; save it as CSV in UTF-8")
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    try:
        rows = list(csv.reader(StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise StudyError(f"{path.name}: not readable as a table: {error}") from None
    if not rows:
        raise StudyError(f"{path.name}: not readable as a table: it is empty")
    names = [name.strip().lower() for name in rows[0]]
    twice = [name for name, times in Counter(names).items() if name and times > 1]
    if twice:
        raise StudyError(f"{path.name}: row 1: column {twice[0]!r} stands twice; rename one")
    cells = {
        number: _filled(row, len(names), f"{path.name}: row {number + 2}")
        for number, row in enumerate(rows[1:])
        if any(cell.strip() for cell in row)
    }
    table = pd.DataFrame.from_dict(cells, orient="index", columns=names, dtype=object)
    return table.loc[:, [bool(name) for name in names]]


def _filled(row: list[str], width: int, where: str) -> list[str]:
    """A row as wide as the header; empty cells too many are left out, others are an error."""
    if any(cell.strip() for cell in row[width:]):
        raise StudyError(
            f"{where}: {len(row)} cells where the header has {width}; "
            "put quotes around a cell that holds the delimiter"
        )
    return row[:width] + [""] * (width - len(row))


# ---------------------------------------------------------------- checks


def _check(index: pd.DataFrame, source: str) -> pd.DataFrame:
    index = index.copy()
    for column in COLUMNS:
        if column not in index.columns:
            index[column] = ""
    for column in index.columns:
        index[column] = index[column].astype(object).where(index[column].notna(), "").astype(str)
        if column != "text":
            index[column] = index[column].str.strip()
    first_row = 1 if source.endswith((".jsonl", ".gz", ".ndjson")) else 2
    rows = index.index + first_row
    codes = index["country"].map(country_code)
    if codes.isna().any():
        at = int(codes.isna().to_numpy().argmax())
        raise StudyError(
            f"{source}: row {rows[at]}: country {index['country'].iloc[at]!r}: unknown; "
            f"write one of {_KNOWN_COUNTRIES}"
        )
    _check_ids(index["doc_id"], rows, source)
    index["country"] = codes
    index["language"] = index["language"].map(lambda name: language_code(name) if name else "")
    return index


def _check_ids(ids: pd.Series, rows: pd.Index, source: str) -> None:
    empty = (ids == "").to_numpy()
    if empty.any():
        raise StudyError(
            f"{source}: row {rows[int(empty.argmax())]}: doc_id is empty; give every text an id"
        )
    repeated = ids.duplicated().to_numpy()
    if repeated.any():
        at = int(repeated.argmax())
        first = int((ids == ids.iloc[at]).to_numpy().argmax())
        raise StudyError(
            f"{source}: row {rows[at]}: doc_id {ids.iloc[at]!r}: stands in row {rows[first]} "
            "already; give every text an id of its own"
        )
