"""What is said of a formula: what was made equal, what that changed, and how themes run."""

from typing import Any

import pandas as pd

from ...formats import count, country_name, decimal, listed, percent, points

HALF = 0.5  # of a group's texts: where fewer have a like, that is said
_TURNED = 0.005  # a difference from which on a change of sign is told


def formula_sentences(terms: pd.DataFrame, adjusted: pd.DataFrame, formula: str) -> list[str]:
    """What the formula makes equal, of how many documents, and what that changes.

    Parameters
    ----------
    terms, adjusted : as `terms.<model>` and `adjusted.<model>`
    formula : of the study

    Returns
    -------
    Sentences; none where the study has no formula
    """
    if terms.empty:
        return []
    told = [f"Like is compared with like, by the model {formula.strip()}."]
    silent = terms[terms["missing"] > 0]
    taking = count(terms["documents"].iloc[0], "document takes", "documents take")
    if len(silent):
        without = listed(
            f"{count(row.missing, 'document tells', 'documents tell')} nothing of {row.term}"
            for row in silent.itertuples()
        )
        told.append(f"{without}, so that {taking} part.")
    else:
        told.append(f"All columns are told, and {taking} part.")
    return [*told, *_overlap(adjusted), *_changed(adjusted)]


def _overlap(adjusted: pd.DataFrame) -> list[str]:
    """Pairs whose texts are hardly like each other, or not at all."""
    pairs = adjusted.drop_duplicates(["country_a", "country_b"])
    none = pairs["difference"].isna()
    few = pairs[~none & (pairs[["covered_a", "covered_b"]].min(axis=1) < HALF)]
    sentences = []
    if none.any():
        names = [f"{a} and {b}" for a, b in map(_named, pairs[none].itertuples())]
        sentences.append(f"Not compared, since no text has its like: {'; '.join(names)}.")
    if len(few):
        parts = [
            f"{percent(row.covered_a)} of {a} and {percent(row.covered_b)} of {b}"
            for row in few.itertuples()
            for a, b in [_named(row)]
        ]
        sentences.append(
            f"Few texts have their like in the other group: {'; '.join(parts)}. A difference is of "
            "these alone."
        )
    return sentences


def _named(row: Any) -> tuple[str, str]:
    return country_name(row.country_a), country_name(row.country_b)


def _changed(adjusted: pd.DataFrame) -> list[str]:
    """How far the model moves differences, and how many turn their sign."""
    both = adjusted.dropna(subset=["difference", "crude"])
    if both.empty:
        return []
    moved = (both["difference"] - both["crude"]).abs()
    large = both[["difference", "crude"]].abs().min(axis=1) >= _TURNED
    turned = int((large & (both["difference"] * both["crude"] < 0)).sum())
    sentence = f"The model moves a difference by {points(moved.mean())} on average, and by "
    sentence += f"{points(moved.max())} at most"
    if turned:
        sentence += f"; {count(turned, 'difference turns its', 'differences turn their')} sign"
    return [f"{sentence}."]


def curve_sentences(curves: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """The theme that moves most over each number, with all else as it is.

    Parameters
    ----------
    curves : as `curves.<model>`
    names : label of each topic

    Returns
    -------
    A sentence a term
    """
    told = []
    for term in curves["term"].drop_duplicates():
        part = curves[curves["term"] == term]
        means = part.pivot_table(index="value", columns="topic", values="mean")
        topic = (means.max() - means.min()).round(10).idxmax()
        own = part[part["topic"] == topic].sort_values("value")
        ends = [own.loc[own["mean"].idxmin()], own.loc[own["mean"].idxmax()]]
        if ends[0]["value"] > ends[1]["value"]:
            ends.reverse()
        first, second = (f"{percent(end['mean'])} at {_number(end['value'])}" for end in ends)
        apart = ends[0]["high"] < ends[1]["low"] or ends[1]["high"] < ends[0]["low"]
        sure = "" if apart else ", and the intervals of these two overlap"
        told.append(
            f"Over {term} “{names[topic]}” moves most, with all else as it is: from {first} to "
            f"{second}{sure}."
        )
    return told


def _number(value: float) -> str:
    """A value of a number as it is read aloud, 2012 and 3.5."""
    return decimal(value, 0 if float(value).is_integer() or abs(value) >= 1000 else 1)
