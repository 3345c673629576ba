"""Resamples of whole clusters: as many as there are, the same in blocks of any size."""

import numpy as np
import pytest

from nordtema.comparison.bootstrap import bootstrap, resamples


@pytest.mark.parametrize("block", [None, 1, 7])
def test_resamples_do_not_depend_on_the_blocks(block):
    whole = np.vstack(list(resamples(9, 40, np.random.default_rng(1), 40)))
    parts = np.vstack(list(resamples(9, 40, np.random.default_rng(1), block)))
    np.testing.assert_array_equal(parts, whole)
    assert whole.shape == (40, 9) and (whole.sum(axis=1) == 9).all()


def test_a_single_cluster_has_draws_that_are_no_numbers():
    draws = bootstrap(lambda times: times * 0.3, np.array([0.3]), 1, 5, np.random.default_rng(1))
    assert draws.shape == (5, 1) and np.isnan(draws).all()
