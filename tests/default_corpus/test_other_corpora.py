"""The corpus beside texts of others: nothing is copied, and the subject is the same."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from shipped_corpus import CHECKOUT, SHIPPED, long_sentences, read_shipped

from nordtema import corpus
from nordtema.languages import COUNTRIES
from nordtema.study import Study
from nordtema.vocabulary.tokens import encode

CORPORA = CHECKOUT.parent / "shared" / "corpora"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="no shared corpora beside this"),
]
FREQUENT = 100
KNOWN = 0.7


def texts_of_others() -> Iterator[str]:
    for path in sorted(path for path in CORPORA.rglob("*") if path.is_file()):
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8", errors="replace") as lines:
            if ".jsonl" in path.suffixes:
                yield from (json.loads(line)["text"] for line in lines)
            else:
                yield re.sub("<[^<>]*>", " ", lines.read())


def test_no_long_sentence_stands_elsewhere():
    ours = {
        sentence: document.doc_id
        for document in read_shipped().documents
        for sentence in long_sentences(document.text)
    }
    found = {s for text in texts_of_others() for s in long_sentences(text) if s in ours}
    assert not found, {ours[sentence]: " ".join(sentence) for sentence in found}


def lemmas_of(folder: Path) -> pd.DataFrame:
    """Content lemmas by norm, with their tokens."""
    rules = Study().corpus
    index = corpus.read_corpus(folder).documents
    segments = [
        corpus.read_country(index, code, rules).segments.assign(country=code) for code in COUNTRIES
    ]
    units = pd.concat(segments).rename(columns={"segment_id": "unit_id"})
    return encode(units).lemmas


@pytest.fixture(scope="module")
def lemmas():
    return lemmas_of(CORPORA / "web-pages"), lemmas_of(SHIPPED)


@pytest.mark.parametrize("norm", ["nb", "da", "sv"])
def test_the_frequent_words_of_pages_on_the_subject_are_met(norm, lemmas):
    pages, shipped = (table[table["language"] == norm] for table in lemmas)
    pages = pages[~pages["name"]].sort_values(["frequency", "lemma"], ascending=[False, True])
    frequent = pages["lemma"].head(FREQUENT)
    missing = frequent[~frequent.isin(set(shipped["lemma"]))]
    assert len(missing) <= (1 - KNOWN) * FREQUENT, " ".join(missing)
