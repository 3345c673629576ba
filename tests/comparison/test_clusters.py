"""Texts that belong together: keys, the largest cluster of a country, and countries with one."""

from itertools import chain

import numpy as np
import pandas as pd
import pytest
from comparison_samples import document_tables, effect, sample

from nordtema.comparison.clusters import cluster_keys, largest_clusters
from nordtema.comparison.prevalence import bootstrap_means, prevalence_table, sample_of
from nordtema.comparison.run import compare
from nordtema.comparison.strata import adjusted_table, over_time
from nordtema.figures import comparison as figures
from nordtema.figures.robustness import designed_and_found
from nordtema.report import readable as reading
from nordtema.report.sentences import comparison as sentences
from nordtema.report.sentences.comparison import cluster_warning, size_warning, uncertainty_sentence
from nordtema.robustness.analyses import differences
from nordtema.study import Comparison

RULES = Comparison(bootstrap=200, permutations=199, minimum_clusters=3)
EQUAL = np.full((3, 3), 1 / 3)


@pytest.fixture(scope="module")
def one_writer():
    """Eight texts a country; one writer has written all the Norwegian ones."""
    taken = sample(np.random.default_rng(2), EQUAL, documents=8)
    author = ["ann"] * 8 + [""] * 8 + ["N/A", "ukjent", "-", "okänd", "e", "f", "g", "h"]
    dates = ["2011-01-01"] * 24
    topics, documents = document_tables(taken, author=author, date=dates, kind="talk")
    study = sample_of(topics, documents, ("author",), "documents")
    pairs = {pair: effect(np.zeros(3)) for pair in (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))}
    return study, documents, compare(study, pairs, RULES, 1)


def test_missing_values_are_clusters_by_themselves_whatever_their_word(one_writer):
    study, _, _ = one_writer
    assert [study.clusters_in(code) for code in ("NO", "DK", "SE")] == [1, 8, 8]


def test_keys_without_columns_are_the_documents():
    documents = pd.DataFrame({"doc_id": ["7", "007"], "country": "NO", "author": "ann"})
    assert cluster_keys(documents, ()).nunique() == 2
    assert cluster_keys(documents, ("author",)).nunique() == 1


def test_a_single_cluster_has_a_mean_and_no_interval(one_writer):
    study, documents, result = one_writer
    table = result.prevalence.set_index("country")
    assert table["mean"].notna().all()
    assert table.loc["NO", ["low", "high"]].isna().all(axis=None)
    assert table.loc[["DK", "SE"], ["low", "high"]].notna().all(axis=None)
    with_norway = result.contrasts["country_a"] == "NO"
    assert (result.contrasts["low"].isna() == with_norway).all()
    assert (result.contrasts["verdict"][with_norway] == "too little data").all()
    assert result.contrasts[["p", "q"]].notna().all(axis=None)
    again = differences(study, 200, 1)
    assert (again["low"].isna() == (again["country_a"] == "NO")).all()
    by_year = over_time(study, documents, 200, 1)
    assert (by_year["high"].isna() == (by_year["country"] == "NO")).all()
    alike = adjusted_table(study, documents, ("kind",), 200, 1)
    assert (alike["low"].isna() == (alike["country_a"] == "NO")).all()


def test_no_sentence_says_nan(one_writer):
    _, _, result = one_writer
    names = {1: "fish", 2: "school", 3: "health"}
    told = [
        *sentences.prevalence_sentences(result.prevalence, names),
        *chain(*sentences.findings(result.contrasts, result.prevalence, names).values()),
        *sentences.summary(result.contrasts, result.omnibus),
        uncertainty_sentence(result.uncertainty),
        size_warning(result.contrasts, result.prevalence, RULES),
        reading.contrast_table(result.contrasts).to_csv(),
    ]
    assert all("nan" not in sentence for sentence in told)
    assert any("no interval for Norway" in sentence for sentence in told)
    norway = [s for s in told if "Norwegian" in s]
    assert norway and all("no interval" in sentence for sentence in norway)


def test_where_every_country_has_one_cluster_nothing_says_nan():
    taken = sample(np.random.default_rng(2), EQUAL, documents=4, a_cluster=4)
    draws = bootstrap_means(taken, 200, 1)
    table = prevalence_table(taken, draws)
    assert table["low"].isna().all() and table["mean"].notna().all()
    result = compare(taken, {}, RULES, 1)
    assert uncertainty_sentence(result.uncertainty) == ""
    told = sentences.prevalence_sentences(table, {1: "a", 2: "b", 3: "c"})
    assert "nan" not in " ".join(told) and "Norway, Denmark and Sweden" in told[-1]


def test_figures_draw_a_dot_without_a_line(one_writer):
    study, documents, result = one_writer
    labels = pd.DataFrame({"topic": [1, 2, 3], "label": ["fish", "school", "health"]})
    by_year = over_time(study, documents, 200, 1)
    drawn = [figures.prevalence(result.prevalence, labels),
             figures.differences(result.contrasts, labels),
             figures.over_time(by_year, labels)]  # fmt: skip
    for one in drawn:
        assert "nan" not in one.caption + one.alt
    assert "none for a single cluster" in drawn[0].caption
    assert "none for a single cluster" in drawn[1].caption


# ---------------------------------------------------------------- the warning


def largest(**sizes) -> pd.DataFrame:
    """Of each country the sizes of its clusters."""
    countries = np.repeat(list(sizes), [sum(one) for one in sizes.values()])
    clusters = [f"{code}{n}" for code, one in sizes.items() for n, times in enumerate(one)
                for _ in range(times)]  # fmt: skip
    return largest_clusters(countries, np.array(clusters))


def test_the_largest_cluster_of_each_country():
    table = largest(SE=[1, 3], NO=[5])
    assert table.to_numpy().tolist() == [["NO", 5, 1, 5], ["SE", 4, 2, 3]]


def test_a_writer_of_most_texts_is_named_with_the_remedy():
    said = cluster_warning(largest(NO=[16, 1, 1], DK=[1] * 18), ("author",), 10)
    assert said.startswith("One author has written 16 of the 18 texts from Norway")
    assert "no difference between Norway and another country can be claimed" in said
    assert 'SET="comparison.cluster=[]"' in said and "Denmark" not in said
    said = cluster_warning(largest(NO=[18], DK=[18]), ("author",), 10)
    assert "all 18 texts from Norway" in said and "all 18 texts from Denmark" in said
    assert said.count("SET=") == 1


def test_one_of_many_clusters_speaks_for_itself():
    said = cluster_warning(largest(NO=[60, *[1] * 40], DK=[1] * 50), ("sitting",), 10)
    assert "One sitting holds 60 of the 100 texts from Norway" in said
    assert "may be that one's alone" in said


@pytest.mark.parametrize("sizes", [{"NO": [9, 9]}, {"NO": [1]}, {"NO": [1, 1, 1]}])
def test_no_warning_without_a_dominant_cluster(sizes):
    assert cluster_warning(largest(**sizes), ("author",), 10) == ""


def test_no_warning_where_documents_are_the_clusters():
    assert cluster_warning(largest(NO=[9]), (), 10) == ""


def test_planted_shares_without_intervals_are_told_without_them():
    table = pd.DataFrame({"theme": ["fish"], "country": ["NO"], "designed": [0.5], "mean": [0.4],
                          "low": [np.nan], "high": [np.nan]})  # fmt: skip
    drawn = designed_and_found(table)
    assert "No intervals." in drawn.caption and "0 of 0" not in drawn.alt + drawn.caption
