"""The index of a corpus, in all three forms of the input contract."""

import pandas as pd
import pytest

from conftest import TINY
from nordtema.corpus.sources import read_corpus, read_own_table, read_text
from nordtema.study import StudyError


def test_a_manifest_keeps_its_further_columns_and_the_order_of_ids():
    index = read_corpus(TINY).documents
    assert list(index["doc_id"]) == sorted(index["doc_id"])
    assert {"theme", "author", "language", "date", "path"} <= set(index.columns)
    assert index["country"].value_counts().to_dict() == {"DK": 6, "NO": 6, "SE": 6}


def test_folders_named_for_countries_in_any_way(make_corpus):
    corpus = make_corpus(
        {"Norge/a.txt": "a", "danmark/2010/b.html": "b", "SE/c.md": "c", "SE/.hidden.txt": "x",
         "no-texts/readme.csv": "x", "notes.txt": "x", "SE/README.txt": "x", "_old/d.txt": "x"}
    )  # fmt: skip
    index = read_corpus(corpus).documents
    assert dict(zip(index["doc_id"], index["country"], strict=True)) == {
        "Norge/a": "NO", "danmark/2010/b": "DK", "SE/c": "SE"
    }  # fmt: skip
    assert (index["language"] == "").all() and (index["author"] == "").all()


def test_texts_that_differ_in_their_ending_alone_keep_it(make_corpus):
    index = read_corpus(make_corpus({"no/a.txt": "x", "no/a.md": "y", "dk/b.txt": "z"})).documents
    assert list(index["doc_id"]) == ["dk/b", "no/a.md", "no/a.txt"]


def test_read_text_is_decoded_and_tidied(make_corpus):
    index = read_corpus(make_corpus({"no/a.txt": "blåbær\r\n".encode("cp1252")})).documents
    assert read_text(index.iloc[0]) == "blåbær\n"


def test_a_text_that_cannot_be_read_is_named():
    row = pd.Series({"path": "/no/such/file.txt"})
    with pytest.raises(StudyError, match=r"file\.txt: cannot be read"):
        read_text(row)


def test_declared_languages_are_understood(make_corpus):
    manifest = "path,country,language\na.txt,NO,nn-NO\nb.txt,SE,Swedish\n"
    index = read_corpus(
        make_corpus({"a.txt": "x", "b.txt": "y", "manifest.csv": manifest})
    ).documents
    assert list(index["language"]) == ["nn", "sv"]


def test_quoted_cells_hold_delimiters_and_line_ends(make_corpus):
    table = 'id,country,text\n1,NO,"hei, du\nder"\n2,DK,"sagde ""ja"""\n'
    index = read_corpus(make_corpus({"c.csv": table}) / "c.csv").documents
    assert list(index["text"]) == ["hei, du\nder", 'sagde "ja"']


def test_empty_lines_and_empty_cells_too_many_are_no_error(make_corpus):
    path = make_corpus({"c.tsv": "id\tcountry\ttext\n1\tNO\thei\t\n\n2\tDK\n"}) / "c.tsv"
    assert list(read_corpus(path).documents["text"]) == ["hei", ""]


def test_an_own_table_names_the_missing_column(make_corpus):
    path = make_corpus({"labels.csv": "model;label\nlda;x\n"}) / "labels.csv"
    with pytest.raises(StudyError, match=r"labels\.csv: row 1: column 'concepts' is missing"):
        read_own_table(path, ("model", "label", "concepts"))
