"""Do two models, or two ways of counting, see the same themes and find the same differences?"""

import numpy as np
import pandas as pd

from ..topics.model import TopicModel
from ..topics.run import Refitted
from ..vocabulary.counts import ConceptCounts
from .analyses import NO_COUNTERPART, NOT_MADE, Question, answers, no_answer
from .contrasts import VERDICTS
from .counterparts import counterparts, theme_similarity

CLEAR = VERDICTS[0]


def model_agreement(
    lda: TopicModel, nmf: TopicModel, labels: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Similarity of every LDA theme with every NMF theme.

    Returns
    -------
    DataFrame with lda_topic, lda_label, nmf_topic, nmf_label, similarity, matched (1 where the two
    are matched one to one and similar enough)
    """
    similarity = theme_similarity(lda, nmf)
    pairs = set(enumerate(counterparts(similarity).match))
    table = [
        (a + 1, labels["lda"]["label"].iloc[a], b + 1, labels["nmf"]["label"].iloc[b],
         similarity[a, b], int((a, b) in pairs))
        for a in range(lda.k)
        for b in range(nmf.k)
    ]  # fmt: skip
    columns = ["lda_topic", "lda_label", "nmf_topic", "nmf_label", "similarity", "matched"]
    return pd.DataFrame(table, columns=columns)


def agreement_sentences(agreement: pd.DataFrame) -> list[str]:
    """How many themes both models see, and which only one of them sees."""
    matched = agreement[agreement["matched"] == 1]
    mean = matched["similarity"].mean()
    seen = f"{len(matched)} themes are seen by both models (mean similarity {mean:.2f})."
    sentences = [seen if len(matched) else "No theme is seen by both models."]
    for model in ("lda", "nmf"):
        alone = agreement[~agreement[f"{model}_topic"].isin(matched[f"{model}_topic"])]
        names = alone.drop_duplicates(f"{model}_topic")[f"{model}_label"].tolist()
        if names:
            quoted = ", ".join(f"“{name}”" for name in names)
            sentences.append(f"Only {model.upper()} sees {quoted}.")
    return sentences


def shared_findings(agreement: pd.DataFrame, contrasts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The differences of matched themes in both models, the largest first.

    Returns
    -------
    DataFrame with theme (label of the LDA theme), country_a, country_b, lda_difference,
    nmf_difference, lda_verdict, nmf_verdict, same_direction (1 or 0)
    """
    keys = ["topic", "country_a", "country_b", "difference", "verdict"]
    matched = agreement[agreement["matched"] == 1]
    sides = {name: table[keys].add_prefix(f"{name}_") for name, table in contrasts.items()}
    joined = matched.merge(sides["lda"], on="lda_topic").merge(
        sides["nmf"],
        left_on=["nmf_topic", "lda_country_a", "lda_country_b"],
        right_on=["nmf_topic", "nmf_country_a", "nmf_country_b"],
    )
    same = np.sign(joined["lda_difference"]) == np.sign(joined["nmf_difference"])
    table = pd.DataFrame(
        {"theme": joined["lda_label"], "country_a": joined["lda_country_a"],
         "country_b": joined["lda_country_b"], "lda_difference": joined["lda_difference"],
         "nmf_difference": joined["nmf_difference"], "lda_verdict": joined["lda_verdict"],
         "nmf_verdict": joined["nmf_verdict"], "same_direction": same.astype(int)}
    )  # fmt: skip
    size = -(table["lda_difference"].abs() + table["nmf_difference"].abs()).round(6)
    return table.assign(size=size).sort_values(["size", "theme"]).drop(columns="size")


def shared_sentence(shared: pd.DataFrame) -> str:
    """How far the two models agree on what differs."""
    clear = (shared[["lda_verdict", "nmf_verdict"]] == CLEAR).to_numpy()
    both, either = int(clear.all(axis=1).sum()), int(clear.any(axis=1).sum())
    if not either:
        return "Neither model finds a clear country difference in the themes that both see."
    return (
        f"Of {either} country differences that at least one model finds in the themes that both "
        f"see, {both or 'none'} {'is' if both < 2 else 'are'} found by both."
    )


def without_review(
    fitted: TopicModel, again: Refitted | None, labels: pd.DataFrame
) -> pd.DataFrame:
    """What becomes of each theme when links that nobody has reviewed are not counted.

    Parameters
    ----------
    fitted : the model of the study
    again : the same model without those links; None where the texts cannot carry it

    Returns
    -------
    DataFrame with model, topic, label, similarity (to its one-to-one match), found (1 where that is
    a counterpart), share, share_without (missing where there is none), status (counterpart | no
    counterpart | not made)
    """
    table = pd.DataFrame(
        {"model": fitted.name, "topic": np.arange(1, fitted.k + 1), "label": labels["label"],
         "similarity": np.nan, "found": 0, "share": np.nan, "share_without": np.nan,
         "status": NOT_MADE}
    )  # fmt: skip
    if again is None:
        return table
    found = counterparts(theme_similarity(fitted, again.model))
    means = [s[s.sum(axis=1) > 0].mean(axis=0) for s in (again.before, again.shares)]
    known = found.match >= 0
    return table.assign(
        similarity=found.similarity, found=known.astype(int), share=means[0],
        share_without=np.where(known, means[1][found.match], np.nan),
        status=np.where(known, "counterpart", NO_COUNTERPART),
    )  # fmt: skip


def contrasts_without_review(
    again: Refitted | None,
    counts: ConceptCounts,
    question: Question,
    weight: str,
    contrasts: pd.DataFrame,
) -> pd.DataFrame:
    """What becomes of each difference between countries without links that nobody has reviewed.

    Parameters
    ----------
    again, counts : model and counts without those links; no model where the texts cannot carry it
    question : the study's model of the same kind, documents and clusters
    weight : "documents" or "tokens"
    contrasts : of the study's model: topic, country_a, country_b, difference, verdict

    Returns
    -------
    DataFrame with model, topic, country_a, country_b, difference, verdict (of the study), without,
    low, high (the difference without those links; missing where the theme has no counterpart),
    status (compared | no counterpart | not made), the largest differences first
    """
    keys = ["topic", "country_a", "country_b"]
    found = no_answer()
    if again is not None:
        found = answers(again.model, again.shares, counts, question, (weight,))
    told = ["without", "low", "high", "status"]
    found = found.rename(columns={"difference": "without"})[[*keys, *told]]
    joined = contrasts[[*keys, "difference", "verdict"]].merge(found, on=keys, how="left")
    joined = joined.fillna({"status": NOT_MADE})
    joined.insert(0, "model", question.reference.name)
    order = joined.assign(size=-joined["difference"].abs().round(6)).sort_values(["size", *keys])
    return order.drop(columns="size").reset_index(drop=True)


def review_sentences(themes: pd.DataFrame, contrasts: pd.DataFrame) -> list[str]:
    """How much hangs on unreviewed links: of the themes, and of the differences."""
    lost = themes.loc[themes["status"] == NOT_MADE, "model"].drop_duplicates().str.upper().tolist()
    told = [
        f"Without the links that nobody has reviewed {' and '.join(lost)} could not be fitted: too "
        "few texts share a word then, so that everything hangs on those links."
    ]
    made = themes[themes["status"] != NOT_MADE]
    if made.empty:
        return told
    return [*(told if lost else []), _themes_kept(made, lost), _differences_kept(contrasts)]


def _themes_kept(themes: pd.DataFrame, lost: list[str]) -> str:
    kept = themes[themes["found"] == 1]
    which = f"of {themes['model'].iloc[0].upper()}" if lost else "of both models"
    told = (
        f"Without the links that nobody has reviewed, {len(kept)} of {len(themes)} themes {which} "
        "come back"
    )
    if len(kept):
        moved = (kept["share"] - kept["share_without"]).abs().max()
        told += f"; the largest change of a theme's share is {100 * moved:.1f} points"
    return f"{told}."


def _differences_kept(contrasts: pd.DataFrame) -> str:
    clear = contrasts[(contrasts["verdict"] == CLEAR) & (contrasts["status"] != NOT_MADE)]
    if clear.empty:
        return "There is no country difference that could hang on them."
    sign = np.sign(clear["difference"])
    same = int((sign * clear["without"] > 0).sum())
    sure = int(((sign * clear["low"] > 0) & (sign * clear["high"] > 0)).sum())
    return (
        f"Of {len(clear)} country differences of both models {same} keep their direction, and "
        f"{sure} an interval clear of zero."
    )
