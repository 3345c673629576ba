"""Document completion: how well does a model foresee held-out words from observed ones?"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from .training import TrainingCounts

EVERY = 10  # of one text in so many, words are held out,
MOST = 500  # and of no more texts than so many
FEWEST = 10  # texts: of fewer held-out words say nothing
SMOOTH = 0.01  # share of a uniform distribution in each topic, for words that no topic knows


@dataclass(frozen=True)
class HeldOutWords:
    """Counts without the held-out words: half of the tokens of some texts, drawn at random.

    As `make.heldout` of R's stm does it (Roberts, Stewart & Tingley 2019).

    Attributes
    ----------
    training : what a model may be fitted to
    observed : W × V, raw counts of the words of these texts that are in it
    heldout : W × V, of those that are held out
    """

    training: TrainingCounts
    observed: sparse.csr_matrix
    heldout: sparse.csr_matrix


def hold_out_words(counts: TrainingCounts, seed: int) -> HeldOutWords | None:
    """Words of texts at even distances; None where there are too few texts.

    Parameters
    ----------
    counts : in order
    seed : of the tokens that are drawn

    Returns
    -------
    Training counts, and the observed and held-out words of W ≤ MOST texts
    """
    size = counts.raw.shape[0]
    number = min(size // EVERY, MOST)
    if number < FEWEST:
        return None
    rows = (np.arange(number) * size) // number
    entries = np.isin(np.repeat(np.arange(size), np.diff(counts.raw.indptr)), rows)
    out = np.zeros(len(entries))
    out[entries] = np.random.default_rng([seed, 11]).binomial(
        counts.raw.data[entries].astype(np.int64), 0.5
    )
    left = _with_data(counts.raw, counts.raw.data - out)
    return HeldOutWords(counts.of_raw(left), left[rows], _with_data(counts.raw, out)[rows])


def _with_data(counts: sparse.csr_matrix, data: np.ndarray) -> sparse.csr_matrix:
    """Other numbers in the same places."""
    places = counts.indices.copy(), counts.indptr.copy()
    matrix = sparse.csr_matrix((data.astype(counts.dtype), *places), counts.shape)
    matrix.eliminate_zeros()
    return matrix


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
