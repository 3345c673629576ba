"""How far shares move when a program translates texts to another norm and back."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.control_noise import noise_table
from nordtema.languages import LANGUAGES
from nordtema.topics.nmf import Nmf

MODEL = Nmf(np.array(["fisk", "hage"]), np.eye(2), np.full(2, 1e-9), np.full(2, 0.5))
CONCEPT_OF = {(code, word): n for code in LANGUAGES for n, word in enumerate(["fisk", "hage"])}


def noise(*texts: tuple[str, str], pair=("nb", "da")) -> pd.DataFrame:
    rows = [(*pair, text, back) for text, back in texts]
    table = pd.DataFrame(rows, columns=["language", "other", "text", "back"])
    return noise_table(table, MODEL, CONCEPT_OF)


def test_what_comes_back_as_it_was_has_not_moved():
    table = noise(("fisk hage", "fisk hage"), ("fisk", "en fisk"))
    assert table.drop(columns="topic").to_dict("records") == [
        {"language": "nb", "other": "da", "paragraphs": 2,
         "movement": pytest.approx(0, abs=1e-6), "shift": pytest.approx(0, abs=1e-6)}
    ]  # fmt: skip


def test_movements_that_cancel_are_movements_of_paragraphs_and_no_shift():
    table = noise(("fisk hage", "fisk"), ("fisk hage", "hage"))
    assert table["movement"].item() == pytest.approx(0.5, abs=1e-4)
    assert table["shift"].item() == pytest.approx(0, abs=1e-4)


def test_movements_to_one_side_are_a_shift():
    """Of four fish one comes back as a garden, in one of two paragraphs."""
    table = noise(("fisk fisk fisk fisk", "fisk fisk fisk hage"), ("hage", "hage"))
    assert table["movement"].item() == pytest.approx(0.125, abs=1e-4)
    assert table["shift"].item() == pytest.approx(0.125, abs=1e-4)


def test_paragraphs_that_lose_every_word_do_not_count():
    table = noise(("fisk", "ukjent"), ("hage", "hage"))
    assert table["paragraphs"].item() == 1
    assert noise(("fisk", "ukjent"))["movement"].isna().all()


def test_each_two_norms_have_a_row_and_nothing_is_measured_of_nothing():
    parts = [
        pd.DataFrame({"language": a, "other": b, "text": ["fisk"], "back": ["fisk"]})
        for a, b in (("nb", "da"), ("da", "nb"), ("nb", "sv"))
    ]
    table = noise_table(pd.concat(parts), MODEL, CONCEPT_OF)
    pairs = list(zip(table["language"], table["other"], strict=True))
    assert pairs == [("nb", "da"), ("da", "nb"), ("nb", "sv")]
    assert noise_table(parts[0].iloc[:0], MODEL, CONCEPT_OF).empty


def test_the_theme_that_has_moved_most_is_named():
    """A third theme takes what two others lose."""
    words = ["fisk", "film", "park"]
    model = Nmf(np.array(words), np.eye(3), np.full(3, 1e-9), np.full(3, 1 / 3))
    known = {("nb", word): n for n, word in enumerate(words)}
    pair = {"text": ["fisk film film park"], "back": ["park park park park"]}
    named = noise_table(pd.DataFrame({"language": "nb", "other": "sv", **pair}), model, known)
    assert named["topic"].item() == 3
    assert named["shift"].item() == pytest.approx(0.75, abs=1e-4)
