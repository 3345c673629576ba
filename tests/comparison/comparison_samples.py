"""Samples of documents with known shares, for the tests of the comparison."""

import numpy as np
import pandas as pd

from nordtema.comparison.control import LanguageEffect
from nordtema.comparison.sample import Sample, sample_from
from nordtema.comparison.weighting import plain

COUNTRIES = ("NO", "DK", "SE")
PAIRS = (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))
NORMS = ("nb", "da", "sv")
EQUAL = np.full((3, 3), 1 / 3)
CLEAR = np.array([[0.6, 0.2, 0.2], [0.3, 0.4, 0.3], [0.3, 0.3, 0.4]])


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
    shares = []
    for mean in means:
        for number in range(documents):
            if number % a_cluster == 0:
                own = rng.dirichlet(mean * 2)
            mixed = cluster_effect * own + (1 - cluster_effect) * mean
            shares.append(rng.dirichlet(mixed * concentration + 1e-3))
    clusters = np.repeat(np.arange(3), documents) * documents + np.tile(
        np.arange(documents) // a_cluster, 3
    )
    return sample_from(
        np.array(shares), np.repeat(COUNTRIES, documents), clusters,
        norms=np.repeat(NORMS, documents),
    )  # fmt: skip


def of_first(values, groups, clusters=None, **more) -> Sample:
    """Two themes, the first of which has these shares."""
    first = np.asarray(values, dtype=float)
    return sample_from(np.column_stack([first, 1 - first]), np.asarray(groups), clusters, **more)


def reordered(taken: Sample, order: np.ndarray) -> Sample:
    """The same documents in another order."""
    return sample_from(
        taken.shares[order], taken.groups[order], taken.ways[order], taken.weights[order],
        taken.doc_ids[order], taken.norms[order],
    )  # fmt: skip


def weighted(taken: Sample, pair: tuple[str, str]):
    """The plain weighting of one pair of a sample."""
    return next(one for one in plain(taken) if one.pair == pair)


def effect(
    values, error: float = 0.0, checked: bool = True, own: bool = True, spread: float = 0.0,
    themes: float = 30.0,
) -> LanguageEffect:  # fmt: skip
    """A language effect that is known; its draws scatter normally."""
    values = np.asarray(values, dtype=float)
    noise = np.random.default_rng(5).normal(0, error or 1e-12, (400, len(values)))
    known = np.full(len(values), checked)
    return LanguageEffect(values, values + noise, known, own, spread, themes, 60)


def document_tables(taken: Sample, **columns) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables document_topics and documents of a sample whose groups are countries."""
    names = [f"topic_{number}" for number in range(1, taken.shares.shape[1] + 1)]
    facts = {"doc_id": taken.doc_ids, "country": taken.groups}
    topics = pd.DataFrame({**facts, "language": np.where(taken.norms == "", "nb", taken.norms)})
    topics = topics.join(pd.DataFrame(taken.shares, columns=names))
    return topics, pd.DataFrame({**facts, "tokens": 10, **columns})
