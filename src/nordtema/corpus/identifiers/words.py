"""The words that tell what a number or a name is: what stands before it, streets, platforms.

`data/words.csv` holds them by kind. A form is a regular expression, read without regard to case.
"""

import functools

from ...tables import package_rows


@functools.cache
def forms(*kinds: str) -> tuple[str, ...]:
    """The forms of these kinds, the longest first.

    Parameters
    ----------
    kinds : as in the table

    Returns
    -------
    tuple of regular expressions

    Raises
    ------
    KeyError
        If there is no such kind.
    """
    found = {form for kind in kinds for form in _by_kind()[kind]}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def either(*kinds: str) -> str:
    """One regular expression for any form of these kinds.

    Parameters
    ----------
    kinds : as in the table

    Returns
    -------
    str, a group that captures nothing
    """
    return f"(?:{'|'.join(forms(*kinds))})"


@functools.cache
def _by_kind() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for row in package_rows(__package__, "data", "words.csv"):
        kinds.setdefault(row["kind"], []).append(row["form"])
    return kinds
