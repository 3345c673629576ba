"""A whole study in one process, without kernels: the very cells of the notebooks, one by one.

What a cell shows is kept, so that a test can read what a reader would read. Figures are drawn, but
saved as one small picture alone, and pages are not rendered: that takes longer than all the rest.
"""

import ast
import os
import re
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import nbformat
import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from nordtema.figures import style
from nordtema.schemas import schema_of
from nordtema.study import Study, StudyError
from nordtema.tables import read_json, read_table
from nordtema.workflow import workspace
from nordtema.workflow.execute import step_of
from nordtema.workflow.parameters import parameters_of
from nordtema.workflow.plan import plan_run
from nordtema.workflow.records import finished, tell_failure, write_record
from nordtema.workflow.stages import PLAN, Stage, planned, stage_folder

CHECKOUT = Path(__file__).resolve().parents[2]
MOST_LETTERS = 500  # that a line which refuses something may have
#: words that no sentence for a reader may hold: numbers that are none
NO_NUMBER = re.compile(r"(?<![\w.·-])[-+−]?(nan|NaN|NaT|inf|None(?! \w))(?![\w·-])")


@dataclass
class Walk:
    """What became of a study.

    Attributes
    ----------
    refused : by stage, the one line with which it ended ("plan": before the first stage)
    crash : the stage and the traceback of an error that is none of ours
    shown : sentences and tables by stage, as HTML
    tables : published tables by name
    seconds : how long it took
    """

    refused: dict[str, str] = field(default_factory=dict)
    crash: tuple[str, str] | None = None
    shown: dict[str, list[str]] = field(default_factory=dict)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    seconds: float = 0.0

    def text(self, *names: str) -> str:
        """What the stages say, without tags; of all stages where none is named."""
        chosen = names or tuple(self.shown)
        html = " ".join(part for name in chosen for part in self.shown.get(name, []))
        return re.sub(r"\s+", " ", re.sub(r"<img[^>]*>|<[^>]+>", " ", html)).replace("&nbsp;", " ")


def walk(study: Study, results: Path) -> Walk:
    """Plan and run all stages that can be run; what is raised is noted and never raised again."""
    done, start = Walk(), time.perf_counter()
    try:
        plan_run(study, CHECKOUT, results)
    except StudyError as error:
        done.refused["plan"] = str(error)
    except Exception:
        done.crash = "plan", traceback.format_exc()
    else:
        for stage in planned(results):
            if done.crash is None:
                _attempt(stage, results, done)
    done.seconds = time.perf_counter() - start
    for path in sorted((results / "data" / "build").glob("*/tables/*.csv")):
        done.tables[path.stem] = read_table(path, schema_of(path.stem))
    return done


def _attempt(stage: Stage, results: Path, done: Walk) -> None:
    own, before = stage_folder(results, stage.name), finished(results)
    (own / "data").mkdir(parents=True, exist_ok=True)
    try:
        done.shown[stage.name] = _run(stage, results, own)
        write_record(results, stage.name, own, 0, before)
    except StudyError as error:
        if not str(error).startswith("it needs "):
            done.refused[stage.name] = str(error)
        tell_failure(results, stage.name, str(error))
    except Exception:
        done.crash = stage.name, traceback.format_exc()


def _run(stage: Stage, results: Path, own: Path) -> list[str]:
    with _inside(stage, results, own), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not stage.notebook:
            step_of(stage)(workspace.Workspace(results, stage.name, own))
            return []
        names = {"__name__": "__main__"}
        return [html for cell in _cells(stage, results) for html in _shown(cell, names)]


@contextmanager
def _inside(stage: Stage, results: Path, own: Path) -> Iterator[None]:
    """The environment of a stage, and pictures that cost nothing."""
    facts = {"NORDTEMA_RESULTS": str(results), "NORDTEMA_STAGE": stage.name,
             "NORDTEMA_OWN": str(own)}  # fmt: skip
    with (
        mock.patch.dict(os.environ, facts),
        mock.patch.object(style, "render", _small),
        mock.patch.object(workspace, "FORMATS", ("png",)),
        threadpool_limits(1),
    ):
        yield


def _small(figure, file_format: str) -> bytes:
    """The figure laid out as ever, in a picture of few points."""
    figure.set_dpi(10)
    with style.use_style():
        figure.canvas.draw()
    return b""


def _cells(stage: Stage, results: Path) -> Iterator[str]:
    """The code of the notebook's cells, the stage's parameters where they belong."""
    path = CHECKOUT / "notebooks" / f"{stage.notebook}.ipynb"
    study = Study.model_validate(read_json(results / PLAN)["parameters"])
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            yield cell.source
        if "parameters" in cell.metadata.get("tags", []):
            given = parameters_of(stage, study)
            yield "\n".join(f"{name} = {value!r}" for name, value in given.items())


def _shown(source: str, names: dict[str, object]) -> list[str]:
    """Run one cell; what its last line gives is shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    if last is None:
        return []
    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    return [] if value is None else [str(getattr(value, "data", value))]


# ---------------------------------------------------------------- what must hold of every study


def faults(done: Walk) -> list[str]:
    """What is wrong with a finished or half-finished walk, one line each."""
    found = []
    if done.crash is not None:
        found.append(f"{done.crash[0]}: {done.crash[1].strip().splitlines()[-1]}")
    for stage, line in done.refused.items():
        if "\n" in line or len(line) > MOST_LETTERS:
            found.append(f"{stage}: no line to read: {line[:MOST_LETTERS]!r}")
    for name, parts in done.shown.items():
        for part in parts:
            said = NO_NUMBER.search(re.sub(r'src="[^"]*"', " ", part))
            if said:
                about = part[max(0, said.start() - 60) : said.end() + 40]
                found.append(f"{name}: says {said.group()!r}: …{about}…")
    for name, table in done.tables.items():
        found += [f"{name}: {fault}" for fault in out_of_range(name, table)]
    return found


def out_of_range(name: str, table: pd.DataFrame) -> list[str]:
    """Columns that hold a number which its schema does not allow."""
    found = []
    for column in schema_of(name).of(list(table.columns)):
        numbers = pd.to_numeric(table[column.name], errors="coerce").dropna()
        wrong = (numbers < column.kind.low) | (numbers > column.kind.high)
        if column.kind.kind != "text" and (wrong | ~np.isfinite(numbers)).any():
            found.append(f"{column.name} reaches from {numbers.min()} to {numbers.max()}")
    return found
