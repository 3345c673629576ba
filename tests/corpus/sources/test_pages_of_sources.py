"""The pages on sources: each example is read as its page says."""

import re
from pathlib import Path

import pandas as pd
import pytest
from test_office import WRITERS

from conftest import CHECKOUT
from nordtema.corpus.counted import counts_of, is_counts
from nordtema.corpus.sources.recogniser import recognisers
from nordtema.workflow.importing import import_texts

FOLDER = CHECKOUT / "docs" / "sources"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "index")
_FILE = re.compile(r"<!-- file: (.+?) -->\n```\w+\n(.*?)```\n", re.DOTALL)
_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)
NOTHING = "–"


def written(page: str) -> str:
    return (FOLDER / f"{page}.md").read_text(encoding="utf-8")


def make_example(page: str, folder: Path) -> None:
    for name, content in _FILE.findall(written(page)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = path.suffix.removeprefix(".")
        lines = content.strip("\n").split("\n")
        path.write_bytes(WRITERS[kind](lines) if kind in WRITERS else content.encode())


def told_by(page: str) -> list[dict[str, str]]:
    """The table of a page: what its example is read as."""
    head, *rows = [row.split(" | ") for row in _ROW.findall(_FILE.sub("", written(page)))]
    return [
        {name: "" if cell == NOTHING else cell for name, cell in zip(head, row, strict=True)}
        for row in rows
    ]


def shown(text: str) -> str:
    if is_counts(text):
        return " ".join(f"{word} {number}" for word, number in sorted(counts_of(text).items()))
    return " ".join(text.split())


@pytest.mark.parametrize("page", PAGES)
def test_the_example_of_a_page_is_read_as_it_says(page, tmp_path):
    make_example(page, tmp_path / "given")
    import_texts(tmp_path / "given", tmp_path / "made")
    made = pd.read_parquet(tmp_path / "made" / "texts.parquet").fillna("")
    expected = told_by(page)
    made = made.assign(text=made["text"].map(shown)).reindex(columns=list(expected[0]))
    assert made.fillna("").to_dict("records") == expected


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_how_to_export_and_what_is_left_out(page):
    text = written(page)
    assert "**Export.**" in text and "**What is read.**" in text
    assert "**Left out.**" in text or "**What cannot be done.**" in text
    assert "    nordtema import" in text or "    make all" in text


def test_every_page_stands_in_the_list_and_in_the_site():
    site = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in PAGES:
        assert f"({page}.md)" in written("index") and f"sources/{page}.md" in site


def test_the_list_of_formats_names_every_recogniser():
    import sys

    sys.path.insert(0, str(CHECKOUT / "docs"))
    try:
        from formats import on_page_markdown
    finally:
        sys.path.remove(str(CHECKOUT / "docs"))
    page = on_page_markdown(written("index"))
    assert page.count("\n- ") == len(recognisers())
    assert "- subtitles" in page and "<!-- formats -->" not in page
