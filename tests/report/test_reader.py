"""The reader: its data are safe and true, its script is plain, and it answers in a browser."""

import base64
import dataclasses
import itertools
import json
import re
import shutil
import subprocess
from urllib.parse import quote

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup

from nordtema.report import reader

NORMS = ("nb", "nn", "da", "sv")
GROUP_OF = {"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"}
THEMES = ("Boats", "Schools", "Music")
#: of each concept its theme and its forms, in the order of the norms
CONCEPTS = {
    "båt": (0, "båten båter", "båten båtar", "båden både", "båten båtar"),
    "hav": (0, "havet", "havet", "havet", "havet"),
    "havn": (0, "havna havn", "hamna hamn", "havnen havn", "hamnen hamn"),
    "skole": (1, "skolen skole", "skulen skule", "skolen skole", "skolan skola"),
    "elev": (1, "elever", "elevar", "elever", "elever"),
    "ansatt": (1, "ansatte", "tilsette", "ansatte", "anställda"),
    "sang": (2, "sangen", "songen", "sangen", "sången"),
    "kor": (2, "koret", "koret", "koret", "kören"),
    "sosiale medier": (2, "sosiale_medier", "sosiale_medium", "sociale_medier", "sociala_medier"),
}
#: a text of each theme in each norm
TEXTS = {
    "nb": ("Båten ligger i havna, og ved havet venter flere båter.",
           "På skolen er det elever, og de ansatte hjelper dem.",
           "Koret øver på sangen og deler den i sosiale medier."),
    "nn": ("Båten ligg i hamna, og ved havet ventar fleire båtar.",
           "På skulen er det elevar, og dei tilsette hjelper dei.",
           "Koret øver på songen og deler han i sosiale medium."),
    "da": ("Båden ligger i havnen, og ved havet venter flere både.",
           "På skolen er der elever, og de ansatte hjælper dem.",
           "Koret øver på sangen og deler den på sociale medier."),
    "sv": ("Båten ligger i hamnen, och vid havet väntar fler båtar.",
           "I skolan finns det elever, och de anställda hjälper dem.",
           "Kören övar på sången och delar den i sociala medier."),
}  # fmt: skip


def small_study(size: int = 30, **changes) -> reader.ReaderContent:
    """Texts in four norms by turns, each mostly of one of three themes by turns."""
    rows = np.arange(size)
    norms = [NORMS[row % 4] for row in rows]
    shares = np.full((size, 3), 0.1)
    shares[rows, rows % 3] = 0.8
    forms = [
        (norm, form.replace("_", " "), concept)
        for concept, (_, *cells) in CONCEPTS.items()
        for norm, cell in zip(NORMS, cells, strict=True)
        for form in cell.split()
    ]
    words = {
        norm: [facts[1 + place].replace(" ", "|").replace("_", " ") for facts in CONCEPTS.values()]
        for place, norm in enumerate(NORMS)
    }
    weights = np.full((len(CONCEPTS), 3), 0.05)
    weights[np.arange(len(CONCEPTS)), [theme for theme, *_ in CONCEPTS.values()]] = 0.9
    content = {
        "title": "Three themes of ours",
        "themes": [
            reader.ReaderTheme(k + 1, label, f"themes/{label.lower()}.html", {
                norm: [c[1 + p].split()[0] for c in CONCEPTS.values() if c[0] == k]
                for p, norm in enumerate(NORMS)
            }) for k, label in enumerate(THEMES)
        ],
        "groups": {"NO": "Norway", "DK": "Denmark", "SE": "Sweden"},
        "norms": NORMS,
        "documents": pd.DataFrame({
            "doc_id": [f"{norm}-{row}" for row, norm in zip(rows, norms, strict=True)],
            "title": [f"{THEMES[row % 3]}, number {row}" for row in rows],
            "date": ["" if row == 29 else f"{2000 + row % 10}-05" for row in rows],
            "group": [GROUP_OF[norm] for norm in norms],
            "language": norms,
            "source": "Written for a test",
            "page": [f"documents/001.html#{n}-{row}" for row, n in zip(rows, norms, strict=True)],
        }),
        "shares": shares,
        "texts": {
            f"{norm}-{row}": [(norm, TEXTS[norm][row % 3])]
            for row, norm in zip(rows, norms, strict=True)
        },
        "forms": pd.DataFrame(forms, columns=["language", "form", "concept"]),
        "concepts": pd.DataFrame(
            {"concept": list(CONCEPTS), "name": list(CONCEPTS), "page": "concepts/a.html"} | words
        ),
        "weights": weights,
    }  # fmt: skip
    return reader.ReaderContent(**(content | changes))


# ---------------------------------------------------------------- data


def data_of(text: str) -> object:
    """What a file of data hands to the reader."""
    head, _, rest = text.partition(",")
    assert re.fullmatch(r'nordtema\.put\("[a-z]+(-\d+)?"', head) and rest.endswith(");\n")
    return json.loads(rest.removesuffix(");\n"))


def numbers_of(raw: bytes) -> list[int]:
    """Numbers of seven bits a byte, the lowest first."""
    numbers, value, shift = [], 0, 0
    for byte in raw:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value = shift = 0
    return numbers


def found_in(files: dict, concept: str) -> dict[int, int]:
    """The rows of the texts that a list of words names, and how often each has the concept."""
    lists = [entry for name in files for entry in files[name] if name.startswith("words-")]
    numbers = numbers_of(base64.b64decode(lists[list(CONCEPTS).index(concept)]))
    return dict(zip(np.cumsum(numbers[::2]).tolist(), numbers[1::2], strict=True))


def test_every_file_holds_what_it_was_given(tmp_path):
    content = small_study()
    written = reader.write_reader(tmp_path, content)
    files = {
        path.stem: data_of(path.read_text("utf-8"))
        for path in written
        if path.parent.name == "reader"
    }
    assert files == reader.data_files(content)
    assert {*files["index"]["files"], "index"} == set(files)
    assert {path.name for path in written if path.parent == tmp_path} == {
        "reader.html",
        "reader.js",
        "reader.css",
    }
    assert files["index"]["ids"].split("\n") == content.documents["doc_id"].tolist()


@pytest.mark.parametrize(
    "text", ["</script><script>", "<!--", "a\u2028b\u2029", '");alert(1);("', "\\", "\0"]
)
def test_a_file_of_data_is_safe_whatever_it_holds(text):
    said = reader.script("index", {"title": text})
    assert not set(said) & set("<\u2028\u2029\0") and said.count("\n") == 1
    assert data_of(said) == {"title": text}


def test_half_of_a_surrogate_pair_can_be_written(tmp_path):
    assert "\N{REPLACEMENT CHARACTER}" in reader.script("index", "a\ud800").encode().decode()


def test_a_list_names_the_texts_that_hold_a_word_in_any_norm():
    files = reader.data_files(small_study())
    assert found_in(files, "ansatt") == dict.fromkeys(range(1, 30, 3), 1)
    assert found_in(files, "båt") == dict.fromkeys(range(0, 30, 3), 2), "it stands there twice"
    assert found_in(files, "sosiale medier") == dict.fromkeys(range(2, 30, 3), 1)


def test_what_is_not_shown_is_not_found_by_its_words():
    files = reader.data_files(small_study(texts={}))
    assert not any(found_in(files, concept) for concept in CONCEPTS)
    assert all(entry[-1] == [] for entry in files["texts-0"])


def test_a_mask_is_no_word():
    files = reader.data_files(small_study(texts={"nb-0": [("nb", "⟨båten⟩ skolen")]}))
    assert found_in(files, "båt") == {} and found_in(files, "skole") == {0: 1}


@pytest.mark.parametrize("numbers", [[], [0], [127, 128, 16383, 16384, 2**21, 2**28, 2**32 - 1]])
def test_numbers_come_back_from_their_bytes(numbers):
    assert numbers_of(reader.varints(np.array(numbers, dtype=np.int64))) == numbers


def test_texts_and_lists_are_dealt_to_pieces_that_the_index_tells(monkeypatch):
    whole = reader.data_files(small_study())
    monkeypatch.setattr(reader, "PIECE", 150)
    files = reader.data_files(small_study())
    starts = files["index"]["textStarts"]
    pieces = [files[f"texts-{number}"] for number in range(len(starts))]
    assert len(pieces) > 5 and list(itertools.chain(*pieces)) == whole["texts-0"]
    assert starts == [0, *itertools.accumulate(map(len, pieces))][:-1]
    assert found_in(files, "ansatt") == found_in(whole, "ansatt")


def test_shares_have_four_decimals_and_what_has_none_has_zero():
    shares = np.array([[0.12345, 0.87655, 0.0], [np.nan, np.nan, np.nan]])
    files = reader.data_files(small_study(2, shares=shares))
    column = np.frombuffer(base64.b64decode(files["shares-0"]), "<u2")
    assert column.tolist() == [1234, 0]
    packed = [np.frombuffer(base64.b64decode(entry[2]), "<u2") for entry in files["texts-0"]]
    assert [row.tolist() for row in packed] == [[1234, 8766, 0], [0, 0, 0]]


def test_forms_stand_in_the_order_in_which_a_browser_compares_them():
    forms = pd.DataFrame(
        [("nb", form, "båt") for form in ("ÅRE", "𐐀", "are", "\uff41", "får", "zå")],
        columns=["language", "form", "concept"],
    )
    folded = reader.data_files(small_study(forms=forms))["forms"]["folded"].split("\n")
    assert folded == ["are", "are", "far", "za", "𐐨", "\uff41"], "by halves of surrogate pairs"


@pytest.mark.parametrize(
    "word, typed", [("Ansættelse", "ansaettelse"), ("ÅRSMØTE", "arsmote"), ("sången", "sangen")]
)
def test_words_are_folded_as_they_may_be_typed(word, typed):
    assert reader.folded(word) == typed


@pytest.mark.parametrize(
    "date, number", [("", 0), ("2020", 20200000), ("2020-05", 20200500), ("0950-05-07", 9500507)]
)
def test_dates_are_numbers(date, number):
    table = small_study(1).documents.assign(date=date)
    dates = reader.data_files(small_study(1, documents=table))["index"]["dates"]
    assert np.frombuffer(base64.b64decode(dates), "<u4").tolist() == [number]


def test_an_address_can_hold_any_id():
    where = reader.address(theme=5, doc="a b+&#c")
    assert where == "reader.html#theme=5&doc=a%20b%2B%26%23c"


def test_what_does_not_fit_together_is_refused():
    with pytest.raises(ValueError, match="documents × themes"):
        small_study(3, shares=np.zeros((2, 3)))
    with pytest.raises(ValueError, match="concepts × themes"):
        small_study(3, weights=np.zeros((2, 3)))


# ---------------------------------------------------------------- the page and its script

SCRIPT = (reader.TEMPLATE / "reader.js").read_text(encoding="utf-8")
#: what would let a text become markup or code, or load what is not ours
REFUSED = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\s*\.\s*write|\beval\b|\bFunction\b|srcdoc|DOMParser|"
    r"createContextualFragment|\bimport\b|\bfetch\b|XMLHttpRequest|https?:|javascript:|\.on(?!load|error)\w+\s*="
)


def test_the_script_is_short_and_writes_no_markup():
    assert not REFUSED.search(SCRIPT)
    assert len(SCRIPT.splitlines()) <= 600 and max(map(len, SCRIPT.splitlines())) <= 120


@pytest.mark.parametrize(
    "code", ["a.innerHTML = b", "eval(a)", "new Function(a)", "document.write(a)", "a.onclick = b"]
)
def test_the_lint_sees_what_it_is_for(code):
    assert REFUSED.search(code)


def test_the_page_has_a_strict_policy_and_no_script_of_its_own(tmp_path):
    reader.write_reader(tmp_path, small_study(title="</title><script>owned()</script>"))
    page = BeautifulSoup((tmp_path / "reader.html").read_text("utf-8"), "lxml")
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert (
        policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "*" not in policy
    )
    assert [script.attrs for script in page.find_all("script")] == [
        {"src": "reader.js", "defer": ""}
    ]
    assert not page.find_all("style") and "owned()" in page.find(class_="study").text
    assert not [
        tag
        for tag in page.find_all()
        if any(name[:2] == "on" or name == "style" for name in tag.attrs)
    ]


# ---------------------------------------------------------------- in a browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
in_browser = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium")]


@pytest.fixture
def opened(tmp_path):
    """Opens the reader of a study in a state, from disk, and gives back what stands on the page."""

    def dom(state: str, content: reader.ReaderContent | None = None) -> BeautifulSoup:
        reader.write_reader(tmp_path / "report", content or small_study())
        done = subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000",
             f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom",
             f"{(tmp_path / 'report' / 'reader.html').as_uri()}#{state}"],
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        page = BeautifulSoup(done.stdout, "lxml")
        assert page.html.get("data-ready") == "1", page.find(id="told").text
        return page

    return dom


def rows_of(page: BeautifulSoup) -> list[int]:
    return [int(a["data-row"]) for a in page.select("#hits a")]


class TestInBrowser:
    """Each opens the page in an address, as a link would."""

    pytestmark = in_browser

    def test_texts_of_a_theme_and_a_group_the_largest_share_first(self, opened):
        page = opened("theme=1&group=NO")
        norwegian = [row for row in range(30) if row % 4 < 2]
        leading = [row for row in norwegian if row % 3 == 0]
        assert rows_of(page) == leading + [row for row in norwegian if row % 3]
        assert page.find(id="told").text == "16 texts of 30"
        assert rows_of(opened("theme=1&group=NO&least=50")) == leading

    def test_the_smallest_share_of_a_theme_first(self, opened):
        page = opened("theme=1&group=NO&sort=less")
        norwegian = [row for row in range(30) if row % 4 < 2]
        leading = [row for row in norwegian if row % 3 == 0]
        assert rows_of(page) == [row for row in norwegian if row % 3] + leading
        assert page.find(id="less").get("hidden") is None
        page = opened("sort=less")
        assert rows_of(page) == list(range(30)), "of no theme there is no share"
        assert page.find(id="less").get("hidden") is not None

    def test_texts_of_a_time_newest_first(self, opened):
        page = opened("from=2003&to=2004-05&sort=new")
        assert rows_of(page) == [4, 14, 24, 3, 13, 23], "row 29 has no date"

    def test_a_word_finds_its_concept_in_all_norms(self, opened):
        page = opened("q=anstallda")
        assert rows_of(page) == list(range(1, 30, 3))
        words = {(bdi["lang"], bdi.text) for bdi in page.select("#words dd bdi")}
        assert words == {
            ("nb", "ansatte"),
            ("nn", "tilsette"),
            ("da", "ansatte"),
            ("sv", "anställda"),
        }

    def test_several_words_are_one_form_or_have_to_stand_together(self, opened):
        assert rows_of(opened("q=Sociala%20medier")) == list(range(2, 30, 3))
        assert rows_of(opened("q=havet+b%C3%A5ter&group=SE")) == [3, 15, 27]
        assert rows_of(opened("q=havet+skolen")) == []

    def test_a_beginning_of_a_word_and_a_title_are_found_too(self, opened):
        assert "begin with" in (page := opened("q=ans")).find(id="words").text
        assert rows_of(page) == list(range(1, 30, 3))
        assert rows_of(opened("q=number+17")) == [17]

    def test_a_text_has_its_words_in_the_colours_of_its_themes(self, opened):
        page = opened("doc=nb-12&q=b%C3%A5ten")
        (text,) = page.select("#pane .text")
        assert (text["lang"], text.text) == ("nb", TEXTS["nb"][0])
        words = {
            span.text: (span["data-theme"], "hit" in span["class"]) for span in text.select("span")
        }
        assert words == {
            "Båten": ("0", True),
            "havna": ("0", False),
            "havet": ("0", False),
            "båter": ("0", True),
        }
        assert page.find(id="pane").find("a", href="documents/001.html#nb-12")
        assert "2 hits" in page.select_one('#hits a[data-row="12"]').text, "as many as are marked"

    def test_a_concept_has_its_lines_in_each_norm(self, opened):
        page = opened("concept=ansatt&group=SE")
        lines = [(line["lang"], line.mark.text) for line in page.select("#pane .lines div")]
        assert lines == [("sv", "anställda")] * 2, "of the texts that are chosen"
        assert "Schools 90" in page.find(id="pane").text

    def test_fifty_texts_are_listed_at_once(self, opened):
        assert rows_of(opened("page=2", small_study(70))) == list(range(50, 70))

    def test_texts_of_later_pieces_open(self, opened, monkeypatch):
        monkeypatch.setattr(reader, "PIECE", 150)
        page = opened("doc=nn-29&q=sangen")
        assert page.select_one("#pane .text").text == TEXTS["nn"][2]
        assert page.select_one("#pane .hit").text == "songen"

    def test_words_that_may_not_be_shown_are_said_to_be_missing(self, opened):
        page = opened("doc=nb-0", small_study(texts={}))
        assert not page.select(".text") and "not shown" in page.find(id="pane").text

    @pytest.mark.parametrize(
        "state",
        ["theme=99&group=__proto__&doc=constructor&page=-4&least=1e9&from=x&sort=%3Cb%3E",
         "%E0%A4%A", "doc=%00&theme=__proto__", "####", f"q={'a' * 300}", "page=999"],
    )  # fmt: skip
    def test_what_an_address_has_that_is_unknown_is_left_out(self, opened, state):
        page = opened(state)
        assert page.find(id="told").text == "All 30 texts" and len(rows_of(page)) == 30
        assert not page.select("#pane h2")

    def test_nothing_that_a_corpus_holds_is_executed(self, opened):
        page = opened("theme=1&q=b%C3%A5ten&doc=" + quote(HOSTILE), hostile_study())
        assert "data-owned" not in page.html.attrs and not page.select("img, iframe, base, b")
        assert {script["src"].split("-")[0] for script in page.select("script")} <= {
            "reader.js", "reader/index.js", "reader/forms.js", "reader/weights.js", "reader/shares",
            "reader/texts", "reader/words",
        }  # fmt: skip
        assert not [a for a in page.select("a") if "javascript" in a["href"].partition("#")[0]]
        turned = HOSTILE.replace("\u202e\u2066", "")
        assert page.select_one("#pane h2").text == turned, "a name turns nothing around it"
        assert HOSTILE in page.select_one("#pane .text").text


HOSTILE = (
    "</script><script>document.documentElement.dataset.owned=1</script>"
    "<img src=x onerror=document.documentElement.dataset.owned=1><b>\u202e\u2066'\"&amp;`${1}"
)


def hostile_study() -> reader.ReaderContent:
    """Texts, titles, ids, labels, groups, concepts and addresses that would be code."""
    content = small_study()
    documents = content.documents.assign(
        source=HOSTILE, page="javascript:document.documentElement.dataset.owned=1"
    )
    documents.loc[0, ["doc_id", "title", "group"]] = HOSTILE
    concepts = content.concepts.assign(
        name=HOSTILE, page="javascript:1//x.html", nb=HOSTILE, sv="a" * 10_000
    )
    words = dict.fromkeys(NORMS, (HOSTILE, "a" * 10_000))
    themes = [reader.ReaderTheme(k + 1, f"{HOSTILE}{k}", "javascript:1", words) for k in range(3)]
    texts = {
        **content.texts,
        HOSTILE: [("nb", f"Båten {HOSTILE}\u2028{'a' * 10_000}"), (HOSTILE, HOSTILE)],
    }
    groups = {**content.groups, HOSTILE: HOSTILE}
    return dataclasses.replace(
        content,
        title=HOSTILE,
        documents=documents,
        concepts=concepts,
        themes=themes,
        texts=texts,
        groups=groups,
    )
