"""Mean shares by country, their clusters, and whether intervals cover what they should."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import COUNTRIES, document_tables, sample

from nordtema.comparison.bootstrap import difference_interval
from nordtema.comparison.prevalence import (
    Sample,
    bootstrap_means,
    cluster_sums,
    mean_shares,
    prevalence_table,
    sample_of,
)
from nordtema.study import StudyError

EQUAL = np.full((3, 3), 1 / 3)


def test_means_weigh_documents_alike_or_by_tokens():
    shares = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])
    countries = np.array(["NO", "NO", "SE"])
    alike = Sample(shares, countries, np.arange(3), np.ones(3))
    longer = Sample(shares, countries, np.arange(3), np.array([30.0, 10.0, 5.0]))
    assert mean_shares(alike)["NO"].tolist() == [0.5, 0.5]
    assert mean_shares(longer)["NO"].tolist() == [0.75, 0.25]
    assert list(mean_shares(alike).columns) == ["NO", "SE"] == alike.present


@pytest.mark.parametrize(("weight", "expected"), [("documents", [1, 1, 1]), ("tokens", [4, 9, 1])])
def test_a_sample_of_the_tables(weight, expected):
    taken = sample(np.random.default_rng(0), EQUAL, documents=1)
    topics, documents = document_tables(taken)
    documents["tokens"] = [4, 9, 1]
    study = sample_of(topics, documents.sample(frac=1, random_state=1), (), weight)
    np.testing.assert_array_equal(study.shares, taken.shares)
    assert study.countries.tolist() == list(COUNTRIES)
    assert study.weights.tolist() == expected
    assert len(set(study.clusters)) == 3


def test_documents_without_shares_are_no_part_of_the_sample():
    topics, documents = document_tables(sample(np.random.default_rng(0), EQUAL, documents=2))
    study = sample_of(topics.iloc[1:], documents, (), "documents")
    assert len(study.shares) == 5


def test_clusters_are_equal_values_within_a_country_and_empty_ones_stand_alone():
    taken = sample(np.random.default_rng(0), EQUAL, documents=4)
    author = ["a", "a", "", "", "a", "b", "b", "b", "c", "d", "e", "f"]
    topics, documents = document_tables(taken, author=author)
    study = sample_of(topics, documents, ("author",), "documents")
    assert [study.clusters_in(code) for code in COUNTRIES] == [3, 2, 4]
    for code in COUNTRIES:
        mine = set(study.clusters[study.countries == code])
        others = set(study.clusters[study.countries != code])
        assert not mine & others, "a cluster lies within one country"


def test_clusters_are_of_the_researchers_column_where_its_name_is_ours():
    taken = sample(np.random.default_rng(0), EQUAL, documents=4)
    topics, documents = document_tables(taken, own_status=["publish", "draft"] * 6)
    documents = documents.assign(status="kept", topic_1="x")
    study = sample_of(topics, documents, ("status",), "documents")
    assert [study.clusters_in(code) for code in COUNTRIES] == [2, 2, 2]
    np.testing.assert_array_equal(study.shares, taken.shares)
    with pytest.raises(StudyError, match=r"comparison\.cluster = 'status'"):
        sample_of(topics, documents.drop(columns="own_status"), ("status",), "documents")


def test_clusters_of_two_columns():
    taken = sample(np.random.default_rng(0), EQUAL, documents=4)
    topics, documents = document_tables(
        taken, author=["a", "a", "b", "b"] * 3, year=[1, 2, 1, 1] * 3
    )
    study = sample_of(topics, documents, ("author", "year"), "documents")
    assert [study.clusters_in(code) for code in COUNTRIES] == [3, 3, 3]


def test_missing_numbers_stand_alone_too():
    taken = sample(np.random.default_rng(0), EQUAL, documents=4)
    topics, documents = document_tables(taken, sitting=[1.0, 1.0, np.nan, np.nan] * 3)
    study = sample_of(topics, documents, ("sitting",), "documents")
    assert [study.clusters_in(code) for code in COUNTRIES] == [3, 3, 3]


def test_an_unknown_column_is_one_line_that_names_those_there_are():
    topics, documents = document_tables(sample(np.random.default_rng(0), EQUAL, 2), author="x")
    with pytest.raises(StudyError) as error:
        sample_of(topics, documents, ("autor",), "documents")
    message = str(error.value)
    assert "'autor'" in message and "author" in message and "\n" not in message
    assert message.startswith("comparison.cluster")


# ---------------------------------------------------------------- the bootstrap


def test_sums_of_clusters():
    shares = np.array([[0.2, 0.8], [0.4, 0.6], [1.0, 0.0]])
    taken = Sample(shares, np.array(["NO"] * 3), np.array([7, 7, 9]), np.array([1.0, 2.0, 3.0]))
    sums, weights = cluster_sums(taken)
    np.testing.assert_allclose(sums, [[1.0, 2.0], [3.0, 0.0]])
    assert weights.tolist() == [3, 3]


def test_clusters_are_never_split():
    """Two clusters of opposite texts: a resample holds one of them, both, or the other."""
    shares = np.repeat([[1.0, 0.0], [0.0, 1.0]], 10, axis=0)
    clusters = np.repeat([0, 1], 10)
    taken = Sample(shares, np.array(["NO"] * 20), clusters, np.ones(20))
    draws = bootstrap_means(taken, 500, seed=1)["NO"][:, 0]
    assert len(np.unique(draws.round(9))) == 3
    assert np.mean(draws == 0.5) == pytest.approx(0.5, abs=0.08)


def test_draws_repeat_with_the_seed_and_scatter_like_the_standard_error():
    taken = sample(np.random.default_rng(3), EQUAL, documents=200)
    one, other = bootstrap_means(taken, 1500, 4), bootstrap_means(taken, 1500, 4)
    np.testing.assert_array_equal(one["DK"], other["DK"])
    rows = taken.countries == "DK"
    expected = taken.shares[rows].std(axis=0) / np.sqrt(200)
    np.testing.assert_allclose(one["DK"].std(axis=0), expected, rtol=0.1)
    np.testing.assert_allclose(one["DK"].mean(axis=0), taken.shares[rows].mean(axis=0), atol=0.01)


def coverage(studies: int, by_cluster: bool) -> float:
    """How often the interval of a difference holds the truth (none), clusters of five texts."""
    rng = np.random.default_rng(11)
    covered = []
    for study in range(studies):
        taken = sample(rng, EQUAL, 150, a_cluster=5, cluster_effect=0.8, concentration=10)
        if not by_cluster:
            taken = Sample(taken.shares, taken.countries, np.arange(450), taken.weights)
        draws = bootstrap_means(taken, 300, study)
        low, high = difference_interval(draws["NO"] - draws["SE"])
        covered += ((low <= 0) & (high >= 0)).tolist()
    return float(np.mean(covered))


@pytest.mark.slow
def test_intervals_cover_the_truth_with_clusters():
    """95 % in 600 intervals (200 studies): the simulated rate may be 3 points off by chance."""
    assert 0.91 <= coverage(200, by_cluster=True) <= 0.98


@pytest.mark.slow
def test_without_clusters_intervals_would_be_too_short():
    assert coverage(60, by_cluster=False) < 0.85


def test_the_table_of_prevalence():
    taken = sample(np.random.default_rng(1), np.array([[0.6, 0.4], [0.5, 0.5], [0.4, 0.6]]), 40,
                   a_cluster=2)  # fmt: skip
    draws = bootstrap_means(taken, 400, 1)
    table = prevalence_table(taken, draws)
    assert list(table.columns) == [
        "topic", "country", "mean", "low", "high", "documents", "clusters",
    ]  # fmt: skip
    assert table[["topic", "country"]].to_numpy().tolist() == [
        [topic, code] for topic in (1, 2) for code in COUNTRIES
    ]
    assert (table["low"] <= table["mean"]).all() and (table["mean"] <= table["high"]).all()
    assert set(table["documents"]) == {40} and set(table["clusters"]) == {20}
    sums = table.groupby("country")["mean"].sum()
    np.testing.assert_allclose(sums, 1)
    assert isinstance(table, pd.DataFrame)


def test_a_cluster_is_named_by_the_researcher_s_own_column_where_we_have_one_of_that_name():
    shares = pd.DataFrame({"doc_id": list("abcd"), "country": ["NO", "NO", "DK", "DK"],
                           "language": "nb", "topic_1": 0.5, "topic_2": 0.5})  # fmt: skip
    documents = pd.DataFrame({"doc_id": list("abcd"), "tokens": 9, "status": "kept",
                              "own_status": list("xxxy"), "Party": list("pqpq")})  # fmt: skip
    assert len(set(sample_of(shares, documents, ("status",), "documents").clusters)) == 3
    assert len(set(sample_of(shares, documents, ("party",), "documents").clusters)) == 4
