"""Where things stand: a page measured in inches from its upper left corner, rows, axes, intervals.

Margins are given rather than found by the renderer: that is fast, and equal everywhere.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..formats import tick
from ..languages import Country
from .lettering import plain, shorten, width, wrap
from .marks import Mark
from .style import INK, NORMAL, QUIET, RULE, SMALL, WIDTH

MIDDLE = 0.29  # height of a small letter's middle above the base line, in letter sizes
_KEY_LINE, _KEY_GAP = 0.22, 0.3  # inches between lines of a key, and between its entries
LINE = 1.35 / 72  # inches from line to line, per point of letter size
MOST_HEIGHT = 10.0  # inches of a figure that is WIDTH wide: no taller than A4 upright


class Page:
    """A figure with an invisible sheet over it, on which words are put by inches.

    Attributes
    ----------
    figure : the matplotlib figure
    sheet : axes over the whole page; x runs right and y runs down, in inches
    """

    def __init__(self, height: float, page_width: float = WIDTH):
        self.width, self.height = page_width, height
        self.figure = Figure(figsize=(page_width, height))
        self.sheet = self.figure.add_axes((0, 0, 1, 1), zorder=2)
        self.sheet.set(xlim=(0, page_width), ylim=(height, 0))
        self.sheet.set_axis_off()

    def panel(self, left: float, top: float, panel_width: float, height: float) -> Axes:
        """Axes with their upper left corner at (left, top).

        Parameters
        ----------
        left, top, panel_width, height : inches
        """
        bottom = self.height - top - height
        return self.figure.add_axes(
            (
                left / self.width,
                bottom / self.height,
                panel_width / self.width,
                height / self.height,
            )
        )

    def write(
        self, x: float, y: float, text: str, size: float = NORMAL, colour: object = INK,
        bold: bool = False, align: str = "left", upright: bool = False,
    ) -> None:  # fmt: skip
        """One line of words whose small letters have their middle at (x, y).

        The base line is given, not the middle of the ink: å and g must not move their neighbours.

        Parameters
        ----------
        size : of the letters, in points
        align : which side of the words stands at x
        upright : read from below
        """
        down = MIDDLE * size / 72
        self.sheet.text(
            x + down * upright, y + down * (not upright), text, fontsize=size, color=colour,
            weight="bold" if bold else "normal", ha=align, va="baseline", parse_math=False,
            rotation=90 if upright else 0, rotation_mode="anchor",
        )  # fmt: skip

    def write_lines(
        self, x: float, y: float, lines: Sequence[str], size: float = NORMAL,
        colour: object = INK, bold: bool = False, align: str = "left",
    ) -> None:  # fmt: skip
        """Lines of words, centred on the height y."""
        top = y - (len(lines) - 1) * LINE * size / 2
        for number, line in enumerate(lines):
            self.write(x, top + number * LINE * size, line, size, colour, bold, align)

    def groups(
        self, groups: Sequence[Mark | Country], left: float, y: float, room: float = WIDTH
    ) -> float:
        """The key: marker, colour and name of each group, in as many lines as they need.

        Parameters
        ----------
        left, y : inches to the first marker, and to the middle of the first line
        room : inches of a line

        Returns
        -------
        Inches to where more can be written in the last line
        """
        at = left
        for line in _key_lines(groups, room):
            at = left
            for group in line:
                self.sheet.plot(
                    at + 0.06, y, group.marker, color=group.colour, markersize=7, clip_on=False
                )
                self.write(at + 0.17, y, _key_name(group, room))
                at += _key_width(group, room)
            y += _KEY_LINE
        return at


def key_height(groups: Iterable[Mark | Country], room: float) -> float:
    """Inches from the middle of the first line of a key to that of its last, and half a line.

    Parameters
    ----------
    room : inches of a line

    Returns
    -------
    inches, at least those of one line
    """
    return 0.18 + _KEY_LINE * (len(_key_lines(list(groups), room)) - 1)


def _key_lines(groups: Sequence[Mark | Country], room: float) -> list[list[Mark | Country]]:
    lines: list[list[Mark | Country]] = [[]]
    used = 0.0
    for group in groups:
        own = _key_width(group, room)
        if lines[-1] and used + own - _KEY_GAP > room:
            lines.append([])
            used = 0.0
        lines[-1].append(group)
        used += own
    return lines


def _key_width(group: Mark | Country, room: float) -> float:
    return 0.17 + width(_key_name(group, room), NORMAL) + _KEY_GAP


def _key_name(group: Mark | Country, room: float) -> str:
    """The name of a group, shortened to a line of its own at most."""
    return shorten(plain(group.name), room - 0.5, NORMAL)


def rows(
    page: Page, labels: Sequence[str], top: float, left: float, panel_width: float, height: float,
) -> Axes:  # fmt: skip
    """Axes with one row a label (row 0 on top), labels to the left, pale lines between the rows.

    Parameters
    ----------
    labels : one a row, the first on top
    top, left : inches from the upper left corner of the page to that of the axes
    panel_width, height : inches, of all axes and of one row
    """
    axes = page.panel(left, top, panel_width, height * len(labels))
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_yticks([])
    axes.hlines(np.arange(len(labels) + 1) - 0.5, 0, 1, transform=axes.get_yaxis_transform(),
                color=RULE, linewidth=0.7, zorder=0)  # fmt: skip
    lines = 1 if height < 0.3 else 2
    for number, label in enumerate(labels):
        wrapped = wrap(label, left - 0.25, NORMAL, lines)
        page.write_lines(0.08, top + (number + 0.5) * height, wrapped)
    return axes


def fitting(each: float, rest: float) -> int:
    """How many rows stand on a page, at least one.

    Parameters
    ----------
    each : height of a row, in inches
    rest : inches of all that stands above and below the rows
    """
    return max(1, int((MOST_HEIGHT - rest) / each + 1e-9))


def room_for(labels: Iterable[str], least: float, most: float, size: float = NORMAL) -> float:
    """Inches that the longest of some labels needs, within bounds.

    Parameters
    ----------
    least, most : bounds in inches
    size : of the letters, in points
    """
    longest = max((width(label, size) for label in labels), default=least)
    return min(max(longest, least), most)


def percent_axis(
    axes: Axes, which: Literal["x", "y"] = "x", bins: int = 5, unit: str = " %"
) -> None:
    """An axis of shares, written in per cent, with pale lines across.

    Parameters
    ----------
    bins : at most so many steps
    unit : what stands after each number
    """
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(bins, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda share, _: tick(share) + unit))
    axes.grid(True, axis=which)


def both_ends(axes: Axes, many: bool) -> None:
    """Write the x axis above the rows too, where there are many of them."""
    if many:
        axes.tick_params(top=True, labeltop=True)


def limits(*values: object, floor: float | None = None) -> tuple[float, float]:
    """Lowest and highest of all finite values, with a little air; 0 … 1 where there are none.

    Parameters
    ----------
    values : numbers, series or frames
    floor : the lowest, where that is given
    """
    numbers = np.concatenate([np.ravel(np.asarray(v, float)) for v in values])
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return 0.0, 1.0
    low = numbers.min() if floor is None else floor
    high = max(numbers.max(), low + 1e-3)
    air = 0.04 * (high - low)
    return (low - air if floor is None else floor), high + air


def dots(
    axes: Axes, x: object, y: object, low: object, high: object, colour: object, marker: str,
    filled: bool = True, size: float = 6.5,
) -> None:  # fmt: skip
    """Dots with horizontal intervals; a dot stays alone where its interval is not known.

    Parameters
    ----------
    low, high : ends of the intervals, missing where not known
    filled : the dots, else only outlined
    size : of the dots, in points
    """
    x, y, low, high = (np.asarray(v, float) for v in (x, y, low, high))
    known = np.isfinite(low) & np.isfinite(high)
    axes.hlines(y[known], low[known], high[known], color=colour, linewidth=1.6, zorder=3)
    axes.plot(x, y, marker, color=colour, markerfacecolor=colour if filled else "white",
              markeredgewidth=1.4, markersize=size, zorder=4, clip_on=False)  # fmt: skip


def strokes(
    axes: Axes, x: object, low: object, high: object, colour: object, line: float, order: float = 2
) -> None:  # fmt: skip
    """Upright lines as one path, which takes a third of the bytes that a path for each would take.

    Parameters
    ----------
    x : where each stands; those without ends are left out
    low, high : their ends
    line : width in points
    order : higher is drawn later
    """
    x, low, high = (np.asarray(v, float) for v in (x, low, high))
    known = np.isfinite(low) & np.isfinite(high)
    gap = np.full(int(known.sum()), np.nan)
    places = [np.column_stack(three).ravel() for three in
              ((x[known], x[known], gap), (low[known], high[known], gap))]  # fmt: skip
    axes.plot(*places, color=colour, linewidth=line, zorder=order)


def dodge(number: int, count: int, room: float = 0.52) -> float:
    """Offset of one of `count` series within a row of height 1.

    Parameters
    ----------
    number : of the series, from 0
    room : height that all series share
    """
    return 0.0 if count < 2 else (number / (count - 1) - 0.5) * room


def note(page: Page, x: float, y: float, text: str, room: float, align: str = "left") -> None:
    """Small, quiet words, shortened to their room.

    Parameters
    ----------
    room : inches that there are for the words
    """
    page.write(x, y, shorten(text, room, SMALL), SMALL, QUIET, align=align)


def zero_line(axes: Axes) -> None:
    """The vertical line at no difference."""
    axes.axvline(0, color=QUIET, linewidth=1, zorder=2)
