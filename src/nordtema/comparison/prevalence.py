"""How large is each theme in each country, and how sure is that?

Estimand: the mean share of a theme in the population of such documents in a country, given the
topics. Unit: the document, or the cluster of documents that the study names. Intervals: the cluster
bootstrap within each country, widened for few clusters; `uncertainty` adds that of the model.
"""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd

from ..languages import COUNTRIES, country_pairs
from ..schemas import columns_named
from ..topics.model import shares_of
from .bootstrap import bootstrap, difference_interval, share_interval
from .clusters import cluster_keys, largest_clusters


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
        return country_pairs(self.present)

    def clusters_in(self, country: str) -> int:
        """Number of clusters of a country.

        Parameters
        ----------
        country : its code

        Returns
        -------
        Their number, 0 for a country without documents
        """
        return len(np.unique(self.clusters[self.countries == country]))

    @property
    def largest(self) -> pd.DataFrame:
        """The largest cluster of each country, as `largest_clusters` returns it."""
        return largest_clusters(self.countries, self.clusters)

    def rows(self, chosen: np.ndarray) -> "Sample":
        """Some of the documents.

        Parameters
        ----------
        chosen : numbers or truth values of the documents

        Returns
        -------
        A sample of these documents
        """
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

    Returns
    -------
    The documents that have shares

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
    weights = joined["tokens"].to_numpy(float) if weight == "tokens" else np.ones(len(joined))
    return Sample(
        shares_of(joined),
        joined["country"].to_numpy(str),
        pd.factorize(cluster_keys(joined, groups))[0],
        np.maximum(weights, 1e-9),
        joined["doc_id"].to_numpy(str),
    )


def mean_shares(sample: Sample) -> pd.DataFrame:
    """Weighted mean share of each theme, topics × countries.

    Returns
    -------
    DataFrame, K × countries that are present
    """
    means = {}
    for code in sample.present:
        rows = sample.countries == code
        means[code] = np.average(sample.shares[rows], axis=0, weights=sample.weights[rows])
    return pd.DataFrame(means)


def bootstrap_means(sample: Sample, draws: int, seed: int) -> dict[str, np.ndarray]:
    """Mean shares in resamples of whole clusters within each country.

    Parameters
    ----------
    draws : number of resamples

    Returns
    -------
    {country: draws × K}; a country with a single cluster has draws that are no numbers
    """
    means = mean_shares(sample)
    drawn = {}
    for code in sample.present:
        rng = np.random.default_rng([seed, list(COUNTRIES).index(code)])
        sums, weights = cluster_sums(sample.rows(sample.countries == code))
        statistic = partial(_mean_of, sums, weights)
        drawn[code] = bootstrap(statistic, means[code].to_numpy(), len(weights), draws, rng)
    return drawn


def cluster_sums(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Weighted sums of the shares of each cluster, clusters in the order of their numbers.

    Returns
    -------
    clusters × K sums of shares, and the clusters' sums of weights
    """
    _, number = np.unique(sample.clusters, return_inverse=True)
    size = number.max() + 1
    weights = np.bincount(number, weights=sample.weights, minlength=size)
    sums = np.zeros((size, sample.shares.shape[1]))
    np.add.at(sums, number, sample.shares * sample.weights[:, None])
    return sums, weights


def _mean_of(sums: np.ndarray, weights: np.ndarray, times: np.ndarray) -> np.ndarray:
    return (times @ sums) / np.maximum(times @ weights, 1e-12)[:, None]


def difference_rows(
    means: pd.DataFrame, draws: dict[str, np.ndarray], pair: tuple[str, str]
) -> pd.DataFrame:
    """The difference of two countries in every theme.

    Parameters
    ----------
    means : K × countries
    draws : draws × K of each country

    Returns
    -------
    DataFrame with topic, country_a, country_b, difference (share of a minus share of b), low, high
    """
    a, b = pair
    low, high = difference_interval(draws[a] - draws[b])
    return pd.DataFrame(
        {"topic": np.arange(1, len(low) + 1), "country_a": a, "country_b": b,
         "difference": (means[a] - means[b]).to_numpy(), "low": low, "high": high}
    )  # fmt: skip


def in_order(column: pd.Series) -> pd.Series:
    """The key by which tables are sorted: countries as `COUNTRIES` lists them, all else as it is.

    Parameters
    ----------
    column : of a table; `country` holds codes

    Returns
    -------
    Places of the countries, or the column itself
    """
    return column.map(list(COUNTRIES).index) if column.name == "country" else column


def prevalence_table(sample: Sample, draws: dict[str, np.ndarray]) -> pd.DataFrame:
    """Topic, country, mean, low, high, documents, clusters; a row a theme and country.

    Low and high are missing where a country has a single cluster.

    Parameters
    ----------
    draws : draws × K of each country

    Returns
    -------
    DataFrame with a row for each theme and country, themes first
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
    return table.sort_values(["topic", "country"], key=in_order, ignore_index=True)
