"""Intervals and tests of differences of means: one effect, one error, one reference distribution.

In draws of whole clusters each effect is divided by its own standard error (the studentised cluster
bootstrap; Hall 1992, Field & Welsh 2007); the quantiles of these ratios stand for those of the
study's own. Test, q and interval all follow from them, and cannot contradict each other.

Errors come from other sources too: the model, and the language in which a group writes. Each has a
standard deviation that is known with some degrees of freedom, and is drawn with the documents.
"""

import zlib
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import ndtri
from scipy.stats import false_discovery_control

from ..study import ErrorRate
from .inference import (
    LEAST_TEXTS,
    Clusters,
    Moments,
    Source,
    Weighting,
    drawn_moments,
    moments,
    null_means,
)
from .sample import Sample

POWER = 0.8


@dataclass(frozen=True)
class Form:
    """An effect of a pair: x·a + y·b less a shift, and what makes it uncertain beside documents.

    Attributes
    ----------
    x, y : what a's and b's mean are multiplied by
    shift : K, or 0
    sources : of error beside the documents
    below : the test asks whether the effect is below 0, not whether it is another than 0
    """

    x: float = 1.0
    y: float = -1.0
    shift: np.ndarray | float = 0.0
    sources: tuple[Source, ...] = ()
    below: bool = False

    def value(self, means: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        """The effect, K."""
        return self.x * means[0] + self.y * means[1] - self.shift

    def size(self, ratios: np.ndarray) -> np.ndarray:
        """How much studentised effects speak against there being none."""
        return -ratios if self.below else np.abs(ratios)


@dataclass(frozen=True)
class Tested:
    """Effects of all pairs and themes, pairs × K each.

    Attributes
    ----------
    value : the effects
    error : their standard errors; no number where a group has a single cluster
    p : of each by itself
    q : over all of them the false discovery rate (Benjamini & Hochberg 1995), or the chance of any
        false claim (max-t)
    reach : width of the intervals to either side, in standard errors. An interval leaves out 0
        where its q is below the level. With the false discovery rate, of those that the study
        reports so many miss as the level says (false coverage rate; Benjamini & Yekutieli 2005);
        else all hold together
    single_reach : the same for intervals that hold each by itself
    topic_p : K, of the largest effect of each theme; all_p : of the largest of all
    """

    value: np.ndarray
    error: np.ndarray
    p: np.ndarray
    q: np.ndarray
    reach: np.ndarray
    single_reach: np.ndarray
    topic_p: np.ndarray
    all_p: float

    @property
    def interval(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper ends, within -1 and 1."""
        half = self.reach * self.error
        return np.clip(self.value - half, -1, 1), np.clip(self.value + half, -1, 1)

    @property
    def detectable(self) -> np.ndarray:
        """The smallest effects that are found with a power of 80 %, at most 1."""
        return np.minimum((self.reach + ndtri(POWER)) * self.error, 1.0)


def tests(
    sample: Sample, weightings: list[Weighting], forms: list[list[Form]], draws: int, level: float,
    seed: int, error_rate: ErrorRate = "fdr",
) -> list[Tested]:  # fmt: skip
    """Test effects of all pairs and themes; those of one kind together.

    Parameters
    ----------
    weightings : of each pair
    forms : for each kind of effect one form for each pair
    draws : B, behind each p
    level : of the error rate, and of intervals that miss
    seed : of the draws
    error_rate : what q is, and what intervals hold

    Returns
    -------
    What was found, for each kind
    """
    k, ways = sample.shares.shape[1], _Ways.of(sample, seed)
    found = [
        _measured(sample, ways, weighting, own) for weighting, own in _by_pair(weightings, forms)
    ]
    running = [[_Drawn(draws, k, level) for _ in ways.each] for _ in forms]
    for number, clusters in enumerate(ways.each):
        for pair, (weighting, own) in enumerate(_by_pair(weightings, forms)):
            drawn, means = drawn_moments(clusters, weighting, draws), weighting.means(sample.shares)
            named = zlib.crc32("\x1f".join(weighting.pair).encode())
            for kind, form in enumerate(own):
                ratios = draw_ratios(drawn, means, form, [seed, 14, named])
                value, error = found[pair][kind]
                running[kind][number].add(form.size(ratios), form.size(value / error))
    return [
        _together([one[kind] for one in found], forms[kind], running[kind], level, error_rate)
        for kind in range(len(forms))
    ]


def _by_pair(
    weightings: list[Weighting], forms: list[list[Form]]
) -> list[tuple[Weighting, list[Form]]]:
    """Each pair with its form of each kind."""
    return [(one, [kind[place] for kind in forms]) for place, one in enumerate(weightings)]


@dataclass(frozen=True)
class _Ways:
    """All ways of clustering, and for each two of them the clusters that both make."""

    each: list[Clusters]
    both: list[tuple[int, int, Clusters]]

    @classmethod
    def of(cls, sample: Sample, seed: int) -> "_Ways":
        each = [Clusters(sample.groups, way, seed) for way in sample.ways.T]
        both = [
            (i, j, Clusters(sample.groups, each[i].cluster * each[j].size + each[j].cluster, seed))
            for i, j in combinations(range(len(each)), 2)
        ]
        return cls(each, both)


class _Drawn:
    """What the draws of one way of clustering say, a pair after the other."""

    def __init__(self, draws: int, k: int, level: float):
        self.by_topic = np.full((draws, k), -np.inf)
        self.kept = max(1, int(level * (draws + 1)))
        self.p: list[np.ndarray] = []
        self.largest: list[np.ndarray] = []

    def add(self, drawn: np.ndarray, size: np.ndarray) -> None:
        """Take in the draws of a pair, B × K, and how large its effects are, K."""
        self.p.append(share_reached(drawn, size))
        top = np.partition(drawn, -self.kept, axis=0)[-self.kept :]
        self.largest.append(np.sort(top, axis=0)[::-1])
        known = ~np.isnan(size)
        self.by_topic[:, known] = np.maximum(self.by_topic[:, known], drawn[:, known])

    def reach(self, level: float, selected: np.ndarray) -> np.ndarray:
        """Quantiles of the draws at the level of what is selected and of what is not."""
        draws, total = len(self.by_topic), selected.size
        largest, found = np.array(self.largest), int(selected.sum())
        place = [
            min(max(int(level * part / total * (draws + 1)), 1), self.kept) - 1
            for part in (found, min(found + 1, total))
        ]
        return np.where(selected, largest[:, place[0]], largest[:, place[1]])

    @property
    def of_any(self) -> np.ndarray:
        """The largest effect of all pairs and themes in each draw, B."""
        return self.by_topic.max(axis=1)

    def joint_reach(self) -> float:
        """The quantile of the largest effect of all, at the level."""
        return float(np.partition(self.of_any, -self.kept)[-self.kept])


def _measured(
    sample: Sample, ways: _Ways, weighting: Weighting, forms: list[Form]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Effects of a pair and their standard errors, K each, for each form."""
    means = weighting.means(sample.shares)
    if fewest_clusters(sample, weighting) < 2:
        nothing = np.full(len(means[0]), np.nan)
        return [(form.value(means), nothing) for form in forms]
    each = [moments(way, weighting) for way in ways.each]
    both = [(i, j, moments(way, weighting)) for i, j, way in ways.both]
    return [(form.value(means), _error(each, both, means, form)) for form in forms]


def fewest_clusters(sample: Sample, weighting: Weighting) -> int:
    """On how few clusters the mean of a group rests, of either group.

    Where like is compared with like, clusters of strata that the other group lacks do not count.

    Parameters
    ----------
    sample : the documents
    weighting : of a pair

    Returns
    -------
    Their number, in the way of clustering in which it is smallest
    """
    loads = zip(weighting.pair, (weighting.first, weighting.second), strict=True)
    rows = [(sample.groups == group) & (load != 0) for group, load in loads if load.any()]
    return min(len(np.unique(way[own])) for own in rows for way in sample.ways.T)


def _together(
    measured: list[tuple[np.ndarray, np.ndarray]], forms: list[Form], ways: list[_Drawn],
    level: float, error_rate: ErrorRate,
) -> Tested:  # fmt: skip
    """What holds of every way of clustering: the larger p, and the wider interval.

    The chance of any false claim is held by the largest of all effects in each draw, the first step
    of Romano & Wolf (2005); with the further steps intervals would not hold together.
    """
    value, error = (np.array(part) for part in zip(*measured, strict=True))
    size = np.array([form.size(v / e) for form, (v, e) in zip(forms, measured, strict=True)])
    p = np.max([np.array(way.p) for way in ways], axis=0)
    if error_rate == "fwer":
        q = np.max([share_reached(way.of_any, size) for way in ways], axis=0)
        reach = np.full(p.shape, max(way.joint_reach() for way in ways))
    else:
        q = false_discovery_control(p, axis=None).reshape(p.shape)
        reach = np.max([way.reach(level, q < level) for way in ways], axis=0)
    most = np.fmax.reduce(size, axis=0)
    largest = np.fmax.reduce(most)
    return Tested(
        value, error, p, q, _as_tested(reach, size, q < level),
        np.max([np.array(way.largest)[:, way.kept - 1] for way in ways], axis=0),
        np.max([share_reached(way.by_topic, most) for way in ways], axis=0),
        float(np.max([share_reached(way.of_any, largest) for way in ways])),
    )  # fmt: skip


def _as_tested(reach: np.ndarray, size: np.ndarray, found: np.ndarray) -> np.ndarray:
    """Intervals that say what the tests say where draws are too few to tell their ends apart."""
    near = 1e-9
    shorter = np.minimum(reach, size * (1 - near))
    wider = np.maximum(reach, size * (1 + near))
    return np.where(np.isnan(size), reach, np.where(found, shorter, wider))


def errors(sample: Sample, weighting: Weighting, form: Form, seed: int) -> np.ndarray:
    """Standard errors of an effect of a pair, K.

    Of several ways of clustering the largest variance counts, and that of two ways together: the
    sum of both less that of the clusters which both make (Cameron, Gelbach & Miller 2011). It is
    never smaller than it would be if there were no effect; where too few texts about the theme are
    then expected there is no number.

    Parameters
    ----------
    sample : the documents
    weighting : of the pair
    form : of the effect
    seed : of the clusters

    Returns
    -------
    K standard errors
    """
    ways = _Ways.of(sample, seed)
    each = [moments(way, weighting) for way in ways.each]
    both = [(i, j, moments(way, weighting)) for i, j, way in ways.both]
    return _error(each, both, weighting.means(sample.shares), form)


def _error(
    each: list[Moments], both: list[tuple[int, int, Moments]],
    means: tuple[np.ndarray, np.ndarray], form: Form,
) -> np.ndarray:  # fmt: skip
    """The standard error of an effect, from the moments of each way and of each two, K."""
    x, y = form.x, form.y
    own = [found.variance(x, y)[0] for found in each]
    crossed = [own[i] + own[j] - finer.variance(x, y)[0] for i, j, finer in both]
    none = [null_means(found, means, x, y, form.shift) for found in each]
    least = [found.variance(x, y)[0] for found in none]
    variance = np.max([*own, *crossed, *least], axis=0)
    error = np.sqrt(variance + sum(source.deviation(x, y) ** 2 for source in form.sources))
    few = np.min([found.texts[0] for found in none], axis=0) < LEAST_TEXTS
    return np.where(few & bool(x and y), np.nan, error)


def draw_ratios(
    drawn: Moments, means: tuple[np.ndarray, np.ndarray], form: Form, seed: list[int]
) -> np.ndarray:
    """Draws of an effect around what is there, in standard errors of the draw, B × K.

    Parameters
    ----------
    drawn : of the documents
    means : of a and b as they are, K each
    form : of the effect
    seed : of the draws of its sources

    Returns
    -------
    B × K studentised draws
    """
    x, y = form.x, form.y
    shift, variance = drawn.shift(x, y), drawn.variance(x, y)
    there = (means[0] + drawn.first, means[1] + drawn.second)
    none = null_means(drawn, there, x, y, x * means[0] + y * means[1])
    variance = np.maximum(variance, none.variance(x, y))
    for number, source in enumerate(form.sources):
        deviation = source.deviation(x, y)
        rng = np.random.default_rng([*seed, number])
        known = np.random.default_rng([seed[0], 13, number])  # the same for every pair
        width = np.size(source.freedom)
        spread = known.chisquare(source.freedom, (len(shift), width)) / source.freedom
        shift = shift + deviation * rng.standard_normal(shift.shape)
        variance = variance + deviation**2 * spread
    return shift / np.sqrt(variance)


def share_reached(draws: np.ndarray, value: np.ndarray) -> np.ndarray:
    """p: how many of the draws, and the value itself, are at least so large (Phipson & Smyth 2010).

    Parameters
    ----------
    draws : B, or B × K
    value : to compare with the draws; K where the draws have K columns, any shape where they have
        none

    Returns
    -------
    p of the shape of `value`; 1 where there is no number
    """
    if draws.ndim > 1:
        reached = (draws >= value - 1e-12).sum(axis=0)
    else:
        reached = len(draws) - np.searchsorted(np.sort(draws), np.asarray(value) - 1e-12)
    p = (reached + 1) / (len(draws) + 1)
    return np.where(np.isnan(value), 1.0, p)
