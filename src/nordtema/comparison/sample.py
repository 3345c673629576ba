"""The documents that a comparison is about: their shares, their groups, and what belongs together.

Estimand: the mean share of a theme in the population of such documents in a group, given the
topics. A group is a country, or what `comparison.groups` names: a party, a sex, a kind of text, or
several of these at once. Unit: the document, or the clusters of documents that the study names.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from ..corpus.dates import years_of
from ..corpus.missing import is_missing
from ..languages import COUNTRIES, LANGUAGES
from ..schemas import columns_named
from ..study import COUNTRY, Comparison, StudyError
from ..topics.model import shares_of
from .clusters import cluster_keys, largest_clusters

MOST_GROUPS = 40
_MOST_TOLD = 20  # values in a message
JOINT = " · "  # between the values of several columns
AGAINST = " vs "  # between the groups of a contrast that the study names


@dataclass(frozen=True)
class Sample:
    """The documents of a comparison.

    Attributes
    ----------
    shares : documents × K, rows sum to 1
    groups : documents, the group that each is in
    ways : documents × W, number of the cluster in each of W ways of clustering
    weights : documents, 1 or the number of tokens
    doc_ids : documents
    norms : documents, code of the written norm of each; empty where that is of no matter
    pairs : groups that are compared
    """

    shares: np.ndarray
    groups: np.ndarray
    ways: np.ndarray
    weights: np.ndarray
    doc_ids: np.ndarray
    norms: np.ndarray
    pairs: tuple[tuple[str, str], ...]

    @property
    def present(self) -> list[str]:
        """Groups with documents: countries in the order of their table, others by name."""
        return ordered(self.groups)

    @property
    def clusters(self) -> np.ndarray:
        """The coarsest way of clustering: that with the fewest clusters."""
        return self.ways[:, int(np.argmin([len(np.unique(way)) for way in self.ways.T]))]

    def clusters_in(self, group: str) -> int:
        """Number of clusters of a group, in the way in which it has the fewest.

        Parameters
        ----------
        group : its name

        Returns
        -------
        Their number, 0 for a group without documents
        """
        rows = self.groups == group
        return min(len(np.unique(way[rows])) for way in self.ways.T)

    @property
    def largest(self) -> pd.DataFrame:
        """The largest cluster of each group, as `largest_clusters` returns it."""
        return largest_clusters(self.groups, self.clusters, self.present)

    def rows(self, chosen: np.ndarray) -> "Sample":
        """Some of the documents.

        Parameters
        ----------
        chosen : numbers or truth values of the documents

        Returns
        -------
        A sample of these documents, with the pairs of which both groups are left
        """
        groups = self.groups[chosen]
        left = set(groups)
        return replace(
            self, shares=self.shares[chosen], groups=groups, ways=self.ways[chosen],
            weights=self.weights[chosen], doc_ids=self.doc_ids[chosen], norms=self.norms[chosen],
            pairs=tuple(pair for pair in self.pairs if set(pair) <= left),
        )  # fmt: skip


def sample_from(
    shares: np.ndarray,
    groups: np.ndarray,
    clusters: np.ndarray | None = None,
    weights: np.ndarray | None = None,
    doc_ids: np.ndarray | None = None,
    norms: np.ndarray | None = None,
) -> Sample:
    """A sample of plain arrays: each document its own cluster, all alike, each two compared.

    Parameters
    ----------
    shares : documents × K
    groups : documents
    clusters : documents, or documents × W
    weights, doc_ids, norms : documents

    Returns
    -------
    Sample
    """
    size = len(shares)
    clusters = np.arange(size) if clusters is None else np.asarray(clusters)
    return Sample(
        shares,
        np.asarray(groups, dtype=str),
        clusters.reshape(size, -1),
        np.ones(size) if weights is None else weights,
        np.array([f"d{number:06d}" for number in range(size)]) if doc_ids is None else doc_ids,
        np.full(size, "") if norms is None else norms,
        tuple(combinations(ordered(groups), 2)),
    )


def ordered(groups: Iterable[str]) -> list[str]:
    """Names of groups in the order in which tables list them, each once.

    Parameters
    ----------
    groups : names, any of them more than once

    Returns
    -------
    Countries as `COUNTRIES` lists them, then the other names in alphabetical order
    """
    there = {str(group) for group in groups}
    countries = [code for code in COUNTRIES if code in there]
    return countries + sorted(there - set(countries))


def sample_of(
    document_topics: pd.DataFrame,
    documents: pd.DataFrame,
    rules: Comparison,
    weight: str | None = None,
) -> Sample:
    """Put documents, their groups, clusters and weights together.

    Parameters
    ----------
    document_topics : doc_id, country, language, topic_1 … topic_K
    documents : doc_id, tokens, and the columns that the rules name
    rules : groups, within, contrasts, cluster, weight
    weight : "documents" or "tokens", in place of that of the rules

    Returns
    -------
    The documents that have shares, lie within what the study compares, and have a group

    Raises
    ------
    StudyError
        If a column is missing, or a value or group that the study names, or no text is left.
    """
    facts = _facts(documents, rules)
    joined = document_topics[["doc_id", "language"]].merge(facts, on="doc_id", how="left")
    kept = joined["group"].notna().to_numpy()
    if not kept.any():
        raise StudyError(_nothing_left(rules, "that shares words with others "))
    joined, part = joined[kept], document_topics[kept]
    ways = [name for name in facts.columns if name.startswith("way ")] or ["doc_id"]
    # draws go by the number of a cluster, which is the same in any order of the documents
    keys = [pd.factorize(joined[name], sort=True)[0] for name in ways]
    counted = (weight or rules.weight) == "tokens"
    weights = joined["weight"].to_numpy(float) if counted else np.ones(len(joined))
    groups = joined["group"].to_numpy(str)
    pairs = _pairs(groups, rules)
    return Sample(
        shares_of(part), groups, np.column_stack(keys), np.maximum(weights, 1e-9),
        joined["doc_id"].to_numpy(str), joined["language"].to_numpy(str),
        pairs,
    )  # fmt: skip


def _facts(documents: pd.DataFrame, rules: Comparison) -> pd.DataFrame:
    """Group, weight and clusters of each document; no group for those that are not compared."""
    documents = with_year(documents)
    ways = columns_named(documents.columns, rules.cluster, "comparison.cluster")
    group = groups_of(documents, rules)
    facts = documents[["doc_id"]].assign(group=group, weight=documents["tokens"])
    keys = {f"way {place}": cluster_keys(documents, (name,)) for place, name in enumerate(ways)}
    return facts.assign(**keys)


def with_year(documents: pd.DataFrame) -> pd.DataFrame:
    """The table with the year of each date, "" where there is none.

    Parameters
    ----------
    documents : with or without dates

    Returns
    -------
    The same rows
    """
    if "date" not in documents.columns:
        return documents
    return documents.assign(year=years_of(documents["date"]))


def pairs_of(documents: pd.DataFrame, rules: Comparison) -> tuple[tuple[str, str], ...]:
    """The pairs that a study compares, whatever the shares of its documents are.

    Parameters
    ----------
    documents : those that are kept: doc_id and the columns that the rules name
    rules : groups, within, contrasts

    Returns
    -------
    Pairs of groups
    """
    return _pairs(_facts(documents, rules)["group"].dropna().to_numpy(str), rules)


def groups_of(documents: pd.DataFrame, rules: Comparison) -> pd.Series:
    """The group of each document; missing for those that are not compared.

    Parameters
    ----------
    documents : the columns that the rules name
    rules : groups, within

    Returns
    -------
    Names of groups, in the order of the documents

    Raises
    ------
    StudyError
        If a column is missing, or a value that the study names.
    """
    grouped = columns_named(documents.columns, rules.groups, "comparison.groups")
    group = _groups(documents, grouped)
    for name, values in rules.within.items():
        (column,) = columns_named(documents.columns, (name,), "comparison.within")
        group = group.where(_within(documents[column].astype(str), values, name))
    return group


def check_groups(documents: pd.DataFrame, rules: Comparison) -> None:
    """Refuse groups of which no text is, before anything is made of the texts.

    Parameters
    ----------
    documents : all that may take part: the columns that the rules name
    rules : groups, within, contrasts

    Raises
    ------
    StudyError
        If a column is missing, or a value or group that the study names, or no text has a group.
    """
    groups = groups_of(documents, rules).dropna().to_numpy(str)
    if not len(groups):
        raise StudyError(_nothing_left(rules))
    _contrasted(ordered(groups), rules)


def _groups(documents: pd.DataFrame, columns: list[str]) -> pd.Series:
    """The group of each document; missing where one of the columns tells nothing."""
    values = documents[columns].astype(str)
    missing = values.map(is_missing).any(axis=1)
    return values.agg(JOINT.join, axis=1).mask(missing)


def _within(column: pd.Series, values: tuple[str, ...], name: str) -> pd.Series:
    inside = column.isin(values)
    if not inside.any():
        raise StudyError(
            f"comparison.within: no document has {name} = {', '.join(values)}; "
            f"there are {_told(sorted(set(column) - {''}))}"
        )
    return inside


def _told(values: list[str]) -> str:
    """The first of the values, and how many more there are."""
    more = len(values) - _MOST_TOLD
    return ", ".join(values[:_MOST_TOLD]) + (f" and {more} more" if more > 0 else "")


def _nothing_left(rules: Comparison, which: str = "") -> str:
    inside = f" within {dict(rules.within)} (comparison.within)" if rules.within else ""
    return (
        f"comparison.groups = {', '.join(rules.groups)}: no text {which}has a value there{inside}; "
        "name another column"
    )


def _pairs(groups: np.ndarray, rules: Comparison) -> tuple[tuple[str, str], ...]:
    """Each two groups, or those that the study names.

    Groups that are no countries may be many and small: those of which nothing could be told are
    left out.
    """
    present = ordered(groups)
    if not rules.contrasts:
        if rules.groups != COUNTRY:
            sizes = {group: int((groups == group).sum()) for group in present}
            present = [group for group in present if sizes[group] >= rules.minimum_clusters]
        if len(present) > MOST_GROUPS:
            raise StudyError(
                f"comparison.groups: {', '.join(rules.groups)} makes {len(present)} groups, at "
                f"most {MOST_GROUPS} are compared; name comparison.contrasts or comparison.within"
            )
        return tuple(combinations(present, 2))
    return _contrasted(present, rules)


def _contrasted(present: list[str], rules: Comparison) -> tuple[tuple[str, str], ...]:
    """The pairs that the study names."""
    pairs = []
    for contrast in rules.contrasts:
        first, _, second = (part.strip() for part in contrast.partition(AGAINST))
        unknown = [name for name in (first, second) if name not in present]
        if unknown or first == second:
            raise StudyError(
                f"comparison.contrasts = {contrast!r}: write two different groups, as in "
                f"“A{AGAINST}B”; there are {_told(present)}"
            )
        pairs.append((first, second))
    return tuple(dict.fromkeys(pairs))


def language_mix(sample: Sample, group: str) -> dict[str, float]:
    """Which share of the documents of a group is written in which norm.

    Parameters
    ----------
    group : its name

    Returns
    -------
    {code of a norm: share}; they sum to 1
    """
    rows = sample.groups == group
    total = sample.weights[rows].sum()
    return {
        code: float(sample.weights[rows & (sample.norms == code)].sum() / total)
        for code in LANGUAGES
        if (rows & (sample.norms == code)).any()
    }


def mean_shares(sample: Sample) -> pd.DataFrame:
    """Weighted mean share of each theme, topics × groups.

    Returns
    -------
    DataFrame, K × groups that are present
    """
    means = {}
    for group in sample.present:
        rows = sample.groups == group
        means[group] = np.average(sample.shares[rows], axis=0, weights=sample.weights[rows])
    return pd.DataFrame(means)
