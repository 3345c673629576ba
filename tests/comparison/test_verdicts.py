"""The first verdict that holds, and why it is no more than that."""

import pytest

from nordtema.comparison.verdicts import Reason, Verdict, set_aside, verdict_of

NOTHING = {"few": False, "q": 0.5, "q_chance": 0.5, "q_alike": 0.5, "known": True}


@pytest.mark.parametrize(
    ("row", "verdict", "reason"),
    [
        ({"q": 0.01, "q_chance": 0.01}, Verdict.DIFFERS, Reason.NONE),
        ({"q": 0.01, "q_chance": 0.5}, Verdict.DIFFERS, Reason.NONE),  # language had hidden it
        ({"q_alike": 0.01}, Verdict.ALIKE, Reason.NONE),
        ({"q": 0.01, "q_alike": 0.01}, Verdict.DIFFERS, Reason.NONE),
        ({"q_alike": 0.01, "q_chance": 0.01}, Verdict.ALIKE, Reason.NONE),  # language made it
        ({}, Verdict.OPEN, Reason.CHANCE),
        ({"q": 0.05, "q_chance": 0.05, "q_alike": 0.05}, Verdict.OPEN, Reason.CHANCE),
        ({"q_chance": 0.01}, Verdict.LANGUAGE, Reason.WITHIN),
        ({"q_chance": 0.01, "q": 0.01, "known": False}, Verdict.LANGUAGE, Reason.UNKNOWN),
        ({"q": 0.01, "known": False}, Verdict.LANGUAGE, Reason.UNKNOWN),
        ({"q_alike": 0.01, "known": False}, Verdict.OPEN, Reason.CHANCE),
        ({"q": 0.01, "q_alike": 0.01, "few": True}, Verdict.OPEN, Reason.FEW),
    ],
)
def test_the_first_that_holds(row, verdict, reason):
    assert verdict_of(NOTHING | row, 0.05, Reason.NONE, True) == (verdict, reason)


def test_a_unit_that_is_not_named_comes_before_all_but_a_theme_that_is_set_aside():
    row = NOTHING | {"q": 0.01, "few": True}
    assert verdict_of(row, 0.05, Reason.NONE, False) == (Verdict.OPEN, Reason.UNIT)
    assert verdict_of(row, 0.05, Reason.UNSTABLE, False) == (Verdict.ASIDE, Reason.UNSTABLE)


@pytest.mark.parametrize(
    ("flag", "reason"),
    [("", Reason.NONE), ("furniture", Reason.FURNITURE), ("one country, unstable", Reason.UNSTABLE),
     ("incoherent in one language", Reason.INCOHERENT), ("unstable, furniture", Reason.FURNITURE),
     ("not furniture", Reason.NONE)],
)  # fmt: skip
def test_flags_that_set_a_theme_aside(flag, reason):
    assert set_aside(flag) == reason
