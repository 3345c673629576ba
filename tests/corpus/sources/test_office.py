"""Word, OpenDocument, RTF and PDF: their text, and what is told of those that are damaged."""

import textwrap
import zipfile
from io import BytesIO

import pytest
from test_articles import OTHER, TEXTS, TRUTH, infomedia, retriever, told

from nordtema.corpus.sources import read_corpus
from nordtema.corpus.sources.exported import ExportedDocument
from nordtema.corpus.sources.rtf import rtf_text

LINES = [
    "Geita er løs",
    "Geita i Lia – ei hvit ei – har revet seg.",
    "Ingen vet «hvor» hun er: ½ 🐐",
]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;")


def packed(**members: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


def docx(lines: list[str], more: str = "") -> bytes:
    """A document in Word's own XML, each line in two runs."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(line[: len(line) // 2])}</w:t></w:r>'
        f'<w:r><w:t xml:space="preserve">{escaped(line[len(line) // 2 :])}</w:t></w:r></w:p>'
        for line in lines
    )
    body = (
        f'<w:document xmlns:w="{WORD}"><w:body>{more}{paragraphs}<w:sectPr/></w:body></w:document>'
    )
    return packed(word__document_xml=body, word__footer1_xml="<w>Side 1</w>")


def odt(lines: list[str], more: str = "") -> bytes:
    paragraphs = "".join(
        f"<text:p>{escaped(line[:5])}<text:span>{escaped(line[5:])}</text:span></text:p>"
        for line in lines
    )
    body = (
        f'<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0">'
        f"<office:body><office:text>{more}{paragraphs}</office:text></office:body>"
        "</office:document-content>"
    )
    return packed(mimetype="application/vnd.oasis.opendocument.text", content_xml=body)


def rtf(lines: list[str]) -> bytes:
    """Letters of cp1252 in its escapes, others by their numbers with a stand-in behind."""

    def letter(sign: str) -> str:
        if sign in "\\{}":
            return f"\\{sign}"
        if ord(sign) < 128:
            return sign
        try:
            return f"\\'{sign.encode('cp1252')[0]:02x}"
        except UnicodeEncodeError:
            units = sign.encode("utf-16-le")
            pairs = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
            return "".join(f"\\u{n - 65536 if n > 32767 else n}?" for n in pairs)

    text = "\\par\n".join("".join(map(letter, line)) for line in lines)
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator Setra;}"
    return f"{head}{{\\info{{\\author X}}}}\\f0\\fs24 {text}\\par}}".encode("ascii")


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF with a text layer, each page of its own lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = "\n".join(
            f"({line.replace('(', '').replace(')', '')}) Tj T*".replace("–", "-") for line in lines
        )
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}\nET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
            f"{len(objects) + 2} 0 R /Resources << /Font << /F1 << /Type /Font "
            "/Subtype /Type1 /BaseFont /Helvetica "
            "/Encoding /WinAnsiEncoding >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + end.encode()


WRITERS = {"docx": docx, "odt": odt, "rtf": rtf}


def read(make_corpus, name: str, data: bytes):
    found = read_corpus(make_corpus({name: data, **OTHER}))
    rows = found.documents[found.documents["country"] == "NO"]
    reasons = found.inventory.set_index("file")["reason"]
    return rows, reasons[name]


@pytest.mark.parametrize("ending", WRITERS)
def test_a_document_is_its_paragraphs(make_corpus, ending):
    rows, _ = read(make_corpus, f"no/brev.{ending}", WRITERS[ending](LINES))
    assert rows["text"].tolist() == ["\n".join(LINES)]
    assert rows["doc_id"].tolist() == ["no/brev"]


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("make", [lambda: retriever("nb"), lambda: infomedia("bars")])
def test_an_export_in_such_a_document_is_its_articles(make_corpus, ending, make):
    lines = [line for line in make().split("\n") if line]
    rows, reason = read(make_corpus, f"no/uttak.{ending}", WRITERS[ending](lines))
    found = [
        ExportedDocument(row.text, row.date, row.title, row.author, row.source)
        for row in rows.itertuples()
    ]
    assert told(found) == TEXTS and reason.endswith("3 texts")
    assert [one.author for one in found] == [writer for _, _, _, writer, _ in TRUTH]


def test_of_word_no_contents_deletions_and_doubles(make_corpus):
    def run(tag: str, text: str) -> str:
        return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"

    more = (
        f'<w:p><w:pPr><w:pStyle w:val="INNH1"/></w:pPr>{run("t", "Kapittel 1 ... 3")}</w:p>'
        f"<w:p>{run('t', 'Her')}<w:r><w:tab/></w:r>{run('t', 'er')}<w:r><w:br/></w:r>"
        f"<w:del>{run('delText', 'slettet')}</w:del>{run('instrText', 'HYPERLINK')}"
        f"{run('t', 'ku')}</w:p><w:tbl><w:tr><w:tc><w:p>{run('t', 'celle')}</w:p></w:tc></w:tr>"
        "</w:tbl>"
    )
    rows, _ = read(make_corpus, "no/brev.docx", docx(["Slutt."], more))
    assert rows["text"].tolist() == ["Her\ter\nku\ncelle\nSlutt."]


def test_of_an_open_document_no_notes_and_contents(make_corpus):
    more = (
        "<text:table-of-content><text:p>Innhold</text:p></text:table-of-content>"
        "<text:h>Hode<text:note><text:p>note</text:p></text:note> og"
        '<text:s text:c="2"/>fot</text:h>'
    )
    rows, _ = read(make_corpus, "no/brev.odt", odt(["Slutt."], more))
    assert rows["text"].tolist() == ["Hode og  fot\nSlutt."]


def test_of_rich_text_no_pictures_and_footers():
    data = (
        rb"{\rtf1\ansi{\pict\pngblip 89504e47}{\header Hode}{\footer\pard Side 1}"
        rb"\uc1 S\u230\'e6ter\~og {\b fet}{\*\bkmkstart a}\line stev{\uc0\u248 }l \{x\}\par}"
    )
    assert rtf_text(data) == "Sæter\xa0og fet\nstevøl {x}"


def test_a_pdf_is_its_pages_without_heads_and_feet(make_corpus):
    pytest.importorskip("pypdf")
    prose = ["Geita i Lia har revet seg, og budeia leter.", "Ingen vet hvor hun er nå.",
             "Kua stod på veien i natt.", "Osten skal lagres til neste vår, sier hun."]  # fmt: skip
    pages = [["Setertidende", line, line[::-1], f"Side {n} av 4"] for n, line in enumerate(prose)]
    rows, _ = read(make_corpus, "no/bok.pdf", pdf(pages))
    text = "\n".join(line for page in pages for line in page[1:3])
    assert rows["text"].tolist() == [text]


@pytest.mark.parametrize("make", [lambda: retriever("da"), lambda: infomedia("bars"),
                                  lambda: infomedia("lines")])  # fmt: skip
def test_an_export_as_a_pdf_is_its_articles(make_corpus, make):
    pytest.importorskip("pypdf")
    printed = [part for line in make().split("\n") if line for part in textwrap.wrap(line, 90)]
    pages = [printed[start : start + 40] for start in range(0, len(printed), 40)]
    rows, reason = read(make_corpus, "no/uttak.pdf", pdf(pages))
    assert reason.endswith("3 texts")
    assert [one[:3] for one in TEXTS] == list(
        rows[["title", "source", "date"]].itertuples(index=False, name=None)
    )
    assert rows["text"].tolist() == [one[3] for one in TEXTS]


def test_a_scanned_pdf_is_told(make_corpus):
    pytest.importorskip("pypdf")
    _, reason = read(make_corpus, "no/bok.pdf", pdf([[], []]))
    assert reason.startswith("a PDF: scanned")


@pytest.mark.parametrize("ending", [*WRITERS, "pdf"])
def test_a_document_that_is_cut_off_stops_nothing(make_corpus, ending):
    whole = pdf([LINES[:1] * 9] * 3) if ending == "pdf" else WRITERS[ending](LINES * 9)
    step = max(len(whole) // 25, 1)
    files = {f"no/{n:05d}.{ending}": whole[:n] for n in range(0, len(whole), step)}
    found = read_corpus(make_corpus({**files, **OTHER}))
    assert set(files) == set(found.inventory["file"]) - set(OTHER)
    assert all(reason and "\n" not in reason for reason in
               found.inventory.loc[found.inventory["status"] == "left out", "reason"])  # fmt: skip


def test_a_document_that_declares_two_hundred_megabytes_is_told(make_corpus):
    bomb = packed(word__document_xml=f'<w:document xmlns:w="{WORD}">' + " " * 200_000_000)
    _, reason = read(make_corpus, "no/bombe.docx", bomb)
    assert reason == "a Word document: holds more than 60 MB of text; split it"


def test_a_document_with_entities_is_told(make_corpus):
    bomb = f'<!DOCTYPE w [<!ENTITY a "{"ha" * 99}">]><w:document xmlns:w="{WORD}"><w:body><w:p/>'
    _, reason = read(make_corpus, "no/bombe.docx", packed(word__document_xml=bomb))
    assert "declares entities" in reason


def test_a_locked_document_is_told(make_corpus):
    wrapped = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    wrapped += "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    _, reason = read(make_corpus, "no/brev.docx", wrapped)
    assert "password" in reason
    locked = packed(
        mimetype="application/vnd.oasis.opendocument.text", content_xml="x",
        **{"META-INF__manifest_xml": "<manifest:encryption-data/>"},
    )  # fmt: skip
    _, reason = read(make_corpus, "no/brev.odt", locked)
    assert "password" in reason


def test_a_workbook_that_grows_without_end_is_told(make_corpus):
    _, reason = read(make_corpus, "no/bombe.xlsx", packed(xl__workbook_xml=" " * 200_000_000))
    assert "unpacks to 200 MB" in reason
