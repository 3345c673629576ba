"""JupyterLab in a real browser: K changed in notebook 3 is what notebook 4 tells of."""

import hashlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from conftest import TINY, TINY_STUDY, environment, nordtema

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get("BROWSER"), reason="BROWSER=1 walks through JupyterLab"),
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
    pytest.mark.skipif(shutil.which("make") is None, reason="there is no make"),
]
_SECONDS = 240  # that a notebook may take on a busy machine


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    """A study folder of the tiny corpus, with its results."""
    folder = tmp_path_factory.mktemp("lab") / "study"
    assert nordtema("new", folder).returncode == 0
    shutil.rmtree(folder / "corpus")
    shutil.copytree(TINY, folder / "corpus")
    text = TINY_STUDY.read_text(encoding="utf-8").replace("tests/data/tiny", "corpus")
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    assert nordtema("all", cwd=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def address(study) -> Iterator[str]:
    """Where `make lab` serves the study."""
    options = "--no-browser --allow-root --ServerApp.port=0 --IdentityProvider.token=tiny"
    server = subprocess.Popen(
        ["make", "lab", f"LAB={options}"], cwd=study, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    try:
        told = ""
        for line in server.stdout:
            told += line
            found = re.search(r"(http://127\.0\.0\.1:\d+/lab\S*)", line)
            if found:
                yield found.group(1)
                break
        else:
            pytest.fail(told)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


@pytest.fixture(scope="module")
def page(address, tmp_path_factory):
    """A browser window of 1400 × 1000 points."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("browser")), executable_path=CHROMIUM, headless=True,
            args=["--no-sandbox", "--disable-gpu"], viewport={"width": 1400, "height": 1000},
        )  # fmt: skip
        browser.set_default_timeout(_SECONDS * 1000)
        yield browser.new_page()
        browser.close()


def published(study: Path) -> dict[str, str]:
    files = [
        path
        for name in ("tables", "figures", "report", "notebooks", "run.json")
        for path in [study / "results" / name, *(study / "results" / name).rglob("*")]
        if path.is_file()
    ]
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def open_notebook(page, address: str, name: str) -> None:
    page.goto(f"{address.split('/lab')[0]}/lab/tree/results/data/lab/trial/{name}.ipynb?token=tiny")
    page.locator(".jp-CodeCell .cm-content").first.wait_for()
    page.get_by_text("| Idle").wait_for()


def run_all(page, study: Path, name: str) -> str:
    """Run all cells, save until the file holds what all of them give, and hand that back."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    path = study / "results" / "data" / "lab" / "trial" / f"{name}.ipynb"
    for _ in range(_SECONDS):
        page.wait_for_timeout(1000)
        page.keyboard.press("Control+s")
        cells = [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
        outputs = [one for cell in cells for one in cell.outputs]
        assert not [one for one in outputs if one.output_type == "error"], outputs
        if all(cell.execution_count for cell in cells) and cells[-1].outputs:
            return " ".join(one.get("text", "") + str(one.get("data", "")) for one in outputs)
    pytest.fail(f"{name}: not done in {_SECONDS} seconds")


def test_six_themes_in_notebook_3_are_six_in_notebook_4(study, address, page):
    before = published(study)
    open_notebook(page, address, "3_topics")
    line = page.locator(".cm-line", has_text=re.compile("^k = 3 "))
    line.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type("k = 6")
    assert "topics.k = 6 (the study: 3)" in run_all(page, study, "3_topics")
    open_notebook(page, address, "4_comparison")
    shown = run_all(page, study, "4_comparison")
    assert "topics.k = 6" in shown and "3_topics" not in shown
    table = study / "results/data/lab/trial/data/live/4_comparison.lda/tables/prevalence.lda.csv"
    rows = table.read_text(encoding="utf-8").splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == set("123456")
    assert published(study) == before
    compared = nordtema("compare", "trial", cwd=study)
    assert "topics.k: 3 → 6" in compared.stdout and "3 themes and 6 themes" in compared.stdout
    assert "comparisons of matched themes changed" in compared.stdout
