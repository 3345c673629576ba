"""Fitting either model to counts of concepts; which of them the texts can carry."""

import numpy as np

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
