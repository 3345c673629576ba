"""One row a claim: a theme and two groups, with all that speaks for and against it.

The first page, the pages of themes and the reader draw from these rows alone. A claim may lead if
its verdict is *differs*, its theme has no flag, and no other way of looking turns it round.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..schemas import schema_of
from ..study import DOCUMENT
from .verdicts import Verdict

_SIGN = re.compile(r"[^\w.]+")
_TAKEN_OVER = [
    "difference", "low", "high", "q", "verdict", "reason", "detectable", "undone_by",
    "language_effect", "language_low", "language_high", "checked",
]  # fmt: skip
_HELD = {name: name for name in ("analyses", "same_sign", "clear", "against", "choices", "holds")}
_HELD |= {"undone_by_choice": "undone_by"}
_CODED = {"corrected": "corrected", "corrected_low": "low", "corrected_high": "high"}


@dataclass(frozen=True)
class Evidence:
    """The tables that claims are put together from; None where a stage could not be made.

    Attributes
    ----------
    contrasts, prevalence, diagnostics, labels, control, codes : of the model
    held : multiverse_findings, of the main model alone
    standard : standard_themes, of the main model alone
    cluster : the columns that say what belongs together
    """

    contrasts: pd.DataFrame
    prevalence: pd.DataFrame
    diagnostics: pd.DataFrame
    labels: pd.DataFrame
    control: pd.DataFrame
    codes: pd.DataFrame
    held: pd.DataFrame | None
    standard: pd.DataFrame | None
    cluster: tuple[str, ...]


def claims_of(model: str, known: Evidence) -> pd.DataFrame:
    """The table `claims` of a model, in the order of its contrasts.

    Parameters
    ----------
    model : its name
    known : all that was found out

    Returns
    -------
    DataFrame, a row a theme and pair of groups
    """
    rows = known.contrasts.rename(columns={"country_a": "group_a", "country_b": "group_b"})
    table = rows[["topic", "group_a", "group_b", *_TAKEN_OVER]].copy()
    names = known.labels.set_index("topic")["label"]
    table["label"] = table["topic"].map(names)
    table["claim"] = _ids(model, table)
    for side in ("a", "b"):
        shares = _of_group(table, f"group_{side}", known.prevalence)
        table[f"share_{side}"], table[f"clusters_{side}"] = shares["mean"], shares["clusters"]
        table[f"share_of_all_{side}"] = shares["mean_all_words"]
    of_topic = known.diagnostics.set_index("topic")
    table["flag"] = table["topic"].map(of_topic["flag"]).fillna("")
    table["share_correlation"] = table["topic"].map(of_topic["share_correlation"])
    table["control"] = known.control["control"].iloc[0] if len(known.control) else "none"
    each = (known.prevalence["clusters"] == known.prevalence["documents"]).all()
    table["unit"] = DOCUMENT if each else " × ".join(known.cluster) or DOCUMENT
    table = _with(table, _renamed(known.held), _HELD)
    table = _with(table, known.codes, _CODED)
    table = _with_standard(table, known.standard)
    differs = table["verdict"] == Verdict.DIFFERS  # else there is nothing that could be undone
    table["holds"] = table["holds"].where(differs)
    table["undone_by_choice"] = table["undone_by_choice"].where(differs).astype(object).fillna("")
    table["leads"] = _may_lead(table)
    return table[[column.name for column in schema_of(f"claims.{model}").columns]]


def _may_lead(table: pd.DataFrame) -> pd.Series:
    """The rule: it differs, its theme has no flag, and no other way of looking turns it round."""
    turned = pd.to_numeric(table["against"]).fillna(0) > 0
    return ((table["verdict"] == Verdict.DIFFERS) & (table["flag"] == "") & ~turned).astype(int)


def _ids(model: str, table: pd.DataFrame) -> list[str]:
    """The id of each claim; groups whose names become alike in it are told apart by a number."""
    groups = pd.unique(table[["group_a", "group_b"]].to_numpy(object).ravel())
    told: dict[str, str] = {}
    for group in groups:
        name = _SIGN.sub("_", str(group)).strip("_") or "group"
        alike = sum(other == name or other.startswith(f"{name}~") for other in told.values())
        told[group] = f"{name}~{alike + 1}" if alike else name
    rows = zip(table["topic"], table["group_a"], table["group_b"], strict=True)
    return [f"{model}-{int(topic):02d}-{told[a]}-{told[b]}" for topic, a, b in rows]


def _of_group(table: pd.DataFrame, column: str, prevalence: pd.DataFrame) -> pd.DataFrame:
    """The rows of `prevalence` for the group in a column, in the order of the table."""
    keys = table[["topic", column]].rename(columns={column: "country"})
    return keys.merge(prevalence, on=["topic", "country"], how="left").set_index(table.index)


def _renamed(table: pd.DataFrame | None) -> pd.DataFrame | None:
    names = {"country_a": "group_a", "country_b": "group_b"}
    return None if table is None else table.rename(columns=names)


def _with(
    table: pd.DataFrame, other: pd.DataFrame | None, columns: Mapping[str, str]
) -> pd.DataFrame:
    """The table with columns of another that has a row for some of its pairs of groups."""
    if other is None or other.empty:
        return table.assign(**dict.fromkeys(columns, np.nan))
    keys = ["topic", "group_a", "group_b"]
    found = table[keys].merge(other, on=keys, how="left", suffixes=("_x", ""))
    return table.assign(**{new: found[old].to_numpy() for new, old in columns.items()})


def _with_standard(table: pd.DataFrame, standard: pd.DataFrame | None) -> pd.DataFrame:
    if standard is None or standard.empty:
        return table.assign(standard_models=np.nan, found_by=np.nan)
    of_topic = standard.groupby("topic")["found_by"].first()
    return table.assign(
        standard_models=standard["model"].nunique(), found_by=table["topic"].map(of_topic)
    )
