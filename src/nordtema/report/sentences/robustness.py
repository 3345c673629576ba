"""What is said of other choices: agreement, analyses, permuted countries, national models."""

import numpy as np
import pandas as pd

from ...comparison.verdicts import Verdict
from ...formats import (
    count,
    count_or_none,
    country_name,
    decimal,
    listed,
    model_name,
    percent,
    points,
)
from ...robustness.analyses import NO_COUNTERPART, NOT_MADE
from ...robustness.multiverse import CHOICES, finding_name, main_findings

CLEAR = Verdict.DIFFERENCE


def agreement_sentences(agreement: pd.DataFrame) -> list[str]:
    """How many themes both models see, and which only one of them sees.

    Parameters
    ----------
    agreement : as `agreement`
    """
    matched = agreement[agreement["matched"] == 1]
    mean = matched["similarity"].mean()
    seen = f"{count(len(matched), 'theme is', 'themes are')} seen by both models"
    seen += f" (mean similarity {decimal(mean, 2)})."
    sentences = [seen if len(matched) else "No theme is seen by both models."]
    for model in ("lda", "nmf"):
        alone = agreement[~agreement[f"{model}_topic"].isin(matched[f"{model}_topic"])]
        names = alone.drop_duplicates(f"{model}_topic")[f"{model}_label"].tolist()
        if names:
            quoted = listed(f"“{name}”" for name in names)
            sentences.append(f"Only {model_name(model)} sees {quoted}.")
    return sentences


def shared_sentence(shared: pd.DataFrame) -> str:
    """How far the two models agree on what differs.

    Parameters
    ----------
    shared : as `shared_findings`
    """
    clear = (shared[["lda_verdict", "nmf_verdict"]] == CLEAR).to_numpy()
    both, either = int(clear.all(axis=1).sum()), int(clear.any(axis=1).sum())
    if not either:
        return "Neither model finds a clear country difference in the themes that both see."
    return (
        f"Of {count(either, 'country difference')} that at least one model finds in the themes "
        f"that both see, {count_or_none(both, 'is', 'are')} found by both."
    )


def review_sentences(themes: pd.DataFrame, contrasts: pd.DataFrame) -> list[str]:
    """How much hangs on unreviewed links: of the themes, and of the differences.

    Parameters
    ----------
    themes, contrasts : as `without_review` and `without_review_contrasts`
    """
    lost = (
        themes.loc[themes["status"] == NOT_MADE, "model"].drop_duplicates().map(model_name).tolist()
    )
    told = [
        f"Without the links that nobody has reviewed {listed(lost)} could not be fitted: too "
        "few texts share a word then, so that everything hangs on those links."
    ]
    made = themes[themes["status"] != NOT_MADE]
    if made.empty:
        return told
    return [*(told if lost else []), _themes_kept(made, lost), _differences_kept(contrasts)]


def _themes_kept(themes: pd.DataFrame, lost: list[str]) -> str:
    kept = themes[themes["found"] == 1]
    which = f"of {model_name(themes['model'].iloc[0])}" if lost else "of both models"
    told = (
        f"Without the links that nobody has reviewed, of {count(len(themes), 'theme')} {which} "
        f"{count_or_none(len(kept), 'comes', 'come')} back"
    )
    if len(kept):
        moved = (kept["share"] - kept["share_without"]).abs().max()
        told += f"; the largest change of a theme's share is {points(moved)}"
    return f"{told}."


def _differences_kept(contrasts: pd.DataFrame) -> str:
    clear = contrasts[(contrasts["verdict"] == CLEAR) & (contrasts["status"] != NOT_MADE)]
    if clear.empty:
        return "There is no country difference that could hang on them."
    sign = np.sign(clear["difference"])
    same = int((sign * clear["without"] > 0).sum())
    sure = int(((sign * clear["low"] > 0) & (sign * clear["high"] > 0)).sum())
    return (
        f"Of {count(len(clear), 'country difference')} of both models "
        f"{count_or_none(same, 'keeps its', 'keep their')} direction, and {sure or 'none'} an "
        "interval clear of zero."
    )


def scope_sentence(table: pd.DataFrame) -> str:
    """How many analyses there are, in what they differ, and how many the texts could not carry.

    Parameters
    ----------
    table : as `multiverse`
    """
    analyses = table.drop_duplicates("analysis")
    parts = []
    for choice in CHOICES:
        options = sorted(analyses[choice].unique())
        if len(options) > 1:
            parts.append(f"{choice.replace('_', ' ')} ({', '.join(map(str, options))})")
    if not parts:
        return "There is one analysis."
    differ = count(len(analyses), "analysis differs", "analyses differ")
    return f"{differ} in {'; '.join(parts)}.{_not_made(table)}"


def _not_made(table: pd.DataFrame) -> str:
    """Which analyses gave nothing at all, by their number of topics."""
    made = table.assign(made=table["status"] != NOT_MADE).groupby(["analysis", "k"])["made"].any()
    lost = made[~made].reset_index()["k"].value_counts().sort_index()
    if lost.empty:
        return ""
    told = listed(f"{number} of those with {k} topics" for k, number in lost.items())
    return (
        f" {lost.sum()} of the {len(made)} could not be made, since the texts cannot carry so many "
        f"topics: {told}. All shares are of the {len(made) - lost.sum()} that could."
    )


def held_sentence(summary: pd.DataFrame) -> str:
    """How far the study's main findings hold over all analyses, in one sentence.

    Parameters
    ----------
    summary : as `multiverse_findings`
    """
    main = main_findings(summary)
    if main.empty:
        return ""
    if not main["analyses"].max():
        return "No analysis with other choices could be made: the texts are too few."
    all_clear = (main["verdict"] == CLEAR).all()
    kind = "clear country difference" if all_clear else "largest difference"
    keep = f"{kind} of the study keeps its", f"{kind}s of the study keep their"
    lost = main["not_made"].max()
    could = f" ({lost} more could not be made: too few texts)" if lost else ""
    least = main["same_sign"].min()
    often = "all" if least == 1 else f"{percent(least)} or more"
    return (
        f"In {count(main['analyses'].max(), 'analysis', 'analyses')} with other defensible "
        f"choices{could} the {count(len(main), *keep)} direction in {often} of them; such a share "
        "is no probability."
    )


def held_sentences(summary: pd.DataFrame) -> list[str]:
    """How often each main finding holds, one sentence each.

    Parameters
    ----------
    summary : as `multiverse_findings`
    """
    return [_held(row) for row in main_findings(summary).to_dict("records")]


def _held(row: dict) -> str:
    if not row["analyses"]:
        return f"{finding_name(row)}: no analysis of it could be made."
    missing = 1 - row["counterpart"]
    lost = f"; in {percent(missing)} the theme has no counterpart" if round(missing, 2) else ""
    return (
        f"{finding_name(row)}: in {percent(row['same_sign'])} of "
        f"{count(row['analyses'], 'analysis', 'analyses')}, in "
        f"{percent(row['clear'])} with an interval clear of zero{lost}."
    )


def calibration_sentence(table: pd.DataFrame) -> str:
    """How often tests rejected where nothing but chance was left.

    Parameters
    ----------
    table : as `calibration.<model>`
    """
    if table.empty:
        return (
            "How often the tests find a difference where there is none was not tried on these "
            "texts: robustness.calibration_studies is 0, or there are more texts than "
            "robustness.calibration_documents."
        )
    parts = {name: rows.set_index("test") for name, rows in table.groupby("model", sort=True)}
    said = [_rejected(name, tried) for name, tried in parts.items() if tried["refits"].iloc[0]]
    if not said:
        return "The tests could not be calibrated: there are too few texts for another fit."
    lost = int((table["asked"] - table["refits"]).max())
    more = count(lost, "more permutation")
    could = f" ({more} could not be made: too few texts)" if lost else ""
    return (
        f"With the countries of the texts permuted at random and the topics formed again{could}, "
        f"where a test should fall below .05 in one of twenty cases, {'; '.join(said)}."
    )


def _rejected(model: str, tried: pd.DataFrame) -> str:
    rejected, tests = tried["rejected"].astype(float), tried["tests"]
    studies = round(rejected["study"] * tests["study"]) or "none"
    return (
        f"{percent(rejected['pairwise'])} of {count(tests['pairwise'], 'pairwise test')} and "
        f"{percent(rejected['omnibus'])} of {count(tests['omnibus'], 'omnibus test')} of "
        f"{model_name(model)} did, and {studies} of {count(tests['study'], 'study', 'studies')} "
        "would have found a difference"
    )


def national_sentences(table: pd.DataFrame) -> list[str]:
    """How many joint themes each country's own model has, and which it does not.

    Parameters
    ----------
    table : as `national_themes`
    """
    sentences = []
    for code, part in table[table["topic"] > 0].groupby("country", sort=False):
        if (part["status"] == NOT_MADE).all():
            sentences.append(
                f"{country_name(code)} has no model of its own: its texts cannot carry "
                f"{count(len(part), 'topic')}."
            )
            continue
        missing = part.loc[part["status"] == NO_COUNTERPART, "theme"].tolist()
        text = f"{country_name(code)}'s own model has {len(part) - len(missing)} of the "
        text += count(len(part), "theme")
        names = listed(f"“{name}”" for name in missing)
        sentences.append(f"{text}; no counterpart: {names}." if missing else f"{text}.")
    return sentences
