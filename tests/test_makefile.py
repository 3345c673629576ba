"""The Makefile: targets, help, the versions of Python and of make that it works with."""

import re
import shutil
import subprocess

import pytest

from conftest import CHECKOUT, environment

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
MAKEFILE, DEVELOPING = (
    (CHECKOUT / name).read_text(encoding="utf-8") for name in ("Makefile", "dev.mk")
)
TARGETS = (
    "all", "quick", "figures", "test", "lab", "report", "robustness", "verify", "control", "share",
    "bench", "lint", "types", "docs", "lock", "setup", "clean", "help",
)  # fmt: skip


def make(*arguments, cwd=CHECKOUT, **more) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["make", *arguments], cwd=cwd, env=environment(**more), capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def test_help_names_every_target():
    lines = make("help").stdout.splitlines()
    assert {line.split()[0] for line in lines[1:]} == set(TARGETS)
    assert all(len(line.split("\t")[1]) > 8 for line in lines[1:])


def test_make_alone_prints_the_help():
    assert make().stdout == make("help").stdout


def test_without_the_file_for_developers_the_rest_is_there(tmp_path):
    shutil.copy(CHECKOUT / "Makefile", tmp_path)
    found = {line.split()[0] for line in make("help", cwd=tmp_path).stdout.splitlines()[1:]}
    assert found == set(TARGETS) - {"test", "lint", "types", "docs", "lock", "bench"}


def test_nothing_that_make_3_81_lacks():
    rules = MAKEFILE + DEVELOPING
    assert "&:" not in rules  # grouped targets
    assert not re.search(r"\$\((file|guile|let|intcmp) ", rules)
    assert ".ONESHELL" not in rules and "!=" not in rules


@pytest.mark.parametrize("python", ["/bin/false", "no-such-python"])
def test_another_python_is_refused_with_the_remedy(tmp_path, python):
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, tmp_path)
    found = make("setup", f"SYSTEM_PYTHON={python}", cwd=tmp_path)
    assert found.returncode != 0
    assert "needs Python 3.11, 3.12 or 3.13" in found.stderr
    assert "SYSTEM_PYTHON=" in found.stderr
    assert not (tmp_path / ".venv").exists()


def test_continuous_integration_calls_the_readers_test_command():
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make test$", script, re.MULTILINE)
    assert (CHECKOUT / ".ci" / "run").stat().st_mode & 0o111


def test_binder_is_set_up_by_make_in_the_one_environment_that_is_there():
    script = CHECKOUT / "postBuild"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "make setup"
    done = make("--dry-run", "--always-make", "setup", NB_PYTHON_PREFIX="/srv/notebook")
    assert "-m pip install" in done.stdout and "venv" not in done.stdout


def test_quick_writes_where_git_does_not_look():
    assert "RESULTS=results/data/quick" in MAKEFILE
    ignored = (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "results/data/" in ignored
