"""Texts that belong together, and countries in which most of them do.

The texts of one writer or one sitting are alike for reasons that have nothing to do with their
country. They count as one cluster; where one cluster holds most of a country, a difference is as
much that writer's as the country's.
"""

import numpy as np
import pandas as pd

from ..corpus.missing import is_missing
from ..languages import COUNTRIES

DOMINANT = 0.5  # of a country's documents: a larger cluster is named
COLUMNS = ["country", "documents", "clusters", "largest"]


def cluster_keys(documents: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """The cluster of each document: equal values of the columns within a country.

    A document with a value that is missing ("", N/A, ukjent) is a cluster by itself, and so is each
    document where no columns are named.

    Parameters
    ----------
    documents : doc_id, country and the columns
    columns : whose equal values make a cluster

    Returns
    -------
    A key for each document, in their order
    """
    alone = "\x1e" + documents["doc_id"]
    if not columns:
        return alone
    values = documents[["country", *columns]].astype(str)
    empty = [values[name].map(_missing(values[name])) for name in columns]
    together = values.agg("\x1f".join, axis=1)
    return together.mask(np.logical_or.reduce(empty), alone)


def _missing(values: pd.Series) -> dict[str, bool]:
    return {value: is_missing(value) for value in values.unique()}


def largest_clusters(countries: np.ndarray, clusters: np.ndarray) -> pd.DataFrame:
    """Documents, clusters and the size of the largest cluster of each country, a row a country.

    Parameters
    ----------
    countries : documents, codes
    clusters : documents, names or numbers of the clusters

    Returns
    -------
    DataFrame with country, documents, clusters, largest; no row for a country without documents
    """
    members = pd.DataFrame({"country": countries, "cluster": clusters})
    rows = []
    for code in COUNTRIES:
        sizes = members.loc[members["country"] == code, "cluster"].value_counts()
        if len(sizes):
            rows.append((code, int(sizes.sum()), len(sizes), int(sizes.iloc[0])))
    return pd.DataFrame(rows, columns=COLUMNS)
