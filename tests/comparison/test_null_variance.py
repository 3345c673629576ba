"""An error is never smaller than it would be if there were no difference."""

import numpy as np

from nordtema.comparison.inference import Moments, null_means
from nordtema.comparison.sample import sample_from
from nordtema.comparison.testing import Form, errors
from nordtema.comparison.weighting import plain


def found(first: list[float], second: list[float]) -> Moments:
    zero = np.zeros((1, len(first)))
    return Moments(zero, zero, np.array([first]), np.array([second]), zero)


def null_variance(found, means, x, y, shift) -> np.ndarray:
    return null_means(found, means, x, y, shift).variance(x, y)[0]


def test_without_a_difference_it_is_the_variance_of_both():
    means = np.array([0.2, 0.8]), np.array([0.2, 0.8])
    told = null_variance(found([0.002, 0.002], [0.004, 0.004]), means, 1, -1, 0.0)
    np.testing.assert_allclose(told, 0.006)


def test_the_smaller_mean_is_as_unsure_as_if_it_were_the_larger():
    """Texts scatter alike; half as frequent a theme has about half the variance."""
    means = np.array([0.16, 0.84]), np.array([0.08, 0.92])
    own = [mean * (1 - mean) / 400 for mean in means]
    told = null_variance(found(*own), means, 1, -1, 0.0)
    np.testing.assert_allclose(told, 2 * 0.12 * 0.88 / 400)
    taken_off = null_variance(found(*own), means, 1, -1, np.array([0.08, -0.08]))
    np.testing.assert_allclose(taken_off, own[0] + own[1])


def test_a_theme_that_a_group_has_by_chance_no_text_about_is_as_unsure_as_its_others():
    means = np.array([0.1, 0.4, 0.5]), np.array([0.0, 0.45, 0.55])
    few = [0.0, 0.45 * 0.55 / 10, 0.45 * 0.55 / 10]
    told = null_variance(found([1e-5, 1e-5, 1e-5], few), means, 1, -1, 0.0)
    assert told[0] > 0.5 * 0.1 * 0.9 / 10


def test_a_mean_by_itself_stays_where_it_is():
    means = np.array([0.3, 0.7]), np.zeros(2)
    told = null_variance(found([0.01, 0.01], [0.0, 0.0]), means, 1, 0, 0.0)
    np.testing.assert_allclose(told, 0.01)


def test_errors_hold_for_groups_that_miss_a_theme():
    """Ten texts of which none is about the theme, against a hundred of which each fifth is."""
    about = np.array([[0.9, 0.1]] * 20 + [[0.01, 0.99]] * 80)
    none = np.array([[0.01, 0.99]] * 9 + [[0.02, 0.98]])
    sample = sample_from(np.vstack([about, none]), np.repeat(["NO", "DK"], [100, 10]))
    assert np.isnan(errors(sample, plain(sample)[0], Form(), 1)[0]), "ten texts tell nothing"


def test_where_hardly_a_text_about_a_theme_is_expected_nothing_is_told():
    rng = np.random.default_rng(3)
    shares = rng.dirichlet([0.02, 1.0, 1.98], size=60)
    error = errors(taken := sample_from(shares, np.repeat(["NO", "DK"], 30)), plain(taken)[0],
                   Form(), 1)  # fmt: skip
    assert np.isnan(error[0]) and not np.isnan(error[1:]).any()
