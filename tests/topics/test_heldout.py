"""Words that are held out: never fitted to, foreseen the better the better the model."""

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import simulate

from nordtema.topics import lda
from nordtema.topics.fitting import fit
from nordtema.topics.heldout import EVERY, MOST, hold_out_words, log_likelihood


def test_training_and_held_out_words_are_all_words():
    counts = simulate(3, documents=40).counts.astype(float)
    before = counts.copy()
    texts = hold_out_words(counts)
    assert (counts != before).nnz == 0 and len(counts.data) == len(before.data)
    rows = counts.shape[0] // EVERY
    assert texts.observed.shape[0] == texts.heldout.shape[0] == rows == 6
    assert texts.training.sum() + texts.heldout.sum() == pytest.approx(counts.sum())
    assert texts.observed.multiply(texts.heldout).nnz == 0
    assert 0.3 < texts.heldout.sum() / (texts.heldout.sum() + texts.observed.sum()) < 0.7


def test_of_so_many_texts_words_are_held_out_and_no_more():
    counts = sparse.csr_matrix(np.ones((EVERY * MOST * 2, 2)))
    assert hold_out_words(counts).observed.shape[0] == MOST
    assert hold_out_words(counts[: EVERY - 1]).observed.shape[0] == 0


def test_the_likelihood_is_that_of_the_mixture():
    topics = np.array([[0.5, 0.5, 0.0], [0.0, 0.5, 0.5]])
    shares = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 0.0]])
    heldout = sparse.csr_matrix([[1.0, 0.0, 0.0], [0.0, 2.0, 1.0], [5.0, 0.0, 0.0]])
    smooth = 0.99 * topics + 0.01 / 3
    chances = [smooth[0, 0], *[shares[1] @ smooth[:, 1]] * 2, shares[1] @ smooth[:, 2]]
    mean = log_likelihood(topics, shares, heldout)
    assert mean == pytest.approx(np.mean(np.log(chances)))


def test_lda_passes_until_held_out_words_are_foreseen_no_better(monkeypatch):
    truth = simulate(6, documents=60)
    model = fit("lda", truth.training, 5)
    steps = np.diff(model.heldout)
    assert steps[0] > 0 and (steps[:-1] >= lda.ENOUGH).all()
    assert steps[-1] < lda.ENOUGH or len(steps) == lda.MOST_PASSES
    monkeypatch.setattr(lda, "ENOUGH", -np.inf)
    assert len(fit("lda", truth.training, 5).heldout) == lda.MOST_PASSES + 1


def test_of_few_texts_no_words_are_held_out():
    truth = simulate(6, documents=5)
    assert fit("lda", truth.training, 3).heldout.size == 0
