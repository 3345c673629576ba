"""Groups as weighted means, and like compared with like."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import of_first

from nordtema.comparison.inference import Clusters, moments
from nordtema.comparison.testing import Form, fewest_clusters
from nordtema.comparison.testing import tests as run_tests  # pytest takes test… for its own
from nordtema.comparison.weighting import facts_of, plain, standardised, strata_of
from nordtema.study import StudyError

PAIR = ("NO", "DK")
#: a stratum of letters (2 + 1 texts) and one of posts (1 + 3)
SHARES = [0.8, 0.6, 0.2, 0.5, 0.1, 0.2, 0.3]
GROUPS = ["NO"] * 3 + ["DK"] * 4
KINDS = np.array(["letter", "letter", "post", "letter", "post", "post", "post"])


def two_kinds(size: int = 40, letters=(0.8, 0.2)):
    """Letters have .6 of the first theme, posts .2, in either country; one writes more letters."""
    rng = np.random.default_rng(0)
    kinds = np.concatenate(
        [np.where(np.arange(size) < round(share * size), "letter", "post") for share in letters]
    )
    first = np.where(kinds == "letter", 0.6, 0.2) + rng.normal(0, 0.03, 2 * size)
    return of_first(first, np.repeat(PAIR, size)), kinds


def test_plain_weights_are_those_of_the_documents():
    taken = of_first([0.2, 0.4, 0.9], ["NO", "NO", "DK"], weights=np.array([3.0, 1, 7]))
    (one,) = plain(taken)
    assert one.pair == PAIR and one.first.tolist() == [0.75, 0.25, 0]
    assert one.second.tolist() == [0, 0, 1]
    np.testing.assert_allclose(one.residuals[:, 0], [-0.05, 0.15, 0])
    np.testing.assert_allclose(np.array(one.means(taken.shares)), [[0.25, 0.75], [0.9, 0.1]])


def test_strata_are_weighted_by_the_documents_of_both_groups():
    """By hand: 3 letters and 4 posts; .7 against .5 and .2 against .2."""
    taken = of_first(SHARES, GROUPS)
    found = standardised(taken, KINDS, PAIR)
    assert (found.strata, found.covered_first, found.covered_second) == (2, 1, 1)
    means = np.array(found.weighting.means(taken.shares))[:, 0]
    np.testing.assert_allclose(means, [3 / 7 * 0.7 + 4 / 7 * 0.2, 3 / 7 * 0.5 + 4 / 7 * 0.2])
    np.testing.assert_allclose(found.weighting.first[:3], [3 / 14, 3 / 14, 4 / 7])
    np.testing.assert_allclose(found.weighting.second[3:], [3 / 7, *[4 / 21] * 3])


def test_tokens_weigh_strata_and_the_documents_in_them():
    """By hand: letters have 4 + 2 tokens of 10, posts 1 + 3."""
    weights = np.array([3.0, 1, 1, 2, 1, 1, 1])
    taken = of_first(SHARES, GROUPS, weights=weights)
    means = np.array(standardised(taken, KINDS, PAIR).weighting.means(taken.shares))[:, 0]
    np.testing.assert_allclose(means, [0.6 * 0.75 + 0.4 * 0.2, 0.6 * 0.5 + 0.4 * 0.2])


def test_a_text_alone_in_its_cell_is_measured_from_the_mean_of_its_group():
    """Else its residual would be 0, and a mean that rests on it would be sure."""
    found = standardised(of_first(SHARES, GROUPS), KINDS, PAIR).weighting.residuals[:, 0]
    assert found[2] == pytest.approx(0.2 - 1.6 / 3) and found[3] == pytest.approx(0.5 - 1.1 / 4)
    np.testing.assert_allclose(found[:2], [0.1 * np.sqrt(2), -0.1 * np.sqrt(2)])
    np.testing.assert_allclose(found[4:], np.array([-0.1, 0, 0.1]) * np.sqrt(3 / 2))


def test_the_variance_is_that_of_stratified_means():
    """Σ W²s²/n of either group, but for n / (n - 1) of all its clusters."""
    rng = np.random.default_rng(1)
    taken, kinds = of_first(rng.uniform(0, 1, 60), np.repeat(PAIR, 30)), np.tile(["a", "b"], 30)
    weighting = standardised(taken, kinds, PAIR).weighting
    found = moments(Clusters(taken.groups, taken.ways[:, 0], 1), weighting).variance(1, -1)[0, 0]
    cells = [taken.shares[(taken.groups == g) & (kinds == k), 0] for g in PAIR for k in "ab"]
    expected = sum(0.25 * cell.var(ddof=1) / 15 for cell in cells)
    assert found == pytest.approx(expected * 30 / 29)


def test_a_difference_of_make_up_vanishes_among_equals_and_is_sure():
    taken, kinds = two_kinds()
    weighting = standardised(taken, kinds, PAIR).weighting
    crude = run_tests(taken, plain(taken), [[Form()]], 399, 0.05, 1)[0]
    alike = run_tests(taken, [weighting], [[Form()]], 399, 0.05, 1)[0]
    assert crude.value[0, 0] == pytest.approx(0.24, abs=0.02) and crude.q[0, 0] < 0.05
    assert alike.value[0, 0] == pytest.approx(0, abs=0.02) and alike.q[0, 0] > 0.05
    assert alike.error[0, 0] < crude.error[0, 0] / 2


def test_strata_of_one_group_are_left_out_and_said():
    taken, kinds = two_kinds(letters=(0.5, 0.0))
    found = standardised(taken, kinds, PAIR)
    assert (found.strata, found.covered_first, found.covered_second) == (1, 0.5, 1)
    assert (found.weighting.first[kinds == "letter"] == 0).all()
    assert fewest_clusters(taken, found.weighting) == 20


def test_a_stratum_in_which_a_group_has_a_single_cluster_gives_no_number():
    """Its 20 posts are of one writer; that he has written letters too is of no matter."""
    taken, kinds = two_kinds(letters=(0.5, 0.0))
    writers = np.where((taken.groups == "NO") & (kinds == "post"), 99, np.arange(80))
    taken = of_first(taken.shares[:, 0], taken.groups, writers)
    assert taken.clusters_in("NO") == 21
    weighting = standardised(taken, kinds, PAIR).weighting
    found = run_tests(taken, [weighting], [[Form()]], 199, 0.05, 1)[0]
    assert np.isnan(found.error).all() and (found.p == 1).all()


def test_groups_without_a_stratum_in_common_have_no_weighting():
    taken, kinds = two_kinds(letters=(1.0, 0.0))
    found = standardised(taken, kinds, PAIR)
    assert found.weighting is None and found.strata == 0
    assert found.covered_first == found.covered_second == 0


def test_texts_of_which_a_column_says_nothing_are_in_no_stratum():
    facts = pd.DataFrame({"kind": ["a", "", "ukjent", "b"], "year": ["2010", "2010", "2011", ""]})
    assert strata_of(facts, ("kind",)).tolist() == ["a", "", "", "b"]
    assert strata_of(facts, ("kind", "year")).tolist() == ["a\x1f2010", "", "", ""]
    taken = of_first([0.1, 0.2, 0.3, 0.4], ["NO", "NO", "DK", "DK"])
    found = standardised(taken, np.array(["a", "", "", "a"]), PAIR)
    assert found.weighting.first.tolist() == [1, 0, 0, 0] and found.covered_second == 0.5


def test_facts_stand_in_the_order_of_the_sample_with_the_year_of_the_date():
    taken = of_first([0.1, 0.2, 0.3], ["NO", "NO", "DK"])
    documents = pd.DataFrame(
        {"doc_id": taken.doc_ids[::-1], "date": ["undated", "2012", "2011-05-01"]}
    )
    assert facts_of(taken, documents)["year"].tolist() == ["2011", "2012", ""]
    assert "year" not in facts_of(taken, documents[["doc_id"]]).columns


def test_a_column_that_is_not_there_is_one_line():
    facts = pd.DataFrame({"doc_id": ["a"], "kind": "x", "date": "2010", "year": "2010"})
    said = "comparison.adjust = 'genre'.*it has kind, date, year"
    with pytest.raises(StudyError, match=said) as error:
        strata_of(facts, ("genre",))
    assert "\n" not in str(error.value)
