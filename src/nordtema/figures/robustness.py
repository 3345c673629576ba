"""Whether findings hold: planted beside estimated shares, and all defensible analyses at once."""

import numpy as np
import pandas as pd

from ..formats import count, country_name, percent, points, signed_points
from .layout import Page, both_ends, dodge, dots, fitting, limits, percent_axis, rows, strokes
from .lettering import plain, shorten
from .style import (
    INK,
    NORMAL,
    QUIET,
    RULE,
    SMALL,
    WIDTH,
    Drawing,
    countries_in,
    styled,
    tint,
    with_numbers,
)
from .wording import REST, quoted

_ABOVE, _BELOW = "#2f5d73", "#a8632d"
_MANY_ROWS = 12
_STEP, _CHOICE_LINE, _CHOICE_ROOM = 1.85, 0.19, 2.1  # inches
_CURVE_COLUMNS = ("finding", "specification", "own", "difference", "low", "high")


# ---------------------------------------------------------------- planted truth


@styled
def designed_and_found(table: pd.DataFrame, labels: dict[str, str] | None = None) -> Drawing | None:
    """The designed share of each theme beside the share that was estimated, with its interval.

    Parameters
    ----------
    table : theme, country, designed, mean, low, high
    labels : a name for each theme, where the table's own is not to be shown

    Returns
    -------
    None where no theme was planted
    """
    table = with_numbers(table, "designed", "mean", "low", "high").dropna(subset="designed")
    countries = countries_in(table)
    if table.empty or not countries:
        return None
    every = list(dict.fromkeys(table["theme"]))
    names = {theme: plain((labels or {}).get(theme, theme)) for theme in every}
    height, top = 0.2 + 0.12 * len(countries), 0.68 if len(every) > _MANY_ROWS else 0.45
    order = _largest_designed(table, every, fitting(height, top + 0.4))
    drawn = table[table["theme"].isin(order)]
    page = Page(top + height * len(order) + 0.4)
    left = max(3.6, page.groups(countries, 0.08, 0.18))
    page.sheet.vlines(left, 0.09, 0.27, color=INK, linewidth=2)
    page.write(left + 0.12, 0.18, "designed")
    axes = rows(page, [names[t] for t in order], top, 2.4, WIDTH - 2.4 - 0.25, height)
    row_of = {theme: row for row, theme in enumerate(order)}
    for number, country in enumerate(countries):
        part = drawn[drawn["country"] == country.code]
        y = (part["theme"].map(row_of) + dodge(number, len(countries), 0.56)).to_numpy(float)
        dots(axes, part["mean"], y, part["low"], part["high"], country.colour, country.marker)
        axes.vlines(part["designed"], y - 0.13, y + 0.13, color=INK, linewidth=2, zorder=5)
    axes.set_xlim(limits(drawn[["designed", "mean", "low", "high"]], floor=0))
    percent_axis(axes)
    both_ends(axes, len(every) > _MANY_ROWS)
    themes = count(len(every), "theme")
    if len(order) < len(every):
        themes = f"the {len(order)} largest of {themes} ({REST})"
    caption = (
        f"Designed shares (upright lines) and estimated ones (dots, 95 % intervals) of "
        f"{themes} in {count(len(countries), 'country', 'countries')}. "
        f"{_within(table, 'designed shares lie within the interval')}. Themes have the names under "
        "which they were planted; each is shown by the topic that matches it best."
    )
    return Drawing(page.figure, _alt_of_design(table, names), caption)


def _largest_designed(table: pd.DataFrame, order: list[str], most: int) -> list[str]:
    """The themes with the largest designed shares, in the order of the table."""
    designed = table.groupby("theme")["designed"].mean().round(10).reindex(order)
    kept = set(designed.sort_values(ascending=False, kind="stable").head(most).index)
    return [theme for theme in order if theme in kept]


def _within(table: pd.DataFrame, said: str) -> str:
    """`18 of 24 intervals …`: how many hold the designed share, or that there are none."""
    inside, known = table["designed"].between(table["low"], table["high"]), table["low"].notna()
    return f"{int(inside.sum())} of {int(known.sum())} {said}" if known.any() else "No intervals"


def _alt_of_design(table: pd.DataFrame, names: dict[str, str]) -> str:
    error = (table["mean"] - table["designed"]).abs()
    text = f"Designed and estimated shares; {_within(table, 'intervals hold the designed share')}."
    if error.notna().sum() == 0:
        return text
    worst = table.loc[error.idxmax()]
    return (
        f"{text} The mean error is {points(error.mean(), 'percentage points')}, the largest is in "
        f"{quoted(names[worst['theme']])} in {country_name(worst['country'])}: designed "
        f"{percent(worst['designed'])}, estimated {percent(worst['mean'])}."
    )


# ---------------------------------------------------------------- multiverse


@styled
def specification_curve(table: pd.DataFrame) -> Drawing | None:
    """Each finding in all analyses, sorted by the difference; of one finding also the choices.

    As many findings as stand on a page, the first.

    Parameters
    ----------
    table : finding, specification, difference, low, high and a column for each choice (k, model,
        unit, …); the difference is missing where a theme has no counterpart. A column `own` says
        which analysis is the study's, and is circled.

    Returns
    -------
    None where there are no analyses
    """
    if table.empty:
        return None
    table = with_numbers(table, "difference", "low", "high")
    every = list(dict.fromkeys(table["finding"]))
    findings = every[: fitting(_STEP, 0.25)]
    choices = _choices(table) if len(every) == 1 else []
    choices = choices[: fitting(_CHOICE_LINE, _STEP + 0.05)]
    shown = table[table["finding"].isin(findings)]
    left = _CHOICE_ROOM if choices else 0.62
    foot = 0.05 + _CHOICE_LINE * len(choices) if choices else 0.25
    page = Page(_STEP * len(findings) + foot)
    xlim = (-1, int(shown.groupby("finding").size().max()))
    ylim = limits(shown[["difference", "low", "high"]], [0.0])
    for number, finding in enumerate(findings):
        part, top = _sorted(table[table["finding"] == finding]), number * _STEP
        page.write(0.08, top + 0.2, shorten(plain(finding), WIDTH - 0.2, NORMAL, True), bold=True)
        page.write(0.08, top + 0.42, f"{_counted(part)} above zero", SMALL, QUIET)
        axes = page.panel(left, top + 0.58, WIDTH - left - 0.1, _STEP - 0.68)
        _curve(axes, part)
        axes.set(xlim=xlim, ylim=ylim, xticks=[])
        percent_axis(axes, "y", bins=4, unit="")
    if choices:
        _draw_choices(page, _sorted(table), choices, xlim)
    else:
        page.write(WIDTH - 0.1, page.height - 0.12, "analyses, sorted by the difference", SMALL,
                   QUIET, align="right")  # fmt: skip
    analyses = count(table["specification"].nunique(), "analysis", "analyses")
    told = count(len(every), "finding")
    if len(findings) < len(every):
        told = f"The first {len(findings)} of {told} ({REST})"
    caption = (
        f"{told} in {analyses}, sorted by the difference in percentage points. Each dot is the "
        "plain difference of one analysis, its line the 95 % interval of chance of that one "
        f"alone{_own_of(table)}. Analyses in which the theme has no counterpart are counted and "
        "not drawn. The share of analyses is no probability."
    )
    return Drawing(page.figure, _alt_of_curve(table, every), caption)


def _own_of(table: pd.DataFrame) -> str:
    """Which is the study, and why its claim may have other numbers."""
    if "own" not in table:
        return ""
    return (
        "; circled: the study itself. What the study claims may have other numbers: the effect of "
        "language is taken off there, and intervals are wider, since they allow for it and for all "
        "comparisons"
    )


def _counted(part: pd.DataFrame) -> str:
    """`93 % of 144 analyses`: those above zero among all, without a counterpart or not."""
    share = (part["difference"] > 0).sum() / len(part)
    return f"{percent(share)} of {count(len(part), 'analysis', 'analyses')}"


def _sorted(part: pd.DataFrame) -> pd.DataFrame:
    return part.sort_values(["difference", "specification"], kind="stable").reset_index(drop=True)


def _curve(axes, part: pd.DataFrame) -> None:
    for above, colour in ((True, _ABOVE), (False, _BELOW)):
        rows_ = part[(part["difference"] > 0) == above]
        strokes(axes, rows_.index, rows_["low"], rows_["high"], tint(colour, 0.4), 1.5)
        axes.plot(rows_.index, rows_["difference"], "o", color=colour, markersize=3)
    if "own" in part:
        own = part[part["own"].astype(bool)]
        axes.plot(own.index, own["difference"], "o", mfc="none", mec=INK, markersize=9, zorder=4)
    axes.axhline(0, color=QUIET, linewidth=1, zorder=1)
    axes.spines["bottom"].set_visible(False)


def _choices(table: pd.DataFrame) -> list[tuple[str, object]]:
    """Each option of each choice that varies, in the order of the columns."""
    choices = []
    for column in [c for c in table.columns if c not in _CURVE_COLUMNS]:
        options = table[column].dropna().unique()
        if 1 < len(options) <= 8:
            choices += [(column, option) for option in sorted(options, key=_order)]
    return choices


def _order(option: object) -> tuple[bool, float, str]:
    """Numbers by size, then words by letter."""
    if isinstance(option, (int, float, np.number)):
        return (False, float(option), str(option))
    return (True, 0.0, str(option))


def _draw_choices(
    page: Page, part: pd.DataFrame, choices: list[tuple[str, object]], xlim: tuple[int, int]
) -> None:
    """Which option each analysis took, a line an option, beneath the curve."""
    axes = page.panel(_CHOICE_ROOM, _STEP, WIDTH - _CHOICE_ROOM - 0.1, _CHOICE_LINE * len(choices))
    axes.set(xlim=xlim, ylim=(len(choices) - 0.5, -0.5), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    part = part[part["difference"].notna()]
    for row, (column, option) in enumerate(choices):
        y = _STEP + (row + 0.5) * _CHOICE_LINE
        if row == 0 or choices[row - 1][0] != column:
            axes.axhline(row - 0.5, color=RULE, linewidth=0.7)
            page.write(0.08, y, shorten(plain(column).replace("_", " "), 1.05, SMALL), SMALL)
        page.write(_CHOICE_ROOM - 0.08, y, shorten(_option_name(option), 0.85, SMALL), SMALL, QUIET,
                   align="right")  # fmt: skip
        taken = part.index[part[column] == option]
        strokes(
            axes, taken, np.full(len(taken), row - 0.26), np.full(len(taken), row + 0.26), INK, 1
        )


def _option_name(option: object) -> str:
    return f"{option:g}" if isinstance(option, float) else plain(option)


def _alt_of_curve(table: pd.DataFrame, findings: list[object]) -> str:
    parts = []
    for finding in findings[:4]:
        part = table[table["finding"] == finding]
        middle = part["difference"].median()
        size = f", median {signed_points(middle)} points" if np.isfinite(middle) else ""
        parts.append(f"{quoted(finding)} is above zero in {_counted(part)}{size}")
    more = len(findings) - len(parts)
    return "; ".join(parts) + (f"; and {count(more, 'finding')} more." if more else ".")
