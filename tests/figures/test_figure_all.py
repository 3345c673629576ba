"""What holds for every figure: it says something, nothing is cut off or overlaps, equal bytes."""

import itertools
import warnings
from functools import cache

import figure_tables as make
import matplotlib.text
import numpy as np
import pytest

from conftest import declare_finland
from nordtema.figures import comparison, corpus, robustness, topics, vocabulary
from nordtema.figures.layout import MOST_HEIGHT
from nordtema.figures.lettering import ELLIPSIS
from nordtema.figures.style import PNG_DPI, WIDTH, render
from nordtema.formats import SPACE
from nordtema.languages import FURTHER

NO_DK = ("NO", "DK")
OF_FINLAND = (("SE", "FI"), ("NO", "DK"))
UGLY = tuple((a, "", b, a) for a, b in itertools.pairwise([*make.HOSTILE, "å"]))


def without(table, *columns):
    """The table with empty columns, as they come back from a CSV without any value."""
    return table.assign(**dict.fromkeys(columns, ""))


def with_finland(draw, table):
    """What a study draws that has declared Finland."""
    declare_finland()
    return draw(table)


CASES = {
    "documents": lambda: corpus.documents_by_country_and_time(make.documents(400)),
    "documents, few": lambda: corpus.documents_by_country_and_time(make.documents(3, NO_DK)),
    "documents, undated": lambda: corpus.documents_by_country_and_time(
        make.documents(60, dated=False).assign(reason="$_{🎉" * 40)
    ),
    "documents, other languages": lambda: corpus.documents_by_country_and_time(
        make.documents(90).assign(language=lambda t: ["nb", "", "sv"] * (len(t) // 3))
    ),
    "documents, years as numbers": lambda: corpus.documents_by_country_and_time(
        make.documents(5000, dated=False).assign(date=lambda t: 1950.0 + t.index % 70)
    ),
    "documents, four countries": lambda: with_finland(
        corpus.documents_by_country_and_time, make.documents(400, make.FOUR)
    ),
    "links": lambda: vocabulary.linked_share(make.links(300)),
    "links, one": lambda: vocabulary.linked_share(make.links(1)),
    "words": lambda: vocabulary.country_words(make.country_words(40)),
    "words, one": lambda: vocabulary.country_words(make.country_words(1)),
    "words, two countries": lambda: vocabulary.country_words(
        make.country_words(9).query("country != 'SE'")
    ),
    "words, four countries": lambda: with_finland(
        vocabulary.country_words, make.country_words(20, countries=make.FOUR)
    ),
    "words, hostile": lambda: vocabulary.country_words(make.country_words(20, make.HOSTILE)),
    "themes": lambda: topics.words_in_four_norms(make.topics(3)),
    "themes, two": lambda: topics.words_in_four_norms(make.topics(2)),
    "themes, first part of thirty": lambda: topics.words_by_parts(make.topics(30))[0],
    "themes, narrow": lambda: topics.words_in_four_norms(make.topics(3), columns=1, words=8),
    "themes, no Nynorsk": lambda: topics.words_in_four_norms(without(make.topics(3), "nn")),
    "themes, hostile": lambda: topics.words_by_parts(make.topics(9, UGLY, make.HOSTILE))[0],
    "themes, hostile, two": lambda: topics.words_in_four_norms(
        make.topics(9, UGLY, make.HOSTILE), columns=2
    ),
    "selection": lambda: topics.model_selection(
        make.selections((4, 6, 8, 10, 12, 16, 20), 8, 10, {"lda": 8, "nmf": 6}), "lda"
    ),
    "selection, two": lambda: topics.model_selection(
        {
            name: table.assign(heldout=np.nan)
            for name, table in make.selections((4, 60), 4, 60, {"lda": 60, "nmf": 4}).items()
        },
        "lda",
    ),
    "selection, long": lambda: topics.model_selection(
        make.selections(tuple(range(2, 90, 2)), 30, 2, {"nmf": 88}), "nmf"
    ),
    "agreement": lambda: topics.model_agreement(make.similarity(8, 8)),
    "agreement, two": lambda: topics.model_agreement(make.similarity(2, 3)),
    "agreement, thirty": lambda: topics.model_agreement(make.similarity(30, 26)),
    "agreement, hostile": lambda: topics.model_agreement(make.similarity(9, 9, make.HOSTILE)),
    "shares": lambda: comparison.prevalence(make.prevalence(8), make.labels(8)),
    "shares, one": lambda: comparison.prevalence(make.prevalence(1, ("SE",))),
    "shares, no intervals": lambda: comparison.prevalence(
        without(make.prevalence(2, NO_DK), "low", "high"), make.labels(2)
    ),
    "shares, four countries": lambda: with_finland(
        comparison.prevalence, make.prevalence(8, make.FOUR)
    ),
    "shares, hostile": lambda: comparison.prevalence(
        make.prevalence(30), make.labels(30, make.HOSTILE)
    ),
    "differences": lambda: comparison.differences(make.contrasts(8), make.labels(8)),
    "differences, one": lambda: comparison.differences(make.contrasts(1, (NO_DK,))),
    "differences, no control": lambda: comparison.differences(
        without(make.contrasts(3), "language_effect", "language_low", "language_high")
    ),
    "differences, four countries": lambda: with_finland(
        comparison.differences, make.contrasts(6, OF_FINLAND)
    ),
    "differences, hostile": lambda: comparison.differences(
        make.contrasts(30), make.labels(30, make.HOSTILE)
    ),
    "curves": lambda: comparison.curves(make.curves(8), make.labels(8)),
    "curves, one": lambda: comparison.curves(make.curves(1, values=3)),
    "curves, several": lambda: comparison.curves(
        make.curves(5, ("year", "length of a text, as a logarithm")), make.labels(5)
    ),
    "curves, hostile": lambda: comparison.curves(
        make.curves(30, make.HOSTILE).assign(value=lambda t: (t["value"] - 2004) * 1e6),
        make.labels(30, make.HOSTILE),
    ),
    "curves, no intervals": lambda: comparison.curves(without(make.curves(3), "low", "high")),
    "years": lambda: comparison.over_time(make.by_year(8, 9), make.labels(8)),
    "years, one": lambda: comparison.over_time(make.by_year(1, 1, NO_DK)),
    "years, four countries": lambda: with_finland(
        comparison.over_time, make.by_year(4, 9, make.FOUR)
    ),
    "years, hostile": lambda: comparison.over_time(
        make.by_year(30, 25), make.labels(30, make.HOSTILE)
    ),
    "designed": lambda: robustness.designed_and_found(make.designed(9)),
    "designed, one": lambda: robustness.designed_and_found(
        without(make.designed(1, ("NO",)), "low", "high")
    ),
    "designed, four countries": lambda: with_finland(
        robustness.designed_and_found, make.designed(5, make.FOUR)
    ),
    "designed, hostile": lambda: robustness.designed_and_found(
        make.designed(30, names=make.HOSTILE)
    ),
    "specifications": lambda: robustness.specification_curve(make.specifications(3)),
    "specifications, choices": lambda: robustness.specification_curve(make.specifications(1)),
    "specifications, own circled": lambda: robustness.specification_curve(
        make.specifications(1).assign(own=lambda t: t["specification"] == 4)
    ),
    "specifications, hostile": lambda: robustness.specification_curve(
        make.specifications(12, make.HOSTILE).assign(unit="$_{🎉")
    ),
}


NORMAL = [name for name in CASES if "," not in name]


@cache
def drawing_of(name):
    return CASES[name]()


@pytest.fixture
def written(monkeypatch):
    """The boxes of all words that are really drawn, as (text, left, bottom, right, top)."""
    boxes = []
    draw = matplotlib.text.Text.draw

    def noted(self, renderer, *arguments, **options):
        if self.get_visible() and self.get_text().strip():
            boxes.append((self.get_text(), *self.get_window_extent(renderer).extents))
        return draw(self, renderer, *arguments, **options)

    monkeypatch.setattr(matplotlib.text.Text, "draw", noted)
    return boxes


@pytest.mark.parametrize("name", CASES)
def test_words_say_something(name):
    drawing = drawing_of(name)
    for text in (drawing.alt, drawing.caption):
        assert len(text) > 40
        assert text.endswith(".")
        assert "nan" not in text.split()
        assert all(char.isprintable() or char == SPACE for char in text)
        assert "  " not in text


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_nothing_is_cut_off_or_overlaps(name, written):
    figure = drawing_of(name).figure
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        render(figure, "png")
    width, height = figure.get_size_inches() * PNG_DPI
    assert written
    for text, left, bottom, right, top in written:
        assert left >= -1 and bottom >= -1 and right <= width + 1 and top <= height + 1, text
    boxes = np.array([box[1:] for box in written])
    for number, (left, bottom, right, top) in enumerate(boxes):
        across = np.minimum(boxes[:, 2], right) - np.maximum(boxes[:, 0], left)
        along = np.minimum(boxes[:, 3], top) - np.maximum(boxes[:, 1], bottom)
        touching = np.flatnonzero((across > 1.5) & (along > 1.5))
        others = [written[i][0] for i in touching if i != number]
        assert not others, (written[number][0], others)


@pytest.mark.parametrize("name", NORMAL)
@pytest.mark.slow
@pytest.mark.parametrize("file_format", ["svg", "png"])
def test_equal_tables_give_equal_bytes(name, file_format):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        once, again = (render(CASES[name]().figure, file_format) for _ in range(2))
    assert once == again
    assert len(once) > 2000


@pytest.mark.parametrize("name", CASES)
def test_no_larger_than_a_page(name):
    fits_a_page(drawing_of(name))


def fits_a_page(drawing):
    width, height = drawing.figure.get_size_inches()
    assert width <= 8.2
    assert 0.5 < height * WIDTH / width <= MOST_HEIGHT  # as it is printed


LONG = (
    "Medborgardialogens villkor i kommunernas kommunikation, en översikt över vad som sagts",
    "Offentlighetsprinsippets stilling og ytringsfrihet for ansatte i kommunale virksomheter i dag",
)


@pytest.mark.parametrize("size", [3, 8, 20, 50])
def test_many_themes_with_long_names_stand_on_pages(size):
    labels = make.labels(size, LONG)
    parties = tuple((f"group {a}", f"group {b}") for a, b in ((1, 2), (3, 4), (5, 6), (7, 8)))
    drawings = [
        *topics.words_by_parts(make.topics(size), labels),
        topics.model_agreement(make.similarity(size, size, LONG)),
        comparison.prevalence(make.prevalence(size), labels),
        comparison.prevalence(make.prevalence(size, [g for pair in parties for g in pair]), labels),
        comparison.differences(make.contrasts(size), labels),
        comparison.differences(make.contrasts(size, parties), labels),
        comparison.over_time(make.by_year(size, 9), labels),
        comparison.curves(make.curves(size), labels),
        comparison.curves(make.curves(size, ("year", "length", "age", "seats", "votes")), labels),
        robustness.designed_and_found(make.designed(size, names=LONG)),
        robustness.specification_curve(make.specifications(size)),
    ]
    for drawing in drawings:
        fits_a_page(drawing)


def test_all_themes_are_reached_through_the_parts():
    for size, parts in ((1, 1), (3, 1), (4, 1), (8, 2), (9, 1), (20, 2), (50, 5)):
        drawings = topics.words_by_parts(make.topics(size))
        assert len(drawings) == parts
        told = [text.get_text() for one in drawings for text in one.figure.axes[0].texts]
        assert {str(number) for number in range(1, size + 1)} <= set(told)
        if parts > 1:
            assert drawings[1].caption.startswith(f"Part 2 of {parts}, themes ")
            assert drawings[1].alt.startswith(f"Part 2 of {parts}, themes ")


def test_what_a_page_has_no_room_for_is_said_to_be_in_the_table():
    assert "21 largest of 50 themes (the others: in the table)" in comparison.prevalence(
        make.prevalence(50)).caption  # fmt: skip
    assert "in the table" not in comparison.prevalence(make.prevalence(8)).caption
    assert "mean of the groups' means" in comparison.prevalence(make.prevalence(8)).caption
    alone = comparison.prevalence(make.prevalence(8, ("SE",)))
    assert "groups' means" not in alone.caption + alone.alt
    assert "the first 24 of 30 and 26" in topics.model_agreement(make.similarity(30, 26)).caption
    first = robustness.specification_curve(make.specifications(12)).caption
    assert first.startswith("The first 5 of 12 findings (the others: in the table)")


NAMES = (
    "Democracy and the public sector", "Dialogue with customers and citizens",
    "employees as ambassadors, private and work", "strategi · tid · penger", "ansvar",
)  # fmt: skip


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: comparison.differences(make.contrasts(5), make.labels(5, NAMES)),
        lambda: comparison.prevalence(make.prevalence(5), make.labels(5, NAMES)),
        lambda: robustness.designed_and_found(make.designed(5, names=NAMES)),
        lambda: topics.model_agreement(make.similarity(8, 8, NAMES)),
    ],
    ids=["differences", "shares", "designed", "agreement"],
)
def test_names_of_ordinary_length_are_whole(drawn, written):
    render(drawn().figure, "png")
    assert not [text for text, *_ in written if text.endswith(ELLIPSIS)]


@pytest.mark.parametrize("name", [name for name in CASES if name.endswith("four countries")])
def test_a_declared_country_has_its_colour(name):
    drawing = drawing_of(name)
    svg = render(drawing.figure, "svg").decode()
    assert FURTHER[0][0].lower() in svg or name.startswith("documents")


@pytest.mark.parametrize("name", ["shares, four countries", "documents, four countries"])
def test_a_declared_country_is_named_in_words(name):
    assert "Finland" in drawing_of(name).alt
