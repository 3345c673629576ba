"""Other tests of the same shares: against formulas, and with the errors that each is known for."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

from nordtema.robustness.inferences import Inference, intervals, own_inference
from nordtema.study import Comparison

RULES = Comparison(bootstrap=400)
PLAIN = own_inference(RULES)


def study(rng, means=(0.3, 0.3), documents=30, a_cluster=1, correlation=0.0, sizes=None):
    """Documents of two countries with a first theme of these means, in clusters."""
    rows = []
    for country, mean in zip(("NO", "DK"), means, strict=True):
        for number in range(documents):
            if number % a_cluster == 0:
                shift = rng.normal(0, np.sqrt(correlation))
            noise = shift + rng.normal(0, np.sqrt(1 - correlation))
            rows.append((country, f"{country}{number // a_cluster}", mean + 0.1 * noise))
    table = pd.DataFrame(rows, columns=["country", "sitting", "topic_1"])
    table.insert(0, "doc_id", [f"d{number:04}" for number in range(len(table))])
    table["topic_2"] = 1 - table["topic_1"]
    shares = table[["doc_id", "country", "topic_1", "topic_2"]].copy()
    shares.insert(2, "language", table["country"].map({"NO": "nb", "DK": "da"}))
    documents_ = table[["doc_id", "country", "sitting"]].assign(tokens=10)
    return shares, documents_


def first(taken, inference, rules=RULES):
    shares, documents = taken
    return intervals(shares, documents, rules, inference, 1).iloc[0]


def inference(**changes) -> Inference:
    return Inference(**{**vars(PLAIN), **changes})


def test_welch_is_welchs_interval():
    taken = study(np.random.default_rng(1), (0.4, 0.3))
    shares = taken[0].set_index("country")["topic_1"]
    expected = ttest_ind(shares["NO"], shares["DK"], equal_var=False).confidence_interval(0.95)
    row = first(taken, inference(test="Welch"))
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert row["difference"] == pytest.approx(shares["NO"].mean() - shares["DK"].mean())


def test_all_tests_are_of_the_same_difference_and_about_as_wide_where_texts_are_independent():
    taken = study(np.random.default_rng(2), (0.4, 0.3), 60)
    rows = [first(taken, inference(test=test)) for test in ("bootstrap", "Welch", "permutation")]
    assert len({round(row["difference"], 9) for row in rows}) == 1
    widths = [row["high"] - row["low"] for row in rows]
    assert max(widths) < 1.2 * min(widths)


@pytest.mark.parametrize(
    ("test", "cluster", "low", "high"),
    [("permutation", "sitting", 0.0, 0.15), ("Welch", "document", 0.25, 0.8),
     ("permutation", "document", 0.25, 0.8)],
)  # fmt: skip
def test_without_clusters_chance_passes_for_a_difference(test, cluster, low, high):
    """Ten texts of each sitting are alike: taken one by one they pass for more than there are."""
    false = 0
    for seed in range(60):
        taken = study(np.random.default_rng(seed), documents=100, a_cluster=10, correlation=0.4)
        rules = Comparison(bootstrap=200, cluster=("sitting",))
        row = first(taken, Inference("documents", cluster, test, "plain"), rules)
        false += row["low"] > 0 or row["high"] < 0
    assert low <= false / 60 <= high


def test_clusters_that_are_named_widen_the_interval():
    taken = study(np.random.default_rng(4), documents=100, a_cluster=10, correlation=0.5)
    alone, together = (first(taken, inference(cluster=c)) for c in ("document", "sitting"))
    assert together["high"] - together["low"] > 1.5 * (alone["high"] - alone["low"])


def test_what_is_made_equal_is_what_is_compared():
    """Within kinds there is no difference; Norway has more of the kind that has the theme."""
    rng = np.random.default_rng(5)
    kind = np.r_[np.repeat(["a", "b"], [30, 10]), np.repeat(["a", "b"], [10, 30])]
    share = np.where(kind == "a", 0.6, 0.2) + rng.normal(0, 0.02, 80)
    shares, documents = study(rng, documents=40)
    shares = shares.assign(topic_1=share, topic_2=1 - share)
    taken = shares, documents.assign(kind=kind)
    plain, equal = (first(taken, inference(made_equal=one)) for one in ("plain", "kind"))
    assert plain["difference"] > 0.15 and plain["low"] > 0
    assert abs(equal["difference"]) < 0.02 and equal["low"] < 0 < equal["high"]
    adjusted = Comparison(bootstrap=400, adjust=("kind",))
    assert first(taken, own_inference(adjusted), adjusted)["difference"] == equal["difference"]
    assert first(taken, PLAIN, adjusted)["difference"] == plain["difference"]


@pytest.mark.parametrize("test", ["Welch", "permutation"])
def test_a_group_of_one_text_has_no_interval(test):
    shares, documents = study(np.random.default_rng(6), documents=5)
    one = shares.iloc[[0, *range(5, 10)]]
    row = first((one, documents), inference(test=test))
    assert np.isnan(row["low"]) and np.isfinite(row["difference"])


def test_the_same_seed_gives_the_same_interval():
    taken = study(np.random.default_rng(7))
    one, again = (first(taken, inference(test="permutation")) for _ in range(2))
    assert one.equals(again)
