"""The declared choices: what they make together, and what the quick multiverse takes of it."""

import pytest

from nordtema.robustness.choices import Choices, analyses_of, declared, own_choices
from nordtema.study import Corpus, Robustness, Study, Vocabulary

FULL = Study(robustness=Robustness(multiverse="full"))


def test_the_full_multiverse_is_every_combination_the_studys_own_first():
    every = declared(FULL, 300)
    assert len(every) == len(set(every)) == 3 * 3 * 2**7 >= 96
    assert every[0] == own_choices(FULL)
    assert len({one.formation for one in every}) == len(every) / 2
    assert len({one.counting for one in every}) == 24


@pytest.mark.parametrize(("texts", "departures", "analyses"), [(2000, 2, 65), (2001, 1, 12)])
def test_the_quick_one_lies_close_to_the_study(texts, departures, analyses):
    own, quick = own_choices(Study()), declared(Study(), texts)
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
    study = Study(robustness=Robustness(multiverse="full", k_factors=(0.5, 1.0, 1.1)))
    analyses = analyses_of(study, {"lda": 4, "nmf": 10}, 300)
    assert {k for one, k in analyses.items() if one.model == "lda"} == {2, 4}
    assert {k for one, k in analyses.items() if one.model == "nmf"} == {5, 10, 11}
    assert len(analyses) == (2 + 3) * 3 * 2**6
    assert next(iter(analyses)) == own_choices(study)


def test_departures_and_what_counts_and_fits_depend_on():
    a = own_choices(Study())
    b = Choices(**{**vars(a), "weight": "tokens", "unit": "document"})
    assert a.departures(b) == 2 and a.departures(a) == 0
    assert a.formation == a and b.formation.weight == a.weight
    assert b.counting == ("document", "telling", 0.8, "countries")
