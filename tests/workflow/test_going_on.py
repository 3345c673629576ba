"""What makes a stage run again, and what becomes of a run that fails, is stopped or is killed."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from conftest import CHECKOUT, TINY_STUDY, TinyRun, environment, nordtema, start
from nordtema.study import read_study
from nordtema.workflow.plan import plan_run
from nordtema.workflow.publish import differences
from nordtema.workflow.stages import stages

# ---------------------------------------------------------------- what has to run again


def would_run(run: TinyRun, settings: str = "", corpus: Path | None = None) -> set[str]:
    """The stages that a run with these settings would run, in the copy of the results."""
    arguments = f"{run.arguments()[-1]} {settings}"
    study = read_study(TINY_STUDY, arguments, str(corpus or run.corpus))
    return {stage.name for stage in plan_run(study, Path.cwd(), run.results)}


@pytest.fixture
def texts_kept(tiny_run):
    """Puts the texts back as they were, with their times."""
    before = {p: (p.read_bytes(), p.stat()) for p in tiny_run.corpus.rglob("*") if p.is_file()}
    yield
    for path, (data, state) in before.items():
        path.write_bytes(data)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


ALL = {stage.name for stage in stages()}
TEXTS = {name for name in ALL if re.search("corpus|import|inventory", name)}
COMPARED = {"4_comparison.lda", "4_comparison.nmf", "5_robustness", "report"}


def test_a_second_run_has_nothing_to_do_and_loads_nothing_for_it(tiny_run):
    slow = ("gensim", "matplotlib", "nbconvert", "papermill", "py3langid", "scipy", "sklearn")
    code = (
        "import sys; from nordtema.cli import run; status = run(sys.argv[1:]); "
        f"print('loaded', [name for name in {slow} if name in sys.modules]); sys.exit(status)"
    )
    command = [sys.executable, "-c", code, "all", *tiny_run.arguments()]
    again = subprocess.run(
        command, cwd=CHECKOUT, env=environment(), capture_output=True, text=True, check=False
    )
    assert again.returncode == 0 and "nothing to be done" in again.stdout
    assert "loaded []" in again.stdout
    assert would_run(tiny_run) == set()


def test_changing_the_glossary_reruns_from_the_vocabulary_on(tiny_copy, texts_kept):
    glossary = tiny_copy.corpus / "glossary.csv"
    glossary.touch()
    assert would_run(tiny_copy) == set(), "what it says is what counts"
    glossary.write_bytes(glossary.read_bytes() + b"\n")
    assert would_run(tiny_copy) == ALL - TEXTS


def test_changing_a_danish_text_reruns_denmark_and_what_follows(tiny_copy, texts_kept):
    text = tiny_copy.corpus / "denmark" / "have.txt"
    text.write_text(text.read_text() + "\nHaven er stor.\n")
    assert would_run(tiny_copy) == ALL - {
        f"{name}.{country}" for name in ("import", "1_corpus") for country in ("NO", "SE")
    }


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ("comparison.q=0.1", COMPARED | {"passages.lda", "passages.nmf"}),
        ("about.question=Why?", {"report"}),
        ("about.main_model=nmf", COMPARED),
        ("robustness.multiverse=full", {"5_robustness", "report"}),
        ("compute.jobs=1", set()),
        ("topics.k=4", ALL - TEXTS - {"2_vocabulary"}),
    ],
)
def test_a_parameter_reruns_its_own_stage_and_what_follows(tiny_copy, settings, first):
    assert would_run(tiny_copy, settings) == first


def test_labels_rerun_topics_and_a_missing_output_its_stage(tiny_copy, texts_kept):
    labels = tiny_copy.corpus / "labels.csv"
    labels.write_bytes(labels.read_bytes() + b"\n")
    assert would_run(tiny_copy) == ALL - TEXTS - {"2_vocabulary", "grid.lda", "grid.nmf"}
    (tiny_copy.results / "data/build/5_robustness/tables/agreement.csv").unlink()
    assert "5_robustness" in would_run(tiny_copy)


@pytest.mark.parametrize(
    ("name", "more"),
    [("codes.csv", COMPARED), ("notes.docx", {"report"})],
)  # fmt: skip
def test_a_new_file_that_is_no_text_makes_no_text_stale(tiny_copy, name, more):
    file = tiny_copy.corpus / name
    try:
        file.write_text("doc_id,theme\nse-2,\n")
        assert would_run(tiny_copy) == more | {"inventory", "report"}
    finally:
        file.unlink()
    assert would_run(tiny_copy) == set()


def test_what_was_taken_away_or_half_published_is_published_again(tiny_copy):
    (tiny_copy.results / "tables" / "links.csv").unlink()
    (tiny_copy.results / "report" / "index.html").write_text("half")
    done = nordtema("all", *tiny_copy.arguments())
    assert done.returncode == 0 and "0 stages run" in done.stdout
    assert differences(tiny_copy.results, _session_results(tiny_copy)) == []


def _session_results(copy: TinyRun) -> Path:
    return copy.corpus.parent / "results"


# ---------------------------------------------------------------- failing and being stopped


def snapshot(results: Path) -> dict[str, bytes]:
    files = [p for p in results.rglob("*") if p.is_file()]
    return {
        p.relative_to(results).as_posix(): p.read_bytes()
        for p in files
        if p.relative_to(results).parts[0] != "data"
    }


def test_a_column_that_is_not_there_is_told_before_anything_runs(tiny_copy):
    before = snapshot(tiny_copy.results)
    arguments = tiny_copy.arguments()
    arguments[-1] += " comparison.cluster=[nosuch]"
    failed = nordtema("all", "-j", "1", *arguments)
    assert failed.returncode == 1 and not failed.stdout
    assert failed.stderr.count("\n") == 1 and "nosuch" in failed.stderr
    assert snapshot(tiny_copy.results) == before


@pytest.fixture
def broken_checkout(tmp_path):
    """A function that copies the notebooks and lets the last cell of one of them fail."""

    def breaking(name: str, line: str) -> Path:
        root = tmp_path / "broken"
        shutil.copytree(CHECKOUT / "notebooks", root / "notebooks")
        shutil.copy(CHECKOUT / "Makefile", root)
        path = root / "notebooks" / f"{name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(line))
        nbformat.write(notebook, path)
        return root

    return breaking


def test_what_has_succeeded_is_published_where_a_stage_fails(tiny_copy, broken_checkout):
    root = broken_checkout("5_robustness", "raise ValueError('<b>no</b> way')")
    failed = nordtema("all", *tiny_copy.arguments(), cwd=root)
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1 and "5_robustness" in failed.stderr
    assert "Traceback" not in failed.stderr
    tables = {p.name for p in (tiny_copy.results / "tables").iterdir()}
    assert "contrasts.lda.csv" in tables and "multiverse.csv" not in tables
    pages = {p.name: p.read_text("utf-8") for p in (tiny_copy.results / "report").glob("*.html")}
    assert "not complete" in pages["index.html"] and "&lt;b&gt;no" in pages["index.html"]
    assert "What differs" in pages["index.html"]
    assert "could not be made" in pages["5_robustness.html"]
    record = json.loads((tiny_copy.results / "run.json").read_text("utf-8"))
    assert list(record["failed"]) == ["5_robustness"]


def test_groups_that_are_no_countries_come_to_a_report(tiny_copy):
    """Tables and pages of every stage take what a group is called for what it is."""
    arguments = tiny_copy.arguments()
    arguments[-1] += " comparison.groups=language comparison.minimum_clusters=2"
    done = nordtema("all", *arguments)
    assert done.returncode == 0, done.stderr
    contrasts = pd.read_csv(tiny_copy.results / "tables" / "contrasts.lda.csv")
    assert {"da", "sv"} <= {*contrasts["country_a"], *contrasts["country_b"]}


def test_where_the_first_stages_fail_there_is_a_report_that_says_so(tiny_copy, broken_checkout):
    root = broken_checkout("2_vocabulary", "raise KeyError('ord')")
    failed = nordtema("all", *tiny_copy.arguments(), cwd=root)
    assert failed.returncode == 1 and "2_vocabulary" in failed.stderr
    index = (tiny_copy.results / "report" / "index.html").read_text("utf-8")
    assert "not complete" in index and "Vocabulary could not be made" in index
    topics = (tiny_copy.results / "report" / "3_topics.lda.html").read_text("utf-8")
    assert "it needs 2_vocabulary" in topics
    assert (tiny_copy.results / "notebooks" / "1_corpus.DK.ipynb").exists()
    assert not (tiny_copy.results / "tables" / "contrasts.lda.csv").exists()


@pytest.mark.parametrize("ahead", [-3 * 10**8, 3 * 10**8])
def test_a_wrong_clock_hides_no_change(tiny_copy, ahead):
    for path in (tiny_copy.results / "data").rglob("*"):
        os.utime(path, (time.time() + ahead, time.time() + ahead))
    assert would_run(tiny_copy) == set()
    assert would_run(tiny_copy, "topics.k=4") == ALL - TEXTS - {"2_vocabulary"}


@pytest.mark.parametrize(
    "name", ["3_topics.nmf/data/model.nmf.npz", "2_vocabulary/data/documents_described.parquet",
             "2_vocabulary/tables/links.csv", "corpus/done.json"],
)  # fmt: skip
def test_what_was_cut_in_half_is_made_again(tiny_copy, name):
    path = tiny_copy.results / "data" / "build" / name
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert name.split("/")[0] in would_run(tiny_copy)


def wait_for_line(process, text: str) -> None:
    for line in process.stdout:
        if text in line:
            return
    raise AssertionError(f"{text!r} was never said")


def stages_at_work(results: Path) -> list[int]:
    """Processes that run a stage in a results folder."""
    return [number for number, command in alive(results).items() if "nordtema stage" in command]


def alive(results: Path) -> dict[int, str]:
    """Processes that work in a results folder, with their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"RESULTS={results}".encode() in environment:
            found[int(entry.name)] = command
    return found


def ended(results: Path, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while alive(results) and time.monotonic() < until:
        time.sleep(0.2)
    return not alive(results)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
def test_stopped_or_killed_it_goes_on_to_the_same_bytes(tiny_copy):
    before = snapshot(tiny_copy.results)
    other = tiny_copy.arguments()
    other[-1] += " comparison.bootstrap=210"

    stopped = start("all", "-j", "2", *other)
    wait_for_line(stopped, "refits for the intervals")
    os.killpg(stopped.pid, signal.SIGINT)
    _, err = stopped.communicate(timeout=300)
    assert stopped.returncode == 130
    assert err == "nordtema: stopped; the next run goes on from here\n"
    assert ended(tiny_copy.results)
    assert snapshot(tiny_copy.results) == before

    killed = start("all", "-j", "2", *other)
    for _ in range(2):
        wait_for_line(killed, "refits for the intervals")
    for number in stages_at_work(tiny_copy.results):
        os.kill(number, signal.SIGKILL)
    _, err = killed.communicate(timeout=300)
    assert killed.returncode == 1
    assert re.search(r"4_comparison\.\w+: it was ended before it was done", err)

    killed = start("all", "-j", "2", *other)
    wait_for_line(killed, "refits for the intervals")
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=300)
    assert ended(tiny_copy.results)

    gone_on = nordtema("all", "-j", "1", *tiny_copy.arguments())
    assert gone_on.returncode == 0, gone_on.stderr
    assert "3_topics" not in gone_on.stdout
    assert differences(tiny_copy.results, _session_results(tiny_copy)) == []
    assert not [p for p in tiny_copy.results.rglob(".*") if p.name[1:2].isdigit()]
