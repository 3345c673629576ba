"""One interval for documents, words and model; and what share of it each has."""

import numpy as np
import pytest
from comparison_samples import COUNTRIES, sample

from nordtema.comparison.bootstrap import difference_interval, widening
from nordtema.comparison.prevalence import Sample, bootstrap_means, mean_shares
from nordtema.comparison.uncertainty import mean_uncertainty, uncertainty_table, with_model
from nordtema.report.sentences.comparison import uncertainty_sentence
from nordtema.topics.uncertainty import ShareUncertainty

EQUAL = np.full((3, 3), 1 / 3)


@pytest.fixture
def taken() -> Sample:
    drawn = sample(np.random.default_rng(0), EQUAL, 40)
    ids = np.array([f"d{number:03}" for number in range(120)])
    return Sample(drawn.shares, drawn.countries, drawn.clusters, drawn.weights, ids)


def uncertainty(taken: Sample, refits: int, spread: float, words: float = 0.0) -> ShareUncertainty:
    """Refits that move the first topic's share of all Norwegian documents alike."""
    rng = np.random.default_rng(1)
    moved = np.repeat(taken.shares[None], refits, axis=0)
    norway = taken.countries == "NO"
    step = rng.normal(0, spread, refits)
    moved[:, norway, 0] += step[:, None]
    moved[:, norway, 1] -= step[:, None]
    variance = np.full(taken.shares.shape, words)
    return ShareUncertainty(taken.doc_ids, taken.shares, variance, moved, np.ones((refits, 3)))


def test_without_measurements_documents_are_all_there_is(taken):
    nothing = mean_uncertainty(taken, None)
    draws = bootstrap_means(taken, 300, 1)
    assert with_model(draws, nothing, 1) is draws
    table = uncertainty_table(taken, draws, nothing)
    assert (table["documents"] == 1).all() and (table["model"] == 0).all()


def test_the_model_adds_its_variance(taken):
    uncertain = mean_uncertainty(taken, uncertainty(taken, 60, 0.1))
    draws = bootstrap_means(taken, 6000, 1)
    wider = with_model(draws, uncertain, 1)
    expected = draws["NO"][:, 0].var() + 0.1**2
    assert wider["NO"][:, 0].var() == pytest.approx(expected, rel=0.25)
    np.testing.assert_allclose(wider["SE"], draws["SE"])
    assert wider["NO"].mean(axis=0) == pytest.approx(draws["NO"].mean(axis=0), abs=0.01)


def test_few_refits_give_wider_intervals_than_many(taken):
    widths = []
    for refits in (3, 60):
        uncertain = mean_uncertainty(taken, uncertainty(taken, refits, 0.1))
        scale = np.sqrt((uncertain.model["NO"][:, 0] ** 2).sum())
        zero = {code: np.zeros((20000, 3)) for code in COUNTRIES}
        low, high = difference_interval(with_model(zero, uncertain, 1)["NO"][:, 0])
        widths.append((high - low) / 2 / scale)
    assert widths[0] == pytest.approx(4.30, rel=0.1), "Student's t of two degrees of freedom"
    assert widths[1] == pytest.approx(2.00, rel=0.05)


def test_what_a_refit_does_to_both_countries_cancels_in_their_difference(taken):
    measured = uncertainty(taken, 20, 0.0)
    measured.refits[:, :, 0] += np.random.default_rng(2).normal(0, 0.2, 20)[:, None]
    draws = bootstrap_means(taken, 400, 1)
    wider = with_model(draws, mean_uncertainty(taken, measured), 1)
    assert wider["NO"][:, 0].std() > 2 * draws["NO"][:, 0].std()
    np.testing.assert_allclose(
        (wider["NO"] - wider["DK"])[:, 0], (draws["NO"] - draws["DK"])[:, 0], atol=1e-9
    )


def test_a_common_shift_of_all_refits_is_no_spread(taken):
    measured = uncertainty(taken, 5, 0.0)
    measured.refits[:, :, 0] += 0.3
    model = mean_uncertainty(taken, measured).model
    np.testing.assert_allclose(model["NO"], 0, atol=1e-9)


def test_shares_of_the_variance_sum_to_one_and_measurement_is_part_of_the_bootstrap(taken):
    draws = bootstrap_means(taken, 4000, 1)
    words = 0.02
    uncertain = mean_uncertainty(taken, uncertainty(taken, 30, 0.02, words))
    table = uncertainty_table(taken, draws, uncertain)
    assert list(table.columns) == [
        "topic", "country", "standard_error", "documents", "measurement", "model",
    ]  # fmt: skip
    np.testing.assert_allclose(table[["documents", "measurement", "model"]].sum(axis=1), 1)
    assert table["country"].tolist()[:6] == ["NO", "DK", "SE", "NO-DK", "NO-SE", "DK-SE"]
    row = table.query("topic == 3 and country == 'DK'").iloc[0]
    total = draws["DK"][:, 2].var()
    assert row["standard_error"] == pytest.approx(np.sqrt(total))
    assert row["measurement"] == pytest.approx(words / 40 / total)
    pair = table.query("topic == 3 and country == 'NO-DK'").iloc[0]
    both = total + draws["NO"][:, 2].var()
    assert pair["measurement"] == pytest.approx(2 * words / 40 / both)
    assert table.query("topic == 1 and country == 'NO'")["model"].iloc[0] > 0.05
    assert "% to the model" in uncertainty_sentence(table)


def test_measured_on_a_sample_of_the_documents(taken):
    whole = uncertainty(taken, 10, 0.1, 0.03)
    part = np.arange(0, 120, 2)
    half = ShareUncertainty(
        whole.doc_ids[part], whole.shares[part], whole.variance[part], whole.refits[:, part],
        whole.similarity, 0.5,
    )  # fmt: skip
    one, other = mean_uncertainty(taken, whole), mean_uncertainty(taken, half)
    np.testing.assert_allclose(other.measurement["SE"], one.measurement["SE"])
    np.testing.assert_allclose(other.model["NO"][:, 0], 0.5 * one.model["NO"][:, 0], atol=1e-9)


def test_intervals_of_few_clusters_are_wider():
    assert widening(2) > 8 and widening(45) == pytest.approx(1.0399, abs=1e-3)
    assert widening(5000) == pytest.approx(1, abs=1e-3) and np.isnan(widening(1))


@pytest.mark.parametrize("documents", [12, 45])
@pytest.mark.slow
def test_intervals_of_a_difference_cover_it(documents):
    """95 % of the intervals of 250 studies; three standard errors of such a rate are 4 points."""
    rng, covered = np.random.default_rng(5), []
    means = np.array([[0.2, 0.8], [0.1, 0.9], [0.1, 0.9]])
    for study in range(250):
        drawn = sample(rng, means, documents, concentration=3)
        draws = bootstrap_means(drawn, 300, study)
        low, high = difference_interval(draws["NO"] - draws["DK"])
        covered.append(low[0] <= 0.1 <= high[0])
    assert 0.905 <= np.mean(covered) <= 0.99


def test_the_estimate_is_not_moved(taken):
    draws = bootstrap_means(taken, 4000, 1)
    np.testing.assert_allclose(draws["DK"].mean(axis=0), mean_shares(taken)["DK"], atol=0.005)
