"""Which texts belong together? The unit of a comparison is found, not assumed.

Texts of one writer, one sitting or one day are alike for reasons that have nothing to do with what
is compared. Where they are taken for so many independent texts, chance looks like a difference: the
speeches of one parliament, dealt to three groups by their sittings, differ in every study.

For each column that may name such units the likeness of their texts is measured, theme by theme
(intraclass correlation), beyond that of the units which the study has named. Under the null, texts
of different named units have nothing in common, so that the sign of every unit's deviations may be
turned at will: how often is the likeness as large then (a sign-flip test; Canay, Romano & Shaikh
2017)? One likeness above its null is enough: no difference is claimed until the study names it.
Where the study names units, others count only if they would widen what is told.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse

from ..corpus.missing import is_missing
from ..schemas import column_of
from ..study import Comparison
from .clusters import cluster_keys
from .sample import Sample
from .weighting import facts_of

CANDIDATES = (
    "sitting", "session", "meeting", "debate", "source", "newspaper", "outlet", "journal", "site",
    "blog", "section", "thread", "date", "speaker", "author", "writer",
)  # fmt: skip
COLUMNS = ["unit", "topic", "correlation", "p", "clusters", "largest", "status"]
LEVEL = 0.05  # of all columns together
WIDER = 1.1  # variance with a further unit, of that without, which matters
FLIPS = 999
_MOST = 10_000  # documents that are looked at
_DAY = len("2010-01-31")


def unit_table(
    sample: Sample,
    documents: pd.DataFrame,
    rules: Comparison,
    seed: int,
    unexplained: np.ndarray | None = None,
) -> pd.DataFrame:
    """How alike texts are that may belong together, for each column that may say so.

    Parameters
    ----------
    documents : doc_id and the columns of the corpus
    rules : cluster, groups, within, adjust: columns that are no candidates
    seed : of the flips
    unexplained : documents × K, what a model leaves of the shares; without it, shares less the
        mean of their group

    Returns
    -------
    DataFrame with unit (a column), topic (a number as text, or `all`: their mean), correlation
    (intraclass, beyond the units that the study names), p (of all themes together; missing for one
    theme and for units that the study names, 1 where others would not widen what is told),
    clusters, largest (documents of the largest), status (named | found | none); the column with the
    fewest clusters first. No row for a column whose values hardly repeat.
    """
    part, facts = _drawn(sample, facts_of(sample, documents), seed)
    if "date" in facts.columns:  # a year or month holds more than what belongs together
        facts["date"] = facts["date"].where(facts["date"].astype(str).str.len() == _DAY, "")
    residuals = _scaled(_from_mean(part))
    if unexplained is not None:
        place = pd.Index(sample.doc_ids).get_indexer(pd.Index(part.doc_ids))
        residuals = _scaled(unexplained[place])
    named = {column_of(facts.columns, name) for name in rules.cluster}
    rows = []
    for column in _candidates(facts, rules, named):
        units = pd.factorize(cluster_keys(facts, (column,)))[0]
        if not _repeats(part.groups, units):
            continue
        told = ~facts[column].astype(str).map(is_missing).to_numpy()
        own = np.arange(len(units))[:, None] if column in named else part.ways
        known = np.nan if column in named else None
        if known is None and named and _widening(residuals, part, units) < WIDER:
            known = 1.0
        flips = FLIPS if known is None else 0
        correlation, p = unit_correlation(residuals, part.groups, units, own, [seed, 16], flips)
        p = p if known is None else known
        rows.append((column, correlation, p, units, told))
    tested = sum(not np.isnan(row[2]) for row in rows)
    parts = [_rows(*row, tested) for row in rows]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values(["clusters", "unit"], kind="stable")[COLUMNS].reset_index(drop=True)


def _candidates(facts: pd.DataFrame, rules: Comparison, named: set[str | None]) -> Iterator[str]:
    """Columns that may name what belongs together; not those that the comparison is about."""
    taken = {column_of(facts.columns, n) for n in (*rules.groups, *rules.within, *rules.adjust)}
    columns = (column_of(facts.columns, name) for name in (*CANDIDATES, *rules.cluster))
    for column in dict.fromkeys(columns):
        if column is not None and column not in taken - named:
            yield column


def found_units(table: pd.DataFrame) -> list[str]:
    """Columns whose texts are more alike than those of the units named, the coarsest first.

    Parameters
    ----------
    table : as `unit_table` gives it

    Returns
    -------
    Names of columns
    """
    return table.loc[(table["topic"] == "all") & (table["status"] == "found"), "unit"].tolist()


def _drawn(sample: Sample, facts: pd.DataFrame, seed: int) -> tuple[Sample, pd.DataFrame]:
    size = len(facts)
    if size <= _MOST:
        return sample, facts
    chosen = np.random.default_rng([seed, 17]).choice(size, _MOST, replace=False)
    chosen = np.sort(np.argsort(sample.doc_ids, kind="stable")[chosen])  # in any order the same
    return sample.rows(chosen), facts.iloc[chosen].reset_index(drop=True)


def _from_mean(sample: Sample) -> np.ndarray:
    """Shares less the mean of their group."""
    residuals = np.zeros_like(sample.shares, dtype=float)
    for group in sample.present:
        rows = sample.groups == group
        residuals[rows] = sample.shares[rows] - sample.shares[rows].mean(axis=0)
    return residuals


def _scaled(residuals: np.ndarray) -> np.ndarray:
    """In standard deviations of each theme."""
    return residuals / np.maximum(residuals.std(axis=0), 1e-9)


def _repeats(groups: np.ndarray, units: np.ndarray) -> bool:
    """Whether some group has two units, and a unit of two texts, so that likeness can be seen."""
    for group in np.unique(groups):
        sizes = np.unique(units[groups == group], return_counts=True)[1]
        if len(sizes) > 1 and sizes.max() > 1:
            return True
    return False


def unit_correlation(
    residuals: np.ndarray, groups: np.ndarray, units: np.ndarray, own: np.ndarray, seed: list[int],
    flips: int = FLIPS,
) -> tuple[np.ndarray, float]:  # fmt: skip
    """Correlation within units of texts of the same group and of different named units.

    Parameters
    ----------
    residuals : documents × K, of variance 1
    groups, units : documents
    own : documents × W, the named unit of each in every way of naming
    seed : of the flips
    flips : behind p, which is 1 without any

    Returns
    -------
    K correlations, and p of their sum
    """
    cell = _numbered(groups, units)
    apart = [_numbered(cell, way) for way in own.T]  # pairs that share a named unit do not count
    finest = _numbered(*apart)
    pairs = _squares(cell) - sum(map(_squares, apart)) + (len(apart) - 1) * _squares(finest)
    if pairs <= 0:
        return np.zeros(residuals.shape[1]), 1.0
    every, both, collects = _collect(cell), _collect(finest), [_collect(way) for way in apart]

    def of_named(values: np.ndarray) -> np.ndarray:
        """Sums of products over the pairs that share a named unit, K."""
        shared = sum(((one @ values) ** 2).sum(axis=0) for one in collects)
        return shared - (len(collects) - 1) * ((both @ values) ** 2).sum(axis=0)

    unturned = of_named(residuals)  # whole units are turned: with one way of naming as it is

    def products(values: np.ndarray) -> np.ndarray:
        """Sums of products over the pairs that count, K."""
        named = unturned if len(collects) == 1 else of_named(values)
        return ((every @ values) ** 2).sum(axis=0) - named

    seen = products(residuals)
    coarsest = own[:, int(np.argmin([len(np.unique(way)) for way in own.T]))]
    _, owner = np.unique(coarsest, return_inverse=True)
    rng = np.random.default_rng(seed)
    as_large = 0
    for _ in range(flips):
        sign = rng.integers(0, 2, int(owner.max()) + 1) * 2.0 - 1
        as_large += products(residuals * sign[owner, None]).sum() >= seen.sum() - 1e-9
    return seen / pairs, (as_large + 1) / (flips + 1)


def _squares(numbers: np.ndarray) -> float:
    """Ordered pairs of texts in the same cell, each with itself too."""
    return float((np.bincount(numbers).astype(float) ** 2).sum())


def _widening(residuals: np.ndarray, sample: Sample, units: np.ndarray) -> float:
    """Variance of the groups' means with further units, as a multiple of that without; mean.

    Of several ways of clustering: the sums of squares of clusters of one way, less those of what
    two ways share, and so on (Cameron, Gelbach & Miller 2011).
    """
    ratios = []
    for group in sample.present:
        rows = sample.groups == group
        ways = [*sample.ways[rows].T]
        without = _crossed(residuals[rows], ways)
        alone = _crossed(residuals[rows], [units[rows]])
        together = _crossed(residuals[rows], [*ways, units[rows]])
        ratios.append(max(alone, together) / max(without, 1e-12))
    return float(np.mean(ratios))


def _crossed(values: np.ndarray, ways: list[np.ndarray]) -> float:
    """Sum of squares over crossed clusters, by inclusion and exclusion."""
    total = 0.0
    for size in range(1, len(ways) + 1):
        for chosen in combinations(ways, size):
            squares = ((_collect(_numbered(*chosen)) @ values) ** 2).sum()
            total += squares if size % 2 else -squares
    return total


def _numbered(*keys: np.ndarray) -> np.ndarray:
    """Numbers of the combinations of some keys, from 0."""
    return pd.factorize(pd.MultiIndex.from_arrays(keys))[0]


def _collect(numbers: np.ndarray) -> sparse.csr_matrix:
    rows = np.arange(len(numbers))
    return sparse.csr_matrix(
        (np.ones(len(numbers)), (numbers, rows)), (int(numbers.max()) + 1, len(numbers))
    )


def _rows(
    column: str, correlation: np.ndarray, p: float, units: np.ndarray, told: np.ndarray, tested: int
) -> pd.DataFrame:
    """Rows of one column: all themes, then each."""
    status = "named" if np.isnan(p) else "found" if p < LEVEL / tested else "none"
    sizes = np.unique(units[told], return_counts=True)[1]
    topics = ["all", *(str(number) for number in range(1, len(correlation) + 1))]
    return pd.DataFrame(
        {"unit": column, "topic": topics, "correlation": [correlation.mean(), *correlation],
         "p": [p, *[np.nan] * len(correlation)], "clusters": len(sizes),
         "largest": int(sizes.max(initial=0)), "status": status}
    )  # fmt: skip
