"""Fitting: known topics found again, the order of documents, planted differences."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from topic_corpora import concept_counts, concept_names, model_of, simulate

from nordtema.topics.diagnostics import HARDLY_USED, REPEATED
from nordtema.topics.fitting import SUBSAMPLE, TooFewTexts, fit, subsamples
from nordtema.topics.matching import cosine, match
from nordtema.topics.training import Formation, from_concept_counts, training_counts
from nordtema.vocabulary.counts import equalising_weights

MODELS = ("lda", "nmf")
PLANTED = 0.08


def planted_means(k: int = 5) -> np.ndarray:
    """Shares by country: the first topic is 8 points larger in Norway."""
    means = np.full((3, k), 1 / k)
    means[0, 0] += PLANTED
    means[0, 1:] -= PLANTED / (k - 1)
    return means


def matched_cosine(name: str, seed: int) -> float:
    truth = simulate(seed)
    similarity = cosine(truth.topics, fit(name, truth.training, 5).topics)
    return float(similarity[match(similarity)].mean())


@pytest.mark.parametrize("name", MODELS)
def test_known_topics_are_recovered(name):
    """K=5, V=200, three countries of 100 documents of 120 words: mean cosine .9 or more."""
    assert np.mean([matched_cosine(name, seed) for seed in range(3)]) >= 0.9


@pytest.mark.parametrize("name", MODELS)
def test_known_topics_are_found_one_by_one(name):
    """Weaker, but true: each topic is nearest to its own match, and leading concepts agree."""
    for seed in range(3):
        truth = simulate(seed)
        model = fit(name, truth.training, 5)
        similarity = cosine(truth.topics, model.topics)
        _, columns = match(similarity)
        assert similarity.argmax(axis=1).tolist() == columns.tolist()
        leading = model_of(truth.topics).top(10)
        shared = [
            len(set(a) & set(b)) for a, b in zip(leading, model.top(10)[columns], strict=True)
        ]
        assert np.mean(shared) >= 5, shared


@pytest.mark.parametrize("name", MODELS)
def test_true_shares_are_found(name):
    truth = simulate(8)
    model = fit(name, truth.training, 5)
    _, columns = match(cosine(truth.topics, model.topics))
    shares = model.transform(truth.counts)[:, columns]
    assert np.corrcoef(shares.ravel(), truth.shares.ravel())[0, 1] > 0.93
    assert np.abs(shares - truth.shares).mean() < 0.08


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_a_planted_difference_comes_back(name):
    """8 points between countries, over eight corpora: 80 to 110 % of what the documents hold."""
    estimated, true = [], []
    for seed in range(8):
        truth = simulate(seed, planted_means())
        model = fit(name, truth.training, 5)
        _, columns = match(cosine(truth.topics, model.topics))
        norway = truth.countries == "NO"
        shares = model.transform(truth.counts)[:, columns[0]]
        estimated.append(shares[norway].mean() - shares[~norway].mean())
        true.append(truth.shares[norway, 0].mean() - truth.shares[~norway, 0].mean())
    assert 0.8 <= np.mean(estimated) / np.mean(true) <= 1.1, np.mean(estimated) / np.mean(true)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_where_nothing_is_planted_nothing_is_found(name):
    apart = []
    for seed in range(4):
        truth = simulate(seed, concentration=20)
        shares = fit(name, truth.training, 5).transform(truth.counts)
        means = np.array([shares[truth.countries == c].mean(axis=0) for c in ("NO", "DK", "SE")])
        apart.append(np.abs(means - means.mean(axis=0)).max())
    assert np.mean(apart) < 0.03


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.slow
def test_the_order_of_documents_permutes_rows_only(name):
    """The model is the same to the byte: units are put into an order of their own before a fit."""
    truth = simulate(9, documents=60)
    order = np.random.default_rng(0).permutation(180)
    training = training_counts(
        concept_names(truth.topics.shape[1]), truth.counts[order], truth.countries[order],
        truth.languages[order],
    )  # fmt: skip
    one, other = fit(name, truth.training, 5), fit(name, training, 5)
    np.testing.assert_array_equal(other.topics, one.topics)
    np.testing.assert_allclose(
        other.transform(truth.counts[order]), one.transform(truth.counts)[order], atol=1e-9
    )


def test_counts_may_come_with_concepts_in_any_order():
    """Sparse rows need not be in order, and are not put in order in place."""
    truth = simulate(9, documents=20)
    indices = np.concatenate([row.indices[::-1] for row in truth.counts])
    data = np.concatenate([row.data[::-1] for row in truth.counts])
    raw = sparse.csr_matrix((data, indices, truth.counts.indptr), truth.counts.shape)
    before = truth.training.in_order()
    after = training_counts(
        truth.training.concepts, raw, truth.countries, truth.languages
    ).in_order()  # fmt: skip
    assert (before.raw != after.raw).nnz == 0 and (before.formed != after.formed).nnz == 0
    assert np.array_equal(raw.indices, indices)


@pytest.mark.parametrize("name", MODELS)
@settings(max_examples=15, deadline=None)
@given(rows=arrays(np.int64, (7, 40), elements=st.integers(0, 4)), data=st.data())
def test_a_texts_shares_sum_to_one_and_are_its_own(name, rows, data):
    """Proportions sum to 1 (0 without a concept), and do not depend on the texts beside it."""
    rng = np.random.default_rng(0)
    model = model_of(rng.dirichlet(np.full(40, 0.2), 3), name)
    shares = model.transform(sparse.csr_matrix(rows))
    assert (shares >= 0).all()
    np.testing.assert_allclose(shares.sum(axis=1), rows.any(axis=1).astype(float))
    order = data.draw(st.permutations(range(7)))
    np.testing.assert_allclose(model.transform(sparse.csr_matrix(rows[order])), shares[order],
                               atol=1e-9)  # fmt: skip
    np.testing.assert_allclose(model.transform(sparse.csr_matrix(rows[:1])), shares[:1], atol=1e-9)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_no_topic_is_dead_and_none_is_there_twice(name, k):
    """As long as no more are asked for than the corpus has (5); what is too many is flagged."""
    truth = simulate(12)
    model = fit(name, truth.training, k)
    assert model.transform(truth.counts).mean(axis=0).min() > HARDLY_USED / k
    similarity = cosine(model.topics, model.topics)
    np.fill_diagonal(similarity, 0)
    assert similarity.max() < REPEATED


@pytest.mark.parametrize("name", MODELS)
def test_a_language_that_uses_some_words_more_makes_no_topic_of_its_own(name):
    truth = simulate(10)
    counts = truth.counts.toarray()
    counts[np.ix_(truth.countries == "SE", np.arange(0, counts.shape[1], 4))] *= 3
    training = training_counts(
        concept_names(counts.shape[1]), sparse.csr_matrix(counts), truth.countries, truth.languages
    )
    shares = fit(name, training, 5).transform(training.raw)
    means = np.array([shares[training.countries == c].mean(axis=0) for c in ("NO", "DK", "SE")])
    assert (means / means.sum(axis=0)).max() < 0.6


# ---------------------------------------------------------------- what topics are formed on


def test_units_without_a_shared_concept_are_left_out():
    counts = sparse.csr_matrix(np.array([[1, 0], [0, 0], [2, 1], [0, 3]], dtype=np.float32))
    countries, languages = np.array(["NO", "NO", "DK", "SE"]), np.array(["nb", "nn", "da", "sv"])
    training = training_counts(np.array(["a", "b"]), counts, countries, languages)
    assert training.raw.shape == (3, 2)
    assert training.countries.tolist() == ["NO", "DK", "SE"]
    assert training.languages.tolist() == ["nb", "da", "sv"]
    expected = equalising_weights(training.raw, training.countries)
    np.testing.assert_array_equal(training.formed.toarray(), expected.toarray())
    plain = training_counts(
        np.array(["a", "b"]), counts, countries, languages, Formation(equalise=False)
    )
    np.testing.assert_array_equal(plain.formed.toarray(), plain.raw.toarray())


def test_only_shared_concepts_form_topics():
    counts = concept_counts(simulate(1, documents=20))
    counts.concepts.loc[3:, "shared"] = False
    training = from_concept_counts(counts)
    assert training.concepts.tolist() == ["c0000", "c0001", "c0002"]
    assert training.raw.shape[1] == 3


def test_rows_are_equalised_anew():
    training = simulate(2, documents=30).training
    rows = np.arange(0, 90, 2)
    part = training.rows(rows)
    expected = equalising_weights(training.raw[rows], training.countries[rows])
    np.testing.assert_allclose(part.formed.toarray(), expected.toarray())


@pytest.mark.parametrize("name", MODELS)
def test_more_topics_than_the_texts_can_carry_are_refused(name):
    training = simulate(3, documents=2).training
    with pytest.raises(
        TooFewTexts, match=r"6 texts with .* concepts cannot carry 50 topics"
    ) as told:
        fit(name, training, 50)
    again = pickle.loads(pickle.dumps(told.value))
    assert (again.units, again.k, str(again)) == (6, 50, str(told.value))


# ---------------------------------------------------------------- subsamples


def test_subsamples_are_four_in_five_in_order_and_drawn_from_the_seed():
    draws = subsamples(50, 4, seed=3)
    assert len(draws) == 4 and len({tuple(rows) for rows in draws}) == 4
    for rows in draws:
        assert len(rows) == round(SUBSAMPLE * 50) == len(set(rows))
        assert (np.diff(rows) > 0).all() and rows.max() < 50
    again = subsamples(50, 4, seed=3)
    assert all((a == b).all() for a, b in zip(draws, again, strict=True))
