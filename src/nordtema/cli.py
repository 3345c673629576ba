"""`nordtema …`: what the Makefile calls, and what does the same where there is no make."""

import os
import shlex
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from .formats import count
from .study import Study, StudyError, known_parameters, meanings, read_study
from .system import said_of_system

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

CorpusOption = Annotated[str, typer.Option("--corpus", envvar="CORPUS", help="folder or file")]
ResultsOption = Annotated[Path, typer.Option("--results", envvar="RESULTS", help="where to")]
StudyOption = Annotated[Path, typer.Option("--study", envvar="STUDY", help="parameters")]
SetOption = Annotated[str, typer.Option("--set", envvar="SET", help='"topics.k=20 …"')]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", help="processes; 0: one for each core")]
INTERRUPTED = 130
control = typer.Typer(no_args_is_help=True, help="A control text from the corpus itself.")
app.add_typer(control, name="control")


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
    except StudyError as error:
        return f"nordtema: {error}"
    except (OSError, MemoryError) as error:
        return f"nordtema: {said_of_system(error)}"
    except Exception as error:  # of usage: typer brings its own classes, and names none of them
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        return getattr(error, "exit_code", 1)
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
    from .workflow.folder import claim, only_run
    from .workflow.plan import foreseen, plan_run
    from .workflow.publish import is_published, publish
    from .workflow.records import failures
    from .workflow.walk import show, walk

    root = _checkout()
    results = claim(results, root)
    with only_run(results):
        parameters = read_study(study, settings, corpus)
        stale = plan_run(parameters, root, results)
        for line in foreseen(results, parameters) if stale else ():
            print(f"nordtema: note: {line}", file=sys.stderr)
        if stale and make and _is_dry_run():
            show(stale, root, results, make)
            return
        walk(stale, root, results, jobs, make)
        if not stale and is_published(results):
            print("nothing to be done: everything is up to date")
            return
        publish(results)
        failed = failures(results)
    page = results / "report" / "index.html"
    if failed:
        raise StudyError(_told(failed, page))
    print(f"{count(len(stale), 'stage')} run; the report is {page}")


def _told(failed: dict[str, str], page: Path) -> str:
    """The first failure alone, as our own errors say it, and where the rest is told."""
    name, reason = next(iter(failed.items()))
    reason = reason if reason.startswith(f"{name}: ") else f"{name}: {reason}"
    return f"{reason}; what was made is published, and {page} says what is missing"


def _is_dry_run() -> bool:
    """Whether the make above us was only asked what it would do (make -n)."""
    flags = os.environ.get("MAKEFLAGS", "").split(" ")
    return "n" in flags[0] and not flags[0].startswith("-")


@app.command()
def stage(
    name: str,
    results: ResultsOption = Path("results"),
    root: Annotated[Path, typer.Option(envvar="NORDTEMA_ROOT")] = Path(),
    needs: Annotated[str | None, typer.Option(help="stages that must have been made")] = None,
) -> None:
    """Run one stage of a planned study, such as 3_topics.lda."""
    from .workflow.execute import run_stage
    from .workflow.stages import StageFailed

    if name == os.environ.get("NORDTEMA_BY_HAND"):  # somebody has its notebook open
        return
    try:
        run_stage(name, root.resolve(), results.resolve(), None if needs is None else needs.split())
    except StageFailed as error:
        raise StudyError(str(error)) from None


@app.command()
def render(results: ResultsOption = Path("results")) -> None:
    """Render the report again from the executed notebooks that are there."""
    from .workflow.folder import absolute, is_ours, only_run
    from .workflow.publish import publish
    from .workflow.records import finished, renew_outputs
    from .workflow.rendering import render_report
    from .workflow.stages import planned

    results = absolute(results)
    if not is_ours(results) or len(finished(results)) < len(planned(results)):
        raise StudyError(f"{results}: no finished run to render; run `make all`")
    with only_run(results):
        render_report(results)
        renew_outputs(results, "report")
        publish(results)
    print(f"the report is {results / 'report' / 'index.html'}")


@app.command()
def share(
    results: ResultsOption = Path("results"),
    to: Annotated[Path, typer.Option("--to", help="the file")] = Path("shared.zip"),
    yes: Annotated[bool, typer.Option("--yes", help="without asking")] = False,
) -> None:
    """Put all that was published into one file, after saying what to look through first."""
    from .workflow.folder import absolute
    from .workflow.share import review, write_share

    results, target = absolute(results), absolute(to)
    print("\n".join(review(results)))
    with suppress(typer.Abort):  # nobody there to be asked
        yes = yes or typer.confirm(f"write {target}?")
    if not yes:
        print("nothing is written")
        return
    print(f"written: {write_share(results, target)}")


@app.command()
def lab(
    corpus: CorpusOption = "",
    results: ResultsOption = Path("results"),
    study: StudyOption = Path("study.yaml"),
    settings: SetOption = "",
    trial: Annotated[str, typer.Option(envvar="TRIAL", help="name of the trial")] = "",
    options: Annotated[list[str] | None, typer.Argument(help="for JupyterLab, after --")] = None,
) -> None:
    """Open JupyterLab on a trial: copies of the notebooks with the parameters of the study."""
    from .workflow.folder import claim
    from .workflow.jupyter import lab_command, lab_environment, place_notebooks
    from .workflow.trial import FIRST, begin

    root = _checkout()
    begun = begin(root, claim(results, root), study, settings, corpus, trial or FIRST)
    place_notebooks(begun)
    print(begun.said())
    os.chdir(root)
    command = [sys.executable, "-m", "jupyterlab", *lab_command(begun), *(options or [])]
    os.execve(sys.executable, command, lab_environment(begun))


@app.command()
def compare(
    first: Annotated[str, typer.Argument(help="a trial, or a results folder")],
    second: Annotated[str, typer.Argument(help="the other; empty: the study itself")] = "",
    results: ResultsOption = Path("results"),
) -> None:
    """Say which choices, themes and verdicts differ between a trial and the study."""
    from .workflow.compare import compare_results
    from .workflow.trial import find_results

    results = results.expanduser().resolve()
    sides = (find_results(first, results), find_results(second, results) if second else results)
    print("\n".join(compare_results(*(sides if second else sides[::-1]))))


@app.command()
def adopt(
    trial: Annotated[str, typer.Argument(help="name of the trial")],
    results: ResultsOption = Path("results"),
    yes: Annotated[bool, typer.Option("--yes", help="without asking")] = False,
) -> None:
    """Take what a trial has changed over into study.yaml, after showing it."""
    from .workflow.adopt import change_text, write_changes
    from .workflow.trial import find_trial

    chosen = find_trial(trial, results.expanduser().resolve())
    print("\n".join(change_text(chosen)))
    with suppress(typer.Abort):  # nobody there to be asked
        yes = yes or typer.confirm(f"write this to {chosen.study_file}?")
    if not yes:
        print(f"{chosen.study_file} stays as it is")
        return
    write_changes(chosen)
    print(f"{chosen.study_file} is changed; the next `make all` uses it")


@control.command("draft")
def control_draft(
    results: ResultsOption = Path("results"),
    paragraphs: Annotated[
        int, typer.Option(envvar="PARAGRAPHS", min=0, max=10_000, help="0: 60 to 120")
    ] = 0,
    to: Annotated[Path | None, typer.Option("--to", help="folder; else beside the corpus")] = None,
    machine: Annotated[bool, typer.Option(help="drafts of Apertium, where installed")] = True,
) -> None:
    """Draw paragraphs of the corpus for a control text, to be translated: parallel.draft.csv."""
    from .workflow.control_draft import draft_control

    print("\n".join(draft_control(results, paragraphs, to, machine)))


@app.command("import")
def import_folder(
    source: Annotated[Path, typer.Argument(help="folder or file as it was downloaded")],
    to: Annotated[Path, typer.Option("--to", "-o", help="folder that is written")] = Path("corpus"),
    country: Annotated[str, typer.Option(help="of texts whose folder names none")] = "",
) -> None:
    """Write the texts of exports and downloads as one table, with an inventory and a report."""
    from .workflow.importing import REPORT, TABLE, import_texts

    print("\n".join(import_texts(source, to, country)))
    print(f"the texts are {to / TABLE}, the report is {to / REPORT}; then: CORPUS={to / TABLE}")


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

    from .workflow.publish import differences

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
    from rich.markup import escape
    from rich.table import Table

    table = Table("parameter", "default", "meaning")
    for name in known_parameters():
        section, key = name.split(".")
        value, meaning = str(Study().value(name)), meanings(section)[key]
        table.add_row(name, escape(value), escape(meaning))  # brackets are no markup
    Console().print(table)


@app.command()
def lemmas(
    file: Annotated[Path, typer.Argument(help="sentences in CoNLL-U")],
    language: Annotated[str, typer.Option("--language", help="nb, nn, da or sv")],
) -> None:
    """Write a CoNLL-U file again with the lemmas and classes that we find in it."""
    from .languages import LANGUAGES
    from .vocabulary.readings.conllu import read_conllu

    if language not in LANGUAGES:
        raise StudyError(f"--language {language}: is one of {', '.join(LANGUAGES)}")
    try:
        lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise StudyError(f"{file}: is not UTF-8; save it so") from None
    if not any(line.count("\t") == 9 for line in lines):
        raise StudyError(f"{file}: no line has the ten columns of CoNLL-U")
    print("\n".join(read_conllu(lines, language)))


@app.command()
def clean(results: ResultsOption = Path("results")) -> None:
    """Remove intermediate data of a results folder; published results stay."""
    from .workflow.folder import absolute, remove_data

    remove_data(absolute(results))
    print(f"removed what was in {results / 'data'}")


def _checkout() -> Path:
    """The working directory, which must be the checkout or a study folder, with notebooks."""
    here = Path.cwd()
    if (here / "notebooks" / "report.ipynb").is_file():
        return here
    home = Path(__file__).resolve().parents[2]
    remedy = f", or cd {home}" if (home / "notebooks").is_dir() else ""
    raise StudyError(
        f"{here}: no notebooks/ here; go to a study folder (`nordtema new study` makes one){remedy}"
    )


def _tell(what: str, found: list[str]) -> None:
    if not found:
        print(f"{what}: the same bytes")
        return
    print(f"{what}: {count(len(found), 'file differs', 'files differ')}")
    for line in found[:40]:
        print(f"  {line}")


@app.command()
def new(
    folder: Path,
    example: Annotated[bool, typer.Option("--example", help="with texts to try it on")] = False,
) -> None:
    """Make a folder for a study: its parameters, notebooks, and a place for the texts."""
    from .workflow.new_study import new_study

    new_study(folder, example)
    texts = "" if example else f"; put texts into {folder / 'corpus'}, README.md there says how"
    print(f"{folder} is made{texts}; then: cd {shlex.quote(str(folder))} && nordtema all")
