"""Noun-like concepts, by the definite plurals that the dictionaries know."""

import pandas as pd
import pytest

from nordtema.comparison.nouns import noun_like, noun_like_concepts


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
    missed = [word for word in nouns.split() if not noun_like(word, language)]
    wrong = [word for word in others.split() if noun_like(word, language)]
    assert len(missed) <= 1 and not wrong, (missed, wrong)


def test_a_concept_is_judged_by_all_its_norms():
    rows = [("telle", "nb", "telle"), ("telle", "da", "tælle"), ("telle", "sv", "räkna")]
    rows += [("kunde", "nb", "kunde"), ("kunde", "da", "kunde"), ("kunde", "sv", "kund")]
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    assert noun_like("telle", "nb")  # by spelling it could be one
    assert noun_like_concepts(links).tolist() == ["kunde"]


def test_the_head_of_a_term_is_its_last_word():
    rows = [("dårlig kunde", "nb", "dårlig kunde"), ("kunde dårlig", "nb", "kunde dårlig")]
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    assert noun_like_concepts(links).tolist() == ["dårlig kunde"]
