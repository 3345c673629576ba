"""What many tests need: the checkout, the command line, and one run of the tiny corpus."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

import nordtema.report  # before any module imports nbformat, which it makes quick
from nordtema.languages import completed_countries, declare_countries

pytest_plugins = ["acceptance_fixtures"]
CHECKOUT = Path(__file__).resolve().parents[1]
TINY = CHECKOUT / "tests" / "data" / "tiny"
TINY_STUDY = CHECKOUT / "tests" / "data" / "tiny.yaml"
#: files that begin, by turn
LONGEST = ("test_walks", "test_going_on", "test_pipeline", "test_scheduling", "test_figure_all",
           "test_random_corpora", "test_fitting", "test_cognates")  # fmt: skip


@pytest.fixture(autouse=True)
def _three_countries():
    """What a test has declared is forgotten after it."""
    yield
    declare_countries({})


@pytest.fixture
def finland() -> None:
    """A study that has declared Finland, with Swedish texts."""
    declare_finland()


def declare_finland() -> None:
    """Let this process know Finland, with Swedish texts."""
    facts = {"languages": ["sv"], "name": "", "adjective": "Finnish", "colour": "", "marker": ""}
    declare_countries(completed_countries({"FI": facts}))


def environment(**more: str) -> dict[str, str]:
    """Our environment without what a Makefile above us may have exported."""
    ours = {"CORPUS", "RESULTS", "STUDY", "SET", "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    kept = {k: v for k, v in os.environ.items() if k not in ours and "NORDTEMA" not in k}
    return {**kept, **more}


def start(*arguments: str | Path, **options) -> subprocess.Popen:
    """Start `nordtema …` in the checkout, in a process group of its own.

    It listens to interrupts even where we do not (under nohup, or in the background of a script).
    """
    settings = {
        "cwd": CHECKOUT, "env": environment(), "text": True, "start_new_session": True,
        "preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    }  # fmt: skip
    command = [sys.executable, "-m", "nordtema", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **{**settings, **options}
    )


def nordtema(*arguments: str | Path, **options) -> subprocess.CompletedProcess:
    """Run `nordtema …` to its end."""
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=300)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for a whole study is slow; files that take long begin."""
    for item in items:
        if {"tiny_run", "tiny_copy"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return (*LONGEST, item.path.stem).index(item.path.stem)


@dataclass(frozen=True)
class TinyRun:
    """The finished study of the tiny corpus: its own copy of the texts, its results, its words."""

    corpus: Path
    results: Path
    said: str

    def arguments(self, results: Path | None = None) -> list[str]:
        """Options that name this study."""
        return ["--study", str(TINY_STUDY), "--corpus", str(self.corpus), "--results",
                str(results or self.results), "--set", TINY_TITLE]  # fmt: skip


#: texts that take no part, each with the reason that documents.csv must give
KEPT_OUT = {
    "no-stop": ("NO", "Det er ikke at jeg har vært der, og du kan jo også være her med ham.",
                "stop words only"),
    "dk-empty": ("DK", "", "empty"),
    "se-english": ("SE", "The boat lies at the quay while the gulls cry over the harbour.",
                   "in another language (en)"),
    "se-copy": ("SE", (TINY / "sweden" / "storm.txt").read_text(encoding="utf-8"),
                "copy of se-2"),
}  # fmt: skip


def _add_what_is_kept_out(corpus: Path) -> None:
    lines = (corpus / "manifest.csv").read_text(encoding="utf-8")
    for name, (country, text, _) in KEPT_OUT.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
        lines += f"{name},{name}.txt,{country},,,,\n"
    (corpus / "manifest.csv").write_text(lines, encoding="utf-8")


TINY_TITLE = 'about.title="A tiny walk" about.constructed=true'


@pytest.fixture(scope="session")
def tiny_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> TinyRun:
    """The tiny corpus, run from texts to report: once, by whichever process of tests is first."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "tiny run"
    run, said = TinyRun(folder / "corpus", folder / "results", ""), folder / "said.txt"
    with FileLock(folder.with_suffix(".lock")):
        if not said.exists():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(TINY, run.corpus)
            _add_what_is_kept_out(run.corpus)
            done = nordtema("all", "-j", "2", *run.arguments())
            assert done.returncode == 0, done.stderr
            said.write_text(done.stdout)
    return TinyRun(run.corpus, run.results, said.read_text())


@pytest.fixture
def tiny_copy(tiny_run: TinyRun, tmp_path: Path) -> TinyRun:
    """A copy of the finished results, for tests that change them; the texts are shared."""
    shutil.copytree(tiny_run.results, tmp_path / "results", copy_function=shutil.copy2)
    return TinyRun(tiny_run.corpus, tmp_path / "results", tiny_run.said)


@pytest.fixture
def make_corpus(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """A function that writes a corpus folder from {path: text or bytes}."""

    def write(files: dict[str, str | bytes], name: str = "corpus") -> Path:
        for path, content in files.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            target.write_bytes(data)
        return tmp_path / name

    return write
