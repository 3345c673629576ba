"""Every published table and every frame handed between rooms: columns, types, units, meaning.

They stand in `schemas.csv`, a line a column in the order in which tables have them. **To add a
column, add one line there**; to add a table, add a line with its name, no column, `table` or
`frame` as its type, and what it is for; its columns follow. In names, `<model>`, `<country>`,
`<language>` and `<k>` stand for each of these (countries and norms are those of `languages.py`),
and the column `*` for further columns of the corpus. Types are those of `TYPES` below, or the
values that a cell may have, separated by |. `empty` is yes where a cell may be empty.
"""

import csv
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .languages import COUNTRIES, LANGUAGES
from .study import MODELS, YEARS, StudyError

SOURCE = Path(__file__).with_name("schemas.csv")
OWN = "*"
_SERIES = re.compile(r"(\w+_)<k>")


@dataclass(frozen=True)
class Type:
    """What cells of a column hold.

    Attributes
    ----------
    kind : text, integer, number or flag
    low, high : the range of numbers
    pattern : what the whole of a text must match, "" for any
    meaning : for the codebook
    """

    kind: str
    meaning: str
    low: float = float("-inf")
    high: float = float("inf")
    pattern: str = ""


TYPES = {
    "text": Type("text", "text, exactly as it was"),
    "id": Type("text", "id of a text or name of a file, as report.ids has it"),
    "concept": Type("text", "name of a concept that may be shown; others have no row"),
    "word": Type("text", "word that may be shown; others have no row"),
    "words": Type("text", "words that may be shown"),
    "line": Type("text", "words as they stand in a text; … for those that may not be shown"),
    "country": Type("text", "code of a country", pattern="[A-Z]{2}"),
    "language": Type("text", "code of a written norm: " + ", ".join(LANGUAGES),
                     pattern="[a-z]{2,3}"),
    "model": Type("text", "kind of topic model: " + ", ".join(MODELS), pattern="|".join(MODELS)),
    "date": Type("text", "year, year-month or year-month-day", pattern=r"\d{4}(-\d\d(-\d\d)?)?"),
    "year": Type("integer", "a year", *YEARS),
    "integer": Type("integer", "whole number"),
    "count": Type("integer", "whole number, 0 or more", 0),
    "flag": Type("flag", "1 for yes, 0 for no", 0, 1),
    "number": Type("number", "any number"),
    "amount": Type("number", "number, 0 or more", 0),
    "share": Type("number", "number from 0 to 1", 0, 1),
    "p": Type("number", "probability under the null hypothesis, from 0 to 1", 0, 1),
    "difference": Type("number", "difference of two shares, from −1 to 1", -1, 1),
    "score": Type("number", "number from −1 to 1", -1, 1),
}  # fmt: skip


def type_named(name: str) -> Type:
    """The type of that name; countries are those of the study at hand.

    Parameters
    ----------
    name : one of `TYPES`

    Returns
    -------
    Type
    """
    known = TYPES[name]
    if name != "country":
        return known
    told = f"{known.meaning}: {', '.join(COUNTRIES)}"
    return replace(known, meaning=told, pattern="|".join(COUNTRIES))


_OF_WORDS = ("concept", "word", "words", "line")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : its head
    type : one of `TYPES`, or the values that a cell may have, separated by |
    unit : of numbers, "" where they have none
    empty : whether a cell may be empty
    meaning : for the codebook
    """

    name: str
    type: str
    unit: str
    empty: bool
    meaning: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that a cell may have, () where the type does not list them."""
        return () if self.type in TYPES else tuple(self.type.split("|"))

    @property
    def holds_words(self) -> bool:
        """Whether it holds words of the texts, which pass the door (`vocabulary.door`)."""
        return self.type in _OF_WORDS

    @property
    def kind(self) -> Type:
        """The type, for a choice that of the texts which it lists."""
        if self.type in TYPES:
            return type_named(self.type)
        return Type("text", "one of: " + ", ".join(self.choices),
                    pattern="|".join(map(re.escape, self.choices)))  # fmt: skip


@dataclass(frozen=True)
class Schema:
    """A table or frame, or a family of them.

    Attributes
    ----------
    name : as in `prevalence.<model>`
    frame : whether it is handed on as parquet and not published as CSV
    meaning : what it is for
    columns : in their order; `topic_<k>` and `*` stand for any number
    """

    name: str
    frame: bool
    meaning: str
    columns: tuple[Column, ...]

    def of(self, names: Sequence[str]) -> list[Column]:
        """The columns of a table with these heads, in the order of the schema.

        Parameters
        ----------
        names : of the columns

        Returns
        -------
        list of Column, one for each name

        Raises
        ------
        ValueError
            Where a column is missing, unknown, or stands twice.
        """
        fixed = {column.name for column in self.columns}
        twice = [name for number, name in enumerate(names) if name in names[:number]]
        expected: list[Column] = []
        for column in self.columns:
            series = _SERIES.fullmatch(column.name)
            if series:
                expected += _numbered(column, series[1], names)
            elif column.name == OWN:
                expected += [replace(column, name=name) for name in names if name not in fixed]
            else:
                expected.append(column)
        known = [column.name for column in expected]
        wrong = {"missing": [n for n in known if n not in names],
                 "not in the schema": [n for n in names if n not in known],
                 "twice": twice}  # fmt: skip
        for what, columns in wrong.items():
            if columns:
                raise ValueError(f"{self.name}: column {columns[0]!r}: {what}")
        return expected


def _numbered(column: Column, prefix: str, names: Sequence[str]) -> list[Column]:
    """`topic_1`, `topic_2` … as far as there are such names; one at least."""
    count = sum(bool(re.fullmatch(prefix + r"\d+", name)) for name in names)
    return [replace(column, name=f"{prefix}{n}") for n in range(1, max(count, 1) + 1)]


# ---------------------------------------------------------------- the schemas


def schemas() -> dict[str, Schema]:
    """All schemas by the name of their table or family; frames are named `frame:…`.

    Returns
    -------
    name → Schema, with a column for each country of the study at hand
    """
    return _schemas(tuple((code, country.name) for code, country in COUNTRIES.items()))


@functools.cache
def _schemas(countries: tuple[tuple[str, str], ...]) -> dict[str, Schema]:
    """Read once for the same countries (code and name)."""
    lines_of: dict[str, list[dict[str, str]]] = {}
    with SOURCE.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if not row["column"]:
                lines = lines_of[_key(row["table"], row["type"] == "frame")] = []
            lines.append(row)
    return {
        key: Schema(
            head["table"], head["type"] == "frame", head["meaning"],
            tuple(column for row in rows for column in _columns(row, countries)),
        )
        for key, (head, *rows) in lines_of.items()
    }  # fmt: skip


def _key(name: str, frame: bool) -> str:
    return f"frame:{name}" if frame else name


def _columns(row: dict[str, str], countries: tuple[tuple[str, str], ...]) -> Iterable[Column]:
    """The column of a line, or one for each country or norm."""
    empty = {"": False, "yes": True}[row["empty"]]
    places = {"<country>": dict(countries),
              "<language>": {code: lang.name for code, lang in LANGUAGES.items()}}  # fmt: skip
    for place, named in places.items():
        if place in row["column"]:
            for code, name in named.items():
                told = row["meaning"].replace(place, name)
                head = row["column"].replace(place, code)
                yield Column(head, row["type"], row["unit"], empty, told)
            return
    yield Column(row["column"], row["type"], row["unit"], empty, row["meaning"])


def schema_of(name: str, frame: bool = False) -> Schema:
    """The schema of a table such as "prevalence.lda", or of a frame such as "segments.NO".

    Parameters
    ----------
    name : of the table or frame
    frame : whether it is a frame

    Returns
    -------
    Schema

    Raises
    ------
    ValueError
        If there is none: a table without a schema is an error of the program.
    """
    known = schemas()
    stem, _, ending = name.partition(".")
    family = {**dict.fromkeys(MODELS, "<model>"), **dict.fromkeys(COUNTRIES, "<country>")}
    for candidate in (name, f"{stem}.{family.get(ending, '')}"):
        if _key(candidate, frame) in known:
            return known[_key(candidate, frame)]
    raise ValueError(f"{name}: no such {'frame' if frame else 'table'} in {SOURCE.name}; add it")


# ---------------------------------------------------------------- the researcher's own columns


def _names_of_documents() -> frozenset[str]:
    ours = {c.name for key, schema in schemas().items() for c in schema.columns
            if key.removeprefix("frame:").startswith("documents")}  # fmt: skip
    return frozenset(ours - {OWN})


#: names that documents have from us; a researcher's column of that name becomes `own_<name>`
TAKEN = _names_of_documents() | {"path", "text", "title", "unread", "unread_date", "year"}
#: those of them by which texts may be grouped, since they tell of the text and not of our work
_FACTS = {"doc_id", "country", "language", "date", "author", "year", "original"}
_ALSO = {"speaker": "author", "writer": "author", "day": "date"}  # where there is none so named


def column_of(columns: Iterable[str], name: str) -> str | None:
    """The column of `documents` that a parameter means by a name; None where there is none.

    The researcher's own comes first (`own_status` where the corpus has a `status`). What the study
    itself has written down of a document (status, reason, tokens …) is never meant. Another case of
    letters will do where it is clear.

    Parameters
    ----------
    columns : of `documents`
    name : as the parameter gives it

    Returns
    -------
    name of a column, or None
    """
    usable = [column for column in columns if column not in TAKEN or column in _FACTS]
    for wanted in (f"own_{name}", name, _ALSO.get(name.casefold(), name)):
        alike = [column for column in usable if column.casefold() == wanted.casefold()]
        if wanted in usable or len(alike) == 1:
            return wanted if wanted in usable else alike[0]
    return None


class UnknownColumn(StudyError):
    """A parameter names a column that the corpus has not.

    Attributes
    ----------
    name : as the parameter gives it
    """

    def __init__(self, told: str, name: str):
        super().__init__(told)
        self.name = name


def columns_named(columns: Iterable[str], names: Iterable[str], parameter: str) -> list[str]:
    """The columns of `documents` that a parameter such as comparison.cluster names.

    Parameters
    ----------
    columns : of `documents`
    names : as the parameter gives them
    parameter : its name, for messages

    Returns
    -------
    list of columns, one for each name

    Raises
    ------
    UnknownColumn
        For the first name that is no column by which texts may be grouped.
    """
    columns, named = list(columns), []
    for name in names:
        column = column_of(columns, name)
        if column is None:
            known = [c.removeprefix("own_") for c in columns if c not in TAKEN or c in _FACTS]
            told = ", ".join(c for c in known if c != "doc_id")
            raise UnknownColumn(
                f"{parameter} = {name!r}: the corpus has no such column; it has {told or 'none'}",
                name,
            )
        named.append(column)
    return named


# ---------------------------------------------------------------- the codebook


def codebook(names: Iterable[str]) -> str:
    """What every column of the tables means, as Markdown; tables of a family stand together.

    Parameters
    ----------
    names : of tables that were made, such as "prevalence.lda"

    Returns
    -------
    Markdown
    """
    made: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        made.setdefault(schema_of(name).name, []).append(name)
    parts = [_INTRODUCTION, _types_table()]
    parts += [_chapter(schemas()[key], made[key]) for key in schemas() if key in made]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """\
# What the tables say

Every table is a CSV in UTF-8 with commas; its columns are always the same and in the same order.
Numbers have a point and four decimals. An empty cell is one for which there is nothing to say.

**Read ids as text**: `7`, `007` and `2010.10` are names and no numbers. A text that a spreadsheet
would take for a formula, because it begins with one of = + - @, has an apostrophe before it, which
is no part of it: where a text begins with an apostrophe and such a sign, take off one apostrophe.

**Figures** stand in `figures/`; `captions.json` has alt text and caption of each. Each file says in
its metadata (SVG: `dc:source`; PNG: a text `Source`; PDF: `Keywords`) the version of nordtema, the
name of the study (`study` in `run.json`), the table that it is drawn from, and the SHA-256 of that
table's file (`outputs` in `run.json`).

## Types"""


def _types_table() -> str:
    return _markdown(
        ("type", "cells"), [(name, type_named(name).meaning) for name in TYPES]
    )  # fmt: skip


def _chapter(schema: Schema, names: list[str]) -> str:
    files = ", ".join(f"`{name}.csv`" for name in names)
    rows = [
        (f"`{c.name}`", " / ".join(c.choices) or c.type, c.unit, "yes" if c.empty else "",
         c.meaning)
        for c in schema.columns
    ]  # fmt: skip
    heads = ("column", "type", "unit", "may be empty", "meaning")
    return f"## {schema.name}\n\n{schema.meaning} File: {files}\n\n{_markdown(heads, rows)}"


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(c.replace("|", "\\|") for c in line) + " |"
                     for line in lines)  # fmt: skip
