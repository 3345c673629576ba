"""Words of texts, and whole corpora as numbers."""

import subprocess
import sys
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from vocabulary_tables import TEXTS, units_of

from nordtema.languages import LANGUAGES
from nordtema.vocabulary import tokens as tokens_module
from nordtema.vocabulary import word_types
from nordtema.vocabulary.lexicon import stop_words
from nordtema.vocabulary.readings.features import BOUNDARY
from nordtema.vocabulary.readings.table import CONTENT
from nordtema.vocabulary.terms import iterate_lemmas
from nordtema.vocabulary.tokens import (
    MAXIMUM_LETTERS,
    encode,
    lemma_or_none,
)
from nordtema.vocabulary.word_types import TypeNumbers, tokenize

POOL = [
    *sorted({word for _, text in TEXTS for word in text.split()}),
    "⟨email⟩", "EU-landene", "12", "e-post", "x", "og", "Og", "d’Arc", "–", "⟨name⟩",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("E-post fra EU-landene", ["E-post", "fra", "EU-landene"]),
        ("rock'n'roll og d’Arc", ["rock'n'roll", "og", "d’Arc"]),
        ("-bindestrek- 'sitat'", ["bindestrek", "sitat"]),
        ("by- og landliv", ["by", "og", "landliv"]),
        ("Århus, Ærø, Östersund, Øst", ["Århus", "Ærø", "Östersund", "Øst"]),
        ("12,5 % i 1945", ["i"]),
        ("snake_case", ["snake", "case"]),
        ("ja/nei", ["ja", "nei"]),
        ("idé café naïv", ["idé", "café", "naïv"]),
        ("", []),
        ("… – ! 42", []),
    ],
)
def test_words_of_a_text(text, words):
    assert tokenize(text) == words


@pytest.mark.parametrize("mask", ["⟨email⟩", "⟨name⟩", "⟨phone⟩", "⟨url⟩", "⟨id⟩", "⟨handle⟩"])
def test_masks_are_no_words(mask):
    assert tokenize(f"Skriv til {mask}, eller ring{mask}oss") == [
        "Skriv", "til", "eller", "ring", "oss",
    ]  # fmt: skip
    assert list(iterate_lemmas(mask, "nb")) == []


def test_a_lone_bracket_is_no_mask():
    assert tokenize("⟨ingen maske her") == ["ingen", "maske", "her"]


@given(st.text(max_size=60))
def test_words_stand_in_the_text_in_order(text):
    place = 0
    for word in tokenize(text):
        place = text.index(word, place) + len(word)
        assert not any(sign.isdigit() or sign.isspace() or sign == "_" for sign in word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_words_short_and_long_words_have_no_lemma(language):
    for word in sorted(stop_words(language)):
        assert lemma_or_none(word, "other", language) == ""
    assert lemma_or_none("x", "noun", language) == ""
    assert lemma_or_none("q" * (MAXIMUM_LETTERS + 1), "noun", language) == ""
    assert lemma_or_none("q" * MAXIMUM_LETTERS, "noun", language) == "q" * MAXIMUM_LETTERS


def recount(units: pd.DataFrame) -> list[Counter]:
    """(language, lemma) counts of each unit, the slow and obvious way."""
    return [
        Counter((language, lemma) for lemma in iterate_lemmas(text, language))
        for text, language in zip(units["text"], units["language"], strict=True)
    ]


def assert_as_recounted(units: pd.DataFrame) -> None:
    corpus, expected = encode(units), recount(units)
    assert len(corpus.offsets) == len(units) + 1
    assert corpus.offsets[0] == 0 and corpus.offsets[-1] == len(corpus.tokens)
    assert np.diff(corpus.offsets).tolist() == [len(tokenize(text)) for text in units["text"]]
    names = list(zip(corpus.lemmas["language"], corpus.lemmas["lemma"], strict=True))
    assert names == sorted(set().union(*expected)) if expected else not names
    for row, counted in enumerate(expected):
        tokens = corpus.tokens[corpus.offsets[row] : corpus.offsets[row + 1]]
        assert Counter(names[token] for token in tokens if token >= 0) == counted
    assert corpus.units["tokens"].tolist() == [sum(counted.values()) for counted in expected]
    total = sum(expected, Counter())
    assert corpus.lemmas["frequency"].tolist() == [total[name] for name in names]
    within = Counter(name for counted in expected for name in counted)
    assert corpus.lemmas["documents"].tolist() == [within[name] for name in names]
    assert corpus.unit_of_token().tolist() == [
        row for row, text in enumerate(units["text"]) for _ in tokenize(text)
    ]


def test_encoded_texts_agree_with_a_naive_recount():
    assert_as_recounted(units_of(TEXTS))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(list(LANGUAGES)), st.lists(st.sampled_from(POOL), max_size=12)),
        min_size=1,
        max_size=6,
    )
)
def test_any_texts_agree_with_a_naive_recount(texts):
    assume(any(tokenize(" ".join(words)) for _, words in texts))
    assert_as_recounted(units_of([(language, " ".join(words)) for language, words in texts]))


def test_a_corpus_without_a_single_word_is_empty_counts():
    corpus = encode(units_of([("nb", ""), ("sv", "12 %")]))
    assert len(corpus.lemmas) == 0 and len(corpus.tokens) == 0
    assert corpus.units["tokens"].tolist() == [0, 0]


def test_texts_without_words_keep_their_place():
    units = units_of([("nb", ""), ("nb", "Fisk"), ("da", "og i"), ("sv", "⟨email⟩")])
    corpus = encode(units)
    assert corpus.offsets.tolist() == [0, 0, 1, 3, 3]
    assert corpus.units["tokens"].tolist() == [0, 1, 0, 0]
    assert "text" not in corpus.units, "texts do not travel on with the counts"
    assert corpus.units["unit_id"].tolist() == units["unit_id"].tolist()


def test_forms_of_a_lemma_are_counted_and_each_token_knows_its_own():
    text = "Båtene båten og fisk Båten båter båten båter båtene båten"
    corpus = encode(units_of([("da", "fisken"), ("nb", text)]))
    forms, lemmas = corpus.forms, corpus.lemmas["lemma"]
    boat = forms[lemmas[forms["lemma"]].to_numpy() == "båt"]
    assert boat[["form", "frequency"]].to_numpy().tolist() == [
        ["båten", 4], ["båtene", 2], ["båter", 2],
    ]  # fmt: skip
    assert forms["lemma"].is_monotonic_increasing
    first = np.searchsorted(forms["lemma"], corpus.tokens)
    words = forms["form"].to_numpy()[first + corpus.places]
    met = [word for word, lemma in zip(words, corpus.tokens, strict=True) if lemma >= 0]
    assert met == ["fisken", *text.lower().replace(" og", "").split()]


def test_norms_do_not_share_rows():
    corpus = encode(units_of([("nb", "fisk fisk"), ("da", "fisk"), ("sv", "fisk")]))
    assert corpus.lemmas[["language", "lemma", "frequency"]].to_numpy().tolist() == [
        ["da", "fisk", 1],
        ["nb", "fisk", 2],
        ["sv", "fisk", 1],
    ]


def names_of(*texts: tuple[str, str]) -> set[str]:
    table = encode(units_of(list(texts))).lemmas
    return set(table["lemma"][table["name"]])


def test_names_are_read_and_have_a_capital():
    text = "Oslo er en by. I Oslo er det fisk, og Oslo har fisk. Fisk er fisk."
    assert names_of(("nb", text)) == {"oslo"}
    assert names_of(("sv", "Hon bor i Stockholm.")) == {"stockholm"}


def test_capitals_within_sentences_tell_of_names_that_the_readings_miss():
    text = "Sedan kom Linköping, och i Linköping låg vi, för Linköping är nära. "
    table = encode(units_of([("sv", text * 2)])).lemmas.set_index("lemma")
    assert table.loc["linköping", "proper"] < 0.5 and table.loc["linköping", "name"]
    assert names_of(("sv", text * 2)) == {"linköping"}
    assert not names_of(("sv", text * 2 + "Sedan kom linköping. " * 2))


def test_capitals_where_sentences_begin_are_none():
    assert not names_of(("da", "Prosjektmedarbeider lukker. " * 9))
    for text in [("sv", "Utvinningsindustrin. " * 2), ("da", "Sædefølere. " * 2)]:
        table = encode(units_of([text])).lemmas
        assert table["proper"].tolist() == [1] and not table["name"].any()


def test_shouted_words_and_compounds_of_abbreviations_are_no_names():
    shouted = "DET ER IKKE REGJERINGSPARTIENE SOM HAR FORBEDRET BARNEHAGENE HER NÅ. " * 4
    assert not names_of(("nb", shouted)) & {"regjeringsparti", "forbedre", "barnehage"}
    text = "Han leste om EU-landene. Hun spør EU-landene, og vi hører EU-landene. "
    assert "eu-land" not in names_of(("nb", text * 2))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(LANGUAGES)), st.text(max_size=60)), max_size=5))
def test_shares_of_classes_are_shares(texts):
    lemmas = encode(units_of(texts)).lemmas
    shares = lemmas[[*CONTENT, "capital"]].to_numpy(float)
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (lemmas[list(CONTENT)].sum(axis=1) <= 1 + 1e-6).all()


def test_a_lemma_knows_what_its_tokens_were_read_as():
    text = "Vi svarer ham. De svarer henne. Hun fikk et svar, og svaret var viktig."
    table = encode(units_of([("nb", text)])).lemmas.set_index("lemma")
    assert table.loc["svar", list(CONTENT)].tolist() == [1, 0, 0, 0]
    assert table.loc["svare", list(CONTENT)].tolist() == [0, 0, 1, 0]
    assert table.loc["viktig", "adjective"] == 1 and (table["capital"] == 0).all()


@pytest.mark.parametrize("size", [1, 7, 50])
def test_the_size_of_blocks_changes_nothing(monkeypatch, size):
    units = units_of([*TEXTS, ("sv", "Utvinningsindustrin. " * 2)])
    before = encode(units)
    monkeypatch.setattr(tokens_module, "BLOCK", size)
    pd.testing.assert_frame_equal(encode(units).lemmas, before.lemmas)


def test_lemmas_of_a_text_outside_the_corpus_are_those_of_the_corpus():
    units = units_of(TEXTS)
    corpus = encode(units)
    for row, (language, text) in enumerate(TEXTS):
        tokens = corpus.tokens[corpus.offsets[row] : corpus.offsets[row + 1]]
        expected = corpus.lemmas["lemma"].to_numpy()[tokens[tokens >= 0]].tolist()
        assert list(iterate_lemmas(text, language)) == expected


def test_the_order_of_units_changes_nothing_but_their_order():
    units = units_of(TEXTS)
    shuffled = units.sample(frac=1, random_state=3)
    one, other = encode(units), encode(shuffled)
    pd.testing.assert_frame_equal(one.lemmas, other.lemmas)
    tokens = other.units.set_index("unit_id")["tokens"]
    assert tokens.loc[one.units["unit_id"]].tolist() == one.units["tokens"].tolist()


SIGNS = "aÅøß'’-–—.,:;!?()[]/*\"«»“…_ 1²ªⅣ\u0301⟨⟩æöñЖ文\u00ad\n"


@given(st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=40))
def test_every_piece_of_a_text_has_the_words_of_the_tokeniser(text):
    numbers = TypeNumbers()
    stream, lengths = numbers.stream(pd.Series([text]), pd.Series(["nb"]))
    words = [word for piece in text.split() for word in tokenize(piece)]
    found = [numbers.types[number][1] for number in stream]
    assert found[0] == found[-1] == BOUNDARY
    assert [word for word in found if word != BOUNDARY] == words
    assert lengths.tolist() == [len(words)]


def assert_same_corpus(one, other) -> None:
    pd.testing.assert_frame_equal(one.units, other.units)
    pd.testing.assert_frame_equal(one.lemmas, other.lemmas)
    assert np.array_equal(one.tokens, other.tokens) and one.tokens.dtype == other.tokens.dtype
    assert np.array_equal(one.offsets, other.offsets)


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_texts_may_come_in_parts(size):
    units = units_of(TEXTS)
    parts = (units.iloc[start : start + size] for start in range(0, len(units), size))
    assert_same_corpus(encode(parts), encode(units))


@pytest.mark.parametrize(("chunk", "remembered"), [(1, 0), (3, 5), (2, 10**6)])
def test_what_is_held_in_memory_changes_nothing(monkeypatch, chunk, remembered):
    units = units_of([*TEXTS, ("nb", ""), ("sv", "12 %"), ("da", "e-post/brev, 3-4 og/eller")])
    whole = encode(units)
    monkeypatch.setattr(tokens_module, "CHUNK", chunk)
    monkeypatch.setattr(word_types, "REMEMBERED", remembered)
    monkeypatch.setattr(tokens_module, "BLOCK", 3)
    assert_same_corpus(encode(units), whole)


def test_parts_without_a_text_are_no_matter():
    units = units_of(TEXTS)
    assert_same_corpus(encode([units.iloc[:0], units, units.iloc[:0]]), encode(units))


@pytest.mark.parametrize("chunk", [1, 4, 100])
def test_blocks_of_counts_are_the_tokens_of_each_unit(monkeypatch, chunk):
    monkeypatch.setattr(tokens_module, "CHUNK", chunk)
    corpus = encode(units_of([("nb", ""), *TEXTS, ("sv", "12 %")]))
    size = len(corpus.lemmas)
    expected = np.zeros((len(corpus.units), size))
    known = corpus.tokens >= 0
    np.add.at(expected, (corpus.unit_of_token()[known], corpus.tokens[known]), 1)
    found = np.vstack([block.toarray() for block in corpus.counts(np.arange(size), size)])
    assert np.array_equal(found, expected)
    folded = np.vstack([block.toarray() for block in corpus.counts(np.arange(size) % 3, 3)])
    assert np.array_equal(folded, np.stack([expected[:, n::3].sum(axis=1) for n in range(3)], 1))
    weights = np.arange(size, dtype=float)
    assert np.array_equal(corpus.sums(weights), expected @ weights)
    assert np.array_equal(corpus.frequency(), expected.sum(axis=0))
    assert np.array_equal(corpus.document_frequency(), (expected > 0).sum(axis=0))


def test_no_sign_is_read_otherwise_where_the_tokeniser_is_spared():
    signs = [sign for sign in map(chr, range(0x20000)) if word_types._LATIN.fullmatch(sign)]
    told = {"å", "½", "\u0301", "₂", "_", "7", "\xad", "\ufe0f", "㎡"}
    assert told <= set(signs)
    assert not {"\u200d", "ж", "①", "⟨"} & set(signs)
    tokenizer = word_types._tokenizer()
    for sign in signs:
        for text in (f"a{sign}b", f"a-{sign}'b", f"{sign}’{sign}"):
            assert tokenize(text) == tokenizer.tokenize(text), (hex(ord(sign)), text)


def test_a_text_in_other_letters_has_its_words_too():
    assert tokenize("Путин og Ⓐ-laget i CO₂-året, på ½-års basis") == [
        "Путин", "og", "Ⓐ-laget", "i", "CO", "året", "på", "års", "basis",
    ]  # fmt: skip


def test_latin_texts_do_not_load_the_tokeniser():
    code = "import sys; from nordtema.vocabulary.word_types import tokenize; "
    code += "tokenize('På 12,5 °C: A/S Ørsteds «CO₂» 😀 – et ½-års arbejde.'); "
    code += "assert 'nltk' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
