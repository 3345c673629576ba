"""Which words readers see of a topic, and in which order: frequent in it, and its own.

What is measured of a topic (coherence, stability, diversity, likeness) is measured on its concepts
by probability. Readers see them by FREX, since the most probable concepts of a topic are those that
every text has.
"""

import numpy as np
import pandas as pd

from ..formats import BESIDE
from ..languages import LANGUAGES
from ..vocabulary.counts import ConceptCounts, country_units, present_countries
from ..vocabulary.headwords import are_seen, headwords
from .model import TOP, TopicModel, topic_shares

EXCLUSIVE = 0.5  # weight of exclusivity in FREX; the rest is that of frequency
#: texts of each country in which a concept must stand to lead a topic, the greater of: a number, …
LEAST_TEXTS = 2
#: … and a part of the texts that a topic of average size has there
LEAST_PART = 0.05
LEAST_CONCEPTS = 10  # a topic, that meet the floor: it is lower where fewer do
COLUMNS = ["topic", "rank", "concept", "weight", "frex", "frex_rank", *LANGUAGES]


def frex(topics: np.ndarray, known: np.ndarray, exclusive: float = EXCLUSIVE) -> np.ndarray:
    """How frequent in a topic, and at the same time how exclusive to it, each concept is.

    The harmonic mean of two ranks among the known concepts, each divided by their number: that of
    the concept's weight in the topic, and that of the topic's part in the concept's weight over
    all topics. Equal values have their mean rank. From Bischof & Airoldi (2012), "Summarizing
    topical content with word frequency and exclusivity"; as R's stm computes it (Roberts, Stewart
    & Tingley 2019).

    Parameters
    ----------
    topics : K × V, rows sum to 1
    known : V, whether the concept is met often enough to be ranked
    exclusive : weight of exclusivity, 0 … 1

    Returns
    -------
    K × V, above 0 up to 1; missing for concepts that are not known
    """
    from scipy.stats import rankdata  # slow to load, and not all stages order words

    columns = np.flatnonzero(known)
    frequency, exclusivity = (
        rankdata(np.round(values[:, columns], 12), axis=1) / max(len(columns), 1)
        for values in (topics, topic_shares(topics))
    )
    scores = np.full(topics.shape, np.nan)
    scores[:, columns] = 1 / (exclusive / exclusivity + (1 - exclusive) / frequency)
    return scores


def well_met(texts: np.ndarray, sizes: np.ndarray, k: int) -> np.ndarray:
    """Which concepts stand in enough texts of every country to lead a topic.

    A rare concept falls into one topic by chance and is exclusive to it; and one that a country
    hardly has would say little of the topic there. So two texts of each must have it. A floor of
    five left out concepts that tell more of a topic in texts which took no part in forming it
    (`benchmarks/constants.py`). In a large corpus a concept must stand in a twentieth of the texts
    that a topic of average size has in a country. Texts are units: what the models count as one
    text.

    In a small corpus few concepts are met so often. Then the floor sinks until ten for each topic
    reach it.

    Parameters
    ----------
    texts : V × countries, texts that use the concept
    sizes : texts of each country
    k : number of topics

    Returns
    -------
    V truth values
    """
    floors = np.maximum(LEAST_TEXTS, LEAST_PART * sizes / k)
    support = (texts / floors).min(axis=1)
    enough = min(LEAST_CONCEPTS * k, len(support))
    return support >= min(1.0, np.sort(support)[::-1][enough - 1])


def word_table(model: TopicModel, counts: ConceptCounts, top: int = TOP) -> pd.DataFrame:
    """The first concepts of each topic by probability and by FREX, with their words in each norm.

    Parameters
    ----------
    counts : that the model was fitted to; its shared concepts are those of the model
    top : ranks of either kind

    Returns
    -------
    DataFrame with topic (from 1), rank (by probability), concept, weight, frex (missing for a
    concept that is met too seldom to lead), frex_rank (such concepts stand behind all others, by
    weight), nb, nn, da, sv; in the order of rank
    """
    concepts = counts.concepts.iloc[counts.shared].reset_index(drop=True)
    scores = frex(model.topics, _leads(model, counts))
    by_weight = _ranks(model.topics, model.concepts)
    by_frex = _ranks(np.where(np.isnan(scores), model.topics - 1, scores), model.concepts)
    parts = []
    for topic in range(model.k):
        rank, frex_rank = by_weight[topic], by_frex[topic]
        chosen = np.flatnonzero((rank <= top) | (frex_rank <= top))
        chosen = chosen[np.argsort(rank[chosen])]
        facts = {"topic": topic + 1, "rank": rank[chosen], "weight": model.topics[topic, chosen],
                 "frex": scores[topic, chosen], "frex_rank": frex_rank[chosen]}  # fmt: skip
        parts.append(concepts.iloc[chosen].assign(**facts))
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _leads(model: TopicModel, counts: ConceptCounts) -> np.ndarray:
    """Which of the model's concepts may lead a topic."""
    countries = present_countries(counts.units)
    texts = country_units(counts.matrix, counts.units)[countries].to_numpy()[counts.shared]
    sizes = np.array([(counts.units["country"] == code).sum() for code in countries])
    return well_met(texts, sizes, model.k)


def _ranks(values: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Rank of each value in its row, 1 for the greatest; ties in the order of name."""
    by_name = np.argsort(names.astype(str), kind="stable")
    order = by_name[np.argsort(-np.round(values[:, by_name], 12), axis=1, kind="stable")]
    ranks = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.arange(1, values.shape[1] + 1)[None], axis=1)
    return ranks


def leading(words: pd.DataFrame, number: int) -> pd.DataFrame:
    """The first words of each topic in the order in which readers see them.

    Every list, label and figure of a topic's words takes them from here. Concepts of which nothing
    may be shown (`vocabulary.door`) are passed over.

    Parameters
    ----------
    words : as `word_table` gives it, or read again; further columns do no harm
    number : words a topic

    Returns
    -------
    The rows in the order of topic and frex_rank
    """
    ranks = pd.to_numeric(words["frex_rank"], errors="coerce")
    seen = words.assign(frex_rank=ranks)[are_seen(words)]
    order = seen.sort_values(["topic", "frex_rank"], kind="stable")
    return order.groupby("topic", sort=False).head(number).reset_index(drop=True)


def told(words: pd.DataFrame, number: int, norms: tuple[str, ...] = tuple(LANGUAGES)) -> list[str]:
    """The first words of each topic in one line: *svare · dialog · kunde*.

    Parameters
    ----------
    words : as `word_table` gives it
    number : words a topic
    norms : codes of the norms whose headwords are wanted, the first before all others

    Returns
    -------
    A line a topic
    """
    shown = leading(words, number)
    shown["word"] = headwords(shown, norms)
    lines = {
        topic: BESIDE.join(dict.fromkeys(part["word"])) for topic, part in shown.groupby("topic")
    }
    return [lines.get(topic, "") for topic in sorted(words["topic"].unique())]
