"""What is said of documents that people have coded: how far they agree, with each other and us."""

import pandas as pd

from ...comparison.corrected import CLUSTERS, FEW, FLOOR, NARROW, NOT_CODED
from ...formats import (
    count,
    count_or_none,
    country_name,
    decimal,
    interval,
    listed,
    pair_name,
    percent,
    points,
    signed_points,
)

_WHY = {
    NOT_CODED: "no coder names the theme",
    FEW: f"a group has fewer than {FLOOR} coded documents",
    NARROW: f"the coded documents of a group are of fewer than {CLUSTERS} clusters",
}
_MOST = 5  # differences that are told one by one


def all_sentences(
    codes: pd.DataFrame,
    coding: pd.DataFrame,
    coders: pd.DataFrame,
    names: dict[int, str],
    given: bool,
) -> list[str]:
    """All that is said of coded documents, what there is first.

    Parameters
    ----------
    codes, coding, coders : as the tables `codes.<model>`, `coding.<model>`, `coders.<model>`
    names : label of each topic
    given : whether the study has codes at all
    """
    return [
        *coded_sentences(coders, coding, given),
        agreement_sentence(coders, names),
        bias_sentence(coding, names),
        *corrected_sentences(codes, names),
    ]


def coded_sentences(coders: pd.DataFrame, coding: pd.DataFrame, given: bool) -> list[str]:
    """How many documents were coded, of which groups, and what is assumed of them.

    Parameters
    ----------
    coders, coding : as `coders.<model>` and `coding.<model>`
    given : whether the study has codes at all
    """
    if not given:
        return ["No document has been coded by hand (codes.csv): what people say is not known."]
    if coders.empty:
        return ["The coded documents name no theme of this model, so they say nothing of it."]
    row = coders.iloc[0]
    groups = coding.drop_duplicates("group")
    parts = [
        f"{country_name(group)} ({number})"
        for group, number in zip(groups["group"], groups["documents"], strict=True)
    ]
    told = count(row["documents"], "document was coded by hand", "documents were coded by hand")
    sentences = [f"{told} by {count(row['coders'], 'coder')}: {listed(parts)}."]
    if row["left_out"]:
        sentences.append(
            f"{count(row['left_out'], 'more coded document has', 'more coded documents have')} no "
            "shares of themes and could not be used."
        )
    sentences.append(
        "They are taken for a random sample of each group; chosen otherwise, they correct nothing."
    )
    return sentences


def agreement_sentence(coders: pd.DataFrame, names: dict[int, str]) -> str:
    """How far coders agree; "" without coded documents.

    Parameters
    ----------
    coders : as `coders.<model>`
    names : label of each topic
    """
    if coders.empty:
        return ""
    twice = int(coders["twice"].iloc[0])
    if not twice:
        return "No document has two coders, so how far coders agree is not known."
    told = (
        f"{count(twice, 'document has', 'documents have')} several coders; of their pairs "
        f"{percent(coders['agreement'].mean())} agree on a theme (AC1 {_span(coders['ac1'])}"
    )
    defined = coders.dropna(subset="alpha")
    if len(defined):
        worst = names[defined.loc[defined["alpha"].idxmin(), "topic"]]
        told += f"; Krippendorff's alpha {_span(defined['alpha'])}, the lowest in “{worst}”"
    same = [f"“{names[topic]}”" for topic in coders.loc[coders["alpha"].isna(), "topic"]]
    if same:
        told += f"; alpha is undefined in {listed(same)}, where all of them say the same"
    return f"{told})."


def _span(values: pd.Series) -> str:
    low, high = decimal(values.min(), 2), decimal(values.max(), 2)
    return low if low == high else f"{low} to {high}"


def bias_sentence(coding: pd.DataFrame, names: dict[int, str]) -> str:
    """Where the model clearly says more or less of a theme than people do; "" where none can tell.

    Parameters
    ----------
    coding : as `coding.<model>`
    names : label of each topic
    """
    known = coding.dropna(subset=["low", "high"])
    if known.empty:
        return ""
    over, under = int((known["low"] > 0).sum()), int((known["high"] < 0).sum())
    cases = count(len(known), "theme of a group", "themes of groups")
    if not over + under:
        return f"In none of {cases} does the model clearly say more or less than people do."
    clear = known[(known["low"] > 0) | (known["high"] < 0)]
    row = clear.loc[clear["bias"].abs().idxmax()]
    side = "more" if row["bias"] > 0 else "less"
    return (
        f"Of {cases} the model gives clearly more than people do in {over}, and clearly less in "
        f"{under}; most in “{names[row['topic']]}” of {country_name(row['group'])} "
        f"({points(row['bias'])} {side}, 95 % interval {interval(row['low'], row['high'])})."
    )


def corrected_sentences(codes: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """Which differences hold when they are corrected by what people say, and which could not be.

    Parameters
    ----------
    codes : as `codes.<model>`
    names : label of each topic
    """
    sought = codes[codes["reason"] != NOT_CODED]
    made = sought[sought["reason"] == ""]
    sentences = []
    if len(made):
        sentences += _made(made, names)
    for reason, rows in sought[sought["reason"] != ""].groupby("reason", sort=True):
        sentences.append(
            f"{count(len(rows), 'difference has', 'differences have')} no corrected figure, since "
            f"{_WHY[reason]}."
        )
    missing = codes.loc[codes["reason"] == NOT_CODED, "topic"].nunique()
    if missing:
        told = count(missing, "theme is", "themes are")
        sentences.append(f"{told} not corrected, since {_WHY[NOT_CODED]}.")
    return sentences


def _made(made: pd.DataFrame, names: dict[int, str]) -> list[str]:
    """What is said of differences that have a corrected figure."""
    clear = made[(made["low"] > 0) | (made["high"] < 0)]
    apart = (made["difference"] < made["low"]) | (made["difference"] > made["high"])
    told = [
        f"Of {count(len(made), 'corrected difference')} "
        f"{count_or_none(len(clear), 'is', 'are')} clear of chance{_largest(clear, names)}."
    ]
    if apart.any():
        told.append(
            f"In {int(apart.sum())} the model's own difference lies outside the corrected interval:"
            " part of it is the model's error."
        )
    return told


def _largest(clear: pd.DataFrame, names: dict[int, str]) -> str:
    order = clear["corrected"].abs().sort_values(ascending=False, kind="stable").index[:_MOST]
    parts = [
        f"“{names[row['topic']]}”, {pair_name(row['group_a'], row['group_b'])} "
        f"{signed_points(row['corrected'])} points ({interval(row['low'], row['high'])}; "
        f"the model {signed_points(row['difference'])})"
        for row in clear.loc[order].to_dict("records")
    ]
    return f": {'; '.join(parts)}" if parts else ""
