"""Numbers written as one word, and words that only look so."""

import pytest

from nordtema.vocabulary.numbers import is_written_number
from nordtema.vocabulary.tokens import lemma_or_none

NUMBERS = {
    "nb": "tjueto femogtyve trettitre ettusenfemhundre tjuetredje hundretusen femtiåttende",
    "nn": "tjueto femtifem trettiåtte tohundre tjuetredje",
    "da": "toogtyve femoghalvtreds tohundrede ettusinde femogtyvende syvogfirs",
    "sv": "tjugotvå trettiofem tvåhundra femtusen tjugotredje åttiosjunde",
}
WORDS = {
    "nb": "entre tiltre tjue hundre hundrevis tusenfryd femkamp toppen",
    "nn": "tresko tjue femkamp einig",
    "da": "entre tres trestjernet tusindfryd femkamp",
    "sv": "entré tretton hundratals femkamp tvåa",
}


@pytest.mark.parametrize("language", NUMBERS)
def test_numbers_are_told_from_words(language):
    told = [w for w in NUMBERS[language].split() if not is_written_number(w, language)]
    assert told == []
    assert [w for w in WORDS[language].split() if is_written_number(w, language)] == []


def test_numbers_have_no_lemma():
    assert lemma_or_none("toogtyve", "other", "da") == ""
    assert lemma_or_none("femkamp", "noun", "nb") == "femkamp"
