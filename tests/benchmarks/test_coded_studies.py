"""Corrected intervals cover the truth where the model errs differently in two groups."""

import numpy as np
import pytest

from codes import DESIGNS, draw, measure

STUDIES = 150


def test_a_coded_study_is_what_its_design_says():
    design = DESIGNS["2,000 documents"]
    sample, coding = draw(design, 2000, np.random.default_rng(0))
    said = coding.shares[:, 0]
    assert said[:2000].mean() - said[2000:].mean() == pytest.approx(0.1, abs=0.05)
    assert len(np.unique(sample.clusters)) == pytest.approx(800, rel=0.1)
    norway = sample.shares[:2000, 0]
    assert norway[said[:2000] > 0].mean() == pytest.approx(design.found[0], abs=0.04)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ten points too many, truth 0", "blind in one group"])
@pytest.mark.parametrize("coded", [20, 50])
def test_corrected_intervals_cover_and_plain_ones_do_not(name, coded):
    """95 % of 150 studies; 90 % would be three standard errors below."""
    found = measure(DESIGNS[name], coded, STUDIES)
    assert found["corrected covers"] >= 0.9
    assert abs(found["bias"]) < 0.03
    assert found["plain covers"] < 0.85
    assert found["corrected half width"] < 0.8 * found["codes half width"]
