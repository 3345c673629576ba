"""Lemmas of words in their sentences."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.languages import LANGUAGES
from nordtema.vocabulary.lexicon import stop_words
from nordtema.vocabulary.readings.lemmas import INFLECTED, comparable_lemma, lemma_as
from nordtema.vocabulary.readings.table import table_of_readings
from nordtema.vocabulary.tokens import encode, read_words
from nordtema.vocabulary.word_types import tokenize

#: ours, from no corpus, written before any was read: a form of several readings, and its lemma
#: there ("": a stop word)
SENTENCES = list(
    csv.DictReader(Path(__file__).with_name("sentences.csv").open(encoding="utf-8", newline=""))
)
LEAST_SENTENCES = 12
LEAST_RIGHT = 0.65  # a look-up without the sentence has .46 of these
LEAST_OWN = 0.96  # of the lemmas of our table those that are lemmas of themselves

LEMMAS = {
    "da": {
        "noun": "hus bog skole barn kommune dreng pige lærer arbejde vand by regering",
        "verb": "skrive læse gå komme tage finde hjælpe arbejde sove løbe",
        "adjective": "god stor lille gammel ny rød dyr sikker",
    },
    "nb": {
        "noun": "hus bok skole barn kommune gutt jente lærer arbeid vann by regjering",
        "verb": "skrive lese gå komme ta finne hjelpe arbeide sove løpe",
        "adjective": "god stor liten gammel ny rød dyr sikker",
    },
    "nn": {
        "noun": "hus bok skule barn kommune gut jente lærar arbeid vatn by regjering",
        "verb": "skrive lese gå kome ta finne hjelpe arbeide sove springe",
        "adjective": "god stor liten gammal ny raud dyr sikker",
    },
    "sv": {
        "noun": "hus bok skola barn kommun pojke flicka lärare arbete vatten stad regering",
        "verb": "skriva läsa gå komma ta finna hjälpa arbeta sova springa",
        "adjective": "god stor liten gammal ny röd dyr säker",
    },
}


def lemmas_of(word: str, sentence: str, language: str) -> list[str]:
    """The lemma of each occurrence of a word."""
    return [lemma for found, lemma in read_words(sentence, language) if found.lower() == word]


def units_of(rows: list[dict[str, str]]) -> pd.DataFrame:
    """A unit a sentence."""
    table = pd.DataFrame(rows).rename(columns={"sentence": "text"})[["language", "text"]]
    return table.assign(unit_id=table.index, doc_id=table.index, country="NO")


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_of_several_readings_have_that_of_their_sentence(language):
    """No classifier is always right, but one that knew no context would fail half of these."""
    rows = [row for row in SENTENCES if row["language"] == language]
    read = [lemmas_of(row["form"], row["sentence"], language) for row in rows]
    wrong = [f"{row['form']} → {found} in “{row['sentence']}”" for row, found in
             zip(rows, read, strict=True) if found != [row["lemma"]]]  # fmt: skip
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(rows), "\n".join(wrong)


def test_each_norm_has_its_sentences():
    table = pd.DataFrame(SENTENCES)
    assert table.groupby("language").size().min() >= LEAST_SENTENCES
    several = table.groupby(["language", "form"])["lemma"].nunique() > 1
    assert several.groupby("language").sum().min() >= LEAST_SENTENCES // 2


# --- stop words ----------------------------------------------------------------------------------
def test_danish_ved_is_a_word_where_it_is_a_verb():
    assert "ved" in stop_words("da")
    assert lemmas_of("ved", "Jeg ved ikke, hvad toget koster.", "da") == ["vide"]
    assert lemmas_of("ved", "Hun står ved stationen.", "da") == [""]


def test_danish_buttons_are_words_though_hardly_is_none():
    assert "knap" in stop_words("da")
    assert lemmas_of("knapper", "Jakken har fire store knapper.", "da") == ["knap"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_stop_word_is_the_lemma_of_a_verb_or_an_adjective(language):
    sentences = [row["sentence"] for row in SENTENCES if row["language"] == language]
    lemmas = {lemma for sentence in sentences for _, lemma in read_words(sentence, language)}
    nouns = {lemma for (_, name), lemma in table_of_readings(language).items() if name == "noun"}
    assert not (lemmas - nouns) & stop_words(language) - {"kor"}  # Nynorsk: a choir, and *how*


# --- lemmas by themselves ------------------------------------------------------------------------
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lemma_of_a_lemma_is_itself(language):
    words = [(w, name) for name, text in LEMMAS[language].items() for w in text.split()]
    assert len(words) == 30
    assert {(w, name): lemma_as(w, name, language) for w, name in words} == {
        (w, name): w for w, name in words
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_lemma_of_our_table_is_its_own(language):
    lemmas = {
        (lemma, name)
        for (_, name), lemma in table_of_readings(language).items()
        if name in INFLECTED
    }
    own = sum(lemma_as(lemma, name, language) == lemma for lemma, name in lemmas)
    assert own / len(lemmas) > LEAST_OWN


@pytest.mark.parametrize(
    ("form", "word_class", "language", "lemma"),
    [
        ("hurtigt", "adverb", "da", "hurtig"),  # adverbs count as their adjectives
        ("raskt", "adverb", "nb", "rask"),
        ("långsamt", "adverb", "sv", "långsam"),
        ("regjeringen", "proper", "nb", "regjering"),  # a name that is a word
        ("trondheim", "proper", "nb", "trondheim"),
        ("hitlers", "proper", "da", "hitler"),
        ("paris", "proper", "da", "paris"),
        ("skriva", "verb", "nn", "skrive"),  # two infinitives, one lemma
        ("skrive", "verb", "nn", "skrive"),
        ("eu-landene", "noun", "nb", "eu-land"),  # the last part inflects
    ],
)
def test_lemmas_are_those_by_which_norms_are_compared(form, word_class, language, lemma):
    assert comparable_lemma(form, word_class, language) == lemma


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_adverb_is_compared_by_the_lemma_of_its_adjective(language):
    told = table_of_readings(language)
    both = [
        f for f, name in told if name == "adverb" and f.endswith("t") and (f, "adjective") in told
    ]
    changed = [f for f in both if comparable_lemma(f, "adverb", language) != f]
    for form in changed:
        as_adverb = comparable_lemma(form, "adverb", language)
        assert as_adverb in (told[form, "adjective"], told[form, "adverb"])


# --- texts ---------------------------------------------------------------------------------------
@settings(deadline=None, max_examples=25)
@given(st.sampled_from(list(LANGUAGES)), st.data())
def test_a_sentence_is_read_alike_wherever_it_stands(language, data):
    own = [row["sentence"] for row in SENTENCES if row["language"] == language]
    chosen = data.draw(st.lists(st.sampled_from(own), min_size=1, max_size=5))
    alone = [pair for sentence in chosen for pair in read_words(sentence, language)]
    assert read_words(" ".join(chosen), language) == alone


@settings(deadline=None, max_examples=15)
@given(st.data())
def test_the_order_of_units_changes_no_reading(data):
    chosen = data.draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
    order = data.draw(st.permutations(range(len(chosen))))
    one, other = encode(units_of(chosen)), encode(units_of([chosen[place] for place in order]))
    pd.testing.assert_frame_equal(one.lemmas, other.lemmas)
    parts = [one.tokens[one.offsets[n] : one.offsets[n + 1]].tolist() for n in order]
    assert other.tokens.tolist() == [token for part in parts for token in part]


def test_a_corpus_and_a_single_text_are_read_alike():
    corpus = encode(units_of(SENTENCES))
    names = corpus.lemmas["lemma"]
    found = [names[token] if token >= 0 else "" for token in corpus.tokens]
    assert found == [
        lemma for row in SENTENCES for _, lemma in read_words(row["sentence"], row["language"])
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", " \n", "1945 12,5 %", "… – !", "⟨email⟩"])
def test_texts_without_words_have_no_readings(text, language):
    assert read_words(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("a", "sv", [("a", "")]),  # a letter is no word
        ("Å", "nb", [("Å", "")]),
        ("-skole- og -by-", "nb", [("skole", "skole"), ("og", ""), ("by", "by")]),
        ("by- og landliv", "nb", [("by", "by"), ("og", ""), ("landliv", "landliv")]),
        ("東京", "da", [("東京", "東京")]),  # of another script: as they stand there
        ("Привет", "sv", [("Привет", "привет")]),
    ],
)
def test_what_is_hardly_a_word(text, language, readings):
    assert read_words(text, language) == readings


def test_capitals_throughout_are_read_as_small_letters():
    found = [lemma for _, lemma in read_words("KOMMUNEN BYGGER VEIER OG SKOLER", "nb")]
    assert found == ["kommune", "bygge", "vei", "", "skole"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.sampled_from(list(LANGUAGES)))
def test_any_text_is_read_word_for_word(text, language):
    assert [word for word, _ in read_words(text, language)] == [
        word for piece in text.split() for word in tokenize(piece)
    ]


def test_a_text_of_twenty_thousand_words_is_read_as_its_sentences_are():
    sentence = "Kommunen bygger en ny skole ved elva."
    assert read_words(f"{sentence} " * 3000, "nb") == read_words(sentence, "nb") * 3000
