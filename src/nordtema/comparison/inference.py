"""Clusters, and what draws of them make of weighted means.

Shares are skewed: most texts hardly speak of a theme and a few are about it. Tests that take the
mean of so few for normal, and permutation tests where groups scatter unlike, find differences that
are none (benchmarks/adversary.py). So whole clusters are drawn again, and with each draw comes its
own variance, by which `testing` divides.

A group of few texts may by chance hold few of those that are about a theme; its spread is then
small as well, and the difference seems sure. So a variance is never smaller than it would be if
there were no difference: spread grows with the mean m as m · (1 - m), as in a score test, by a
factor that is learned from the theme and, where texts about it are few, from all themes of the
group.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

EXPECTED = 10.0  # texts about a theme that tell as much of its dispersion as all themes do
LEAST_TEXTS = 4.0  # fewer expected texts about a theme tell nothing of it
LEAST_SHARE = 1e-3
_MOST = 1000  # clusters of a stratum that are drawn one by one; more are joined at random
_BLOCK = 1000  # draws at a time
_LEAST = 1e-14  # variance


@dataclass(frozen=True)
class Weighting:
    """Two groups as weighted means of the documents' shares.

    Attributes
    ----------
    pair : the groups, a and b
    first, second : documents, weights of a's and of b's mean; each sums to 1
    residuals : documents × K, share less what is expected of such a document
    """

    pair: tuple[str, str]
    first: np.ndarray
    second: np.ndarray
    residuals: np.ndarray

    def means(self, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Both means of some shares, K each.

        Parameters
        ----------
        shares : documents × K

        Returns
        -------
        a's and b's
        """
        return self.first @ shares, self.second @ shares


@dataclass(frozen=True)
class Source:
    """A further source of error of one pair: deviations of a's and of b's mean.

    Attributes
    ----------
    first, second : R × K; the variance of x·a + y·b is the sum of squares of x·first + y·second
    freedom : degrees of freedom with which that variance is known, one number or K
    """

    first: np.ndarray
    second: np.ndarray
    freedom: float | np.ndarray

    def deviation(self, x: float, y: float) -> np.ndarray:
        """Standard deviation of x·a + y·b, K."""
        return np.sqrt(((x * self.first + y * self.second) ** 2).sum(axis=0))


@dataclass(frozen=True)
class Moments:
    """Sums over clusters in draws (B × K), or as they are (1 × K): shifts, variances, covariance.

    The shift of what is there is 0.
    """

    first: np.ndarray
    second: np.ndarray
    variance_first: np.ndarray
    variance_second: np.ndarray
    covariance: np.ndarray

    def shift(self, x: float, y: float) -> np.ndarray:
        """Shift of x·a + y·b."""
        return x * self.first + y * self.second

    def variance(self, x: float, y: float) -> np.ndarray:
        """Variance of x·a + y·b."""
        total = x * x * self.variance_first + y * y * self.variance_second
        return np.maximum(total + 2 * x * y * self.covariance, _LEAST)


class Clusters:
    """The clusters of one way, and which groups each of them has texts of.

    Groups that have a cluster in common, and those that hang together so, are a stratum: its
    clusters are drawn among themselves, so that where each cluster lies in one group the groups
    keep their sizes. Draws depend on the stratum alone: they are the same for every pair.

    Parameters
    ----------
    groups : documents
    way : documents, number of the cluster
    seed : of the draws
    """

    def __init__(self, groups: np.ndarray, way: np.ndarray, seed: int):
        _, self.cluster = np.unique(way, return_inverse=True)
        self.size = int(self.cluster.max()) + 1
        names, group = np.unique(groups, return_inverse=True)
        held = sparse.csr_matrix(
            (np.ones(len(group)), (self.cluster, group)), (self.size, len(names))
        )
        _, component = connected_components(held.T @ held, directed=False)
        first = np.zeros(self.size, dtype=int)
        first[self.cluster] = group
        self.stratum = component[first]
        self.seed = seed

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Sums over the documents of each cluster, clusters × K.

        Parameters
        ----------
        values : documents × K

        Returns
        -------
        clusters × K
        """
        rows = np.arange(len(values))
        collect = sparse.csr_matrix(
            (np.ones(len(values)), (self.cluster, rows)), (self.size, len(values))
        )
        return collect @ values

    def strata(self, used: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
        """Strata with a cluster that is used, and the numbers of all their clusters.

        Parameters
        ----------
        used : clusters, truth values

        Returns
        -------
        Number of the stratum and its clusters
        """
        for number in np.unique(self.stratum[used]):
            yield int(number), np.flatnonzero(self.stratum == number)

    def joined(self, number: int, members: np.ndarray) -> np.ndarray:
        """Which of at most _MOST bundles each cluster of a stratum is drawn in."""
        if len(members) <= _MOST:
            return np.arange(len(members))
        rng = np.random.default_rng([self.seed, 12, number])
        return rng.permutation(np.arange(len(members)) % _MOST)

    def times(self, number: int, size: int, draws: int) -> Iterator[np.ndarray]:
        """How often each of `size` bundles stands in each draw, block × size."""
        rng = np.random.default_rng([self.seed, 11, number])
        return resamples(size, draws, rng)


def resamples(
    clusters: int, draws: int, rng: np.random.Generator, block: int = _BLOCK
) -> Iterator[np.ndarray]:
    """How often each of some clusters, all alike, stands in each resample.

    Parameters
    ----------
    clusters : number of clusters, and of those drawn for each resample
    draws : number of resamples
    block : resamples handed on at once; they do not depend on it

    Returns
    -------
    Blocks of block × clusters
    """
    equal = np.full(clusters, 1 / clusters)
    for start in range(0, draws, block):
        yield rng.multinomial(clusters, equal, size=min(block, draws - start)).astype(float)


def moments(clusters: Clusters, weighting: Weighting) -> Moments:
    """Variances of the two means and their covariance, 1 × K each; shifts are 0.

    Sums of residuals over clusters vary around the mean of their stratum; few clusters vary around
    their own mean too little, by n / (n - 1).

    Parameters
    ----------
    clusters : of one way
    weighting : of a pair

    Returns
    -------
    Moments of what is there
    """
    first, second, used = _influence(clusters, weighting)
    total = np.zeros((3, first.shape[1]))
    for _, members in clusters.strata(used):
        a, b, widened = _centred(first[members], second[members])
        total += widened * np.array([(a * a).sum(0), (b * b).sum(0), (a * b).sum(0)])
    zero = np.zeros((1, first.shape[1]))
    return Moments(zero, zero, total[:1], total[1:2], total[2:])


def drawn_moments(clusters: Clusters, weighting: Weighting, draws: int) -> Moments:
    """The same in draws of whole clusters, B × K each.

    Parameters
    ----------
    clusters : of one way
    weighting : of a pair
    draws : B

    Returns
    -------
    Moments of the draws; shifts are from what is there
    """
    first, second, used = _influence(clusters, weighting)
    total = np.zeros((5, draws, first.shape[1]))
    for number, members in clusters.strata(used):
        bundle = clusters.joined(number, members)
        size = int(bundle.max()) + 1
        one, two = np.zeros((size, first.shape[1])), np.zeros((size, first.shape[1]))
        np.add.at(one, bundle, first[members])
        np.add.at(two, bundle, second[members])
        one, two, widened = _centred(one, two)
        at = 0
        for times in clusters.times(number, size, draws):
            rows = slice(at, at + len(times))
            total[:, rows] += _block(times, one, two, widened)
            at += len(times)
    return Moments(*total)


def _block(times: np.ndarray, one: np.ndarray, two: np.ndarray, widened: float) -> np.ndarray:
    """Shifts, variances and covariance of a block of draws of one stratum, 5 × block × K."""
    size = times.shape[1]
    a, b = times @ one, times @ two
    return np.array(
        [
            a, b,
            widened * (times @ (one * one) - a * a / size),
            widened * (times @ (two * two) - b * b / size),
            widened * (times @ (one * two) - a * b / size),
        ]
    )  # fmt: skip


def _influence(clusters: Clusters, weighting: Weighting) -> tuple[np.ndarray, ...]:
    """What each cluster adds to the error of either mean, clusters × K, and which add anything."""
    first = clusters.sums(weighting.first[:, None] * weighting.residuals)
    second = clusters.sums(weighting.second[:, None] * weighting.residuals)
    loads = np.abs(weighting.first) + np.abs(weighting.second)
    return first, second, clusters.sums(loads[:, None])[:, 0] > 0


def _centred(one: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Sums of clusters around the mean of their stratum, and by what they vary too little.

    A single cluster says nothing of others: there is no variance then.
    """
    size = len(one)
    widened = size / max(size - 1, 1)
    return one - one.mean(axis=0), two - two.mean(axis=0), widened


@dataclass(frozen=True)
class NullMeans:
    """Both means moved until an effect is none, each by as much as it is unsure; B × K or 1 × K.

    Attributes
    ----------
    first, second : the means
    dispersion_first, dispersion_second : variance of each in multiples of m · (1 - m)
    texts : how many texts about the theme are then expected, in the group that has fewer
    """

    first: np.ndarray
    second: np.ndarray
    dispersion_first: np.ndarray
    dispersion_second: np.ndarray
    texts: np.ndarray

    def variance(self, x: float, y: float) -> np.ndarray:
        """Variance of x·a + y·b."""
        first = self.first * (1 - self.first) * self.dispersion_first
        second = self.second * (1 - self.second) * self.dispersion_second
        return x * x * first + y * y * second


def null_means(
    found: Moments, means: tuple[np.ndarray, np.ndarray], x: float, y: float,
    shift: np.ndarray | float,
) -> NullMeans:  # fmt: skip
    """The means if x·a + y·b were the shift and no more; one by itself (x or y 0) stays as it is.

    Parameters
    ----------
    found : of what is there, or of draws
    means : of a and b, K each, or B × K
    x, y, shift : of the effect

    Returns
    -------
    Null means, and how they vary
    """
    first, group_first = _dispersion(means[0], found.variance_first)
    second, group_second = _dispersion(means[1], found.variance_second)
    beyond = x * means[0] + y * means[1] - shift if x and y else 0.0
    share = beyond / np.maximum(x * x * first + y * y * second, _LEAST)
    a = np.clip(means[0] - x * first * share, LEAST_SHARE, 1 - LEAST_SHARE)
    b = np.clip(means[1] - y * second * share, LEAST_SHARE, 1 - LEAST_SHARE)
    texts = np.minimum(a / np.maximum(group_first, _LEAST), b / np.maximum(group_second, _LEAST))
    return NullMeans(a, b, first, second, texts)


def _dispersion(mean: np.ndarray, variance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Variance of a mean in multiples of m · (1 - m), and the same over all themes of its group.

    How many texts are about a theme is the mean over the dispersion; EXPECTED of them count as much
    as the group.
    """
    odds = mean * (1 - mean)
    group = variance.sum(axis=-1, keepdims=True)
    group = group / np.maximum(odds.sum(axis=-1, keepdims=True), _LEAST)
    texts = np.maximum(mean, 0) / np.maximum(group, _LEAST)
    own = variance / np.maximum(odds, 1e-9)
    return (texts * own + EXPECTED * group) / (texts + EXPECTED), group
