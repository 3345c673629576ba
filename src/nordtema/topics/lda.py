"""LDA: topics that learn from the texts until they foresee held-out words no better.

gensim's LDA in batch, from the associated topics as its start. With no more than a start, what is
told by the topics is told by the texts: the prior of the topics is a flat one, unless a share of
the evidence is asked for (`topics.lda_prior`). The passes are few: of the texts' own words each
pass foresees more, of held-out ones soon less, and a pass that lowers these is undone. The fit does
not depend on a seed beyond that of an SVD and that of the words which are held out.

Of topics that learning empties or makes alike others take the place: more are asked for, as of the
association. Light concepts form none. Their weights follow from the shares of the texts that they
stand in.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Self

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from .association import associated_topics
from .collapsed import posterior
from .diagnostics import HARDLY_USED, REPEATED
from .heldout import HeldOutWords, hold_out_words, log_likelihood
from .learner import CollapsedLda
from .matching import cosine
from .meaning import lent, nearest_concepts
from .model import TopicModel, at_even_distances, normalised
from .nmf import BACKGROUND_SHARE, PRIOR_TOKENS
from .training import TrainingCounts

FLAT_PRIORS = (0.01, 0.03, 0.1, 0.3, 1.0)  # words: of each concept in each topic; one is chosen
MOST_PASSES = 20
UNWATCHED = 0.1, 3  # flat prior and passes where there are too few texts to hold out words
ENOUGH = 0.0005  # of log-likelihood a word: a pass that brings less is the last
ATTEMPTS = 3  # with more topics, until so many are distinct
BURN_IN = 6  # sweeps from the collapsed estimate, which is where the posterior has its mass
THINNING = 2  # sweeps between two draws


class Lda(TopicModel):
    """Latent Dirichlet allocation; `prior` holds the parameters of a text's shares."""

    name = "lda"

    @classmethod
    def fit(cls, counts: TrainingCounts, k: int, seed: int) -> Self:
        """Learn from the start that the association of concepts gives (see `TopicModel.fit`)."""
        words = hold_out_words(counts, seed)
        texts = words.training if words else counts
        size = k
        for _ in range(ATTEMPTS):
            model = cls.started(counts, associated_topics(texts, size, seed), words)
            kept = _distinct(model, texts.raw)
            most = min(texts.raw.shape)
            if len(kept) >= k or size == most:
                break
            size = min(size + k - len(kept), most)
        others = np.setdiff1d(np.arange(size), kept)  # should there be too few distinct ones
        prior = np.full(k, PRIOR_TOKENS / k)
        found = replace(model.reordered(np.r_[kept, others][:k]), prior=prior)
        return found.drawn_to_the_mean(counts)

    @classmethod
    def started(cls, counts: TrainingCounts, start: np.ndarray, words: HeldOutWords | None) -> Self:
        """Learn from a start.

        Parameters
        ----------
        start : K × V, rows sum to 1
        words : what is held out; None: nothing is

        Returns
        -------
        The model after the best of its passes
        """
        texts = words.training if words else counts
        core = np.flatnonzero(texts.telling(len(start)))
        start = normalised((1 - BACKGROUND_SHARE) * start + BACKGROUND_SHARE * texts.rates)[:, core]
        prior = np.full(len(start), PRIOR_TOKENS / len(start))
        formed = texts.formed[:, core].astype(np.float64).tocsr()
        share = counts.formation.lda_prior
        informed = start * formed.sum() / len(start) * share / (1 - share)
        with threadpool_limits(1):
            learner = CollapsedLda(formed, start, prior, informed)
            heldout = _learn(learner, _foreseen(words, core) if words else None)
        topics = _with_light(learner, texts, core)
        return cls(counts.concepts, topics, prior, texts.rates, heldout, _lending(counts))

    def infer(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Mean of the posterior of each text's shares, topics held fast."""
        if self.lending is not None:
            counts = lent(counts, self.lending)
        return normalised(posterior(counts, self.topics, self.prior))

    def draws(
        self, counts: sparse.csr_matrix, number: int, rng: np.random.Generator
    ) -> Iterator[np.ndarray]:
        """Blocked Gibbs draws of shares and of the topics of words (Pritchard et al. 2000)."""
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        likelihood = self.topics.T[counts.indices] + 1e-12
        times = counts.data.astype(np.int64)
        collect = sparse.csr_matrix(
            (np.ones(len(rows)), np.arange(len(rows)), counts.indptr), (counts.shape[0], len(rows))
        )
        belief = posterior(counts, self.topics, self.prior)
        for sweep in range(BURN_IN + number * THINNING):
            weight = rng.standard_gamma(belief)
            chance = weight[rows] * likelihood
            chance /= chance.sum(axis=1, keepdims=True)
            belief = self.prior + collect @ rng.multinomial(times, chance)
            if sweep >= BURN_IN and (sweep - BURN_IN) % THINNING == 0:
                weight = rng.standard_gamma(belief)
                yield weight / weight.sum(axis=1, keepdims=True)


def _distinct(model: Lda, counts: sparse.csr_matrix) -> np.ndarray:
    """Topics that texts use and that repeat no larger one, the largest first.

    What learning has emptied, or drawn to another, is none of the K that were asked for.
    """
    share = model.transform(counts[at_even_distances(counts.shape[0])]).mean(axis=0)
    order = np.argsort(-np.round(share, 10), kind="stable")
    topics = model.topics[order]
    repeats = np.triu(cosine(topics, topics), 1).max(axis=0) >= REPEATED
    return order[~repeats & (share[order] >= HARDLY_USED / len(order))]


def _lending(counts: TrainingCounts) -> sparse.csr_matrix | None:
    known = counts.vectors.shape[1] > 0
    return nearest_concepts(counts.vectors, counts.light) if known else None


def _foreseen(words: HeldOutWords, core: np.ndarray) -> Callable[[CollapsedLda], float]:
    """How well a learner foresees the held-out words: log-likelihood a word."""
    observed, heldout = (part[:, core].tocsr() for part in (words.observed, words.heldout))

    def foreseen(learner: CollapsedLda) -> float:
        topics = learner.topics
        shares = normalised(posterior(observed, topics, learner.alpha))
        return log_likelihood(topics, shares, heldout)

    return foreseen


def _learn(learner: CollapsedLda, foreseen: Callable[[CollapsedLda], float] | None) -> np.ndarray:
    """Pass over the texts until held-out words are foreseen no better.

    The flat prior is chosen after the first pass: what the topics hold is then known, and each
    prior is no more than a smoothing of it. The last pass is undone where it did harm.

    Returns
    -------
    Log-likelihoods a word, of the start and after each pass; empty where no words are held out
    """
    if foreseen is None:
        flat, passes = UNWATCHED
        for _ in range(passes):
            learner.learn().smooth(flat)
        return np.array([])
    likelihoods = [foreseen(learner.smooth(FLAT_PRIORS[0]))]
    gain = np.inf
    while len(likelihoods) <= MOST_PASSES and gain >= ENOUGH:
        before = learner.known()
        learner.learn()
        priors = FLAT_PRIORS if len(likelihoods) == 1 else (learner.flat,)
        reached = [foreseen(learner.smooth(flat)) for flat in priors]
        learner.smooth(priors[int(np.argmax(reached))])
        likelihoods.append(max(reached))
        gain = likelihoods[-1] - likelihoods[-2]
        if gain < 0:
            learner.back_to(before)
    return np.array(likelihoods)


def _with_light(learner: CollapsedLda, texts: TrainingCounts, core: np.ndarray) -> np.ndarray:
    """Topics over all concepts: a light one is as frequent in a topic as in the texts that have it.

    Returns
    -------
    K × V, rows sum to 1
    """
    shares = normalised(learner.weights)
    full = np.zeros((shares.shape[1], len(texts.concepts)))
    length = np.asarray(texts.formed[:, core].sum(axis=1, dtype=np.float64)).ravel()
    light = np.setdiff1d(np.arange(full.shape[1]), core)
    found = (texts.formed[:, light].T @ shares).T + learner.flat
    full[:, core] = learner.topics
    full[:, light] = found / np.maximum(length @ shares, 1.0)[:, None]
    return normalised(full)
