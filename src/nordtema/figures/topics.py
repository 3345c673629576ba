"""Topic models: their words, the choice of K, and whether LDA and NMF see the same themes."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from ..formats import count, decimal, listed, model_name
from ..topics.selection import CRITERIA
from .layout import LINE, Page, room_for
from .lettering import plain, width, wrap
from .style import (
    FADED,
    FAINT,
    INK,
    NORMAL,
    QUIET,
    SMALL,
    WIDTH,
    Drawing,
    ink_on,
    styled,
    with_numbers,
)
from .wording import REST, quoted
from .words import words_by_parts, words_in_four_norms

__all__ = ["model_agreement", "model_selection", "words_by_parts", "words_in_four_norms"]

PANELS = {
    "npmi": "Coherence (NPMI)",
    "stability": "Stability of refits",
    "heldout": "Held-out log-likelihood a word",
    "diversity": "Diversity of words (no vote)",
}
_MOST_CELLS = 24  # themes of a model beside those of the other: their names can still be read
_TICKS = 8  # values of K up to which each is written at the axis
_CURVE, _CHOSEN = "#4a6572", "#a3123a"
_RING = {"marker": "o", "color": _CHOSEN, "markersize": 8, "linestyle": "none"}
MARKS: dict[str, dict[str, Any]] = {
    "chosen": _RING,
    "runner_up": {**_RING, "markerfacecolor": "white", "markeredgewidth": 1.5},
    "own_choice": {**_RING, "marker": "D", "color": _CURVE, "markersize": 11,
                   "markerfacecolor": "none", "markeredgewidth": 1.5},
}  # fmt: skip
_SIMILARITY = LinearSegmentedColormap.from_list("similarity", ["#ffffff", "#8fb3c4", "#123a50"])


# ---------------------------------------------------------------- the number of topics


@styled
def model_selection(selections: dict[str, pd.DataFrame], model: str) -> Drawing | None:
    """Each criterion over the numbers of topics that were tried, with the choice and the runner-up.

    Parameters
    ----------
    selections : of each model, as `selection.<model>`
    model : the one whose curves stand out

    Returns
    -------
    None where fewer than two numbers of topics were tried
    """
    table = _by_k(selections[model])
    if len(table) < 2:
        return None
    others = {name: _by_k(other) for name, other in selections.items() if name != model}
    choices = {column: int(table.loc[table[column] == 1, "k"].iloc[0]) for column in MARKS}
    page = Page(4.75)
    for number, (column, name) in enumerate(PANELS.items()):
        left, top = 0.6 + number % 2 * 3.2, 0.72 + number // 2 * 2.05
        page.write(left - 0.4, top - 0.18, name, bold=True)
        axes = page.panel(left, top, 2.55, 1.3)
        for other in others.values():
            axes.plot(other["k"], other[column], color=FADED, linewidth=0.9, zorder=1)
        _curve(axes, table, column, choices)
    _key_of_choice(page, choices, model)
    page.write(WIDTH / 2, 4.6, "number of topics K", SMALL, QUIET, align="center")
    caption = _caption_of_choice(table, choices, model, list(others))
    return Drawing(page.figure, _alt_of_choice(table, choices, model), caption)


def _by_k(table: pd.DataFrame) -> pd.DataFrame:
    table = with_numbers(table, *PANELS, *MARKS)
    return table.drop_duplicates("k").sort_values("k").reset_index(drop=True)


def _curve(axes: Axes, table: pd.DataFrame, column: str, choices: dict[str, int]) -> None:
    values = table[column]
    axes.plot(table["k"], values, color=_CURVE, marker=".", markersize=5)
    axes.axvline(choices["chosen"], color=_CHOSEN, linewidth=0.9, zorder=1)
    for name, k in choices.items():
        axes.plot(k, values[table["k"] == k], **MARKS[name], zorder=4)
    air = max(0.8, 0.05 * (table["k"].max() - table["k"].min()))
    axes.set_xlim(table["k"].min() - air, table["k"].max() + air)
    axes.margins(y=0.16)
    if len(table) <= _TICKS:
        axes.set_xticks(table["k"])
    else:
        axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.grid(True, axis="y")
    if values.isna().all():
        axes.set_yticks([])
        axes.text(0.5, 0.5, "not measured", transform=axes.transAxes, ha="center", color=QUIET,
                  fontsize=SMALL)  # fmt: skip


def _key_of_choice(page: Page, choices: dict[str, int], model: str) -> None:
    x = 0.26
    names = {"runner_up": "runner-up", "own_choice": f"{model_name(model)} by itself"}
    for name, k in choices.items():
        text = f"{names.get(name, name)}: K = {k}"
        page.sheet.plot(x, 0.2, **MARKS[name])
        page.write(x + 0.18, 0.2, text)
        x += width(text, NORMAL) + 0.55


def _caption_of_choice(
    table: pd.DataFrame, choices: dict[str, int], model: str, others: list[str]
) -> str:
    grid = ", ".join(str(k) for k in table["k"])
    names = listed([model_name(name) for name in others])
    beside = f"; grey: {names}" if others else ""
    return (
        f"Four criteria for each number of topics that was tried ({grid}) with {model_name(model)}"
        f"{beside}. Coherence, stability and held-out likelihood, each scaled to 0 … 1 over the "
        "grid within its model, vote alike by their mean over the models. "
        f"K = {choices['chosen']} was chosen by that rule; the best of the others is "
        f"K = {choices['runner_up']}. By itself {model_name(model)} would choose "
        f"K = {choices['own_choice']}. Diversity does not vote: it falls with K by itself."
    )


def _alt_of_choice(table: pd.DataFrame, choices: dict[str, int], model: str) -> str:
    best = {name: table.loc[table[name].idxmax(), "k"] for name in CRITERIA
            if table[name].notna().any()}  # fmt: skip
    names = {"npmi": "coherence", "stability": "stability", "heldout": "held-out likelihood"}
    parts = ", ".join(f"{names[name]} is highest at {int(k)}" for name, k in best.items())
    return (
        f"Curves over {len(table)} numbers of topics, {table['k'].min()} to {table['k'].max()}. "
        f"{choices['chosen']} topics are chosen, the runner-up is {choices['runner_up']}; with "
        f"{model_name(model)} {parts}."
    )


# ---------------------------------------------------------------- two models


@styled
def model_agreement(similarity: pd.DataFrame) -> Drawing | None:
    """The themes of LDA (rows) against those of NMF (columns), ordered so that matches meet.

    Parameters
    ----------
    similarity : lda_topic, lda_label, nmf_topic, nmf_label, similarity (cosine), matched (0 or 1);
        one row a pair

    Returns
    -------
    None where there are no pairs
    """
    if similarity.empty:
        return None
    similarity = with_numbers(similarity, "similarity", "matched")
    pairs = similarity[similarity["matched"] == 1]
    pairs = pairs.sort_values(["similarity", "lda_topic"], ascending=[False, True], kind="stable")
    every_lda, every_nmf = (_in_order(similarity, pairs, model) for model in ("lda", "nmf"))
    lda, nmf = (dict(list(names.items())[:_MOST_CELLS]) for names in (every_lda, every_nmf))
    wide = similarity.pivot_table(index="lda_topic", columns="nmf_topic", values="similarity")
    drawn = pairs[pairs["lda_topic"].isin(list(lda)) & pairs["nmf_topic"].isin(list(nmf))]
    page = _heat_map(wide.reindex(index=list(lda), columns=list(nmf)), lda, nmf, drawn)
    which = ""
    if len(lda) < len(every_lda) or len(nmf) < len(every_nmf):
        which = f", the first {_MOST_CELLS} of {len(every_lda)} and {len(every_nmf)} ({REST})"
    caption = (
        f"Cosine similarity of the themes of LDA (rows) and NMF (columns){which} over their "
        "concepts; "
        f"outlined: the {count(len(drawn), 'pair')} of the best one-to-one match, the most alike "
        "first. Both models begin at the same association of concepts, so that this is no evidence."
    )
    return Drawing(page.figure, _alt_of_agreement(pairs, every_lda, every_nmf), caption)


def _in_order(similarity: pd.DataFrame, pairs: pd.DataFrame, model: str) -> dict[int, str]:
    """Topic to label, matched ones first in the order of the pairs, then the others by number."""
    firsts = similarity.drop_duplicates(f"{model}_topic").set_index(f"{model}_topic")
    labels = firsts[f"{model}_label"].map(plain)
    matched = list(dict.fromkeys(pairs[f"{model}_topic"]))
    return {
        t: labels[t] or f"Theme {t}" for t in [*matched, *sorted(set(labels.index) - set(matched))]
    }


def _heat_map(
    wide: pd.DataFrame, lda: dict[int, str], nmf: dict[int, str], pairs: pd.DataFrame
) -> Page:
    left, right = 2.5, 0.2
    cell = min(0.5, (WIDTH - left - right) / len(nmf))
    size, lines = _lettering_of(cell)
    room = room_for(nmf.values(), 1.2, 2.1, size)
    upper = room + 0.45
    page = Page(upper + cell * len(lda) + 0.7)
    axes = page.panel(left, upper, cell * len(nmf), cell * len(lda))
    values = wide.to_numpy(float)
    axes.pcolormesh(np.ma.masked_invalid(values), cmap=_SIMILARITY, vmin=0, vmax=1,
                    edgecolors="white", linewidth=0.6)  # fmt: skip
    axes.set(xlim=(0, len(nmf)), ylim=(len(lda), 0), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    _row_names(page, lda, left - 0.1, upper, cell)
    for column, (topic, label) in enumerate(nmf.items()):
        x = left + (column + 0.5) * cell
        page.write(x, upper - 0.08, f"{topic}", size, QUIET, upright=True)
        wrapped = wrap(label, room, size, lines)
        for number, line in enumerate(wrapped):
            across = x + (number - (len(wrapped) - 1) / 2) * LINE * size
            page.write(across, upper - 0.32, line, size, upright=True)
    page.write(left - 0.1, upper - 0.12, "LDA ↓", SMALL, QUIET, align="right")
    page.write(left - 0.1, upper - 0.32, "NMF →", SMALL, QUIET, align="right")
    _outline(axes, page, wide, pairs, cell)
    _scale(page, left, upper + cell * len(lda) + 0.3)
    return page


def _lettering_of(cell: float) -> tuple[float, int]:
    """Size of letters, and how many lines a name may take, beside cells of so many inches."""
    return (SMALL if cell < 0.25 else NORMAL), (2 if cell > 0.35 else 1)


def _row_names(page: Page, names: dict[int, str], right: float, top: float, cell: float) -> None:
    """Number and label of each row, the number beside the cells."""
    size, lines = _lettering_of(cell)
    for row, (topic, label) in enumerate(names.items()):
        y = top + (row + 0.5) * cell
        page.write(right, y, str(topic), size, QUIET, align="right")
        wrapped = wrap(label, right - 0.35, size, lines)
        page.write_lines(right - 0.27, y, wrapped, size, align="right")


def _outline(axes: Axes, page: Page, wide: pd.DataFrame, pairs: pd.DataFrame, cell: float) -> None:
    """Outline the matched cells; write their similarity where there is room."""
    for pair in pairs.itertuples():
        row, column = wide.index.get_loc(pair.lda_topic), wide.columns.get_loc(pair.nmf_topic)
        axes.add_patch(Rectangle((column, row), 1, 1, fill=False, edgecolor=INK, linewidth=1.4,
                                 clip_on=False, zorder=3))  # fmt: skip
        if cell >= 0.34 and np.isfinite(pair.similarity):
            colour = ink_on(_SIMILARITY(float(pair.similarity)))
            axes.text(column + 0.5, row + 0.5, decimal(pair.similarity, 2), fontsize=SMALL,
                      color=colour, ha="center", va="center_baseline")  # fmt: skip


def _scale(page: Page, left: float, y: float) -> None:
    """What the colours mean."""
    axes = page.panel(left, y, 1.6, 0.12)
    axes.pcolormesh(np.linspace(0, 1, 41), [0, 1], np.linspace(0, 1, 40)[None], cmap=_SIMILARITY,
                    vmin=0, vmax=1, edgecolors="face", linewidth=0.2)  # fmt: skip
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set(visible=True, color=FAINT)
    page.write(left, y + 0.24, "0", SMALL, QUIET)
    page.write(left + 1.6, y + 0.24, "1", SMALL, QUIET, align="right")
    page.write(left + 1.7, y + 0.07, "similarity", SMALL, QUIET)


def _alt_of_agreement(pairs: pd.DataFrame, lda: dict[int, str], nmf: dict[int, str]) -> str:
    text = f"Similarity of {count(len(lda), 'theme')} of LDA and {len(nmf)} of NMF"
    if pairs.empty:
        return text + "; none are matched."
    best, worst = pairs.iloc[0], pairs.iloc[-1]
    return (
        f"{text}: {int((pairs['similarity'] >= 0.5).sum())} of {count(len(pairs), 'matched pair')} "
        f"reach 0.5. The most alike are {quoted(best['lda_label'])} and "
        f"{quoted(best['nmf_label'])} ({decimal(best['similarity'], 2)}), the least "
        f"{quoted(worst['lda_label'])} and {quoted(worst['nmf_label'])} "
        f"({decimal(worst['similarity'], 2)})."
    )
