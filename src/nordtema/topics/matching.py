"""Which topic of one model is which topic of another?"""

import numpy as np
from scipy.optimize import linear_sum_assignment


def cosine(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosine similarity of the rows of two matrices over the same concepts, rows(a) × rows(b)."""
    lengths = [np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-12) for m in (a, b)]
    return (a / lengths[0]) @ (b / lengths[1]).T


def match(similarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One-to-one matching with the greatest total similarity (Hungarian method)."""
    rows, columns = linear_sum_assignment(-np.round(similarity, 10))
    return rows, columns


def term_agreement(top_a: np.ndarray, top_b: np.ndarray) -> np.ndarray:
    """Average Jaccard of two topics' leading concepts, topics × topics.

    The mean over depths 1 … d of the Jaccard similarity of the first concepts of both lists, as in
    Greene, O'Callaghan & Cunningham (2014), "How many topics?".

    Parameters
    ----------
    top_a, top_b : K × d columns of the leading concepts
    """
    depth = top_a.shape[1]
    score = np.zeros((len(top_a), len(top_b)))
    for size in range(1, depth + 1):
        same = (top_a[:, None, :size, None] == top_b[None, :, None, :size]).sum(axis=(2, 3))
        score += same / (2 * size - same)
    return score / depth
