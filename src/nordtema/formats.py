"""Numbers, shares, lists and p-values as prose writes them."""


def percent(share: float) -> str:
    """A share as whole percent, or one decimal below 10."""
    value = 100 * share
    return f"{value:.0f} %" if abs(value) >= 9.95 else f"{value:.1f} %"


def points(difference: float) -> str:
    """A difference of shares in percentage points."""
    value = 100 * abs(difference)
    return f"{value:.0f} points" if value >= 9.95 else f"{value:.1f} points"


def p_value(p: float) -> str:
    """A p- or q-value as it is written."""
    return "< .001" if p < 0.001 else f"= {p:.3f}".replace("0.", ".")


def listed(items: list[str]) -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def count(number: int, noun: str, plural: str = "") -> str:
    """1 document, 2 documents."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}".replace(",", " ")
