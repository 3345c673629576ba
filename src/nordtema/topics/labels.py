"""Names of themes: the researcher's, found again by their concepts, or the theme's first words."""

import re
from pathlib import Path

import numpy as np
import pandas as pd

from ..corpus.sources import read_own_table
from ..study import MODELS, StudyError
from .matching import cosine, match
from .model import TopicModel, topic_shares
from .words import told

COLUMNS = ("model", "label", "concepts")
MATCHED = ["row", "label", "topic", "nearest", "similarity"]
WEAK_MATCH = 0.2
WORDS = 3


def read_labels(path: Path) -> pd.DataFrame:
    """Read labels.csv: model (lda, nmf or empty for both), label, concepts
    (separated by commas, semicolons or bars, or by spaces where none has one).

    Parameters
    ----------
    path : a table with these columns

    Returns
    -------
    The rows of the table, all text

    Raises
    ------
    StudyError
        Names the row, the value and the remedy.
    """
    table = read_own_table(path, COLUMNS)
    cells = (table[name] for name in COLUMNS)
    for number, model, label, concepts in zip(table.index + 2, *cells, strict=True):
        if model.strip() not in ("", *MODELS):
            known = " or ".join(MODELS)
            raise StudyError(f"{path.name}: row {number}: model {model!r}: write {known}")
        if not label.strip() or not concepts.strip():
            raise StudyError(f"{path.name}: row {number}: label and concepts must both be filled")
    return table


def label_topics(
    model: TopicModel, words: pd.DataFrame, own: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A label for each topic.

    A theme is called by its first three words, in the first norm that has them, unless the
    researcher names it. A label of the researcher's goes to the topic on which its concepts weigh
    most, each topic getting one at most; a match below the stated similarity is a warning, and no
    match is forced.

    Parameters
    ----------
    words : of the topics, as `words.word_table` gives them
    own : model, label, concepts, as `read_labels` gives them; None: automatic labels alone

    Returns
    -------
    DataFrame with topic (from 1), label, source (own | automatic), similarity (of own labels)
    """
    table = pd.DataFrame(
        {
            "topic": np.arange(1, model.k + 1),
            "label": _first_words(words),
            "source": "automatic",
            "similarity": np.nan,
        }
    )
    if own is None or own.empty:
        return table
    found = match_labels(model, own)
    found = found[found["topic"] > 0]
    at = found["topic"].to_numpy() - 1
    table.loc[at, "label"] = found["label"].to_numpy()
    table.loc[at, "source"] = "own"
    table.loc[at, "similarity"] = found["similarity"].to_numpy()
    return table


def match_labels(model: TopicModel, own: pd.DataFrame) -> pd.DataFrame:
    """Which theme each label of the researcher's goes to.

    Parameters
    ----------
    own : as `read_labels` gives them

    Returns
    -------
    DataFrame with row (of the file), label, topic (from 1; 0: none), nearest (the theme that its
    concepts weigh most on; 0 where the model knows none of them), similarity (to its topic, else to
    the nearest); a row a label of this model
    """
    chosen = own[own["model"].str.strip().isin(("", model.name))]
    if chosen.empty:
        return pd.DataFrame(columns=MATCHED)
    similarity = _similarity(model, chosen["concepts"])
    likest = similarity.argmax(axis=1)
    best = similarity.max(axis=1)
    nearest = np.where(best > 0, likest + 1, 0)
    labels = chosen["label"].str.strip()
    rows = zip(chosen.index + 2, labels, np.zeros(len(best), int), nearest, best, strict=True)
    table = pd.DataFrame(rows, columns=MATCHED)
    for row, topic in zip(*match(similarity), strict=True):
        if similarity[row, topic] > 0:
            table.loc[row, ["topic", "similarity"]] = [topic + 1, similarity[row, topic]]
    return table


def _first_words(words: pd.DataFrame) -> list[str]:
    """The first words of each topic, or its number where none of them may be shown."""
    return [line or f"theme {number}" for number, line in enumerate(told(words, WORDS), 1)]


def _concept_names(text: str) -> list[str]:
    """Names separated by commas, semicolons or bars, else by spaces; a term may hold a space."""
    parts = re.split(r"[,;|]", text)
    return [p.strip() for p in parts if p.strip()] if len(parts) > 1 else text.split()


def _similarity(model: TopicModel, texts: pd.Series) -> np.ndarray:
    """Cosine of a label's concepts (weighing alike) and the topics' weights, scaled by rarity."""
    column = {str(name): number for number, name in enumerate(model.concepts)}
    wanted = np.zeros((len(texts), len(model.concepts)))
    for row, text in enumerate(texts):
        for name in _concept_names(str(text).lower()):
            if name in column:
                wanted[row, column[name]] = 1.0
    return cosine(wanted, np.sqrt(model.topics) * topic_shares(model.topics))
