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
