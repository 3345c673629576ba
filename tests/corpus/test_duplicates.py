"""Second copies within a page."""

from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.duplicates import drop_copies

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
