"""How sure shares and topics are: against errors that are known, since the truth is."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from topic_corpora import concept_counts, model_of, simulate

from nordtema.languages import LANGUAGES
from nordtema.topics import uncertainty
from nordtema.topics.fitting import fit
from nordtema.topics.model import TopicModel
from nordtema.topics.models import MODELS
from nordtema.topics.training import BY_DEFAULT
from nordtema.topics.uncertainty import (
    LINKS,
    _shares,
    grouped_texts,
    measure_uncertainty,
    measurement_variance,
    narrowed,
    posterior_draws,
    refit_shares,
)
from nordtema.vocabulary.link_draws import LinkDraws

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
    shares, likeness, _ = refit_shares(model, texts, 2, 1, BY_DEFAULT)
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


# ---------------------------------------------------------------- links


def draws_of(width: int, probability: float) -> LinkDraws:
    """Each norm has a word for each concept; the Danish ones hang on links of a probability."""
    norms = np.repeat(range(len(LANGUAGES)), width)
    danish = norms == list(LANGUAGES).index("da")
    return LinkDraws(
        width, np.tile(np.arange(width), len(LANGUAGES)), norms, np.ones(len(norms)),
        np.where(danish, probability, 1.0),
    )  # fmt: skip


def refits_with(study, probability: float | None, number: int = 3, jobs: int = 1):
    model, counts, clusters = study
    links = None if probability is None else draws_of(len(model.concepts), probability)
    texts = grouped_texts(counts, clusters, links)
    return refit_shares(model, texts, number, 1, BY_DEFAULT, jobs)[0]


def test_sure_links_change_no_refit(study):
    np.testing.assert_array_equal(refits_with(study, 1.0), refits_with(study, None))


def test_unsure_links_are_drawn_for_each_refit_and_make_it_less_sure(study):
    sure, unsure = refits_with(study, None), refits_with(study, 0.7)
    assert unsure.std(axis=0).mean() > 1.1 * sure.std(axis=0).mean()
    np.testing.assert_array_equal(unsure, refits_with(study, 0.7, jobs=2))


def test_what_links_make_of_shares_does_not_shrink_with_the_number_of_documents(study):
    """Without scaling, deviations of the links alone would be multiplied by a tenth or so."""
    model, counts, clusters = study
    links = draws_of(len(model.concepts), 0.7)
    measured = measure_uncertainty(model, counts, clusters, 3, 20, 1, links=links)
    sample = clusters.loc[measured.doc_ids]
    texts = grouped_texts(counts, sample, links)
    drawn = [texts.with_links([1, LINKS, run]) for run in measured.runs]
    alone = np.array([texts.by_document(model.transform(one.matrix)) for one in drawn])
    refits = refit_shares(model, texts, 3, 1, BY_DEFAULT)[0]
    expected = measured.scale * refits + (1 - measured.scale) * (alone - measured.shares)
    np.testing.assert_allclose(measured.scale * measured.refits, expected, atol=1e-5)


def test_a_document_that_loses_all_its_words_is_measured_with_them(study):
    model, counts, clusters = study
    texts = grouped_texts(counts, clusters)
    bare = replace(texts, matrix=sparse.csr_matrix(texts.matrix.shape))
    np.testing.assert_allclose(
        _shares(model, texts, bare), texts.by_document(model.transform(texts.matrix)), atol=1e-6
    )
