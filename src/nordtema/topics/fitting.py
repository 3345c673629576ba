"""Fitting either model to counts of concepts, once or many times."""

import hashlib
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse

from ..vocabulary.counts import ConceptCounts, equalising_weights
from .association import coherent_topics
from .matching import cosine, match, term_agreement
from .model import TopicModel
from .models import MODELS

SUBSAMPLE = 0.8
LEAST_TOPICS = 2


@dataclass(frozen=True)
class TrainingCounts:
    """Counts of the shared concepts, raw and as topics are formed on them.

    Attributes
    ----------
    concepts : V names; raw, formed : N × V; countries, languages : N codes
    light : V truth values, concepts that form no topic
    equalised : whether `formed` is
    """

    concepts: np.ndarray
    raw: sparse.csr_matrix
    formed: sparse.csr_matrix
    countries: np.ndarray
    languages: np.ndarray
    light: np.ndarray
    equalised: bool = True

    def in_order(self) -> "TrainingCounts":
        """The units in an order of their own, by country and content.

        What is fitted or drawn does not depend, not by a bit, on the order in which the units came.
        """
        raw, formed = _sorted(self.raw), _sorted(self.formed)
        content = [
            hashlib.blake2b(
                raw.indices[a:b].tobytes() + raw.data[a:b].tobytes(), digest_size=16
            ).hexdigest()
            for a, b in pairwise(raw.indptr)
        ]
        order = np.lexsort((np.array(content), self.languages, self.countries))
        return replace(
            self,
            raw=raw[order],
            formed=formed[order],
            countries=self.countries[order],
            languages=self.languages[order],
        )

    def sampled(self, most: int, seed: int) -> "TrainingCounts":
        """The units in order; where there are more than `most`, so many drawn at random.

        Parameters
        ----------
        most : number of units

        Returns
        -------
        Counts of at most so many units
        """
        counts, units = self.in_order(), self.raw.shape[0]
        if units <= most:
            return counts
        rng = np.random.default_rng(seed)
        return counts.rows(np.sort(rng.choice(units, most, replace=False)))

    def rows(self, chosen: np.ndarray) -> "TrainingCounts":
        """The same concepts in some of the units, equalised anew if the whole is.

        Parameters
        ----------
        chosen : numbers of the units

        Returns
        -------
        Counts of these units
        """
        return training_counts(
            self.concepts,
            self.raw[chosen],
            self.countries[chosen],
            self.languages[chosen],
            self.equalised,
            self.light,
        )


def _sorted(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The matrix with the indices of each row in order; itself where they are."""
    return matrix if matrix.has_sorted_indices else matrix.sorted_indices()


def training_counts(
    concepts: np.ndarray,
    raw: sparse.csr_matrix,
    countries: np.ndarray,
    languages: np.ndarray,
    equalise: bool = True,
    light: np.ndarray | None = None,
) -> TrainingCounts:
    """Units that hold at least one shared concept, with equalised counts beside the raw ones.

    Parameters
    ----------
    concepts : V names
    raw : N × V, the document–term matrix
    countries, languages : N codes
    equalise : whether concepts get the same rate in every country
    light : V truth values, concepts that form no topic; by default none

    Returns
    -------
    Counts of the units that are left
    """
    known = np.flatnonzero(np.diff(raw.indptr))
    raw, countries, languages = raw[known], countries[known], languages[known]
    formed = equalising_weights(raw, countries) if equalise else raw
    light = np.zeros(len(concepts), dtype=bool) if light is None else light
    return TrainingCounts(concepts, raw, formed, countries, languages, light, equalise)


def from_concept_counts(counts: ConceptCounts, equalise: bool = True) -> TrainingCounts:
    """What a model is fitted to: the shared concepts of all units, the light ones marked.

    Parameters
    ----------
    equalise : whether concepts get the same rate in every country

    Returns
    -------
    Counts of the units with a shared concept
    """
    shared = counts.shared
    return training_counts(
        counts.concepts["concept"].to_numpy(str)[shared],
        counts.matrix[:, shared].tocsr(),
        counts.units["country"].to_numpy(str),
        counts.units["language"].to_numpy(str),
        equalise,
        counts.concepts["light"].to_numpy(bool)[shared],
    )


def fit(name: str, counts: TrainingCounts, k: int, seed: int = 1) -> TopicModel:
    """Fit the kind of model of that name; topics in the order of their share.

    Parameters
    ----------
    name : a key of `MODELS`
    k : number of topics
    seed : of the randomised SVD that the factorisation starts from

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
    rates = np.asarray(counts.formed.sum(axis=0, dtype=np.float64)).ravel()
    rates /= rates.sum()
    light = counts.light if np.count_nonzero(~counts.light) >= k else np.zeros_like(counts.light)
    associated = coherent_topics(counts.raw, counts.countries, rates, k, seed, light)
    model = MODELS[name].fit(counts.formed, counts.concepts, associated, rates)
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
