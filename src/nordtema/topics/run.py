"""From counts to a described topic model: what the topics notebook calls."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..study import StudyError, Topics
from ..vocabulary.comparable import UNSEEN
from ..vocabulary.counts import ConceptCounts
from .diagnostics import diagnose
from .fitting import LEAST_TOPICS, TooFewTexts, fit, largest_k
from .labels import label_topics, match_labels, read_labels
from .model import TopicModel, by_document
from .selection import SCORED, choose, score
from .stability import measure_stability, sampled_texts
from .training import Formation, from_concept_counts
from .words import word_table

Progress = Callable[[str], None]


@dataclass(frozen=True)
class FittedTopics:
    """A model with the shares of the units and its diagnostics.

    Attributes
    ----------
    model : the topic model
    shares : units × K, rows of 0 where a unit has no known concept
    diagnostics : a row a topic
    """

    model: TopicModel
    shares: np.ndarray
    diagnostics: pd.DataFrame


@dataclass(frozen=True)
class Refitted:
    """A model fitted again to other counts of the same units.

    Attributes
    ----------
    model : of the other counts
    before, shares : units × K, shares in the model of the study and in the other one
    """

    model: TopicModel
    before: np.ndarray
    shares: np.ndarray


def score_grid(
    name: str, counts: ConceptCounts, rules: Topics, formation: Formation, progress: Progress
) -> pd.DataFrame:
    """What a model is worth with each number of topics of the grid.

    Parameters
    ----------
    name : a key of `MODELS`
    rules : k_grid, refits, selection_documents, seed
    formation : how topics are formed

    Returns
    -------
    DataFrame as of `selection.score`

    Raises
    ------
    StudyError
        If the texts cannot carry a topic model.
    """
    training = from_concept_counts(counts, formation)
    progress(f"grid of {len(rules.k_grid)} numbers of topics, {rules.refits} refits each")
    with _told():
        return score(
            name, training, rules.k_grid, rules.refits, rules.selection_documents, rules.seed
        )


def select_k(scores: dict[str, pd.DataFrame], rules: Topics) -> dict[str, pd.DataFrame]:
    """The one number of topics of the study; where it is fixed, one row without scores.

    Parameters
    ----------
    scores : of each model, as `score_grid` gives them; without rows where k is fixed
    rules : k

    Returns
    -------
    A table for each model, as of `selection.choose`
    """
    if rules.k == "auto":
        return choose(scores)
    fixed = {"k": rules.k, "chosen": 1, "runner_up": 0, "own_choice": 0}
    columns = [*SCORED, "score", "study_score", "chosen", "runner_up", "own_choice"]
    return {model: pd.DataFrame([fixed], columns=columns) for model in scores}


def fit_and_describe(
    name: str,
    counts: ConceptCounts,
    k: int,
    rules: Topics,
    formation: Formation,
    progress: Progress,
) -> FittedTopics:
    """Fit with k topics, measure every unit, and diagnose each topic.

    Stability is measured on refits of 80 % subsamples; that of large corpora on a sample of
    documents of stated size.

    Parameters
    ----------
    name : a key of `MODELS`
    k : number of topics
    rules : refits, refit_documents, seed
    formation : how topics are formed

    Returns
    -------
    The model, the shares of all units, and the diagnostics of the topics

    Raises
    ------
    StudyError
        If the texts cannot carry so many topics.
    """
    training = from_concept_counts(counts, formation)
    progress(
        f"fitting {k} topics to {training.raw.shape[0]} texts, {training.raw.shape[1]} concepts"
    )
    with _told():
        model = fit(name, training, k, rules.seed)
    matrix = counts.matrix[:, counts.shared].tocsr()
    shares = model.transform(matrix)
    progress(f"{rules.refits} refits for stability")
    texts = sampled_texts(counts, rules.refit_documents, rules.seed)
    stability = measure_stability(model, texts, rules.refits, rules.seed, formation)
    review = counts.concepts["review"].to_numpy()[counts.shared]
    table = diagnose(model, matrix, counts.units, shares, review, stability)
    return FittedTopics(model, shares, table)


@contextmanager
def _told() -> Iterator[None]:
    """Texts that cannot carry the topics, as one line with the remedy."""
    try:
        yield
    except TooFewTexts as error:
        numbers = (
            f"{error.units} {'text' if error.units == 1 else 'texts'} with words that topics are "
            f"formed on, {error.concepts} {'concept' if error.concepts == 1 else 'concepts'} of "
            "that kind"
        )
        raise StudyError(
            f"topics.k = {error.k}: more topics than the texts can carry ({numbers}); "
            f"choose {largest_k(error.units, error.concepts)} or fewer"
            if min(error.units, error.concepts) >= LEAST_TOPICS
            else f"topics: the texts share too few words for a topic model ({numbers}); add texts, "
            'or try SET="vocabulary.minimum_documents=1 vocabulary.maximum_document_share=1 '
            'vocabulary.shared_words=any", all of them together'
        ) from None


def convergence_table(model: TopicModel) -> pd.DataFrame:
    """A row for the start (0) and each pass: log-likelihood a held-out word. LDA alone has passes;
    no words are held out where there are too few texts.

    Returns
    -------
    DataFrame with pass, heldout
    """
    return pd.DataFrame({"pass": np.arange(len(model.heldout)), "heldout": model.heldout})


def name_topics(model: TopicModel, counts: ConceptCounts, labels: Path | None) -> pd.DataFrame:
    """topic, label, source, similarity.

    Parameters
    ----------
    counts : that the model was fitted to
    labels : file of the researcher's labels

    Returns
    -------
    DataFrame with topic (from 1), label, source, similarity
    """
    own = read_labels(labels) if labels else None
    return label_topics(model, word_table(model, counts), own)


def unused_labels(model: TopicModel, labels: Path | None) -> pd.DataFrame:
    """The researcher's labels that no theme of the model has got.

    Parameters
    ----------
    labels : file of the researcher's labels

    Returns
    -------
    DataFrame with file, model, and row, label, topic (0), nearest, similarity as `match_labels` has
    """
    if labels is None:
        return pd.DataFrame()
    found = match_labels(model, read_labels(labels))
    return (
        found[found["topic"] == 0].assign(file=labels.name, model=model.name).reset_index(drop=True)
    )


def topic_table(
    model: TopicModel, counts: ConceptCounts, named: pd.DataFrame, audited: pd.DataFrame
) -> pd.DataFrame:
    """The first 30 concepts of each topic by probability and by FREX, with label and words.

    Parameters
    ----------
    counts : that the model was fitted to
    named : topic, label
    audited : concept, comparable, of the concepts that parallel texts tell of

    Returns
    -------
    DataFrame with topic, label, rank, concept, weight, frex, frex_rank, a column for each norm,
    comparable
    """
    words = word_table(model, counts)
    labels = dict(zip(named["topic"], named["label"], strict=True))
    words.insert(1, "label", words["topic"].map(labels))
    verdicts = dict(zip(audited["concept"], audited["comparable"], strict=True))
    return words.assign(comparable=[verdicts.get(name, UNSEEN) for name in words["concept"]])


def document_topics(fitted: FittedTopics, counts: ConceptCounts) -> pd.DataFrame:
    """doc_id, country, language and the shares; documents without a known concept have no row.

    The language of a document is that of its longest part.

    Parameters
    ----------
    fitted : the model with the shares of the units of `counts`

    Returns
    -------
    DataFrame with doc_id, country, language, topic_1 … topic_K; the rows of shares sum to 1
    """
    units = counts.units.reset_index(drop=True)
    numbers, ids = pd.factorize(units["doc_id"])
    shares = by_document(fitted.shares, units["tokens"].to_numpy(), numbers, len(ids))
    longest = units.sort_values("tokens", ascending=False, kind="stable").drop_duplicates("doc_id")
    facts = (
        longest.set_index("doc_id")
        .loc[ids, ["country", "language"]]
        .rename_axis("doc_id")
        .reset_index()
    )
    names = [f"topic_{number}" for number in range(1, fitted.model.k + 1)]
    table = facts.join(pd.DataFrame(shares, columns=names))
    known = shares.sum(axis=1) > 0
    return table[known].sort_values("doc_id").reset_index(drop=True)


def refitted(
    model: TopicModel, counts: ConceptCounts, other: ConceptCounts, formation: Formation, seed: int
) -> Refitted | None:
    """Fit the same model to other counts of the same units; None if they cannot carry it.

    Parameters
    ----------
    counts : that the model was fitted to
    other : counts of the same units
    formation : how topics are formed

    Returns
    -------
    The new model, with the shares of all units under both
    """
    try:
        again = fit(model.name, from_concept_counts(other, formation), model.k, seed)
    except TooFewTexts:
        return None
    matrices = [c.matrix[:, c.shared].tocsr() for c in (counts, other)]
    return Refitted(again, model.transform(matrices[0]), again.transform(matrices[1]))
