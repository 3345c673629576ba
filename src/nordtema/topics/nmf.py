"""NMF: the coherent topics themselves; shares by least squares in the chi-square metric.

The factorisation is scikit-learn's, with Frobenius loss, of the association of concepts rather than
of the counts (see `association`). A text's shares are the non-negative combination of topics that
comes nearest to its words, each concept weighted by the inverse square root of its mean rate, as in
correspondence analysis: rare concepts count, but no more than their chance variation allows.

Weights of inverse document frequency, taken within each norm, were measured against this: they make
a country that uses a concept more often look as if it did not, so that a planted difference of 8
points came back at 74 % (here 107 %), and find the translation of a sentence less often (mean
reciprocal rank .66, here .76).
"""

import numpy as np
from scipy import sparse
from sklearn.decomposition import non_negative_factorization
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from .association import bounded
from .model import TopicModel, normalised

MAXIMUM_ITERATIONS = 300
TOLERANCE = 1e-5
MINIMUM_RATE = 1e-6
CHUNK = 4000


def fit(concepts: np.ndarray, topics: np.ndarray, rates: np.ndarray) -> TopicModel:
    """The model of given topics.

    Parameters
    ----------
    concepts : V names; topics : K × V, rows sum to 1
    rates : V, mean rate of each concept over the countries; they sum to 1
    """
    return TopicModel("nmf", concepts, topics, np.array([]), rates)


def infer(model: TopicModel, counts: sparse.csr_matrix) -> np.ndarray:
    """Non-negative least squares on the fixed topics, rows made to sum to 1."""
    metric = 1 / np.sqrt(model.rates + MINIMUM_RATE)
    topics = (model.topics + 1e-9) * metric
    shares = np.empty((counts.shape[0], model.k))
    for start in range(0, counts.shape[0], CHUNK):
        block = counts[start : start + CHUNK].astype(np.float64)
        part = normalize(block.multiply(metric).tocsr(), norm="l1")
        with threadpool_limits(1), bounded():
            shares[start : start + CHUNK], _, _ = non_negative_factorization(
                part, H=topics, n_components=model.k, init="custom", update_H=False,
                max_iter=MAXIMUM_ITERATIONS, tol=TOLERANCE,
            )  # fmt: skip
    return normalised(shares)
