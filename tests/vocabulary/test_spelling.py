"""Graphemes, coarse forms, and the weighted edit distance against the textbook's."""

import functools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.vocabulary.cognates import costs_of, learned
from nordtema.vocabulary.spelling import FINAL, GAP, align, distances, graphemes, skeleton

PAIRS_OF_NORMS = [
    ("nb", "nn"), ("nb", "da"), ("nb", "sv"), ("nn", "da"), ("nn", "sv"), ("da", "sv"),
]  # fmt: skip
WORD = st.text("aeioæøäöåkgtdpbsjnlhvr-é", min_size=1, max_size=12)


def naive(a: str, b: str, costs) -> float:
    """Wagner & Fischer over graphemes, as in the textbook: slow, and easy to believe."""

    def number(symbol: str) -> int:
        return costs.symbols.get(symbol, costs.unseen)

    def price(x: str, y: str) -> float:
        same = x == y and number(x) != costs.unseen
        return 0.0 if same else float(costs.matrix[number(x), number(y)])

    left, right = graphemes(a), graphemes(b)

    @functools.cache
    def best(i: int, j: int) -> float:
        ways = [0.0] if i == j == 0 else []
        if i:
            ways.append(best(i - 1, j) + price(left[i - 1], GAP))
        if j:
            ways.append(best(i, j - 1) + price(GAP, right[j - 1]))
        if i and j:
            ways.append(best(i - 1, j - 1) + price(left[i - 1], right[j - 1]))
        return min(ways)

    return best(len(left), len(right))


@pytest.mark.parametrize("norms", PAIRS_OF_NORMS, ids="-".join)
@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(st.tuples(WORD, WORD), min_size=1, max_size=8))
def test_distances_equal_the_textbook(norms, pairs):
    costs, _ = learned(*norms)
    left, right = costs.encode([a for a, _ in pairs]), costs.encode([b for _, b in pairs])
    expected = [naive(a, b, costs) for a, b in pairs]
    np.testing.assert_allclose(distances(left, right, costs), expected, rtol=1e-5, atol=1e-5)


@settings(max_examples=50, deadline=None)
@given(word=WORD)
def test_a_known_word_is_nothing_away_from_itself(word):
    costs = costs_of({f"{x} {y}": 0.5 for x in graphemes(word) for y in graphemes(word) if x != y}
                     | {f"{x} {GAP}": 0.7 for x in graphemes(word)})  # fmt: skip
    code = costs.encode([word])
    assert distances(code, code, costs)[0] == 0


def test_distances_of_words_of_all_lengths_in_one_call_are_those_one_by_one():
    costs, _ = learned("nb", "sv")
    rng = np.random.default_rng(1)
    letters = np.array(list("aeiouæøåkgtdpbsjnlrm"))
    words = ["".join(rng.choice(letters, n)) for n in rng.integers(1, 30, 120)]
    others = words[::-1]
    together = distances(costs.encode(words), costs.encode(others), costs)
    for a, b, found in zip(words, others, together, strict=True):
        assert found == pytest.approx(naive(a, b, costs), abs=1e-4)


@pytest.mark.parametrize("norms", PAIRS_OF_NORMS, ids="-".join)
def test_learned_costs_are_costs(norms):
    costs, weights = learned(*norms)
    assert np.isfinite(costs.matrix).all() and (costs.matrix >= 0).all()
    assert (costs.matrix <= 1).all(), "nothing costs more than what was never seen"
    assert np.isfinite(weights).all()
    assert weights[1] < 0, "a greater distance speaks against a link"


@pytest.mark.parametrize(
    ("norms", "regular", "irregular"),
    [
        (("da", "sv"), ("ø", "ö"), ("m", "s")),
        (("nb", "sv"), ("æ", "ä"), ("k", "s")),
        (("nb", "da"), ("t", "d"), ("t", "m")),
        (("nb", "da"), ("k", "g"), ("k", "n")),
        (("nb", "sv"), ("sjon$", "tion$"), ("sjon$", "t$")),
        (("nb", "da"), ("het$", "hed$"), ("het$", "e$")),
    ],
)
def test_regular_correspondences_cost_less_than_others(norms, regular, irregular):
    costs, _ = learned(*norms)

    def cost(x, y):
        return costs.matrix[costs.symbols.get(x, costs.unseen), costs.symbols.get(y, costs.unseen)]

    assert cost(*regular) < 0.6 < cost(*irregular) + 0.15
    assert cost(*regular) < cost(*irregular)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("nasjon", ("n", "a", "sjon" + FINAL)),
        ("frihet", ("f", "r", "i", "het" + FINAL)),
        ("hvit", ("hv", "i", "t" + FINAL)),
        ("ball", ("b", "a", "ll" + FINAL)),
        ("å", ("å" + FINAL,)),
        ("", ()),
    ],
)
def test_graphemes(word, parts):
    assert graphemes(word) == parts


@given(WORD)
def test_graphemes_make_up_the_word(word):
    assert "".join(graphemes(word)) == word + FINAL


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("nasjon", "nation"),
        ("hvit", "vit"),
        ("kvit", "hvid"),
        ("takk", "tack"),
        ("læge", "läge"),
        ("uke", "uge"),
        ("skje", "ske"),
        ("teater", "theater"),
    ],
)
def test_cognates_tend_to_share_a_coarse_form(a, b):
    assert skeleton(a) == skeleton(b)


@pytest.mark.parametrize(("a", "b"), [("hund", "katt"), ("bil", "båt"), ("skole", "sykehus")])
def test_others_do_not(a, b):
    assert skeleton(a) != skeleton(b)


@settings(max_examples=60, deadline=None)
@given(WORD, WORD)
def test_an_alignment_covers_both_words_and_costs_what_the_distance_says(a, b):
    cost = {("ø", "ö"): 0.1, ("k", "g"): 0.3, ("e$", "a$"): 0.2, ("t", GAP): 0.4}
    pairs = align(graphemes(a), graphemes(b), cost)
    assert "".join(x for x, _ in pairs if x != GAP) == a + FINAL
    assert "".join(y for _, y in pairs if y != GAP) == b + FINAL
    assert (GAP, GAP) not in pairs
    total = sum(cost.get(p, 0.0 if p[0] == p[1] else 1.0) for p in pairs)
    symbols = {x for p in cost for x in p} | set(graphemes(a)) | set(graphemes(b))
    costs = costs_of(
        {f"{x} {y}": cost.get((x, y), 1.0) for x in symbols for y in symbols if x != y}
        | {f"{x} {GAP}": cost.get((x, GAP), 1.0) for x in symbols - {GAP}}
        | {f"{GAP} {x}": cost.get((GAP, x), 1.0) for x in symbols - {GAP}}
    )
    assert total == pytest.approx(naive(a, b, costs), abs=1e-5)
