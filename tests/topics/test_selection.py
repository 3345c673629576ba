"""How many topics: the rule, the grid, held-out likelihood."""

import numpy as np
import pandas as pd
import pytest
from topic_corpora import model_of, simulate

from nordtema.topics.selection import CRITERIA, by_rule, choose, document_completion

COLUMNS = ["k", "npmi", "stability", "diversity", "heldout", "chosen", "runner_up"]


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
    assert by_rule(table_of(*rows))[0] == k


def test_the_rule_does_not_hear_diversity():
    table = table_of((4, 0.1, 0.1, -8), (8, 0.2, 0.2, -7))
    assert by_rule(table.assign(diversity=[1.0, 0.0])) == [8, 4]


def test_the_rule_does_not_depend_on_the_scale_of_a_criterion():
    table = table_of((4, 0.1, 0.9, -7), (8, 0.3, 0.7, -6), (12, 0.2, 0.5, -6.4))
    assert by_rule(table) == by_rule(table.assign(heldout=table["heldout"] * 1000 + 5))


@pytest.mark.parametrize("name", ["lda", "nmf"])
@pytest.mark.slow
def test_a_grid_is_scored_and_the_rule_obeyed(name):
    truth = simulate(1, documents=40)
    table = choose(name, truth.training, (2, 5, 9), refits=2, sample=3000, seed=1)
    assert list(table.columns) == COLUMNS and table["k"].tolist() == [2, 5, 9]
    assert table["chosen"].sum() == table["runner_up"].sum() == 1
    for place, column in enumerate(("chosen", "runner_up")):
        assert int(table.loc[table[column] == 1, "k"].iloc[0]) == by_rule(table)[place]
    assert np.isfinite(table[list(CRITERIA)].to_numpy()).all()
    assert table["stability"].between(0, 1).all() and table["diversity"].between(0, 1).all()
    assert table["npmi"].between(-1, 1).all() and (table["heldout"] < 0).all()


@pytest.mark.slow
def test_the_truth_is_preferred_to_far_too_few_and_far_too_many():
    truth = simulate(2, documents=60)
    table = choose("lda", truth.training, (2, 5, 25), refits=2, sample=3000, seed=1)
    assert table.loc[table["chosen"] == 1, "k"].tolist() == [5]


def test_entries_larger_than_the_data_are_skipped():
    truth = simulate(3, documents=8)  # 24 texts
    table = choose("nmf", truth.training, (4, 12, 13, 40), refits=2, sample=3000, seed=1)
    assert table["k"].tolist() == [4, 12]


def test_where_all_entries_are_too_large_two_topics_are_left():
    truth = simulate(3, documents=3)
    table = choose("nmf", truth.training, (20, 40), refits=2, sample=3000, seed=1)
    assert table[["k", "chosen", "runner_up"]].to_numpy().tolist() == [[2, 1, 0]]


def test_a_large_corpus_is_scored_on_a_sample():
    truth = simulate(4, documents=40)
    sampled = choose("nmf", truth.training, (3,), refits=2, sample=50, seed=1)
    whole = choose("nmf", truth.training, (3,), refits=2, sample=120, seed=1)
    assert sampled["npmi"].iloc[0] != whole["npmi"].iloc[0]
    again = choose("nmf", truth.training, (3,), refits=2, sample=50, seed=1)
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
