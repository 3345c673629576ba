"""Walking the graph of a study: with make, which holds it, or by ourselves where there is none."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..study import StudyError
from .stages import Stage, done_file, is_stale, stages

_NOT_OURS = re.compile(
    rb"\S*make(\[\d+\])?: \*\*\* (\[|Waiting|Deleting)"  # that a rule has failed
    rb"|\[IPKernelApp\] WARNING"  # that a kernel has lost its parent
)
_SECONDS_TO_END = 5


class StageError(Exception):
    """A stage has failed and has said why itself."""


def walk(root: Path, results: Path, jobs: int, make: str = "") -> list[str]:
    """Run what is stale, as many stages at once as there are jobs; returns the names of those run.

    Raises
    ------
    StageError
        A stage has failed; it has told the reader why.
    """
    before = {stage.name: _done_time(results, stage) for stage in stages()}
    if any(is_stale(results, stage) for stage in stages()):
        environment = _environment(root, results)
        if make:
            _with_make(make, jobs, results, environment)
        else:
            _alone(jobs, results, environment)
    return [s.name for s in stages() if _done_time(results, s) != before[s.name]]


@contextmanager
def only_run(results: Path) -> Iterator[None]:
    """Hold the lock of a results folder; the system lets go of it if we are killed."""
    lock = FileLock(results / "data" / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StudyError(
            f"{results}: another run is working in this folder; wait for it, "
            "or name another folder with RESULTS="
        ) from None
    try:
        yield
    finally:
        lock.release()


def _done_time(results: Path, stage: Stage) -> int:
    done = done_file(results, stage)
    return done.stat().st_mtime_ns if done.exists() else 0


def _environment(root: Path, results: Path) -> dict[str, str]:
    """What a stage must know: it ends itself when the run that has started it is gone."""
    return {
        **os.environ, "RESULTS": str(results), "NORDTEMA_ROOT": str(root),
        "NORDTEMA_RUNNER": str(os.getpid()), "PYTHONHASHSEED": "0",
    }  # fmt: skip


def _with_make(make: str, jobs: int, results: Path, environment: dict[str, str]) -> None:
    """Make takes the number of jobs from the make above it, if that was given one."""
    environment["NORDTEMA"] = f"'{sys.executable}' -m nordtema"
    environment.pop("MAKEOVERRIDES", None)
    command = [*make.split(), "--no-print-directory", "-C", str(results), "-f", "data/graph.mk"]
    flags = environment.get("MAKEFLAGS", "").split(" -- ")[0]  # what follows are variables
    if "--jobserver" not in flags and not re.search(r"(^| )-?j", flags):
        command.append(f"-j{jobs or _cores()}")
    _run([*command, "stages"], environment, _Teller())


def _alone(jobs: int, results: Path, environment: dict[str, str]) -> None:
    """Run stale stages whose needs are met, as many at once as there are jobs."""
    waiting, running, teller = list(stages()), {}, _Teller()
    jobs = jobs or _cores()
    command = [sys.executable, "-m", "nordtema", "stage"]
    with ThreadPoolExecutor(jobs) as pool:
        try:
            while waiting or running:
                unfinished = {s.name for s in [*waiting, *running.values()]}
                ready = [s for s in waiting if not unfinished & set(s.needs)]
                for one in ready[: jobs - len(running)]:
                    waiting.remove(one)
                    if is_stale(results, one):
                        future = pool.submit(_run, [*command, one.name], environment, teller)
                        running[future] = one
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    running.pop(future)
                    future.result()
        except BaseException:
            _end(*_processes)
            raise


class _Teller:
    """Hands on what stages say on stderr: the first error alone, and nothing of make's own.

    Make says of every failed rule that it has failed, which would hide the reason.
    """

    def __init__(self):
        self.failed = False

    def tell(self, lines: Iterable[bytes]) -> None:
        """Hand on the lines of one process."""
        for line in lines:
            error = line.startswith(b"nordtema: ")
            if not (_NOT_OURS.match(line) or (error and self.failed)):
                sys.stderr.buffer.write(line)
                sys.stderr.flush()
            self.failed |= error


def _run(command: list[str], environment: dict[str, str], teller: _Teller) -> None:
    """Run a process that does not outlive us; it inherits make's job tokens."""
    process = subprocess.Popen(command, env=environment, close_fds=False, stderr=subprocess.PIPE)
    _processes.append(process)
    try:
        teller.tell(process.stderr)
        if process.wait() and teller.failed:
            raise StageError
        if process.returncode:
            raise StudyError("a stage was killed; run again, and it goes on from here")
    finally:
        _end(process)


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
