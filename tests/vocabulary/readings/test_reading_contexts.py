"""What phrases and the head of a sentence tell of a word; sentences of ours, of no corpus."""

import numpy as np
import pytest

from nordtema.languages import LANGUAGES
from nordtema.vocabulary.readings.classes import ClassTables
from nordtema.vocabulary.readings.contexts import Phrases, follows_imperative, may_be_imperative
from nordtema.vocabulary.readings.features import BOUNDARY
from nordtema.vocabulary.readings.lemmas import comparable_lemma, lemma_as
from nordtema.vocabulary.readings.table import CLASSES, contexts
from nordtema.vocabulary.tokens import read_words


def lemma_of(word: str, sentence: str, language: str) -> str:
    (found,) = [lemma for form, lemma in read_words(sentence, language) if form == word]
    return found


@pytest.mark.parametrize(
    ("language", "sentence", "word"),
    [
        ("da", "Det er i hvert fald en god bog.", "fald"),
        ("nb", "Det er i hvert fall en god bok.", "fall"),
        ("nn", "Det er i alle fall ei god bok.", "fall"),
        ("sv", "Det är i alla fall en bra bok.", "fall"),
        ("da", "Vi valgte i stedet en anden vej.", "stedet"),
        ("sv", "Vi valde i stället en annan väg.", "stället"),
        ("da", "Der er ikke længere plads.", "længere"),
    ],
)
def test_a_word_of_a_fixed_phrase_says_nothing(language, sentence, word):
    assert lemma_of(word, sentence, language) == ""


@pytest.mark.parametrize(
    ("language", "sentence", "word", "lemma"),
    [
        ("da", "Vandet fra et fald på ti meter.", "fald", "fald"),
        ("nb", "Et fall fra stigen er farlig.", "fall", "fall"),
        ("sv", "Ett fall från stegen är farligt.", "fall", "fall"),
        ("da", "Et længere brev lå på bordet.", "længere", "lang"),
    ],
)
def test_elsewhere_it_is_a_word(language, sentence, word, lemma):
    assert lemma_of(word, sentence, language) == lemma


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        ("Man kan inte svara på allt.", ""),
        ("Det vet man först efteråt.", ""),
        ("Där stod en man med hund.", "man"),
        ("Hon är gift och har en äldre man.", "man"),
    ],
)
def test_swedish_one_is_told_from_a_man(sentence, lemma):
    word = "Man" if sentence.startswith("Man") else "man"
    assert lemma_of(word, sentence, "sv") == lemma


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        ("Jeg ved det fra avisen.", "vide"),
        ("Ingen ved, hvor han bor.", "vide"),
        ("Men de ved ikke alt.", "vide"),
        ("Huset ligger ved havnen.", ""),
        ("Vi mødtes ved et møde.", ""),
    ],
)
def test_danish_knows_is_told_from_at(sentence, lemma):
    assert lemma_of("ved", sentence, "da") == lemma


@pytest.mark.parametrize(
    ("language", "sentence", "lemma"),
    [
        ("da", "Brug ikke mere vand.", "bruge"),
        ("da", "Behold nøglen til i morgen.", "beholde"),
        ("nb", "Bruk ikke mer vann.", "bruke"),
        ("nb", "Slipp hunden inn i hagen.", "slippe"),
        ("nn", "Bruk ikkje meir vatn.", "bruke"),
        ("sv", "Ring oss på måndag.", "ringa"),
        ("sv", "Släpp hunden ur bilen.", "släppa"),
    ],
)
def test_an_imperative_that_opens_a_sentence_is_a_verb(language, sentence, lemma):
    assert read_words(sentence, language)[0][1] == lemma


@pytest.mark.parametrize(
    ("language", "sentence", "lemma"),
    [
        ("da", "Brug af vand er gratis.", "brug"),
        ("nb", "Bruk av vann er gratis.", "bruk"),
        ("sv", "Svar på frågan kommer i morgon.", "svar"),
        ("da", "Svar til en borger.", "svar"),
    ],
)
def test_a_noun_that_opens_a_sentence_stays_one(language, sentence, lemma):
    assert read_words(sentence, language)[0][1] == lemma


@pytest.mark.parametrize(
    ("language", "sentence", "lemma"),
    [
        ("nb", "Hun har satt blomster i vasen.", "sette"),
        ("nb", "Vi satt på en benk.", "sitte"),
        ("sv", "Hon har satt blommor i vasen.", "sätta"),
        ("sv", "Vi satt på en bänk.", "sitta"),
    ],
)
def test_set_is_told_from_sat(language, sentence, lemma):
    assert lemma_of("satt", sentence, language) == lemma


def test_function_words_are_no_imperatives_and_prepositions_do_not_follow_one():
    assert may_be_imperative("brug", "da") and not may_be_imperative("kun", "da")
    assert follows_imperative("den", "da") and follows_imperative("nøglen", "da")
    assert not follows_imperative("af", "da") and not follows_imperative("nøgle", "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_is_found_where_it_stands_and_nowhere_else(language):
    for row in contexts(language):
        words = [word.replace("*", "zqx") for word in row["phrase"].split()]
        forms = list(dict.fromkeys([BOUNDARY, "zqy", *words]))
        stream = np.array([forms.index(word) for word in ("zqy", *words, "zqy")])
        places, names = Phrases([(language, form) for form in forms]).tell(stream)
        told = dict(zip(places.tolist(), names.tolist(), strict=True))
        assert CLASSES[told[1 + words.index(row["word"])]] in CLASSES
        none, _ = Phrases([(language, form) for form in forms]).tell(stream[::-1])
        assert len(words) != len(set(words)) or len(none) <= len(places)


def test_a_phrase_over_the_edge_of_a_part_is_found():
    forms = [BOUNDARY, "i", "hvert", "fald", "huset"]
    tables = ClassTables([("da", form) for form in forms])
    stream = np.array([0, 4, 1, 2, 3, 4, 0])
    whole = tables.classes(stream)
    assert CLASSES[whole[4]] == "other"
    assert tables.classes(stream, 4, 5)[0] == whole[4]


def test_a_stream_may_be_shorter_than_a_phrase():
    phrases = Phrases([("sv", "alla"), ("sv", "fall")])
    assert [len(phrases.tell(np.array(stream, dtype=int))[0]) for stream in ([], [0], [0, 1])] == [
        0, 0, 0,
    ]  # fmt: skip


def test_a_phrase_of_one_norm_tells_nothing_in_another():
    forms = [BOUNDARY, "i", "hvert", "fald"]
    tables = ClassTables([("sv", form) for form in forms])
    assert CLASSES[tables.classes(np.array([0, 1, 2, 3, 0]))[3]] != "other"


@pytest.mark.parametrize(
    ("language", "form", "word_class", "lemma"),
    [
        ("sv", "omslagstext", "noun", "omslagstext"),  # no imperative of texta
        ("sv", "föredrag", "noun", "föredrag"),
        ("sv", "fixa", "verb", "fixa"),
        ("sv", "commitment", "noun", "commitment"),
        ("da", "fragttjeneste", "adjective", "fragttjeneste"),
        ("sv", "förfrågningar", "noun", "förfrågan"),
        ("da", "vindes", "verb", "vinde"),
        ("da", "møbler", "noun", "møbel"),
        ("da", "notér", "noun", "notere"),
        ("da", "timerne", "noun", "time"),
        ("nb", "energidrikk", "noun", "energidrikk"),
    ],
)
def test_lemmas_that_the_dictionary_has_wrongly(language, form, word_class, lemma):
    assert lemma_as(form, word_class, language) == lemma


def test_a_word_that_says_nothing_keeps_its_dictionary_form():
    assert comparable_lemma("fald", "other", "da") == "fald"
