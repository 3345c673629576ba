"""Which model should a formula fit: a linear one, or fractional logit?

    python benchmarks/estimators.py [--studies 200] [--documents 45 150]

Two groups whose texts differ in kind (80/10/10 and 20/30/50 per cent of three kinds), or in a
number that has a curve. Shares of one theme are drawn from Beta distributions around means which
kind and group make together: by adding points, by multiplying shares, or by multiplying odds.
Each estimator foresees the mean of the documents with the group set to either; known is the same
from the true means. Fractional logit (Papke & Wooldridge 1996) has sandwich errors.

Printed are bias and root mean square error in points, how often the 95 % interval holds the truth,
and how often it leaves out 0.
"""

import argparse
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from scipy.stats import t as student

from nordtema.comparison.model import Fitted, fitted
from nordtema.comparison.sample import Sample, sample_from
from nordtema.comparison.testing import Form, tests
from nordtema.study import Comparison

CONCENTRATION = 5.0
DRAWS = 499
KINDS = {"NO": (0.8, 0.1, 0.1), "DK": (0.2, 0.3, 0.5)}
Mean = Callable[[np.ndarray, np.ndarray], np.ndarray]  # of group (1: NO) and of kind or number


def added(effect: float) -> Mean:
    """Kind and group add points."""
    return lambda group, kind: 0.06 + np.array([0, 0.08, 0.2])[kind] + effect * group


def multiplied(ratio: float) -> Mean:
    """Kind and group multiply the share."""
    return lambda group, kind: 0.04 * np.array([1, 2.5, 5])[kind] * ratio**group


def odds(ratio: float) -> Mean:
    """Kind and group multiply the odds of the share."""
    return lambda group, kind: expit(
        logit(0.05) + np.array([0, 1.0, 2.0])[kind] + np.log(ratio) * group
    )


def curved(effect: float) -> Mean:
    """A number has a curve, and the group adds points."""
    return lambda group, x: 0.05 + 0.25 * np.exp(-((x - 0.6) ** 2) / 0.04) + effect * group


SETTINGS: dict[str, tuple[Mean, bool]] = {
    "kinds add, groups equal": (added(0), False),
    "kinds multiply, groups equal": (multiplied(1), False),
    "a curve, groups equal": (curved(0), True),
    "kinds add, group adds 6 points": (added(0.06), False),
    "kinds multiply, group doubles": (multiplied(2), False),
    "odds: kinds multiply, group doubles": (odds(2), False),
    "a curve, group adds 6 points": (curved(0.06), True),
}


def study(
    mean: Mean, numbers: bool, documents: int, rng: np.random.Generator
) -> tuple[Sample, pd.DataFrame, float]:
    """Documents of two groups, and the true difference between them over all of these."""
    groups = np.repeat(["NO", "DK"], documents)
    first = (groups == "NO").astype(int)
    if numbers:
        other = np.where(first, rng.beta(2, 3, 2 * documents), rng.beta(3, 2, 2 * documents))
        told = [f"{value:.4f}" for value in other]
    else:
        ends = [np.rint(np.cumsum(KINDS[group]) * documents) for group in ("NO", "DK")]
        sizes = [np.diff(end, prepend=0).astype(int) for end in ends]
        other = np.concatenate([np.repeat(np.arange(3), size) for size in sizes])
        told = [f"kind {value}" for value in other]
    middle = mean(first, other)
    share = rng.beta(CONCENTRATION * middle, CONCENTRATION * (1 - middle))
    sample = sample_from(np.column_stack([share, 1 - share]), groups)
    table = pd.DataFrame({"doc_id": sample.doc_ids, "country": groups, "other": told})
    return sample, table, float((mean(first * 0 + 1, other) - mean(first * 0, other)).mean())


def linear(sample: Sample, model: Fitted, seed: int) -> tuple[float, float, float]:
    """Difference and interval as the study finds them."""
    weighting = model.pair(("NO", "DK")).weighting
    if weighting is None:
        return (np.nan,) * 3
    found = tests(sample, [weighting], [[Form()]], DRAWS, 0.05, seed)[0]
    value, half = found.value[0, 0], found.single_reach[0, 0] * found.error[0, 0]
    return value, value - half, value + half


def fractional(sample: Sample, model: Fitted) -> tuple[float, float, float]:
    """Difference and interval by fractional logit."""
    matrix, share = model.design.matrix, sample.shares[:, 0]
    slope = np.zeros(matrix.shape[1])
    for _ in range(50):
        expected = expit(matrix @ slope)
        bent = matrix.T @ (matrix * (expected * (1 - expected))[:, None])
        step = np.linalg.solve(bent + 1e-9 * np.eye(len(bent)), matrix.T @ (share - expected))
        slope += np.clip(step, -2, 2)
    sides = [(m, expit(m @ slope)) for m in (model.as_group["NO"], model.as_group["DK"])]
    value = float(sides[0][1].mean() - sides[1][1].mean())
    ascent = np.subtract(*[(m * (p * (1 - p))[:, None]).mean(axis=0) for m, p in sides])
    freedom = len(matrix) - matrix.shape[1]
    pull = np.linalg.solve(bent, ascent)
    scores = (matrix @ pull) * (share - expected)
    error = np.sqrt((scores**2).sum() * len(matrix) / freedom)
    half = student.ppf(0.975, freedom) * error
    return value, value - half, value + half


def compared(name: str, documents: int, studies: int) -> pd.DataFrame:
    """What each estimator makes of studies of one setting."""
    mean, numbers = SETTINGS[name]
    crossed = "country * s(other, 4)" if numbers else "country * other"
    rows = []
    for seed in range(studies):
        sample, table, known = study(mean, numbers, documents, np.random.default_rng(seed))
        joined, cross = (
            fitted(sample, table, Comparison(formula=formula))
            for formula in (crossed.replace("*", "+"), crossed)
        )
        for estimator, (value, low, high) in {
            "linear": linear(sample, joined, seed),
            "linear, crossed": linear(sample, cross, seed),
            "fractional logit": fractional(sample, joined),
        }.items():
            rows.append((estimator, value - known, low <= known <= high, not low <= 0 <= high))
    found = pd.DataFrame(rows, columns=["estimator", "off", "holds", "claims"])
    grouped = found.groupby("estimator", sort=False)
    return pd.DataFrame(
        {
            "bias": 100 * grouped["off"].mean(),
            "rmse": 100 * grouped["off"].apply(lambda off: np.sqrt((off**2).mean())),
            "holds": grouped["holds"].mean(),
            "claims": grouped["claims"].mean(),
        }
    )


def main() -> None:
    """Print a table for each setting."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--studies", type=int, default=200)
    options.add_argument("--documents", type=int, nargs="+", default=[45, 150])
    chosen = options.parse_args()
    for documents in chosen.documents:
        for name in SETTINGS:
            print(f"\n{name}, {documents} documents a group", flush=True)
            print(compared(name, documents, chosen.studies).round(3).to_string(), flush=True)


if __name__ == "__main__":
    main()
