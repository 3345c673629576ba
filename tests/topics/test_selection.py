"""How many topics: the rule, the grid, held-out likelihood."""

import numpy as np
import pandas as pd
import pytest
from topic_corpora import model_of, simulate

from nordtema.topics.selection import (
    CRITERIA,
    SCORED,
    by_rule,
    choose,
    document_completion,
    score,
)

SMALL = {"refits": 2, "sample": 3000, "seed": 1}


def table_of(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["k", *CRITERIA])


@pytest.mark.parametrize(
    ("rows", "k"),
    [
        ([(4, 0.1, 0.9, -7), (8, 0.3, 0.9, -6), (12, 0.2, 0.5, -6.5)], 8),
        ([(4, 0.1, 0.5, -6), (8, 0.1, 0.5, -6)], 4),  # all alike: the smaller
        ([(4, 0.0, 1.0, -7), (8, 1.0, 0.0, -7)], 4),  # a tie: the smaller
        ([(4, 0.0, 1.0, -7.0), (8, 1.0, 0.0, -7.0), (10, 0.6, 0.6, -7.0)], 10),
        ([(6, 0.2, 0.2, -9)], 6),
        ([(4, 0.10, 0.90, -7.0), (8, 0.11, 0.10, -7.5), (12, 0.30, 0.10, -7.4)], 4),
    ],
)
def test_the_rule(rows, k):
    assert by_rule([table_of(*rows)])[0] == k


def test_the_rule_does_not_hear_diversity():
    table = table_of((4, 0.1, 0.1, -8), (8, 0.2, 0.2, -7))
    assert by_rule([table.assign(diversity=[1.0, 0.0])]) == [8, 4]


def test_the_rule_does_not_depend_on_the_scale_of_a_criterion():
    table = table_of((4, 0.1, 0.9, -7), (8, 0.3, 0.7, -6), (12, 0.2, 0.5, -6.4))
    other = table_of((4, 0.5, 0.6, -7), (8, 0.3, 0.7, -6), (12, 0.2, 0.5, -6.4))
    larger = other.assign(heldout=other["heldout"] * 1000 + 5)
    assert by_rule([table, other]) == by_rule([table, larger])


# Worked by hand. LDA, scaled: 4: 0 0 0 → 0; 6: .6 1 .2 → .6; 8: 1 .5 1 → .8333.
#                  NMF, scaled: 4: 1 0 0 → .3333; 6: .9 1 1 → .9667; 8: 0 .2 .4 → .2.
# Over both: 4: .1667; 6: .7833; 8: .5167.
LDA = table_of((4, 0.10, 0.2, -7.0), (6, 0.16, 0.6, -6.8), (8, 0.20, 0.4, -6.0))
NMF = table_of((4, 0.30, 0.5, -9.0), (6, 0.28, 1.0, -8.0), (8, 0.10, 0.6, -8.6))


def test_models_with_different_optima_get_one_number_by_the_rule():
    tables = choose({"lda": LDA, "nmf": NMF})
    for table in tables.values():
        assert table["chosen"].tolist() == [0, 1, 0]
        assert table["runner_up"].tolist() == [0, 0, 1]
        assert table["study_score"].round(4).tolist() == [0.1667, 0.7833, 0.5167]
    assert tables["lda"]["own_choice"].tolist() == [0, 0, 1]
    assert tables["nmf"]["own_choice"].tolist() == [0, 1, 0]
    assert tables["lda"]["score"].round(4).tolist() == [0.0, 0.6, 0.8333]
    assert tables["nmf"]["score"].round(4).tolist() == [0.3333, 0.9667, 0.2]


def test_the_order_of_the_models_does_not_matter():
    one, other = choose({"lda": LDA, "nmf": NMF}), choose({"nmf": NMF, "lda": LDA})
    for model in one:
        pd.testing.assert_frame_equal(one[model], other[model])


def test_where_two_tie_over_the_models_the_smaller_is_chosen():
    up = table_of((4, 0.1, 0.2, -8), (8, 0.2, 0.4, -7))
    down = table_of((4, 0.2, 0.4, -7), (8, 0.1, 0.2, -8))
    tables = choose({"lda": up, "nmf": down})
    assert [table["chosen"].tolist() for table in tables.values()] == [[1, 0]] * 2
    assert tables["lda"]["own_choice"].tolist() == [0, 1]


def test_what_was_not_measured_has_no_vote():
    tables = choose({"lda": LDA.assign(heldout=np.nan), "nmf": NMF.assign(heldout=np.nan)})
    assert tables["lda"]["score"].tolist() == pytest.approx([0, 0.8, 0.75])
    assert tables["lda"]["chosen"].tolist() == [0, 1, 0]


@pytest.mark.parametrize("name", ["lda", "nmf"])
@pytest.mark.slow
def test_a_grid_is_scored(name):
    truth = simulate(1, documents=40)
    table = score(name, truth.training, (2, 5, 9), **SMALL)
    assert list(table.columns) == list(SCORED) and table["k"].tolist() == [2, 5, 9]
    assert np.isfinite(table[list(CRITERIA)].to_numpy()).all()
    assert table["stability"].between(0, 1).all() and table["diversity"].between(0, 1).all()
    assert table["npmi"].between(-1, 1).all() and (table["heldout"] < 0).all()


@pytest.mark.slow
def test_the_truth_is_preferred_to_far_too_few_and_far_too_many():
    truth = simulate(2, documents=60)
    scores = {name: score(name, truth.training, (2, 5, 25), **SMALL) for name in ("lda", "nmf")}
    for table in choose(scores).values():
        assert table.loc[table["chosen"] == 1, "k"].tolist() == [5]


def test_entries_larger_than_the_data_are_skipped():
    truth = simulate(3, documents=8)  # 24 texts
    table = score("nmf", truth.training, (4, 12, 13, 40), **SMALL)
    assert table["k"].tolist() == [4, 12]


def test_where_all_entries_are_too_large_two_topics_are_left():
    truth = simulate(3, documents=3)
    tables = choose({"nmf": score("nmf", truth.training, (20, 40), **SMALL)})
    marked = tables["nmf"][["k", "chosen", "runner_up", "own_choice"]]
    assert marked.to_numpy().tolist() == [[2, 1, 0, 1]]


def test_a_large_corpus_is_scored_on_a_sample():
    truth = simulate(4, documents=40)
    sampled = score("nmf", truth.training, (3,), refits=2, sample=50, seed=1)
    whole = score("nmf", truth.training, (3,), refits=2, sample=120, seed=1)
    assert sampled["npmi"].iloc[0] != whole["npmi"].iloc[0]
    again = score("nmf", truth.training, (3,), refits=2, sample=50, seed=1)
    pd.testing.assert_frame_equal(sampled, again)


def test_held_out_words_are_likelier_under_the_truth():
    truth = simulate(5, documents=40)
    right = document_completion(model_of(truth.topics), truth.counts, seed=1)
    rng = np.random.default_rng(0)
    wrong = model_of(truth.topics[:, rng.permutation(truth.topics.shape[1])])
    blunt = model_of(np.full_like(truth.topics, 1.0))
    uniform = document_completion(blunt, truth.counts, seed=1)
    assert uniform == pytest.approx(-np.log(truth.topics.shape[1]))
    assert right > uniform + 0.5 and right > document_completion(wrong, truth.counts, seed=1)
