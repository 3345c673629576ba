"""The reader by keyboard, with the back button, and at all widths, in a real browser."""

import re

import pytest
from test_reader import CHROMIUM, SCRIPT, TEXTS, hostile_study, small_study

from nordtema.formats import SPACE, percent
from nordtema.report.reader import PAGE, ReaderContent, write_reader

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium"),
]
READY = "html[data-ready]"
SMALL_TEXT = """() => [...document.querySelectorAll("body *")].filter((e) => e.offsetParent
  && [...e.childNodes].some((c) => c.nodeType === 3 && c.data.trim())
  && parseFloat(getComputedStyle(e).fontSize) < 11).map((e) => e.outerHTML.slice(0, 80))"""
SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, input, select")]
  .filter((e) => e.offsetParent && !e.closest(".why")).filter((e) => {
    const { width, height } = e.getBoundingClientRect();
    return Math.min(width, height) < 24;
  }).map((e) => e.outerHTML.slice(0, 80))"""


@pytest.fixture
def window():
    """A browser window in which every message of the console is a failure."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page, said = browser.new_page(viewport={"width": 1100, "height": 800}), []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        browser.close()
    assert not said


@pytest.fixture
def shown(window, tmp_path):
    """Opens the reader of a study in a state."""

    def show(state: str = "", content: ReaderContent | None = None):
        write_reader(tmp_path, content or small_study())
        window.goto("about:blank")
        window.goto(f"{(tmp_path / PAGE).as_uri()}#{state}")
        window.wait_for_selector(READY, state="attached")
        return window

    return show


def test_every_share_is_written_as_the_pages_write_it(window):
    rule = re.search(r"  const rounded.*?(?=  const themeName)", SCRIPT, re.DOTALL)[0]
    told = window.evaluate(
        f"() => {{ {rule} return [...Array(10001).keys()].map((n) => percent(n)); }}"
    )
    ours = [percent(float(f"{n / 10_000:.4f}")).replace(" %", f"{SPACE}%") for n in range(10_001)]
    assert [pair for pair in zip(told, ours, strict=True) if pair[0] != pair[1]] == []


def state_of(page) -> str:
    """The address behind # when the answer is there."""
    page.wait_for_timeout(250)  # longer than the pause after which words are looked for
    page.wait_for_selector(READY, state="attached")
    return page.evaluate("decodeURIComponent(location.hash.slice(1))")


def focused(page) -> str:
    return page.evaluate("document.activeElement.innerText")


def test_a_text_is_found_read_and_left_by_keyboard_and_back_again(shown):
    page = shown()
    page.keyboard.press("/")
    page.keyboard.type("anställda")
    assert state_of(page) == "q=anställda"
    assert page.inner_text("#told") == "10 texts of 30"
    for key in ("Enter", "j", "j", "k"):
        page.keyboard.press(key)
    assert focused(page).startswith("Schools, number 4")
    page.keyboard.press("Enter")
    assert state_of(page) == "q=anställda&doc=nb-4"
    assert focused(page) == "Schools, number 4", "the heading of what was opened"
    page.keyboard.press("j")
    assert state_of(page) == "q=anställda&doc=sv-7"
    page.keyboard.press("Escape")
    assert state_of(page) == "q=anställda"
    assert focused(page).startswith("Schools, number 7"), "where it was opened from"
    page.go_back()
    assert state_of(page) == "q=anställda&doc=sv-7"
    page.go_back()
    page.go_back()
    assert state_of(page) == "" and page.input_value("#q") == ""


def test_a_word_tells_why_and_leads_to_its_concept(shown):
    page = shown("doc=nb-4")
    page.focus(".text span[tabindex='0']")
    page.keyboard.press("ArrowRight")
    assert page.inner_text(".why").startswith("elever belongs to the concept elev.")
    assert "likely Schools (99 %)" in page.inner_text(".why").replace("\u00a0", " ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert state_of(page) == "concept=elev"
    assert page.locator("#pane .lines li").count() == 10, "3, 3, 2 and 2 texts of the four norms"


def test_the_words_of_one_theme_are_picked_out(shown):
    page = shown("doc=nb-4")
    page.click("[data-only='1']")
    assert page.locator(".text.only .chosen").count() == 3
    page.click("[data-only='1']")
    assert page.locator(".text.only").count() == 0


def test_keys_of_one_letter_can_be_turned_off(shown):
    page = shown()
    page.keyboard.press("?")
    page.uncheck("#keys")
    page.click("#help-close")
    assert state_of(page) == "keys=off"
    page.keyboard.press("?")
    assert not page.is_visible("#help")


def test_filters_stand_in_the_address_and_are_cleared(shown):
    page = shown()
    page.select_option("#theme", "2")
    page.select_option("#group", "NO")
    page.fill("#from", "2003-02")
    page.press("#from", "Tab")
    page.focus("#least")
    page.keyboard.press("End")
    assert state_of(page) == "theme=2&least=100&group=NO&from=2003-02"
    page.click("#clear")
    assert state_of(page) == "" and page.inner_text("#told") == "All 30 texts"


@pytest.mark.parametrize("width", [320, 390, 1024, 1600])
def test_all_fits_and_can_be_read_and_hit_at_any_width(shown, width):
    for content in (small_study(), hostile_study()):
        for state in ("theme=1", "q=skolen+ans", "doc=nn-1", "concept=elev"):
            page = shown(state, content)
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state
            assert not page.evaluate(SMALL_TEXT) and not page.evaluate(SMALL_TARGETS), state


def test_what_a_word_tells_is_in_sight_and_hides_no_word_that_has_the_focus(shown):
    long = " ".join(TEXTS["nb"] * 200)
    page = shown("doc=nb-4", small_study(texts={"nb-4": [("nb", long)]}))
    box = page.locator(".why").bounding_box()
    assert box["y"] + box["height"] < 801
    page.evaluate("(word) => { word.tabIndex = 0; word.focus(); }",
                  page.query_selector_all(".text span")[900])  # fmt: skip
    word = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert word["top"] >= 0 and word["bottom"] <= page.locator(".why").bounding_box()["y"]
