"""Walking the graph of a study with make; the graph itself stands in the Makefile.

A stage that fails keeps nobody else from being made: only what needs it is left out.
"""

import itertools
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from .progress import is_alive, say
from .records import RECORD, failures, forget
from .stages import Stage, read_plan, stage_folder

_NOT_OURS = re.compile(
    rb"\S*make(\[\d+\])?: (\*\*\* (\[|Waiting|Deleting)|\[.* \(ignored\))"  # of failed rules
    rb"|\[IPKernelApp\] WARNING"  # that a kernel has lost its parent
)
_SECONDS_TO_END = 5
_LOOK = 0.2  # seconds between two looks whether the make above us still lives
INTERRUPTED = 130


def walk(
    stale: Sequence[Stage],
    root: Path,
    results: Path,
    jobs: int = 0,
    make: str = "",
    before: str = "",
) -> None:
    """Have the stages made that have to be, by the graph of the Makefile.

    What they have made before is forgotten first, so that nothing outdated is read or published.
    What has failed afterwards, and why, is told by `records.failures`. Where there is no make, or
    no Makefile in `root`, the stages are run one after the other.

    Parameters
    ----------
    jobs : how many stages at once; 0: one for each core
    make : the command that started us, which gives us of its jobs
    before : the stage whose needs alone are made; none: all stages

    Raises
    ------
    KeyboardInterrupt
        If we are stopped, or the make that started us has ended.
    """
    if not stale:
        return
    for stage in stale:
        forget(results, stage.name)
    environment = {**_environment(root, results), "NORDTEMA_BY_HAND": before}
    if make:
        _end_with_make()
    walker = make or shutil.which("make") or shutil.which("gmake")
    if walker and (root / "Makefile").is_file():
        command = [*walker.split(), *_jobs(environment, jobs)]
        _run([*command, *goal(root, results, stale, before or "report")], environment, _Teller())
    else:
        for stage in itertools.takewhile(lambda one: one.name != before, stale):
            _run([sys.executable, "-m", "nordtema", "stage", stage.name], environment, _Teller())
    for name, reason in () if before else failures(results).items():
        say(name, f"not made: {reason}")


def show(stale: Sequence[Stage], root: Path, results: Path, make: str) -> None:
    """Let make say what it would run, and run nothing."""
    environment = _environment(root, results)
    _run([*make.split(), *goal(root, results, stale)], environment, _Teller())


def goal(root: Path, results: Path, stale: Sequence[Stage], last: str = "report") -> list[str]:
    """What make is asked: the Makefile's graph, in the folder where stages keep their things."""
    build = stage_folder(results, "")
    build.mkdir(parents=True, exist_ok=True)
    plan = read_plan(results)
    return [
        "--no-print-directory", "--silent", "-C", str(build), "-f", str(root / "Makefile"),
        f"{last}/{RECORD}", f"STALE={' '.join(stage.name for stage in stale)}",
        *(f"{name.upper()}={' '.join(plan[name])}" for name in ("countries", "models")),
    ]  # fmt: skip


def _environment(root: Path, results: Path) -> dict[str, str]:
    """What a stage must know: it ends itself when the run that has started it is gone.

    Of the variables on the command line of the make above, the one below is told nothing: they are
    the user's paths, and make would take them for its own.
    """
    python = shlex.quote(sys.executable).replace("$", "$$")
    ours = {
        "RESULTS": str(results), "NORDTEMA_ROOT": str(root), "NORDTEMA_RUNNER": str(os.getpid()),
        "NORDTEMA": f"{python} -m nordtema", "PYTHONHASHSEED": "0",
        "MAKEFLAGS": re.split(r"(?:^| )-- ", os.environ.get("MAKEFLAGS", ""))[0],
    }  # fmt: skip
    return {**{k: v for k, v in os.environ.items() if k != "MAKEOVERRIDES"}, **ours}


def _jobs(environment: dict[str, str], jobs: int) -> list[str]:
    """The number of jobs, unless the make above was given one."""
    flags = environment["MAKEFLAGS"]
    given = "--jobserver" in flags or re.search(r"(^| )-?j", flags)
    return [] if given else [f"-j{jobs or _cores()}"]


class _Teller:
    """Hands on what stages say on stderr, but nothing of make's own, nor their reasons.

    The reasons are told in the end, all together; make would say of every rule that it has failed.
    """

    def tell(self, lines: Iterable[bytes] | None) -> None:
        """Hand on the lines of one process."""
        for line in lines or ():
            if not (_NOT_OURS.match(line) or line.startswith(b"nordtema: ")):
                sys.stderr.buffer.write(line)
                sys.stderr.flush()


def _run(command: list[str], environment: dict[str, str], teller: _Teller) -> None:
    """Run a process that does not outlive us; it inherits make's job tokens."""
    process = subprocess.Popen(command, env=environment, close_fds=False, stderr=subprocess.PIPE)
    _processes.append(process)
    try:
        teller.tell(process.stderr)
        if process.wait() == INTERRUPTED:
            raise KeyboardInterrupt
    finally:
        _end(process)


def _end_with_make() -> None:
    """Let us be stopped when the make that started us has been killed: it cannot tell us so.

    Between it and us there may be a shell, which outlives it.
    """
    parent, make = os.getppid(), int(os.environ.get("NORDTEMA_MAKE_PID") or os.getppid())

    def watch() -> None:
        while os.getppid() == parent and is_alive(make):
            time.sleep(_LOOK)
        os.kill(os.getpid(), signal.SIGTERM)

    if sys.platform != "win32":
        threading.Thread(target=watch, daemon=True).start()


def _cores() -> int:
    """Cores that we may use (fewer than the machine has, under taskset)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_processes: list[subprocess.Popen] = []


def _end(*processes: subprocess.Popen) -> None:
    """End processes that still run."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            process.kill()
