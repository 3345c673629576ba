"""NMF: shares by non-negative least squares on fixed topics."""

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import nnls
from topic_corpora import model_of, simulate

from nordtema.topics import nmf
from nordtema.topics.fitting import fit


def test_shares_equal_scipys_least_squares_in_the_chi_square_metric():
    """The ridge is the same as K further rows, one a topic, that ask for equal shares."""
    truth = simulate(2, documents=5, length=200)
    model = model_of(truth.topics + 1e-4, "nmf")
    metric = 1 / np.sqrt(model.rates + nmf.LEAST_RATE * model.rates.mean())
    basis = (model.topics * metric).T
    shares = model.transform(truth.counts)
    for row in range(15):
        text = truth.counts[row].toarray()[0]
        weight = np.sqrt(nmf.PRIOR_TOKENS / text.sum() * (basis**2).sum(axis=0).mean())
        rows = np.vstack([basis, weight * np.eye(model.k)])
        target = np.r_[text / text.sum() * metric, np.full(model.k, weight / model.k)]
        weights, _ = nnls(rows, target)
        np.testing.assert_allclose(shares[row], weights / weights.sum(), atol=0.02)


def test_the_fewer_words_the_nearer_are_shares_to_equal_ones():
    model = model_of(np.kron(np.eye(3), np.ones(6)), "nmf")
    words = np.r_[np.ones(6), np.zeros(12)]
    short, long, endless = (
        model.transform(sparse.csr_matrix(words[None] * times))[0] for times in (1, 10, 10_000)
    )
    assert short[0] < long[0] < endless[0]
    assert short[0] > 1 / 3
    assert endless == pytest.approx([1, 0, 0], abs=1e-3)


def test_rare_concepts_that_a_topic_has_by_chance_hardly_move_the_shares():
    """Raised rates bound the weight of what is rarest, and known worst."""
    common = np.kron(np.eye(2), np.full(4, 0.25 - 1e-5))
    stray = np.array([[8e-5], [0.0]])
    model = model_of(np.hstack([common, stray]), "nmf")
    text = np.r_[np.full(4, 10.0), np.full(4, 10.0), 1.0]
    shares = model.transform(sparse.csr_matrix(text[None]))[0]
    assert shares == pytest.approx([0.5, 0.5], abs=0.02)


def test_the_same_counts_give_the_same_model():
    truth = simulate(6, documents=40)
    one, other = (fit("nmf", truth.training, 5) for _ in range(2))
    np.testing.assert_array_equal(one.topics, other.topics)
