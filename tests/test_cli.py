"""The command line: one line for whoever made a mistake, and an exit status."""

import os
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from conftest import CHECKOUT, TINY, TINY_STUDY, nordtema
from nordtema import cli
from nordtema.study import known_parameters
from nordtema.workflow import folder
from nordtema.workflow.walk import _Teller


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    for name in ("CORPUS", "RESULTS", "STUDY", "SET"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments) -> int | str:
    return cli.run([str(a) for a in arguments])


def run_all(results: Path, *more) -> int | str:
    return run("all", "--study", TINY_STUDY, "--results", results, *more)


def is_one_line(said: int | str) -> bool:
    return isinstance(said, str) and said.startswith("nordtema: ") and "\n" not in said


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("topics.kk=3", "did you mean topics.k?"),
        ("topic.k=3", "did you mean topics.k?"),
        ("corpus.units=post", "did you mean corpus.unit?"),
        ("topics.k=-3", "topics.k = -3: must be 2 to 500, or auto"),
        ("topics.k=many", "topics.k = 'many'"),
        ("corpus.unit=sentence", "corpus.unit = 'sentence'"),
        ("comparison.q=2", "comparison.q = 2"),
        ("topics.k", "write name=value"),
        ("about.title=My study", "stands in quotes"),
        ("topics.k=[", "cannot be read as YAML"),
        ("corpus.path='unclosed", "SET"),
    ],
)
def test_a_wrong_parameter_is_named_with_the_remedy(tmp_path, settings, told):
    said = run_all(tmp_path / "r", "--set", settings)
    assert is_one_line(said) and told in said


@pytest.mark.parametrize("corpus", ["no/such/folder", "README.md"])
def test_a_missing_or_strange_corpus_is_named(tmp_path, corpus):
    said = run_all(tmp_path / "r", "--corpus", corpus)
    assert is_one_line(said) and Path(corpus).name in said


def test_a_results_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    said = run_all(tmp_path / "file" / "results")
    assert is_one_line(said) and "cannot be written" in said and "RESULTS=" in said


def test_a_second_run_in_the_same_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "_PATIENCE", 0.1)
    folder.claim(tmp_path, CHECKOUT)
    with FileLock(tmp_path / "data" / "run.lock"):
        said = run_all(tmp_path)
    assert is_one_line(said) and "another run is working" in said


def test_elsewhere_than_in_the_checkout_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = run("all")
    assert is_one_line(said) and f"cd {CHECKOUT}" in said and "nordtema new" in said
    assert list(tmp_path.iterdir()) == []


def test_a_missing_study_file(tmp_path):
    said = run("all", "--study", tmp_path / "none.yaml", "--results", tmp_path / "r")
    assert is_one_line(said) and "STUDY=" in said


def test_an_unknown_stage_is_refused(tmp_path):
    assert "known are import.NO" in str(run("stage", "7_magic", "--results", tmp_path))


def test_rendering_before_anything_has_run(tmp_path):
    said = run("render", "--results", tmp_path)
    assert is_one_line(said) and "make all" in said


def test_an_unknown_option_is_an_error_of_usage(capsys):
    assert run("all", "--nonsense") == 2
    assert "nonsense" in capsys.readouterr().err


def test_parameters_are_listed_with_their_meaning(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert run("parameters") == 0
    said = capsys.readouterr().out
    assert all(name in said for name in known_parameters())


def test_clean_leaves_what_is_published_and_what_is_not_ours(tmp_path):
    ours, other = tmp_path / "ours", tmp_path / "other"
    folder.claim(ours, CHECKOUT)
    for one in (ours, other):
        (one / "data" / "build").mkdir(parents=True)
        (one / "tables").mkdir()
    assert run("clean", "--results", ours) == 0
    assert (ours / "tables").exists() and not (ours / "data" / "build").exists()
    said = run("clean", "--results", other)
    assert is_one_line(said) and "nothing is removed" in said
    assert (other / "data" / "build").exists()


@pytest.mark.parametrize("name", [".", "..", "notebooks", "src/nordtema", "corpus/out", "tests"])
def test_a_results_folder_that_holds_the_source_is_refused(name):
    said = run_all(CHECKOUT / name)
    assert is_one_line(said) and "source of the project" in said


def test_a_folder_with_files_of_others_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    said = run_all(tmp_path)
    assert is_one_line(said) and "thesis.docx" in said and "RESULTS=" in said
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_results_folder_that_is_a_loop_of_links_or_no_name(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert is_one_line(run_all(tmp_path / "a"))


def test_the_process_ends_with_status_and_one_line(tmp_path):
    done = nordtema("all", "--results", tmp_path, "--corpus", tmp_path / "none")
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and not done.stdout


def test_the_lab_gets_our_kernel_and_the_planned_study(tmp_path, monkeypatch):
    started = {}
    monkeypatch.setenv("JUPYTER_PATH", "/elsewhere")
    monkeypatch.setattr(os, "execve", lambda *a: started.update(zip("pce", a, strict=True)))
    run("lab", "--results", tmp_path, "--corpus", TINY, "--study", TINY_STUDY, "--", "--no-browser")
    assert started["p"] == sys.executable and "--no-browser" in started["c"]
    trial = tmp_path / "data" / "lab" / "trial"
    assert started["e"]["NORDTEMA_TRIAL"] == str(trial)
    assert started["e"]["JUPYTER_PREFER_ENV_PATH"] == "1" and "JUPYTER_PATH" not in started["e"]
    assert len(list(trial.glob("*.ipynb"))) == 6
    assert not (tmp_path / "data" / "study.json").exists(), "the plan of a run is its own"


def test_of_what_stages_say_only_what_is_no_error_is_handed_on(capfdbinary):
    teller = _Teller()
    teller.tell([b"nordtema: first\n", b"make: [Makefile:9: corpus/done.json] Error 1 (ignored)\n"])
    teller.tell([b"make[1]: *** Waiting for unfinished jobs....\n", b"a word\n"])
    assert capfdbinary.readouterr().err == b"a word\n"
