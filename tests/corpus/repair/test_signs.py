"""Signs that are not what they look like, or cannot be seen."""

import unicodedata

import pytest

from nordtema.corpus.repair import repair

PLAIN = "Skolen i fjorden flytter til byen"


@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202e", "\u2060", "\u2066",
     "\u2069", "\u061c", "\ufeff", "\u180e", "\u00ad", "\u034f", "\ufe0f", "\u0000", "\u0008",
     "\u007f", "\u0336", "\U000e0041"],
)  # fmt: skip
def test_unseen_signs_within_words_vanish(sign):
    assert repair(PLAIN.replace("ord", f"o{sign}rd").replace("Sk", f"S{sign}k")).text == PLAIN


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\u3000", "\t", "\u2003"])
def test_spaces_of_every_kind_are_spaces(space):
    assert repair(PLAIN.replace(" ", space)).text == PLAIN


@pytest.mark.parametrize("end", ["\v", "\f", "\u2028", "\u2029", "\r", "\r\n", "\u0085"])
def test_breaks_of_every_kind_part_words(end):
    assert repair(f"Kaffen.{end}Teen.").text == "Kaffen.\nTeen."


def test_a_zero_width_space_parts_words_and_not_their_halves():
    assert repair("ny\u200bskole med fly\u200btting").text == "ny skole med flytting"


@pytest.mark.parametrize(
    ("odd", "plain"),
    [("\ufb01nne a\ufb00ære \ufb02agg o\ufb03ser", "finne affære flagg offiser"),
     ("\u017fko\u017fe", "skose"), ("ha\ufb05", "hast"),
     ("𝐬𝐤𝐨𝐥𝐞 𝓼𝓴𝓸𝓵𝓮 𝕤𝕜𝕠𝕝𝕖 𝚜𝚔𝚘𝚕𝚎", "skole skole skole skole"),
     ("ｓｋｏｌｅ", "skole"), ("ⓢⓚⓞⓛⓔ", "skole"), ("𝗮\u030a", "å"), ("ba\u030at", "båt"),
     ("aͤrlig oͤl", "ärlig öl"), ("s\u0336k\u0336ole", "skole"),
     ("s\u0300\u0301\u0302k\u0303\u0304\u0305ole", "skole")],
)  # fmt: skip
def test_letters_in_disguise_are_plain(odd, plain):
    assert repair(odd).text == plain


@pytest.mark.parametrize("text", ["10 m², ½ liter, 2ª, № 5, 20 ℃, … og ™", "æøåäö ÆØÅÄÖ éüñ"])
def test_signs_of_ordinary_texts_stay(text):
    found = repair(text)
    assert found.text == text and not found.notes
    assert unicodedata.is_normalized("NFC", found.text)


def test_quotes_of_cp1252_read_as_latin_1():
    assert repair("\x93Kaffe\x94 \x96 sa hun\x85").text == "“Kaffe” – sa hun…"


def test_half_an_emoji_is_told_as_a_sign_that_is_missing():
    assert repair("te \ud83d og kaffe").text == "te \ufffd og kaffe"
    assert repair("te \ud83d\ude00").text == "te \U0001f600"
