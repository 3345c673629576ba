"""From shares to verdicts: what the comparison notebook calls."""

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest
from comparison_samples import CLEAR, COUNTRIES, PAIRS, document_tables, effect, of_first, sample

from nordtema.comparison import run
from nordtema.comparison.contrasts import COLUMNS
from nordtema.comparison.run import (
    ADJUSTED,
    compare,
    control_table,
    is_own,
    measure_language,
    placebo,
)
from nordtema.comparison.sample import sample_from, sample_of
from nordtema.languages import LANGUAGES
from nordtema.study import Comparison
from nordtema.topics.nmf import PRIOR_TOKENS, Nmf
from nordtema.topics.uncertainty import ShareUncertainty

RULES = Comparison(bootstrap=200, permutations=199)
NO_EFFECT = dict.fromkeys(PAIRS, effect([0.0] * 3))


def compared(taken, language=NO_EFFECT, rules=RULES, seed=1, more=None, **columns):
    _, documents = document_tables(taken, **columns)
    return compare(taken, documents, language, rules, seed, **(more or {}))


def tables(result) -> dict[str, pd.DataFrame]:
    return {field.name: getattr(result, field.name) for field in fields(result)}


@pytest.fixture(scope="module")
def clear():
    return sample(np.random.default_rng(0), CLEAR, 25)


def test_the_tables_of_one_comparison(clear):
    result = compared(clear)
    assert len(result.prevalence) == 9 and len(result.contrasts) == 9 and len(result.omnibus) == 4
    assert len(result.uncertainty) == 18 and result.units.empty and result.adjusted.empty
    means = result.prevalence.set_index(["topic", "country"])["mean"]
    for row in result.contrasts.itertuples():
        expected = means[row.topic, row.country_a] - means[row.topic, row.country_b]
        assert row.difference == pytest.approx(expected)
    assert result.contrasts["verdict"].iloc[0] == "differs"
    assert result.prevalence["country"].iloc[:3].tolist() == list(COUNTRIES)


def test_a_comparison_repeats_with_its_seed(clear):
    one, other, another = (tables(compared(clear, seed=seed)) for seed in (3, 3, 4))
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name])
    assert not one["prevalence"].equals(another["prevalence"])


def test_a_comparison_is_the_same_in_any_order_of_the_documents(clear):
    topics, documents = document_tables(clear, author=[f"a{n // 2}" for n in range(75)])
    rules = RULES.model_copy(update={"cluster": ("author",)})
    order = np.random.default_rng(2).permutation(75)
    parts = [
        (topics, documents),
        (topics.iloc[order].reset_index(drop=True), documents.iloc[order[::-1]]),
    ]
    one, other = (tables(compare(sample_of(t, d, rules), d, NO_EFFECT, rules, 1)) for t, d in parts)
    for name, table in one.items():
        pd.testing.assert_frame_equal(table, other[name], atol=1e-9)


def test_one_group_alone_has_shares_and_no_contrasts(clear):
    alone = clear.rows(clear.groups == "DK")
    result = compared(alone)
    assert len(result.prevalence) == 3 and result.prevalence["low"].notna().all()
    assert result.contrasts.empty and list(result.contrasts.columns) == list(COLUMNS)
    assert result.omnibus.empty and list(result.omnibus.columns) == ["topic", "statistic", "p", "q"]
    assert len(result.uncertainty) == 3
    rules = RULES.model_copy(update={"adjust": ("kind",)})
    assert list(compared(alone, rules=rules, kind="talk").adjusted.columns) == list(ADJUSTED)


def test_without_a_control_a_difference_of_languages_is_told_from_nothing(clear):
    found = compared(clear, {}).contrasts
    assert set(found["verdict"]) <= {"not told from language", "cannot be told"}
    assert set(found.loc[found["verdict"] == "not told from language", "reason"]) == {
        "language not known"
    }


def test_between_groups_of_one_norm_there_is_no_language(clear):
    danish = replace(clear, norms=np.full(75, "da"))
    for language in ({}, dict.fromkeys(PAIRS, effect([0.3, 0, 0]))):
        found = compared(danish, language).contrasts
        assert (found["language_effect"] == 0).all() and found["checked"].all()
        assert found["verdict"].iloc[0] == "differs"
        np.testing.assert_allclose(found["low"], found["chance_low"])


def test_units_that_are_found_and_not_named_leave_nothing_to_claim():
    taken = sample(np.random.default_rng(2), CLEAR, 40, a_cluster=8, cluster_effect=0.7)
    sitting = taken.ways[:, 0].astype(str)
    alone = sample_from(taken.shares, taken.groups)
    result = compared(alone, sitting=sitting)
    assert set(result.units["status"]) == {"found"}
    assert set(result.contrasts["reason"]) == {"unit not named"}
    named = RULES.model_copy(update={"cluster": ("sitting",), "minimum_clusters": 3})
    result = compared(taken, rules=named, sitting=sitting)
    assert set(result.units["status"]) == {"named"}
    assert "unit not named" not in set(result.contrasts["reason"])


def test_flags_of_the_diagnostics_set_themes_aside(clear):
    flags = pd.DataFrame({"topic": [1, 2, 3], "flag": ["unstable", np.nan, "one country"]})
    found = compared(clear, more={"diagnostics": flags}).contrasts
    assert (found["verdict"] == "set aside").equals(found["topic"] == 1)


def test_the_model_is_in_every_interval(clear):
    moved = np.repeat(clear.shares[None], 6, axis=0)
    moved[:, clear.groups == "NO", 0] += np.linspace(-0.2, 0.2, 6)[:, None]
    measured = ShareUncertainty(
        clear.doc_ids, clear.shares, 0 * clear.shares, moved, np.ones((6, 3))
    )
    with_, without = compared(clear, more={"measured": measured}), compared(clear)
    for name in ("prevalence", "contrasts"):
        widths = [
            (t["high"] - t["low"]).iloc[0] for t in (tables(r)[name] for r in (with_, without))
        ]
        assert widths[0] > 1.5 * widths[1]
    assert with_.uncertainty["model"].iloc[0] > 0.5


# ---------------------------------------------------------------- like with like


def kinds(letters=(0.8, 0.2), size: int = 40):
    """Letters have .6 of the first theme, posts .2, in either country."""
    kind = np.concatenate(
        [np.where(np.arange(size) < round(share * size), "letter", "post") for share in letters]
    )
    first = np.where(kind == "letter", 0.6, 0.2)
    first = first + np.random.default_rng(0).normal(0, 0.03, 2 * size)
    return of_first(first, np.repeat(["NO", "DK"], size)), kind


ADJUST = RULES.model_copy(update={"adjust": ("kind",)})


def test_what_is_made_equal_is_what_the_verdict_is_about():
    taken, kind = kinds()
    assert compared(taken).contrasts["verdict"].iloc[0] == "differs"
    result = compared(taken, rules=ADJUST, kind=kind)
    row = result.contrasts.iloc[0]
    assert row["verdict"] == "alike" and row["crude"] == pytest.approx(0.24, abs=0.02)
    told = result.adjusted.iloc[0]
    assert told["difference"] == pytest.approx(row["difference"])
    assert told["crude"] == row["crude"] and told["strata"] == 2
    assert told["covered_a"] == told["covered_b"] == 1


def test_too_few_clusters_in_common_strata_tell_nothing():
    taken, kind = kinds(letters=(0.8, 0.0))
    assert (compared(taken, rules=ADJUST, kind=kind).contrasts["reason"] == "few clusters").all()


def test_groups_with_nothing_in_common_are_not_compared_and_told():
    taken, kind = kinds(letters=(1.0, 0.0))
    result = compared(taken, rules=ADJUST, kind=kind)
    assert result.contrasts.empty and list(result.contrasts.columns) == list(COLUMNS)
    assert result.adjusted["strata"].eq(0).all() and result.adjusted["crude"].notna().all()
    assert result.adjusted["difference"].isna().all()


# ---------------------------------------------------------------- the control


def control_files(tmp_path, danish: str):
    path = tmp_path / "parallel.csv"
    rows = "".join(f"g{n},sea,fisk,fisk,{danish},fisk\n" for n in range(4))
    path.write_text("group,theme,nb,nn,da,sv\n" + rows, encoding="utf-8")
    concepts = np.array(["bok", "fisk"])
    model = Nmf(concepts, np.eye(2)[::-1], np.full(2, PRIOR_TOKENS / 2), np.full(2, 0.5))
    rows = [("fisk", code, "fisk") for code in LANGUAGES] + [("bok", "da", "bog")]
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    links = links.assign(method="identical", score=1.0, frequency=3, status="accepted")
    documents = pd.DataFrame(
        {"doc_id": list("abcd"), "country": ["NO", "NO", "DK", "SE"],
         "language": ["nb", "nn", "da", "sv"], "tokens": 3, "status": "kept"}
    )  # fmt: skip
    return model, path, links, documents


def four() -> object:
    groups, norms = np.array(["NO", "NO", "DK", "SE"]), np.array(["nb", "nn", "da", "sv"])
    return of_first([0.5] * 4, groups, norms=norms, doc_ids=np.array(list("abcd")))


def measured_language(model, path, links, documents, taken=None):
    taken = taken or four()
    return measure_language(model, path, True, links, documents, taken, RULES, 1)


def test_without_a_control_text_nothing_is_measured(tmp_path):
    model, _, links, documents = control_files(tmp_path, "fisk")
    assert measured_language(model, None, links, documents) == {}


@pytest.mark.parametrize(("danish", "word"), [("fisk", 0), ("bog", 1)])
def test_language_effects_of_a_control_text(tmp_path, danish, word):
    """Its texts are two words long, beside which equal shares have the weight of the prior."""
    expected = np.array([1, -1]) * 2 * word / (2 + PRIOR_TOKENS)
    model, path, links, documents = control_files(tmp_path, danish)
    effects = measured_language(model, path, links, documents.assign(tokens=1))
    np.testing.assert_allclose(effects["NO", "DK"].mean, expected, atol=1e-6)
    assert effects["NO", "DK"].draws.shape == (RULES.bootstrap, 2)


def test_the_control_has_the_lengths_and_the_mixes_of_the_groups(tmp_path, monkeypatch):
    heard = {}

    def hear(table, lengths):
        heard.update(lengths=lengths)
        return {group: pd.DataFrame({"words": [length / 2]}) for group, length in lengths.items()}

    monkeypatch.setattr(run, "texts_like", hear)
    monkeypatch.setattr(
        run, "language_effects",
        lambda model, texts, links, mixes, pairs, target, *rest: heard.update(
            mixes=mixes, target=target
        ) or {pair: effect([0.0, 0.0]) for pair in pairs},
    )  # fmt: skip
    taken = of_first(
        [0.1, 0.3, 0.5, 0.9, 0.9], ["V", "V", "S", "S", "S"],
        norms=np.array(["nb", "nn", "da", "da", "sv"]), doc_ids=np.array(list("abcde")),
    )  # fmt: skip
    documents = pd.DataFrame({"doc_id": list("abcdex"), "tokens": [3, 7, 20, 41, 90, 9999]})
    model, path, links, _ = control_files(tmp_path, "fisk")
    effects = measured_language(model, path, links, documents, taken)
    assert heard["lengths"] == {"S": 82, "V": 10}  # twice the median content words of each
    assert heard["mixes"]["V"] == {"nb": 0.5, "nn": 0.5}
    assert heard["mixes"]["S"] == pytest.approx({"da": 2 / 3, "sv": 1 / 3})
    assert heard["target"][0] == pytest.approx((0.2 + 2.3 / 3) / 2), "groups count alike"
    assert effects["S", "V"].length == 0.5, "half as long as the documents"


def test_whose_control_it_is(tmp_path):
    path, elsewhere = tmp_path / "parallel.csv", tmp_path / "elsewhere"
    texts = tmp_path / "texts.csv"
    texts.write_text("")
    elsewhere.mkdir()
    named = RULES.model_copy(update={"parallel": "parallel.csv"})
    assert is_own(path, tmp_path, RULES) and is_own(path, texts, RULES)
    assert is_own(path, elsewhere, named) and not is_own(path, elsewhere, RULES)
    assert not is_own(None, tmp_path, named)


def test_what_the_control_has_checked(tmp_path):
    _, path, *_ = control_files(tmp_path, "fisk")
    one = effect([0.01, -0.034], spread=0.2)
    other = replace(effect([0.02, 0.0], spread=0.3), checked=np.array([True, False]))
    table = control_table({("NO", "DK"): one, ("NO", "SE"): other}, 2, path, True)
    assert table.to_dict("records") == [
        {"control": "own", "paragraphs": 4, "human": 4, "machine": 0, "themes": 2, "checked": 1,
         "largest_effect": 0.034, "length": 1.0, "spread": 0.3}
    ]  # fmt: skip
    assert control_table({("NO", "DK"): one}, 2, path, False)["control"].item() == "ours"


def test_a_spread_that_one_pair_does_not_show_hides_none(tmp_path):
    _, path, *_ = control_files(tmp_path, "fisk")
    pairs = [effect([0.0, 0.0], spread=spread) for spread in (np.nan, 0.3)]
    table = control_table(dict(zip(PAIRS, pairs, strict=False)), 2, path, True)
    assert table["spread"].item() == 0.3


def test_a_control_that_measured_nothing_and_none_at_all(tmp_path):
    _, path, *_ = control_files(tmp_path, "fisk")
    table = control_table({}, 2, path, True)
    assert table["control"].item() == "own" and table["checked"].item() == 0
    assert table[["largest_effect", "spread"]].isna().all(axis=None)
    table = control_table({}, 2, None, False)
    assert table["control"].item() == "none" and table["paragraphs"].item() == 0


# ---------------------------------------------------------------- the placebo


def norwegian(nb: int, nn: int, shift: float = 0.0, da: int = 0):
    rng = np.random.default_rng(1)
    size = nb + nn + da
    first = np.r_[rng.normal(0.5 + shift, 0.05, nb), rng.normal(0.5, 0.05, nn), np.zeros(da)]
    table = pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(size)], "country": "NO",
         "language": ["nb"] * nb + ["nn"] * nn + ["da"] * da, "topic_1": first,
         "topic_2": 1 - first}
    )  # fmt: skip
    swedish = table.assign(doc_id="s" + table["doc_id"], country="SE", language="sv", topic_1=0.0,
                           topic_2=1.0)  # fmt: skip
    topics = pd.concat([table, swedish], ignore_index=True)
    return topics, topics[["doc_id", "country", "language"]].assign(tokens=9, author="ann")


LABELS = pd.DataFrame({"topic": [1, 2], "label": ["sea", "land"]})


@pytest.mark.parametrize("da", [0, 6])
def test_bokmal_against_nynorsk_whatever_else_is_written_in_norway(da):
    topics, documents = norwegian(30, 20, shift=0.2, da=da)
    table = placebo(topics, documents, LABELS, RULES, seed=1)
    assert table[["topic", "label", "nb", "nn"]].to_numpy().tolist() == [
        [1, "sea", 30, 20], [2, "land", 30, 20],
    ]  # fmt: skip
    norway = topics[topics["country"] == "NO"].groupby("language")["topic_1"].mean()
    assert table["difference"].iloc[0] == pytest.approx(norway["nb"] - norway["nn"])
    assert 0.1 < table["low"].iloc[0] < table["difference"].iloc[0] < table["high"].iloc[0]
    assert table["difference"].sum() == pytest.approx(0)


def test_the_placebo_has_the_clusters_of_the_study_and_not_its_groups():
    topics, documents = norwegian(30, 20, shift=0.2)
    rules = RULES.model_copy(
        update={"cluster": ("author",), "groups": ("country",), "contrasts": ("NO vs SE",)}
    )
    table = placebo(topics, documents, LABELS, rules, seed=1)
    assert table["low"].isna().all() and table["difference"].notna().all()


@pytest.mark.parametrize(("nb", "nn", "rows"), [(4, 30, 0), (30, 0, 0), (5, 5, 2)])
def test_the_placebo_needs_five_texts_of_either_norm(nb, nn, rows):
    table = placebo(*norwegian(nb, nn), LABELS, RULES, seed=1)
    assert len(table) == rows
    assert list(table.columns) == ["topic", "label", "difference", "low", "high", "nb", "nn"]
