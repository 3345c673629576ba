"""The findings in brief in the reader's own norm: phrases by norm, filled from the claims."""

import functools
from collections.abc import Iterable, Sequence

import pandas as pd
from babel import Locale

from ...comparison.sample import JOINT
from ...comparison.verdicts import Verdict
from ...formats import SPACE, in_points, percent, thousands, tick
from ...languages import COUNTRIES, LANGUAGES
from ...study import Comparison
from ...tables import package_rows
from .claims import language_is_taken_off

_RESERVED = "reserved"  # it differs, but does not lead
_COUNTED = (
    Verdict.DIFFERS,
    _RESERVED,
    Verdict.ALIKE,
    Verdict.LANGUAGE,
    Verdict.OPEN,
    Verdict.ASIDE,
)


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
    """What a group is called in a norm: countries and norms as it names them, others as they are.

    Parameters
    ----------
    group : code or name
    language : code of the norm
    """
    return JOINT.join(_part_in(part, language) for part in str(group).split(JOINT))


def _part_in(part: str, language: str) -> str:
    if part in LANGUAGES:
        return _written_in(part, language).split()[-1]
    return Locale(language).territories.get(part, part) if part in COUNTRIES else part


def _written_in(norm: str, language: str) -> str:
    """På bokmål."""
    return phrases(language)[f"in {norm}"].format(number="").strip()


def _where(group: str, language: str) -> str:
    """Where texts are from, or in which norm: fra Norge, på bokmål."""
    if group in LANGUAGES:
        return _written_in(group, language)
    return phrases(language)["from"].format(group=group_in(group, language))


def corpus_in(documents: pd.DataFrame, groups: Sequence[str], language: str) -> str:
    """How many texts of each group are compared, and in which norms a group's texts are.

    Parameters
    ----------
    documents : group, language
    groups : those that have texts, in their order
    language : code of the norm
    """
    said = phrases(language)
    texts = _texts(len(documents), language)
    if len(groups) == 1:
        return said["corpus of one group"].format(
            texts=_group_in(documents, groups[0], texts, language)
        )
    rows = [(group, documents[documents["group"] == group]) for group in groups]
    parts = [_group_in(part, group, thousands(len(part)), language) for group, part in rows]
    return said["corpus"].format(texts=texts, parts=_listed(parts, language))


def _texts(number: int, language: str) -> str:
    phrase = phrases(language)["text" if number == 1 else "texts"]
    return phrase.format(number=thousands(number))


def _group_in(documents: pd.DataFrame, group: str, number: str, language: str) -> str:
    """72 from Norway (54 in Bokmål and 18 in Nynorsk); the norms only where there are several."""
    said = phrases(language)
    norms = documents["language"].value_counts()
    named = [said[f"in {c}"].format(number=thousands(norms[c])) for c in LANGUAGES if c in norms]
    part = f"{number} {_where(group, language)}"
    return f"{part} ({_listed(named, language)})" if len(named) > 1 else part


def _listed(items: Sequence[str], language: str) -> str:
    """a, b and c, as the norm says it."""
    *first, last = items
    return f"{', '.join(first)} {phrases(language)['and']} {last}" if first else last


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
        share=_with_comma(percent(claim[share])), more=_where(claim[more], language),
        other=_with_comma(percent(claim[other])), less=_where(claim[less], language),
        points=_with_comma(in_points(abs(claim["difference"]))),
        interval=f" ({'; '.join(remarks)})" if remarks else "",
    )  # fmt: skip


def verdicts_in(claims: pd.DataFrame, language: str) -> list[str]:
    """How many comparisons have each verdict: together they are all of them.

    Of those that differ, how many are told, and how many have a reservation; or that none differs.

    Parameters
    ----------
    claims : as `claims.<model>`; nothing is said where nothing was compared
    language : code of the norm
    """
    if claims.empty:
        return []
    kinds = claims["verdict"].astype(str)
    kinds = kinds.mask((kinds == Verdict.DIFFERS) & (claims["leads"] == 0), _RESERVED)
    number = kinds.value_counts()
    differ = kinds.isin([Verdict.DIFFERS, _RESERVED]).any()
    return ([] if differ else [phrases(language)["nothing"]]) + [
        _beginning(_counted(kind, number[kind], len(claims), language))
        for kind in _COUNTED
        if number.get(kind)
    ]


def _counted(verdict: str, number: int, every: int, language: str) -> str:
    """How many comparisons have a verdict; “all cannot be told” would say that some can."""
    said = phrases(language)
    if verdict == Verdict.OPEN and number == every > 1:
        return said["none can be told"].format(all=thousands(every))
    return said[verdict].format(which=_which(number, every, language))


def _which(number: int, every: int, language: str) -> str:
    """20 of 24 comparisons; of one alone, that it is the only one."""
    phrase = phrases(language)["comparison" if every == 1 else "comparisons"]
    return phrase.format(number=thousands(number), all=thousands(every))


def _beginning(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def promise_in(rules: Comparison, language: str) -> str:
    """What is promised of the differences that are told, and of their intervals.

    These are no plain 95 % intervals: they are wider, by the number of comparisons.

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
