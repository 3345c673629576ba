"""Running one stage in a side folder, which takes its place only when the stage has succeeded."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from ..study import StudyError
from ..system import said_of_system
from .progress import runner_is_gone, say
from .records import changed_outputs, is_done, tell_failure, write_record
from .stages import Stage, StageFailed, failed_file, planned, stage_folder, stage_named
from .workspace import PROGRESS_FILE, Workspace


def run_stage(name: str, root: Path, results: Path, needs: Sequence[str] | None = None) -> float:
    """Run one stage and put its outputs in place; returns the seconds it took.

    Parameters
    ----------
    needs : the stages that the Makefile says it needs; without them it is run after all that
        stand before it, and finds out for itself what it lacks

    Raises
    ------
    StageFailed
        Nothing of the stage counts then; why stands in data/failed, with the failed notebook.
    """
    stage = stage_named(name, planned(results))
    if runner_is_gone():
        raise KeyboardInterrupt
    work = _fresh_folder(stage_folder(results, name))
    failed_file(results, name).unlink(missing_ok=True)
    start = time.perf_counter()
    say(name, "started")
    try:
        _check_needs(stage, results, needs or ())
        before = _all_before(stage, results) if needs is None else needs
        seconds = _make_and_place(stage, root, results, work, start, before)
    except (StageFailed, StudyError, OSError, MemoryError) as error:
        reason = str(error)
        if isinstance(error, (OSError, MemoryError)):
            reason = f"{name}: {said_of_system(error)}"
        shutil.rmtree(work, ignore_errors=True)  # on a full disk this makes room for the reason
        with suppress(OSError):
            tell_failure(results, name, reason)
        raise StageFailed(reason) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    say(name, f"done in {seconds:.1f} s")
    return seconds


def _make_and_place(
    stage: Stage, root: Path, results: Path, work: Path, start: float, before: Sequence[str]
) -> float:
    """Fill the working folder and put it in the place of what an earlier run has made."""
    final = stage_folder(results, stage.name)
    _make(stage, root, results, work)
    seconds = time.perf_counter() - start
    (work / PROGRESS_FILE).unlink(missing_ok=True)
    write_record(results, stage.name, work, seconds, before)
    shutil.rmtree(final, ignore_errors=True)
    work.replace(final)
    return seconds


def _all_before(stage: Stage, results: Path) -> list[str]:
    names = [one.name for one in planned(results)]
    return names[: names.index(stage.name)]


def _check_needs(stage: Stage, results: Path, needs: Sequence[str]) -> None:
    """What the stage reads must be there, and what was made."""
    for name in needs:
        if not is_done(results, name):
            if stage.partial:
                continue
            raise StageFailed(f"it needs {name}, which was not made")
        changed = changed_outputs(results, name)
        if changed:
            raise StageFailed(
                f"{stage.name}: {changed[0]} of {name} has changed since it was made; run again, "
                "and it is made anew"
            )


def _fresh_folder(final: Path) -> Path:
    """An empty folder to work in; what a killed run of the stage has left is removed."""
    for left in final.parent.glob(f".{final.name}.*"):
        shutil.rmtree(left, ignore_errors=True)
    work = final.with_name(f".{final.name}.{os.getpid()}")
    (work / "data").mkdir(parents=True)
    return work


def _make(stage: Stage, root: Path, results: Path, work: Path) -> None:
    """Fill the working folder with what the stage makes."""
    if stage.notebook:
        from .notebook import execute_notebook

        execute_notebook(stage, root, results, work)
    else:
        step_of(stage)(Workspace(results, stage.name, work))
    if stage.name == "report":
        from .rendering import render_report

        render_report(results, work)


def step_of(stage: Stage) -> Callable[[Workspace], None]:
    """What makes a stage that has no notebook.

    Parameters
    ----------
    stage : import, corpus, inventory, grid or passages

    Returns
    -------
    function of the workspace
    """
    if stage.name.startswith("import."):
        from .imported import import_country

        return import_country
    if stage.name == "corpus":
        from .merging import merge_countries

        return merge_countries
    if stage.name == "inventory":
        from .inventory import tell_files

        return tell_files
    if stage.name.startswith("passages."):
        from .passages import find_passages

        return find_passages
    from .grid import score_numbers_of_topics

    return score_numbers_of_topics
