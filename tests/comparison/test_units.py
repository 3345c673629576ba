"""Which texts belong together: planted likeness is found, and none where there is none."""

import numpy as np
import pandas as pd
import pytest
from comparison_samples import EQUAL, document_tables, of_first, sample

from nordtema.comparison import units
from nordtema.comparison.clusters import cluster_keys
from nordtema.comparison.sample import sample_from
from nordtema.comparison.units import COLUMNS, FLIPS, found_units, unit_correlation, unit_table
from nordtema.study import Comparison

SITTING, SPEAKER = np.repeat(np.arange(12), 10), np.tile(np.arange(20), 6)
GROUPS = np.where(SITTING % 2, "NO", "DK")


def drawn(seed: int, of_sitting: float = 0.0, of_speaker: float = 0.0):
    """120 texts whose four themes vary by .1, and by what is their sitting's and speaker's own."""
    rng = np.random.default_rng(seed)
    shares = 0.5 + rng.normal(0, 0.1, (120, 4)) + of_sitting * rng.normal(0, 1, (12, 4))[SITTING]
    return shares + of_speaker * rng.normal(0, 1, (20, 4))[SPEAKER]


def table_of(shares, cluster=(), seed: int = 1, **columns) -> pd.DataFrame:
    """The table where the study names these clusters."""
    columns = columns or {"sitting": SITTING, "speaker": SPEAKER}
    columns = {name: pd.Series(values).astype(str) for name, values in columns.items()}
    plainly = sample_from(shares, GROUPS)
    _, documents = document_tables(plainly, **columns)
    ways = [pd.factorize(cluster_keys(documents, (name,)))[0] for name in cluster]
    taken = sample_from(shares, GROUPS, np.column_stack(ways) if ways else None)
    return unit_table(taken, documents, Comparison(cluster=cluster), seed)


def status(table: pd.DataFrame) -> dict[str, str]:
    return table[table["topic"] == "all"].set_index("unit")["status"].to_dict()


def test_planted_likeness_is_found_and_as_large_as_planted():
    table = table_of(drawn(0, of_sitting=0.1))
    assert status(table) == {"sitting": "found", "speaker": "none"}
    assert found_units(table) == ["sitting"]
    rows = table[table["unit"] == "sitting"].set_index("topic")
    assert rows.index.tolist() == ["all", "1", "2", "3", "4"]
    assert rows.loc["all", "correlation"] == pytest.approx(0.5, abs=0.2)
    each = rows["correlation"].iloc[1:]
    assert rows.loc["all", "correlation"] == pytest.approx(each.mean())
    assert (
        rows.loc["all", "p"] == pytest.approx(1 / (FLIPS + 1)) and rows["p"].iloc[1:].isna().all()
    )
    assert (rows["clusters"] == 12).all() and (rows["largest"] == 10).all()
    assert list(table.columns) == COLUMNS and table["unit"].iloc[0] == "sitting"


def test_the_correlation_is_the_mean_product_of_two_texts_of_a_unit():
    rng = np.random.default_rng(1)
    residuals, cells = rng.normal(0, 1, (6, 2)), np.array([0, 0, 0, 1, 1, 2])
    found, _ = unit_correlation(residuals, np.repeat("NO", 6), cells, np.arange(6)[:, None], [1])
    pairs = [(0, 1), (0, 2), (1, 2), (3, 4)]
    expected = np.mean([residuals[a] * residuals[b] for a, b in pairs], axis=0)
    np.testing.assert_allclose(found, expected)
    own = np.array([0, 0, 7, 1, 1, 2])  # texts of one named unit are not compared
    found, _ = unit_correlation(residuals, np.repeat("NO", 6), cells, own[:, None], [1])
    expected = np.mean([residuals[a] * residuals[b] for a, b in pairs[1:3]], axis=0)
    np.testing.assert_allclose(found, expected)
    apart = np.array(["NO", "DK", "SE", "NO", "DK", "SE"])  # nor texts of different groups
    found, p = unit_correlation(residuals, apart, cells, np.arange(6)[:, None], [1])
    assert found.tolist() == [0, 0] and p == 1


def test_no_likeness_is_found_in_most_studies_without_any(monkeypatch):
    """95 % of 60 studies with two columns to ask; three standard errors are 8.5 points."""
    monkeypatch.setattr(units, "FLIPS", 99)
    clean = [not found_units(table_of(drawn(100 + seed), seed=seed)) for seed in range(60)]
    assert np.mean(clean) >= 0.865


def test_the_level_is_of_all_columns_together():
    table = table_of(drawn(4, of_sitting=0.03), sitting=SITTING)
    p = table.loc[table["topic"] == "all", "p"].item()
    assert 0.05 / 4 < p < 0.05 and found_units(table) == ["sitting"], "chosen so"
    rng = np.random.default_rng(5)
    more = {name: rng.integers(0, 30, 120) for name in ("author", "section", "thread")}
    table = table_of(drawn(4, of_sitting=0.03), sitting=SITTING, **more)
    assert table.loc[table["unit"] == "sitting", "p"].iloc[0] == p
    assert status(table)["sitting"] == "none"


def test_what_the_study_has_named_is_shown_and_not_found_again():
    shares = drawn(0, of_sitting=0.1)
    table = table_of(shares, cluster=("sitting",))
    assert status(table) == {"sitting": "named", "speaker": "none"} and found_units(table) == []
    rows = table[table["unit"] == "sitting"]
    assert rows["p"].isna().all() and rows["correlation"].iloc[0] > 0.3


def test_likeness_beyond_the_named_units_is_found_where_columns_cross():
    shares = drawn(1, of_sitting=0.1, of_speaker=0.1)
    assert set(found_units(table_of(shares))) == {"sitting", "speaker"}
    assert found_units(table_of(shares, cluster=("sitting",))) == ["speaker"]
    assert found_units(table_of(shares, cluster=("speaker",))) == ["sitting"]
    assert found_units(table_of(shares, cluster=("sitting", "speaker"))) == []


def test_a_finer_column_has_nothing_beyond_the_named_one():
    nested = SITTING * 2 + np.arange(120) % 2
    table = table_of(drawn(2, of_sitting=0.1), ("sitting",), sitting=SITTING, speaker=nested)
    assert status(table) == {"sitting": "named", "speaker": "none"}
    row = table[(table["unit"] == "speaker") & (table["topic"] == "all")].iloc[0]
    assert row["correlation"] == 0 and row["p"] == 1


def test_the_coarsest_column_stands_first():
    shares = drawn(1, of_sitting=0.1, of_speaker=0.1)
    assert found_units(table_of(shares)) == ["sitting", "speaker"]
    assert found_units(table_of(shares, sitting=SPEAKER, speaker=SITTING)) == ["speaker", "sitting"]


def test_a_column_that_the_study_has_named_itself_is_in_the_table():
    shares = drawn(0, of_sitting=0.1)
    table = table_of(shares, ("committee",), committee=SITTING, speaker=SPEAKER)
    assert status(table) == {"committee": "named", "speaker": "none"}


def test_groups_and_strata_are_no_units():
    taken = of_first(drawn(0, of_sitting=0.1)[:, 0], GROUPS)
    _, documents = document_tables(taken, source=SITTING.astype(str), section=SPEAKER.astype(str))
    for rules in ({"groups": "source"}, {"adjust": "source"}, {"within": {"source": ["1"]}}):
        table = unit_table(taken, documents, Comparison(**rules), 1)
        assert set(table["unit"]) == {"section"}
    both = Comparison(groups="source", cluster="source")
    assert set(unit_table(taken, documents, both, 1)["unit"]) == {"source", "section"}


@pytest.mark.parametrize(
    "values",
    [np.arange(120), np.zeros(120, dtype=int), np.where(np.arange(120) < 2, np.arange(120), -1),
     np.where(GROUPS == "NO", 1, 2)],
    ids=["each its own", "all the same", "hardly told", "one to a group"],
)  # fmt: skip
def test_columns_that_cannot_show_likeness_are_no_rows(values):
    told = pd.Series(values).astype(str).replace("-1", "ukjent")
    table = table_of(drawn(0, of_sitting=0.1), author=told)
    assert table.empty and list(table.columns) == COLUMNS and found_units(table) == []


def test_few_values_are_enough_and_missing_ones_count_for_nothing():
    told = np.where(np.arange(120) < 20, SITTING, -1)
    table = table_of(
        drawn(0, of_sitting=0.1), sitting=pd.Series(told).astype(str).replace("-1", "")
    )
    assert (table["clusters"] == 2).all() and (table["largest"] == 10).all()


def test_of_a_large_corpus_a_part_is_looked_at(monkeypatch):
    monkeypatch.setattr(units, "_MOST", 60)
    table = table_of(drawn(0, of_sitting=0.1))
    assert found_units(table) == ["sitting"]
    assert table.loc[table["unit"] == "sitting", "largest"].iloc[0] < 10


def test_speeches_dealt_to_groups_by_their_sittings_are_told():
    """Three groups of one corpus: nothing named, and the sitting is what belongs together."""
    taken = sample(np.random.default_rng(2), EQUAL, 40, a_cluster=8, cluster_effect=0.6)
    _, documents = document_tables(taken, sitting=taken.ways[:, 0].astype(str))
    alone = sample_from(taken.shares, taken.groups)
    assert found_units(unit_table(alone, documents, Comparison(), 1)) == ["sitting"]
