"""Corrected differences: what they are by hand, what they refuse, and their files."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.codes import Coding
from nordtema.comparison.corrected import (
    FEW,
    LARGEST,
    NARROW,
    NOT_CODED,
    bias_table,
    corrected_table,
    what_people_say,
)
from nordtema.comparison.sample import Sample, sample_from
from nordtema.study import StudyError

LABELS = pd.DataFrame({"topic": [1, 2], "label": ["Sea", "School"]})
IDS = pd.DataFrame(columns=["kind", "given", "published"])


def two_groups(
    documents: int = 60, clusters: int = 60, coded: int = 20, seed: int = 0
) -> tuple[Sample, Coding]:
    """Documents of two countries, some of which people have coded, as one theme or none."""
    rng = np.random.default_rng(seed)
    share = rng.beta(1, 3, 2 * documents)
    numbers = np.concatenate([np.arange(documents) % clusters, np.arange(documents) % clusters])
    numbers[documents:] += clusters
    sample = sample_from(
        np.column_stack([share, 1 - share]), np.repeat(["NO", "SE"], documents), numbers,
        doc_ids=np.array([f"d{n}" for n in range(2 * documents)]),
    )  # fmt: skip
    rows = np.concatenate([np.arange(coded), documents + np.arange(coded)])
    said = np.zeros((len(rows), 2))
    said[:, 0] = rng.random(len(rows)) < np.clip(share[rows] * 1.5, 0, 1)
    return sample, Coding(rows, said, said, np.ones(len(rows), int), np.array([0]), 1, 0)


def test_the_corrected_difference_is_that_of_the_formula():
    sample, coding = two_groups()
    row = corrected_table(sample, sample.groups, coding).iloc[0]
    share, said = sample.shares[:, 0], coding.shares[:, 0]
    means, alone = [], []
    for start, own in ((0, said[:20]), (60, said[20:])):
        coded = share[start : start + 20]
        rest = own.mean() - row["lambda"] * coded.mean()
        means.append(row["lambda"] * share[start : start + 60].mean() + rest)
        alone.append(own.mean())
    assert row["corrected"] == pytest.approx(means[0] - means[1])
    assert row["people"] == pytest.approx(alone[0] - alone[1])
    assert row["difference"] == pytest.approx(share[:60].mean() - share[60:].mean())
    assert row["low"] < row["corrected"] < row["high"]
    assert (row["coded_a"], row["clusters_b"], row["reason"]) == (20, 20, "")


def test_lambda_is_the_slope_within_groups_and_stays_within_bounds():
    sample, coding = two_groups()
    x, y = sample.shares[coding.rows, 0], coding.shares[:, 0]
    x, y = (one - np.repeat([one[:20].mean(), one[20:].mean()], 20) for one in (x, y))
    table = corrected_table(sample, sample.groups, coding)
    assert table["lambda"].iloc[0] == pytest.approx((x @ y) / (x @ x))
    for slope, expected in ((9.0, LARGEST), (-1.0, 0.0)):
        said = np.column_stack([slope * sample.shares[coding.rows, 0], np.zeros(40)])
        steep = Coding(coding.rows, said, said, coding.coders, coding.topics, 1, 0)
        found = corrected_table(sample, sample.groups, steep)["lambda"].iloc[0]
        assert found == pytest.approx(expected)


def test_with_all_documents_coded_the_correction_is_what_people_say():
    sample, coding = two_groups(coded=60)
    row = corrected_table(sample, sample.groups, coding).iloc[0]
    assert row["corrected"] == pytest.approx(row["people"])
    assert row["difference"] != pytest.approx(row["people"], abs=1e-3)


def test_independent_documents_have_the_standard_error_of_the_textbook():
    """A model that sees nothing leaves Welch's interval, but for the clusters not yet met."""
    sample, coding = two_groups(documents=400, clusters=400, coded=200)
    blind = sample_from(np.full((800, 2), 0.5), sample.groups, sample.clusters, sample.weights)
    row = corrected_table(blind, blind.groups, coding).iloc[0]
    said = coding.shares[:, 0]
    variance = sum(one.var(ddof=1) / 200 for one in (said[:200], said[200:]))
    assert row["high"] - row["low"] == pytest.approx(2 * 1.966 * np.sqrt(variance), rel=0.02)
    assert row["lambda"] == 0 and row["corrected"] == pytest.approx(row["people"])


def test_clusters_make_intervals_wider_and_a_cluster_may_lie_in_both_groups():
    sample, coding = two_groups(documents=200, clusters=200, coded=100)
    theme = np.repeat(np.arange(100) % 20 < 6, 2)[:100].astype(float)
    said = np.zeros((200, 2))
    said[:, 0] = np.tile(theme, 2)
    coding = Coding(coding.rows, said, said, coding.coders, coding.topics, 1, 0)

    def width(clusters: np.ndarray) -> float:
        taken = sample_from(sample.shares, sample.groups, clusters, sample.weights)
        row = corrected_table(taken, taken.groups, coding).iloc[0]
        return row["high"] - row["low"]

    paired = np.tile(np.arange(200) // 2, 2)
    apart = paired + np.repeat([0, 100], 200)
    assert width(apart) > 1.25 * width(np.arange(400)), "what goes together is one thing"
    assert width(paired) < 0.6 * width(apart), "what both groups share is in no difference"


def test_a_theme_that_no_coder_has_met_leaves_an_interval():
    """None in 20: three in twenty would still have been missed in one study of twenty-five."""
    sample, coding = two_groups(coded=20)
    none = np.zeros((40, 2))
    blind = sample_from(np.full((120, 2), 0.05), sample.groups, sample.clusters, sample.weights)
    table = corrected_table(
        blind, blind.groups, Coding(coding.rows, none, none, coding.coders, coding.topics, 1, 0)
    )
    assert table["high"].iloc[0] > 0.1


@pytest.mark.parametrize(
    ("coded", "clusters", "reason"), [(9, 60, FEW), (10, 60, ""), (20, 4, NARROW), (20, 5, "")]
)
def test_too_few_coded_documents_or_clusters_give_a_reason_and_no_figure(coded, clusters, reason):
    sample, coding = two_groups(coded=coded, clusters=clusters)
    table = corrected_table(sample, sample.groups, coding)
    assert table["reason"].tolist() == [reason, NOT_CODED]
    figures = table.loc[0, ["corrected", "low", "high", "people", "lambda"]]
    assert figures.isna().all() if reason else figures.notna().all()
    bias = bias_table(sample, sample.groups, coding)
    assert bias["low"].isna().all() == bool(reason) and bias["bias"].notna().all()


def test_groups_are_any_and_countries_stand_in_their_order():
    sample, coding = two_groups()
    pairs = corrected_table(sample, sample.groups[::-1], coding)[["group_a", "group_b"]]
    assert pairs.iloc[0].tolist() == ["NO", "SE"]
    sexes = np.where(sample.groups == "NO", "women", "men")
    table = corrected_table(sample, sexes, coding)
    assert table[["group_a", "group_b"]].iloc[0].tolist() == ["men", "women"]
    one = corrected_table(sample, np.full(120, "NO"), coding)
    assert one.empty and "lambda" in one.columns


def test_documents_weigh_as_the_study_says():
    sample, coding = two_groups(coded=60)
    heavy = np.where(coding.shares[:, 0] > 0, 3.0, 1.0)
    weighed = sample_from(sample.shares, sample.groups, sample.clusters, heavy)
    row = corrected_table(weighed, weighed.groups, coding).iloc[0]
    said = [np.average(coding.shares[part, 0], weights=heavy[part])
            for part in (slice(0, 60), slice(60, 120))]  # fmt: skip
    assert row["corrected"] == pytest.approx(said[0] - said[1])


def test_the_bias_of_a_group_is_what_the_model_says_more_than_people():
    sample, coding = two_groups()
    table = bias_table(sample, sample.groups, coding)
    assert table[["topic", "group"]].to_numpy().tolist() == [[1, "NO"], [1, "SE"]]
    share, said = sample.shares[:20, 0], coding.shares[:20, 0]
    row = table.iloc[0]
    assert row["bias"] == pytest.approx(share.mean() - said.mean())
    assert row["with_theme"] == (said > 0).sum() and row["documents"] == row["clusters"] == 20
    assert row["share_with"] == pytest.approx(share[said > 0].mean())
    assert row["share_without"] == pytest.approx(share[said == 0].mean())
    assert row["low"] < row["bias"] < row["high"]


def test_a_group_without_coded_documents_has_a_row_that_says_so():
    sample, coding = two_groups()
    groups = np.where(np.arange(120) >= 100, "DK", sample.groups)
    row = bias_table(sample, groups, coding).set_index("group").loc["DK"]
    assert row["documents"] == 0 and np.isnan(row["bias"])
    table = corrected_table(sample, groups, coding)
    assert table.loc[table["group_a"] == "DK", "reason"].tolist() == [FEW, NOT_CODED]


# ---------------------------------------------------------------- the whole way from the file


def said_of(sample: Sample, source, main: bool = True):
    documents = pd.DataFrame({"doc_id": sample.doc_ids})
    return what_people_say(source, IDS, sample, sample.groups, documents, LABELS, main)


def test_from_the_file_to_the_tables(tmp_path):
    sample, coding = two_groups()
    rows = [f"{sample.doc_ids[row]},{'Sea' if said else ''},K"
            for row, said in zip(coding.rows, coding.shares[:, 0], strict=True)]  # fmt: skip
    path = tmp_path / "codes.csv"
    path.write_text("\n".join(["doc_id,theme,coder", *rows]), encoding="utf-8")
    told = said_of(sample, path)
    pd.testing.assert_frame_equal(told.differences, corrected_table(sample, sample.groups, coding))
    assert told.coders["documents"].tolist() == [40]
    path.write_text("doc_id,theme\nd1,Harbour\n", encoding="utf-8")
    assert said_of(sample, path, main=False).differences.empty
    with pytest.raises(StudyError, match=r"codes\.csv: row 2: theme 'Harbour'"):
        said_of(sample, path)


def test_without_a_file_the_tables_have_their_heads_alone():
    told = said_of(two_groups()[0], None)
    assert [len(one) for one in (told.differences, told.biases, told.coders)] == [0, 0, 0]
    assert "corrected" in told.differences.columns and "alpha" in told.coders.columns
