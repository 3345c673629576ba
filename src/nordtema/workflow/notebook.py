"""Executing a notebook with the study's parameters through papermill."""

import os
import shutil
import tempfile
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from ..study import Study
from ..system import memory_line
from .kernel import KERNEL, ReportingEngine, kill_kernels, short_folder
from .parameters import explain_parameters, parameters_of
from .progress import Follower
from .stages import Stage, StageFailed, read_plan
from .workspace import PROGRESS_FILE, REFUSED_FILE

ENGINE = "nordtema"
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
_VOLATILE = ("papermill", "execution")


def execute_notebook(stage: Stage, root: Path, results: Path, work: Path) -> None:
    """Execute the notebook of a stage into its working folder.

    Raises
    ------
    StageFailed
        In one line, what went wrong; the failed copy stands in data/failed.
    """
    source = root / "notebooks" / f"{stage.notebook}.ipynb"
    output = work / "notebooks" / f"{stage.name}.ipynb"
    output.parent.mkdir(parents=True)
    study = Study.model_validate(read_plan(results)["parameters"])
    explain_parameters(stage)
    papermill_engines.register(ENGINE, ReportingEngine)
    with tempfile.TemporaryDirectory(
        prefix="nt-", dir=short_folder(), ignore_cleanup_errors=True
    ) as folder:
        os.environ |= ENVIRONMENT | {
            "NORDTEMA_RESULTS": str(results), "NORDTEMA_STAGE": stage.name,
            "NORDTEMA_OWN": str(work), "IPYTHONDIR": folder,
        }  # fmt: skip
        follower = Follower(stage.name, work / PROGRESS_FILE, nbformat.read(source, as_version=4))
        try:
            follower.follow(
                lambda: papermill.execute_notebook(
                    str(source), str(output), parameters=parameters_of(stage, study),
                    engine_name=ENGINE, kernel_name=KERNEL, progress_bar=False, record_timing=False,
                    request_save_on_cell_execute=False, cwd=str(results),
                    folder=Path(folder), at_cell=follower.at_cell,
                ),
                kill_kernels,
            )  # fmt: skip
        except PapermillExecutionError as error:
            _keep_failed(output, results)
            raise StageFailed(_one_line(error, stage, work)) from None
        except DeadKernelError:
            raise StageFailed(
                f"{stage.name}: its kernel was killed, as the system does for want of memory: "
                f"{memory_line()}"
            ) from None
    _strip(output)


# ---------------------------------------------------------------- afterwards


def _keep_failed(output: Path, results: Path) -> None:
    folder = results / "data" / "failed"
    folder.mkdir(parents=True, exist_ok=True)
    if output.exists():
        shutil.copy(output, folder / output.name)


def _one_line(error: PapermillExecutionError, stage: Stage, work: Path) -> str:
    """What went wrong: what the notebook refused says it all, others name the failed notebook."""
    refused = work / REFUSED_FILE
    if refused.exists():
        return refused.read_text(encoding="utf-8")
    told = " ".join(str(error.evalue).split())
    return (
        f"{stage.name}: {error.ename}: {told}; the failed notebook is "
        f"data/failed/{stage.name}.ipynb in the results folder"
    )


def _strip(path: Path) -> None:
    """Take times, random names and what libraries say on stderr out of an executed notebook.

    Their warnings name paths of the machine; our own are said in the text.
    """
    notebook = nbformat.read(path, as_version=4)
    for name in _VOLATILE:
        notebook.metadata.pop(name, None)
    for number, cell in enumerate(notebook.cells):
        for name in _VOLATILE:
            cell.metadata.pop(name, None)
        cell.id = f"cell-{number}"
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
    nbformat.write(notebook, path)
