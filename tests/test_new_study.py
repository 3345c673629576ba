"""`nordtema new`: what stands in a study folder, and that it can be worked in."""

import shutil
import subprocess

import pytest
import yaml

from conftest import CHECKOUT, environment, nordtema
from nordtema import cli
from nordtema.study import Study, StudyError, read_study
from nordtema.workflow.new_study import new_study

NOTEBOOKS = {path.name: path.read_bytes() for path in (CHECKOUT / "notebooks").glob("*.ipynb")}


@pytest.fixture
def study(tmp_path):
    new_study(tmp_path / "a study")
    return tmp_path / "a study"


def test_its_parameters_are_the_defaults_with_their_meaning(study):
    assert read_study(study / "study.yaml") == Study()
    text = (study / "study.yaml").read_text(encoding="utf-8")
    for section, keys in yaml.safe_load((CHECKOUT / "study.yaml").read_text()).items():
        fields = Study.model_fields[section].annotation.model_fields
        for key in keys:
            assert f"\n  {key}: " in text and (fields[key].description or "") in text


def test_the_example_is_the_study_of_the_checkout(tmp_path):
    assert cli.run(["new", str(tmp_path / "tried"), "--example"]) == 0
    found = read_study(tmp_path / "tried" / "study.yaml")
    assert found == read_study(CHECKOUT / "study.yaml")
    texts = [path.relative_to(CHECKOUT) for path in (CHECKOUT / "corpus").rglob("*.*")]
    assert len(texts) > 200
    assert all((tmp_path / "tried" / path).exists() for path in texts)


def test_the_way_on_can_be_pasted_into_a_shell(tmp_path, capsys):
    assert cli.run(["new", str(tmp_path / "min studie")]) == 0
    command = capsys.readouterr().out.partition("then: ")[2].replace("nordtema all", "ls")
    listed = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert "study.yaml" in listed.stdout


def test_the_notebooks_are_there_and_the_control_text(study):
    found = {path.name: path.read_bytes() for path in (study / "notebooks").iterdir()}
    assert found == NOTEBOOKS
    assert {path.name for path in (study / "corpus").iterdir()} == {"README.md", "parallel.csv"}


def test_without_texts_one_line_says_so(study):
    done = nordtema("all", cwd=study)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "no texts found; put them in" in done.stderr


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / ".git").mkdir()
    new_study(tmp_path)
    with pytest.raises(StudyError, match="name a new one"):
        new_study(tmp_path)
    with pytest.raises(StudyError, match="name a new one"):
        new_study(tmp_path / "Makefile")


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_its_makefile_needs_no_checkout(study):
    def make(*arguments):
        return subprocess.run(
            ["make", *arguments], cwd=study, env=environment(), capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    listed = {line.split()[0] for line in make("help").stdout.splitlines()[1:]}
    assert {"all", "lab", "clean"} < listed and not listed & {"setup", "quick", "test"}
    assert "no texts found" in make("all").stderr
    assert not (study / ".venv").exists()
