"""Numbers, shares, lists and p-values as prose, tables and captions write them."""

from collections.abc import Iterable

SPACE = "\N{NO-BREAK SPACE}"


def thousands(value: float) -> str:
    """A whole number, its thousands apart: 2 000."""
    return f"{int(value):,}".replace(",", SPACE)


def count(value: int, noun: str, plural: str = "") -> str:
    """1 document, 2 000 documents."""
    return f"{thousands(value)} {noun if value == 1 else plural or noun + 's'}"


def listed(items: Iterable[str]) -> str:
    """a, b and c; what is empty is left out."""
    items = [item for item in items if item]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def percent(share: float) -> str:
    """A share as whole per cent, with one decimal below 10: 43 %, 4.2 %, under 0.1 %."""
    value = 100 * float(share)
    if value != value:
        return "an unknown share"
    if 0 < value < 0.1:
        return "under 0.1 %"
    return f"{value:.0f} %" if abs(value) >= 9.95 else f"{value:.1f} %"


def points(difference: float, unit: str = "points") -> str:
    """The size of a difference of shares in percentage points, without its sign."""
    value = 100 * abs(float(difference))
    return f"{value:.0f} {unit}" if value >= 9.95 else f"{value:.1f} {unit}"


def signed_points(difference: float) -> str:
    """Percentage points with their sign, for a column of them."""
    value = round(100 * difference, 1) + 0.0
    return f"{value:+.1f}".replace("-", "−") if value else "0"


def probability(p: float) -> str:
    """A p- or q-value in a table: .042, <.001."""
    return "<.001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def p_value(p: float) -> str:
    """A p- or q-value in a sentence, after its name: = .042, < .001."""
    return "< .001" if p < 0.001 else f"= {probability(p)}"
