"""How large is each theme in each group, and how sure is that? Over all years, and year by year."""

from dataclasses import replace

import numpy as np
import pandas as pd

from ..topics.uncertainty import ShareUncertainty
from .inference import Weighting
from .sample import Sample, mean_shares
from .testing import Form, tests
from .uncertainty import model_source
from .weighting import facts_of, group_weights

LEVEL = 0.05


def prevalence_table(
    sample: Sample, draws: int, seed: int, measured: ShareUncertainty | None = None
) -> pd.DataFrame:
    """Topic, country (or the group), mean, low, high, documents, clusters; a row a theme and group.

    Each interval holds by itself at 95 %. Low and high are missing where a group has a single
    cluster.

    Parameters
    ----------
    draws : behind each interval
    seed : of the draws
    measured : how sure the shares and the model are

    Returns
    -------
    DataFrame with a row for each theme and group, themes first
    """
    weights, residuals = group_weights(sample)
    means, k = mean_shares(sample), sample.shares.shape[1]
    parts = []
    for group in sample.present:
        low, high = _interval(sample, group, weights[group], residuals, draws, seed, measured)
        parts.append(
            pd.DataFrame(
                {"topic": np.arange(1, k + 1), "country": group, "mean": means[group],
                 "low": low, "high": high, "documents": int((sample.groups == group).sum()),
                 "clusters": sample.clusters_in(group)}
            )
        )  # fmt: skip
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("topic", kind="stable", ignore_index=True)


def _interval(
    sample: Sample, group: str, weights: np.ndarray, residuals: np.ndarray, draws: int, seed: int,
    measured: ShareUncertainty | None,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Interval of each theme's mean in a group, every theme by itself."""
    weighting = Weighting((group, group), weights, np.zeros_like(weights), residuals)
    form = Form(1.0, 0.0, sources=model_source(sample, weighting, measured))
    found = tests(sample, [weighting], [[form]], draws, LEVEL, seed)[0]
    half = found.single_reach[0] * found.error[0]
    return np.clip(found.value[0] - half, 0, 1), np.clip(found.value[0] + half, 0, 1)


def of_all_words(sample: Sample, taking_part: pd.Series) -> pd.DataFrame:
    """Mean share of each theme in all content words, also those that take no part.

    Parameters
    ----------
    taking_part : part of each document's content words that takes part, indexed by doc_id

    Returns
    -------
    DataFrame with topic, country (or the group) and mean_all_words
    """
    part = taking_part.reindex(sample.doc_ids).to_numpy(float)
    means = mean_shares(replace(sample, shares=sample.shares * part[:, None]))
    table = means.rename_axis("topic").reset_index().melt("topic", var_name="country")
    return table.assign(topic=table["topic"] + 1).rename(columns={"value": "mean_all_words"})


def over_time(
    sample: Sample,
    documents: pd.DataFrame,
    draws: int,
    seed: int,
    measured: ShareUncertainty | None = None,
) -> pd.DataFrame:
    """The share of each theme by group and year; no rows where no document tells its date.

    Parameters
    ----------
    documents : doc_id and, where dates are known, date
    draws : behind each interval
    seed : of the draws
    measured : how sure the shares and the model are

    Returns
    -------
    DataFrame with topic, country (or the group), year, mean, low, high (empty where a group has
    fewer than two clusters in a year), documents
    """
    columns = ["topic", "country", "year", "mean", "low", "high", "documents"]
    facts = facts_of(sample, documents)
    years = facts["year"].to_numpy(str) if "year" in facts.columns else np.full(len(facts), "")
    parts = []
    for year in sorted(set(years) - {""}):
        part = sample.rows(years == year)
        rows = prevalence_table(part, draws, seed + int(year), measured)
        parts.append(rows.assign(year=int(year)))
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts, ignore_index=True)
    order = {group: place for place, group in enumerate(sample.present)}
    table["place"] = table["country"].map(order)
    return table.sort_values(["topic", "place", "year"], ignore_index=True)[columns]
