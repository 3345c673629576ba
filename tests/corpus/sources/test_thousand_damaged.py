"""A thousand damaged files of every kind in one import: each is told in one line, none stops it.

They are cut off, empty, wrongly named, locked with a password, bombs of zip, gzip, PDF and
entities, and files that declare 200 MB. The import runs in a process of its own, whose memory is
measured.
"""

import gzip
import io
import json
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_parlamint
from pypdf import PdfReader, PdfWriter
from test_damaged import GOAT, KINDS, damaged
from test_office import LINES, docx, odt, packed, pdf

from conftest import CHECKOUT, environment
from nordtema.schemas import schema_of
from nordtema.tables import read_table
from nordtema.workflow.importing import INVENTORY

MEBIBYTES = 1024
LARGE = 200_000_000
RUN = """
import sys
from pathlib import Path
from nordtema.workflow.importing import import_texts
print(import_texts(Path(sys.argv[1]), Path(sys.argv[2]))[0])
line = next(x for x in open("/proc/self/status") if x.startswith("VmHWM"))
print(int(line.split()[1]) // 1024)
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCK = "EncryptedPackage".encode("utf-16-le")
ENTITIES = "<!DOCTYPE r [<!ENTITY a0 'x'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip
#: what can be read only as a whole: of these a damage shows
WHOLE = ("docx", "odt", "xlsx", "parquet")


def with_entities(document: str) -> str:
    """The document with a doctype, and an entity that grows to 100,000 million letters."""
    head, mark, rest = document.partition("?>")
    body = rest if mark else document
    return f"{head}{mark}{ENTITIES}{body.replace('</', '&a11;</', 1)}" if mark else ENTITIES + body


def unpacking_to(size: int, name: str, start: str, end: str) -> bytes:
    """A zip whose one member grows to that size."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text"
                         if name == "content.xml" else "x")  # fmt: skip
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(start.encode())
            for _ in range(size // 1_000_000):
                member.write(b"a" * 1_000_000)
            member.write(end.encode())
    return data.getvalue()


def declaring(data: bytes, size: int) -> bytes:
    """A zip whose directory says of every member that it grows to that size."""
    changed = bytearray(data)
    for sign, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.find(sign)
        while place >= 0:
            changed[place + at : place + at + 4] = struct.pack("<I", size)
            place = data.find(sign, place + 1)
    return bytes(changed)


def zip_locked(data: bytes) -> bytes:
    """A zip whose members are marked as encrypted."""
    changed = bytearray(data)
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(sign)
        while place >= 0:
            changed[place + at] |= 1
            place = data.find(sign, place + 1)
    return bytes(changed)


def pdf_locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([LINES[:2]] * 2))))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def pdf_bomb() -> bytes:
    """A page whose content grows to 200 MB of text."""
    packer = zlib.compressobj(9)
    line = b"(Geita er los) Tj T* " * 47_619
    pieces = [packer.compress(line) for _ in range(LARGE // 1_000_000)]
    stream = b"".join([*pieces, packer.flush()])
    plain = pdf([LINES[:2]])
    start = plain.index(b"<< /Length")
    end = plain.index(b"endstream") + len(b"endstream")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream)
    return plain[:start] + head + stream + b"\nendstream" + plain[end:]


def gz_of(size: int, start: bytes) -> bytes:
    data = io.BytesIO()
    with gzip.open(data, "wb") as handle:
        handle.write(start)
        for _ in range(size // 1_000_000):
            handle.write(b"a" * 1_000_000)
    return data.getvalue()


def made_to_harm() -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes, and a word that must be told of it ("" where it may be read)."""
    word = (
        "word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>",
        "</w:t></w:r></w:p></w:body>",
    )
    page = ("content.xml", "<office:text><text:p>", "</text:p></office:text>")
    for size in (LARGE, 5 * LARGE):
        yield "bomb.docx", unpacking_to(size, *word), "MB"
        yield "bomb.odt", unpacking_to(size, *page), "MB"
        yield "bomb.xlsx", unpacking_to(size, "xl/workbook.xml", "<workbook>", "</workbook>"), "MB"
    for name in ("a.docx", "a.odt", "a.xlsx"):
        yield name, declaring(KINDS[name], LARGE), "|"
        yield name, declaring(KINDS[name], 2**32 - 2), "|"
        yield name, zip_locked(KINDS[name]), "|"
        yield name, OLE + bytes(2000) + LOCK + bytes(500), "password"
    yield "a.pdf", pdf_locked(), "password"
    yield "a.pdf", pdf_bomb(), "|"
    yield "a.pdf", pdf([LINES[:2]] * 3).replace(b"/Length ", b"/Length 20000000"), ""
    yield "a.pdf", pdf([LINES[:2]] * 3).replace(b"/Kids [3 0 R", b"/Kids [2 0 R 2 0 R 3 0 R"), ""
    for name in ("a.csv.gz", "a.jsonl.gz", "a.tsv.gz", "a.xml.gz", "a.conllu.gz", "a.txt.gz"):
        yield name, gz_of(LARGE, b""), "|"
        yield name, gz_of(2 * LARGE, b'{"id": "1", "country": "NO", "text": "'), "|"
    for name in ("wordpress.xml", "disqus.xml", "blogger.xml", "brev.xml",
                 f"{test_parlamint.NAME}.xml", f"{test_parlamint.NAME}.ana.xml"):  # fmt: skip
        document = KINDS[name].decode()
        yield name, with_entities(document).encode(), "entities"
        yield name, gzip.compress(with_entities(document).encode()), "|"
    for name, make, place in (("a.docx", docx, "word/document.xml"), ("a.odt", odt, "content.xml")):
        with zipfile.ZipFile(io.BytesIO(make(LINES))) as archive:
            inner = {one: archive.read(one).decode() for one in archive.namelist()}
        inner[place] = with_entities(inner[place])
        yield name, packed(**inner), "|"
    yield "a.rtf", b"{\\rtf1 " + b"{" * 1_000_000 + b"hei", ""
    yield "a.rtf", b"{\\rtf1 hei \\bin200000000 abc}", ""
    yield "a.json", b"[" * 1_000_000, "nested"
    yield "a.json", b'{"id": 1, "text": ' + b'{"a": ' * 200_000, "nested"
    yield "a.csv", b'id;country;text\n1;NO;"' + b"hei " * 500_000, ""
    yield "a.html", b"<html><body>" + b"<div>" * 300_000 + GOAT.encode(), ""
    yield "a.xml", b"<?xml version='1.0'?><TEI>" + b"<div>" * 300_000, "|"
    yield "a.eml", (b"From: a@b.no\nTo: x\nSubject: y\nMIME-Version: 1.0\n"
                    + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3000), ""  # fmt: skip
    yield "a.txt", b"a " * (LARGE // 2), "MB"
    yield "a.md", b"\0" * LARGE, "|"


def thousand(rng: random.Random) -> Iterator[tuple[str, bytes, str]]:
    """All of them: what is made to harm, what is empty or misnamed, and what was cut or changed."""
    found = 0
    for one in made_to_harm():
        yield one
        found += 1
    for name, data in KINDS.items():
        ending = name.partition(".")[2]
        yield name, b"", ""
        for other in (".txt", ".docx", ".csv", ".pdf", ".xml"):
            yield f"x{other}", data, ""
        found += 6
        for _ in range(3):
            for one in damaged(data, rng):
                yield name, one, ""
                found += 1
        if ending in WHOLE:
            yield name, data[: len(data) // 2], "|"
            found += 1
    names = sorted(KINDS)
    for number in range(found, 1000):
        name = names[number % len(names)]
        yield name, rng.choice(damaged(KINDS[name], rng)), ""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_a_thousand_damaged_files_are_told_and_stop_nothing(tmp_path):
    expected = {}
    for number, (name, data, word) in enumerate(thousand(random.Random(1))):
        file = f"no/{number:04}/{name.replace('04-03', f'04-03-{number}')}"
        expected[file] = word
        (tmp_path / "corpus" / file).parent.mkdir(parents=True)
        (tmp_path / "corpus" / file).write_bytes(data)
    (tmp_path / "corpus" / "no" / "hel.txt").write_text(GOAT, encoding="utf-8")
    assert len(expected) >= 1000
    command = [sys.executable, "-c", RUN, str(tmp_path / "corpus"), str(tmp_path / "ut")]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout.split()[-1]) < MEBIBYTES, done.stdout
    table = read_table(tmp_path / "ut" / INVENTORY, schema_of("import_inventory", frame=True))
    whole = table[table["row"] == ""].set_index("file")
    assert whole.index.is_unique and set(expected) | {"no/hel.txt"} == set(whole.index)
    assert not whole["reason"].str.contains("\n").any()
    assert (whole.loc[whole["status"] == "left out", "reason"] != "").all()
    told = whole[["status", "reason"]].to_dict("index")
    wrong = {
        file: told[file]
        for file, word in expected.items()
        if word and (told[file]["status"] == "read" or word.strip("|") not in told[file]["reason"])
    }
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)
    assert whole.loc["no/hel.txt", "first"] == GOAT
