"""Learning vectors of concepts: invented meanings, of which each norm tells with an accent."""

import numpy as np
import pytest

import learn_vectors
from learn_vectors import (
    agreement,
    centred_norm,
    concept_means,
    in_bytes,
    look_unlike,
    norm_vectors,
    of_length_one,
    reduced,
    retrieval,
)
from nordtema.languages import LANGUAGES
from nordtema.vocabulary.glossary import Entry

RNG = np.random.default_rng(3)
MEANINGS = RNG.normal(size=(60, 12))
ACCENTS = 20 * RNG.normal(size=(len(LANGUAGES), 12))
ENTRIES = tuple(
    Entry(f"c{n}", tuple((code, f"{code}{n}") for code in LANGUAGES if (code, n) != ("sv", 7)))
    for n in range(60)
)


@pytest.fixture
def norms(monkeypatch) -> np.ndarray:
    """An encoder that knows the meaning of a word and adds the accent of its norm."""

    def encoded(texts: list[str]) -> np.ndarray:
        words = [text.split()[-1] for text in texts]
        codes = list(LANGUAGES)
        return np.array([MEANINGS[int(w[2:])] + ACCENTS[codes.index(w[:2])] for w in words])

    monkeypatch.setattr(learn_vectors, "encoded", encoded)
    return norm_vectors(ENTRIES)


def test_what_a_norm_has_in_common_is_taken_off(norms):
    there = np.arange(60) != 7
    assert np.isnan(norms[3, 7]).all() and not np.isnan(norms[:, there]).any()
    expected = of_length_one(MEANINGS - MEANINGS.mean(axis=0))
    np.testing.assert_allclose(norms[:3], [expected] * 3, atol=1e-9)
    assert (norms[3, there] * expected[there]).sum(axis=1).min() > 0.99  # it lacks a row


def test_several_words_of_a_row_count_as_their_mean():
    words = np.array([[1.0, 0], [3, 0], [0, 2], [-2, -2]])
    found = centred_norm(words, np.array([0, 0, 1, 2]), 3)
    np.testing.assert_allclose(found, of_length_one(np.array([[2.0, 0], [0, 2], [-2, -2]])))


def test_a_direction_that_all_share_is_removed():
    shared = np.zeros(12)
    shared[0] = 1
    norms = of_length_one(MEANINGS * 0.1 + np.outer(RNG.choice([-1, 1], 60), shared))[None]
    left = reduced(norms, 1, 11, concept_means(norms))
    own = of_length_one(MEANINGS[:, 1:])
    alike = np.corrcoef((left @ left.T).ravel(), (own @ own.T).ravel())[0, 1]
    assert alike > 0.95
    kept = reduced(norms, 0, 12, concept_means(norms))
    assert np.corrcoef((kept @ kept.T).ravel(), (own @ own.T).ravel())[0, 1] < 0.7


def test_bytes_keep_directions():
    vectors = of_length_one(RNG.normal(size=(500, 64)))
    assert (of_length_one(in_bytes(vectors).astype(float)) * vectors).sum(axis=1).min() > 0.999


def test_the_same_bytes_at_every_run(norms, tmp_path, monkeypatch):
    monkeypatch.setattr(learn_vectors, "DATA", tmp_path)
    written = []
    for _ in range(2):
        learn_vectors.write(ENTRIES, reduced(norms, 1, 8, concept_means(norms)))
        written.append((tmp_path / learn_vectors.FILE).read_bytes())
    assert written[0] == written[1]
    with np.load(tmp_path / learn_vectors.FILE) as stored:
        assert stored["vectors"].shape == (8, 60) and stored["vectors"].dtype == np.int8


def test_retrieval_is_perfect_for_the_same_meaning_and_poor_for_chance(norms):
    everything = [np.ones(60, dtype=bool)] * 2
    assert retrieval(norms, 0, 12, everything) == pytest.approx([1] * 4)
    other = norms.copy()
    other[3] = norms[3, RNG.permutation(60)]
    assert max(retrieval(other, 0, 12, everything)) < 0.3


def test_unlike_words_share_few_letters():
    entries = (
        Entry("sykehus", (("nb", "sykehus"), ("sv", "sjukhus"))),
        Entry("fylke", (("nb", "fylke"), ("sv", "län"))),
        Entry("utbud", (("sv", "utbud"),)),
    )
    assert look_unlike(entries, "nb", "sv").tolist() == [False, True, False]


def test_agreement_is_high_where_the_near_stand_together():
    vectors = of_length_one(MEANINGS)
    rows, pmi = np.arange(60), vectors @ vectors.T
    lift, correlation = agreement(vectors, [(rows, pmi.copy())])
    assert correlation == pytest.approx(1) and lift > 0.3
    lift, correlation = agreement(vectors, [(RNG.permutation(60), pmi.copy())])
    assert abs(correlation) < 0.2 and abs(lift) < 0.15
