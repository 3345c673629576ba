"""What the corpus is made of."""

import re

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ..corpus import dates
from ..formats import count, country_name, language_name, listed, percent, tallied, thousands
from ..languages import Country
from .layout import MOST_HEIGHT, Page
from .lettering import plain, shorten
from .style import (
    NORMAL,
    QUIET,
    SMALL,
    WIDTH,
    Drawing,
    countries_in,
    styled,
    tint,
)
from .wording import norms_of

_DATED = 0.5  # share of the documents that must have a year for a figure by year
_PALER = (1.0, 0.45, 0.25)  # ink of a country's norms, the most used first
_REASONS = 3
_LEFT, _BESIDE_PANEL, _STEP = 0.55, 0.67, 1.72  # inches


@styled
def documents_by_country_and_time(documents: pd.DataFrame) -> Drawing | None:
    """The kept documents: bars by year, a panel a country; by written norm where years are missing.

    Parameters
    ----------
    documents : doc_id, country, language, date, tokens, status, reason; one row a document

    Returns
    -------
    None where no document was kept
    """
    kept = documents[documents["status"] == "kept"]
    if kept.empty or not countries_in(kept):
        return None
    years = years_of(kept)
    dated = kept.assign(year=years)[years.notna()].astype({"year": int})
    if len(dated) >= _DATED * len(kept) and dated["year"].nunique() > 1:
        page = _by_year(dated, kept)
        caption = f"Documents by country and year. {_undated(len(kept) - len(dated))}"
    else:
        page = _by_norm(kept)
        caption = f"Documents by country and written norm. {_why_not_by_year(dated, kept)}"
    return Drawing(page.figure, _alt(kept, dated), caption + _left_out(documents, kept))


def years_of(documents: pd.DataFrame) -> pd.Series:
    """The year of each document, missing where its date names none.

    Parameters
    ----------
    documents : date; a table without that column has no years
    """
    if "date" not in documents:
        return pd.Series(np.nan, documents.index)
    return pd.to_numeric(dates.years_of(documents["date"]), errors="coerce")


# ---------------------------------------------------------------- drawing


def _by_year(dated: pd.DataFrame, kept: pd.DataFrame) -> Page:
    """A panel a country, all with the same axes, so that heights can be compared."""
    countries = countries_in(kept)
    step = min(_STEP, (MOST_HEIGHT - 0.02) / len(countries))
    page = Page(step * len(countries) + 0.02)
    years = np.arange(dated["year"].min(), dated["year"].max() + 1)
    highest = dated.groupby(["country", "year"]).size().max()
    for number, country in enumerate(countries):
        top = 0.34 + number * step
        axes = page.panel(_LEFT, top, WIDTH - _LEFT - 0.15, step - _BESIDE_PANEL)
        part = kept[kept["country"] == country.code]
        _bars_of_years(axes, dated[dated["country"] == country.code], country, years)
        axes.set(xlim=(years[0] - 0.6, years[-1] + 0.6), ylim=(0, highest * 1.05))
        axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
        axes.grid(True, axis="y")
        _country_heading(page, top - 0.14, country, part)
    return page


def _bars_of_years(axes, part: pd.DataFrame, country: Country, years: np.ndarray) -> None:
    bottom = np.zeros(len(years))
    for number, (code, _) in enumerate(_sizes_of_norms(part)):
        ink = _PALER[min(number, len(_PALER) - 1)]
        rows = part["year"][part["language"].astype(str) == code]
        heights = rows.value_counts().reindex(years, fill_value=0).to_numpy()
        axes.bar(years, heights, 0.8, bottom, color=tint(country.colour, ink))
        bottom += heights


def _country_heading(page: Page, y: float, country: Country, part: pd.DataFrame) -> None:
    """The country with its documents; where it writes several norms, which ink is which."""
    page.write(_LEFT, y, country.name, NORMAL, bold=True)
    page.write(_LEFT + 0.9, y, count(len(part), "document"), SMALL, QUIET)
    x = _LEFT + 2.3
    norms = [code for code, _ in _sizes_of_norms(part)]
    for ink, code in zip(_PALER, norms if len(norms) > 1 else [], strict=False):
        page.sheet.plot(x, y, "s", color=tint(country.colour, ink), markersize=7)
        page.write(x + 0.12, y, shorten(plain(language_name(code)), 0.8, SMALL), SMALL, QUIET)
        x += 1.0


def _by_norm(kept: pd.DataFrame) -> Page:
    """A bar a country and written norm, with its number of documents."""
    groups = [
        (country, code, int(size))
        for country in countries_in(kept)
        for code, size in _sizes_of_norms(kept[kept["country"] == country.code])
    ]
    height = 0.36
    page = Page(height * len(groups) + 0.3)
    left, most = 2.1, max(size for _, _, size in groups)
    axes = page.panel(left, 0.15, WIDTH - left - 0.8, height * len(groups))
    axes.set(xlim=(0, most), ylim=(len(groups) - 0.5, -0.5), yticks=[], xticks=[])
    axes.spines["bottom"].set_visible(False)
    for row, (country, code, size) in enumerate(groups):
        y = 0.15 + (row + 0.5) * height
        axes.barh(row, size, 0.62, color=country.colour)
        if row == 0 or groups[row - 1][0] != country:
            page.write(0.08, y, country.name, bold=True)
        page.write(1.0, y, shorten(plain(language_name(code)), left - 1.1, NORMAL))
        page.write(left + (WIDTH - left - 0.8) * size / most + 0.08, y, thousands(size))
    return page


def _sizes_of_norms(part: pd.DataFrame) -> list[tuple[str, int]]:
    sizes = part["language"].astype(str).value_counts()
    known = norms_of(sizes.index)
    others = sorted(code for code in sizes.index if code not in known)
    return [(code, sizes[code]) for code in [*known, *others]]


# ---------------------------------------------------------------- words


def _alt(kept: pd.DataFrame, dated: pd.DataFrame) -> str:
    sizes = kept["country"].value_counts()
    parts = [f"{c.name} {thousands(sizes[c.code])}" for c in countries_in(kept)]
    text = f"{count(len(kept), 'kept document')}: {listed(parts)}."
    if len(dated) and dated["year"].nunique() > 1:
        by_year = dated.groupby(["country", "year"]).size()
        code, year = by_year.idxmax()
        text += (
            f" They date from {dated['year'].min()} to {dated['year'].max()}; most of one year and "
            f"country are the {thousands(by_year.max())} of {country_name(code)} in {year}."
        )
    else:
        most = sizes.idxmax()
        text += f" {country_name(most)} has the most, {percent(sizes[most] / len(kept))} of all."
    return text


def _undated(number: int) -> str:
    return f"Not shown: {count(number, 'document')} without a year. " if number else ""


def _why_not_by_year(dated: pd.DataFrame, kept: pd.DataFrame) -> str:
    if dated["year"].nunique() == 1 and len(dated) == len(kept):
        return f"All are of {dated['year'].iloc[0]}. "
    if dated.empty:
        return "No dates are known, so years are not shown. "
    have = f"{thousands(len(dated))} of {thousands(len(kept))} have a year"
    return f"Only {have}, so years are not shown. "


def _without_originals(reason: str) -> str:
    """A reason without the text that is repeated: "copy of dk-12" is one reason for all copies."""
    return re.sub(r"^((?:near )?copy of|contained in) .*", r"\1 another text", plain(reason))


def _left_out(documents: pd.DataFrame, kept: pd.DataFrame) -> str:
    """How many documents were kept out, with the most frequent reasons."""
    dropped = documents[documents["status"] != "kept"]
    text = f"Kept: {thousands(len(kept))} of {count(len(documents), 'document')}"
    if dropped.empty:
        return text + "."
    reasons = dropped["reason"].map(_without_originals).replace("", "no reason given")
    shortened = reasons.map(lambda reason: shorten(reason, 3, SMALL))
    return f"{text}; kept out: {tallied(shortened, _REASONS)}."
