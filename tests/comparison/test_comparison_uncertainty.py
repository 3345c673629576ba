"""What the model makes uncertain, and what share of the variance each source has."""

from dataclasses import replace

import numpy as np
import pytest
from comparison_samples import EQUAL, sample, weighted

from nordtema.comparison.testing import Form, errors
from nordtema.comparison.uncertainty import model_source, uncertainty_table
from nordtema.topics.uncertainty import ShareUncertainty

PAIR = ("NO", "DK")


@pytest.fixture
def taken():
    return sample(np.random.default_rng(0), EQUAL, 40)


def measured(taken, refits: int, spread: float, words: float = 0.0) -> ShareUncertainty:
    """Refits that move the first theme's share of all Norwegian documents alike."""
    moved = np.repeat(taken.shares[None], refits, axis=0)
    step = np.random.default_rng(1).normal(0, spread, refits)[:, None]
    moved[:, taken.groups == "NO", 0] += step
    moved[:, taken.groups == "NO", 1] -= step
    variance = np.full(taken.shares.shape, words)
    return ShareUncertainty(taken.doc_ids, taken.shares, variance, moved, np.ones((refits, 3)))


def deviation(taken, found, x=1.0, y=-1.0) -> np.ndarray:
    (source,) = model_source(taken, weighted(taken, PAIR), found)
    return source.deviation(x, y)


@pytest.mark.parametrize("refits", [None, 0, 1])
def test_fewer_than_two_refits_say_nothing_of_the_model(taken, refits):
    found = None if refits is None else measured(taken, refits, 0.1)
    assert model_source(taken, weighted(taken, PAIR), found) == ()


def test_the_model_has_the_spread_of_the_refits_known_by_their_number(taken):
    found = measured(taken, 60, 0.1)
    spread = np.random.default_rng(1).normal(0, 0.1, 60).std(ddof=1)
    np.testing.assert_allclose(deviation(taken, found), [spread, spread, 0], atol=1e-9)
    np.testing.assert_allclose(deviation(taken, found, 0, 1), 0, atol=1e-9)
    assert model_source(taken, weighted(taken, PAIR), found)[0].freedom == 59


def test_what_a_refit_does_to_both_groups_cancels_in_their_difference(taken):
    found = measured(taken, 20, 0.0)
    found.refits[:, :, 0] += np.random.default_rng(2).normal(0, 0.2, 20)[:, None]
    assert deviation(taken, found, 1, 0)[0] > 0.1
    np.testing.assert_allclose(deviation(taken, found), 0, atol=1e-9)


def test_a_common_shift_of_all_refits_is_no_spread(taken):
    found = measured(taken, 5, 0.0)
    found.refits[:, taken.groups == "NO", 0] += 0.3
    np.testing.assert_allclose(deviation(taken, found), 0, atol=1e-9)


def test_measured_on_a_sample_of_the_documents(taken):
    whole = measured(taken, 10, 0.1, 0.03)
    part = np.random.default_rng(3).permutation(120)[:60]
    half = ShareUncertainty(
        whole.doc_ids[part], whole.shares[part], whole.variance[part], whole.refits[:, part],
        whole.similarity, 0.5,
    )  # fmt: skip
    np.testing.assert_allclose(
        deviation(taken, half)[0], 0.5 * deviation(taken, whole)[0], atol=1e-9
    )
    one, other = (uncertainty_table(taken, each, 1) for each in (whole, half))
    rows = one["country"] == "SE"
    np.testing.assert_allclose(other.loc[rows, "measurement"], one.loc[rows, "measurement"])
    nobody = replace(half, doc_ids=np.array([f"x{n}" for n in range(60)]))
    np.testing.assert_allclose(deviation(taken, nobody), 0)


# ---------------------------------------------------------------- the table


def test_without_measurements_documents_are_all_there_is(taken):
    table = uncertainty_table(taken, None, 1)
    assert (table["documents"] == 1).all() and (table[["model", "measurement"]] == 0).all(axis=None)


def test_shares_of_the_variance_sum_to_one_and_measurement_is_part_of_that_of_documents(taken):
    words = 0.02
    table = uncertainty_table(taken, measured(taken, 30, 0.02, words), 1)
    assert list(table.columns) == [
        "topic", "country", "standard_error", "documents", "measurement", "model",
    ]  # fmt: skip
    np.testing.assert_allclose(table[["documents", "measurement", "model"]].sum(axis=1), 1)
    assert table["country"].tolist()[:6] == ["NO", "DK", "SE", "NO-DK", "NO-SE", "DK-SE"]
    row = table.query("topic == 3 and country == 'NO-DK'").iloc[0]
    error = errors(taken, weighted(taken, PAIR), Form(), 1)[2]
    assert row["standard_error"] == pytest.approx(error)
    assert row["measurement"] == pytest.approx(2 * words / 40 / error**2)
    row = table.query("topic == 3 and country == 'DK'").iloc[0]
    error = errors(taken, weighted(taken, PAIR), Form(0.0, 1.0), 1)[2]
    assert row["standard_error"] == pytest.approx(error, rel=0.05)
    assert row["measurement"] == pytest.approx(words / 40 / row["standard_error"] ** 2)
    assert table.query("topic == 1 and country == 'NO'")["model"].iloc[0] > 0.05


def test_measurement_is_never_more_than_the_spread_it_is_part_of(taken):
    table = uncertainty_table(taken, measured(taken, 0, 0.0, words=9.0), 1)
    np.testing.assert_allclose(table["measurement"], 1)
    np.testing.assert_allclose(table["documents"], 0, atol=1e-12)


def test_a_single_cluster_leaves_its_rows_empty(taken):
    ways = np.where(taken.groups == "NO", 999, np.arange(120)).reshape(-1, 1)
    table = uncertainty_table(replace(taken, ways=ways), measured(taken, 5, 0.1), 1)
    norway = table["country"].str.contains("NO")
    numbers = table[["standard_error", "documents", "measurement", "model"]]
    assert numbers[norway].isna().all(axis=None) and numbers[~norway].notna().all(axis=None)
