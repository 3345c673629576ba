"""Does the model find what was planted? For corpora whose manifest names each text's theme."""

from pathlib import Path

import numpy as np
import pandas as pd

from ..corpus.sources import read_own_table
from ..languages import COUNTRIES
from ..topics.matching import match
from ..topics.model import shares_of
from .analyses import largest_first


def read_design(path: Path) -> pd.DataFrame | None:
    """The designed shares: theme, a share for each country, further columns as text.

    None where the file is another's of the same name: without these columns, or these numbers.

    Parameters
    ----------
    path : a table with theme and a column for each country for which shares were designed

    Returns
    -------
    DataFrame with shares as numbers
    """
    table = read_own_table(path, ())
    table = table.rename(columns={code.casefold(): code for code in COUNTRIES})
    designed = [code for code in COUNTRIES if code in table.columns]
    if "theme" not in table.columns or not designed:
        return None
    shares = table[designed].apply(pd.to_numeric, errors="coerce")
    if shares.isna().any(axis=None) or table["theme"].duplicated().any():
        return None
    return table.assign(**{code: shares[code] for code in designed})


def theme_topics(themes: np.ndarray, shares: np.ndarray) -> dict[str, int]:
    """The topic that is the best match of each planted theme, one to one.

    Matched by the mean share of the topics in the documents of the theme, each topic scaled by its
    overall mean.

    Parameters
    ----------
    themes : documents, the planted theme of each
    shares : documents × K

    Returns
    -------
    {theme: column of the topic}
    """
    names = sorted(set(themes))
    means = np.array([shares[themes == name].mean(axis=0) for name in names])
    lift = means / np.maximum(shares.mean(axis=0), 1e-12)
    rows, columns = match(np.log(np.maximum(lift, 1e-6)) * means)
    return {names[row]: int(column) for row, column in zip(rows, columns, strict=True)}


def recovery_table(
    model: str, documents: pd.DataFrame, document_topics: pd.DataFrame
) -> pd.DataFrame:
    """Agreement between a document's planted theme and its largest topic.

    Parameters
    ----------
    model : name of the model
    documents : doc_id, theme (empty where none was planted)
    document_topics : doc_id, country, topic_1 … topic_K

    Returns
    -------
    DataFrame with model, theme (or `all`), topic (from 1; 0 in the row `all`), documents,
    agreement, and agreement by country in NO, DK, SE
    """
    joined = document_topics.merge(documents[["doc_id", "theme"]], on="doc_id")
    joined = joined[joined["theme"] != ""]
    shares = shares_of(joined)
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


def designed_contrasts(
    design: pd.DataFrame, topic_of: dict[str, int], contrasts: pd.DataFrame
) -> pd.DataFrame:
    """Designed and estimated differences of each planted theme and pair of countries.

    Parameters
    ----------
    design : theme and a column of designed shares for each country
    topic_of : column of the topic that matches each theme; themes without one have no rows
    contrasts : of the study: topic, country_a, country_b, difference and its columns

    Returns
    -------
    DataFrame with theme, topic, country_a, country_b, designed, difference, low, high,
    language_effect, language_low, language_high, verdict; the largest designed differences first
    """
    planted = contrasts.merge(
        pd.DataFrame({"theme": list(topic_of), "topic": np.array(list(topic_of.values())) + 1}),
        on="topic",
    )
    share = {code: dict(zip(design["theme"], design[code], strict=True))
             for code in COUNTRIES if code in design}  # fmt: skip
    both = planted["country_a"].isin(share) & planted["country_b"].isin(share)
    planted = planted[planted["theme"].isin(design["theme"]) & both].copy()
    pairs = zip(planted["theme"], planted["country_a"], planted["country_b"], strict=True)
    planted["designed"] = [share[a][theme] - share[b][theme] for theme, a, b in pairs]
    columns = ["theme", "topic", "country_a", "country_b", "designed", "difference", "low", "high",
               "language_effect", "language_low", "language_high", "verdict"]  # fmt: skip
    order = largest_first(planted, planted["designed"], ["theme"])
    return order[columns].reset_index(drop=True)
