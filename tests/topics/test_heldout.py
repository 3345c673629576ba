"""Words that are held out: never fitted to, foreseen the better the better the model."""

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import simulate

from nordtema.topics import lda
from nordtema.topics.fitting import fit
from nordtema.topics.heldout import EVERY, MOST, hold_out_words, log_likelihood
from nordtema.topics.training import training_counts
from nordtema.vocabulary.counts import equalising_weights


def test_training_and_held_out_words_are_all_words():
    counts = simulate(3, documents=40).training
    before = counts.raw.copy()
    texts = hold_out_words(counts, 1)
    assert (counts.raw != before).nnz == 0
    rows = counts.raw.shape[0] // EVERY
    assert texts.observed.shape[0] == texts.heldout.shape[0] == rows == 12
    assert texts.training.raw.sum() + texts.heldout.sum() == pytest.approx(before.sum())
    held = texts.heldout.sum() / (texts.heldout.sum() + texts.observed.sum())
    assert 0.4 < held < 0.6
    both = (texts.observed + texts.heldout).toarray()
    full = {row.tobytes() for row in before.toarray()}
    assert all(row.astype(np.float32).tobytes() in full for row in both)


def test_words_are_drawn_by_the_seed_and_equalised_anew():
    counts = simulate(3, means=np.array([[0.6, 0.1, 0.1, 0.1, 0.1]] * 3), documents=40).training
    one, same, other = (hold_out_words(counts, seed) for seed in (1, 1, 2))
    assert (one.heldout != same.heldout).nnz == 0 and (one.heldout != other.heldout).nnz > 0
    expected = equalising_weights(one.training.raw, counts.countries)
    np.testing.assert_array_equal(one.training.formed.toarray(), expected.toarray())


def test_of_so_many_texts_words_are_held_out_and_no_more():
    size = EVERY * MOST * 2
    ones = sparse.csr_matrix(np.ones((size, 2), np.float32))
    counts = training_counts(np.array(["a", "b"]), ones, np.full(size, "NO"), np.full(size, "nb"))
    assert hold_out_words(counts, 1).observed.shape[0] == MOST


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


def test_a_pass_that_lowers_the_likelihood_is_undone():
    truth = simulate(6, documents=60)
    counts = truth.training.in_order()
    best = fit("lda", truth.training, 5)
    words = hold_out_words(counts, 1)
    learnt = lda.Lda.started(counts, best.topics, words)
    unlearnt = lda.Lda.started(counts, truth.topics, words)
    for model in (learnt, unlearnt):
        worse = int(np.diff(model.heldout)[-1] <= 0)
        reached = log_likelihood(model.topics, model.transform(words.observed), words.heldout)
        assert reached == pytest.approx(model.heldout[-1 - worse], abs=1e-4)
        assert model.heldout[-1 - worse] == model.heldout.max()


def test_of_few_texts_no_words_are_held_out():
    truth = simulate(6, documents=5)
    assert hold_out_words(truth.training, 1) is None
    assert fit("lda", truth.training, 3).heldout.size == 0
