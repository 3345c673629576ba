"""What every topic model hands on, whichever way it was fitted.

A model is a subclass with `fit`, `infer` and `draws`, and one line in `models`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy import sparse

from ..tables import write_atomically
from .training import TrainingCounts

TOP = 30
LENDING = ("data", "indices", "indptr")  # of the matrix, as they are saved
MEAN_TEXTS = 2000  # of which mean shares are found while fitting, at the least
PRIOR_ROUNDS = 5  # in which the prior is found
LEAST_PRIOR = 0.1  # of an equal share
CHUNK = 10_000  # texts whose shares are held twice


@dataclass(frozen=True)
class TopicModel(ABC):
    """A fitted topic model over concepts.

    Attributes
    ----------
    name : of the kind of model, such as "lda"
    concepts : names of the V concepts
    topics : K × V, each row a distribution over concepts
    prior : K, what a text's shares are drawn to, in words: the Dirichlet prior (lda), the ridge
        (nmf)
    rates : V, mean rate of each concept over the countries; they sum to 1
    heldout : log-likelihood a word of held-out words, before and after each pass (lda); empty where
        there are none
    lending : V × V, to which concepts the words of short texts lend their counts (lda); None: to
        none
    """

    name: ClassVar[str]
    concepts: np.ndarray
    topics: np.ndarray
    prior: np.ndarray
    rates: np.ndarray
    heldout: np.ndarray = field(default_factory=lambda: np.array([]))
    lending: sparse.csr_matrix | None = None

    @classmethod
    @abstractmethod
    def fit(cls, counts: TrainingCounts, k: int, seed: int) -> Self:
        """Form topics on the counts.

        Parameters
        ----------
        counts : in order
        k : number of topics
        seed : of all that is drawn at random

        Returns
        -------
        The fitted model, K topics
        """

    @abstractmethod
    def infer(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Shares of texts that each have a known concept, topics held fast: N × K.

        Parameters
        ----------
        counts : N × V raw counts

        Returns
        -------
        N × K shares, rows sum to 1
        """

    @abstractmethod
    def draws(
        self, counts: sparse.csr_matrix, number: int, rng: np.random.Generator
    ) -> Iterator[np.ndarray]:
        """Draws of what the shares of texts may be, N × K, one at a time.

        Parameters
        ----------
        counts : N × V raw counts
        number : of draws

        Returns
        -------
        So many N × K matrices, rows sum to 1
        """

    @property
    def k(self) -> int:
        """Number of topics."""
        return len(self.topics)

    def transform(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Topic shares of texts, with the topics held fast.

        Parameters
        ----------
        counts : N × V raw counts of this model's concepts

        Returns
        -------
        N × K shares; rows sum to 1, and are 0 where a text has none of the concepts.
        """
        counts = counts.tocsr()
        shares = np.zeros((counts.shape[0], self.k))
        known = np.flatnonzero(np.diff(counts.indptr))
        for start in range(0, len(known), CHUNK):
            rows = known[start : start + CHUNK]
            shares[rows] = self.infer(counts[rows].astype(np.float32))
        return shares

    def drawn_to_the_mean(self, counts: TrainingCounts) -> Self:
        """The model with a prior like the mean shares of the texts, countries alike.

        Short texts are drawn to the prior more than long ones. Drawn to equal shares, a theme would
        seem smaller or larger for the length of its texts alone.

        Parameters
        ----------
        counts : that the model was fitted to

        Returns
        -------
        The same topics; the prior is worth as many words as before
        """
        rows = at_even_distances(counts.raw.shape[0])
        texts, countries = counts.raw[rows], counts.countries[rows]
        size, model = self.prior.sum(), self
        for _ in range(PRIOR_ROUNDS):
            shares = model.transform(texts)
            met = shares.sum(axis=1) > 0
            means = [shares[met & (countries == code)] for code in np.unique(countries[met])]
            if not means:
                return self
            mean = np.mean([part.mean(axis=0) for part in means], axis=0)
            mean = np.maximum(mean, LEAST_PRIOR / self.k)
            model = replace(model, prior=size * mean / mean.sum())
        return model

    def top(self, size: int = TOP) -> np.ndarray:
        """K × size: columns of the heaviest concepts of each topic; ties in the order of name.

        Parameters
        ----------
        size : number of concepts a topic

        Returns
        -------
        K × size, the heaviest first
        """
        order = np.argsort(-np.round(self.topics, 12), axis=1, kind="stable")
        return order[:, :size]

    def reordered(self, order: np.ndarray) -> Self:
        """The same model with its topics in another order.

        Parameters
        ----------
        order : K numbers of topics

        Returns
        -------
        A copy of the model
        """
        return replace(self, topics=self.topics[order], prior=self.prior[order])

    def save(self, path: Path) -> Path:
        """Write the model as npz, without pickle.

        Parameters
        ----------
        path : of the file

        Returns
        -------
        The same path
        """

        arrays: dict[str, Any] = {
            "name": np.array(self.name), "concepts": self.concepts.astype(str),
            "topics": self.topics, "prior": self.prior, "rates": self.rates,
            "heldout": self.heldout, **_parts_of(self.lending),
        }  # fmt: skip

        def write(draft: Path) -> None:
            with draft.open("wb") as handle:
                np.savez_compressed(handle, **arrays)

        return write_atomically(path, write)


def at_even_distances(size: int) -> np.ndarray:
    """Which texts mean shares are found of while fitting: of many, some at even distances.

    Parameters
    ----------
    size : number of texts, which are in order

    Returns
    -------
    Rows, all of them where there are fewer than twice MEAN_TEXTS
    """
    return np.arange(0, size, max(1, size // MEAN_TEXTS))


def _parts_of(lending: sparse.csr_matrix | None) -> dict[str, np.ndarray]:
    parts = () if lending is None else LENDING
    return {f"lending_{part}": getattr(lending, part) for part in parts}


def normalised(matrix: np.ndarray) -> np.ndarray:
    """Rows divided by their sums; a row of zeros becomes a uniform one.

    Parameters
    ----------
    matrix : rows × columns, 0 or more

    Returns
    -------
    rows × columns, rows sum to 1
    """
    total = matrix.sum(axis=1, keepdims=True)
    uniform = np.full_like(matrix, 1 / matrix.shape[1])
    return np.divide(matrix, total, out=uniform, where=total > 0)


def topic_shares(topics: np.ndarray) -> np.ndarray:
    """What part of each concept's weight falls on each topic.

    Parameters
    ----------
    topics : K × V

    Returns
    -------
    K × V, columns sum to 1
    """
    return topics / np.maximum(topics.sum(axis=0), 1e-12)


def shares_of(document_topics: pd.DataFrame) -> np.ndarray:
    """The columns topic_1 … topic_K of a table of documents, documents × K.

    Parameters
    ----------
    document_topics : with topic_1 … topic_K

    Returns
    -------
    documents × K
    """
    return document_topics.filter(regex="^topic_").to_numpy(float)


def by_document(
    shares: np.ndarray, tokens: np.ndarray, documents: np.ndarray, size: int
) -> np.ndarray:
    """Shares of documents: the mean over their units, weighted by tokens.

    Parameters
    ----------
    shares : units × K, rows of 0 for units without a known concept
    tokens : units, content tokens
    documents : units, number of the document (0 … size - 1)
    size : number of documents

    Returns
    -------
    size × K; rows sum to 1, and are 0 for documents without a known concept.
    """
    weight = np.where(shares.sum(axis=1) > 0, np.maximum(tokens, 1), 0).astype(float)
    rows = np.arange(len(weight))
    collect = sparse.csr_matrix((weight, (documents, rows)), shape=(size, len(weight)))
    total = np.asarray(collect.sum(axis=1)).ravel()
    return np.divide(
        collect @ shares,
        total[:, None],
        where=total[:, None] > 0,
        out=np.zeros((size, shares.shape[1])),
    )
