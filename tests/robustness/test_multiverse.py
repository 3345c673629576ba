"""The multiverse on simulated studies: signs, denominators, sentences, and that it goes on."""

import numpy as np
import pandas as pd
import pytest
from multiverse_samples import asked, planted_topic, simulated

from nordtema.comparison.sample import mean_shares, sample_of
from nordtema.figures.robustness import specification_curve
from nordtema.report.sentences.robustness import held_sentence, held_sentences, scope_sentence
from nordtema.robustness.choices import analyses_of, own_choices
from nordtema.robustness.multiverse import (
    CHOICES,
    by_choice,
    curve_table,
    main_findings,
    run_multiverse,
    summarise,
    with_standard,
)
from nordtema.robustness.standard import StandardFits, fit_standard
from nordtema.study import About, Comparison, Compute, Robustness, Study

SERIAL = Compute(jobs=1)
OPTIONS = {"tests": ("bootstrap",), "units": ("post",), "words": ("telling",),
           "link_thresholds": (0.8,), "shared_words": ("countries",), "meanings": ("used",),
           "multiverse": "full"}  # fmt: skip
STUDY = Study(robustness=Robustness(**OPTIONS), comparison=Comparison(bootstrap=200))
K_OF = {"lda": 4, "nmf": 4}


def multiverse(difference: float, seed: int, folder, study: Study = STUDY, **options):
    counts, documents = simulated(difference, seed, **options)
    question = asked(counts, documents, study)
    analyses = analyses_of(study, K_OF, len(documents))
    by_counting = {one.counting: counts for one in analyses}
    table = run_multiverse(analyses, by_counting, question, SERIAL, folder)
    return table, planted_topic(question, counts, documents), question


def share_above(table: pd.DataFrame, topic: int) -> float:
    rows = table[(table["topic"] == topic) & (table["country_a"] == "NO")]
    return (rows["difference"] > 0).mean()


@pytest.mark.slow
def test_a_large_planted_difference_keeps_its_sign_in_nearly_all_analyses(tmp_path):
    table, topic, _ = multiverse(0.2, 1, tmp_path)
    assert table["analysis"].nunique() == 24  # 3 numbers of topics, 2 models, 2 samples, 2 weights
    assert share_above(table, topic) > 0.95


@pytest.mark.slow
def test_without_a_difference_the_sign_is_a_coin_over_studies(tmp_path):
    rules = STUDY.robustness.model_copy(update={"k_factors": (1.0,), "models": ("nmf",)})
    study = STUDY.model_copy(update={"robustness": rules, "about": About(main_model="nmf")})
    shares = []
    for seed in range(24):
        table, topic, _ = multiverse(0.0, seed, tmp_path, study, concentration=1.0, documents=25)
        shares.append(share_above(table, topic))
    assert 0.25 < np.mean(shares) < 0.75
    assert min(shares) < 0.5 < max(shares)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return multiverse(0.15, 3, tmp_path_factory.mktemp("multiverse"))


@pytest.fixture
def contrasts(whole) -> pd.DataFrame:
    """What the study itself says: its first analysis."""
    table, topic, _ = whole
    own = table[table["analysis"] == 1]
    clear = (own["topic"] == topic) & (own["country_a"] == "NO")
    return own.assign(verdict=np.where(clear, "differs", "cannot be told"))


LABELS = pd.DataFrame({"topic": range(1, 5), "label": ["one", "two", "three", "four"]})


@pytest.mark.slow
def test_the_first_analysis_is_the_study_itself(whole):
    table, _, question = whole
    counts, documents = simulated(0.15, 3)
    own = table[table["analysis"] == 1].set_index(["topic", "country_a", "country_b"])
    assert own["similarity"].to_numpy() == pytest.approx(1.0)
    choices = own_choices(STUDY)
    assert (own["model"] == choices.model).all() and (own["k"] == 4).all()
    shares = question.reference.transform(counts.matrix)
    shown = counts.units[["doc_id", "country", "language"]].join(
        pd.DataFrame(shares, columns=[f"topic_{n}" for n in range(1, 5)])
    )
    means = mean_shares(sample_of(shown, documents, Comparison()))
    assert own.loc[(2, "NO", "SE"), "difference"] == pytest.approx(
        means.loc[1, "NO"] - means.loc[1, "SE"], abs=1e-12
    )


@pytest.mark.slow
def test_every_analysis_has_a_row_for_every_finding(whole):
    table, _, _ = whole
    assert len(table) == 24 * 4 * 3
    assert not table.duplicated(["analysis", "topic", "country_a", "country_b"]).any()
    assert table[["k", "model", "resample", "weight"]].drop_duplicates().shape[0] == 24


def test_a_theme_without_a_counterpart_stays_in_the_denominator(whole, contrasts):
    table, topic, _ = whole
    lost = (table["topic"] == topic) & (table["model"] == "nmf")
    lame = table.copy()
    lame.loc[lost, ["difference", "low", "high", "similarity"]] = np.nan
    lame.loc[lost, "status"] = "no counterpart"
    before, after = (
        summarise(one, contrasts, LABELS).set_index(["topic", "country_a", "country_b"])
        for one in (table, lame)
    )
    key = (topic, "NO", "DK")
    assert after.loc[key, "analyses"] == before.loc[key, "analyses"] == 24
    assert before.loc[key, "same_sign"] == 1 and after.loc[key, "same_sign"] == 0.5
    assert after.loc[key, "counterpart"] == before.loc[key, "counterpart"] - 0.5
    told = held_sentences(summarise(lame, contrasts, LABELS))
    assert any("in 50 % of 24 analyses" in text and "no counterpart" in text for text in told)


def test_clear_and_against_are_judged_by_the_studys_sign(contrasts):
    own = contrasts[(contrasts["topic"] == 1) & (contrasts["country_b"] == "DK")]
    sign = np.sign(own["difference"].iloc[0])
    table = pd.concat(
        [own.assign(analysis=n, difference=sign * d, low=min(sign * a, sign * b),
                    high=max(sign * a, sign * b))
         for n, (d, a, b) in enumerate([(3, 2, 4), (1, -1, 2), (-3, -4, -2), (2, 1, 3)], 1)]
    )  # fmt: skip
    row = summarise(table, own, LABELS).iloc[0]
    assert [row["same_sign"], row["clear"], row["against"]] == [0.75, 0.5, 0.25]


def test_findings_are_told_the_clear_ones_first_with_the_higher_country_in_front(whole, contrasts):
    table, topic, _ = whole
    summary = summarise(table, contrasts, LABELS)
    main = main_findings(summary)
    assert set(main["topic"]) == {topic} and set(main["verdict"]) == {"differs"}
    name = LABELS["label"].iloc[topic - 1]
    assert held_sentences(summary)[0].startswith("Norway above ")
    assert f": {name}: in 100 % of 24 analyses" in held_sentences(summary)[0]
    assert "the 2 claimed differences of the study keep" in held_sentence(summary)
    assert "in all of them, and 2 of them hold whichever choice" in held_sentence(summary)
    assert held_sentence(summary.head(0)) == ""
    nothing = summarise(table, contrasts.assign(verdict="cannot be told"), LABELS)
    sizes = main_findings(nothing)["difference"].abs()
    assert len(sizes) == 6 and sizes.is_monotonic_decreasing


def test_all_claims_are_counted_and_of_many_the_first_are_told():
    rows = {"theme": "sea", "country_a": "NO", "country_b": "DK", "difference": 0.2, "analyses": 10,
            "not_made": 0, "counterpart": 1.0, "same_sign": 1.0, "clear": 1.0, "against": 0.0,
            "choices": 2, "holds": 2, "undone_by": ""}  # fmt: skip
    summary = pd.DataFrame([{**rows, "topic": n, "verdict": "differs"} for n in range(1, 11)])
    summary.loc[9, ["same_sign", "holds"]] = [0.88, 1]
    assert len(main_findings(summary)) == 10
    said = held_sentence(summary)
    assert "the 10 claimed differences of the study keep their direction in 88 % or more" in said
    assert "9 of them hold whichever choice" in said
    *told, rest = held_sentences(summary)
    assert len(told) == 6 and rest.startswith("… and 4 more")


def test_the_curve_is_turned_so_that_the_study_lies_above_zero(whole, contrasts):
    table, _, _ = whole
    down = main_findings(summarise(table, contrasts, LABELS)).head(1)
    turned = contrasts.assign(difference=-contrasts["difference"])
    up = main_findings(summarise(table, turned, LABELS)).head(1)
    one, other = curve_table(table, down), curve_table(table, up)
    np.testing.assert_allclose(one["difference"], -other["difference"])
    np.testing.assert_allclose(one["low"], -other["high"])
    assert one["own"].tolist() == [True] + [False] * 23
    assert "circled: the study itself" in specification_curve(one).caption


def test_by_choice_names_every_choice_that_varies(whole, contrasts):
    table, _, _ = whole
    choices = by_choice(table, summarise(table, contrasts, LABELS))
    assert list(dict.fromkeys(choices["choice"])) == ["k", "model", "resample", "weight"]
    assert choices.groupby("choice")["analyses"].sum().tolist() == [24] * 4
    told = scope_sentence(table)
    assert told.startswith("24 analyses differ in k (3, 4, 6); model (lda, nmf)")
    assert set(CHOICES) > set(choices["choice"])


@pytest.fixture
def partly(tmp_path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A multiverse of which the texts cannot carry one half, and what the study itself says."""
    choices = Robustness(**OPTIONS, models=("nmf",)).model_copy(update={"k_factors": (1.0, 50.0)})
    study = STUDY.model_copy(
        update={"robustness": choices, "about": About(main_model="nmf")}
    )  # fmt: skip
    counts, documents = simulated(0.15, 3)
    analyses = analyses_of(study, K_OF, len(documents))
    question = asked(counts, documents, study)
    counted = {one.counting: counts for one in analyses}
    table = run_multiverse(analyses, counted, question, SERIAL, tmp_path)
    return table, table[table["analysis"] == 1].assign(verdict="cannot be told")


def test_an_analysis_that_the_texts_cannot_carry_is_counted_as_not_made_and_named(partly):
    table, contrasts = partly
    lost = table["k"] == 200
    assert table.loc[lost, "status"].eq("not made").all() and lost.sum() == (~lost).sum()
    assert table.loc[lost, ["difference", "low", "high", "similarity"]].isna().all(axis=None)
    assert set(table.loc[~lost, "status"]) <= {"compared", "no counterpart"}
    summary = summarise(table, contrasts, LABELS)
    assert summary["analyses"].eq(4).all() and summary["not_made"].eq(4).all()
    told = scope_sentence(table)
    assert "4 of the 8 could not be made" in told and "4 of those with 200 topics" in told
    assert "In 4 analyses" in held_sentence(summary)
    assert "4 more could not be made" in held_sentence(summary)
    assert set(by_choice(table, summary)["choice"]) == {"resample", "weight"}
    curve = curve_table(table, main_findings(summary).head(1))
    assert len(curve) == 4 and curve["difference"].notna().any()


def test_where_no_analysis_could_be_made_sentences_and_figures_say_so(partly):
    table, contrasts = partly
    numbers = ["difference", "low", "high", "similarity"]
    lost = table.assign(status="not made", **dict.fromkeys(numbers, np.nan))
    summary = summarise(lost, contrasts, LABELS)
    assert summary["analyses"].eq(0).all() and summary["same_sign"].isna().all()
    told = [held_sentence(summary), scope_sentence(lost), *held_sentences(summary)]
    assert "nan" not in " ".join(told)
    assert "No analysis with other choices could be made" in told[0]
    assert "no analysis of it could be made" in told[-1]
    assert specification_curve(curve_table(lost, main_findings(summary))) is None
    assert by_choice(lost, summary).empty
    assert curve_table(lost, summary.head(0)).empty


# ---------------------------------------------------------------- one choice at a time


def one_by_one(contrasts, *analyses) -> pd.Series:
    """What is said of one finding, of analyses that are the study but for what is given."""
    own = contrasts[(contrasts["topic"] == 1) & (contrasts["country_b"] == "DK")]
    own = own.assign(difference=0.2, low=0.1, high=0.3, verdict="differs")
    parts = [own.assign(analysis=1, departures=0)]
    for number, changes in enumerate(analyses, 2):
        parts.append(own.assign(**{"analysis": number, "departures": 1} | changes))
    return summarise(pd.concat(parts), own, LABELS).iloc[0]


def test_which_choice_undoes_a_finding(contrasts):
    """Of three choices one undoes it with one of its options; two changes at once do not count."""
    row = one_by_one(
        contrasts,
        {"k": 3}, {"k": 6, "low": -0.1}, {"weight": "tokens"},
        {"test": "Welch", "cluster": "document"},
        {"k": 3, "weight": "tokens", "departures": 2, "low": -0.1},
    )  # fmt: skip
    assert (row["choices"], row["holds"], row["undone_by"]) == (3, 2, "k 6")
    (told,) = held_sentences(row.to_frame().T)
    assert told.endswith("Changed one at a time, it holds in 2 of 3 choices; undone by k 6.")


def test_a_finding_that_no_choice_undoes(contrasts):
    row = one_by_one(contrasts, {"model": "nmf", "k": 9}, {"cluster": "x"})
    assert (row["choices"], row["holds"], row["undone_by"]) == (2, 2, "")
    (told,) = held_sentences(row.to_frame().T)
    assert told.endswith("It holds whichever of 2 choices is changed alone.")


def test_a_theme_without_a_counterpart_and_another_sign_undo_a_finding(contrasts):
    lost = {"model": "gensim LDA", "status": "no counterpart", "low": np.nan, "high": np.nan}
    turned = {"weight": "tokens", "difference": -0.2, "low": -0.3, "high": -0.1}
    row = one_by_one(contrasts, lost, turned, {"unit": "document", "status": "not made"})
    assert (row["choices"], row["holds"]) == (2, 0), "what could not be made undoes nothing"
    assert row["undone_by"] == "model gensim LDA; weight tokens"
    assert "it holds in none of 2 choices" in held_sentences(row.to_frame().T)[0]


def test_gensims_model_is_one_more_analysis(whole):
    table, topic, question = whole
    counts, _ = simulated(0.15, 3)
    fits = fit_standard(counts, 4, 1000, 1)
    more = with_standard(table, fits, counts, question)
    added = more[more["analysis"] > table["analysis"].max()]
    assert set(added["model"]) == {"gensim LDA"} and len(added) == 12
    assert set(added["departures"]) == {1} and list(more.columns) == list(table.columns)
    own = added[(added["topic"] == topic) & (added["country_b"] == "DK")]
    assert own["difference"].item() > 0.05
    none = StandardFits([], 0, 0, np.zeros((3, 1)))
    assert with_standard(table, none, counts, question) is table
