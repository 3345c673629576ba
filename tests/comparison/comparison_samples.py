"""Samples of documents with known shares, for the tests of the comparison."""

import numpy as np
import pandas as pd

from nordtema.comparison.control import LanguageEffect
from nordtema.comparison.prevalence import Sample

COUNTRIES = ("NO", "DK", "SE")
PAIRS = (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))


def sample(
    rng: np.random.Generator,
    means: np.ndarray,
    documents: int = 30,
    concentration: float = 5.0,
    a_cluster: int = 1,
    cluster_effect: float = 0.0,
) -> Sample:
    """Documents of three countries; the texts of a cluster share a part of their mean.

    Parameters
    ----------
    means : countries × K
    documents : a country
    cluster_effect : 0 … 1, how much of a document's mean is its cluster's own
    """
    shares, countries, clusters = [], [], []
    for code, mean in zip(COUNTRIES, means, strict=True):
        for number in range(documents):
            if number % a_cluster == 0:
                own = rng.dirichlet(mean * 2)
                clusters.append(clusters[-1] + 1 if clusters else 0)
            else:
                clusters.append(clusters[-1])
            mixed = cluster_effect * own + (1 - cluster_effect) * mean
            shares.append(rng.dirichlet(mixed * concentration + 1e-3))
            countries.append(code)
    return Sample(np.array(shares), np.array(countries), np.array(clusters), np.ones(len(shares)))


def effect(values, spread: float = 0.0, checked: bool = True, draws: int = 400) -> LanguageEffect:
    """A language effect that is known, on shares and on roots; its draws scatter normally."""
    values = np.asarray(values, dtype=float)
    noise = np.random.default_rng(5).normal(0, spread or 1e-12, (draws, len(values)))
    known = np.full(len(values), checked)
    return LanguageEffect(values, values + noise, known, values, values + noise)


def document_tables(taken: Sample, **columns) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables document_topics and documents of a sample."""
    ids = [f"d{number:03}" for number in range(len(taken.shares))]
    names = [f"topic_{number}" for number in range(1, taken.shares.shape[1] + 1)]
    topics = pd.DataFrame({"doc_id": ids, "country": taken.countries, "language": "nb"})
    topics = topics.join(pd.DataFrame(taken.shares, columns=names))
    documents = pd.DataFrame({"doc_id": ids, "country": taken.countries, "tokens": 10, **columns})
    return topics, documents
