"""Links are probabilities: which of them hold is drawn, and the counts follow.

A cognate link is right with the probability that is its score. Where it is not, the word that was
linked is a word of its norm alone. It is taken out of its concept then, and the concept takes no
part at all where it is no longer met somewhere that it was met: topics are formed on what countries
share. Links of word lists and of identical spelling are taken to be right.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd
from scipy import sparse

from ..languages import LANGUAGES
from ..study import Vocabulary
from .counts import counted_as

COGNATE = "cognate"


@dataclass(frozen=True)
class LinkDraws:
    """The words of some concepts, and how sure it is that each belongs to its concept.

    Attributes
    ----------
    width : V, number of concepts
    columns : words, number of the concept
    norms : words, number of the norm in the table of norms
    frequency : words, occurrences in the corpus
    probability : words, that the word belongs to its concept
    by_norm : whether a concept must be met in every norm to take part, not in every country alone
    """

    width: int
    columns: np.ndarray
    norms: np.ndarray
    frequency: np.ndarray
    probability: np.ndarray
    by_norm: bool = False

    def of(self, concepts: np.ndarray) -> Self:
        """The words of some of the concepts.

        Parameters
        ----------
        concepts : numbers of those that stay, in the order that they have from then on
        """
        place = np.full(self.width, -1)
        place[concepts] = np.arange(len(concepts))
        kept = place[self.columns] >= 0
        return replace(
            self, width=len(concepts), columns=place[self.columns][kept], norms=self.norms[kept],
            frequency=self.frequency[kept], probability=self.probability[kept],
        )  # fmt: skip

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """Which part of each norm's tokens of each concept is right, norms × V.

        Returns
        -------
        From 0 to 1; 1 where all links of the norm hold
        """
        holds = rng.random(len(self.columns)) < self.probability
        shape = len(LANGUAGES), self.width
        cell, size = self.norms * self.width + self.columns, shape[0] * shape[1]
        total = np.bincount(cell, weights=self.frequency, minlength=size)
        right = np.bincount(cell, weights=self.frequency * holds, minlength=size)
        return np.divide(right, total, out=np.ones(size), where=total > 0).reshape(shape)

    def drawn(
        self, counts: sparse.csr_matrix, norms: np.ndarray, countries: np.ndarray,
        rng: np.random.Generator,
    ) -> sparse.csr_matrix:  # fmt: skip
        """Counts as they are where the links that are drawn hold.

        Parameters
        ----------
        counts : texts × V
        norms, countries : of each text
        rng : of the draw

        Returns
        -------
        Matrix of the same shape, without zeros
        """
        right = self.draw(rng)
        order = {code: number for number, code in enumerate(LANGUAGES)}
        row = np.repeat([order[code] for code in norms], np.diff(counts.indptr))
        kept = counts.copy()
        kept.data = kept.data * right[row, kept.indices].astype(kept.data.dtype)
        places = norms if self.by_norm else countries
        lost = np.any(_met(counts, places) & ~_met(kept, places), axis=0)
        kept.data[lost[kept.indices]] = 0
        kept.eliminate_zeros()
        return kept


def _met(counts: sparse.csr_matrix, places: np.ndarray) -> np.ndarray:
    """Which concepts are met in each place, places × V."""
    return np.array(
        [np.asarray(counts[places == one].sum(axis=0)).ravel() > 0 for one in sorted(set(places))]
    )


def draws_of_links(links: pd.DataFrame, concepts: np.ndarray, rules: Vocabulary) -> LinkDraws:
    """How sure the words of some concepts are.

    Where all words of a concept are cognates, one of them is what the others are linked to: the
    surest, and of these the first in the order of the norms. It hangs on no link.

    Parameters
    ----------
    links : concept, language, lemma, method, score, frequency, status
    concepts : names of the V concepts that topics are formed on
    rules : use_review_links, shared_words

    Returns
    -------
    LinkDraws
    """
    words = links.assign(concept=counted_as(links, rules))
    words["column"] = pd.Index(concepts).get_indexer(words["concept"])
    words["norm"] = words["language"].map(list(LANGUAGES).index)
    words = words[words["column"] >= 0]
    order = ["column", "unsure", "score", "norm", "lemma"]
    unsure = words["method"].eq(COGNATE)
    words = words.assign(unsure=unsure).sort_values(
        order, ascending=[True, True, False, True, True]
    )
    first = ~words["column"].duplicated()
    probability = words["score"].where(words["unsure"] & ~first, 1.0)
    return LinkDraws(
        len(concepts), words["column"].to_numpy(int), words["norm"].to_numpy(int),
        words["frequency"].to_numpy(float), probability.to_numpy(float),
        rules.shared_words == "languages",
    )  # fmt: skip
