"""Diagnostics of topics, against naive ones."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from topic_corpora import model_of, simulate

from nordtema.topics.diagnostics import (
    MINIMUM_UNITS,
    UNSTABLE,
    country_shares,
    diagnose,
    diversity,
    exclusivity,
    language_entropy,
    npmi,
)
from nordtema.topics.stability import MEASURES


def measures(k: int, **columns: list[float]) -> pd.DataFrame:
    """Measures of refits, those that are not given missing."""
    return pd.DataFrame({**dict.fromkeys(MEASURES, np.nan), **columns}, index=range(k))


def naive_npmi(occurrence: np.ndarray, top: np.ndarray) -> list[float]:
    means = []
    for columns in top:
        scores = []
        for a, b in combinations(columns, 2):
            p_a, p_b = occurrence[:, a].mean(), occurrence[:, b].mean()
            p_ab = (occurrence[:, a] & occurrence[:, b]).mean()
            if not p_a or not p_b:
                scores.append(0.0)
            elif not p_ab:
                scores.append(-1.0)
            elif p_ab == 1:
                scores.append(1.0)
            else:
                scores.append(np.log(p_ab / (p_a * p_b)) / -np.log(p_ab))
        means.append(np.mean(scores))
    return means


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 9999), density=st.sampled_from([0.02, 0.2, 0.6, 1.0]),
    units=st.integers(1, 40),
)  # fmt: skip
def test_npmi_equals_the_naive_one(seed, density, units):
    rng = np.random.default_rng(seed)
    occurrence = rng.random((units, 12)) < density
    top = np.array([rng.choice(12, 5, replace=False) for _ in range(3)])
    scores = npmi(sparse.csr_matrix(occurrence), top)
    np.testing.assert_allclose(scores, naive_npmi(occurrence, top), atol=1e-9)
    assert (scores >= -1 - 1e-9).all() and (scores <= 1 + 1e-9).all()


def test_npmi_of_perfect_company_and_of_strangers():
    occurrence = sparse.csr_matrix(np.array([[1, 1, 0]] * 5 + [[0, 0, 1]] * 5, dtype=bool))
    assert npmi(occurrence, np.array([[0, 1], [0, 2]])) == pytest.approx([1, -1])


def test_exclusivity_and_diversity():
    topics = np.array([[0.5, 0.5, 0.0], [0.5, 0.0, 0.5]])
    assert exclusivity(topics, np.array([[0, 1], [0, 2]])) == pytest.approx([0.75, 0.75])
    assert diversity(np.array([[0, 1], [0, 2]])) == 0.75
    assert diversity(np.array([[0, 1], [2, 3]])) == 1


def test_country_shares_leave_texts_without_topics_aside():
    shares = np.array([[0.2, 0.8], [0.6, 0.4], [0.0, 0.0], [1.0, 0.0]])
    table = country_shares(shares, np.array(["NO", "NO", "NO", "SE"]))
    assert table["NO"].tolist() == pytest.approx([0.4, 0.6])
    assert table["SE"].tolist() == [1, 0] and table["DK"].isna().all()


def test_language_entropy():
    languages = np.array(["nb", "nb", "da", "sv"])
    shares = np.array([[0.5, 0.0], [0.5, 0.0], [0.5, 0.0], [0.5, 1.0]])
    assert language_entropy(shares, languages) == pytest.approx([1, 0])
    assert language_entropy(shares[:2], languages[:2]).tolist() == [0, 0]


def test_norms_weigh_alike_whatever_the_number_of_their_texts():
    shares = np.array([[0.4, 0.6]] * 50 + [[0.4, 0.6]])
    entropy = language_entropy(shares, np.array(["nb"] * 50 + ["sv"]))
    assert entropy == pytest.approx([1, 1])


@pytest.fixture(scope="module")
def diagnosed():
    truth = simulate(1, documents=40)
    model = model_of(truth.topics)
    units = pd.DataFrame({"country": truth.countries, "language": truth.languages})
    shares = model.transform(truth.counts)
    review = np.linspace(0, 1, truth.counts.shape[1])
    refitted = measures(
        5, stability=[0.9, 0.8, 0.7, 0.1, 0.6], stability_ceiling=[0.9] * 5,
        likeness=[1.0, 0.95, 0.8, 0.6, 0.85], share_correlation=[1.0, 0.8, 0.9, 0.95, 0.7],
    )  # fmt: skip
    table = diagnose(model, truth.counts, units, shares, review, refitted)
    return truth, model, shares, review, table


def test_the_table_of_diagnostics(diagnosed):
    truth, model, shares, review, table = diagnosed
    assert list(table.columns) == [
        "topic", "npmi", "npmi_nb", "npmi_nn", "npmi_da", "npmi_sv", "exclusivity", "stability",
        "unreviewed", "share", "NO", "DK", "SE", "language_entropy", "flag", "likeness",
        "share_correlation", "stability_ceiling",
    ]  # fmt: skip
    assert table["topic"].tolist() == [1, 2, 3, 4, 5]
    assert table["share"].sum() == pytest.approx(1)
    for code in ("NO", "DK", "SE"):
        expected = shares[truth.countries == code].mean(axis=0)
        np.testing.assert_allclose(table[code], expected)
    np.testing.assert_allclose(table["unreviewed"], model.topics @ review)
    occurrence = (truth.counts > 0).toarray()
    np.testing.assert_allclose(table["npmi"], naive_npmi(occurrence, model.top(10)))
    swedish = occurrence[truth.languages == "sv"]
    np.testing.assert_allclose(table["npmi_sv"], naive_npmi(swedish, model.top(10)))


def test_a_norm_with_few_texts_has_no_coherence_of_its_own(diagnosed):
    *_, table = diagnosed
    assert table["npmi_nn"].isna().all() and table["npmi_nb"].notna().all()
    assert MINIMUM_UNITS <= 40


def test_flags_in_words(diagnosed):
    *_, table = diagnosed
    assert table["flag"].tolist() == ["", "", "", "unstable", "unstable"]


def test_other_weights_and_other_shares_are_unstable_each_by_itself_and_other_words_are_not(
    diagnosed,
):
    *_, table = diagnosed
    unstable = table["flag"] == "unstable"
    assert (table["likeness"] < UNSTABLE).tolist() == [False, False, False, True, False]
    assert (table["share_correlation"] < UNSTABLE).tolist() == [False] * 4 + [True]
    assert table["stability"].iloc[2] < UNSTABLE and not unstable.iloc[2]


def test_a_topic_of_one_country_is_flagged():
    topics = np.kron(np.eye(2), np.ones(12)) + 1e-6
    model = model_of(topics)
    rng = np.random.default_rng(0)
    rows = np.r_[np.zeros(60, int), np.ones(30, int)]
    counts = sparse.csr_matrix(np.array([rng.multinomial(40, model.topics[r]) for r in rows]))
    units = pd.DataFrame({"country": ["NO"] * 30 + ["DK"] * 30 + ["SE"] * 30,
                          "language": ["nb"] * 30 + ["da"] * 30 + ["sv"] * 30})  # fmt: skip
    table = diagnose(
        model, counts, units, model.transform(counts), np.zeros(24), measures(2),
    )  # fmt: skip
    assert table["flag"].iloc[1].startswith("one country")
    assert "one country" not in table["flag"].iloc[0]


def two_topics(language: list[str], rates: np.ndarray) -> pd.DataFrame:
    """Diagnostics of two topics in four groups of ten texts, the first one in groups 1 and 2."""
    model = replace(model_of(np.kron(np.eye(2), np.ones(12)) + 1e-6), rates=rates)
    rng = np.random.default_rng(0)
    rows = np.repeat([0, 0, 1, 1], 10)
    counts = sparse.csr_matrix(np.array([rng.multinomial(40, model.topics[r]) for r in rows]))
    units = pd.DataFrame({"country": np.repeat(["NO", "DK", "NO", "SE"], 10),
                          "language": np.repeat(language, 10)})  # fmt: skip
    return diagnose(model, counts, units, model.transform(counts), np.zeros(24), measures(2))


def test_a_topic_of_one_norm_in_two_countries_is_flagged():
    table = two_topics(["nb", "nb", "nn", "sv"], np.full(24, 1 / 24))
    assert table["flag"].tolist() == ["one norm", ""]


def test_a_topic_of_what_every_text_says_is_furniture():
    rates = np.r_[np.full(12, 0.08), np.full(12, 0.04 / 12)]
    flags = two_topics(["nb", "da", "nn", "sv"], rates / rates.sum())["flag"].tolist()
    assert "furniture" in flags[0] and "furniture" not in flags[1]


def test_a_topic_that_no_text_is_about_is_hardly_used():
    truth = simulate(2, documents=30)
    unused = np.r_[np.zeros(truth.counts.shape[1]), 1.0]
    model = model_of(np.vstack([np.c_[truth.topics, np.zeros(5)], unused]), "nmf")
    counts = sparse.hstack([truth.counts, np.zeros((90, 1))]).tocsr()
    units = pd.DataFrame({"country": truth.countries, "language": truth.languages})
    shares, review = model.transform(counts), np.zeros(counts.shape[1])
    flags = diagnose(model, counts, units, shares, review, measures(6))
    assert "hardly used" in flags["flag"].iloc[5]
    assert not flags["flag"].iloc[:5].str.contains("hardly used").any()


def test_a_topic_that_is_there_twice_is_said_to_repeat_the_other():
    truth = simulate(2, documents=30)
    model = model_of(np.vstack([truth.topics, truth.topics[1] + 1e-4]), "nmf")
    units = pd.DataFrame({"country": truth.countries, "language": truth.languages})
    shares, review = model.transform(truth.counts), np.zeros(truth.counts.shape[1])
    flags = diagnose(model, truth.counts, units, shares, review, measures(6))["flag"]
    assert "repeats topic 2" in flags.iloc[5]
    assert not flags.iloc[:5].str.contains("repeats").any()


@pytest.mark.parametrize(("country", "language"), [("DK", "da"), ("NO", "nb")])
def test_of_one_country_no_topic_leans_on_it(country, language):
    model = model_of(np.kron(np.eye(2), np.ones(12)) + 1e-6)
    rng = np.random.default_rng(0)
    rows = np.r_[np.zeros(30, int), np.ones(30, int)]
    counts = sparse.csr_matrix(np.array([rng.multinomial(40, model.topics[r]) for r in rows]))
    units = pd.DataFrame({"country": [country] * 60, "language": [language] * 60})
    table = diagnose(model, counts, units, model.transform(counts), np.zeros(24), measures(2))
    assert table["flag"].tolist() == ["", ""]
    assert table[country].notna().all() and table[["NO", "DK", "SE"]].notna().sum().sum() == 2


def test_a_declared_country_has_its_share_and_its_flag(finland):
    model = model_of(np.kron(np.eye(2), np.ones(12)) + 1e-6)
    rng = np.random.default_rng(0)
    rows = np.r_[np.zeros(60, int), np.ones(30, int)]
    counts = sparse.csr_matrix(np.array([rng.multinomial(40, model.topics[r]) for r in rows]))
    units = pd.DataFrame({"country": ["NO"] * 30 + ["SE"] * 30 + ["FI"] * 30,
                          "language": ["nb"] * 30 + ["sv"] * 60})  # fmt: skip
    table = diagnose(model, counts, units, model.transform(counts), np.zeros(24), measures(2))
    assert table["FI"].iloc[1] > 0.95 and table["FI"].iloc[0] < 0.05
    assert table["flag"].iloc[1].startswith("one country") and table["DK"].isna().all()
