"""Do two models see the same themes and find the same differences?"""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.robustness import (
    SAME_THEME,
    agreement_sentences,
    model_agreement,
    shared_findings,
    shared_sentence,
)
from nordtema.topics.model import TopicModel

BLOCKS = np.kron(np.eye(3), np.ones(4)) + 1e-9


def model(rows, name: str) -> TopicModel:
    topics = np.asarray(rows, dtype=float)
    topics = topics / topics.sum(axis=1, keepdims=True)
    width = topics.shape[1]
    names = np.array([f"c{n}" for n in range(width)])
    return TopicModel(name, names, topics, np.array([]), np.full(width, 1 / width))


def labels(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"topic": range(1, len(names) + 1), "label": names})


@pytest.fixture
def agreement():
    """LDA sees school, sea, health; NMF sees sea, school and a theme of its own."""
    stranger = np.r_[np.zeros(12), np.ones(4)]
    lda = np.hstack([BLOCKS, np.full((3, 4), 1e-9)])
    nmf = np.vstack([lda[1], lda[0], stranger + 1e-9])
    return model_agreement(
        model(lda, "lda"), model(nmf, "nmf"),
        {"lda": labels("school", "sea", "health"), "nmf": labels("Sea", "School", "Sport")},
    )  # fmt: skip


def test_every_pair_has_a_row_and_matches_are_one_to_one(agreement):
    assert len(agreement) == 9
    matched = agreement[agreement["matched"] == 1]
    assert matched[["lda_topic", "nmf_topic"]].to_numpy().tolist() == [[1, 2], [2, 1]]
    assert matched["similarity"].tolist() == pytest.approx([1, 1], abs=1e-3)
    assert agreement.loc[agreement["matched"] == 0, "similarity"].max() < SAME_THEME
    first = agreement.iloc[1]
    assert [first["lda_label"], first["nmf_label"]] == ["school", "School"]


def test_similarity_is_that_of_square_roots():
    lda, nmf = model([[0.5, 0.5, 0, 0]], "lda"), model([[0, 0.25, 0.75, 0]], "nmf")
    table = model_agreement(lda, nmf, {"lda": labels("a"), "nmf": labels("b")})
    assert table["similarity"].iloc[0] == pytest.approx(np.sqrt(0.5 * 0.25))
    assert table["matched"].tolist() == [1]


def test_sentences_name_what_one_model_alone_sees(agreement):
    sentences = agreement_sentences(agreement)
    assert sentences[0].startswith("2 themes are seen by both models")
    assert "1.00" in sentences[0]
    assert sentences[1:] == ["Only LDA sees “health”.", "Only NMF sees “Sport”."]


def test_sentence_where_nothing_is_shared(agreement):
    sentences = agreement_sentences(agreement.assign(matched=0))
    assert sentences[0] == "No theme is seen by both models."
    assert "“school”, “sea”, “health”" in sentences[1]


def contrasts(*differences: tuple) -> pd.DataFrame:
    """Rows of topic, country_a, country_b, difference, verdict."""
    columns = ["topic", "country_a", "country_b", "difference", "verdict"]
    return pd.DataFrame(differences, columns=columns)


FOUND, NONE = "country difference", "no clear difference"


@pytest.fixture
def shared(agreement):
    lda = contrasts(
        (1, "NO", "DK", 0.10, FOUND), (1, "NO", "SE", 0.02, NONE), (2, "NO", "DK", -0.05, FOUND),
        (3, "NO", "DK", 0.40, FOUND),
    )  # fmt: skip
    nmf = contrasts(
        (2, "NO", "DK", 0.08, FOUND), (2, "NO", "SE", -0.01, NONE), (1, "NO", "DK", -0.01, NONE),
        (3, "NO", "DK", 0.30, FOUND),
    )  # fmt: skip
    return shared_findings(agreement, {"lda": lda, "nmf": nmf})


def test_shared_findings_hold_matched_themes_the_largest_first(shared):
    assert shared[["theme", "country_a", "country_b"]].to_numpy().tolist() == [
        ["school", "NO", "DK"], ["sea", "NO", "DK"], ["school", "NO", "SE"],
    ]  # fmt: skip
    assert shared["lda_difference"].tolist() == [0.10, -0.05, 0.02]
    assert shared["nmf_difference"].tolist() == [0.08, -0.01, -0.01]
    assert shared["same_direction"].tolist() == [1, 1, 0]
    assert shared["lda_verdict"].tolist() == [FOUND, FOUND, NONE]


def test_sentence_of_shared_findings(shared):
    assert shared_sentence(shared).startswith("Of 2 country differences")
    assert shared_sentence(shared).endswith("1 are found by both.")
    nothing = shared.assign(lda_verdict=NONE, nmf_verdict=NONE)
    assert "Neither model" in shared_sentence(nothing)
