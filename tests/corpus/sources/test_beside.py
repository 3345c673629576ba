"""A table beside the texts tells of them."""

import pytest

from nordtema.corpus.sources import read_corpus

TEXTS = {
    "no/a.txt": "Geita i Lia har revet seg.", "no/år/b.txt": "Kua stod der i natt.",
    "no/c.txt": "Osten skal lagres.", "dk/a.txt": "Bonden sår byg i maj.",
}  # fmt: skip


def read(make_corpus, table: str, name: str = "no/liste.csv"):
    found = read_corpus(make_corpus({**TEXTS, name: table}))
    reasons = found.inventory.set_index("file")["reason"]
    return found.documents.set_index("doc_id"), reasons[name]


@pytest.mark.parametrize("names", [("a.txt", "b.txt", "x.txt"), ("a", "b", "x"),
                                   ("no/a", "NO/år/b", "no/x")])  # fmt: skip
@pytest.mark.parametrize("head", ["fil", "id"])
def test_a_table_beside_the_texts_is_joined(make_corpus, names, head):
    rows = "".join(f"{name};2010-05-0{n};Kari;{n}\n" for n, name in enumerate(names, 1))
    documents, reason = read(make_corpus, f"{head};dato;forfatter;runde\n{rows}")
    assert documents.loc["no/a", ["date", "author", "runde"]].tolist() == [
        "2010-05-01",
        "Kari",
        "1",
    ]
    assert documents.loc["no/år/b", "runde"] == "2" and documents.loc["no/c", "runde"] == ""
    assert (
        reason
        == f"tells of 2 texts beside it; no text is named {names[2]!r}; 1 text stands in no row"
    )
    assert documents.loc["dk/a", ["date", "runde"]].tolist() == ["", ""]


@pytest.mark.parametrize("table", ["år,antall\n2010,7\n", "id,runde\nx,1\ny,2\n"])
def test_a_table_that_names_no_text_is_none_of_them(make_corpus, table):
    _, reason = read(make_corpus, table)
    assert reason == "a table without a column of texts"


def test_what_a_text_tells_itself_stays(make_corpus):
    mail = "From: Ola <o@b.no>\nTo: x\nDate: Mon, 3 May 2010 09:00:00 +0200\n\nHei du.\n"
    files = {**TEXTS, "no/m.eml": mail, "no/liste.csv": "id,dato,forfatter\nm,2001-01-01,Kari\n"}
    row = read_corpus(make_corpus(files)).documents.set_index("doc_id").loc["no/m"]
    assert row[["date", "author"]].tolist() == ["2010-05-03", "Ola"]
