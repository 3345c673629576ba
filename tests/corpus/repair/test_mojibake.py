"""Letters that were read in the wrong encoding before us."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.corpus.repair import repair, repair_cell

TEXT = "Kåre på Øya får blåbær før påske, og Åse ønsker å være hjemme når våren kommer"


def misread(text: str, written: str, read: str) -> str:
    return text.encode(written).decode(read)


@pytest.mark.parametrize("read", ["latin-1", "mac_roman", "cp437", "cp850"])
@pytest.mark.parametrize("text", [TEXT, "Så gikk han", "Øya"])
def test_utf_8_that_was_read_as_something_else(text, read):
    assert repair(misread(text, "utf-8", read)).text == text


@pytest.mark.parametrize("times", [1, 2, 3])
def test_mojibake_of_mojibake(times):
    text = TEXT
    for _ in range(times):
        text = misread(text, "utf-8", "latin-1")
    found = repair(text)
    assert (found.text, found.notes) == (TEXT, ("mojibake",))


@pytest.mark.parametrize(
    ("written", "read"),
    [("mac_roman", "latin-1"), ("cp850", "latin-1"), ("cp1252", "mac_roman"),
     ("cp1252", "cp850"), ("cp1252", "cp437"), ("mac_roman", "cp850")],
)  # fmt: skip
def test_one_single_byte_encoding_read_as_another(written, read):
    assert repair(misread(TEXT, written, read)).text == TEXT


@pytest.mark.parametrize(
    "text", [r"P\u00e5 \u00f8ya", r"P\u00c3\u00a5 \u00c3\u00b8ya", r"b'P\xc3\xa5 \xc3\xb8ya'"]
)
def test_escapes_that_nobody_undid(text):
    assert repair(text).text == "På øya"


def test_a_right_line_does_not_save_a_wrong_one():
    assert repair(f"{TEXT}\n{misread(TEXT, 'utf-8', 'latin-1')}").text.split("\n")[1] == TEXT


def test_names_are_mended_as_texts_are():
    assert repair_cell("BjÃ¸rn  Ã\u0085land") == "Bjørn Åland"


@pytest.mark.parametrize(
    "text", ["Hansen† og Olsen† var der", "en vinkel på 30° og ½ mil", "«Hvorfor?» – fordi…",
             "São Paulo og Besançon", "Î i română", r"C:\undervisning\xerox",
             "5 µm, 3 ÷ 2", "√2 er π/2"],
)  # fmt: skip
def test_what_is_right_stays(text):
    assert repair(text).text == text


@settings(deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzæøåäöéüÆØÅÄÖ «»–.,", max_size=200))
def test_letters_of_the_norms_are_never_harmed(text):
    assert repair(text).text.replace("- ", "").replace("-", "") == text.replace("- ", "").replace(
        "-", ""
    )
