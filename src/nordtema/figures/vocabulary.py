"""How far the vocabularies of the norms were joined, and which words a country has alone."""

import numpy as np
import pandas as pd

from ..formats import abbreviated, count, language_name, listed, percent, thousands
from ..languages import COUNTRIES, Country
from ..vocabulary.counts import TOO_COMMON
from ..vocabulary.headwords import headword
from .layout import Page, percent_axis
from .lettering import plain, shorten, width
from .style import (
    INK,
    NORMAL,
    QUIET,
    SMALL,
    WIDTH,
    Drawing,
    countries_in,
    ink_on,
    styled,
    with_numbers,
)
from .wording import norms_of, quoted

#: from the surest link to none: key, name, colour
METHODS = (
    ("glossary", "researcher's glossary", "#1f3a4d"),
    ("dictionary", "dictionary", "#3f6c87"),
    ("identical", "spelled alike", "#7ba3ba"),
    ("cognate", "cognate", "#abcbd8"),
    ("review", "cognate, unreviewed", "#e9c8a0"),
    ("none", "not linked", "#ececec"),
)
_WRITTEN_FROM = 0.0995  # a narrower part of a bar is not written in


@styled
def linked_share(links: pd.DataFrame) -> Drawing | None:
    """How much of the running text of each norm is linked to another norm, and by what evidence.

    Parameters
    ----------
    links : concept, language, lemma, method, score, frequency, status; a rejected link is none, a
        cognate to be reviewed is shown apart

    Returns
    -------
    None where there are no words
    """
    shares = _shares_by_method(links)
    if shares.empty:
        return None
    used = [method for method in METHODS if shares[method[0]].gt(0).any()]
    page = _linked_bars(shares, used)
    sizes = links.groupby("language")["lemma"].nunique()
    words = listed(f"{language_name(c)} {thousands(sizes[c])}" for c in shares.index)
    caption = (
        "Share of the content words of the running text that belong to a concept of two norms or "
        f"more, by the evidence of the link, the surest first. Different words: {words}."
    )
    return Drawing(page.figure, _alt_of_links(shares), caption)


def _shares_by_method(links: pd.DataFrame) -> pd.DataFrame:
    """Norms × methods: shares of tokens, rows sum to 1."""
    method = links["method"].where(links["status"] != "rejected", "none")
    unreviewed = (links["status"] == "review") & (method == "cognate")
    method = method.mask(unreviewed, "review")
    tokens = links["frequency"].groupby([links["language"], method]).sum().unstack(fill_value=0)
    tokens = tokens.reindex(columns=[key for key, _, _ in METHODS], fill_value=0)
    tokens = tokens.reindex(norms_of(tokens.index[tokens.sum(axis=1) > 0]))
    return tokens.div(tokens.sum(axis=1), axis=0)


def _linked_bars(shares: pd.DataFrame, used: list[tuple[str, str, str]]) -> Page:
    height, left = 0.46, 0.95
    top = _key_of_methods(None, used) + 0.1
    page = Page(top + height * len(shares) + 0.4)
    _key_of_methods(page, used)
    axes = page.panel(left, top, WIDTH - left - 0.25, height * len(shares))
    axes.set(xlim=(0, 1), ylim=(len(shares) - 0.5, -0.5), yticks=[])
    start = np.zeros(len(shares))
    for key, _, colour in used:
        part = shares[key].to_numpy()
        axes.barh(
            range(len(part)), part, 0.68, start, color=colour, edgecolor="white", linewidth=0.8
        )
        for row in np.flatnonzero(part >= _WRITTEN_FROM).tolist():
            x = left + (start[row] + part[row] / 2) * (WIDTH - left - 0.25)
            y = top + (row + 0.5) * height
            page.write(x, y, percent(part[row]), SMALL, ink_on(colour), align="center")
        start += part
    for row, code in enumerate(shares.index):
        page.write(0.08, top + (row + 0.5) * height, language_name(code))
    percent_axis(axes)
    axes.grid(False)
    return page


def _key_of_methods(page: Page | None, used: list[tuple[str, str, str]]) -> float:
    """Draw the key of the colours, in as many lines as it needs; gives the height of it."""
    x, y = 0.08, 0.18
    for _, name, colour in used:
        long = 0.22 + width(name, SMALL) + 0.22
        if x + long > WIDTH:
            x, y = 0.08, y + 0.24
        if page is not None:
            page.sheet.plot(x + 0.06, y, "s", color=colour, markersize=9)
            page.write(x + 0.18, y, name, SMALL)
        x += long
    return y + 0.12


def _alt_of_links(shares: pd.DataFrame) -> str:
    linked = 1 - shares["none"]
    parts = listed(f"{language_name(c)} {percent(linked[c])}" for c in shares.index)
    methods = shares.drop(columns="none").mean()
    name = {key: name for key, name, _ in METHODS}[methods.idxmax()]
    text = f"Share of the running content words that is linked to another norm: {parts}."
    if methods.max() > 0:
        text += f" The largest part of the links is {name}, {percent(methods.max())} on average."
    return text


# ---------------------------------------------------------------- words of one country


@styled
def country_words(words: pd.DataFrame, top: int = 12) -> Drawing | None:
    """The words that mark one country's texts and have no place in the shared vocabulary.

    Words that all countries have in most of their texts form no topics either, but have their
    counterparts everywhere: they are left out.

    Parameters
    ----------
    words : country, language, lemma, frequency, log_odds, z, shared, reason; words with `shared`
        true are left to the themes
    top : words a country

    Returns
    -------
    None where no country has such words
    """
    alone = words
    if "shared" in words:
        alone = words[(words["shared"] == 0) & words["reason"].ne(TOO_COMMON)]
    alone = with_numbers(alone, "z", "frequency")
    alone = alone[np.isfinite(alone["z"]) & (alone["z"] > 0)]
    countries = countries_in(words)
    if alone.empty or not countries:
        return None
    leading = {country.code: _leading(alone, country.code, top) for country in countries}
    page = _word_panels(leading, countries)
    caption = (
        f"Up to {top} words that mark each country, of those on which no topics are formed, such "
        "as for want of a counterpart in every country; words that are too common everywhere are "
        "left out; bars: z of the log odds against the other countries (informative Dirichlet "
        f"prior), the number behind: occurrences. {count(len(alone), 'word')} in all."
    )
    return Drawing(page.figure, _alt_of_words(leading, countries), caption)


def _leading(alone: pd.DataFrame, code: str, top: int) -> pd.DataFrame:
    part = alone[alone["country"] == code]
    return part.sort_values(["z", "lemma"], ascending=[False, True], kind="stable").head(top)


def _word_panels(leading: dict[str, pd.DataFrame], countries: list[Country]) -> Page:
    """A column a country: words, bars on one scale, occurrences."""
    line, top, gap = 0.25, 0.38, 0.2
    most = max(len(part) for part in leading.values())
    page = Page(top + line * most + 0.1)
    column = (WIDTH - 0.16 - gap * (len(countries) - 1)) / len(countries)
    farthest = max(part["z"].max() for part in leading.values() if len(part))
    for number, country in enumerate(countries):
        left = 0.08 + number * (column + gap)
        page.write(left, 0.16, country.name, NORMAL, bold=True)
        page.sheet.hlines(0.3, left, left + column, color=country.colour, linewidth=1.6)
        if leading[country.code].empty:
            page.write(left, top + line / 2, "no such word", SMALL, QUIET)
        _word_lines(page, left, top, column, leading[country.code], farthest, line)
    return page


def _word_lines(
    page: Page, left: float, top: float, column: float, part: pd.DataFrame, farthest: float,
    line: float,
) -> None:  # fmt: skip
    room, number_room = 0.62 * column, 0.36
    scale = (column - room - number_room) / farthest
    for row, word in enumerate(part.to_dict("records")):
        y = top + (row + 0.5) * line
        page.write(left, y, _forms(word["lemma"], room - 0.08), NORMAL, INK)
        end = left + room + scale * float(word["z"])
        colour = COUNTRIES[word["country"]].colour
        page.sheet.hlines(y, left + room, end, color=colour, linewidth=7)
        page.write(end + 0.05, y, abbreviated(word["frequency"]), SMALL, QUIET)


def _forms(lemma: object, room: float) -> str:
    """The forms of a word where there is room for all of them, else the first."""
    forms = plain(lemma).split("|")
    both = ", ".join(forms)
    return both if width(both, NORMAL) <= room else shorten(forms[0], room, NORMAL)


def _alt_of_words(leading: dict[str, pd.DataFrame], countries: list[Country]) -> str:
    first = {code: part["lemma"][:3].map(headword) for code, part in leading.items()}
    parts = [
        f"{country.name} {listed(map(quoted, first[country.code]))}"
        for country in countries
        if len(first[country.code])
    ]
    return f"Words that mark a country; the most telling are: {'; '.join(parts)}."
