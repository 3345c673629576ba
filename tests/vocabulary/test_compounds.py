"""Compounds through their parts."""

import pytest
from vocabulary_tables import concept_of, lemma_table

from nordtema.vocabulary.compounds import compound_links, parts_of
from nordtema.vocabulary.concepts import Rules, link
from nordtema.vocabulary.glossary import Entry

CONCEPTS = {
    ("nb", "merkevare"): "merkevare", ("sv", "varumärke"): "merkevare",
    ("nb", "bygging"): "bygging", ("sv", "byggande"): "bygging",
    ("nb", "arbeid"): "arbeid", ("sv", "arbete"): "arbeid", ("da", "arbejde"): "arbeid",
    ("nb", "plass"): "plass", ("sv", "plats"): "plass", ("da", "plads"): "plass",
    ("nb", "skole"): "skole", ("sv", "skola"): "skole", ("da", "skole"): "skole",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        (("nb", "merkevarebygging"), ("merkevare", "bygging")),
        (("sv", "varumärkesbyggande"), ("merkevare", "bygging")),
        (("nb", "arbeidsplass"), ("arbeid", "plass")),
        (("sv", "arbetsplats"), ("arbeid", "plass")),
        (("da", "arbejdsplads"), ("arbeid", "plass")),
        (("sv", "skolplats"), ("skole", "plass")),
        (("nb", "skoleplass"), ("skole", "plass")),
        (("nb", "skolehest"), None),
        (("nb", "plass"), None),
        (("nn", "arbeidsplass"), None),
    ],
)
def test_parts(word, parts):
    assert parts_of(word, CONCEPTS) == parts


def test_compounds_of_like_parts_are_linked_and_doubtful_ones_not():
    free = [("nb", "arbeidsplass"), ("sv", "arbetsplats"), ("da", "arbejdsplads"),
            ("nb", "skoleplass"), ("sv", "skolplats"), ("sv", "skolaplats"),
            ("nb", "plassarbeid")]  # fmt: skip
    found = dict(compound_links(free, CONCEPTS))
    assert found.keys() == {("arbeid", "plass")}, "two Swedish forms of one: nothing tells which"
    assert sorted(found["arbeid", "plass"]) == [
        ("da", "arbejdsplads"), ("nb", "arbeidsplass"), ("sv", "arbetsplats"),
    ]  # fmt: skip


def test_compounds_are_linked_last_and_false_friends_stay_apart():
    general = tuple(
        Entry(name, tuple(word for word, concept in CONCEPTS.items() if concept == name))
        for name in sorted(set(CONCEPTS.values()))
    )
    words = [*CONCEPTS, ("nb", "merkevarebygging"), ("sv", "varumärkesbyggande")]
    found = concept_of(link(lemma_table(words), Rules(general=general)))
    assert found["nb", "merkevarebygging"] == found["sv", "varumärkesbyggande"]
    apart = frozenset({frozenset(words[-2:])})
    found = concept_of(link(lemma_table(words), Rules(general=general, false_pairs=apart)))
    assert found["nb", "merkevarebygging"] != found["sv", "varumärkesbyggande"]
