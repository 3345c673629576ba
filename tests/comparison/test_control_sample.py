"""A control text from the corpus itself: which paragraphs are drawn, and how they are written."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.control_sample import (
    MOST_OF_ONE,
    cells_of,
    draft_table,
    draw_paragraphs,
    usable_paragraphs,
)
from nordtema.languages import LANGUAGES
from nordtema.schemas import schema_of
from nordtema.topics.nmf import PRIOR_TOKENS, Nmf

#: a word of each theme, the same in all norms
THEMES = ("fisk", "film", "park")
CONCEPT_OF = {(code, word): n for code in LANGUAGES for n, word in enumerate(THEMES)}
MODEL = Nmf(np.array(THEMES), np.eye(3), np.full(3, PRIOR_TOKENS / 3), np.full(3, 1 / 3))
NORMS = {"NO": ("nb", "nn"), "DK": ("da",), "SE": ("sv",)}


def text(number: int, theme: int, words: int = 60) -> str:
    """A paragraph about a theme that nobody else has."""
    return " ".join([f"N{number}", *[THEMES[theme]] * (words - 1)])


def corpus(documents: int = 6, a_document: int = 3) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Segments and documents: so many of each country and theme, each of one writer."""
    segments, described, number = [], [], 0
    for country, norms in NORMS.items():
        for theme in range(3):
            for one in range(documents):
                doc_id = f"{country}-{theme}-{one}"
                language = norms[one % len(norms)]
                described.append((doc_id, country, "kept", theme))
                for _ in range(a_document):
                    number += 1
                    segments.append((doc_id, f"writer {doc_id}", language, text(number, theme)))
    return (
        pd.DataFrame(segments, columns=["doc_id", "writer", "language", "text"]).assign(
            kind="post"
        ),
        pd.DataFrame(described, columns=["doc_id", "country", "status", "theme"]),
    )


def shares_of(documents: pd.DataFrame) -> pd.DataFrame:
    """Each document is about its theme."""
    table = documents[["doc_id", "country"]].copy()
    for theme in range(3):
        table[f"topic_{theme + 1}"] = np.where(documents["theme"] == theme, 0.8, 0.1)
    return table


def drawn(segments, documents, number: int, seed: int = 1) -> pd.DataFrame:
    usable = usable_paragraphs(segments, documents)
    return draw_paragraphs(usable, shares_of(documents), MODEL, CONCEPT_OF, number, seed)


# ---------------------------------------------------------------- which may be drawn


@pytest.mark.parametrize(
    ("words", "usable"), [(39, False), (40, True), (150, True), (151, False)]
)  # fmt: skip
def test_paragraphs_are_neither_short_nor_long(words, usable):
    segments, documents = corpus(1, 1)
    segments.loc[0, "text"] = text(0, 0, words)
    assert ("NO-0-0" in set(usable_paragraphs(segments, documents)["doc_id"])) is usable


def test_counts_of_words_are_no_paragraphs():
    segments, documents = corpus(1, 1)
    segments.loc[segments["doc_id"] == "NO-0-0", "kind"] = "counts"
    assert "NO-0-0" not in set(usable_paragraphs(segments, documents)["doc_id"])


def test_what_is_dropped_foreign_or_said_before_is_not_drawn():
    segments, documents = corpus(1, 1)
    documents.loc[documents["doc_id"] == "NO-0-0", "status"] = "dropped"
    segments.loc[segments["doc_id"] == "DK-0-0", "language"] = "sv"
    first = segments.loc[segments["doc_id"] == "SE-0-0", "text"].item()
    segments.loc[segments["doc_id"] == "SE-1-0", "text"] = first.upper().replace(" ", "\n ")
    kept = set(usable_paragraphs(segments, documents)["doc_id"])
    assert kept == set(documents["doc_id"]) - {"NO-0-0", "DK-0-0", "SE-1-0"}


# ---------------------------------------------------------------- which are drawn


@pytest.mark.parametrize("number", [9, 30, 60])
def test_themes_and_countries_have_as_many_paragraphs_as_can_be(number):
    chosen = drawn(*corpus(), number)
    cells = Counter(zip(chosen["topic"], chosen["country"], strict=True))
    assert len(chosen) == number and len(cells) == 9
    assert max(cells.values()) - min(cells.values()) <= 1
    for part in ("topic", "country"):
        sizes = chosen[part].value_counts()
        assert sizes.max() - sizes.min() <= 1


def test_what_one_cell_lacks_the_others_give():
    segments, documents = corpus()
    gone = segments["doc_id"].str.match(r"SE-2-[1-5]")
    chosen = drawn(segments[~gone], documents, 60)
    cells = cells_of(chosen, {1: "a", 2: "b", 3: "c"}, ["NO", "DK", "SE"])
    sizes = cells.set_index(["theme", "country"])["paragraphs"]
    assert len(chosen) == 60 and sizes["3 c", "SE"] == MOST_OF_ONE
    assert set(sizes.drop(("3 c", "SE"))) == {7, 8}


def test_at_most_two_are_of_one_document_or_writer():
    segments, documents = corpus(documents=2, a_document=9)
    assert drawn(segments, documents, 500)["doc_id"].value_counts().unique() == [MOST_OF_ONE]
    segments["writer"] = "writer " + segments["doc_id"].str[:2]
    assert drawn(segments, documents, 500)["country"].value_counts().unique() == [MOST_OF_ONE]
    segments["writer"] = ""
    assert len(drawn(segments, documents, 500)) == len(documents) * MOST_OF_ONE


def test_a_paragraph_is_of_the_theme_of_its_own_words_and_agreement_comes_first():
    segments, documents = corpus(documents=4, a_document=1)
    strays = segments["doc_id"].str.match(r"NO-0-[12]")
    segments.loc[strays, "text"] = [text(900 + n, 1) for n in range(int(strays.sum()))]
    theme = set(segments.loc[strays, "doc_id"])
    few = drawn(segments, documents, 36 - 8)
    assert not theme & set(few.loc[few["topic"] == 2, "doc_id"])
    every = drawn(segments, documents, 500).set_index("doc_id")["topic"]
    assert len(every) == 36 and every[sorted(theme)].tolist() == [2, 2]


def test_paragraphs_without_a_word_of_the_model_are_about_nothing():
    segments, documents = corpus(1, 1)
    segments["text"] = [f"N{n} " + "ukjent " * 50 for n in range(len(segments))]
    assert drawn(segments, documents, 10).empty


def test_the_lot_decides_by_the_seed_and_not_by_the_order_of_themes():
    segments, documents = corpus()
    first, again, other = (drawn(segments, documents, 20, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert set(first["text"]) != set(other["text"])
    assert first["topic"].is_monotonic_increasing


# ---------------------------------------------------------------- the draft


def test_the_draft_holds_the_originals_and_says_what_waits():
    chosen = drawn(*corpus(), 12)
    draft = draft_table(chosen, {1: "sea", 2: "school", 3: "sea"})
    assert list(draft) == [c.name for c in schema_of("parallel.draft", frame=True).columns]
    assert draft["group"].is_unique and draft["theme"].nunique() == 3  # though two have one name
    for row, original in zip(draft.to_dict("records"), chosen["text"], strict=True):
        for code in LANGUAGES:
            own = code == row["source"]
            assert row[code] == (original if own else "")
            assert row[f"origin_{code}"] == ("human" if own else "empty")
