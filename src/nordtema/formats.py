"""Numbers, shares, lists, p-values and names as prose, tables and captions write them."""

from collections.abc import Iterable, Mapping
from typing import Literal

from .languages import COUNTRIES, LANGUAGES

SPACE = "\N{NO-BREAK SPACE}"


# ---------------------------------------------------------------- numbers


def decimal(value: float, places: int, sign: Literal["", "+"] = "") -> str:
    """A number with so many decimals and a true minus: −0.25.

    Parameters
    ----------
    value : to be rounded
    places : decimals
    sign : "+" to show that of a positive number too

    Returns
    -------
    str
    """
    return f"{round(float(value), places) + 0.0:{sign}.{places}f}".replace("-", "−")


def thousands(value: float) -> str:
    """A whole number, its thousands apart: 2 000.

    Parameters
    ----------
    value : a whole number

    Returns
    -------
    str
    """
    return f"{int(value):,}".replace(",", SPACE)


def abbreviated(value: float) -> str:
    """A whole number in at most four characters: 941, 1.2k, 34k.

    Parameters
    ----------
    value : a whole number

    Returns
    -------
    str
    """
    if value < 1000:
        return decimal(value, 0)
    return f"{decimal(value / 1000, 1 if value < 9950 else 0)}k"


def count(value: int, noun: str, plural: str = "") -> str:
    """1 document, 2 000 documents; 1 link waits, 2 links wait.

    Parameters
    ----------
    value : how many
    noun : in the singular
    plural : where it does not end in -s

    Returns
    -------
    str
    """
    return f"{thousands(value)} {noun if value == 1 else plural or noun + 's'}"


def count_or_none(value: int, verb: str, plural: str) -> str:
    """How many do something: none is, 1 is, 2 are.

    Parameters
    ----------
    value : how many
    verb, plural : after one, and after several

    Returns
    -------
    str
    """
    return count(value, verb, plural) if value else f"none {verb}"


# ---------------------------------------------------------------- shares and probabilities


def percent(share: float) -> str:
    """A share as whole per cent, with one decimal below 10: 43 %, 4.2 %, under 0.1 %.

    Parameters
    ----------
    share : from 0 to 1

    Returns
    -------
    str
    """
    value = 100 * float(share)
    if value != value:
        return "an unknown share"
    if 0 < value < 0.1:
        return "under 0.1 %"
    return f"{decimal(value, 0 if value == 0 or abs(value) >= 9.95 else 1)} %"


def in_points(difference: float, sign: Literal["", "+"] = "") -> str:
    """A difference of shares in percentage points, 0 without decimals: 11.4, −2.0, 0.

    Parameters
    ----------
    difference : of two shares
    sign : "+" to show that of a positive number too

    Returns
    -------
    str
    """
    value = round(100 * float(difference), 1)
    return decimal(value, 1, sign) if value else "0"


def points(difference: float, unit: str = "points") -> str:
    """The size of a difference of shares in percentage points, without its sign.

    Parameters
    ----------
    difference : of two shares
    unit : what stands behind the number

    Returns
    -------
    str
    """
    return f"{in_points(abs(difference))} {unit}"


def signed_points(difference: float) -> str:
    """Percentage points with their sign.

    Parameters
    ----------
    difference : of two shares

    Returns
    -------
    str
    """
    return in_points(difference, "+")


def interval(low: float, high: float) -> str:
    """An interval of differences in percentage points: −2.0 to 11.4.

    Parameters
    ----------
    low, high : differences of two shares

    Returns
    -------
    str
    """
    return SPACE.join([in_points(low), "to", in_points(high)])


def tick(share: float) -> str:
    """A round share in per cent, as an axis or a threshold writes it: 2.5, −20.

    Parameters
    ----------
    share : from −1 to 1

    Returns
    -------
    str
    """
    return f"{round(100 * share, 6) + 0.0:g}".replace("-", "−")


def probability(p: float) -> str:
    """A p- or q-value in a table: .042, < .001.

    Parameters
    ----------
    p : from 0 to 1

    Returns
    -------
    str
    """
    return f"<{SPACE}.001" if p < 0.001 else decimal(p, 3).removeprefix("0")


def p_value(p: float) -> str:
    """A p- or q-value in a sentence, after its name: = .042, < .001.

    Parameters
    ----------
    p : from 0 to 1

    Returns
    -------
    str
    """
    return probability(p) if p < 0.001 else f"={SPACE}{probability(p)}"


# ---------------------------------------------------------------- lists


def listed(items: Iterable[str]) -> str:
    """a, b and c; what is empty is left out.

    Parameters
    ----------
    items : words or names

    Returns
    -------
    str
    """
    items = [item for item in items if item]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def tallied(numbers: Mapping[str, int], most: int | None = None) -> str:
    """What was counted, the most frequent first: a (12), b (3) and others (4).

    Parameters
    ----------
    numbers : name → how many
    most : names shown; all where there is none

    Returns
    -------
    str
    """
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(size for _, size in ordered[len(ordered) if most is None else most :])
    shown = [*ordered[:most], ("others", rest)] if rest else ordered
    return listed(f"{name} ({thousands(size)})" for name, size in shown)


# ---------------------------------------------------------------- names


def country_name(code: object) -> str:
    """English name of a country; a code that we do not know stays as it is.

    Parameters
    ----------
    code : of the country

    Returns
    -------
    str
    """
    return COUNTRIES[code].name if code in COUNTRIES else str(code)


def language_name(code: object) -> str:
    """English name of a written norm; a code that we do not know stays as it is.

    Parameters
    ----------
    code : of the norm

    Returns
    -------
    str
    """
    return LANGUAGES[code].name if code in LANGUAGES else str(code) or "unknown"


def model_name(code: str) -> str:
    """Name of a kind of topic model: LDA, NMF.

    Parameters
    ----------
    code : lda or nmf

    Returns
    -------
    str
    """
    return code.upper()


def pair_name(first: object, second: object) -> str:
    """Norway − Denmark: what is taken from what.

    Parameters
    ----------
    first, second : codes of countries

    Returns
    -------
    str
    """
    return f"{country_name(first)} − {country_name(second)}"
