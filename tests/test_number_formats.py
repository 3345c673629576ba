"""Numbers as prose, tables and captions write them."""

import pytest

from nordtema.formats import (
    SPACE,
    abbreviated,
    count,
    count_or_none,
    country_name,
    decimal,
    interval,
    language_name,
    listed,
    model_name,
    p_value,
    pair_name,
    percent,
    points,
    probability,
    signed_points,
    tallied,
    tick,
)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.5, "50 %"), (0.0312, "3.1 %"), (0.0996, "10 %"), (1.0, "100 %"), (0.1234, "12 %"),
     (0.0004, "under 0.1 %"), (0, "0 %"), (float("nan"), "an unknown share")],
)  # fmt: skip
def test_shares(share, words):
    assert percent(share) == words


def test_differences_of_shares():
    assert points(-0.081) == "8.1 points" and points(0.162) == "16.2 points"
    assert points(-0.081, "percentage points") == "8.1 percentage points"
    assert signed_points(-0.0812) == "−8.1" and signed_points(0.0812) == "+8.1"
    assert signed_points(-0.0001) == signed_points(0.0) == "0" and points(0) == "0 points"
    assert interval(-0.02, 0.114).split(SPACE) == ["−2.0", "to", "11.4"]
    assert tick(0.025) == "2.5" and tick(-0.2) == "−20" and tick(-0.0) == "0"


def test_numbers_have_a_true_minus_and_no_minus_zero():
    assert decimal(-0.251, 2) == "−0.25" and decimal(-0.001, 2) == "0.00"
    assert decimal(0.0002, 4, "+") == "+0.0002" and decimal(-7.15, 0) == "−7"
    assert [abbreviated(n) for n in (941, 1234, 9949, 33500)] == ["941", "1.2k", "9.9k", "34k"]


@pytest.mark.parametrize(("p", "words"), [(0.0001, "< .001"), (0.05, ".050"), (1.0, "1.000")])
def test_probabilities(p, words):
    assert probability(p).replace(SPACE, " ") == words
    assert p_value(p).replace(SPACE, " ") == (words if p < 0.001 else f"= {words}")


def test_lists_and_counts():
    assert listed([]) == "" and listed(["a"]) == "a" and listed(["a", "", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert count(1, "document") == "1 document" and count(1, "analysis", "analyses") == "1 analysis"
    assert count(2000, "document") == f"2{SPACE}000 documents"
    said = [count_or_none(n, "is", "are") for n in (0, 1, 2)]
    assert said == ["none is", "1 is", "2 are"]


def test_what_was_counted_is_told_from_the_most_frequent_on():
    seen = [*"bababa", *"c" * 12, "d"]
    assert tallied(seen) == "c (12), a (3), b (3) and d (1)"
    assert tallied(seen, 2) == "c (12), a (3) and others (4)"
    assert tallied(seen, 4) == tallied(seen) and tallied([]) == ""


def test_names():
    assert pair_name("NO", "DK") == f"Norway{SPACE}− Denmark" and model_name("lda") == "LDA"
    assert (country_name("XX"), language_name("nn"), language_name("")) == (
        "XX", "Nynorsk", "unknown")  # fmt: skip
