"""What differs between the countries: shares, differences, and their course over the years."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..comparison.verdicts import Verdict
from ..formats import (
    count,
    count_or_none,
    decimal,
    group_name,
    listed,
    pair_name,
    percent,
    points,
    tallied,
)
from ..languages import COUNTRIES
from .layout import (
    LINE,
    Page,
    both_ends,
    dodge,
    dots,
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
from .wording import LONGEST, quoted, sizes, theme_names

CLEAR = Verdict.DIFFERS  # the verdict whose marker is filled
_DIFFERENCE = (
    "difference", "low", "high", "chance_low", "chance_high", "language_low", "language_high",
)  # fmt: skip
UNSURE = (Verdict.OPEN, Verdict.ASIDE)  # drawn in grey
MOST_ROWS = 12  # of differences; more would be taller than a page
_MANY_ROWS, _MANY_YEARS = 12, 10
_KEY_ROOM = 3.6  # inches of a key that something stands beside
_ROW, _OF_GROUP = 0.24, 0.06  # height of a theme's row: what each has, and what a group adds


# ---------------------------------------------------------------- shares by country


@styled
def prevalence(table: pd.DataFrame, labels: pd.DataFrame | None = None) -> Drawing | None:
    """The share of each theme in each country with its interval, the largest theme on top.

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
    order = _largest_first(table)
    names = theme_names(labels, order)
    many, height = len(order) > _MANY_ROWS, _ROW + _OF_GROUP * len(countries)
    key = key_height(countries, WIDTH - 0.2)
    top = key + (0.5 if many else 0.27)
    page = Page(top + height * len(order) + 0.4)
    page.groups(countries, 0.08, 0.18, WIDTH - 0.2)
    axes = rows(page, [names[t] for t in order], top, 2.35, WIDTH - 2.35 - 0.25, height)
    row_of = {topic: row for row, topic in enumerate(order)}
    for number, country in enumerate(countries):
        part = table[table["country"] == country.code]
        y = part["topic"].map(row_of) + dodge(number, len(countries))
        dots(axes, part["mean"], y, part["low"], part["high"], country.colour, country.marker)
        axes.plot(part["mean_all_words"], y, "|", color=country.colour, markersize=6, zorder=2)
    axes.set_xlim(limits(table["mean"], table["low"], table["high"], floor=0))
    percent_axis(axes)
    both_ends(axes, many)
    caption = (
        f"Mean share of each of {count(len(order), 'theme')} in the documents of a group, the "
        f"largest on top; lines: 95 % intervals{_without(table)}{_of_all(table)}. {sizes(table)}."
    )
    return Drawing(page.figure, _alt_of_shares(table, names), caption)


def _of_all(table: pd.DataFrame) -> str:
    """What the small upright lines are, where there are any."""
    if table["mean_all_words"].isna().all():
        return ""
    return (
        "; shares are of the words that take part, and the upright strokes are shares of all "
        "content words"
    )


def _largest_first(table: pd.DataFrame) -> list[int]:
    """The themes by their mean share."""
    overall = table.groupby("topic")["mean"].mean().round(10)
    return list(overall.sort_values(ascending=False, kind="stable").index)


def _without(table: pd.DataFrame) -> str:
    """What a dot without a line means, where there is one."""
    return ", none for a single cluster" if table["low"].isna().any() else ""


def _alt_of_shares(table: pd.DataFrame, names: dict[int, str]) -> str:
    """The largest theme, and the theme in which the countries lie farthest apart."""
    wide = table.pivot_table(index="topic", columns="country", values="mean")
    wide = wide.reindex(columns=list(marks_of(table["country"])))
    largest = wide.mean(axis=1).idxmax()
    shares = listed(f"{group_name(c)} {percent(v)}" for c, v in wide.loc[largest].dropna().items())
    text = f"Shares of {count(len(wide), 'theme')} by {_kind(table)}. The largest is "
    text += f"{quoted(names[largest])} ({shares})."
    spread = wide.max(axis=1) - wide.min(axis=1)
    if wide.shape[1] < 2 or not spread.max() > 0:
        return text
    topic = spread.idxmax()
    high, low = wide.loc[topic].idxmax(), wide.loc[topic].idxmin()
    return (
        f"{text} They lie farthest apart in {quoted(names[topic])}: {group_name(high)} "
        f"{percent(wide.loc[topic, high])}, {group_name(low)} {percent(wide.loc[topic, low])}."
    )


def _kind(table: pd.DataFrame) -> str:
    return "country" if set(table["country"]) <= set(COUNTRIES) else "group"


# ---------------------------------------------------------------- differences


@styled
def differences(
    contrasts: pd.DataFrame, labels: pd.DataFrame | None = None, top: int = MOST_ROWS
) -> Drawing | None:
    """Differences between two groups, the largest on top, over what language alone makes.

    The dot has the colour and shape of the group that has more of the theme; it is filled where the
    two differ by more than chance and language. The thin line is the interval with language in it,
    the thick one that of chance alone; the pale band is the interval of the language effect.

    Parameters
    ----------
    contrasts : topic, country_a, country_b, difference, low, high, chance_low, chance_high,
        language_low, language_high, verdict
    labels : topic, label
    top : at most so many rows; what is claimed comes first, then what is largest

    Returns
    -------
    None where there are no differences
    """
    known = with_numbers(contrasts, *_DIFFERENCE).dropna(subset="difference")
    if known.empty:
        return None
    known = known.assign(size=known["difference"].abs().round(10), sure=known["verdict"] == CLEAR)
    known = known.sort_values(["sure", "size"], ascending=False, kind="stable")
    shown = known.head(top).sort_values("size", ascending=False, kind="stable", ignore_index=True)
    known = known.sort_values("size", ascending=False, kind="stable")
    names = theme_names(labels, known["topic"].unique())
    page = _difference_rows(shown, names)
    return Drawing(page.figure, _alt_of_differences(known, names), _caption_of(known, shown))


def _difference_rows(shown: pd.DataFrame, names: dict[int, str]) -> Page:
    room, right = room_for((names[topic] for topic in shown["topic"]), 1.9, 2.6), 1.53
    many = len(shown) > _MANY_ROWS
    told = {topic: wrap(names[topic], room, NORMAL) for topic in shown["topic"]}
    left, top = room + 0.2, 0.68 if many else 0.45
    height = 0.44 + (max(map(len, told.values())) - 1) * LINE * NORMAL
    marks = marks_of([*shown["country_a"], *shown["country_b"]])
    key = key_height(marks.values(), _KEY_ROOM)
    top += key - 0.18
    page = Page(top + height * len(shown) + 0.65)
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
    """One row: the band of the language effect, both intervals, the dot."""
    low, high = contrast["language_low"], contrast["language_high"]
    if np.isfinite(low) and np.isfinite(high):
        axes.barh(row, high - low, 0.8, low, color=BAND, zorder=1)
    more = marks[contrast["country_a" if contrast["difference"] >= 0 else "country_b"]]
    colour = FADED if contrast["verdict"] in UNSURE else more.colour
    near, far = contrast["chance_low"], contrast["chance_high"]
    if np.isfinite(near) and np.isfinite(far):
        axes.hlines(row, near, far, color=colour, lw=3.2, zorder=2)
    dots(axes, [contrast["difference"]], [row], [contrast["low"]], [contrast["high"]], colour,
         more.marker, filled=contrast["verdict"] == CLEAR)  # fmt: skip


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


def _caption_of(known: pd.DataFrame, shown: pd.DataFrame) -> str:
    which = "All" if len(shown) == len(known) else f"The {len(shown)} largest of"
    band = "What language alone makes of it was not measured."
    if shown["language_low"].notna().any():
        band = "Pale band: 95 % interval of what language alone makes of that pair (control text)."
    return (
        f"{which} {count(len(known), 'difference')} in the mean share of a theme; thick lines: "
        f"intervals of chance{_without(shown)}, thin: of chance and language. Colour and shape "
        f"name the group that has more; filled dots differ by more than both. {band} "
        f"Verdicts: {tallied(known['verdict'])}."
    )


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
    top : at most so many themes, the largest
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
    order = _largest_first(table)
    names = theme_names(labels, order)
    shown = order[:top]
    step, columns = 1.85, 2 if len(shown) > 1 else 1
    key = key_height(marks.values(), WIDTH - 0.2) + 0.22
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
    which = f"The {len(shown)} largest of" if len(shown) < len(order) else "All"
    caption = (
        f"{which} {count(len(order), 'theme')}: mean share by year and group, with 95 % "
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
            known = which & np.isfinite(low) & np.isfinite(high)
            axes.vlines(x[known], low[known], high[known], color=tint(colour, ink), lw=1, zorder=2)
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
    text = f"Shares of {count(len(names), 'theme')} by {_kind(table)} from {first} to {last}."
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
    top : at most so many panels, as many for each term, and two for each in any case

    Returns
    -------
    None where there are no curves
    """
    table = with_numbers(table, "value", "mean", "low", "high").dropna(subset=["value", "mean"])
    terms = list(table["term"].drop_duplicates())
    if not terms:
        return None
    names = theme_names(labels, table["topic"].unique())
    each = max(top // len(terms), 2)
    shown = {term: _moving_first(table[table["term"] == term])[:each] for term in terms}
    step, room, heading = 1.85, (WIDTH - 0.1) / 2, 0.3
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
    return (
        f"{which} {count(themes, 'theme')}: mean share that the model foresees if all documents "
        "had one value, with all else as it is. Band: 95 % interval. Each theme has a scale of its "
        "own from 0."
    )
