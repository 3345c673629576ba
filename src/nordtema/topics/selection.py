"""How many topics? One number for all models: a grid, four criteria, one stated rule.

The rule: coherence (NPMI), stability under resampling and held-out likelihood are each scaled to
0 … 1 over the grid, within each model; K is the number of topics with the highest mean over the
three and over the models, the smaller one where two tie. Diversity is shown beside them and does
not vote: it falls with K by itself.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy import sparse
from threadpoolctl import threadpool_limits

from .diagnostics import TOP, diversity, npmi
from .fitting import (
    LEAST_TOPICS,
    check_size,
    fit,
    largest_k,
    subsamples,
)
from .heldout import log_likelihood
from .model import TopicModel
from .stability import leading_agreement
from .training import TrainingCounts

CRITERIA = ("npmi", "stability", "heldout")
SCORED = ("k", "npmi", "stability", "diversity", "heldout")


def score(
    name: str, counts: TrainingCounts, grid: tuple[int, ...], refits: int, sample: int, seed: int
) -> pd.DataFrame:
    """Score each K of the grid for one model.

    Parameters
    ----------
    name : a key of `MODELS`
    refits : subsamples of 80 % on which each K is fitted again
    sample : larger corpora are scored on so many units, drawn at random

    Returns
    -------
    DataFrame with k, npmi, stability, diversity, heldout (log-likelihood a token); no row for a K
    that is larger than the texts can carry
    """
    check_size(counts)
    counts = counts.sampled(sample, seed)
    fitting = [k for k in grid if k <= largest_k(*counts.raw.shape)] or [LEAST_TOPICS]
    parts = [None, *subsamples(counts.raw.shape[0], refits, seed)]
    with threadpool_limits(1):  # the order of sums, and so their last digits, hangs on threads
        return pd.DataFrame(
            [
                _summary(k, [_fit_and_score(name, counts, k, rows, seed) for rows in parts])
                for k in fitting
            ]
        )


def choose(scores: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """One K for all models, and what each of them would choose by itself.

    Parameters
    ----------
    scores : of each model, as `score` gives them

    Returns
    -------
    Of each model the scores, and score (mean of the model's scaled criteria), study_score (mean
    over the models), chosen, runner_up and own_choice (0 or 1)
    """
    everything = _mean_score(scores.values())
    best, *others = by_rule(scores.values())
    tables = {}
    for model, table in scores.items():
        k = table["k"]
        tables[model] = table.assign(
            score=_mean_score([table]).to_numpy(),
            study_score=everything.reindex(k).to_numpy(),
            chosen=(k == best).astype(int),
            runner_up=k.isin(others[:1]).astype(int),
            own_choice=(k == by_rule([table])[0]).astype(int),
        )
    return tables


def by_rule(tables: Iterable[pd.DataFrame]) -> list[int]:
    """All K of the grid, the one that the rule chooses first, the runner-up second.

    Parameters
    ----------
    tables : of each model that has a vote, k in ascending order and the criteria

    Returns
    -------
    The values of K
    """
    mean = _mean_score(tables)
    order = np.argsort(-np.round(mean.to_numpy(), 10), kind="stable")
    return [int(k) for k in mean.index[order]]


def _mean_score(tables: Iterable[pd.DataFrame]) -> pd.Series:
    """Mean of the scaled criteria of all models, by K; what was not measured has no vote."""
    scaled = [table.set_index("k")[list(CRITERIA)].apply(_scaled) for table in tables]
    return pd.concat(scaled, axis=1).mean(axis=1)


def document_completion(model: TopicModel, raw: sparse.csr_matrix, seed: int) -> float:
    """Mean log-likelihood a token of one half of each text, the other half observed.

    Parameters
    ----------
    raw : N × V counts
    seed : of the halves

    Returns
    -------
    Natural logarithm of the likelihood a token
    """
    rng = np.random.default_rng(seed)
    observed = raw.copy().astype(np.float64)
    observed.data = rng.binomial(raw.data.astype(np.int64), 0.5).astype(np.float64)
    heldout = (raw - observed).tocsr()
    observed.eliminate_zeros()
    heldout.eliminate_zeros()
    return log_likelihood(model.topics, model.transform(observed), heldout)


def _fit_and_score(
    name: str, counts: TrainingCounts, k: int, rows: np.ndarray | None, seed: int
) -> tuple[TopicModel, float, float]:
    """The model of a subsample with its held-out likelihood, or that of all with its NPMI."""
    if rows is None:
        model = fit(name, counts, k, seed)
        return model, float(npmi((counts.raw > 0).tocsr(), model.top(TOP)).mean()), np.nan
    model = fit(name, counts.rows(rows), k, seed)
    rest = np.setdiff1d(np.arange(counts.raw.shape[0]), rows)
    if not len(rest):
        return model, np.nan, np.nan
    heldout = document_completion(model, counts.raw[rest], seed)
    return model, np.nan, heldout


def _summary(k: int, done: list[tuple[TopicModel, float, float]]) -> dict[str, float]:
    (model, coherence, _), *others = done
    return {
        "k": k,
        "npmi": coherence,
        "stability": float(leading_agreement(model, [m for m, _, _ in others]).mean()),
        "diversity": diversity(model.top(TOP)),
        "heldout": _mean([heldout for _, _, heldout in others]),
    }


def _mean(values: list[float]) -> float:
    """The mean of what could be measured; missing where nothing could."""
    known = [value for value in values if np.isfinite(value)]
    return float(np.mean(known)) if known else np.nan


def _scaled(values: pd.Series) -> pd.Series:
    spread = values.max() - values.min()
    return (values - values.min()) / spread if spread > 0 else values * 0.0
