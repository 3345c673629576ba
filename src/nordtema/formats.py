"""Numbers, shares, lists, p-values and names as prose, tables and captions write them."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from .languages import COUNTRIES, LANGUAGES

SPACE = "\N{NO-BREAK SPACE}"
SEPARATOR = "|"  # between the words of a cell
BESIDE = " · "  # between words that people see side by side
DAGGER = "†"  # behind words that the norms do not use alike in parallel texts


# ---------------------------------------------------------------- numbers


def decimal(value: float, places: int, sign: Literal["", "+"] = "") -> str:
    """A number with so many decimals and a true minus: −0.25.

    Parameters
    ----------
    places : decimals
    sign : "+" to write the sign of positive numbers too
    """
    return f"{round(float(value), places) + 0.0:{sign}.{places}f}".replace("-", "−")


def thousands(value: float) -> str:
    """A whole number, its thousands apart: 2 000."""
    return f"{int(value):,}".replace(",", SPACE)


def abbreviated(value: float) -> str:
    """A whole number in at most four characters: 941, 1.2k, 34k."""
    if value < 1000:
        return decimal(value, 0)
    return f"{decimal(value / 1000, 1 if value < 9950 else 0)}k"


def count(value: int, noun: str, plural: str = "") -> str:
    """1 document, 2 000 documents; 1 link waits, 2 links wait.

    Parameters
    ----------
    noun, plural : what there is one of, and several of; without a plural the noun gets an s
    """
    return f"{thousands(value)} {noun if value == 1 else plural or noun + 's'}"


def count_or_none(value: int, verb: str, plural: str) -> str:
    """How many do something: none is, 1 is, 2 are.

    Parameters
    ----------
    verb, plural : what one does, and what several do
    """
    return count(value, verb, plural) if value else f"none {verb}"


# ---------------------------------------------------------------- shares and probabilities


def percent(share: float) -> str:
    """A share as whole per cent, with one decimal below 10: 43 %, 4.2 %, under 0.1 %."""
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
    sign : "+" to write the sign of positive numbers too
    """
    value = round(100 * float(difference), 1)
    return decimal(value, 1, sign) if value else "0"


def points(difference: float, unit: str = "points") -> str:
    """The size of a difference of shares in percentage points, without its sign.

    Parameters
    ----------
    unit : what stands after the number
    """
    return f"{in_points(abs(difference))} {unit}"


def signed_points(difference: float) -> str:
    """Percentage points with their sign."""
    return in_points(difference, "+")


def interval(low: float, high: float) -> str:
    """An interval of differences in percentage points: −2.0 to 11.4."""
    return SPACE.join([in_points(low), "to", in_points(high)])


def tick(share: float) -> str:
    """A round share in per cent, as an axis or a threshold writes it: 2.5, −20."""
    return f"{round(100 * share, 6) + 0.0:g}".replace("-", "−")


def probability(p: float) -> str:
    """A p- or q-value in a table: .042, < .001."""
    return f"<{SPACE}.001" if p < 0.001 else decimal(p, 3).removeprefix("0")


def p_value(p: float) -> str:
    """A p- or q-value in a sentence, after its name: = .042, < .001."""
    return probability(p) if p < 0.001 else f"={SPACE}{probability(p)}"


# ---------------------------------------------------------------- lists


def listed(items: Iterable[str]) -> str:
    """a, b and c; what is empty is left out."""
    items = [item for item in items if item]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def tallied(items: Iterable[str], most: int | None = None) -> str:
    """What was counted, the most frequent first: a (12), b (3) and others (4).

    Parameters
    ----------
    items : counted by what they say
    most : at most so many by name, the rest as others; None: all
    """
    ordered = sorted(Counter(items).items(), key=lambda item: (-item[1], item[0]))
    rest = sum(size for _, size in ordered[len(ordered) if most is None else most :])
    shown = [*ordered[:most], ("others", rest)] if rest else ordered
    return listed(f"{name} ({thousands(size)})" for name, size in shown)


# ---------------------------------------------------------------- names


def country_name(code: object) -> str:
    """English name of a country; a code that we do not know stays as it is."""
    return COUNTRIES[code].name if code in COUNTRIES else str(code)


def group_name(group: object) -> str:
    """What a group of a comparison is called: countries and norms by name, others as they are."""
    parts = str(group).split(BESIDE)
    return BESIDE.join(
        language_name(part) if part in LANGUAGES else country_name(part) for part in parts
    )


def language_name(code: object) -> str:
    """English name of a written norm; a code that we do not know stays as it is."""
    return LANGUAGES[code].name if code in LANGUAGES else str(code) or "unknown"


def model_name(code: str) -> str:
    """Name of a kind of topic model: LDA, NMF."""
    return code.upper()


def pair_name(first: object, second: object) -> str:
    """Norway − Denmark: what is taken from what."""
    return f"{group_name(first)}{SPACE}− {group_name(second)}"
