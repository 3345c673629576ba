"""Words broken at the ends of lines."""

from collections import Counter

import pytest
from printing import printed

from conftest import CHECKOUT
from nordtema.corpus.repair import repair
from nordtema.corpus.repair.lines import unwrapped
from nordtema.corpus.repair.words import WORD

BROKEN = ("Avisen skrev at folke-\nhøgskolen i nabo-\nkommunen får nye vin-\nduer til våren.",
          "Avisen skrev at folkehøgskolen i nabokommunen får nye vinduer til våren.")  # fmt: skip


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad", "¬", "¬-", "\u2e17"])
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\n  ", "\v"])
def test_the_printers_hyphens_go(hyphen, end):
    text, whole = BROKEN
    assert repair(text.replace("-\n", hyphen + end)).text == whole


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [("Møtet i EU-", "kommisjonen", "Møtet i EU-kommisjonen"),
     ("Hun leste e-", "posten", "Hun leste e-posten"),
     ("De reiste til Nord-", "Norge", "De reiste til Nord-Norge"),
     ("Det var på 1960-", "tallet", "Det var på 1960-tallet"),
     ("Han ser på barne-", "og ungdomsarbeidet", "Han ser på barne- og ungdomsarbeidet"),
     ("Hon arbetar med skol-", "och kulturfrågor", "Hon arbetar med skol- och kulturfrågor"),
     ("De har en god dia-", "log om dette", "De har en god dialog om dette"),
     ("Han slog op i et katal-", "og for haver", "Han slog op i et katalog for haver"),
     ("KOMMUNE-", "STYRET VEDTOK", "KOMMUNESTYRET VEDTOK"),
     ("Hun skrev på Facebook-", "siden vår", "Hun skrev på Facebook-siden vår")],
)  # fmt: skip
def test_hyphens_that_belong_to_the_word_stay(first, second, whole):
    assert unwrapped([first, second]) == [whole]


def test_the_text_itself_tells_how_a_word_is_written():
    assert unwrapped(["Vi har en wiki-", "side. Wiki-side er", "et godt ord."])[0].startswith(
        "Vi har en wiki-side. Wiki-side er"
    )


@pytest.mark.parametrize("between", [["", ""], ["", "17", ""], ["17"], ["AVISEN 3. mai", ""]])
def test_words_broken_over_a_page_are_whole(between):
    lines = unwrapped(["Det nye syke-", *between, "huset skal stå ferdig."])
    assert "Det nye sykehuset" in " ".join(lines)
    assert all(one in lines for one in between if one)


@pytest.mark.parametrize("between", [[""], ["", "12", ""]])
def test_a_line_may_be_broken_at_both_ends_by_pages(between):
    lines = ["Fisken i tøn-", *between, "ner ble rullet til brygg-", *between, "en før kvelden."]
    whole = repair("\n".join(lines)).text
    assert " ".join(WORD.findall(whole)) == "Fisken i tønner ble rullet til bryggen før kvelden"


@pytest.mark.parametrize("line", ["Han gikk -", "Han gikk --", "- te", "a-", "1-"])
def test_a_dash_is_no_hyphen(line):
    assert unwrapped([line, "", "Og Kari kom."]) == [line, "", "Og Kari kom."]


def test_what_lines_joined_before_us_have_left_is_mended():
    assert repair("Dette er behand- lingen av for- og etterarbeid.").text == (
        "Dette er behandlingen av for- og etterarbeid."
    )


@pytest.mark.parametrize("columns", [35, 60])
@pytest.mark.parametrize("name", ["norway", "denmark", "sweden"])
def test_hardly_a_word_of_a_printed_text_is_lost(name, columns):
    lost, total = Counter(), 0
    for path in sorted((CHECKOUT / "corpus" / name).iterdir())[:3]:
        lines = path.read_text(encoding="utf-8").split("\n")
        text = "\n\n".join(" ".join(line.split()) for line in lines if line.strip())
        words = Counter(WORD.findall(text))
        lost += words - Counter(WORD.findall(repair(printed(text, columns)).text))
        total += words.total()
    assert lost.total() <= 0.005 * total
