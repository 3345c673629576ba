"""The declared choices: what they make together, and what the quick multiverse takes of it."""

from dataclasses import replace

import pandas as pd
import pytest

from nordtema.robustness.choices import (
    Choices,
    Found,
    analyses_of,
    declared,
    options_found,
    own_choices,
)
from nordtema.study import Comparison, Corpus, Robustness, Study, Vocabulary

ONE_TEST = Robustness(tests=("bootstrap",))
FULL = Study(robustness=Robustness(multiverse="full"))


def test_the_full_multiverse_is_every_combination_the_studys_own_first():
    every = declared(FULL, 300)
    assert len(every) == len(set(every))
    as_own = [one for one in every if one.test == "bootstrap"]
    assert len(as_own) == 3 * 3 * 2**7 == 2 * len({one.formation for one in every})
    assert all(one.departures(every[0]) <= 2 for one in every if one.test != "bootstrap")
    assert every[0] == own_choices(FULL)
    assert len({one.counting for one in every}) == 24


@pytest.mark.parametrize(("texts", "departures", "analyses"), [(2000, 2, 65), (2001, 1, 12)])
def test_the_quick_one_lies_close_to_the_study(texts, departures, analyses):
    study = Study(robustness=ONE_TEST)
    own, quick = own_choices(study), declared(study, texts)
    assert len(quick) == analyses
    assert max(one.departures(own) for one in quick) == departures
    assert set(quick) <= set(declared(FULL, texts))


def test_the_studys_own_options_belong_to_it_in_any_case():
    study = Study(
        corpus=Corpus(unit="paragraph"),
        vocabulary=Vocabulary(use_review_links=False, accept=0.97, shared_words="any"),
        robustness=Robustness(multiverse="full", k_factors=(2.0,)),
    )
    own = own_choices(study)
    assert (own.unit, own.link_threshold, own.shared_words) == ("paragraph", 0.97, "any")
    every = declared(study, 300)
    assert every[0] == own
    assert {one.k_factor for one in every} == {1.0, 2.0}
    assert {one.unit for one in every} == {"paragraph", "post", "document"}
    assert {one.link_threshold for one in every} == {0.8, 0.95, 0.97}


def test_numbers_of_topics_follow_the_model_and_equal_analyses_count_once():
    study = Study(
        robustness=Robustness(multiverse="full", k_factors=(0.5, 1.0, 1.1), tests=("bootstrap",))
    )
    analyses = analyses_of(study, {"lda": 4, "nmf": 10}, 300)
    assert {k for one, k in analyses.items() if one.model == "lda"} == {2, 4}
    assert {k for one, k in analyses.items() if one.model == "nmf"} == {5, 10, 11}
    assert len(analyses) == (2 + 3) * 3 * 2**6
    assert next(iter(analyses)) == own_choices(study)


def test_departures_and_what_counts_and_fits_depend_on():
    a = own_choices(Study())
    b = Choices(**{**vars(a), "weight": "tokens", "unit": "document"})
    assert a.departures(b) == 2 and a.departures(a) == 0
    assert replace(b, unit=a.unit).formation == a.formation != b.formation
    assert b.counting == ("document", "telling", 0.8, "countries")


# ---------------------------------------------------------------- weighing and testing


FOUND = Found(("author", "document", "author × day"), ("plain", "year"))
BY_AUTHOR = Study(comparison=Comparison(cluster=("author",)))


def test_tests_clusters_and_makeups_are_choices_that_need_no_other_fit():
    own = own_choices(BY_AUTHOR)
    assert (own.cluster, own.test, own.made_equal) == ("author", "bootstrap", "plain")
    alone = [one for one in declared(BY_AUTHOR, 300, FOUND) if one.departures(own) == 1]
    inferred = [one for one in alone if one.formation == own.formation]
    changed = {(one.weight, one.cluster, one.test, one.made_equal) for one in inferred}
    assert changed == {
        ("tokens", "author", "bootstrap", "plain"),
        ("documents", "document", "bootstrap", "plain"),
        ("documents", "author × day", "bootstrap", "plain"),
        ("documents", "document", "Welch", "plain"),
        ("documents", "author", "permutation", "plain"),
        ("documents", "author", "bootstrap", "year"),
    }


def test_no_test_is_made_that_there_is_not():
    """Welch knows no clusters, and labels are not permuted within years."""
    for one in declared(BY_AUTHOR, 300, FOUND):
        assert one.test != "Welch" or one.cluster == "document"
        assert one.test != "permutation" or one.made_equal == "plain"


def test_the_studys_own_makeup_belongs_to_it():
    adjusted = Study(comparison=Comparison(adjust=("kind", "year")))
    assert own_choices(adjusted).made_equal == "kind × year"
    modelled = Study(comparison=Comparison(formula="country + kind"))
    assert own_choices(modelled).made_equal == "formula"


def test_what_the_corpus_offers():
    documents = pd.DataFrame(
        {"doc_id": list("abcd"), "status": ["kept"] * 3 + ["dropped"],
         "date": ["2001-01-01", "2001", "2002", "2003"], "kind": ["letter", "speech", "", "x"]}
    )  # fmt: skip
    units = pd.DataFrame(
        {"unit": ["day", "day", "thread"], "topic": ["all", "1", "all"],
         "status": ["found", "found", "none"]}
    )  # fmt: skip
    assert options_found(documents, units, BY_AUTHOR) == Found(
        ("author", "document", "author × day"), ("plain", "year", "kind")
    )
    bare = documents[["doc_id", "status"]]
    assert options_found(bare, units.head(0), Study()) == Found(("document",), ("plain",))
