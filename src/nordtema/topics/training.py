"""What topics are formed on: counts of the shared concepts, and the rules by which that is done."""

import hashlib
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy import sparse

from ..study import Study
from ..vocabulary.counts import ConceptCounts, equalising_weights
from ..vocabulary.vectors import concept_vectors


@dataclass(frozen=True)
class Formation:
    """How topics are formed.

    Attributes
    ----------
    equalise : whether on counts in which each concept has the same rate in every country
    lda_prior : share of the evidence on LDA's topics that is their start; 0: the texts alone
    meaning : whether vectors of meaning help out where texts say little
    """

    equalise: bool = True
    lda_prior: float = 0.0
    meaning: bool = True


BY_DEFAULT = Formation()


def formation_of(study: Study) -> Formation:
    """The rules of a study.

    Parameters
    ----------
    study : with vocabulary and topics

    Returns
    -------
    How its topics are formed
    """
    rules = study.topics
    return Formation(study.vocabulary.equalise, rules.lda_prior, rules.meaning)


@dataclass(frozen=True)
class TrainingCounts:
    """Counts of the shared concepts, raw and as topics are formed on them.

    Attributes
    ----------
    concepts : V names; raw, formed : N × V; countries, languages : N codes
    light : V truth values, concepts that form no topic
    vectors : V × D, what the concepts mean, rows of length 1 or of zeros where that is not known
    formation : the rules, of which `formed` is made
    """

    concepts: np.ndarray
    raw: sparse.csr_matrix
    formed: sparse.csr_matrix
    countries: np.ndarray
    languages: np.ndarray
    light: np.ndarray
    vectors: np.ndarray
    formation: Formation = BY_DEFAULT

    @property
    def rates(self) -> np.ndarray:
        """V, mean rate of each concept as topics are formed; they sum to 1."""
        rates = np.asarray(self.formed.sum(axis=0, dtype=np.float64)).ravel()
        return rates / max(rates.sum(), 1e-12)

    def telling(self, k: int) -> np.ndarray:
        """The concepts that so many topics are formed on: all but the light ones.

        Parameters
        ----------
        k : number of topics

        Returns
        -------
        V truth values; all true where there would be fewer concepts than topics
        """
        return ~self.light if np.count_nonzero(~self.light) >= k else np.ones_like(self.light)

    def of_raw(self, raw: sparse.csr_matrix) -> "TrainingCounts":
        """The same texts with other counts, equalised anew where the rules say so.

        Parameters
        ----------
        raw : N × V

        Returns
        -------
        Counts of the same units
        """
        return replace(self, raw=raw, formed=_formed(raw, self.countries, self.formation))

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
        """The same concepts in some of the units, equalised anew where the rules say so.

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
            self.formation,
            self.light,
            self.vectors,
        )


def _formed(
    raw: sparse.csr_matrix, countries: np.ndarray, formation: Formation
) -> sparse.csr_matrix:
    return equalising_weights(raw, countries) if formation.equalise else raw


def _sorted(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """The matrix with the indices of each row in order; itself where they are."""
    return matrix if matrix.has_sorted_indices else matrix.sorted_indices()


def training_counts(
    concepts: np.ndarray,
    raw: sparse.csr_matrix,
    countries: np.ndarray,
    languages: np.ndarray,
    formation: Formation = BY_DEFAULT,
    light: np.ndarray | None = None,
    vectors: np.ndarray | None = None,
) -> TrainingCounts:
    """Units that hold at least one shared concept, with equalised counts beside the raw ones.

    Parameters
    ----------
    concepts : V names
    raw : N × V, the document–term matrix
    countries, languages : N codes
    formation : how topics are formed
    light : V truth values, concepts that form no topic; by default none
    vectors : V × D, what the concepts mean; by default nothing is known of that

    Returns
    -------
    Counts of the units that are left
    """
    known = np.flatnonzero(np.diff(raw.indptr))
    raw, countries, languages = raw[known], countries[known], languages[known]
    formed = _formed(raw, countries, formation)
    light = np.zeros(len(concepts), dtype=bool) if light is None else light
    if vectors is None or not formation.meaning:
        vectors = np.zeros((len(concepts), 0))
    return TrainingCounts(concepts, raw, formed, countries, languages, light, vectors, formation)


def from_concept_counts(counts: ConceptCounts, formation: Formation = BY_DEFAULT) -> TrainingCounts:
    """What a model is fitted to: the shared concepts of all units, the light ones marked.

    Parameters
    ----------
    formation : how topics are formed

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
        formation,
        counts.concepts["light"].to_numpy(bool)[shared],
        concept_vectors(counts.concepts.iloc[shared])[0],
    )
