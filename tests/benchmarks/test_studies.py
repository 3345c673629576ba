"""The promises of the comparison, on simulated studies; benchmarks/validity.py has many more."""

from functools import partial

import numpy as np
import pytest

from nordtema.study import Comparison
from simulation import design_with
from studies import Rate, repeated, share_study, text_study

RULES = Comparison(bootstrap=300, permutations=599, detectable=1.0, refits=2)
ALIGNED = design_with(0.0, base=0.16, aligned=0, noise=2.5)


def rate(table, column: str) -> Rate:
    return Rate(int(table[column].sum()), len(table))


@pytest.mark.parametrize(
    ("hits", "studies", "low", "high"),
    [(0, 20, 0.0, 0.1684), (20, 20, 0.8316, 1.0), (5, 100, 0.0164, 0.1128)],
)
def test_intervals_of_rates_are_those_of_clopper_and_pearson(hits, studies, low, high):
    rate = Rate(hits, studies)
    assert rate.interval == pytest.approx((low, high), abs=1e-4)
    assert rate.value == hits / studies
    assert rate.meets(high, 1) and not rate.meets(high + 0.01, 1.01)


@pytest.mark.parametrize("spread", [0.0, 0.3])
@pytest.mark.slow
def test_nothing_is_declared_where_countries_differ_in_language_at_most(spread):
    table = repeated(partial(share_study, design_with(0.0), RULES, spread), 40)
    assert rate(table, "any_declared").meets(0, 0.05)
    if not spread:
        assert rate(table, "covered").meets(0.93, 0.97)


@pytest.mark.slow
def test_language_on_one_theme_is_seen_and_not_taken_for_a_difference():
    table = repeated(partial(share_study, ALIGNED, RULES, 0.0), 40)
    assert table["difference"].mean() > 0.08, "language makes a difference of shares"
    assert rate(table, "tested").value > 0.4 and rate(table, "theme_declared").meets(0, 0.05)


@pytest.mark.slow
def test_a_planted_difference_is_estimated_covered_and_declared():
    design = design_with(0.08, concentration=10.0)
    table = repeated(partial(share_study, design, RULES, 0.0), 40)
    assert table["difference"].mean() == pytest.approx(0.08, abs=0.01)
    assert rate(table, "covered").meets(0.93, 0.97) and rate(table, "declared").value > 0.75


@pytest.mark.parametrize("model", ["lda", "nmf"])
@pytest.mark.slow
def test_from_texts_to_verdicts(model):
    """8 points among 100 texts a country come back at 80–110 % of what was drawn, within chance."""
    planted = design_with(0.08, documents=100, concentration=3.0)
    table = repeated(partial(text_study, planted, RULES, model, True), 4)
    back = table["difference"].sum() / table["drawn"].sum()
    off = (table["difference"] - back * table["drawn"]).std() / table["drawn"].mean()
    assert 0.8 - off <= back <= 1.1 + off and off < 0.3
    assert table["covered"].sum() >= 2 and table["tested"].sum() >= table["oracle_tested"].sum() - 1


@pytest.mark.slow
def test_language_on_one_theme_of_texts_is_not_taken_for_a_difference():
    rules = RULES.model_copy(update={"refits": 0})
    table = repeated(partial(text_study, ALIGNED, rules, "lda", True), 6)
    assert table["difference"].mean() > 0.02 and rate(table, "theme_declared").meets(0, 0.05)


@pytest.mark.slow
def test_without_a_control_nothing_is_declared():
    outcome = text_study(design_with(0.3, documents=30), RULES, "nmf", False, 1)
    assert outcome["found"] and not outcome["any_declared"]


def test_a_study_is_the_same_again():
    one, other = (share_study(ALIGNED, RULES, 0.1, seed=3) for _ in range(2))
    assert one == other and isinstance(one["difference"], float | np.floating)
