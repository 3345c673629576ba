"""LDA: gensim's variational Bayes in batch, started from a Kullback-Leibler NMF.

The start makes the fit independent of a seed, and better: on 19,463 Danish speeches with K = 50 it
reached a held-out NPMI of .162 in 42 s, against .086-.095 from a cold start.
"""

import numpy as np
from gensim.models import LdaModel
from scipy import sparse
from sklearn.decomposition import NMF
from threadpoolctl import threadpool_limits

from .model import TopicModel, normalised

START_ITERATIONS = 60
PASSES = 12
INFERENCE_ITERATIONS = 100
CHUNK = 2000


def fit(counts: sparse.csr_matrix, concepts: np.ndarray, k: int, seed: int = 1) -> TopicModel:
    """Fit LDA to (equalised) counts.

    Parameters
    ----------
    counts : N × V, may be fractional
    concepts : V names
    k : number of topics
    seed : of the randomised SVD behind the start

    Returns
    -------
    TopicModel whose topics are in the order of their weight.
    """
    with threadpool_limits(1):
        start = _kl_nmf(counts, k, seed)
        model = _warm_lda(counts, start, k)
        model.update(_Documents(counts), chunksize=CHUNK, decay=0.0, update_every=0, passes=PASSES)
        topics = normalised(model.state.get_lambda().astype(float))
    fitted = TopicModel(
        "lda",
        concepts,
        topics,
        model.alpha.astype(float),
        np.array([]),
        np.empty((0, len(concepts))),
    )
    return fitted


def _kl_nmf(counts: sparse.csr_matrix, k: int, seed: int) -> np.ndarray:
    """Topics of a Kullback-Leibler NMF, K × V, rows summing to the tokens they account for."""
    solver = NMF(
        k, init="nndsvda", solver="mu", beta_loss="kullback-leibler",
        max_iter=START_ITERATIONS, tol=0, random_state=seed,
    )  # fmt: skip
    weights = solver.fit_transform(counts)
    topics = solver.components_
    return topics * weights.sum(axis=0)[:, None]


def _warm_lda(counts: sparse.csr_matrix, start: np.ndarray, k: int) -> LdaModel:
    """A gensim model whose topics are those of the start."""
    model = LdaModel(
        num_topics=k, id2word=dict(enumerate(map(str, range(counts.shape[1])))),
        alpha="symmetric", eta="symmetric", iterations=INFERENCE_ITERATIONS,
        gamma_threshold=1e-3, eval_every=None, random_state=1, dtype=np.float64,
    )  # fmt: skip
    model.state.sstats[...] = start
    model.sync_state()
    return model


def infer(model: TopicModel, counts: sparse.csr_matrix, languages: np.ndarray) -> np.ndarray:
    """Mean of the variational posterior of each text's shares, topics held fast."""
    return normalised(posterior(model, counts))


def posterior(model: TopicModel, counts: sparse.csr_matrix) -> np.ndarray:
    """Parameters of the Dirichlet posterior of each text's shares, N × K."""
    return variational_posterior(counts, model.topics, model.prior)


def variational_posterior(
    counts: sparse.csr_matrix, topics: np.ndarray, prior: np.ndarray
) -> np.ndarray:
    """Variational inference with fixed topics (Blei, Ng & Jordan 2003), all texts at once.

    Parameters
    ----------
    counts : N × V; topics : K × V, rows sum to 1; prior : K

    Returns
    -------
    N × K Dirichlet parameters
    """
    from scipy.special import psi

    counts = counts.tocsr()
    beta = topics.T + 1e-12
    gamma = np.full((counts.shape[0], len(topics)), prior.mean()) + (
        np.asarray(counts.sum(axis=1)) / len(topics)
    )
    active = np.arange(counts.shape[0])
    block = counts
    for _ in range(INFERENCE_ITERATIONS):
        theta = np.exp(psi(gamma[active]) - psi(gamma[active].sum(axis=1, keepdims=True)))
        rows = np.repeat(np.arange(len(active)), np.diff(block.indptr))
        norm = np.einsum("ij,ij->i", theta[rows], beta[block.indices]) + 1e-100
        ratio = sparse.csr_matrix((block.data / norm, block.indices, block.indptr), block.shape)
        fresh = prior + theta * (ratio @ beta)
        moved = np.abs(fresh - gamma[active]).mean(axis=1) > 1e-3
        gamma[active] = fresh
        if not moved.any():
            break
        active, block = active[moved], block[np.flatnonzero(moved)]
    return gamma


class _Documents:
    """A sparse matrix as the stream of bags of words that gensim reads."""

    def __init__(self, counts: sparse.csr_matrix):
        self.counts = counts.tocsr()

    def __len__(self) -> int:
        return self.counts.shape[0]

    def __iter__(self):
        counts = self.counts
        for row in range(counts.shape[0]):
            part = slice(counts.indptr[row], counts.indptr[row + 1])
            yield list(zip(counts.indices[part].tolist(), counts.data[part].tolist(), strict=True))
