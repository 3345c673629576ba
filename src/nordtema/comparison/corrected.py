"""Differences between groups, corrected by documents that people have coded.

A model may take more for a theme in one group than in another. Coded documents, a random sample of
each group, measure that: the mean of a group is the mean share of the model over all its documents,
plus the mean of what people say less what the model says over the coded ones. This is the
difference estimator of survey sampling (Särndal, Swensson & Wretman 1992) and prediction-powered
inference (Angelopoulos et al. 2023); the model's shares enter with the factor λ that makes the
interval shortest (PPI++; Angelopoulos, Duchi & Zrnic 2023). It is right whatever the model says; a
good model makes it precise.
"""

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from .codes import AGREEMENT, Coding, coders_table, coding_of, read_codes, with_published_ids
from .sample import Sample, ordered

LEVEL = 0.95  # of each interval
FLOOR = 10  # coded documents of a group: fewer give no corrected figure
CLUSTERS = 5  # and so many clusters that they come from
LARGEST = 2.0  # λ: people find about twice the share that words have
NOT_CODED, FEW, NARROW = "theme not coded", "few documents", "few clusters"
DIFFERENCES = [
    "topic", "group_a", "group_b", "difference", "corrected", "low", "high", "people", "lambda",
    "coded_a", "coded_b", "clusters_a", "clusters_b", "reason",
]  # fmt: skip
BIASES = [
    "topic", "group", "documents", "clusters", "with_theme", "people", "model", "bias", "low",
    "high", "share_with", "share_without",
]  # fmt: skip


@dataclass(frozen=True)
class People:
    """The tables of what people say; without codes they have no rows.

    Attributes
    ----------
    differences : as `corrected_table` returns it
    biases : as `bias_table` returns it
    coders : as `codes.coders_table` returns it
    """

    differences: pd.DataFrame
    biases: pd.DataFrame
    coders: pd.DataFrame


def what_people_say(
    source: Path | None,
    ids: pd.DataFrame,
    sample: Sample,
    groups: np.ndarray,
    documents: pd.DataFrame,
    labels: pd.DataFrame,
    main: bool,
) -> People:
    """The differences of a sample beside what people say of its documents.

    Parameters
    ----------
    source : codes.csv; None where nobody has coded
    ids : kind, given, published: the frame `ids`
    groups : documents of the sample, the group of each
    documents : doc_id of all documents of the corpus
    labels : topic, label: of the model
    main : whether it is the study's main model

    Returns
    -------
    People

    Raises
    ------
    StudyError
        As of `read_codes` and `coding_of`.
    """
    none = People(*(pd.DataFrame(columns=heads) for heads in (DIFFERENCES, BIASES, AGREEMENT)))
    if source is None:
        return none
    codes, own = with_published_ids(read_codes(source), ids), np.asarray(sample.doc_ids)
    coding = coding_of(codes, own, documents["doc_id"], labels, main, source.name)
    if not len(coding.topics):
        return none
    return People(
        corrected_table(sample, groups, coding),
        bias_table(sample, groups, coding),
        coders_table(coding),
    )


# ---------------------------------------------------------------- a group and its coded documents


@dataclass(frozen=True)
class _Group:
    """The documents of a group.

    Attributes
    ----------
    shares, weights, clusters : of all its documents
    coded : coded, their numbers among these
    codes : coded × K, coded shares
    """

    shares: np.ndarray
    weights: np.ndarray
    clusters: np.ndarray
    coded: np.ndarray
    codes: np.ndarray

    @property
    def coded_clusters(self) -> int:
        return len(np.unique(self.clusters[self.coded]))

    @property
    def refusal(self) -> str:
        """Why it can have no corrected figure, or ""."""
        if len(self.coded) < FLOOR:
            return FEW
        return NARROW if self.coded_clusters < CLUSTERS else ""


@dataclass(frozen=True)
class _Mean:
    """An estimated mean of each theme.

    Attributes
    ----------
    value : K
    sums : clusters of the sample × K, what each cluster adds to its error
    unseen : K, variance that is owed to kinds of documents that no coder has met
    freedom : degrees of freedom
    """

    value: np.ndarray
    sums: np.ndarray
    unseen: np.ndarray
    freedom: float

    @property
    def variance(self) -> np.ndarray:
        return (self.sums**2).sum(axis=0) + self.unseen


def _groups(sample: Sample, groups: np.ndarray, coding: Coding) -> dict[str, _Group]:
    """Each group by its name, countries in their order and others in that of their names."""
    is_coded = np.full(len(groups), -1)
    is_coded[coding.rows] = np.arange(len(coding.rows))
    _, clusters = np.unique(sample.clusters, return_inverse=True)
    made = {}
    for name in ordered(groups):
        rows = np.flatnonzero(groups == name)
        coded = np.flatnonzero(is_coded[rows] >= 0)
        made[name] = _Group(
            sample.shares[rows], sample.weights[rows], clusters[rows], coded,
            coding.shares[is_coded[rows][coded]],
        )  # fmt: skip
    return made


def _factor(groups: list[_Group]) -> np.ndarray:
    """λ of each theme: the slope of coded on model shares within the groups, 0 to `LARGEST`.

    It is the same for all groups, since few coded documents tell a slope of their own badly. The
    estimate is right with any λ.
    """
    along, across = 0.0, 0.0
    for group in groups:
        if len(group.coded):
            weights = group.weights[group.coded]
            shares = group.shares[group.coded]
            centred = shares - np.average(shares, axis=0, weights=weights)
            along = along + weights @ (centred * group.codes)
            across = across + weights @ centred**2
    slope = np.where(across > 1e-12, along / np.maximum(across, 1e-12), 0.0)
    return np.clip(slope, 0.0, LARGEST)


def _mean_of(
    values: np.ndarray, weights: np.ndarray, clusters: np.ndarray, size: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Weighted mean, what each cluster adds to its error (CR2), and the number of clusters.

    Divided by √(1 - h), h the cluster's share of the weight, the squares of a cluster's sum have
    the right expectation whatever the sizes of clusters (Bell & McCaffrey 2002). Unequal clusters
    count as so many equal ones: 1 / Σ h².
    """
    part = weights / weights.sum()
    mean = part @ values
    heft = np.bincount(clusters, part, minlength=size)
    sums = np.zeros((size, values.shape[1]))
    np.add.at(sums, clusters, part[:, None] * (values - mean))
    return mean, sums / np.sqrt(1 - heft)[:, None], float(1 / (heft**2).sum())


def _unexplained(group: _Group, factor: np.ndarray, size: int) -> _Mean:
    """Mean over the coded documents of coded share - λ × model share.

    Where no coder has met a theme, all its documents look alike and the interval would have no
    width. Two clusters more are therefore reckoned with, one all of the theme and one without, of
    which the model says what it says at the extremes.
    """
    shares = group.shares[group.coded]
    values = group.codes - factor * shares
    mean, sums, clusters = _mean_of(
        values, group.weights[group.coded], group.clusters[group.coded], size
    )
    more = np.maximum(1 - factor * shares.max(axis=0) - mean, 0.0)
    less = np.maximum(mean + factor * shares.min(axis=0), 0.0)
    return _Mean(mean, sums, (more**2 + less**2) / clusters**2, clusters - 1)


def _corrected(group: _Group, factor: np.ndarray, size: int) -> _Mean:
    """The mean of a group: λ × model share over all, and what that leaves unexplained."""
    mean, sums, _ = _mean_of(group.shares, group.weights, group.clusters, size)
    rest = _unexplained(group, factor, size)
    return _Mean(factor * mean + rest.value, factor * sums + rest.sums, rest.unseen, rest.freedom)


def _half_width(variance: np.ndarray, freedom: np.ndarray | float) -> np.ndarray:
    return stdtrit(freedom, (1 + LEVEL) / 2) * np.sqrt(variance)


# ---------------------------------------------------------------- tables


def corrected_table(sample: Sample, groups: np.ndarray, coding: Coding) -> pd.DataFrame:
    """The difference of each theme between each two groups, plain and corrected.

    A cluster may lie in both groups of a pair; what it adds to both errors is taken together.
    Degrees of freedom are those of Welch and Satterthwaite over the two groups.

    Parameters
    ----------
    groups : documents of the sample, the group of each
    coding : its coded documents

    Returns
    -------
    DataFrame with topic, group_a, group_b, difference (of the model's shares), corrected, low,
    high, people (difference of the coded documents alone), lambda, coded_a, coded_b, clusters_a,
    clusters_b (that these come from), reason (why there is no corrected figure, or "")
    """
    made = _groups(sample, groups, coding)
    factor, size = _factor(list(made.values())), len(np.unique(sample.clusters))
    looked_for = np.isin(np.arange(sample.shares.shape[1]), coding.topics)
    parts = [
        _pair({name: made[name] for name in pair}, factor, looked_for, size)
        for pair in combinations(made, 2)
    ]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=DIFFERENCES)
    return table.sort_values("topic", kind="stable")[DIFFERENCES].reset_index(drop=True)


def _pair(
    pair: dict[str, _Group], factor: np.ndarray, looked_for: np.ndarray, size: int
) -> pd.DataFrame:
    """The rows of two groups."""
    (a, first), (b, second) = pair.items()
    plain = [np.average(one.shares, axis=0, weights=one.weights) for one in (first, second)]
    rows = pd.DataFrame(
        {"topic": np.arange(1, len(factor) + 1), "group_a": a, "group_b": b,
         "difference": plain[0] - plain[1], "corrected": np.nan, "low": np.nan, "high": np.nan,
         "people": np.nan, "lambda": np.nan, "coded_a": len(first.coded),
         "coded_b": len(second.coded), "clusters_a": first.coded_clusters,
         "clusters_b": second.coded_clusters, "reason": first.refusal or second.refusal}
    )  # fmt: skip
    rows.loc[~looked_for, "reason"] = NOT_CODED
    if first.refusal or second.refusal:
        return rows
    one, other = (_corrected(group, factor, size) for group in (first, second))
    said = [np.average(g.codes, axis=0, weights=g.weights[g.coded]) for g in (first, second)]
    value = one.value - other.value
    half = _half_width(*_difference_error(one, other))
    figures = {"corrected": np.clip(value, -1, 1), "low": np.clip(value - half, -1, 1),
               "high": np.clip(value + half, -1, 1), "people": said[0] - said[1],
               "lambda": factor}  # fmt: skip
    rows.loc[looked_for, list(figures)] = pd.DataFrame(figures)[looked_for]
    return rows


def _difference_error(one: _Mean, other: _Mean) -> tuple[np.ndarray, np.ndarray]:
    """Variance of a difference, and its degrees of freedom."""
    variance = ((one.sums - other.sums) ** 2).sum(axis=0) + one.unseen + other.unseen
    parts = one.variance**2 / one.freedom + other.variance**2 / other.freedom
    total = (one.variance + other.variance) ** 2
    return variance, total / np.maximum(parts, 1e-300)


def bias_table(sample: Sample, groups: np.ndarray, coding: Coding) -> pd.DataFrame:
    """By how much the model says more of a theme than people do, in each group.

    Returns
    -------
    DataFrame with topic, group, documents (coded), clusters, with_theme (documents that a coder
    gives the theme), people and model (mean shares of the coded documents), bias (model less
    people), low, high (missing where too few are coded), share_with and share_without (mean share
    of the model in coded documents with and without the theme)
    """
    made, size = _groups(sample, groups, coding), len(np.unique(sample.clusters))
    parts = [_biases(name, group, coding.topics, size) for name, group in made.items()]
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("topic", kind="stable")[BIASES].reset_index(drop=True)


def _biases(name: str, group: _Group, topics: np.ndarray, size: int) -> pd.DataFrame:
    """The rows of a group."""
    rows = pd.DataFrame(
        {"topic": topics + 1, "group": name, "documents": len(group.coded),
         "clusters": group.coded_clusters, "with_theme": 0}
    ).reindex(columns=BIASES)  # fmt: skip
    if not len(group.coded):
        return rows
    weights, shares = group.weights[group.coded], group.shares[group.coded]
    people, model = (np.average(one, axis=0, weights=weights) for one in (group.codes, shares))
    named = group.codes > 0
    rows = rows.assign(
        with_theme=named.sum(axis=0)[topics], people=people[topics], model=model[topics],
        bias=(model - people)[topics], share_with=_average(shares, weights, named)[topics],
        share_without=_average(shares, weights, ~named)[topics],
    )  # fmt: skip
    if group.refusal:
        return rows
    rest = _unexplained(group, np.ones(shares.shape[1]), size)
    half = _half_width(rest.variance, rest.freedom)[topics]
    return rows.assign(
        low=np.clip(rows["bias"] - half, -1, 1), high=np.clip(rows["bias"] + half, -1, 1)
    )


def _average(shares: np.ndarray, weights: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Mean share of each theme over the documents that are chosen for it."""
    load = weights[:, None] * chosen
    total = load.sum(axis=0)
    return np.where(total > 0, (load * shares).sum(axis=0) / np.maximum(total, 1e-300), np.nan)
