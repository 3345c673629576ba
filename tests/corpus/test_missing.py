"""What programs and people write for nothing."""

import pytest

from nordtema.corpus.missing import is_missing
from nordtema.languages import COUNTRIES, LANGUAGES, MACROLANGUAGES


@pytest.mark.parametrize(
    "cell",
    ["", "  ", "NaN", "<NA>", "N/A", "#N/A", "null", "(null)", "None", "nil", "-", "–", "--", "?",
     ".", "...", "***", "Ukjent", "ukjend", "Okänd", "ukendt", "UNKNOWN", "undefined", "\\N",
     "(blank)", "[tom]", "ikke oppgitt", "uppgift saknas", "Mangler", "ej  angivet", "NaT", None,
     "\u200b", "#VALUE!"],
)  # fmt: skip
def test_words_for_nothing(cell):
    assert is_missing(cell)


@pytest.mark.parametrize(
    "cell",
    ["no", "NO", "Nora", "Nan Holm", "0", "7", "Norge", "Ingen Hansen", "ukjent mann", "🌸", "é",
     "a" * 10_000, "mul", "udatert"],
)  # fmt: skip
def test_words_for_something(cell):
    assert not is_missing(cell)


@pytest.mark.parametrize(
    ("cell", "column"), [("mul", "language"), ("zxx", "language"), ("ZZ", "country"),
                         ("u.å.", "date"), ("n.d.", "date"), ("0000-00-00", "date")],
)  # fmt: skip
def test_columns_have_words_of_their_own(cell, column):
    assert is_missing(cell, column) and not is_missing(cell)


def test_no_code_or_name_of_ours_is_missing():
    for column in ("", "language", "country", "date"):
        for word in (*LANGUAGES, *MACROLANGUAGES, *COUNTRIES):
            assert not is_missing(word, column) and not is_missing(word.lower(), column)
        for known in (*LANGUAGES.values(), *COUNTRIES.values()):
            assert not is_missing(known.name, column)
