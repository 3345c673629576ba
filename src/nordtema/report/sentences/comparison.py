"""What is said of countries: shares, differences, language, and what the intervals are made of."""

import numpy as np
import pandas as pd

from ...comparison.clusters import DOMINANT
from ...comparison.run import PARAGRAPHS
from ...comparison.verdicts import Verdict
from ...formats import (
    count,
    count_or_none,
    country_name,
    in_points,
    interval,
    listed,
    p_value,
    percent,
    points,
    thousands,
)
from ...languages import COUNTRIES
from ...study import Comparison

CLEAR = Verdict.DIFFERENCE


def prevalence_sentences(prevalence: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """The theme that fills most in each country, and how sure such shares are.

    Parameters
    ----------
    prevalence : as `prevalence.<model>`
    names : label of each topic
    """
    parts = []
    for code, country in COUNTRIES.items():
        rows = prevalence[prevalence["country"] == code]
        if len(rows):
            top = rows.loc[rows["mean"].idxmax()]
            parts.append(f"“{names[top['topic']]}” in {country.name} ({percent(top['mean'])})")
    sentences = [f"The theme that fills most is {listed(parts)}."]
    width = ((prevalence["high"] - prevalence["low"]) / 2).mean()
    if pd.notna(width):
        sentences.append(
            f"An interval reaches {points(width)} to either side on average: "
            "shares closer than that should not be told apart by eye."
        )
    alone = prevalence.loc[prevalence["low"].isna(), "country"].unique()
    if len(alone):
        countries = [country.name for code, country in COUNTRIES.items() if code in alone]
        sentences.append(
            f"There is no interval for {listed(countries)}: all texts belong to one cluster, and "
            "nothing tells how far others would lie from it."
        )
    return sentences


def contrast_sentence(row: dict, label: str, prevalence: pd.DataFrame) -> str:
    """One difference with everything that belongs to it.

    Parameters
    ----------
    row : of `contrasts.<model>`
    label : of its topic
    prevalence : as `prevalence.<model>`
    """
    a, b = row["country_a"], row["country_b"]
    means = prevalence[prevalence["topic"] == row["topic"]].set_index("country")["mean"]
    if row["difference"] < 0:
        a, b, low, high = b, a, -row["high"], -row["low"]
    else:
        low, high = row["low"], row["high"]
    return (
        f"“{label}” fills {percent(means[a])} of the {COUNTRIES[a].adjective} texts and "
        f"{percent(means[b])} of the {COUNTRIES[b].adjective}: a difference of "
        f"{points(row['difference'])} ({_interval(low, high)}, q {p_value(row['q'])})."
    )


def _interval(low: float, high: float) -> str:
    """An interval in percentage points; none where a country has a single cluster."""
    if pd.isna(low) or pd.isna(high):
        return "no interval: a country has a single cluster"
    return f"95 % interval {interval(low, high)}"


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


def summary(contrasts: pd.DataFrame, omnibus: pd.DataFrame) -> list[str]:
    """The result of a comparison in two or three sentences.

    Parameters
    ----------
    contrasts, omnibus : as `contrasts.<model>` and `omnibus.<model>`
    """
    if (contrasts["verdict"] == Verdict.FEW).all():
        return [
            "With so few documents every difference below may be chance: "
            "read the themes, not their shares."
        ]
    total = len(contrasts)
    clear = contrasts[contrasts["verdict"] == CLEAR]
    overall = omnibus.loc[omnibus["topic"] == "all"].iloc[0]
    held = "differ" if overall["p"] < 0.05 else "do not clearly differ"
    sentences = [
        f"Over all themes at once the countries {held} (permutation p {p_value(overall['p'])})."
    ]
    if clear.empty:
        sentences.append(
            f"None of {count(total, 'comparison')} of two countries shows a difference that is "
            "clear of chance and of language."
        )
    else:
        topics = clear["topic"].nunique()
        sentences.append(
            f"Of {count(total, 'comparison')} of two countries {count(len(clear), 'shows', 'show')}"
            f" a difference that is clear of chance and of language, in {count(topics, 'theme')}."
        )
    blurred = int((contrasts["verdict"] == Verdict.LANGUAGE).sum())
    if blurred:
        sentences.append(f"{_clear_of_chance(blurred)}, but may be due to language alone.")
    unchecked = int((contrasts["verdict"] == Verdict.UNCHECKED).sum())
    if unchecked:
        sentences.append(
            f"{_clear_of_chance(unchecked)}, but language was not checked, so that "
            "country and language cannot be told apart."
        )
    return sentences


def _clear_of_chance(number: int) -> str:
    return count(number, "difference is clear of chance", "differences are clear of chance")


def equal_themes(contrasts: pd.DataFrame, labels: dict[int, str]) -> str:
    """The themes in which no pair of countries clearly differs.

    Parameters
    ----------
    contrasts : as `contrasts.<model>`
    labels : label of each topic
    """
    different = set(contrasts.loc[contrasts["verdict"] != Verdict.NONE, "topic"])
    equal = [f"“{labels[t]}”" for t in sorted(set(contrasts["topic"]) - different)]
    if not equal:
        return ""
    return f"No two countries differ clearly in {listed(equal)}."


def control_sentence(control: pd.DataFrame) -> str:
    """Which control text was used, what it covers, and what would be better.

    Parameters
    ----------
    control : as `control_table` returns it
    """
    row = control.iloc[0]
    if row["control"] == "none":
        return "There is no control text: country and language cannot be told apart in this study."
    which = "yours" if row["control"] == "own" else "ours, on organisations in social media"
    told = f"A control text was used ({which}; {count(row['paragraphs'], 'paragraph')}). "
    missed, themes = int(row["themes"] - row["checked"]), int(row["themes"])
    if missed:
        told += (
            f"It knows fewer than half of the words of {missed} of {count(themes, 'theme')}, or "
            "hardly speaks of them, so language was not checked for these; "
            f"{'extend' if row['control'] == 'own' else 'write'} parallel.csv on your subject "
            f"(about {count(PARAGRAPHS * themes, 'paragraph')}, {PARAGRAPHS} a theme, each in all "
            "four norms; see README)."
        )
    else:
        told += f"It knows at least half of the words of all {themes} themes."
    if row["checked"]:
        told += f" The largest language effect is {points(row['largest_effect'])}."
    if row["machine"]:
        told += (
            f" Of its paragraphs {count_or_none(row['machine'], 'is a draft', 'are drafts')} of a "
            "program of translation that nobody has corrected; what the program makes of words "
            "counts as language there."
        )
    return told


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
        f"{percent(mean['model'])} to the model: topics formed from other documents."
    )


def adjusted_sentence(table: pd.DataFrame, columns: tuple[str, ...]) -> str:
    """Which pairs of countries have nothing in common by which they could be compared.

    Parameters
    ----------
    table : as `adjusted_table` returns it; columns : those that were adjusted for
    """
    pairs = table[table["strata"] == 0].drop_duplicates(["country_a", "country_b"])
    names = [
        f"{country_name(row.country_a)} and {country_name(row.country_b)}"
        for row in pairs.itertuples()
    ]
    if not names:
        return ""
    return (
        f"Without {' × '.join(columns)} in common, these could not be compared like with like: "
        f"{'; '.join(names)}. Adjust for fewer or coarser columns."
    )


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
    said = f"Years from {table['year'].min()} to {table['year'].max()}; a country has {size} a year"
    if not few:
        return f"{said}."
    return (
        f"{said}, and fewer than ten in {few} of {count(len(cells), 'case')}: those points are "
        "shown in grey and are no trend."
    )


def cluster_warning(largest: pd.DataFrame, columns: tuple[str, ...], minimum: int) -> str:
    """A warning where one cluster holds over half of a country's documents; else empty.

    Parameters
    ----------
    largest : as `largest_clusters` returns it
    columns, minimum : `comparison.cluster` and `comparison.minimum_clusters` of the study
    """
    least = (DOMINANT * largest["documents"]).clip(lower=1)
    over = largest[largest["largest"] > least]
    if over.empty or not columns:
        return ""
    told = [_told(row, columns, minimum) for row in over.to_dict("records")]
    several = "are by several" if columns == ("author",) else "do not belong together"
    return f'{" ".join(told)} If the texts {several}, say so with SET="comparison.cluster=[]".'


def _told(row: dict, columns: tuple[str, ...], minimum: int) -> str:
    size, documents = row["largest"], row["documents"]
    number = f"all {thousands(size)}"
    if size < documents:
        number = f"{thousands(size)} of the {thousands(documents)}"
    holds = "author has written" if columns == ("author",) else f"{' × '.join(columns)} holds"
    country = COUNTRIES[row["country"]].name
    if row["clusters"] < minimum:
        means = f"no difference between {country} and another country can be claimed"
    else:
        means = f"a difference between {country} and another country may be that one's alone"
    return f"One {holds} {number} texts from {country}: {means}."


def size_warning(contrasts: pd.DataFrame, prevalence: pd.DataFrame, rules: Comparison) -> str:
    """A warning where there is too little data for a comparison, or for parts of it; else empty.

    Parameters
    ----------
    contrasts, prevalence : as `contrasts.<model>` and `prevalence.<model>`
    rules : the comparison of the study
    """
    fewest = int(prevalence["clusters"].min())
    if fewest < rules.minimum_clusters:
        return (
            f"Too little data: a country has only {count(fewest, 'independent text')}, and at "
            f"least {rules.minimum_clusters} are needed before differences between countries mean "
            "anything. The countries cannot be told apart statistically."
        )
    unseen = contrasts[contrasts["verdict"] == Verdict.FEW]
    unseen = unseen.dropna(subset="detectable")
    if unseen.empty:
        return ""
    least, most = (in_points(d) for d in unseen["detectable"].agg(["min", "max"]))
    size = least if least == most else f"{least} to {most}"
    return (
        f"In {len(unseen)} of {count(len(contrasts), 'comparison')} there is too little data: "
        f"nothing was found, but a difference as large as {size} points could have been missed "
        "(power 80 %)."
    )
