"""Document completion: how well does a model foresee held-out words from observed ones?"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

EVERY = 20  # of one text in so many, words are held out,
MOST = 500  # and of no more texts than so many
SMOOTH = 0.01  # share of a uniform distribution in each topic, for words that no topic knows


@dataclass(frozen=True)
class HeldOutWords:
    """A document–term matrix without the held-out words: every second concept of some texts.

    As `make.heldout` of R's stm does it (Roberts, Stewart & Tingley 2019).

    Attributes
    ----------
    training : N × V, what a model may be fitted to
    observed : W × V, the concepts of these texts that are in it
    heldout : W × V, those that are held out
    """

    training: sparse.csr_matrix
    observed: sparse.csr_matrix
    heldout: sparse.csr_matrix


def hold_out_words(counts: sparse.csr_matrix) -> HeldOutWords:
    """Texts at even distances; none where there are fewer than `EVERY`.

    Parameters
    ----------
    counts : N × V, may be fractional; indices of each row in order

    Returns
    -------
    Training counts, and the observed and held-out words of W ≤ MOST texts
    """
    size = counts.shape[0]
    number = min(size // EVERY, MOST)
    rows = (np.arange(number) * size) // max(number, 1)
    owner = np.repeat(np.arange(size), np.diff(counts.indptr))
    place = np.arange(len(owner)) - counts.indptr[owner]
    heldout = np.isin(owner, rows) & (place % 2 == 1)
    training = _part(counts, ~heldout)
    return HeldOutWords(training, training[rows], _part(counts, heldout)[rows])


def _part(counts: sparse.csr_matrix, entries: np.ndarray) -> sparse.csr_matrix:
    part = counts.copy()  # else dropping the zeros would change the counts themselves
    part.data *= entries
    part.eliminate_zeros()
    return part


def log_likelihood(topics: np.ndarray, shares: np.ndarray, heldout: sparse.csr_matrix) -> float:
    """Mean log-likelihood of a word of texts whose shares were inferred from other words.

    Document completion (Wallach, Murray, Salakhutdinov & Mimno 2009, "Evaluation methods for topic
    models"); texts without shares or without words are left out.

    Parameters
    ----------
    topics : K × V
    shares : N × K
    heldout : N × V

    Returns
    -------
    Natural logarithm of the likelihood a word
    """
    usable = np.flatnonzero((shares.sum(axis=1) > 0) & (np.diff(heldout.indptr) > 0))
    heldout, shares = heldout[usable], shares[usable]
    rows = np.repeat(np.arange(len(usable)), np.diff(heldout.indptr))
    smooth = (1 - SMOOTH) * topics + SMOOTH / topics.shape[1]
    likelihood = np.einsum("ij,ij->i", shares[rows], smooth.T[heldout.indices])
    return float((np.log(likelihood) * heldout.data).sum() / max(heldout.data.sum(), 1e-12))
