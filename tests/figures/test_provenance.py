"""The metadata of a figure's file say where it comes from, and nothing of the machine."""

import io
import re

import figure_tables as make
import pytest
from PIL import Image

from figure_metadata import read_back
from nordtema.figures import comparison
from nordtema.figures.provenance import PLACE, TABLE_OF, Provenance, stamp, table_of
from nordtema.figures.style import render
from nordtema.schemas import schemas

TOLD = Provenance("9.9", "0123456789", "contrasts.lda", "ab" * 32)
LINE = f"nordtema 9.9; study 0123456789; table contrasts.lda.csv; sha256 {'ab' * 32}"


@pytest.fixture(scope="module")
def figure():
    return comparison.differences(make.contrasts(3), make.labels(3)).figure


@pytest.mark.parametrize("file_format", ["svg", "png", "pdf"])
def test_every_format_says_study_table_and_version(figure, file_format):
    drawn = render(figure, file_format)
    stamped = stamp(drawn, file_format, TOLD)
    assert read_back(stamped, file_format) == LINE == str(TOLD)
    assert PLACE.encode() not in stamped
    assert stamped == stamp(render(figure, file_format), file_format, TOLD), "the same bytes"


def test_the_parts_of_a_pdf_stay_where_its_list_says(figure):
    drawn = render(figure, "pdf")
    stamped = stamp(drawn, "pdf", TOLD)
    assert len(stamped) == len(drawn)
    start = int(re.search(rb"startxref\s+(\d+)", stamped)[1])
    assert stamped[start : start + 4] == b"xref"
    with pytest.raises(ValueError, match="longer than"):
        stamp(drawn, "pdf", Provenance("9" * 300, "x"))


def test_a_picture_stays_the_same_picture(figure):
    drawn = render(figure, "png")
    before, after = (Image.open(io.BytesIO(d)) for d in (drawn, stamp(drawn, "png", TOLD)))
    after.verify()  # the check sum of every piece
    after = Image.open(io.BytesIO(stamp(drawn, "png", TOLD)))
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_signs_of_markup_are_written_out(figure):
    odd = Provenance("1 <b> & 2", "x")
    assert read_back(stamp(render(figure, "svg"), "svg", odd), "svg") == str(odd)


def test_a_figure_of_nothing_of_ours_has_no_table():
    assert str(Provenance("1", "x")) == "nordtema 1; study x"
    assert table_of("mine") == ""


def test_tables_of_figures_are_tables():
    assert set(TABLE_OF.values()) <= {name.removesuffix(".<model>") for name in schemas()}
    assert table_of("words.lda.2") == table_of("words.lda") == "topics.lda"
    assert table_of("planted") == "planted"
