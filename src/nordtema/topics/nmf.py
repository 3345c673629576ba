"""NMF on counts that are weighted by inverse document frequency within each written norm."""

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF, non_negative_factorization
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from ..languages import LANGUAGES
from .model import TopicModel, normalised

MAXIMUM_ITERATIONS = 400
TOLERANCE = 1e-4


def fit(
    counts: sparse.csr_matrix,
    raw: sparse.csr_matrix,
    concepts: np.ndarray,
    languages: np.ndarray,
    k: int,
    seed: int = 1,
) -> TopicModel:
    """Fit NMF.

    Parameters
    ----------
    counts : N × V, the (equalised) counts that topics are formed on
    raw : N × V, the counts as met, for the document frequencies
    concepts : V names
    languages : N codes of written norms
    k : number of topics
    """
    idf = language_idf(raw, languages)
    weighted = _weighted(counts, idf, languages)
    with threadpool_limits(1):
        solver = NMF(k, init="nndsvda", max_iter=MAXIMUM_ITERATIONS, tol=TOLERANCE,
                     random_state=seed)  # fmt: skip
        solver.fit(weighted)
    topics = normalised(solver.components_.astype(float))
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
