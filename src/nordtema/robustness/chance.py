"""Do standard models see the study's themes, more than chance would have it?

See `standard` for the models, and for what chance is.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..comparison.sample import mean_shares, sample_of
from ..topics.matching import Counterparts, counterparts, theme_similarity
from ..topics.model import TopicModel
from ..topics.run import FittedTopics, document_topics
from ..vocabulary.counts import ConceptCounts
from .analyses import Question
from .inferences import PAIR
from .standard import StandardFits

DRAWS = 20  # of which the highest is exceeded by chance in one of 21 cases
BAND = 10  # concepts that change places: few, so that they are about as frequent


@dataclass(frozen=True)
class Beside:
    """The study's themes beside the topics of a standard model.

    Attributes
    ----------
    standard : the model, with the shares of all units
    matches : of each theme
    chance : draws × K, the likeness of each theme's match where concepts have changed places
    matched : draws, themes that have a counterpart then
    """

    standard: FittedTopics
    matches: Counterparts
    chance: np.ndarray
    matched: np.ndarray


def beside_standard(reference: TopicModel, fits: StandardFits, seed: int) -> list[Beside]:
    """Match the themes to the topics of each standard model, and to those of chance.

    Parameters
    ----------
    reference : the study's model
    fits : as `fit_standard` gives them

    Returns
    -------
    One for each model, in their order
    """
    return [_beside(reference, one, fits, seed) for one in fits.models]


def _beside(reference: TopicModel, standard: FittedTopics, fits: StandardFits, seed: int) -> Beside:
    rng = np.random.default_rng([seed, 6])
    drawn = []
    for _ in range(DRAWS):
        topics = standard.model.topics[:, exchanged(fits.rates, rng)]
        other = replace(standard.model, topics=topics)
        drawn.append(counterparts(theme_similarity(reference, other)))
    matches = counterparts(theme_similarity(reference, standard.model))
    chance = np.array([one.similarity for one in drawn])
    return Beside(standard, matches, chance, np.array([np.sum(one.match >= 0) for one in drawn]))


def exchanged(rates: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """An order in which concepts change places within bands of about the same frequency.

    A band holds concepts that the same country uses most, so that what goes together for being of
    one country still does.

    Parameters
    ----------
    rates : countries × V, rows sum to 1

    Returns
    -------
    V numbers of concepts
    """
    order = np.arange(rates.shape[1])
    country, rate = rates.argmax(axis=0), rates.mean(axis=0)
    for code in range(len(rates)):
        own = np.flatnonzero(country == code)
        own = own[np.argsort(-rate[own], kind="stable")]
        for start in range(0, len(own), BAND):
            band = own[start : start + BAND]
            order[band] = rng.permutation(band)
    return order


def standard_models(
    besides: list[Beside], themes: pd.DataFrame, fits: StandardFits
) -> pd.DataFrame:
    """How far each standard model sees the study's themes, beside chance.

    Parameters
    ----------
    besides : as `beside_standard` gives them
    themes : as `standard_themes` gives them
    fits : what was matched

    Returns
    -------
    DataFrame with model, topics, texts, of_texts (see `StandardFits`), counterparts, similarity
    (mean over the themes), chance, chance_highest (mean and highest of the draws),
    chance_counterparts (mean), others (similarity to the other standard models' topics), compared
    (themes with a counterpart and a difference between countries), same_sign (of these)
    """
    directions = themes.groupby("model")["direction"]
    same = directions.apply(lambda told: int((told == "same").sum()))
    compared = same + directions.apply(lambda told: int((told == "opposite").sum()))
    rows = []
    for one in besides:
        name, chance = one.standard.model.name, one.chance.mean(axis=1)
        rows.append(
            {"model": name, "topics": one.standard.model.k, "texts": fits.texts,
             "of_texts": fits.of_texts,
             "counterparts": int((one.matches.match >= 0).sum()),
             "similarity": one.matches.similarity.mean(), "chance": chance.mean(),
             "chance_highest": chance.max(), "chance_counterparts": one.matched.mean(),
             "others": _to_the_others(one.standard.model, fits),
             "compared": int(compared[name]), "same_sign": int(same[name])}
        )  # fmt: skip
    columns = ["model", "topics", "texts", "of_texts", "counterparts", "similarity", "chance",
               "chance_highest", "chance_counterparts", "others", "compared",
               "same_sign"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _to_the_others(model: TopicModel, fits: StandardFits) -> float:
    """Mean similarity of a standard model's topics to their matches in the other ones."""
    others = [one.model for one in fits.models if one.model is not model]
    matches = [counterparts(theme_similarity(model, other)) for other in others]
    return float(np.mean([one.similarity.mean() for one in matches]))


def standard_themes(
    besides: list[Beside],
    counts: ConceptCounts,
    question: Question,
    weight: str,
    contrasts: pd.DataFrame,
    labels: pd.DataFrame,
) -> pd.DataFrame:
    """What each standard model says of each theme, and of its largest difference.

    Parameters
    ----------
    besides : as `beside_standard` gives them
    counts : whose units the shares are of
    question : documents and clusters
    weight : "documents" or "tokens"
    contrasts : of the study's model: topic, country_a, country_b, difference
    labels : topic, label

    Returns
    -------
    DataFrame with model, topic, theme, similarity, chance (mean over the draws), found (1 where the
    theme has a counterpart), found_by (standard models in which it has one), country_a, country_b,
    difference (the study's largest of the theme), standard_difference (of the counterpart; missing
    where there is none), direction (same | opposite; empty where there is none)
    """
    known = contrasts.dropna(subset="difference")
    largest = known.loc[known["difference"].abs().groupby(known["topic"]).idxmax()]
    study = labels[["topic", "label"]].rename(columns={"label": "theme"})
    study = study.merge(largest[["topic", *PAIR, "difference"]], on="topic", how="left")
    parts = [_themes_of(one, study, _means(one, counts, question, weight)) for one in besides]
    columns = ["model", "topic", "theme", "similarity", "chance", "found", "found_by", *PAIR,
               "difference", "standard_difference", "direction"]  # fmt: skip
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    table["found_by"] = table.groupby("topic")["found"].transform("sum")
    return table[columns]


def _means(one: Beside, counts: ConceptCounts, question: Question, weight: str) -> pd.DataFrame:
    """Mean share of each topic of a standard model in each country, topics × countries."""
    table = document_topics(one.standard, counts)
    return mean_shares(sample_of(table, question.documents, question.rules, weight))


def _themes_of(one: Beside, study: pd.DataFrame, means: pd.DataFrame) -> pd.DataFrame:
    """The rows of one standard model."""
    table = study.assign(
        model=one.standard.model.name, similarity=one.matches.similarity,
        chance=one.chance.mean(axis=0), found=(one.matches.match >= 0).astype(int),
        standard_difference=np.nan,
    )  # fmt: skip
    for row in np.flatnonzero((one.matches.match >= 0) & table["country_a"].notna()):
        first, second = table.loc[row, PAIR]
        if {first, second} <= set(means):
            shares = means.loc[one.matches.match[row]]
            table.loc[row, "standard_difference"] = shares[first] - shares[second]
    same = np.sign(table["difference"]) == np.sign(table["standard_difference"])
    direction = pd.Series(np.where(same, "same", "opposite"), dtype=object)
    return table.assign(direction=direction.where(table["standard_difference"].notna()))
