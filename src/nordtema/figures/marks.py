"""Colour and marker of each group of a comparison: countries have their own, others one of a list.

The colours are at least 3:1 on white. No two neighbours of the list look alike under a
colour-vision deficiency, and the marker says it again.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ..comparison.sample import ordered
from ..formats import group_name
from ..languages import COUNTRIES

PALETTE = (
    ("#0077BB", "D"), ("#CC3311", "v"), ("#555555", "P"), ("#009988", "X"), ("#AA3377", "*"),
    ("#994F00", "<"), ("#004488", ">"), ("#BB5566", "p"), ("#117733", "h"), ("#882255", "d"),
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """How figures show a group.

    Attributes
    ----------
    code, name : as tables have it, and as readers see it
    colour, marker : as #rrggbb, and as Matplotlib names it
    """

    code: str
    name: str
    colour: str
    marker: str


def marks_of(groups: Iterable[str]) -> dict[str, Mark]:
    """A mark for each group, in the order of tables; the list begins again after its end.

    Parameters
    ----------
    groups : names, any of them more than once

    Returns
    -------
    {group: Mark}
    """
    marks, others = {}, 0
    for group in ordered(groups):
        if group in COUNTRIES:
            colour, marker = COUNTRIES[group].colour, COUNTRIES[group].marker
        else:
            colour, marker = PALETTE[others % len(PALETTE)]
            others += 1
        marks[group] = Mark(group, group_name(group), colour, marker)
    return marks
