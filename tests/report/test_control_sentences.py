"""What is said to whoever drafts a control text."""

import pandas as pd
import pytest

from nordtema.comparison.control_noise import COLUMNS
from nordtema.comparison.control_origin import ORIGINS
from nordtema.report.sentences.control import cells_sentence, noise_sentence, sample_sentences


def cells(*sizes: int) -> pd.DataFrame:
    """Two themes in two countries."""
    rows = [(theme, code) for theme in ("1 sea", "2 school") for code in ("NO", "SE")]
    return pd.DataFrame(rows, columns=["theme", "country"]).assign(paragraphs=sizes)


def origins(*rows: str) -> pd.DataFrame:
    """origins("hmme", …): human, machine or empty in each norm."""
    names = {"h": "human", "m": "machine", "e": "empty"}
    return pd.DataFrame([[names[sign] for sign in row] for row in rows], columns=ORIGINS.values())


@pytest.mark.parametrize(
    ("sizes", "wanted", "told"),
    [
        ((2, 2, 2, 2), 8, ["8 paragraphs of 2 themes and 2 countries: 2 of each theme"]),
        ((3, 2, 2, 2), 9, ["9 paragraphs of 2 themes and 2 countries: 2 to 3 of each theme"]),
        ((3, 0, 1, 1), 5, ["0 to 3 of each theme", "1 of 4 have none: 1 sea (Sweden)."]),
        (
            (3, 1, 0, 0),
            60,
            ["60 were asked for", "2 of 4 have none: 2 school (Nor"],
        ),
    ],
)
def test_the_sample_is_told_with_what_it_lacks(sizes, wanted, told):
    said = sample_sentences(cells(*sizes), wanted)
    assert len(said) == len(told) + (len(told) == 2 and wanted == 60)
    assert all(part in " ".join(said) for part in told)


def test_of_many_that_are_missing_the_first_are_named():
    rows = [(f"{n} theme", "DK", int(n == 1)) for n in range(1, 11)]
    said = " ".join(sample_sentences(pd.DataFrame(rows, columns=list(cells(1, 1, 1, 1))), 1))
    assert "9 of 10 have none: 2 theme (Denmark), " in said
    assert said.endswith("7 theme (Denmark) and others.")


@pytest.mark.parametrize(
    ("rows", "asked", "installed", "told"),
    [
        (("heee", "eehe"), True, False, "6 cells are to be translated; Apertium, which drafts, is"),
        (("heee",), False, True, "3 cells are to be translated; no drafts were asked for."),
        (("hmmm", "mmhm"), True, True, "Apertium has drafted 6 cells; each is to be corrected"),
        (("hmee", "eehe"), True, True, "drafted 1 cell; 5 cells are empty (Bokmål, Nynorsk, Da"),
    ],
)
def test_cells_are_counted_by_who_wrote_them(rows, asked, installed, told):
    assert told in cells_sentence(origins(*rows), asked, installed)


def noise(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def test_noise_is_a_mean_over_paragraphs_and_the_largest_shift_is_named():
    rows = ("nb", "da", 30, 0.01, 0.02, 2), ("da", "nb", 10, 0.03, 0.005, 1)
    said = noise_sentence(noise(*rows), {1: "sea", 2: "school"})
    assert "moves by 1.5 points on average" in said
    assert "by up to 2.0 points (“school”, Bokmål to Danish, 30 paragraphs)" in said


def test_of_what_was_not_measured_nothing_is_said():
    nothing = float("nan")
    for table in (noise(), noise(("nb", "da", 0, nothing, nothing, nothing))):
        assert noise_sentence(table, {}) == ""
