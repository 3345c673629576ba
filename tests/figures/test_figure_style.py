"""The style: one look everywhere, nothing left behind, nothing of the user's own settings."""

import os
import re
import subprocess
import sys
from pathlib import Path

import figure_tables as make
import matplotlib as mpl
import pandas as pd
import pytest

from nordtema.figures import comparison, style
from nordtema.figures.wording import sizes
from nordtema.languages import COUNTRIES

SAVED = """
import hashlib, sys
sys.path.insert(0, {folder!r})
import figure_tables as make
from nordtema.figures import comparison, style
figure = comparison.differences(make.contrasts(4), make.labels(4)).figure
for kind in ("svg", "pdf", "png"):
    print(hashlib.sha256(style.render(figure, kind)).hexdigest())
"""


def test_style_leaves_no_trace():
    before = dict(mpl.rcParams)
    drawing = comparison.prevalence(make.prevalence(3), make.labels(3))
    style.render(drawing.figure, "svg")
    assert dict(mpl.rcParams) == before


def test_own_settings_of_the_user_do_not_matter():
    def saved():
        drawing = comparison.prevalence(make.prevalence(3), make.labels(3))
        return style.render(drawing.figure, "svg")

    plain = saved()
    theirs = {"font.size": 20, "axes.grid": True, "svg.fonttype": "none", "figure.dpi": 50}
    with mpl.rc_context(theirs):
        assert saved() == plain


def test_no_date_and_no_machine_in_the_files():
    drawing = comparison.prevalence(make.prevalence(3), make.labels(3))
    svg, pdf, png = (style.render(drawing.figure, kind) for kind in ("svg", "pdf", "png"))
    assert b"<dc:date>" not in svg
    assert b"CreationDate" not in pdf and b"Producer" not in pdf
    assert b"Software" not in png


@pytest.mark.slow
def test_equal_bytes_in_other_processes():
    code = SAVED.format(folder=str(Path(__file__).parent))
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_a_notebook_shows_alt_and_caption_escaped():
    labels = pd.DataFrame({"topic": [1], "label": ['"><script>alert(1)</script>']})
    shown = comparison.prevalence(make.prevalence(1), labels)._repr_html_()
    assert "<script>" not in shown
    assert 'alt="Shares of 1 theme' in shown
    assert "<figcaption>Mean share" in shown


@pytest.mark.parametrize("colour", [country.colour for country in COUNTRIES.values()])
def test_numbers_on_a_colour_can_be_read(colour):
    assert style.ink_on(colour) in ("white", style.INK)
    assert style.ink_on("#ffffff") == style.INK
    assert style.ink_on("#000000") == "white"


def test_empty_columns_become_missing_numbers():
    table = style.with_numbers(pd.DataFrame({"low": ["", ""], "mean": ["0.5", 1]}), "low", "high")
    assert table["low"].isna().all() and table["high"].isna().all()
    assert list(table["mean"]) == ["0.5", 1]


def test_places_of_an_svg_have_two_decimals_and_words_keep_theirs():
    labels = pd.DataFrame({"topic": [1], "label": ["0.123456 and 3.14159"]})
    svg = style.render(comparison.prevalence(make.prevalence(1), labels).figure, "svg").decode()
    assert "0.123456 and" in svg and "3.14159" in svg
    assert not re.findall(r'[ "(]\d+\.\d{3,}', re.sub(r">[^<]*<", "><", svg))


def test_groups_of_any_kind_are_counted_in_a_caption():
    table = pd.DataFrame(
        {"country": ["nb", "nn", "nb"], "documents": [100, 90, 100], "clusters": [100, 8, 100]}
    )
    assert sizes(table) == "Bokmål 100 documents, Nynorsk 90 documents in 8 clusters"
