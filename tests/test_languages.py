"""The one table of norms and countries, and what a study adds to it."""

from itertools import combinations

import numpy as np
import pytest

from nordtema.languages import (
    COUNTRIES,
    FURTHER,
    LANGUAGES,
    LEAST_CONTRAST,
    MARKERS,
    completed_countries,
    contrast,
    declare_countries,
    declared_countries,
    luminance,
    norms_of,
)

#: how colours of linear sRGB look (Machado, Oliveira & Fernandes 2009, severity 1)
SIGHTS = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip
PALETTE = [country.colour for country in COUNTRIES.values()] + [colour for colour, _ in FURTHER]


def lab(colour: str, sight: str) -> np.ndarray:
    """A colour in CIE Lab (D65), as it looks."""
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    parts = TO_XYZ @ np.clip(np.array(SIGHTS[sight]) @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    x, y, z = np.where(parts > 0.008856, np.cbrt(parts), 7.787 * parts + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def facts(**told) -> dict:
    return {"languages": ["sv"], **dict.fromkeys(("name", "adjective", "colour", "marker"), ""),
            **told}  # fmt: skip


def test_a_macrolanguage_stands_for_its_norms():
    assert norms_of("no") == ("nb", "nn") and norms_of("sv") == ("sv",)
    assert norms_of("fi") == norms_of("") == ()


def test_every_norm_has_its_country():
    assert {lang.country for lang in LANGUAGES.values()} == set(COUNTRIES)
    for code, language in LANGUAGES.items():
        assert code in COUNTRIES[language.country].languages
    assert COUNTRIES["NO"].languages == ("nb", "nn")


# ---------------------------------------------------------------- how countries look


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_of_six_countries_look_alike_to_anybody(sight):
    for one, other in combinations(PALETTE, 2):
        assert np.linalg.norm(lab(one, sight) - lab(other, sight)) > 27, (one, other)


def test_in_grey_six_countries_differ_and_all_are_seen_on_white():
    light = sorted(lab(colour, "normal")[0] for colour in PALETTE)
    assert np.diff(light).min() > 8
    assert min(map(contrast, PALETTE)) >= LEAST_CONTRAST
    assert contrast("#ffffff") == 1 and contrast("#000000") == pytest.approx(21)
    assert luminance((1, 1, 1)) == pytest.approx(1)


def test_markers_tell_six_countries_apart():
    markers = [country.marker for country in COUNTRIES.values()] + [mark for _, mark in FURTHER]
    assert len(set(markers)) == 6 and set(markers) <= set(MARKERS)


# ---------------------------------------------------------------- what a study declares


def test_what_is_declared_comes_after_the_three_and_is_all_that_is_known_besides():
    mapping = COUNTRIES
    declare_countries(completed_countries({"FI": facts(), "AX": facts()}))
    assert list(mapping) == ["NO", "DK", "SE", "FI", "AX"]
    declare_countries(completed_countries({"IS": facts(languages=["da", "nb"])}))
    assert list(mapping) == ["NO", "DK", "SE", "IS"]
    assert mapping["IS"].languages == ("da", "nb") and mapping["IS"].name == "Iceland"
    declare_countries({})
    assert list(mapping) == ["NO", "DK", "SE"] and not declared_countries()


def test_what_was_declared_can_be_declared_in_another_process():
    declare_countries(completed_countries({"FI": facts(adjective="Finnish")}))
    known, handed = dict(COUNTRIES), declared_countries()
    declare_countries({})
    declare_countries(handed)
    assert known == COUNTRIES and COUNTRIES["FI"].adjective == "Finnish"


def test_what_is_left_empty_is_filled_in_and_what_is_given_stays():
    told = completed_countries({
        "FI": facts(), "AX": facts(name="the islands", colour="#222222", marker="*"),
        "IS": facts(),
    })  # fmt: skip
    assert told["FI"] == {"name": "Finland", "adjective": "Finland", "languages": ("sv",),
                          "colour": FURTHER[0][0], "marker": FURTHER[0][1]}  # fmt: skip
    assert (told["AX"]["name"], told["AX"]["colour"], told["AX"]["marker"]) == (
        "the islands", "#222222", "*")  # fmt: skip
    assert (told["IS"]["colour"], told["IS"]["marker"]) == FURTHER[1]


@pytest.mark.parametrize(
    ("code", "told", "why"),
    [("SE", {}, "SE: NO, DK, SE are known; leave it out"), ("fi", {}, "fi: no country"),
     ("QQ", {}, "QQ: no country"), ("FI", {"languages": ["fi"]}, "'fi': is none of nb, nn, da, sv"),
     ("FI", {"languages": []}, "name those of its texts"), ("FI", {"name": "<b>"}, "'<b>'"),
     ("FI", {"adjective": "a" * 41}, "40 at most"), ("FI", {"name": "Sweden"}, "name another"),
     ("FI", {"colour": "#ffff00"}, "colour '#ffff00'"), ("FI", {"colour": "red"}, "#rrggbb"),
     ("FI", {"colour": "#c28500"}, "another country has it"),
     ("FI", {"marker": "o"}, "marker o"), ("FI", {"marker": "x"}, "marker 'x': is none of")],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_code_value_and_remedy(code, told, why):
    with pytest.raises(ValueError) as refused:
        completed_countries({code: facts(**told)})
    assert str(refused.value).startswith(f"{code}: ") and why in str(refused.value)


def test_more_countries_than_there_are_colours_name_their_own():
    codes = ("FI", "AX", "IS", "FO")
    with pytest.raises(ValueError, match=r"^FO: there are colours for 3 further countries; name"):
        completed_countries({code: facts() for code in codes})
    told = {code: facts() for code in codes} | {"FO": facts(colour="#555555", marker="*")}
    assert completed_countries(told)["FO"]["marker"] == "*"
