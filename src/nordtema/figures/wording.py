"""Names of themes and numbers of texts as alt texts and captions say them."""

from collections.abc import Iterable, Mapping

import pandas as pd

from ..formats import count
from ..languages import COUNTRIES, LANGUAGES
from .lettering import plain
from .marks import marks_of

LONGEST = 60  # letters of a label within a sentence
REST = "the others: in the table"  # said of what a page has no room for


def quoted(label: object) -> str:
    """A label within a sentence, in quotation marks, shortened where it is long."""
    text = plain(label)
    return f"“{text[:LONGEST].rstrip()}…”" if len(text) > LONGEST else f"“{text}”"


def theme_names(labels: pd.DataFrame | None, topics: Iterable[int]) -> dict[int, str]:
    """A cleaned label for each topic; `Theme 3` where there is none.

    Parameters
    ----------
    labels : topic and label (further columns and repeated rows do no harm), or None
    """
    given: Mapping[int, str] = {}
    if labels is not None and len(labels):
        firsts = labels.drop_duplicates("topic")
        given = {int(t): plain(x) for t, x in zip(firsts["topic"], firsts["label"], strict=True)}
    return {int(topic): given.get(int(topic)) or f"Theme {int(topic)}" for topic in topics}


def sizes(table: pd.DataFrame) -> str:
    """`Norway 120 documents in 40 clusters, Denmark …`, from the columns documents and clusters.

    Parameters
    ----------
    table : country, documents, and clusters where they were counted
    """
    parts = []
    for group, mark in marks_of(table["country"]).items():
        row = table[table["country"] == group].iloc[0]
        text = f"{mark.name} {count(row['documents'], 'document')}"
        if "clusters" in table and row["clusters"] != row["documents"]:
            text += f" in {count(row['clusters'], 'cluster')}"
        parts.append(text)
    return ", ".join(parts)


def norms_of(languages: Iterable[str]) -> list[str]:
    """Codes of the written norms among these, in the order of the table of languages."""
    written = set(languages)
    return [code for code in LANGUAGES if code in written]


def largest_first(table: pd.DataFrame) -> list[int]:
    """The themes by their mean share.

    Parameters
    ----------
    table : topic, mean
    """
    overall = table.groupby("topic")["mean"].mean().round(10)
    return list(overall.sort_values(ascending=False, kind="stable").index)


def kind_of_groups(table: pd.DataFrame) -> str:
    """What the groups of a table are: countries, or groups.

    Parameters
    ----------
    table : country
    """
    return "country" if set(table["country"]) <= set(COUNTRIES) else "group"
