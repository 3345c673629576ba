"""Topics form around concepts that keep each other's company in every country."""

import numpy as np
import pytest
from scipy import sparse
from topic_corpora import simulate

from nordtema.topics import association
from nordtema.topics.association import _distinct, associated_topics
from nordtema.topics.training import Formation, training_counts

GROUPS, SIZE, DOCUMENTS = 4, 6, 80
COUNTRIES = ("NO", "DK", "SE")


def grouped(seed: int, merged: tuple[str, ...] = ()) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Each text uses one group of concepts; in the countries named groups 0 and 1 go together."""
    rng = np.random.default_rng(seed)
    rows, countries = [], []
    for code in COUNTRIES:
        for number in range(DOCUMENTS):
            row = rng.poisson(0.15, GROUPS * SIZE)
            groups = {number % GROUPS}
            if code in merged and groups & {0, 1}:
                groups = {0, 1}
            for group in groups:
                row[group * SIZE : (group + 1) * SIZE] += rng.poisson(2.0, SIZE)
            rows.append(row)
            countries.append(code)
    return sparse.csr_matrix(np.array(rows, dtype=np.float32)), np.array(countries)


def topics_of(counts: sparse.csr_matrix, countries: np.ndarray, k: int, seed: int = 1):
    names = np.array([f"c{place}" for place in range(counts.shape[1])])
    plain = Formation(equalise=False)
    return associated_topics(training_counts(names, counts, countries, countries, plain), k, seed)


def purity(topics: np.ndarray) -> np.ndarray:
    """Largest share of a topic's weight that lies in one group."""
    return topics.reshape(len(topics), GROUPS, SIZE).sum(axis=2).max(axis=1)


def test_what_stands_together_everywhere_is_a_topic():
    topics = topics_of(*grouped(1), k=GROUPS)
    assert (purity(topics) > 0.9).all()
    leading = topics.reshape(GROUPS, GROUPS, SIZE).sum(axis=2).argmax(axis=1)
    assert sorted(leading) == list(range(GROUPS))


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_stands_together_in_one_country_only_is_no_topic(country):
    topics = topics_of(*grouped(2, merged=(country,)), k=GROUPS)
    assert (purity(topics) > 0.88).all()  # .5 if the two groups were one


def test_what_stands_together_in_all_but_nothing_else_is_one():
    topics = topics_of(*grouped(3, merged=COUNTRIES), k=3)
    by_group = topics.reshape(3, GROUPS, SIZE).sum(axis=2)
    both = by_group[by_group[:, :2].sum(axis=1).argmax()]
    assert both[0] > 0.3 and both[1] > 0.3


def test_topics_are_distributions():
    truth = simulate(3)
    topics = topics_of(truth.counts, truth.countries, 5)
    assert topics.shape == (5, truth.counts.shape[1]) and (topics >= 0).all()
    np.testing.assert_allclose(topics.sum(axis=1), 1)


def test_where_nothing_meets_topics_are_distributions_all_the_same():
    counts = sparse.csr_matrix(np.eye(6, dtype=np.float32))
    countries = np.array(["NO", "NO", "DK", "DK", "SE", "SE"])
    topics = topics_of(counts, countries, 2)
    assert np.isfinite(topics).all()
    np.testing.assert_allclose(topics.sum(axis=1), 1)


def test_concepts_beyond_the_core_are_put_where_they_belong(monkeypatch):
    from nordtema.topics import association

    counts, countries = grouped(4)
    monkeypatch.setattr(association, "CORE", 16)
    assert (purity(topics_of(counts, countries, k=GROUPS)) > 0.8).all()


def test_a_country_alone_will_do():
    counts, countries = grouped(5)
    rows = countries == "SE"
    assert (purity(topics_of(counts[rows], countries[rows], k=GROUPS)) > 0.8).all()


def test_components_that_repeat_an_earlier_one_are_not_distinct():
    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.full(40, 0.1), 3).T
    twice = np.column_stack([weights[:, :2], 3 * weights[:, 0] + 1e-3, weights[:, 2]])
    assert _distinct(twice).tolist() == [0, 1, 3]


def test_mirrored_components_are_replaced(monkeypatch):
    """Of two components that mirror each other one topic is made, and another takes its place."""
    asked = []

    def components(matrix, size, seed):
        asked.append(size)
        parts = np.kron(np.eye(3), np.ones((4, 1)))
        left, right = parts[:, [0, 1, 2]], parts[:, [1, 0, 2]]
        return left[:, :size], right.T[:size]

    monkeypatch.setattr(association, "_components", components)
    weights, basis = association._factorise(np.ones((12, 12)), 2, 1)
    assert asked == [2, 3] and basis.shape == (2, 12)
    assert _distinct(weights).tolist() == [0, 1]
