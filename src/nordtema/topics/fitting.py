"""Fitting either model to counts of concepts, once or many times."""

import numpy as np
from joblib import Parallel, delayed

from .matching import cosine, match, term_agreement
from .model import TopicModel
from .models import MODELS
from .training import TrainingCounts

SUBSAMPLE = 0.8
LEAST_TOPICS = 2


def fit(name: str, counts: TrainingCounts, k: int, seed: int = 1) -> TopicModel:
    """Fit the kind of model of that name; topics in the order of their share.

    Parameters
    ----------
    name : a key of `MODELS`
    k : number of topics
    seed : of all that is drawn at random

    Returns
    -------
    The model, its first topic the one with the largest mean share

    Raises
    ------
    TooFewTexts
        If the texts cannot carry so many topics.
    """
    check_size(counts, k)
    counts = counts.in_order()
    model = MODELS[name].fit(counts, k, seed)
    shares = model.transform(counts.raw)
    return model.reordered(np.argsort(-np.round(shares.mean(axis=0), 10), kind="stable"))


class TooFewTexts(ValueError):
    """Texts that cannot carry so many topics.

    Attributes
    ----------
    units : texts with words that topics are formed on
    concepts : of that kind
    k : topics that were asked for
    """

    def __init__(self, units: int, concepts: int, k: int):
        super().__init__(units, concepts, k)  # by these it travels between processes
        self.units, self.concepts, self.k = units, concepts, k

    def __str__(self) -> str:
        return f"{self.units} texts with {self.concepts} concepts cannot carry {self.k} topics"


def check_size(counts: TrainingCounts, k: int = LEAST_TOPICS) -> None:
    """Whether the texts can carry so many topics.

    Parameters
    ----------
    k : number of topics

    Raises
    ------
    TooFewTexts
        Where there are fewer texts, or fewer shared concepts, than topics.
    """
    units, concepts = counts.raw.shape
    if k > min(units, concepts):
        raise TooFewTexts(units, concepts, k)


def largest_k(units: int, concepts: int) -> int:
    """The most topics that are tried on, or advised for, so many texts and concepts.

    Parameters
    ----------
    units, concepts : numbers of them

    Returns
    -------
    Half of the smaller number, and at least the fewest topics of a model
    """
    return max(LEAST_TOPICS, min(units, concepts) // 2)


def subsamples(units: int, number: int, seed: int) -> list[np.ndarray]:
    """Rows of `number` random subsamples of 80 % of the units, each in order.

    Parameters
    ----------
    units : number of units
    number : of subsamples

    Returns
    -------
    Arrays of rows
    """
    rng = np.random.default_rng(seed)
    size = max(2, round(SUBSAMPLE * units))
    return [np.sort(rng.choice(units, size, replace=False)) for _ in range(number)]


def refits(
    name: str, counts: TrainingCounts, k: int, number: int, seed: int, jobs: int = 1
) -> list[TopicModel]:
    """Models of random subsamples, in parallel processes.

    Parameters
    ----------
    name : a key of `MODELS`
    k : number of topics
    number : of refits
    jobs : processes

    Returns
    -------
    A model for each subsample
    """
    counts = counts.in_order()
    chosen = subsamples(counts.raw.shape[0], number, seed)
    return Parallel(jobs)(delayed(fit)(name, counts.rows(rows), k, seed) for rows in chosen)


def stability(model: TopicModel, others: list[TopicModel], depth: int = 10) -> np.ndarray:
    """Mean agreement of each topic's leading concepts with its match in each refit (K, 0 … 1).

    Parameters
    ----------
    others : refits of the model
    depth : number of leading concepts

    Returns
    -------
    K values, 0 … 1; 0 without refits
    """
    top = model.top(depth)
    return _with_matches([term_agreement(top, other.top(depth)) for other in others], model.k)


def likeness(model: TopicModel, others: list[TopicModel]) -> np.ndarray:
    """Mean cosine of each topic's weights with those of its match in each refit (K, 0 … 1).

    Milder than `stability`: two concepts that change places among the leading ones are no change.

    Parameters
    ----------
    others : refits of the model

    Returns
    -------
    K values, 0 … 1; 0 without refits
    """
    return _with_matches([cosine(model.topics, other.topics) for other in others], model.k)


def _with_matches(similarities: list[np.ndarray], k: int) -> np.ndarray:
    total = np.zeros(k)
    for similarity in similarities:
        rows, columns = match(similarity)
        total[rows] += similarity[rows, columns]
    return total / max(len(similarities), 1)
