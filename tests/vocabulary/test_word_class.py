"""Word classes, by the forms that the dictionaries know."""

import pytest

from nordtema.vocabulary.word_class import NOUN, VERB, word_classes


@pytest.mark.parametrize(
    ("language", "nouns", "others"),
    [
        ("nb", "bedrift tall ordfører bilde tavle", "god skrive dårlig seksti svært"),
        ("nn", "haust merknad lærar telefon", "gammal velje god samd"),
        ("da", "forening tal artikel notat barn job", "gammel beslutte rolig studere"),
        ("sv", "bibliotek regel kund möte klocka", "dålig undra riktig sextio fort"),
    ],
)
def test_nouns_have_a_definite_plural_and_others_have_none(language, nouns, others):
    missed = [word for word in nouns.split() if NOUN not in word_classes(word, language)]
    wrong = [word for word in others.split() if NOUN in word_classes(word, language)]
    assert len(missed) <= 1 and not wrong, (missed, wrong)


@pytest.mark.parametrize(
    ("language", "verbs", "others"),
    [
        ("nb", "spørre forstå arbeide", "sak viktig"),
        ("nn", "skrive kalla arbeide", "sak viktig"),
        ("da", "spørge forstå arbejde", "sag vigtig"),
        ("sv", "läsa välja arbeta", "sak viktig arbete"),
    ],
)
def test_verbs_have_a_present_participle(language, verbs, others):
    assert all(VERB in word_classes(word, language) for word in verbs.split())
    assert not any(VERB in word_classes(word, language) for word in others.split())
