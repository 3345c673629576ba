"""What is known of each topic: coherence in every norm, exclusivity, stability, shares, flags."""

import itertools

import numpy as np
import pandas as pd
from scipy import sparse

from ..languages import COUNTRIES, LANGUAGES
from .model import TopicModel

TOP = 10
MINIMUM_UNITS = 20  # texts of a norm below which its coherence says nothing
ONE_LANGUAGE = 0.8
FURNITURE_SHARE = 0.3
UNSTABLE = 0.4


def npmi(occurrence: sparse.csr_matrix, top: np.ndarray) -> np.ndarray:
    """Mean normalised pointwise mutual information of each topic's leading concepts.

    Over pairs of concepts and whole units (Bouma 2009; Lau, Newman & Baldwin 2014). A pair that
    never stands together counts -1, a pair with a concept that is never met counts 0.

    Parameters
    ----------
    occurrence : units × V, truth values
    top : K × d columns

    Returns
    -------
    K means, between -1 and 1
    """
    used, positions = np.unique(top, return_inverse=True)
    positions = positions.reshape(top.shape)
    part = occurrence[:, used].astype(np.float64)
    units = max(occurrence.shape[0], 1)
    joint = np.asarray((part.T @ part).todense()) / units
    alone = np.diag(joint)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.log(joint / np.outer(alone, alone)) / -np.log(joint)
    score[joint == 0] = -1.0
    score[joint >= 1] = 1.0
    score[(alone == 0), :] = 0.0
    score[:, (alone == 0)] = 0.0
    first, second = map(list, zip(*itertools.combinations(range(top.shape[1]), 2), strict=True))
    return score[positions[:, first], positions[:, second]].mean(axis=1)


def exclusivity(topics: np.ndarray, top: np.ndarray) -> np.ndarray:
    """Mean share of a topic in the total weight of its leading concepts (K values in 0 … 1)."""
    share = topics / np.maximum(topics.sum(axis=0), 1e-12)
    return np.take_along_axis(share, top, axis=1).mean(axis=1)


def diversity(top: np.ndarray) -> float:
    """Distinct concepts among the leading ones of all topics (Dieng, Ruiz & Blei 2020)."""
    return len(np.unique(top)) / max(top.size, 1)


def country_shares(shares: np.ndarray, countries: np.ndarray) -> pd.DataFrame:
    """Mean share of each topic in each country, topics × countries; texts without topics aside."""
    known = shares.sum(axis=1) > 0
    means = {}
    for code in COUNTRIES:
        rows = known & (countries == code)
        means[code] = shares[rows].mean(axis=0) if rows.any() else np.full(shares.shape[1], np.nan)
    return pd.DataFrame(means)


def language_entropy(shares: np.ndarray, languages: np.ndarray) -> np.ndarray:
    """Entropy of each topic over the norms, norms weighing alike, from 0 (one norm) to 1."""
    known = shares.sum(axis=1) > 0
    present = [code for code in LANGUAGES if (known & (languages == code)).any()]
    if len(present) < 2:
        return np.zeros(shares.shape[1])
    means = np.array([shares[known & (languages == code)].mean(axis=0) for code in present])
    given = means / np.maximum(means.sum(axis=0), 1e-12)
    terms = np.where(given > 0, given * np.log(np.maximum(given, 1e-12)), 0.0)
    return -terms.sum(axis=0) / np.log(len(present))


def diagnose(
    model: TopicModel,
    matrix: sparse.csr_matrix,
    units: pd.DataFrame,
    shares: np.ndarray,
    review: np.ndarray,
    stability: np.ndarray,
) -> pd.DataFrame:
    """The table of diagnostics, a row a topic.

    Parameters
    ----------
    matrix : units × V raw counts of the model's concepts
    units : country and language of each unit
    shares : units × K
    review : V, share of each concept that rests on unreviewed links
    stability : K, agreement of refits
    """
    top = model.top(TOP)
    occurrence = (matrix > 0).tocsr()
    languages = units["language"].to_numpy()
    table = pd.DataFrame({"topic": np.arange(1, model.k + 1), "npmi": npmi(occurrence, top)})
    for code in LANGUAGES:
        rows = np.flatnonzero(languages == code)
        enough = len(rows) >= MINIMUM_UNITS
        table[f"npmi_{code}"] = npmi(occurrence[rows], top) if enough else np.nan
    table["exclusivity"] = exclusivity(model.topics, top)
    table["stability"] = stability
    table["unreviewed"] = model.topics @ review
    table["share"] = shares[shares.sum(axis=1) > 0].mean(axis=0)
    table = table.join(country_shares(shares, units["country"].to_numpy()))
    table["language_entropy"] = language_entropy(shares, languages)
    table["flag"] = [_flag(row) for row in table.to_dict("records")]
    return table


def _flag(row: dict[str, float]) -> str:
    """What a reader should beware of, in words; empty where nothing stands out."""
    given = np.array([row[code] for code in COUNTRIES])
    given = given[np.isfinite(given)]
    found = []
    if given.sum() > 0 and given.max() / given.sum() > ONE_LANGUAGE:
        found.append("one country")
    if row["share"] > FURNITURE_SHARE and row["npmi"] < 0:
        found.append("furniture")
    if np.isfinite(row["stability"]) and row["stability"] < UNSTABLE:
        found.append("unstable")
    worst = [row[f"npmi_{code}"] for code in ("nb", "da", "sv")]
    if any(np.isfinite(value) and value < -0.2 for value in worst):
        found.append("incoherent in one language")
    return ", ".join(found)
