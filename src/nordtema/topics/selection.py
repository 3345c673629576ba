"""How many topics? A grid, four criteria, one stated rule.

The rule: coherence (NPMI), stability under resampling and held-out likelihood are each scaled to
0 … 1 over the grid; K is the number of topics with the highest mean of the three, the smaller one
where two tie. Diversity is shown beside them and does not vote: it falls with K by itself.
"""

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from scipy import sparse

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


def choose(
    name: str, counts: TrainingCounts, grid: tuple[int, ...], refits: int, sample: int,
    seed: int, jobs: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Score each K of the grid.

    Parameters
    ----------
    refits : subsamples of 80 % on which each K is fitted again
    sample : larger corpora are scored on so many units, drawn at random

    Returns
    -------
    DataFrame with k, npmi, stability, diversity, heldout (log-likelihood a token), chosen and
    runner_up (0 or 1).
    """
    check_size(counts)
    counts = counts.sampled(sample, seed)
    fitting = [k for k in grid if k <= largest_k(*counts.raw.shape)] or [LEAST_TOPICS]
    draws = subsamples(counts.raw.shape[0], refits, seed)
    tasks = [(k, rows) for k in fitting for rows in [None, *draws]]
    done = Parallel(jobs)(delayed(_fit_and_score)(name, counts, k, rows, seed) for k, rows in tasks)
    table = pd.DataFrame(
        [
            _summary(k, [d for (kk, _), d in zip(tasks, done, strict=True) if kk == k])
            for k in fitting
        ]
    )
    order = by_rule(table)
    table["chosen"] = (table["k"] == order[0]).astype(int)
    table["runner_up"] = table["k"].isin(order[1:2]).astype(int)
    return table


def by_rule(table: pd.DataFrame) -> list[int]:
    """All K of the grid, the one that the rule chooses first, the runner-up second.

    Parameters
    ----------
    table : k and the criteria, a row for each K

    Returns
    -------
    The values of K
    """
    scaled = table[list(CRITERIA)].apply(_scaled)
    mean = np.round(scaled.mean(axis=1).to_numpy(), 10)
    return [int(k) for k in table["k"].iloc[np.argsort(-mean, kind="stable")]]


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
