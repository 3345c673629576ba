"""The data card tells what is there, and the texts are about what they are said to be about."""

import pytest
from corpus_card import TABLES, block, written
from corpus_rates import RATES, by_norm, rates
from shipped_corpus import SHIPPED, read_shipped

from nordtema.languages import LANGUAGES


@pytest.fixture(scope="module")
def shipped():
    return read_shipped()


@pytest.mark.parametrize("name", TABLES)
def test_the_card_tells_what_is_there(name, shipped):
    page = (SHIPPED / "README.md").read_text(encoding="utf-8")
    (found,) = block(name).finditer(page)
    assert found[2] == written(TABLES[name](shipped)), (
        "python tests/default_corpus/corpus_card.py --write"
    )


@pytest.mark.parametrize("norm", LANGUAGES)
def test_the_new_texts_are_about_their_subject(norm, shipped):
    texts = by_norm(document for document in shipped.documents if document.new)[norm]
    wrong = {
        name: f"{rate:.1f}"
        for name, rate in rates(texts).items()
        if not RATES[name][1] <= rate <= RATES[name][2]
    }
    assert not wrong


def test_the_card_says_first_that_it_is_constructed():
    first_screen = (SHIPPED / "README.md").read_text(encoding="utf-8")[:800]
    assert "**The texts are constructed.**" in first_screen and "*not*" in first_screen


def test_rates_count_forms_and_compounds_but_no_other_words():
    text = (
        "Kommunens kommunikasjonsplan for sosiale medier. Kommunestyret bruker SoMe; somehow ikke."
    )
    found = {name: round(rate * len(text.split()) / 1000) for name, rate in rates([text]).items()}
    assert found["organisation words"] == 1 and found["communication"] == 1
    assert found["social media, SoMe"] == 2


@pytest.mark.parametrize(
    "text, hits",
    [("Vi møttes klokka ni på mandag, kl. 10 eller 14.30.", 4),
     ("Det koster 2.50 prosent av budsjettet.", 0),
     ("Klockan tolv på tisdagen, och på lördagar.", 3), ("Dagens onsdagsmøte", 0)],
)  # fmt: skip
def test_clock_times_and_weekdays(text, hits):
    rate = rates([text])["clock times, weekdays"]
    assert round(rate * len(text.split()) / 1000) == hits
