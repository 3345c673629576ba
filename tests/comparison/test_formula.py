"""Like with like by a model: formulas as they are read, planted effects, intervals and curves."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison import testing
from nordtema.comparison.contrasts import COLUMNS
from nordtema.comparison.formula import GROUP, read_formula
from nordtema.comparison.model import (
    CURVES,
    TERMS,
    Fitted,
    curves_table,
    fitted,
    terms_table,
)
from nordtema.comparison.run import compare
from nordtema.comparison.sample import Sample, sample_from
from nordtema.comparison.testing import Form
from nordtema.comparison.weighting import facts_of, plain, standardised, strata_of
from nordtema.report.sentences.model import curve_sentences, formula_sentences
from nordtema.schemas import schema_of
from nordtema.study import Comparison, Study, StudyError
from nordtema.topics.uncertainty import ShareUncertainty

COLUMNS_THERE = ("doc_id", "country", "kind", "date", "year", "length", "own_status", "my column")
RULES = Comparison(bootstrap=200, permutations=399, minimum_clusters=3)


def planted(
    size: int = 90, effect: float = 0.1, seed: int = 1, noise: float = 0.03
) -> tuple[Sample, pd.DataFrame]:
    """Letters have 30 points more of the first theme than posts, NO as much as `effect` more.

    NO writes letters four times in five, DK once, SE every other time. Each year adds a point.
    """
    rng = np.random.default_rng(seed)
    groups = np.repeat(["NO", "DK", "SE"], size)
    part = np.select([groups == "NO", groups == "DK"], [0.8, 0.2], 0.5)
    letter = np.tile(np.arange(size), 3) < np.rint(part * size)
    year = rng.integers(2001, 2011, 3 * size)
    share = 0.2 + 0.3 * letter + effect * (groups == "NO") + 0.01 * (year - 2000)
    share = np.clip(share + rng.normal(0, noise, 3 * size), 0, 1)
    sample = sample_from(np.column_stack([share, 1 - share]), groups)
    documents = pd.DataFrame(
        {"doc_id": sample.doc_ids, "country": groups, "kind": np.where(letter, "letter", "post"),
         "date": [f"{y}-07-01" for y in year],
         "length": rng.integers(20, 400, 3 * size).astype(str)}
    )  # fmt: skip
    return sample, documents.sample(frac=1, random_state=2)


def model_of(sample: Sample, documents: pd.DataFrame, formula: str, **rules) -> Fitted:
    model = fitted(sample, documents, RULES.given({"formula": formula, **rules}))
    assert model is not None
    return model


def difference(model: Fitted, pair=("NO", "DK")) -> float:
    weighting = model.pair(pair).weighting
    return float(np.subtract(*weighting.means(model.sample.shares))[0])


# ---------------------------------------------------------------- effects


@pytest.mark.parametrize(
    "formula",
    ["country + kind", "country*kind", "group + kind + year", " ~ country + kind + s(year, 4)",
     "country + kind + bs(date, 3)", "country + kind + C(year)", "(country + kind) * date",
     "country + Kind + s(length)"],
)  # fmt: skip
def test_a_planted_difference_comes_back_whatever_the_kinds_are(formula):
    sample, documents = planted()
    model = model_of(sample, documents, formula)
    assert np.subtract(*plain(sample)[0].means(sample.shares))[0] > 0.25
    assert difference(model) == pytest.approx(0.1, abs=0.015)
    assert difference(model, ("DK", "SE")) == pytest.approx(0, abs=0.015)


def test_contrasts_are_of_the_model_and_the_crude_difference_stands_beside():
    sample, documents = planted()
    rules = RULES.given({"formula": "country + kind + s(year, 3)"})
    result = compare(sample, documents, {}, rules, 1)
    rows = result.contrasts[result.contrasts["topic"] == 1]
    assert list(result.contrasts.columns) == list(COLUMNS)
    assert rows["difference"].tolist() == pytest.approx([0.1, 0.1, 0], abs=0.015)
    assert rows["crude"].tolist() == pytest.approx([0.28, 0.19, -0.09], abs=0.02)
    assert rows["verdict"].tolist() == ["differs", "differs", "alike"]
    assert (rows["low"] < rows["difference"]).all() and (rows["high"] - rows["low"] < 0.05).all()
    adjusted = result.adjusted.query("topic == 1")
    assert adjusted["difference"].tolist() == pytest.approx(rows["difference"].tolist())
    assert adjusted["strata"].tolist() == [2, 2, 2] and (adjusted["covered_a"] == 1).all()
    assert list(result.terms.columns) == list(TERMS) and list(result.curves.columns) == list(CURVES)


def test_without_a_formula_nothing_is_modelled():
    sample, documents = planted(30)
    result = compare(sample, documents, {}, RULES, 1)
    assert result.terms.empty and result.curves.empty and result.adjusted.empty
    assert formula_sentences(result.terms, result.adjusted, "") == []


def test_the_group_alone_is_the_plain_difference_and_its_test():
    sample, documents = planted(30, noise=0.1)
    clusters = np.arange(90) // 3
    sample = sample_from(sample.shares, sample.groups, clusters, np.linspace(1, 3, 90))
    model = model_of(sample, documents, "country")
    for expected in plain(sample):
        found = model.pair(expected.pair).weighting
        assert found.first == pytest.approx(expected.first, abs=1e-12)
        assert found.second == pytest.approx(expected.second, abs=1e-12)
        assert found.residuals == pytest.approx(expected.residuals, abs=1e-12)


def test_a_saturated_model_standardises_directly():
    sample, documents = planted(60, noise=0.1)
    model = model_of(sample, documents, "country * kind")
    strata = strata_of(facts_of(sample, documents), ("kind",))
    for pair in sample.pairs:
        by_hand, found = standardised(sample, strata, pair), model.pair(pair)
        assert found.weighting.first == pytest.approx(by_hand.weighting.first, abs=1e-12)
        assert found.weighting.second == pytest.approx(by_hand.weighting.second, abs=1e-12)
        assert (found.strata, found.covered_first) == (by_hand.strata, by_hand.covered_first)


def test_effects_of_crossed_terms_are_averaged_over_the_documents_of_the_pair():
    """By hand: NO has 10 points more in letters and 30 in posts; 4 of 10 documents are letters."""
    groups = np.repeat(["NO", "DK"], 50)
    letter = np.r_[np.arange(50) < 30, np.arange(50) < 10]
    share = 0.2 + (groups == "NO") * np.where(letter, 0.1, 0.3) + np.tile([0.01, -0.01], 50)
    sample = sample_from(np.column_stack([share, 1 - share]), groups)
    documents = pd.DataFrame({"doc_id": sample.doc_ids, "country": groups,
                              "kind": np.where(letter, "letter", "post")})  # fmt: skip
    assert difference(model_of(sample, documents, "country * kind")) == pytest.approx(0.22)


def test_groups_of_several_columns_are_set_together():
    sample, documents = planted()
    documents = documents.set_index("doc_id").loc[sample.doc_ids].reset_index()
    documents["sex"] = np.tile(["f", "m"], 135)
    groups = (documents["country"] + " · " + documents["sex"]).to_numpy(str)
    shares = sample.shares.copy()
    shares[:, 0] += 0.05 * (documents["sex"] == "f")
    sample = sample_from(shares, groups)
    for formula in ("country * sex + kind", "country + sex + kind", "group + kind"):
        model = model_of(sample, documents, formula, groups=("country", "sex"))
        assert difference(model, ("NO · f", "DK · m")) == pytest.approx(0.15, abs=0.015)
        assert difference(model, ("NO · f", "NO · m")) == pytest.approx(0.05, abs=0.015)
    with pytest.raises(StudyError, match=r"add country \* sex, or group"):
        model_of(sample, documents, "country + kind", groups=("country", "sex"))


def test_documents_that_do_not_tell_a_column_take_no_part_and_are_counted():
    sample, documents = planted()
    documents.loc[documents["doc_id"].isin(sample.doc_ids[:7]), "kind"] = "N/A"
    documents.loc[documents["doc_id"].isin(sample.doc_ids[5:9]), "date"] = ""
    model = model_of(sample, documents, "country + kind + s(year, 4)")
    terms = terms_table(model).set_index("term")
    assert terms["missing"].tolist() == [0, 7, 4] and (terms["documents"] == 270 - 9).all()
    assert terms["kind"].tolist() == ["group", "values", "curve"]
    assert terms.loc["kind", "values"] == 2 and terms.loc["s(year, 4)", "values"] == 10
    one = model.pair(("NO", "DK"))
    counts = (one.weighting.first != 0) | (one.weighting.second != 0)
    assert not counts[:9].any() and counts[9:].any()
    assert one.covered_first == pytest.approx(81 / 90) and one.covered_second == 1
    assert one.weighting.first.sum() == pytest.approx(1) and difference(model) < 0.12
    said = " ".join(formula_sentences(terms.reset_index(), pd.DataFrame(
        columns=["country_a", "country_b", "covered_a", "covered_b", "difference", "crude"]
    ), "country + kind"))  # fmt: skip
    assert "7 documents tell nothing of kind and 4 documents tell nothing of s(year, 4)" in said
    assert "261 documents take part" in said


def test_only_documents_that_have_their_like_are_foreseen():
    sample, documents = planted()
    facts = documents.set_index("doc_id").loc[sample.doc_ids]
    late = (facts["country"] == "NO").to_numpy() & (np.arange(270) % 3 == 0)
    facts.loc[late, "date"] = "2030-01-01"
    model = model_of(sample, facts.reset_index(), "country * year + kind")
    one = model.pair(("NO", "DK"))
    assert one.covered_first == pytest.approx(2 / 3) and one.covered_second == 1
    facts.loc[facts["country"] == "SE", "date"] = "1990"
    adjusted = compare(
        sample, facts.reset_index(), {}, RULES.given({"formula": "country + year"}), 1
    )
    rows = adjusted.adjusted.query("topic == 1")
    assert rows["difference"].isna().tolist() == [False, True, True]
    assert set(adjusted.contrasts["country_b"]) == {"DK"}
    said = formula_sentences(adjusted.terms, adjusted.adjusted, "country + year")
    assert "no text has its like: Norway and Sweden; Denmark and Sweden." in said[2]


def test_few_clusters_among_the_told_are_few():
    sample, documents = planted(40)
    facts = documents.set_index("doc_id").loc[sample.doc_ids].reset_index()
    facts.loc[(facts["country"] == "SE") & (facts.index % 20 != 0), "kind"] = ""
    facts.loc[facts.index[-1], "kind"] = "post"
    result = compare(sample, facts, {}, RULES.given(
        {"formula": "country + kind + year", "minimum_clusters": 10}), 1)  # fmt: skip
    rows = result.contrasts.set_index(["topic", "country_a", "country_b"])
    assert rows.loc[(1, "NO", "SE"), "reason"] == "few clusters"
    assert rows.loc[(1, "NO", "DK"), "verdict"] == "differs"


@pytest.mark.slow
@pytest.mark.parametrize("formula", ["country + kind + s(year, 3)", "country * kind"])
def test_intervals_hold_the_truth_with_clusters_that_have_one_kind(formula):
    """12 clusters a group with a level of their own; nothing is planted."""
    held = []
    for seed in range(120):
        rng = np.random.default_rng(seed)
        clusters = np.repeat(np.arange(24), 6)
        groups = np.where(clusters < 12, "NO", "DK")
        letter = np.r_[np.arange(12) < 8, np.arange(12) < 4][clusters]
        middle = np.clip(0.25 + 0.2 * letter + 0.06 * rng.normal(size=24)[clusters], 0.02, 0.98)
        share = rng.beta(8 * middle, 8 * (1 - middle))
        sample = sample_from(np.column_stack([share, 1 - share]), groups, clusters)
        documents = pd.DataFrame(
            {"doc_id": sample.doc_ids, "country": groups, "kind": letter.astype(str),
             "date": rng.integers(2000, 2012, 144).astype(str)}
        )  # fmt: skip
        weighting = model_of(sample, documents, formula).pair(("NO", "DK")).weighting
        found = testing.tests(sample, [weighting], [[Form()]], 399, 0.05, seed)[0]
        held.append(abs(found.value[0, 0]) <= found.single_reach[0, 0] * found.error[0, 0])
    assert np.mean(held) >= 0.9


def test_texts_that_are_alike_for_what_the_model_knows_are_no_units():
    """Each sitting has one kind; beyond their kinds its texts have nothing in common."""
    sample, documents = planted(80)
    facts = documents.set_index("doc_id").loc[sample.doc_ids].reset_index()
    facts["sitting"] = facts["country"] + facts["kind"] + (facts.index % 7).astype(str)
    found = [
        compare(sample, facts, {}, RULES.given({"formula": formula}), 1).units
        for formula in ("country", "country + kind + year")
    ]
    status = [
        table.query("unit == 'sitting' and topic == 'all'")["status"].item() for table in found
    ]
    assert status == ["found", "none"]


@pytest.mark.parametrize("seed", range(3))
def test_shares_near_nought_have_ratios_that_tables_can_hold(seed):
    sample, documents = planted(40, seed=seed)
    shares = np.where(np.arange(120) % 9 == 0, 0.05, 0.0) * (documents["kind"] == "post").to_numpy()
    sample = sample_from(np.column_stack([shares, 1 - shares]), sample.groups)
    rows = compare(sample, documents, {}, RULES.given({"formula": "country + kind + year"}), 1)
    assert (rows.contrasts["ratio"] >= 0).all()
    assert rows.contrasts["undone_by"].dropna().between(0, 1).all()


# ---------------------------------------------------------------- what is read, and what is not


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('id')", "country + {1+1}", "country + kind.str", "I(kind)",
        "country + log(year)", "exec(kind)", "country + s(year, df=4)", "country | kind",
        "country ~ kind", "kind - 1", "country + 2", "country + s(year, __import__)",
        "country\nimport os", "lambda: 0", "C(kind, 3)", "country + s(s(year))", "country[0]",
        "country; kind", "country + 'kind'", "country ** 2", "country + kind == 1", "\u202ekind",
        "country + `kind", "",
    ],
)  # fmt: skip
def test_a_formula_is_never_executed(formula):
    sample, documents = planted(30)
    with pytest.raises(StudyError, match=r"comparison\.formula = ") as error:
        model = read_formula(formula, COLUMNS_THERE)
        fitted(sample, documents, RULES.given({"formula": model.text}))
    assert "\n" not in str(error.value)


def test_what_formulaic_sees_holds_no_name_of_the_corpus():
    columns = ["country", "__import__('os').system('id')", "my column"]
    formula = read_formula("country * `__import__('os').system('id')` + `my column`", columns)
    assert formula.pattern == "v0 * v1 + v2"
    assert read_formula("s(year, 4) + bs(year, 5) + C(year) + year", ["year"]).pattern == (
        "cr(v0, df=4, constraints='center') + bs(v1, df=5) + v2 + v3"
    )


def test_names_are_those_of_the_researchers_columns():
    formula = read_formula(
        "group + status + KIND + `my column` + Bokmål", [*COLUMNS_THERE, "bokmål"]
    )
    assert [one.column for one in formula.factors] == [
        GROUP, "own_status", "kind", "my column", "bokmål"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("country + genre", "column = 'genre': the corpus has no such column; it has country"),
        ("kind + year", r"what is compared must be a term of it; add country, or group"),
        ("country + (kind", "write columns joined by"),
        ("country kind", "write columns joined by"),
        ("country + s(kind)", r"s\(kind, 4\): a curve needs numbers, and there is 'letter'"),
        ("country + s(year, 1)", "write a number from 2 to 20"),
        ("country + bs(year, 21)", "write a number from 3 to 20"),
        ("country + s(year, 12)", r"have 10 values of it, and it needs 13; leave it out or write"),
        ("country + norm", "norm tells the group, since each of its values is in one group alone"),
        ("country + people", "people tells the group"),
        ("country + kind + twin", "twin can be told from country and kind; leave one of them out"),
        ("country * rare", r"no document has some of the values of country:rare together"),
        ("country + constant", "1 value of it, and it needs 2; leave it out"),
        (
            "country + name",
            "name has 270 values, and 100 are the most; .*comparison.cluster = name",
        ),
        ("country:year + kind", "what is compared must be a term by itself too; write [*]"),
        ("country" + " + kind" * 20, "it is too long"),
        ("country*kind*year*date*length*twin", "it is too long"),
        ("country * C(length) * C(date)", "columns, and 300 are the most|values, and 100 are"),
    ],
)
def test_what_is_wrong_is_one_line_with_formula_term_and_remedy(formula, told):
    sample, documents = planted()
    documents = documents.set_index("doc_id").loc[sample.doc_ids].reset_index()
    documents["norm"] = documents["country"].map({"NO": "nb", "DK": "da", "SE": "sv"})
    documents["people"] = documents["country"].map({"NO": "5,6", "DK": "6.0", "SE": "10.6"})
    documents["twin"] = documents["kind"].map({"letter": "long", "post": "short"})
    documents["rare"] = np.where(documents.index == 3, "once", documents["kind"])
    documents["constant"], documents["name"] = "one", documents["doc_id"]
    with pytest.raises(StudyError, match=told) as error:
        model_of(sample, documents, formula)
    assert "\n" not in str(error.value) and f"comparison.formula = {formula!r}" in str(error.value)


def test_more_parameters_than_the_clusters_tell_are_refused():
    sample, documents = planted(6)
    with pytest.raises(StudyError, match=r"4 parameters need 8 documents or clusters.*there are 6"):
        sample = sample_from(sample.shares, sample.groups, np.arange(18) // 3)
        model_of(sample, documents, "country + kind")
    with pytest.raises(StudyError, match="it has 12 parameters, and 12 documents tell all"):
        late = documents["doc_id"].isin(sample.doc_ids[::3])
        model_of(sample, documents.assign(kind=documents["kind"].mask(late, "")),
                 "country * kind + bs(length, 6)")  # fmt: skip


def test_adjust_and_formula_together_are_an_error():
    with pytest.raises(StudyError, match="write one of them"):
        Study().changed({"comparison.adjust": "kind", "comparison.formula": "country + kind"})


def test_one_group_alone_needs_no_group_in_its_formula():
    sample, documents = planted()
    part = sample.rows(sample.groups == "NO")
    result = compare(part, documents, {}, RULES.given({"formula": "kind + year"}), 1)
    assert result.contrasts.empty and len(result.curves) == 20
    with pytest.raises(StudyError, match=r"country: .* 1 value of it"):
        model_of(part, documents, "country + year")


def test_codes_that_look_like_names_are_no_numbers():
    sample, documents = planted()
    codes = documents["kind"].map({"letter": "007", "post": "008"})
    model = model_of(sample, documents.assign(code=codes), "country + code")
    assert difference(model) == pytest.approx(0.1, abs=0.015)
    assert terms_table(model)["kind"].tolist() == ["group", "values"]


# ---------------------------------------------------------------- curves


def test_curves_find_what_was_planted_with_all_else_as_it_is():
    sample, documents = planted()
    curves = curves_table(model_of(sample, documents, "country + kind + s(year, 4)"), 1)
    own = curves[curves["topic"] == 1].sort_values("value")
    assert own["term"].eq("year").all() and own["value"].tolist() == list(range(2001, 2011))
    assert np.diff(own["mean"]).tolist() == pytest.approx([0.01] * 9, abs=0.008)
    assert (own["low"] < own["mean"]).all() and (own["mean"] < own["high"]).all()
    middle = 0.2 + 0.3 * 0.5 + 0.1 / 3 + 0.01 * (own["value"] - 2000)
    assert (own["low"] < middle).mean() > 0.8 and (own["high"] > middle).mean() > 0.8
    assert [c.name for c in schema_of("curves.lda").of(list(curves.columns))] == list(CURVES)
    said = curve_sentences(curves, {1: "skole", 2: "helse"})
    assert len(said) == 1 and "Over year" in said[0] and "at 2001 to" in said[0]
    assert "overlap" not in said[0]


def test_each_column_of_numbers_has_one_curve_of_at_most_25_values():
    sample, documents = planted()
    curves = curves_table(model_of(sample, documents, "country * date + length + C(kind)"), 1)
    assert curves["term"].drop_duplicates().tolist() == ["date", "length"]
    assert curves.query("term == 'length'")["value"].nunique() == 25
    assert curves.query("term == 'date'")["value"].between(2001.5, 2010.6).all()


def test_a_curve_knows_what_the_model_leaves_uncertain():
    sample, documents = planted()
    moved = np.repeat(sample.shares[None], 6, axis=0)
    moved[:, :, 0] += np.linspace(-0.2, 0.2, 6)[:, None]
    measured = ShareUncertainty(
        sample.doc_ids, sample.shares, 0 * sample.shares, moved, np.ones((6, 2))
    )
    model = model_of(sample, documents, "country + year")
    without, with_ = (curves_table(model, 1, one) for one in (None, measured))
    wider = (with_["high"] - with_["low"]) / (without["high"] - without["low"])
    assert (wider[with_["topic"] == 1] > 2).all()


# ---------------------------------------------------------------- sentences


def test_sentences_say_what_the_model_changes():
    sample, documents = planted()
    rules = RULES.given({"formula": "country + kind"})
    result = compare(sample, documents, {}, rules, 1)
    said = formula_sentences(result.terms, result.adjusted, rules.formula)
    assert said[0] == "Like is compared with like, by the model country + kind."
    assert said[1] == "All columns are told, and 270 documents take part."
    assert "moves a difference by 1" in said[2] and len(said) == 3
    turned = result.adjusted.assign(crude=-result.adjusted["difference"], covered_a=0.3)
    said = formula_sentences(result.terms, turned, rules.formula)
    assert "30 % of Norway and 100 % of Denmark" in said[2] and "turn their sign" in said[3]
