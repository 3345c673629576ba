"""The schemas: every column explained, every table that is written known, names that are taken."""

import csv
import re

import nbformat
import pytest

from conftest import CHECKOUT
from nordtema.comparison.verdicts import Verdict
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.schemas import (
    TAKEN,
    TYPES,
    codebook,
    column_of,
    columns_named,
    schema_of,
    schemas,
)
from nordtema.study import MODELS, StudyError

ALL = sorted(schemas().items())
PUBLISHED = sorted((CHECKOUT / "results" / "tables").glob("*.csv"))
CODEBOOK = CHECKOUT / "results" / "tables" / "README.md"
WRITTEN = re.compile(r"\b(read|write)_(table|data)\(\s*f?\"([\w.{}]+)\"")


def sources() -> list[tuple[str, str]]:
    """Names and code of the notebooks and the package."""
    found = [(p.name, p.read_text(encoding="utf-8"))
             for p in sorted((CHECKOUT / "src").rglob("*.py"))]  # fmt: skip
    for path in sorted((CHECKOUT / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        found.append((path.name, "\n".join(c.source for c in cells if c.cell_type == "code")))
    return found


@pytest.mark.parametrize(("key", "schema"), ALL, ids=[key for key, _ in ALL])
def test_every_table_and_column_is_explained(key, schema):
    assert schema.meaning.endswith(".") and schema.columns
    names = [column.name for column in schema.columns]
    assert len(set(names)) == len(names)
    for column in schema.columns:
        assert column.meaning and not column.meaning.endswith("."), column.name
        assert column.type in TYPES or len(column.choices) > 1, column.name
        if column.kind.kind == "number":
            assert column.unit, column.name


def test_every_table_and_frame_of_the_notebooks_and_the_package_has_a_schema():
    used = {
        (kind == "data", name.replace("{", "<").replace("}", ">").replace("<m>", "<model>"))
        for _, code in sources()
        for _, kind, name in WRITTEN.findall(code)
    }
    used = {(frame, re.sub("<(main|tables.model|main_model)>", "<model>", name).replace("<code>",
            "<country>")) for frame, name in used}  # fmt: skip
    known = {(schema.frame, schema.name) for _, schema in ALL}
    assert len(used) > 30 and not used - known


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda p: p.name)
def test_every_published_column_stands_in_the_codebook(path):
    with path.open(encoding="utf-8", newline="") as handle:
        heads = next(csv.reader(handle))
    columns = schema_of(path.stem).of(heads)
    assert [column.name for column in columns] == heads
    chapter = CODEBOOK.read_text(encoding="utf-8").split(f"`{path.name}`")[1].split("\n## ")[0]
    for column in schema_of(path.stem).columns:
        assert f"| `{column.name}` |" in chapter


def test_no_table_is_described_that_nobody_writes():
    code = "\n".join(text for _, text in sources())
    for _, schema in ALL:
        if not schema.frame:
            name = schema.name.split(".")[0]
            assert re.search(rf'write_table\(\s*f?"{name}\b', code), schema.name


def test_families_are_found_by_their_members():
    assert {schema_of(f"prevalence.{m}").name for m in MODELS} == {"prevalence.<model>"}
    assert {schema_of(f"segments.{c}", frame=True).name for c in COUNTRIES} == {
        "segments.<country>"
    }
    assert schema_of("documents") != schema_of("documents", frame=True)
    for name in ("prevalence", "prevalence.NO", "segments.lda", "nothing"):
        with pytest.raises(ValueError, match="add it"):
            schema_of(name)


def test_countries_norms_and_verdicts_are_those_of_the_program():
    names = [column.name for column in schema_of("diagnostics.lda").columns]
    assert set(COUNTRIES) <= set(names) and {f"npmi_{code}" for code in LANGUAGES} <= set(names)
    told = {c.name: c.meaning for c in schema_of("recovery").columns}
    assert told["DK"].endswith("in Denmark")
    for name in ("contrasts.lda", "multiverse_findings", "planted_differences"):
        verdict = next(c for c in schema_of(name).columns if c.name == "verdict")
        assert verdict.choices == tuple(Verdict)


def test_topics_are_as_many_as_there_are_and_numbered_through():
    schema = schema_of("document_topics.nmf")
    heads = ["doc_id", "country", "language", "topic_1", "topic_2"]
    assert [c.name for c in schema.of(heads)] == heads
    with pytest.raises(ValueError, match="'topic_2': missing"):
        schema.of([*heads[:-1], "topic_3"])
    with pytest.raises(ValueError, match="'topic_1': missing"):
        schema.of(heads[:3])


# ---------------------------------------------------------------- own columns


def test_the_names_of_all_our_columns_of_documents_are_taken():
    for key, schema in ALL:
        if key.split(":")[-1].startswith("documents"):
            assert {column.name for column in schema.columns} <= TAKEN | {"*"}


@pytest.mark.parametrize(
    ("columns", "name", "expected"),
    [
        (["status", "own_status"], "status", "own_status"),
        (["status", "tokens", "reason"], "status", None),
        (["author", "tokens"], "tokens", None),
        (["author"], "author", "author"),
        (["date", "year"], "year", "year"),
        (["year", "own_year"], "year", "own_year"),
        (["genre"], "genre", "genre"),
        (["genre"], "own_genre", None),
        (["own_status"], "own_status", "own_status"),
        (["status", "own_Status"], "status", "own_Status"),
        (["Genre"], "genre", "Genre"),
        (["Genre", "GENRE"], "genre", None),
    ],
)
def test_a_parameter_means_the_researchers_column_and_never_our_bookkeeping(
    columns, name, expected
):
    assert column_of(columns, name) == expected


def test_an_unknown_column_is_said_with_those_there_are():
    with pytest.raises(StudyError) as error:
        columns_named(["doc_id", "status", "own_tokens", "genre", "author"], ["status"],
                      "comparison.cluster")  # fmt: skip
    assert str(error.value) == (
        "comparison.cluster = 'status': the corpus has no such column; it has tokens, genre, author"
    )


# ---------------------------------------------------------------- the codebook


def test_the_codebook_explains_the_tables_that_were_made_and_no_others():
    text = codebook(["documents", "prevalence.nmf", "prevalence.lda"])
    assert "File: `prevalence.lda.csv`, `prevalence.nmf.csv`" in text and "multiverse" not in text
    for column in (*schema_of("documents").columns, *schema_of("prevalence.lda").columns):
        assert re.search(rf"^\| `{re.escape(column.name)}` \| .*\|$", text, re.MULTILINE)
    assert text.endswith("|\n") and "kept / dropped" in text
    widths = {line.count("|") - line.count("\\|") for line in text.splitlines() if "|" in line}
    assert widths == {3, 6}


def test_the_codebook_does_not_hang_on_the_order_of_the_names():
    assert codebook(["links", "documents"]) == codebook(["documents", "links", "links"])


def test_a_declared_country_has_its_columns_and_its_frames(finland):
    for name in ("diagnostics.lda", "excluded", "recovery"):
        names = [column.name for column in schema_of(name).columns]
        first = names.index("NO")
        assert names[first : first + 4] == ["NO", "DK", "SE", "FI"]
    assert schema_of("segments.FI", frame=True).name == "segments.<country>"
    country = next(c for c in schema_of("documents").columns if c.name == "country")
    assert country.kind.pattern == "NO|DK|SE|FI"
    assert "code of a country: NO, DK, SE, FI" in codebook(["documents"])


def test_without_it_they_are_those_of_the_three():
    names = [column.name for column in schema_of("diagnostics.lda").columns]
    assert "SE" in names and "FI" not in names
    with pytest.raises(ValueError, match=r"segments\.FI: no such frame"):
        schema_of("segments.FI", frame=True)
