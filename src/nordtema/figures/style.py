"""The one style of all figures: settings, colours, what a figure hands on, how it is saved.

Letters stay letters in SVG and PDF, so that they can be searched, copied and read aloud. Where
our font is missing, Verdana takes its place, whose letters are as wide, or what the machine has.
"""

import base64
import html
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.style import context
from matplotlib.typing import ColorType
from PIL import Image

from ..languages import COUNTRIES, Country, luminance
from .provenance import PLACE

WIDTH = 6.5  # inches; at 390 px wide the smallest letters are still about 8 px high
INK = "#222222"
QUIET = "#5f5f5f"  # secondary text, 6.3:1 on white
FAINT = "#b5b5b5"
FADED = "#8f8f8f"  # dots and intervals that rest on too little
RULE = "#e4e4e4"
BAND = "#e3dfd3"
SMALL, NORMAL, LARGE = 9.0, 10.0, 11.0  # points
PNG_DPI = 144  # half as many again as a screen has
PNG_COLOURS = 256
_AS_PNG: dict[str, Any] = {"dpi": PNG_DPI, "pil_kwargs": {"compress_level": 1}}
_ALMOST_WHITE = 252  # of 255: where the palette takes the mean of white and its neighbours

_TAG, _DIGITS = re.compile(rb"<[^>]*>"), re.compile(rb"(?<=[\s\"(,-])\d+\.\d{3,}\b")
_FONT = b"'DejaVu Sans'"
_INSTEAD = b", Verdana, sans-serif"  # where a reader's machine lacks our font

_STYLE = Path(__file__).with_name("nordtema.mplstyle")
_METADATA = {
    "svg": {"Date": None, "Creator": "nordtema", "Source": PLACE},
    "pdf": {"CreationDate": None, "Creator": "nordtema", "Producer": None, "Keywords": PLACE},
    "png": {"Software": None},
}


@dataclass(frozen=True)
class Drawing:
    """A figure with the words that belong to it.

    Attributes
    ----------
    figure : what is drawn
    alt : one or two sentences on what can be seen in these data, for those who cannot see it
    caption : what is drawn, what the intervals are, of how many texts
    """

    figure: Figure
    alt: str
    caption: str

    def _repr_html_(self) -> str:
        """The figure with alt text and caption, as a notebook shows it."""
        image = base64.b64encode(render(self.figure, "svg")).decode("ascii")
        return (
            f'<figure><img src="data:image/svg+xml;base64,{image}" alt="{html.escape(self.alt)}" '
            f'style="max-width:100%"><figcaption>{html.escape(self.caption)}</figcaption></figure>'
        )


def use_style() -> AbstractContextManager[None]:
    """Within this context figures are drawn in our style over the defaults, never the user's."""
    return context(["default", _STYLE])


def styled(draw: Callable) -> Callable:
    """A function that draws, always in our style."""

    @wraps(draw)
    def in_style(*arguments, **options):
        with use_style():
            return draw(*arguments, **options)

    return in_style


def render(figure: Figure, file_format: str) -> bytes:
    """The figure as the bytes of an svg, pdf or png: the same bytes for the same table.

    Parameters
    ----------
    file_format : svg, pdf or png
    """
    buffer = io.BytesIO()
    with use_style():
        options = _AS_PNG if file_format == "png" else {}
        figure.savefig(buffer, format=file_format, metadata=_METADATA[file_format], **options)
    data = buffer.getvalue()
    if file_format == "svg":
        return _with_few_digits(data.replace(_FONT, _FONT + _INSTEAD))
    return _with_few_colours(data) if file_format == "png" else data


def _with_few_digits(svg: bytes) -> bytes:
    """Places to a hundredth of a point: whatever stands inside tags, and no word that is drawn."""

    def rounded(number: re.Match[bytes]) -> bytes:
        return b"%.2f" % float(number[0])

    return _TAG.sub(lambda tag: _DIGITS.sub(rounded, tag[0]), svg)


def _with_few_colours(png: bytes) -> bytes:
    """The picture with a palette of its own: a third of the bytes, to the eye the same."""
    buffer = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture = picture.quantize(PNG_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = picture.getpalette() or []
    picture.putpalette([255 if part > _ALMOST_WHITE else part for part in palette])
    picture.save(buffer, "png", optimize=True)
    return buffer.getvalue()


# ---------------------------------------------------------------- tables, countries and colours


def with_numbers(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A copy in which these columns are numbers: missing where a cell or the column is empty.

    Parameters
    ----------
    columns : names of those that are to be numbers
    """
    numbers = {
        name: pd.to_numeric(table[name], errors="coerce") if name in table else float("nan")
        for name in columns
    }
    return table.assign(**numbers)


def countries_in(table: pd.DataFrame) -> list[Country]:
    """The countries that a table speaks of, in the order of the table of countries.

    Parameters
    ----------
    table : country
    """
    present = set(table["country"])
    return [country for code, country in COUNTRIES.items() if code in present]


def tint(colour: str, share: float) -> tuple[float, float, float]:
    """A colour mixed with white: 1 the colour itself, 0 white."""
    red, green, blue = (1 - share * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def ink_on(colour: ColorType) -> str:
    """Black or white, whichever is read better on a colour."""
    return INK if luminance(to_rgb(colour)) > 0.22 else "white"
