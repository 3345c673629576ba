"""Which paragraphs of the corpus are to stand in all norms: the draft of a control from itself.

A paragraph is about a theme if the theme has the largest share of its document and of its own
words; where there are too few, of its own words alone. Among these the lot decides, not how
typical a paragraph is: the most typical ones would owe their share to chance in part, and lose it
in translation. For the same reason each theme has as many paragraphs from each country as can be:
what the choice adds to the shares of the norm of the original then cancels between countries.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from ..corpus.counted import KIND
from ..languages import COUNTRIES, LANGUAGES
from ..topics.model import TopicModel, shares_of
from .control import count_texts
from .control_origin import EMPTY, HUMAN, ORIGINS

WORDS = (40, 150)  # of a paragraph
MOST_OF_ONE = 2  # paragraphs of a document, and of a writer
POOL = 40  # paragraphs of a theme and country whose words are looked at, at least
_TIMES = 10  # and so many times those that are wanted


def usable_paragraphs(segments: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Paragraphs that could stand in a control text, each once.

    Of documents that the study uses, in a norm of their own country, neither short nor long; a text
    that stands in several places counts where it stands first.

    Parameters
    ----------
    segments : doc_id, kind, writer, language, text, cleaned and masked
    documents : doc_id, country, status

    Returns
    -------
    DataFrame with doc_id, writer, country, language, text (in one line)
    """
    kept = documents.loc[documents["status"] == "kept", ["doc_id", "country"]]
    segments = segments[segments["kind"] != KIND]
    found = segments[["doc_id", "writer", "language", "text"]].merge(kept, on="doc_id")
    found["text"] = found["text"].str.split().str.join(" ")
    home = found["language"].map({code: norm.country for code, norm in LANGUAGES.items()})
    length = found["text"].str.count(" ") + 1
    found = found[(home == found["country"]) & length.between(*WORDS)]
    found = found[~found["text"].str.casefold().duplicated()]
    return found[["doc_id", "writer", "country", "language", "text"]].reset_index(drop=True)


def draw_paragraphs(
    paragraphs: pd.DataFrame,
    document_topics: pd.DataFrame,
    model: TopicModel,
    concept_of: dict[tuple[str, str], int],
    number: int,
    seed: int,
) -> pd.DataFrame:
    """Paragraphs about each theme from each country, as alike in number as can be.

    Parameters
    ----------
    paragraphs : as `usable_paragraphs` returns them
    document_topics : doc_id, topic_1 … topic_K
    model : the main model
    concept_of : column of each (language, lemma) that it knows
    number : of paragraphs; fewer where there are no more

    Returns
    -------
    DataFrame with topic and the columns of the paragraphs, by theme and country
    """
    rng = np.random.default_rng([seed, 5])
    shuffled = paragraphs.iloc[rng.permutation(len(paragraphs))].reset_index(drop=True)
    shares = document_topics[["doc_id"]].assign(main=shares_of(document_topics).argmax(axis=1) + 1)
    shuffled = shuffled.merge(shares, on="doc_id")
    cells = max(1, model.k * shuffled["country"].nunique())
    most = max(POOL, _TIMES * -(-number // cells))
    pool = shuffled[shuffled.groupby(["main", "country"]).cumcount() < most]
    pool = _about(pool.reset_index(drop=True), model, concept_of)
    chosen = pool.loc[_balanced(pool, number)]
    chosen = chosen.sort_values(["topic", "country"], kind="stable")
    return chosen[["topic", *paragraphs.columns]].reset_index(drop=True)


def _about(
    pool: pd.DataFrame, model: TopicModel, concept_of: dict[tuple[str, str], int]
) -> pd.DataFrame:
    """The theme of each paragraph's own words; first those whose document is about it too."""
    shares = np.zeros((len(pool), model.k))
    for code in pool["language"].unique():
        rows = np.flatnonzero(pool["language"] == code)
        texts = pool["text"].iloc[rows].tolist()
        counts = count_texts(texts, code, concept_of, len(model.concepts))
        shares[rows] = model.transform(counts)
    pool = pool.assign(topic=shares.argmax(axis=1) + 1, known=shares.sum(axis=1) > 0)
    pool = pool[pool["known"]]
    agreed = pool["topic"] == pool["main"]
    return pd.concat([pool[agreed], pool[~agreed]])


def _balanced(pool: pd.DataFrame, number: int) -> list[Hashable]:
    """Rows by turns from the theme and country that has fewest, until there are enough."""
    waiting = {cell: list(rows) for cell, rows in pool.groupby(["topic", "country"]).groups.items()}
    owners = pool[["doc_id", "writer"]].to_dict("index")
    taken: Counter[object] = Counter()
    used: Counter[tuple[str, str]] = Counter()
    chosen: list[Hashable] = []
    order = {code: number for number, code in enumerate(COUNTRIES)}

    def turn(cell: tuple[int, str]) -> tuple[int, ...]:
        """Where all else is equal, themes begin with different countries."""
        topic, country = cell
        shift = (order[country] - topic) % len(order)
        return (taken[cell], taken[topic], taken[country], shift, topic)

    while waiting and len(chosen) < number:
        cell = min(waiting, key=turn)
        row = waiting[cell].pop(0)
        if not waiting[cell]:
            del waiting[cell]
        mine = [(kind, owner) for kind, owner in owners[row].items() if owner]
        if all(used[one] < MOST_OF_ONE for one in mine):
            chosen.append(row)
            used.update(mine)
            taken.update([cell, *cell])
    return chosen


def cells_of(
    chosen: pd.DataFrame, labels: Mapping[int, str], countries: Sequence[str]
) -> pd.DataFrame:
    """How many paragraphs each theme has from each country.

    Parameters
    ----------
    chosen : as `draw_paragraphs` returns it
    labels : name of each theme
    countries : codes of those that have texts

    Returns
    -------
    DataFrame with theme, country, paragraphs (0 where there is none)
    """
    drawn = Counter(zip(chosen["topic"], chosen["country"], strict=True))
    rows = [
        (_theme(topic, labels), code, drawn[topic, code])
        for topic in sorted(labels)
        for code in countries
    ]
    return pd.DataFrame(rows, columns=["theme", "country", "paragraphs"])


def _theme(topic: int, labels: Mapping[int, str]) -> str:
    """By number and name: two themes may have one name, and a theme's texts are joined."""
    return f"{topic} {labels[topic]}"


def draft_table(chosen: pd.DataFrame, labels: Mapping[int, str]) -> pd.DataFrame:
    """A control text of which only the cells of the originals are filled.

    Parameters
    ----------
    chosen : as `draw_paragraphs` returns it
    labels : name of each theme

    Returns
    -------
    DataFrame with group, theme, a column for each norm, source, and an origin for each norm
    """
    width = len(str(len(chosen)))
    groups = [f"own-{number:0{width}}" for number in range(1, len(chosen) + 1)]
    themes = [_theme(topic, labels) for topic in chosen["topic"]]
    table = pd.DataFrame({"group": groups, "theme": themes})
    there = {code: (chosen["language"] == code).to_numpy() for code in LANGUAGES}
    for code in LANGUAGES:
        table[code] = chosen["text"].where(there[code], "")
    table["source"] = chosen["language"]
    for code, column in ORIGINS.items():
        table[column] = np.where(there[code], HUMAN, EMPTY)
    return table
