"""The graph of the study: which stage needs what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..languages import COUNTRIES
from ..study import MODELS


class StageFailed(Exception):
    """A stage that did not succeed: one line for the reader, and where the failed copy stands."""


@dataclass(frozen=True)
class Stage:
    """One step of the study.

    Attributes
    ----------
    name : "1_corpus.NO", "corpus", "2_vocabulary" …
    notebook : name of the notebook that it executes, "" where it needs none
    section : group of the parameters that the notebook is given
    parameters : further parameters of the notebook (country, model)
    needs : names of the stages that must be finished before
    inputs : names of the files of the researcher that it reads
    code : modules of the package that it depends on besides those that its notebook imports
    further : single parameters of other groups that it depends on, as `section.key`
    wants : names of stages that it waits for, and does without where they have failed
    """

    name: str
    notebook: str
    section: str
    parameters: dict[str, str]
    needs: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()

    @property
    def before(self) -> tuple[str, ...]:
        """Names of the stages that must have ended, well or not, before this one can begin."""
        return (*self.needs, *self.wants)


def stages() -> tuple[Stage, ...]:
    """All stages in an order in which they can be run; the report is the last."""
    corpus = tuple(
        Stage(f"1_corpus.{code}", "1_corpus", "corpus", {"country": code}, ()) for code in COUNTRIES
    )
    merged = Stage("corpus", "", "corpus", {}, tuple(s.name for s in corpus),
                   code=("workflow.merging", "workflow.workspace"))  # fmt: skip
    vocabulary = Stage("2_vocabulary", "2_vocabulary", "vocabulary", {}, ("corpus",), ("glossary",))
    topics = tuple(
        Stage(f"3_topics.{m}", "3_topics", "topics", {"model": m}, ("2_vocabulary",), ("labels",))
        for m in MODELS
    )
    comparison = tuple(
        Stage(f"4_comparison.{m}", "4_comparison", "comparison", {"model": m}, (f"3_topics.{m}",),
              ("parallel", "design"))
        for m in MODELS
    )  # fmt: skip
    both = tuple(s.name for s in comparison)
    robustness = Stage("5_robustness", "5_robustness", "robustness", {}, both,
                       further=("about.main_model",))  # fmt: skip
    report = Stage(
        "report", "report", "about", {}, ("2_vocabulary",), ("design",),
        code=("workflow.rendering", "workflow.titles"), wants=(*both, "5_robustness"),
    )  # fmt: skip
    return (*corpus, merged, vocabulary, *topics, *comparison, robustness, report)


def stage_named(name: str) -> Stage:
    """The stage of that name."""
    return next(stage for stage in stages() if stage.name == name)


# ---------------------------------------------------------------- where a stage keeps its things


def stage_folder(results: Path, stage: Stage) -> Path:
    """The folder of what a finished stage has made."""
    return results / "data" / "build" / stage.name


def input_file(results: Path, stage: Stage) -> Path:
    """The file that lists what the stage depends on: parameters, files, code."""
    return results / "data" / "inputs" / f"{stage.name}.json"


def done_file(results: Path, stage: Stage) -> Path:
    """The record of a stage; it stands as long as the stage is finished."""
    return stage_folder(results, stage) / "done.json"


def failed_file(results: Path, stage: Stage) -> Path:
    """The file that says why a stage has failed."""
    return results / "data" / "failed" / f"{stage.name}.json"
