"""How a country speaks of a theme: words that it has more than others, attached by co-occurrence.

Topics are formed on words that all countries use. Of the others those are told that a country uses
several times as often, a text for a text, as any other country.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ..formats import SEPARATOR
from ..languages import COUNTRIES
from ..vocabulary.counts import ConceptCounts
from ..vocabulary.headwords import are_seen, headword
from .model import TopicModel

MINIMUM_UNITS = 3
MINIMUM_LIFT = 1.5
OWN = 3.0  # times the part of another country's texts that use a word, from which it is a country's
WORDS = 10


def own_words_of_countries(
    model: TopicModel, counts: ConceptCounts, shares: np.ndarray, top: int = WORDS
) -> pd.DataFrame:
    """Words outside the shared vocabulary that belong to the themes, country by country.

    A word's weight on a theme is the mean share of the theme in the texts that use the word,
    weighted by its occurrences; lift compares that with the theme's mean share in the country. The
    topics themselves do not move. A word is a country's own if its texts use it `OWN` times as
    often as those of any other country.

    Parameters
    ----------
    shares : units × K

    Returns
    -------
    DataFrame with topic, country, rank, concept, words, texts, weight, lift; at most `top` words a
    theme and country, those with the highest lift weighted by their frequency
    """
    own = ~counts.concepts["shared"].to_numpy(bool) & are_seen(counts.concepts)
    own = np.flatnonzero(own)
    countries = counts.units["country"].to_numpy()
    used = (counts.matrix[:, own] > 0).astype(float)
    rates = {
        code: np.asarray(used[countries == code].mean(axis=0)).ravel()
        for code in np.unique(countries)
    }
    parts: list[pd.DataFrame] = []
    for code in COUNTRIES:
        rows = np.flatnonzero((countries == code) & (shares.sum(axis=1) > 0))
        if len(rows):
            others = [rate for other, rate in rates.items() if other != code]
            of_country = own[rates[code] >= OWN * np.max(others, axis=0, initial=0)]
            parts += _of_country(model, counts, shares[rows], rows, of_country, code, top)
    columns = ["topic", "country", "rank", "concept", "words", "texts", "weight", "lift"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return table[columns].sort_values(["topic", "country", "rank"]).reset_index(drop=True)


def _of_country(
    model: TopicModel, counts: ConceptCounts, shares: np.ndarray, rows: np.ndarray,
    own: np.ndarray, code: str, top: int,
) -> Iterator[pd.DataFrame]:  # fmt: skip
    """The words of each theme in a country."""
    matrix = counts.matrix[rows][:, own]
    texts = np.asarray((matrix > 0).sum(axis=0)).ravel()
    frequent = np.flatnonzero(texts >= MINIMUM_UNITS)
    if not len(frequent):
        return
    matrix, texts = matrix[:, frequent], texts[frequent]
    total = np.asarray(matrix.sum(axis=0)).ravel()
    weight = np.asarray(matrix.T @ shares) / total[:, None]
    lift = weight / np.maximum(shares.mean(axis=0), 1e-12)
    concepts = counts.concepts.iloc[own[frequent]]
    forms = concepts[list(COUNTRIES[code].languages)].apply(
        lambda cells: SEPARATOR.join(dict.fromkeys(headword(c) for c in cells if c)), axis=1
    )
    for topic in range(model.k):
        score = np.where(lift[:, topic] >= MINIMUM_LIFT, lift[:, topic] * np.log1p(texts), 0)
        best = np.lexsort((concepts["concept"], -np.round(score, 8)))[:top]
        best = best[score[best] > 0]
        yield pd.DataFrame(
            {"topic": topic + 1, "country": code, "rank": np.arange(1, len(best) + 1),
             "concept": concepts["concept"].to_numpy()[best], "words": forms.to_numpy()[best],
             "texts": texts[best], "weight": weight[best, topic], "lift": lift[best, topic]}
        )  # fmt: skip
