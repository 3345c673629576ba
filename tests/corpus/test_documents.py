"""From the index to documents, segments and units."""

import pandas as pd
import pytest

from conftest import TINY
from nordtema.corpus.documents import SEGMENT_COLUMNS, hide_across, merge, read_country, units_of
from nordtema.corpus.sources import read_corpus
from nordtema.study import Corpus


@pytest.fixture(scope="module")
def merged():
    index = read_corpus(TINY).documents
    return merge([read_country(index, code, Corpus()) for code in ("NO", "DK", "SE")], Corpus())


def test_segments_know_their_document_part_and_writer(merged):
    segments, documents = merged
    assert list(segments.columns) == SEGMENT_COLUMNS
    assert segments["segment_id"].is_unique
    assert set(segments["doc_id"]) == set(documents["doc_id"])
    garden = segments[segments["doc_id"] == "no-5"]
    assert garden["kind"].tolist() == ["post", "post", "comment", "comment"]
    assert garden["part"].tolist() == [0, 0, 1, 2]
    assert garden["writer"].nunique() == 3


def test_pseudonyms_are_numbered_over_all_countries(merged):
    segments, documents = merged
    writers = {w for w in [*segments["writer"], *documents["author"]] if w}
    assert writers == {f"writer_{n + 1}" for n in range(len(writers))}
    same = documents.set_index("doc_id").loc[["se-1", "se-6"], "author"]
    assert same.nunique() == 1


def test_further_columns_are_kept_but_not_texts_or_paths(merged):
    _, documents = merged
    assert "theme" in documents and not {"text", "path"} & set(documents)


def test_titles_are_kept_and_name_nobody(make_corpus):
    manifest = (
        "path,country,title,author\n"
        "a.txt,NO,Havna våkner: Gudrun Hoplandmo forteller,Gudrun Hoplandmo\n"
        "b.txt,NO,Ring 22 33 44 55 <b>nå</b>,\n"
        "c.txt,NO,,\n"
    )
    text = "Båten ligger ved kaia, og fiskeren bærer torsk i land hver eneste dag."
    files = {f"{name}.txt": f"{text} {name * 3}" for name in "abc"}
    corpus = make_corpus({**files, "manifest.csv": manifest})
    found = read_country(read_corpus(corpus).documents, "NO", Corpus()).documents
    titles = dict(zip(found["doc_id"], found["title"], strict=True))
    assert "Hoplandmo" not in titles["a"] and titles["a"].startswith("Havna våkner")
    assert "22 33" not in titles["b"] and titles["b"].startswith("Ring") and titles["c"] == ""


def test_headings_that_texts_stand_under_name_nobody_either(make_corpus):
    rows = (
        "id,country,section,author,text\n"
        "a,NO,Spørsmål fra Kari Hansen om havna,Per Strandli,{0} a a\n"
        "b,NO,Svar til Per Strandli (ring 22 33 44 55),,{0} b b\n"
        "c,NO,Kultur,,{0} c c\n"
        "d,NO,Minneord over Kari Hansen,,for kort\n"
        "e,DK,Tak til Per Strandli,,Båden ligger ved kajen i havnen hver eneste dag om sommeren\n"
    ).format("Båten ligger ved kaia og fiskeren bærer torsk i land hver eneste dag")
    index = read_corpus(make_corpus({"t.csv": rows}) / "t.csv").documents
    parts, _ = hide_across([read_country(index, code, Corpus()) for code in ("NO", "DK")])
    told = pd.concat([part.documents for part in parts]).set_index("doc_id")["section"]
    assert told["a"] == "Spørsmål fra ⟨name⟩ om havna" and told["c"] == "Kultur"
    assert told["b"] == "Svar til ⟨name⟩ (ring ⟨phone⟩)" and told["d"] == "Minneord over ⟨name⟩"
    assert told["e"] == "Tak til ⟨name⟩"


@pytest.mark.parametrize(("unit", "number"), [("document", 18), ("post", 20), ("paragraph", 38)])
def test_units_of_every_size(merged, unit, number):
    units = units_of(*merged, unit)
    assert len(units) == number and units["unit_id"].is_unique
    words = units["text"].str.split().str.len().sum()
    assert words == merged[0]["text"].str.split().str.len().sum()


@pytest.mark.parametrize(
    ("written", "date"),
    [("2011-05-17", "2011-05-17"), ("2011", "2011"), ("17.5.2011", "2011-05-17"),
     ("2011-05-17T10:00:00", "2011-05-17"), ("last spring", "")],
)  # fmt: skip
def test_dates_as_they_are_written(make_corpus, written, date):
    manifest = f"path,country,date\na.txt,NO,{written}\n"
    text = "Båten ligger ved kaia, og fiskeren bærer torsk i land."
    corpus = make_corpus({"a.txt": text, "manifest.csv": manifest})
    found = read_country(read_corpus(corpus).documents, "NO", Corpus())
    assert found.documents["date"].tolist() == [date]


def test_a_declaration_that_looks_wrong_is_noted_and_wins(make_corpus):
    manifest = "path,country,language\na.txt,NO,nn\n"
    text = "Jeg vet ikke hvorfor de ikke kunne komme tidligere, men vi så dem da møtet var over."
    corpus = make_corpus({"a.txt": text, "manifest.csv": manifest})
    document = read_country(read_corpus(corpus).documents, "NO", Corpus()).documents.iloc[0]
    assert document["language"] == "nn" and document["status"] == "kept"
    assert document["reason"] == "declared nn, looks like nb"


def an_index(rows):
    """An index as `sources` gives it, of rows (doc_id, country, language, date, text)."""
    index = pd.DataFrame(rows, columns=["doc_id", "country", "language", "date", "text"])
    return index.assign(title="", author="")


BOATS = {
    "NO": "Båten ligger ved kaia, og fiskeren bærer torsk i land.",
    "DK": "Båden ligger ved kajen, og fiskeren bærer torsk i land.",
    "SE": "Båten ligger vid kajen, och fiskaren bär torsk i land.",
}


def test_the_dates_of_all_countries_are_one_column():
    dates = [("NO", "5/6/1984"), ("SE", "6/30/1984"), ("NO", "7.8.1984"), ("NO", "84?"), ("NO", "")]
    rows = [(str(n), c, "", date, BOATS[c]) for n, (c, date) in enumerate(dates)]
    texts = read_country(an_index(rows), "NO", Corpus())
    assert texts.documents["date"].tolist() == ["1984-05-06", "1984-08-07", "", ""]
    assert texts.documents["reason"].tolist() == ["", "", "date not understood (99?)", ""]
    assert texts.unread.to_dict("list") == {"form": ["99?"], "documents": [1]}
    assert "unread_date" not in texts.documents


def test_the_years_of_the_study_bound_the_dates_of_pages_too():
    page = "Båten kom\n\n12. mai 1893 kl. 10:15\n\n" + BOATS["NO"]
    rows = [("1", "NO", "", "", page), ("2", "NO", "", "1893", BOATS["NO"])]
    wide, narrow = Corpus(), Corpus(years=(1950, 2030))
    assert read_country(an_index(rows), "NO", wide).documents["date"].tolist()[1] == "1893"
    assert read_country(an_index(rows), "NO", narrow).documents["date"].tolist() == ["", ""]


@pytest.mark.parametrize(
    ("text", "norm"),
    [("Jeg vet ikke hvorfor de ikke kom tidligere, men vi så dem da møtet var over.", "nb"),
     ("Eg veit ikkje kvifor dei ikkje kom tidlegare, men vi såg dei då møtet var over.", "nn"),
     (BOATS["DK"], "nb")],
)  # fmt: skip
def test_of_norwegian_the_text_tells_the_norm(text, norm):
    documents = read_country(an_index([("1", "NO", "no", "", text)]), "NO", Corpus()).documents
    assert documents["language"].tolist() == [norm]


def test_a_known_other_language_is_kept_out_by_its_name():
    rows = [("1", "NO", "fi", "", BOATS["NO"]), ("2", "NO", "", "", BOATS["NO"])]
    documents = read_country(an_index(rows), "NO", Corpus()).documents
    assert documents["status"].tolist() == ["dropped", "kept"]
    assert documents["reason"].iloc[0] == "declared to be in another language (fi)"


def test_a_country_without_texts_gives_empty_tables(make_corpus):
    index = read_corpus(make_corpus({"no/a.txt": "Båten ligger ved kaia i kveld."})).documents
    empty = read_country(index, "SE", Corpus())
    assert empty.segments.empty and empty.documents.empty and empty.removed.empty
    pd.testing.assert_index_equal(empty.segments.columns, pd.Index(SEGMENT_COLUMNS))


def test_progress_counts_the_documents():
    seen = []
    read_country(read_corpus(TINY).documents, "DK", Corpus(), seen.append)
    assert seen == [1, 2, 3, 4, 5, 6]


def test_every_cell_passes_the_repair_of_texts(make_corpus):
    manifest = "path,country,author,party\na.txt,NO,SÃ¸ren Ã\u0085berg,HÃ¸yre\n"
    text = "SÃ¸ren Ã\u0085berg skriver at båten ligger ved kaia i kveld, sier SÃ¸ren."
    index = read_corpus(make_corpus({"a.txt": text, "manifest.csv": manifest})).documents
    found = read_country(index, "NO", Corpus())
    assert found.documents["party"].tolist() == ["Høyre"]
    assert found.documents["repaired"].tolist() == ["mojibake"]
    assert not {"Søren", "Åberg"} & set(found.segments["text"].iloc[0].split())
