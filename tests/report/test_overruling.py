"""Lines of glossary.csv on the pages of concepts: what each does is what the page says."""

import csv
import re
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from nordtema.corpus import units_of
from nordtema.languages import LANGUAGES
from nordtema.report.reading.overruling import Linked, overrulings
from nordtema.study import Vocabulary
from nordtema.vocabulary.build import build_vocabulary

Word = tuple[str, str]


def words(*told: str) -> list[Linked]:
    """`nb båt .9` as words."""
    return [Linked(code, lemma, float(score)) for code, lemma, score in map(str.split, told)]


def test_two_norms_are_parted_and_of_more_the_least_sure_word_is_taken_out():
    found = overrulings("båt", words("nb båt 1", "da båd .9", "sv båt .95"))
    assert [row.line for row in found] == [
        "båt,båt,,båd,båt,reject,", "båt,,,båd,,split,", "båt,båt,,båd,båt,accept,",
    ]  # fmt: skip
    assert (found[1].language, found[1].word) == ("da", "båd")
    two = overrulings("båt", words("nb båt 1", "nb skute 1", "sv båt 1"))
    assert [row.line for row in two] == ["båt,båt|skute,,,båt,reject,",
                                         "båt,båt|skute,,,båt,accept,"]  # fmt: skip
    assert [row.decision for row in overrulings("fika", words("sv fika 0"))] == ["accept"]


def test_the_word_that_names_a_concept_is_not_the_one_that_is_taken_out():
    found = overrulings("båt", words("nb båt .8", "nn båt .9", "sv båt .9"))
    assert found[1].line == "båt,,,,båt,split,"


# ---------------------------------------------------------------- on the pages of a study


@pytest.fixture(scope="module")
def lines(tiny_run) -> dict[str, dict[str, list[str]]]:
    """The lines that the pages show: decision → concept → cells of the row."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((tiny_run.results / "report" / "concepts").glob("0*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        for line in page.select(".overrule pre"):
            (row,) = csv.reader([line.text])
            found.setdefault(row[5], {})[line.find_parent("article")["id"]] = row
    return found


@pytest.fixture(scope="module")
def linked(tiny_run, tmp_path_factory):
    """The links of the study, with further rows in its glossary: word → concept."""
    segments = pd.read_parquet(tiny_run.results / "data" / "segments.parquet")
    (kept,) = tiny_run.results.rglob("corpus/data/documents.parquet")
    units = units_of(segments, pd.read_parquet(kept), "document")
    own = (tiny_run.corpus / "glossary.csv").read_text("utf-8").rstrip("\n")
    path = tmp_path_factory.mktemp("glossary") / "glossary.csv"

    def concepts(rows: list[list[str]]) -> dict[Word, str]:
        path.write_text("\n".join([own, *map(",".join, rows)]) + "\n", "utf-8")
        links = build_vocabulary(units, Vocabulary(minimum_documents=2), path).links
        keys = zip(links["language"], links["lemma"], strict=True)
        return dict(zip(keys, links["concept"], strict=True))

    return concepts


def named(row: list[str]) -> list[Word]:
    cells = zip(LANGUAGES, row[1:5], strict=True)
    return [(code, word) for code, cell in cells for word in cell.split("|") if word]


def test_reject_parts_the_norms(lines, linked):
    after = linked(list(lines["reject"].values()))
    assert len(lines["reject"]) > 20
    for row in lines["reject"].values():
        for a, b in combinations(named(row), 2):
            assert a[0] == b[0] or after[a] != after[b], row


def test_split_takes_one_word_out_and_leaves_the_others_together(lines, linked):
    after = linked(list(lines["split"].values()))
    assert len(lines["split"]) > 20
    for concept, row in lines["split"].items():
        (out,) = named(row)
        others = [word for word in named(lines["accept"][concept]) if word != out]
        assert len({after[word] for word in others}) == 1, row
        assert [word for word, name in after.items() if name == after[out]] == [out], row


def test_accept_adds_a_word_that_leaves_its_own_concept(lines, linked):
    before = linked([])
    row = list(next(row for row in lines["accept"].values() if "båt" in row[1].split("|")))
    assert before["nb", "skole"] == before["sv", "skola"] != before["nb", "båt"]
    row[4] = "|".join(filter(None, [row[4], "skola"]))
    after = linked([row])
    assert {after[word] for word in named(row)} == {after["sv", "skola"]}
    assert after["nb", "skole"] != after["sv", "skola"]


def test_each_line_stands_beside_what_it_does(tiny_run):
    folder = tiny_run.results / "report" / "concepts"
    for path in sorted(folder.glob("0*.html")):
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        for one in page.select(".overrule li"):
            decision = one.pre.text.split(",")[-2]
            assert one.code.text == decision and len(one.text) > len(one.pre.text) + 80
        assert not page.find("th", string=re.compile("sure"))
        for table in page.select("details table"):
            cells = [[cell.text for cell in row.select("td")] for row in table.select("tbody tr")]
            reckoned = [row for row in cells if row[2] == "spelled nearly alike"]
            assert ("likely right" in table.thead.text) == bool(reckoned)
            assert all(row[3] == "–" for row in cells if reckoned and row not in reckoned)


def test_the_paths_of_the_pages_are_those_of_the_study(tiny_run):
    page = (tiny_run.results / "report" / "concepts" / "001.html").read_text("utf-8")
    assert f"<code>{Path('glossary.csv').name}</code> in the folder of the texts" in page
