"""Standard models find what was planted, and texts without themes are at chance."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from multiverse_samples import asked, planted_topic, simulated
from scipy import sparse

from nordtema.languages import COUNTRIES
from nordtema.report.sentences.robustness import standard_sentence, standard_sentences
from nordtema.robustness.chance import (
    BAND,
    beside_standard,
    exchanged,
    standard_models,
    standard_themes,
)
from nordtema.robustness.inferences import intervals, own_inference
from nordtema.robustness.standard import STANDARD, fit_standard
from nordtema.schemas import schema_of
from nordtema.study import Comparison, Study
from nordtema.tables import read_table, write_table
from nordtema.topics.run import FittedTopics, document_topics
from nordtema.vocabulary.counts import ConceptCounts

K, MOST = 4, 3000
NAMES = [kind.name for kind in STANDARD]
LABELS = pd.DataFrame({"topic": range(1, K + 1), "label": ["a", "b", "c", "<d>"]})


def themeless(counts: ConceptCounts, seed: int) -> ConceptCounts:
    """Texts of the same lengths whose words are drawn from the rates of their country."""
    rng = np.random.default_rng(seed)
    rows = np.zeros(counts.matrix.shape, dtype=np.float32)
    for code in COUNTRIES:
        own = np.flatnonzero(counts.units["country"] == code)
        rates = np.asarray(counts.matrix[own].sum(axis=0), dtype=float).ravel()
        rows[own] = rng.multinomial(120, rates / rates.sum(), len(own))
    return replace(counts, matrix=sparse.csr_matrix(rows))


@pytest.fixture(scope="module")
def study():
    """Four planted themes, the first larger in Norway by 20 points, and the study's model."""
    counts, documents = simulated(0.2, 2, concentration=1.0)
    return counts, documents, asked(counts, documents, Study(comparison=Comparison(bootstrap=200)))


@pytest.fixture(scope="module")
def contrasts(study):
    counts, _, question = study
    model = question.reference
    shares = model.transform(counts.matrix)
    table = document_topics(FittedTopics(model, shares, pd.DataFrame()), counts)
    inference = own_inference(question.rules)
    return intervals(table, question.documents, question.rules, inference, 1)


@pytest.fixture(scope="module")
def fits(study):
    return fit_standard(study[0], K, MOST, 1)


@pytest.fixture(scope="module")
def told(study, contrasts, fits):
    counts, _, question = study
    besides = beside_standard(question.reference, fits, 1)
    themes = standard_themes(besides, counts, question, "documents", contrasts, LABELS)
    return standard_models(besides, themes, fits), themes


def test_planted_themes_are_found_by_all_standard_models(told):
    models, themes = told
    assert models["model"].tolist() == NAMES and models["counterparts"].tolist() == [K] * 3
    assert (models["similarity"] > 0.6).all() and (models["others"] > 0.6).all()
    assert (models["similarity"] > models["chance_highest"] + 0.3).all()
    assert (models["chance_counterparts"] < K / 2).all()
    assert (themes["found_by"] == 3).all() and len(themes) == 3 * K


def test_the_planted_difference_has_the_same_sign_in_standard_models(study, told):
    counts, documents, question = study
    models, themes = told
    topic = planted_topic(question, counts, documents)
    rows = themes[themes["topic"] == topic]
    assert rows["country_a"].eq("NO").all() and (rows["difference"] > 0.1).all()
    assert rows["standard_difference"].between(0.08, 0.32).all()
    assert rows["direction"].eq("same").all()
    assert (models["compared"] == K).all() and (models["same_sign"] <= K).all()


def test_a_difference_of_the_other_sign_is_told_as_opposite(study, contrasts, fits):
    counts, documents, question = study
    topic = planted_topic(question, counts, documents)
    turned = contrasts.assign(difference=-contrasts["difference"])
    besides = beside_standard(question.reference, fits, 1)
    themes = standard_themes(besides, counts, question, "documents", turned, LABELS)
    assert themes.loc[themes["topic"] == topic, "direction"].eq("opposite").all()


def test_texts_without_themes_are_at_chance(study, contrasts):
    counts, _, question = study
    nothing = themeless(counts, 1)
    fits = fit_standard(nothing, K, MOST, 1)
    besides = beside_standard(question.reference, fits, 1)
    themes = standard_themes(besides, nothing, question, "documents", contrasts, LABELS)
    models = standard_models(besides, themes, fits)
    assert (models["counterparts"] <= 1).all()
    assert (models["similarity"] < models["chance_highest"] + 0.1).all()
    assert (models["similarity"] < 0.2).all()
    missing = themes[themes["found"] == 0]
    assert missing["standard_difference"].isna().all() and missing["direction"].isna().all()


def test_concepts_change_places_with_like_ones_alone():
    rng = np.random.default_rng(1)
    rates = rng.dirichlet(np.full(200, 0.5), 3)
    order = exchanged(rates, rng)
    assert sorted(order) == list(range(200)) and (order != np.arange(200)).mean() > 0.7
    assert (rates.argmax(axis=0)[order] == rates.argmax(axis=0)).all()
    for code in range(3):
        own = np.flatnonzero(rates.argmax(axis=0) == code)
        place = dict(zip(own[np.argsort(-rates.mean(axis=0)[own])], range(len(own)), strict=True))
        assert max(abs(place[order[one]] - place[one]) for one in own) < BAND


def test_the_order_of_the_documents_does_not_matter(study, fits):
    counts, _, _ = study
    mixed = np.random.default_rng(3).permutation(len(counts.units))
    units = counts.units.iloc[mixed].reset_index(drop=True)
    again = fit_standard(ConceptCounts(units, counts.concepts, counts.matrix[mixed]), K, MOST, 1)
    for one, other in zip(fits.models, again.models, strict=True):
        np.testing.assert_array_equal(one.model.topics, other.model.topics)


def test_large_corpora_are_fitted_on_a_sample_and_all_texts_are_measured(study):
    counts, _, _ = study
    fits = fit_standard(counts, K, 50, 1)
    assert (fits.texts, fits.of_texts) == (50, len(counts.units))
    for one in fits.models:
        assert one.shares.shape == (len(counts.units), K)
        np.testing.assert_allclose(one.shares.sum(axis=1), 1)


def test_texts_that_cannot_carry_the_topics_have_no_models(study, contrasts):
    counts, _, question = study
    fits = fit_standard(counts, K, K - 1, 1)
    besides = beside_standard(question.reference, fits, 1)
    themes = standard_themes(besides, counts, question, "documents", contrasts, LABELS)
    models = standard_models(besides, themes, fits)
    assert fits.models == [] and models.empty and themes.empty
    assert standard_sentences(models, themes) == [standard_sentence(models, themes)]
    assert "could be fitted" in standard_sentence(models, themes)


def test_tables_are_as_their_schemas_say(told, tmp_path):
    for name, table in zip(("standard_models", "standard_themes"), told, strict=True):
        rule = schema_of(name)
        read = read_table(write_table(tmp_path / f"{name}.csv", table, rule), rule)
        assert len(read) == len(table)
        write_table(tmp_path / "empty.csv", table.iloc[:0], rule)


# ---------------------------------------------------------------- what is said


def of_three(**columns) -> pd.DataFrame:
    row = {"model": NAMES, "topics": 4, "texts": 90, "of_texts": 90, "counterparts": [2, 3, 4],
           "similarity": 0.5, "chance": 0.1, "chance_highest": 0.2, "chance_counterparts": 0.25,
           "others": 0.6, "compared": [2, 3, 4], "same_sign": [2, 2, 4]}  # fmt: skip
    return pd.DataFrame({**row, **columns})


THEMES = pd.DataFrame(
    {"model": np.repeat(NAMES, 4), "topic": [1, 2, 3, 4] * 3, "theme": ["a", "b", "c", "d"] * 3,
     "found_by": [3, 3, 2, 0] * 3}
)  # fmt: skip


def test_sentences_tell_likeness_beside_chance_and_what_all_find():
    told = standard_sentences(of_three(), THEMES)
    assert told[0] == "The standard models are fitted to 90 texts with 4 topics each."
    assert "gensim LDA has a counterpart of 2 of 4 themes, where chance gives 0.2;" in told[1]
    assert "0.50, more than chance has it (0.10, at most 0.20)" in told[1]
    assert told[4:6] == ["All standard models find “a” and “b”.", "None of them finds “d”."]
    assert "in 8 of 9 cases; drawn directions" in told[6]
    whole = standard_sentence(of_three(), THEMES)
    assert "find 2, 3 and 4 of its 4 themes, each more than by chance; 2 are" in whole
    assert whole.endswith("found by all.")
    claimed = standard_sentence(of_three(), THEMES, {1, 3, 4})
    assert claimed.endswith(
        "that a difference is claimed of are found so often: “d” by none, “c” by 2 and “a” by 3."
    )
    many = pd.DataFrame({"model": "x", "topic": range(20), "theme": "t", "found_by": 1})
    assert "“t” by 1 and 12 more themes by as many or more." in standard_sentence(
        of_three(), many, range(20)
    )


def test_what_is_no_more_than_chance_is_said_so():
    chance = of_three(similarity=[0.15, 0.5, 0.5])
    assert "no more than chance has it" in standard_sentences(chance, THEMES)[1]
    assert "gensim LDA no more than chance would" in standard_sentence(chance, THEMES)


def test_a_sample_and_the_lack_of_differences_are_told():
    told = standard_sentences(of_three(of_texts=4000, compared=0, same_sign=0), THEMES)
    assert "90 texts, drawn at random from 4\u00a0000, with 4 topics" in told[0]
    assert "No difference between countries" in told[-1]


def test_only_themes_that_have_a_direction_are_counted_as_compared(study, fits):
    """Read back from a table, a theme without a counterpart has an empty direction."""
    besides = beside_standard(study[2].reference, fits, 1)
    themes = pd.DataFrame({"model": [one.standard.model.name for one in besides] * 3,
                           "direction": ["same"] * 3 + ["opposite"] * 3 + [""] * 3})  # fmt: skip
    models = standard_models(besides, themes, fits)
    assert models["compared"].tolist() == [2, 2, 2] and models["same_sign"].tolist() == [1, 1, 1]
