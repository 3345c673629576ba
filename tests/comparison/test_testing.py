"""Tests and intervals of one effect: they agree with each other, and err as seldom as said."""

from dataclasses import replace

import numpy as np
import pytest
from comparison_samples import CLEAR, EQUAL, of_first, reordered, sample, weighted
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as student

from nordtema.comparison.inference import Clusters, Source, Weighting, moments
from nordtema.comparison.sample import sample_from
from nordtema.comparison.testing import Form, errors, fewest_clusters, share_reached
from nordtema.comparison.testing import tests as run_tests  # pytest takes test… for its own
from nordtema.comparison.weighting import group_weights, plain

DIFFERENCE = Form()


def differences(taken, draws=399, level=0.05, seed=1, sources=(), error_rate="fdr"):
    """Differences of all pairs."""
    pairs = plain(taken)
    forms = [[Form(sources=sources)] * len(pairs)]
    return run_tests(taken, pairs, forms, draws, level, seed, error_rate)[0]


def two(first, second, clusters=None, **more):
    groups = ["NO"] * len(first) + ["DK"] * len(second)
    return of_first(np.r_[first, second], groups, clusters, **more)


# ---------------------------------------------------------------- errors


def test_the_error_of_groups_that_are_alike_is_that_of_the_textbook():
    rng = np.random.default_rng(1)
    taken = two(rng.uniform(0.4, 0.6, 40), rng.uniform(0.4, 0.6, 40))
    found = errors(taken, weighted(taken, ("NO", "DK")), DIFFERENCE, 1)[0]
    own = [taken.shares[taken.groups == code, 0] for code in ("NO", "DK")]
    textbook = np.sqrt(sum(part.var(ddof=1) / 40 for part in own))
    assert textbook - 1e-12 <= found <= 1.02 * textbook


def test_sources_add_their_variance():
    taken = sample(np.random.default_rng(0), EQUAL, 20)
    weighting = weighted(taken, ("NO", "DK"))
    alone = errors(taken, weighting, DIFFERENCE, 1)
    source = Source(np.array([[0.3, 0, 0]]), np.array([[0.1, 0, 0]]), 5)
    for form, more in ((Form(sources=(source,)), 0.2), (Form(sources=(source, source)), 0.08**0.5)):
        found = errors(taken, weighting, form, 1)
        np.testing.assert_allclose(found**2 - alone**2, [more**2, 0, 0], atol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_two_ways_that_cross_are_at_least_as_careful_as_either(seed):
    """30 sittings × 10 speakers, both alike within; the variance is the sum of both, nearly."""
    rng = np.random.default_rng(seed)
    sitting, speaker = np.repeat(np.arange(30), 10), np.tile(np.arange(10), 30)
    first = 0.5 + rng.normal(0, 0.1, 30)[sitting] + rng.normal(0, 0.1, 10)[speaker]
    first = np.clip(first + rng.normal(0, 0.05, 300), 0, 1)
    groups = np.where(sitting % 2, "NO", "DK")
    of = {name: of_first(first, groups, way) for name, way in (
        ("sitting", sitting), ("speaker", speaker), ("both", np.column_stack([sitting, speaker])),
        ("document", np.arange(300)))}  # fmt: skip
    found = {name: differences(taken) for name, taken in of.items()}
    for way in ("sitting", "speaker"):
        assert (found["both"].error >= found[way].error - 1e-12).all()
        assert (found["both"].p >= found[way].p - 1e-12).all()
        assert (found["both"].single_reach >= found[way].single_reach - 1e-12).all()
    assert found["both"].error[0, 0] > 2 * found["document"].error[0, 0]
    turned = of_first(first, groups, np.column_stack([speaker, sitting]))
    np.testing.assert_array_equal(differences(turned).p, found["both"].p)


def test_ways_that_cross_within_a_group_add_up():
    """Of one mean: the sum of both variances less that of the clusters which both make."""
    rng = np.random.default_rng(2)
    row, column = np.repeat(np.arange(12), 12), np.tile(np.arange(12), 12)
    first = 0.5 + rng.normal(0, 0.1, 12)[row] + rng.normal(0, 0.1, 12)[column]
    taken = of_first(first, ["NO"] * 144, np.column_stack([row, column]))
    weights, residuals = group_weights(taken)
    one = Weighting(("NO", "NO"), weights["NO"], 0 * weights["NO"], residuals)
    ways = [Clusters(taken.groups, way, 1) for way in (row, column, row * 12 + column)]
    each = [moments(way, one).variance(1, 0)[0] for way in ways]
    found = errors(taken, one, Form(1.0, 0.0), 1) ** 2
    np.testing.assert_allclose(found, each[0] + each[1] - each[2])
    assert (found > np.maximum(each[0], each[1])).all()


# ---------------------------------------------------------------- p, q and interval agree


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 9999), draws=st.integers(199, 420), apart=st.floats(0, 0.5),
    level=st.sampled_from([0.01, 0.05, 0.2]), ways=st.integers(1, 2),
    error_rate=st.sampled_from(["fdr", "fwer"]),
)  # fmt: skip
def test_q_and_interval_never_contradict_each_other(seed, draws, apart, level, ways, error_rate):
    rng = np.random.default_rng(seed)
    means = (1 - apart) * EQUAL + apart * CLEAR
    taken = sample(rng, means, 12)
    if ways == 2:
        crossed = np.column_stack([taken.ways, np.tile(np.arange(12), 3)])
        taken = sample_from(taken.shares, taken.groups, crossed)
    found = differences(taken, draws, level, seed, error_rate=error_rate)
    low, high = found.interval
    excluded = (low > 0) | (high < 0)
    assert (excluded == (found.q < level)).all()
    assert (low <= found.value).all() and (found.value <= high).all()
    assert (found.q >= found.p - 1e-12).all() and (found.p * (draws + 1) >= 1 - 1e-9).all()


def test_an_interval_holds_0_where_draws_are_too_few_for_so_many_comparisons():
    """The smallest p of 199 draws is .005; among 12 themes that is a q of .06."""
    shares = np.random.default_rng(1).uniform(0.4, 0.6, (40, 12))
    shares[:20, 0] += 0.3
    found = differences(sample_from(shares, np.repeat(["NO", "DK"], 20)), 199)
    low, high = found.interval
    assert found.p[0, 0] == 1 / 200 and found.q[0, 0] > 0.05
    assert found.value[0, 0] > found.single_reach[0, 0] * found.error[0, 0]
    assert low[0, 0] <= 0 <= high[0, 0]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 9999), draws=st.integers(199, 420))
def test_p_and_the_interval_of_a_difference_by_itself_agree(seed, draws):
    rng = np.random.default_rng(seed)
    taken = two(rng.beta(1, 3, 12), rng.beta(2, 3, 12))
    found = differences(taken, draws)
    clear = np.abs(found.value) > found.single_reach * found.error
    away = np.abs(found.p - 0.05) > 1 / (draws + 1)  # no p in between where draws are few
    assert (clear == (found.p < 0.05))[away].all()


def test_q_is_benjamini_and_hochbergs():
    found = differences(sample(np.random.default_rng(3), CLEAR, 12))
    p = np.sort(found.p.ravel())
    steps = np.minimum.accumulate((p * 9 / np.arange(1, 10))[::-1])[::-1]
    np.testing.assert_allclose(np.sort(found.q.ravel()), np.minimum(steps, 1))


def test_the_chance_of_any_false_claim_is_that_of_the_largest_effect():
    """One width for all; the smallest q is the p of the largest of all. No more is found than one
    by one, nor less than if each were one of so many (Bonferroni), but for what draws tell apart.
    """
    taken = sample(np.random.default_rng(3), CLEAR, 12)
    found, shares = differences(taken, error_rate="fwer"), differences(taken)
    assert found.q.min() == found.all_p and len(np.unique(found.reach.round(6))) == 1
    assert (found.q >= found.p).all() and (found.q <= np.minimum(found.p * 9, 1) + 0.05).all()
    np.testing.assert_array_equal(found.p, shares.p)


def test_where_much_differs_any_false_claim_is_as_rare_as_where_nothing_does():
    """Half of ten themes differ plainly. In 60 studies 3 would have a false claim of the others,
    with the false discovery rate many more; 8 are too many (binomial, p = .01).
    """
    any_false = {"fdr": 0, "fwer": 0}
    for number in range(60):
        rng = np.random.default_rng([number, 8])
        shares = rng.uniform(0.03, 0.07, (60, 10))
        shares[:30, :5] += 0.05
        taken = sample_from(shares, np.repeat(["NO", "DK"], 30))
        for error_rate in any_false:
            found = differences(taken, 199, seed=number, error_rate=error_rate)
            assert (found.q[0, :5] < 0.05).all()
            any_false[error_rate] += (found.q[0, 5:] < 0.05).any()
    assert any_false["fwer"] < 8 <= any_false["fdr"]


def test_two_hundred_draws_find_what_is_plain_and_are_wide_where_few_of_many_are():
    plainly = two(np.full(20, 0.8) + np.linspace(0, 0.05, 20), np.linspace(0.2, 0.25, 20))
    few = differences(plainly, 199)
    assert (few.p == 1 / 200).all() and (few.q < 0.05).all() and (few.interval[0][0, 0] > 0.5)
    many = differences(sample(np.random.default_rng(0), np.full((3, 9), 1 / 9), 12), 199)
    assert (many.reach >= many.single_reach).all()


def test_the_largest_of_a_theme_and_of_all_are_tested_as_such():
    found = differences(sample(np.random.default_rng(0), CLEAR, 30), 999)
    assert (found.topic_p >= found.p.min(axis=0) - 1e-12).all() and found.topic_p[0] < 0.01
    assert found.topic_p.min() <= found.all_p < 0.05
    null = differences(sample(np.random.default_rng(4), EQUAL, 30), 999)
    assert null.all_p > 0.05


# ---------------------------------------------------------------- what must not matter


def test_the_order_of_documents_and_of_pairs_is_of_no_matter():
    taken = sample(np.random.default_rng(5), CLEAR, 18, a_cluster=3, cluster_effect=0.5)
    source = Source(np.full((1, 3), 0.02), np.zeros((1, 3)), 9)
    one = differences(taken, sources=(source,))
    other = differences(reordered(taken, np.random.default_rng(1).permutation(54)),
                        sources=(source,))  # fmt: skip
    turned = differences(replace(taken, pairs=taken.pairs[::-1]), sources=(source,))
    for name in ("value", "error", "p", "q", "reach", "topic_p", "all_p"):
        mine = getattr(one, name)
        np.testing.assert_allclose(getattr(other, name), mine, atol=1e-9)
        again = getattr(turned, name)
        again = again[::-1] if np.ndim(mine) == 2 else again
        np.testing.assert_allclose(again, mine, atol=1e-9)


def test_a_pair_is_the_same_beside_others_and_alone():
    taken = sample(np.random.default_rng(5), CLEAR, 18)
    alone = replace(taken, pairs=(("NO", "SE"),))
    np.testing.assert_allclose(differences(taken).p[1], differences(alone).p[0])


def test_another_seed_gives_other_draws_of_the_same_effect():
    taken = sample(np.random.default_rng(5), CLEAR, 18)
    one, other = differences(taken, seed=1), differences(taken, seed=2)
    np.testing.assert_array_equal(one.value, other.value)
    assert not np.allclose(one.reach, other.reach)


# ---------------------------------------------------------------- nothing to tell


def test_one_cluster_gives_no_number_and_no_finding():
    clusters = np.r_[np.zeros(12), np.arange(1, 25)]
    taken = sample(np.random.default_rng(0), CLEAR, 12)
    taken = sample_from(taken.shares, taken.groups, clusters)
    found = differences(taken)
    low, high = found.interval
    for number in (found.error, low, high, found.detectable):
        assert np.isnan(number[:2]).all() and not np.isnan(number[2]).any()
    assert (found.p[:2] == 1).all() and (found.value[:2] != 0).all()
    assert not np.isnan(found.topic_p).any() and found.all_p <= 1


def test_clusters_count_where_a_weighting_rests_on_them():
    taken = sample(np.random.default_rng(0), EQUAL, 12, a_cluster=3)
    weighting = weighted(taken, ("NO", "DK"))
    assert fewest_clusters(taken, weighting) == 4
    part = np.where(np.arange(36) < 3, weighting.first, 0.0)
    assert fewest_clusters(taken, replace(weighting, first=part)) == 1
    assert fewest_clusters(taken, replace(weighting, first=0 * part)) == 4


def test_where_all_documents_are_alike_nothing_differs():
    found = differences(two(np.full(8, 0.3), np.full(8, 0.3)))
    assert (found.p == 1).all() and (found.value == 0).all()


def test_p_counts_the_value_itself():
    assert share_reached(np.array([1.0, 2, 3]), np.array(2.0)) == 3 / 4
    draws = np.array([[1.0, 5], [2, 6], [3, 7]])
    np.testing.assert_allclose(share_reached(draws, np.array([9, 5])), [1 / 4, 1])
    assert share_reached(draws[:, 0], np.array(np.nan)) == 1


# ---------------------------------------------------------------- known rates


def test_many_clusters_agree_with_the_plain_test_within_noise():
    """With 1100 documents a group the test is Welch's: p and width are known."""
    rng = np.random.default_rng(7)
    taken = two(rng.beta(1, 4, 1100), rng.beta(1, 4, 1100) + 0.01)
    found = differences(taken, 999)
    t = found.value[0, 0] / found.error[0, 0]
    assert found.p[0, 0] == pytest.approx(2 * student.sf(abs(t), 2198), abs=0.05)
    assert found.single_reach[0, 0] == pytest.approx(1.96, abs=0.2)


def test_few_degrees_of_freedom_widen_as_students_t_does():
    """A source that is all there is, known with 2 and with 60 degrees of freedom."""
    taken = two(np.full(12, 0.3), np.full(12, 0.3))
    for freedom in (2, 60):
        source = Source(np.full((1, 2), 9.0), np.zeros((1, 2)), freedom)
        found = differences(taken, 9999, sources=(source,))
        assert found.single_reach[0, 0] == pytest.approx(student.ppf(0.975, freedom), rel=0.08)


def test_an_effect_as_large_as_is_detectable_is_found_four_times_in_five():
    rng = np.random.default_rng(8)
    found = differences(two(rng.uniform(0.3, 0.7, 60), rng.uniform(0.3, 0.7, 60)), 1999)
    error, reach, smallest = found.error[0, 0], found.reach[0, 0], found.detectable[0, 0]
    drawn = rng.normal(smallest, error, 20000)
    assert np.mean(drawn > reach * error) == pytest.approx(0.8, abs=0.01)


def rates(study, studies: int) -> tuple[float, float]:
    """How often p is below .05 and how often the interval by itself holds the truth, 0.

    Each study has ten themes that have nothing to do with each other.
    """
    below, held = [], []
    for number in range(studies):
        first, second, clusters = study(np.random.default_rng([number, 3]))
        groups = np.repeat(["NO", "DK"], [len(first), len(second)])
        taken = sample_from(np.vstack([first, second]), groups, clusters)
        found = differences(taken, 199, seed=number)
        below.append(found.p < 0.05)
        held.append(np.abs(found.value) <= found.single_reach * found.error)
    return float(np.mean(below)), float(np.mean(held))


def dispersed(rng):
    """Means of .1 both; 15 texts of concentration 10, and 60 of 30."""
    return rng.beta(1, 9, (15, 10)), rng.beta(3, 27, (60, 10)), None


def clustered(rng):
    """Clusters of five that have half of the variance."""
    made = rng.normal(0.5, 0.1, (30, 10)).repeat(5, axis=0) + rng.normal(0, 0.1, (150, 10))
    return made[:75], made[75:], np.arange(150) // 5


@pytest.mark.parametrize("study", [dispersed, clustered])
def test_where_groups_are_equal_few_studies_find_a_difference(study):
    """At most 5 % of 400; three standard errors of such a rate are 3 points."""
    below, held = rates(study, 40)
    assert below <= 0.085 and held >= 0.915


def test_texts_that_belong_together_taken_for_independent_would_mislead():
    assert rates(lambda rng: (*clustered(rng)[:2], None), 10)[0] > 0.15


def test_most_studies_find_a_plain_difference():
    """A theme twice as frequent, .16 against .08, in 45 documents (concentration 10)."""

    def study(rng):
        return rng.beta(1.6, 8.4, (45, 10)), rng.beta(0.8, 9.2, (45, 10)), None

    assert rates(study, 12)[0] >= 0.75
