"""The four written norms and the three countries: one table, the only place that lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Language:
    """A written norm and the resources that we use for it.

    Attributes
    ----------
    code, name : ISO 639-1 code and English name
    country : ISO 3166 code of the country whose texts are written in it
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

    Colours are at least 3:1 on white and told apart under every colour-vision deficiency and in
    grey; the marker says it again. The names in our norms come from Babel (`corpus.resolve`).

    Attributes
    ----------
    code, name : ISO 3166 code and English name
    adjective : what its texts are called by
    colour, marker : in figures: as #rrggbb, and as Matplotlib names it
    """

    code: str
    name: str
    adjective: str
    colour: str
    marker: str

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes of the norms written in this country, the most used first."""
        return tuple(lang.code for lang in LANGUAGES.values() if lang.country == self.code)


LANGUAGES = {
    lang.code: lang
    for lang in (
        Language("nb", "Bokmål", "NO", ("nb",), "no", "norwegian", "nob"),
        Language("nn", "Nynorsk", "NO", ("nn", "nb"), "nn", "", "nno"),
        Language("da", "Danish", "DK", ("da",), "da", "danish", "dan"),
        Language("sv", "Swedish", "SE", ("sv",), "sv", "swedish", "swe"),
    )
}

COUNTRIES = {
    country.code: country
    for country in (
        Country("NO", "Norway", "Norwegian", "#117733", "o"),
        Country("DK", "Denmark", "Danish", "#C28500", "s"),
        Country("SE", "Sweden", "Swedish", "#332288", "^"),
    )
}

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


def country_pairs(codes: Iterable[str] = tuple(COUNTRIES)) -> list[tuple[str, str]]:
    """Each two countries, in the order in which tables list them.

    Parameters
    ----------
    codes : of countries, in the order of `COUNTRIES`

    Returns
    -------
    list of pairs of codes
    """
    return list(combinations(codes, 2))
