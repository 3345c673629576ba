"""Reading a corpus in any of the three forms of the input contract.

(a) a folder with manifest.csv; (b) a folder with a sub-folder for each country; (c) one .csv,
.jsonl(.gz) or .parquet. All give one index: a row a document, in the order of doc_id.
"""

import gzip
import json
from pathlib import Path

import pandas as pd

from ..languages import COUNTRIES, country_code, language_code
from ..study import StudyError
from .decoding import decode, tidy

TEXT_ENDINGS = (".txt", ".md", ".html", ".htm", ".xhtml", ".text")
TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".jsonl.gz", ".ndjson", ".parquet")
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
        return tidy(str(row["text"]))
    return decode(Path(row["path"]).read_bytes())


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
    root = folder.resolve()
    paths = []
    for row, name in zip(table.index + 2, table["path"], strict=True):
        file = (folder / name).resolve()
        if not name or not file.is_file():
            raise StudyError(
                f"manifest.csv: row {row}: path {name!r}: no such file; "
                "mend the path or remove the row"
            )
        if not file.is_relative_to(root):
            raise StudyError(
                f"manifest.csv: row {row}: path {name!r}: lies outside the corpus folder; "
                "move the file into it"
            )
        paths.append(str(file))
    if "doc_id" not in table.columns:
        table["doc_id"] = table["path"].map(_id_of_path)
    return table.assign(path=paths)


def _read_folders(folder: Path) -> pd.DataFrame:
    rows = []
    for child in sorted(folder.iterdir()):
        if not child.is_dir() or child.name.startswith("."):
            continue
        files = sorted(p for p in child.rglob("*") if _is_text(p))
        country = country_code(child.name)
        if country is None and files:
            raise StudyError(
                f"{child.name}/: no country of that name; name the folder for one of "
                f"{_KNOWN_COUNTRIES}"
            )
        for file in files:
            name = file.relative_to(folder).as_posix()
            rows.append({"doc_id": _id_of_path(name), "country": country, "path": str(file)})
    return pd.DataFrame(rows, columns=["doc_id", "country", "path"])


def _is_text(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() in TEXT_ENDINGS


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
    rows = []
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
    return pd.DataFrame(rows)


def _read_csv(path: Path) -> pd.DataFrame:
    """A table with commas, semicolons or tabs between the columns, in any encoding we know."""
    text = decode(path.read_bytes()) if path.is_file() else None
    if text is None:
        raise StudyError(f"{path.name}: not readable as a text table; save it as CSV in UTF-8")
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    from io import StringIO

    try:
        table = pd.read_csv(StringIO(text), sep=delimiter, dtype=str, keep_default_na=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        first = str(error).strip().splitlines()[0]
        raise StudyError(f"{path.name}: not readable as a table: {first}") from None
    return table.rename(columns=lambda name: str(name).strip().lower())


# ---------------------------------------------------------------- checks


def _check(index: pd.DataFrame, source: str) -> pd.DataFrame:
    index = index.copy()
    for column in COLUMNS:
        if column not in index.columns:
            index[column] = ""
    for column in index.columns.difference(["text"]):
        index[column] = index[column].fillna("").astype(str).str.strip()
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
