"""Noun-like concepts, by the definite plurals that the dictionaries know."""

import pandas as pd

from nordtema.robustness.nouns import noun_like_concepts
from nordtema.vocabulary.word_class import NOUN, word_classes


def test_a_concept_is_judged_by_all_its_norms():
    rows = [("telle", "nb", "telle"), ("telle", "da", "tælle"), ("telle", "sv", "räkna")]
    rows += [("kunde", "nb", "kunde"), ("kunde", "da", "kunde"), ("kunde", "sv", "kund")]
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    assert NOUN in word_classes("telle", "nb")  # by spelling it could be one
    assert noun_like_concepts(links).tolist() == ["kunde"]


def test_the_head_of_a_term_is_its_last_word():
    rows = [("dårlig kunde", "nb", "dårlig kunde"), ("kunde dårlig", "nb", "kunde dårlig")]
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    assert noun_like_concepts(links).tolist() == ["dårlig kunde"]
