"""Each theme's words in the four written norms, side by side."""

from dataclasses import dataclass

import pandas as pd

from ..languages import COUNTRIES, LANGUAGES
from .layout import LINE, Page
from .lettering import plain, shorten, wrap
from .style import FAINT, INK, LARGE, NORMAL, QUIET, RULE, SMALL, WIDTH, Drawing, styled
from .wording import count, listing, percent, quoted, theme_names

DASH = "–"
_WIDE = 8.0  # inches, of a page with two columns of blocks
_MARGIN, _GUTTER, _BAR = 0.1, 0.4, 0.3
_HEAD, _NORMS, _FOOT = 0.18, 0.27, 0.3  # inches above the label, of the norms' names, below


@dataclass(frozen=True)
class _Block:
    """Measures that all blocks share, in inches and points."""

    width: float
    norms: tuple[str, ...]
    words: int
    size: float

    @property
    def column(self) -> float:
        return (self.width - _BAR) / len(self.norms)

    @property
    def line(self) -> float:
        return LINE * self.size * 1.08

    def height(self, label_lines: int) -> float:
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

    A line is a concept: the bar on its left is its weight in the theme, a dash says that the norm
    has no word for it in this corpus.

    Parameters
    ----------
    topics : topic, label, rank, concept, weight, nb, nn, da, sv; forms within a cell parted by |
    labels : topic, label; None: the labels of `topics`
    words : concepts a theme; None: 8, and 6 where there are more than 12 themes
    columns : columns of blocks; None: 1 up to four themes, then 2; give 1 for narrow screens

    Returns
    -------
    None where there are no themes
    """
    if topics.empty:
        return None
    names = theme_names(topics if labels is None else labels, topics["topic"].unique())
    columns = columns or (1 if len(names) <= 4 else 2)
    words = words or (8 if len(names) <= 12 else 6)
    shown = _leading(topics, words)
    norms = _norms_with_words(shown)
    page_width = _WIDE if columns > 1 else WIDTH
    room = (page_width - 2 * _MARGIN - (columns - 1) * _GUTTER) / columns
    block = _Block(room, norms, words, NORMAL if columns == 1 else 9.5)
    page = _draw(shown, names, block, columns, page_width)
    return Drawing(page.figure, _alt(shown, names, norms), _caption(shown, names, norms, words))


def _leading(topics: pd.DataFrame, words: int) -> pd.DataFrame:
    """The first concepts of each theme, cells cleaned down to their first form."""
    shown = topics[topics["rank"] <= words].sort_values(["topic", "rank"], kind="stable").copy()
    for code in LANGUAGES:
        cells = shown[code] if code in shown else pd.Series("", shown.index)
        shown[code] = [plain(plain(cell).split("|")[0]) for cell in cells]
    return shown


def _norms_with_words(shown: pd.DataFrame) -> tuple[str, ...]:
    found = tuple(code for code in LANGUAGES if (shown[code] != "").any())
    return found or tuple(LANGUAGES)


def _draw(
    shown: pd.DataFrame, names: dict[int, str], block: _Block, columns: int, page_width: float
) -> Page:
    """Blocks row by row; the blocks of a row are as high as the highest of them."""
    headings = {
        topic: wrap(f"{topic}  {name}", block.width, LARGE, 2, bold=True)
        for topic, name in names.items()
    }
    order = list(names)
    lines = [order[start : start + columns] for start in range(0, len(order), columns)]
    deep = [max(len(headings[topic]) for topic in line) for line in lines]
    page = Page(sum(block.height(number) for number in deep), page_width)
    top = 0.0
    parts = dict(list(shown.groupby("topic")))
    heaviest = shown["weight"].max()
    for line, label_lines in zip(lines, deep, strict=True):
        for number, topic in enumerate(line):
            left = _MARGIN + number * (block.width + _GUTTER)
            _heading(page, left, top, headings[topic], label_lines, block)
            first = top + _HEAD + label_lines * LINE * LARGE + _NORMS
            _lines(page, left, first, parts[topic], block, heaviest)
        top += block.height(label_lines)
    return page


def _heading(
    page: Page, left: float, top: float, lines: list[str], label_lines: int, block: _Block
) -> None:
    """The theme's label, and the names of the norms over a line in the country's colour."""
    for number, line in enumerate(lines):
        y = top + _HEAD + (number + 0.5 + label_lines - len(lines)) * LINE * LARGE
        page.write(left, y, line, LARGE, bold=True)
    y = top + _HEAD + label_lines * LINE * LARGE + 0.1
    for number, code in enumerate(block.norms):
        language = LANGUAGES[code]
        x = left + _BAR + number * block.column
        page.write(x, y, language.name, SMALL, QUIET)
        colour = COUNTRIES[language.country].colour
        page.sheet.plot([x, x + block.column - 0.08], [y + 0.11] * 2, color=colour, linewidth=1.6)


def _lines(
    page: Page, left: float, top: float, part: pd.DataFrame, block: _Block, heaviest: float
) -> None:
    """A line a concept: its weight as a bar, its word in each norm."""
    for number, row in enumerate(part.to_dict("records")):
        y = top + (number + 0.55) * block.line
        long = (_BAR - 0.1) * max(float(row["weight"]) / heaviest, 0) if heaviest > 0 else 0
        page.sheet.plot([left + _BAR - 0.08 - long, left + _BAR - 0.08], [y, y], color=FAINT,
                        linewidth=4)  # fmt: skip
        for column, code in enumerate(block.norms):
            x = left + _BAR + column * block.column
            word = shorten(row[code], block.column - 0.08, block.size) or DASH
            page.write(x, y, word, block.size, INK if word != DASH else FAINT)
    bottom = top + block.words * block.line + 0.1
    page.sheet.plot([left, left + block.width], [bottom, bottom], color=RULE, linewidth=0.7)


def _alt(shown: pd.DataFrame, names: dict[int, str], norms: tuple[str, ...]) -> str:
    filled = (shown[list(norms)] != "").all(axis=1).mean()
    first = min(names)
    row = shown[shown["topic"] == first].iloc[0]
    leading = listing(f"{row[code] or 'no word'} ({LANGUAGES[code].name})" for code in norms)
    return (
        f"{count(len(names), 'theme')}, each with its leading words in "
        f"{listing(LANGUAGES[code].name for code in norms)} side by side. {percent(filled)} of the "
        f"lines have a word in every norm shown; {quoted(names[first])} begins with {leading}."
    )


def _caption(
    shown: pd.DataFrame, names: dict[int, str], norms: tuple[str, ...], words: int
) -> str:
    missing = [LANGUAGES[code].name for code in LANGUAGES if code not in norms]
    left_out = f" {listing(missing)} has no words in these texts and is left out." if missing else ""
    return (
        f"The {words} heaviest concepts of each of {count(len(names), 'theme')}, a line a concept, "
        "with the first of its word forms in each written norm. The grey bar is the concept's weight "
        f"in the theme (the longest: {percent(shown['weight'].max())}); a dash: no word in that norm."
        f"{left_out}"
    )
