"""Numbers as prose, tables and captions write them."""

import pytest

from nordtema.formats import count, listed, p_value, percent, points, probability, signed_points


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.5, "50 %"), (0.0312, "3.1 %"), (0.0996, "10 %"), (1.0, "100 %"), (0.1234, "12 %"),
     (0.0004, "under 0.1 %"), (0, "0.0 %"), (float("nan"), "an unknown share")],
)  # fmt: skip
def test_shares(share, words):
    assert percent(share) == words


def test_differences_of_shares():
    assert points(-0.081) == "8.1 points" and points(0.162) == "16 points"
    assert points(-0.081, "percentage points") == "8.1 percentage points"
    assert signed_points(-0.0812) == "−8.1" and signed_points(0.0812) == "+8.1"
    assert signed_points(-0.0001) == "0"


@pytest.mark.parametrize(("p", "words"), [(0.0001, "<.001"), (0.05, ".050"), (1.0, "1.000")])
def test_probabilities(p, words):
    assert probability(p) == words and p_value(p).replace(" ", "").lstrip("=") == words


def test_lists_and_counts():
    assert listed([]) == "" and listed(["a"]) == "a" and listed(["a", "", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert count(1, "document") == "1 document" and count(1, "analysis", "analyses") == "1 analysis"
    assert count(2000, "document") == "2\N{NO-BREAK SPACE}000 documents"
