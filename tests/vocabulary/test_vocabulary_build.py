"""The whole way from units to counts, and what it says of the documents."""

import numpy as np
import pandas as pd
import pytest
from vocabulary_tables import TEXTS, units_of

from nordtema.study import StudyError, Vocabulary
from nordtema.vocabulary.build import build_vocabulary, describe_documents

RULES = Vocabulary(minimum_documents=1, phrases=False)


def documents_of(units: pd.DataFrame, **columns) -> pd.DataFrame:
    table = units[["doc_id", "country", "language"]].drop_duplicates("doc_id")
    return table.assign(date="", status="kept", reason="", **columns).reset_index(drop=True)


@pytest.fixture(scope="module")
def built():
    return build_vocabulary(units_of(TEXTS), RULES)


def test_parts_fit_together(built):
    assert len(built.links) == len(built.corpus.lemmas)
    assert built.counts.matrix.shape == (len(TEXTS), len(built.counts.concepts))
    assert built.counts.matrix.sum() == (built.corpus.tokens >= 0).sum()
    assert set(built.counts.concepts["concept"]) >= set(built.links["concept"])


def test_the_four_norms_meet_in_their_concepts(built):
    concepts = built.counts.concepts.set_index("concept")
    for name in ("fisk", "bok", "elev"):
        assert (concepts.loc[name, ["nb", "nn", "da", "sv"]] != "").all(), name
        assert (concepts.loc[name, ["NO", "DK", "SE"]] > 0).all(), name


def test_a_line_in_the_glossary_changes_links_and_counts_and_nothing_else(built, tmp_path):
    path = tmp_path / "glossary.csv"
    path.write_text("concept,nb,nn,da,sv,decision\nfisk,,,,fisk,split\n", encoding="utf-8")
    other = build_vocabulary(units_of(TEXTS), RULES, path)
    before = built.links.set_index(["language", "lemma"])["concept"]
    after = other.links.set_index(["language", "lemma"])["concept"]
    changed = before.index[before.ne(after.reindex(before.index))]
    assert list(changed) == [("sv", "fisk")]
    fish = other.counts.concepts.set_index("concept").loc["fisk"]
    assert fish[["NO", "DK", "SE"]].tolist() == [4, 2, 0]
    np.testing.assert_array_equal(other.corpus.tokens, built.corpus.tokens)


def test_a_bad_glossary_stops_the_study(tmp_path):
    path = tmp_path / "glossary.csv"
    path.write_text("concept,nb,nn,da,sv,decision\nfisk,fisk,,,,maybe\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"glossary.csv: row 2: decision 'maybe'"):
        build_vocabulary(units_of(TEXTS), RULES, path)


def test_documents_with_tokens_and_linked_share(built):
    documents = describe_documents(documents_of(units_of(TEXTS)), built)
    assert documents["tokens"].tolist() == built.corpus.units["tokens"].tolist()
    assert documents["linked_share"].between(0.5, 1).all()
    linked = built.links.set_index(["language", "lemma"])["method"].ne("none")
    corpus = built.corpus
    keys = list(zip(corpus.lemmas["language"], corpus.lemmas["lemma"], strict=True))
    first = corpus.tokens[: corpus.offsets[1]]
    expected = np.mean([linked[keys[token]] for token in first if token >= 0])
    assert documents["linked_share"].iloc[0] == pytest.approx(expected)


def test_a_document_of_several_units_is_summed_up():
    units = units_of([("nb", "fisk båt"), ("nb", "fisk"), ("da", "fisk"), ("sv", "fisk")])
    units.loc[1, "doc_id"] = units.loc[0, "doc_id"]
    documents = describe_documents(documents_of(units), build_vocabulary(units, RULES))
    assert documents["tokens"].tolist() == [3, 1, 1]
    assert documents["linked_share"].tolist() == [pytest.approx(2 / 3), 1, 1]


def test_a_text_of_stop_words_only_is_dropped_with_its_reason():
    units = units_of([("nb", "og det er som den var"), ("da", "fisk"), ("sv", "fisk")])
    documents = describe_documents(documents_of(units), build_vocabulary(units, RULES))
    assert documents[["status", "reason"]].to_numpy().tolist() == [
        ["dropped", "stop words only"], ["kept", ""], ["kept", ""],
    ]  # fmt: skip


def test_progress_is_told():
    heard = []
    build_vocabulary(units_of(TEXTS[:3]), RULES, progress=heard.append)
    assert len(heard) >= 3 and all(isinstance(line, str) for line in heard)
