"""How well does a model foresee words that it was not given?"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

EVERY = 20  # one text in so many is watched,
MOST = 500  # and no more than so many
SMOOTH = 0.01  # share of a uniform distribution in each topic, for words that no topic knows


@dataclass(frozen=True)
class WatchedTexts:
    """Texts of which every second concept takes no part in the fit.

    As `make.heldout` of R's stm does it (Roberts, Stewart & Tingley 2019).

    Attributes
    ----------
    training : N × V, what a model may be fitted to
    given : W × V, the concepts of the watched texts that are in it
    asked : W × V, those that are not
    """

    training: sparse.csr_matrix
    given: sparse.csr_matrix
    asked: sparse.csr_matrix


def watched_texts(counts: sparse.csr_matrix) -> WatchedTexts:
    """Texts at even distances; none where there are fewer than `EVERY`.

    Parameters
    ----------
    counts : N × V, may be fractional; indices of each row in order
    """
    size = counts.shape[0]
    number = min(size // EVERY, MOST)
    rows = (np.arange(number) * size) // max(number, 1)
    owner = np.repeat(np.arange(size), np.diff(counts.indptr))
    place = np.arange(len(owner)) - counts.indptr[owner]
    asked = np.isin(owner, rows) & (place % 2 == 1)
    training = _part(counts, ~asked)
    return WatchedTexts(training, training[rows], _part(counts, asked)[rows])


def _part(counts: sparse.csr_matrix, entries: np.ndarray) -> sparse.csr_matrix:
    part = counts.copy()  # else dropping the zeros would change the counts themselves
    part.data *= entries
    part.eliminate_zeros()
    return part


def log_likelihood(topics: np.ndarray, shares: np.ndarray, asked: sparse.csr_matrix) -> float:
    """Mean log-likelihood of a word of texts whose shares were inferred from other words.

    Document completion (Wallach, Murray, Salakhutdinov & Mimno 2009, "Evaluation methods for topic
    models"); texts without shares or without words are left out.

    Parameters
    ----------
    topics : K × V; shares : N × K; asked : N × V
    """
    usable = np.flatnonzero((shares.sum(axis=1) > 0) & (np.diff(asked.indptr) > 0))
    asked, shares = asked[usable], shares[usable]
    rows = np.repeat(np.arange(len(usable)), np.diff(asked.indptr))
    smooth = (1 - SMOOTH) * topics + SMOOTH / topics.shape[1]
    likelihood = np.einsum("ij,ij->i", shares[rows], smooth.T[asked.indices])
    return float((np.log(likelihood) * asked.data).sum() / max(asked.data.sum(), 1e-12))
