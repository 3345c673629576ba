"""The reading pages of a whole study: all is reached, and every sentence behind a claim is read."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from conftest import TinyRun
from figure_metadata import read_back
from nordtema.figures.provenance import table_of
from nordtema.report.sentences.claims import FLAGS

VOID = {"meta", "link", "img", "br", "rect", "line", "input"}
MOST_WORDS = 80  # of a document, as report.passages = short has it


class Page(HTMLParser):
    """The ids, addresses, languages, headings and articles of a page; its text, tag by tag."""

    def __init__(self, path: Path):
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text_of: dict[str, str] = {}
        self.inside = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "article":
            self.inside = values.get("id", "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        self.addresses += [v for k, v in attrs if k in {"src", "href"}]

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag
        if tag == "article":
            self.inside = ""

    def handle_data(self, data):
        self.text_of[self.inside] = self.text_of.get(self.inside, "") + data


@pytest.fixture(scope="module")
def site(tiny_run) -> dict[str, Page]:
    folder = tiny_run.results / "report"
    written = [*sorted(folder.glob("index*.html")), folder / "data.html", folder / "method.html",
               *(p for name in ("themes", "documents", "concepts", "rows")
                 for p in sorted((folder / name).glob("*.html")))]  # fmt: skip
    return {p.relative_to(folder).as_posix(): Page(p) for p in written}


def table(run: TinyRun, name: str) -> pd.DataFrame:
    return pd.read_csv(run.results / "tables" / f"{name}.csv", keep_default_na=False)


def test_pages_are_whole_and_headings_leave_no_step_out(site):
    for name, page in site.items():
        assert not page.open, name
        assert page.headings[0] == 1 and page.headings.count(1) == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), (name, page.headings)
        assert len(page.ids) == len(set(page.ids)), name
        assert "script" not in page.tags and "style" not in page.tags, name


def test_every_place_that_is_linked_is_there(site, tiny_run):
    folder = tiny_run.results / "report"
    for name, page in site.items():
        for address in page.addresses:
            path, _, place = address.partition("#")
            target = (folder / name).parent / path if path else folder / name
            assert target.is_file(), (name, address)
            if place and path != "../reader.html":  # what stands there is a state of the reader
                other = site[target.resolve().relative_to(folder.resolve()).as_posix()]
                assert place in other.ids, (name, address)


def test_every_page_is_reached_from_the_first(site):
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in site:
            continue
        reached.add(name)
        for address in site[name].addresses:
            parts = [*Path(name).parent.parts, *Path(address.partition("#")[0]).parts]
            while ".." in parts[1:]:
                place = parts.index("..", 1)
                del parts[place - 1 : place + 1]
            waiting.append("/".join(parts))
    assert reached == set(site)


def test_every_document_has_its_place_and_lends_few_words(site, tiny_run):
    texts = "\n".join(
        text for name, page in site.items() if name.startswith("documents/")
        for text in page.text_of.values()
    )  # fmt: skip
    for doc_id in table(tiny_run, "document_topics.lda")["doc_id"]:
        assert re.search(rf"\b{doc_id}\b", texts), doc_id
    of = pd.read_parquet(tiny_run.results / "data" / "segments.parquet").groupby("doc_id")["text"]
    for name, page in site.items():
        if not re.fullmatch(r"documents/\d+\.html", name):
            continue
        for anchor, text in page.text_of.items():
            doc_id = anchor.removeprefix("d-")
            if doc_id in of.groups:
                own = set(" ".join(of.get_group(doc_id)).split())
                lent = [word for word in text.split() if word in own]
                assert len(lent) <= MOST_WORDS + 10, (name, anchor)  # some words are ours as well


def test_the_passages_of_the_table_stand_on_the_pages_of_their_themes(site, tiny_run):
    rows = table(tiny_run, "passages.lda")
    labels = table(tiny_run, "labels.lda").set_index("topic")["label"]
    text_of = pd.read_parquet(tiny_run.results / "data" / "segments.parquet")
    text_of = text_of.set_index("segment_id")["text"]
    assert {"typical", "middle"} <= set(rows["role"])  # few texts have no words left for more
    for topic, part in rows.groupby("topic"):
        page = next(p for name, p in site.items() if name.startswith(f"themes/{topic}-"))
        words = " ".join(" ".join(page.text_of.values()).split())
        assert labels[topic] in words
        for row in part.itertuples():
            passage = text_of[row.segment_id][row.start : row.end]
            assert " ".join(passage.split()) in words, row


def test_claims_are_told_with_their_doubt(site, tiny_run):
    claims = table(tiny_run, "claims.lda")
    contrasts = table(tiny_run, "contrasts.lda")
    assert len(claims) == len(contrasts) and claims["claim"].is_unique
    assert set(claims["verdict"]) == set(contrasts["verdict"])
    for row in claims.itertuples():
        page = next(p for name, p in site.items() if name.startswith(f"themes/{row.topic}-"))
        assert row.claim in page.ids
        told = page.text_of[row.claim]
        assert row.verdict in told and "Independent texts" in told
        assert ("Not claimed" in told) == (row.leads == 0 and row.verdict != "alike")
    shown = set(site["index.html"].ids)
    assert shown & set(claims["claim"]) == set(claims.loc[
        (claims["leads"] == 1) | (claims["verdict"] == "alike"), "claim"])  # fmt: skip


def test_a_concept_shows_its_words_and_how_to_overrule_its_links(site, tiny_run):
    named = table(tiny_run, "topics.lda").drop_duplicates("concept")
    articles = {anchor: text for name, page in site.items() if name.startswith("concepts/0")
                for anchor, text in page.text_of.items() if anchor}  # fmt: skip
    assert len(articles) == len(named)
    boat = next(text for text in articles.values() if "båt" in text and "båd" in text)
    assert "båt,båt,båt,båd,båt,reject," in boat
    assert "glossary.csv" in boat and "run again" in boat


def test_words_that_cannot_be_compared_are_marked_where_they_are_read(tiny_run):
    report = tiny_run.results / "report"
    topics = table(tiny_run, "topics.lda")
    marked = 0
    for path in sorted((report / "themes").glob("[1-9]*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        rows = topics[topics["topic"] == int(path.name.partition("-")[0])]
        for shown, rank in zip(page.select(".scroll table"), ("frex_rank", "rank"), strict=True):
            leading = rows.sort_values(rank, kind="stable").head(15)
            for (_, row), cells in zip(leading.iterrows(), shown.select("tbody tr"), strict=True):
                has = "†(not used alike)" in cells.text.replace(" ", "", 1).replace("† ", "†")
                assert ("†" in cells.text) == (row["comparable"] == "no"), row["concept"]
                assert has == ("†" in cells.text)
                marked += has
            note = shown.find_parent(class_="scroll").find_next_sibling()
            told = note is not None and note.name == "p" and "Not used alike" in note.text
            assert told == ("†" in shown.text)
    assert marked
    cards = BeautifulSoup((report / "index.html").read_text("utf-8"), "lxml")
    assert ("†" in "".join(one.text for one in cards.select("dl.words"))) == (
        "Not used alike" in cards.text
    )


def test_a_concept_says_what_parallel_texts_say_of_it(site, tiny_run):
    topics = table(tiny_run, "topics.lda").drop_duplicates("concept")
    audited = set(table(tiny_run, "comparable")["concept"])
    told = "".join(text for name, page in site.items() if name.startswith("concepts/0")
                   for text in page.text_of.values())  # fmt: skip
    answers = topics["comparable"].value_counts()
    assert told.count("It cannot be compared between languages (†)") == answers["no"] > 0
    assert told.count("It can be compared between languages") == answers["yes"] > 0
    assert told.count("no parallel paragraphs") == (~topics["concept"].isin(audited)).sum()


def test_as_many_links_and_concepts_are_listed_as_are_told(tiny_run):
    said = (tiny_run.results / "report" / "2_vocabulary.html").read_text("utf-8")
    waiting, uneven = table(tiny_run, "links_to_review"), table(tiny_run, "concepts_to_review")
    found = re.findall(r"(\d+) links? waits? for review \(tables/links_to_review.csv\)", said)
    assert found == ([str(len(waiting))] if len(waiting) else [])
    first = (tiny_run.results / "report" / "index.html").read_text("utf-8")
    assert re.findall(r"(\d+) links? waits? for review \(tables/links_to_review.csv\)", first) == found
    told = re.search(r"and (\d+) not \(.*?concepts_to_review.csv lists (\w+)", said, re.DOTALL)
    listed = told.group(1) if told.group(2) == "them" else told.group(2)
    assert int(listed) == len(uneven)


def test_pages_are_light(site, tiny_run):
    folder = tiny_run.results / "report"
    for name in site:
        size = (folder / name).stat().st_size
        most = 60_000 if name.startswith("themes/") else 400_000
        assert size <= most, (name, size)


def test_data_lists_every_table_and_figure_with_its_address(site, tiny_run):
    page = site["data.html"]
    for path in (tiny_run.results / "tables").glob("*.csv"):
        assert f"../tables/{path.name}" in page.addresses, path.name
    for path in (tiny_run.results / "figures").glob("*.svg"):
        assert page.addresses.count(f"../figures/{path.name}") == 2, path.name
    assert {"report.html", "4_comparison.nmf.html", "1_corpus.NO.html"} <= set(page.addresses)
    assert re.search(r"Figure 1 \(\w+\), “A tiny walk”, nordtema [\d.]+, study [0-9a-f]{10}",
                     "".join(page.text_of.values()))  # fmt: skip


def test_every_claim_and_share_has_a_row_with_the_figures_of_the_table(site, tiny_run):
    claims = table(tiny_run, "claims.lda")
    page = BeautifulSoup(
        (tiny_run.results / "report/rows/claims-1.html").read_text("utf-8"), "lxml"
    )
    raw = pd.read_csv(tiny_run.results / "tables/claims.lda.csv", dtype=str, keep_default_na=False)
    for row in raw.to_dict("records"):
        section = page.find(id=row["claim"])
        names, cells = ([cell.text for cell in section.select(kind)] for kind in ("dt", "dd"))
        assert names == list(raw.columns)
        assert cells == [value or "–" for value in row.values()]
    raw = pd.read_csv(tiny_run.results / "tables" / "prevalence.lda.csv", dtype=str)
    path = tiny_run.results / "report" / "rows" / "prevalence-1.html"
    page = BeautifulSoup(path.read_text("utf-8"), "lxml")
    for topic, part in raw.groupby("topic"):
        section = page.find(id=f"topic-{topic}")
        assert [cell.text for cell in section.select("th")] == list(raw.columns)
        cells = [[cell.text for cell in row.select("td")] for row in section.select("tbody tr")]
        assert cells == part.fillna("").to_numpy().tolist()
    for row in claims.itertuples():
        name = next(name for name in site if name.startswith(f"themes/{row.topic}-"))
        assert f"../rows/claims-1.html#{row.claim}" in site[name].addresses
        assert f"../rows/prevalence-1.html#topic-{row.topic}" in site[name].addresses
        assert f"../{name}#{row.claim}" in site["rows/claims-1.html"].addresses
    for address in ("rows/claims-1.html", "rows/prevalence-1.html"):
        assert site["data.html"].addresses.count(address) == 2, "from the figure and the table"


def test_the_name_of_a_theme_is_told_in_each_norm(tiny_run):
    words = table(tiny_run, "topics.lda")
    for path in sorted((tiny_run.results / "report" / "themes").glob("[1-9]*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        topic = int(path.name.partition("-")[0])
        rows = words[words["topic"] == topic].sort_values("frex_rank", kind="stable")
        for code in ("nb", "da", "sv"):
            first = [cell.split("|")[0] for cell in rows[code] if cell][:3]
            assert page.select_one(f'.names [lang="{code}"]').text == " · ".join(first)


def test_a_flag_is_explained_where_it_stands(site, tiny_run):
    flagged = [
        one for name in site
        for one in BeautifulSoup((tiny_run.results / "report" / name).read_text("utf-8"), "lxml")
        .select("details.flagged")
    ]  # fmt: skip
    assert len(flagged) >= len(table(tiny_run, "claims.lda"))
    for one in flagged:
        for part in one.summary.text.removeprefix("flag: ").split(", "):
            known = [flag for flag in FLAGS if part.startswith(flag)]
            assert part == "no flag" or FLAGS[known[0]] in one.p.text


def test_figures_say_which_study_and_which_table_they_are_of(tiny_run):
    record = json.loads((tiny_run.results / "run.json").read_text("utf-8"))
    for path in sorted((tiny_run.results / "figures").glob("*.[sp][vn]g")):
        told = read_back(path.read_bytes(), path.suffix[1:])
        name = f"tables/{table_of(path.stem)}.csv"
        digest = hashlib.sha256((tiny_run.results / name).read_bytes()).hexdigest()
        assert digest == record["outputs"][name]
        assert told == (
            f"nordtema {record['program']['nordtema']}; study {record['study']}; "
            f"table {Path(name).name}; sha256 {digest}"
        )


def test_every_word_of_a_theme_is_found_in_the_reader(tiny_run):
    """The words of all norms, and those of one country alone, which need not stand in a text so."""
    data = (tiny_run.results / "report" / "reader" / "forms.js").read_text("utf-8")
    known = json.loads(data[data.index("{") : data.rindex("}") + 1])
    folded, forms = known["folded"].split("\n"), known["forms"].split("\n")
    found = {form or plain for plain, form in zip(folded, forms, strict=True)}
    topics, own = table(tiny_run, "topics.lda"), table(tiny_run, "own_words.lda")
    cells = pd.concat([topics[code] for code in ("nb", "nn", "da", "sv")] + [own["words"]])
    shown = {word.lower() for cell in cells for word in cell.split("|") if word}
    assert shown and shown <= found, sorted(shown - found)[:5]
    names = set(known["names"].split("\n"))
    assert set(own["concept"]) <= names and set(topics["concept"]) <= names
