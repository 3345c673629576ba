"""Files that are no plain text: read where that is safe, else named with the way out."""

import gzip
import zipfile
from io import BytesIO

import pytest

from nordtema.corpus.sources import read_corpus, read_text
from nordtema.corpus.sources.formats import format_of, formats
from nordtema.study import StudyError

PROSE = "Bonden sår bygg i mai, og naboen låner hesten når åkeren skal harves."


def packed(**names: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in names.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


ODF = "application/vnd.oasis.opendocument."
KINDS = {
    "docx": packed(word__document="<w/>"),
    "pptx": packed(ppt__slides="x"),
    "odt": packed(mimetype=ODF + "text"),
    "epub": packed(mimetype="application/epub+zip"),
    "archive": packed(a="b"),
    "rtf": b"{\\rtf1\\ansi Bonden}",
    "pdf": b"%PDF-1.7\n1 0 obj",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "image": b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\1\2" * 90,
    "gzip": gzip.compress(PROSE.encode()),
    "database": b"SQLite format 3\0" + b"\0\1" * 99,
    "tei": f'<?xml version="1.0"?>\n<TEI xmlns="x"><text><p>{PROSE}</p></text></TEI>'.encode(),
    "alto": f'<?xml version="1.0"?><alto xmlns="x"><Layout>{PROSE}</Layout></alto>'.encode(),
    "feed": f'<rss version="2.0"><channel><item>{PROSE}</item></channel></rss>'.encode(),
    "xml": f'<?xml version="1.0"?><taler><tale>{PROSE}</tale></taler>'.encode(),
    "mhtml": f"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n"
    f'Content-Type: multipart/related;\n\tboundary="b"\n\n--b\n{PROSE}'.encode(),
    "lexis": f"1 of 2 DOCUMENTS\n\nAvisen\n\n{PROSE}\n\n2 of 2 DOCUMENTS\n\n{PROSE}".encode(),
    "factiva": f"Tittel\n{PROSE}\nDocument AVIS000020110302e732\n\nTittel\n{PROSE}\n"
    "Document AVIS000020110303e733\n".encode(),
    "articles": "".join(
        f"{'=' * 60}\nTittel {n}\nAvisen, 1{n}.03.2011\n\n{PROSE}\n" for n in range(3)
    ).encode(),
    "chat": "".join(f"12.03.2011, 10:1{n} - Ola Dunk: {PROSE}\n" for n in range(4)).encode(),
    "conllu": b"# sent_id = 1\n1\tBonden\tbonde\tNOUN\t_\t_\t2\tnsubj\t_\t_\n",
    "latex": f"\\documentclass{{article}}\\begin{{document}}{PROSE}".encode(),
    "references": f"TY  - JOUR\nTI  - {PROSE}\nER  -\n".encode(),
    "ass": f"[Script Info]\nTitle: x\n\n[Events]\nDialogue: 0,{PROSE}".encode(),
    "binary": bytes(range(256)) * 9,
}
#: those of them that have a reader, which finds a text in what stands above
READ = {"tei", "conllu", "rtf"}
#: those that have a reader, which finds them damaged
DAMAGED = {"docx", "odt", "pdf"}
ENDINGS = {"doc": ".doc"}
PLAIN = {
    "a.txt": PROSE, "b.html": f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>",
    "c.htm": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p></html>',
    "d.md": f"---\ndate: 2010-01-02\n---\n# Tittel\n\n{PROSE}", "e.xml": PROSE, "f": PROSE,
    "g.txt": f"<!-- saved from url=(0014)about:internet -->\n<html><p>{PROSE}</p></html>",
    "h.txt": f"Tittel\n{'=' * 40}\n\n{PROSE}\n\nMer\n{'=' * 40}\n\n{PROSE}",
    "i.txt": f"Dato: 1. mai 2010\nTil: Styret\nEmne: Bygg\n\n{PROSE}",
    "j.txt": f"Fra arkivet --> se under\n{PROSE}", "k.txt": f"From her to there\n{PROSE}",
}  # fmt: skip


@pytest.mark.parametrize("key", KINDS)
def test_a_format_is_known_by_its_content_whatever_its_name(tmp_path, key):
    for name in ("tekst.txt", "tekst"):
        path = tmp_path / (name + ENDINGS.get(key, ""))
        path.write_bytes(KINDS[key])
        assert format_of(path) == formats()[key]


@pytest.mark.parametrize("name", PLAIN)
def test_plain_texts_and_pages_are_no_such_format(tmp_path, name):
    for number, data in enumerate((PLAIN[name].encode(), PLAIN[name].encode("utf-16"))):
        path = tmp_path / f"{number}{name}"
        path.write_bytes(data)
        assert format_of(path) is None


def test_every_format_says_what_it_is_and_the_way_out():
    for kind in formats().values():
        assert kind.name and kind.remedy and "\n" not in kind.reason


def test_they_are_kept_out_by_name_and_the_others_read(make_corpus):
    files = {f"no/{key}.txt": data for key, data in KINDS.items() if key not in READ}
    found = read_corpus(make_corpus({**files, "dk/a.txt": PROSE}))
    kinds = found.documents.set_index("doc_id")["unread"]
    for name, reason in kinds.drop(["dk/a", "no/doc"]).items():
        kind = formats()[name.removeprefix("no/")]
        assert reason == kind.reason or kind.key in DAMAGED
    assert kinds["no/docx"] == "a Word document: damaged or cut off; open it and save it again"
    assert kinds["dk/a"] == "" and read_text(found.documents.iloc[0]) == PROSE
    assert read_text(found.documents.set_index("doc_id").loc["no/pdf"]) is None
    left = found.inventory[found.inventory["status"] == "left out"]
    assert set(left["file"]) == set(files)


def test_a_corpus_of_nothing_else_is_refused_with_the_remedy(make_corpus):
    corpus = make_corpus(
        {"no/a.docx": KINDS["docx"], "dk/b.docx": KINDS["docx"], "se/c": KINDS["pdf"]}
    )
    with pytest.raises(StudyError, match=r"2 × a Word document: damaged.*1 × a PDF: "):
        read_corpus(corpus)


def test_such_a_file_as_a_corpus_is_named(make_corpus):
    path = make_corpus({"alt.zip": KINDS["archive"]}) / "alt.zip"
    with pytest.raises(StudyError, match=r"alt\.zip: a packed archive, not a corpus"):
        read_corpus(path)
