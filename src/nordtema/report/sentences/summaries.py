"""The findings in brief in the reader's own norm: phrases by norm, filled from the claims."""

import functools
from collections.abc import Iterable

import pandas as pd
from babel import Locale

from ...comparison.sample import JOINT
from ...comparison.verdicts import Verdict
from ...formats import SPACE, in_points, percent, thousands, tick
from ...languages import COUNTRIES, LANGUAGES
from ...study import Comparison
from ...tables import package_rows
from .claims import language_is_taken_off

_COUNTED = (Verdict.ALIKE, Verdict.LANGUAGE, Verdict.OPEN, Verdict.ASIDE)


@functools.cache
def phrases(language: str) -> dict[str, str]:
    """All phrases of a norm, by what they are for.

    Parameters
    ----------
    language : code of the norm
    """
    rows = package_rows(__package__, "summaries.csv")
    return {row["phrase"]: row[language] for row in rows}


def own_name(language: str) -> str:
    """What a norm calls itself."""
    return phrases(language)["name"]


def _with_comma(number: str) -> str:
    """A number as all four norms write it."""
    return number.replace(".", ",")


def group_in(group: str, language: str) -> str:
    """What a group is called in a norm: countries as the norm names them, others as they are.

    Parameters
    ----------
    group : code or name
    language : code of the norm
    """
    territories = Locale(language).territories
    parts = str(group).split(JOINT)
    return JOINT.join(territories.get(part, part) if part in COUNTRIES else part for part in parts)


def corpus_in(documents: pd.Series, language: str) -> str:
    """How many texts of each group are compared.

    Parameters
    ----------
    documents : number of documents by group
    language : code of the norm
    """
    said = phrases(language)
    parts = [
        said["part"].format(number=thousands(number), group=group_in(group, language))
        for group, number in documents.items()
    ]
    listed = ", ".join(parts[:-1]) + f" {said['and']} {parts[-1]}" if len(parts) > 1 else parts[0]
    return said["corpus"].format(number=thousands(documents.sum()), parts=listed)


def claim_in(claim: dict, language: str) -> str:
    """One difference.

    Parameters
    ----------
    claim : a row of `claims.<model>` that differs
    language : code of the norm
    """
    said = phrases(language)
    sides = [("group_a", "share_a"), ("group_b", "share_b")]
    low, high = claim["low"], claim["high"]
    if claim["difference"] < 0:
        sides, low, high = sides[::-1], -claim["high"], -claim["low"]
    (more, share), (less, other) = sides
    ends = {"low": _with_comma(in_points(low)), "high": _with_comma(in_points(high))}
    remarks = [said["adjusted"]] * language_is_taken_off(claim)
    remarks += [said["interval"].format(**ends)] * bool(pd.notna(low))
    return said["claim"].format(
        share=_with_comma(percent(claim[share])), more=group_in(claim[more], language),
        other=_with_comma(percent(claim[other])), less=group_in(claim[less], language),
        points=_with_comma(in_points(abs(claim["difference"]))),
        interval=f" ({'; '.join(remarks)})" if remarks else "",
    )  # fmt: skip


def verdicts_in(claims: pd.DataFrame, language: str) -> list[str]:
    """That nothing differs, if so, and how many comparisons have each of the other verdicts.

    Parameters
    ----------
    claims : as `claims.<model>`
    language : code of the norm
    """
    said, number = phrases(language), claims["verdict"].value_counts()
    told = [] if claims["leads"].any() else [said["nothing"]]
    return told + [
        said[verdict].format(number=number[verdict], all=len(claims))
        for verdict in _COUNTED
        if number.get(verdict)
    ]


def promise_in(rules: Comparison, language: str) -> str:
    """What is promised of the differences that are told.

    Parameters
    ----------
    rules : error_rate, q
    language : code of the norm
    """
    return phrases(language)[rules.error_rate].format(q=f"{_with_comma(tick(rules.q))}{SPACE}%")


def share_in(group: str, share: float, language: str) -> str:
    """A group and its share: Norge 22 %."""
    return f"{group_in(group, language)} {_with_comma(percent(share))}"


def norms_spoken(languages: Iterable[str]) -> list[str]:
    """The norms in which a summary is of use: those of the texts, in our order."""
    present = set(languages)
    return [code for code in LANGUAGES if code in present]
