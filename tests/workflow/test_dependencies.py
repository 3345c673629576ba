"""What a stage depends on is what its notebook imports, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT
from nordtema.study import Study
from nordtema.workflow.dependencies import PACKAGE, modules_behind
from nordtema.workflow.inputs import code_of
from nordtema.workflow.stages import Stage, stages

STAGES = {stage.notebook or stage.name.partition(".")[0]: stage for stage in stages()}
EVERY = set(STAGES)
TEXTS = {"import", "1_corpus", "corpus", "inventory"}
AFTER_TOPICS = {"grid", "3_topics", "passages", "4_comparison", "5_robustness", "report"}


def code_behind(stage: Stage) -> list[Path]:
    return modules_behind(code_of(CHECKOUT, stage.notebook) if stage.notebook else "", stage.code)


def stages_behind(module: str) -> set[str]:
    """The stages that a change of that file makes run again, by notebook."""
    assert (PACKAGE / module).is_file(), module
    return {n for n, stage in STAGES.items() if PACKAGE / module in code_behind(stage)}


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("tables.py", EVERY),
        ("languages.py", EVERY),
        ("schemas.csv", EVERY),
        (
            "corpus/copies.py",
            EVERY - {"inventory", "grid", "3_topics", "passages", "4_comparison"},
        ),
        ("corpus/imported.py", {"import", "1_corpus"}),
        ("workflow/imported.py", {"import"}),
        ("workflow/merging.py", {"corpus"}),
        ("workflow/inventory.py", {"inventory"}),
        ("workflow/grid.py", {"grid"}),
        ("vocabulary/build.py", {"2_vocabulary", "4_comparison", "5_robustness", "report"}),
        ("vocabulary/data/false_friends.csv", EVERY - TEXTS),
        ("vocabulary/readings/data/classes.nn.npz", EVERY - TEXTS),
        ("vocabulary/readings/data/readings.csv", EVERY - TEXTS),
        ("topics/own_words.py", {"3_topics"}),
        ("topics/lda.py", AFTER_TOPICS),
        ("comparison/units.py", {"4_comparison", "5_robustness", "report"}),
        ("robustness/national.py", {"5_robustness", "report"}),
        ("figures/vocabulary.py", {"2_vocabulary"}),
        ("report/sentences/topics.py", {"3_topics"}),
        ("report/template/style.css", {"report"}),
        ("workflow/plan.py", set()),
        ("workflow/walk.py", set()),
        ("cli.py", set()),
    ],
)
def test_a_change_reruns_the_stages_that_need_it(module, expected):
    assert stages_behind(module) == expected


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, stage in STAGES.items() if stage.notebook])
def test_what_python_loads_for_a_notebook_is_known(name):
    files = code_behind(STAGES[name])
    known = {p.relative_to(PACKAGE).with_suffix("").as_posix() for p in files}
    imports = "\n".join(
        line for line in code_of(CHECKOUT, name).splitlines() if line.startswith("from nordtema")
    )
    listing = "import sys\nprint(*(m for m in sys.modules if m.startswith('nordtema.')))"
    done = subprocess.run(
        [sys.executable, "-c", f"{imports}\n{listing}"], capture_output=True, text=True, check=True
    )
    loaded = {m.removeprefix("nordtema.").replace(".", "/") for m in done.stdout.split()}
    engine = {m for m in loaded if m.startswith("workflow")}
    packages = {m for m in loaded if (PACKAGE / m).is_dir()}
    assert loaded - packages - engine and not loaded - packages - engine - known


def test_late_imports_count_and_those_for_type_checkers_do_not():
    code = (
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from nordtema.figures.style "
        "import Drawing\n\ndef f():\n    from nordtema.topics import (\n        nmf,\n    )\n"
    )
    names = {path.relative_to(PACKAGE).as_posix() for path in modules_behind(code)}
    assert {"topics/nmf.py", "topics/model.py"} <= names and "figures/style.py" not in names


def test_every_parameter_makes_some_stage_run_again():
    """What no stage depends on would be changed without a result: `compute` alone may be."""
    depended = {stage.section for stage in stages()}
    further = {name for stage in stages() for name in stage.further}
    groups = Study().model_dump(exclude={"compute"})
    alone = {
        f"{group}.{name}" for group, own in groups.items() if group not in depended for name in own
    }
    assert alone == {name for name in further if name.partition(".")[0] not in depended}
