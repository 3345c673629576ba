"""The study's two models side by side, and the study without links that nobody has reviewed."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from multiverse_samples import asked, planted_topic, simulated

from nordtema.report.sentences.robustness import review_sentences
from nordtema.robustness.agreement import (
    contrasts_without_review,
    model_agreement,
    shared_findings,
    without_review,
)
from nordtema.study import Comparison, Study
from nordtema.topics.fitting import fit
from nordtema.topics.matching import SAME_THEME
from nordtema.topics.model import TopicModel
from nordtema.topics.models import MODELS
from nordtema.topics.run import Refitted
from nordtema.topics.training import from_concept_counts

BLOCKS = np.kron(np.eye(3), np.ones(4)) + 1e-9


def model(rows, name: str) -> TopicModel:
    topics = np.asarray(rows, dtype=float)
    topics = topics / topics.sum(axis=1, keepdims=True)
    width = topics.shape[1]
    names = np.array([f"c{n}" for n in range(width)])
    return MODELS[name](names, topics, np.full(len(topics), 1.0), np.full(width, 1 / width))


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
    # not 1: the mean theme, from which likeness is counted, is not the same in both models
    assert matched["similarity"].tolist() == pytest.approx([0.75, 0.75], abs=1e-3)
    assert agreement.loc[agreement["matched"] == 0, "similarity"].max() < SAME_THEME
    first = agreement.iloc[1]
    assert [first["lda_label"], first["nmf_label"]] == ["school", "School"]


def contrasts(*differences: tuple) -> pd.DataFrame:
    """Rows of topic, country_a, country_b, difference, verdict."""
    columns = ["topic", "country_a", "country_b", "difference", "verdict"]
    return pd.DataFrame(differences, columns=columns)


FOUND, NONE = "differs", "cannot be told"


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


# ---------------------------------------------------------------- links that nobody has reviewed


@pytest.fixture(scope="module")
def strict():
    """A study with a planted difference, and the same texts without a fifth of the concepts."""
    study = Study(comparison=Comparison(bootstrap=200))
    counts, documents = simulated(0.2, 2)
    question = asked(counts, documents, study)
    shared = np.arange(len(counts.concepts)) % 5 > 0
    fewer = replace(counts, concepts=counts.concepts.assign(shared=shared))
    again = fit("lda", from_concept_counts(fewer), 4, 1)
    shares = again.transform(fewer.matrix[:, fewer.shared].tocsr())
    own = asked(counts, documents, study)
    topic = planted_topic(question, counts, documents)
    differences = contrasts(
        *((number, "NO", other, 0.2 if number == topic else 0.0,
           FOUND if number == topic else NONE)
          for number in range(1, 5) for other in ("DK", "SE"))
    )  # fmt: skip
    again = Refitted(again, own.reference.transform(counts.matrix), shares)
    themes = without_review(own.reference, again, labels("a", "b", "c", "d"))
    pairs = contrasts_without_review(again, fewer, question, differences)
    return topic, themes, pairs


def test_themes_and_differences_that_do_not_hang_on_the_links_come_back(strict):
    topic, themes, pairs = strict
    assert themes["found"].tolist() == [1] * 4
    np.testing.assert_allclose(themes["share"], themes["share_without"], atol=0.05)
    assert len(pairs) == 8 and pairs["topic"].tolist()[:2] == [topic] * 2
    planted = pairs[pairs["topic"] == topic]
    assert (planted["low"] > 0).all() and (planted["without"].between(0.1, 0.3)).all()
    told = review_sentences(themes, pairs)
    assert "of 4 themes of both models 4 come back" in told[0]
    assert told[1] == (
        "Of 2 claimed differences of both models 2 keep their direction, and 2 an interval clear "
        "of zero."
    )


def test_a_theme_that_is_lost_has_no_difference_without_the_links(strict):
    _, themes, pairs = strict
    nothing = themes.assign(found=0, share_without=np.nan)
    assert review_sentences(nothing, pairs)[0].endswith(
        "of 4 themes of both models none comes back."
    )
    lost = pairs.assign(without=np.nan, low=np.nan, high=np.nan)
    assert "none keeps its direction, and none" in review_sentences(themes, lost)[1]
    assert "No difference is claimed" in review_sentences(themes, pairs.assign(verdict=NONE))[1]


def test_where_the_other_texts_cannot_carry_the_model_that_is_said(strict):
    _, themes, pairs = strict
    counts, documents = simulated(0.2, 2)
    question = asked(counts, documents, Study(comparison=Comparison(bootstrap=200)))
    lost = without_review(question.reference, None, labels("a", "b", "c", "d"))
    assert lost["status"].eq("not made").all() and lost["share_without"].isna().all()
    nothing = contrasts_without_review(None, counts, question, pairs)
    assert nothing["status"].eq("not made").all() and len(nothing) == len(pairs)
    assert list(nothing.columns) == list(pairs.columns)
    (told,) = review_sentences(lost, nothing)
    assert "LDA could not be fitted" in told and "everything hangs on those links" in told
    mixed = pd.concat([lost, themes.assign(model="nmf")])
    one, other, _ = review_sentences(mixed, pairs)
    assert "LDA could not be fitted" in one and "of 4 themes of NMF 4 come back" in other
