"""The stages of a study: what each executes and what it is given.

Which stage needs which stands in the Makefile. Which countries and models a study has is said by
its plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..languages import COUNTRIES, declare_countries
from ..study import MODELS, StudyError
from ..tables import read_json

PLAN = "data/study.json"
REVIEW = "privacy_review.csv"  # names of persons, for the researcher alone: never published


class StageFailed(Exception):
    """A stage that did not succeed: one line for the reader, and where the failed copy stands."""


@dataclass(frozen=True)
class Stage:
    """One step of the study.

    Attributes
    ----------
    name : "import.NO", "1_corpus.NO", "corpus", "2_vocabulary", "grid.lda" …
    notebook : name of the notebook that it executes, "" where it needs none
    section : group of the parameters that the notebook is given
    parameters : further parameters of the notebook (country, model)
    inputs : names of the files of the researcher that it reads
    code : modules of the package that it depends on besides those that its notebook imports
    further : single parameters of other groups that it depends on, as `section.key`
    partial : whether it is made of what there is, where a stage before it has failed
    """

    name: str
    notebook: str
    section: str
    parameters: dict[str, str] = field(default_factory=dict)
    inputs: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    partial: bool = False


def stages(
    countries: Iterable[str] | None = None, models: Iterable[str] = MODELS
) -> tuple[Stage, ...]:
    """All stages in an order in which they can be run; the report is the last.

    Parameters
    ----------
    countries : codes; None: all of the study at hand
    """
    countries, models = tuple(COUNTRIES if countries is None else countries), tuple(models)
    return (
        *(Stage(f"import.{c}", "", "corpus", {"country": c},
                code=("workflow.imported", "workflow.workspace"),
                further=("report.ids", "report.name_floor")) for c in countries),
        *(Stage(f"1_corpus.{c}", "1_corpus", "corpus", {"country": c}, ("names",),
                further=("report.name_floor",)) for c in countries),
        Stage("corpus", "", "corpus", code=("workflow.merging", "workflow.workspace"),
              further=("report.ids", "report.name_floor")),
        Stage("2_vocabulary", "2_vocabulary", "vocabulary", inputs=("glossary", "audit"),
              further=("report.name_floor", "report.word_floor", "report.allow")),
        *(Stage(f"grid.{m}", "", "topics", {"model": m},
                code=("workflow.grid", "workflow.workspace")) for m in models),
        *(Stage(f"3_topics.{m}", "3_topics", "topics", {"model": m}, ("labels",)) for m in models),
        *(Stage(f"4_comparison.{m}", "4_comparison", "comparison", {"model": m},
                ("parallel", "glossary", "design", "codes"), further=("about.main_model",))
          for m in models),
        *(Stage(f"passages.{m}", "", "comparison", {"model": m},
                code=("workflow.passages", "workflow.workspace")) for m in models),
        Stage("5_robustness", "5_robustness", "robustness",
              further=("about.main_model", "topics.selection_documents")),
        Stage("inventory", "", "corpus", code=("workflow.inventory", "workflow.workspace"),
              further=("report.ids", "report.name_floor")),
        Stage("report", "report", "about", inputs=("design",),
              code=("workflow.rendering", "workflow.titles"), further=("report.passages",),
              partial=True),
    )  # fmt: skip


def read_plan(results: Path) -> dict[str, Any]:
    """The plan of a results folder, {} where there is none.

    Whoever reads it knows from then on the countries that its study declares.
    """
    plan = read_json(results / PLAN, {})
    if plan:
        declared = plan["parameters"]["corpus"].get("countries", {})
        declare_countries({code: declared[code] for code in plan["countries"] if code in declared})
    return plan


def planned(results: Path) -> tuple[Stage, ...]:
    """The stages of the study that is planned in a results folder."""
    plan = read_plan(results)
    return stages(plan.get("countries"), plan.get("models", MODELS))


def stage_named(name: str, among: Iterable[Stage] | None = None) -> Stage:
    """The stage of that name.

    Raises
    ------
    StudyError
        If there is none.
    """
    known = {stage.name: stage for stage in among or stages()}
    if name not in known:
        raise StudyError(f"stage {name!r}: unknown; known are {', '.join(known)}")
    return known[name]


# ---------------------------------------------------------------- where a stage keeps its things


def stage_folder(results: Path, name: str) -> Path:
    """The folder of what a finished stage has made."""
    return results / "data" / "build" / name


def input_file(results: Path, name: str) -> Path:
    """The file that lists what the stage depends on: parameters, files, code."""
    return results / "data" / "inputs" / f"{name}.json"


def done_file(results: Path, name: str) -> Path:
    """The record of a stage; it stands as long as the stage is finished."""
    return stage_folder(results, name) / "done.json"


def failed_file(results: Path, name: str) -> Path:
    """The file that says why a stage has failed."""
    return results / "data" / "failed" / f"{name}.json"
