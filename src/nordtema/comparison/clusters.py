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
    """Documents, clusters and the size of the largest cluster of each country, a row a country."""
    found = pd.DataFrame({"country": countries, "cluster": clusters})
    rows = []
    for code in COUNTRIES:
        sizes = found.loc[found["country"] == code, "cluster"].value_counts()
        if len(sizes):
            rows.append((code, int(sizes.sum()), len(sizes), int(sizes.iloc[0])))
    return pd.DataFrame(rows, columns=COLUMNS)


def cluster_warning(largest: pd.DataFrame, columns: tuple[str, ...], minimum: int) -> str:
    """A warning where one cluster holds over half of a country's documents; else empty.

    Parameters
    ----------
    largest : as `largest_clusters` returns it
    columns, minimum : `comparison.cluster` and `comparison.minimum_clusters` of the study
    """
    least = (DOMINANT * largest["documents"]).clip(lower=1)
    over = largest[largest["largest"] > least]
    if over.empty or not columns:
        return ""
    told = [_told(row, columns, minimum) for row in over.to_dict("records")]
    several = "are by several" if columns == ("author",) else "do not belong together"
    return f'{" ".join(told)} If the texts {several}, say so with SET="comparison.cluster=[]".'


def _told(row: dict, columns: tuple[str, ...], minimum: int) -> str:
    size, documents = row["largest"], row["documents"]
    number = f"all {size}" if size == documents else f"{size} of the {documents}"
    holds = "author has written" if columns == ("author",) else f"{' × '.join(columns)} holds"
    country = COUNTRIES[row["country"]].name
    if row["clusters"] < minimum:
        means = f"no difference between {country} and another country can be claimed"
    else:
        means = f"a difference between {country} and another country may be that one's alone"
    return f"One {holds} {number} texts from {country}: {means}."
