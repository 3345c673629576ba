"""A trial: what JupyterLab opens, and what one notebook changes and the next one sees."""

import ast
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml

from conftest import CHECKOUT, TINY, TINY_STUDY, TinyRun, environment, nordtema
from nordtema.study import Study, StudyError, read_study
from nordtema.workflow.jupyter import lab_command, place_notebooks
from nordtema.workflow.records import stale_stages
from nordtema.workflow.stages import stages
from nordtema.workflow.trial import Trial, begin, find_results, find_trial, here

TITLE = 'about.title="A tiny walk" about.constructed=true'
RUN = """
import sys, nbformat
names = {"__name__": "__main__"}
cells = nbformat.read(sys.argv[1], as_version=4).cells[: int(sys.argv[2]) or None]
for cell in cells * int(sys.argv[3]):
    if cell.cell_type == "code":
        exec(compile(cell.source, "cell", "exec"), names)
"""


def hashes(results: Path) -> dict[str, str]:
    """Of all that is published, and of what the stages of the study keep."""
    files = [p for p in results.rglob("*") if p.is_file() and "lab" not in p.parts]
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def begun(run: TinyRun, settings: str = "", name: str = "trial") -> Trial:
    trial = begin(CHECKOUT, run.results, TINY_STUDY, f"{TITLE} {settings}", str(run.corpus), name)
    place_notebooks(trial)
    return trial


def run_notebook(trial: Trial, name: str, cells: int = 0, times: int = 1) -> str:
    """Run a working copy as it stands, as JupyterLab would; returns what it prints."""
    env = environment(NORDTEMA_TRIAL=str(trial.folder), MPLBACKEND="Agg", OMP_NUM_THREADS="1")
    command = [sys.executable, "-c", RUN, str(trial.folder / f"{name}.ipynb"), str(cells)]
    command.append(str(times))
    done = subprocess.run(
        command, cwd=trial.folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def parameters(trial: Trial, name: str) -> nbformat.NotebookNode:
    notebook = nbformat.read(trial.folder / f"{name}.ipynb", as_version=4)
    return next(c for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", []))


def edit(trial: Trial, name: str, before: str, after: str) -> None:
    """Change the parameters cell of a working copy, as a researcher would."""
    path = trial.folder / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(c for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", []))
    assert before in cell.source
    cell.source = cell.source.replace(before, after)
    nbformat.write(notebook, path)


def test_the_copies_hold_the_parameters_of_the_study_with_their_meaning(tiny_copy):
    trial = begun(tiny_copy, "comparison.cluster=[author]")
    names = {p.stem for p in trial.folder.glob("*.ipynb")}
    assert names == {p.stem for p in (CHECKOUT / "notebooks").glob("*.ipynb")}
    study = read_study(TINY_STUDY, TITLE, str(tiny_copy.corpus))
    assert f"k = {study.topics.k}  # number of topics" in parameters(trial, "3_topics").source
    assert 'cluster = ["author"]' in parameters(trial, "4_comparison").source
    assert "A tiny walk" in parameters(trial, "report").source


def test_what_one_notebook_changes_the_next_one_sees_and_the_study_stays(tiny_copy):
    before = hashes(tiny_copy.results)
    trial = begun(tiny_copy)
    edit(trial, "3_topics", "k = 3 ", "k = 4 ")
    assert "topics.k = 4 (the study: 3)" in run_notebook(trial, "3_topics")
    said = run_notebook(trial, "4_comparison")
    assert "topics.k = 4" in said and "3_topics" not in said.partition("Trial")[0], "nothing anew"
    live = trial.folder / "data" / "live" / "4_comparison.lda" / "tables"
    prevalence = (live / "prevalence.lda.csv").read_text(encoding="utf-8")
    assert {line.split(",")[0] for line in prevalence.splitlines()[1:]} == {"1", "2", "3", "4"}
    assert hashes(tiny_copy.results) == before
    compared = nordtema("compare", "trial", "--results", tiny_copy.results)
    assert compared.returncode == 0 and "topics.k: 3 → 4" in compared.stdout
    assert "lda: themes\n  3 themes and 4 themes\n" in compared.stdout
    assert "comparisons of matched themes changed" in compared.stdout
    edit(trial, "3_topics", "k = 4 ", "k = 3 ")
    assert "everything is as in the study" in run_notebook(trial, "3_topics", cells=4)


def test_all_cells_can_be_run_again_in_the_same_kernel(tiny_copy):
    trial = begun(tiny_copy)
    run_notebook(trial, "3_topics", times=2)
    assert trial.changes == {}


def test_no_variable_of_a_notebook_is_taken_for_a_parameter():
    """A cell that opens the notebook again sees all that the other cells have named."""
    sections = {stage.notebook: stage.section for stage in stages() if stage.notebook}
    assert len(sections) == 6
    for name, section in sections.items():
        cells = nbformat.read(CHECKOUT / "notebooks" / f"{name}.ipynb", as_version=4).cells
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        names = [one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.Name)]
        named = {one.id for one in names if isinstance(one.ctx, ast.Store)}
        assert named and not named & set(Study.model_fields[section].annotation.model_fields)


def test_what_a_notebook_needs_is_made_when_it_is_opened(tmp_path):
    trial = begin(CHECKOUT, tmp_path / "r", TINY_STUDY, "topics.k=4", str(TINY))
    place_notebooks(trial)
    said = run_notebook(trial, "3_topics", cells=5)
    assert "2_vocabulary     done" in said and "3_topics" not in said.replace("3_topics.", "")
    assert not (tmp_path / "r" / "tables").exists()


def test_a_half_run_notebook_does_not_stand_for_its_stage(tiny_copy):
    trial = begun(tiny_copy)
    edit(trial, "3_topics", "k = 3 ", "k = 4 ")
    run_notebook(trial, "3_topics", cells=6)
    assert "3_topics.lda     done" in run_notebook(trial, "4_comparison", cells=4)


def test_what_was_made_from_other_topics_does_not_stand_for_its_stage(tiny_copy):
    """Notebook 4 has run to its end, then K is changed: what it has made is of other themes."""
    trial = begun(tiny_copy)
    run_notebook(trial, "4_comparison")
    trial._take("topics", {"k": 4})
    stale = {stage.name for stage in stale_stages(trial.settled())}
    assert {"3_topics.lda", "4_comparison.lda"} <= stale


def test_a_setting_of_the_command_line_wins_over_what_was_tried_before(tiny_copy):
    trial = begun(tiny_copy)
    edit(trial, "3_topics", "k = 3 ", "k = 4 ")
    run_notebook(trial, "3_topics", cells=4)
    assert trial.changes == {"topics.k": 4}
    again = begun(tiny_copy, "topics.k=5")
    assert again.changes == {} and again.study.topics.k == 5
    assert "k = 5 " in parameters(again, "3_topics").source


def test_a_wrong_value_in_a_parameters_cell_is_one_line(tiny_copy):
    trial = begun(tiny_copy)
    with pytest.raises(StudyError, match="k = 1: must be 2 to"):
        trial.open("3_topics", {"k": 1, "model": "lda"})
    with pytest.raises(StudyError, match="model = 'lsa': write lda or nmf"):
        trial.open("3_topics", {"model": "lsa"})


def test_what_is_refused_is_not_kept_and_a_path_can_be_put_back(tiny_copy):
    trial = begun(tiny_copy)
    cluster = trial.study.comparison.cluster
    for notebook, wrong, right in [
        ("1_corpus", {"path": "../other"}, {"path": "corpus"}),
        ("4_comparison", {"cluster": ["nosuch"]}, {"cluster": cluster}),
    ]:
        with pytest.raises(StudyError, match=r"nosuch|no such corpus"):
            trial.open(notebook, wrong)
        assert trial.changes == {}
        trial.open(notebook, right)
        assert trial.changes == {}


def test_a_study_that_was_moved_takes_its_trials_along(tiny_copy, tmp_path):
    begun(tiny_copy)
    moved = tiny_copy.results.rename(tmp_path / "elsewhere")
    trial = find_trial("trial", moved)
    assert trial.root == CHECKOUT and trial.study_file == TINY_STUDY and trial.results == moved
    assert trial.settled() == moved / "data" / "lab" / "trial"


def test_a_notebook_that_lies_in_a_trial_is_of_that_trial(tiny_copy, monkeypatch):
    trial = begun(tiny_copy, name="mine")
    monkeypatch.delenv("NORDTEMA_TRIAL", raising=False)
    monkeypatch.chdir(trial.folder)
    assert here() == trial
    monkeypatch.setenv("NORDTEMA_TRIAL", str(tiny_copy.results))
    with pytest.raises(StudyError, match="no trial there"):
        here()


def test_a_copy_that_is_no_notebook_is_named(tiny_copy):
    trial = begun(tiny_copy)
    (trial.folder / "3_topics.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(StudyError, match=r"3_topics\.ipynb: is not a notebook"):
        place_notebooks(trial)


@pytest.mark.parametrize("name", ["../out", "", " ", "a/b", "-x"])
def test_a_trial_has_a_plain_name(tmp_path, name):
    with pytest.raises(StudyError, match="TRIAL="):
        begin(CHECKOUT, tmp_path, TINY_STUDY, name=name)


def test_what_a_trial_has_changed_can_be_taken_over(tiny_copy, tmp_path):
    study = tmp_path / "study.yaml"
    study.write_text("# mine\ntopics:\n  k: 3  # few\n  refits: 2\n", encoding="utf-8")
    trial = begin(CHECKOUT, tiny_copy.results, study, "", str(tiny_copy.corpus), "taken")
    refused = nordtema("adopt", "taken", "--yes", "--results", tiny_copy.results)
    assert refused.returncode == 1 and "has changed nothing" in refused.stderr
    trial._take("topics", {"k": 4})
    trial._take("comparison", {"cluster": ["author"]})
    done = nordtema("adopt", "taken", "--yes", "--results", tiny_copy.results)
    assert done.returncode == 0 and "topics.k: 3 → 4" in done.stdout
    text = study.read_text(encoding="utf-8")
    assert text.startswith("# mine\ntopics:\n  k: 4  # few\n  refits: 2\n")
    again = nordtema("adopt", "taken", "--yes", "--results", tiny_copy.results)
    assert again.returncode == 1 and "has changed nothing" in again.stderr
    assert yaml.safe_load(text)["comparison"] == {"cluster": ["author"]}


def test_a_trial_that_is_not_there_is_named_with_those_that_are(tiny_copy):
    begun(tiny_copy, name="first")
    with pytest.raises(StudyError, match=r"nosuch: no trial of .*; there are first"):
        find_trial("nosuch", tiny_copy.results)
    assert find_results(str(tiny_copy.results), tiny_copy.results) == tiny_copy.results


def test_cleaning_leaves_trials(tiny_copy):
    trial = begun(tiny_copy)
    assert nordtema("clean", "--results", tiny_copy.results).returncode == 0
    assert (trial.folder / "3_topics.ipynb").exists()
    assert not (tiny_copy.results / "data" / "build").exists()


def test_jupyterlab_opens_on_the_copies_and_shows_no_news(tiny_copy):
    trial = begun(tiny_copy)
    options = dict(one.removeprefix("--").split("=", 1) for one in lab_command(trial))
    assert options["ServerApp.root_dir"] == str(trial.folder)  # the results are not in the checkout
    assert options["LabApp.default_url"] == "/lab/tree"
    overrides = Path(options["LabApp.app_settings_dir"]) / "overrides.json"
    assert '"fetchNews": "false"' in overrides.read_text(encoding="utf-8")


def test_a_notebook_that_was_opened_without_make_lab_is_of_the_first_trial(tiny_copy, tmp_path):
    study = tmp_path / "study"
    shutil.copytree(CHECKOUT / "notebooks", study / "notebooks")
    shutil.copy(CHECKOUT / "Makefile", study)
    shutil.copytree(TINY, study / "corpus")
    text = TINY_STUDY.read_text(encoding="utf-8").replace("tests/data/tiny", "corpus")
    (study / "study.yaml").write_text(text, encoding="utf-8")
    env = environment(MPLBACKEND="Agg")
    command = [sys.executable, "-c", RUN, str(study / "notebooks" / "2_vocabulary.ipynb"), "4", "1"]
    done = subprocess.run(
        command, cwd=study / "notebooks", env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and "Trial “trial”" in done.stdout, done.stderr[-2000:]
    assert [path.name for path in (study / "results").iterdir()] == ["data"]
