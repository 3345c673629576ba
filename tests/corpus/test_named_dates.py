"""Dates in the names of files and folders."""

import pytest

from nordtema.corpus.documents import read_country
from nordtema.corpus.named_dates import named_date
from nordtema.corpus.sources import read_corpus
from nordtema.report.sentences import corpus as sentences
from nordtema.study import Corpus


@pytest.mark.parametrize(
    ("path", "date"),
    [("/c/Norge/2010/leder1.txt", "2010"), ("/c/norway/oslo/2010/mai/leder.txt", "2010"),
     ("/c/Norge/2010/leder_2011-05-03.txt", "2011-05-03"), ("/c/Norge/2010/1995/leder.txt", ""),
     ("/c/Norge/1234/leder.txt", ""), ("/c/Norge/1234/2010/leder.txt", "2010"),
     ("/c/2010/Norge/leder.txt", ""), ("/c/2010/leder.txt", ""), ("/c/Sverige/2010/l.txt", ""),
     ("/c/Norge/20101/leder.txt", ""), ("/c/Norge/leder.txt", "")],
)  # fmt: skip
def test_the_date_of_a_name(path, date):
    row = {"path": path, "country": "NO", "unread_date": ""}
    assert named_date(row, (1900, 2030))[0] == date
    assert named_date({**row, "unread_date": "9.9.99"}, (1900, 2030)) == ("", "")


def test_what_is_dated_by_a_folder_says_so(make_corpus):
    text = "Osten modnes i kjelleren, og budeia snur den hver morgen før hun går til fjells."
    corpus = make_corpus({"norge/2010/a.txt": text, "norge/2011/b.csv": f"id;text\n1;x {text}"})
    documents = read_country(read_corpus(corpus).documents, "NO", Corpus()).documents
    assert documents["date"].tolist() == ["2010", "2011"]
    assert documents["reason"].str.contains("dated by its folder").all()
    assert "The folder tells the year of 2 documents." in sentences.time_sentence(documents)
