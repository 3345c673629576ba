"""How a study is cited: names and titles of any kind stay what they are."""

import json

import yaml

from nordtema.study import About
from nordtema.workflow.citing import bibtex, citation_cff, ro_crate

ABOUT = About(
    title="A & B: 100 % {odd} _title_", authors=("Kari Ås", "Lund, Per"), published="2026"
)


def test_a_citation_is_yaml_whatever_the_title_holds():
    told = yaml.safe_load(citation_cff(ABOUT, "0.2.0", "abc"))
    assert told["title"] == ABOUT.title and told["cff-version"] == "1.2.0"
    assert [one["name"] for one in told["authors"]] == ["Kari Ås", "Lund, Per"]
    assert "date-released" not in told  # a year is no day
    whole = yaml.safe_load(citation_cff(About(published="2026-02-03"), "0.2.0", "abc"))
    assert str(whole["date-released"]) == "2026-02-03" and whole["authors"] == [{"name": "unnamed"}]


def test_bibtex_has_its_signs_escaped_and_leaves_out_what_is_not_told():
    entry = bibtex(ABOUT, "0.2.0", "abc")
    assert "A \\& B: 100 \\% \\{odd\\} \\_title\\_" in entry
    assert "{{Kari Ås} and {Lund, Per}}" in entry and "year = {2026}" in entry
    assert "year" not in bibtex(About(), "0.2.0", "abc") and entry.count("\n") == 6


def test_a_crate_lists_every_file_with_its_kind():
    files = ["b.csv", "a.ipynb", "c.unknown"]
    graph = {one["@id"]: one for one in json.loads(ro_crate(ABOUT, "1", "abc", files))["@graph"]}
    assert [part["@id"] for part in graph["./"]["hasPart"]] == sorted(files)
    assert graph["b.csv"]["encodingFormat"] == "text/csv"
    assert graph["c.unknown"]["encodingFormat"] == "application/octet-stream"
    assert graph["#author-1"]["name"] == "Kari Ås" and graph["./"]["datePublished"] == "2026"
