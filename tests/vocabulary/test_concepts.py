"""Which lemmas are one concept: the order of evidence, one pivot, no chains, no false friends."""

import csv
import random
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vocabulary_tables import (
    TEXTS,
    concept_of,
    everything_is_a_cognate,
    finder,
    lemma_table,
    units_of,
)

from nordtema.languages import LANGUAGES
from nordtema.vocabulary.cognates import find_cognates
from nordtema.vocabulary.concepts import COLUMNS, Rules, link, linked_share
from nordtema.vocabulary.glossary import Entry, false_friends, general_glossary, lemmatised
from nordtema.vocabulary.lexicon import DATA
from nordtema.vocabulary.readings.table import CONTENT
from nordtema.vocabulary.tokens import encode

with (DATA / "false_friends.csv").open(encoding="utf-8", newline="") as handle:
    FALSE_FRIENDS = list(csv.reader(handle))[1:]

NOTHING = Rules(false_pairs=frozenset())
POOL = ["skole", "skule", "skola", "artig", "rolig", "plan", "fisk", "båt", "bög", "bøg", "bok"]


def entry(concept: str, **words: str) -> Entry:
    pairs = [(code, word) for code, text in words.items() for word in text.split()]
    return Entry(concept, tuple(pairs))


@pytest.fixture(scope="module")
def entries_of():
    """Rows of the general glossary that name a word, as written or as lemmatised."""
    found = defaultdict(set)
    for row in general_glossary():
        for word in row.words:
            found[word].add(row)
            found[lemmatised(word)].add(row)
    return found


# ---------------------------------------------------------------- the order of evidence


def test_own_glossary_then_general_then_identical_then_cognates():
    lemmas = lemma_table({"nb": "alfa beta gamma delta", "sv": "alpha beta gamma delta"})
    rules = Rules(
        own=(entry("en", nb="alfa", sv="beta"),),
        general=(entry("to", nb="beta", sv="delta"), entry("tre", nb="alfa", sv="gamma")),
        false_pairs=frozenset(),
    )
    links = link(lemmas, rules, finder(("delta", "alpha", 0.95)))
    found = concept_of(links)
    assert found["nb", "alfa"] == found["sv", "beta"] == "en"
    assert found["nb", "beta"] == found["sv", "delta"] == "to"
    assert found["sv", "gamma"] != "en", "alfa was taken already: row three is left with one norm"
    assert found["nb", "delta"] == found["sv", "alpha"]
    methods = links.set_index(["language", "lemma"])["method"]
    assert methods["nb", "alfa"] == "glossary" and methods["nb", "beta"] == "dictionary"
    assert methods["sv", "alpha"] == "cognate"


def test_identical_comes_before_cognates():
    lemmas = lemma_table({"nb": "plan", "sv": "plan plans"})
    links = link(lemmas, NOTHING, finder(("plan", "plans", 0.999)))
    found = concept_of(links)
    assert found["nb", "plan"] == found["sv", "plan"] != found["sv", "plans"]
    assert set(links.loc[links["lemma"] == "plan", "method"]) == {"identical"}


@pytest.mark.parametrize(
    ("norwegian", "swedish"),
    [("færge", "färge"), ("bøn", "bön"), ("ide", "idé"), ("epost", "e-post"), ("plan", "plan")],
)
def test_identical_but_for_letters_accents_and_hyphens(norwegian, swedish):
    links = link(lemma_table({"nb": norwegian, "sv": swedish}), NOTHING)
    assert links["concept"].nunique() == 1 and set(links["method"]) == {"identical"}


def test_thresholds_accept_review_and_refuse():
    lemmas = lemma_table({"nb": "aaa bbb ccc", "sv": "axx bxx cxx"})
    find = finder(("aaa", "axx", 0.96), ("bbb", "bxx", 0.85), ("ccc", "cxx", 0.79))
    links = link(lemmas, NOTHING, find).set_index("lemma")
    assert links.loc["axx", ["status", "score", "concept"]].tolist() == ["accepted", 0.96, "aaa"]
    assert links.loc["bxx", ["status", "score", "concept"]].tolist() == ["review", 0.85, "bbb"]
    assert links.loc["cxx", ["method", "score"]].tolist() == ["none", 0.0]
    strict = link(lemmas, Rules((), (), frozenset(), accept=0.97, review=0.88), find)
    strict = strict.set_index("lemma")
    assert strict.loc["axx", "status"] == "review" and strict.loc["bxx", "method"] == "none"


# ---------------------------------------------------------------- the shape of concepts


def test_the_table_has_a_row_a_lemma_in_the_order_of_norm_and_name():
    lemmas = lemma_table({"sv": "skola bok", "nb": "skole bok", "da": "bog skole"})
    links = link(lemmas, NOTHING, find_cognates)
    assert list(links.columns) == COLUMNS
    keys = list(zip(links["language"], links["lemma"], strict=True))
    order = list(LANGUAGES)
    assert keys == sorted(keys, key=lambda key: (order.index(key[0]), key[1]))
    assert len(keys) == len(lemmas)


def test_no_chain_is_built_over_a_third_norm():
    """nb–da and da–sv alone would join nb and sv; sv may join the pivot directly, or not at all."""
    lemmas = lemma_table({"nb": "aaaa", "da": "aabb", "sv": "bbbb"})
    find = finder(("aaaa", "aabb", 0.95), ("aabb", "bbbb", 0.95))
    found = concept_of(link(lemmas, NOTHING, find))
    assert found["nb", "aaaa"] == found["da", "aabb"]
    apart = frozenset({frozenset({("nb", "aaaa"), ("sv", "bbbb")})})
    found = concept_of(link(lemmas, Rules(false_pairs=apart), find))
    assert found["nb", "aaaa"] == found["da", "aabb"] != found["sv", "bbbb"]


def test_a_concept_takes_one_lemma_of_a_norm_by_spelling():
    lemmas = lemma_table({"nb": "plan", "sv": "plan plann planx", "da": "plan"})
    links = link(lemmas, NOTHING, everything_is_a_cognate)
    assert links.groupby(["concept", "language"]).size().max() == 1


def test_word_lists_may_give_a_concept_several_lemmas_of_a_norm():
    rules = Rules(general=(entry("bil", nb="bil", sv="bil fordon"),), false_pairs=frozenset())
    links = link(lemma_table({"nb": "bil", "sv": "bil fordon"}), rules)
    assert set(links["concept"]) == {"bil"}


def test_unlinked_lemmas_of_one_spelling_get_names_of_their_own():
    links = link(lemma_table({"nb": "rolig", "sv": "rolig"}), Rules())
    assert sorted(links["concept"]) == ["rolig", "rolig_2"]


@settings(max_examples=60, deadline=None)
@given(
    words=st.sets(st.tuples(st.sampled_from(list(LANGUAGES)), st.sampled_from(POOL)), min_size=1),
    seed=st.integers(0, 1000),
    eager=st.booleans(),
)
@pytest.mark.slow
def test_any_lemmas_each_belong_to_one_concept_whatever_the_order_of_rows(words, seed, eager):
    find = everything_is_a_cognate if eager else None
    rules = Rules(general=(entry("bok", nb="bok", da="bøg", sv="bok"),))
    rows = sorted(words)
    links = link(lemma_table(rows), rules, find)
    assert len(links) == len(rows) == len(set(zip(links["language"], links["lemma"], strict=True)))
    random.Random(seed).shuffle(rows)
    pd.testing.assert_frame_equal(link(lemma_table(rows), rules, find), links)
    for name, group in links.groupby("concept"):
        norms = set(group["language"])
        if len(norms) == 1:
            assert set(group["method"]) == {"none"} and len(group) == 1, name
        else:
            assert set(group["method"]) <= {"dictionary", "identical", "cognate"}
        members = set(zip(group["language"], group["lemma"], strict=True))
        for a, b in combinations(members, 2):
            assert frozenset({a, b}) not in false_friends()
    assert links["score"].between(0, 1).all()


@pytest.mark.slow
def test_links_of_a_corpus_do_not_depend_on_the_order_of_rows():
    lemmas = encode(units_of(TEXTS)).lemmas
    expected = link(lemmas, Rules(general=general_glossary()), find_cognates)
    shuffled = lemmas.sample(frac=1, random_state=7)
    again = link(shuffled, Rules(general=general_glossary()), find_cognates)
    pd.testing.assert_frame_equal(again, expected)


def test_linked_share_counts_tokens_of_linked_concepts():
    lemmas = lemma_table([("nb", "plan", 6), ("nb", "kano", 2), ("sv", "plan", 3), ("sv", "x", 9)])
    share = linked_share(lemmas, link(lemmas, NOTHING))
    assert share.to_dict() == {"nb": 6 / 8, "sv": 3 / 12}


# ---------------------------------------------------------------- false friends


@pytest.mark.slow
def test_false_friends_are_apart_however_alike_the_words_are(entries_of):
    """One row in five alone, with its rows of the general glossary and the most eager finder."""
    linked = []
    for a, x, b, y, _ in FALSE_FRIENDS[::5]:
        words = [(a, x), (b, y)]
        rows = sorted(set().union(*(entries_of[w] for w in words)), key=lambda e: e.row)
        links = link(lemma_table(words), Rules(general=tuple(rows)), everything_is_a_cognate)
        if links["concept"].nunique() < 2:
            linked.append((a, x, b, y))
    assert linked == []


@pytest.mark.slow
def test_false_friends_are_apart_where_a_third_norm_could_join_them(entries_of):
    """One row in 25, both words in all norms: nothing joins the pair, not even over a third."""
    linked = []
    for a, x, b, y, _ in FALSE_FRIENDS[3::25]:
        words = sorted({(code, word) for code in LANGUAGES for word in (x, y)})
        rows = sorted(set().union(*(entries_of[w] for w in words)), key=lambda e: e.row)
        links = link(lemma_table(words), Rules(general=tuple(rows)), everything_is_a_cognate)
        found = concept_of(links)
        if found[a, x] == found[b, y]:
            linked.append((a, x, b, y))
    assert linked == []


@pytest.mark.slow
def test_no_false_friends_are_linked_where_all_are_met_at_once():
    words = sorted({w for a, x, b, y, _ in FALSE_FRIENDS for w in ((a, x), (b, y))})
    links = link(lemma_table(words), Rules(general=general_glossary()), find_cognates)
    found = concept_of(links)
    linked = [(a, x, b, y) for a, x, b, y, _ in FALSE_FRIENDS if found[a, x] == found[b, y]]
    assert linked == []
    assert (links["method"] == "cognate").sum() > 50, "the finder was at work"


def test_a_pair_is_false_between_its_two_norms_only():
    """nb and da frokost are false friends of different meals; nb and nn share theirs."""
    found = concept_of(
        link(lemma_table({"nb": "frokost", "nn": "frokost", "da": "frokost"}), Rules())
    )
    assert found["nb", "frokost"] == found["nn", "frokost"] != found["da", "frokost"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("nb", "tiltak"), ("sv", "tilltag")),
        (("nb", "anlegg"), ("sv", "anlag")),
        (("nb", "formann"), ("sv", "förman")),
        (("nb", "ball"), ("da", "bal")),
        (("nb", "glatt"), ("sv", "glatt")),
        (("nn", "sæd"), ("sv", "säd")),
    ],
    ids=lambda word: word[1],
)
def test_false_friends_of_a_text_are_apart(left, right):
    """What a corpus holds are lemmas, which may be spelled otherwise than the list's words."""
    lemmas = encode(units_of([left, right])).lemmas
    links = link(lemmas, Rules(general=general_glossary()), everything_is_a_cognate)
    assert links["concept"].nunique() == 2


# ---------------------------------------------------------------- names


def with_names(*words: tuple[str, str, int, bool, float]) -> pd.DataFrame:
    """Lemmas: norm, lemma, frequency, whether it is a name, share with a capital."""
    return pd.DataFrame(words, columns=["language", "lemma", "frequency", "name", "capital"])


def linked_words(lemmas: pd.DataFrame, rules: Rules = NOTHING, find=None) -> set[tuple[str, str]]:
    links = link(lemmas, rules, find)
    links = links[links["method"] != "none"]
    return set(zip(links["language"], links["lemma"], strict=True))


def test_a_name_is_joined_with_a_name_and_not_with_a_word():
    lund = [("nb", "lund", 9, True, 1.0), ("da", "lund", 9, False, 0.1)]
    assert not linked_words(with_names(*lund))
    three = with_names(*lund, ("sv", "lund", 9, True, 1.0))
    assert linked_words(three) == {("nb", "lund"), ("sv", "lund")}
    four = with_names(*lund, ("sv", "lund", 9, True, 1.0), ("nn", "lund", 2, False, 0.0))
    concepts = concept_of(link(four, NOTHING))
    assert concepts["nb", "lund"] == concepts["sv", "lund"]
    assert concepts["da", "lund"] == concepts["nn", "lund"] != concepts["nb", "lund"]


def test_what_tells_neither_way_goes_with_the_names():
    words = [("nb", "norge", 9, True, 1.0), ("sv", "norge", 1, False, 1.0)]
    assert linked_words(with_names(*words)) == {("nb", "norge"), ("sv", "norge")}


def test_a_token_that_looks_like_a_name_parts_no_word_from_its_like():
    words = [("nn", "union", 1, True, 1.0), ("da", "union", 14, False, 0.4)]
    assert len(linked_words(with_names(*words))) == 2


def test_names_are_no_cognates_and_no_compounds():
    words = with_names(
        ("nb", "senterparti", 9, True, 1.0), ("sv", "centerparti", 9, False, 0.5),
        ("nb", "fisk", 9, False, 0.1), ("sv", "fesk", 9, False, 0.1),
    )  # fmt: skip
    find = finder(("senterparti", "centerparti", 0.99), ("fisk", "fesk", 0.99))
    assert linked_words(words, find=find) == {("nb", "fisk"), ("sv", "fesk")}
    parts = (entry("merke", nb="merke", sv="märke"), entry("navn", nb="navn", sv="namn"))
    for name in (True, False):
        words = with_names(("nb", "merkenavn", 9, name, 1.0), ("sv", "märkenamn", 9, False, 0.2))
        found = linked_words(words, Rules(general=parts, false_pairs=frozenset()))
        assert len(found) == (0 if name else 2)


def test_compounds_that_the_researcher_parts_do_not_meet_over_a_third():
    parts = (entry("merke", nb="merke", da="mærke", sv="märke"),
             entry("navn", nb="navn", da="navn", sv="namn"))  # fmt: skip
    lemmas = lemma_table({"nb": "merkenavn", "da": "mærkenavn", "sv": "märkenamn"})
    rules = Rules(general=parts, false_pairs=frozenset())
    assert link(lemmas, rules)["concept"].nunique() == 1
    own = (Entry("", (("da", "mærkenavn"), ("sv", "märkenamn")), "reject"),)
    found = concept_of(link(lemmas, replace(rules, own=own)))
    assert found["nb", "merkenavn"] == found["da", "mærkenavn"] != found["sv", "märkenamn"]


def test_a_glossary_links_names():
    words = [("nb", "norge", 9, True, 1.0), ("nn", "noreg", 9, True, 1.0)]
    rules = Rules(general=(entry("norge", nb="norge", nn="noreg"),), false_pairs=frozenset())
    assert linked_words(with_names(*words), rules) == {("nb", "norge"), ("nn", "noreg")}


def test_finders_are_told_the_classes_of_words():
    lemmas = encode(units_of(TEXTS)).lemmas
    seen = []

    def find(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        seen.append((left, right))
        return pd.DataFrame(columns=["left", "right", "score"], dtype=float)

    link(lemmas, NOTHING, find)
    columns = ["lemma", "frequency", "language", *CONTENT]
    assert all(list(side.columns) == columns for pair in seen for side in pair)
