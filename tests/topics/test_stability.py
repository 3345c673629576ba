"""What refits leave of the topics: of known ones, of noise, and of topics that change places."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import Truth, concept_counts, model_of, simulate, texts_of

from nordtema.topics.diagnostics import UNSTABLE
from nordtema.topics.fitting import fit, subsamples
from nordtema.topics.matching import cosine, match, term_agreement
from nordtema.topics.model import TopicModel
from nordtema.topics.stability import (
    MEASURES,
    agreement,
    correlation,
    leading_agreement,
    measure_stability,
    sampled_texts,
)
from nordtema.topics.training import BY_DEFAULT

MODELS = ("lda", "nmf")


def noise(seed: int) -> Truth:
    """Texts that draw all their words from the same rates: there are no topics."""
    truth = simulate(seed, concepts=600, documents=200, overlap=0.3)
    rates = np.asarray(truth.counts.sum(axis=0)).ravel()
    counts = np.random.default_rng(seed).multinomial(120, rates / rates.sum(), len(truth.countries))
    return replace(truth, counts=sparse.csr_matrix(counts.astype(np.float32)))


def strangers(seed: int = 0) -> tuple[TopicModel, np.ndarray]:
    """A model whose topics have little in common, and shares of texts."""
    rng = np.random.default_rng(seed)
    return model_of(rng.dirichlet(np.full(60, 0.1), 4)), rng.dirichlet(np.ones(4), 50)


# ---------------------------------------------------------------- one refit


def test_topics_that_change_places_are_the_same_topics():
    model, shares = strangers()
    order = np.array([1, 0, 2, 3])
    np.testing.assert_allclose(
        agreement(model, model.reordered(order), shares, shares[:, order]), 1.0
    )


def test_topics_that_change_texts_are_others_though_their_words_are_the_same():
    model, shares = strangers()
    leading, weights, shared = agreement(model, model, shares, shares[:, [1, 0, 2, 3]])
    assert (leading == 1).all() and weights == pytest.approx(1)
    assert (shared[:2] < 0).all() and shared[2:] == pytest.approx(1)


def test_all_three_are_of_the_same_match():
    """Nearest by weights, not each measure by what suits it."""
    model, shares = strangers()
    other, again = strangers(1)
    _, columns = match(cosine(model.topics, other.topics))
    expected = [
        term_agreement(model.top(10), other.top(10))[range(4), columns],
        cosine(model.topics, other.topics)[range(4), columns],
        [np.corrcoef(shares[:, k], again[:, c])[0, 1] for k, c in enumerate(columns)],
    ]
    np.testing.assert_allclose(agreement(model, other, shares, again), expected)


def test_texts_without_shares_do_not_correlate():
    """They have 0 in all topics of both models, which would look like agreement."""
    rng = np.random.default_rng(0)
    one, other = rng.dirichlet(np.ones(3), 20), rng.dirichlet(np.ones(3), 20)
    absent = np.zeros((500, 3))
    np.testing.assert_allclose(
        correlation(np.vstack([one, absent]), np.vstack([other, absent])), correlation(one, other)
    )
    assert correlation(absent, absent).tolist() == [0, 0, 0]


def test_shares_that_are_the_same_in_all_texts_correlate_with_nothing():
    rng = np.random.default_rng(0)
    assert correlation(np.full((9, 4), 0.25), rng.dirichlet(np.ones(4), 9)).tolist() == [0] * 4


def test_leading_words_are_those_of_itself_and_not_of_strangers():
    model, _ = strangers()
    same = [model.reordered(np.array([2, 0, 3, 1])), model]
    np.testing.assert_allclose(leading_agreement(model, same), 1)
    assert (leading_agreement(model, [strangers(s)[0] for s in (1, 2, 3)]) < 0.35).all()
    assert leading_agreement(model, []).tolist() == [0] * 4


# ---------------------------------------------------------------- refits


@pytest.mark.parametrize("name", MODELS)
def test_known_topics_come_back(name):
    truth = simulate(11, documents=60)
    table = measure_stability(fit(name, truth.training, 5), texts_of(truth), 3, 1)
    assert list(table.columns) == list(MEASURES) and len(table) == 5
    assert table["share_correlation"].min() > 0.9 and table["likeness"].min() > 0.9
    assert table["stability"].mean() >= 0.8


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_of_noise_no_topic_comes_back(name):
    """Though frequent concepts lead them all, so that their weights are alike."""
    truth = noise(1)
    table = measure_stability(fit(name, truth.training, 10), texts_of(truth), 3, 1)
    assert table["share_correlation"].mean() < 0.5 and table["likeness"].mean() > 0.65
    assert (table[["likeness", "share_correlation"]].min(axis=1) < UNSTABLE).all()


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_the_ceiling_is_above_what_refits_reach_and_known_topics_come_near_it(name):
    known, nothing = simulate(11, documents=60), noise(1)
    near, far = (
        measure_stability(fit(name, t.training, 5), texts_of(t), 3, 1) for t in (known, nothing)
    )
    for table in (near, far):
        assert table["stability_ceiling"].between(0, 1).all()
        assert table["stability_ceiling"].mean() >= table["stability"].mean() - 0.02
    assert near["stability"].mean() > near["stability_ceiling"].mean() - 0.1
    assert far["stability"].mean() < far["stability_ceiling"].mean() - 0.3


@pytest.mark.parametrize("name", MODELS)
def test_the_ceiling_is_lower_where_leading_words_are_near_each_other(name):
    """Topics of equal weights have no order that another sample would keep."""
    ceilings = []
    for slope in (0.0, 1.0):
        weights = np.exp(-slope * np.arange(30) / 3)
        model = model_of(np.kron(np.eye(3), weights) + 1e-6, name)
        rng = np.random.default_rng(0)
        rows = np.tile(np.arange(3), 60)
        counts = sparse.csr_matrix(
            np.array([rng.multinomial(60, model.topics[r]) for r in rows]).astype(np.float32)
        )
        countries = np.repeat(["NO", "DK", "SE"], 60)
        truth = Truth(model.topics, np.eye(3)[rows], counts, countries)
        ceilings.append(measure_stability(model, texts_of(truth), 4, 1)["stability_ceiling"])
    assert ceilings[0].max() < 0.8 < ceilings[1].min()


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_topics_not_flagged_unstable_return_in_fresh_refits(name):
    """The flag keeps its word: refits that took no part in flagging find those topics again."""
    truth = simulate(13, documents=50, overlap=0.1)
    model, texts = fit(name, truth.training, 8), texts_of(truth)
    first, fresh = (measure_stability(model, texts, 4, seed) for seed in (1, 2))
    steady = first[["likeness", "share_correlation"]].min(axis=1) >= UNSTABLE
    assert steady.any()
    assert fresh.loc[steady, "likeness"].mean() >= 0.8
    assert fresh.loc[steady, "share_correlation"].mean() >= 0.8


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_the_order_of_documents_changes_nothing(name):
    truth = simulate(9, documents=60)
    order = np.random.default_rng(0).permutation(180)
    moved = replace(
        truth, shares=truth.shares[order], counts=truth.counts[order],
        countries=truth.countries[order],
    )  # fmt: skip
    one, other = (
        measure_stability(fit(name, t.training, 5), texts_of(t), 2, 1) for t in (truth, moved)
    )
    np.testing.assert_allclose(one, other, atol=1e-9)


# ---------------------------------------------------------------- which texts


def test_shares_are_those_of_documents():
    """Not of their units, of which a document has three here."""
    truth = simulate(4, documents=60, length=12)
    model, texts = fit("nmf", truth.training, 5), texts_of(truth, units_a_document=3)
    counts = texts.training(model, BY_DEFAULT).in_order()
    other = fit("nmf", counts.rows(subsamples(180, 1, 7)[0]), 5, 7)
    _, columns = match(cosine(model.topics, other.topics))
    mine, again = (
        m.transform(truth.counts).reshape(60, 3, 5).mean(axis=1) for m in (model, other)
    )  # each unit has twelve words
    expected = [np.corrcoef(mine[:, k], again[:, c])[0, 1] for k, c in enumerate(columns)]
    table = measure_stability(model, texts, 1, 7)
    np.testing.assert_allclose(table["share_correlation"], expected)


def test_of_many_texts_whole_documents_are_drawn():
    counts = concept_counts(simulate(1, documents=40), units_a_document=3)
    texts = sampled_texts(counts, 50, seed=1)
    assert len(texts.doc_ids) == 16 and texts.matrix.shape[0] == 48
    assert (np.bincount(texts.documents) == 3).all()
    assert len(sampled_texts(counts, 120, seed=1).doc_ids) == 40
    others = sampled_texts(counts, 50, seed=2).doc_ids
    assert set(texts.doc_ids) != set(others)


def test_which_documents_are_drawn_does_not_depend_on_their_order():
    counts = concept_counts(simulate(1, documents=40), units_a_document=3)
    order = np.random.default_rng(0).permutation(120)
    units = counts.units.iloc[order].reset_index(drop=True)
    moved = replace(counts, units=units, matrix=counts.matrix[order])
    assert set(sampled_texts(counts, 50, 1).doc_ids) == set(sampled_texts(moved, 50, 1).doc_ids)


def test_of_too_few_texts_nothing_is_known():
    truth = simulate(1, documents=2)
    table = measure_stability(fit("nmf", truth.training, 5), texts_of(truth), 2, 1)
    assert table.shape == (5, len(MEASURES)) and table.isna().all(axis=None)
