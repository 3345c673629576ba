"""Words that are held out: never fitted to, foreseen the better the better the model."""

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import simulate

from nordtema.topics import lda
from nordtema.topics.fitting import fit
from nordtema.topics.heldout import EVERY, MOST, log_likelihood, watched_texts


def test_training_and_asked_words_are_all_words():
    counts = simulate(3, documents=40).counts.astype(float)
    before = counts.copy()
    watched = watched_texts(counts)
    assert (counts != before).nnz == 0 and len(counts.data) == len(before.data)
    rows = counts.shape[0] // EVERY
    assert watched.given.shape[0] == watched.asked.shape[0] == rows == 6
    assert watched.training.sum() + watched.asked.sum() == pytest.approx(counts.sum())
    assert watched.given.multiply(watched.asked).nnz == 0
    assert 0.3 < watched.asked.sum() / (watched.asked.sum() + watched.given.sum()) < 0.7


def test_so_many_texts_are_watched_and_no_more():
    counts = sparse.csr_matrix(np.ones((EVERY * MOST * 2, 2)))
    assert watched_texts(counts).given.shape[0] == MOST
    assert watched_texts(counts[: EVERY - 1]).given.shape[0] == 0


def test_the_likelihood_is_that_of_the_mixture():
    topics = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5]])
    shares = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 0.0]])
    asked = sparse.csr_matrix([[1.0, 0.0, 0.0], [0.0, 2.0, 1.0], [5.0, 0.0, 0.0]])
    smooth = 0.99 * topics + 0.01 / 3
    chances = [smooth[0, 0], *[shares[1] @ smooth[:, 1]] * 2, shares[1] @ smooth[:, 2]]
    found = log_likelihood(topics, shares, asked)
    assert found == pytest.approx(np.mean(np.log(chances)))


def test_lda_passes_until_held_out_words_are_foreseen_no_better(monkeypatch):
    truth = simulate(6, documents=60)
    model = fit("lda", truth.training, 5)
    steps = np.diff(model.heldout)
    assert steps[0] > 0 and (steps[:-1] >= lda.ENOUGH).all()
    assert steps[-1] < lda.ENOUGH or len(steps) == lda.MOST_PASSES
    monkeypatch.setattr(lda, "ENOUGH", -np.inf)
    assert len(fit("lda", truth.training, 5).heldout) == lda.MOST_PASSES + 1


def test_few_texts_are_not_watched():
    truth = simulate(6, documents=5)
    assert fit("lda", truth.training, 3).heldout.size == 0
