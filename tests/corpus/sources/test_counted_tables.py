"""Tables of word counts: long, wide both ways, with what tells of the documents beside them."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest

from nordtema.corpus.counted import counts_of
from nordtema.corpus.sources import read_corpus
from nordtema.study import StudyError

LONG = "dhlabid,word,freq\n100,båt,3\n100,Havn,1\n200,skole,2\n200,båt,1\n"
#: what dhlab tells of its books, in its own names of columns
FACTS = (
    "dhlabid,urn,title,authors,timestamp,year,langs\n"
    "100,URN:NBN:no-nb_1,Båtar,Anne Moen,20110304,2011,nno\n"
    "200,URN:NBN:no-nb_2,Skolen,Per Lie,20120506,2012,nob/nno\n"
)


def words(found: pd.DataFrame) -> dict[str, Counter[str]]:
    return {row["doc_id"]: counts_of(row["text"]) for row in found.to_dict("records")}


def test_a_long_table_in_a_country_and_what_tells_of_it(make_corpus):
    read = read_corpus(make_corpus({"norway/tal.csv": LONG, "norway/bøker.csv": FACTS}))
    rows = read.documents.set_index("doc_id")
    assert words(read.documents) == {
        "norway/tal/100": {"båt": 3, "Havn": 1}, "norway/tal/200": {"skole": 2, "båt": 1},
    }  # fmt: skip
    assert rows["author"].tolist() == ["Anne Moen", "Per Lie"]
    assert rows["title"].tolist() == ["Båtar", "Skolen"]
    assert rows["date"].tolist() == ["20110304", "20120506"]
    assert rows["language"].tolist() == ["nn", "no"]  # the words tell which
    assert rows["own_year"].tolist() == ["2011", "2012"]
    assert read.recognised["norway/tal.csv"] == "a table of word counts"
    told = read.inventory.set_index("file")["reason"]
    assert told["norway/tal.csv"].startswith("2 documents; ")
    assert "nothing that needs a text" in told["norway/tal.csv"]
    assert told["norway/bøker.csv"] == "tells of 2 texts beside it"


def test_the_country_may_be_told_beside_the_counts(make_corpus):
    facts = "urn,land,år\nURN:1,Norge,1998\nURN:2,Danmark,1999\nURN:3,,2000\n"
    counts = "urn;ord;antall\nURN:1;båt;3\nURN:2;havn;2\nURN:3;skole;1\n"
    read = read_corpus(make_corpus({"counts.csv": counts, "meta.csv": facts}))
    assert read.documents["doc_id"].tolist() == ["URN:1", "URN:2"]
    assert read.documents["country"].tolist() == ["NO", "DK"]
    assert read.documents["date"].tolist() == ["1998", "1999"]
    left = read.inventory[read.inventory["status"] == "left out"]
    assert left["reason"].tolist() == ["its country is not named"]


def test_one_table_holds_all(make_corpus):
    head = "doc_id\tcountry\tyear\tterm\tn\tpos\n"
    table = f"{head}d1\tSE\t1901\tbåt\t2\tNOUN\nd1\tSE\t1901\tgå\t1\tVERB\n"
    read = read_corpus(make_corpus({"a.tsv": table}) / "a.tsv")
    (row,) = read.documents.to_dict("records")
    assert row["country"] == "SE" and row["date"] == row["own_year"] == "1901"
    assert counts_of(row["text"]) == {"båt": 2, "gå": 1}
    assert "column 'pos' tells of words and was left out" in read.inventory["reason"].iloc[0]


def test_words_in_rows_and_documents_in_columns(make_corpus):
    read = read_corpus(make_corpus({"norway/c.csv": "word,100,200\nbåt,3,\nskole,,2.0\n"}))
    assert list(words(read.documents).values()) == [{"båt": 3}, {"skole": 2}]


def test_documents_in_rows_and_words_in_columns(make_corpus):
    names = [f"ord{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    frame = pd.DataFrame({"doc_id": ["a", "b"], "party": ["X", "Y"], "year": [2001, 2002]}
                         | {name: [n, 0] for n, name in enumerate(names)})  # fmt: skip
    read = read_corpus(make_corpus({"denmark/dfm.csv": frame.to_csv(index=False)}))
    assert [len(one) for one in words(read.documents).values()] == [59, 0]
    assert read.documents["party"].tolist() == ["X", "Y"]
    assert read.documents["date"].tolist() == ["2001", "2002"]


def test_parquet_with_numbers(make_corpus):
    data = BytesIO()
    pd.DataFrame({"dhlabid": [7, 7], "word": ["båt", "New York"], "freq": [3, 2]}).to_parquet(data)
    read = read_corpus(make_corpus({"no/a.parquet": data.getvalue()}))
    assert counts_of(read.documents["text"].item()) == {"båt": 3, "New": 2, "York": 2}


@pytest.mark.parametrize(
    "table",
    ["id,party,votes\na,X,3\nb,Y,4\n",  # numbers, but of no words
     "id,word,count,text\na,båt,3,Båten ligger ved kaia.\n",  # a text with columns of its own
     "word,meaning\nbåt,boat\n"],
)  # fmt: skip
def test_other_tables_are_no_counts(make_corpus, table):
    read = read_corpus(make_corpus({"no/a.txt": "Båten ligger ved kaia.", "no/t.csv": table}))
    assert read.recognised.get("no/t.csv") != "a table of word counts"
    texts = read.documents.get("text", pd.Series(dtype=object)).fillna("")
    assert not texts.str.startswith("word\tcount").any()


def test_a_count_that_is_none_is_told_with_its_row(make_corpus):
    corpus = make_corpus({"a.csv": "id,country,word,count\n1,NO,båt,3\n1,NO,havn,mange\n"})
    with pytest.raises(StudyError, match=r"a\.csv: row 3: count 'mange': no whole number"):
        read_corpus(corpus / "a.csv")


def test_a_wrong_count_is_told_where_a_table_beside_names_the_country(make_corpus):
    folder = make_corpus(
        {"c.csv": "id,word,count\na,hus,3\na,båt,x\n", "facts.csv": "id,land\na,NO\n"}
    )
    with pytest.raises(StudyError, match=r"c\.csv: row 3: count 'x'"):
        read_corpus(folder)


def test_counts_of_no_country_say_what_is_missing(make_corpus):
    folder = make_corpus({"c.csv": "id,word,count\na,hus,3\n", "facts.csv": "id,land\nb,NO\n"})
    with pytest.raises(StudyError, match=r"c\.csv: counts words, but nothing names the country"):
        read_corpus(folder)


def test_counts_of_more_words_than_a_document_has_are_refused(make_corpus):
    corpus = make_corpus(
        {"a.csv": "id,country,word,count\n1,NO,båt,3\n2,NO,havn,999999999999999\n"}
    )
    with pytest.raises(
        StudyError, match=r"a\.csv: row 3: 999999999999999 words are counted in one"
    ):
        read_corpus(corpus / "a.csv")


def test_what_import_writes_is_read_again(make_corpus, tmp_path: Path):
    from nordtema.workflow.importing import import_texts

    corpus = make_corpus({"norway/tal.csv": LONG, "norway/bøker.csv": FACTS})
    said = import_texts(corpus, tmp_path / "made")
    assert "2 from a table of word counts" in said[0]
    again = read_corpus(tmp_path / "made" / "texts.parquet").documents
    assert words(again) == words(read_corpus(corpus).documents)
