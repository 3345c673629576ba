"""`nordtema …`: what the Makefile calls, and what does the same where there is no make."""

import os
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from .study import Study, StudyError, read_study

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

CorpusOption = Annotated[str, typer.Option("--corpus", envvar="CORPUS", help="folder or file")]
ResultsOption = Annotated[Path, typer.Option("--results", envvar="RESULTS", help="where to")]
StudyOption = Annotated[Path, typer.Option("--study", envvar="STUDY", help="parameters")]
SetOption = Annotated[str, typer.Option("--set", envvar="SET", help='"topics.k=20 …"')]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", help="processes; 0: one for each core")]
INTERRUPTED = 130


def main() -> None:
    """Entry point: our own errors are one line on stderr and an exit status of 1."""
    with suppress(ValueError):  # only the main thread may; a termination ends us as tidily
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int | str:
    """Run a command; returns the exit status, or the line that says what went wrong."""
    try:
        status = app(arguments, standalone_mode=False) or 0
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except Exception as error:
        if isinstance(error, StudyError) or type(error).__name__ == "StageFailed":
            return f"nordtema: {error}"
        if type(error).__name__ == "StageError":
            return 1
        if not hasattr(error, "exit_code"):
            raise
        error.show()
        return error.exit_code
    return _stopped(arguments) if status == INTERRUPTED else status


def _stopped(arguments: list[str]) -> int:
    """A stage leaves the word to the run that has started it, and ends without waiting."""
    if arguments[:1] == ["stage"]:
        os._exit(INTERRUPTED)
    print("nordtema: stopped; the next run goes on from here", file=sys.stderr)
    return INTERRUPTED


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
    from .report.provenance import is_published, publish
    from .report.stages import write_plan
    from .report.walk import only_run, walk

    root = _checkout()
    results = _writable(results)
    with only_run(results):
        write_plan(read_study(study, settings, corpus), root, results)
        ran = walk(root, results, jobs, make)
        if not ran and is_published(results):
            print("nothing to be done: everything is up to date")
            return
        publish(results)
    print(f"{len(ran)} stages run; the report is {results / 'report' / 'index.html'}")


@app.command()
def stage(
    name: str,
    results: ResultsOption = Path("results"),
    root: Annotated[Path, typer.Option(envvar="NORDTEMA_ROOT")] = Path(),
) -> None:
    """Run one stage of a planned study, such as 3_topics.lda."""
    from .report.stages import stages

    known = [s.name for s in stages()]
    if name not in known:
        raise StudyError(f"stage {name!r}: unknown; known are {', '.join(known)}")
    from .report.execute import run_stage

    run_stage(name, root.resolve(), results.resolve())


@app.command()
def render(results: ResultsOption = Path("results")) -> None:
    """Render the report again from the executed notebooks that are there."""
    from .report.provenance import publish
    from .report.render import render_report
    from .report.walk import only_run

    results = _writable(results)
    with only_run(results):
        render_report(results)
        publish(results)
    print(f"the report is {results / 'report' / 'index.html'}")


@app.command()
def lab(
    corpus: CorpusOption = "",
    results: ResultsOption = Path("results"),
    study: StudyOption = Path("study.yaml"),
    settings: SetOption = "",
    options: Annotated[list[str] | None, typer.Argument(help="for JupyterLab, after --")] = None,
) -> None:
    """Open JupyterLab on the notebooks of the planned study, with the kernel of this Python."""
    from .report.stages import write_plan

    root, results = _checkout(), _writable(results)
    write_plan(read_study(study, settings, corpus), root, results)
    environment = {k: v for k, v in os.environ.items() if k != "JUPYTER_PATH"}
    environment |= {"NORDTEMA_RESULTS": str(results), "JUPYTER_PREFER_ENV_PATH": "1"}
    command = [sys.executable, "-m", "jupyterlab", "--LabApp.default_url=/lab/tree/notebooks"]
    command += ["--KernelSpecManager.ensure_native_kernel=True", *(options or [])]
    os.chdir(root)
    os.execve(sys.executable, command, environment)


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

    results = results.expanduser().resolve()
    with tempfile.TemporaryDirectory(prefix="nordtema-") as folder:
        first, second = Path(folder) / "first", Path(folder) / "second"
        run_all(corpus, first, study, settings, jobs)
        run_all(corpus, second, study, settings, 1)
        found = differences(first, second)
        _tell("two runs", found)
        if (results / "run.json").exists():
            _tell(f"a new run and {results}", differences(first, results))
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


@app.command()
def clean(results: ResultsOption = Path("results")) -> None:
    """Remove intermediate data of a results folder; published results stay."""
    shutil.rmtree(results / "data", ignore_errors=True)
    print(f"removed {results / 'data'}")


def _checkout() -> Path:
    """The working directory, which must be the checkout: notebooks and corpus stand there."""
    here = Path.cwd()
    if not (here / "notebooks" / "report.ipynb").is_file():
        home = Path(__file__).resolve().parents[2]
        raise StudyError(f"{here}: no notebooks/ here; run it in the checkout: cd {home}")
    return here


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


def _tell(what: str, found: list[str]) -> None:
    if not found:
        print(f"{what}: the same bytes")
        return
    print(f"{what}: {len(found)} files differ")
    for line in found[:40]:
        print(f"  {line}")
