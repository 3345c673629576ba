"""How sure shares and topics are: against errors that are known, since the truth is."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from topic_corpora import concept_counts, model_of, simulate

from nordtema.topics import uncertainty
from nordtema.topics.fitting import fit
from nordtema.topics.model import TopicModel
from nordtema.topics.models import MODELS
from nordtema.topics.training import BY_DEFAULT
from nordtema.topics.uncertainty import (
    grouped_texts,
    measure_uncertainty,
    measurement_variance,
    narrowed,
    posterior_draws,
    refit_shares,
)

WORDS = 60


def known_topics(name: str, k: int = 3, width: int = 40) -> TopicModel:
    """Topics that overlap, so that a text's shares are unsure."""
    topics = np.random.default_rng(0).dirichlet(np.full(width, 0.3), size=k)
    model = model_of(topics, name)
    return MODELS[name](model.concepts, topics, model.prior, topics.mean(axis=0))


def texts_of(model: TopicModel, texts: int = 400) -> tuple[np.ndarray, sparse.csr_matrix]:
    rng = np.random.default_rng(1)
    shares = rng.dirichlet(np.ones(model.k), size=texts)
    return shares, sparse.csr_matrix(rng.multinomial(WORDS, shares @ model.topics).astype(float))


@pytest.mark.parametrize("name", ["lda", "nmf"])
def test_the_variance_of_draws_is_that_of_the_errors(name):
    """Drawn again and again from one text's true shares, estimates scatter as the draws do."""
    model = known_topics(name)
    true, counts = texts_of(model)
    errors = model.transform(counts) - true
    variance = measurement_variance(model, counts, seed=1)
    assert variance.mean() == pytest.approx((errors**2).mean(), rel=0.35)
    assert (variance >= 0).all()


def test_longer_texts_are_surer():
    model = known_topics("lda")
    _, counts = texts_of(model, 100)
    short, long = (measurement_variance(model, (counts * f).tocsr(), 1).mean() for f in (1, 10))
    assert long < short / 4


@pytest.mark.parametrize("name", ["lda", "nmf"])
def test_draws_are_shares_and_repeat_with_the_seed(name):
    model = known_topics(name)
    _, counts = texts_of(model, 20)
    one, again, other = (list(posterior_draws(model, counts, 3, seed)) for seed in (1, 1, 2))
    assert len(one) == 3 and one[0].shape == (20, 3)
    for shares in one:
        np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_array_equal(one, again)
    assert not np.allclose(one[0], one[1]) and not np.allclose(one[0], other[0])


@pytest.mark.parametrize("name", ["lda", "nmf"])
def test_a_text_without_a_known_word_has_no_uncertainty(name):
    model = known_topics(name)
    empty = sparse.csr_matrix((2, 40), dtype=np.float32)
    assert len(list(posterior_draws(model, empty, 2, 1))) == 2


# ---------------------------------------------------------------- documents, clusters, refits


@pytest.fixture(scope="module")
def study():
    truth = simulate(k=3, documents=30, seed=4)
    counts = concept_counts(truth, units_a_document=2)
    model = fit("lda", truth.training, 3)
    ids = counts.units["doc_id"].unique()
    return model, counts, pd.Series(np.arange(len(ids)) // 2, index=ids)


def test_the_units_of_documents_keep_their_clusters(study):
    model, counts, clusters = study
    texts = grouped_texts(counts, clusters.iloc[:10])
    assert len(texts.doc_ids) == 10 and len(texts.tokens) == 20
    assert sorted(set(texts.clusters)) == [0, 1, 2, 3, 4]
    shares = texts.by_document(model.transform(texts.matrix))
    np.testing.assert_allclose(shares.sum(axis=1), 1)


@pytest.mark.slow
def test_refits_find_the_same_topics_in_the_order_of_the_study(study):
    model, counts, clusters = study
    measured = measure_uncertainty(model, counts, clusters, 4, 1000, seed=1)
    assert measured.refits.shape == (4, len(clusters), 3) and measured.scale == 1
    assert measured.similarity.shape == (4, 3) and measured.similarity.min() > 0.7
    np.testing.assert_allclose(measured.refits.sum(axis=2), 1, atol=1e-4)
    own = np.corrcoef(measured.refits[0][:, 0], measured.shares[:, 0])[0, 1]
    assert own > 0.8
    assert not np.allclose(measured.refits[0], measured.refits[1])
    again = measure_uncertainty(model, counts, clusters, 4, 1000, seed=1)
    np.testing.assert_array_equal(measured.refits, again.refits)
    np.testing.assert_array_equal(measured.variance, again.variance)


def test_a_large_vocabulary_is_refitted_on_its_most_frequent_concepts(study, monkeypatch):
    model, counts, clusters = study
    texts = grouped_texts(counts, clusters)
    assert narrowed(model, texts) == (model, texts)
    monkeypatch.setattr(uncertainty, "MOST_CONCEPTS", 60)
    narrow, fewer = narrowed(model, texts)
    held = np.diff(texts.matrix.tocsc().indptr)
    kept = np.isin(model.concepts, narrow.concepts)
    assert kept.sum() == 60 == fewer.matrix.shape[1] and held[kept].min() >= held[~kept].max()
    np.testing.assert_allclose(narrow.topics.sum(axis=1), 1)
    shares, likeness = refit_shares(model, texts, 2, 1, BY_DEFAULT)
    assert shares.shape == (2, len(clusters), 3) and likeness.min() > 0.6


@pytest.mark.slow
def test_the_number_of_processes_changes_nothing(study):
    model, counts, clusters = study
    texts = grouped_texts(counts, clusters)
    one, two = (refit_shares(model, texts, 2, 1, BY_DEFAULT, jobs)[0] for jobs in (1, 2))
    np.testing.assert_array_equal(one, two)


def test_a_large_corpus_is_measured_on_whole_clusters_and_scaled(study):
    model, counts, clusters = study
    measured = measure_uncertainty(model, counts, clusters, 2, 40, seed=1)
    assert 38 <= len(measured.doc_ids) <= 40
    assert measured.scale == pytest.approx(np.sqrt(len(measured.doc_ids) / len(clusters)))
    held = clusters.loc[measured.doc_ids].value_counts()
    assert (held == clusters.value_counts().loc[held.index]).all(), "clusters are never split"


def test_where_no_refit_can_carry_the_topics_there_is_none(study):
    model, counts, clusters = study
    few = clusters.iloc[:1]
    measured = measure_uncertainty(model, counts, few, 3, 1000, seed=1)
    assert measured.refits.shape == (0, 1, 3) and measured.similarity.shape == (0, 3)
    assert np.isfinite(measured.variance).all()
