"""Publishing, and comparing two runs."""

import pytest

from nordtema.study import StudyError
from nordtema.tables import write_text
from nordtema.workflow.publish import differences, hash_of_input
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
    workspace.write_table("unlinked_words", table)
    assert (build / ".report.1" / "tables" / "unlinked_words.csv").exists()
    with pytest.raises(ValueError, match="none: no such table"):
        workspace.write_table("none", table)
    with pytest.raises(StudyError, match="it needs none"):
        workspace.find("tables/none.csv")
