"""Texts that belong together: keys, and the largest cluster of a group."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.clusters import cluster_keys, largest_clusters


def test_keys_without_columns_are_the_documents():
    documents = pd.DataFrame({"doc_id": ["7", "007"], "country": "NO", "author": "ann"})
    assert cluster_keys(documents, ()).nunique() == 2
    assert cluster_keys(documents, ("author",)).nunique() == 1


@pytest.mark.parametrize("nothing", ["", "N/A", "ukjent", "-", "okänd", np.nan])
def test_missing_values_are_clusters_by_themselves_whatever_their_word(nothing):
    authors = pd.Series(["ann", "ann", nothing, nothing], dtype=object)
    documents = pd.DataFrame({"doc_id": list("abcd"), "author": authors})
    assert pd.factorize(cluster_keys(documents, ("author",)))[0].tolist() == [0, 0, 1, 2]


def test_missing_numbers_stand_alone_too():
    documents = pd.DataFrame({"doc_id": list("abcd"), "sitting": [1.0, 1.0, np.nan, np.nan]})
    assert cluster_keys(documents, ("sitting",)).nunique() == 3


def test_values_of_two_columns_are_not_run_together():
    documents = pd.DataFrame({"doc_id": list("ab"), "x": ["1", "11"], "y": ["11", "1"]})
    assert cluster_keys(documents, ("x", "y")).nunique() == 2


def test_the_largest_cluster_of_each_group():
    groups = np.array(["SE"] * 4 + ["NO"] * 5)
    table = largest_clusters(groups, np.array([1, 2, 2, 2, 7, 7, 7, 7, 7]), ["NO", "DK", "SE"])
    assert table.to_numpy().tolist() == [["NO", 5, 1, 5], ["SE", 4, 2, 3]]
