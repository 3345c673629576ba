"""How shares move: over the years, and over a number as a model foresees it."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..formats import count, decimal, group_name, percent
from .layout import LINE, Page, dodge, fitting, key_height, limits, percent_axis, strokes
from .lettering import plain, wrap
from .marks import Mark, marks_of
from .style import BAND, FADED, INK, NORMAL, WIDTH, Drawing, styled, tint, with_numbers
from .wording import LONGEST, REST, kind_of_groups, largest_first, quoted, theme_names

_MANY_YEARS = 10
_STEP = 1.85  # inches from a panel to the one below it


# ---------------------------------------------------------------- years


@styled
def over_time(
    table: pd.DataFrame, labels: pd.DataFrame | None = None, top: int = 12, few: int = 10
) -> Drawing | None:
    """The share of each theme by year and country with intervals, a panel a theme.

    Parameters
    ----------
    table : topic, country, year, mean, low, high, documents
    labels : topic, label
    top : at most so many themes, the largest, and no more than stand on a page
    few : years with fewer documents of a country are grey and joined by no line

    Returns
    -------
    None where there are no years
    """
    table = with_numbers(table, "mean", "low", "high", "year", "documents")
    table = table.dropna(subset=["mean", "year"])
    marks = marks_of(table["country"])
    if table.empty:
        return None
    order = largest_first(table)
    names = theme_names(labels, order)
    key = key_height(marks.values(), WIDTH - 0.2) + 0.22
    shown = order[: min(top, 2 * fitting(_STEP, key))]
    step, columns = _STEP, 2 if len(shown) > 1 else 1
    page = Page(key + step * -(-len(shown) // columns))
    page.groups(list(marks.values()), 0.08, 0.18, WIDTH - 0.2)
    room = (WIDTH - 0.1) / columns
    for number, topic in enumerate(shown):
        left, y = 0.08 + number % columns * room, key + number // columns * step
        lines = wrap(names[topic], room - 0.15, NORMAL, 2, bold=True)
        page.write_lines(left, y + 0.3 - (len(lines) - 1) * LINE * NORMAL / 2, lines, bold=True)
        axes = page.panel(left + 0.5, y + 0.46, room - 0.7, 1.02)
        _time_lines(axes, table[table["topic"] == topic], few, marks)
        _year_axis(axes, table)
    which = f"All {count(len(order), 'theme')}"
    if len(shown) < len(order):
        which = f"The {len(shown)} largest of {count(len(order), 'theme')} ({REST})"
    caption = (
        f"{which}: mean share by year and group, with 95 % "
        "intervals. Each theme has a scale of its own from 0. Grey and unjoined: fewer than "
        f"{count(few, 'document')}."
    )
    return Drawing(page.figure, _alt_over_time(table, names, few), caption)


def _time_lines(axes: Axes, part: pd.DataFrame, few: int, marks: dict[str, Mark]) -> None:
    there = set(part["country"])
    countries = [mark for group, mark in marks.items() if group in there]
    many = part["year"].nunique() > _MANY_YEARS
    size, ink = (3, 0.4) if many else (4.5, 1)
    for number, country in enumerate(countries):
        rows_ = part[part["country"] == country.code].sort_values("year")
        x = rows_["year"].to_numpy(float) + dodge(number, len(countries), 0.3)
        mean, low, high = (rows_[c].to_numpy(float) for c in ("mean", "low", "high"))
        enough = rows_["documents"].to_numpy(float) >= few
        axes.plot(x, np.where(enough, mean, np.nan), color=country.colour, zorder=3)
        for which, colour in ((enough, country.colour), (~enough, FADED)):
            strokes(axes, x[which], low[which], high[which], tint(colour, ink), 1)
            axes.plot(
                x[which], mean[which], country.marker, c=colour, ms=size, zorder=4, clip_on=False
            )
    axes.set_ylim(limits(part["mean"], part["low"], part["high"], floor=0))
    percent_axis(axes, "y", bins=3)


def _year_axis(axes: Axes, table: pd.DataFrame) -> None:
    axes.set_xlim(table["year"].min() - 0.5, table["year"].max() + 0.5)
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True, min_n_ticks=1))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: decimal(year, 0)))


def _alt_over_time(table: pd.DataFrame, names: dict[int, str], few: int) -> str:
    """From which year to which, and the largest change from the first sure year to the last."""
    first, last = int(table["year"].min()), int(table["year"].max())
    text = (
        f"Shares of {count(len(names), 'theme')} by {kind_of_groups(table)} from {first} to {last}."
    )
    sure = table[table["documents"] >= few].sort_values("year")
    ends = sure.groupby(["topic", "country"])["mean"].agg(["first", "last", "size"])
    ends = ends[ends["size"] > 1]
    if ends.empty:
        return text + f" None has two years with at least {count(few, 'document')}."
    change = (ends["last"] - ends["first"]).abs()
    topic, code = change.idxmax()
    row = ends.loc[(topic, code)]
    return (
        f"{text} The largest change is in {quoted(names[topic])} in {group_name(code)}, from "
        f"{percent(row['first'])} to {percent(row['last'])}."
    )


# ---------------------------------------------------------------- curves of a model


@styled
def curves(
    table: pd.DataFrame, labels: pd.DataFrame | None = None, top: int = 12
) -> Drawing | None:
    """What a model foresees over the values of a number, a panel a theme, those that move on top.

    Parameters
    ----------
    table : term, value, topic, mean, low, high
    labels : topic, label
    top : at most so many panels, as many for each term, and no more than stand on a page

    Returns
    -------
    None where there are no curves
    """
    table = with_numbers(table, "value", "mean", "low", "high").dropna(subset=["value", "mean"])
    terms = list(table["term"].drop_duplicates())
    if not terms:
        return None
    names = theme_names(labels, table["topic"].unique())
    step, room, heading = _STEP, (WIDTH - 0.1) / 2, 0.3
    told = terms[: fitting(heading + step, 0.1)]
    deep = fitting(step * len(told), 0.1 + heading * len(told))
    each = min(max(top // len(told), 2), 2 * deep)
    shown = {term: _moving_first(table[table["term"] == term])[:each] for term in told}
    height = sum(heading + step * -(-len(topics) // 2) for topics in shown.values())
    page, y = Page(height + 0.1), 0.0
    for term, topics in shown.items():
        page.write_lines(0.08, y + 0.16, wrap(f"over {_number_name(term)}", WIDTH - 0.2, NORMAL, 1))
        for number, topic in enumerate(topics):
            left, upper = 0.08 + number % 2 * room, y + heading + number // 2 * step
            lines = wrap(names[topic], room - 0.15, NORMAL, 2, bold=True)
            first = upper + 0.3 - (len(lines) - 1) * LINE * NORMAL / 2
            page.write_lines(left, first, lines, bold=True)
            axes = page.panel(left + 0.5, upper + 0.46, room - 0.7, 1.02)
            _curve(axes, table[(table["term"] == term) & (table["topic"] == topic)])
        y += heading + step * -(-len(topics) // 2)
    return Drawing(
        page.figure, _alt_of_curves(table, names, shown), _caption_of_curves(table, shown)
    )


def _number_name(term: object) -> str:
    return plain(term)[:LONGEST].rstrip() or "a number"


def _moving_first(part: pd.DataFrame) -> list[int]:
    """Themes of a term by how far their curves move."""
    means = part.groupby("topic")["mean"]
    moved = (means.max() - means.min()).round(10)
    return list(moved.sort_values(ascending=False, kind="stable").index)


def _curve(axes: Axes, part: pd.DataFrame) -> None:
    part = part.sort_values("value")
    x, mean, low, high = (part[c].to_numpy(float) for c in ("value", "mean", "low", "high"))
    axes.fill_between(x, low, high, color=BAND, linewidth=0, zorder=1)
    axes.plot(x, mean, color=INK, zorder=3)
    axes.set_xlim(x.min(), max(x.max(), x.min() + 1e-9))
    axes.set_ylim(limits(mean, low, high, floor=0))
    percent_axis(axes, "y", bins=3)
    axes.xaxis.set_major_locator(MaxNLocator(4, min_n_ticks=1))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}".replace("-", "−")))


def _alt_of_curves(
    table: pd.DataFrame, names: dict[int, str], shown: dict[str, list[int]]
) -> str:  # fmt: skip
    """The theme that moves most over each term, and from where to where."""
    parts = []
    for term, topics in shown.items():
        own = table[(table["term"] == term) & (table["topic"] == topics[0])].sort_values("value")
        least, most = own["mean"].agg(["min", "max"])
        parts.append(
            f"Over {_number_name(term)} {quoted(names[topics[0]])} moves most, between "
            f"{percent(least)} and {percent(most)}."
        )
    return " ".join(parts)


def _caption_of_curves(table: pd.DataFrame, shown: dict[str, list[int]]) -> str:
    themes, panels = table["topic"].nunique(), max(map(len, shown.values()))
    which = f"The {panels} that move most of" if panels < themes else "All"
    left_out = table["term"].nunique() - len(shown)
    more = f" ({count(left_out, 'further number')}: in the table)" if left_out else ""
    return (
        f"{which} {count(themes, 'theme')}{more}: mean share that the model foresees if all "
        "documents had one value, with all else as it is. Band: 95 % interval. Each theme has a "
        "scale of its own from 0."
    )
