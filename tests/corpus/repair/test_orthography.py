"""Spelling before the reforms."""

import pytest

from nordtema.corpus.repair.orthography import looks_historical, modern_form, modernised
from nordtema.corpus.repair.words import word_counts

DANISH = ("Naar Bonden kom hjem fra Byen, kunde han ikke sove. Han tænkte paa Korset, som ogsaa "
          "stod paa Bjerget, og vilde gaa derhen. Hesten stod i Stalden, og Konen sad i Stuen. "
          "Hvad Manden sagde, var der ingen, som hørte; thi de ere døde alle.")  # fmt: skip
NORWEGIAN = ("Han vidste ikke, hvad han skulde sige til Bonden. Da de havde faaet maden, gik de ud "
             "paa tunet og saa efter hesten, som stod og aad.")  # fmt: skip
SWEDISH = ("Hvad qvinnan sade, hade ingen hört. De hafva gått öfver bron och äro nu hemma af "
           "fri vilja, ty verlden är stor och huset godt.")  # fmt: skip
MODERN = {"da": "Når bonden kom hjem fra byen, kunne han ikke sove, og en vild kunde lo ad ham.",
          "nb": "Han visste ikke hva han skulle si, men en kunde så på den vilde hesten.",
          "nn": "Han visste ikkje kva han skulle seia, og ein kunde såg på den ville hesten.",
          "sv": "Vad kvinnan sade hade ingen hört, och skolan låg där vid vägen."}  # fmt: skip


@pytest.mark.parametrize(("text", "norm"), [(DANISH, "da"), (NORWEGIAN, "nb"), (SWEDISH, "sv")])
def test_old_texts_look_old(text, norm):
    assert looks_historical(word_counts(text), norm)
    assert not looks_historical(word_counts(modernised(text, norm)), norm)


@pytest.mark.parametrize("norm", MODERN)
def test_texts_of_today_do_not(norm):
    assert not looks_historical(word_counts(MODERN[norm] * 4), norm)


def test_danish_nouns_lose_their_capitals_and_words_their_aa():
    text = modernised(DANISH, "da")
    for word in ("bonden", "byen", "korset", "bjerget", "hesten", "konen", "manden", "på", "også",
                 "kunne", "ville", "er døde", "gå"):  # fmt: skip
        assert word in text, word
    assert "aa" not in text


def test_names_keep_their_capitals():
    text = modernised(DANISH + " Saa kom Søren fra Aalborg med Grundtvig.", "da")
    assert "Søren" in text and "Grundtvig" in text and "Aalborg" in text


@pytest.mark.parametrize(
    ("old", "new", "norm"),
    [("Maanederne", "Månederne", "da"), ("kjøbe", "købe", "da"), ("huus", "hus", "da"),
     ("høi", "høj", "da"), ("uge", "uke", "nb"), ("frihed", "frihet", "nb"),
     ("hvad", "hva", "nb"), ("hvad", "hvad", "da"), ("Kjøbenhavn", "København", "nb"),
     ("naar", "når", "nn"), ("lefva", "leva", "sv"), ("godt", "gott", "sv"),
     ("verldens", "världens", "sv"), ("bref", "brev", "sv"), ("Gustaf", "Gustaf", "sv"),
     ("Skoleraadet", "Skolerådet", "da"), ("skola", "skola", "sv"), ("PAA", "PÅ", "da")],
)  # fmt: skip
def test_single_words(old, new, norm):
    assert modern_form(old, norm) == new


@pytest.mark.parametrize(
    ("text", "norm"),
    [("Hvad sagde Kjøbmanden derpaa? Sproget var gammelt, og Skibet skulde seile.", "nb"),
     ("Hvarje höst lade sig hafvet till hvila, och bönderne gåfvo tiggaren bröd.", "sv")],
)  # fmt: skip
def test_words_at_the_beginning_of_a_sentence_tell_too(text, norm):
    assert looks_historical(word_counts(text), norm)


def test_names_with_a_capital_do_not_look_old():
    text = "Mand og Mig, Ind og Lidt, Hende Bog Dig Op. " * 3
    assert not looks_historical(word_counts(text), "da")
