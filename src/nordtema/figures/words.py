"""Each theme's words in the four written norms, side by side."""

from collections.abc import Sized
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..formats import DAGGER, count, language_name, listed, percent
from ..languages import COUNTRIES, LANGUAGES
from ..topics.words import leading
from ..vocabulary.comparable import UNEVEN
from ..vocabulary.headwords import headword
from .layout import LINE, MOST_HEIGHT, Page
from .lettering import plain, shorten, width, wrap
from .style import FAINT, INK, LARGE, NORMAL, QUIET, SMALL, WIDTH, Drawing, styled, with_numbers
from .wording import quoted, theme_names

DASH = "–"
_WIDE = 8.2  # inches, of a page with two columns of blocks
_FEW = 3  # themes up to which more words of each stand on a page
_ONE_COLUMN = 8  # themes up to which the blocks stand in one column, with room for long words
_MARGIN, _GUTTER, _BAR, _GAP = 0.08, 0.24, 0.28, 0.06
_HEAD, _NORMS, _FOOT = 0.12, 0.27, 0.22  # inches above the label, of the norms' names, below


@dataclass(frozen=True)
class _Block:
    """Measures that all blocks share, in inches and points."""

    width: float
    norms: tuple[str, ...]
    words: int
    size: float

    @property
    def column(self) -> float:
        """Width of the column of a norm."""
        return (self.width - _BAR) / len(self.norms)

    @property
    def line(self) -> float:
        """Height of a line of words."""
        return LINE * self.size * 1.08

    def height(self, label_lines: int) -> float:
        """Height of a block whose label has so many lines."""
        head = _HEAD + label_lines * LINE * LARGE + _NORMS
        return head + self.words * self.line + _FOOT


@styled
def words_in_four_norms(
    topics: pd.DataFrame,
    labels: pd.DataFrame | None = None,
    words: int | None = None,
    columns: int | None = None,
) -> Drawing | None:
    """Each theme's leading words in the four norms side by side, a block a theme.

    More themes than stand on a page: `words_by_parts`.

    A line is a concept, in the order of `topics.words.leading`: the bar on its left is its weight
    in the theme, a dash says that the norm has no word for it in this corpus, a dagger that the
    concept cannot be compared.

    Parameters
    ----------
    topics : topic, label, weight, frex_rank, nb, nn, da, sv, comparable (may be missing); in a cell
        the headword first, words parted by |
    labels : topic, label; None: the labels of `topics`
    words : concepts a theme; None: 8 up to three themes, then 6
    columns : columns of blocks; None: 1 up to eight themes, then 2; give 1 for narrow screens

    Returns
    -------
    None where there are no themes
    """
    if topics.empty:
        return None
    names = theme_names(topics if labels is None else labels, topics["topic"].unique())
    return _drawing(
        _leading(topics, words or _most_words(len(names))), names, columns or _columns(names)
    )


@styled
def words_by_parts(topics: pd.DataFrame, labels: pd.DataFrame | None = None) -> list[Drawing]:
    """The same for all themes, in as many figures as they need so that none is taller than a page.

    Parameters
    ----------
    topics, labels : as `words_in_four_norms` takes them

    Returns
    -------
    A drawing for each part, in the order of the themes; none where there are no themes
    """
    if topics.empty:
        return []
    names = theme_names(topics if labels is None else labels, topics["topic"].unique())
    shown, columns = _leading(topics, _most_words(len(names))), _columns(names)
    parts = np.array_split(list(names), -(-len(names) // _themes_of_a_page(shown, columns)))
    drawings = []
    for number, part in enumerate(parts, 1):
        own = {topic: names[topic] for topic in part.tolist()}
        drawing = _drawing(shown[shown["topic"].isin(list(own))], own, columns)
        if len(parts) > 1:
            which = f"Part {number} of {len(parts)}, themes {min(own)} to {max(own)}. "
            drawing = replace(drawing, alt=which + drawing.alt, caption=which + drawing.caption)
        drawings.append(drawing)
    return drawings


def _most_words(themes: int) -> int:
    return 8 if themes <= _FEW else 6


def _columns(names: Sized) -> int:
    return 1 if len(names) <= _ONE_COLUMN else 2


def _drawing(shown: pd.DataFrame, names: dict[int, str], columns: int) -> Drawing:
    norms, block = _norms_with_words(shown), _block(shown, columns)
    page = _draw(shown, names, block, columns, _page_width(columns))
    told = shown, names, norms
    return Drawing(page.figure, _alt(*told), _caption(*told, block.words))


def _page_width(columns: int) -> float:
    return _WIDE if columns > 1 else WIDTH


def _block(shown: pd.DataFrame, columns: int) -> _Block:
    """The measures of the blocks in so many columns."""
    room = (_page_width(columns) - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
    words = int(shown.groupby("topic").size().max())
    return _Block(room, _norms_with_words(shown), words, NORMAL if columns == 1 else SMALL)


def _themes_of_a_page(shown: pd.DataFrame, columns: int) -> int:
    """How many blocks stand on a page as it is printed, where each label needs two lines."""
    printed = MOST_HEIGHT * _page_width(columns) / WIDTH
    return columns * max(1, int(printed / _block(shown, columns).height(2)))


def _leading(topics: pd.DataFrame, words: int) -> pd.DataFrame:
    """The first concepts of each theme, cells cleaned down to their headword."""
    shown = leading(with_numbers(topics, "weight"), words)
    for code in LANGUAGES:
        cells = shown[code] if code in shown else pd.Series("", shown.index)
        shown[code] = [plain(headword(plain(cell))) for cell in cells]
    shown["uneven"] = shown["comparable"] == UNEVEN if "comparable" in shown else False
    return shown


def _norms_with_words(shown: pd.DataFrame) -> tuple[str, ...]:
    norms = tuple(code for code in LANGUAGES if (shown[code] != "").any())
    return norms or tuple(LANGUAGES)


def _draw(
    shown: pd.DataFrame, names: dict[int, str], block: _Block, columns: int, page_width: float
) -> Page:
    """Blocks row by row; the blocks of a row are as high as the highest of them."""
    indent = _BAR
    labels = {
        topic: wrap(name, block.width - indent, LARGE, 2, True) for topic, name in names.items()
    }
    order = list(names)
    lines = [order[start : start + columns] for start in range(0, len(order), columns)]
    deep = [max(len(labels[topic]) for topic in line) for line in lines]
    page = Page(sum(block.height(number) for number in deep), page_width)
    heaviest = max(float(shown["weight"].max()), 1e-12)
    parts = dict(list(shown.groupby("topic")))
    top = 0.0
    for line, label_lines in zip(lines, deep, strict=True):
        for number, topic in enumerate(line):
            left = _MARGIN + number * (block.width + _GUTTER)
            y = top + _HEAD + label_lines * LINE * LARGE
            _label(page, left, y, topic, labels[topic], indent)
            _norm_names(page, left, y, block)
            _words(page, left, y + _NORMS, parts[topic], block)
            _bars(page, left, y + _NORMS, parts[topic]["weight"] / heaviest, block)
        top += block.height(label_lines)
    return page


def _label(page: Page, left: float, y: float, topic: int, lines: list[str], indent: float) -> None:
    """The theme's number and its label, the last line of which stands above y."""
    top = y - (len(lines) - 0.5) * LINE * LARGE
    page.write(left, top, str(topic), LARGE, QUIET)
    for number, line in enumerate(lines):
        page.write(left + indent, top + number * LINE * LARGE, line, LARGE, bold=True)


def _norm_names(page: Page, left: float, y: float, block: _Block) -> None:
    """The names of the norms, each over a line in the colour of its country."""
    for number, code in enumerate(block.norms):
        x = left + _BAR + number * block.column
        page.write(x, y + 0.09, language_name(code), SMALL, QUIET)
        colour = COUNTRIES[LANGUAGES[code].country].colour
        page.sheet.hlines(y + 0.2, x, x + block.column - _GAP, color=colour, linewidth=1.6)


def _words(page: Page, left: float, top: float, part: pd.DataFrame, block: _Block) -> None:
    """A line a concept, its word in each norm; a quiet dash where there is none."""
    for column, code in enumerate(block.norms):
        x = left + _BAR + column * block.column
        for number, (word, uneven) in enumerate(zip(part[code], part["uneven"], strict=True)):
            y = top + (number + 0.5) * block.line
            mark = DAGGER if uneven and word else ""
            fitted = shorten(word, block.column - _GAP - width(mark, block.size), block.size)
            page.write(x, y, fitted + mark or DASH, block.size, INK if fitted else FAINT)


def _bars(page: Page, left: float, top: float, weights: pd.Series, block: _Block) -> None:
    """The weight of each concept, beside its line; the end of the block as a pale rule."""
    y = top + (np.arange(len(weights)) + 0.5) * block.line
    right = left + _BAR - 0.08
    long = (_BAR - 0.08) * weights.fillna(0).clip(0, 1).to_numpy()
    page.sheet.hlines(y, right - long, right, color=FAINT, linewidth=4)


def _alt(shown: pd.DataFrame, names: dict[int, str], norms: tuple[str, ...]) -> str:
    filled = (shown[list(norms)] != "").all(axis=1).mean()
    first = min(names)
    row = shown[shown["topic"] == first].iloc[0]
    first_words = listed(f"{row[code] or 'no word'} ({language_name(code)})" for code in norms)
    return (
        f"{count(len(names), 'theme')}, each with its leading words in "
        f"{listed(language_name(code) for code in norms)} side by side. {percent(filled)} of the "
        f"lines have a word in every norm shown; {quoted(names[first])} begins with {first_words}."
    )


def _caption(shown: pd.DataFrame, names: dict[int, str], norms: tuple[str, ...], words: int) -> str:
    missing = [language_name(code) for code in LANGUAGES if code not in norms]
    uneven = int(shown["uneven"].sum())
    dagger = ""
    if uneven:
        dagger = (
            f" {DAGGER} marks {count(uneven, 'line')} of concepts that the norms do not use alike "
            "in parallel texts: their weight is in part one of language."
        )
    left_out = f" Left out, having no words here: {listed(missing)}." if missing else ""
    return (
        f"The first {words} concepts of each of {count(len(names), 'theme')}, a line a concept, "
        "with its headword in each written norm; first comes what is both frequent in the theme "
        "and its own (FREX). The grey bar is the concept's "
        f"weight in the theme (the longest: {percent(shown['weight'].max())}); a dash: none is "
        "met in that norm."
        f"{dagger}{left_out}"
    )
