"""The graph in the Makefile: which stages there are, what each waits for, what runs again."""

import re
import shutil
import subprocess

import pytest

from conftest import CHECKOUT, TINY, TINY_STUDY, environment
from nordtema.study import read_study
from nordtema.workflow import dependencies
from nordtema.workflow.plan import plan_run
from nordtema.workflow.stages import stages

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")


def shown(*arguments: str) -> dict[str, str]:
    """The stages that `make -n all` says it would run, in its order, and what each needs."""
    command = ["make", "-n", "all", f"CORPUS={TINY}", f"STUDY={TINY_STUDY}", *arguments]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment(), capture_output=True, text=True, check=True
    )
    return dict(re.findall(r'nordtema stage (\S+) --needs "(.*)"', done.stdout))


def test_a_dry_run_reads_as_the_graph_of_the_study(tmp_path):
    """With blanks, a dollar and a hash in the name of the folder: no shell and no make reads it."""
    graph = shown(f"RESULTS={tmp_path}/a $b #c")
    assert graph == {
        "import.NO": "",
        "import.DK": "",
        "import.SE": "",
        "1_corpus.NO": "import.NO",
        "1_corpus.DK": "import.DK",
        "1_corpus.SE": "import.SE",
        "corpus": "1_corpus.NO 1_corpus.DK 1_corpus.SE",
        "inventory": "corpus",
        "2_vocabulary": "corpus",
        "grid.lda": "2_vocabulary",
        "grid.nmf": "2_vocabulary",
        "3_topics.lda": "2_vocabulary grid.lda grid.nmf",
        "3_topics.nmf": "2_vocabulary grid.lda grid.nmf",
        "4_comparison.lda": "3_topics.lda",
        "4_comparison.nmf": "3_topics.nmf",
        "5_robustness": "4_comparison.lda 4_comparison.nmf",
        "passages.lda": "3_topics.lda",
        "passages.nmf": "3_topics.nmf",
        "report": "inventory 2_vocabulary 4_comparison.lda 4_comparison.nmf passages.lda "
        "passages.nmf 5_robustness",
    }
    assert set(graph) == {stage.name for stage in stages()}
    order = list(graph)
    for name, needs in graph.items():
        assert all(order.index(other) < order.index(name) for other in needs.split())
    assert not list((tmp_path / "a $b #c" / "data" / "build").iterdir()), "nothing has run"


def test_in_a_checkout_that_is_not_set_up_a_dry_run_shows_the_graph_too(tmp_path):
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, tmp_path)
    command = ["make", "-n", "all"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    names = re.findall(r"nordtema stage (\S+)", done.stdout)
    assert set(names) == {stage.name for stage in stages()} and not (tmp_path / ".venv").exists()


def test_make_is_asked_for_stale_stages_alone(tiny_copy):
    settings = tiny_copy.arguments()[-1] + " about.question=Why?"
    graph = shown(f"CORPUS={tiny_copy.corpus}", f"RESULTS={tiny_copy.results}", f"SET={settings}")
    assert set(graph) == {"report"}


def test_without_make_the_stages_are_run_one_after_the_other(tmp_path, monkeypatch):
    from nordtema.workflow import walk

    study = read_study(TINY_STUDY, "", str(TINY))
    stale = plan_run(study, CHECKOUT, tmp_path)
    started = []
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(walk, "_run", lambda command, *rest: started.append(command[-1]))
    walk.walk(stale, CHECKOUT, tmp_path)
    assert started == [stage.name for stage in stages()]


# ---------------------------------------------------------------- versions of packages


@pytest.mark.parametrize(
    ("package", "expected"),
    [
        ("ftfy", set("12345") | {"import", "corpus", "inventory", "grid", "passages", "report"}),
        (
            "python-calamine",
            set("12345") | {"import", "corpus", "inventory", "grid", "passages", "report"},
        ),
        ("sparse-dot-topn", {"2", "4", "5", "report"}),  # words of the control are linked, too
        ("nbconvert", {"report"}),
        ("nbformat", set("12345") | {"report"}),
        ("jupyterlab", set()),
    ],
)
def test_another_version_of_a_package_reruns_what_uses_it(package, expected, monkeypatch, tmp_path):
    study = read_study(TINY_STUDY, "", str(TINY))
    plan_run(study, CHECKOUT, tmp_path)
    before = inputs(tmp_path)
    installed = dependencies._installed

    def other(name):
        version, needs = installed(name)
        return ("0.0.1" if name == package else version), needs

    monkeypatch.setattr(dependencies, "_installed", other)
    plan_run(study, CHECKOUT, tmp_path)
    after = inputs(tmp_path)
    changed = {stage.name for stage in stages() if before[stage.name] != after[stage.name]}
    heads = {stage.name: {stage.name[0], stage.name.partition(".")[0]} for stage in stages()}
    assert changed == {name for name, head in heads.items() if head & expected}


def inputs(results) -> dict[str, str]:
    folder = results / "data" / "inputs"
    return {stage.name: (folder / f"{stage.name}.json").read_text() for stage in stages()}
