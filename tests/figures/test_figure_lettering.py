"""Words made fit to be drawn."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.figures.lettering import ELLIPSIS, plain, shorten, width, wrap


def test_ordinary_letters_stay():
    text = "Ærlig tale: å, ø, ä, ö, é og ü – «sitat» “x” …"
    assert plain(text) == text


def test_decomposed_letters_are_composed():
    assert plain(unicodedata.normalize("NFD", "Malmö på ås")) == "Malmö på ås"


def test_what_cannot_be_drawn():
    assert plain("a\x00b\x1b\u202ec\u200d") == "abc"
    assert plain("line\nbreak\tand\u2028more") == "line break and more"
    assert plain("漢字 ok") == "□ ok"
    assert plain("e" + "\u0301\u0302\u0303" * 20) == "é\u0302"
    assert plain("\u0301\u0302") == ""
    assert plain(None) == plain(float("nan")) == ""
    assert plain(12) == "12"


def test_shorten_keeps_what_fits_and_its_room():
    assert shorten("skole", 2, 10) == "skole"
    word = "kommunikationsrådgivningsvirksomheden"
    cut = shorten(word, 1, 10)
    assert cut.endswith(ELLIPSIS) and word.startswith(cut[:-1]) and len(cut) > 8
    assert width(cut, 10) <= 1


def test_wrap_keeps_words_whole_where_it_can():
    assert wrap("employees as ambassadors, private and work", 2, 10) == [
        "employees as ambassadors,",
        "private and work",
    ]
    assert wrap("", 2, 10) == [""]


@settings(database=None, deadline=None)
@given(st.text(max_size=80), st.floats(0.3, 4), st.integers(1, 3))
def test_lines_stay_within_their_room(text, room, lines):
    wrapped = wrap(plain(text), room, 10, lines)
    assert 1 <= len(wrapped) <= lines
    assert all(width(line, 10) <= room or line == ELLIPSIS for line in wrapped)
    assert all(char.isprintable() for line in wrapped for char in line)
