"""What differs between the countries: shares, differences, and how they move."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..comparison.verdicts import Verdict
from ..formats import (
    count,
    count_or_none,
    group_name,
    listed,
    pair_name,
    percent,
    points,
    tallied,
)
from .courses import curves, over_time
from .layout import (
    LINE,
    Page,
    both_ends,
    dodge,
    dots,
    fitting,
    key_height,
    limits,
    percent_axis,
    room_for,
    rows,
    zero_line,
)
from .lettering import plain, wrap
from .marks import Mark, marks_of
from .style import (
    BAND,
    FADED,
    INK,
    NORMAL,
    QUIET,
    SMALL,
    WIDTH,
    Drawing,
    styled,
    tint,
    with_numbers,
)
from .wording import REST, kind_of_groups, largest_first, quoted, sizes, theme_names

__all__ = ["curves", "differences", "over_time", "prevalence"]

CLEAR = Verdict.DIFFERS  # the verdict whose marker is filled
_DIFFERENCE = (
    "difference", "low", "high", "crude", "chance_low", "chance_high", "language_low",
    "language_high",
)  # fmt: skip
LEAST = (
    0.0005  # by which a difference or an end must be moved to be drawn apart: half a tenth point
)
UNSURE = (Verdict.OPEN, Verdict.ASIDE)  # drawn in grey
MOST_ROWS = 12  # of differences
_MANY_ROWS = 12
_APART = 0.13  # of a row's height, from its middle to the difference, and to the plain one below
_KEY_ROOM = 3.6  # inches of a key that something stands beside
_OVER, _OVER_MANY, _UNDER = 0.27, 0.5, 0.65  # inches between the key and rows, and below these
_ROW, _OF_GROUP = 0.24, 0.06  # height of a theme's row: what each has, and what a group adds


# ---------------------------------------------------------------- shares by country


@styled
def prevalence(table: pd.DataFrame, labels: pd.DataFrame | None = None) -> Drawing | None:
    """The share of each theme in each country with its interval, the largest theme on top.

    As many themes as stand on a page, the largest.

    Parameters
    ----------
    table : topic, country, mean, low, high, documents, clusters; where known mean_all_words
    labels : topic, label

    Returns
    -------
    None where there are no shares
    """
    table = table.assign(mean_all_words=table.get("mean_all_words", np.nan))
    table = with_numbers(table, "mean", "low", "high", "mean_all_words").dropna(subset="mean")
    countries = list(marks_of(table["country"]).values())
    if table.empty:
        return None
    every = largest_first(table)
    names = theme_names(labels, every)
    many, height = len(every) > _MANY_ROWS, _ROW + _OF_GROUP * len(countries)
    top = key_height(countries, WIDTH - 0.2) + (0.5 if many else 0.27)
    order = every[: fitting(height, top + 0.4)]
    page = Page(top + height * len(order) + 0.4)
    page.groups(countries, 0.08, 0.18, WIDTH - 0.2)
    axes = rows(page, [names[t] for t in order], top, 2.35, WIDTH - 2.35 - 0.25, height)
    row_of = {topic: row for row, topic in enumerate(order)}
    shown = table[table["topic"].isin(order)]
    for number, country in enumerate(countries):
        part = shown[shown["country"] == country.code]
        y = part["topic"].map(row_of) + dodge(number, len(countries))
        dots(axes, part["mean"], y, part["low"], part["high"], country.colour, country.marker)
        axes.plot(part["mean_all_words"], y, "|", color=country.colour, markersize=6, zorder=2)
    axes.set_xlim(limits(shown["mean"], shown["low"], shown["high"], floor=0))
    percent_axis(axes)
    both_ends(axes, many)
    which = f"each of {count(len(order), 'theme')}"
    if len(order) < len(every):
        which = f"the {len(order)} largest of {count(len(every), 'theme')} ({REST})"
    caption = (
        f"Mean share of {which} in the documents of a group, {_ordered(countries)}; lines: 95 % "
        f"intervals{_without(table)}{_of_all(table)}. {sizes(table)}."
    )
    return Drawing(page.figure, _alt_of_shares(table, names), caption)


def _ordered(groups: list[Mark]) -> str:
    """By what the themes are ordered."""
    mean = " by the mean of the groups' means" if len(groups) > 1 else ""
    return f"the largest on top{mean}"


def _of_all(table: pd.DataFrame) -> str:
    """What the small upright lines are, where there are any."""
    if table["mean_all_words"].isna().all():
        return ""
    return (
        "; shares are of the words that take part, and the upright strokes are shares of all "
        "content words"
    )


def _without(table: pd.DataFrame) -> str:
    """What a dot without a line means, where there is one."""
    return ", none for a single cluster" if table["low"].isna().any() else ""


def _alt_of_shares(table: pd.DataFrame, names: dict[int, str]) -> str:
    """The largest theme, and the theme in which the countries lie farthest apart."""
    wide = table.pivot_table(index="topic", columns="country", values="mean")
    wide = wide.reindex(columns=list(marks_of(table["country"])))
    largest = wide.mean(axis=1).idxmax()
    shares = listed(f"{group_name(c)} {percent(v)}" for c, v in wide.loc[largest].dropna().items())
    text = f"Shares of {count(len(wide), 'theme')} by {kind_of_groups(table)}. "
    over = "The largest by the mean of the groups' means" if wide.shape[1] > 1 else "The largest"
    text += f"{over} is {quoted(names[largest])} ({shares})."
    spread = wide.max(axis=1) - wide.min(axis=1)
    if wide.shape[1] < 2 or not spread.max() > 0:
        return text
    topic = spread.idxmax()
    high, low = wide.loc[topic].idxmax(), wide.loc[topic].idxmin()
    return (
        f"{text} They lie farthest apart in {quoted(names[topic])}: {group_name(high)} "
        f"{percent(wide.loc[topic, high])}, {group_name(low)} {percent(wide.loc[topic, low])}."
    )


# ---------------------------------------------------------------- differences


@styled
def differences(
    contrasts: pd.DataFrame, labels: pd.DataFrame | None = None, top: int = MOST_ROWS
) -> Drawing | None:
    """Differences between two groups, the largest on top, over what language alone makes.

    The dot has the colour and shape of the group that has more of the theme; it is filled where the
    two differ by more than chance and language; its line is the interval with language in it.
    Below it stands the plain difference with its interval of chance alone, where language moves
    either: two lines on one would pass for one interval within another, which they are not. The
    pale band is the interval of the language effect.

    Parameters
    ----------
    contrasts : topic, country_a, country_b, difference, low, high, crude, chance_low,
        chance_high, language_low, language_high, verdict
    labels : topic, label
    top : at most so many rows, and no more than stand on a page; what is claimed comes first, then
        what is largest

    Returns
    -------
    None where there are no differences
    """
    known = with_numbers(contrasts, *_DIFFERENCE).dropna(subset="difference")
    if known.empty:
        return None
    known = known.assign(size=known["difference"].abs().round(10), sure=known["verdict"] == CLEAR)
    known = known.sort_values(["sure", "size"], ascending=False, kind="stable")
    names = theme_names(labels, known["topic"].unique())
    top = min(top, _rows_of_a_page(known.head(top), names))
    shown = known.head(top).sort_values("size", ascending=False, kind="stable", ignore_index=True)
    known = known.sort_values("size", ascending=False, kind="stable")
    page = _difference_rows(shown, names)
    return Drawing(page.figure, _alt_of_differences(known, names), _caption_of(known, shown))


def _rows_of_a_page(shown: pd.DataFrame, names: dict[int, str]) -> int:
    """How many of the rows stand on a page."""
    room = room_for((names[topic] for topic in shown["topic"]), 1.9, 2.6)
    told = [wrap(names[topic], room, NORMAL) for topic in shown["topic"]]
    key = key_height(marks_of([*shown["country_a"], *shown["country_b"]]).values(), _KEY_ROOM)
    return fitting(_difference_height(told), key + _OVER_MANY + _UNDER)


def _difference_height(told: Iterable[list[str]]) -> float:
    """Inches of a row, of the name of whose theme there are some lines."""
    return 0.44 + (max(map(len, told)) - 1) * LINE * NORMAL


def _difference_rows(shown: pd.DataFrame, names: dict[int, str]) -> Page:
    room, right = room_for((names[topic] for topic in shown["topic"]), 1.9, 2.6), 1.53
    many = len(shown) > _MANY_ROWS
    told = {topic: wrap(names[topic], room, NORMAL) for topic in shown["topic"]}
    left, height = room + 0.2, _difference_height(told.values())
    marks = marks_of([*shown["country_a"], *shown["country_b"]])
    top = key_height(marks.values(), _KEY_ROOM) + (_OVER_MANY if many else _OVER)
    page = Page(top + height * len(shown) + _UNDER)
    _key_of_differences(page, shown, marks)
    panel_width = WIDTH - left - right
    axes = rows(page, [""] * len(shown), top, left, panel_width, height)
    for row, contrast in enumerate(shown.to_dict("records")):
        y = top + (row + 0.5) * height
        name = told[contrast["topic"]]
        page.write_lines(0.08, y - 0.095, name)
        pair = pair_name(contrast["country_a"], contrast["country_b"])
        page.write(0.08, y + 0.1 + (len(name) - 1) * LINE * NORMAL / 2, pair, SMALL, QUIET)
        sure = contrast["verdict"] == CLEAR
        verdict = wrap(plain(contrast["verdict"]), right - 0.17, SMALL, 2, bold=sure)
        page.write_lines(WIDTH - right + 0.12, y, verdict, SMALL, INK if sure else QUIET, sure)
        _difference(axes, row, contrast, marks)
    axes.set_xlim(limits(shown[list(_DIFFERENCE)], [0.0]))
    percent_axis(axes, bins=6, unit="")
    both_ends(axes, many)
    zero_line(axes)
    page.write(left + panel_width / 2, page.height - 0.15, "difference in percentage points", SMALL,
               QUIET, align="center")  # fmt: skip
    return page


def _difference(axes: Axes, row: int, contrast: dict, marks: dict[str, Mark]) -> None:
    """One row: the band of the language effect, the difference, and the plain one below it."""
    low, high = contrast["language_low"], contrast["language_high"]
    if np.isfinite(low) and np.isfinite(high):
        axes.barh(row, high - low, 0.8, low, color=BAND, zorder=1)
    more = marks[contrast["country_a" if contrast["difference"] >= 0 else "country_b"]]
    colour = FADED if contrast["verdict"] in UNSURE else more.colour
    apart = _APART if _is_moved(contrast) else 0.0
    dots(axes, [contrast["difference"]], [row - apart], [contrast["low"]], [contrast["high"]],
         colour, more.marker, filled=contrast["verdict"] == CLEAR)  # fmt: skip
    if apart:
        near, far, y = contrast["chance_low"], contrast["chance_high"], row + 2 * apart
        if np.isfinite(near) and np.isfinite(far):
            axes.hlines(y, near, far, color=tint(colour, 0.5), lw=1.6, zorder=3)
        axes.plot([contrast["crude"]], [y], "|", color=colour, markersize=7, zorder=4)


def _is_moved(contrast: dict) -> bool:
    """Whether a difference or its interval is another than the plain one of chance alone."""
    pairs = (("difference", "crude"), ("low", "chance_low"), ("high", "chance_high"))
    known = [(contrast[a], contrast[b]) for a, b in pairs if np.isfinite(contrast[b])]
    return any(not abs(a - b) < LEAST for a, b in known)


def _key_of_differences(page: Page, shown: pd.DataFrame, marks: dict[str, Mark]) -> None:
    page.write(0.08, 0.18, "more in", SMALL, QUIET)
    page.groups(list(marks.values()), 0.65, 0.18, _KEY_ROOM)
    if shown["language_low"].notna().any():
        page.sheet.plot(4.35, 0.18, "s", color=BAND, markersize=11)
        page.write(4.5, 0.18, "language effect", SMALL, QUIET)


def _alt_of_differences(known: pd.DataFrame, names: dict[int, str]) -> str:
    largest = known.iloc[0]
    a, b = group_name(largest["country_a"]), group_name(largest["country_b"])
    more, less = (a, b) if largest["difference"] >= 0 else (b, a)
    clear = int((known["verdict"] == CLEAR).sum())
    return (
        f"Of {count(len(known), 'difference')} between two groups "
        f"{count_or_none(clear, 'has', 'have')} the verdict “{CLEAR}”. The largest difference "
        f"is in {quoted(names[int(largest['topic'])])}: {more} has "
        f"{points(largest['difference'], 'percentage points')} more "
        f"than {less} (verdict: {largest['verdict']})."
    )


def _plain_below(shown: pd.DataFrame) -> str:
    """What the strokes below the dots are, where there are any."""
    if not any(map(_is_moved, shown.to_dict("records"))):
        return ""
    return (
        "Dot and line: the difference that is judged, with the effect of language taken off where "
        "it is known, and its interval of chance and language. Stroke and pale line below it: the "
        "plain difference, and its interval of chance alone. "
    )


def _caption_of(known: pd.DataFrame, shown: pd.DataFrame) -> str:
    which = "All" if len(shown) == len(known) else f"The {len(shown)} largest of"
    band = "What language alone makes of it was not measured."
    if shown["language_low"].notna().any():
        band = "Pale band: 95 % interval of what language alone makes of that pair (control text)."
    return (
        f"{which} {count(len(known), 'difference')} in the mean share of a theme, with "
        f"intervals{_without(shown)} that allow for all comparisons. {_plain_below(shown)}Colour "
        "and shape name the group that has more; filled dots differ by more than chance and "
        f"language. {band} Verdicts: {tallied(known['verdict'])}."
    )
