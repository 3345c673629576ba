"""Second copies within a page, near copies across documents."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.duplicates import drop_copies, near_duplicates

LONG = "Kaffen i kommunen er svart, sterk og gratis, og derfor drikker alle for mye av den."
MORE = "Teen er bleik, dyr og sjelden, og den står i et skap som bare rådmannen har nøkkel til."
SHORT = "Slik er det."
OTHER = "Noen ganger står vi i gangen og snakker om vannet i elva som ingen lenger tør å drikke av."


def test_second_copy_goes_whatever_its_line_breaks():
    post = [LONG, SHORT, MORE, OTHER]
    halves = [LONG[:40], LONG[40:], SHORT, MORE, OTHER]
    assert drop_copies([[*post, *halves]]) == ([post], halves)
    assert drop_copies([[*post, *post]])[0] == [post]


def test_a_teaser_goes_in_favour_of_the_fuller_paragraph():
    assert drop_copies([[LONG, "Tittel", f"{LONG} {MORE}"]])[0] == [["Tittel", f"{LONG} {MORE}"]]
    assert drop_copies([[LONG[:70] + " …", "Tittel", f"{LONG} {MORE}"]])[0] == [
        ["Tittel", f"{LONG} {MORE}"]
    ]


def test_curly_quotes_and_capitals_do_not_hide_a_copy():
    assert drop_copies([[f"«{LONG}»", MORE, f"“{LONG.upper()}”"]])[1] == [f"“{LONG.upper()}”"]


def test_a_quotation_goes_but_a_comment_is_never_emptied():
    parts = [[LONG, MORE], [LONG, "Enig i det."], [LONG], ["Enig i det."]]
    assert drop_copies(parts)[0] == [[LONG, MORE], ["Enig i det."], [LONG], ["Enig i det."]]


def test_an_earlier_comment_quoted_in_a_later_one_stays():
    parts = [[OTHER], [LONG], [f"{LONG} Det er jeg uenig i, for kaffen er slett ikke gratis her."]]
    assert drop_copies(parts) == (parts, [])


def test_short_refrains_and_plain_texts_stay():
    post = [LONG, "Aldri.", MORE, "Aldri.", OTHER]
    assert drop_copies([post]) == ([post], [])


@given(st.lists(st.text("abcdefg .", min_size=1, max_size=60), max_size=6))
def test_dropping_is_done_once(post):
    once, _ = drop_copies([post])
    assert drop_copies(once)[0] == once
    assert not post or once[0]


def documents(number: int) -> list[str]:
    draw = random.Random(7)
    words = [f"ord{n}" for n in range(3000)]
    return [" ".join(draw.choices(words, k=120)) for _ in range(number)]


def test_exact_and_near_copies_are_found():
    texts = documents(200)
    near = texts[3].split()
    near[60] = "annet"
    texts += [texts[10], " ".join(near), texts[20].upper() + "!", "", "", "kort", "kort", "stutt"]
    rows = near_duplicates(texts)
    assert [(index, kept) for index, kept, _ in rows] == [
        (200, 10),
        (201, 3),
        (202, 20),
        (206, 205),
    ]
    assert rows[0][2] == rows[2][2] == 1.0
    assert rows[1][2] == pytest.approx(111 / 121)


def test_copies_point_to_the_one_that_is_kept():
    text = documents(1)[0]
    assert near_duplicates([text, text, text]) == [(1, 0, 1.0), (2, 0, 1.0)]


def test_below_the_threshold_nothing_is_found():
    one, other = documents(2)
    half = " ".join(one.split()[:60] + other.split()[60:])
    assert near_duplicates([one, half]) == []
    assert len(near_duplicates([one, half], threshold=0.25)) == 1


def test_every_planted_copy_at_the_threshold_is_found():
    texts = documents(400)
    copies = []
    for text in texts:
        words = text.split()
        words[50] = words[51] = "x"
        copies.append(" ".join(words))
    assert len(near_duplicates(texts + copies)) == 400


def test_the_threshold_is_checked():
    with pytest.raises(ValueError, match="threshold"):
        near_duplicates(["a"], threshold=0)
