"""What a cell calls a language or a country → its code: names in the norms and English, ISO codes.

Names come from Babel (CLDR) in our norms and English, codes from ISO 639 and 3166 as Babel knows
them, and what people write besides from `data/names.csv`. A name there without a code is one that
means two things (`se`: Swedish to many, Northern Sami to ISO); the text has to tell.
"""

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..languages import COUNTRIES, LANGUAGES, MACROLANGUAGES, norms_of
from ..tables import package_rows
from .dates import DatesRead, resolve_dates
from .missing import folded, is_missing

__all__ = [
    "DatesRead", "UnknownName", "is_missing", "resolve_country", "resolve_dates",
    "resolve_language",
]  # fmt: skip

OURS = frozenset((*LANGUAGES, *MACROLANGUAGES))
_NAMED_IN = (*LANGUAGES, "en")
_NO_COUNTRY = frozenset(("eu", "ez", "un", "qo", "xa", "xb", "zz"))
_NO_LANGUAGE = frozenset(("und", "mul", "mis", "zxx"))
_PRIVATE = re.compile(r"q[a-t][a-z]")  # ISO 639: for local use; Twitter's qme, qht
_LONGEST = 80
_ABBREVIATION = 4  # signs; shorter names are no help as the nearest
_TAG = re.compile(r"([a-z]{2,3})((?:[-_](?:[a-z]{2}|\d{3}|[a-z]{4}))+)(?:[.@][\w-]+)*")
_BETWEEN = re.compile(r"[()\[\]{}<>,;/|+&:=]|\s[-–—]\s|\b(?:og|och|and|eller|or)\b")
_BRACKETS = re.compile(r"[(\[{<][^)\]}>]*[)\]}>]?")
_ADDRESS = re.compile(r"https?://")
_FILLER = re.compile(
    r"\b(?:(?:iso ?639(?:-[123])?|lang|languages?|språk|språket|sprog|sproget) ?[:=]?)(?!\w)"
)
_SEVERAL = re.compile(r"[,;/|+]")  # sv|en is not "sven"
_FLAG = 0x1F1E6  # REGIONAL INDICATOR SYMBOL LETTER A


class UnknownName(ValueError):
    """A name of no language or country that we know.

    Attributes
    ----------
    value : as it was written, cut to 80 characters
    kind : "language" or "country"
    """

    def __init__(self, value: str, kind: str):
        self.value, self.kind = value.strip()[:_LONGEST], kind
        super().__init__(f"{self.value!r}: no {kind} that is known")

    @functools.cached_property
    def nearest(self) -> str:
        """The known name that looks most like it, or ""; found only when asked for."""
        return _nearest(folded(self.value), self.kind)


def resolve_language(value: str) -> str:
    """Code of the language that a cell names.

    Parameters
    ----------
    value : a cell as written

    Returns
    -------
    str
        A norm of ours; a macrolanguage of theirs (`no`: Norwegian, in one of its two norms); the
        ISO 639 code of another language (`en`, `smj`); "" where the cell says nothing, or several
        languages, or a code that people use for two.

    Raises
    ------
    UnknownName
        If it names no language known to us.
    """
    return "" if is_missing(value, "language") else _language(value)


def resolve_country(value: str) -> str:
    """ISO 3166 code (two letters) of the country that a cell names; "" where it says nothing.

    Parameters
    ----------
    value : a cell as written

    Returns
    -------
    str

    Raises
    ------
    UnknownName
        If it names no country, or two.
    """
    return "" if is_missing(value, "country") else _country(value)


# ---------------------------------------------------------------- languages


@functools.lru_cache(maxsize=4096)
def _language(value: str) -> str:
    word = folded(value)
    if len(word) <= _LONGEST:
        for reading in (word, _mended(value), _without_fillers(word)):
            codes = _languages_in(reading)
            if codes is not None:
                return _one_language(codes)
    raise UnknownName(value, "language")


def _languages_in(word: str) -> set[str] | None:
    """The languages that a cell names ("" for one that is none), or None where it is unknown."""
    for read in (_alone, _of_parts, _of_words):
        codes = read(word)
        if codes is not None:
            return codes
    return None


def _without_fillers(word: str) -> str:
    """Without an address or words that say that a language is named: "Språk: dansk"."""
    word = word.rsplit("/", 1)[-1] if _ADDRESS.match(word) else word
    return " ".join(_FILLER.sub(" ", word).split()).strip(" :=")


def _alone(word: str) -> set[str] | None:
    code = _code(word, "language")
    code = _of_tag(word) if code is None else code
    return None if code is None else {code}


def _of_tag(word: str) -> str | None:
    """Language of a tag with a region or script: nb-NO, zh_Hans_CN, sv_SE.UTF-8."""
    match = _TAG.fullmatch(word)
    if not match or not all(map(_is_subtag, re.split("[-_]", match[2])[1:])):
        return None
    code = _code(match[1], "language")
    # a region tells apart what the bare code does not: se-NO is Sami, ny-MW is no Nynorsk
    return match[1] if code == "" and match[1] in _codes("language") else code


def _is_subtag(part: str) -> bool:
    return part in _codes("script" if len(part) == 4 else "country")


def _of_parts(word: str) -> set[str] | None:
    """Languages of a cell such as "Dansk (Danmark)", "Svenska/Swedish", "norsk, nynorsk".

    A remark in brackets may be anything; outside of them every part has to be known.
    """
    outside = _parts(_BRACKETS.sub(",", word))
    inside = [part for remark in _BRACKETS.findall(word) for part in _parts(remark)]
    languages: set[str] = set()
    for part in (*outside, *inside):
        if languages and part not in OURS and _code(part, "country") is not None:
            continue  # Dansk (Danmark)
        codes = _alone(part)
        if codes is None and part in outside:
            return None
        languages |= codes or set()
    return languages or None


def _parts(word: str) -> list[str]:
    return [part for part in map(str.strip, _BETWEEN.split(word)) if part]


def _of_words(word: str) -> set[str] | None:
    """Languages of words side by side that are each known: "sv svenska"."""
    parts = word.split()
    return _each(parts, "language") if len(parts) > 1 else None


def _each(parts: Sequence[str], kind: str) -> set[str] | None:
    """The codes of parts that are all known; None where one is not."""
    codes = {_code(part, kind) for part in parts}
    return None if None in codes else {code for code in codes if code is not None}


def _one_language(codes: set[str]) -> str:
    """A norm goes before its macrolanguage, two norms of one are that one; else "" for several."""
    codes = codes - {""}
    for macro, norms in MACROLANGUAGES.items():
        if macro in codes and codes & set(norms):
            codes = codes - {macro}
        if len(codes) > 1 and codes <= set(norms):
            codes = {macro}
    return next(iter(codes)) if len(codes) == 1 else ""


# ---------------------------------------------------------------- countries


@functools.lru_cache(maxsize=4096)
def _country(value: str) -> str:
    word = _letters_of_flags(folded(value))
    if len(word) <= _LONGEST:
        for reading in (word, _mended(value)):
            codes = _countries_in(reading)
            if len(codes) == 1:
                return next(iter(codes)).upper()
    raise UnknownName(value, "country")


def _countries_in(word: str) -> set[str]:
    code = _code(word, "country")
    if code is not None:
        return {code}
    tag = _TAG.fullmatch(word)
    if tag and _code(tag[1], "language") is not None:  # nb-NO names its country
        regions = [part for part in re.split("[-_]", tag[2]) if part in _codes("country")]
        return _each(regions, "country") or set()
    for parts in (_parts(word), word.split()):
        codes = _each(parts, "country")
        if codes is not None:
            return codes
    return set()


def _letters_of_flags(word: str) -> str:
    """A flag as the two letters that it is made of."""
    return "".join(
        chr(ord(sign) - _FLAG + ord("a")) if _FLAG <= ord(sign) < _FLAG + 26 else sign
        for sign in word
    )


# ---------------------------------------------------------------- tables


def _code(word: str, kind: str) -> str | None:
    """Code for a folded name or code; None where there is none."""
    word = word.strip()
    code = _codes(kind).get(word.rstrip(".")) if len(word) <= 3 or word.isdigit() else None
    if code is None and word and not _SEVERAL.search(word):
        code, _ = _names(kind).get(_plain(word), (None, ""))
    return "" if kind == "language" and code is None and _PRIVATE.fullmatch(word) else code


def _plain(name: str) -> str:
    """Letters without marks and blanks, so that bokmal, Bokmål and BOKMÅL are one."""
    name = name.casefold().translate(_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if sign.isalnum())


_LETTERS = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "ð": "d", "þ": "th", "ß": "ss"})


@functools.cache
def _names(kind: str) -> dict[str, tuple[str, str]]:
    """Plain name → (code, name as it is written); what we list ourselves goes first."""
    names: dict[str, tuple[str, str]] = {}
    listed = ((row["name"], row["code"].casefold()) for row in _listed() if row["kind"] == kind)
    for name, code in (*listed, *_named(kind)):
        names.setdefault(_plain(name), (code, name))
    return names


@functools.cache
def _listed() -> tuple[dict[str, str], ...]:
    return tuple(package_rows(__package__, "data", "names.csv"))


def _named(kind: str) -> Iterator[tuple[str, str]]:
    """Pairs of name and code: our norms first, then as Babel has them in our norms and English."""
    if kind == "language":
        yield from ((language.name, code) for code, language in LANGUAGES.items())
    for locale in _locales():
        table = locale.territories if kind == "country" else locale.languages
        for code in sorted(table, key=lambda code: ("_" in code, len(code), code)):
            if not code.isdigit() and code.casefold() not in _NO_COUNTRY:
                yield table[code], _standard(code, kind)


def _standard(code: str, kind: str) -> str:
    code = code.split("_")[0].casefold()
    return "" if kind == "language" and code in _NO_LANGUAGE else code


@functools.cache
def _locales() -> tuple:
    # imported late: whoever only asks what is stale needs no names
    from babel import Locale

    return tuple(Locale.parse(code) for code in _NAMED_IN)


@functools.cache
def _codes(kind: str) -> dict[str, str]:
    """ISO code in lower case → the code we use, for languages, countries and scripts."""
    from babel.core import get_global

    english = _locales()[-1]
    if kind == "script":
        return {code.casefold(): code for code in english.scripts}
    table = english.territories if kind == "country" else english.languages
    codes = {
        code.casefold(): _standard(code, kind)
        for code in table
        if len(code) <= 3 and not code.isdigit() and code.casefold() not in _NO_COUNTRY
    }
    aliases = get_global("territory_aliases" if kind == "country" else "language_aliases")
    for old, new in aliases.items():
        new = new[0] if isinstance(new, list) and len(new) == 1 else new
        if isinstance(new, str) and len(old) <= 3:
            codes.setdefault(old.casefold(), _standard(new, kind))
    if kind == "language":
        codes |= {row["name"]: row["code"] for row in _listed()
                  if row["kind"] == kind and len(row["name"]) <= 3}  # fmt: skip
    return codes


# ---------------------------------------------------------------- what is unknown


def _mended(value: str) -> str:
    """The folded value with signs set right that were read in a wrong encoding (BokmÃ¥l)."""
    from ftfy import fix_encoding

    return folded(value if value.isascii() else fix_encoding(value))


def _nearest(word: str, kind: str) -> str:
    """The known name that is spelt most like it; names of ours are tried first."""
    if meant := (_home_of(word) if kind == "country" else _spoken_in(word)):
        return meant
    word = _plain(word[:_LONGEST])
    names = _names(kind)
    ours = {code.casefold() for code in (COUNTRIES if kind == "country" else OURS)}
    full = [name for name in names if len(name) > _ABBREVIATION]
    for known, cutoff in (([n for n in full if names[n][0] in ours], 0.6), (full, 0.75)):
        near = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
        if near:
            return names[near[0]][1]
    return ""


def _home_of(word: str) -> str:
    """Name of the country whose language a cell names where it should name the country."""
    norms = norms_of(_code(word, "language") or "")
    return COUNTRIES[LANGUAGES[norms[0]].country].name if norms else ""


def _spoken_in(word: str) -> str:
    """Name of the first norm of the country that a cell names where it should name a language."""
    country = COUNTRIES.get((_code(word, "country") or "").upper())
    return LANGUAGES[country.languages[0]].name if country else ""
