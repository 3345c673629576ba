"""Names of languages and countries as people and programs write them."""

import subprocess
import sys

import pytest
from babel import Locale

from nordtema.corpus.resolve import UnknownName, _codes, _listed, resolve_country, resolve_language
from nordtema.languages import COUNTRIES, LANGUAGES


@pytest.mark.parametrize(
    ("cell", "code"),
    [("nb", "nb"), ("NOB", "nb"), ("nb-NO", "nb"), ("nb_NO.UTF-8", "nb"), ("Bokmål", "nb"),
     ("bokmaal", "nb"), ("norsk  bokmål", "nb"), ("Norwegian Bokmål", "nb"), ("bokmal", "nb"),
     ("Norwegian (Bokmål)", "nb"), ("Bokmål, norsk", "nb"), ("BokmÃ¥l", "nb"), ("riksmål", "nb"),
     ("nn", "nn"), ("nno", "nn"), ("Nynorsk (nn)", "nn"), ("Norwegian, Nynorsk", "nn"),
     ("nynorska", "nn"), ("nn-NO", "nn"), ("NorwegianNynorsk", "nn"),
     ("dansk", "da"), ("Danska", "da"), ("Danish", "da"), ("dan", "da"), ("DK", "da"),
     ("Dansk (Danmark)", "da"), ("da-DK", "da"), ("Danish (original)", "da"),
     ("svensk", "sv"), ("Svenska/Swedish", "sv"), ("swe-SE", "sv"), ("sv-FI", "sv"),
     ("svenska.", "sv"), ("['sv']", "sv"), ("SWEDISH", "sv"), ("Svenska (SE)", "sv"),
     ("sv svenska", "sv"),
     ("Swedish language", "sv"), ("svenska språket", "sv"), ("Språk: dansk", "da"),
     ("lang=nb", "nb"), ("ISO 639-2: swe", "sv"), ("https://example.org/languages/nno", "nn"),
     ("norsk (bokmål)", "nb"), ("dansk, dansk", "da"), ("sv-Latn-SE", "sv")],
)  # fmt: skip
def test_our_norms(cell, code):
    assert resolve_language(cell) == code


@pytest.mark.parametrize(
    "cell",
    ["norsk", "no", "NOR", "Norwegian", "norska", "no_NO", "nb/nn", "norsk (nynorsk og bokmål)"],
)
def test_norwegian_names_no_norm(cell):
    assert resolve_language(cell) == "no"


@pytest.mark.parametrize(
    ("cell", "code"),
    [("English", "en"), ("engelsk", "en"), ("eng", "en"), ("en-GB", "en"), ("finska", "fi"),
     ("suomi", "fi"), ("ice", "is"), ("isl", "is"), ("íslenska", "is"), ("færøsk", "fo"),
     ("ger", "de"), ("deu", "de"), ("tysk", "de"), ("sme", "se"), ("se-NO", "se"),
     ("lulesamisk", "smj"), ("zh-Hans-CN", "zh"), ("tyska, engelska", "")],
)  # fmt: skip
def test_other_languages(cell, code):
    assert resolve_language(cell) == code


@pytest.mark.parametrize(
    "cell",
    ["", "nan", "NA", "und", "mul", "zxx", "mis", "qme", "okänt språk", "Ukjent språk", "Ukendt",
     "-", "norsk/engelsk", "da, sv", "sv|en", "se", "nyn", "bm"],
)  # fmt: skip
def test_nothing_several_or_two_meanings_leave_it_to_the_text(cell):
    assert resolve_language(cell) == ""


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [("xx", ""), ("svenskka", "svenska"), ("norwegain", "Norwegian"), ("Danmark", "Danish"),
     ("gobbledegook", ""),
     ("norsk, gobbledegook", ""), ("klingonsk (norsk)", ""),
     ("nb-XX-YY", ""), ("a" * 10_000, ""), ("中文", "")],
)  # fmt: skip
def test_an_unknown_language_is_said_with_the_nearest(cell, nearest):
    with pytest.raises(UnknownName) as caught:
        resolve_language(cell)
    assert nearest in caught.value.nearest and len(caught.value.value) <= 80


@pytest.mark.parametrize(
    ("cell", "code"),
    [("Norge", "NO"), ("NOREG", "NO"), (" no ", "NO"), ("NOR", "NO"), ("578", "NO"),
     ("Kingdom of Norway", "NO"), ("nb-NO", "NO"), ("🇳🇴", "NO"), ("NO - Norway", "NO"),
     ("Danmark (DK)", "DK"), ("denmark.", "DK"), ("dnk", "DK"), ("208", "DK"),
     ("Sverige/Sweden", "SE"), ("752", "SE"), ("Konungariket Sverige", "SE"), ("se", "SE"),
     ("Finland", "FI"), ("sv-FI", "FI"), ("Færøyene", "FO"), ("NO Norge", "NO"),
     ("🇸🇪 Sverige", "SE"), ("Norway/Norge/Noreg", "NO"), ("UK", "GB")],
)  # fmt: skip
def test_countries(cell, code):
    assert resolve_country(cell) == code


@pytest.mark.parametrize("cell", ["", "NA", "ukjent", "zz", "None"])
def test_a_country_may_be_missing(cell):
    assert resolve_country(cell) == ""


@pytest.mark.parametrize(
    ("cell", "nearest"),
    [("Svergie", "Sverige"), ("dansk", "Denmark"), ("nynorsk", "Norway"), ("Scandinavia", ""),
     ("EU", ""), ("Norway, Sweden", ""), ("0578", "")],
)  # fmt: skip
def test_an_unknown_country_is_said_with_the_nearest(cell, nearest):
    with pytest.raises(UnknownName) as caught:
        resolve_country(cell)
    assert nearest in caught.value.nearest


def test_our_own_list_names_what_is_known():
    for row in _listed():
        assert row["kind"] in {"language", "country"}
        code = row["code"].casefold()
        assert not code or code in _codes(row["kind"])
        resolve = resolve_country if row["kind"] == "country" else resolve_language
        assert resolve(row["name"]) == row["code"]


def test_every_name_that_babel_has_for_our_norms_and_countries_is_known():
    for locale in (Locale.parse(code) for code in (*LANGUAGES, "en")):
        for code in (*LANGUAGES, "no"):
            assert resolve_language(locale.languages[code]) == code
            assert resolve_language(locale.languages[code].upper()) == code
        for code in COUNTRIES:
            assert resolve_country(locale.territories[code]) == code


@pytest.mark.slow
def test_names_are_loaded_only_when_asked_for():
    code = "import sys, nordtema.corpus.resolve; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
