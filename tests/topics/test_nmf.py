"""NMF: shares by non-negative least squares on fixed topics."""

import numpy as np
import pytest
from scipy import sparse
from scipy.optimize import nnls
from topic_corpora import model_of, simulate

from nordtema.topics import nmf
from nordtema.topics.fitting import fit


def test_shares_equal_scipys_least_squares_in_the_chi_square_metric():
    truth = simulate(2, documents=5, length=200)
    model = model_of(truth.topics + 1e-4, "nmf")
    metric = 1 / np.sqrt(model.rates + nmf.MINIMUM_RATE)
    found = model.transform(truth.counts)
    for row in range(15):
        weights, _ = nnls((model.topics * metric).T, truth.counts[row].toarray()[0] * metric)
        np.testing.assert_allclose(found[row], weights / weights.sum(), atol=0.02)


def test_shares_do_not_depend_on_length():
    truth = simulate(3, documents=10)
    model = model_of(truth.topics, "nmf")
    np.testing.assert_allclose(
        model.transform(truth.counts), model.transform(truth.counts * 7), atol=1e-3
    )


def test_shares_may_be_exactly_zero():
    model = model_of(np.kron(np.eye(3), np.ones(6)), "nmf")
    text = sparse.csr_matrix(np.r_[np.full(6, 3.0), np.zeros(12)][None])
    assert model.transform(text)[0] == pytest.approx([1, 0, 0], abs=1e-3)


def test_the_same_counts_give_the_same_model():
    truth = simulate(6, documents=40)
    one, other = (fit("nmf", truth.training, 5) for _ in range(2))
    np.testing.assert_array_equal(one.topics, other.topics)
