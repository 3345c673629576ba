"""`nordtema …`: what the Makefile calls, and what does the same where there is no make."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Annotated

import typer
from filelock import FileLock, Timeout

from .study import Study, StudyError, read_study

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

CorpusOption = Annotated[str, typer.Option("--corpus", envvar="CORPUS", help="folder or file")]
ResultsOption = Annotated[Path, typer.Option("--results", envvar="RESULTS", help="where to")]
StudyOption = Annotated[Path, typer.Option("--study", envvar="STUDY", help="parameters")]
SetOption = Annotated[str, typer.Option("--set", envvar="SET", help='"topics.k=20 …"')]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", help="processes; 0: one for each core")]


def main() -> None:
    """Entry point: our own errors are one line on stderr and an exit status of 1."""
    from .report.execute import StageFailed

    try:
        app(standalone_mode=False)
    except (StudyError, StageFailed) as error:
        sys.exit(f"nordtema: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit("nordtema: stopped; the next run goes on from here")
    except typer.Exit as error:
        sys.exit(error.exit_code)
    except Exception as error:
        if not hasattr(error, "exit_code"):
            raise
        error.show()
        sys.exit(error.exit_code)


@app.command("all")
def run_all(
    corpus: CorpusOption = "",
    results: ResultsOption = Path("results"),
    study: StudyOption = Path("study.yaml"),
    settings: SetOption = "",
    jobs: JobsOption = 0,
    make: Annotated[str, typer.Option(help="walk the graph with this make")] = "",
) -> None:
    """Run everything that is not up to date, from texts to report."""
    root = Path.cwd()
    results = _writable(results)
    with _only_run(results):
        from .report.stages import write_plan

        write_plan(_study(study, corpus, settings), root, results)
        ran = _walk(root, results, jobs, make)
        _finish(results, ran)


@app.command()
def stage(
    name: str,
    results: ResultsOption = Path("results"),
    root: Annotated[Path, typer.Option(envvar="NORDTEMA_ROOT")] = Path("."),
) -> None:
    """Run one stage of a planned study, such as 3_topics.lda."""
    from .report.execute import run_stage
    from .report.stages import stages

    known = [s.name for s in stages()]
    if name not in known:
        raise StudyError(f"stage {name!r}: unknown; known are {', '.join(known)}")
    run_stage(name, root.resolve(), results.resolve())


@app.command()
def render(results: ResultsOption = Path("results")) -> None:
    """Render the report again from the executed notebooks that are there."""
    from .report.provenance import publish
    from .report.render import render_report

    results = _writable(results)
    with _only_run(results):
        render_report(results)
        publish(results)
    print(f"the report is {results / 'report' / 'index.html'}")


@app.command()
def verify(
    corpus: CorpusOption = "",
    results: ResultsOption = Path("results"),
    study: StudyOption = Path("study.yaml"),
    settings: SetOption = "",
    jobs: JobsOption = 0,
) -> None:
    """Run twice into folders of their own, compare the bytes, and compare with the results."""
    import tempfile

    from .report.provenance import differences

    with tempfile.TemporaryDirectory(prefix="nordtema-") as folder:
        first, second = Path(folder) / "first", Path(folder) / "second"
        run_all(corpus, first, study, settings, jobs)
        run_all(corpus, second, study, settings, 1)
        found = differences(first, second)
        _tell("two runs", found)
        if results.exists() and (results / "run.json").exists():
            _tell(f"a new run and {results.name}/", differences(first, results))
    if found:
        raise typer.Exit(1)


@app.command()
def parameters() -> None:
    """List all parameters with their default and meaning."""
    from rich.console import Console
    from rich.table import Table

    table = Table("parameter", "default", "meaning")
    for section, group in Study.model_fields.items():
        for key, field in group.annotation.model_fields.items():
            table.add_row(f"{section}.{key}", str(field.default), field.description or "")
    Console().print(table)


# ---------------------------------------------------------------- the walk


def _study(path: Path, corpus: str, settings: str) -> Study:
    found = read_study(path, settings)
    if not corpus:
        return found
    given = str(Path(corpus).expanduser().resolve())
    about = found.about
    if Path(given) != (Path.cwd() / found.corpus.path).resolve():
        defaults = type(about)()
        about = about.model_copy(update={"title": defaults.title, "question": defaults.question,
                                         "constructed": False})  # fmt: skip
    return found.model_copy(
        update={"corpus": found.corpus.model_copy(update={"path": given}), "about": about}
    )


def _writable(results: Path) -> Path:
    results = results.expanduser().resolve()
    probe = results / "data" / ".probe"
    try:
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise StudyError(
            f"{results}: the results folder cannot be written ({reason.lower()}); "
            "name another with RESULTS="
        ) from None
    return results


class _only_run:
    """Holds the lock of a results folder; the system lets go of it if we are killed."""

    def __init__(self, results: Path):
        self.results = results
        self.lock = FileLock(results / "data" / "run.lock")

    def __enter__(self):
        try:
            self.lock.acquire(timeout=0)
        except Timeout:
            raise StudyError(
                f"{self.results}: another run is working in this folder; wait for it, "
                "or name another folder with RESULTS="
            ) from None

    def __exit__(self, *error):
        self.lock.release()


def _walk(root: Path, results: Path, jobs: int, make: str) -> list[str]:
    """Run what is stale, through make or by ourselves; returns the names of the stages run."""
    from .report.stages import is_stale, stages

    before = {s.name: _done_time(results, s) for s in stages()}
    if not any(is_stale(results, s) for s in stages()):
        return []
    if make:
        _walk_with_make(root, results, jobs, make)
    else:
        _walk_alone(root, results, jobs)
    return [s.name for s in stages() if _done_time(results, s) != before[s.name]]


def _done_time(results: Path, stage) -> int:
    from .report.stages import done_file

    done = done_file(results, stage)
    return done.stat().st_mtime_ns if done.exists() else 0


def _command() -> list[str]:
    return [sys.executable, "-m", "nordtema"]


def _environment(root: Path, results: Path) -> dict[str, str]:
    found = {**os.environ, "RESULTS": str(results), "NORDTEMA_ROOT": str(root)}
    return {**found, "PYTHONHASHSEED": "0"}


def _walk_with_make(root: Path, results: Path, jobs: int, make: str) -> None:
    """Make takes the number of jobs from the make above it, if that was given one."""
    environment = _environment(root, results)
    environment["NORDTEMA"] = " ".join(f"'{word}'" for word in _command())
    command = [*make.split(), "--no-print-directory", "-C", str(results), "-f", "data/graph.mk"]
    flags = environment.get("MAKEFLAGS", "")
    if "jobserver" not in flags and "-j" not in flags:
        command.append(f"-j{jobs or os.cpu_count() or 1}")
    environment.pop("MAKEOVERRIDES", None)
    done = subprocess.run([*command, "stages"], env=environment, close_fds=False, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command)


def _walk_alone(root: Path, results: Path, jobs: int) -> None:
    """Run stale stages whose needs are met, as many at once as there are jobs."""
    from .report.stages import is_stale, stages

    waiting, running = list(stages()), {}
    with ThreadPoolExecutor(jobs or os.cpu_count() or 1) as pool:
        while waiting or running:
            unfinished = {s.name for s in waiting} | {s.name for s in running.values()}
            ready = [s for s in waiting if not unfinished & set(s.needs)]
            for one in ready:
                waiting.remove(one)
                if is_stale(results, one):
                    running[pool.submit(_run_process, one.name, root, results)] = one
            if not running:
                continue
            done, _ = wait(running, return_when="FIRST_COMPLETED")
            for future in done:
                running.pop(future)
                if future.exception():
                    pool.shutdown(cancel_futures=True)
                future.result()


def _run_process(name: str, root: Path, results: Path) -> None:
    subprocess.run([*_command(), "stage", name], env=_environment(root, results), check=True)


def _finish(results: Path, ran: list[str]) -> None:
    from .report.provenance import publish

    changed = publish(results) if ran or not (results / "run.json").exists() else _restore(results)
    if not ran and not changed:
        print("nothing to be done: everything is up to date")
        return
    print(f"{len(ran)} stages run; the report is {results / 'report' / 'index.html'}")


def _restore(results: Path) -> list[str]:
    """Publish again what somebody has taken away."""
    from .report.provenance import publish
    from .tables import read_json

    listed = read_json(results / "run.json", {}).get("outputs", {})
    missing = [name for name in listed if not (results / name).exists()]
    return publish(results) if missing else []


def _tell(what: str, found: list[str]) -> None:
    if not found:
        print(f"{what}: the same bytes")
        return
    print(f"{what}: {len(found)} files differ")
    for line in found[:40]:
        print(f"  {line}")


@app.command()
def clean(results: ResultsOption = Path("results")) -> None:
    """Remove intermediate data of a results folder; published results stay."""
    shutil.rmtree(results / "data", ignore_errors=True)
    print(f"removed {results / 'data'}")
