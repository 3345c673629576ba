"""Can these groups be compared at all? What differs between them beside their themes.

A difference in themes means little where one group's texts are of other years or kinds, are far
longer, or have fewer words that take part in the topics. Each aspect has a bound that is stated
beside it; below it the report says so before any finding.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ..corpus.missing import is_missing
from ..schemas import column_of
from .sample import Sample
from .weighting import facts_of

COLUMNS = ["aspect", "country_a", "country_b", "value", "bound", "holds"]
KINDS = ("kind", "genre", "type", "role", "section", "source")
LEAST_LINKED = 0.5  # of a group's content words
LINKED_APART = 0.1  # between two groups
OVERLAP = 0.5  # of years, and of kinds
LENGTHS = 3.0  # median length of one group's texts, as a multiple of the other's
FLAGGED = 0.5  # of the themes
MOST_KINDS = 30  # a column of more values is no kind of text


def comparability_table(
    sample: Sample, documents: pd.DataFrame, diagnostics: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What groups have in common that comparing them takes for granted.

    Parameters
    ----------
    documents : doc_id, tokens, linked_share and the columns of the corpus
    diagnostics : topic, flag

    Returns
    -------
    DataFrame with aspect (words that take part | words apart | years in common | kinds in common |
    lengths | themes flagged), country_a, country_b (groups; empty where the aspect is of one, or of
    none), value, bound, holds (1 where the bound is kept)
    """
    facts = facts_of(sample, documents)
    rows = [*_of_groups(sample, facts), *_of_pairs(sample, facts)]
    if diagnostics is not None and len(diagnostics):
        flagged = float((diagnostics["flag"].fillna("").astype(str) != "").mean())
        rows.append(("themes flagged", "", "", flagged, FLAGGED, flagged <= FLAGGED))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.assign(holds=table["holds"].astype(int))


def _of_groups(sample: Sample, facts: pd.DataFrame) -> Iterator[tuple]:
    for group in sample.present:
        value = _linked(sample, facts, group)
        if not np.isnan(value):
            yield "words that take part", group, "", value, LEAST_LINKED, value >= LEAST_LINKED


def _linked(sample: Sample, facts: pd.DataFrame, group: str) -> float:
    """Share of a group's content words that are linked; not a number where that is not known."""
    rows = sample.groups == group
    if "linked_share" not in facts.columns:
        return float("nan")
    shares = pd.to_numeric(facts.loc[rows, "linked_share"], errors="coerce")
    known = shares.notna().to_numpy()
    loads = facts.loc[rows, "tokens"].to_numpy(float)[known]
    return float(np.average(shares[known], weights=loads)) if loads.sum() else float("nan")


def _of_pairs(sample: Sample, facts: pd.DataFrame) -> Iterator[tuple]:
    kind = kind_column(facts)
    for a, b in sample.pairs:
        first, second = (facts[sample.groups == group] for group in (a, b))
        apart = abs(_linked(sample, facts, a) - _linked(sample, facts, b))
        if not np.isnan(apart):
            yield "words apart", a, b, apart, LINKED_APART, apart <= LINKED_APART
        if "tokens" in facts.columns:
            middle = sorted(max(float(part["tokens"].median()), 1.0) for part in (first, second))
            ratio = middle[1] / middle[0]
            yield "lengths", a, b, ratio, LENGTHS, ratio <= LENGTHS
        for aspect, column in (("years in common", "year"), ("kinds in common", kind)):
            if column in facts.columns:
                value = overlap(first[column], second[column])
                if not np.isnan(value):
                    yield aspect, a, b, value, OVERLAP, value >= OVERLAP


def kind_column(facts: pd.DataFrame) -> str | None:
    """The column that says of what kind a text is; None where there is none.

    Parameters
    ----------
    facts : the columns of the corpus
    """
    return next((c for name in KINDS if _is_kind(facts, c := column_of(facts.columns, name))), None)


def _is_kind(facts: pd.DataFrame, column: str | None) -> bool:
    return column is not None and 1 < facts[column].astype(str).nunique() <= MOST_KINDS


def overlap(first: pd.Series, second: pd.Series) -> float:
    """How far two sets of texts are spread alike over the values of a column.

    Parameters
    ----------
    first, second : values of the texts; those that tell nothing take no part

    Returns
    -------
    Sum of the smaller of both shares over the values, from 0 to 1; not a number where one of the
    two tells nothing
    """
    shares = []
    for values in (first.astype(str), second.astype(str)):
        told = values[~values.map(is_missing)]
        if told.empty:
            return float("nan")
        shares.append(told.value_counts(normalize=True))
    both = pd.concat(shares, axis=1, keys=["a", "b"]).fillna(0.0)
    return float(both.min(axis=1).sum())
