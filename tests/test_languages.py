"""The one table of norms and countries."""

from nordtema.languages import COUNTRIES, LANGUAGES, norms_of


def test_a_macrolanguage_stands_for_its_norms():
    assert norms_of("no") == ("nb", "nn") and norms_of("sv") == ("sv",)
    assert norms_of("fi") == norms_of("") == ()


def test_every_norm_has_its_country():
    assert {lang.country for lang in LANGUAGES.values()} == set(COUNTRIES)
    assert COUNTRIES["NO"].languages == ("nb", "nn")


def test_colours_and_markers_tell_countries_apart():
    assert len({c.colour for c in COUNTRIES.values()}) == 3
    assert len({c.marker for c in COUNTRIES.values()}) == 3
