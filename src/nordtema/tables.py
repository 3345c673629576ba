"""Reading and writing of what stands in a results folder; a file is there whole or not at all.

Tables and frames are written and read by the schema of their name (`schemas.schema_of`). Here too
is how the package reads the tables that it ships.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .schemas import Column, Schema
from .study import StudyError

if TYPE_CHECKING:  # to see that nothing is to be done must take no time
    import pandas as pd

DECIMALS = 4
#: how a text begins that spreadsheets execute: one of = + - @ after blanks or quotes, tab or CR
_FORMULA = re.compile(r"[\s'\"]*[=+\-@＝＋－＠\t\r]")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\r\x0e-\x1f\x7f\ud800-\udfff]")
_CONTROLS = bytes({*range(32), 127} - {9, 10})


def package_rows(package: str, *place: str) -> list[dict[str, str]]:
    """Rows of a CSV that the package ships.

    Parameters
    ----------
    package : the package beside whose modules it lies
    place : folders and name from there on

    Returns
    -------
    list of dict, column → cell
    """
    table = files(package).joinpath(*place).read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(table)))


def records_of(table: pd.DataFrame) -> list[dict[str, str]]:
    """Rows of a table of text.

    Parameters
    ----------
    table : whose cells are text

    Returns
    -------
    list of dict, column → cell
    """
    names = list(map(str, table.columns))
    return [dict(zip(names, cells, strict=True)) for cells in table.to_numpy(object).tolist()]


def line_feeds(text: str) -> str:
    """A text with line feeds for the ends of lines of Windows and of old Macs.

    Parameters
    ----------
    text : as it was read

    Returns
    -------
    str
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def write_atomically(
    path: Path, write: Callable[[Path], object], drafts: Path | None = None
) -> Path:
    """Let `write` fill a file beside `path`, or in a folder of `drafts`, then move it to `path`.

    Parameters
    ----------
    path : of the file
    write : fills the file that it is given
    drafts : folder on the same disk

    Returns
    -------
    the path
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = (drafts or path.parent) / f".{os.getpid()}.{path.name}"
    draft.parent.mkdir(parents=True, exist_ok=True)
    try:
        write(draft)
        draft.replace(path)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
    return path


def write_text(path: Path, text: str) -> Path:
    """Write UTF-8 text with line feeds.

    Parameters
    ----------
    path : of the file
    text : with line feeds

    Returns
    -------
    the path
    """
    return write_atomically(path, lambda draft: draft.write_bytes(text.encode("utf-8")))


def write_json(path: Path, value: object) -> Path:
    """Write JSON with sorted keys, so that equal values give equal bytes.

    Parameters
    ----------
    path : of the file
    value : that JSON can hold

    Returns
    -------
    the path
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return write_text(path, text + "\n")


def read_json(path: Path, default: Any = None) -> Any:
    """Read JSON, or give the default where the file is missing or unreadable."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return default


def write_table(path: Path, table: pd.DataFrame, schema: Schema) -> Path:
    """Write a CSV as its schema says: numbers at four decimals, and no negative zero.

    Parameters
    ----------
    path : of the file
    table : with the columns of the schema, in its order
    schema : of the table

    Returns
    -------
    the path

    Raises
    ------
    ValueError
        Where the table is not what its schema says: table, column, value. The program is wrong.
    """
    columns = schema.of(list(table.columns))
    order = [column.name for column in columns]
    if list(table.columns) != order:
        raise ValueError(f"{schema.name}: columns in another order than {', '.join(order)}")
    cells = {c.name: _written(_checked(table[c.name], c, schema.name), c) for c in columns}
    checked = _framed(cells, len(table)).rename(columns=guarded)
    return write_atomically(
        path,
        lambda draft: checked.to_csv(
            draft, index=False, float_format=f"%.{DECIMALS}f", lineterminator="\n"
        ),
    )


def read_table(path: Path, schema: Schema) -> pd.DataFrame:
    """Read a CSV of ours: text as it was, numbers as numbers, no cell is guessed at.

    Empty cells of text are "", of numbers NaN.

    Parameters
    ----------
    path : of the file
    schema : of the table

    Returns
    -------
    DataFrame with the columns of the schema

    Raises
    ------
    StudyError
        If the file is not what the schema says.
    """
    import pandas as pd

    try:
        with path.open(encoding="utf-8", newline="") as handle:
            heads = [unguarded(head) for head in next(csv.reader(handle), [])]
        columns = schema.of(heads)
        kinds = {c.name: c.kind.kind for c in columns}
        table = pd.read_csv(
            path, header=0, names=heads, keep_default_na=False, index_col=False,
            dtype={name: str if kind == "text" else float for name, kind in kinds.items()},
            na_values={name: [""] for name, kind in kinds.items() if kind != "text"},
        )  # fmt: skip
        return _framed({c.name: _read(table[c.name], c) for c in columns}, len(table))
    except ValueError as error:
        raise _damaged(path, error) from None


def write_frame(path: Path, table: pd.DataFrame, schema: Schema) -> Path:
    """Write a parquet file (what is too large or too private for a CSV), in the schema's order.

    Parameters
    ----------
    path : of the file
    table : with the columns of the schema
    schema : of the frame

    Returns
    -------
    the path

    Raises
    ------
    ValueError
        As of `write_table`.
    """
    columns = schema.of(list(table.columns))
    cells = {c.name: _checked(table[c.name], c, schema.name) for c in columns}
    checked = _framed(cells, len(table))
    return write_atomically(path, lambda draft: checked.to_parquet(draft, index=False))


def read_frame(path: Path, schema: Schema) -> pd.DataFrame:
    """Read a parquet file of ours.

    Parameters
    ----------
    path : of the file
    schema : of the frame

    Returns
    -------
    DataFrame with the columns of the schema

    Raises
    ------
    StudyError
        If the file is not what the schema says.
    """
    import pandas as pd

    try:
        table = pd.read_parquet(path)
        schema.of(list(table.columns))
    except (OSError, ValueError) as error:
        raise _damaged(path, error) from None
    return table


def _damaged(path: Path, error: Exception) -> StudyError:
    what = str(error).splitlines()[0]
    return StudyError(f"{path.name}: damaged, or of another version ({what}); run it again")


# ---------------------------------------------------------------- cells


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet executes: an apostrophe before a formula.

    Quotes and blanks may stand before its sign, so that a text which begins with an apostrophe is
    given another one, and `unguarded` gives back every text as it was.

    Parameters
    ----------
    text : of a cell

    Returns
    -------
    str
    """
    return "'" + text if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` has written.

    Parameters
    ----------
    cell : as it stands in the file

    Returns
    -------
    str
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def storable(text: str) -> str:
    """The text as files can hold it: line feeds, and U+FFFD for what stands for nothing.

    That is NUL and other control signs but tab and line feed, and halves of surrogate pairs.

    Parameters
    ----------
    text : of a cell

    Returns
    -------
    str
    """
    if _is_storable(text):
        return text
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", line_feeds(text))


def _is_storable(text: str) -> bool:
    """By bytes, which takes a hundredth of the time of the pattern."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return len(data.translate(None, _CONTROLS)) == len(data)


def _framed(cells: dict[str, pd.Series], rows: int) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(cells, index=pd.RangeIndex(rows))


def _checked(values: pd.Series, column: Column, name: str) -> pd.Series:
    """The values in the type of the column, rounded by nothing."""
    values = values.reset_index(drop=True)
    try:
        if column.kind.kind == "text":
            return _checked_text(values, column)
        return _checked_numbers(values, column)
    except ValueError as error:
        raise ValueError(f"{name}: column {column.name!r}: {error}") from None


def _checked_text(values: pd.Series, column: Column) -> pd.Series:
    import pandas as pd

    texts = values.astype(object).where(values.notna(), "")
    kind = column.kind
    allowed = re.compile(kind.pattern) if kind.pattern else None
    kept: dict[str, str] = {}  # each text that stands there, as it can be stored
    for text in dict.fromkeys(texts):  # pandas takes texts for one that differ behind a NUL
        if not isinstance(text, str):
            raise ValueError(f"{text!r} is no text")
        if not text and not column.empty:
            raise ValueError("is empty")
        if text and allowed and not allowed.fullmatch(text):
            raise ValueError(f"{text!r} is none of: {kind.meaning}")
        kept[text] = storable(text)
    changed = any(text is not stored for text, stored in kept.items())
    if not changed:
        return texts
    return pd.Series([kept[text] for text in texts], dtype=object, index=texts.index)


def _checked_numbers(values: pd.Series, column: Column) -> pd.Series:
    import numpy as np
    import pandas as pd

    kind = column.kind
    given = pd.to_numeric(values)
    numbers = given.to_numpy(float, na_value=np.nan)
    known = ~np.isnan(numbers)
    rounded = np.round(numbers[known], DECIMALS)
    wrong = ~np.isfinite(rounded) | (rounded < kind.low) | (rounded > kind.high)
    if kind.kind != "number":
        wrong |= rounded != np.round(rounded)
    if wrong.any():
        raise ValueError(f"{rounded[wrong][0]} is not a {column.type} ({kind.meaning})")
    if not known.all() and not column.empty:
        raise ValueError("a number is missing")
    return given if given.dtype == bool else _typed(given.astype(float), kind.kind)


def _typed(numbers: pd.Series, kind: str) -> pd.Series:
    """Whole numbers as integers, unless one is missing."""
    return numbers if kind == "number" or numbers.hasnans else numbers.round().astype("int64")


def _written(values: pd.Series, column: Column) -> pd.Series:
    """Checked values as they go to CSV."""
    kind = column.kind.kind
    if kind == "text":
        return values.map(guarded)
    if kind == "number":
        return values.round(DECIMALS) + 0.0
    return values.astype("Int64")


def _read(values: pd.Series, column: Column) -> pd.Series:
    kind = column.kind.kind
    if values.hasnans and (kind == "text" or not column.empty):
        raise ValueError(f"column {column.name!r}: a cell is missing")
    return values.map(unguarded) if kind == "text" else _typed(values, kind)
