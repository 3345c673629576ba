"""Which topic of one model is which of another."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.topics.matching import cosine, match, term_agreement


def naive_agreement(a: list[int], b: list[int]) -> float:
    scores = []
    for depth in range(1, len(a) + 1):
        first, second = set(a[:depth]), set(b[:depth])
        scores.append(len(first & second) / len(first | second))
    return sum(scores) / len(scores)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 9999), depth=st.integers(1, 10))
def test_term_agreement_equals_the_naive_one(seed, depth):
    rng = np.random.default_rng(seed)
    a = np.array([rng.choice(14, depth, replace=False) for _ in range(3)])
    b = np.array([rng.choice(14, depth, replace=False) for _ in range(4)])
    expected = [[naive_agreement(list(x), list(y)) for y in b] for x in a]
    np.testing.assert_allclose(term_agreement(a, b), expected)


def test_term_agreement_of_the_paper():
    """Greene, O'Callaghan & Cunningham (2014), table 1."""
    first = ["album", "music", "best", "award", "win"]
    second = ["sport", "best", "win", "medal", "award"]
    number = {word: place for place, word in enumerate(sorted({*first, *second}))}
    a, b = (np.array([[number[word] for word in words]]) for words in (first, second))
    assert term_agreement(a, b)[0, 0] == pytest.approx(0.154, abs=0.001)


def test_cosine_equals_the_naive_one_and_bears_rows_of_zeros():
    rng = np.random.default_rng(0)
    a, b = rng.random((3, 7)), rng.random((2, 7))
    expected = [[x @ y / np.sqrt(x @ x) / np.sqrt(y @ y) for y in b] for x in a]
    np.testing.assert_allclose(cosine(a, b), expected)
    assert (cosine(np.zeros((1, 7)), b) == 0).all()


@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 9999), size=st.integers(1, 5))
def test_matching_has_the_greatest_total(seed, size):
    similarity = np.random.default_rng(seed).random((size, size))
    rows, columns = match(similarity)
    best = max(
        sum(similarity[row, column] for row, column in enumerate(order))
        for order in permutations(range(size))
    )
    assert sorted(columns) == list(range(size))
    assert similarity[rows, columns].sum() == pytest.approx(best)


def test_matching_of_unequal_numbers_leaves_some_out():
    rows, columns = match(np.array([[0.1, 0.9, 0.2], [0.8, 0.7, 0.1]]))
    assert rows.tolist() == [0, 1] and columns.tolist() == [1, 0]
