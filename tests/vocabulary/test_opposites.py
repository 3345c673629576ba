"""Words that differ in a part that means the opposite are no cognates."""

from itertools import combinations

import pytest
from vocabulary_tables import everything_is_a_cognate, finder, lemma_table

from nordtema.languages import LANGUAGES
from nordtema.vocabulary.concepts import Rules, link
from nordtema.vocabulary.glossary import general_glossary
from nordtema.vocabulary.opposites import are_opposites

OPPOSITES = [
    ("employee", "employer"), ("lisensgiver", "licenstagare"), ("arbejdstager", "arbetsgivare"),
    ("medspiller", "modspiller"), ("maksimum", "minimum"), ("import", "eksport"),
    ("emigrasjon", "immigration"), ("innvandring", "utvandring"), ("overvekt", "undervikt"),
    ("østside", "vestside"), ("sørside", "nordside"), ("inkludere", "exkludera"),
]  # fmt: skip
NONE = [
    ("arbeidsgiver", "arbetsgivare"), ("komité", "kommittéer"),
    ("motstand", "modstand"), ("medisin", "medicin"), ("medel", "motel"),
    ("er", "ee"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_opposites_are_known_either_way(one, other):
    assert are_opposites(one, other) and are_opposites(other, one)


@pytest.mark.parametrize(("one", "other"), NONE)
def test_what_is_alike_or_otherwise_unlike_is_no_opposite(one, other):
    assert not are_opposites(one, other) and not are_opposites(other, one)


def test_no_row_of_the_general_glossary_joins_opposites():
    for entry in general_glossary():
        for (norm, word), (other_norm, other) in combinations(entry.words, 2):
            assert norm == other_norm or not are_opposites(word, other), entry


def test_opposites_are_not_linked_however_alike_they_are():
    words = lemma_table({"da": "employee licensgiver", "sv": "employer licenstagare"})
    links = link(words, Rules(false_pairs=frozenset()), everything_is_a_cognate)
    concepts = links.set_index("lemma")["concept"]
    assert concepts["employee"] != concepts["employer"]
    assert concepts["licensgiver"] != concepts["licenstagare"]


def test_an_opposite_does_not_come_along_with_a_third_word():
    """Two cognates of one word, which are no cognates of each other."""
    words = lemma_table({"nb": "lisensgivar", "da": "licensgiver", "sv": "licenstagare"})
    find = finder(("lisensgivar", "licensgiver", 0.99), ("licensgiver", "licenstagare", 0.95))
    links = link(words, Rules(false_pairs=frozenset()), find)
    linked = links[links["method"] == "cognate"]["language"].tolist()
    assert sorted(linked, key=list(LANGUAGES).index) == ["nb", "da"]
