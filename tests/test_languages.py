"""The one table of norms and countries."""

import pytest

from nordtema.languages import COUNTRIES, COUNTRY_PAIRS, LANGUAGES, country_code, language_code


@pytest.mark.parametrize("name", ["Norway", "norge", "NOREG", " no ", "NOR"])
def test_a_country_is_known_by_its_names(name):
    assert country_code(name) == "NO"


@pytest.mark.parametrize("name", ["Finland", "", "nn", "scandinavia"])
def test_other_names_are_no_country(name):
    assert country_code(name) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("nb-NO", "nb"), ("no", "nb"), ("Nynorsk", "nn"), ("DAN", "da"), ("sv_SE", "sv"),
     ("Finnish", "finnish"), ("en", "en")],
)  # fmt: skip
def test_a_language_is_known_by_its_names(name, code):
    assert language_code(name) == code


def test_every_norm_has_its_country_and_every_pair_is_listed_once():
    assert {lang.country for lang in LANGUAGES.values()} == set(COUNTRIES)
    assert COUNTRIES["NO"].languages == ("nb", "nn")
    assert {frozenset(pair) for pair in COUNTRY_PAIRS} == {
        frozenset((a, b)) for a in COUNTRIES for b in COUNTRIES if a != b
    }


def test_colours_and_markers_tell_countries_apart():
    assert len({c.colour for c in COUNTRIES.values()}) == 3
    assert len({c.marker for c in COUNTRIES.values()}) == 3
