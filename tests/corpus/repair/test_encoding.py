"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.repair import decode

TEXT = "Åse så på ærfuglen og sa: «ørreten går i elva» – på norsk, på svenska, på dansk…"
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzæøåäöéüÆØÅÄÖ «»–.,\n", max_size=200)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encodings_that_are_met(encoding):
    assert decode(TEXT.encode(encoding)).text == TEXT


@given(LETTERS)
def test_utf_8_passes_unchanged(text):
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "data", [b"\0\1\2", b"\x89PNG\r\n\x1a\n\0", b"%PDF-1.7 text", b"PK\x03\x04zip", b"\1\2\3" * 9,
             b"\xff\xfea"]
)  # fmt: skip
def test_what_is_no_text_is_none(data):
    assert decode(data) is None


def test_nothing_is_an_empty_text():
    assert decode(b"").text == ""


LONG = (
    "Læreren på øya ønsker å få flere bøker til skolen. Håpet er at båten går før jul, og at "
    "været blir bra når høsten er over."
)
SWEDISH = (
    "Läraren på ön önskar få fler böcker till skolan, och båten går före jul när våren är över."
)


@pytest.mark.parametrize("text", [LONG, LONG.upper(), SWEDISH, SWEDISH.upper(), "Øya er blå."])
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "cp865", "cp437"])
def test_single_byte_encodings_are_told_by_their_words(text, encoding):
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("the encoding has no ø")
    assert decode(data).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_need_no_mark(encoding):
    assert decode(LONG.encode(encoding)).text == LONG
    assert decode("Blå".encode(encoding)).text == "Blå"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_two_encodings_in_one_file(encoding):
    both = [LONG.encode(), LONG.encode(encoding), b"", "«Sånn»".encode()]
    found = decode(b"\r\n".join(both))
    assert found.text == f"{LONG}\n{LONG}\n\n«Sånn»"
    assert "two encodings" in found.notes
    assert decode(b";".join(both[:2])).text == f"{LONG};{LONG}"  # two cells of one row


def test_utf_8_cut_off_within_a_letter_is_utf_8():
    assert decode("på øya så".encode()[:-1]).text == "på øya s\ufffd"


def test_a_stray_nul_does_not_make_a_text_binary():
    assert decode(LONG.encode().replace(b". H", b".\0 H")).text.startswith(LONG[:40])


@pytest.mark.parametrize(
    ("text", "signs"),
    [("Været på øya er dårlig, men båten går. Året før var ærlig talt bedre.", "ÆØÅæøå"),
     ("Vädret på ön är dåligt, men båten går. Året före var ärligt talat bättre.", "ÄÖÅäöå")],
)  # fmt: skip
def test_brackets_of_old_terminals_are_letters(text, signs):
    written = text.translate(str.maketrans(signs, "[\\]{|}"))
    assert decode(written.encode()).text == text


def test_brackets_and_bars_of_today_stay():
    text = "a|b|c {navn} [1] og | eller {{mal|x}} i teksten, se C:\\temp eller {|}."
    assert decode(text.encode()).text == text
