"""Mean shares by group and by year, and whether intervals cover what they should."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import COUNTRIES, of_first, sample
from scipy.stats import t as student

from nordtema.comparison.prevalence import of_all_words, over_time, prevalence_table
from nordtema.comparison.sample import sample_from
from nordtema.topics.uncertainty import ShareUncertainty

MEANS = np.array([[0.6, 0.4], [0.5, 0.5], [0.4, 0.6]])


def test_the_table_of_prevalence():
    taken = sample(np.random.default_rng(1), MEANS, 40, a_cluster=2)
    table = prevalence_table(taken, 400, 1)
    assert list(table.columns) == [
        "topic", "country", "mean", "low", "high", "documents", "clusters",
    ]  # fmt: skip
    assert table[["topic", "country"]].to_numpy().tolist() == [
        [topic, code] for topic in (1, 2) for code in COUNTRIES
    ]
    assert (table["low"] < table["mean"]).all() and (table["mean"] < table["high"]).all()
    assert set(table["documents"]) == {40} and set(table["clusters"]) == {20}
    np.testing.assert_allclose(table.groupby("country")["mean"].sum(), 1)


def test_an_interval_is_that_of_students_t_where_shares_are_normal():
    first = np.random.default_rng(2).normal(0.5, 0.05, 15)
    row = prevalence_table(of_first(first, ["NO"] * 15), 4000, 1).iloc[0]
    half = (row["high"] - row["low"]) / 2
    textbook = student.ppf(0.975, 14) * first.std(ddof=1) / np.sqrt(15)
    assert 0.85 * textbook < half < 2.2 * textbook, "wider by what was not met"
    many = np.random.default_rng(2).normal(0.5, 0.05, 400)
    row = prevalence_table(of_first(many, ["NO"] * 400), 1999, 1).iloc[0]
    half = (row["high"] - row["low"]) / 2
    assert half == pytest.approx(1.96 * many.std(ddof=1) / 20, rel=0.1)


def test_clusters_widen_the_interval_and_a_single_one_leaves_it_out():
    taken = sample(np.random.default_rng(3), MEANS, 40, a_cluster=5, cluster_effect=0.9)
    apart = sample_from(taken.shares, taken.groups)
    width = [(t["high"] - t["low"]).mean()
             for t in (prevalence_table(one, 400, 1) for one in (taken, apart))]  # fmt: skip
    assert width[0] > 1.5 * width[1]
    alone = sample_from(
        taken.shares, taken.groups, np.where(taken.groups == "NO", 99, np.arange(120))
    )
    table = prevalence_table(alone, 200, 1)
    norway = table["country"] == "NO"
    assert (table["low"].isna() == norway).all() and (table["high"].isna() == norway).all()
    assert table["mean"].notna().all() and (table.loc[norway, "clusters"] == 1).all()


def test_ends_are_shares():
    table = prevalence_table(of_first([0.99, 0.1, 0.8, 0.02], ["NO", "NO", "DK", "DK"]), 400, 1)
    assert table[["low", "high"]].stack().between(0, 1).all()


def test_a_group_is_the_same_beside_others_and_alone():
    taken = sample(np.random.default_rng(1), MEANS, 20)
    table = prevalence_table(taken, 300, 1)
    alone = prevalence_table(taken.rows(taken.groups == "NO"), 300, 1)
    np.testing.assert_allclose(alone["mean"], table.loc[table["country"] == "NO", "mean"])


@pytest.mark.parametrize("cluster_effect", [0.0, 0.8])
def test_intervals_cover_the_truth(cluster_effect):
    """95 % of 270 in 30 studies; three standard errors of such a rate are 4 points."""
    rng, covered = np.random.default_rng(11), []
    for study in range(30):
        taken = sample(
            rng, np.full((3, 3), 1 / 3), 60, 10, a_cluster=2, cluster_effect=cluster_effect
        )
        table = prevalence_table(taken, 200, study)
        covered += ((table["low"] <= 1 / 3) & (table["high"] >= 1 / 3)).tolist()
    assert np.mean(covered) >= 0.91


def test_the_model_widens_the_interval():
    taken = of_first(np.random.default_rng(2).normal(0.5, 0.05, 60), ["NO"] * 60)
    moved = np.repeat(taken.shares[None], 8, axis=0)
    moved[:, :, 0] += np.linspace(-0.1, 0.1, 8)[:, None]
    measured = ShareUncertainty(
        taken.doc_ids, taken.shares, 0 * taken.shares, moved, np.ones((8, 2))
    )
    with_, without = (prevalence_table(taken, 400, 1, one).iloc[0] for one in (measured, None))
    assert with_["high"] - with_["low"] > 3 * (without["high"] - without["low"])


# ---------------------------------------------------------------- years


def dated(dates=None):
    taken = sample(np.random.default_rng(0), MEANS, 20)
    dates = [f"20{10 + n % 2}-03-01" for n in range(60)] if dates is None else dates
    documents = pd.DataFrame({"doc_id": taken.doc_ids, "date": dates})
    return taken, documents.sample(frac=1, random_state=1)


def test_shares_by_year():
    taken, documents = dated()
    table = over_time(taken, documents, 300, 1)
    assert table[["topic", "country", "year"]].to_numpy().tolist()[:5] == [
        [1, "NO", 2010], [1, "NO", 2011], [1, "DK", 2010], [1, "DK", 2011], [1, "SE", 2010],
    ]  # fmt: skip
    rows = (np.arange(60) % 2 == 1) & (taken.groups == "DK")
    row = table.query("topic == 1 and country == 'DK' and year == 2011").iloc[0]
    assert row["mean"] == pytest.approx(taken.shares[rows, 0].mean())
    assert row["documents"] == rows.sum() == 10
    assert row["low"] < row["mean"] < row["high"]


def test_a_year_with_one_text_has_no_interval_and_undated_texts_no_year():
    taken, documents = dated(["2009", *["undated"] * 58, "2010-01-01"])
    table = over_time(taken, documents, 200, 1)
    assert sorted(table["year"].unique()) == [2009, 2010] and (table["documents"] == 1).all()
    assert table[["low", "high"]].isna().all(axis=None) and table["mean"].notna().all()


@pytest.mark.parametrize("dates", ["", None])
def test_without_dates_there_are_no_years(dates):
    taken, documents = dated("")
    documents = documents if dates is not None else documents[["doc_id"]]
    table = over_time(taken, documents, 200, 1)
    assert table.empty and "year" in table.columns


def test_shares_of_all_words_are_those_of_the_words_that_take_part_times_their_part():
    """Where texts that speak of a theme have fewer such words, it fills less of all words."""
    taken = of_first([0.8, 0.2, 0.5, 0.5], ["NO", "NO", "DK", "DK"])
    part = pd.Series([0.25, 0.75, 0.5, 0.5], index=taken.doc_ids)
    found = of_all_words(taken, part.sample(frac=1, random_state=1))
    told = found.set_index(["topic", "country"])["mean_all_words"]
    assert told[1, "NO"] == pytest.approx((0.8 * 0.25 + 0.2 * 0.75) / 2)
    assert told[1, "DK"] == pytest.approx(0.25)
    assert told[:, "NO"].sum() == pytest.approx(0.5), "the part that takes part"
