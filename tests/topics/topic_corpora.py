"""Corpora with a known truth, and models made by hand, for the tests of the topics."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from nordtema.languages import COUNTRIES
from nordtema.topics.model import TopicModel
from nordtema.topics.models import MODELS
from nordtema.topics.nmf import PRIOR_TOKENS
from nordtema.topics.training import TrainingCounts, training_counts
from nordtema.topics.uncertainty import GroupedTexts, grouped_texts
from nordtema.vocabulary.counts import ConceptCounts

LANGUAGE_OF = {"NO": "nb", "DK": "da", "SE": "sv"}


@dataclass(frozen=True)
class Truth:
    """A simulated corpus: topics K × V, shares N × K, counts N × V, country of each document."""

    topics: np.ndarray
    shares: np.ndarray
    counts: sparse.csr_matrix
    countries: np.ndarray

    @property
    def languages(self) -> np.ndarray:
        return np.array([LANGUAGE_OF[code] for code in self.countries])

    @property
    def training(self) -> TrainingCounts:
        names = concept_names(self.topics.shape[1])
        return training_counts(names, self.counts, self.countries, self.languages)


def concept_names(number: int) -> np.ndarray:
    return np.array([f"c{place:04d}" for place in range(number)])


def simulate(
    seed: int,
    means: np.ndarray | None = None,
    *,
    k: int = 5,
    concepts: int = 200,
    documents: int = 100,
    length: int = 120,
    concentration: float = 1.0,
    overlap: float = 0.05,
) -> Truth:
    """Draw a corpus of three countries from K topics.

    Parameters
    ----------
    means : countries × K, mean shares; None: equal
    documents : a country
    concentration : of documents around their country's mean, over all topics
    overlap : Dirichlet parameter of the topics over concepts: the greater, the more they share
    """
    rng = np.random.default_rng(seed)
    means = np.full((3, k), 1 / k) if means is None else means
    topics = rng.dirichlet(np.full(concepts, overlap), k)
    shares = np.vstack([rng.dirichlet(mean * concentration, documents) for mean in means])
    rates = shares @ topics
    counts = np.array([rng.multinomial(length, row / row.sum()) for row in rates])
    used = np.flatnonzero((counts > 0).any(axis=0))
    matrix = sparse.csr_matrix(counts[:, used].astype(np.float32))
    return Truth(topics[:, used], shares, matrix, np.repeat(list(COUNTRIES), documents))


def model_of(topics: np.ndarray, name: str = "lda", names: list[str] | None = None) -> TopicModel:
    """A model whose topics are given; rows are made to sum to 1."""
    topics = np.asarray(topics, dtype=float)
    topics = topics / topics.sum(axis=1, keepdims=True)
    k, width = topics.shape
    prior = np.full(k, (1.0 if name == "lda" else PRIOR_TOKENS) / k)
    concepts = concept_names(width) if names is None else np.array(names)
    return MODELS[name](concepts, topics, prior, topics.mean(axis=0))


def concept_counts(truth: Truth, units_a_document: int = 1) -> ConceptCounts:
    """A simulated corpus as the vocabulary hands it on; every concept is shared."""
    number, width = truth.counts.shape
    names = concept_names(width)
    units = pd.DataFrame(
        {
            "unit_id": [f"u{place:04d}" for place in range(number)],
            "doc_id": [f"d{place // units_a_document:04d}" for place in range(number)],
            "country": truth.countries,
            "language": truth.languages,
            "tokens": np.asarray(truth.counts.sum(axis=1)).ravel().astype(int),
        }
    )
    concepts = pd.DataFrame({"concept": names, "shared": True, "light": False, "reason": "",
                             "review": 0.0})  # fmt: skip
    for code in ("nb", "nn", "da", "sv"):
        concepts[code] = [f"{name}{code}" for name in names]
    for code in COUNTRIES:
        concepts[code] = 5
    return ConceptCounts(units, concepts, truth.counts)


def texts_of(truth: Truth, units_a_document: int = 1) -> GroupedTexts:
    """The texts of a simulated corpus, each document a cluster of its own."""
    counts = concept_counts(truth, units_a_document)
    ids = counts.units["doc_id"].unique()
    return grouped_texts(counts, pd.Series(range(len(ids)), index=ids))
