"""Texts that belong together, and groups in which most of them do.

The texts of one writer or one sitting are alike for reasons that have nothing to do with their
country. They count as one cluster; where one cluster holds most of a group, a difference is as much
that writer's as the group's.
"""

import numpy as np
import pandas as pd

from ..corpus.missing import is_missing

DOMINANT = 0.5  # of a group's documents: a larger cluster is named
COLUMNS = ["country", "documents", "clusters", "largest"]


def cluster_keys(documents: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """The cluster of each document: equal values of the columns.

    A document with a value that is missing ("", N/A, ukjent) is a cluster by itself, and so is each
    document where no columns are named.

    Parameters
    ----------
    documents : doc_id and the columns
    columns : whose equal values make a cluster

    Returns
    -------
    A key for each document, in their order
    """
    alone = "\x1e" + documents["doc_id"]
    if not columns:
        return alone
    values = documents[list(columns)].astype(str)
    empty = [values[name].map(_missing(values[name])) for name in columns]
    together = values.agg("\x1f".join, axis=1)
    return together.mask(np.logical_or.reduce(empty), alone)


def _missing(values: pd.Series) -> dict[str, bool]:
    return {value: is_missing(value) for value in values.unique()}


def largest_clusters(groups: np.ndarray, clusters: np.ndarray, order: list[str]) -> pd.DataFrame:
    """Documents, clusters and the size of the largest cluster of each group, a row a group.

    Parameters
    ----------
    groups : documents, names of the groups
    clusters : documents, names or numbers of the clusters
    order : the groups, as tables list them

    Returns
    -------
    DataFrame with country (the group), documents, clusters, largest; no row for a group without
    documents
    """
    members = pd.DataFrame({"country": groups, "cluster": clusters})
    rows = []
    for group in order:
        sizes = members.loc[members["country"] == group, "cluster"].value_counts()
        if len(sizes):
            rows.append((group, int(sizes.sum()), len(sizes), int(sizes.iloc[0])))
    return pd.DataFrame(rows, columns=COLUMNS)
