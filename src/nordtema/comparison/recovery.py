"""Does the model find what was planted? For corpora whose manifest names each text's theme."""

import numpy as np
import pandas as pd

from ..languages import COUNTRIES
from ..topics.alignment import match


def theme_topics(themes: np.ndarray, shares: np.ndarray) -> dict[str, int]:
    """The topic that is the best match of each planted theme, one to one.

    Matched by the mean share of the topics in the documents of the theme, each topic scaled by its
    overall mean.
    """
    names = sorted(set(themes))
    means = np.array([shares[themes == name].mean(axis=0) for name in names])
    lift = means / np.maximum(shares.mean(axis=0), 1e-12)
    rows, columns = match(np.log(np.maximum(lift, 1e-6)) * means)
    return {names[row]: int(column) for row, column in zip(rows, columns, strict=True)}


def recovery_table(model: str, documents: pd.DataFrame, document_topics: pd.DataFrame):
    """Agreement between a document's planted theme and its largest topic.

    Returns
    -------
    DataFrame with model, theme (or `all`), topic (from 1; 0 in the row `all`), documents,
    agreement, and agreement by country in NO, DK, SE
    """
    joined = document_topics.merge(documents[["doc_id", "theme"]], on="doc_id")
    joined = joined[joined["theme"].astype(str) != ""]
    shares = joined[[c for c in joined.columns if c.startswith("topic_")]].to_numpy(float)
    themes = joined["theme"].to_numpy(str)
    topic_of = theme_topics(themes, shares)
    right = shares.argmax(axis=1) == np.array([topic_of.get(name, -1) for name in themes])
    countries = joined["country"].to_numpy(str)
    rows = []
    for name in ["all", *sorted(topic_of)]:
        chosen = np.full(len(joined), True) if name == "all" else themes == name
        row = {"model": model, "theme": name, "topic": topic_of.get(name, -1) + 1,
               "documents": int(chosen.sum()), "agreement": right[chosen].mean()}  # fmt: skip
        for code in COUNTRIES:
            part = chosen & (countries == code)
            row[code] = right[part].mean() if part.any() else np.nan
        rows.append(row)
    return pd.DataFrame(rows)
