"""Running one stage in a side folder, which takes its place only when the stage has succeeded."""

import os
import shutil
import time
from pathlib import Path

from ..study import StudyError
from ..tables import write_json
from .progress import say
from .stages import Stage, StageFailed, done_file, stage_named
from .workspace import PROGRESS_FILE, Workspace


def run_stage(name: str, root: Path, results: Path) -> float:
    """Run one stage and put its outputs in place; returns the seconds it took.

    Raises
    ------
    StageFailed
        The outputs of earlier runs are untouched; a failed notebook stands in data/failed.
    """
    stage = stage_named(name)
    final = done_file(results, stage).parent
    work = _fresh_folder(final)
    start = time.perf_counter()
    say(name, "started")
    try:
        _make(stage, root, results, work)
        seconds = time.perf_counter() - start
        (work / PROGRESS_FILE).unlink(missing_ok=True)
        outputs = sorted(p.relative_to(work).as_posix() for p in work.rglob("*") if p.is_file())
        write_json(work / "done.json", {"outputs": outputs, "seconds": round(seconds, 2)})
        shutil.rmtree(final, ignore_errors=True)
        work.replace(final)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    say(name, f"done in {seconds:.1f} s")
    return seconds


def _fresh_folder(final: Path) -> Path:
    """An empty folder to work in; what a killed run of the stage has left is removed."""
    for left in final.parent.glob(f".{final.name}.*"):
        shutil.rmtree(left, ignore_errors=True)
    work = final.with_name(f".{final.name}.{os.getpid()}")
    (work / "data").mkdir(parents=True)
    return work


def _make(stage: Stage, root: Path, results: Path, work: Path) -> None:
    """Fill the working folder with what the stage makes."""
    try:
        if stage.notebook:
            from .notebook import execute_notebook

            execute_notebook(stage, root, results, work)
        else:
            from .merging import merge_countries

            merge_countries(Workspace(results, stage.name, work))
        if stage.name == "report":
            from .render import render_report

            render_report(results, work)
    except StudyError as error:
        raise StageFailed(str(error)) from None
