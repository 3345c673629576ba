"""Second copies within a page."""

from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.duplicates import drop_copies, drop_second_half
from nordtema.corpus.page import read_page, told_repeated

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


RESOLVED = "Formannskapets innstilling ble enstemmig vedtatt av kommunestyret."
MINUTES = "\n\n".join(f"Sak {n}: {what}.\n{RESOLVED}" for n, what in enumerate(
    ("ny skole på Nesset", "bro over fjorden", "lønn til lærerne", "nytt orgel"), 1))  # fmt: skip
SIGNS_OF_A_PAGE = "4 kommentarer\n\nDel på Facebook\n"


def paragraphs_of(text: str) -> list[str]:
    return [paragraph for part in read_page(text).parts for paragraph in part.paragraphs]


def test_what_a_plain_text_repeats_stays():
    minutes = read_page(MINUTES)
    assert "\n".join(paragraphs_of(MINUTES)).count(RESOLVED) == 4
    assert told_repeated(minutes) == []
    noted = "Av Kari Myr\n14. mars 2010\n\n[latter]\n\n" + MINUTES  # so do minutes as well
    assert "\n".join(paragraphs_of(noted)).count(RESOLVED) == 4


def test_a_page_goes_without_what_it_repeats_and_says_so():
    for page in (
        f"<html><body><p>{LONG}</p><p>{MORE}</p><p>{LONG}</p></body></html>",
        "\n\n".join([LONG, MORE, LONG, SIGNS_OF_A_PAGE]),
    ):
        assert paragraphs_of(page) == [LONG, MORE]
        assert told_repeated(read_page(page)) == ["1 repeated paragraph passed over"]


def test_a_text_that_stands_twice_as_a_whole_goes_once():
    text = [LONG, MORE, OTHER, SHORT]
    assert drop_second_half([*text, *text]) == (text, text)
    assert drop_second_half([*text, f"{LONG} {MORE}", OTHER, SHORT])[0] == text
    for kept in (text, [*text, *text, SHORT], [LONG, MORE] * 2, [SHORT, OTHER[:9], "Ja."] * 2, []):
        assert drop_second_half(kept) == (kept, [])
    doubled = read_page("\n\n".join([*text, *text]))
    assert told_repeated(doubled) == ["4 repeated paragraphs passed over"]
