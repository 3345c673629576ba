"""Like with like, and one year after another: comparisons within strata of the documents.

Corpora differ in their years and kinds of text, and a difference between such make-ups is none
between countries. Direct standardisation compares two countries within each stratum that both have,
and weighs the strata alike for both: by the documents that the two have in them together.
"""

import numpy as np
import pandas as pd

from ..corpus.dates import years_of
from ..corpus.missing import is_missing
from ..languages import COUNTRIES
from ..schemas import columns_named
from ..topics.uncertainty import ShareUncertainty
from .bootstrap import bootstrap
from .prevalence import (
    Sample,
    bootstrap_means,
    difference_rows,
    in_order,
    mean_shares,
    prevalence_table,
)
from .uncertainty import mean_uncertainty, with_model

_CELLS = 4_000_000  # draws × documents that are held at once
COLUMNS = (
    "topic", "country_a", "country_b", "difference", "low", "high", "crude", "strata",
    "covered_a", "covered_b",
)  # fmt: skip


def facts_of(sample: Sample, documents: pd.DataFrame) -> pd.DataFrame:
    """The rows of `documents` in the order of the sample, with the year of the date or "".

    Parameters
    ----------
    documents : doc_id and any columns

    Returns
    -------
    DataFrame with a row for each document of the sample
    """
    facts = documents.set_index("doc_id").loc[sample.doc_ids].reset_index()
    if "date" in facts.columns:
        facts["year"] = years_of(facts["date"])
    return facts


def adjusted_table(
    sample: Sample,
    documents: pd.DataFrame,
    columns: tuple[str, ...],
    draws: int,
    seed: int,
    measured: ShareUncertainty | None = None,
) -> pd.DataFrame:
    """Standardised differences beside the crude ones; without columns no rows.

    Parameters
    ----------
    columns : of `documents`, and `year`, which is taken from the date; a document with an empty
        value stands in no stratum

    Returns
    -------
    DataFrame with topic, country_a, country_b, difference (standardised; missing where the two
    have no stratum in common), low, high, crude, strata (number of those that both countries have),
    covered_a, covered_b (share of each country's weight that lies in them)

    Raises
    ------
    StudyError
        If there is no such column.
    """
    if not columns:
        return pd.DataFrame(columns=list(COLUMNS))
    strata = _strata(facts_of(sample, documents), columns)
    means = mean_shares(sample)
    parts = []
    for a, b in sample.pairs:
        rows = _pair(sample, strata, (a, b), draws, seed, measured)
        parts.append(rows.assign(crude=(means[a] - means[b]).to_numpy()))
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("topic", kind="stable")[list(COLUMNS)].reset_index(drop=True)


def _strata(facts: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    values = facts[columns_named(facts.columns, columns, "comparison.adjust")]
    filled = ~values.map(is_missing).any(axis=1)
    return values.agg("\x1f".join, axis=1).where(filled, "").to_numpy(str)


def _pair(
    sample: Sample, strata: np.ndarray, pair: tuple[str, str], draws: int, seed: int,
    measured: ShareUncertainty | None,
) -> pd.DataFrame:  # fmt: skip
    """Standardised differences of two countries."""
    held = [set(strata[sample.countries == code]) - {""} for code in pair]
    common = sorted(held[0] & held[1])
    if not common:
        return pd.DataFrame(
            {"topic": np.arange(1, sample.shares.shape[1] + 1), "country_a": pair[0],
             "country_b": pair[1], "difference": np.nan, "low": np.nan, "high": np.nan,
             "strata": 0, "covered_a": 0.0, "covered_b": 0.0}
        )  # fmt: skip
    inside = np.isin(strata, common) & np.isin(sample.countries, pair)
    part, number = sample.rows(inside), np.searchsorted(common, strata[inside])
    weight = np.bincount(number, weights=part.weights)
    part = _standardised(part, number, weight / weight.sum())
    drawn = {
        code: _standardised_means(part, number, weight / weight.sum(), code, draws, seed)
        for code in pair
    }
    drawn = with_model(drawn, mean_uncertainty(part, measured), seed)
    covered = [_covered(sample, inside, code) for code in pair]
    return difference_rows(mean_shares(part), drawn, pair).assign(
        strata=len(common), covered_a=covered[0], covered_b=covered[1]
    )


def _covered(sample: Sample, inside: np.ndarray, code: str) -> float:
    own = sample.countries == code
    return float(sample.weights[own & inside].sum() / sample.weights[own].sum())


def _standardised(part: Sample, number: np.ndarray, weight: np.ndarray) -> Sample:
    """The same documents, weighted so that each country has the standard's make-up of strata."""
    weights = np.empty(len(number))
    for code in part.present:
        rows = part.countries == code
        own = np.bincount(number[rows], weights=part.weights[rows], minlength=len(weight))
        weights[rows] = part.weights[rows] * (weight / np.maximum(own, 1e-12))[number[rows]]
    return Sample(part.shares, part.countries, part.clusters, weights, part.doc_ids)


def _standardised_means(
    part: Sample, number: np.ndarray, weight: np.ndarray, code: str, draws: int, seed: int
) -> np.ndarray:
    """Standardised means of a country in resamples of whole clusters, draws × K.

    A stratum that a resample happens to miss has no part in it.
    """
    rows = part.countries == code
    shares, weights, stratum = part.shares[rows], part.weights[rows], number[rows]
    _, cluster = np.unique(part.clusters[rows], return_inverse=True)
    rng = np.random.default_rng([seed, 9, list(COUNTRIES).index(code)])

    def statistic(times: np.ndarray) -> np.ndarray:
        loads = times[:, cluster] * weights
        total, reached = np.zeros((len(times), shares.shape[1])), np.zeros((len(times), 1))
        for one in np.unique(stratum):
            chosen = stratum == one
            load = loads[:, chosen].sum(axis=1, keepdims=True)
            mean = loads[:, chosen] @ shares[chosen] / np.maximum(load, 1e-12)
            total += np.where(load > 0, weight[one] * mean, 0.0)
            reached += np.where(load > 0, weight[one], 0.0)
        return total / np.maximum(reached, 1e-12)

    estimate, block = np.average(shares, axis=0, weights=weights), max(1, _CELLS // len(weights))
    return bootstrap(statistic, estimate, cluster.max() + 1, draws, rng, block)


# ---------------------------------------------------------------- years


def over_time(
    sample: Sample,
    documents: pd.DataFrame,
    draws: int,
    seed: int,
    measured: ShareUncertainty | None = None,
) -> pd.DataFrame:
    """The share of each theme by country and year; no rows where no document tells its date.

    Parameters
    ----------
    documents : doc_id and, where dates are known, date
    draws : resamples behind each interval
    measured : how sure the shares and the model are

    Returns
    -------
    DataFrame with topic, country, year, mean, low, high (empty where a country has fewer than two
    clusters in a year), documents
    """
    columns = ["topic", "country", "year", "mean", "low", "high", "documents"]
    facts = facts_of(sample, documents)
    years = facts["year"].to_numpy(str) if "year" in facts.columns else np.full(len(facts), "")
    parts = [
        _year(sample.rows(years == year), int(year), draws, seed, measured)
        for year in sorted(set(years) - {""})
    ]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    keys = ["topic", "country", "year"]
    return table[columns].sort_values(keys, key=in_order, ignore_index=True)


def _year(
    part: Sample, year: int, draws: int, seed: int, measured: ShareUncertainty | None
) -> pd.DataFrame:
    drawn = bootstrap_means(part, draws, seed + year)
    drawn = with_model(drawn, mean_uncertainty(part, measured), seed)
    return prevalence_table(part, drawn).assign(year=year)
