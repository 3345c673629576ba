"""Walking the graph of a study: with make, which holds it, or by ourselves where there is none.

A stage that fails keeps nobody else from being made: only what needs it is left out.
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

from ..tables import write_text
from .progress import is_alive, say
from .records import failures, forget, is_done
from .stages import Stage, done_file, stages

_NOT_OURS = re.compile(
    rb"\S*make(\[\d+\])?: (\*\*\* (\[|Waiting|Deleting)|Target .* not remade)"  # of failed rules
    rb"|\[IPKernelApp\] WARNING"  # that a kernel has lost its parent
)
_SECONDS_TO_END = 5
_LOOK = 0.2  # seconds between two looks whether the make above us still lives
INTERRUPTED = 130


def walk(stale: Sequence[Stage], root: Path, results: Path, jobs: int, make: str = "") -> None:
    """Run the stages that have to, as many at once as there are jobs; the report comes last.

    What they have made before is forgotten first, so that nothing outdated is read or published.

    What has failed afterwards, and why, is told by `records.failures`.

    Parameters
    ----------
    make : the command that started us, which then walks the graph

    Raises
    ------
    KeyboardInterrupt
        If we are stopped, or the make that started us has ended.
    """
    if not stale:
        return
    for stage in stale:
        forget(results, stage)
    environment = _environment(root, results)
    before, report = [s for s in stale if not s.wants], [s for s in stale if s.wants]
    if make:
        _end_with_make()
        _with_make(make, before, jobs, results, environment)
    else:
        _alone(before, jobs, results, environment)
    for stage in report:
        if not set(stage.needs) & set(failures(results)):
            _run(_stage_command(stage), environment, _Teller())
    for name, reason in failures(results).items():
        say(name, f"not made: {reason}")


def _environment(root: Path, results: Path) -> dict[str, str]:
    """What a stage must know: it ends itself when the run that has started it is gone."""
    return {
        **os.environ, "RESULTS": str(results), "NORDTEMA_ROOT": str(root),
        "NORDTEMA_RUNNER": str(os.getpid()), "PYTHONHASHSEED": "0",
    }  # fmt: skip


def _stage_command(stage: Stage) -> list[str]:
    return [sys.executable, "-m", "nordtema", "stage", stage.name]


def _with_make(
    make: str, stale: list[Stage], jobs: int, results: Path, environment: dict[str, str]
) -> None:
    """Make takes the number of jobs from the make above it, if that was given one.

    Of the variables on that one's command line it is told nothing: they are the user's paths, and
    make would take them for its own.
    """
    write_text(results / "data" / "graph.mk", rules(stale))
    python = shlex.quote(sys.executable).replace("$", "$$")
    environment["NORDTEMA"] = f"{python} -m nordtema"
    flags = re.split(r"(?:^| )-- ", environment.get("MAKEFLAGS", ""))[0]
    environment["MAKEFLAGS"] = flags
    environment.pop("MAKEOVERRIDES", None)
    command = [*make.split(), "--no-print-directory", "--keep-going", "-C", str(results)]
    if "--jobserver" not in flags and not re.search(r"(^| )-?j", flags):
        command.append(f"-j{jobs or _cores()}")
    _run([*command, "-f", "data/graph.mk", "stages"], environment, _Teller())


def rules(stale: Sequence[Stage]) -> str:
    """The stages that have to run as rules for make; paths are relative to the results folder.

    None of the targets is there: what is stale was forgotten, so that no clock decides.
    """
    done = {stage.name: done_file(Path(), stage).as_posix() for stage in stale}
    lines = ["# written by nordtema: what has to run in this study", "SHELL = /bin/sh", ""]
    lines += [".PHONY: stages", f"stages: {' '.join(done.values())}"]
    for stage in stale:
        needs = " ".join(done[name] for name in stage.before if name in done)
        lines += ["", f"{done[stage.name]}: {needs}".rstrip(),
                  f"\t@$(NORDTEMA) stage {stage.name}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _alone(stale: list[Stage], jobs: int, results: Path, environment: dict[str, str]) -> None:
    """Run stale stages whose needs are met, as many at once as there are jobs."""
    waiting, running, teller = list(stale), {}, _Teller()
    jobs = jobs or _cores()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            while waiting or running:
                ended = {s.name for s in stages()} - {s.name for s in [*waiting, *running.values()]}
                ready = [s for s in waiting if set(s.before) <= ended]
                for one in ready[: jobs - len(running)]:
                    waiting.remove(one)
                    if all(is_done(results, s) for s in stages() if s.name in one.needs):
                        command = _stage_command(one)
                        running[pool.submit(_run, command, environment, teller)] = one
                for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                    running.pop(future)
                    future.result()
        except BaseException:
            _end(*_processes)
            raise


class _Teller:
    """Hands on what stages say on stderr, but nothing of make's own, nor their reasons.

    The reasons are told in the end, all together; make would say of every rule that it has failed.
    """

    def tell(self, lines: Iterable[bytes]) -> None:
        """Hand on the lines of one process."""
        for line in lines:
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
