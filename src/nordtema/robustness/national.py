"""Each country's own model: what it calls the themes, and which themes it alone has.

The second view. Topics are formed on all the frequent concepts of one country, shared or not, and
matched afterwards to the themes of the joint model. Matching can fail, so each match has a
confidence, and a theme without a counterpart is shown as such: on the corpus with planted themes
(both models, K of 6 to 12) 54 % of the themes get a counterpart, and 94 % of these are right; of
all best matches 65 % are.

A theme that one country alone has is told only if other texts of that country would have given it:
by refits, as topics of the joint model are flagged. And its words must be the country's own: a
theme that another country speaks of may have no topic there, such as where one single text of a
third country leaves the joint model few concepts.
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from ..comparison.prevalence import prevalence_table
from ..comparison.sample import sample_of
from ..formats import decimal
from ..languages import COUNTRIES
from ..study import COUNTRY, Topics, Vocabulary
from ..topics.diagnostics import unstable
from ..topics.fitting import TooFewTexts, fit
from ..topics.matching import SAME_THEME, Counterparts, counterparts, theme_similarity
from ..topics.model import TopicModel
from ..topics.run import FittedTopics, document_topics
from ..topics.stability import measure_stability, sampled_texts
from ..topics.training import Formation, from_concept_counts
from ..topics.words import leading, told, word_table
from ..vocabulary.counts import ConceptCounts, minimum_documents, present_countries
from .analyses import NO_COUNTERPART, NOT_MADE, Question

MARGIN = 0.05  # a counterpart must be more like than the next best theme by this much
WORDS = 8
ELSEWHERE = 0.25  # of its leading words' occurrences, so many are also had by another country
SIZE = ["all_words", "low", "high"]  # of a theme in all content words
LIKENESS = ["similarity", "margin", "elsewhere", "words_elsewhere"]
STABLE = ["likeness", "share_correlation"]  # in refits


def national_models(
    joint: TopicModel, counts: ConceptCounts, rules: Vocabulary, formation: Formation, seed: int
) -> dict[str, TopicModel]:
    """The joint model's kind with its number of topics, fitted to each country alone.

    A country whose texts cannot carry so many topics has none; `national_themes` says so.

    Parameters
    ----------
    joint : the study's model
    rules : minimum_documents, maximum_document_share
    formation : how topics are formed

    Returns
    -------
    {country: model}
    """
    models = {}
    for code in present_countries(counts.units):
        own = national_counts(counts, code, rules)
        try:
            models[code] = fit(joint.name, from_concept_counts(own, formation), joint.k, seed)
        except TooFewTexts:
            continue
    return models


def national_counts(counts: ConceptCounts, country: str, rules: Vocabulary) -> ConceptCounts:
    """The texts of one country and the concepts that its topics are formed on: those that are
    neither rare nor common there, shared with other countries or not.

    Parameters
    ----------
    country : its code
    rules : minimum_documents, maximum_document_share

    Returns
    -------
    Counts of n texts and V concepts of the country
    """
    rows = np.flatnonzero(counts.units["country"] == country)
    matrix = counts.matrix[rows]
    texts = np.asarray((matrix > 0).sum(axis=0)).ravel()
    common = texts > rules.maximum_document_share * len(rows)
    kept = np.flatnonzero((texts >= minimum_documents(len(rows), rules)) & ~common)
    return replace(
        counts,
        units=counts.units.iloc[rows].reset_index(drop=True),
        concepts=counts.concepts.iloc[kept].assign(shared=True).reset_index(drop=True),
        matrix=matrix[:, kept].tocsr(),
    )


def national_themes(
    joint: TopicModel,
    models: dict[str, TopicModel],
    counts: ConceptCounts,
    labels: pd.DataFrame,
    rules: Vocabulary,
    question: Question,
    refitting: Topics,
) -> pd.DataFrame:
    """The themes of each country's own model beside those of the joint one.

    A theme that one country alone has is a result as a difference is, so it has its size, with an
    interval from the clusters of the study, and what refits leave of it.

    Parameters
    ----------
    models : as `national_models` gives them
    counts : of all countries
    labels : topic and label of the joint themes
    question : documents and rules of the comparison
    refitting : refits, selection_documents, seed

    Returns
    -------
    DataFrame with country, topic, theme (of the joint model; 0 and empty for what only the country
    has), national_topic (0 where the country has no counterpart), words (its leading ones, as the
    country writes them), share (mean over its texts), all_words (mean share of all content words of
    its documents), low, high (of that), similarity (to the joint theme, or to the nearest one),
    margin, elsewhere (likeness of what only the country has to the most like theme of another
    country's own model), words_elsewhere (of the same, as `words_elsewhere` has it), own_weight
    (share of the theme's weight on concepts that topics of the joint model are not formed on),
    status (counterpart | no counterpart | not made: its texts cannot carry a model of its own),
    likeness and share_correlation (in refits; of themes of one country alone, missing for all
    others); joint themes first, then what only the country has
    """
    parts = []
    for code in present_countries(counts.units):
        if code not in models:
            parts.append(_not_made(labels).assign(country=code))
            continue
        model = models[code]
        likeness = theme_similarity(joint, model)
        matches = counterparts(likeness, SAME_THEME, MARGIN)
        texts = national_counts(counts, code, rules)
        own = _described(model, texts, joint, code).merge(_sizes(model, texts, question))
        parts.append(_matched(matches, own, labels).assign(country=code))
        own["similarity"] = likeness.max(axis=0)
        own["elsewhere"] = _elsewhere(models, code)
        own["words_elsewhere"] = words_elsewhere(model, texts, counts)
        rest = own[~own["national_topic"].isin(matches.match + 1)].assign(country=code)
        parts.append(rest.assign(topic=0, theme="", status=NO_COUNTERPART))
    columns = ["country", "topic", "theme", "national_topic", "words", "share", *SIZE, *LIKENESS,
               "own_weight", "status"]  # fmt: skip
    table = pd.concat(parts, ignore_index=True)[columns]
    return _refitted(table, models, counts, rules, question.formation, refitting)


def _refitted(
    table: pd.DataFrame, models: dict[str, TopicModel], counts: ConceptCounts, rules: Vocabulary,
    formation: Formation, refitting: Topics,
) -> pd.DataFrame:  # fmt: skip
    """What refits leave of the themes of one country alone; other countries are not refitted."""
    table = table.assign(**dict.fromkeys(STABLE, np.nan))
    if without_model(table):
        return table
    for code, rows in _alone_there(table).groupby("country"):
        own = national_counts(counts, code, rules)
        texts = sampled_texts(own, refitting.selection_documents, refitting.seed)
        found = measure_stability(
            models[code], texts, refitting.refits, refitting.seed, formation
        )  # fmt: skip
        of_topic = found[STABLE].iloc[rows["national_topic"] - 1]
        table.loc[rows.index, STABLE] = of_topic.to_numpy()
    return table


def _not_made(labels: pd.DataFrame) -> pd.DataFrame:
    """A row for each joint theme of a country without a model of its own."""
    return pd.DataFrame(
        {"topic": labels["topic"], "theme": labels["label"], "national_topic": 0, "words": "",
         **dict.fromkeys(["share", *SIZE, *LIKENESS, "own_weight"], np.nan),
         "status": NOT_MADE}
    )  # fmt: skip


def _elsewhere(models: dict[str, TopicModel], country: str) -> np.ndarray:
    """How like each theme of a country's own model is to the nearest of all other countries', K."""
    others = [
        theme_similarity(models[country], other).max(axis=1)
        for code, other in models.items()
        if code != country
    ]
    return np.max(others, axis=0) if others else np.zeros(models[country].k)


def words_elsewhere(model: TopicModel, own: ConceptCounts, counts: ConceptCounts) -> np.ndarray:
    """Which part of a country's use of each theme's leading words another country has as well.

    Words are compared as concepts, each at most as frequent as at home, per content word; of the
    other countries, that with the most counts.

    Parameters
    ----------
    model : of the country alone
    own : that it was fitted to
    counts : of all countries

    Returns
    -------
    K values, 0 (no other country has these words) … 1 (one has each of them as often)
    """
    words = leading(word_table(model, own), WORDS)
    used = {code: _frequencies(counts, code) for code in present_countries(counts.units)}
    home = own.units["country"].iloc[0]
    shared = np.ones(model.k)  # of a theme without a word that may be shown nothing is told
    for topic, part in words.groupby("topic"):
        at = counts.concepts["concept"].isin(part["concept"]).to_numpy()
        here = used[home][at]
        there = [np.minimum(here, some[at]).sum() for code, some in used.items() if code != home]
        shared[topic - 1] = max(there, default=0) / here.sum()
    return shared


def _frequencies(counts: ConceptCounts, country: str) -> np.ndarray:
    """Of each concept, per content word of a country."""
    rows = np.flatnonzero(counts.units["country"] == country)
    words = counts.units["tokens"].iloc[rows].sum()
    return np.asarray(counts.matrix[rows].sum(axis=0), dtype=float).ravel() / max(words, 1)


def _matched(matches: Counterparts, own: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """A row for each joint theme."""
    table = pd.DataFrame(
        {"topic": labels["topic"], "theme": labels["label"], "national_topic": matches.match + 1,
         "similarity": matches.similarity, "margin": matches.margin}
    ).merge(own, on="national_topic", how="left")  # fmt: skip
    table["status"] = np.where(table["national_topic"] > 0, "counterpart", NO_COUNTERPART)
    return table.fillna({"words": ""})


def _described(
    model: TopicModel, counts: ConceptCounts, joint: TopicModel, country: str
) -> pd.DataFrame:
    """National topics with their words, share and weight on concepts that are theirs alone."""
    shares = model.transform(counts.matrix)
    known = shares.sum(axis=1) > 0
    own = ~np.isin(model.concepts, joint.concepts)
    words = told(word_table(model, counts), WORDS, COUNTRIES[country].languages)
    return pd.DataFrame(
        {"national_topic": np.arange(1, model.k + 1), "words": words,
         "share": shares[known].mean(axis=0), "own_weight": model.topics[:, own].sum(axis=1)}
    )  # fmt: skip


def _sizes(model: TopicModel, counts: ConceptCounts, question: Question) -> pd.DataFrame:
    """Each theme of a country as a share of all its content words, with its 95 % interval."""
    fitted = FittedTopics(model, model.transform(counts.matrix), pd.DataFrame())
    rules = question.rules.given({"groups": COUNTRY, "within": {}, "contrasts": ()})
    sample = sample_of(document_topics(fitted, counts), question.documents, rules)
    part = counts.taking_part().reindex(sample.doc_ids).to_numpy()
    of_all = replace(sample, shares=sample.shares * part[:, None])
    table = prevalence_table(of_all, rules.bootstrap, question.seed)
    names = {"topic": "national_topic", "mean": SIZE[0]}
    return table.rename(columns=names)[["national_topic", *SIZE]]


def side_by_side(table: pd.DataFrame) -> pd.DataFrame:
    """Each joint theme with what every country's own model calls it, for reading.

    Parameters
    ----------
    table : as `national_themes` gives it

    Returns
    -------
    DataFrame with theme and a column for each country, under its name
    """
    matched = table[table["topic"] > 0].copy()
    sure = matched["status"] == "counterpart"
    told = matched["words"] + " (" + matched["similarity"].map(lambda like: decimal(like, 2)) + ")"
    matched["told"] = told.where(sure, matched["status"])
    wide = matched.pivot(index=["topic", "theme"], columns="country", values="told")
    present = [code for code in COUNTRIES if code in wide.columns]
    wide = wide[present].rename(columns={code: COUNTRIES[code].name for code in present})
    return wide.reset_index().drop(columns="topic").rename_axis(columns=None)


def alone(table: pd.DataFrame) -> pd.DataFrame:
    """The themes that only a country's own model has, the largest first within each country.

    Parameters
    ----------
    table : as `national_themes` gives it

    Returns
    -------
    DataFrame with country, words, share, all_words, low, high, similarity, own_weight, likeness,
    share_correlation
    """
    keys, ascending = ["country", "share", "national_topic"], [True, False, True]
    rows = table[table["topic"] == 0].sort_values(keys, ascending=ascending, key=_in_order)
    columns = ["country", "words", "share", *SIZE, "similarity", "own_weight", *STABLE]
    return rows[columns].reset_index(drop=True)


def of_one_country(table: pd.DataFrame) -> pd.DataFrame:
    """The themes that one country has and that are like none of the joint ones, nor of others' own.

    What is only not clearly one of several joint themes is none of these, and neither is what may
    fill nothing (its interval begins at 0), whose leading words another country has too, or what
    refits do not find again. Nothing can be told of a single country, nor beside one whose texts
    cannot carry a model: it may have the theme as well.

    Parameters
    ----------
    table : as `national_themes` gives it

    Returns
    -------
    Rows of the table, the largest first
    """
    rows = _alone_there(table)
    if without_model(table):
        return rows.head(0)
    return rows[_found_again(rows)].sort_values(
        ["all_words", "country", "national_topic"], ascending=[False, True, True], kind="stable"
    )


def not_found_again(table: pd.DataFrame) -> pd.DataFrame:
    """The themes that would be of one country alone, but that refits do not give again.

    Beside a country without a model no theme is refitted, and these are all.

    Parameters
    ----------
    table : as `national_themes` gives it

    Returns
    -------
    Rows of the table
    """
    rows = _alone_there(table)
    return rows if without_model(table) else rows[~_found_again(rows)]


def without_model(table: pd.DataFrame) -> list[str]:
    """Codes of the countries whose texts cannot carry a model of their own.

    Parameters
    ----------
    table : as `national_themes` gives it
    """
    return list(dict.fromkeys(table.loc[table["status"] == NOT_MADE, "country"]))


def _found_again(rows: pd.DataFrame) -> pd.Series:
    """By the rule for topics that are unstable; not where the texts are too few for refits."""
    return rows["likeness"].notna() & ~unstable(rows["likeness"], rows["share_correlation"])


def _alone_there(table: pd.DataFrame) -> pd.DataFrame:
    """What one country alone has, by a single fit."""
    unlike = table[["similarity", "elsewhere"]].max(axis=1) < SAME_THEME
    unsaid = table["words_elsewhere"] < ELSEWHERE
    others = table.loc[table["status"] != NOT_MADE, "country"].nunique() > 1
    return table[(table["topic"] == 0) & unlike & unsaid & (table["low"] > 0) & others]


def _in_order(column: pd.Series) -> pd.Series:
    """Countries by their place in the table of countries, all else as it is."""
    return column.map(list(COUNTRIES).index) if column.name == "country" else column
