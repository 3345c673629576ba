"""Bad input: read rightly, kept out with the reason, or refused in one line with the remedy."""

import gzip
import json
import re
import time

import pandas as pd
import pytest

from conftest import TINY_STUDY
from nordtema.corpus.documents import merge, read_country
from nordtema.corpus.sources import read_corpus
from nordtema.corpus.sources.formats import formats
from nordtema.corpus.sources.names import NO_COUNTRY
from nordtema.report.sentences.corpus import inventory_sentence
from nordtema.study import Corpus, StudyError, read_study
from nordtema.workflow.plan import foreseen, plan_run
from nordtema.workflow.stages import PLAN

NORWEGIAN = "Båten ligger ved kaia, og fiskeren bærer torsk i land mens måkene skriker over havna."
DANISH = "Båden ligger ved kajen, og fiskeren bærer torsk i land, mens mågerne skriger over havnen."
SWEDISH = "Båten ligger vid kajen, och fiskaren bär torsk i land medan måsarna skriker över hamnen."
ENGLISH = "The boat lies at the quay and the fisherman carries cod ashore while the gulls cry."
FINNISH = "Vene on laiturissa ja kalastaja kantaa turskaa maihin, kun lokit huutavat sataman yllä."


def documents_of(corpus, country="NO") -> pd.DataFrame:
    return read_country(read_corpus(corpus).documents, country, Corpus()).documents.set_index(
        "doc_id"
    )


def text_of(corpus, country="NO") -> str:
    found = read_country(read_corpus(corpus).documents, country, Corpus())
    assert (found.documents["status"] == "kept").all(), found.documents["reason"].tolist()
    return "\n".join(found.segments["text"])


def refused(action, *told) -> str:
    with pytest.raises(StudyError) as error:
        action()
    said = str(error.value)
    assert "\n" not in said
    assert not [t for t in told if t not in said], said
    return said


# ---------------------------------------------------------------- read rightly


@pytest.mark.parametrize(
    "data",
    [
        NORWEGIAN.encode("utf-8"),
        NORWEGIAN.encode("utf-8-sig"),
        NORWEGIAN.encode("utf-16"),
        b"\xfe\xff" + NORWEGIAN.encode("utf-16-be"),
        NORWEGIAN.encode("cp1252"),
        NORWEGIAN.encode("utf-8").decode("cp1252").encode("utf-8"),
        NORWEGIAN.replace(" ", "\r\n", 3).replace("\r\n", " ").encode() + b"\r\n",
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16", "utf-16-be", "cp1252", "mojibake", "CRLF"],
)
def test_every_encoding_gives_the_same_text(make_corpus, data):
    assert text_of(make_corpus({"norge/a.txt": data})) == NORWEGIAN


def test_line_ends_of_windows_and_old_macs_part_lines(make_corpus):
    corpus = make_corpus({"no/a.txt": f"{NORWEGIAN}\r\n\r\nHavet er blått i dag.\r\rSlutt nå."})
    assert "\r" not in text_of(corpus) and "Havet er blått" in text_of(corpus)


@pytest.mark.slow
def test_one_line_of_five_megabytes_takes_seconds(make_corpus):
    text = (NORWEGIAN + " ") * (5_000_000 // (len(NORWEGIAN) + 1))
    begin = time.perf_counter()
    assert len(text_of(make_corpus({"no/a.txt": text}))) > 4_000_000
    assert time.perf_counter() - begin < 30


def test_front_matter_is_no_text(make_corpus):
    corpus = make_corpus({"no/a.md": f"---\ntitle: Havna\ndate: 2010-05-01\n---\n\n{NORWEGIAN}\n"})
    assert "title:" not in text_of(corpus) and NORWEGIAN in text_of(corpus)


@pytest.mark.parametrize(
    "manifest",
    [
        "country,path\nNO,texts/a.txt\nDK,texts/b.txt\n",
        "Path;Country;title\ntexts/a.txt;norge;Havna, i dag\ntexts/b.txt;danmark;Havnen\n",
        "\ufefftitle\tcountry\tpath\nx\tNorway\ttexts/a.txt\ny\tDenmark\ttexts/b.txt\n",
        "country,path\r\nNO,texts\\a.txt\r\nDK,./texts/b.txt\r\n",
    ],
    ids=["another order", "semicolons", "tabs and BOM", "Windows"],
)
def test_a_manifest_in_another_dress(make_corpus, manifest):
    corpus = make_corpus(
        {"texts/a.txt": NORWEGIAN, "texts/b.txt": DANISH, "manifest.csv": manifest}
    )
    assert text_of(corpus, "NO") == NORWEGIAN and text_of(corpus, "DK") == DANISH


def test_a_manifest_in_the_encoding_of_old_spreadsheets(make_corpus):
    manifest = "path;country;author\na.txt;NO;Åse Bjørnø\n".encode("cp1252")
    index = read_corpus(make_corpus({"a.txt": NORWEGIAN, "manifest.csv": manifest})).documents
    assert index["author"].tolist() == ["Åse Bjørnø"]


# ---------------------------------------------------------------- kept out, and the run goes on


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("  \n\r\n\t ", "empty"),
        (bytes(range(256)) * 20, "no text file: save it as plain text (UTF-8)"),
        (b"\x89PNG\r\n\x1a\n" + b"\0\1\2" * 99, formats()["image"].reason),
        (b"PK\x03\x04 " + NORWEGIAN.encode(), formats()["archive"].reason),
        ("To ord.", "fewer than 5 words"),
        (ENGLISH, "in another language (en)"),
        (FINNISH, "in another language (fi)"),
    ],
)
def test_what_is_no_text_of_ours_is_kept_out_with_the_reason(make_corpus, content, reason):
    corpus = make_corpus({"no/bad.txt": content, "no/good.txt": NORWEGIAN})
    documents = documents_of(corpus)
    assert documents.loc["no/bad", "reason"] == reason
    assert documents["status"].to_dict() == {"no/bad": "dropped", "no/good": "kept"}


@pytest.mark.parametrize(
    ("name", "told"),
    [("scan.pdf", "PDF"), ("page.docx", "Word"), ("speech.xml", "TEI"), ("photo", "archive")],
)
def test_files_that_are_no_texts_are_named_not_passed_over(make_corpus, name, told):
    data = {"pdf": b"%PDF-1.4", "xml": b"<TEI>" + NORWEGIAN.encode()}.get(
        name[-3:], b"PK\x03\x04\0"
    )
    documents = documents_of(make_corpus({f"no/{name}": data, "no/good.txt": NORWEGIAN}))
    left_out = documents[documents["status"] == "dropped"]["reason"].tolist()
    assert len(left_out) == 1 and told in left_out[0] and ": " in left_out[0]


def test_a_declared_foreign_language_is_believed(make_corpus):
    manifest = "path,country,language\na.txt,NO,fi\nb.txt,NO,nb\n"
    corpus = make_corpus({"a.txt": NORWEGIAN, "b.txt": NORWEGIAN, "manifest.csv": manifest})
    assert "another language (fi)" in documents_of(corpus).loc["a", "reason"]


def test_copies_of_another_document_are_kept_out(make_corpus):
    words = [f"ord{n}" for n in range(200)]
    near = " ".join([*words[:-1], "annet"])
    files = {"no/a.txt": " ".join(words), "no/b.txt": " ".join(words), "no/c.txt": near,
             "dk/d.txt": DANISH}  # fmt: skip
    index = read_corpus(make_corpus(files)).documents
    parts = [read_country(index, code, Corpus()) for code in ("NO", "DK", "SE")]
    segments, documents = merge(parts, Corpus())
    reasons = documents.set_index("doc_id")["reason"]
    assert reasons["no/b"] == "copy of no/a" and reasons["no/c"] == "near copy of no/a"
    assert set(segments["doc_id"]) == {"no/a", "dk/d"}


# ---------------------------------------------------------------- refused


def plan(corpus, tmp_path, settings=""):
    from pathlib import Path

    plan_run(read_study(TINY_STUDY, settings, str(corpus)), Path.cwd(), tmp_path / "results")


GOOD = {"no/a.txt": NORWEGIAN, "dk/b.txt": DANISH, "se/c.txt": SWEDISH}
CONTROL = "group,theme,nb,nn,da,sv\n1,a,Vi ror.,Vi ror.,Vi ror.,Vi ror.\n"


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ("path,country\na.txt,NO\ngone.txt,DK\n", ("row 3", "'gone.txt'", "mend the path")),
        ("path,country\n,NO\n", ("row 2", "no such file")),
        ("path,country\n../a.txt,NO\n", ("row 2", "no such file")),
        ("path,country\na.txt,Finland\n", ("row 2", "'Finland'", "NO (Norway)")),
        ("path,country\na.txt,\n", ("row 2", "country ''", "no row names")),
        ("doc_id,path,country\nx,a.txt,NO\nx,b.txt,DK\n", ("row 3", "'x'", "row 2 already")),
        ("doc_id,path,country\n,a.txt,NO\n", ("row 2", "doc_id is empty")),
        ("path,region\na.txt,NO\n", ("row 1", "'country' is missing")),
        ("path,country\na.txt,NO,3,4\nb.txt,DK\n", ("row 2", "4 cells", "quotes")),
        ("path,country,path\na.txt,NO,b.txt\n", ("row 1", "'path' stands twice")),
        ("", ("manifest.csv", "not readable")),
        ("path,country\n", ("no texts found",)),
        (b"\0\1\2\3" * 50, ("manifest.csv", "save it as CSV")),
    ],
)
def test_a_wrong_manifest_is_refused(make_corpus, manifest, told):
    files = {"a.txt": NORWEGIAN, "b.txt": DANISH, "manifest.csv": manifest}
    corpus = make_corpus(files)
    refused(lambda: read_corpus(corpus).documents, *told)


def test_a_file_outside_the_corpus_is_refused(make_corpus, tmp_path):
    (tmp_path / "secret.txt").write_text("x")
    corpus = make_corpus({"manifest.csv": "path,country\n../secret.txt,NO\n"})
    refused(lambda: read_corpus(corpus).documents, "row 2", "outside the corpus folder")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("c.csv", "id,country,text\n1,NO,hei\n1,DK,hej\n", ("row 3", "'1'", "row 2 already")),
        ("c.csv", "id,region,text\n1,NO,hei\n", ("row 1", "'country' is missing")),
        (
            "c.jsonl",
            '{"id": 1, "country": "NO", "text": "a"}\n\n{"id": 2, "country": "X"}\n',
            ("row 3", "'X'"),
        ),
        ("c.jsonl", '{"id": 1\n', ("row 1", "not valid JSON")),
        ("c.jsonl", "[1, 2]\n", ("row 1", "one JSON object")),
        ("c.jsonl.gz", b"not gzip", ("not readable as gzip",)),
        ("c.parquet", b"not parquet", ("not readable as parquet",)),
        ("c.docx", b"PK", ("not a corpus",)),
    ],
)
def test_a_wrong_file_of_texts_is_refused(make_corpus, name, content, told):
    path = make_corpus({name: content}) / name
    refused(lambda: read_corpus(path).documents, name, *told)


def test_missing_and_empty_corpora_are_refused(make_corpus, tmp_path):
    refused(lambda: read_corpus(tmp_path / "none").documents, "no such corpus", "CORPUS=")
    (tmp_path / "empty").mkdir()
    refused(lambda: read_corpus(tmp_path / "empty").documents, "no texts found", "manifest.csv")
    flat = make_corpus({"a.txt": NORWEGIAN})
    refused(lambda: read_corpus(flat).documents, "no texts found", "folders named for countries",
            "a.txt lies in no folder of one")  # fmt: skip
    for name in "bcdefg":
        (flat / f"{name}.txt").write_text(NORWEGIAN, encoding="utf-8")
    refused(lambda: read_corpus(flat).documents, "a.txt, b.txt, c.txt, d.txt, e.txt and 2 more lie")


def test_a_folder_named_for_no_country_is_refused(make_corpus):
    corpus = make_corpus({**GOOD, "suomi/d.txt": FINNISH})
    refused(lambda: read_corpus(corpus).documents, "suomi/", "SE (Sweden)")


TABLE = (
    "id,land,tekst,målform,parti,navn\n"
    f"1,NO,{NORWEGIAN[:-1].replace(',', '')},nb,A,Kari Hansen\n"
    f"2,DK,{DANISH[:-1].replace(',', '')},da,B,\n"
    f"3,SE,{SWEDISH[:-1].replace(',', '')},sv,,\n"
)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("groups=avis", ("comparison.groups = 'avis'", "it has country")),
        ("groups=målform", ("no such column", "; målform is read as language")),
        ("within={avis: [A]}", ("comparison.within = 'avis'",)),
        ("cluster=målform", ("comparison.cluster", "målform is read as language")),
        ("formula='country + målform'", ("målform is read as language",)),
        ("within={parti: [Q]}", ("comparison.within", "parti = Q; there are A, B")),
        ("within={country: [FI]}", ("country = FI; there are DK, NO, SE",)),
        ("within={language: [dansk]}", ("language = dansk; there are da, nb, nn, sv",)),
        ("contrasts='NO vs FI'", ("comparison.contrasts = 'NO vs FI'", "there are NO, DK, SE")),
        ("groups=parti contrasts='A vs C'", ("'A vs C'", "there are A, B")),
        ("groups=language contrasts='nb vs de'", ("'nb vs de'",)),
        ("groups=parti within={country: [SE]}", ("no text has a value there within",)),
    ],
)  # fmt: skip
def test_wrong_groups_are_refused_before_anything_runs(make_corpus, tmp_path, settings, told):
    corpus = make_corpus({"texts.csv": TABLE})
    named = " ".join(f"comparison.{one}" for one in re.split(r" (?=\w+=)", settings))
    refused(lambda: plan(corpus, tmp_path, named), *told)
    assert not (tmp_path / "results" / PLAN).exists()


@pytest.mark.parametrize(
    "settings",
    ["comparison.groups=parti comparison.contrasts='A vs B'", "comparison.within={country: [NO]}",
     "comparison.groups=[country,language] comparison.contrasts='NO · nn vs DK · da'",
     "comparison.groups=navn", "comparison.groups=author comparison.contrasts='x vs y'",
     "comparison.within={year: [2010]}"],
)  # fmt: skip
def test_what_texts_may_turn_out_to_be_is_not_refused(make_corpus, tmp_path, settings):
    """Authors and years are known, and norms settled, only when texts are read."""
    plan(make_corpus({"texts.csv": TABLE}), tmp_path, settings)
    assert (tmp_path / "results" / PLAN).exists()


def test_coded_documents_are_those_of_the_corpus_by_either_id(make_corpus, tmp_path):
    codes = "doc_id,theme\n1,\n{},\n"
    corpus = make_corpus({"texts.csv": TABLE, "codes.csv": codes.format("7")})
    told = ("codes.csv: row 3: doc_id '7': no such document",)
    refused(lambda: plan(corpus, tmp_path), *told)
    make_corpus({"codes.csv": codes.format("document-NO-1")})
    refused(lambda: plan(corpus, tmp_path), "row 3")
    plan(corpus, tmp_path, "report.ids=numbered")
    make_corpus({"codes.csv": codes.format("3")})
    plan(corpus, tmp_path)


def foreseen_of(corpus, tmp_path, settings="") -> list[str]:
    """What the plan says that cannot be made of this corpus."""
    plan(corpus, tmp_path, settings)
    return foreseen(tmp_path / "results", read_study(TINY_STUDY, settings, str(corpus)))


def test_a_folder_whose_name_means_no_country_is_left_out(make_corpus):
    found = read_corpus(make_corpus({**GOOD, "ukjent/d.txt": DANISH}))
    left = found.inventory[found.inventory["status"] == "left out"]
    assert len(found.documents) == 3 and left["file"].tolist() == ["ukjent/d.txt"]


def test_one_country_alone_is_told_before_anything_runs(make_corpus, tmp_path):
    corpus = make_corpus({"no/a.txt": NORWEGIAN, "no/b.txt": NORWEGIAN})
    (line,) = foreseen_of(corpus, tmp_path)
    assert "one country only (Norway)" in line and "nothing can be compared" in line


def test_more_topics_than_documents_is_told_before_anything_runs(make_corpus, tmp_path):
    (line,) = foreseen_of(make_corpus(GOOD), tmp_path, "topics.k=9 corpus.unit=document")
    assert "topics.k = 9" in line and "documents (3)" in line
    assert not foreseen_of(make_corpus(GOOD, "more"), tmp_path, "topics.k=3 corpus.unit=document")


def test_texts_of_which_none_is_left_are_refused_with_the_reasons(make_corpus):
    index = read_corpus(
        make_corpus({"no/a.txt": "", "dk/b.txt": ENGLISH, "se/c.txt": ""})
    ).documents
    parts = [read_country(index, code, Corpus()) for code in ("NO", "DK", "SE")]
    refused(lambda: merge(parts, Corpus()), "no text is left", "1 × in another language (en)")


@pytest.mark.parametrize("form", ["table", "manifest"])
def test_a_row_without_a_country_is_left_out_and_listed(make_corpus, form):
    rows = [
        ("a", "NO", NORWEGIAN),
        ("b", "ukjent", DANISH),
        ("c", "SE", SWEDISH),
        ("d", "", DANISH),
    ]
    if form == "table":
        lines = ["id,country,text", *(f'{i},{c},"{t}"' for i, c, t in rows)]
        files = {"texts.csv": "\n".join(lines)}
    else:
        lines = ["doc_id,path,country", *(f"{i},{i}.txt,{c}" for i, c, _ in rows)]
        files = {"manifest.csv": "\n".join(lines), **{f"{i}.txt": t for i, _, t in rows}}
    found = read_corpus(make_corpus(files))
    assert found.documents["doc_id"].tolist() == ["a", "c"]
    left = found.inventory[found.inventory["status"] == "left out"]
    assert left["row"].tolist() == ["3", "5"] and set(left["reason"]) == {NO_COUNTRY}
    assert "Left out: 2 rows (2 × its country is not named)." in inventory_sentence(found.inventory)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("glossary.csv", "concept,nb\nx,hage\n", ("glossary.csv", "row 1", "'nn'")),
        ("glossary.csv", "concept,nb,nn,da,sv,decision\nx,hage,,,,maybe\n", ("row 2", "'maybe'")),
        ("labels.csv", "model,label,concepts\ngpt,x,y\n", ("labels.csv", "row 2", "'gpt'")),
        ("names.csv", "name,decision\nKari,hide\n", ("names.csv", "row 2", "'hide'")),
        ("parallel.csv", "group,theme,nb,nn,da,sv\n1,a,x,,y,z\n", ("row 2", "column nn is empty")),
        ("codes.csv", "doc_id,theme\na,Sea\na,Sea\n", ("codes.csv", "row 3", "'Sea'", "remove")),
    ],
)
def test_a_wrong_table_of_the_researcher_is_refused(make_corpus, tmp_path, name, content, told):
    refused(lambda: plan(make_corpus({**GOOD, name: content}), tmp_path), *told)


@pytest.mark.parametrize("name", ["vocabulary.glossary", "corpus.names"])
def test_a_named_file_that_is_missing_is_refused(make_corpus, tmp_path, name):
    corpus = make_corpus(GOOD)
    refused(lambda: plan(corpus, tmp_path, f"{name}=no.csv"), "no.csv", name.partition(".")[2])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (CONTROL, ("audit.csv", "row 2", "control text")),  # another name changes nothing
        ("group,nb,nn,da,sv\nx,ja,ja,ja,ja\ny,æ,Vi  ror.,ø,å\n", ("row 3", "control text")),
        ("group,nb,nn,da\nx,ja,ja,ja\n", ("audit.csv", "'sv'")),
        ("group,nb,nn,da,sv\nx,ja,,ja,ja\n", ("audit.csv", "row 2", "column nn is empty")),
    ],
    ids=["a copy", "one paragraph", "a norm is missing", "a cell is empty"],
)
def test_a_text_for_the_audit_is_complete_and_never_the_control(
    make_corpus, tmp_path, content, told
):
    corpus = make_corpus({**GOOD, "parallel.csv": CONTROL})
    (tmp_path / "audit.csv").write_text(content, encoding="utf-8")
    setting = f"vocabulary.parallel={tmp_path / 'audit.csv'}"
    refused(lambda: plan(corpus, tmp_path, setting), *told)


def test_the_control_itself_is_no_text_for_the_audit(make_corpus, tmp_path):
    corpus = make_corpus({**GOOD, "parallel.csv": CONTROL})
    setting = f"vocabulary.parallel={corpus / 'parallel.csv'}"
    refused(lambda: plan(corpus, tmp_path, setting), "parallel.csv", "control text")
    named = f"{setting} comparison.parallel={corpus / 'parallel.csv'}"
    refused(lambda: plan(corpus, tmp_path, named), "parallel.csv", "control text")


def test_another_text_for_the_audit_is_an_input_of_the_vocabulary(make_corpus, tmp_path):
    corpus = make_corpus({**GOOD, "parallel.csv": CONTROL})
    path = tmp_path / "audit.csv"
    path.write_text("group,nb,nn,da,sv\nx,Vi går.,Vi går.,Vi går.,Vi går.\n", encoding="utf-8")
    plan(corpus, tmp_path, f"vocabulary.parallel={path}")
    inputs = tmp_path / "results" / "data" / "inputs"
    files = json.loads((inputs / "2_vocabulary.json").read_text(encoding="utf-8"))["files"]
    assert files["audit"][0] == str(path.resolve())
    refused(lambda: plan(corpus, tmp_path, "vocabulary.parallel=no.csv"), "no.csv: no such file")


def test_refusing_leaves_the_plan_of_the_earlier_run(make_corpus, tmp_path):
    plan(make_corpus(GOOD), tmp_path)
    before = (tmp_path / "results" / "data" / "study.json").read_bytes()
    bad = make_corpus({"manifest.csv": "path,country\ngone.txt,NO\n"}, "bad")
    refused(lambda: plan(bad, tmp_path), "gone.txt")
    assert (tmp_path / "results" / "data" / "study.json").read_bytes() == before


# ---------------------------------------------------------------- one file of texts


def rows() -> list[dict]:
    return [
        {"id": 1, "country": "NO", "text": NORWEGIAN, "date": "2010-01-02", "party": "A"},
        {"id": 2, "country": "DK", "text": DANISH, "party": None},
        {"id": 3, "country": "SE", "text": None},
    ]


@pytest.mark.parametrize("name", ["c.csv", "c.tsv", "c.jsonl", "c.jsonl.gz", "c.parquet"])
def test_one_file_of_texts_in_every_form(tmp_path, name):
    path, frame = tmp_path / name, pd.DataFrame(rows())
    lines = "\n".join(json.dumps(row) for row in rows()).encode()
    if name.endswith("sv"):
        frame.to_csv(path, index=False, sep="\t" if name == "c.tsv" else ",")
    elif name.endswith("parquet"):
        frame.to_parquet(path)
    else:
        path.write_bytes(gzip.compress(lines) if name.endswith("gz") else lines)
    index = read_corpus(path).documents
    assert index["doc_id"].tolist() == ["1", "2", "3"]
    assert index["party"].tolist() == ["A", "", ""] and index["date"].tolist()[0] == "2010-01-02"
    assert text_of(path, "NO") == NORWEGIAN
    assert documents_of(path, "SE").loc["3", "reason"] == "empty"
