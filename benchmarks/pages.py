"""What the report of a study weighs, how soon it is seen, and what making it takes.

    python benchmarks/pages.py [RESULTS]

Printed are the sizes of its pages, and of the texts on them beside the texts themselves; the
smallest letter of any figure on a screen 390 pixels wide, and the tallest figure on a printed page
(A4), both in Chromium; the first paint of each page of a theme, from disk, three times, each in a
window of its own; and the processor seconds of what the report adds to a run: the passages of each
model, the pages to be read, and the reader.

Needs Playwright's Python package and a Chromium on the path. RESULTS is the folder of a finished
run with its data (results by default).
"""

import argparse
import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd

from nordtema.workflow.passages import find_passages
from nordtema.workflow.reading import write_pages
from nordtema.workflow.stages import read_plan
from nordtema.workflow.workspace import Workspace

A4 = (717, 1046)  # px of a printed page without its margins
TELEPHONE = 390  # px
TIMES = 3  # that each page is opened
_MARKED = re.compile(r'<div lang="[^"]*">\n(.*?)</div>', re.DOTALL)  # a text on a page
#: the width at which each figure is shown, as a multiple of its own, and its height
_DRAWN = """() => Promise.all([...document.querySelectorAll('figure img')].map(async image => {
  image.loading = 'eager';
  await image.decode();
  const box = image.getBoundingClientRect();
  return [image.src, box.width / image.naturalWidth, box.height];
}))"""
#: the size of the letters of an SVG where it has its own width
_LETTERS = """() => {
  const own = document.documentElement;
  const scale = own.width.baseVal.value / own.viewBox.baseVal.width;
  return [...document.querySelectorAll('text')].filter(e => e.textContent.trim())
    .map(e => parseFloat(getComputedStyle(e).fontSize) * scale);
}"""
_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (paint) done(paint.startTime);
}).observe({ type: 'paint', buffered: true }))"""


def drawn(page: Any, path: Path) -> dict[str, tuple[float, float]]:
    """Scale and height of each figure on a page, by the address of the figure.

    Parameters
    ----------
    page : of Playwright
    path : of the page
    """
    page.goto(path.as_uri())
    return {source: (scale, height) for source, scale, height in page.evaluate(_DRAWN)}


def letters(page: Any, source: str) -> list[float]:
    """Size in px of all letters of an SVG at its own width.

    Parameters
    ----------
    page : of Playwright
    source : address of the SVG
    """
    page.goto(source)
    return page.evaluate(_LETTERS)


def sizes(results: Path) -> None:
    """Print what the pages weigh."""
    report = results / "report"
    themes = [path.stat().st_size for path in report.glob("themes/[0-9]*.html")]
    print(f"largest page of a theme: {max(themes):,} bytes, of {len(themes)}")
    print(f"index: {(report / 'index.html').stat().st_size:,} bytes")
    rows = [path.stat().st_size for path in report.glob("rows/*.html")]
    print(f"largest page of rows: {max(rows):,} bytes, of {len(rows)}")
    made = sum(path.stat().st_size for path in report.glob("reader/texts-*.js"))
    texts = pd.read_parquet(results / "data" / "segments.parquet")["text"]
    own = int(texts.str.encode("utf-8").str.len().sum())
    print(f"texts: {own:,} bytes; in the reader {made:,}, that is {made / own:.2f} times")
    pages = [path.read_text("utf-8") for path in report.glob("documents/[0-9]*.html")]
    marked = sum(len(text.encode()) for page in pages for text in _MARKED.findall(page))
    whole = sum(len(page.encode()) for page in pages)
    print(f"texts on their pages, marked: {marked:,} bytes, that is {marked / own:.2f} times; "
          f"with titles, themes and frame {whole:,}, that is {whole / own:.2f} times")  # fmt: skip
    for name in (".", "report", "figures", "notebooks", "tables"):
        files = [p for p in (results / name).rglob("*") if p.is_file()]
        published = [p for p in files if p.relative_to(results).parts[0] != "data"]
        print(f"{name}: {sum(p.stat().st_size for p in published) / 1e6:.2f} MB")


def seen(results: Path, chromium: str) -> None:
    """Print letters, heights and first paints as a browser has them."""
    from playwright.sync_api import sync_playwright

    report = results / "report"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": TELEPHONE, "height": 800})
        figures = drawn(page, report / "data.html")
        least = min(min(letters(page, src)) * scale for src, (scale, _) in figures.items())
        print(f"smallest letter of {len(figures)} figures at {TELEPHONE} px: {least:.1f} px")
        page = browser.new_page(viewport={"width": A4[0], "height": A4[1]})
        page.emulate_media(media="print")
        tallest = max(height for _, height in drawn(page, report / "data.html").values())
        print(f"tallest figure in print: {tallest:.0f} px of {A4[1]}")
        paints = []
        for path in sorted(report.glob("themes/[0-9]*.html")):
            for _ in range(TIMES):
                window = browser.new_page(viewport={"width": 1024, "height": 768})
                window.goto(path.as_uri())
                paints.append(window.evaluate(_PAINT))
                window.close()
        browser.close()
    print(f"first paint of a page of a theme, {len(paints)} times: median "
          f"{statistics.median(paints):.0f} ms, at most {max(paints):.0f} ms")  # fmt: skip


def made(results: Path) -> None:
    """Print the processor seconds of what the report adds to a run."""
    plan = read_plan(results)
    with tempfile.TemporaryDirectory() as temporary:
        total = 0.0
        for model in plan["models"]:
            start = time.process_time()
            find_passages(Workspace(results, f"passages.{model}", Path(temporary)))
            total += (seconds := time.process_time() - start)
            print(f"passages of {model}: {seconds:.1f} s of processor time")
        start = time.process_time()
        write_pages(Workspace(results, "report", Path(temporary)), [])
        total += (seconds := time.process_time() - start)
        print(f"pages to be read and reader: {seconds:.1f} s; in all {total:.1f} s")


def main() -> None:
    """Print all of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("results", type=Path, nargs="?", default=Path("results"))
    results = parser.parse_args().results.resolve()
    sizes(results)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium:
        seen(results, chromium)
    made(results)


if __name__ == "__main__":
    main()
