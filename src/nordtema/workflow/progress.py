"""What a reader sees of a stage while it works: which notebook, which cell or fit, how long."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

_LOOK = 0.2  # seconds between two looks at how far a notebook is
_WORTH_SAYING = 0.6  # seconds after which a cell is worth a line
_SILENCE = 20  # seconds after which we say that we are still at it


def say(name: str, message: str) -> None:
    """One whole line of progress, also where several stages talk at once."""
    sys.stdout.write(f"{name:<16} {message}\n")
    sys.stdout.flush()


class Follower:
    """Runs a notebook, or a long job, in a thread of its own, and says meanwhile how far it is.

    Signals thus reach our main thread, where an interrupt ends the stage at once. So does the end
    of the run that has started us: a stage that outlives it must not write over the next run's.
    """

    def __init__(self, name: str, messages: Path, notebook: NotebookNode | None = None):
        self.name, self.messages, self.told = name, messages, 0
        self.titles = _titles(notebook) if notebook else []
        self.start = time.perf_counter()
        self.cell, self.since, self.said = 0, self.start, -1
        self.spoke, self.last = self.start, "starting"
        self.error: BaseException | None = None

    def at_cell(self, index: int) -> None:
        """Papermill is about to run a cell (it has put one of its own before the others)."""
        self.cell, self.since = index, time.perf_counter()

    def follow(self, job: Callable[[], object], end: Callable[[], None] = lambda: None) -> None:
        """Do the job and raise what it raises; where we are stopped, `end` ends it."""
        worker = threading.Thread(target=self._work, args=(job,), daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(_LOOK)
                self._tell()
                if runner_is_gone():
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)  # a second one would stop the tidying
            end()
            raise
        if self.error:
            raise self.error

    def _work(self, job: Callable[[], object]) -> None:
        try:
            job()
        except BaseException as error:
            self.error = error

    def _tell(self) -> None:
        now = time.perf_counter()
        if self.titles and self.cell != self.said and now - self.since > _WORTH_SAYING:
            self.said = self.cell
            number = max(self.cell, 1)
            self.tell(f"cell {number} of {len(self.titles)}, {self.titles[number - 1]}")
        if self.messages.exists():
            lines = self.messages.read_text(encoding="utf-8").splitlines()
            for line in lines[self.told :]:
                self.tell(line)
            self.told = len(lines)
        if now - self.spoke > _SILENCE:
            self.tell(f"still at it, {self.last}")

    def tell(self, message: str) -> None:
        """Say what is being done, and how long it has taken so far."""
        self.spoke, self.last = time.perf_counter(), message.removeprefix("still at it, ")
        say(self.name, f"{message}: {self.spoke - self.start:.0f} s")


def _titles(notebook: NotebookNode) -> list[str]:
    """The heading that each cell stands under."""
    found, title = [], ""
    for cell in notebook.cells:
        first = cell.source.split("\n", 1)[0]
        if cell.cell_type == "markdown" and first.startswith("##"):
            title = first.lstrip("# ")
        found.append(title or "setting up")
    return found


def runner_is_gone() -> bool:
    """Whether the run that has started this stage has ended, killed for instance."""
    runner = os.environ.get("NORDTEMA_RUNNER", "")
    return bool(runner) and sys.platform != "win32" and not is_alive(int(runner))


def is_alive(process: int) -> bool:
    """Whether there is a process of that number; not to be asked on Windows."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it lives, and is not ours to signal
        pass
    return True
