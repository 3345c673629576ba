"""JupyterLab on a trial: the copies of the notebooks that it opens, and how it is started."""

import os

import papermill

from ..tables import write_json
from .inputs import check_is_notebook
from .kernel import KERNEL
from .notebook import ENVIRONMENT
from .parameters import explain_parameters, parameters_of
from .stages import planned
from .trial import Trial

_QUIET = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false",
                                                          "checkForUpdates": False}}  # fmt: skip


def place_notebooks(trial: Trial) -> None:
    """Copies of the notebooks with the trial's parameters; what was written in a copy stays."""
    study, root = trial.study, trial.root
    shown: dict[str, str | None] = {"country": None, "model": study.about.main_model}
    for stage in planned(trial.folder):
        first = all(shown[key] in (None, value) for key, value in stage.parameters.items())
        copy = trial.folder / f"{stage.notebook}.ipynb"
        if not stage.notebook or not first:
            continue
        shown["country"] = stage.parameters.get("country", shown["country"])
        source = copy if copy.exists() else root / "notebooks" / copy.name
        check_is_notebook(source)
        explain_parameters(stage)
        papermill.execute_notebook(
            str(source), str(copy), parameters=parameters_of(stage, study), prepare_only=True,
            kernel_name=KERNEL, progress_bar=False, cwd=str(trial.folder),
        )  # fmt: skip


def lab_command(trial: Trial) -> list[str]:
    """Options of JupyterLab: it opens on the trial's notebooks, and shows no news."""
    root = trial.root
    inside = trial.folder.is_relative_to(root)
    top = root if inside else trial.folder
    place = trial.folder.relative_to(top).as_posix()
    settings = trial.folder / "data" / "jupyter"
    write_json(settings / "overrides.json", _QUIET)
    return [
        f"--ServerApp.root_dir={top}", f"--LabApp.default_url=/lab/tree/{place}".rstrip("/."),
        f"--LabApp.app_settings_dir={settings}", "--KernelSpecManager.ensure_native_kernel=True",
    ]  # fmt: skip


def lab_environment(trial: Trial) -> dict[str, str]:
    """What the kernels must know; kernels of this Python alone are offered."""
    kept = {name: value for name, value in os.environ.items() if name != "JUPYTER_PATH"}
    ours = {"NORDTEMA_TRIAL": str(trial.folder), "JUPYTER_PREFER_ENV_PATH": "1"}
    return {**kept, **{k: v for k, v in ENVIRONMENT.items() if k != "MPLBACKEND"}, **ours}
