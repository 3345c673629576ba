"""The product as a black box: `make` in a folder of its own, and what must then be there."""

import csv
import subprocess
from dataclasses import dataclass
from pathlib import Path

from conftest import CHECKOUT, environment

#: as few resamples as the parameters allow: these walks ask whether and what, not how sure
SMALL = (
    "comparison.bootstrap=200 comparison.permutations=199 comparison.refits=2 topics.refits=2 "
    "robustness.calibration_studies=2 robustness.k_factors=[1.0] robustness.words=[all] "
    "robustness.resamples=[0]"
)
SHARED = CHECKOUT.parent / "shared"
IN_PROJECT = (
    "Makefile", "pyproject.toml", "requirements.lock", "study.yaml", "notebooks", "corpus", "src",
    ".venv",
)  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A folder that looks like the checkout, so that relative paths stay out of the checkout."""

    root: Path

    def make(self, target: str = "all", more: dict[str, str] | None = None, **variables):
        """Run make with variables on its command line; the finished process."""
        process = self.start(target, more, **variables)
        out, err = process.communicate(timeout=900)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def start(self, target: str = "all", more: dict[str, str] | None = None, **variables):
        """Start make with variables on its command line."""
        command = ["make", "-s", target, *(f"{k}={v}" for k, v in variables.items())]
        return subprocess.Popen(
            command, cwd=self.root, env=environment(**(more or {})), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        )  # fmt: skip


@dataclass(frozen=True)
class Walk:
    """A study that was walked through make: how it ended, where its results are, what was asked."""

    done: subprocess.CompletedProcess
    results: Path
    variables: dict[str, str]


def project_in(folder: Path) -> Project:
    """A project made of links to the checkout."""
    folder.mkdir(parents=True)
    for name in IN_PROJECT:
        if (CHECKOUT / name).exists():
            (folder / name).symlink_to(CHECKOUT / name)
    return Project(folder)


def table(results: Path, name: str) -> list[dict[str, str]]:
    """The rows of a published table, as text."""
    path = results / "tables" / f"{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def first_page(results: Path) -> str:
    """The first page of the report."""
    return (results / "report" / "index.html").read_text(encoding="utf-8")


def published_text(results: Path) -> str:
    """All that is published, as one text."""
    files = (
        p for name in ("tables", "report", "notebooks") for p in sorted((results / name).rglob("*"))
        if p.is_file()
    )  # fmt: skip
    return "\n".join(p.read_text(encoding="utf-8", errors="replace") for p in files)
