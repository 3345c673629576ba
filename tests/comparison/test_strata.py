"""Like with like: standardised differences, and shares by year."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import sample

from nordtema.comparison.prevalence import Sample
from nordtema.comparison.strata import COLUMNS, adjusted_table, over_time
from nordtema.report.sentences.comparison import adjusted_sentence, time_sentence
from nordtema.study import StudyError
from nordtema.topics.uncertainty import ShareUncertainty


def two_kinds(size: int = 40, letters=(0.8, 0.2)) -> tuple[Sample, pd.DataFrame]:
    """Letters have .6 of the first theme, posts .2, in either country; one writes more letters."""
    rng = np.random.default_rng(0)
    shares, countries, kinds = [], [], []
    for code, share in zip(("NO", "DK"), letters, strict=True):
        for number in range(size):
            letter = number < round(share * size)
            value = np.clip((0.6 if letter else 0.2) + rng.normal(0, 0.03), 0, 1)
            shares.append([value, 1 - value])
            countries.append(code)
            kinds.append("letter" if letter else "post")
    ids = np.array([f"d{number:03}" for number in range(2 * size)])
    taken = Sample(np.array(shares), np.array(countries), np.arange(2 * size),
                   np.ones(2 * size), ids)  # fmt: skip
    dates = [f"20{10 + n % 2}-03-01" for n in range(2 * size)]
    documents = pd.DataFrame({"doc_id": ids, "kind": kinds, "date": dates})
    return taken, documents.sample(frac=1, random_state=1)


def test_a_difference_of_make_up_vanishes_among_equals():
    taken, documents = two_kinds()
    row = adjusted_table(taken, documents, ("kind",), 600, 1).iloc[0]
    assert row["crude"] == pytest.approx(0.24, abs=0.02)
    assert row["difference"] == pytest.approx(0, abs=0.02)
    assert row["low"] <= row["difference"] <= row["high"] and row["high"] - row["low"] < 0.06
    assert row["strata"] == 2 and row["covered_a"] == row["covered_b"] == 1


def test_strata_are_weighted_by_the_documents_of_both_countries():
    """By hand: letters 8 + 2 of 40, posts 32 + 38; differences within strata .1 and .3."""
    shares = np.r_[np.full(8, 0.5), np.full(32, 0.4), np.full(2, 0.4), np.full(38, 0.1)]
    taken, documents = two_kinds(letters=(0.2, 0.05))
    first = np.column_stack([shares, 1 - shares])
    taken = Sample(first, taken.countries, taken.clusters, taken.weights, taken.doc_ids)
    row = adjusted_table(taken, documents, ("kind",), 200, 1).iloc[0]
    assert row["difference"] == pytest.approx((10 * 0.1 + 70 * 0.3) / 80)
    assert [row["low"], row["high"]] == pytest.approx([row["difference"]] * 2, abs=0.06)


def test_strata_of_one_country_are_left_out_and_said():
    taken, documents = two_kinds(letters=(0.5, 0.0))
    row = adjusted_table(taken, documents, ("kind",), 200, 1).iloc[0]
    assert row["strata"] == 1 and row["covered_a"] == 0.5 and row["covered_b"] == 1
    assert row["difference"] == pytest.approx(0, abs=0.02)


def test_year_is_taken_from_the_date_and_crossed_with_other_columns():
    taken, documents = two_kinds()
    table = adjusted_table(taken, documents, ("year", "kind"), 200, 1)
    assert list(table.columns) == list(COLUMNS) and len(table) == 2
    assert table["strata"].tolist() == [4, 4]


@pytest.mark.slow
def test_the_interval_of_a_standardised_difference_covers_none():
    covered = []
    for seed in range(100):
        rng = np.random.default_rng(seed)
        drawn = sample(rng, np.full((3, 2), 0.5), 40, concentration=3)
        ids = np.array([f"d{n}" for n in range(120)])
        drawn = Sample(drawn.shares, drawn.countries, drawn.clusters, drawn.weights, ids)
        kinds = pd.DataFrame({"doc_id": ids, "kind": rng.choice(["a", "b", "c"], 120)})
        row = adjusted_table(drawn, kinds, ("kind",), 200, seed).iloc[0]
        covered.append(row["low"] <= 0 <= row["high"])
    assert 0.88 <= np.mean(covered) <= 0.995


def test_no_interval_of_few_clusters_leaves_what_a_difference_can_be():
    shares = np.array([[0.99, 0.01], [0.1, 0.9], [0.8, 0.2], [0.02, 0.98]])
    ids = np.array(list("abcd"))
    few = Sample(shares, np.array(["NO", "NO", "DK", "DK"]), np.arange(4), np.ones(4), ids)
    documents = pd.DataFrame({"doc_id": ids, "kind": "post", "date": "2010"})
    table = adjusted_table(few, documents, ("kind",), 400, 1)
    assert table["low"].min() == -1 and table["high"].max() == 1
    assert over_time(few, documents, 400, 1)[["low", "high"]].stack().between(0, 1).all()


def test_the_model_widens_the_interval():
    taken, documents = two_kinds()
    moved = np.repeat(taken.shares[None], 8, axis=0)
    moved[:, taken.countries == "NO", 0] += np.linspace(-0.1, 0.1, 8)[:, None]
    measured = ShareUncertainty(
        taken.doc_ids, taken.shares, 0 * taken.shares, moved, np.ones((8, 2))
    )
    with_, without = (
        adjusted_table(taken, documents, ("kind",), 400, 1, one).iloc[0] for one in (measured, None)
    )
    assert with_["high"] - with_["low"] > 3 * (without["high"] - without["low"])


def test_nothing_is_adjusted_unless_asked():
    taken, documents = two_kinds()
    table = adjusted_table(taken, documents, (), 200, 1)
    assert table.empty and list(table.columns) == list(COLUMNS)


def test_a_column_that_is_not_there_is_one_line():
    taken, documents = two_kinds(letters=(0.5, 0.5))
    said = "comparison.adjust = 'genre'.*it has kind, date, year"
    with pytest.raises(StudyError, match=said) as error:
        adjusted_table(taken, documents, ("genre",), 200, 1)
    assert "\n" not in str(error.value)


def test_countries_without_a_stratum_in_common_are_named_and_the_others_compared():
    taken, documents = two_kinds(letters=(1.0, 0.0))
    table = adjusted_table(taken, documents, ("kind",), 200, 1)
    assert table["strata"].eq(0).all() and table["crude"].notna().all()
    assert table[["difference", "low", "high"]].isna().all(axis=None)
    told = adjusted_sentence(table, ("kind",))
    assert "Without kind in common" in told and "Norway and Denmark" in told and "nan" not in told
    taken, documents = two_kinds(letters=(0.5, 0.5))
    assert adjusted_sentence(adjusted_table(taken, documents, ("kind",), 200, 1), ("kind",)) == ""


# ---------------------------------------------------------------- years


def test_shares_by_year():
    taken, documents = two_kinds()
    table = over_time(taken, documents, 300, 1)
    assert table[["topic", "country", "year"]].to_numpy().tolist()[:5] == [
        [1, "NO", 2010], [1, "NO", 2011], [1, "DK", 2010], [1, "DK", 2011], [2, "NO", 2010],
    ]  # fmt: skip
    years = documents.set_index("doc_id").loc[taken.doc_ids, "date"].str[:4].to_numpy()
    rows = (years == "2011") & (taken.countries == "DK")
    row = table.query("topic == 1 and country == 'DK' and year == 2011").iloc[0]
    assert row["mean"] == pytest.approx(taken.shares[rows, 0].mean())
    assert row["documents"] == rows.sum() == 20
    assert row["low"] < row["mean"] < row["high"]
    said = time_sentence(table)
    assert "2010 to 2011" in said and "has 20 documents a year" in said


def test_a_year_with_one_text_has_no_interval_and_undated_texts_no_year():
    taken, documents = two_kinds()
    documents["date"] = ["2009", *["undated"] * 78, "2010-01-01"]
    table = over_time(taken, documents, 200, 1)
    assert sorted(table["year"].unique()) == [2009, 2010] and (table["documents"] == 1).all()
    assert table[["low", "high"]].isna().all(axis=None) and table["mean"].notna().all()


@pytest.mark.parametrize("dates", ["", None])
def test_without_dates_there_are_no_years(dates):
    taken, documents = two_kinds()
    documents = documents.assign(date=dates) if dates is not None else documents[["doc_id"]]
    table = over_time(taken, documents, 200, 1)
    assert table.empty and "year" in table.columns
    assert "nothing can be said about time" in time_sentence(table)
