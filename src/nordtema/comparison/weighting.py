"""Groups as weighted means of documents: plain, and with like compared with like.

Corpora differ in their years and kinds of text, and a difference between such make-ups is none
between groups. Direct standardisation compares two groups within each stratum that both have, and
weighs the strata alike for both: by the documents that the two have in them together. A formula
does the same with a linear model (`formula`).
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..corpus.missing import is_missing
from ..schemas import columns_named
from .inference import Weighting
from .sample import Sample, with_year


@dataclass(frozen=True)
class Standardised:
    """A pair weighted within strata.

    Attributes
    ----------
    weighting : None where the two have no stratum in common
    strata : that both have
    covered_first, covered_second : share of each group's weight that lies in them
    """

    weighting: Weighting | None
    strata: int
    covered_first: float
    covered_second: float


def plain(sample: Sample) -> list[Weighting]:
    """Each pair of the sample, documents weighted as they are.

    Returns
    -------
    A weighting for each pair
    """
    weights, residuals = group_weights(sample)
    return [Weighting((a, b), weights[a], weights[b], residuals) for a, b in sample.pairs]


def group_weights(sample: Sample) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Weights of each group's mean (documents, sum 1), and shares less the mean of their group.

    Returns
    -------
    {group: documents} and documents × K
    """
    residuals = np.zeros_like(sample.shares, dtype=float)
    weights = {}
    for group in sample.present:
        inside = sample.groups == group
        own = np.where(inside, sample.weights, 0.0)
        weights[group] = own / own.sum()
        residuals[inside] = sample.shares[inside] - weights[group] @ sample.shares
    return weights, residuals


def facts_of(sample: Sample, documents: pd.DataFrame) -> pd.DataFrame:
    """The rows of `documents` in the order of the sample, with the year of the date or "".

    Parameters
    ----------
    documents : doc_id and any columns

    Returns
    -------
    DataFrame with a row for each document of the sample
    """
    return with_year(documents.set_index("doc_id").loc[sample.doc_ids].reset_index())


def strata_of(facts: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    """The stratum of each document; "" where one of the columns tells nothing.

    Parameters
    ----------
    facts : as `facts_of` gives them
    columns : of `facts`

    Returns
    -------
    Names of strata

    Raises
    ------
    StudyError
        If there is no such column.
    """
    values = facts[columns_named(facts.columns, columns, "comparison.adjust")].astype(str)
    filled = ~values.map(is_missing).any(axis=1)
    return values.agg("\x1f".join, axis=1).where(filled, "").to_numpy(str)


def standardised(sample: Sample, strata: np.ndarray, pair: tuple[str, str]) -> Standardised:
    """A pair with strata weighted alike: by the documents that both have in them together.

    Parameters
    ----------
    strata : documents, as `strata_of` gives them
    pair : groups

    Returns
    -------
    The weighting, and how much of either group it is about
    """
    held = [set(strata[sample.groups == group]) - {""} for group in pair]
    common = sorted(held[0] & held[1])
    inside = np.isin(strata, common) & np.isin(sample.groups, pair)
    covered = [_covered(sample, inside, group) for group in pair]
    if not common:
        return Standardised(None, 0, *covered)
    number = np.searchsorted(common, np.where(inside, strata, common[0]))
    standard = np.bincount(number[inside], weights=sample.weights[inside], minlength=len(common))
    standard = standard / standard.sum()
    residuals = np.zeros_like(sample.shares, dtype=float)
    weights = []
    for group in pair:
        rows = np.flatnonzero(inside & (sample.groups == group))
        own = np.zeros(len(number))
        middle = np.average(sample.shares[rows], axis=0, weights=sample.weights[rows])
        for stratum in range(len(common)):
            cell = rows[number[rows] == stratum]
            load = sample.weights[cell] / sample.weights[cell].sum()
            own[cell] = standard[stratum] * load
            residuals[cell] = _around(sample.shares[cell], load, middle)
        weights.append(own)
    weighting = Weighting(pair, weights[0], weights[1], residuals)
    return Standardised(weighting, len(common), *covered)


def _around(shares: np.ndarray, load: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Shares less their mean, widened for how few they are; one alone, less that of its group."""
    if len(shares) == 1:
        return shares - middle
    size = 1.0 / (load**2).sum()
    return np.sqrt(size / max(size - 1, 1e-9)) * (shares - load @ shares)


def _covered(sample: Sample, inside: np.ndarray, group: str) -> float:
    own = sample.groups == group
    return float(sample.weights[own & inside].sum() / sample.weights[own].sum())
