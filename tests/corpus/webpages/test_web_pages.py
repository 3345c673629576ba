"""The five real pages and the large corpora beside the checkout: ground truth by counting."""

import gzip
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pytest

from conftest import CHECKOUT
from nordtema.corpus.page import read_page
from nordtema.corpus.webpages.cleaning import rule_of
from nordtema.corpus.webpages.markup import html_to_text, is_html

SHARED = CHECKOUT.parent / "shared" / "corpora"
PAGES = sorted((SHARED / "web-pages").rglob("*.txt"))
PHRASES = re.compile(
    r"akismet|disqus|related posts|legg inn en kommentar|leave a comment|previous post|next post"
    r"|<img|you may also|view comments|ingen kommentarer|till toppen|e-mailadresse vil ikke|=-\.",
    re.IGNORECASE,
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGES, reason=f"the corpora beside the checkout are not in {SHARED}"),
]


def read(path: Path):
    return read_page(path.read_text(encoding="utf-8"))


def comments(page):
    return [part for part in page.parts if part.kind == "comment"]


def test_comments_and_writers_are_counted_right():
    found = Counter()
    for path in PAGES:
        writers = [part.writer for part in comments(read(path))]
        if writers:
            found[path.parent.name, len(writers), len(set(writers))] += 1
    assert found == {("norway", 9, 6): 1, ("sweden", 4, 3): 1}


def test_two_in_a_row_by_the_same_writer_stay_two():
    rows = [[part.writer for part in comments(read(path))] for path in PAGES]
    pairs = [sum(a == b for a, b in pairwise(row)) for row in rows]
    assert max(pairs) == 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
def test_no_boilerplate_no_copy_no_name(path):
    page = read(path)
    paragraphs = [paragraph for part in page.parts for paragraph in part.paragraphs]
    assert not [p for p in paragraphs if PHRASES.search(p)]
    assert not [p for p in paragraphs if rule_of(p, True)]
    assert len(set(paragraphs)) == len(paragraphs)
    text = "\n".join([*paragraphs, *(line for _, line in page.removed)])
    for writer in page.writers:
        assert writer.lower() not in text.lower()
        given = writer.split()[0]
        assert (
            not re.search(rf"\b{re.escape(given)}\b", text) or given.lower() in text.lower().split()
        )


def test_the_danish_page_holds_its_post_once():
    (path,) = (path for path in PAGES if path.parent.name == "denmark")
    kept = sum(len(p) for part in read(path).parts for p in part.paragraphs)
    assert 0.48 < kept / len(path.read_text(encoding="utf-8")) < 0.56


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:3])
def test_no_prose_is_lost(path):
    page = read(path)
    copies = {line for rule, line in page.removed if rule == "second copy"}
    lost = [line for _, line in page.removed if len(line) > 110 and line not in copies]
    assert not [line for line in lost if not PHRASES.search(line)]


@pytest.mark.parametrize(
    ("name", "most_touched"), [("da_parlamint", 0.0), ("sv_interpellations", 0.02)]
)
@pytest.mark.slow
def test_speeches_come_out_unchanged_but_for_masks(name, most_touched):
    path = SHARED / "large" / f"{name}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line, _ in zip(file, range(1500), strict=False)]
    pages = [read_page(text) for text in texts]
    assert not [page for page in pages if page.writers or len(page.parts) != 1]
    assert sum(bool(page.removed) for page in pages) <= most_touched * len(pages)
    for text, page in zip(texts, pages, strict=True):
        kept = " ".join(page.parts[0].paragraphs)
        if not page.removed and not page.repaired and "⟨" not in kept:
            assert kept.split() == re.sub("[\xad\u200b]", "", normalize("NFC", text)).split()


def test_help_pages_keep_their_text_and_lose_their_navigation():
    paths = sorted((SHARED / "html-pages").rglob("*.html"))
    assert paths
    for path in paths:
        source = path.read_text(encoding="utf-8")
        text = html_to_text(source)
        assert is_html(source)
        assert len(text) > 200
        assert "function(" not in text and "<" + "div" not in text
        assert not text.startswith("LibreOffice")
