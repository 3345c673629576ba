"""How large is each theme in each country, and how sure is that?

Estimand: the mean share of a theme in the population of such documents in a country, given the
topics. Unit: the document, or the cluster of documents that the study names. Intervals: the cluster
bootstrap within each country, widened for few clusters; `uncertainty` adds that of the model.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.stats import norm, t

from ..languages import COUNTRIES
from ..schemas import columns_named
from .clusters import cluster_keys, largest_clusters

LEVEL = 0.95
_CELLS = 2_000_000  # draws × clusters that are held at once


@dataclass(frozen=True)
class Sample:
    """The documents that a comparison is about.

    Attributes
    ----------
    shares : documents × K, rows sum to 1
    countries : documents, ISO codes
    clusters : documents, number of the cluster; a cluster lies within one country
    weights : documents, 1 or the number of tokens
    doc_ids : documents
    """

    shares: np.ndarray
    countries: np.ndarray
    clusters: np.ndarray
    weights: np.ndarray
    doc_ids: np.ndarray | None = None

    @property
    def present(self) -> list[str]:
        """Countries with documents, in the order of the table of countries."""
        return [code for code in COUNTRIES if (self.countries == code).any()]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Each two of them, in the order in which tables list them."""
        return list(combinations(self.present, 2))

    def clusters_in(self, country: str) -> int:
        """Number of clusters of a country."""
        return len(np.unique(self.clusters[self.countries == country]))

    @property
    def largest(self) -> pd.DataFrame:
        """The largest cluster of each country, as `largest_clusters` returns it."""
        return largest_clusters(self.countries, self.clusters)

    def rows(self, chosen: np.ndarray) -> "Sample":
        """Some of the documents."""
        ids = None if self.doc_ids is None else self.doc_ids[chosen]
        return Sample(
            self.shares[chosen], self.countries[chosen], self.clusters[chosen],
            self.weights[chosen], ids,
        )  # fmt: skip

    def rooted(self) -> "Sample":
        """The same documents with the square roots of their shares."""
        return replace(self, shares=np.sqrt(self.shares))


def sample_of(
    document_topics: pd.DataFrame, documents: pd.DataFrame, cluster: tuple[str, ...], weight: str
) -> Sample:
    """Put documents, their clusters and weights together.

    Parameters
    ----------
    document_topics : doc_id, country, language, topic_1 … topic_K
    documents : doc_id, tokens and the columns named in `cluster`
    cluster : columns whose equal values make a cluster; empty: each document is one. A document
        with an empty value is a cluster by itself.
    weight : "documents" or "tokens"

    Raises
    ------
    StudyError
        If a column is missing.
    """
    named = columns_named(documents.columns, cluster, "comparison.cluster")
    facts = {f"cluster {place}": documents[name] for place, name in enumerate(named)}
    groups = tuple(facts)
    if weight == "tokens":
        facts["tokens"] = documents["tokens"]
    joined = document_topics.merge(documents[["doc_id"]].assign(**facts), on="doc_id")
    topics = [c for c in document_topics.columns if c.startswith("topic_")]
    weights = joined["tokens"].to_numpy(float) if weight == "tokens" else np.ones(len(joined))
    return Sample(
        joined[topics].to_numpy(float),
        joined["country"].to_numpy(str),
        pd.factorize(cluster_keys(joined, groups))[0],
        np.maximum(weights, 1e-9),
        joined["doc_id"].to_numpy(str),
    )


def mean_shares(sample: Sample) -> pd.DataFrame:
    """Weighted mean share of each theme, topics × countries."""
    means = {}
    for code in sample.present:
        rows = sample.countries == code
        means[code] = np.average(sample.shares[rows], axis=0, weights=sample.weights[rows])
    return pd.DataFrame(means)


def bootstrap_means(sample: Sample, draws: int, seed: int) -> dict[str, np.ndarray]:
    """Mean shares in resamples of whole clusters: {country: draws × K}.

    Draws are moved away from the estimate by `widening`, so that their percentiles are those of the
    expanded percentile interval. A country with a single cluster has draws that are no numbers.
    """
    found = {}
    means = mean_shares(sample)
    for code in sample.present:
        rng = np.random.default_rng([seed, list(COUNTRIES).index(code)])
        sums, weights = cluster_sums(sample, sample.countries == code)
        mean = means[code].to_numpy()
        drawn = _resampled_means(sums, weights, draws, rng)
        found[code] = mean + widening(len(weights)) * (drawn - mean)
    return found


def widening(clusters: int) -> float:
    """By what percentiles of so few clusters must be moved out to cover as they should.

    Not a number for a single cluster: nothing tells how far others lie from it, so that it has no
    interval.

    The bootstrap takes the spread of n values around their own mean for that of the population, and
    the normal for Student's distribution: √(n / (n - 1)) · t / z (Hesterberg 2015, "What teachers
    should know about the bootstrap").
    """
    if clusters < 2:
        return np.nan
    tail = (1 + LEVEL) / 2
    return float(np.sqrt(clusters / (clusters - 1)) * t.ppf(tail, clusters - 1) / norm.ppf(tail))


def cluster_sums(sample: Sample, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted sums of shares (clusters × K) and of weights (clusters)."""
    _, number = np.unique(sample.clusters[rows], return_inverse=True)
    size = number.max() + 1
    weights = np.bincount(number, weights=sample.weights[rows], minlength=size)
    sums = np.zeros((size, sample.shares.shape[1]))
    np.add.at(sums, number, sample.shares[rows] * sample.weights[rows, None])
    return sums, weights


def _resampled_means(
    sums: np.ndarray, weights: np.ndarray, draws: int, rng: np.random.Generator
) -> np.ndarray:
    size = len(weights)
    means = np.empty((draws, sums.shape[1]))
    block = max(1, _CELLS // size)
    for start in range(0, draws, block):
        stop = min(start + block, draws)
        times = rng.multinomial(size, np.full(size, 1 / size), size=stop - start).astype(float)
        means[start:stop] = (times @ sums) / np.maximum(times @ weights, 1e-12)[:, None]
    return means


def share_interval(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Percentile interval of shares over the first axis, within 0 and 1."""
    return _interval(draws, 0.0)


def difference_interval(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Percentile interval of differences of shares over the first axis, within -1 and 1.

    Draws that were moved out for few clusters leave what a difference can be; what lies beyond is
    cut off, by which no interval loses the truth.
    """
    return _interval(draws, -1.0)


def _interval(draws: np.ndarray, least: float) -> tuple[np.ndarray, np.ndarray]:
    tail = (1 - LEVEL) / 2
    low, high = np.clip(np.quantile(draws, [tail, 1 - tail], axis=0), least, 1.0)
    return low, high


def prevalence_table(sample: Sample, draws: dict[str, np.ndarray]) -> pd.DataFrame:
    """Topic, country, mean, low, high, documents, clusters; a row a theme and country.

    Low and high are missing where a country has a single cluster.
    """
    means = mean_shares(sample)
    rows = []
    for code in sample.present:
        low, high = share_interval(draws[code])
        count = int((sample.countries == code).sum())
        clusters = sample.clusters_in(code)
        rows += [
            (topic + 1, code, means[code].iloc[topic], low[topic], high[topic], count, clusters)
            for topic in range(sample.shares.shape[1])
        ]
    columns = ["topic", "country", "mean", "low", "high", "documents", "clusters"]
    table = pd.DataFrame(rows, columns=columns)
    order = table["country"].map(list(COUNTRIES).index)
    return table.assign(order=order).sort_values(["topic", "order"])[columns].reset_index(drop=True)
