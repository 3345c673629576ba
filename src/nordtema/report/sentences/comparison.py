"""What is said of countries: shares, differences, and what the intervals are made of."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ...comparison.verdicts import Reason, Verdict
from ...formats import (
    SPACE,
    count,
    decimal,
    group_name,
    in_points,
    interval,
    language_name,
    listed,
    p_value,
    percent,
    points,
    thousands,
    tick,
)
from ...languages import COUNTRIES, LANGUAGES
from ...study import Comparison
from .cautions import MOST_TOLD, TEXT, pairs_told, unit_noun

CLEAR = Verdict.DIFFERS
LEAST_POINTS = 0.005  # by which a plain difference must be another to be told


def _noun(groups: pd.Series | list[str]) -> str:
    """What the groups of a comparison are: countries, norms, or groups of another kind."""
    if set(groups) <= set(COUNTRIES):
        return "countries"
    return "norms" if set(groups) <= set(LANGUAGES) else "groups"


def texts_of(group: str) -> str:
    """The Norwegian texts; the texts of F · Denmark, or of a country without an adjective."""
    if group in COUNTRIES and COUNTRIES[group].adjective != COUNTRIES[group].name:
        return f"the {COUNTRIES[group].adjective} texts"
    if group in LANGUAGES:
        return f"the texts in {language_name(group)}"
    return f"the texts of {group_name(group)}"


def compared_sentence(prevalence: pd.DataFrame, kept: int, cluster: Sequence[str]) -> str:
    """How many documents of each group are compared, and of how many independent ones each is.

    Parameters
    ----------
    prevalence : as `prevalence.<model>`
    kept : documents that are kept
    cluster : `comparison.cluster`

    Returns
    -------
    str, empty where all documents are compared by country and each counts for itself
    """
    groups = prevalence.drop_duplicates("country")
    whole = set(groups["country"]) <= set(COUNTRIES) and groups["documents"].sum() == kept
    if groups.empty or (whole and (groups["clusters"] == groups["documents"]).all()):
        return ""
    if whole:
        *numbers, last = groups["clusters"].astype(int)
        return (
            f"They count as {listed([*map(thousands, numbers), count(last, unit_noun(cluster))])}."
        )
    parts = [_compared(row, cluster) for row in groups.head(MOST_TOLD).to_dict("records")]
    more = len(groups) - len(parts)
    parts += [count(more, "further group")] if more > 0 else []
    number = int(groups["documents"].sum())
    told = "All of them are" if number == kept else count(number, "of them is", "of them are")
    return f"{told} compared: {listed(parts)}."


def _compared(row: dict, cluster: Sequence[str]) -> str:
    """120 from Norway (3 authors); 60 of Venstre; 100 in Bokmål."""
    group, number = row["country"], thousands(row["documents"])
    told = f"{number} {_standing(group)} {group_name(group)}"
    if row["clusters"] == row["documents"]:
        return told
    return f"{told} ({count(int(row['clusters']), unit_noun(cluster))})"


def _standing(group: str) -> str:
    return "from" if group in COUNTRIES else "in" if group in LANGUAGES else "of"


def prevalence_sentences(prevalence: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """The largest theme of each group, of which words, and how sure such shares are.

    Parameters
    ----------
    prevalence : as `prevalence.<model>`
    names : label of each topic
    """
    parts = []
    for group, rows in prevalence.groupby("country", sort=False):
        top = rows.loc[rows["mean"].idxmax()]
        of_all = percent(top["mean_all_words"])
        shares = f"{percent(top['mean'])} of the words that take part, {of_all} of all"
        parts.append(f"“{names[top['topic']]}” in {group_name(group)} ({shares})")
    more = len(parts) - MOST_TOLD
    shown = parts[:MOST_TOLD] + ([count(more, "further group")] if more > 0 else [])
    sentences = [
        f"The largest theme is {listed(shown)}.",
        f"Words that take part are {_part_of_all(prevalence)}, by group.",
    ]
    width = ((prevalence["high"] - prevalence["low"]) / 2).mean()
    if pd.notna(width):
        sentences.append(
            f"An interval reaches {points(width)} to either side on average: "
            "shares closer than that should not be told apart by eye."
        )
    alone = prevalence.loc[prevalence["low"].isna(), "country"].unique()
    if len(alone):
        sentences.append(
            f"There is no interval for {listed(map(group_name, alone))}: all texts belong to one "
            "cluster, and nothing tells how far others would lie from it."
        )
    return sentences


def what_shares_are(prevalence: pd.DataFrame, weight: str) -> str:
    """Which words the shares are of, and what counts alike in them.

    Parameters
    ----------
    prevalence : as `prevalence.<model>`
    weight : documents or tokens
    """
    alike = "each text" if weight == "documents" else "each word"
    return (
        f"Shares are of the words that take part, {_part_of_all(prevalence)}; {alike} counts alike."
    )


def _part_of_all(prevalence: pd.DataFrame) -> str:
    """How much of all content words the words that take part are."""
    part = prevalence.groupby("country", sort=False)["mean_all_words"].sum()
    least, most = percent(part.min()), percent(part.max())
    told = least if least == most else f"{least} to {most}"
    return f"{told} of all content words"


def contrast_sentence(row: dict, label: str, prevalence: pd.DataFrame) -> str:
    """One difference with everything that belongs to it.

    Parameters
    ----------
    row : of `contrasts.<model>`
    label : of its topic
    prevalence : as `prevalence.<model>`
    """
    a, b = row["country_a"], row["country_b"]
    rows = prevalence[prevalence["topic"] == row["topic"]].set_index("country")
    means, of_all = rows["mean"], rows["mean_all_words"]
    low, high, crude = row["low"], row["high"], row["crude"]
    if row["difference"] < 0:
        a, b, low, high, crude = b, a, -row["high"], -row["low"], -row["crude"]
    size = abs(row["difference"])
    told = f"a difference of {points(size)}"
    if abs(crude - size) >= LEAST_POINTS:
        told += f" (as the texts have it {in_points(crude)})"
    return (
        f"Of the words of {texts_of(a)} that take part {percent(means[a])} belong to “{label}”, "
        f"of those of {texts_of(b)} {percent(means[b])} ({percent(of_all[a])} and "
        f"{percent(of_all[b])} of all content words): {told}; {_interval(low, high)}, "
        f"q {p_value(row['q'])}{_against(row, b)}."
    )


def _against(row: dict, smaller: str) -> str:
    """What would undo a difference, or why no more is said of it."""
    if row["verdict"] == Verdict.DIFFERS and pd.notna(row["undone_by"]):
        return (
            f"; chance would be enough if {texts_of(smaller)} had lost "
            f"{percent(row['undone_by'])} of their words of the theme"
        )
    return {
        Reason.WITHIN: "; language alone may make as much",
        Reason.UNKNOWN: "; what language makes of it is not known",
    }.get(row["reason"], "")


def _interval(low: float, high: float) -> str:
    """An interval in percentage points; none where a group has a single cluster."""
    if pd.isna(low) or pd.isna(high):
        return "no interval, since one of them has a single cluster"
    return f"interval {interval(low, high)}"


def findings(
    contrasts: pd.DataFrame, prevalence: pd.DataFrame, labels: dict[int, str]
) -> dict[str, list[str]]:
    """Sentences for each verdict, the largest differences first.

    Parameters
    ----------
    contrasts, prevalence : as `contrasts.<model>` and `prevalence.<model>`
    labels : label of each topic
    """
    order = contrasts.assign(size=contrasts["difference"].abs()).sort_values(
        ["size", "topic"], ascending=[False, True], kind="stable"
    )
    told: dict[str, list[str]] = {}
    for row in order.to_dict("records"):
        sentence = contrast_sentence(row, labels[row["topic"]], prevalence)
        told.setdefault(row["verdict"], []).append(sentence)
    return told


def summary(
    contrasts: pd.DataFrame, omnibus: pd.DataFrame, rules: Comparison, leading: int | None = None
) -> list[str]:
    """The result of a comparison, a sentence a verdict, and what is promised of it.

    Parameters
    ----------
    contrasts, omnibus : as `contrasts.<model>` and `omnibus.<model>`
    rules : error_rate, q
    leading : how many of those that differ are told without a reservation; None: that is not told
    """
    if contrasts.empty:
        return ["There is one group of texts alone, so that nothing is compared."]
    if (contrasts["reason"] == Reason.FEW).all():
        unit = unit_noun(rules.cluster)
        each = "" if unit == TEXT else f", and each {unit} counts as one"
        return [
            f"No difference is told: there are too few independent texts{each}. Read the themes, "
            "not their shares."
        ]
    noun = _noun([*contrasts["country_a"], *contrasts["country_b"]])
    total = count(len(contrasts), "comparison")
    found = contrasts[contrasts["verdict"] == CLEAR]
    sentences = [nothing_found(contrasts)]
    if len(found):
        themes = count(found["topic"].nunique(), "theme")
        sentences = [
            f"Of {total} of two {noun} {count(len(found), 'shows', 'show')} a difference that is "
            f"more than chance and more than language, in {themes}"
            f"{_of_these(len(found), leading)}.",
            promise(rules),
        ]
    sentences += [told for told in _others(contrasts) if told]
    overall = omnibus.loc[omnibus["topic"] == "all"].iloc[0]
    if len(found) == 0 and pd.notna(overall["p"]) and overall["p"] < 0.05:
        sentences.append(
            f"Over all themes at once the {noun} are not alike beyond chance (p "
            f"{p_value(overall['p'])}), which may be language."
        )
    return sentences


def _of_these(found: int, leading: int | None) -> str:
    """How many of those that differ lead, and how many are not claimed; empty where all lead."""
    if leading is None or leading == found:
        return ""
    rest = f"{thousands(found - leading)} seen, but not claimed, for the reason told below"
    return f": {thousands(leading)} claimed, and {rest}" if leading else f": {rest}"


def promise(rules: Comparison) -> str:
    """How often differences that are claimed are false.

    Parameters
    ----------
    rules : error_rate, q
    """
    most = f"at most {tick(rules.q)}{SPACE}%"
    if rules.error_rate == "fwer":
        return f"The chance that any of the differences claimed is false is {most}."
    return (
        f"Of such claims {most} are false on average; the chance that any of several is false is "
        "larger."
    )


def nothing_found(contrasts: pd.DataFrame) -> str:
    """That no difference is claimed, which does not say that there is none.

    Parameters
    ----------
    contrasts : as `contrasts.<model>`
    """
    noun = _noun([*contrasts["country_a"], *contrasts["country_b"]])
    if (contrasts["reason"] == Reason.UNIT).any():
        return (
            f"No difference between two {noun} is claimed, since it is not known how many "
            "independent texts there are."
        )
    return (
        f"No difference between two {noun} is shown to be more than chance and more than language; "
        "that is no evidence that they are alike."
    )


def _others(contrasts: pd.DataFrame) -> list[str]:
    """How many comparisons have each of the other verdicts, and what it means."""
    number = contrasts["verdict"].value_counts()
    aside = contrasts.loc[contrasts["verdict"] == Verdict.ASIDE, "topic"].nunique()
    unseen = contrasts.loc[contrasts["verdict"] == Verdict.OPEN, "detectable"].dropna()
    told = []
    if number.get(Verdict.ALIKE):
        told.append(f"{_in(number[Verdict.ALIKE])} the two are shown to be alike.")
    if number.get(Verdict.LANGUAGE):
        told.append(
            f"{_in(number[Verdict.LANGUAGE])} the difference is beyond chance, but cannot be told "
            "from language."
        )
    if number.get(Verdict.OPEN):
        shown = ""
        if len(unseen):
            least, most = (_about(size) for size in (unseen.min(), unseen.max()))
            size = least if least == most else f"{least} to {most}"
            shown = f": one of about {size} points would be seen four times in five"
        told.append(
            f"{_in(number[Verdict.OPEN])} it cannot be told whether there is a difference{shown}."
        )
    if aside:
        told.append(
            f"{count(aside, 'theme is', 'themes are')} set aside as furniture, unstable or "
            "incoherent."
        )
    return told


def _in(number: int) -> str:
    """In how many comparisons."""
    return f"In {count(number, 'comparison')}"


def _about(difference: float) -> str:
    """Percentage points as whole ones, with a decimal below 2."""
    return decimal(100 * difference, 0) if difference >= 0.02 else in_points(difference)


def alike_sentence(contrasts: pd.DataFrame, labels: dict[int, str], ratio: float) -> str:
    """Which groups are shown to be alike in which themes.

    Parameters
    ----------
    contrasts : as `contrasts.<model>`
    labels : label of each topic
    ratio : `comparison.alike`
    """
    rows = contrasts[contrasts["verdict"] == Verdict.ALIKE]
    if rows.empty:
        return (
            "Of no theme is it shown that two groups are alike: differences that are not shown "
            "may still be there."
        )
    parts = [
        f"“{labels[topic]}” ({listed(pairs_told(part))})"
        for topic, part in rows.groupby("topic", sort=True)
    ]
    return (
        f"Shown to be alike, neither more than {decimal(ratio, 1)} times the other: "
        f"{listed(parts)}."
    )


def aside_sentence(contrasts: pd.DataFrame, labels: dict[int, str]) -> str:
    """The themes that carry no verdict, and why; empty where there are none.

    Parameters
    ----------
    contrasts : as `contrasts.<model>`
    labels : label of each topic
    """
    rows = contrasts[contrasts["verdict"] == Verdict.ASIDE].drop_duplicates("topic")
    if rows.empty:
        return ""
    parts = [f"“{labels[row.topic]}” ({row.reason})" for row in rows.itertuples()]
    return f"Set aside, so that nothing is claimed of them: {listed(parts)}."


def unit_sentence(units: pd.DataFrame) -> str:
    """How alike texts are that may belong together.

    Parameters
    ----------
    units : as `units.<model>`
    """
    rows = units[units["topic"] == "all"]
    if rows.empty:
        return (
            "No column of the corpus says which texts belong together; each document counts as an "
            "independent one."
        )
    told = {"named": "named by the study", "found": "not named", "none": "no more than by chance"}
    parts = [
        f"{row.unit} {decimal(row.correlation, 2)} ({told[row.status]})"
        for row in rows.itertuples()
    ]
    return f"Correlation of the shares of texts that have the same value: {listed(parts)}."


def uncertainty_sentence(table: pd.DataFrame) -> str:
    """Where the uncertainty of the differences comes from, on average over themes and pairs.

    Parameters
    ----------
    table : as `uncertainty.<model>`
    """
    pairs = table[table["country"].str.contains("-")]
    names = ["standard_error", "documents", "measurement", "model"]
    pairs = pairs.assign(**pairs[names].apply(pd.to_numeric, errors="coerce")).dropna(subset=names)
    if not (pairs["standard_error"] > 0).any():
        return ""
    variance = pairs["standard_error"] ** 2
    mean = {
        name: np.average(pairs[name], weights=np.maximum(variance, 1e-300))
        for name in ("documents", "measurement", "model")
    }
    return (
        f"Of the variance of a difference {percent(mean['documents'])} is owed to which documents "
        f"there are, {percent(mean['measurement'])} to how few words each has, and "
        f"{percent(mean['model'])} to the model: topics formed from other documents, and with "
        "other links of words."
    )


def adjusted_sentence(table: pd.DataFrame, columns: tuple[str, ...]) -> str:
    """Which pairs of countries have nothing in common by which they could be compared.

    Parameters
    ----------
    table : as `adjusted_table` returns it; columns : those that were adjusted for
    """
    if table.empty:
        return ""
    pairs = table.drop_duplicates(["country_a", "country_b"])
    names = pairs_told(pairs[pairs["strata"] == 0])
    least = pairs.loc[pairs["strata"] > 0, ["covered_a", "covered_b"]].min(axis=1).min()
    told = ""
    if pd.notna(least):
        told = (
            f"Compared within equal {' × '.join(columns)}; of each of the two at least "
            f"{percent(least)} of the texts are in it."
        )
    if names:
        told += (
            f" Without {' × '.join(columns)} in common, these could not be compared: "
            f"{'; '.join(names)}. Adjust for fewer or coarser columns."
        )
    return told.strip()


def time_sentence(table: pd.DataFrame) -> str:
    """Over which years documents are spread, and that few a year say little.

    Parameters
    ----------
    table : as `over_time.<model>`
    """
    if table.empty:
        return "No document tells its date, so nothing can be said about time."
    cells = table.drop_duplicates(["country", "year"])["documents"]
    few = int((cells < 10).sum())
    size = count(cells.max(), "document")
    if cells.min() < cells.max():
        size = f"between {thousands(cells.min())} and {size}"
    noun = "country" if _noun(table["country"]) == "countries" else "group"
    said = f"Years from {table['year'].min()} to {table['year'].max()}; a {noun} has {size} a year"
    if not few:
        return f"{said}."
    return (
        f"{said}, and fewer than ten in {few} of {count(len(cells), 'case')}: those points are "
        "shown in grey and are no trend."
    )
