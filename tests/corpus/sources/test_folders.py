"""Folders and manifests: every file read, left out or ignored, and told; nothing from outside."""

import json
import unicodedata

import pandas as pd
import pytest

from nordtema.corpus.documents import read_country
from nordtema.corpus.sources import read_corpus, read_text
from nordtema.schemas import column_of
from nordtema.study import Corpus, StudyError

TEXTS = {"no/a.txt": "hei", "dk/b.txt": "hej", "se/c.txt": "hej då"}


def told(found) -> dict[str, tuple[str, str]]:
    return {
        row.file: (row.status, row.reason) for row in found.inventory.itertuples() if not row.row
    }


def refusal(path, **options) -> str:
    with pytest.raises(StudyError) as error:
        read_corpus(path, **options)
    assert "\n" not in str(error.value)
    return str(error.value)


PASSED_OVER = {
    "no/.ipynb_checkpoints/a-checkpoint.txt": "no/.ipynb_checkpoints/",
    ".git/config": ".git/", "__MACOSX/no/._a.txt": "__MACOSX/", "no/._a.txt": "no/._a.txt",
    "no/.DS_Store": "no/.DS_Store", "dk/Thumbs.db": "dk/Thumbs.db",
    "dk/desktop.ini": "dk/desktop.ini", "se/side_files/x.txt": "se/side_files/",
    "se/README": "se/README", "se/LICENSE.txt": "se/LICENSE.txt",
    "README.md": "README.md", "study.yaml": "study.yaml", "no/bilde.JPG": "no/bilde.JPG",
    "no/gamle.zip": "no/gamle.zip", "no/~$brev.docx": "no/~$brev.docx", "no/a.txt~": "no/a.txt~",
    "no/a.txt.bak": "no/a.txt.bak", "dk/skript.py": "dk/skript.py", "_gammelt/d.txt": "_gammelt/",
    "notat.txt": "notat.txt", "glossary.csv": "glossary.csv", "no/tall.csv": "no/tall.csv",
    "tall/2010.csv": "tall/",
}  # fmt: skip


def test_what_programs_leave_is_ignored_and_told(make_corpus):
    found = read_corpus(make_corpus({**TEXTS, **dict.fromkeys(PASSED_OVER, "år,antall\n2010,7\n")}))
    assert found.documents["doc_id"].tolist() == ["dk/b", "no/a", "se/c"]
    rows = told(found)
    assert {name for name, (status, _) in rows.items() if status == "read"} == set(TEXTS)
    for name in PASSED_OVER.values():
        assert rows[name][0] == "ignored" and rows[name][1], name


@pytest.mark.parametrize(
    "name",
    ["readme-boka.txt", "licensen.txt", "Licensavgiften.txt", "README og meg.txt",
     "license-krav.md",
     "thumbs.txt", "filer/a.txt", "bilde.jpg.txt", "copy of x.txt", "Årsmøte 2.txt", "uten ending",
     "_understrek.txt", "Changelogen.txt"],
)  # fmt: skip
def test_texts_are_not_passed_over_for_their_names(make_corpus, name):
    found = read_corpus(make_corpus({**TEXTS, f"no/{name}": "hei igjen"}))
    assert len(found.documents) == 4 and told(found)[f"no/{name}"][0] == "read"


def test_the_folder_of_a_saved_page_goes_with_it(make_corpus):
    files = {"no/side.html": "<p>hei", "no/side-filer/a.txt": "x", "no/andre-filer/b.txt": "hei"}
    found = read_corpus(make_corpus({**TEXTS, **files}))
    assert {"no/side", "no/andre-filer/b"} <= set(found.documents["doc_id"])
    assert "no/side-filer/a" not in set(found.documents["doc_id"])


def test_results_within_the_corpus_are_no_country(make_corpus):
    files = {"ut/tables/x.csv": "a\n", "ut/report/i.html": "x", "gamle/run.json": "{}",
             "gamle/tables/x.txt": "x", "andre/data/study.json": "{}"}  # fmt: skip
    corpus = make_corpus({**TEXTS, **files})
    found = read_corpus(corpus, own=(corpus / "ut",))
    assert len(found.documents) == 3
    for name in ("ut/", "gamle/", "andre/"):
        assert told(found)[name] == ("ignored", "results of nordtema")
    assert "ut/: no country of that name" in refusal(corpus)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_compared_letter_by_letter(make_corpus, form):
    name = unicodedata.normalize(form, "møte/årsmøte.txt")
    manifest = "path;country\nmøte/årsmøte.txt;NO\n" + unicodedata.normalize("NFD", "ø.txt;DK\n")
    corpus = make_corpus({name: "hei", "ø.txt": "hej", "manifest.csv": manifest})
    found = read_corpus(corpus)
    assert [read_text(row) for _, row in found.documents.iterrows()] == ["hei", "hej"]


def test_ids_and_inventory_are_composed_whatever_the_disk_holds(make_corpus):
    found = read_corpus(make_corpus({**TEXTS, unicodedata.normalize("NFD", "no/åre.txt"): "hei"}))
    assert "no/åre" in set(found.documents["doc_id"]) and "no/åre.txt" in told(found)


def test_links_never_lead_out_of_the_corpus(make_corpus, tmp_path):
    (tmp_path / "hemmelig").mkdir()
    (tmp_path / "hemmelig" / "passord.txt").write_text("hemmelig")
    corpus = make_corpus({**TEXTS, "no/mappe/d.txt": "hei"})
    (corpus / "no" / "ut.txt").symlink_to(tmp_path / "hemmelig" / "passord.txt")
    (corpus / "no" / "ute").symlink_to("../../hemmelig")
    (corpus / "norge").symlink_to(tmp_path / "hemmelig")
    (corpus / "dk" / "borte.txt").symlink_to("borte.txt")
    (corpus / "no" / "mappe" / "ring").symlink_to("..")
    (corpus / "dk" / "inne.txt").symlink_to("b.txt")
    found = read_corpus(corpus)
    assert sorted(found.documents["doc_id"]) == ["dk/b", "dk/inne", "no/a", "no/mappe/d", "se/c"]
    rows = told(found)
    for name in ("no/ut.txt", "no/ute/", "norge/"):
        assert rows[name][0] == "left out" and "out of the corpus" in rows[name][1]
    assert rows["dk/borte.txt"] == ("left out", "a link to nothing")


@pytest.mark.parametrize(
    ("path", "why"),
    [("../hemmelig.txt", "outside"), ("no/../../hemmelig.txt", "outside"),
     ("/etc/hostname", "root"),
     ("C:\\tekster\\a.txt", "root"), ("lenke.txt", "outside"), ("no", "no such file"),
     ("x" * 5000, "no such file"), ("a\0b", "no such file")],
)  # fmt: skip
def test_a_manifest_names_files_of_the_corpus_alone(make_corpus, tmp_path, path, why):
    (tmp_path / "hemmelig.txt").write_text("hemmelig")
    corpus = make_corpus({**TEXTS, "manifest.json": json.dumps([{"path": path, "country": "NO"}])})
    (corpus / "lenke.txt").symlink_to(tmp_path / "hemmelig.txt")
    said = refusal(corpus)
    assert "manifest.json: row 1: path" in said and why in said


def test_a_manifest_in_another_encoding_and_tongue_with_files_it_passes_over(make_corpus):
    manifest = "Filnavn;Land;Forfatter;Språk;Status\r\nno/a.txt;Norge;Åse Bø;bokmål;ferdig\r\n"
    corpus = make_corpus({**TEXTS, "manifest.csv": manifest.encode("cp1252"), ".skjult/x": "x"})
    found = read_corpus(corpus)
    (row,) = found.documents.to_dict("records")
    assert (row["doc_id"], row["country"], row["language"]) == ("no/a", "NO", "nb")
    assert row["author"] == "Åse Bø" and row["own_Status"] == "ferdig"
    assert told(found)["dk/b.txt"] == ("ignored", "not in the manifest")
    assert told(found)[".skjult/"][0] == "ignored"


def test_two_manifests_are_refused(make_corpus):
    corpus = make_corpus({**TEXTS, "manifest.tsv": "path\tcountry\n", "manifest.json": "[]"})
    assert "two manifests" in refusal(corpus)


def test_what_a_manifest_says_goes_before_what_an_export_tells(make_corpus):
    mail = (
        "From: Kari <k@x.example>\nTo: a@x.example\nSubject: Ost\n"
        "Date: Mon, 3 May 2010 09:00:00 +0200\n\nOsten er god.\n"
    )
    manifest = "path,country,date,title\nm.eml,NO,1905,\n"
    (row,) = read_corpus(make_corpus({"m.eml": mail, "manifest.csv": manifest})).documents.to_dict(
        "records"
    )
    assert (row["date"], row["title"], row["author"]) == ("1905", "Ost", "Kari")
    assert read_text(pd.Series(row)) == "Osten er god."


# ---------------------------------------------------------------- tables in folders


def test_a_table_alone_in_a_folder_is_the_corpus(make_corpus):
    corpus = make_corpus({"tekster.csv": "id,land,tekst\n7,NO,hei\n007,DK,hej\n",
                          "labels.csv": "model,label,concepts\n", "README.txt": "x"})  # fmt: skip
    found = read_corpus(corpus)
    assert sorted(found.documents["doc_id"]) == ["007", "7"]
    assert told(found)["tekster.csv"][0] == "read" and told(found)["README.txt"][0] == "ignored"
    (corpus / "flere.tsv").write_text("id\tland\ttekst\n")
    assert "holds 2 tables (flere.tsv, tekster.csv)" in refusal(corpus)


def test_a_record_a_file_and_a_table_in_a_country_s_folder(make_corpus):
    record = json.dumps(
        {"id": 17, "text": "hei igjen", "created_at": "2010-05-03", "user": {"id": 1}}
    )
    files = {"no/innlegg.json": record, "no/a.json": '{"text": "om a"}',
             "dk/mange.csv": "id;tekst\n1;en\n2;to\n", "se/tal.csv": "år;antal\n2010;7\n",
             "se/config.json": '{"a": [1, 2]}'}  # fmt: skip
    found = read_corpus(make_corpus({**TEXTS, **files}))
    texts = {row["doc_id"]: read_text(row) for _, row in found.documents.iterrows()}
    assert texts == {"no/a": "hei", "no/innlegg": "hei igjen", "dk/b": "hej", "dk/mange/1": "en",
                     "dk/mange/2": "to", "se/c": "hej då"}  # fmt: skip
    assert set(found.documents.loc[found.documents["doc_id"].str.startswith("dk"), "country"]) == {
        "DK"
    }
    rows = told(found)
    assert rows["no/a.json"][1] == "belongs to the text of the same name"
    assert rows["se/tal.csv"][0] == rows["se/config.json"][0] == "ignored"


def test_a_broken_table_of_texts_in_a_folder_is_refused(make_corpus):
    corpus = make_corpus({**TEXTS, "no/mange.csv": "id;tekst\n1;en;to;tre\n"})
    assert "mange.csv: row 2: 4 cells" in refusal(corpus)


def test_own_columns_of_the_names_that_are_taken(make_corpus):
    table = "id,country,status,Tokens,own_status,Parti,text\n1,NO,draft,5,x,A,hei\n"
    found = read_corpus(make_corpus({"t.csv": table}) / "t.csv")
    row = found.documents.iloc[0]
    assert (row["own_own_status"], row["own_Tokens"], row["own_status"]) == ("draft", "5", "x")
    assert "'status' is kept as 'own_own_status'" in found.inventory["reason"][0]
    columns = list(found.documents.columns)
    assert column_of(columns, "parti") == "Parti" and column_of(columns, "status") == "own_status"


def test_a_date_in_the_name_of_a_file_counts_where_nothing_else_tells(make_corpus):
    text = "Bonden sår bygg i mai, og naboen låner hesten."
    files = {
        "no/leder_2010-05-03.txt": text,
        "no/2011-01-01.md": f"---\ndate: 2012-02-02\n---\n{text}",
    }
    index = read_corpus(make_corpus(files)).documents
    dates = read_country(index, "NO", Corpus(near_duplicate=1.0)).documents.set_index("doc_id")[
        "date"
    ]
    assert dates.to_dict() == {"no/leder_2010-05-03": "2010-05-03", "no/2011-01-01": "2012-02-02"}
