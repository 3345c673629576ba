"""What may be said of a difference between two groups, and why no more."""

from enum import StrEnum


class Verdict(StrEnum):
    """The verdicts, as tables write them."""

    DIFFERS = "differs"
    ALIKE = "alike"
    OPEN = "cannot be told"
    LANGUAGE = "not told from language"
    ASIDE = "set aside"


class Reason(StrEnum):
    """Why a verdict is no more than it is, as tables write it; empty for the first two."""

    NONE = ""
    FEW = "few clusters"
    UNIT = "unit not named"
    CHANCE = "within chance"
    UNKNOWN = "language not known"
    WITHIN = "within language"
    FURNITURE = "furniture"
    UNSTABLE = "unstable"
    INCOHERENT = "incoherent"


ASIDE_FLAGS = {
    "furniture": Reason.FURNITURE,
    "unstable": Reason.UNSTABLE,
    "incoherent in one language": Reason.INCOHERENT,
}


def set_aside(flag: str) -> Reason:
    """Why nothing is claimed of a theme, by its flags.

    Parameters
    ----------
    flag : of the diagnostics, flags between commas

    Returns
    -------
    The first reason there is; the empty one where there is none
    """
    flags = {part.strip() for part in flag.split(",")}
    return next((reason for name, reason in ASIDE_FLAGS.items() if name in flags), Reason.NONE)


def verdict_of(row: dict, q: float, aside: Reason, unit: bool) -> tuple[Verdict, Reason]:
    """The verdict on an effect: the first that holds.

    Parameters
    ----------
    row : few (too few clusters), q, q_chance, q_alike, known (whether what language does is)
    q : accepted error rate
    aside : why nothing is claimed of the theme
    unit : whether texts are known to be no more alike than the units of the study are

    Returns
    -------
    The verdict, and why it is no more than that
    """
    if aside:
        return Verdict.ASIDE, aside
    if not unit:
        return Verdict.OPEN, Reason.UNIT
    if row["few"]:
        return Verdict.OPEN, Reason.FEW
    if min(row["q"], row["q_chance"]) < q and not row["known"]:
        return Verdict.LANGUAGE, Reason.UNKNOWN
    if row["q"] < q:
        return Verdict.DIFFERS, Reason.NONE
    if row["q_alike"] < q and row["known"]:
        return Verdict.ALIKE, Reason.NONE
    if row["q_chance"] < q:
        return Verdict.LANGUAGE, Reason.WITHIN
    return Verdict.OPEN, Reason.CHANCE
