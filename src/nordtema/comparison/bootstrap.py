"""The cluster bootstrap and its intervals: whole clusters are drawn again, as many as there are."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.special import ndtri, stdtrit

LEVEL = 0.95
CELLS = 2_000_000  # numbers of a block of resamples that are held at once


def resamples(
    clusters: int, draws: int, rng: np.random.Generator, block: int | None = None
) -> Iterator[np.ndarray]:
    """How often each cluster stands in each resample (Field & Welsh 2007).

    Parameters
    ----------
    clusters : number of clusters, and of those drawn for each resample
    draws : number of resamples
    block : resamples handed on at once; they do not depend on it

    Returns
    -------
    Blocks of block × clusters
    """
    block = block or max(1, CELLS // clusters)
    equal = np.full(clusters, 1 / clusters)
    for start in range(0, draws, block):
        yield rng.multinomial(clusters, equal, size=min(block, draws - start)).astype(float)


def bootstrap(
    statistic: Callable[[np.ndarray], np.ndarray],
    estimate: np.ndarray,
    clusters: int,
    draws: int,
    rng: np.random.Generator,
    block: int | None = None,
) -> np.ndarray:
    """Draws of a statistic of whole clusters, as a country's means are.

    They are moved away from the estimate by `widening`, so that their percentiles are those of the
    expanded percentile interval.

    Parameters
    ----------
    statistic : from B × clusters, how often each was drawn, to B × K
    estimate : K, the statistic of what is there
    clusters, draws, block : as in `resamples`

    Returns
    -------
    draws × K; no numbers for a single cluster
    """
    drawn = np.vstack([statistic(times) for times in resamples(clusters, draws, rng, block)])
    return estimate + widening(clusters) * (drawn - estimate)


def widening(clusters: int) -> float:
    """By what percentiles of so few clusters must be moved out to cover as they should.

    The bootstrap takes the spread of n values around their own mean for that of the population, and
    the normal for Student's distribution: √(n / (n - 1)) · t / z (Hesterberg 2015, "What teachers
    should know about the bootstrap").

    Parameters
    ----------
    clusters : number of clusters of a country

    Returns
    -------
    A factor above 1; not a number for a single cluster, which says nothing of others
    """
    if clusters < 2:
        return np.nan
    tail = (1 + LEVEL) / 2
    return float(np.sqrt(clusters / (clusters - 1)) * stdtrit(clusters - 1, tail) / ndtri(tail))


def share_interval(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Percentile interval of shares.

    Parameters
    ----------
    draws : B × K

    Returns
    -------
    K lower and K upper ends, within 0 and 1
    """
    return _interval(draws, 0.0)


def difference_interval(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Percentile interval of differences of shares.

    Draws that were moved out for few clusters leave what a difference can be; what lies beyond is
    cut off, by which no interval loses the truth.

    Parameters
    ----------
    draws : B × K

    Returns
    -------
    K lower and K upper ends, within -1 and 1
    """
    return _interval(draws, -1.0)


def _interval(draws: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray]:
    tail = (1 - LEVEL) / 2
    low, high = np.clip(np.quantile(draws, [tail, 1 - tail], axis=0), least, 1.0)
    return low, high
