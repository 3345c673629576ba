"""What both models hand on: shares, leading concepts, files."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from topic_corpora import model_of, simulate

from nordtema.topics import model as model_module
from nordtema.topics.fitting import fit
from nordtema.topics.model import by_document, normalised
from nordtema.topics.models import load

MODELS = ("lda", "nmf")


@pytest.fixture(scope="module")
def truth():
    return simulate(1)


@pytest.fixture(scope="module")
def fitted(truth):
    return {name: fit(name, truth.training, 5) for name in MODELS}


@pytest.mark.parametrize("name", MODELS)
def test_topics_and_shares_are_distributions(fitted, truth, name):
    model = fitted[name]
    shares = model.transform(truth.counts)
    assert model.name == name and model.k == 5
    assert (model.topics >= 0).all() and (shares >= 0).all()
    np.testing.assert_allclose(model.topics.sum(axis=1), 1, atol=1e-9)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-9)


@pytest.mark.parametrize("name", MODELS)
def test_topics_come_in_the_order_of_their_share(fitted, truth, name):
    means = fitted[name].transform(truth.counts).mean(axis=0)
    assert (np.diff(means) <= 1e-9).all()


@pytest.mark.parametrize("name", MODELS)
def test_a_text_without_a_known_concept_has_no_shares(fitted, truth, name):
    width = truth.counts.shape[1]
    empty = sparse.csr_matrix((2, width), dtype=np.float32)
    shares = fitted[name].transform(sparse.vstack([empty, truth.counts[:3]]).tocsr())
    assert (shares[:2] == 0).all()
    np.testing.assert_allclose(shares[2:].sum(axis=1), 1)
    np.testing.assert_array_equal(fitted[name].transform(empty), np.zeros((2, 5)))


@pytest.mark.parametrize("name", MODELS)
def test_shares_do_not_depend_on_how_many_texts_are_held_together(fitted, truth, name, monkeypatch):
    together = fitted[name].transform(truth.counts)
    monkeypatch.setattr(model_module, "CHUNK", 7)
    np.testing.assert_allclose(fitted[name].transform(truth.counts), together, atol=1e-9)


@pytest.mark.parametrize("name", MODELS)
def test_a_text_is_measured_alike_alone_and_among_others(fitted, truth, name):
    together = fitted[name].transform(truth.counts[:40])
    alone = np.vstack([fitted[name].transform(truth.counts[row]) for row in range(5)])
    np.testing.assert_allclose(together[:5], alone, atol=2e-3)


@pytest.mark.parametrize("name", MODELS)
def test_an_unseen_text_of_one_topic_is_that_topic(name):
    model = model_of(np.kron(np.eye(4), np.ones(10)) + 0.001, name)
    rng = np.random.default_rng(0)
    for topic in range(4):
        counts = sparse.csr_matrix(rng.multinomial(200, model.topics[topic])[None].astype(float))
        shares = model.transform(counts)[0]
        assert shares.argmax() == topic and shares[topic] > 0.9


@pytest.mark.parametrize("name", MODELS)
def test_an_unseen_text_of_two_topics_is_half_of_each(name):
    model = model_of(np.kron(np.eye(3), np.ones(8)) + 0.001, name)
    mixed = (model.topics[0] + model.topics[2]) / 2
    shares = model.transform(sparse.csr_matrix(np.round(mixed * 1000)[None]))[0]
    np.testing.assert_allclose(shares, [0.5, 0, 0.5], atol=0.03)


@pytest.mark.parametrize("name", MODELS)
def test_saved_and_loaded_without_pickle(fitted, truth, name, tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("pickle was used")

    for function in ("load", "loads", "dump", "dumps"):
        monkeypatch.setattr(pickle, function, refuse)
    path = fitted[name].save(tmp_path / "model.npz")
    again = load(path)
    assert again.name == name
    for field in ("concepts", "topics", "prior", "rates"):
        np.testing.assert_array_equal(getattr(again, field), getattr(fitted[name], field))
    np.testing.assert_array_equal(
        again.transform(truth.counts[:9]), fitted[name].transform(truth.counts[:9])
    )
    with np.load(path, allow_pickle=False) as arrays:
        assert all(arrays[key].dtype != object for key in arrays.files)
    assert [file.name for file in tmp_path.iterdir()] == ["model.npz"], "no draft is left"


def test_leading_concepts_with_ties_in_the_order_of_name():
    model = model_of([[1, 3, 3, 2], [5, 1, 1, 1]])
    assert model.top(3).tolist() == [[1, 2, 3], [0, 1, 2]]
    assert model.top(10).shape == (2, 4)


@pytest.mark.parametrize("name", MODELS)
def test_reordered_topics_take_everything_with_them(fitted, truth, name):
    order = np.array([3, 0, 4, 1, 2])
    other = fitted[name].reordered(order)
    np.testing.assert_array_equal(other.topics, fitted[name].topics[order])
    np.testing.assert_allclose(
        other.transform(truth.counts[:20]),
        fitted[name].transform(truth.counts[:20])[:, order],
        atol=2e-3,
    )


# ---------------------------------------------------------------- documents of several units


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 9999), units=st.integers(1, 25), size=st.integers(1, 8), empty=st.booleans()
)
def test_documents_are_the_means_of_their_units_weighted_by_tokens(seed, units, size, empty):
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(3), units)
    if empty:
        shares[rng.random(units) < 0.4] = 0
    tokens, documents = rng.integers(0, 50, units), rng.integers(0, size, units)
    means = by_document(shares, tokens, documents, size)
    for document in range(size):
        rows = [r for r in range(units) if documents[r] == document and shares[r].sum() > 0]
        if not rows:
            assert (means[document] == 0).all()
            continue
        weights = [max(tokens[r], 1) for r in rows]
        expected = np.average(shares[rows], axis=0, weights=weights)
        np.testing.assert_allclose(means[document], expected)
        assert means[document].sum() == pytest.approx(1)


def test_a_row_of_zeros_is_normalised_to_a_uniform_one():
    np.testing.assert_allclose(
        normalised(np.array([[1.0, 3.0], [0.0, 0.0]])), [[0.25, 0.75], [0.5, 0.5]]
    )


def test_means_are_found_of_all_texts_or_of_some_at_even_distances():
    most = 2 * model_module.MEAN_TEXTS
    assert len(model_module.at_even_distances(0)) == 0
    for size in (1, most - 1):
        np.testing.assert_array_equal(model_module.at_even_distances(size), np.arange(size))
    some = model_module.at_even_distances(20 * most)
    assert model_module.MEAN_TEXTS <= len(some) < most
    assert set(np.diff(some)) == {40}
