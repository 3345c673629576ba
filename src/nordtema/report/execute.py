"""Executing one stage: a notebook through papermill in a side folder, which only success moves."""

import ast
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from papermill.engines import NBClientEngine, papermill_engines
from papermill.exceptions import PapermillExecutionError

from ..study import Study, StudyError
from ..tables import read_json, write_json
from .render import render_report
from .stages import Stage, done_file, stage_named
from .workspace import PROGRESS_FILE

ENGINE = "nordtema"
KERNEL = "python3"
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
    work = final.with_name(f".{name}")
    shutil.rmtree(work, ignore_errors=True)
    (work / "data").mkdir(parents=True)
    start = time.perf_counter()
    _say(name, "started")
    if stage.notebook:
        _execute(stage, root, results, work)
        if name == "report":
            render_report(results, work)
    else:
        _call(stage, results, work)
    seconds = time.perf_counter() - start
    (work / PROGRESS_FILE).unlink(missing_ok=True)
    outputs = sorted(p.relative_to(work).as_posix() for p in work.rglob("*") if p.is_file())
    write_json(work / "done.json", {"outputs": outputs, "seconds": round(seconds, 2)})
    shutil.rmtree(final, ignore_errors=True)
    work.replace(final)
    _say(name, f"done in {seconds:.1f} s")
    return seconds


def _call(stage: Stage, results: Path, work: Path) -> None:
    """Run a stage that needs no notebook."""
    from .merging import merge_countries
    from .workspace import Workspace

    assert stage.name == "corpus", stage.name
    try:
        merge_countries(Workspace(results, stage.name, work))
    except StudyError as error:
        raise StageFailed(str(error)) from None


def _execute(stage: Stage, root: Path, results: Path, work: Path) -> None:
    output = work / "notebooks" / f"{stage.name}.ipynb"
    output.parent.mkdir(parents=True)
    os.environ.update(_ENVIRONMENT)
    os.environ["NORDTEMA_RESULTS"] = str(results)
    os.environ["NORDTEMA_STAGE"] = stage.name
    papermill_engines.register(ENGINE, _ProgressEngine)
    logging.getLogger("papermill").setLevel(logging.ERROR)  # its check cannot read our types
    source = root / "notebooks" / f"{stage.notebook}.ipynb"
    parameters = parameters_of(stage, results)
    check_parameters(source, parameters)
    stop = threading.Event()
    watcher = threading.Thread(target=_follow, args=(stage.name, work / PROGRESS_FILE, stop))
    watcher.start()
    try:
        papermill.execute_notebook(
            str(source), str(output), parameters=parameters, engine_name=ENGINE,
            kernel_name=KERNEL, progress_bar=False, record_timing=False, cwd=str(results),
            request_save_on_cell_execute=False, stage_name=stage.name,
        )  # fmt: skip
    except PapermillExecutionError as error:
        failed = _keep_failed(output, results, stage)
        raise StageFailed(_one_line(error, stage, failed)) from None
    finally:
        stop.set()
        watcher.join()
    _strip(output)


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


class _IpcKernelManager(AsyncKernelManager):
    """Talks to the kernel over sockets of the file system: no port can be taken or listened to."""

    def __init__(self, **options):
        super().__init__(**options)
        if sys.platform != "win32":
            self.transport = "ipc"
            # a short path: the system allows about 100 characters
            self.ip = str(Path(tempfile.mkdtemp(prefix="nt-")) / "k")


class _ProgressEngine(NBClientEngine):
    """Papermill's own engine, over IPC sockets, telling which cell it is at."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, stage_name="", **options):
        code = [i for i, cell in enumerate(nb_man.nb.cells) if cell.cell_type == "code"]
        begin, start = nb_man.cell_start, {"at": time.perf_counter()}

        def cell_start(cell, cell_index=None, **more):
            if cell_index in code and cell_index != code[0]:
                seconds = time.perf_counter() - start["at"]
                number = code.index(cell_index) + 1
                _say(stage_name, f"cell {number}/{len(code)} at {seconds:.1f} s")
            return begin(cell, cell_index, **more)

        nb_man.cell_start = cell_start
        options.pop("input_path", None)
        return super().execute_managed_notebook(
            nb_man,
            kernel_name,
            kernel_manager_class=_IpcKernelManager,
            shutdown_kernel="immediate",
            **options,
        )


def _follow(name: str, path: Path, stop: threading.Event) -> None:
    """Print what the notebook reports while it works."""
    seen = 0
    while True:
        ended = stop.wait(0.3)
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            for line in lines[seen:]:
                _say(name, line)
            seen = len(lines)
        if ended:
            return


def _say(name: str, message: str) -> None:
    print(f"[{name}] {message}", flush=True)


def _keep_failed(output: Path, results: Path, stage: Stage) -> str:
    folder = results / "data" / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    if output.exists():
        shutil.copy(output, folder / output.name)
    return f"data/failed/{stage.name}.ipynb"


def _one_line(error: PapermillExecutionError, stage: Stage, failed: str) -> str:
    """What went wrong: our own errors say it all, others name the failed notebook."""
    if error.ename == StudyError.__name__:
        return str(error.evalue)
    return f"{stage.name}: {error.ename}: {error.evalue}; the failed notebook is {failed}"


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
