"""What alt texts and captions claim is what the table holds; what cannot be drawn is None."""

import figure_tables as make
import numpy as np
import pandas as pd
import pytest

from nordtema.figures import comparison, corpus, robustness, topics, vocabulary
from nordtema.topics.selection import CRITERIA


def test_nothing_to_draw():
    assert corpus.documents_by_country_and_time(make.documents(8).assign(status="dropped")) is None
    assert vocabulary.linked_share(make.links(0)) is None
    assert vocabulary.country_words(make.country_words(0)) is None
    assert topics.words_in_four_norms(make.topics(0)) is None
    assert topics.words_by_parts(make.topics(0)) == []
    for grid in ((8,), ()):
        assert topics.model_selection(make.selections(grid, 8, 0, {"nmf": 8}), "nmf") is None
    assert topics.model_agreement(make.similarity(2, 2).iloc[:0]) is None
    assert comparison.prevalence(make.prevalence(0)) is None
    assert comparison.differences(make.contrasts(0)) is None
    assert comparison.over_time(make.by_year(0, 0)) is None
    assert robustness.designed_and_found(make.designed(0)) is None
    assert robustness.specification_curve(make.specifications(0)) is None


def test_tables_are_not_changed():
    table, labels = make.contrasts(3), make.labels(3)
    before = table.copy()
    comparison.differences(table, labels)
    pd.testing.assert_frame_equal(table, before)


def test_documents_are_counted_by_country_and_reason():
    table = pd.DataFrame(
        {
            "country": ["NO", "NO", "SE", "SE"],
            "language": ["nb", "nn", "sv", "sv"],
            "date": ["2010-01-01", 2012, "", "2012"],
            "status": ["kept", "kept", "kept", "dropped"],
            "reason": ["", "", "", "in English"],
        }
    )
    drawing = corpus.documents_by_country_and_time(table)
    assert drawing.alt.startswith("3 kept documents: Norway 2 and Sweden 1.")
    assert "from 2010 to 2012" in drawing.alt
    assert "1 document without a year" in drawing.caption
    assert "3 of 4 documents; kept out: in English (1)." in drawing.caption


@pytest.mark.parametrize(
    ("date", "year"),
    [("2011-05-17", 2011), ("1751-03", 1751), ("17.5.2011", np.nan), (2011, 2011),
     (2011.0, 2011), ("20110517", np.nan), ("", np.nan), (np.nan, np.nan), ("spring", np.nan)],
)  # fmt: skip
def test_years_in_dates(date, year):
    found = corpus.years_of(pd.DataFrame({"date": [date]}, dtype=object))
    assert found.iloc[0] == year or (np.isnan(year) and found.isna().all())


def test_a_rejected_link_is_none():
    table = make.links(1).assign(method="cognate", status=["accepted", "rejected"] * 2)
    alt = vocabulary.linked_share(table).alt
    assert "Bokmål 100 %, Nynorsk 0 %, Danish 100 % and Swedish 0 %" in alt


def test_shared_words_are_not_words_of_one_country():
    table = make.country_words(2).assign(lemma=["alone", "common"] * 3, shared=[0, 1] * 3)
    drawing = vocabulary.country_words(table)
    assert "alone" in drawing.alt and "common" not in drawing.alt


def test_words_that_are_common_everywhere_mark_no_country():
    table = make.country_words(2).assign(
        lemma=["alone", "ny"] * 3, shared=0, reason=["not met in every country", "too common"] * 3
    )
    drawing = vocabulary.country_words(table)
    assert "alone" in drawing.alt and "ny" not in drawing.alt
    assert "on which no topics are formed" in drawing.caption and "3 words" in drawing.caption


def test_a_dagger_marks_what_the_norms_do_not_use_alike():
    table = make.topics(2).assign(comparable="yes")
    assert "†" not in topics.words_in_four_norms(table).caption
    table.loc[(table["topic"] == 2) & table["frex_rank"].isin([3, 30]), "comparable"] = "no"
    drawing = topics.words_in_four_norms(table)
    assert "† marks 1 line of concepts" in drawing.caption, "what is not shown is not counted"
    told = [text.get_text() for text in drawing.figure.axes[0].texts]
    row = table[(table["topic"] == 2) & (table["frex_rank"] == 3)].iloc[0]
    shown = [row[code].split("|")[0] for code in ("nb", "nn", "da", "sv") if row[code]]
    assert sorted(word for word in told if word.endswith("†")) == sorted(f"{w}†" for w in shown)


def test_the_choice_of_all_models_and_of_one_by_itself_are_told():
    tables = make.selections((4, 6, 8, 10), 8, 10, {"lda": 8, "nmf": 6})
    assert set(topics.PANELS) == {*CRITERIA, "diversity"}
    for model, other, own in (("lda", "NMF", 8), ("nmf", "LDA", 6)):
        drawn = topics.model_selection(tables, model)
        assert "K = 8 was chosen by that rule" in drawn.caption
        assert "the best of the others is K = 10" in drawn.caption
        assert f"By itself {model.upper()} would choose K = {own}." in drawn.caption
        assert f"grey: {other}" in drawn.caption
        assert "8 topics are chosen, the runner-up is 10" in drawn.alt


def test_the_largest_share_and_the_widest_spread_are_named():
    table = make.prevalence(2, ("NO", "DK")).assign(mean=[0.5, 0.48, 0.1, 0.02])
    alt = comparison.prevalence(table, pd.DataFrame({"topic": [1, 2], "label": ["A", "B"]})).alt
    assert "means is “A” (Norway 50 % and Denmark 48 %)" in alt
    assert "farthest apart in “B”: Norway 10 %, Denmark 2.0 %" in alt


def test_the_largest_difference_is_named_with_its_direction():
    table = make.contrasts(1).assign(difference=[0.01, -0.2, np.nan])
    drawing = comparison.differences(table, make.labels(1, ("A",)))
    assert "“A”: Sweden has 20.0 percentage points more than Norway" in drawing.alt
    assert drawing.caption.startswith("All 2 differences")
    few = comparison.differences(make.contrasts(20), top=15)
    assert few.caption.startswith("The 15 largest of 60 differences")


def test_the_plain_difference_stands_apart_where_language_moves_it():
    table = make.contrasts(1, (("NO", "DK"),))
    moved = comparison.differences(table)
    assert "Stroke and pale line below it" in moved.caption
    rows = {round(float(line.get_ydata()[0]), 6) for line in moved.figure.axes[-1].get_lines()
            if len(line.get_ydata()) == 1}  # fmt: skip
    assert len(rows) == 2, "neither lies on the other"
    same = table.assign(crude=table["difference"], chance_low=table["low"],
                        chance_high=table["high"])  # fmt: skip
    assert "Stroke" not in comparison.differences(same).caption


def test_what_is_drawn_beside_the_studys_own_numbers_says_how_it_is_another():
    caption = robustness.specification_curve(make.specifications(1).assign(own=False)).caption
    assert "plain difference of one analysis" in caption and "may have other numbers" in caption
    assert "other numbers" not in robustness.specification_curve(make.specifications(1)).caption
    assert (
        "names under which they were planted"
        in robustness.designed_and_found(make.designed(2)).caption
    )


def test_without_a_control_the_caption_says_so():
    table = make.contrasts(2).assign(language_low="", language_high="")
    caption = comparison.differences(table).caption
    assert "not measured" in caption and "Pale band" not in caption


def test_years_with_few_documents_do_not_make_the_largest_change():
    table = make.by_year(1, 3, ("NO",)).assign(mean=[0.1, 0.2, 0.9], documents=[50, 50, 3])
    assert "from 10 % to 20 %" in comparison.over_time(table).alt
    assert "None has two years" in comparison.over_time(table, few=51).alt


def test_designed_shares_within_the_interval_are_counted():
    table = make.designed(1).assign(
        designed=0.2, mean=[0.2, 0.2, 0.5], low=0.1, high=[0.3, 0.3, 0.6]
    )
    table.loc[2, "low"] = 0.4
    drawing = robustness.designed_and_found(table)
    assert "2 of 3 intervals" in drawing.alt
    assert "in Sweden: designed 20 %, estimated 50 %" in drawing.alt


def test_analyses_without_a_counterpart_stay_in_the_denominator():
    table = make.specifications(1)
    table["difference"] = [0.1] * 12 + [np.nan] * 12
    assert "above zero in 50 % of 24 analyses" in robustness.specification_curve(table).alt


def test_copies_of_whatever_text_are_one_reason_for_keeping_out():
    table = make.documents(60)
    table["status"], table["reason"] = "kept", ""
    reasons = [f"copy of NO-{n}" for n in range(20)] + ["near copy of a/b", "contained in x y"]
    table.loc[table.index[:22], "status"] = "dropped"
    table.loc[table.index[:22], "reason"] = reasons
    words = corpus.documents_by_country_and_time(table).caption
    assert "copy of another text (20)" in words and "near copy of another text (1)" in words


def test_shares_of_all_content_words_are_drawn_and_named_where_they_are_known():
    table = make.prevalence(2)
    drawn = comparison.prevalence(table)
    assert "the upright strokes are shares of all content words" in drawn.caption
    lines = [line for axes in drawn.figure.axes for line in axes.lines]
    strokes = [line for line in lines if line.get_marker() == "|"]
    there = sorted(x for line in strokes for x in line.get_xdata())
    assert there == pytest.approx(sorted(table["mean_all_words"]))
    unknown = comparison.prevalence(table.drop(columns="mean_all_words"))
    assert "strokes" not in unknown.caption
