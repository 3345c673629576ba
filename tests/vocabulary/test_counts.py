"""Counts of concepts: against a naive count, equalised, shared, saved and read again."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from vocabulary_tables import TEXTS, concept_of, units_of

from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.study import Vocabulary
from nordtema.vocabulary import counts as counts_module
from nordtema.vocabulary.concepts import Rules, link
from nordtema.vocabulary.counts import (
    ConceptCounts,
    count_concepts,
    equalising_weights,
    minimum_documents,
    present_countries,
)
from nordtema.vocabulary.glossary import general_glossary
from nordtema.vocabulary.terms import iterate_lemmas
from nordtema.vocabulary.tokens import encode

ANY = Vocabulary(shared_words="any", minimum_documents=1, maximum_document_share=1.0)


def counted(texts=TEXTS, rules=ANY, change=lambda links: links) -> ConceptCounts:
    corpus = encode(units_of(texts))
    links = link(corpus.lemmas, Rules(general=general_glossary()))
    return count_concepts(corpus, change(links), rules)


def reason_of(counts: ConceptCounts) -> dict[str, str]:
    return dict(zip(counts.concepts["concept"], counts.concepts["reason"], strict=True))


def test_counts_equal_a_naive_count():
    corpus = encode(units_of(TEXTS))
    links = link(corpus.lemmas, Rules(general=general_glossary()))
    found = concept_of(links)
    counts = count_concepts(corpus, links, ANY)
    names = counts.concepts["concept"].tolist()
    assert names == sorted(names) and len(names) == len(set(names))
    for row, (language, text) in enumerate(TEXTS):
        expected = Counter(found[language, lemma] for lemma in iterate_lemmas(text, language))
        line = counts.matrix[row].toarray()[0]
        assert {names[i]: int(line[i]) for i in np.flatnonzero(line)} == dict(expected)
    assert counts.matrix.sum() == counts.units["tokens"].sum()
    assert counts.matrix.dtype == np.float32 and counts.matrix.has_sorted_indices


def test_the_order_of_links_does_not_matter():
    one = counted()
    other = counted(change=lambda links: links.sample(frac=1, random_state=5))
    assert (one.matrix != other.matrix).nnz == 0
    pd.testing.assert_frame_equal(one.concepts, other.concepts)


def test_facts_of_a_concept():
    table = counted().concepts.set_index("concept")
    fish = table.loc["fisk"]
    assert fish[list(COUNTRIES)].tolist() == [4, 2, 2]
    assert fish["nb"] == "fisk|fisken" and fish["nn"] == "fisk" and fish["sv"] == "fisk"
    assert table.loc["skole", ["nb", "nn", "da"]].tolist() == [
        "skole|skolen",
        "skule|skulen",
        "skole|skolen",
    ]
    assert (table["review"] == 0).all()
    assert table.loc["fisk", "noun"] == table.loc["skole", "noun"] == 1


def test_of_nouns_each_norm_counts_alike():
    corpus = encode(units_of([("nb", "a"), ("sv", "b")]))
    words = [("nb", "svar", 9, 1.0), ("nb", "svare", 1, 0.0), ("sv", "svara", 90, 0.2)]
    lemmas = pd.DataFrame(words, columns=["language", "lemma", "frequency", "noun"])
    lemmas["headword"] = lemmas["lemma"]
    links = lemmas.assign(concept="svar", method="dictionary", score=1.0, status="accepted",
                          light=False)  # fmt: skip
    table = count_concepts(replace(corpus, lemmas=lemmas), links, ANY).concepts
    assert table["noun"].tolist() == [pytest.approx((0.9 + 0.2) / 2)]


def test_share_that_rests_on_unreviewed_links_and_refusing_them():
    def doubt(links):
        return links.assign(
            status=np.where(
                (links["lemma"] == "fisk") & (links["language"] == "sv"), "review", "accepted"
            )
        )

    table = counted(change=doubt).concepts.set_index("concept")
    assert table.loc["fisk", "review"] == pytest.approx(2 / 9)
    strict = counted(change=doubt, rules=ANY.model_copy(update={"use_review_links": False}))
    table = strict.concepts.set_index("concept")
    assert table.loc["fisk", list(COUNTRIES)].tolist() == [4, 2, 0]
    assert table.loc["fisk (sv)", list(COUNTRIES)].tolist() == [0, 0, 2]


@pytest.mark.slow
def test_rejected_links_are_never_counted_together():
    def reject(links):
        return links.assign(status=np.where(links["language"] == "da", "rejected", links["status"]))

    table = counted(change=reject).concepts.set_index("concept")
    assert table.loc["fisk", "DK"] == 0 and table.loc["fisk (da)", "DK"] == 2


# ---------------------------------------------------------------- which words are shared


TWO_OF_THREE = [("nb", "fisk båt elg"), ("da", "fisk båd"), ("sv", "fisk"), ("nn", "fisk båt")]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("countries", {"fisk": "", "båt": "not met in every country",
                       "elg": "not met in every country"}),
        ("languages", {"fisk": "", "båt": "not met in every written norm",
                       "elg": "not met in every written norm"}),
        ("any", {"fisk": "", "båt": "", "elg": ""}),
    ],
)  # fmt: skip
def test_rules_for_shared_words(rule, expected):
    rules = ANY.model_copy(update={"shared_words": rule})
    assert reason_of(counted(TWO_OF_THREE, rules)) == expected


def test_every_country_is_not_every_norm():
    """nn lacks the word; Norway has it all the same."""
    texts = [("nb", "fisk båt"), ("nn", "fisk"), ("da", "fisk båd"), ("sv", "fisk båt")]
    by_country = counted(texts, ANY.model_copy(update={"shared_words": "countries"}))
    by_norm = counted(texts, ANY.model_copy(update={"shared_words": "languages"}))
    assert reason_of(by_country)["båt"] == ""
    assert reason_of(by_norm)["båt"] == "not met in every written norm"


def test_absent_countries_are_not_asked():
    texts = [("nb", "fisk båt"), ("da", "fisk båd")]
    counts = counted(texts, ANY.model_copy(update={"shared_words": "countries"}))
    assert present_countries(counts.units) == ["NO", "DK"]
    assert set(reason_of(counts).values()) == {""}


def test_too_rare_too_common_and_leaning():
    texts = [("nb", "fisk båt elg elg elg bok")] * 3 + [("da", "fisk båd"), ("sv", "fisk båt älg")]
    rules = ANY.model_copy(
        update={"minimum_documents": 4, "maximum_document_share": 0.9, "maximum_country_share": 0.6}
    )
    corpus = counted([*texts, ("sv", "båt")], rules)
    reasons = reason_of(corpus)
    assert reasons["bok"] == "too rare"
    assert reasons["elg"] == "leans on one country"  # rates 1/2, 0 and 1/4: two thirds Norwegian
    assert reasons["fisk"] == ""  # 5 of 6 texts; rates 1/6, 1/2 and 1/4: Denmark has .55
    assert reasons["båt"] == "too common"  # 6 of 6 texts
    free = counted([*texts, ("sv", "båt")], rules.model_copy(update={"maximum_country_share": 1.0}))
    assert reason_of(free)["elg"] == ""


@pytest.mark.slow
def test_where_all_shared_words_are_common_none_is_too_common():
    """Four texts of the same words: without them there would be nothing to form topics on."""
    rules = ANY.model_copy(update={"maximum_document_share": 0.5})
    same = [("nb", "fisk båt"), ("da", "fisk båd"), ("sv", "fisk båt"), ("nb", "fisk båt")]
    assert set(reason_of(counted(same, rules)).values()) == {""}
    others = [("nb", "elg bok"), ("nb", "elg bok"), ("sv", "hund"), ("da", "kat")]
    reasons = reason_of(counted([*same, *others, ("nb", "fisk båt")], rules))
    assert reasons["fisk"] == reasons["båt"] == "too common"


@pytest.mark.parametrize(
    ("units", "minimum", "expected"), [(10, "auto", 2), (2600, "auto", 3), (10, 1, 1), (99, 7, 7)]
)
def test_minimum_of_documents(units, minimum, expected):
    assert minimum_documents(units, Vocabulary(minimum_documents=minimum)) == expected


def test_shared_columns_are_those_without_a_reason():
    counts = counted(rules=Vocabulary(minimum_documents=2, maximum_document_share=0.99))
    assert 0 < len(counts.shared) < len(counts.concepts)
    assert ((counts.concepts["reason"] == "") == counts.concepts["shared"]).all()
    assert counts.concepts["shared"].to_numpy()[counts.shared].all()


# ---------------------------------------------------------------- equalising


def check_equal(matrix: sparse.csr_matrix, countries: np.ndarray) -> None:
    equal = equalising_weights(matrix, countries)
    codes = sorted(set(countries))
    totals = np.array([np.asarray(equal[countries == c].sum(axis=0)).ravel() for c in codes])
    raw = np.array([np.asarray(matrix[countries == c].sum(axis=0)).ravel() for c in codes])
    shared = (raw > 0).all(axis=0)
    np.testing.assert_allclose(totals.sum(axis=1), matrix.sum() / len(codes), rtol=1e-4)
    if shared.all():
        rates = totals / totals.sum(axis=1, keepdims=True)
        np.testing.assert_allclose(rates, np.broadcast_to(rates[0], rates.shape), rtol=1e-4)
        expected = (raw / raw.sum(axis=1, keepdims=True)).mean(axis=0)
        np.testing.assert_allclose(rates[0], expected, rtol=1e-4)
    assert (equal != 0).nnz == (matrix != 0).nnz, "nothing appears, nothing goes"
    assert np.array_equal(equal.indices, matrix.indices)


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10_000), documents=st.integers(1, 9), tilt=st.floats(1, 30))
def test_after_equalising_rates_and_totals_are_equal(seed, documents, tilt):
    rng = np.random.default_rng(seed)
    countries = np.repeat(["NO", "DK", "SE"], [documents, documents + 1, documents + 4])
    rates = rng.dirichlet(np.ones(12), 3) ** (1 / 2)
    dense = rng.poisson(
        rates[
            np.repeat(
                [0, 1, 2],
                np.bincount(np.repeat([0, 1, 2], [documents, documents + 1, documents + 4])),
            )
        ]
        * tilt
    )
    for code in ("NO", "DK", "SE"):
        dense[np.flatnonzero(countries == code)[0]] += 1  # every concept is met everywhere
    check_equal(sparse.csr_matrix(dense.astype(np.float32)), countries)


def test_equal_counts_stay_as_they_are():
    matrix = sparse.csr_matrix(np.tile([[3.0, 1, 2]], (6, 1)).astype(np.float32))
    equal = equalising_weights(matrix, np.repeat(["NO", "DK", "SE"], 2))
    np.testing.assert_allclose(equal.toarray(), matrix.toarray(), rtol=1e-6)


def test_equalising_leaves_the_raw_counts_alone():
    matrix = sparse.csr_matrix(np.array([[4.0, 0], [1, 1], [0, 5], [2, 2]], dtype=np.float32))
    copy = matrix.copy()
    equalising_weights(matrix, np.array(["NO", "NO", "SE", "SE"]))
    assert (matrix != copy).nnz == 0


def test_within_a_country_proportions_of_a_concept_stay():
    rng = np.random.default_rng(2)
    matrix = sparse.csr_matrix((rng.poisson(2, (9, 5)) + 1).astype(np.float32))
    countries = np.repeat(["NO", "DK", "SE"], 3)
    equal = equalising_weights(matrix, countries).toarray() / matrix.toarray()
    for code in ("NO", "DK", "SE"):
        factors = equal[countries == code]
        np.testing.assert_allclose(factors, np.broadcast_to(factors[0], factors.shape), rtol=1e-5)


# ---------------------------------------------------------------- saving


def test_what_is_saved_is_read_again(tmp_path):
    counts = counted()
    counts.save(tmp_path / "data")
    again = ConceptCounts.load(tmp_path / "data")
    pd.testing.assert_frame_equal(again.units, counts.units)
    pd.testing.assert_frame_equal(again.concepts, counts.concepts)
    assert (again.matrix != counts.matrix).nnz == 0 and again.matrix.dtype == counts.matrix.dtype
    assert np.array_equal(again.shared, counts.shared)
    assert sorted(p.name for p in (tmp_path / "data").iterdir()) == [
        "concepts.parquet", "counts.npz", "units.parquet",
    ]  # fmt: skip


def test_equal_counts_are_saved_as_equal_bytes(tmp_path):
    for name in ("one", "two"):
        counted().save(tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_columns_of_the_concepts():
    assert list(counted().concepts.columns) == [
        "concept", *LANGUAGES, *COUNTRIES, "review", "noun", "light", "shared", "reason",
    ]  # fmt: skip


def test_equalising_in_blocks_changes_nothing(monkeypatch):
    rng = np.random.default_rng(1)
    matrix = sparse.csr_matrix(rng.poisson(0.7, (23, 9)).astype(np.float32))
    countries = rng.choice(["NO", "DK", "SE"], 23)
    whole = equalising_weights(matrix, countries)
    monkeypatch.setattr(counts_module, "CHUNK", 4)
    assert np.array_equal(equalising_weights(matrix, countries).data, whole.data)


def test_no_word_leans_on_the_only_country():
    texts = [("da", "fisk båd"), ("da", "fisk bog")]
    counts = counted(texts, ANY.model_copy(update={"maximum_country_share": 0.6}))
    assert set(reason_of(counts).values()) == {""}


def test_the_part_of_a_documents_words_that_takes_part():
    """Of two units one has 3 of 4 words in shared concepts, the other 1 of 4."""
    counts = counted()
    concepts = pd.DataFrame({"concept": ["a", "b"], "shared": [True, False]})
    units = pd.DataFrame({"doc_id": ["x", "x", "y"], "tokens": [4, 4, 2]})
    matrix = sparse.csr_matrix(np.array([[3, 1], [1, 3], [0, 2]], dtype=np.float32))
    part = replace(counts, units=units, concepts=concepts, matrix=matrix).taking_part()
    assert part.to_dict() == {"x": 0.5, "y": 0.0}
