"""Vectors of the concepts of the general glossary: the table that is shipped, and looking it up."""

import numpy as np
import pandas as pd
import pytest
from vocabulary_tables import units_of

from nordtema.languages import LANGUAGES
from nordtema.study import Vocabulary
from nordtema.vocabulary import vectors
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.glossary import Entry, general_glossary
from nordtema.vocabulary.lexicon import DATA
from nordtema.vocabulary.vectors import concept_vectors, glossary_rows, glossary_vectors, key_of

YOUNGER = 250  # rows of the glossary that the table may lack before it has to be learned anew
CONCEPTS = [entry.concept for entry in general_glossary()]
NORMS = list(LANGUAGES)


def cells(*concepts: str) -> pd.DataFrame:
    """Concepts by their headwords: "nb nn da sv", of which - stands for none."""
    rows = [[word.strip("-") for word in concept.split()] for concept in concepts]
    return pd.DataFrame(rows, columns=NORMS)


# ---------------------------------------------------------------- the table


def test_the_table_is_small():
    assert (DATA / vectors.FILE).stat().st_size < 450_000


def test_nearly_every_row_of_the_glossary_has_a_vector_of_length_one():
    table, known = glossary_vectors()
    assert table.shape == (len(CONCEPTS), 64) and table.dtype == np.float32
    assert (~known).sum() <= YOUNGER
    np.testing.assert_allclose(np.linalg.norm(table[known], axis=1), 1, atol=1e-6)
    assert not table[~known].any()


def test_no_two_rows_have_one_key():
    assert len({key_of(concept) for concept in CONCEPTS}) == len(CONCEPTS)


def rank(concept: str, other: str) -> int:
    """How many concepts are nearer to the first than the second is."""
    table, _ = glossary_vectors()
    nearness = table @ table[CONCEPTS.index(concept)]
    return int((nearness > nearness[CONCEPTS.index(other)]).sum()) - 1  # less itself


@pytest.mark.parametrize(
    "concept, other",
    [("elev", "lærer"), ("fisker", "fisk"), ("bedrift", "firma"), ("krig", "konflikt"),
     ("musikk", "sang"), ("jernbane", "trafikk"), ("journalist", "presse"), ("lege", "pasient"),
     ("hund", "katt"), ("jernbane", "tog"), ("krig", "hær")],
)  # fmt: skip
def test_some_are_among_the_ten_nearest(concept, other):
    assert rank(concept, other) < 10


def test_most_of_what_belongs_together_is_among_the_nearest_hundredth():
    """Pairs that were written before the table was seen; not all of them are near."""
    pairs = ("journalist avis, lege sykehus, elev skole, fisker fisk, prest kirke, skatt avgift, "
             "dommer domstol, hund katt, musikk konsert, valg parti, krig soldat, bedrift firma, "
             "jernbane tog")  # fmt: skip
    ranks = [rank(*pair.split()) for pair in pairs.split(", ")]
    assert np.median(ranks) < len(CONCEPTS) / 100


# ---------------------------------------------------------------- looking it up


def test_a_concept_is_found_by_a_word_of_any_norm_whatever_its_name():
    found, known = concept_vectors(
        cells("sykehus - - -", "- - - sjukhus", "- - sygehus|sygehuset -")
    )
    assert known.all()
    expected = glossary_vectors()[0][CONCEPTS.index("sykehus")]
    np.testing.assert_allclose(found, [expected] * 3, atol=1e-6)


def test_a_word_of_another_norm_is_another_word():
    """Swedish *rolig* is funny, Norwegian *rolig* is calm."""
    rows = glossary_rows(cells("rolig - - -", "- - - rolig"))
    calm, funny = (CONCEPTS[row] for row in rows.max(axis=1))
    assert calm == "rolig" != funny


def test_what_no_row_names_has_no_vector():
    found, known = concept_vectors(cells("qwertyuiop - - qwertyuiop", "- - - -"))
    assert not known.any() and not found.any()
    found, known = concept_vectors(cells())
    assert found.shape == (0, 64) and known.shape == (0,)


def test_a_concept_of_several_rows_gets_their_mean():
    (found,), known = concept_vectors(cells("hund - - katt"))
    table, _ = glossary_vectors()
    both = table[CONCEPTS.index("hund")] + table[CONCEPTS.index("katt")]
    assert known.all()
    np.testing.assert_allclose(found, both / np.linalg.norm(both), atol=1e-6)


def test_a_row_that_is_younger_than_the_table_moves_no_other(monkeypatch):
    before, known = glossary_vectors()
    young = Entry("a row of tomorrow", (("nb", "morgendagsord"), ("sv", "morgondagsord")))
    entries = (young, *general_glossary())
    monkeypatch.setattr(vectors, "general_glossary", lambda: entries)
    for cached in (vectors._row_of_word, glossary_vectors):
        cached.cache_clear()
    try:
        after, known_after = glossary_vectors()
        np.testing.assert_array_equal(after[1:], before)
        assert known_after.tolist() == [False, *known]
        assert not concept_vectors(cells("morgendagsord - - morgondagsord"))[1].any()
    finally:
        for cached in (vectors._row_of_word, glossary_vectors):
            cached.cache_clear()


@pytest.mark.slow
def test_the_concepts_of_a_study_are_found():
    """The glossary names *skole, fisk*; *zqvik* is spelled alike, and that is all."""
    texts = [("nb", "Skolen har fisk og zqvik."), ("sv", "Skolan har fisk och zqvik.")]
    concepts = build_vocabulary(units_of(texts * 3), Vocabulary(phrases=False)).counts.concepts
    _, known = concept_vectors(concepts)
    assert dict(zip(concepts["concept"], known, strict=True)) == {
        "skole": True, "fisk": True, "zqvik": False,
    }  # fmt: skip
