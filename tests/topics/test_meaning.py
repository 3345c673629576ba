"""Meaning helps out where the texts say little, and as far as this corpus bears it out."""

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import simulate

from nordtema.topics.association import associated_topics
from nordtema.topics.fitting import fit
from nordtema.topics.matching import cosine, match
from nordtema.topics.meaning import (
    EDGES,
    LONG,
    SHORT,
    Foretold,
    lent,
    nearest_concepts,
    ratios_by_nearness,
)
from nordtema.topics.model import topic_shares
from nordtema.topics.models import load
from nordtema.topics.training import Formation, TrainingCounts, training_counts

DIMENSIONS = 16


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def told_by(topics: np.ndarray, seed: int, noise: float) -> np.ndarray:
    """Vectors of concepts that are near where the concepts belong to one topic."""
    rng = np.random.default_rng(seed)
    directions = unit(rng.normal(size=(len(topics), DIMENSIONS)))
    own = directions[topics.argmax(axis=0)]
    return unit(own + noise * unit(rng.normal(size=own.shape)))


def with_vectors(truth, vectors: np.ndarray | None) -> TrainingCounts:
    names = np.array([f"c{place:04d}" for place in range(truth.counts.shape[1])])
    return training_counts(
        names, truth.counts, truth.countries, truth.languages, vectors=vectors
    ).in_order()


def found(truth, topics: np.ndarray) -> float:
    similarity = cosine(truth.topics, topics)
    return float(similarity[match(similarity)].mean())


# ---------------------------------------------------------------- what nearness foretells


def test_the_ratio_is_that_of_the_pairs_in_the_texts():
    rng = np.random.default_rng(1)
    vectors = unit(rng.normal(size=(300, 3)))
    nearness = vectors @ vectors.T
    expected = np.full((300, 300), 4.0)
    joint = rng.poisson(expected * np.where(nearness > 0.5, 3.0, 1.0)).astype(float)
    joint = np.triu(joint) + np.triu(joint, 1).T
    ratios = ratios_by_nearness(joint, expected, vectors)
    assert (np.diff(ratios) >= 0).all()
    near = EDGES.searchsorted(0.55)
    assert ratios[near:] / ratios[:5].mean() == pytest.approx(3.0, rel=0.15)


def test_where_nearness_foretells_nothing_it_changes_nothing():
    rng = np.random.default_rng(2)
    vectors = unit(rng.normal(size=(300, 8)))
    expected = np.full((300, 300), 4.0)
    joint = rng.poisson(expected).astype(float)
    joint = np.triu(joint) + np.triu(joint, 1).T
    assert ratios_by_nearness(joint, expected, vectors) == pytest.approx(1.0, abs=0.1)


def test_texts_in_which_nothing_meets_tell_nothing():
    nothing = np.zeros((3, 3))
    ratios = ratios_by_nearness(nothing, np.ones((3, 3)), np.eye(3))
    assert (ratios == 1).all()


def test_a_concept_without_a_vector_is_as_any_other():
    vectors = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    foretold = Foretold(vectors, np.linspace(0.5, 4.0, len(EDGES) + 1)[None])
    every = np.arange(3)
    ratio = foretold.ratio(0, every, every)
    assert ratio[0, 1] == pytest.approx(4.0) and (ratio[2] == 1).all() and (ratio[:, 2] == 1).all()


# ---------------------------------------------------------------- topics


def placed(truth, topics: np.ndarray) -> float:
    """Of the concepts in few texts, those whose main topic is the one that they are drawn from."""
    few = np.asarray((truth.counts > 0).sum(axis=0)).ravel() <= 3
    rows, columns = match(cosine(truth.topics, topics))
    main = columns[truth.topics[rows].argmax(axis=0)] == topic_shares(topics).argmax(axis=0)
    return float(main[few].mean())


def test_meaning_places_the_concepts_that_few_texts_hold():
    truth = simulate(3, concepts=600, documents=60, length=10, concentration=0.3, overlap=0.1)
    told = [
        placed(truth, associated_topics(with_vectors(truth, vectors), 5, 1))
        for vectors in (None, told_by(truth.topics, 1, 1.0))
    ]
    assert told[1] > told[0] + 0.1, told


@pytest.mark.parametrize("name", ["lda", "nmf"])
def test_meaning_that_has_nothing_to_do_with_the_texts_does_no_harm(name):
    """The adversary: vectors of another subject matter, which long texts do not bear out."""
    truth = simulate(4, concepts=300, documents=100, length=150)
    strange = np.random.default_rng(5).permutation(told_by(truth.topics, 2, 0.5))
    without, with_them = (
        found(truth, fit(name, with_vectors(truth, vectors), 5).topics)
        for vectors in (None, strange)
    )
    assert with_them > without - 0.02


def test_a_study_may_leave_meaning_out():
    truth = simulate(3, documents=40)
    vectors = told_by(truth.topics, 1, 0.5)
    names = np.arange(truth.counts.shape[1]).astype(str)
    counts = training_counts(
        names, truth.counts, truth.countries, truth.languages, Formation(meaning=False),
        vectors=vectors,
    )  # fmt: skip
    assert counts.vectors.shape[1] == 0
    np.testing.assert_array_equal(
        fit("lda", counts, 5).topics, fit("lda", with_vectors(truth, None), 5).topics
    )


# ---------------------------------------------------------------- lending


def test_a_word_lends_to_what_is_nearest_and_light_words_take_no_part():
    vectors = unit(np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [1.0, 0.05], [-1.0, 0.0]]))
    lending = nearest_concepts(vectors, np.array([False, False, False, True, False])).toarray()
    assert lending[0].argmax() == 1 and lending[0].sum() == pytest.approx(1)
    assert not lending[3].any() and not lending[:, 3].any()
    assert not lending[4].any()  # nothing is near it
    assert not lending.diagonal().any()


def test_short_texts_lend_and_long_ones_do_not():
    lending = sparse.csr_matrix(np.array([[0.0, 1.0], [0.0, 0.0]], dtype=np.float32))
    words = np.array([1.0, SHORT, LONG - 0.1, LONG, 3000.0], np.float32)
    counts = sparse.csr_matrix(np.c_[words, np.zeros(5, np.float32)])
    result = lent(counts, lending).toarray()
    np.testing.assert_array_equal(result[:, 0], words)
    part = result[:, 1] / words
    assert part[0] > 0.9 and 0.3 < part[1] < 0.5
    assert 0 < part[2] < 0.001  # no step where lending ends
    assert not part[3:].any()


def test_a_model_that_was_saved_lends_as_before(tmp_path):
    truth = simulate(3, documents=40, length=10)
    model = fit("lda", with_vectors(truth, told_by(truth.topics, 1, 0.5)), 5)
    again = load(model.save(tmp_path / "model.npz"))
    assert (again.lending != model.lending).nnz == 0
    np.testing.assert_array_equal(again.transform(truth.counts), model.transform(truth.counts))
    assert fit("nmf", truth.training, 5).lending is None
