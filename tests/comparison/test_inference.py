"""Variances of weighted means, draws of whole clusters, and what a group has not met."""

import numpy as np
import pytest
from comparison_samples import EQUAL, of_first, reordered, sample, weighted

from nordtema.comparison.inference import (
    Clusters,
    Source,
    Weighting,
    drawn_moments,
    moments,
    resamples,
)
from nordtema.comparison.weighting import group_weights

PAIR = ("NO", "DK")


def clustered(seed: int = 0, documents: int = 24):
    return sample(np.random.default_rng(seed), EQUAL, documents, a_cluster=3, cluster_effect=0.6)


def variance(taken, x=1.0, y=-1.0, pair=PAIR) -> np.ndarray:
    clusters = Clusters(taken.groups, taken.ways[:, 0], 1)
    return moments(clusters, weighted(taken, pair)).variance(x, y)[0]


@pytest.mark.parametrize("block", [None, 1, 7])
def test_resamples_do_not_depend_on_the_blocks(block):
    whole = np.vstack(list(resamples(9, 40, np.random.default_rng(1), 40)))
    parts = np.vstack(list(resamples(9, 40, np.random.default_rng(1), block or 1000)))
    np.testing.assert_array_equal(parts, whole)
    assert whole.shape == (40, 9) and (whole.sum(axis=1) == 9).all()


# ---------------------------------------------------------------- variances


def test_of_single_documents_the_variance_is_that_of_the_textbook():
    """s²/n of either group (Welch)."""
    taken = sample(np.random.default_rng(0), EQUAL, 24)
    own = {code: taken.shares[taken.groups == code] for code in PAIR}
    expected = sum(part.var(axis=0, ddof=1) / len(part) for part in own.values())
    np.testing.assert_allclose(variance(taken), expected)
    half = own["NO"].var(axis=0, ddof=1) / 24 + 2.25 * own["DK"].var(axis=0, ddof=1) / 24
    np.testing.assert_allclose(variance(taken, 1, -1.5), half)


def test_of_clusters_within_groups_the_variance_is_that_of_their_means():
    taken = clustered()
    expected = np.zeros(3)
    for code in PAIR:
        means = taken.shares[taken.groups == code].reshape(8, 3, 3).mean(axis=1)
        expected += means.var(axis=0, ddof=1) / 8
    np.testing.assert_allclose(variance(taken), expected)


def test_of_clusters_that_span_groups_the_variance_is_that_of_their_differences():
    """Each writer has a text in either group: the test of pairs."""
    rng = np.random.default_rng(3)
    own = rng.uniform(0, 0.6, 20)
    first, second = own + rng.uniform(0, 0.2, 20), own + rng.uniform(0, 0.2, 20)
    taken = of_first(np.r_[first, second], ["NO"] * 20 + ["DK"] * 20, np.tile(np.arange(20), 2))
    np.testing.assert_allclose(variance(taken)[0], (first - second).var(ddof=1) / 20)
    apart = of_first(np.r_[first, second], ["NO"] * 20 + ["DK"] * 20)
    assert variance(apart)[0] > 2 * variance(taken)[0]


def test_longer_documents_weigh_more_in_the_variance_too():
    """By hand: weights 3/4 and 1/4 of .8 and .4, around .7; twice what two clusters vary."""
    taken = of_first([0.8, 0.4, 0.5, 0.5], ["NO"] * 2 + ["DK"] * 2,
                     weights=np.array([3.0, 1, 1, 1]))  # fmt: skip
    assert variance(taken)[0] == pytest.approx(2 * ((0.75 * 0.1) ** 2 + (0.25 * 0.3) ** 2))


# ---------------------------------------------------------------- draws


def test_draws_of_clusters_within_groups_keep_the_sizes_of_the_groups():
    taken = clustered()
    clusters = Clusters(taken.groups, taken.ways[:, 0], 1)
    assert len(np.unique(clusters.stratum)) == 3
    span = Clusters(np.array(["NO", "DK", "DK", "SE"]), np.array([0, 0, 1, 2]), 1)
    assert span.stratum[0] == span.stratum[1] != span.stratum[2]


def test_draws_scatter_as_the_variance_says_and_know_their_own():
    taken = clustered()
    clusters, weighting = Clusters(taken.groups, taken.ways[:, 0], 1), weighted(taken, PAIR)
    drawn = drawn_moments(clusters, weighting, 4000)
    shift = drawn.shift(1, -1)
    np.testing.assert_allclose(shift.mean(axis=0), 0, atol=0.004)
    expected = variance(taken) * 7 / 8  # draws vary by the variance of those met, without ddof
    np.testing.assert_allclose(shift.var(axis=0), expected, rtol=0.1)
    np.testing.assert_allclose(drawn.variance(1, -1).mean(axis=0), expected, rtol=0.1)


def test_the_moments_of_a_draw_are_those_of_the_documents_it_holds():
    """A draw told by hand: the clusters that it holds twice are put in twice."""
    taken = clustered()
    clusters, weighting = Clusters(taken.groups, taken.ways[:, 0], 1), weighted(taken, PAIR)
    drawn = drawn_moments(clusters, weighting, 1)
    shift, total = np.zeros(3), np.zeros(3)
    for code, sign in zip(PAIR, (1, -1), strict=True):
        rows = taken.groups == code
        means = taken.shares[rows].reshape(8, 3, 3).mean(axis=1)
        stratum = clusters.stratum[clusters.cluster[rows]][0]
        times = next(clusters.times(int(stratum), 8, 1))[0].astype(int)
        held = np.repeat(means, times, axis=0)
        shift += sign * (held.mean(axis=0) - means.mean(axis=0))
        total += held.var(axis=0, ddof=1) / 8
    np.testing.assert_allclose(drawn.shift(1, -1)[0], shift)
    np.testing.assert_allclose(drawn.variance(1, -1)[0], total)


def test_many_clusters_are_joined_at_random_and_vary_as_before():
    """The plain bootstrap of 2400 documents, one by one, has the same quantiles within noise."""
    rng = np.random.default_rng(6)
    first = rng.beta(0.3, 2.0, 2400)
    taken = of_first(first, ["NO"] * 2400)
    weights, residuals = group_weights(taken)
    weighting = Weighting(("NO", "NO"), weights["NO"], 0 * weights["NO"], residuals)
    clusters = Clusters(taken.groups, taken.ways[:, 0], 1)
    sizes = np.bincount(clusters.joined(0, np.arange(2400)))
    assert len(sizes) == 1000 and set(sizes) == {2, 3}
    drawn = drawn_moments(clusters, weighting, 2000).shift(1, 0)[:, 0]
    plainly = np.array([rng.choice(first, 2400).mean() for _ in range(2000)]) - first.mean()
    assert drawn.std() == pytest.approx(plainly.std(), rel=0.06)
    ends = [0.025, 0.25, 0.75, 0.975]
    np.testing.assert_allclose(
        np.quantile(drawn, ends), np.quantile(plainly, ends), atol=0.15 * plainly.std()
    )


def test_draws_do_not_depend_on_the_order_of_documents():
    taken = clustered()
    other = reordered(taken, np.random.default_rng(1).permutation(72))
    draws = [
        drawn_moments(Clusters(one.groups, one.ways[:, 0], 1), weighted(one, PAIR), 50)
        for one in (taken, other)
    ]
    np.testing.assert_allclose(draws[0].shift(1, -1), draws[1].shift(1, -1), atol=1e-12)
    np.testing.assert_allclose(draws[0].variance(1, -1), draws[1].variance(1, -1), atol=1e-12)


def test_a_source_knows_what_cancels_in_a_difference():
    one = np.array([[0.1, 0.3], [0.0, 0.4]])
    source = Source(one, np.array([[0.1, 0.0], [0.0, 0.0]]), 1)
    np.testing.assert_allclose(source.deviation(1, -1), [0, 0.5])
    np.testing.assert_allclose(source.deviation(1, 0), [0.1, 0.5])
