"""Do two models see the same themes and find the same differences?"""

import numpy as np
import pandas as pd

from ..topics.alignment import cosine, match
from ..topics.model import TopicModel

SAME_THEME = 0.3  # cosine similarity below which a match is no counterpart


def model_agreement(
    lda: TopicModel, nmf: TopicModel, labels: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Similarity of every LDA theme with every NMF theme.

    Returns
    -------
    DataFrame with lda_topic, lda_label, nmf_topic, nmf_label, similarity, matched (1 where the two
    are matched one to one and similar enough)
    """
    similarity = cosine(np.sqrt(lda.topics), np.sqrt(nmf.topics))
    rows, columns = match(similarity)
    pairs = {
        (row, column)
        for row, column in zip(rows, columns, strict=True)
        if similarity[row, column] >= SAME_THEME
    }
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
    clear = (shared[["lda_verdict", "nmf_verdict"]] == "country difference").to_numpy()
    both, either = int(clear.all(axis=1).sum()), int(clear.any(axis=1).sum())
    if not either:
        return "Neither model finds a clear country difference in the themes that both see."
    return (
        f"Of {either} country differences that at least one model finds in the themes that both "
        f"see, {both} are found by both."
    )


def without_review(
    fitted: TopicModel,
    refitted: TopicModel,
    shares: tuple[np.ndarray, np.ndarray],
    labels: pd.DataFrame,
) -> pd.DataFrame:
    """What becomes of each theme when links that nobody has reviewed are not counted.

    Parameters
    ----------
    fitted, refitted : the model of the study, and one of the counts without those links
    shares : units × K of each model

    Returns
    -------
    DataFrame with model, topic, label, similarity (cosine with its match), share, share_without
    """
    names, position = np.unique(
        np.concatenate([fitted.concepts, refitted.concepts]), return_inverse=True
    )
    spread = [np.zeros((m.k, len(names))) for m in (fitted, refitted)]
    spread[0][:, position[: len(fitted.concepts)]] = fitted.topics
    spread[1][:, position[len(fitted.concepts) :]] = refitted.topics
    similarity = cosine(np.sqrt(spread[0]), np.sqrt(spread[1]))
    rows, columns = match(similarity)
    means = [s[s.sum(axis=1) > 0].mean(axis=0) for s in shares]
    return pd.DataFrame(
        {"model": fitted.name, "topic": rows + 1, "label": labels["label"].to_numpy()[rows],
         "similarity": similarity[rows, columns], "share": means[0][rows],
         "share_without": means[1][columns]}
    )  # fmt: skip


def review_sentence(table: pd.DataFrame) -> str:
    """How much hangs on unreviewed links, in one sentence."""
    lost = table[table["similarity"] < SAME_THEME]
    moved = (table["share"] - table["share_without"]).abs().max()
    kept = f"{len(table) - len(lost)} of {len(table)} themes of both models come back"
    return (
        f"Without the links that nobody has reviewed, {kept} (mean similarity "
        f"{table['similarity'].mean():.2f}); the largest change of a theme's share is "
        f"{100 * moved:.1f} points."
    )
