"""Which concepts belong together in every country? The ground that both models are formed on.

Factorising counts finds what is frequent together, and with several languages that is above all a
language. Here the association of each pair of concepts is measured within each country by itself,
and what stands together in one country only is discounted: a topic can only form around concepts
that keep each other's company everywhere. (Word-association matrices in place of counts as in
Shi, Kang, Choo & Reddy 2018, "Short-text topic modeling via non-negative matrix factorization
enriched with local word-context correlations"; the combination over countries is ours.)

Measured on 3,753 speeches of three parliaments, K = 20, NPMI on average and in the worst language:
factorising equalised counts .04 / -.03 (NMF) and .08 / -.02 (LDA), this .22 / .15 and .18 / .10.
"""

import numpy as np
from scipy import sparse
from sklearn.decomposition import NMF, non_negative_factorization
from threadpoolctl import threadpool_limits

SHRINKAGE = 1.0  # expected co-occurrences that count as no evidence either way
TOLERANCE_FOR_ABSENCE = 0.03  # association that is granted where a country shows none
CORE = 3000  # the most frequent concepts are factorised, the others projected on the result
FREQUENCY_POWER = 0.15  # how much a concept's frequency counts in its weight on a topic
MAXIMUM_ITERATIONS = 200
_BLOCK = 2000


def coherent_topics(
    raw: sparse.csr_matrix, countries: np.ndarray, rates: np.ndarray, k: int, seed: int
) -> np.ndarray:
    """Topics as distributions over concepts that are associated in every country.

    Parameters
    ----------
    raw : N × V counts; countries : N codes; rates : V, mean rate of each concept over the countries
    k : number of topics
    seed : of the randomised SVD that the factorisation starts from

    Returns
    -------
    K × V, rows sum to 1
    """
    present = [(raw[countries == code] > 0).astype(np.float32) for code in sorted(set(countries))]
    documents = sum(np.asarray(block.sum(axis=0)).ravel() for block in present)
    order = np.argsort(-documents, kind="stable")
    core, rest = np.sort(order[:CORE]), np.sort(order[CORE:])
    weights = np.zeros((raw.shape[1], k))
    with threadpool_limits(1):
        matrix = association(present, core, core)
        np.fill_diagonal(matrix, 0.0)
        weights[core], basis = _factorise(matrix, k, seed)
        for start in range(0, len(rest), _BLOCK):
            rows = rest[start : start + _BLOCK]
            weights[rows] = _project(association(present, rows, core), basis)
    weights /= np.maximum(np.linalg.norm(weights, axis=0), 1e-12)
    topics = (weights * rates[:, None] ** FREQUENCY_POWER).T
    total = topics.sum(axis=1, keepdims=True)
    return np.where(total > 0, topics / np.maximum(total, 1e-300), rates / rates.sum())


def association(
    present: list[sparse.csr_matrix], rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Association of concepts that holds in every country, rows × columns, 0 or more.

    Within a country it is the logarithm of observed over expected joint documents, both raised by
    a constant, so that pairs which could hardly have met say nothing; over the countries it is the
    geometric mean.

    Parameters
    ----------
    present : for each country, documents × V of truth values
    """
    total = np.zeros((len(rows), len(columns)), dtype=np.float64)
    for block in present:
        joint = np.asarray((block[:, rows].T @ block[:, columns]).todense(), dtype=np.float64)
        alone = np.asarray(block.sum(axis=0)).ravel().astype(np.float64)
        expected = np.outer(alone[rows], alone[columns]) / max(block.shape[0], 1)
        found = np.log((joint + SHRINKAGE) / (expected + SHRINKAGE))
        total += np.log(np.maximum(found, 0.0) + TOLERANCE_FOR_ABSENCE)
    mean = np.exp(total / len(present)) - TOLERANCE_FOR_ABSENCE
    return np.where(mean > 1e-9, mean, 0.0)


def _factorise(matrix: np.ndarray, k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the core concepts (core × K) and the basis for projecting others (K × core)."""
    if not matrix.any():  # so few texts that no two concepts meet more often than by chance
        matrix = np.eye(len(matrix))
    solver = NMF(k, init="nndsvda", max_iter=MAXIMUM_ITERATIONS, tol=1e-4, random_state=seed)
    left = solver.fit_transform(matrix)
    right = solver.components_
    return (left + right.T) / 2, right


def _project(matrix: np.ndarray, basis: np.ndarray) -> np.ndarray:
    """Weights of further concepts by non-negative least squares on the basis."""
    weights, _, _ = non_negative_factorization(
        matrix, H=basis, n_components=len(basis), init="custom", update_H=False,
        max_iter=MAXIMUM_ITERATIONS, tol=1e-4,
    )  # fmt: skip
    return weights
