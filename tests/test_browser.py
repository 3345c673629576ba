"""The report in a real browser: nothing is asked for, nothing overlaps, everybody can read it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import CHECKOUT, TinyRun
from pages import A4, TELEPHONE, drawn, letters

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no chromium here"),
]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SMALLEST = 11  # px of a letter
FOLDERS = ("themes", "documents", "concepts", "rows")

#: what is wider than the page, letters that are too small, targets that are hard to hit
_GEOMETRY = """() => {
  const seen = element => element.checkVisibility() && !element.closest('.unseen, .skip');
  const told = element => element.tagName + ' ' + (element.textContent || '').trim().slice(0, 40);
  const words = [...document.querySelectorAll('body *')].filter(element => seen(element) &&
    [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()));
  const inText = element => getComputedStyle(element).display === 'inline';
  return {
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    small: words.filter(e => parseFloat(getComputedStyle(e).fontSize) < SMALLEST).map(told),
    targets: [...document.querySelectorAll('a, summary, button, input, select')]
      .filter(e => seen(e) && !inText(e))
      .filter(e => e.getBoundingClientRect().height < 24).map(told),
    silent: [...document.images].filter(e => !e.alt).length,
    untold: [...document.querySelectorAll('main table')].filter(e => !e.caption).length,
  };
}""".replace("SMALLEST", str(SMALLEST))


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Chromium; what it would load from a network is an error of its own."""
    assert CHROMIUM, "CI needs chromium (.ci/run installs it)"
    with playwright.sync_playwright() as session:
        started = session.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def pages(run: TinyRun) -> list[Path]:
    return sorted((run.results / "report").rglob("*.html"))


def read(run: TinyRun) -> list[Path]:
    """The reading pages, one of each kind, and a notebook."""
    folder = run.results / "report"
    kinds = ("index.html", "index.sv.html", "data.html", "method.html", "5_robustness.html")
    firsts = [sorted((folder / name).glob("*.html")) for name in FOLDERS]
    return [
        *(folder / name for name in kinds),
        *(p for some in firsts for p in some[:1] + some[-1:]),
    ]


def test_every_page_opens_without_a_complaint_or_a_request(browser, tiny_run):
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url)
            if not asked.url.startswith("file:") else None)  # fmt: skip
    for path in pages(tiny_run):
        page.goto(path.as_uri())
        assert not said, (path.name, said)
    context.close()


def test_all_but_the_reader_works_without_a_script(browser, tiny_run):
    told = []
    for on in (True, False):
        context = browser.new_context(java_script_enabled=on)
        page = context.new_page()
        told.append({})
        for path in read(tiny_run):
            page.goto(path.as_uri())
            told[-1][path] = page.locator("main").inner_text()
        context.close()
    assert told[0] == told[1] and all(len(text) > 100 for text in told[0].values())


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_nothing_is_too_wide_too_small_or_hard_to_hit(browser, tiny_run, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in read(tiny_run):
        page.goto(path.as_uri())
        for closed in page.query_selector_all("details"):
            closed.evaluate("element => element.open = true")
        found = page.evaluate(_GEOMETRY)
        ours = path.name != "5_robustness.html"
        assert found["wide"] <= 0, (path.name, found["wide"])
        assert not found["small"] and not found["silent"], (path.name, found)
        assert not ours or (not found["targets"] and not found["untold"]), (path.name, found)
    page.close()


def test_lists_in_columns_keep_a_gap_and_begin_at_their_first_line(browser):
    """The bullet stands where a letter of no width before the link does: at its first line."""
    css = (
        CHECKOUT / "src" / "nordtema" / "report" / "reading" / "template" / "reading.css"
    ).read_text("utf-8")
    item = f"<li>&#8288;<a href='#'>{'avhengig av reint farvann · ' * 4}</a></li>"
    page = browser.new_page(viewport={"width": 1024, "height": 800})
    page.set_content(f"<style>{css}</style><main><ul class='list'>{item * 6}</ul></main>")
    placed = page.evaluate("""() => [...document.querySelectorAll('li')].map(item => {
      const range = document.createRange();
      range.selectNode(item.firstChild);
      const [before, link] = [range, item.lastChild].map(e => e.getBoundingClientRect());
      return [before.left, before.top - link.top, link.right, link.height];
    })""")
    columns = sorted({left for left, *_ in placed})
    assert len(columns) == 2 and min(height for *_, height in placed) > 40, "two lines each"
    assert max(abs(apart) for _, apart, *_ in placed) < 12, "at the first of the two lines"
    assert columns[1] - max(right for left, _, right, _ in placed if left == columns[0]) > 40
    page.close()


@pytest.mark.parametrize("name", ["data", "report", "4_comparison.nmf"])
def test_no_letter_of_a_figure_is_too_small_on_a_telephone(browser, tiny_run, name):
    page = browser.new_page(viewport={"width": TELEPHONE, "height": 800})
    figures = drawn(page, tiny_run.results / "report" / f"{name}.html")
    boxes = page.locator(".drawn")
    assert boxes.count() == len(figures) > 2
    for box in boxes.all():
        assert box.get_attribute("tabindex") == "0" and box.get_attribute("aria-label")
        box.evaluate("box => { box.scrollLeft = 9999; }")
        assert box.evaluate("box => box.scrollLeft") > 100, "what is wider can be reached"
    for source, (scale, _) in figures.items():
        sizes = letters(page, source)
        assert len(sizes) > 5 and min(sizes) * scale >= SMALLEST, (source, min(sizes), scale)
    page.close()


@pytest.mark.parametrize("name", ["data", "report"])
def test_no_figure_is_taller_than_a_printed_page(browser, tiny_run, name):
    page = browser.new_page(viewport={"width": A4[0], "height": A4[1]})
    page.emulate_media(media="print")
    for source, (_, height) in drawn(page, tiny_run.results / "report" / f"{name}.html").items():
        assert 0 < height <= A4[1], source
    page.close()


def test_the_claims_begin_on_the_first_screen(browser, tiny_run):
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto((tiny_run.results / "report" / "index.html").as_uri())
    assert page.locator("#claims").bounding_box()["y"] < 500
    page.close()


@pytest.mark.parametrize("width", [320, TELEPHONE])
def test_no_page_of_the_default_study_is_wider_than_a_telephone(browser, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    report = CHECKOUT / "results" / "report"
    found = [*report.glob("index*.html"), *report.glob("themes/*.html"), report / "data.html"]
    for path in found:
        page.goto(path.as_uri())
        assert page.evaluate(_GEOMETRY)["wide"] <= 0, path.name
    page.close()


def test_all_claims_of_the_default_study_stand_on_the_first_screen(browser):
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto((CHECKOUT / "results" / "report" / "index.html").as_uri())
    cards = page.locator("#claims ~ .cards").first.locator(".card").all()
    assert len(cards) == 4
    for card in cards:
        box = card.bounding_box()
        assert box["y"] + box["height"] <= 768
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, tiny_run, scheme):
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    script = _axe_script()
    for path in read(tiny_run):
        if scheme == "dark" and path.name == "5_robustness.html":
            continue  # pages of notebooks are light
        page.goto(path.as_uri())
        page.evaluate(script)
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(found => found.violations.map("
            "one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html).join(' | ')))",
            list(RULES),
        )
        assert not found, (path.name, found)
    context.close()


def _axe_script() -> str:
    return (Path(axe.__file__).parent / "axe.min.js").read_text("utf-8")


def test_pages_can_be_read_with_the_keyboard_alone(browser, tiny_run):
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto((tiny_run.results / "report" / "themes" / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    shown = page.evaluate("""() => {
      const box = document.activeElement.getBoundingClientRect();
      const style = getComputedStyle(document.activeElement);
      return [box.top >= 0 && box.bottom <= innerHeight, style.outlineStyle !== 'none'];
    }""")
    assert shown == [True, True]
    page.close()
