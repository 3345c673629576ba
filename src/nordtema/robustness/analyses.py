"""One analysis of the multiverse: fit, measure every text, compare the countries.

What a fit gives is compared by every inference that is asked for, so that a fit is made once.
"""

from dataclasses import asdict, dataclass, fields, replace

import numpy as np
import pandas as pd

from ..comparison.sample import pairs_of
from ..study import Comparison, Study
from ..topics.fitting import SUBSAMPLE, TooFewTexts, fit
from ..topics.matching import Counterparts, counterparts, theme_similarity
from ..topics.model import TopicModel
from ..topics.run import FittedTopics, document_topics
from ..topics.training import Formation, TrainingCounts, formation_of, from_concept_counts
from ..vocabulary.counts import ConceptCounts
from .inferences import PAIR, Inference, intervals

COMPARED, NO_COUNTERPART, NOT_MADE = "compared", "no counterpart", "not made"
INFERENCE = [field.name for field in fields(Inference)]
COLUMNS = [*INFERENCE, "topic", *PAIR, "difference", "low", "high", "similarity", "status"]


@dataclass(frozen=True)
class Question:
    """What every analysis is asked.

    Attributes
    ----------
    reference : the study's model; its themes are looked for in every analysis
    documents : doc_id, tokens and the columns of the corpus
    rules : of the comparison
    pairs : groups that the study compares
    formation : how topics are formed
    seed : of the fits and the draws
    """

    reference: TopicModel
    documents: pd.DataFrame
    rules: Comparison
    pairs: tuple[tuple[str, str], ...]
    formation: Formation
    seed: int


def question_of(reference: TopicModel, documents: pd.DataFrame, study: Study) -> Question:
    """What the analyses of a study are asked about a model of it.

    Parameters
    ----------
    reference : the study's model
    documents : doc_id, country, tokens, status and further columns of the manifest

    Returns
    -------
    The documents that the study keeps, with its rules

    Raises
    ------
    StudyError
        If there is no column that the comparison names.
    """
    rules = study.comparison
    kept = documents[documents["status"] == "kept"].reset_index(drop=True)
    pairs = pairs_of(kept, rules)
    return Question(reference, kept, rules, pairs, formation_of(study), study.topics.seed)


@dataclass(frozen=True)
class Task:
    """A fit, and the inferences by which it is compared."""

    model: str
    k: int
    resample: int
    inferences: tuple[Inference, ...]
    meaning: str = "used"


def analyse(task: Task, counts: ConceptCounts, question: Question) -> pd.DataFrame:
    """The differences between the countries in the themes of the study.

    Parameters
    ----------
    counts : of the concepts that topics are formed on

    Returns
    -------
    DataFrame with weight, cluster, test, made_equal, topic (of the study), country_a, country_b,
    difference, low, high, similarity of the counterpart, status (compared | no counterpart); a row
    for each theme, each pair of countries whose texts hold words that topics are formed on and that
    can be compared so, and each inference. No row where the texts cannot carry the fit.
    """
    try:
        model = fit(task.model, _formed_on(task, counts, question), task.k, question.seed)
    except TooFewTexts:  # more topics than these texts can carry
        return no_answer()
    return answers(model, model.transform(counts.matrix), counts, question, task.inferences)


def answers(
    model: TopicModel,
    shares: np.ndarray,
    counts: ConceptCounts,
    question: Question,
    inferences: tuple[Inference, ...],
) -> pd.DataFrame:
    """What a fitted model says of the themes of the study; the table of `analyse`.

    Parameters
    ----------
    shares : units × K
    inferences : how differences are weighed and tested

    Returns
    -------
    DataFrame as of `analyse`
    """
    table = document_topics(FittedTopics(model, shares, pd.DataFrame()), counts)
    matches = counterparts(theme_similarity(question.reference, model))
    parts = [_compared(table, matches, one, question) for one in inferences]
    return pd.concat(parts, ignore_index=True)[COLUMNS] if parts else no_answer()


def largest_first(table: pd.DataFrame, size: pd.Series, ties: list[str]) -> pd.DataFrame:
    """The rows in the order of a size, whatever its sign.

    Parameters
    ----------
    size : of each row; it is compared to six decimals
    ties : columns by which rows of the same size are sorted

    Returns
    -------
    DataFrame with the index of `table`
    """
    order = table.assign(size=-size.abs().round(6)).sort_values(["size", *ties], kind="stable")
    return order.drop(columns="size")


def no_answer() -> pd.DataFrame:
    """The table of `analyse` without rows."""
    return pd.DataFrame(columns=COLUMNS)


def _formed_on(task: Task, counts: ConceptCounts, question: Question) -> TrainingCounts:
    """The texts that topics are formed on: all, or a random part of each country's documents."""
    formation = replace(question.formation, meaning=task.meaning == "used")
    if not task.resample:
        return from_concept_counts(counts, formation)
    chosen = _drawn(counts.units, np.random.default_rng([question.seed, 5, task.resample]))
    rows = np.flatnonzero(counts.units["doc_id"].isin(chosen))
    part = replace(counts, units=counts.units.iloc[rows], matrix=counts.matrix[rows])
    return from_concept_counts(part, formation)


def _drawn(units: pd.DataFrame, rng: np.random.Generator) -> set[str]:
    """80 % of the documents of each country, the same whatever the unit is."""
    chosen: set[str] = set()
    for _, part in sorted(units.groupby("country")):
        ids = sorted(part["doc_id"].unique())
        chosen |= set(rng.choice(ids, max(1, round(SUBSAMPLE * len(ids))), replace=False))
    return chosen


def _compared(
    table: pd.DataFrame, matches: Counterparts, inference: Inference, question: Question
) -> pd.DataFrame:
    """The differences in the counterparts of the study's themes; missing where there is none."""
    rows = intervals(table, question.documents, question.rules, inference, question.seed)
    themes = pd.DataFrame(
        {"number": np.arange(1, len(matches.match) + 1), "topic": matches.match + 1,
         "similarity": matches.similarity}
    )  # fmt: skip
    every = themes.merge(rows[PAIR].drop_duplicates(), how="cross")
    compared = every.merge(rows, on=["topic", *PAIR], how="left")
    matched = compared["topic"] > 0
    compared["status"] = np.where(matched, COMPARED, NO_COUNTERPART)
    similarity = compared["similarity"].where(matched)
    return compared.assign(topic=compared["number"], similarity=similarity, **asdict(inference))
