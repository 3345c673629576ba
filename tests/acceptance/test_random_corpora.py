"""Corpora drawn at random, walked to the end: ten here, 300 with NORDTEMA_DRAWS=300."""

import os

import pytest

from in_process import NO_NUMBER, faults
from nordtema.languages import COUNTRIES
from random_corpora import draw, walked, write

DRAWS = int(os.environ.get("NORDTEMA_DRAWS", "10"))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(DRAWS))
def test_a_study_of_any_corpus_ends_with_what_it_found(tmp_path, number):
    done = walked(number, tmp_path)
    assert not faults(done)
    assert done.shown


def test_a_draw_is_the_same_whenever_it_is_drawn(tmp_path):
    for name in ("a", "b"):
        write(draw(5), tmp_path / name)
    files = [sorted(p for p in (tmp_path / n).rglob("*") if p.is_file()) for n in ("a", "b")]
    assert [p.read_bytes() for p in files[0]] == [p.read_bytes() for p in files[1]]


@pytest.mark.slow
def test_draws_differ_in_everything_that_people_bring():
    drawn = [draw(number) for number in range(300)]
    assert {1, 60} <= {len(one.rows) for one in drawn}
    assert {one.form for one in drawn} >= {"csv", "jsonl.gz", "parquet", "folders", "manifest"}
    assert {one.encoding for one in drawn} >= {"utf-8", "cp1252", "utf-16"}
    assert {one.settings["corpus.unit"] for one in drawn} == {"paragraph", "post", "document"}
    assert {"auto", 2, 30} <= {one.settings["topics.k"] for one in drawn}
    countries = {len({row["norm"] for row in one.rows}) for one in drawn}
    assert {1, 2, 3, 4} <= countries and len(COUNTRIES) >= 3


@pytest.mark.parametrize("text", ["nan points", "<td>NaN</td>", "(inf %)", "−inf to 2", ">None<"])
def test_a_number_that_is_none_is_seen(text):
    assert NO_NUMBER.search(text)


@pytest.mark.parametrize("text", ["None was kept out.", "in finance", "Nansen", "a.nan-b"])
def test_words_are_no_numbers(text):
    assert not NO_NUMBER.search(text)
