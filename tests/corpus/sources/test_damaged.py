"""Damaged files of every kind: each is told in one line, and none stops the others."""

import gzip
import json
import random
import zipfile
from io import BytesIO

import pandas as pd
import pytest
import test_parlamint
import test_web_exports
from test_articles import NEXIS, infomedia, retriever
from test_exports import MBOX, SRT, WXR
from test_office import LINES, docx, odt, pdf, rtf

from nordtema.corpus.sources import read_corpus

GOAT = "Geita i Lia har revet seg, og budeia leter i skogen."
ROWS = [{"id": str(n), "country": "NO", "text": f"{GOAT} {n}"} for n in range(40)]


def workbook() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook><sheets/></workbook>")
    return data.getvalue()


KINDS = {
    "a.docx": docx(LINES * 9), "a.odt": odt(LINES * 9), "a.rtf": rtf(LINES * 9),
    "a.pdf": pdf([LINES[:1] * 9] * 3), "a.xlsx": workbook(), "a.mbox": MBOX, "a.srt": SRT.encode(),
    "retriever.txt": retriever("sv").encode(), "infomedia.txt": infomedia("bars").encode(),
    "nexis.txt": NEXIS.encode(), "wordpress.xml": WXR,
    "disqus.xml": test_web_exports.DISQUS.encode(),
    "blogger.xml": test_web_exports.blog(True).encode(),
    "a.mhtml": test_web_exports.archived("8bit", True),
    "reddit.json": json.dumps(test_web_exports.REDDIT).encode(),
    "a.jsonl": "\n".join(map(json.dumps, ROWS)).encode(),
    "a.csv": pd.DataFrame(ROWS).to_csv(index=False).encode(),
    "a.csv.gz": gzip.compress(pd.DataFrame(ROWS).to_csv(index=False).encode()),
    "a.parquet": pd.DataFrame(ROWS).to_parquet(index=False),
    f"{test_parlamint.NAME}.xml": test_parlamint.tei().encode(),
    f"{test_parlamint.NAME}.ana.xml": test_parlamint.annotated().encode(),
    "a.conllu": test_parlamint.conllu().encode(), "brev.xml": test_parlamint.LETTERS.encode(),
    "a.html": test_web_exports.PAGE.encode(),
}  # fmt: skip
OTHER = {"dk/a.txt": "Bonden sår byg i maj, og naboen låner hesten, når marken skal harves."}


def damaged(data: bytes, rng: random.Random) -> list[bytes]:
    """Cut off at the end or at the beginning, with wrong bytes, with a piece of its own twice."""
    cut = rng.randrange(len(data))
    wrong = bytearray(data)
    for _ in range(1 + len(data) // 200):
        wrong[rng.randrange(len(data))] = rng.randrange(256)
    start, end = sorted(rng.randrange(len(data)) for _ in range(2))
    return [
        data[:cut],
        data[cut:],
        bytes(wrong),
        data[:start] + data[end:],
        data[:end] + data[start:],
    ]


@pytest.mark.parametrize("name", KINDS)
def test_a_damaged_file_is_told_and_stops_nothing(make_corpus, name):
    rng = random.Random(name)
    ending = name.split(".", 1)[1]
    versions = [one for _ in range(5) for one in damaged(KINDS[name], rng)]
    files = {f"no/{n}/{name}": data for n, data in enumerate([b"", *versions])}
    found = read_corpus(make_corpus({**files, **OTHER}), tolerant=True)
    reasons = found.inventory.set_index("file")["reason"]
    assert set(files) <= set(reasons.index)
    assert all("\n" not in reason for reason in reasons)
    assert "dk/a" in set(found.documents["doc_id"]), ending


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("ending", [".txt", ".docx", ".csv", ".xml", ".html", ""])
def test_a_wrong_ending_stops_nothing(make_corpus, name, ending):
    found = read_corpus(make_corpus({f"no/x{ending}": KINDS[name], **OTHER}), tolerant=True)
    assert len(found.inventory.loc[found.inventory["row"] == ""]) == 2
