"""NMF: topics of associated concepts, and how often texts use them; shares by least squares.

The factorisation is scikit-learn's, with Frobenius loss, of the association of concepts rather than
of the counts (see `association`). It says which concepts belong together, not how frequent they
are. So each topic is estimated once more on the counts: one multiplicative step for the
Kullback-Leibler loss (Lee & Seung 2001), in which the words of each text are assigned to the topics
by its shares, with the associated topics as a prior. What is as frequent in all texts is assigned
to a background topic of the mean rates, which is then left out. Of corpora drawn from known topics
the topics are found with a mean cosine of .92 (.76 without the step); more steps pull the frequent
words into all topics.

A text's shares are the non-negative combination of topics that comes nearest to its words, each
concept weighted by the inverse square root of its mean rate, as in correspondence analysis: rare
concepts count, but no more than their chance variation allows. Topics are estimated too, and worst
in the rarest concepts, so that the rates are raised by a part of the mean one: of 8 points between
mixed texts the difference was found in 59 % of simulated studies without that, and in 75 % with it.
Where a text has few words its shares are drawn towards the mean ones, by as much as LDA's prior
does.
Maximum likelihood finds as much, but gives short texts one theme: it found the translation of a
sentence far less often (mean reciprocal rank .46 against .75).

Weights of inverse document frequency, taken within each norm, make a country that uses a concept
more often look as if it did not: a planted difference of 8 points came back at 74 %.
"""

from collections.abc import Iterator
from typing import Self

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from .association import associated_topics
from .collapsed import words_of_topics
from .model import TopicModel, normalised
from .training import TrainingCounts

SWEEPS = 100
LEAST_RATE = 0.3  # of the mean rate of a concept: what rates are raised by in the metric
PRIOR_TOKENS = 3.0  # the pull of a text's shares to the mean is worth so many words, LDA's too
PRIOR_STRENGTH = 0.5  # the associated topics are worth so many times the texts
BACKGROUND_SHARE = 0.02  # of the concepts' mean rates in that prior, and in LDA's
CHUNK = 2000  # texts that are in memory beside their counts
_BLOCK = 500  # texts whose words are drawn at once


class Nmf(TopicModel):
    """Topics of associated concepts."""

    name = "nmf"

    @classmethod
    def fit(cls, counts: TrainingCounts, k: int, seed: int) -> Self:
        """Topics as probabilities of concepts (see `TopicModel.fit`)."""
        rates = counts.rates
        associated = associated_topics(counts, k, seed)
        informed = (1 - BACKGROUND_SHARE) * associated + BACKGROUND_SHARE * rates
        expected = _expected_counts(counts.formed, np.vstack([informed, rates]), rates)[:-1]
        expected *= len(expected) / max(expected.sum(), 1e-12)  # a topic has a mass of 1 on average
        topics = normalised(expected + PRIOR_STRENGTH * informed)
        prior = np.full(k, PRIOR_TOKENS / k)
        return cls(counts.concepts, topics, prior, rates).drawn_to_the_mean(counts)

    def infer(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Shares of texts, topics held fast."""
        shares = np.empty((counts.shape[0], self.k))
        for start in range(0, counts.shape[0], CHUNK):
            rows = slice(start, start + CHUNK)
            shares[rows] = least_squares(
                counts[rows].astype(np.float64), self.topics, self.rates, self.prior
            )
        return shares

    def draws(
        self, counts: sparse.csr_matrix, number: int, rng: np.random.Generator
    ) -> Iterator[np.ndarray]:
        """Shares of texts whose words are drawn again, as many as they have."""
        return (self.transform(_words_again(counts, rng)) for _ in range(number))


def _expected_counts(
    counts: sparse.csr_matrix, topics: np.ndarray, rates: np.ndarray
) -> np.ndarray:
    """Expected number of occurrences of each concept that belong to each topic, K × V."""
    total = np.zeros_like(topics)
    prior = np.full(len(topics), PRIOR_TOKENS / len(topics))
    for start in range(0, counts.shape[0], CHUNK):
        block = counts[start : start + CHUNK].astype(np.float64).tocsr()
        total += words_of_topics(block, topics, least_squares(block, topics, rates, prior))
    return total


def least_squares(
    counts: sparse.csr_matrix, topics: np.ndarray, rates: np.ndarray, prior: np.ndarray
) -> np.ndarray:
    """Non-negative least squares in the chi-square metric, by coordinate descent.

    As scikit-learn's solver for fixed topics, but with a fixed number of sweeps from a fixed start:
    what is found for a text does not depend on the texts beside it. A ridge towards the
    prior is the stronger, the fewer words the text has.

    Parameters
    ----------
    counts : N × V
    topics : K × V, rows sum to 1
    rates : V, mean rate of each concept over the countries
    prior : K, what shares are drawn to, worth its sum in words

    Returns
    -------
    N × K, rows sum to 1
    """
    metric = 1 / np.sqrt(rates + LEAST_RATE * rates.mean())
    basis = (topics + 1e-9) * metric
    length = np.maximum(np.asarray(counts.sum(axis=1)), 1e-12)
    with threadpool_limits(1):
        gram = basis @ basis.T
        own = np.diag(gram)
        ridge = prior.sum() * own.mean() / length.T[0]
        target = np.ascontiguousarray((counts @ (basis * metric).T / length).T)
        target += ridge * normalised(prior[None])[0][:, None]
        shares = np.full_like(target, 1 / len(topics))
        for _ in range(SWEEPS):
            for topic, row in enumerate(gram):
                missing = target[topic] - row @ shares - ridge * shares[topic]
                better = shares[topic] + missing / (own[topic] + ridge)
                np.maximum(better, 0, out=shares[topic])
    return normalised(shares.T)


def _words_again(counts: sparse.csr_matrix, rng: np.random.Generator) -> sparse.csr_matrix:
    """The same number of words in each text, drawn from its own."""
    parts = []
    for start in range(0, counts.shape[0], _BLOCK):
        dense = counts[start : start + _BLOCK].toarray().astype(np.float64)
        length = dense.sum(axis=1)
        chance = dense / np.maximum(length, 1)[:, None]
        chance[length == 0] = 1 / dense.shape[1]
        parts.append(sparse.csr_matrix(rng.multinomial(length.astype(np.int64), chance)))
    return sparse.vstack(parts).tocsr().astype(np.float32)
