"""Small figures of a page: shares of groups as bars with their intervals, the words beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from ...languages import COUNTRIES

WIDTH = 100  # of a bar, in units of its own
_OTHERS = ("#555F6B", "#8A5A44", "#3A7CA5", "#7A5195", "#5B7F2B", "#A23B72")


@dataclass(frozen=True)
class Bar:
    """The share of a group.

    Attributes
    ----------
    group : its code or name
    colour : #rrggbb
    mean, low, high : shares; low and high are None where there is no interval
    size, start, end : places on the bar, 0 to WIDTH; start and end are None likewise
    note : beside the share, such as a number of texts
    """

    group: str
    colour: str
    mean: float
    low: float | None
    high: float | None
    size: float
    start: float | None
    end: float | None
    note: str = ""


def bars(rows: pd.DataFrame, groups: Iterable[str], highest: float = 0.0) -> list[Bar]:
    """A bar for each row, all on one scale.

    Parameters
    ----------
    rows : country (the group), mean, low, high; where wanted note
    groups : all groups of the study, which are told apart by colour
    highest : the least end of the scale

    Returns
    -------
    list of Bar
    """
    colours = colours_of([*groups, *rows["country"]])
    most = max([highest, *rows[["mean", "high"]].fillna(0).to_numpy(float).ravel(), 1e-6])
    found = []
    for row in rows.to_dict("records"):
        known = pd.notna(row["low"]) and pd.notna(row["high"])
        places = [round(WIDTH * max(row[name], 0.0) / most, 1) if known or name == "mean" else None
                  for name in ("mean", "low", "high")]  # fmt: skip
        found.append(
            Bar(row["country"], colours[row["country"]], row["mean"],
                row["low"] if known else None, row["high"] if known else None,
                places[0] or 0.0, places[1], places[2], row.get("note", ""))
        )  # fmt: skip
    return found


def end_of_scale(prevalence: pd.DataFrame) -> float:
    """The end of a scale that holds all shares and their intervals.

    Parameters
    ----------
    prevalence : mean, high
    """
    return float(prevalence[["mean", "high"]].fillna(0).to_numpy().max(initial=0))


def colours_of(groups: Iterable[str]) -> dict[str, str]:
    """The colour of each group: that of its country, else one after the other.

    Parameters
    ----------
    groups : in the order of the tables
    """
    others = [group for group in dict.fromkeys(groups) if group not in COUNTRIES]
    found = {group: _OTHERS[place % len(_OTHERS)] for place, group in enumerate(others)}
    return found | {code: country.colour for code, country in COUNTRIES.items()}
