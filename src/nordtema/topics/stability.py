"""Would other texts have given the same topics? Refits on subsamples, and what stays alike in them.

Each topic of the model is matched once with one of the refit, by the cosine of their weights. Of
the two are compared the ten leading concepts (Greene, O'Callaghan & Cunningham 2014), the weights,
and the shares that documents have in them. The comparison of countries rests on the shares alone.

Leading concepts change places where their weights are near, though the topic is the same. So their
agreement has a ceiling below 1: what it is where the topics are given, the words of each text are
assigned to them, and nothing varies but which texts are drawn. Words drawn anew from the topics
would be no ceiling: a refit has four fifths of the texts in common with the study, and those have
none. Of the default study (8 topics, LDA and NMF) words drawn anew agree by .77 and .72, its refits
by .80 and .83, and .89 and .88 is the ceiling.

The cosine alone does not tell topics from chance. Of texts that all draw their words from the same
rates, topics come back with a cosine of .7 to .9, since frequent concepts lead them all; their
shares correlate by .3 to .6 (`benchmarks/stability.py`).
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from ..vocabulary.counts import ConceptCounts
from .collapsed import words_of_topics
from .diagnostics import TOP
from .fitting import SUBSAMPLE, fit, subsamples
from .matching import cosine, match, term_agreement
from .model import TopicModel, normalised
from .training import BY_DEFAULT, Formation, TrainingCounts
from .uncertainty import GroupedTexts, grouped_texts

MEASURES = ("stability", "likeness", "share_correlation", "stability_ceiling")


def sampled_texts(counts: ConceptCounts, most: int, seed: int) -> GroupedTexts:
    """The texts that stability is measured on: all, or those of documents drawn at random.

    Parameters
    ----------
    most : units; where there are more, whole documents are drawn that have about so many

    Returns
    -------
    Texts, each document a cluster of its own
    """
    ids, sizes = np.unique(counts.units["doc_id"].to_numpy(str), return_counts=True)
    if sizes.sum() > most:
        order = np.random.default_rng(seed).permutation(len(ids))
        enough = np.searchsorted(np.cumsum(sizes[order]), most, side="right")
        ids = np.sort(ids[order[: max(1, enough)]])
    return grouped_texts(counts, pd.Series(np.arange(len(ids)), index=ids))


def measure_stability(
    model: TopicModel, texts: GroupedTexts, refits: int, seed: int,
    formation: Formation = BY_DEFAULT, jobs: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """What refits on 80 % of the texts leave of each topic, mean over the refits.

    Parameters
    ----------
    model : fitted to these texts, or to more
    refits : number of refits
    seed, formation : as the model was fitted
    jobs : processes; of the shares under a refit nothing is kept but their correlations

    Returns
    -------
    DataFrame, a row a topic: stability, likeness, share_correlation (as `agreement` gives them) and
    stability_ceiling (the first where topics are given); missing where the texts are too few
    """
    counts = texts.training(model, formation).in_order()
    units = counts.raw.shape[0]
    if round(SUBSAMPLE * units) <= model.k:
        return pd.DataFrame(np.nan, index=range(model.k), columns=list(MEASURES))
    full = _Full.of(model, counts, texts)
    done = Parallel(jobs)(
        delayed(_of_refit)(full, rows, seed) for rows in subsamples(units, refits, seed)
    )
    return pd.DataFrame(np.mean(done, axis=0).T, columns=list(MEASURES))


def agreement(
    model: TopicModel, other: TopicModel, shares: np.ndarray, again: np.ndarray
) -> np.ndarray:
    """How far each topic agrees with its match in another model of as many topics.

    Parameters
    ----------
    model, other : over the same concepts
    shares, again : N × K, shares of the same documents in the topics of the one and the other

    Returns
    -------
    3 × K: agreement of the leading concepts (0 … 1), cosine of the weights (0 … 1), correlation of
    the shares over the documents (-1 … 1)
    """
    weights = cosine(model.topics, other.topics)
    topics, matches = match(weights)
    leading = term_agreement(model.top(TOP), other.top(TOP))[topics, matches]
    return np.array([leading, weights[topics, matches], correlation(shares, again[:, matches])])


def correlation(shares: np.ndarray, again: np.ndarray) -> np.ndarray:
    """Pearson's correlation of each topic's shares over the documents that have shares in both.

    Parameters
    ----------
    shares, again : N × K, rows of 0 for documents without a known concept

    Returns
    -------
    K values, -1 … 1; 0 where the shares are the same in all documents
    """
    known = (shares.sum(axis=1) > 0) & (again.sum(axis=1) > 0)
    if not known.any():
        return np.zeros(shares.shape[1])
    one, other = (part[known] - part[known].mean(axis=0) for part in (shares, again))
    spread = np.linalg.norm(one, axis=0) * np.linalg.norm(other, axis=0)
    return (one * other).sum(axis=0) / np.maximum(spread, 1e-12)


def leading_agreement(model: TopicModel, others: list[TopicModel]) -> np.ndarray:
    """Mean agreement of each topic's leading concepts with its match in each of the others.

    Parameters
    ----------
    others : refits of the model

    Returns
    -------
    K values, 0 … 1; 0 without refits
    """
    nothing = np.zeros((0, model.k))
    found = [agreement(model, other, nothing, nothing)[0] for other in others]
    return np.mean(found, axis=0) if found else np.zeros(model.k)


@dataclass(frozen=True)
class _Full:
    """A model with what it says of all texts: the other side of each comparison.

    Attributes
    ----------
    counts, unit_shares : the texts as topics are formed on them, units × V and units × K
    texts, shares : the same texts by document, documents × K
    leading : K × 10, the leading concepts of the words that all texts assign to the topics
    """

    model: TopicModel
    counts: TrainingCounts
    unit_shares: np.ndarray
    texts: GroupedTexts
    shares: np.ndarray
    leading: np.ndarray

    @classmethod
    def of(cls, model: TopicModel, counts: TrainingCounts, texts: GroupedTexts) -> Self:
        """The model with the shares of the texts, in the order of each."""
        shares = model.transform(counts.raw)
        by_document = texts.by_document(model.transform(texts.matrix))
        return cls(
            model, counts, shares, texts, by_document, _assigned_leading(model, counts, shares)
        )


def _of_refit(full: _Full, rows: np.ndarray, seed: int) -> np.ndarray:
    """The measures of one refit, 4 × K."""
    model, part = full.model, full.counts.rows(rows)
    other = fit(model.name, part, model.k, seed)
    again = full.texts.by_document(other.transform(full.texts.matrix))
    given = _assigned_leading(model, part, full.unit_shares[rows])
    ceiling = np.diag(term_agreement(full.leading, given))
    return np.vstack([agreement(model, other, full.shares, again), ceiling])


def _assigned_leading(model: TopicModel, counts: TrainingCounts, shares: np.ndarray) -> np.ndarray:
    """Leading concepts of the words that texts assign to given topics by given shares, K × 10."""
    assigned = normalised(words_of_topics(counts.formed, model.topics, shares))
    return replace(model, topics=assigned).top(TOP)
