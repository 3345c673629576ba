"""Studies whose truth is known are what they say they are."""

import numpy as np
import pytest

from simulation import (
    design_with,
    draw_counts,
    draw_shares,
    random_topics,
    spoken_topics,
)


def test_a_design_plants_its_difference_in_norway():
    design = design_with(0.08, k=6, base=0.1)
    np.testing.assert_allclose(design.means.sum(axis=1), 1)
    assert design.means[0, 0] - design.means[1, 0] == pytest.approx(0.08)
    np.testing.assert_allclose(design.means[1], design.means[2])
    assert design.countries.tolist() == ["NO"] * 45 + ["DK"] * 45 + ["SE"] * 45


@pytest.mark.parametrize("concentration", [1.0, 10.0])
def test_shares_scatter_around_their_means_as_stated(concentration):
    design = design_with(0.08, documents=4000, concentration=concentration)
    shares = draw_shares(design, np.random.default_rng(0))
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    norway = shares[:4000]
    np.testing.assert_allclose(norway.mean(axis=0), design.means[0], atol=0.02)
    mean = design.means[0, 0]
    assert norway[:, 0].var() == pytest.approx(mean * (1 - mean) / (concentration + 1), rel=0.1)


def test_topics_are_distributions_with_fields_of_their_own():
    topics = random_topics(5, 200, np.random.default_rng(1))
    np.testing.assert_allclose(topics.sum(axis=1), 1)
    similarity = np.corrcoef(topics)
    assert similarity[~np.eye(5, dtype=bool)].max() < 0.5


def drawn(**options):
    rng = np.random.default_rng(2)
    design = design_with(0.08, k=4, documents=300, length=100, **options)
    topics = random_topics(4, 120, rng)
    shares = draw_shares(design, rng)
    return (
        design,
        topics,
        shares,
        draw_counts(design, shares, spoken_topics(design, topics, rng), rng),
    )


def test_words_are_drawn_from_the_topics():
    design, topics, shares, counts = drawn()
    assert counts.shape == (900, 120) and (np.asarray(counts.sum(axis=1)) == 100).all()
    expected = (shares @ topics).sum(axis=0) * design.length
    totals = np.asarray(counts.sum(axis=0)).ravel()
    assert np.corrcoef(expected, totals)[0, 1] > 0.999


def rate_ratios(counts, rows) -> np.ndarray:
    """Rate of each frequent concept in these rows over its rate in the others."""
    inside = np.asarray(counts[rows].sum(axis=0)).ravel()
    outside = np.asarray(counts[~rows].sum(axis=0)).ravel()
    frequent = (inside + outside) > 300
    return (inside / inside.sum())[frequent] / (outside / outside.sum())[frequent]


def test_language_noise_changes_rates_in_each_country():
    quiet, noisy = drawn(), drawn(noise=2.5)
    norway = quiet[0].countries == "NO"
    spread = [np.log(rate_ratios(case[3], norway)).std() for case in (quiet, noisy)]
    assert spread[1] > 1.5 * spread[0]


def test_link_errors_move_occurrences_and_lose_none():
    *_, counts = drawn(link_errors=0.1)
    assert (np.asarray(counts.sum(axis=1)) == 100).all()
    *_, right = drawn()
    assert (counts != right).nnz > 0
