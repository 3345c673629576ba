"""Leave one corpus out: what is chosen on the others, and whether another value is really tried."""

import numpy as np
import pandas as pd
import pytest

import constants
from nordtema.topics import lda, nmf


def scores_of(by_corpus: dict[str, dict[float, float]]) -> pd.DataFrame:
    """Scores of two studies a corpus that vary by .01 from the first to the second."""
    return pd.DataFrame(
        [
            {"corpus": corpus, "model": "nmf", "study": study, "value": value,
             "score": score + 0.01 * study}
            for corpus, values in by_corpus.items()
            for value, score in values.items()
            for study in range(2)
        ]
    )  # fmt: skip


def test_what_is_best_on_the_others_is_chosen():
    low, high = {1.0: 0.5, 2.0: 0.4}, {1.0: 0.4, 2.0: 0.5}
    scores = scores_of({"a": low, "b": low, "c": high})
    better = constants.against_code(scores, 1.0)
    found = constants.left_out(better, 1.0).set_index("corpus")
    assert found["chosen"].to_dict() == {"a": 1.0, "b": 1.0, "c": 1.0}
    assert not found["gain"].any()  # the value in the code is chosen
    better = constants.against_code(scores, 2.0)
    found = constants.left_out(better, 2.0).set_index("corpus")
    assert found["chosen"]["c"] == 1.0
    deviation = 0.01 / np.sqrt(2)  # of two scores that are .01 apart
    assert found["gain"]["c"] == pytest.approx(-0.1 / deviation)


def test_where_nothing_is_better_the_code_keeps_its_value():
    scores = scores_of({name: {1.0: 0.5, 2.0: 0.5, 3.0: 0.4} for name in "abc"})
    found = constants.left_out(constants.against_code(scores, 2.0), 2.0)
    assert (found["chosen"] == 2.0).all()


def test_a_value_holds_in_every_module_and_for_a_while():
    with constants.given("PRIOR_TOKENS", 7.0):
        assert (lda.PRIOR_TOKENS, nmf.PRIOR_TOKENS) == (7.0, 7.0)
        assert constants.in_code("PRIOR_TOKENS") == 7.0
    assert (lda.PRIOR_TOKENS, nmf.PRIOR_TOKENS) == (3.0, 3.0)


def test_the_value_in_the_code_is_among_those_that_are_tried():
    for constant in constants.CONSTANTS:
        assert constants.in_code(constant.name) in constant.values, constant.name
        modules = [vars(module)[constant.name] for module in constants.holding(constant.name)]
        assert len(set(modules)) == 1, constant.name
