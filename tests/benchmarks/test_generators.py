"""Studies made to mislead a comparison are what they say they are."""

import numpy as np
import pytest
from scipy import sparse

import generators as made
from adversary import CASES
from studies import mislinked

EQUAL = [name for name in CASES if "16 against" not in name and "strong" not in name]


@pytest.mark.parametrize("name", CASES)
def test_a_study_has_shares_groups_and_a_truth_for_each(name):
    study = CASES[name].generator(np.random.default_rng(1))
    np.testing.assert_allclose(study.shares.sum(axis=1), 1)
    assert set(study.groups) == set(study.means) and len(study.documents) == len(study.shares)
    same = all(np.allclose(mean, study.means[study.groups[0]]) for mean in study.means.values())
    assert same == (name in EQUAL)


@pytest.mark.parametrize(
    "generator",
    [made.dispersed((300, 300, 15), (10.0, 3.0, 1.0)), made.heavy, made.inflated, made.one_strong,
     made.unequal_sizes, made.few(10), made.dealt(()), made.crossed(())],
)  # fmt: skip
def test_over_many_studies_groups_have_their_means(generator):
    means = {}
    for seed in range(40):
        study = generator(np.random.default_rng(seed))
        for group in study.means:
            mean = study.shares[study.groups == group].mean(axis=0)
            means.setdefault(group, []).append(mean - study.means[group])
    for apart in map(np.array, means.values()):
        error = apart.std(axis=0, ddof=1) / np.sqrt(len(apart))
        assert (np.abs(apart.mean(axis=0)) < 4.5 * error + 1e-3).all()


def test_dispersion_is_as_stated():
    study = made.dispersed(4000)(np.random.default_rng(2))
    spread = [study.shares[study.groups == code].var(axis=0) for code in ("NO", "DK", "SE")]
    mean = study.means["NO"]
    for variance, concentration in zip(spread, (10, 1, 3), strict=True):
        np.testing.assert_allclose(variance, mean * (1 - mean) / (concentration + 1), rtol=0.15)


def correlation(shares: np.ndarray, cluster: np.ndarray) -> float:
    """Mean product of the deviations of two texts of a cluster, in variances."""
    apart = (shares - shares.mean(axis=0)) / shares.std(axis=0)
    same = cluster[:, None] == cluster
    np.fill_diagonal(same, False)
    return float((apart @ apart.T)[same].mean() / shares.shape[1])


def test_texts_of_a_sitting_are_as_alike_as_stated():
    shares, sitting = made.clustered(np.random.default_rng(3), 200, 10, 0.1)
    assert correlation(shares, sitting) == pytest.approx(0.1, abs=0.02)


def test_sittings_are_dealt_whole_and_speakers_stay_in_theirs():
    study = made.dealt(("sitting",))(np.random.default_rng(4))
    facts = study.documents
    assert facts.groupby("sitting")["group"].nunique().max() == 1
    assert facts.groupby("speaker")["sitting"].nunique().max() == 1
    assert facts["sitting"].nunique() == 13 and set(facts["country"]) == {"SE"}


def test_speakers_and_sittings_cross_and_both_have_themes():
    study = made.crossed(())(np.random.default_rng(5))
    facts = study.documents
    assert facts.groupby("sitting")["group"].nunique().min() == 3
    assert facts.groupby("speaker")["group"].nunique().max() == 1
    assert min(correlation(study.shares, facts[name].to_numpy()) for name in study.facts) > 0.1


def test_kinds_are_mixed_unlike_and_equal_within():
    study = made.genre(np.random.default_rng(6))
    letters = (study.documents["kind"] == "letter").groupby(study.groups).mean()
    np.testing.assert_allclose(letters[["NO", "DK", "SE"]], [0.2, 0.8, 0.5], atol=0.02)


def test_short_documents_are_measured_with_more_error_and_without_bias():
    errors = []
    for seed in range(30):
        rng = np.random.default_rng(seed)
        study = made.lengths(rng)
        errors.append(study.seen(rng) - study.shares)
    short, long, _ = np.split(np.array(errors), 3, axis=1)
    assert short.std() > 2 * long.std() and abs(short.mean(axis=(0, 1))).max() < 0.01


def test_lost_words_are_lost_in_swedish_alone():
    rng = np.random.default_rng(7)
    study = made.lost_links(rng)
    seen = study.seen(rng)
    for code in ("NO", "DK", "SE"):
        rows = study.groups == code
        odds = [shares[rows, 0] / (1 - shares[rows, 0]) for shares in (seen, study.shares)]
        expected = 1 - made.LOST if code == "SE" else 1.0
        np.testing.assert_allclose(odds[0] / odds[1], expected, rtol=1e-6)


@pytest.mark.parametrize("own", [True, False])
def test_a_control_speaks_as_the_corpus_does_only_if_it_is_its_own(own):
    speech = made.languages(0.3, own)(np.random.default_rng(8)).speech
    likeness = np.corrcoef(np.log(speech.factors).ravel(), np.log(speech.control).ravel())[0, 1]
    assert (likeness > 0.99) == own and (abs(likeness) < 0.6) != own
    assert np.log(speech.factors).std() == pytest.approx(0.3, rel=0.4)


def test_words_are_linked_wrongly_in_one_country_alone_and_as_often_as_stated():
    study = made.wrong_links(np.random.default_rng(6))
    rows, width = len(study.groups), 500
    counts = sparse.csr_matrix(np.tile(np.arange(width, dtype=float) + 1, (rows, 1)))
    mixed = mislinked(counts, study, np.random.default_rng(7)).toarray()
    moved = (mixed != counts.toarray()).mean(axis=0)
    last = study.countries == "SE"
    assert (mixed[~last] == counts.toarray()[~last]).all()
    assert set(moved.round(6)) == {0.0, round(last.mean(), 6)}
    assert (moved > 0).sum() / (0.2 * width) == pytest.approx(1 - made.RIGHT, abs=0.08)
    assert (np.sort(mixed[last], axis=1) == counts.toarray()[last]).all(), "no word is lost"
