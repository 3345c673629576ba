"""NMF: the coherent topics themselves; shares by least squares on counts weighted within each norm.

The factorisation is scikit-learn's, with Frobenius loss, of the association of concepts rather than
of the counts (see `association`). Texts are then weighed by inverse document frequency within
their own norm, since a word that is common in one language may be rare in another.
"""

import numpy as np
from scipy import sparse
from sklearn.decomposition import non_negative_factorization
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from ..languages import LANGUAGES
from .model import TopicModel, normalised

MAXIMUM_ITERATIONS = 400
TOLERANCE = 1e-4


def fit(
    raw: sparse.csr_matrix, concepts: np.ndarray, languages: np.ndarray, topics: np.ndarray
) -> TopicModel:
    """The model of given topics, with the document frequencies of each norm.

    Parameters
    ----------
    raw : N × V counts as met; concepts : V names; languages : N codes of written norms
    topics : K × V, rows sum to 1
    """
    idf = language_idf(raw, languages)
    return TopicModel("nmf", concepts, topics, np.array([]), np.array(list(LANGUAGES)), idf)


def language_idf(counts: sparse.csr_matrix, languages: np.ndarray) -> np.ndarray:
    """Smoothed inverse document frequency of each concept in each norm, languages × V.

    A norm that has no texts, or in which a concept is not met, gets the mean of the others.
    """
    rows = []
    for code in LANGUAGES:
        part = counts[np.flatnonzero(languages == code)]
        met = np.asarray((part > 0).sum(axis=0)).ravel()
        idf = np.log((1 + part.shape[0]) / (1 + met)) + 1
        rows.append(np.where(met > 0, idf, np.nan))
    idf = np.array(rows)
    known = np.isfinite(idf)
    mean = np.where(known, idf, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known, idf, mean)


def infer(model: TopicModel, counts: sparse.csr_matrix, languages: np.ndarray) -> np.ndarray:
    """Non-negative least squares on the fixed topics, rows made to sum to 1."""
    weighted = _weighted(counts, model.scale, languages)
    with threadpool_limits(1):
        shares, _, _ = non_negative_factorization(
            weighted, H=model.topics, n_components=model.k, init="custom", update_H=False,
            max_iter=MAXIMUM_ITERATIONS, tol=TOLERANCE,
        )  # fmt: skip
    return normalised(shares)


def _weighted(
    counts: sparse.csr_matrix, idf: np.ndarray, languages: np.ndarray
) -> sparse.csr_matrix:
    """Counts × IDF of the text's own norm, each text of length 1."""
    numbers = {code: number for number, code in enumerate(LANGUAGES)}
    of_row = np.array([numbers[code] for code in languages])
    weighted = counts.tocsr().astype(np.float64).copy()
    rows = np.repeat(of_row, np.diff(weighted.indptr))
    weighted.data *= idf[rows, weighted.indices]
    return normalize(weighted, copy=False)
