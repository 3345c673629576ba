"""Tables: four decimals, equal bytes, whole or not at all."""

import numpy as np
import pandas as pd
import pytest

from nordtema.tables import (
    read_frame,
    read_json,
    read_table,
    write_atomically,
    write_frame,
    write_json,
    write_table,
    write_text,
)


def test_numbers_have_four_decimals_and_no_negative_zero(tmp_path):
    table = pd.DataFrame({"name": ["a", "b"], "x": [-0.00001, 1 / 3], "n": [1, 2]})
    path = write_table(tmp_path / "t.csv", table)
    assert path.read_bytes() == b"name,x,n\na,0.0000,1\nb,0.3333,2\n"


def test_a_table_reads_back_as_it_was_written(tmp_path):
    table = pd.DataFrame({"word": ["NA", "", "null"], "x": [0.5, np.nan, 1.0], "n": [1, 2, 3]})
    back = read_table(write_table(tmp_path / "t.csv", table))
    assert list(back["word"]) == ["NA", "", "null"]
    np.testing.assert_allclose(back["x"], table["x"])
    assert back["n"].dtype.kind == "i"


def test_a_column_of_words_that_are_all_empty_stays_words(tmp_path):
    back = read_table(write_table(tmp_path / "t.csv", pd.DataFrame({"a": ["", ""], "b": [1, 2]})))
    assert list(back["a"]) == ["", ""]


def test_a_failing_write_leaves_the_old_file_and_no_draft(tmp_path):
    path = write_text(tmp_path / "a.txt", "old")

    def fail(draft):
        draft.write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_atomically(path, fail)
    assert path.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_drafts_stand_where_they_are_told_to(tmp_path):
    seen = []
    write_atomically(
        tmp_path / "out" / "a", lambda draft: seen.append(draft) or draft.write_text("x"),
        tmp_path / "drafts",
    )  # fmt: skip
    assert seen[0].parent == tmp_path / "drafts" and (tmp_path / "out" / "a").read_text() == "x"


def test_json_is_sorted_and_a_broken_file_gives_the_default(tmp_path):
    path = write_json(tmp_path / "a.json", {"b": 1, "a": "ø"})
    assert path.read_text(encoding="utf-8") == '{\n "a": "ø",\n "b": 1\n}\n'
    path.write_text("{")
    assert read_json(path, 5) == 5 and read_json(tmp_path / "none.json") is None


def test_frames_keep_types(tmp_path):
    frame = pd.DataFrame({"a": ["x", ""], "n": [1, 2]})
    pd.testing.assert_frame_equal(read_frame(write_frame(tmp_path / "f.parquet", frame)), frame)
