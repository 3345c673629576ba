"""Differences with intervals, what language makes of them, and every verdict from a made case."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import CLEAR, COUNTRIES, PAIRS, effect, of_first, sample
from scipy.stats import norm

from nordtema.comparison.contrasts import (
    COLUMNS,
    Sources,
    contrast_table,
    effects_of,
    omnibus_table,
    undone_by,
)
from nordtema.comparison.sample import mean_shares, sample_from
from nordtema.comparison.verdicts import Reason
from nordtema.comparison.weighting import plain
from nordtema.study import Comparison

ONE_NORM = Sources()


def rules_of(**rules) -> Comparison:
    return Comparison(**{"permutations": 399, **rules})


def effects(taken, source=ONE_NORM, **rules):
    pairs = plain(taken)
    return effects_of(taken, pairs, [source] * len(pairs), rules_of(**rules), 1)


def contrasts(taken, source=ONE_NORM, aside=None, unit=True, **rules) -> pd.DataFrame:
    """The table, with the same source of error for each pair."""
    pairs = plain(taken)
    return contrast_table(
        taken, pairs, [source] * len(pairs), effects(taken, source, **rules), rules_of(**rules),
        mean_shares(taken), aside, unit,
    )  # fmt: skip


def language(*values, **more) -> Sources:
    return Sources(language=effect(values, **more))


def told(table: pd.DataFrame, topic: int = 1, pair=("NO", "SE")) -> tuple[str, str]:
    row = table[(table["topic"] == topic) & (table["country_a"] == pair[0])]
    row = row[row["country_b"] == pair[1]].iloc[0]
    return row["verdict"], row["reason"]


@pytest.fixture(scope="module")
def clear():
    """The first theme is .6 in Norway and .3 elsewhere."""
    return sample(np.random.default_rng(0), CLEAR, 40)


@pytest.fixture(scope="module")
def even():
    """Two groups of 60 texts that scatter little around .4."""
    rng = np.random.default_rng(1)
    return of_first(rng.normal(0.4, 0.05, 120), np.repeat(["NO", "DK"], 60))


# ---------------------------------------------------------------- the table


def test_rows_columns_and_numbers(clear):
    table = contrasts(clear)
    assert tuple(table.columns) == COLUMNS
    keys = table[["topic", "country_a", "country_b"]].to_numpy().tolist()
    assert keys == [[topic, a, b] for topic in (1, 2, 3) for a, b in PAIRS]
    means = mean_shares(clear)
    for row in table.itertuples():
        a, b = (means.loc[row.topic - 1, code] for code in (row.country_a, row.country_b))
        assert [row.difference, row.crude] == pytest.approx([a - b] * 2)
        assert row.ratio == pytest.approx(a / b)
        assert row.low < row.difference < row.high and 0 < row.detectable <= 1
    assert (table["language_effect"] == 0).all() and table["checked"].all()
    np.testing.assert_allclose(table["low"], table["chance_low"])
    np.testing.assert_allclose(table["q"], table["q_chance"])


def test_pairs_are_those_that_the_sample_names_in_its_words(clear):
    one, other = (
        contrasts(clear.rows(np.isin(clear.groups, pair))) for pair in (("NO", "SE"), ("DK", "SE"))
    )
    assert set(one["country_b"]) == {"SE"} and len(one) == len(other) == 3


def test_nothing_is_compared_where_there_is_nothing_to_compare(clear):
    table = contrast_table(clear, [], [], None, rules_of(), mean_shares(clear))
    assert table.empty and tuple(table.columns) == COLUMNS
    assert list(omnibus_table(None).columns) == ["topic", "statistic", "p", "q"]


def test_an_absent_theme_has_a_finite_ratio_and_none_is_below_0():
    taken = of_first(np.r_[np.full(12, 0.5), np.zeros(12)], np.repeat(["NO", "DK"], 12))
    assert np.isfinite(contrasts(taken)["ratio"]).all()
    less = contrasts(of_first(np.tile([0.02, 0.04], 12), np.repeat(["NO", "DK"], 12)),
                     language(0.1, -0.1))  # fmt: skip
    assert less["ratio"].iloc[0] == 0 and less["difference"].iloc[0] == pytest.approx(-0.1)


@pytest.mark.parametrize(
    ("low", "high", "first", "second", "loss"),
    [(0.1, 0.3, 0.5, 0.3, 0.25), (-0.3, -0.1, 0.3, 0.5, 0.25), (-0.1, 0.3, 0.5, 0.4, np.nan),
     (0.2, 0.4, 0.3, 0.0, 1.0)],
)  # fmt: skip
def test_how_large_a_loss_of_words_would_undo_a_difference(low, high, first, second, loss):
    """.3 is what is left of .4 after a quarter is lost: the near end of the interval."""
    found = undone_by(*(np.array([value]) for value in (low, high, first, second)))
    np.testing.assert_allclose(found, [loss])


# ---------------------------------------------------------------- verdicts


def test_a_plain_difference_differs_and_says_what_would_undo_it(clear):
    table = contrasts(clear)
    assert told(table) == ("differs", "")
    row = table[(table["topic"] == 1) & (table["country_b"] == "SE")].iloc[0]
    smaller = clear.shares[clear.groups == "SE", 0].mean()
    assert smaller / (1 - row["undone_by"]) - smaller == pytest.approx(row["low"])


def test_even_groups_are_alike_where_they_are_many_and_open_where_they_are_few(even, clear):
    assert told(contrasts(even), pair=("NO", "DK")) == ("alike", "")
    assert told(contrasts(even, alike=1.02), pair=("NO", "DK")) == (
        "cannot be told", "within chance",
    )  # fmt: skip
    few = clear.rows(np.r_[:12, 40:52, 80:92])
    assert told(contrasts(few), pair=("DK", "SE")) == ("cannot be told", "within chance")


def test_fewer_clusters_than_the_study_asks_for_tell_nothing(clear):
    rows = np.r_[:9, 40:50, 80:90]
    table = contrasts(clear.rows(rows))
    norway = table["country_a"] == "NO"
    assert set(table.loc[norway, "reason"]) == {"few clusters"}
    assert "few clusters" not in set(table.loc[~norway, "reason"])
    assert "few clusters" not in set(contrasts(clear.rows(rows), minimum_clusters=9)["reason"])


def test_a_single_cluster_leaves_numbers_out(clear):
    ways = np.where(clear.groups == "NO", 999, np.arange(120))
    alone = of_first(clear.shares[:, 0], clear.groups, ways)
    table = contrasts(alone)
    norway = table["country_a"] == "NO"
    numbers = ["low", "high", "p", "q", "q_chance", "chance_low", "detectable", "undone_by"]
    assert table.loc[norway, numbers].isna().all(axis=None)
    assert table["difference"].notna().all()
    assert told(table) == ("cannot be told", "few clusters")


def test_nothing_is_claimed_without_a_unit_or_of_a_theme_set_aside(clear, even):
    for taken in (clear, even):
        assert set(contrasts(taken, unit=False)["reason"]) == {"unit not named"}
    table = contrasts(clear, aside={1: Reason.UNSTABLE, 2: Reason.NONE})
    assert told(table) == ("set aside", "unstable")
    assert (table["verdict"] == "set aside").equals(table["topic"] == 1)


def test_language_that_nobody_knows_is_no_country(clear):
    nothing = Sources(known=False)
    table = contrasts(clear, nothing)
    assert told(table) == ("not told from language", "language not known")
    assert told(table, pair=("DK", "SE")) == ("cannot be told", "within chance")
    assert table[["language_effect", "language_low"]].isna().all(axis=None)
    assert not table["checked"].any()
    few = language(0.0, 0.0, 0.0, own=False, themes=2)
    assert told(contrasts(clear, few)) == ("not told from language", "language not known")


def test_even_groups_are_not_alike_where_language_is_not_known(even):
    table = contrasts(even, Sources(known=False))
    assert set(table["verdict"]) == {"cannot be told"}


# ---------------------------------------------------------------- the language effect


def test_what_language_makes_is_taken_off(clear):
    found = clear.shares[clear.groups == "NO", 0].mean()
    found -= clear.shares[clear.groups == "SE", 0].mean()
    table = contrasts(clear, language(found, 0, 0, error=0.01))
    row = table[(table["topic"] == 1) & (table["country_b"] == "SE")].iloc[0]
    assert row["difference"] == pytest.approx(0, abs=1e-9) and row["crude"] == pytest.approx(found)
    assert row["ratio"] == pytest.approx(1)
    assert told(table) == ("alike", "")
    narrow = contrasts(clear, language(found, 0, 0, error=0.01), alike=1.05)
    assert told(narrow) == ("not told from language", "within language")
    assert row["chance_low"] > 0 and row["q_chance"] < 0.05 < row["q"]
    assert row["language_low"] < row["language_effect"] < row["language_high"]


def test_a_difference_that_language_hides_is_found(even):
    table = contrasts(even, language(-0.2, 0.2, error=0.01))
    assert told(table, pair=("NO", "DK")) == ("differs", "")
    assert table["q_chance"].iloc[0] > 0.05


@pytest.mark.parametrize(("own", "checked"), [(True, True), (True, False), (False, True)])
def test_language_is_taken_off_only_where_own_and_checked(clear, own, checked):
    source = language(0.1, 0, 0, own=own, checked=checked, spread=0.01)
    table = contrasts(clear, source)
    off = (table["crude"] - table["difference"])[table["topic"] == 1]
    np.testing.assert_allclose(off, 0.1 if own and checked else 0, atol=1e-12)
    assert (table["checked"] == checked).all()


def test_language_as_a_random_effect_widens_the_interval_and_may_hold_a_difference(clear):
    widths = []
    for spread in (0.0, 0.3, 2.0):
        table = contrasts(clear, language(0.0, 0, 0, own=False, spread=spread))
        row = table[(table["topic"] == 1) & (table["country_b"] == "SE")].iloc[0]
        widths.append(row["high"] - row["low"])
        assert row["chance_high"] - row["chance_low"] == pytest.approx(widths[0])
    assert widths[0] * 1.2 < widths[1] < widths[2]
    assert told(table) == ("not told from language", "within language")


def test_the_variance_of_the_random_effect_is_that_of_odds(clear):
    """spread · m(1 - m) in each mean, of which either group has half."""
    spread = 0.4
    alone = effects(clear).told.error
    found = effects(clear, language(0.0, 0, 0, own=False, spread=spread)).told.error
    means = mean_shares(clear)
    for place, pair in enumerate(PAIRS):
        odds = sum((m * (1 - m)).to_numpy() ** 2 for m in (means[code] for code in pair))
        np.testing.assert_allclose(found[place] ** 2 - alone[place] ** 2, spread**2 * odds / 2)


def test_the_error_of_a_measured_effect_is_in_the_interval(clear):
    source = language(0.0, 0, 0, error=0.05)
    found, alone = effects(clear, source).told.error, effects(clear).told.error
    np.testing.assert_allclose(
        found**2 - alone**2,
        np.tile(source.language.draws.var(axis=0) / 1.0, (3, 1)),
        rtol=1e-6,
    )


# ---------------------------------------------------------------- alike, and all at once


def test_alike_is_two_one_sided_tests():
    """With 400 texts each the tests are normal: a - 1.05 b and b - 1.05 a."""
    rng = np.random.default_rng(3)
    parts = [rng.beta(4, 6, 400), rng.beta(4, 6, 400) + 0.01]
    taken = of_first(np.concatenate(parts), np.repeat(["NO", "DK"], 400))
    expected = []
    for a, b in (parts, parts[::-1]):
        error = np.sqrt(a.var(ddof=1) / 400 + 1.05**2 * b.var(ddof=1) / 400)
        expected.append(norm.cdf((a.mean() - 1.05 * b.mean()) / error))
    found = effects(taken, alike=1.05, permutations=999).alike[0, 0]
    assert 0.01 < max(expected) < 0.5 and found == pytest.approx(max(expected), abs=0.05)


def test_what_language_makes_is_taken_off_before_groups_are_called_alike(even):
    """.2 in Norway is .4 without language, as in Denmark."""
    lowered = even.shares[:, 0] - np.where(even.groups == "NO", 0.2, 0.0)
    taken = of_first(lowered, even.groups)
    assert effects(taken).alike[0, 0] > 0.9
    assert effects(taken, language(-0.2, 0.2)).alike[0, 0] < 0.05


def test_a_theme_twice_as_frequent_is_hardly_ever_alike():
    """A ratio of 2 is called alike in 5 % of 100 themes at most, and what that may be by chance."""
    rng = np.random.default_rng(4)
    shares = np.vstack([rng.beta(3, 9, (60, 100)), rng.beta(3, 21, (60, 100))])
    found = effects(sample_from(shares, np.repeat(["NO", "DK"], 60)), permutations=199).alike
    assert np.mean(found < 0.05) <= 0.1
    even = np.vstack([rng.beta(3, 9, (60, 100)), rng.beta(3, 9, (60, 100))])
    found = effects(sample_from(even, np.repeat(["NO", "DK"], 60)), permutations=199).alike
    assert np.mean(found < 0.05) > 0.5


def test_the_omnibus_table(clear):
    table = omnibus_table(effects(clear))
    assert table["topic"].tolist() == ["1", "2", "3", "all"]
    assert list(table.columns) == ["topic", "statistic", "p", "q"]
    assert table["statistic"].iloc[-1] == table["statistic"].iloc[:3].max() > 5
    assert table["p"].iloc[0] == table["p"].iloc[-1] == pytest.approx(1 / 400)
    assert (table["q"] >= table["p"] - 1e-12).all()


def test_the_omnibus_test_leaves_language_out(clear):
    one, other = omnibus_table(effects(clear)), omnibus_table(effects(clear, language(0.3, 0, 0)))
    pd.testing.assert_frame_equal(one, other)


def test_countries_may_be_any_groups(clear):
    parties = np.array(["V", "S", "Å"])[[COUNTRIES.index(code) for code in clear.groups]]
    table = contrasts(of_first(clear.shares[:, 0], parties))
    assert table["country_a"].tolist()[:3] == ["S", "S", "V"]
    assert told(table, pair=("V", "Å")) == ("differs", "")
