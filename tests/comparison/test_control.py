"""The control text: what language alone makes of a difference."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import COUNTRIES, PAIRS, effect
from scipy import sparse

from nordtema.comparison.control import (
    BOUND,
    REACHED_SHARE,
    LanguageEffect,
    count_texts,
    known_weight,
    language_effects,
    paired_effects,
    tilted,
)
from nordtema.languages import LANGUAGES
from nordtema.topics.model import TopicModel
from nordtema.topics.models import MODELS

WORDS = {"nb": "fisk båt", "nn": "fisk båt", "da": "fisk båd", "sv": "fisk båt"}
HALF = {"nb": 0.5, "nn": 0.5}
NORTH = ("nb", "da", "sv")
KNOWN = dict.fromkeys(NORTH, np.array([True, True]))


def model_over(*concepts: str, topics=None, name: str = "nmf") -> TopicModel:
    """One topic a concept, unless topics are given; beside a word or two the prior is nothing."""
    topics = np.eye(len(concepts)) if topics is None else np.array(topics, dtype=float)
    prior = np.full(len(topics), 1e-9 if name == "nmf" else 0.01)
    rates = np.full(len(concepts), 1 / len(concepts))
    return MODELS[name](np.array(concepts), topics, prior, rates)


def links_of(**concept_of: dict[str, str]) -> pd.DataFrame:
    """links_of(sea={"nb": "fisk", …}) as the table of links."""
    rows = [
        (concept, code, lemma, "identical", 1.0, 5, "accepted")
        for concept, words in concept_of.items()
        for code, lemma in words.items()
    ]
    columns = ["concept", "language", "lemma", "method", "score", "frequency", "status"]
    return pd.DataFrame(rows, columns=columns)


def same_texts(number: int, text: str = "fisk") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"group": f"g{n}", "theme": "sea", **dict.fromkeys(LANGUAGES, text)}
            for n in range(number)
        ]
    )


def effects_between(model, texts, links, mixes, pairs, target, draws=50):
    """Language effects of a control whose every text is a block of its own."""
    blocks = texts.assign(block=range(len(texts)))
    of_group = dict.fromkeys(mixes, blocks)
    return language_effects(
        model, of_group, links, mixes, pairs, np.array(target), True, draws, seed=1
    )


def effects_of(model, texts, links, norway=HALF, draws=200, target=None):
    """Language effects of a control that has the corpus's themes already.

    Of three countries Norway writes in a mix of norms.
    """
    mixes = {"NO": norway, "DK": {"da": 1.0}, "SE": {"sv": 1.0}}
    target = np.full(model.k, 1 / model.k) if target is None else target
    return effects_between(model, texts, links, mixes, PAIRS, target, draws)


def pair_effect(written, target, draws=50, known=KNOWN, pair=("NO", "DK"), own=True):
    """The effect of one pair of countries that each write in one norm."""
    by_group, known_by = (
        {country: told[code] for country, code in zip(COUNTRIES, NORTH, strict=True)}
        for told in (written, known)
    )
    return paired_effects(by_group, known_by, PAIRS, np.array(target), own, draws, 1)[pair]


def test_where_all_norms_say_the_same_there_is_no_effect():
    links = links_of(sea=dict.fromkeys(LANGUAGES, "fisk"), rest=dict.fromkeys(LANGUAGES, "bok"))
    effects = effects_of(model_over("sea", "rest"), same_texts(6, "fisk fisk bok"), links)
    assert set(effects) == {("NO", "DK"), ("NO", "SE"), ("DK", "SE")}
    for one in effects.values():
        np.testing.assert_allclose(one.mean, 0, atol=1e-9)
        np.testing.assert_allclose(one.draws, 0, atol=1e-9)
        assert one.checked.all()


def test_one_norm_whose_word_belongs_to_another_theme_makes_the_whole_effect():
    """Danish `fisk` counts as theme 2, in all other norms it is theme 1: exactly one share."""
    links = links_of(
        first={"nb": "fisk", "nn": "fisk", "sv": "fisk"},
        second={"da": "fisk", "nb": "bok", "nn": "bok", "sv": "bok"},
    )
    effects = effects_of(model_over("first", "second"), same_texts(5), links)
    np.testing.assert_allclose(effects["NO", "DK"].mean, [1, -1], atol=1e-6)
    np.testing.assert_allclose(effects["DK", "SE"].mean, [-1, 1], atol=1e-6)
    np.testing.assert_allclose(effects["NO", "SE"].mean, [0, 0], atol=1e-6)
    np.testing.assert_allclose(effects["NO", "DK"].draws, np.tile([1, -1], (200, 1)), atol=1e-6)


@pytest.mark.parametrize(("nb", "nn"), [(1.0, 0.0), (0.75, 0.25), (0.0, 1.0)])
def test_norway_is_mixed_as_the_corpus_mixes_it(nb, nn):
    """Only nynorsk `fisk` is theme 2: the effect is nynorsk's share of Norway."""
    links = links_of(
        first={"nb": "fisk", "da": "fisk", "sv": "fisk"}, second={"nn": "fisk", "nb": "bok"}
    )
    effects = effects_of(
        model_over("first", "second"), same_texts(4), links, norway={"nb": nb, "nn": nn}
    )
    np.testing.assert_allclose(effects["NO", "DK"].mean, [-nn, nn], atol=1e-6)
    np.testing.assert_allclose(effects["DK", "SE"].mean, [0, 0], atol=1e-6)


def test_the_effect_is_the_mean_over_texts_and_draws_resample_them():
    """One text of four is told differently in Danish: a quarter, 0 … 1 in draws.

    The texts are half and half over the norms, as the corpus is: weights stay equal.
    """
    half = np.tile([[0.5, 0.5]], (4, 1))
    danish = half + np.array([[0, 0], [0, 0], [-0.4, 0.4], [0, 0]])
    written = {"nb": half, "da": danish, "sv": half + (half - danish)}  # the mean is half
    found = pair_effect(written, [0.5, 0.5], draws=4000)
    np.testing.assert_allclose(found.mean, [0.1, -0.1], atol=1e-6)
    assert set(np.unique(found.draws[:, 0].round(6))) == {0, 0.1, 0.2, 0.3, 0.4}
    assert found.draws[:, 0].mean() == pytest.approx(0.1, abs=0.005)
    assert found.draws[:, 0].var() == pytest.approx(0.16 * 0.25 * 0.75 / 4, rel=0.1)
    assert found.texts == 4


def test_groups_of_the_same_mix_have_no_effect_and_nearly_the_same_mix_little():
    links = links_of(
        first={"nb": "fisk", "da": "fisk", "sv": "fisk"}, second={"nn": "fisk", "nb": "bok"}
    )
    mixes = {"V": HALF, "S": HALF, "K": {"nb": 0.6, "nn": 0.4}}
    found = effects_between(
        model_over("first", "second"), same_texts(4), links, mixes, [("V", "S"), ("K", "V")],
        [0.5, 0.5],
    )  # fmt: skip
    np.testing.assert_allclose(found["V", "S"].mean, 0, atol=1e-12)
    np.testing.assert_allclose(found["K", "V"].mean, [0.1, -0.1], atol=1e-6)


# ---------------------------------------------------------------- how effects scatter


def planted(spread: float, seed: int, texts: int = 90, k: int = 30) -> LanguageEffect:
    """Danish multiplies the odds of each theme by exp(N(0, spread)); texts scatter little."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.full(k, 4.0), texts)
    odds = shares / (1 - shares) * np.exp(rng.normal(0, spread, k))
    written = {"nb": shares, "da": odds / (1 + odds), "sv": shares}
    known = dict.fromkeys(NORTH, np.full(k, True))
    target = shares.mean(axis=0)
    return pair_effect(written, target, 60, known, own=False)


@pytest.mark.parametrize("spread", [0.1, 0.4])
def test_a_planted_spread_over_themes_is_recovered(spread):
    found = [planted(spread, seed) for seed in range(4)]
    assert np.mean([one.spread for one in found]) == pytest.approx(spread, rel=0.2)
    assert all(15 < one.themes <= 30 for one in found)


def test_without_a_language_effect_nothing_scatters():
    assert planted(0.0, 0).spread == pytest.approx(0, abs=1e-9)


def test_a_control_of_too_few_themes_does_not_show_the_spread():
    assert effect([0.0, 0], own=False, themes=2).known.tolist() == [False, False]
    assert effect([0.0, 0], own=False, themes=3).known.tolist() == [True, True]
    assert effect([0.0, 0], own=True, themes=0).known.tolist() == [True, True]
    assert effect([0.0, 0], own=True, checked=False, themes=0).known.tolist() == [False, False]


@pytest.mark.parametrize(
    ("own", "checked", "off"), [(True, True, 0.1), (True, False, 0), (False, True, 0)]
)
def test_the_effect_is_taken_off_only_where_own_and_checked(own, checked, off):
    one = effect([0.1, -0.1], error=0.03, own=own, checked=checked, spread=0.5)
    np.testing.assert_allclose(one.shift, [off, -off])
    source = one.source((np.array([0.2, 0.5]), np.array([0.4, 0.5])))
    random = 0.5 * np.sqrt((0.16**2 + 0.24**2) / 2)
    expected = one.draws[:, 0].std() if off else random
    assert source.deviation(1, -1)[0] == pytest.approx(expected)
    assert source.freedom.tolist() == [59.0 if off else 29.0] * 2


# ---------------------------------------------------------------- weights


def test_the_control_is_weighted_to_the_themes_of_the_corpus():
    """Texts of one theme each: the theme's weight becomes its share in the corpus, about."""
    shares = np.repeat(np.eye(2) * 0.96 + 0.02, [30, 10], axis=0)
    target = np.array([0.4, 0.6])
    weights = tilted(shares, target, np.full((1, 40), 1 / 40))[0]
    assert weights.sum() == pytest.approx(1) and (weights > 0).all()
    np.testing.assert_allclose(weights @ shares, target, atol=0.03)
    before = shares.mean(axis=0) - target
    assert np.abs(weights @ shares - target).max() < np.abs(before).max() / 8


def test_no_text_stands_for_all():
    shares = np.vstack([np.tile([[0.99, 0.01]], (39, 1)), [[0.01, 0.99]]])
    weights = tilted(shares, np.array([0.1, 0.9]), np.full((1, 40), 1 / 40))[0]
    assert weights.max() <= BOUND / 40 / (BOUND / 40 + 39 / 40 * weights.min() * 40) + 1e-9
    assert weights.max() == weights[-1] < 0.5


def test_each_resample_has_weights_of_its_own():
    shares = np.random.default_rng(0).dirichlet(np.ones(3), size=12)
    base = np.random.default_rng(1).multinomial(12, np.full(12, 1 / 12), size=600) / 12
    weights = tilted(shares, np.array([0.2, 0.3, 0.5]), base)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert (weights[base == 0] == 0).all()
    alone = tilted(shares, np.array([0.2, 0.3, 0.5]), base[[7]])
    np.testing.assert_allclose(weights[7], alone[0], atol=1e-9)
    gap = np.abs(weights @ shares - [0.2, 0.3, 0.5]).max(axis=1)
    assert gap.mean() < np.abs(base @ shares - [0.2, 0.3, 0.5]).max(axis=1).mean() / 3


def test_an_effect_that_sits_in_one_theme_is_weighted_as_the_corpus_weighs_the_theme():
    """Danish loses .2 of the first theme's texts; the corpus has three times as much of it."""
    first = np.repeat([0.9, 0.1], [10, 30])
    no = np.column_stack([first, 1 - first])
    danish = no - np.where(first > 0.5, 0.2, 0.0)[:, None] * np.array([1, -1])
    written = {"nb": no, "da": danish, "sv": no}
    few, many = (pair_effect(written, [share, 1 - share]).mean[0] for share in (0.27, 0.65))
    assert few == pytest.approx(0.05, abs=0.01) and many == pytest.approx(0.15, abs=0.02)


def test_a_theme_that_the_control_hardly_speaks_of_is_not_checked():
    shares = {code: np.tile([[0.98, 0.02]], (5, 1)) for code in NORTH}
    assert pair_effect(shares, [0.9, 0.1]).checked.tolist() == [True, False]
    assert REACHED_SHARE == 0.5


def test_a_theme_is_checked_where_both_norms_of_the_pair_are_known():
    shares = {code: np.tile([[0.5, 0.5]], (5, 1)) for code in NORTH}
    known = KNOWN | {"sv": np.array([False, True])}
    assert pair_effect(shares, [0.5, 0.5], known=known).checked.all()
    other = pair_effect(shares, [0.5, 0.5], known=known, pair=("DK", "SE"))
    assert other.checked.tolist() == [False, True]


def test_of_a_theme_its_most_exclusive_concepts_must_be_known():
    """25 concepts fall off in weight; the least of them are not looked at."""
    weights = np.r_[np.linspace(10, 1, 25), np.zeros(25)]
    topics = np.vstack([weights, weights[::-1]]) / weights.sum()
    looked_at = np.arange(50) < 20
    np.testing.assert_allclose(known_weight(topics, looked_at), [1, 0])
    unknown = np.arange(50) > 4
    lost = weights[:5].sum() / weights[:20].sum()
    np.testing.assert_allclose(known_weight(topics, unknown), [1 - lost, 1])


@pytest.mark.parametrize(("known", "checked"), [(0.79, False), (0.8, True), (0.81, True)])
def test_a_topic_is_checked_where_the_control_knows_four_fifths_of_its_weight(known, checked):
    topics = [[known, 1 - known], [1.0, 0.0]]
    links = links_of(met=dict.fromkeys(LANGUAGES, "fisk"), unmet=dict.fromkeys(LANGUAGES, "bok"))
    model, reached = model_over("met", "unmet", topics=topics), np.array([0.0, 1.0])
    effects = effects_of(model, same_texts(3), links, target=reached)
    assert effects["NO", "SE"].checked.tolist() == [checked, True]


def test_a_word_that_one_norm_lacks_leaves_the_theme_unchecked_there():
    links = links_of(met=dict.fromkeys(LANGUAGES, "fisk"), unmet=dict.fromkeys(LANGUAGES, "bok"))
    model = model_over("met", "unmet", topics=[[0.7, 0.3], [1.0, 0.0]])
    texts = same_texts(3, "fisk bok").assign(sv="fisk fisk")
    effects = effects_of(model, texts, links, target=[0.2, 0.8])
    assert [bool(effects[pair].checked[0]) for pair in PAIRS] == [True, False, False]


def test_texts_that_a_norm_knows_nothing_of_are_left_out_in_all():
    links = links_of(first=dict.fromkeys(LANGUAGES, "fisk"), second=dict.fromkeys(LANGUAGES, "bok"))
    texts = same_texts(5)
    texts.loc[1, "sv"] = "helt annat"
    texts.loc[1, "nb"] = "bok"
    effects = effects_of(model_over("first", "second"), texts, links)
    np.testing.assert_allclose(effects["NO", "DK"].mean, 0, atol=1e-9)


@pytest.mark.parametrize("usable", [0, 1])
def test_with_fewer_than_two_texts_nothing_is_known(usable):
    links = links_of(first=dict.fromkeys(LANGUAGES, "fisk"))
    texts = same_texts(3, "ingenting kjent")
    texts.loc[: usable - 1, list(LANGUAGES)] = "fisk"
    if not usable:
        texts = same_texts(3, "ingenting kjent")
    assert effects_of(model_over("first"), texts, links) == {}


def test_rejected_links_are_not_counted_in_the_control_either():
    links = links_of(first=dict.fromkeys(LANGUAGES, "fisk"), second=dict.fromkeys(LANGUAGES, "bok"))
    rejected = links["concept"].eq("first") & links["language"].eq("da")
    links.loc[rejected, "status"] = "rejected"
    texts = same_texts(4, "fisk bok")
    texts["da"] = "fisk bok"
    effects = effects_of(model_over("first", "second"), texts, links)
    np.testing.assert_allclose(effects["NO", "DK"].mean, [0.5, -0.5], atol=1e-6)


# ---------------------------------------------------------------- counting


def test_texts_are_counted_in_the_models_concepts():
    columns = {("nb", "fisk"): 0, ("nb", "båt"): 2, ("da", "fisk"): 1}
    counts = count_texts(["Fisken og fisk i båten", "ingenting", "bok"], "nb", columns, 3)
    assert isinstance(counts, sparse.csr_matrix)
    assert counts.toarray().tolist() == [[2, 0, 1], [0, 0, 0], [0, 0, 0]]


def test_multi_word_terms_are_counted_as_one():
    columns = {("nb", "sosial medium"): 0, ("nb", "medium"): 1}
    counts = count_texts(["Sosiale medier er medier"], "nb", columns, 2)
    assert counts.toarray().tolist() == [[1, 1]]
