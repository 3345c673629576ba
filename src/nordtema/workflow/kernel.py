"""The kernel that executes a notebook: that of this Python, over sockets of the file system."""

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from papermill.engines import NBClientEngine

from ..study import StudyError

KERNEL = "python3"
_LONGEST = 60  # bytes of a folder for sockets, whose whole path may have 107 (Linux) or 103 (macOS)
_started: list[int] = []


class OwnKernelManager(AsyncKernelManager):
    """Starts the Python that runs us, whatever kernel named python3 is installed elsewhere.

    Over IPC no port can be taken or listened to. Everything it leaves behind stands in `folder`.
    """

    folder: Path

    def __init__(self, **options):
        super().__init__(**options)
        self.connection_file = str(self.folder / "kernel.json")
        if sys.platform != "win32":
            self.transport = "ipc"
            self.ip = str(self.folder / "k")

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(**get_kernel_dict())

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
        await super()._async_launch_kernel(kernel_cmd, **options)
        _started.append(getattr(self.provisioner, "pid", 0))


def short_folder() -> str | None:
    """A temporary folder whose name is short enough for sockets; None: the usual one.

    Raises
    ------
    StudyError
        If there is none.
    """
    usual = tempfile.gettempdir()
    if sys.platform == "win32" or len(os.fsencode(usual)) <= _LONGEST:
        return None
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp", "/var/tmp", "/dev/shm"):
        if 0 < len(os.fsencode(folder)) <= _LONGEST and os.access(folder, os.W_OK | os.X_OK):
            return folder
    raise StudyError(
        f"TMPDIR: {usual} is too long for the sockets of a notebook's kernel; "
        f"set TMPDIR to a folder with a name of at most {_LONGEST} letters"
    )


def kill_kernels() -> None:
    """End the kernels of this process without a word to them."""
    for number in _started:
        with suppress(OSError):
            os.kill(number, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


class ReportingEngine(NBClientEngine):
    """Papermill's own engine with our kernel, which says which cell it is at."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man, kernel_name, *, folder: Path, at_cell: Callable[[int], None], **options
    ):
        """Execute; `at_cell` is called with the index of each cell before it runs."""
        begin = nb_man.cell_start

        def cell_start(cell, cell_index=None, **more):
            at_cell(cell_index)
            return begin(cell, cell_index, **more)

        nb_man.cell_start = cell_start
        options.pop("input_path", None)
        manager = type("KernelManager", (OwnKernelManager,), {"folder": folder})
        return super().execute_managed_notebook(
            nb_man,
            kernel_name,
            kernel_manager_class=manager,
            shutdown_kernel="immediate",
            **options,
        )
