"""Do the tests keep their level, though the topics were formed with the countries known?

Topics are formed on what every country shares, on counts that are made equal between countries; the
permutation tests hold them fast. So the countries have a hand in the topics by which they are then
compared. Here the countries of whole clusters are permuted at random (label permutation), the
topics formed anew under the permuted countries, and the tests made again: nothing but chance is
left between the countries, and p should fall below .05 in one of twenty tests.

What this takes for granted: clusters are exchangeable between countries, as under the tests' own
null hypothesis. A country whose label was permuted speaks all languages, so that nothing is said of
language: that is what the control is for.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from ..comparison.sample import Sample, sample_of
from ..comparison.testing import Form, tests
from ..comparison.weighting import plain
from ..formats import count, thousands
from ..study import Comparison, Study
from ..topics.model import TopicModel
from ..topics.training import Formation, formation_of
from ..topics.uncertainty import GroupedTexts, grouped_texts, narrowed
from ..vocabulary.counts import ConceptCounts

COLUMNS = ["model", "test", "asked", "refits", "tests", "rejected"]
LEVEL = 0.05
DRAWS = 999


def calibrate_study(
    model: TopicModel,
    counts: ConceptCounts,
    document_topics: pd.DataFrame,
    documents: pd.DataFrame,
    study: Study,
) -> pd.DataFrame:
    """Calibration of the tests of a study, as `calibrate` gives it.

    Without a row where they are not tried, as `why_not_tried` says.

    Parameters
    ----------
    counts : that the model was fitted to
    document_topics : doc_id, country, language, topic_1 … topic_K
    documents : doc_id, tokens and the columns of clusters

    Returns
    -------
    DataFrame as of `calibrate`
    """
    if why_not_tried(document_topics, documents, study):
        return pd.DataFrame(columns=COLUMNS)
    return calibrate(
        model,
        counts,
        sample_of(document_topics, documents, study.comparison),
        study.comparison,
        formation_of(study),
        study.topics.seed,
        study.robustness.calibration_studies,
    )


def why_not_tried(document_topics: pd.DataFrame, documents: pd.DataFrame, study: Study) -> str:
    """Why the tests of a study are not tried where there is nothing to find; "" where they are.

    The study asks for none, all documents are from one country, so that there is nothing to
    permute, or there are more than it tries the tests on: a model is fitted for each permutation,
    which takes minutes where there are thousands of texts.

    Parameters
    ----------
    document_topics : doc_id, country, language, topic_1 … topic_K
    documents : doc_id, tokens and the columns that the comparison names

    Returns
    -------
    The first reason that holds
    """
    rules, size = study.robustness, len(document_topics)
    if not rules.calibration_studies:
        return "robustness.calibration_studies is 0"
    if document_topics["country"].nunique() < 2:
        return "all texts are from one country"
    if size > rules.calibration_documents:
        return (
            f"there are {count(size, 'document')}, and robustness.calibration_documents is "
            f"{thousands(rules.calibration_documents)}"
        )
    if not sample_of(document_topics, documents, study.comparison).pairs:
        return "no two groups have enough texts to be compared"
    return ""


def calibrate(
    model: TopicModel,
    counts: ConceptCounts,
    sample: Sample,
    rules: Comparison,
    formation: Formation,
    seed: int,
    refits: int = 20,
    jobs: int = 1,
) -> pd.DataFrame:
    """How often the tests reject where countries were permuted.

    Parameters
    ----------
    sample : the documents of the study, whose clusters are permuted as wholes
    rules : permutations (at most 999 draws are made), q
    refits : permutations, each with a model of its own
    counts : that the model was fitted to
    formation : as the model was fitted
    jobs : processes

    Returns
    -------
    DataFrame with model, test, asked (permutations), refits (those whose texts could carry a
    model), tests, rejected (share of tests below .05). `test` is pairwise (each theme and pair),
    omnibus (each theme), all (all themes at once), and study: any pairwise q below the accepted
    rate.
    """
    texts = grouped_texts(counts, pd.Series(sample.clusters, index=sample.doc_ids))
    model, texts = narrowed(model, texts)
    done = Parallel(jobs)(
        delayed(_permuted)(model, texts, sample, rules, formation, [seed, 10, run])
        for run in range(refits)
    )
    done = [one for one in done if one is not None]
    rows = [
        (test, len(done), sum(one[test].size for one in done), _share(done, test))
        for test in ("pairwise", "omnibus", "all", "study")
    ]
    table = pd.DataFrame(rows, columns=["test", "refits", "tests", "rejected"])
    return table.assign(model=model.name, asked=refits)[COLUMNS]


def _share(done: list[dict[str, np.ndarray]], test: str) -> float:
    values = np.concatenate([one[test] for one in done]) if done else np.array([np.nan])
    return float(values.mean())


def _permuted(
    model: TopicModel,
    texts: GroupedTexts,
    sample: Sample,
    rules: Comparison,
    formation: Formation,
    seed: list[int],
) -> dict[str, np.ndarray] | None:
    """Permute countries, form topics, test: which tests reject. None if no model can be fitted."""
    country_of = permuted_countries(sample, np.random.default_rng(seed))
    countries = pd.Series(country_of, index=sample.doc_ids)
    of_units = countries.loc[texts.doc_ids[texts.documents]].to_numpy(str)
    other = texts.fit(model, np.arange(len(of_units)), of_units, formation, seed[0])
    if other is None:
        return None
    shares = pd.DataFrame(texts.by_document(other.transform(texts.matrix)), index=texts.doc_ids)
    again = replace(sample, shares=shares.loc[sample.doc_ids].to_numpy(), groups=country_of)
    return _rejections(again, rules, seed)


def permuted_countries(sample: Sample, rng: np.random.Generator) -> np.ndarray:
    """Countries of the documents after a permutation of the labels of whole clusters.

    Returns
    -------
    documents, codes
    """
    clusters, first, number = np.unique(sample.clusters, return_index=True, return_inverse=True)
    return sample.groups[first][rng.permutation(len(clusters))][number]


def _rejections(sample: Sample, rules: Comparison, seed: list[int]) -> dict[str, np.ndarray]:
    weightings, draws = plain(sample), min(rules.permutations, DRAWS)
    forms = [[Form()] * len(weightings)]
    found = tests(
        sample, weightings, forms, draws, rules.q, seed[0] + seed[-1], rules.error_rate
    )[0]  # fmt: skip
    return {
        "pairwise": found.p.ravel() < LEVEL,
        "omnibus": found.topic_p < LEVEL,
        "all": np.array([found.all_p < LEVEL]),
        "study": np.array([(found.q < rules.q).any()]),
    }
