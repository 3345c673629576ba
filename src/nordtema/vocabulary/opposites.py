"""Opposites that are spelled nearly alike: an employer is no employee, an import no export.

Such pairs differ in one part that turns the meaning round, and are alike in all else, so that an
edit distance takes them for one word where the right partner is missing. The parts are a table of
beginnings and endings, in all norms alike.
"""

import functools
from itertools import product

from ..tables import package_rows
from .spelling import skeleton

LEAST = 3  # letters that the words share beside the opposite parts


@functools.cache
def _parts() -> tuple[tuple[bool, str, str], ...]:
    """Whether it ends words, a part, and its opposite; each pair once in either order."""
    found = []
    for row in package_rows(__package__, "data", "opposites.csv"):
        ends = row["place"] == "end"
        for one, other in product(row["one"].split("|"), row["other"].split("|")):
            found += [(ends, one, other), (ends, other, one)]
    return tuple(dict.fromkeys(found))


def are_opposites(word: str, other: str) -> bool:
    """Whether two words differ in a part that means the opposite, and are alike in the rest.

    Parameters
    ----------
    word, other : lemmas of two norms

    Returns
    -------
    bool
    """
    for ends, part, opposite in _parts():
        if ends and word.endswith(part) and other.endswith(opposite):
            turned = other[: -len(opposite)] + part
        elif not ends and word.startswith(part) and other.startswith(opposite):
            turned = part + other[len(opposite) :]
        else:
            continue
        shared = min(len(word) - len(part), len(other) - len(opposite))
        if shared >= LEAST and skeleton(word) == skeleton(turned):
            return True
    return False
