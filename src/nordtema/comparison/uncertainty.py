"""Where the uncertainty of a mean comes from: the documents, their shares, and the model.

*Documents*: other documents could have been met. *Measurement*: with other words the same documents
would have got other shares. *Model*: from other documents other topics would have formed.

Measurement is not added to the spread between documents a second time. The shares that are drawn
again are estimates, so their spread already holds that of measurement; draws of shares serve to say
how much of it that is. (Adding the draws again is right where each resample fixes the documents, as
in Treier & Jackman 2008.) What the model adds is independent of which documents are averaged, and
is added.
"""

import numpy as np
import pandas as pd

from ..topics.uncertainty import ShareUncertainty
from .inference import Source, Weighting
from .sample import Sample
from .testing import Form, errors, fewest_clusters
from .weighting import group_weights


def model_source(
    sample: Sample, weighting: Weighting, measured: ShareUncertainty | None
) -> tuple[Source, ...]:
    """What the model makes uncertain in the means of a pair.

    Refits have seen fewer different documents than the model of the study and may all err to one
    side; that is no spread, so they are centred on their own mean. What a refit does to both groups
    cancels in their difference.

    Parameters
    ----------
    weighting : of the pair
    measured : how sure the shares are; None where that was not measured

    Returns
    -------
    One source, or none where there are fewer than two refits
    """
    if measured is None or len(measured.refits) < 2:
        return ()
    rows = pd.Index(measured.doc_ids).get_indexer(pd.Index(sample.doc_ids))
    known = rows >= 0
    parts = [
        _deviations(measured, rows[known], weights[known])
        for weights in (weighting.first, weighting.second)
    ]
    return (Source(parts[0], parts[1], len(measured.refits) - 1),)


def _deviations(measured: ShareUncertainty, rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Deviations of the mean under each refit, R × K; their sum of squares is the variance."""
    refits = len(measured.refits)
    total = weights.sum()
    if not len(rows) or abs(total) < 1e-12:
        return np.zeros((refits, measured.refits.shape[2]))
    means = np.array([weights @ one[rows] / total for one in measured.refits])
    return measured.scale * (means - means.mean(axis=0)) / np.sqrt(refits - 1)


def uncertainty_table(sample: Sample, measured: ShareUncertainty | None, seed: int) -> pd.DataFrame:
    """Where the uncertainty of each mean and each difference comes from.

    Parameters
    ----------
    measured : how sure the shares are; None where that was not measured
    seed : of the clusters

    Returns
    -------
    DataFrame with topic, country (or the group; or two of them, as NO-DK), standard_error,
    documents, measurement, model: shares of the variance, which sum to 1. All are missing where a
    group has a single cluster.
    """
    weights, residuals = group_weights(sample)
    zero = np.zeros(len(residuals))
    rows = [
        (group, Weighting((group, group), weights[group], zero, residuals), Form(1.0, 0.0))
        for group in sample.present
    ]
    rows += [
        (f"{a}-{b}", Weighting((a, b), weights[a], weights[b], residuals), Form())
        for a, b in sample.pairs
    ]
    parts = [_sources(sample, *row, measured, seed) for row in rows]
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("topic", kind="stable").reset_index(drop=True)


def _sources(
    sample: Sample, name: str, weighting: Weighting, form: Form,
    measured: ShareUncertainty | None, seed: int,
) -> pd.DataFrame:  # fmt: skip
    """The parts of the variance of one mean or difference."""
    k = sample.shares.shape[1]
    sampled = errors(sample, weighting, form, seed) ** 2
    if fewest_clusters(sample, weighting) < 2:
        sampled = np.full(k, np.nan)
    sources = model_source(sample, weighting, measured)
    model = sum((one.deviation(form.x, form.y) ** 2 for one in sources), np.zeros(k))
    total = np.maximum(sampled + model, 1e-300)
    within = np.minimum(_measurement(sample, weighting, measured), sampled)
    return pd.DataFrame(
        {"topic": np.arange(1, k + 1), "country": name, "standard_error": np.sqrt(sampled + model),
         "documents": (sampled - within) / total, "measurement": within / total,
         "model": model / total}
    )  # fmt: skip


def _measurement(
    sample: Sample, weighting: Weighting, measured: ShareUncertainty | None
) -> np.ndarray:
    """Variance from how few words documents have, K.

    Documents that were not measured (a large corpus is measured on a sample) are taken to be as
    uncertain as the mean of those that were.
    """
    if measured is None:
        return np.zeros(sample.shares.shape[1])
    rows = pd.Index(measured.doc_ids).get_indexer(pd.Index(sample.doc_ids))
    loads = (weighting.first - weighting.second) ** 2
    known = (rows >= 0) & (loads > 0)
    if not known.any():
        return np.zeros(sample.shares.shape[1])
    return loads.sum() * np.average(measured.variance[rows[known]], axis=0, weights=loads[known])
