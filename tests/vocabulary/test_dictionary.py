"""What the dictionaries say of a form, and what stands behind them."""

from types import SimpleNamespace

import pytest

from nordtema.vocabulary import dictionary as module
from nordtema.vocabulary.dictionary import dictionary, dictionary_lemma


@pytest.mark.parametrize(
    ("form", "language", "lemma"),
    [
        ("husene", "da", "hus"),
        ("pojkarna", "sv", "pojke"),
        ("bilene", "nb", "bil"),
        ("båtane", "nn", "båt"),
        ("landsbygdsutviklingsmidlane", "nn", None),
    ],
)
def test_the_lemma_of_a_form(form, language, lemma):
    assert dictionary_lemma(form, language) == lemma


def test_nynorsk_asks_its_own_dictionary_first_and_then_that_of_bokmål():
    own, other = dictionary("nn"), dictionary("nb")
    both = next(form for form in own if other.get(form, own[form]) != own[form])
    alone = next(form for form in other if form not in own)
    assert dictionary_lemma(both.decode(), "nn") == own[both].decode().lower()
    assert dictionary_lemma(alone.decode(), "nn") == other[alone].decode().lower()


def test_a_dictionary_that_hides_its_store_is_read_by_its_front_door(monkeypatch):
    view = {"båtane": "båt"}
    factory = SimpleNamespace(get_dictionary=lambda code: view)
    monkeypatch.setattr(module, "DEFAULT_DICTIONARY_FACTORY", factory)
    assert dictionary.__wrapped__("nn") == {"båtane".encode(): "båt".encode()}
