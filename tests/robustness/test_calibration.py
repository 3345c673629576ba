"""Permuted countries: whole clusters move, and the tests are made again on topics of their own."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.sample import sample_from
from nordtema.report.sentences.robustness import calibration_sentence
from nordtema.robustness.calibration import (
    COLUMNS,
    calibrate,
    calibrate_study,
    permuted_countries,
    why_not_tried,
)
from nordtema.study import Comparison, Robustness, Study
from nordtema.topics.fitting import fit
from nordtema.topics.training import BY_DEFAULT, training_counts
from nordtema.vocabulary.counts import ConceptCounts
from simulation import (
    design_with,
    draw_counts,
    draw_shares,
    random_topics,
    spoken_topics,
)

RULES = Comparison(permutations=199)
LANGUAGE = {"NO": "nb", "DK": "da", "SE": "sv"}


def simulated(difference: float):
    """A study of three countries whose first theme is larger in Norway by so much."""
    rng = np.random.default_rng(3)
    design = design_with(difference, k=4, base=0.2, documents=30, length=80)
    topics = random_topics(4, 120, rng)
    shares = draw_shares(design, rng)
    matrix = draw_counts(design, shares, spoken_topics(design, topics, rng), rng)
    ids = np.array([f"d{number:03}" for number in range(90)])
    languages = np.array([LANGUAGE[code] for code in design.countries])
    units = pd.DataFrame({"doc_id": ids, "country": design.countries, "language": languages,
                          "tokens": 80})  # fmt: skip
    names = np.array([f"c{number:03}" for number in range(120)])
    words = dict.fromkeys(("nb", "nn", "da", "sv"), names)
    concepts = pd.DataFrame({"concept": names, **words, "shared": True, "light": False})
    counts = ConceptCounts(units, concepts, matrix)
    model = fit("nmf", training_counts(names, matrix, design.countries, languages), 4)
    clusters = np.arange(90) // 2
    sample = sample_from(model.transform(matrix), design.countries, clusters, doc_ids=ids)
    return model, counts, sample


def test_labels_of_whole_clusters_are_permuted_and_countries_keep_their_number():
    _, _, sample = simulated(0.0)
    countries = permuted_countries(sample, np.random.default_rng(1))
    for cluster in np.unique(sample.clusters):
        assert len(set(countries[sample.clusters == cluster])) == 1
    assert sorted(countries) == sorted(sample.groups)
    assert (countries != sample.groups).any()


@pytest.mark.slow
def test_where_a_difference_is_large_permuted_countries_show_none():
    """The study itself differs plainly; with countries permuted nearly nothing is rejected."""
    model, counts, sample = simulated(0.4)
    table = calibrate(model, counts, sample, RULES, BY_DEFAULT, seed=1, refits=5)
    assert list(table.columns) == ["model", "test", "asked", "refits", "tests", "rejected"]
    assert table["test"].tolist() == ["pairwise", "omnibus", "all", "study"]
    assert table["tests"].tolist() == [5 * 12, 5 * 4, 5, 5] and (table["refits"] == 5).all()
    assert table["rejected"].iloc[0] < 0.15
    again = calibrate(model, counts, sample, RULES, BY_DEFAULT, seed=1, refits=5, jobs=2)
    pd.testing.assert_frame_equal(table, again)


def tried(comparison: dict | None = None, **settings) -> tuple[pd.DataFrame, str]:
    """The tests of a study of 90 texts, tried as its parameters say; and why they were not."""
    model, counts, sample = simulated(0.0)
    shares = pd.DataFrame(sample.shares, columns=[f"topic_{n + 1}" for n in range(4)])
    shares = counts.units[["doc_id", "country", "language"]].join(shares)
    documents = pd.DataFrame({"doc_id": sample.doc_ids, "country": sample.groups,
                              "author": sample.clusters.astype(str), "tokens": 80})  # fmt: skip
    study = Study(comparison=Comparison(permutations=199, cluster=("author",), **comparison or {}),
                  robustness=Robustness(**settings))  # fmt: skip
    why = why_not_tried(shares, documents, study)
    return calibrate_study(model, counts, shares, documents, study), why


def test_a_study_says_how_often_the_tests_are_tried():
    model, counts, sample = simulated(0.0)
    table, why = tried(calibration_studies=2)
    assert not why
    rules = Comparison(permutations=199)
    expected = calibrate(model, counts, sample, rules, BY_DEFAULT, seed=1, refits=2)
    pd.testing.assert_frame_equal(table, expected)


@pytest.mark.parametrize(
    ("settings", "told"),
    [({"calibration_studies": 0, "calibration_documents": 89},
      "robustness.calibration_studies is 0"),
     ({"calibration_documents": 89},
      "there are 90 documents, and robustness.calibration_documents is 89"),
     ({"comparison": {"groups": ("author",), "minimum_clusters": 100}},
      "no two groups have enough texts to be compared")],
)  # fmt: skip
def test_why_the_tests_were_not_tried_is_said(settings, told):
    table, why = tried(**settings)
    assert table.empty and list(table.columns) == COLUMNS
    assert calibration_sentence(table, why).endswith(f"was not tried on these texts: {told}.")


def test_in_words():
    rows = [("lda", "pairwise", 20, 20, 600, 0.045), ("lda", "omnibus", 20, 20, 200, 0.05),
            ("lda", "all", 20, 20, 20, 0.05), ("lda", "study", 20, 20, 20, 0.1)]  # fmt: skip
    table = pd.DataFrame(rows, columns=COLUMNS)
    sentence = calibration_sentence(table)
    assert "with LDA, 4.5 % of 600 tests of two countries" in sentence
    assert "5.0 % of 200 tests of all countries" in sentence and "2 of 20 such studies" in sentence
    both = calibration_sentence(pd.concat([table, table.assign(model="nmf")]))
    assert "; with NMF, 4.5 % of 600 tests of two" in both
    assert "could not be made" not in sentence
    fewer = calibration_sentence(table.assign(asked=23))
    assert "3 more permutations could not be made" in fewer
    none = table.assign(refits=0, rejected=np.nan, tests=0)
    assert "too few texts" in calibration_sentence(none)


@pytest.mark.parametrize("texts", [3])
def test_too_few_texts_for_another_fit(texts):
    model, counts, sample = simulated(0.0)
    few = sample.rows(np.arange(texts))
    table = calibrate(model, counts, few, RULES, BY_DEFAULT, seed=1, refits=2)
    assert (table["refits"] == 0).all() and table["rejected"].isna().all()


def test_of_one_country_there_is_nothing_to_permute():
    model, counts, sample = simulated(0.0)
    rows = sample.groups == "DK"
    shares = pd.DataFrame(sample.shares[rows], columns=[f"topic_{n}" for n in range(1, 5)])
    table = pd.DataFrame({"doc_id": sample.doc_ids[rows], "country": "DK", "language": "da"})
    documents = table[["doc_id"]].assign(tokens=80)
    tried = calibrate_study(model, counts, table.join(shares), documents, Study())
    assert tried.empty and list(tried.columns) == COLUMNS
    why = why_not_tried(table.join(shares), documents, Study())
    assert "all texts are from one country" in calibration_sentence(tried, why)
