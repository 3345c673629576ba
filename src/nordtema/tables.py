"""Reading and writing of what stands in a results folder; a file is there whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # to see that nothing is to be done must take no time
    import pandas as pd

DECIMALS = 4


def write_atomically(
    path: Path, write: Callable[[Path], object], drafts: Path | None = None
) -> Path:
    """Let `write` fill a file beside `path`, or in a folder of `drafts`, then move it to `path`."""
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
    """Write UTF-8 text with line feeds."""
    return write_atomically(path, lambda draft: draft.write_bytes(text.encode("utf-8")))


def write_json(path: Path, value: object) -> Path:
    """Write JSON with sorted keys, so that equal values give equal bytes."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return write_text(path, text + "\n")


def read_json(path: Path, default: object = None) -> object:
    """Read JSON, or give the default where the file is missing or unreadable."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return default


def write_table(path: Path, table: pd.DataFrame) -> Path:
    """Write a CSV with numbers at four decimals, and no negative zero."""
    rounded = table.copy()
    for column in rounded.select_dtypes("floating"):
        rounded[column] = rounded[column].round(DECIMALS) + 0.0
    return write_atomically(
        path,
        lambda draft: rounded.to_csv(
            draft, index=False, float_format=f"%.{DECIMALS}f", lineterminator="\n"
        ),
    )


def read_table(path: Path) -> pd.DataFrame:
    """Read a CSV of ours; empty cells of text columns are empty strings."""
    import pandas as pd

    table = pd.read_csv(path, keep_default_na=False, na_values={})
    for column in table.select_dtypes(object):
        numbers = pd.to_numeric(table[column].replace("", None), errors="coerce")
        if numbers.notna().sum() == (table[column] != "").sum() and numbers.notna().any():
            table[column] = numbers
    return table


def write_frame(path: Path, table: pd.DataFrame) -> Path:
    """Write a parquet file (what is too large or too private for a CSV)."""
    return write_atomically(path, lambda draft: table.to_parquet(draft, index=False))


def read_frame(path: Path) -> pd.DataFrame:
    """Read a parquet file."""
    import pandas as pd

    return pd.read_parquet(path)
