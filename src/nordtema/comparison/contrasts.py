"""Which differences between countries are more than chance, and more than language?

Tests permute the countries of whole clusters (label permutation). They hold the topics fast:
clusters are taken to be exchangeable between the countries if there is no difference.

Countries differ in two ways. Either more texts are about a theme, which the shares themselves show
and the noise of small shares hides on any scale that stretches them; or the theme is a little
stronger throughout, which logarithms show and the few texts about it hide on the plain scale. Each
test looks at both, and compares the larger of the two statistics with the larger one under each
permutation (Westfall & Young 1993): two chances are not taken for one.

A country difference is claimed only where a difference is clear of chance and of language. Both are
tests, and both are corrected for the number of comparisons: the claim has the larger of the two
p-values, and its own false-discovery rate (an intersection-union test; Berger 1982). Both hold the
topics fast; the uncertainty of the model is in the interval, which must leave out 0. The test
against language is on square roots: on the shares themselves, it would miss half of what the first
finds.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from ..study import Comparison
from .bootstrap import difference_interval
from .control import LanguageEffect
from .prevalence import Sample, cluster_sums, difference_rows, mean_shares
from .verdicts import Verdict

COLUMNS = [
    "topic", "country_a", "country_b", "difference", "low", "high", "ratio", "p", "q",
    "language_effect", "language_low", "language_high", "verdict", "detectable",
    "p_language", "q_language",
]  # fmt: skip
POWER = 0.8
LEAST_SHARE = 0.01  # smaller shares are alike: a text of a hundred words cannot tell them apart
_CELLS = 2_000_000  # permutations × clusters that are held at once


def false_discovery_rates(p: np.ndarray) -> np.ndarray:
    """Adjusted p-values of Benjamini & Hochberg (1995).

    Parameters
    ----------
    p : of the tests of one family
    """
    from scipy.stats import false_discovery_control  # slow to load, and not all stages test

    return false_discovery_control(p)


def contrast_table(
    sample: Sample,
    draws: dict[str, np.ndarray],
    roots: dict[str, np.ndarray],
    effects: dict[tuple[str, str], LanguageEffect],
    rules: Comparison,
    seed: int,
) -> pd.DataFrame:
    """Pairwise differences with intervals, tests, the language effect and a verdict.

    Parameters
    ----------
    draws : draws of the mean shares of each country, draws × K
    roots : the same of the mean square roots of shares
    effects : language effect of each pair of countries, from the control text
    rules : permutations (p = (b + 1) / (permutations + 1)), q, minimum_clusters, detectable

    Returns
    -------
    DataFrame with topic, country_a, country_b, difference (share of a minus share of b), low, high,
    ratio, p, q, language_effect, language_low, language_high, verdict, detectable (the smallest
    difference that is found with a power of 80 % in so many comparisons), p_language (of the
    difference beyond the language effect), q_language (of the claim: clear of chance and language);
    no row where one country has all the documents
    """
    if not sample.pairs:
        return pd.DataFrame(columns=COLUMNS)
    means, middle = mean_shares(sample), mean_shares(sample.rooted())
    parts = []
    for number, (a, b) in enumerate(sample.pairs):
        p = pairwise_p(sample, a, b, rules.permutations, [seed, 1, number])
        rows = _pair_rows(means, draws, (a, b), p)
        rows = rows.join(_language_columns(effects.get((a, b)), len(rows)))
        apart = (middle[a] - middle[b]).to_numpy()
        rows["p_language"] = _p_language(rows, apart, roots[a] - roots[b], effects.get((a, b)))
        parts.append(rows)
    table = pd.concat(parts, ignore_index=True)
    table["q"] = false_discovery_rates(table["p"])
    claim = np.maximum(table["p"], table["p_language"].fillna(1.0))
    table["q_language"] = np.where(table["checked"], false_discovery_rates(claim), np.nan)
    table["detectable"] = detectable(table, rules.q)
    table["verdict"] = [_verdict(row, sample, rules) for row in table.to_dict("records")]
    return table.sort_values("topic", kind="stable")[COLUMNS].reset_index(drop=True)


def detectable(table: pd.DataFrame, accepted_q: float) -> np.ndarray:
    """The smallest differences that such data show with a power of 80 %, for each row.

    Of m comparisons, r of which were rejected, the next must have p below q (r + 1) / m
    (Benjamini & Hochberg 1995); its power is that of a normal test at this level. No difference is
    larger than 1: where that is said, none would have been found.

    Parameters
    ----------
    table : q and error (standard error of the difference) of all comparisons
    accepted_q : false discovery rate

    Returns
    -------
    A difference of shares for each row, at most 1
    """
    rejected = int((table["q"] < accepted_q).sum())
    level = min(1.0, accepted_q * (rejected + 1) / len(table))
    smallest = (ndtri(POWER) - ndtri(level / 2)) * table["error"].to_numpy()
    return np.minimum(smallest, 1.0)


def _pair_rows(
    means: pd.DataFrame, draws: dict[str, np.ndarray], pair: tuple[str, str], p: np.ndarray
) -> pd.DataFrame:
    a, b = pair
    ratio = (means[a] / means[b].clip(lower=1e-4)).to_numpy()
    error = (draws[a] - draws[b]).std(axis=0)
    return difference_rows(means, draws, pair).assign(ratio=ratio, p=p, error=error)


def _language_columns(effect: LanguageEffect | None, k: int) -> pd.DataFrame:
    """The language effect of a pair with its interval, and whether it was checked."""
    if effect is None:
        empty = np.full(k, np.nan)
        return pd.DataFrame(
            {"language_effect": empty, "language_low": empty, "language_high": empty,
             "checked": False}
        )  # fmt: skip
    low, high = difference_interval(effect.draws)
    return pd.DataFrame(
        {"language_effect": effect.mean, "language_low": low, "language_high": high,
         "checked": effect.checked}
    )  # fmt: skip


def _p_language(
    rows: pd.DataFrame, apart: np.ndarray, drawn: np.ndarray, effect: LanguageEffect | None
) -> np.ndarray:
    """p-values of what is beyond the language effect; missing where that was not checked.

    A difference is beyond the language effect if it is larger on the side on which it lies. The
    test is on square roots, and takes difference minus effect to be normal with the spread of their
    joint draws.

    Parameters
    ----------
    apart : K, difference of the mean square roots
    drawn : draws × K, the same in resamples
    """
    if effect is None:
        return np.full(len(rows), np.nan)
    size = min(len(drawn), len(effect.root_draws))
    error = (drawn[:size] - effect.root_draws[:size]).std(axis=0)
    beyond = np.sign(rows["difference"].to_numpy()) * (apart - effect.root_mean)
    p = np.minimum(2 * ndtr(-beyond / np.maximum(error, 1e-12)), 1.0)
    return np.where(effect.checked, p, np.nan)


def _verdict(row: dict, sample: Sample, rules: Comparison) -> Verdict:
    fewest = min(sample.clusters_in(row["country_a"]), sample.clusters_in(row["country_b"]))
    if fewest < rules.minimum_clusters:
        return Verdict.FEW
    if row["q"] >= rules.q or row["low"] <= 0 <= row["high"]:
        unseen = row["detectable"] > rules.detectable
        return Verdict.FEW if unseen else Verdict.NONE
    if not row["checked"]:
        return Verdict.UNCHECKED
    clear = row["q_language"] < rules.q
    return Verdict.DIFFERENCE if clear else Verdict.LANGUAGE


# ---------------------------------------------------------------- permutation tests


def pairwise_p(sample: Sample, a: str, b: str, permutations: int, seed: list[int]) -> np.ndarray:
    """Two-sided permutation p-value of the difference of two countries, for each topic (K).

    Parameters
    ----------
    a, b : countries
    permutations : number of permutations of the labels

    Returns
    -------
    K values of p
    """
    sums, sizes, group = _scaled_sums(sample, [a, b])
    total_sum, total_size = sums.sum(axis=0), sizes.sum()

    def statistic(labels: np.ndarray) -> np.ndarray:
        members = (labels == 0).astype(float)
        inside, size = members @ sums, members @ sizes
        rest = np.maximum(total_size - size, 1e-12)[:, None]
        return np.abs(inside / np.maximum(size, 1e-12)[:, None] - (total_sum - inside) / rest)

    return _reached(_larger(_permuted_statistics(statistic, group, permutations, seed)))


def omnibus_table(sample: Sample, permutations: int, seed: int) -> pd.DataFrame:
    """Is there any difference between the countries? Per theme, and one row `all` for all at once.

    The statistic is the variance of the countries' means, weighted by their sizes, as a multiple of
    what it is under permutations: on the scale where that is larger. For `all` variances are summed
    over themes.

    Parameters
    ----------
    permutations : number of permutations of the labels

    Returns
    -------
    DataFrame with topic (a number as text, or `all`), statistic, p, q (of `all`: its p); no row
    where one country has all the documents
    """
    if not sample.pairs:
        return pd.DataFrame(columns=["topic", "statistic", "p", "q"])
    sums, sizes, group = _scaled_sums(sample, sample.present)
    grand = sums.sum(axis=0) / sizes.sum()

    def statistic(labels: np.ndarray) -> np.ndarray:
        total = np.zeros((len(labels), sums.shape[1]))
        for number in range(len(sample.present)):
            members = (labels == number).astype(float)
            size = np.maximum(members @ sizes, 1e-12)[:, None]
            total += size * ((members @ sums) / size - grand) ** 2
        scales = np.split(total / sizes.sum(), 2, axis=1)
        return np.hstack([np.column_stack([one, one.sum(axis=1)]) for one in scales])

    larger = _larger(_permuted_statistics(statistic, group, permutations, [seed, 2]))
    p = _reached(larger)
    q = np.append(false_discovery_rates(p[:-1]), p[-1])
    topics = [str(number) for number in range(1, len(p))] + ["all"]
    return pd.DataFrame({"topic": topics, "statistic": larger[0], "p": p, "q": q})


def _permuted_statistics(
    statistic: Callable[[np.ndarray], np.ndarray],
    group: np.ndarray,
    permutations: int,
    seed: list[int],
) -> np.ndarray:
    """Statistics of the labels as they are (first row) and of each permutation of them."""
    parts = [statistic(group[None])]
    parts += [statistic(labels) for labels in _permuted(group, permutations, seed)]
    return np.vstack(parts)


def _larger(statistics: np.ndarray) -> np.ndarray:
    """The larger of the statistics of the two scales, each in multiples of its mean.

    The labels as they are take part in that mean, as one permutation of many: the test is exact.
    """
    mean = statistics.mean(axis=0)
    alike = np.divide(statistics, mean, out=np.zeros_like(statistics), where=mean > 1e-12)
    return np.maximum(*np.split(alike, 2, axis=1))


def _reached(statistics: np.ndarray) -> np.ndarray:
    """Share of the rows that reach the first one, itself among them."""
    return (statistics >= statistics[0] - 1e-9).mean(axis=0)


def _scaled_sums(sample: Sample, countries: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each cluster: weighted sums of shares and of their logarithms, weights, country.

    Returns
    -------
    clusters × 2K (shares, then logarithms), clusters, clusters (number of the country)
    """
    part = sample.rows(np.isin(sample.countries, countries))
    scaled = np.hstack([part.shares, np.log(part.shares + LEAST_SHARE)])
    _, first = np.unique(part.clusters, return_index=True)
    group = np.array([countries.index(code) for code in part.countries[first]], dtype=np.int8)
    return *cluster_sums(replace(part, shares=scaled)), group


def _permuted(group: np.ndarray, permutations: int, seed: list[int]) -> Iterator[np.ndarray]:
    """Blocks of random permutations of the clusters' countries, block × clusters."""
    rng = np.random.default_rng(seed)
    block = max(1, _CELLS // len(group))
    for start in range(0, permutations, block):
        size = min(block, permutations - start)
        yield rng.permuted(np.tile(group, (size, 1)), axis=1)
