"""Do two models, or two ways of counting, see the same themes and find the same differences?"""

import numpy as np
import pandas as pd

from ..topics.matching import counterparts, theme_similarity
from ..topics.model import TopicModel
from ..topics.run import Refitted
from ..vocabulary.counts import ConceptCounts
from .analyses import NO_COUNTERPART, NOT_MADE, Question, answers, largest_first, no_answer
from .inferences import PAIR, own_inference


def model_agreement(
    lda: TopicModel, nmf: TopicModel, labels: dict[str, pd.DataFrame]
) -> pd.DataFrame:
    """Similarity of every LDA theme with every NMF theme.

    Parameters
    ----------
    labels : of each model, a row a topic: label

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


def shared_findings(agreement: pd.DataFrame, contrasts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The differences of matched themes in both models, the largest first.

    Parameters
    ----------
    agreement : as `model_agreement` gives it
    contrasts : of each model: topic, country_a, country_b, difference, verdict

    Returns
    -------
    DataFrame with theme (label of the LDA theme), country_a, country_b, lda_difference,
    nmf_difference, lda_verdict, nmf_verdict, same_direction (1 or 0)
    """
    keys = ["topic", *PAIR, "difference", "verdict"]
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
    both = table["lda_difference"].abs() + table["nmf_difference"].abs()
    return largest_first(table, both, ["theme"])


def without_review(
    fitted: TopicModel, again: Refitted | None, labels: pd.DataFrame
) -> pd.DataFrame:
    """What becomes of each theme when links that nobody has reviewed are not counted.

    Parameters
    ----------
    fitted : the model of the study
    again : the same model without those links; None where the texts cannot carry it
    labels : of the study's topics, in their order

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
    matches = counterparts(theme_similarity(fitted, again.model))
    means = [s[s.sum(axis=1) > 0].mean(axis=0) for s in (again.before, again.shares)]
    known = matches.match >= 0
    return table.assign(
        similarity=matches.similarity, found=known.astype(int), share=means[0],
        share_without=np.where(known, means[1][matches.match], np.nan),
        status=np.where(known, "counterpart", NO_COUNTERPART),
    )  # fmt: skip


def contrasts_without_review(
    again: Refitted | None,
    counts: ConceptCounts,
    question: Question,
    contrasts: pd.DataFrame,
) -> pd.DataFrame:
    """What becomes of each difference between countries without links that nobody has reviewed.

    Parameters
    ----------
    again, counts : model and counts without those links; no model where the texts cannot carry it
    question : the study's model of the same kind, documents and clusters
    contrasts : of the study's model: topic, country_a, country_b, difference, verdict

    Returns
    -------
    DataFrame with model, topic, country_a, country_b, difference, verdict (of the study), without,
    low, high (the difference without those links; missing where the theme has no counterpart),
    status (compared | no counterpart | not made), the largest differences first
    """
    keys = ["topic", *PAIR]
    without = no_answer()
    if again is not None:
        without = answers(
            again.model, again.shares, counts, question, (own_inference(question.rules),)
        )
    columns = [*keys, "without", "low", "high", "status"]
    without = without.rename(columns={"difference": "without"})[columns]
    joined = contrasts[[*keys, "difference", "verdict"]].merge(without, on=keys, how="left")
    joined = joined.fillna({"status": NOT_MADE})
    joined.insert(0, "model", question.reference.name)
    return largest_first(joined, joined["difference"], keys).reset_index(drop=True)
