"""LDA: the posterior of a text's shares, and a fit that depends on no seed."""

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import model_of, simulate

from nordtema.topics import lda
from nordtema.topics.fitting import fit


def naive_posterior(counts: np.ndarray, topics: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Zero-order collapsed updates of one text, word by word, until nothing moves."""
    gamma = prior + counts.sum() / len(topics)
    for _ in range(2000):
        fresh = prior.copy()
        for word, number in enumerate(counts):
            if number:
                weight = gamma * (topics[:, word] + 1e-12)
                fresh = fresh + number * weight / weight.sum()
        if np.abs(fresh - gamma).max() < 1e-10:
            break
        gamma = fresh
    return fresh


def test_the_posterior_equals_the_updates_word_by_word():
    truth = simulate(2, documents=4, length=60)
    prior = np.full(5, 0.4)
    gamma = lda.posterior(truth.counts, truth.topics, prior)
    for row in range(12):
        expected = naive_posterior(truth.counts[row].toarray()[0], truth.topics, prior)
        np.testing.assert_allclose(gamma[row], expected, atol=0.05)


def test_the_posterior_holds_the_prior_and_every_word():
    truth = simulate(2, documents=4, length=60)
    gamma = lda.posterior(truth.counts, truth.topics, np.full(5, 0.4))
    np.testing.assert_allclose(gamma.sum(axis=1), 60 + 5 * 0.4, rtol=1e-6)
    assert (gamma >= 0.4 - 1e-9).all()


def test_blocks_of_texts_give_what_one_block_gives(monkeypatch):
    truth = simulate(4, documents=20)
    prior = np.full(5, 0.5)
    whole = lda.posterior(truth.counts, truth.topics, prior)
    monkeypatch.setattr(lda, "BLOCK", 7)
    np.testing.assert_allclose(lda.posterior(truth.counts, truth.topics, prior), whole, atol=1e-2)


def test_short_texts_lean_on_the_prior():
    model = model_of(np.kron(np.eye(2), np.ones(5)) + 1e-6)
    one = sparse.csr_matrix(np.eye(10)[:1])
    many = one * 50
    assert model.transform(one)[0, 0] < model.transform(many)[0, 0]


def test_fractional_counts_are_counts():
    truth = simulate(5, documents=30)
    half = truth.counts * 0.5
    rates = np.asarray(half.sum(axis=0)).ravel()
    model = lda.Lda.started(
        half, np.arange(half.shape[1]).astype(str), truth.topics, rates / rates.sum()
    )
    assert np.isfinite(model.topics).all()
    np.testing.assert_allclose(model.topics.sum(axis=1), 1)


def test_the_same_counts_give_the_same_model():
    truth = simulate(6, documents=40)
    one, other = (fit("lda", truth.training, 5) for _ in range(2))
    np.testing.assert_array_equal(one.topics, other.topics)


def test_another_seed_gives_much_the_same_model():
    truth = simulate(6, documents=60)
    one, other = (fit("lda", truth.training, 5, seed) for seed in (1, 2))
    assert np.abs(one.topics - other.topics).max() == pytest.approx(0, abs=1e-3)
