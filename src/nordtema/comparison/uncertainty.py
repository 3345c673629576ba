"""One interval for three uncertainties: the documents, their shares, and the model.

*Documents*: other documents could have been met (cluster bootstrap). *Measurement*: with other
words the same documents would have got other shares. *Model*: from other documents other topics
would have formed.

Measurement is not added to the bootstrap a second time. The shares that are resampled are
estimates, so their spread between documents already holds the spread of measurement; draws of
shares serve to say how much of it that is. Adding the draws again (the plain method of composition)
is right where each resample fixes the documents, as in Treier & Jackman (2008); here it would count
twice. What the model adds is independent of which documents are averaged, and is added.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..topics.uncertainty import ShareUncertainty
from .prevalence import Sample


@dataclass(frozen=True)
class MeanUncertainty:
    """What measurement and model make uncertain in the mean shares of countries.

    Attributes
    ----------
    measurement : {country: K}, variance of the mean from the words of its documents
    model : {country: R × K}, deviations of the mean under each refit from their centre, such that
        their sum of squares is the variance
    """

    measurement: dict[str, np.ndarray]
    model: dict[str, np.ndarray]


def mean_uncertainty(sample: Sample, measured: ShareUncertainty | None) -> MeanUncertainty:
    """Carry the uncertainty of documents' shares over to the means of countries.

    Documents that were not measured (a large corpus is measured on a sample) are taken to be as
    uncertain as the mean of those of their country that were.

    Parameters
    ----------
    measured : how sure the shares are; None where that was not measured

    Returns
    -------
    Variances and deviations of the present countries; empty where nothing was measured
    """
    if measured is None or sample.doc_ids is None:
        return MeanUncertainty({}, {})
    place = pd.Index(measured.doc_ids).get_indexer(pd.Index(sample.doc_ids))
    measurement, model = {}, {}
    for code in sample.present:
        inside = sample.countries == code
        known = inside & (place >= 0)
        if not known.any():
            continue
        rows = place[known]
        weights = sample.weights[inside] / sample.weights[inside].sum()
        measurement[code] = (weights**2).sum() * np.average(
            measured.variance[rows], axis=0, weights=sample.weights[known] ** 2
        )
        model[code] = _deviations(measured, rows, sample.weights[known])
    return MeanUncertainty(measurement, model)


def _deviations(measured: ShareUncertainty, rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Deviations of the mean under each refit, R × K; refits are compared with one another.

    Refits have seen fewer different documents than the model of the study and may all err to one
    side; that is no spread, so they are centred on their own mean.
    """
    refits = len(measured.refits)
    if refits < 2:
        return np.zeros((0, measured.shares.shape[1]))
    means = np.array([np.average(one[rows], axis=0, weights=weights) for one in measured.refits])
    return measured.scale * (means - means.mean(axis=0)) / np.sqrt(refits - 1)


def with_model(
    draws: dict[str, np.ndarray], uncertain: MeanUncertainty, seed: int
) -> dict[str, np.ndarray]:
    """Draws of means that vary with the model too.

    Each draw adds a random combination of the refits' deviations, the same for all countries and
    topics, so that what a refit does to both countries of a pair cancels in their difference. Its
    spread is Student's, since it is known from few refits only.

    Parameters
    ----------
    draws : draws × K of each country
    uncertain : of the same means

    Returns
    -------
    Draws of the same shape
    """
    refits = max((len(d) for d in uncertain.model.values()), default=0)
    if refits < 2:
        return draws
    number = len(next(iter(draws.values())))
    rng = np.random.default_rng([seed, 5])
    mix = rng.standard_normal((number, refits))
    mix *= np.sqrt((refits - 1) / rng.chisquare(refits - 1, size=(number, 1)))
    return {
        code: drawn + mix @ uncertain.model[code] if code in uncertain.model else drawn
        for code, drawn in draws.items()
    }


def uncertainty_table(
    sample: Sample, draws: dict[str, np.ndarray], uncertain: MeanUncertainty
) -> pd.DataFrame:
    """Where the uncertainty of each mean and each difference comes from.

    Parameters
    ----------
    draws : bootstrap means of each country, before the model is added

    Returns
    -------
    DataFrame with topic, country (or two of them, as NO-DK), standard_error, documents,
    measurement, model: shares of the variance, which sum to 1. Measurement is the part of the
    bootstrap's variance that the words of the documents explain. All are missing for a country with
    a single cluster.
    """
    parts = [_sources(code, [draws[code]], [code], uncertain) for code in sample.present]
    for a, b in sample.pairs:
        parts.append(_sources(f"{a}-{b}", [draws[a], -draws[b]], [a, b], uncertain))
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("topic", kind="stable").reset_index(drop=True)


def _sources(
    name: str, draws: list[np.ndarray], codes: list[str], uncertain: MeanUncertainty
) -> pd.DataFrame:
    bootstrap = sum(drawn.var(axis=0) for drawn in draws)
    k = len(bootstrap)
    zero = np.zeros(k)
    measurement = sum((uncertain.measurement.get(code, zero) for code in codes), zero)
    signs = [1.0, -1.0][: len(codes)]
    deviations = [
        sign * uncertain.model[code]
        for sign, code in zip(signs, codes, strict=True)
        if code in uncertain.model
    ]
    model = (np.sum(deviations, axis=0) ** 2).sum(axis=0) if deviations else zero
    total = np.maximum(bootstrap + model, 1e-300)
    within = np.minimum(measurement, bootstrap)
    return pd.DataFrame(
        {"topic": np.arange(1, k + 1), "country": name,
         "standard_error": np.sqrt(bootstrap + model), "documents": (bootstrap - within) / total,
         "measurement": within / total, "model": model / total}
    )  # fmt: skip
