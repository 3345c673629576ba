"""LDA: the posterior of a text's shares, and what topics learn from their texts."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits
from topic_corpora import model_of, simulate

from nordtema.topics import collapsed, lda
from nordtema.topics.fitting import fit
from nordtema.topics.heldout import hold_out_words
from nordtema.topics.matching import cosine, match
from nordtema.topics.training import Formation, TrainingCounts, training_counts


def naive_posterior(counts: np.ndarray, topics: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Zero-order collapsed updates of one text, word by word, until nothing moves."""
    gamma = prior + counts.sum() / len(topics)
    for _ in range(2000):
        fresh = prior.copy()
        for word, number in enumerate(counts):
            if number:
                weight = gamma * (topics[:, word] + 1e-12)
                fresh = fresh + number * weight / weight.sum()
        if np.abs(fresh - gamma).max() < 1e-10:
            break
        gamma = fresh
    return fresh


def test_the_posterior_equals_the_updates_word_by_word():
    truth = simulate(2, documents=4, length=60)
    prior = np.full(5, 0.4)
    gamma = collapsed.posterior(truth.counts, truth.topics, prior)
    for row in range(12):
        expected = naive_posterior(truth.counts[row].toarray()[0], truth.topics, prior)
        np.testing.assert_allclose(gamma[row], expected, atol=0.05)


def test_the_posterior_holds_the_prior_and_every_word():
    truth = simulate(2, documents=4, length=60)
    gamma = collapsed.posterior(truth.counts, truth.topics, np.full(5, 0.4))
    np.testing.assert_allclose(gamma.sum(axis=1), 60 + 5 * 0.4, rtol=1e-6)
    assert (gamma >= 0.4 - 1e-9).all()


def test_a_text_has_the_same_posterior_to_the_bit_whatever_texts_are_beside_it(monkeypatch):
    truth = simulate(4, documents=20)
    prior = np.full(5, 0.5)
    whole = collapsed.posterior(truth.counts, truth.topics, prior)
    order = np.random.default_rng(1).permutation(60)[:41]
    some = collapsed.posterior(truth.counts[order], truth.topics, prior)
    np.testing.assert_array_equal(some, whole[order])
    monkeypatch.setattr(collapsed, "BLOCK", 70)
    np.testing.assert_array_equal(collapsed.posterior(truth.counts, truth.topics, prior), whole)


def test_the_posterior_hangs_on_no_number_of_threads():
    rng = np.random.default_rng(3)
    counts = sparse.csr_matrix(rng.poisson(1.5, (3, 4000)).astype(float))
    topics = rng.dirichlet(np.ones(4000), 60)
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(collapsed.posterior(counts, topics, np.full(60, 0.05)))
    np.testing.assert_array_equal(*found)


def test_texts_without_words_and_no_texts_have_the_prior_alone():
    topics, prior = np.full((2, 3), 1 / 3), np.array([0.5, 1.5])
    nothing = sparse.csr_matrix((2, 3))
    np.testing.assert_array_equal(collapsed.posterior(nothing, topics, prior), [prior, prior])
    assert collapsed.posterior(nothing[:0], topics, prior).shape == (0, 2)


def test_short_texts_lean_on_the_prior():
    model = model_of(np.kron(np.eye(2), np.ones(5)) + 1e-6)
    one = sparse.csr_matrix(np.eye(10)[:1])
    many = one * 50
    assert model.transform(one)[0, 0] < model.transform(many)[0, 0]


def test_words_of_topics_are_all_words():
    truth = simulate(5, documents=70)
    found = collapsed.words_of_topics(truth.counts, truth.topics, truth.shares)
    np.testing.assert_allclose(found.sum(axis=0), truth.counts.sum(axis=0).A1, rtol=1e-5)
    chances = truth.shares[0] * truth.topics[:, 3]
    one = sparse.csr_matrix(np.eye(truth.counts.shape[1])[3:4])
    found = collapsed.words_of_topics(one, truth.topics, truth.shares[:1])
    np.testing.assert_allclose(found[:, 3], chances / chances.sum(), atol=1e-6)


def test_topics_are_learnt_from_a_start_that_says_little():
    """A start halfway between the topics and their mean: the texts tell the rest."""
    truth = simulate(7, documents=100)
    mean = truth.topics.mean(axis=0)
    start = 0.2 * truth.topics + 0.8 * mean
    counts = truth.training.in_order()
    model = lda.Lda.started(counts, start, hold_out_words(counts, 1))
    near = [cosine(truth.topics, topics).diagonal().mean() for topics in (start, model.topics)]
    assert near[0] < 0.8 < 0.95 < near[1]


def test_a_share_of_the_evidence_keeps_the_topics_near_their_start():
    truth = simulate(7, documents=100)
    start = 0.5 * truth.topics + 0.5 * truth.topics.mean(axis=0)
    counts = truth.training.in_order()
    kept = [
        cosine(start, lda.Lda.started(held(counts, share), start, None).topics).diagonal().mean()
        for share in (0.0, 0.3, 0.9)
    ]
    assert kept[0] < kept[1] < kept[2] and kept[2] > 0.99


def held(counts: TrainingCounts, share: float) -> TrainingCounts:
    return replace(counts, formation=Formation(lda_prior=share))


def test_light_concepts_form_no_topic_and_have_the_rates_of_the_texts():
    truth = simulate(8, k=2, concepts=40, documents=60)
    rng = np.random.default_rng(1)
    leaning = rng.poisson(np.where(truth.shares[:, 0] > 0.5, 8.0, 0.5))[:, None]
    counts = sparse.csr_matrix(np.hstack([truth.counts.toarray(), leaning]).astype(np.float32))
    light = np.r_[np.zeros(truth.counts.shape[1], bool), True]
    training = training_counts(
        np.arange(len(light)).astype(str), counts, truth.countries, truth.languages, light=light
    )
    without = training_counts(
        np.arange(len(light) - 1).astype(str), truth.counts, truth.countries, truth.languages
    )
    model, bare = fit("lda", training, 2), fit("lda", without, 2)
    likeness = cosine(model.topics[:, :-1], bare.topics)
    assert likeness.max(axis=1).min() > 0.99
    high, low = np.sort(model.topics[:, -1])[::-1]
    assert high > 3 * low and model.topics[:, -1].mean() == pytest.approx(
        training.rates[-1], rel=0.3
    )


def test_topics_that_become_one_are_replaced_by_another(monkeypatch):
    """The start holds one theme twice and lacks another; asked for more, it has it."""
    truth = simulate(9, documents=80)
    asked = []

    def start(counts, k, seed):
        asked.append(k)
        every = [0, 0, 1, 2, 3, 4][:k]
        return truth.topics[every]

    monkeypatch.setattr(lda, "associated_topics", start)
    model = fit("lda", truth.training, 5)
    assert asked == [5, 6] and model.k == 5 and len(model.prior) == 5
    likeness = cosine(truth.topics, model.topics)
    assert likeness[match(likeness)].min() > 0.9


def test_the_same_counts_give_the_same_model():
    truth = simulate(6, documents=40)
    one, other = (fit("lda", truth.training, 5) for _ in range(2))
    np.testing.assert_array_equal(one.topics, other.topics)


def test_another_seed_gives_much_the_same_model():
    """The seed draws the words that are held out, and nothing else of weight."""
    truth = simulate(6, documents=60)
    one, other = (fit("lda", truth.training, 5, seed) for seed in (1, 2))
    assert cosine(one.topics, other.topics).diagonal().min() > 0.99
