"""What is known of each topic: coherence in every norm, exclusivity, stability, shares, flags."""

import itertools
from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from ..languages import COUNTRIES, LANGUAGES
from .matching import cosine
from .model import TopicModel, topic_shares

TOP = 10
MINIMUM_UNITS = 20  # texts of a norm below which its coherence says nothing
ONE_LANGUAGE = 0.8  # share of a topic that falls on one country, or on one norm
BACKGROUND = 0.8  # cosine with the mean rates of all concepts: a background topic
UNSTABLE = 0.8  # of the weights' mean cosine in refits, or of the shares' mean correlation
INCOHERENT = -0.2
REPEATED = 0.9  # cosine with a larger topic
HARDLY_USED = 0.1  # share of a topic, against that of the topics on average


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
    """Mean share of a topic in the total weight of its leading concepts (K values in 0 … 1).

    Parameters
    ----------
    topics : K × V, rows sum to 1
    top : K × d columns of the leading concepts

    Returns
    -------
    K values, 0 … 1
    """
    return np.take_along_axis(topic_shares(topics), top, axis=1).mean(axis=1)


def diversity(top: np.ndarray) -> float:
    """Distinct concepts among the leading ones of all topics (Dieng, Ruiz & Blei 2020).

    Parameters
    ----------
    top : K × d columns of the leading concepts

    Returns
    -------
    A share, 1 where no two topics have a leading concept in common
    """
    return len(np.unique(top)) / max(top.size, 1)


def country_shares(shares: np.ndarray, countries: np.ndarray) -> pd.DataFrame:
    """Mean share of each topic in each country, topics × countries; texts without topics aside.

    Parameters
    ----------
    shares : N × K, rows of 0 for texts without topics
    countries : N codes

    Returns
    -------
    DataFrame, K × countries; missing where a country has no text
    """
    known = shares.sum(axis=1) > 0
    means = {}
    for code in COUNTRIES:
        rows = known & (countries == code)
        means[code] = shares[rows].mean(axis=0) if rows.any() else np.full(shares.shape[1], np.nan)
    return pd.DataFrame(means)


def language_entropy(shares: np.ndarray, languages: np.ndarray) -> np.ndarray:
    """Entropy of each topic over the norms, norms weighing alike, from 0 (one norm) to 1.

    Parameters
    ----------
    shares : N × K, rows of 0 for texts without topics
    languages : N codes

    Returns
    -------
    K values, 0 … 1
    """
    norms = _norm_shares(shares, languages)
    if len(norms) < 2:
        return np.zeros(shares.shape[1])
    terms = np.where(norms > 0, norms * np.log(np.maximum(norms, 1e-12)), 0.0)
    return -terms.sum(axis=0) / np.log(len(norms))


def _norm_shares(shares: np.ndarray, languages: np.ndarray) -> np.ndarray:
    """How each topic is distributed over the norms that are present, norms × topics."""
    known = shares.sum(axis=1) > 0
    present = [code for code in LANGUAGES if (known & (languages == code)).any()]
    means = [shares[known & (languages == code)].mean(axis=0) for code in present]
    return np.array(means) / np.maximum(np.sum(means, axis=0), 1e-12)


def diagnose(
    model: TopicModel,
    matrix: sparse.csr_matrix,
    units: pd.DataFrame,
    shares: np.ndarray,
    review: np.ndarray,
    stability: pd.DataFrame,
) -> pd.DataFrame:
    """The table of diagnostics, a row a topic.

    A topic is flagged, in words, as *furniture* where it is a background topic, nearly the mean of
    all texts (AlSumait, Barbará, Gentle & Domeniconi 2009, "Topic significance ranking"), as of
    *one country* or *one norm* where four fifths of it fall on one of several, as *unstable* where
    refits find other weights or give the documents other shares, as *incoherent in one language*
    where its leading concepts avoid each other there, as *hardly used* where it has a tenth of its
    fair share, as one that *repeats* another where the two have nearly the same weights (both:
    signs that K is too large).

    Parameters
    ----------
    matrix : units × V raw counts of the model's concepts
    units : country and language of each unit
    shares : units × K
    review : V, share of each concept that rests on unreviewed links
    stability : K rows, as `stability.measure_stability` returns them

    Returns
    -------
    DataFrame with topic, npmi, npmi_nb … npmi_sv, exclusivity, stability, unreviewed, share, NO,
    DK, SE (share in each), language_entropy, flag (empty where nothing stands out), likeness,
    share_correlation, stability_ceiling
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
    table["stability"] = stability["stability"]
    table["unreviewed"] = model.topics @ review
    table["share"] = shares[shares.sum(axis=1) > 0].mean(axis=0)
    table = table.join(country_shares(shares, units["country"].to_numpy()))
    table["language_entropy"] = language_entropy(shares, languages)
    returned = stability.drop(columns="stability")
    facts = table.assign(
        leaning=_largest_part(table[list(COUNTRIES)].dropna(axis=1).to_numpy().T),
        norm=_largest_part(_norm_shares(shares, languages)),
        background=cosine(model.topics, model.rates[None])[:, 0],
        fair=1 / model.k,
        repeats=_repeated(model.topics),
    ).join(returned)
    table["flag"] = [_flag(row) for row in facts.to_dict("records")]
    return table.join(returned)


def unstable(likeness: float | pd.Series, share_correlation: float | pd.Series) -> bool | pd.Series:
    """Whether refits find other weights, or give the documents other shares; not where unknown.

    Parameters
    ----------
    likeness, share_correlation : as `stability.measure_stability` gives them

    Returns
    -------
    A truth value, or one a topic
    """
    return np.minimum(likeness, share_correlation) < UNSTABLE


def _largest_part(shares: np.ndarray) -> np.ndarray:
    """Of each topic the largest part that falls on one of several; 0 where there is one alone."""
    if len(shares) < 2:
        return np.zeros(shares.shape[1])
    return shares.max(axis=0) / np.maximum(shares.sum(axis=0), 1e-12)


def _repeated(topics: np.ndarray) -> np.ndarray:
    """Number of the first topic before each that is nearly the same, 0 where there is none."""
    alike = np.triu(cosine(topics, topics), 1) >= REPEATED
    return np.where(alike.any(axis=0), alike.argmax(axis=0) + 1, 0)


def _flag(row: Mapping[Hashable, float]) -> str:
    """What a reader should beware of, in words; empty where nothing stands out."""
    one_country = bool(row["leaning"] > ONE_LANGUAGE)
    coherence = [row[f"npmi_{code}"] for code in LANGUAGES]
    flags = {
        "furniture": row["background"] >= BACKGROUND,
        "one country": one_country,
        "one norm": row["norm"] > ONE_LANGUAGE and not one_country,
        "unstable": bool(unstable(row["likeness"], row["share_correlation"])),
        f"repeats topic {row['repeats']}": row["repeats"] > 0,
        "hardly used": row["share"] < HARDLY_USED * row["fair"],
        "incoherent in one language": np.nanmin([0, *coherence]) < INCOHERENT,
    }
    return ", ".join(name for name, holds in flags.items() if holds)
