"""Publishing, and comparing two runs."""

import pandas as pd
import pytest

from nordtema.schemas import Column, Schema, schema_of, schemas
from nordtema.study import MODELS, StudyError
from nordtema.tables import write_text
from nordtema.workflow.publish import differences, hash_of_input
from nordtema.workflow.records import read_record, renew_outputs
from nordtema.workflow.stages import stage_folder
from nordtema.workflow.workspace import Workspace

HEADS = "language,lemma,frequency\n"


@pytest.fixture
def two(tmp_path):
    for run in ("a", "b"):
        write_text(tmp_path / run / "tables" / "unlinked_words.csv", HEADS + "nb,hus,5\n")
        write_text(tmp_path / run / "report" / "index.html", "page")
        write_text(tmp_path / run / "data" / "timings.json", run)
        write_text(tmp_path / run / "run.json", "{}")
    return tmp_path / "a", tmp_path / "b"


def test_equal_runs_differ_in_times_alone(two):
    assert differences(*two) == []


def test_a_difference_is_named_with_its_size(two):
    write_text(two[1] / "tables" / "unlinked_words.csv", HEADS + "nb,hus,7\n")
    write_text(two[1] / "report" / "index.html", "other")
    assert differences(*two) == [
        "report/index.html: differs", "tables/unlinked_words.csv: differs by 2.0000 at the most"
    ]  # fmt: skip


def test_files_of_one_run_alone_and_other_shapes_are_named(two):
    write_text(two[0] / "figures" / "f.svg", "x")
    write_text(two[1] / "tables" / "unlinked_words.csv", HEADS + "nb,hus,5\nda,by,2\n")
    assert differences(*two) == [
        "figures/f.svg: only in the first",
        "tables/unlinked_words.csv: differs in shape, (1, 3) and (2, 3)",
    ]


def test_the_hash_of_a_folder_sees_names_and_contents(tmp_path):
    write_text(tmp_path / "c" / "a.txt", "x")
    first = hash_of_input(tmp_path / "c")
    (tmp_path / "c" / "a.txt").rename(tmp_path / "c" / "b.txt")
    second = hash_of_input(tmp_path / "c")
    write_text(tmp_path / "c" / ".hidden", "y")
    assert first != second == hash_of_input(tmp_path / "c")


def test_a_workspace_reads_finished_stages_and_writes_to_its_own(tmp_path):
    build = tmp_path / "data" / "build"
    write_text(build / "corpus" / "tables" / "unlinked_words.csv", HEADS + "nb,7,1\n")
    write_text(build / "corpus" / "done.json", "{}")
    write_text(build / "2_vocabulary" / "tables" / "b.csv", "x\n1\n")  # not done, or outdated
    workspace = Workspace(tmp_path, "report", build / ".report.1")
    table = workspace.read_table("unlinked_words")
    assert table["lemma"].tolist() == ["7"]
    assert not workspace.has("tables/b.csv")
    workspace.write_data("door", pd.DataFrame(columns=["kind", "text"], dtype=object))
    workspace.write_table("unlinked_words", table)
    assert (build / ".report.1" / "tables" / "unlinked_words.csv").exists()
    with pytest.raises(ValueError, match="none: no such table"):
        workspace.write_table("none", table)
    with pytest.raises(StudyError, match="it needs none"):
        workspace.find("tables/none.csv")


# ---------------------------------------------------------------- the door


WITH_WORDS = [
    (schema, column.name)
    for schema in schemas().values()
    for column in schema.columns
    if column.holds_words and not schema.frame
]
PERSON = "brattvoll"
#: what stands in a cell of words before and after the person
BESIDE_IT = {"words": f"ord|{PERSON}|sak", "line": f"ord [{PERSON}] sak"}


def cell_of(column: Column) -> object:
    """Something that may stand in a column."""
    if column.choices:
        return column.choices[0]
    standing = {"country": "NO", "language": "nb", "model": MODELS[0], "date": "2010", "year": 2010}
    if column.type in standing:
        return standing[column.type]
    return "ord" if column.kind.kind == "text" else 0


def row_of(schema: Schema, **cells: object) -> pd.DataFrame:
    columns = [column for column in schema.columns if column.name != "*"]
    names = {column.name: column.name.replace("<k>", "1") for column in columns}
    cells = {**{column.name: cell_of(column) for column in columns}, **cells}
    return pd.DataFrame([{names[name]: cell for name, cell in cells.items()}])


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(tmp_path, "2_vocabulary", tmp_path / "own")
    rows = [("word", PERSON), ("concept", PERSON), ("concept", f"{PERSON}_2")]
    made.write_data("door", pd.DataFrame(rows, columns=["kind", "text"]))
    return made


@pytest.mark.parametrize(
    ("schema", "column"), WITH_WORDS, ids=[f"{s.name}:{name}" for s, name in WITH_WORDS]
)
def test_every_column_of_words_that_is_published_passes_the_door(workspace, schema, column):
    name = schema.name.replace("<model>", MODELS[0])
    kind = next(c.type for c in schema.columns if c.name == column)
    table = row_of(schema, **{column: BESIDE_IT.get(kind, PERSON)})
    left = workspace.write_table(name, table)
    written = (workspace.own / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    assert PERSON not in written
    assert len(left) == (kind in BESIDE_IT), "a row of the word itself is left out"
    others = workspace.write_table(name, row_of(schema))
    assert len(others) == 1, "and no other row"


def test_columns_that_hold_words_are_typed_so():
    """By name: a table that is new cannot bring words past the door under the type of any text."""
    of_words = {c.name for _, name in WITH_WORDS for c in _.columns if c.name == name}
    assert {"concept", "lemma", "words", "context", "nb", "nn", "da", "sv"} <= of_words
    for schema in schemas().values():
        for column in schema.columns:
            beside = schema.name == "parallel.draft"  # texts for translators, beside the corpus
            if column.name in of_words and column.type == "text" and not beside:
                raise AssertionError(f"{schema.name}: {column.name}")


def test_words_are_not_written_before_it_is_known_which_may_leave(tmp_path):
    early = Workspace(tmp_path, "1_corpus.NO", tmp_path / "own")
    with pytest.raises(StudyError, match="it needs door"):
        early.write_table("unlinked_words", row_of(schema_of("unlinked_words")))


def test_what_is_rendered_again_is_published_with_its_new_files_and_without_its_old_ones(tmp_path):
    folder = stage_folder(tmp_path, "report")
    write_text(folder / "report" / "old.html", "x")
    write_text(folder / "done.json", '{"outputs": {"report/old.html": "…"}, "inputs": "kept"}')
    (folder / "report" / "old.html").rename(folder / "report" / "new.html")
    renew_outputs(tmp_path, "report")
    record = read_record(tmp_path, "report")
    assert list(record["outputs"]) == ["report/new.html"] and record["inputs"] == "kept"
