"""The four written norms and the countries of the study: the only place that lists them.

Norway, Denmark and Sweden are always there. A study may declare others whose texts are in one of
the norms (Finland, in Swedish); `declare_countries` puts them into `COUNTRIES`, which belongs to
the process: whoever opens a study or its plan, or begins to work in a process of its own, declares.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Language:
    """A written norm and the resources that we use for it.

    Attributes
    ----------
    code, name : ISO 639-1 code and English name
    country : ISO 3166 code of its home country
    simplemma : codes of the simplemma dictionaries, asked in this order
    langid : label that py3langid uses for it
    stop_words : code of its list in the package stop-words ("" where there is none)
    apertium : code that the program Apertium uses for it
    """

    code: str
    name: str
    country: str
    simplemma: tuple[str, ...]
    langid: str
    stop_words: str
    apertium: str


@dataclass(frozen=True)
class Country:
    """A country of the study.

    The names in our norms come from Babel (`corpus.resolve`).

    Attributes
    ----------
    code, name : ISO 3166 code and English name
    adjective : what its texts are called by
    languages : codes of the norms written in it, the most used first
    colour, marker : in figures: as #rrggbb, and as Matplotlib names it
    """

    code: str
    name: str
    adjective: str
    languages: tuple[str, ...]
    colour: str
    marker: str


LANGUAGES = {
    lang.code: lang
    for lang in (
        Language("nb", "Bokmål", "NO", ("nb",), "no", "norwegian", "nob"),
        Language("nn", "Nynorsk", "NO", ("nn", "nb"), "nn", "", "nno"),
        Language("da", "Danish", "DK", ("da",), "da", "danish", "dan"),
        Language("sv", "Swedish", "SE", ("sv",), "sv", "swedish", "swe"),
    )
}

_KNOWN = {
    country.code: country
    for country in (
        Country("NO", "Norway", "Norwegian", ("nb", "nn"), "#117733", "o"),
        Country("DK", "Denmark", "Danish", ("da",), "#C28500", "s"),
        Country("SE", "Sweden", "Swedish", ("sv",), "#332288", "^"),
    )
}
#: All countries of the study: the three, then those that it declares, in its order.
COUNTRIES = dict(_KNOWN)

#: Colours and markers of further countries, in the order in which they are declared. The colours
#: were found by a search through those with 3:1 or more on white: no two of the six are nearer in
#: CIE Lab than teal and ochre are to a protanope (27), for normal sight, protanopia, deuteranopia
#: and tritanopia (Machado, Oliveira & Fernandes 2009), nor nearer than 8 in lightness, which is
#: what grey leaves of them.
FURTHER = (("#882255", "D"), ("#220000", "v"), ("#7777AA", "P"))
MARKERS = tuple("os^Dv<>pPhHdX*8")  # of Matplotlib, those with an area
LEAST_CONTRAST = 3.0  # on white
_CODE, _COLOUR = re.compile("[A-Z]{2}"), re.compile("#[0-9A-Fa-f]{6}")
_NAME = re.compile(r"[^\W\d_][\w .'’()-]{0,39}")  # it stands in sentences and figures

#: Names that mean one of several norms: the text tells in which it is written.
MACROLANGUAGES = {"no": ("nb", "nn")}


def norms_of(code: str) -> tuple[str, ...]:
    """The norms that a code of a language or macrolanguage names; empty for other languages.

    Parameters
    ----------
    code : ISO 639-1 or of a macrolanguage

    Returns
    -------
    tuple of codes
    """
    return MACROLANGUAGES.get(code, (code,) if code in LANGUAGES else ())


def language_tag(country: str) -> str:
    """What words of a country are in, as BCP 47 has it: its norm, or the one name of its norms.

    Parameters
    ----------
    country : code

    Returns
    -------
    Tag such as "da", and "no" for Norway; its first norm where they have no name of their own
    """
    languages = COUNTRIES[country].languages
    names = (name for name, norms in MACROLANGUAGES.items() if set(norms) == set(languages))
    return next(names, languages[0])


def declare_countries(declared: Mapping[str, Mapping[str, Any]]) -> None:
    """Let `COUNTRIES` hold the three and these, and none that another study has declared.

    Parameters
    ----------
    declared : facts by code, as `completed_countries` and `declared_countries` give them
    """
    further = {
        code: Country(code, **{**facts, "languages": tuple(facts["languages"])})
        for code, facts in declared.items()
    }
    if list(COUNTRIES.items()) != list((_KNOWN | further).items()):
        COUNTRIES.clear()
        COUNTRIES.update(_KNOWN | further)


def declared_countries() -> dict[str, dict[str, Any]]:
    """What `declare_countries` was given last, to be declared in another process.

    Returns
    -------
    Facts by code
    """
    return {code: _facts(one) for code, one in COUNTRIES.items() if code not in _KNOWN}


def completed_countries(given: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What a study says of its further countries, checked, and filled in where it says nothing.

    Parameters
    ----------
    given : languages, name, adjective, colour, marker by code; all but the languages may be empty

    Returns
    -------
    The same with every fact

    Raises
    ------
    ValueError
        With the code, the value and what would be right.
    """
    told = {code: _facts(country) for code, country in _KNOWN.items()}
    for code, facts in given.items():
        if code in _KNOWN:
            raise ValueError(f"{code}: {', '.join(_KNOWN)} are known; leave it out")
        name = facts["name"] or _name_of(code)
        look = _look(code, facts, list(told.values()))
        adjective = facts["adjective"] or name
        languages = tuple(dict.fromkeys(facts["languages"]))
        facts = {"name": name, "adjective": adjective, "languages": languages, **look}
        _check(code, facts, [str(one["name"]) for one in told.values()])
        told[code] = facts
    return {code: facts for code, facts in told.items() if code not in _KNOWN}


def _facts(country: Country) -> dict[str, Any]:
    return {key: value for key, value in asdict(country).items() if key != "code"}


def _name_of(code: str) -> str:
    """English name of the country with that code."""
    from babel import Locale  # whoever declares none needs no names

    name = Locale("en").territories.get(code) if _CODE.fullmatch(code) else None
    if name is None:
        raise ValueError(f"{code}: no country; write its two letters in ISO 3166, such as FI")
    return str(name)


def _look(code: str, facts: Mapping[str, Any], others: list[dict[str, Any]]) -> dict[str, str]:
    """Colour and marker: as given, else of the first further pair that nobody has."""
    colours, markers = ({str(one[what]).upper() for one in others} for what in ("colour", "marker"))
    free = [pair for pair in FURTHER if pair[0] not in colours and pair[1].upper() not in markers]
    given = facts["colour"], facts["marker"]
    if not all(given) and not free:
        raise ValueError(f"{code}: there are colours for {len(FURTHER)} further countries; name "
                         "its colour (#rrggbb) and marker")  # fmt: skip
    colour, marker = (told or free[0][part] for part, told in enumerate(given))
    for what, value, taken in (("colour", colour, colours), ("marker", marker, markers)):
        if value.upper() in taken:
            raise ValueError(f"{code}: {what} {value}: another country has it; name another")
    return {"colour": colour, "marker": marker}


def _check(code: str, told: Mapping[str, Any], names: list[str]) -> None:
    """What a study says of a country is possible."""
    norms = ", ".join(LANGUAGES)
    for name in (told["name"], told["adjective"]):
        if not _NAME.fullmatch(name):
            raise ValueError(f"{code}: {name!r}: write a name of letters, 40 at most")
    if told["name"] in names:
        raise ValueError(f"{code}: name {told['name']}: another country has it; name another")
    if not told["languages"]:
        raise ValueError(f"{code}: languages: name those of its texts: {norms}")
    for language in told["languages"]:
        if language not in LANGUAGES:
            raise ValueError(f"{code}: languages: {language!r}: is none of {norms}")
    if not _COLOUR.fullmatch(told["colour"]) or contrast(told["colour"]) < LEAST_CONTRAST:
        raise ValueError(f"{code}: colour {told['colour']!r}: write #rrggbb, as dark as can be "
                         f"seen on white ({LEAST_CONTRAST:.0f}:1)")  # fmt: skip
    if told["marker"] not in MARKERS:
        raise ValueError(f"{code}: marker {told['marker']!r}: is none of {' '.join(MARKERS)}")


def contrast(colour: str) -> float:
    """Contrast of a colour on white, as WCAG 2 has it.

    Parameters
    ----------
    colour : #rrggbb

    Returns
    -------
    From 1 to 21
    """
    return 1.05 / (luminance([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]) + 0.05)


def luminance(rgb: Iterable[float]) -> float:
    """Relative luminance of a colour of sRGB, from 0 to 1.

    Parameters
    ----------
    rgb : red, green and blue, from 0 to 1
    """
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))
