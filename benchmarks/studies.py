"""Does the comparison do what it says? Whole studies whose truth is known, and rates over many.

At share level the shares of the documents are simulated and compared as they are; end to end, texts
are drawn from known themes, a model is fitted to them, and its themes are compared. A rate misses
a band only if the band lies outside the 95 % interval of the simulated rate (Clopper & Pearson
1934).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from scipy.stats import beta

from nordtema.comparison.contrasts import contrast_table
from nordtema.comparison.control import paired_effects
from nordtema.comparison.prevalence import Sample, mean_shares
from nordtema.comparison.run import Effects, compare
from nordtema.languages import COUNTRIES
from nordtema.study import Comparison
from nordtema.topics.fitting import fit
from nordtema.topics.matching import cosine, match
from nordtema.topics.uncertainty import GroupedTexts, uncertainty_of
from simulation import (
    Design,
    draw_counts,
    draw_parallel,
    draw_shares,
    random_topics,
    spoken_topics,
)

CONCEPTS = 600
CONTROL_TEXTS = 40
MEASUREMENT = 0.1  # standard deviation of a log share between two renderings of the same text


@dataclass(frozen=True)
class Rate:
    """In how many of so many studies something happened."""

    hits: int
    studies: int

    @property
    def value(self) -> float:
        """The simulated rate."""
        return self.hits / self.studies

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval, exact."""
        hits, misses = self.hits, self.studies - self.hits
        low = beta.ppf(0.025, hits, misses + 1) if hits else 0.0
        high = beta.ppf(0.975, hits + 1, misses) if misses else 1.0
        return float(low), float(high)

    def meets(self, low: float, high: float) -> bool:
        """Whether a band and the interval have a value in common.

        Parameters
        ----------
        low, high : the band

        Returns
        -------
        False where the rate misses it
        """
        return self.interval[0] <= high and self.interval[1] >= low


def repeated(study: Callable[[int], dict], studies: int, jobs: int = 1) -> pd.DataFrame:
    """A row for each of so many studies, seeds 0 …

    Parameters
    ----------
    study : from a seed to its outcome
    studies : number of studies
    jobs : processes

    Returns
    -------
    DataFrame with a column for each outcome
    """
    return pd.DataFrame(Parallel(jobs)(delayed(study)(seed) for seed in range(studies)))


# ---------------------------------------------------------------- shares alone


def share_study(design: Design, rules: Comparison, spread: float, seed: int) -> dict:
    """Compare simulated shares; languages distort them, and a control shows how.

    Parameters
    ----------
    rules : of the comparison
    spread : standard deviation of the logarithm by which each language multiplies each theme; with
        `design.aligned`, that theme alone is multiplied in the first country, by `design.noise`

    Returns
    -------
    As `_outcome`
    """
    rng = np.random.default_rng([1, seed])
    factors = np.exp(rng.normal(0, spread, design.means.shape) if spread else 0 * design.means)
    if design.aligned is not None:
        factors[0, design.aligned] *= design.noise
    true = draw_shares(design, rng)
    shares = _distorted(true, factors[np.repeat(np.arange(len(COUNTRIES)), design.documents)])
    sample = _sample(shares, design)
    mean = np.maximum(design.means.mean(axis=0), 1e-6)
    control = rng.dirichlet(mean * design.concentration, size=CONTROL_TEXTS)
    written = {
        code: _distorted(control, factor * np.exp(rng.normal(0, MEASUREMENT, control.shape)))
        for code, factor in zip(COUNTRIES, factors, strict=True)
    }
    effects = _effects(written, sample, rules, seed)
    return _outcome(compare(sample, effects, rules, seed).contrasts, 0, design, rules)


def _distorted(shares: np.ndarray, factors: np.ndarray) -> np.ndarray:
    product = shares * factors
    return product / product.sum(axis=1, keepdims=True)


# ---------------------------------------------------------------- texts and models


def text_study(design: Design, rules: Comparison, model: str, control: bool, seed: int) -> dict:
    """Draw texts, fit the model, measure its uncertainty and the language effect, and compare.

    Parameters
    ----------
    rules : of the comparison, refits too
    model : "lda" or "nmf"
    control : whether there is a control text; without one no difference is declared

    Returns
    -------
    As `_outcome`, with drawn (the difference of the documents' true shares), oracle_tested and
    oracle_found (what the same tests say of the true shares).
    """
    rng = np.random.default_rng([2, seed])
    k = design.means.shape[1]
    topics = random_topics(k, CONCEPTS, rng)
    spoken = spoken_topics(design, topics, rng)
    true = draw_shares(design, rng)
    counts = draw_counts(design, true, spoken, rng)
    fitted = fit(model, design.training(counts), k, seed)
    sample = _sample(fitted.transform(counts), design)
    effects = {}
    if control:
        parallel = draw_parallel(design, spoken, CONTROL_TEXTS, rng)
        written = {c: fitted.transform(m) for c, m in zip(COUNTRIES, parallel, strict=True)}
        effects = _effects(written, sample, rules, seed)
    texts = GroupedTexts(
        counts, design.countries, design.languages, np.asarray(counts.sum(axis=1)).ravel(),
        sample.clusters, sample.clusters, sample.doc_ids, np.zeros(counts.shape[1], dtype=bool),
        np.zeros((counts.shape[1], 0)),
    )  # fmt: skip
    measured = uncertainty_of(fitted, texts, rules.refits, seed)
    result = compare(sample, effects, rules, seed, measured).contrasts
    return {
        **_outcome(result, match(cosine(topics, fitted.topics))[1][0], design, rules),
        "drawn": float(np.subtract(*[part[:, 0].mean() for part in np.split(true, 3)[:2]])),
        **_oracle(true, design, rules, seed),
    }


def _oracle(true: np.ndarray, design: Design, rules: Comparison, seed: int) -> dict:
    """What the permutation test says of the true shares, by itself and corrected as in a study."""
    no_draws = {code: np.zeros((2, true.shape[1])) for code in COUNTRIES}
    row = _row(contrast_table(_sample(true, design), no_draws, no_draws, {}, rules, seed), 0)
    return {"oracle_tested": row["p"] < rules.q, "oracle_found": row["q"] < rules.q}


# ---------------------------------------------------------------- what both share


def _sample(shares: np.ndarray, design: Design) -> Sample:
    size = len(shares)
    ids = np.array([f"d{number:05d}" for number in range(size)])
    return Sample(shares, design.countries, np.arange(size), np.ones(size), ids)


def _effects(
    written: dict[str, np.ndarray], sample: Sample, rules: Comparison, seed: int
) -> Effects:
    known = np.full(sample.shares.shape[1], True)
    target = mean_shares(sample).mean(axis=1).to_numpy()
    return paired_effects(written, known, target, rules.bootstrap, seed)


def _row(contrasts: pd.DataFrame, topic: int) -> pd.Series:
    """The first theme between the first two countries."""
    first, second = list(COUNTRIES)[:2]
    chosen = contrasts["topic"].eq(topic + 1) & contrasts["country_a"].eq(first)
    return contrasts[chosen & contrasts["country_b"].eq(second)].iloc[0]


def _outcome(contrasts: pd.DataFrame, topic: int, design: Design, rules: Comparison) -> dict:
    """What a study says of the first theme, Norway against Denmark.

    Returns
    -------
    difference, covered (its interval holds the designed difference), tested (p below the accepted
    rate), found (q below it), declared (a country difference), theme_declared (of any pair in this
    theme), any_declared (of any pair in any theme)
    """
    row = _row(contrasts, topic)
    truth = design.means[0, 0] - design.means[1, 0]
    said = contrasts["verdict"] == "country difference"
    return {
        "difference": row["difference"],
        "covered": row["low"] <= truth <= row["high"],
        "tested": row["p"] < rules.q,
        "found": row["q"] < rules.q,
        "declared": row["verdict"] == "country difference",
        "theme_declared": bool(said[contrasts["topic"] == topic + 1].any()),
        "any_declared": bool(said.any()),
    }
