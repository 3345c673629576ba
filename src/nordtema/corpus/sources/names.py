"""Countries and languages that a corpus names → codes, or one line that says what is wrong."""

from collections.abc import Sequence

from ...languages import COUNTRIES, LANGUAGES
from ...study import StudyError
from ..missing import folded, is_missing
from ..resolve import UnknownName, resolve_country, resolve_language

NO_COUNTRY = "its country is not named"


def known_countries() -> str:
    """The countries of the study, for messages.

    Returns
    -------
    Codes, each with its name
    """
    return ", ".join(f"{c.code} ({c.name})" for c in COUNTRIES.values())


def country_of(value: str) -> str:
    """Code of the country of the study that a name stands for, or "".

    Parameters
    ----------
    value : a cell as written

    Returns
    -------
    code or ""
    """
    try:
        code = resolve_country(value)
    except UnknownName:  # a study may call its countries as it likes
        named = {folded(country.name): code for code, country in COUNTRIES.items()}
        return named.get(folded(value), "")
    return code if code in COUNTRIES else ""


def undeclared(value: str) -> str:
    """What to do about a country that is none of the study's; "" where a name is of no country.

    Parameters
    ----------
    value : a cell as written, or the name of a folder

    Returns
    -------
    The code, and the parameter that declares it
    """
    try:
        code = resolve_country(value)
    except UnknownName:
        return ""
    return code and (
        f"{code} is no country of this study; declare it with corpus.countries={{{code}: "
        f"{{languages: [..]}}}}, with the norms of its texts for the dots ({', '.join(LANGUAGES)})"
    )


def is_country(value: str) -> bool:
    """Whether a cell is the code or name of a country of the study.

    Parameters
    ----------
    value : a cell as written

    Returns
    -------
    bool
    """
    return bool(country_of(value))


def countries(values: Sequence[str], rows: Sequence[int], where: str) -> list[str]:
    """Codes of the countries named in a column, "" in a row that names none.

    Parameters
    ----------
    values : cells of the column
    rows : the number of each
    where : name of the file, for messages

    Returns
    -------
    list of codes

    Raises
    ------
    StudyError
        With row, value and the nearest name; also where no row names a country.
    """
    codes = [country_of(value) for value in values]
    missing = [is_missing(value, "country") for value in values]
    for code, value, row, nothing in zip(codes, values, rows, missing, strict=True):
        if not code and (not nothing or all(missing)):
            raise StudyError(f"{where}: row {row}: country {value!r}: {_why_no_country(value)}")
    return codes


def _why_no_country(value: str) -> str:
    try:
        resolve_country(value)
    except UnknownName as unknown:
        near = f" (nearest is {unknown.nearest!r})" if unknown.nearest else ""
        return f"unknown{near}; write one of {known_countries()}"
    if told := undeclared(value):
        return f"{told}, write one of {known_countries()}, or take it out"
    return f"no row names a country; write one of {known_countries()}"


def language_of(value: str) -> str:
    """Code of the language that an export names; "" for an unknown one, of which the text tells.

    Parameters
    ----------
    value : as written

    Returns
    -------
    code or ""
    """
    try:
        return resolve_language(value) if value else ""
    except UnknownName:
        return ""


def languages(values: Sequence[str], rows: Sequence[int], where: str) -> list[str]:
    """Codes of the languages named in a column, "" where none is named.

    Parameters
    ----------
    values : cells of the column
    rows : the number of each
    where : name of the file, for messages

    Returns
    -------
    list of codes

    Raises
    ------
    StudyError
        With row, value and the nearest name.
    """
    known: dict[str, str] = {}
    for value, row in zip(values, rows, strict=True):
        if value in known:
            continue
        try:
            known[value] = resolve_language(value)
        except UnknownName as unknown:
            near = f"; nearest is {unknown.nearest!r}" if unknown.nearest else ""
            raise StudyError(
                f"{where}: row {row}: language {value!r}: unknown{near}; write a code such as nb, "
                "nn, da or sv, or leave it empty"
            ) from None
    return [known[value] for value in values]
