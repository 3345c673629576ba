"""What is said of one claim in plain words, what a verdict means, and what a claim carries."""

from collections.abc import Iterable, Mapping

import pandas as pd

from ...comparison.verdicts import Reason, Verdict
from ...formats import (
    DAGGER,
    count,
    decimal,
    group_name,
    in_points,
    interval,
    language_name,
    listed,
    percent,
    points,
    probability,
    signed_points,
    thousands,
)
from ...vocabulary.comparable import EVEN, UNEVEN, UNSEEN
from .comparison import texts_of

#: what the verdicts mean, for those who read no statistics
MEANINGS = {
    Verdict.DIFFERS: "The difference is larger than chance and language are likely to make it.",
    Verdict.ALIKE: "It was tested, and the two are alike within the bounds that the study sets.",
    Verdict.OPEN: "These texts do not tell: there may be a difference, and there may be none.",
    Verdict.LANGUAGE: "There is a difference beyond chance, which the language alone may make.",
    Verdict.ASIDE: "The theme itself cannot be relied on, so nothing is claimed of it.",
}
#: what each flag of a theme means, by the words with which it begins
FLAGS = {
    "furniture": "it is what all texts are furnished with, and is about nothing",
    "one country": "four fifths of it or more stand in the texts of one country",
    "one norm": "four fifths of it or more stand in the texts of one norm",
    "unstable": "other texts would have formed it otherwise",
    "repeats topic": "it has nearly the same words as another theme",
    "hardly used": "it has a tenth of a fair share, or less",
    "incoherent in one language": "in one language its leading words hardly ever occur together",
}
_WHY_ASIDE = {
    Reason.FURNITURE: "the theme is what all texts are furnished with, and is about nothing",
    Reason.UNSTABLE: "the theme is unstable: other texts would have formed it otherwise",
    Reason.INCOHERENT: "in one language its leading words hardly ever occur together",
}
_WHY_OPEN = {
    Reason.FEW: "there are too few independent texts",
    Reason.UNIT: "it is not known which texts belong together",
    Reason.CHANCE: "chance alone may make it",
}


def headline(claim: dict) -> str:
    """More in Norway than in Denmark; for other verdicts what is told of the two groups.

    Parameters
    ----------
    claim : a row of `claims.<model>`
    """
    more, less = _ordered(claim)
    first, second = group_name(claim["group_a"]), group_name(claim["group_b"])
    return {
        Verdict.DIFFERS: f"more in {more} than in {less}",
        Verdict.ALIKE: f"as frequent in {first} as in {second}",
    }.get(claim["verdict"], f"{first} and {second}: {claim['verdict']}")


def _ordered(claim: dict) -> tuple[str, str]:
    groups = group_name(claim["group_a"]), group_name(claim["group_b"])
    return groups if claim["difference"] >= 0 else groups[::-1]


def shares_sentence(claim: dict) -> str:
    """22 % of the words of the Norwegian texts belong to the theme, 11 % of the Danish: …

    Parameters
    ----------
    claim : a row of `claims.<model>`
    """
    sides = [(claim["group_a"], claim["share_a"]), (claim["group_b"], claim["share_b"])]
    low, high = claim["low"], claim["high"]
    if claim["difference"] < 0:
        sides, low, high = sides[::-1], -claim["high"], -claim["low"]
    (first, share), (second, other) = sides
    told = (
        f"{percent(share)} of the words of {texts_of(first)} belong to this theme, "
        f"{percent(other)} of those of {texts_of(second)}: {points(claim['difference'])} apart"
    )
    told += ", once the effect of language is taken off" if language_is_taken_off(claim) else ""
    return told + (f" (interval {interval(low, high)})." if pd.notna(low) else ".")


def language_is_taken_off(claim: dict) -> bool:
    """Whether the difference is told to be another than that of the two shares beside it.

    Parameters
    ----------
    claim : a row of `claims.<model>`
    """
    plain = claim["share_a"] - claim["share_b"]
    taken = claim["control"] == "own" and bool(claim["checked"])
    return taken and signed_points(claim["difference"]) != signed_points(plain)


def reservation(claim: dict) -> str:
    """Why a claim does not lead, in one half sentence; empty where it does.

    Parameters
    ----------
    claim : a row of `claims.<model>`
    """
    verdict, reason = claim["verdict"], claim["reason"]
    if verdict == Verdict.DIFFERS:
        if claim["flag"]:
            return f"the theme is flagged: {claim['flag']}"
        return "" if claim["leads"] else _turned(claim)
    if verdict == Verdict.ASIDE:
        return _WHY_ASIDE.get(reason, "the theme cannot be relied on")
    if verdict == Verdict.LANGUAGE:
        return "language alone may make it"
    return _WHY_OPEN.get(reason, "") if verdict == Verdict.OPEN else ""


def _turned(claim: dict) -> str:
    """How many analyses turn a difference round."""
    if pd.isna(claim["analyses"]) or not claim["against"] > 0:
        return "other ways of looking turn it round"
    turned = max(1, round(claim["against"] * claim["analyses"]))
    turn = "turns" if turned == 1 else "turn"
    analyses = count(int(claim["analyses"]), "analysis", "analyses")
    return f"{thousands(turned)} of {analyses} {turn} it round"


def flags_in(flags: Iterable[str]) -> list[tuple[str, str]]:
    """Each flag that occurs, and what it means.

    Parameters
    ----------
    flags : of themes; one may hold several, with commas between them
    """
    names = dict.fromkeys(name for flag in flags for name in flag.split(", ") if name)
    found = {
        known: meaning for known, meaning in FLAGS.items()
        if any(name.startswith(known) for name in names)
    }  # fmt: skip
    return list(found.items())


def flag_meaning(flag: str) -> str:
    """What the flag of a theme means; of a theme without one, what a flag would be.

    Parameters
    ----------
    flag : as `diagnostics` has it
    """
    found = flags_in([flag])
    if not found:
        return (
            "A flag would warn of the theme, such as that it is unstable, that its leading words "
            "do not occur together in one of the languages, or that it is about nothing."
        )
    return " ".join(f"{name[0].upper()}{name[1:]}: {meaning}." for name, meaning in found)


def reserved_sentence(claim: dict) -> str:
    """A claim that does not lead, with its reservation in the same sentence.

    Parameters
    ----------
    claim : a row of `claims.<model>`
    """
    more, less = _ordered(claim)
    return (
        f"“{claim['label']}” is by {points(claim['difference'])} more frequent in {more} than in "
        f"{less}, but this is not claimed: {reservation(claim)}."
    )


def more_sentence(number: int) -> str:
    """That there are more claims than are shown; empty where there are none.

    Parameters
    ----------
    number : of those that are not shown
    """
    more = count(number, "more", "more")
    return f"… and {more}, on the pages of the themes." if number > 0 else ""


def carried(claim: dict, rests_on: Mapping[str, float], norm: str = "") -> list[tuple[str, str]]:
    """What speaks for and against a claim: a heading of one or two words, and a sentence each.

    Parameters
    ----------
    claim : a row of `claims.<model>`
    rests_on : what part of the theme's weight is of words that can be compared (yes), cannot be
        (no), or of which it is not known (not seen)
    norm : code of the norm in which both groups write alone; "" for groups of several norms
    """
    told = [
        ("chance", _chance(claim)),
        ("language", _language(claim, norm)),
        ("lost words", _lost_words(claim)),
        ("all words", _all_words(claim)),
        ("unit", _unit(claim)),
        ("theme", _theme(claim)),
        ("words", _words(rests_on)),
        ("other choices", _choices(claim)),
        ("other models", _models(claim)),
        ("people", _people(claim)),
    ]
    return [(name, sentence) for name, sentence in told if sentence]


def _all_words(claim: dict) -> str:
    if pd.isna(claim["share_of_all_a"]) or pd.isna(claim["share_of_all_b"]):
        return ""
    parts = [
        f"{percent(claim[f'share_of_all_{side}'])} of those of {texts_of(claim[f'group_{side}'])}"
        for side in ("a", "b")
    ]
    return f"Of all content words, those included that the themes do not know: {listed(parts)}."


def _chance(claim: dict) -> str:
    if pd.isna(claim["q"]):
        return "Chance could not be reckoned with."
    told = ""
    if claim["verdict"] == Verdict.DIFFERS:
        told = (
            "The interval allows for all the comparisons that are made, so it is wider than one of "
            f"this comparison alone. q, the false discovery rate, is {probability(claim['q'])}: "
            "among all claims that are as sure as this one or surer, some "
            f"{percent(max(claim['q'], 0.001))} may be owed to chance. "
        )
    return told + _detectable(claim)


def _detectable(claim: dict) -> str:
    if pd.isna(claim["detectable"]):
        return ""
    size = points(claim["detectable"])
    told = f"From about {size} on, such texts show a difference four times in five"
    small = abs(claim["difference"]) < claim["detectable"]
    if claim["verdict"] == Verdict.DIFFERS and small:
        told += "; a smaller one is seen with some luck, and may look larger than it is"
    return f"{told}."


def _language(claim: dict, norm: str) -> str:
    if norm:
        return f"All texts of both are in {language_name(norm)}, so that language plays no part."
    low, high = claim["language_low"], claim["language_high"]
    if pd.isna(claim["language_effect"]):
        return "What language makes of it was not measured."
    told = (
        f"The same paragraphs in both languages differ by "
        f"{in_points(claim['language_effect'], '+')} points in this theme (+ where there is more "
        f"of it in the language of {group_name(claim['group_a'])})"
    )
    told += f" ({interval(low, high)})" if pd.notna(low) else ""
    if not claim["checked"]:
        return f"{told}; the control text hardly knows the theme, so that this is no proof."
    whose = "the study's own control text" if claim["control"] == "own" else "our control text"
    taken = ", and it is taken off" if claim["control"] == "own" else ""
    return f"{told}; measured on {whose}{taken}."


def _lost_words(claim: dict) -> str:
    if claim["verdict"] != Verdict.DIFFERS or pd.isna(claim["undone_by"]):
        return ""
    less = claim["group_b"] if claim["difference"] >= 0 else claim["group_a"]
    return (
        f"If {texts_of(less)} had lost {percent(claim['undone_by'])} of their words of the theme, "
        "such as by links that are missing, chance would be enough for what is left."
    )


def _unit(claim: dict) -> str:
    numbers = f"{thousands(claim['clusters_a'])} and {thousands(claim['clusters_b'])}"
    return f"Independent texts: {numbers}, each {claim['unit']} being one."


def _theme(claim: dict) -> str:
    flag = f"Flagged: {claim['flag']}" if claim["flag"] else "The theme has no flag"
    if pd.isna(claim["share_correlation"]):
        return f"{flag}."
    alike = decimal(claim["share_correlation"], 2)
    return f"{flag}; formed from other texts, it has like shares (correlation {alike})."


def _words(rests_on: Mapping[str, float]) -> str:
    """How much of a theme rests on words that languages do not use alike."""
    told = rests_on[EVEN] + rests_on[UNEVEN]
    if not told:
        return "Parallel texts tell of no word of the theme whether languages use it alike."
    uneven = percent(rests_on[UNEVEN]) if rests_on[UNEVEN] else "None"
    return (
        f"{uneven} of the theme's weight rests on words that parallel texts show not to be used "
        f"alike in all languages ({DAGGER} on the theme's page), {percent(rests_on[EVEN])} on "
        f"words that are; of the words with the other {percent(rests_on[UNSEEN])} they hold too "
        "little to tell."
    )


def _choices(claim: dict) -> str:
    if pd.isna(claim["analyses"]) or not claim["analyses"]:
        return ""
    analyses = count(int(claim["analyses"]), "analysis", "analyses")
    against = claim["against"]
    told = (
        f"Of {analyses}, the study's own among them, {_part(claim['same_sign'])} have the "
        f"difference in this direction, {_part(claim['clear'])} with a 95 % interval clear of "
        "zero; "
        f"{_part(against)} have it in the other direction with such an interval."
    )
    if pd.isna(claim["choices"]) or claim["verdict"] != Verdict.DIFFERS:
        return told
    choices, undone = count(int(claim["choices"]), "choice"), claim["undone_by_choice"]
    told += f" Of {choices} changed one at a time {int(claim['holds']) or 'none'} leave it so clear"
    return f"{told}; with these options it is not: {undone}." if undone else f"{told}."


def _part(share: float) -> str:
    return percent(share) if share else "none"


def _models(claim: dict) -> str:
    if pd.isna(claim["standard_models"]) or pd.isna(claim["found_by"]):
        return ""
    return (
        f"{int(claim['found_by'])} of {int(claim['standard_models'])} standard models, which share "
        "no step with ours but the counts, find the theme."
    )


def _people(claim: dict) -> str:
    if pd.isna(claim["corrected"]):
        return ""
    ends = interval(claim["corrected_low"], claim["corrected_high"])
    return (
        f"Corrected by what people have coded, the difference is "
        f"{in_points(claim['corrected'], '+')} points ({ends})."
    )
