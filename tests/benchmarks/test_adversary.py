"""The comparison is not misled: a short version of benchmarks/adversary.py."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

import generators as made
from adversary import CASES, judged, repeated
from nordtema.study import Comparison
from studies import Rate, oracle, outcome, share_study, text_study

RULES = Comparison(bootstrap=200, permutations=499, refits=0)
STUDIES = 40
SHORT = (
    "nothing differs", "concentration 10/1/3", "25/400/150 words", "genre 80/20/50 %, adjusted",
    "16 against 8 %, 45 documents, 10",
)  # fmt: skip
LONG = (
    "theme sizes 1, 1/2 … 1/20", "the same, 15/300/300 documents", "13 sittings dealt, by default",
    "45 sittings dealt, speaker named", "sitting × speaker, both named",
    "language .3, control unrelated", "language .3, control of the themes",
    "30 % of a theme's words lost", "15 clusters", "weighted by tokens", "one strong difference",
)  # fmt: skip


def simulated(name: str, studies: int) -> pd.DataFrame:
    case = CASES[name]
    return repeated(partial(share_study, case.generator, RULES, case.covered), studies, 1)


def missed(table: pd.DataFrame) -> list[str]:
    return [f"{m.name} {m.told}" for m in judged(table) if not m.kept]


@pytest.mark.parametrize("name", SHORT)
def test_every_bar_is_kept(name):
    assert not missed(simulated(name, STUDIES))


@pytest.mark.parametrize("name", LONG)
@pytest.mark.slow
def test_every_bar_is_kept_in_further_studies(name):
    assert not missed(simulated(name, 20))


def outcomes(**columns) -> pd.DataFrame:
    base = {"false": False, "false_share": 0.0, "there": False, "false_alike": False,
            "refused": 0.0, "missed": 0.0, "lost": False, "undone": np.nan}  # fmt: skip
    return pd.DataFrame([base | columns] * 40)


@pytest.mark.parametrize(
    ("columns", "bar"),
    [
        ({"false": True, "undone": 0.1}, "false differs"),
        ({"false_share": 0.2}, "false of the claimed"),
        ({"false_alike": True}, "false alike"),
        ({"missed": 0.2}, "declared, covered"),
        ({"covered": 0.8}, "covered"),
        ({"found": False, "oracle": True, "back": 0.0}, "power"),
        ({"lost": True, "false": True, "undone": 0.5}, "undone by more"),
    ],
)
def test_each_bar_can_be_missed(columns, bar):
    assert not missed(outcomes())
    told = missed(outcomes(**columns))
    assert len(told) == 1 and told[0].startswith(bar)


def test_where_groups_differ_the_false_discovery_rate_promises_a_share_alone():
    some = outcomes(there=True, false=True, false_share=0.04)
    assert not missed(some)
    told = [measure for measure in judged(some, "fwer") if not measure.kept]
    assert [measure.name for measure in told] == ["false differs"]


@pytest.mark.parametrize(
    ("hits", "studies", "low", "high"),
    [(0, 20, 0.0, 0.1684), (20, 20, 0.8316, 1.0), (5, 100, 0.0164, 0.1128)],
)
def test_intervals_of_rates_are_those_of_clopper_and_pearson(hits, studies, low, high):
    rate = Rate(hits, studies)
    assert rate.interval == pytest.approx((low, high), abs=1e-4) and rate.value == hits / studies


def test_a_rate_is_too_high_where_chance_does_not_explain_it():
    assert Rate(6, 40).at_most(0.05) and not Rate(7, 40).at_most(0.05)
    assert Rate(30, 400).at_most(0.05) and not Rate(32, 400).at_most(0.05)


def test_claims_are_held_against_the_truth():
    """Between NO and DK theme 1 differs and theme 2 does not; SE is as DK."""
    study = made.twice(45, 10.0)(np.random.default_rng(1))
    means = {"NO": [0.16, 0.2, 0.64], "DK": [0.08, 0.2, 0.72], "SE": [0.08, 0.2, 0.72]}
    study = made.Study(study.shares, study.groups, {a: np.array(b) for a, b in means.items()})
    rows = [
        (topic, a, b, -0.01, 0.01, "cannot be told", "")
        for topic in (1, 2, 3)
        for a, b in (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))
    ]
    columns = ["topic", "country_a", "country_b", "low", "high", "verdict", "reason"]
    table = pd.DataFrame(rows, columns=columns).assign(difference=0.0, undone_by=0.4)
    themes = np.array([1, 0, 2])  # the second topic is the first theme
    said = outcome(study, table, themes, RULES)
    assert not said["false"] and not said["false_alike"] and not said["found"]
    claimed = table.assign(verdict=table["verdict"].where(table["topic"] != 2, "differs"))
    said = outcome(study, claimed, themes, RULES)
    assert said["found"] and said["false"] and said["undone"] == 0.4
    assert said["missed"] == pytest.approx(2 / 3), "the interval of DK and SE holds 0"
    alike = table.assign(verdict=table["verdict"].where(table["topic"] != 1, "alike"))
    assert not outcome(study, alike, themes, RULES)["false_alike"]
    alike = table.assign(verdict=table["verdict"].where(table["topic"] != 2, "alike"))
    assert outcome(study, alike, themes, RULES)["false_alike"]


def test_the_oracle_is_right_where_groups_scatter_unlike():
    draw = made.dispersed((15, 60, 60), (1.0, 10.0, 3.0))
    hits = 0
    for seed in range(60):
        study = draw(np.random.default_rng(seed))
        hits += oracle(study.shares, study.groups, RULES)
    assert Rate(hits, 60).at_most(0.05)
    strong = made.one_strong(np.random.default_rng(2))
    assert oracle(strong.shares, strong.groups, RULES)


def test_a_study_is_the_same_again():
    one, other = (
        share_study(made.languages(0.1, own=True), RULES, True, seed=3) for _ in range(2)
    )  # fmt: skip
    assert str(one) == str(other)


@pytest.mark.parametrize("model", ["lda", "nmf"])
@pytest.mark.slow
def test_from_texts_to_verdicts(model):
    """8 points among 200 texts a country come back, and nothing else differs."""
    study = partial(text_study, made.twice(200, 3.0), RULES, model)
    table = repeated(study, 6, 1)
    assert table["back"].mean() == pytest.approx(0.08, abs=0.02) and not missed(table)


@pytest.mark.slow
def test_lost_words_of_texts_would_undo_what_they_make():
    study = partial(text_study, made.lost_links, RULES, "nmf")
    table = repeated(study, 6, 1)
    assert not missed(table) and table["lost"].all()
