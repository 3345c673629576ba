"""Which topic of one model is which of another."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.topics.matching import (
    SAME_THEME,
    cosine,
    counterparts,
    match,
    term_agreement,
    theme_similarity,
)
from nordtema.topics.model import TopicModel
from nordtema.topics.nmf import Nmf


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


# ---------------------------------------------------------------- themes of two models


def model(topics, names) -> TopicModel:
    topics = np.asarray(topics, dtype=float)
    topics = topics / topics.sum(axis=1, keepdims=True)
    return Nmf(np.array(names), topics, np.full(len(topics), 1.0), np.full(len(names), 0.1))


@pytest.fixture
def themes() -> np.ndarray:
    """Four themes over forty concepts: a field of their own each, and common words for all."""
    rng = np.random.default_rng(1)
    fields = np.kron(np.eye(4), rng.gamma(1, 1, 8))
    return np.hstack([fields, np.tile(rng.gamma(2, 2, 8), (4, 1))])


NAMES = [f"c{n:02}" for n in range(40)]


def test_themes_of_one_model_are_not_alike_for_their_common_words(themes):
    one = model(themes, NAMES)
    similarity = theme_similarity(one, one)
    assert np.diag(similarity) == pytest.approx(1)
    assert similarity[~np.eye(4, dtype=bool)].max() < 0.05


def test_themes_without_a_common_word_are_not_alike_for_missing_the_same_others(themes):
    one, other = model(themes[:3], NAMES), model(themes[[0, 1, 3]], NAMES)
    similarity = theme_similarity(one, other)
    assert similarity[2, 2] < 0.1
    assert counterparts(similarity).match.tolist() == [0, 1, -1]


def test_compared_plainly_different_themes_would_be_alike(themes):
    one = model(themes, NAMES)
    roots = np.sqrt(one.topics)
    assert (roots @ roots.T)[0, 1] > SAME_THEME  # as they would be, compared plainly


def test_concepts_that_one_model_alone_knows_do_not_matter(themes):
    keep = np.r_[1:8, 9:16, 17:24, 25:40]
    order = np.random.default_rng(2).permutation(len(keep))
    other = model(themes[[2, 0, 3, 1]][:, keep[order]], np.array(NAMES)[keep[order]])
    similarity = theme_similarity(model(themes, NAMES), other)
    assert counterparts(similarity).match.tolist() == [1, 3, 0, 2]
    assert counterparts(similarity).similarity == pytest.approx(1, abs=1e-9)


def test_a_theme_with_hardly_any_common_concept_is_like_none(themes):
    alone = np.hstack([themes, np.zeros((4, 1))])
    alone[3], alone[3, 40], alone[3, 24] = 0.0, 0.9, 0.1
    similarity = theme_similarity(model(themes, NAMES), model(alone, [*NAMES, "own"]))
    assert (similarity[:, 3] == 0).all() and similarity[3, :3].max() < SAME_THEME


def test_matches_are_one_to_one_and_never_forced():
    similarity = np.array([[0.9, 0.8, 0.0], [0.85, 0.1, 0.0], [0.0, 0.0, 0.2]])
    matches = counterparts(similarity)
    assert matches.match.tolist() == [1, 0, -1]
    assert matches.similarity == pytest.approx([0.8, 0.85, 0.2])
    assert matches.margin == pytest.approx([-0.1, -0.05, 0.2])
    assert counterparts(similarity, margin=0.0).match.tolist() == [-1, -1, -1]
    assert counterparts(similarity, threshold=0.1).match.tolist() == [1, 0, 2]


def test_of_more_themes_than_there_are_some_go_without():
    similarity = np.array([[0.9], [0.95], [0.5]])
    assert counterparts(similarity).match.tolist() == [-1, 0, -1]
    assert counterparts(similarity.T).match.tolist() == [1]


def test_models_without_a_concept_in_common_have_no_counterparts(themes):
    one, other = model(themes, NAMES), model(themes[:3], [f"d{n}" for n in range(40)])
    similarity = theme_similarity(one, other)
    assert similarity.shape == (4, 3) and not similarity.any()
    assert counterparts(similarity).match.tolist() == [-1] * 4
