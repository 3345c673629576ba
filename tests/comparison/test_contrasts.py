"""Differences between countries: permutation tests, q-values, verdicts."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import COUNTRIES, PAIRS, effect, sample
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, norm

from nordtema.comparison.contrasts import (
    LEAST_SHARE,
    contrast_table,
    detectable,
    omnibus_table,
    pairwise_p,
)
from nordtema.comparison.prevalence import Sample, bootstrap_means
from nordtema.comparison.verdicts import Verdict
from nordtema.study import Comparison

EQUAL = np.full((3, 4), 0.25)
CLEAR = np.array([[0.55, 0.15, 0.15, 0.15], [0.25] * 4, [0.25] * 4])
COLUMNS = [
    "topic", "country_a", "country_b", "difference", "low", "high", "ratio", "p", "q",
    "language_effect", "language_low", "language_high", "verdict", "detectable", "p_language",
    "q_language",
]  # fmt: skip


def contrasts(
    taken: Sample, effects=None, minimum=10, q=0.05, permutations=999, largest_missed=1.0
) -> pd.DataFrame:
    draws = bootstrap_means(taken, 400, 1)
    rules = Comparison(
        permutations=permutations, q=q, minimum_clusters=minimum, detectable=largest_missed
    )
    roots = bootstrap_means(taken.rooted(), 400, 1)
    return contrast_table(taken, draws, roots, effects or {}, rules, 1)


# ---------------------------------------------------------------- p-values


def test_p_is_b_plus_one_over_permutations_plus_one():
    taken = sample(np.random.default_rng(0), CLEAR, 30)
    assert pairwise_p(taken, "NO", "SE", 99, [1])[0] == pytest.approx(1 / 100)
    p = pairwise_p(sample(np.random.default_rng(1), EQUAL, 12), "DK", "SE", 399, [2])
    np.testing.assert_allclose(p * 400, np.round(p * 400), atol=1e-9)
    assert (p >= 1 / 400).all() and (p <= 1).all()


def test_where_all_documents_are_alike_p_is_one():
    shares = np.tile([[0.3, 0.7]], (12, 1))
    taken = Sample(shares, np.repeat(list(COUNTRIES), 4), np.arange(12), np.ones(12))
    assert pairwise_p(taken, "NO", "DK", 99, [1]).tolist() == [1, 1]
    assert omnibus_table(taken, 99, 1)["p"].tolist() == [1, 1, 1]


def test_p_equals_the_share_of_all_rearrangements():
    """Ten documents: 252 permutations of their labels; random ones come near the exact p."""
    from itertools import combinations

    rng = np.random.default_rng(4)
    first = rng.random(10)
    taken = Sample(
        np.column_stack([first, 1 - first]), np.array(["NO"] * 5 + ["SE"] * 5), np.arange(10),
        np.ones(10),
    )  # fmt: skip
    scales = np.column_stack([first, np.log(first + LEAST_SHARE)])
    labels = [np.isin(np.arange(10), rows) for rows in combinations(range(10), 5)]  # as is: first
    apart = [scales[one].mean(axis=0) - scales[~one].mean(axis=0) for one in labels]
    larger = (np.abs(apart) / np.abs(apart).mean(axis=0)).max(axis=1)
    exact = np.mean(larger >= larger[0] - 1e-9)
    assert pairwise_p(taken, "NO", "SE", 4999, [1])[0] == pytest.approx(exact, abs=0.03)


def test_p_is_uniform_where_countries_do_not_differ():
    rng = np.random.default_rng(8)
    values = [
        pairwise_p(sample(rng, EQUAL, 14, a_cluster=2, cluster_effect=0.6), "NO", "SE", 99, [n])[0]
        for n in range(200)
    ]
    assert kstest(values, "uniform").pvalue > 0.01
    assert np.mean(np.array(values) <= 0.05) < 0.1


def test_omnibus_p_is_uniform_where_countries_do_not_differ():
    rng = np.random.default_rng(9)
    values = [omnibus_table(sample(rng, EQUAL, 12), 99, n)["p"].iloc[-1] for n in range(200)]
    assert kstest(values, "uniform").pvalue > 0.01


def test_clusters_move_as_a_whole():
    """Two clusters a country: 2 of 6 permutations of their labels are as extreme as these."""
    shares = np.repeat([[0.9, 0.1], [0.8, 0.2], [0.2, 0.8], [0.1, 0.9]], 20, axis=0)
    countries = np.repeat(["NO", "SE"], 40)
    taken = Sample(shares, countries, np.repeat(np.arange(4), 20), np.ones(80))
    assert pairwise_p(taken, "NO", "SE", 1999, [1])[0] == pytest.approx(2 / 6, abs=0.04)
    by_text = Sample(shares, countries, np.arange(80), np.ones(80))
    assert pairwise_p(by_text, "NO", "SE", 1999, [1])[0] < 0.01


def test_weights_matter_to_the_test():
    rng = np.random.default_rng(2)
    taken = sample(rng, CLEAR, 25)
    weighted = Sample(taken.shares, taken.countries, taken.clusters, rng.integers(1, 90, 75) + 0.0)
    one = pairwise_p(taken, "DK", "SE", 499, [1])
    other = pairwise_p(weighted, "DK", "SE", 499, [1])
    assert not np.allclose(one, other)


def test_the_omnibus_table():
    table = omnibus_table(sample(np.random.default_rng(0), CLEAR, 30), 499, 1)
    assert table["topic"].tolist() == ["1", "2", "3", "4", "all"]
    assert list(table.columns) == ["topic", "statistic", "p", "q"]
    assert table["statistic"].iloc[0] > 5  # times what it is under permutations
    assert table["p"].iloc[0] == table["p"].iloc[-1] == pytest.approx(1 / 500)
    assert (table["q"] >= table["p"] - 1e-12).all()


def test_the_omnibus_statistic_is_about_one_where_countries_do_not_differ():
    rng = np.random.default_rng(3)
    statistics = [omnibus_table(sample(rng, EQUAL, 12), 199, n)["statistic"] for n in range(40)]
    assert 0.9 < np.mean(statistics) < 1.6  # of two scales the larger


def test_a_theme_of_more_texts_and_a_theme_a_little_stronger_throughout_are_both_found():
    """On one scale alone, one of the two would be missed."""
    rng = np.random.default_rng(5)
    countries = np.repeat(["NO", "SE"], 40)
    few = rng.uniform(0, 0.2, 80)
    few[:9] = 0.9
    throughout = rng.gamma(1.0, np.where(countries == "NO", 0.02, 0.008))
    throughout[[0, 40]] = 0.5  # one text that is about it hides it on the plain scale
    for first in (few, throughout):
        shares = np.column_stack([first, 1 - first])
        taken = Sample(shares, countries, np.arange(80), np.ones(80))
        assert pairwise_p(taken, "NO", "SE", 999, [1])[0] < 0.05


# ---------------------------------------------------------------- the table


def naive_q(p: np.ndarray) -> np.ndarray:
    """Benjamini & Hochberg (1995), step by step."""
    order, m, best = np.argsort(-p), len(p), 1.0
    q = np.empty(m)
    for place, index in enumerate(order):
        best = min(best, p[index] * m / (m - place))
        q[index] = best
    return q


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 9999))
def test_q_values_are_benjamini_and_hochbergs_and_monotone(seed):
    table = contrasts(sample(np.random.default_rng(seed), CLEAR, 12), permutations=199)
    np.testing.assert_allclose(table["q"], naive_q(table["p"].to_numpy()))
    by_p = table.sort_values("p")
    assert by_p["q"].is_monotonic_increasing and (table["q"] >= table["p"] - 1e-12).all()
    assert table["q"].max() <= 1


def test_rows_columns_and_numbers():
    taken = sample(np.random.default_rng(0), CLEAR, 20)
    draws = bootstrap_means(taken, 400, 1)
    table = contrasts(taken)
    assert list(table.columns) == COLUMNS
    keys = table[["topic", "country_a", "country_b"]].to_numpy().tolist()
    assert keys == [[topic, a, b] for topic in range(1, 5) for a, b in PAIRS]
    row = table.iloc[1]  # topic 1, NO against SE
    means = {code: taken.shares[taken.countries == code, 0].mean() for code in COUNTRIES}
    assert row["difference"] == pytest.approx(means["NO"] - means["SE"])
    assert row["ratio"] == pytest.approx(means["NO"] / means["SE"])
    drawn = (draws["NO"] - draws["SE"])[:, 0]
    assert [row["low"], row["high"]] == pytest.approx(np.quantile(drawn, [0.025, 0.975]))
    rejected = (table["q"] < 0.05).sum()
    level = norm.isf(0.05 * (rejected + 1) / len(table) / 2)
    assert row["detectable"] == pytest.approx((level + 0.8416) * drawn.std(), rel=1e-3)
    assert (table["low"] <= table["difference"]).all()
    assert (table["difference"] <= table["high"]).all()


def test_with_two_countries_there_is_one_pair():
    taken = sample(np.random.default_rng(0), CLEAR, 20)
    rows = taken.countries != "DK"
    two = Sample(taken.shares[rows], taken.countries[rows], taken.clusters[rows], np.ones(40))
    table = contrasts(two)
    assert table[["country_a", "country_b"]].drop_duplicates().to_numpy().tolist() == [["NO", "SE"]]
    assert omnibus_table(two, 99, 1)["p"].iloc[-1] == pytest.approx(0.01)


def test_an_absent_theme_has_a_finite_ratio():
    shares = np.column_stack(
        [np.r_[np.full(12, 0.5), np.zeros(24)], np.r_[np.full(12, 0.5), np.ones(24)]]
    )
    taken = Sample(shares, np.repeat(list(COUNTRIES), 12), np.arange(36), np.ones(36))
    assert np.isfinite(contrasts(taken)["ratio"]).all()


# ---------------------------------------------------------------- verdicts


def verdict(taken: Sample, language=None, topic: int = 1, pair=("NO", "SE"), **options) -> str:
    effects = {} if language is None else dict.fromkeys(PAIRS, language)
    table = contrasts(taken, effects, **options)
    row = (table["topic"] == topic) & (table["country_a"] == pair[0])
    row &= table["country_b"] == pair[1]
    return table.loc[row, "verdict"].iloc[0]


@pytest.fixture(scope="module")
def clear():
    return sample(np.random.default_rng(0), CLEAR, 40)


def test_country_difference(clear):
    assert verdict(clear, effect([0.0] * 4, 0.01)) == "country difference"


def test_no_clear_difference(clear):
    assert verdict(clear, effect([0.0] * 4, 0.01), pair=("DK", "SE")) == "no clear difference"
    assert verdict(clear, effect([0.0] * 4), q=0.0001) == "no clear difference"


def test_not_distinguishable_where_language_alone_makes_as_much(clear):
    assert verdict(clear, effect([0.3, 0, 0, 0], 0.02)) == "not distinguishable from language"


def test_not_distinguishable_where_the_language_effect_is_unsure(clear):
    assert verdict(clear, effect([0.0] * 4, 0.3)) == "not distinguishable from language"


def test_a_language_effect_against_the_difference_does_not_hide_it(clear):
    assert verdict(clear, effect([-0.3, 0, 0, 0], 0.02)) == "country difference"


def test_a_language_effect_greater_than_the_difference_hides_it(clear):
    """NO − SE is about .3; where language makes .5 of it, nothing is left on that side."""
    assert verdict(clear, effect([0.6, 0, 0, 0], 0.02)) == "not distinguishable from language"


def test_a_difference_downwards_is_judged_on_its_own_side(clear):
    assert verdict(clear, effect([0, 0.0, 0, 0], 0.005), topic=2) in (
        "country difference", "no clear difference",
    )  # fmt: skip
    down = Sample(
        clear.shares[:, [1, 0, 2, 3]], clear.countries[::-1], clear.clusters, clear.weights
    )
    table = contrasts(down, dict.fromkeys(PAIRS, effect([0.0] * 4, 0.01)))
    row = table[(table["topic"] == 2) & (table["country_b"] == "SE") & (table["country_a"] == "NO")]
    assert row["difference"].iloc[0] < -0.2 and row["verdict"].iloc[0] == "country difference"
    table = contrasts(down, dict.fromkeys(PAIRS, effect([0, -0.3, 0, 0], 0.02)))
    row = table[(table["topic"] == 2) & (table["country_b"] == "SE") & (table["country_a"] == "NO")]
    assert row["verdict"].iloc[0] == "not distinguishable from language"


def test_language_not_checked(clear):
    assert verdict(clear) == "language not checked"
    assert verdict(clear, effect([0.0] * 4, 0.01, checked=False)) == "language not checked"


def test_too_little_data_comes_before_everything(clear):
    few = sample(np.random.default_rng(0), CLEAR, 9)
    assert verdict(few, effect([0.0] * 4)) == "too little data"
    one_cluster = Sample(clear.shares, clear.countries, np.repeat([0, 1, 2], 40), clear.weights)
    assert verdict(one_cluster, effect([0.0] * 4)) == "too little data"
    ten = sample(np.random.default_rng(0), CLEAR, 10)
    assert verdict(ten, effect([0.0] * 4), pair=("DK", "SE")) == "no clear difference"


def test_too_little_data_where_a_large_difference_could_be_missed_and_nothing_was_found(clear):
    language = effect([0.0] * 4, 0.01)
    table = contrasts(clear, dict.fromkeys(PAIRS, language))
    row = table.query("topic == 1 and country_a == 'DK'").iloc[0]
    for bound, expected in ((0.9, "no clear difference"), (1.1, "too little data")):
        said = verdict(clear, language, pair=("DK", "SE"), largest_missed=row["detectable"] / bound)
        assert said == expected
    assert verdict(clear, language, largest_missed=0.001) == "country difference"


def test_a_difference_as_large_as_is_detectable_is_found_four_times_in_five():
    """Power of a normal test at the level that so many comparisons leave."""
    error, rng = 0.04, np.random.default_rng(6)
    table = pd.DataFrame({"q": np.ones(12), "error": error})
    smallest = detectable(table, 0.05)
    level = 0.05 / 12
    drawn = rng.normal(smallest[0], error, 40000)
    assert np.mean(2 * norm.sf(np.abs(drawn) / error) < level) == pytest.approx(0.8, abs=0.01)
    more = detectable(table.assign(q=[0.01] * 11 + [1.0]), 0.05)
    assert more[0] == pytest.approx((1.96 + 0.8416) * error, rel=1e-3)


def test_a_difference_whose_interval_holds_zero_is_not_clear(clear):
    """The model may make unsure what a test that holds the topics fast finds clear."""
    draws = bootstrap_means(clear, 400, 1)
    rng = np.random.default_rng(0)
    unsure = {code: drawn + rng.normal(0, 0.3, drawn.shape) for code, drawn in draws.items()}
    rules = Comparison(permutations=999, detectable=1.0)
    table = contrast_table(clear, unsure, draws, {}, rules, 1)
    assert (table["q"] < 0.05).any() and (table["low"] < 0).all() and (table["high"] > 0).all()
    assert set(table["verdict"]) <= {"no clear difference", "too little data"}


def test_the_claim_is_corrected_for_the_number_of_comparisons(clear):
    """p_language of .02 in one of twelve comparisons is no evidence, .001 is."""
    apart = [np.sqrt(clear.shares[clear.countries == code, 0]).mean() for code in ("NO", "SE")]
    draws = bootstrap_means(clear.rooted(), 400, 1)
    error = (draws["NO"] - draws["SE"])[:, 0].std()
    for beyond, said in (
        (0.02, "not distinguishable from language"),
        (0.001, "country difference"),
    ):
        near = apart[0] - apart[1] - norm.isf(beyond / 2) * error
        all_language = effect([9.0, -9, -9, -9])
        effects = dict.fromkeys(PAIRS, all_language) | {("NO", "SE"): effect([near, -9, -9, -9])}
        table = contrasts(clear, effects)
        row = table.query("topic == 1 and country_b == 'SE' and country_a == 'NO'").iloc[0]
        assert row["p_language"] == pytest.approx(beyond, rel=0.1)
        assert row["q_language"] == pytest.approx(12 * beyond, rel=0.1) and row["verdict"] == said


def test_verdicts_are_those_of_the_contract(clear):
    table = contrasts(clear, {("NO", "DK"): effect([0.0] * 4, 0.01)})
    assert set(table["verdict"]) <= set(Verdict)
    unchecked = table[table["country_b"] == "SE"]
    assert unchecked[["language_effect", "language_low", "language_high"]].isna().all(axis=None)
    assert isinstance(table, pd.DataFrame)


@pytest.mark.slow
def test_few_studies_declare_a_difference_where_there_is_none():
    rng = np.random.default_rng(12)
    declared = [
        (contrasts(sample(rng, EQUAL, 20), dict.fromkeys(PAIRS, effect([0.0] * 4)),
                   permutations=399)["verdict"] == "country difference").any()
        for _ in range(80)
    ]  # fmt: skip
    assert np.mean(declared) <= 0.1


@pytest.mark.slow
def test_most_studies_find_a_plain_difference():
    rng = np.random.default_rng(13)
    means = np.array([[0.16, 0.28, 0.28, 0.28], [0.08, 0.30, 0.31, 0.31], [0.12, 0.29, 0.29, 0.30]])
    zero = effect([0.0] * 4)
    verdicts = [
        verdict(
            sample(rng, means, 45, concentration=10), zero, pair=("NO", "DK"), permutations=1999
        )
        == "country difference"
        for _ in range(100)
    ]
    assert np.mean(verdicts) >= 0.8
