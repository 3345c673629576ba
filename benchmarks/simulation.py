"""Studies whose truth is known: corpora of three countries drawn from known themes.

A study has K themes over V concepts, a mean share of each theme in each country, documents whose
shares scatter around that mean (Dirichlet with a stated concentration), and words drawn from them.
Language noise multiplies the rates of random concepts in one country. Link errors move the
occurrences of a concept in one country to another concept.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nordtema.languages import COUNTRIES
from nordtema.topics.training import TrainingCounts, training_counts

ZIPF = 1.05
COUNTRY_CODES = np.array(["NO", "DK", "SE"])


@dataclass(frozen=True)
class Design:
    """What a simulated study is made of.

    Attributes
    ----------
    means : countries × K, mean share of each theme; rows sum to 1
    documents : documents a country
    length : words a document
    concentration : of documents around the mean; small: each document has one theme
    noise : factor by which the rates of noisy concepts are multiplied in one country; 1: none
    noisy : share of the concepts that are noisy in each country
    link_errors : share of the concepts whose occurrences go to another concept in one country
    """

    means: np.ndarray
    documents: int = 45
    length: int = 150
    concentration: float = 3.0
    noise: float = 1.0
    noisy: float = 0.2
    link_errors: float = 0.0

    @property
    def countries(self) -> np.ndarray:
        """Country of each document."""
        return np.repeat(COUNTRY_CODES, self.documents)

    @property
    def languages(self) -> np.ndarray:
        """The first norm of each document's country."""
        return np.array([COUNTRIES[code].languages[0] for code in self.countries])

    def training(self, counts: sparse.csr_matrix) -> TrainingCounts:
        """Counts of its documents, documents × V, as models are fitted to them.

        Parameters
        ----------
        counts : documents × V

        Returns
        -------
        Training counts of the documents, equalised
        """
        names = np.array([f"c{number:04d}" for number in range(counts.shape[1])])
        return training_counts(names, counts, self.countries, self.languages)


def design_with(difference: float, k: int = 8, base: float = 0.08, **options: object) -> Design:
    """K themes; the first is larger by `difference` in Norway, the others share what is left.

    Parameters
    ----------
    difference : of the first theme, Norway's share minus the others'
    k : number of themes
    base : share of the first theme in the other countries
    options : further fields of the design

    Returns
    -------
    The design
    """
    means = np.full((len(COUNTRY_CODES), k), (1 - base) / (k - 1))
    means[:, 0] = base
    means[0, 0] = base + difference
    means[0, 1:] = (1 - base - difference) / (k - 1)
    return Design(means=means, **options)


def random_topics(k: int, concepts: int, rng: np.random.Generator) -> np.ndarray:
    """K × V distributions: each theme has a field of its own, and all share common concepts.

    Parameters
    ----------
    k : number of topics
    concepts : V

    Returns
    -------
    K × V, rows sum to 1
    """
    common = 1.0 / np.arange(1, concepts + 1) ** ZIPF
    common = rng.permutation(common / common.sum())
    topics = np.empty((k, concepts))
    for topic, field in enumerate(np.array_split(rng.permutation(concepts), k)):
        own = np.zeros(concepts)
        own[field] = rng.gamma(0.3, size=len(field))
        topics[topic] = 0.25 * common + 0.75 * own / own.sum()
    return topics


def draw_shares(design: Design, rng: np.random.Generator) -> np.ndarray:
    """Shares of the themes in each document, documents × K.

    Returns
    -------
    documents × K, rows sum to 1
    """
    return np.vstack(
        [
            rng.dirichlet(np.maximum(mean, 1e-6) * design.concentration, size=design.documents)
            for mean in design.means
        ]
    )


def spoken_topics(design: Design, topics: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The themes in the words of each country, with noise and link errors: countries × K × V.

    Parameters
    ----------
    topics : K × V, rows sum to 1

    Returns
    -------
    countries × K × V, rows sum to 1
    """
    return np.array([_spoken_in(design, topics, rng) for _ in COUNTRY_CODES])


def draw_counts(
    design: Design, shares: np.ndarray, spoken: np.ndarray, rng: np.random.Generator
) -> sparse.csr_matrix:
    """Counts of the concepts in each document, documents × V.

    Parameters
    ----------
    shares : documents × K
    spoken : countries × K × V, as `spoken_topics` draws it

    Returns
    -------
    documents × V document–term matrix
    """
    parts = np.split(shares, len(COUNTRY_CODES))
    rates = np.vstack([part @ words for part, words in zip(parts, spoken, strict=True)])
    return counted(design.length, rates, rng)


def counted(
    length: int | np.ndarray, rates: np.ndarray, rng: np.random.Generator
) -> sparse.csr_matrix:
    """Words drawn at these rates, documents × V.

    Parameters
    ----------
    length : words of each document
    rates : documents × V

    Returns
    -------
    documents × V document–term matrix
    """
    rates = rates / rates.sum(axis=1, keepdims=True)
    return sparse.csr_matrix(rng.multinomial(length, rates), dtype=np.float32)


def _spoken_in(design: Design, topics: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The themes in the words of one country."""
    spoken = topics.copy()
    width = topics.shape[1]
    if design.noise != 1.0:
        chosen = rng.random(width) < design.noisy
        up = chosen & (rng.random(width) < 0.5)
        spoken = spoken * np.where(up, design.noise, np.where(chosen, 1 / design.noise, 1.0))
    if design.link_errors:
        wrong = np.flatnonzero(rng.random(width) < design.link_errors)
        moved = spoken[:, wrong].copy()
        spoken[:, wrong] = 0
        np.add.at(spoken, (slice(None), rng.permutation(width)[: len(wrong)]), moved)
    return spoken / spoken.sum(axis=1, keepdims=True)
