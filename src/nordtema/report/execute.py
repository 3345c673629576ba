"""Executing one stage: a notebook through papermill in a side folder, which only success moves."""

import ast
import logging
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from ..study import Study, StudyError
from ..tables import read_json, write_json
from .kernel import KERNEL, ReportingEngine, kill_kernels
from .stages import Stage, done_file, stage_named
from .workspace import PROGRESS_FILE, Workspace

ENGINE = "nordtema"
_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
_PATHS = {"path", "glossary", "labels", "parallel"}  # shown by name alone: results hold no paths
_VOLATILE = ("papermill", "execution")
_LOOK = 0.2  # seconds between two looks at how far a notebook is
_WORTH_SAYING = 0.6  # seconds after which a cell is worth a line


class StageFailed(Exception):
    """A stage that did not succeed: one line for the reader, and where the failed copy stands."""


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


def say(name: str, message: str) -> None:
    """One whole line of progress, also where several stages talk at once."""
    sys.stdout.write(f"{name:<16} {message}\n")
    sys.stdout.flush()


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
            _execute(stage, root, results, work)
        else:
            from .merging import merge_countries

            merge_countries(Workspace(results, stage.name, work))
        if stage.name == "report":
            from .render import render_report

            render_report(results, work)
    except StudyError as error:
        raise StageFailed(str(error)) from None


def _execute(stage: Stage, root: Path, results: Path, work: Path) -> None:
    source = root / "notebooks" / f"{stage.notebook}.ipynb"
    output = work / "notebooks" / f"{stage.name}.ipynb"
    output.parent.mkdir(parents=True)
    parameters = parameters_of(stage, results)
    check_parameters(source, parameters)
    papermill_engines.register(ENGINE, ReportingEngine)
    logging.getLogger("papermill").setLevel(logging.ERROR)  # its check cannot read our types
    with tempfile.TemporaryDirectory(prefix="nt-", ignore_cleanup_errors=True) as folder:
        os.environ |= _ENVIRONMENT | {
            "NORDTEMA_RESULTS": str(results), "NORDTEMA_STAGE": stage.name,
            "NORDTEMA_OWN": str(work), "IPYTHONDIR": folder,
        }  # fmt: skip
        follower = _Follower(stage.name, source, work / PROGRESS_FILE)
        try:
            follower.follow(
                lambda: papermill.execute_notebook(
                    str(source), str(output), parameters=parameters, engine_name=ENGINE,
                    kernel_name=KERNEL, progress_bar=False, record_timing=False,
                    request_save_on_cell_execute=False, cwd=str(results),
                    folder=Path(folder), at_cell=follower.at_cell,
                )
            )  # fmt: skip
        except PapermillExecutionError as error:
            _keep_failed(output, results)
            raise StageFailed(_one_line(error, stage)) from None
        except DeadKernelError:
            raise StageFailed(f"{stage.name}: its kernel was killed; run again (or free memory)"
                              ) from None  # fmt: skip
    _strip(output)


# ---------------------------------------------------------------- parameters


def parameters_of(stage: Stage, results: Path) -> dict[str, object]:
    """What the notebook's parameters cell is given."""
    study = Study.model_validate(read_json(results / "data" / "study.json")["parameters"])
    values = getattr(study, stage.section).model_dump(mode="json")
    for name in _PATHS & set(values):
        values[name] = Path(values[name]).name
    return {**values, **stage.parameters}


def check_parameters(notebook: Path, parameters: dict[str, object]) -> None:
    """An unknown parameter is an error here; papermill would only warn."""
    unknown = sorted(set(parameters) - set(parameters_cell(notebook)))
    if unknown:
        raise StageFailed(
            f"notebooks/{notebook.name}: the parameters cell lacks {unknown[0]!r}; "
            "add it, as study.yaml has it"
        )


def parameters_cell(notebook: Path) -> dict[str, object]:
    """Names and defaults in the cell that is tagged `parameters`."""
    cells = nbformat.read(notebook, as_version=4).cells
    source = next(c.source for c in cells if "parameters" in c.metadata.get("tags", []))
    return {
        node.target.id: ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.AnnAssign)
    }


# ---------------------------------------------------------------- while it works


class _Follower:
    """Runs a notebook in a thread of its own, and says meanwhile how far it is.

    Signals thus reach our main thread, where an interrupt ends the stage at once. So does the end
    of the run that has started us: a stage that outlives it must not write over the next run's.
    """

    def __init__(self, name: str, notebook: Path, messages: Path):
        self.name, self.messages, self.told = name, messages, 0
        self.titles = _titles(nbformat.read(notebook, as_version=4))
        self.start = time.perf_counter()
        self.cell, self.since, self.said = 0, self.start, -1
        self.error: BaseException | None = None

    def at_cell(self, index: int) -> None:
        """Papermill is about to run a cell (it has put one of its own before the others)."""
        self.cell, self.since = index, time.perf_counter()

    def follow(self, job) -> None:
        """Do the job; raise what it raises."""
        worker = threading.Thread(target=self._work, args=(job,), daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(_LOOK)
                self._tell()
                if _runner_is_gone():
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)  # a second one would stop the tidying
            kill_kernels()
            raise
        if self.error:
            raise self.error

    def _work(self, job) -> None:
        try:
            job()
        except BaseException as error:
            self.error = error

    def _tell(self) -> None:
        now = time.perf_counter()
        if self.cell != self.said and now - self.since > _WORTH_SAYING:
            self.said = self.cell
            number = max(self.cell, 1)
            title = self.titles[number - 1]
            say(self.name, f"cell {number} of {len(self.titles)}, {title}: {self._seconds()}")
        if self.messages.exists():
            lines = self.messages.read_text(encoding="utf-8").splitlines()
            for line in lines[self.told :]:
                say(self.name, f"{line}: {self._seconds()}")
            self.told = len(lines)

    def _seconds(self) -> str:
        return f"{time.perf_counter() - self.start:.0f} s"


def _titles(notebook: nbformat.NotebookNode) -> list[str]:
    """The heading that each cell stands under."""
    found, title = [], ""
    for cell in notebook.cells:
        first = cell.source.split("\n", 1)[0]
        if cell.cell_type == "markdown" and first.startswith("#"):
            title = first.lstrip("# ")
        found.append(title or "setting up")
    return found


def _runner_is_gone() -> bool:
    """Whether the run that has started this stage has ended, killed for instance."""
    runner = os.environ.get("NORDTEMA_RUNNER")
    if not runner or sys.platform == "win32":
        return False
    try:
        os.kill(int(runner), 0)
    except ProcessLookupError:
        return True
    return False


# ---------------------------------------------------------------- afterwards


def _keep_failed(output: Path, results: Path) -> None:
    folder = results / "data" / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    if output.exists():
        shutil.copy(output, folder / output.name)


def _one_line(error: PapermillExecutionError, stage: Stage) -> str:
    """What went wrong: our own errors say it all, others name the failed notebook."""
    told = " ".join(str(error.evalue).split())
    if error.ename == StudyError.__name__:
        return told
    return (
        f"{stage.name}: {error.ename}: {told}; the failed notebook is "
        f"data/failed/{stage.name}.ipynb in the results folder"
    )


def _strip(path: Path) -> None:
    """Take times and random names out of an executed notebook."""
    notebook = nbformat.read(path, as_version=4)
    for name in _VOLATILE:
        notebook.metadata.pop(name, None)
    for number, cell in enumerate(notebook.cells):
        for name in _VOLATILE:
            cell.metadata.pop(name, None)
        cell.id = f"cell-{number}"
    nbformat.write(notebook, path)
