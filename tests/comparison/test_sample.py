"""Which documents are compared, in which groups, and what of them belongs together."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import COUNTRIES, EQUAL, document_tables, of_first, sample

from nordtema.comparison.sample import language_mix, mean_shares, ordered, sample_of
from nordtema.study import Comparison, StudyError


def taken(documents: int = 4, **rules):
    """A function of further columns: the sample of so many documents a country."""
    made = sample(np.random.default_rng(0), EQUAL, documents)

    def of(**columns):
        return sample_of(*document_tables(made, **columns), Comparison(**rules))

    return of


def refused(of, **columns) -> str:
    with pytest.raises(StudyError) as error:
        of(**columns)
    assert "\n" not in str(error.value)
    return str(error.value)


# ---------------------------------------------------------------- groups


def test_countries_stand_in_their_order_and_other_names_in_that_of_letters():
    assert ordered(np.array(["SE", "V", "NO", "FI", "DK", "NO"])) == ["NO", "DK", "SE", "FI", "V"]


def test_shares_tokens_and_norms_of_the_documents_in_their_rows():
    made = sample(np.random.default_rng(0), EQUAL, documents=1)
    topics, documents = document_tables(made, party=["a", "b", "c"])
    documents["tokens"] = [4, 9, 1]
    shuffled = documents.sample(frac=1, random_state=1)
    for weight, expected in (("documents", [1, 1, 1]), ("tokens", [4, 9, 1])):
        found = sample_of(topics, shuffled, Comparison(weight=weight, groups="party"))
        np.testing.assert_array_equal(found.shares, made.shares)
        assert found.groups.tolist() == ["a", "b", "c"] and found.weights.tolist() == expected
        assert found.norms.tolist() == ["nb", "da", "sv"]
    assert sample_of(topics, shuffled, Comparison(), "tokens").weights.tolist() == [4, 9, 1]


def test_documents_without_shares_are_no_part_of_the_sample():
    topics, documents = document_tables(sample(np.random.default_rng(0), EQUAL, documents=2))
    assert len(sample_of(topics.iloc[1:], documents, Comparison()).shares) == 5


def test_groups_of_several_columns_are_each_combination():
    found = taken(groups=("country", "sex"), minimum_clusters=2)(sex=["f", "m", "m", "m"] * 3)
    assert found.present == [f"{code} · {sex}" for code in sorted(COUNTRIES) for sex in "fm"]
    assert [(found.groups == name).sum() for name in found.present] == [1, 3] * 3
    assert len(found.pairs) == 3  # of the groups with two documents or more


def test_a_text_of_which_a_column_says_nothing_is_in_no_group():
    found = taken(groups=("country", "sex"))(sex=["f", "", "ukjent", "m"] * 3)
    assert len(found.shares) == 6 and set(found.groups) == {
        f"{code} · {sex}" for code in COUNTRIES for sex in "fm"
    }
    assert found.doc_ids.tolist() == ["d000000", "d000003", "d000004", "d000007", "d000008",
                                      "d000011"]  # fmt: skip


def test_within_restricts_and_one_group_has_no_pairs():
    found = taken(within={"country": "DK"})()
    assert found.present == ["DK"] and found.pairs == () and len(found.shares) == 4
    both = taken(within={"country": ["DK", "SE"], "year": [2011]})(
        date=["2011-05-01", "2012-05-01"] * 6, year=[2011, 2012] * 6
    )
    assert both.present == ["DK", "SE"] and len(both.shares) == 4


def test_contrasts_that_the_study_names_are_the_pairs_in_its_words():
    found = taken(contrasts=("SE vs NO", "SE vs NO", "NO vs DK"))()
    assert found.pairs == (("SE", "NO"), ("NO", "DK"))
    assert taken()().pairs == (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))


def test_a_group_that_is_none_is_named_with_those_there_are():
    said = refused(taken(contrasts=("NO vs FI",)))
    assert said.startswith("comparison.contrasts = 'NO vs FI'") and "A vs B" in said
    assert said.endswith("there are NO, DK, SE")
    assert "two different groups" in refused(taken(contrasts=("NO vs NO",)))
    assert "'NO-DK'" in refused(taken(contrasts=("NO-DK",)))


def test_a_value_that_no_document_has_is_named_with_those_there_are():
    said = refused(taken(within={"party": ["S", "V"]}), party=["A", "B", ""] * 4)
    assert said == "comparison.within: no document has party = S, V; there are A, B"


@pytest.mark.parametrize(
    ("parameter", "rules"),
    [("comparison.groups", {"groups": "parti"}), ("comparison.cluster", {"cluster": "parti"}),
     ("comparison.within", {"within": {"parti": ["S"]}})],
)  # fmt: skip
def test_an_unknown_column_is_named_with_those_there_are(parameter, rules):
    said = refused(taken(**rules), party="x")
    assert said.startswith(f"{parameter} = 'parti'") and said.endswith("it has country, party")


def test_where_no_text_is_left_that_is_said():
    assert "comparison.groups" in refused(taken(groups="party"), party=["", "-"] * 6)
    said = refused(taken(groups="party", within={"country": ["DK"]}), party=["S"] * 4 + [""] * 8)
    assert "party" in said and "comparison.within" in said


# ---------------------------------------------------------------- clusters


def test_clusters_are_equal_values_and_a_missing_one_stands_alone():
    found = taken(cluster="author")(author=["a", "a", "", "", "a", "b", "b", "b", *"cdef"])
    assert [found.clusters_in(code) for code in COUNTRIES] == [3, 2, 4]
    assert found.ways[0, 0] == found.ways[4, 0], "a writer of two countries is one writer"


def test_documents_are_the_clusters_where_none_or_document_is_named():
    for cluster in ((), "document", ("document",)):
        found = taken(cluster=cluster)(author="ann")
        assert found.ways.shape == (12, 1) and len(np.unique(found.ways)) == 12
    assert len(np.unique(taken(cluster=("document", "author"))(author="ann").ways)) == 1


def test_several_columns_are_ways_of_their_own_and_never_one_finer_key():
    found = taken(cluster=("author", "sitting"))(
        author=["a", "a", "b", "b"] * 3, sitting=["1", "2", "1", "1"] * 3
    )
    assert found.ways.shape == (12, 2)
    assert [len(np.unique(way)) for way in found.ways.T] == [2, 2]
    found = taken(cluster=("author", "sitting"))(author=list("abcdefghijkl"), sitting="1")
    assert len(np.unique(found.clusters)) == 1 and found.clusters_in("NO") == 1
    assert found.largest["largest"].tolist() == [4, 4, 4]


def test_clusters_have_the_same_numbers_whatever_the_order_of_documents():
    made = sample(np.random.default_rng(0), EQUAL, 4)
    topics, documents = document_tables(made, author=list("cabbdaeeffgg"))
    for cluster in ((), "author"):
        one = sample_of(topics, documents, Comparison(cluster=cluster))
        order = np.random.default_rng(1).permutation(12)
        other = sample_of(topics.iloc[order], documents, Comparison(cluster=cluster))
        np.testing.assert_array_equal(other.ways, one.ways[order])


def test_the_researchers_own_column_comes_before_ours_of_that_name():
    own = ["publish", "draft"] * 6
    found = taken(cluster="status")(own_status=own, status="kept", topic_1="x")
    assert [found.clusters_in(code) for code in COUNTRIES] == [2, 2, 2]
    assert "'status'" in refused(taken(cluster="status"), status="kept")


# ---------------------------------------------------------------- means and norms


def test_means_weigh_documents_alike_or_by_tokens():
    alike = of_first([1, 0, 0.5], ["NO", "NO", "SE"])
    longer = of_first([1, 0, 0.5], ["NO", "NO", "SE"], weights=np.array([30.0, 10, 5]))
    assert mean_shares(alike)["NO"].tolist() == [0.5, 0.5]
    assert mean_shares(longer)["NO"].tolist() == [0.75, 0.25]
    assert list(mean_shares(alike).columns) == ["NO", "SE"] == alike.present


def test_the_mix_of_norms_is_of_documents_or_of_tokens():
    norms = np.array(["nn", "nb", "nb", "sv"])
    weights = np.array([6.0, 1, 1, 5])
    mixed = of_first([0.5] * 4, ["V", "V", "V", "S"], norms=norms)
    assert language_mix(mixed, "V") == pytest.approx({"nb": 2 / 3, "nn": 1 / 3})
    assert language_mix(mixed, "S") == {"sv": 1.0}
    heavy = of_first([0.5] * 4, ["V", "V", "V", "S"], norms=norms, weights=weights)
    assert language_mix(heavy, "V") == {"nb": 0.25, "nn": 0.75}


def test_some_rows_keep_the_pairs_whose_groups_are_left():
    rows = taken()().rows(np.array([0, 1, 8, 9]))
    assert rows.pairs == (("NO", "SE"),) and rows.ways.shape == (4, 1)
    assert isinstance(rows.largest, pd.DataFrame) and rows.largest["documents"].tolist() == [2, 2]
