"""Whole studies through make, on input as people have it."""

import os
import shutil
import signal

import pytest

import in_process
from acceptance_project import (
    SHARED,
    SMALL,
    first_page,
    published_text,
    table,
)
from conftest import CHECKOUT
from nordtema.study import Study, read_study
from nordtema.workflow.publish import differences
from nordtema.workflow.stages import stages

pytestmark = [
    pytest.mark.skipif(shutil.which("make") is None, reason="there is no make"),
    pytest.mark.slow,
]
NUMBERED = pytest.mark.walk("numbered")


@NUMBERED
def test_ids_stay_text_and_every_row_is_a_document(walk):
    done, results = walk.done, walk.results
    assert done.returncode == 0, done.stderr
    documents = table(results, "documents")
    assert [row["doc_id"] for row in documents if row["status"] == "kept"] and len(documents) == 54
    assert {row["doc_id"] for row in documents} == {str(n) for n in range(1, 55)}
    assert {row["date"] for row in documents} == {f"2011-04-{day:02}" for day in range(1, 19)}
    shares = table(results, "document_topics.lda")
    assert {"7", "54"} <= {row["doc_id"] for row in shares} and len(shares) == 54


@NUMBERED
def test_who_is_nobody_is_no_cluster_and_own_columns_are_kept(walk):
    results = walk.results
    prevalence = table(results, "prevalence.lda")
    assert {row["clusters"] for row in prevalence} == {"18"}
    assert {row["documents"] for row in prevalence} == {"18"}
    documents = table(results, "documents")
    assert {row["own_Status"] for row in documents} == {"utkast"}
    assert {row["status"] for row in documents} == {"kept"}


@NUMBERED
def test_a_control_text_on_another_subject_is_not_denied(walk):
    results = walk.results
    page = (results / "report" / "4_comparison.lda.html").read_text(encoding="utf-8")
    assert "There is no control text" not in page and "parallel.csv" in page


@NUMBERED
def test_results_in_the_corpus_are_no_texts_and_again_nothing_is_done(project, walk):
    variables = walk.variables
    again = project.make(**variables)
    assert again.returncode == 0, again.stderr
    assert "nothing to be done" in again.stdout


@NUMBERED
def test_a_study_whose_make_was_killed_goes_on_to_the_same_bytes(project, walk, tmp_path):
    results, variables = walk.results, walk.variables
    copy = tmp_path / "copy"
    shutil.copytree(results, copy)
    for name in ("3_topics.lda", "4_comparison.nmf"):
        shutil.rmtree(copy / "data" / "build" / name)
    (copy / "tables" / "links.csv").unlink()
    other = {**variables, "RESULTS": str(copy)}
    killed = project.start(**other)
    for line in killed.stdout:
        if "started" in line:
            break
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    done = project.make(**other)
    assert done.returncode == 0, done.stderr
    assert differences(copy, results) == []


# ---------------------------------------------------------------- few texts


@pytest.mark.walk("few")
def test_six_documents_of_one_author_give_a_report_that_claims_nothing(walk):
    done, results = walk.done, walk.results
    assert done.returncode == 0, done.stderr
    page = first_page(results).lower()
    assert "too little data" in page or "cannot be told" in page
    verdicts = {row["verdict"] for row in table(results, "contrasts.lda")}
    assert verdicts <= {"set aside", "cannot be told"}
    assert {row["low"] for row in table(results, "prevalence.lda")} == {""}, "one cluster"
    assert "Kari" not in published_text(results) and "nan" not in page.split()


@pytest.mark.walk("few")
def test_two_countries_go_on_and_the_first_screen_says_so(walk):
    page = first_page(walk.results)
    assert "No texts from Sweden" in page and Study().about.title in page
    assert "no evidence of history" not in page
    assert "robustness.calibration_studies is 0" in page
    assert {row["country_b"] for row in table(walk.results, "contrasts.lda")} == {"DK"}


# ---------------------------------------------------------------- the user's own pages


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="no shared corpora beside this")
def test_the_five_pages_go_through_every_stage(tmp_path):
    pages = SHARED / "corpora" / "web-pages"
    done = in_process.walk(read_study(CHECKOUT / "study.yaml", SMALL, str(pages)), tmp_path / "r")
    assert not in_process.faults(done) and not done.refused
    assert set(done.shown) == {stage.name for stage in stages()}
    assert (done.tables["documents"]["status"] == "kept").sum() == 5
    page = done.text("report").lower()
    assert "too little data" in page or "cannot be told" in page


# ---------------------------------------------------------------- what is refused


def refused(done) -> str:
    assert done.returncode != 0 and "Traceback" not in done.stdout + done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("nordtema: ")]
    assert len(said) == 1, done.stderr
    return said[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("CORPUS", "$(shell touch MARK)x"), ("SET", "$(shell touch MARK)topics.k=3"),
     ("STUDY", "x;touch MARK"), ("SET", 'topics.k=2"; touch "MARK'), ("CORPUS", "`touch MARK`"),
     ("RESULTS", "notebooks"), ("STUDY", "$(touch MARK)\n.yaml"), ("SET", "$(x)topics.k=3")],
)  # fmt: skip
def test_what_stands_in_makes_variables_is_read_and_never_run(project, tmp_path, name, value):
    mark = tmp_path / "mark"
    variables = {"CORPUS": str(tmp_path / "no texts"), "RESULTS": str(tmp_path / "r")}
    variables[name] = value.replace("MARK", str(mark))
    refused(project.make(**variables))
    assert not mark.exists()


def test_source_folders_are_no_place_for_results(project):
    notebooks = {p.name: p.read_bytes() for p in (CHECKOUT / "notebooks").glob("*.ipynb")}
    assert "source of the project" in refused(project.make(RESULTS="."))
    assert {p.name: p.read_bytes() for p in (CHECKOUT / "notebooks").glob("*")} == notebooks


def test_cleaning_nothing_removes_nothing(project):
    shown = project.make("clean", RESULTS=str(project.root.parent / "nothing here"))
    assert "nothing is removed" in refused(shown)
