"""Concepts are found again in texts by their forms."""

import pandas as pd
import pytest

from nordtema.vocabulary.finder import Place, WordFinder

FORMS = pd.DataFrame(
    [("nb", "medier", "medium", "media", 9), ("nb", "sosiale medier", "sosial medium", "some", 5),
     ("nb", "sosiale", "sosial", "social", 4), ("nb", "barn og unge", "barn og ung", "young", 3),
     ("nb", "barn", "barn", "child", 8), ("nb", "barna", "barn", "child", 2),
     ("nb", "leder", "leder", "manager", 7), ("nb", "leder", "lede", "lead", 3),
     ("sv", "barn", "barn", "child", 6)],
    columns=["language", "form", "lemma", "concept", "tokens"],
)  # fmt: skip


@pytest.fixture
def finder():
    return WordFinder(FORMS)


def concepts(finder, text, language="nb"):
    return [place.concept for place in finder.places(text, language)]


def test_places_are_those_of_the_letters(finder):
    text = "«Barna» på sosiale medier"
    found = list(finder.places(text, "nb"))
    assert found == [Place(1, 6, "child"), Place(11, 25, "some")]
    assert text[found[1].start : found[1].end] == "sosiale medier"


def test_the_longest_term_counts_and_words_of_half_a_term_count_alone(finder):
    assert concepts(finder, "sosiale medier og medier") == ["some", "media"]
    assert concepts(finder, "barn og unge, barn og gamle") == ["young", "child"]
    assert concepts(finder, "barn og") == ["child"]
    assert concepts(finder, "mest sosiale") == ["social"]


def test_a_form_of_two_readings_stands_for_the_more_frequent_one(finder):
    assert concepts(finder, "Hun leder.") == ["manager"]


def test_each_norm_has_its_own_forms_and_what_is_unknown_is_nowhere(finder):
    assert concepts(finder, "barn medier", "sv") == ["child"]
    assert concepts(finder, "barn", "da") == [] and concepts(finder, "", "nb") == []
