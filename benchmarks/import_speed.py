"""How quickly texts are imported, and in how much memory: 100,000 speeches in each form.

    python benchmarks/import_speed.py [--documents 100000] [--forms files tei …] [--parts 4 2 1]

Speeches of ../shared/corpora (parlamint-speeches, and the Danish ones of large) are repeated under
new ids until there are enough, and written as what archives and platforms give: a text file each,
ParlaMint's text with its tables, its TEI, and one table as JSON lines, CSV or parquet. Each form is
read once as `nordtema all` reads it, into parts on disk, and once as the command `nordtema import`
does, which also writes its tables; each time in a process of its own, on one core. Printed are the
megabytes of the files, megabytes a second of processor time and of the clock, and peak memory for
a quarter, a half and all of the documents. Files have just been written, so the system may have
them in memory.
"""

import argparse
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from beside import SHARED
from memory import peak_mebibytes
from nordtema.workflow.imported import take_in
from nordtema.workflow.importing import import_texts

SPEECHES = SHARED / "corpora" / "parlamint-speeches" / "dev.jsonl"
FURTHER = SHARED / "corpora" / "large" / "da_parlamint.jsonl.gz"
SITTING = 250  # speeches
FOLDERS = {"NO": "norway", "DK": "denmark", "SE": "sweden"}
_TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{name}" xml:lang="{language}" ana="#parla.sitting">
<teiHeader><fileDesc><titleStmt><title xml:lang="{language}">{name}</title>
<meeting ana="#parla.lower #parla.session" n="2018-2019">2018-2019</meeting></titleStmt></fileDesc>
<profileDesc><settingDesc><setting><name type="country" key="{country}">x</name>
<date when="{date}">{date}</date></setting></settingDesc></profileDesc></teiHeader>
<text><body><div type="debateSection">
{speeches}
</div></body></text></TEI>
"""
_HEADS = ["ID", "Title", "From", "To", "House", "Session", "Speaker_role", "Speaker_party",
          "Party_status", "Speaker_name", "Speaker_gender"]  # fmt: skip


def speeches(number: int) -> Iterator[dict[str, str]]:
    """So many speeches, repeated under ids of their own.

    Parameters
    ----------
    number : of speeches

    Yields
    ------
    dict with id, country, language, date, party, speaker, text
    """
    lines = SPEECHES.read_text(encoding="utf-8").splitlines()
    with gzip.open(FURTHER, "rt", encoding="utf-8") as further:
        lines += further.read().splitlines()
    for at, line in enumerate(itertools.islice(itertools.cycle(lines), number)):
        told = json.loads(line)
        names = ("country", "language", "date", "party", "text")
        found = {name: str(told.get(name) or "") for name in names}
        yield {"id": f"s{at:07}", **found, "speaker": f"Kari Nordby {at % 700}"}


def sittings(number: int) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Names and speeches of sittings, each of one country."""
    waiting: dict[str, list[dict[str, str]]] = {code: [] for code in FOLDERS}
    for at, one in enumerate(speeches(number)):
        waiting[one["country"]].append(one)
        full = len(waiting[one["country"]]) == SITTING
        for code in FOLDERS if at == number - 1 else [one["country"]] * full:
            if waiting[code]:
                yield f"ParlaMint-{code}_2019-04-03-m{at:07}{code}", waiting[code]
                waiting[code] = []


def _files(folder: Path, number: int) -> None:
    for at, one in enumerate(speeches(number)):
        path = folder / FOLDERS[one["country"]] / f"{at // 5000:03}" / f"{one['id']}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one["text"], encoding="utf-8")


def _text(folder: Path, number: int) -> None:
    for name, spoken in sittings(number):
        place = folder / spoken[0]["country"]
        place.mkdir(parents=True, exist_ok=True)
        texts = [f"{name}.{one['id']}\t{' '.join(one['text'].split())}" for one in spoken]
        (place / f"{name}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
        rows = [_HEADS] + [
            [f"{name}.{one['id']}", name, "2019-04-03", "2019-04-03", "Lower house", "2018-2019",
             "Regular", one["party"], "", f"Nordby, {one['speaker']}", "F"] for one in spoken
        ]  # fmt: skip
        (place / f"{name}-meta.tsv").write_text("\n".join(map("\t".join, rows)), encoding="utf-8")


def _tei(folder: Path, number: int) -> None:
    for name, spoken in sittings(number):
        place = folder / spoken[0]["country"]
        place.mkdir(parents=True, exist_ok=True)
        parts = (
            f'<u xml:id="{name}.{one["id"]}" who="#p" ana="#regular">\n'
            + "\n".join(f"<seg>{escape(line)}</seg>" for line in one["text"].split("\n"))
            + "\n</u>"
            for one in spoken
        )
        facts = {"name": name, "country": spoken[0]["country"], "date": "2019-04-03"}
        told = _TEI.format(**facts, language=spoken[0]["language"], speeches="\n".join(parts))
        (place / f"{name}.xml").write_text(told, encoding="utf-8")


def _jsonl(folder: Path, number: int) -> None:
    with (folder / "texts.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in speeches(number))


def _csv(folder: Path, number: int) -> None:
    pd.DataFrame(speeches(number)).to_csv(folder / "texts.csv", index=False)


def _parquet(folder: Path, number: int) -> None:
    told = speeches(number)
    names = ["id", "country", "language", "date", "party", "text", "speaker"]
    schema = pa.schema([(name, pa.string()) for name in names])
    with parquet.ParquetWriter(folder / "texts.parquet", schema) as file:
        while rows := list(itertools.islice(told, 1000)):
            file.write_table(pa.Table.from_pylist(rows, schema))


FORMS: dict[str, Callable[[Path, int], None]] = {
    "files": _files, "text": _text, "tei": _tei, "jsonl": _jsonl, "csv": _csv, "parquet": _parquet,
}  # fmt: skip
WAYS: dict[str, Callable[[Path, Path], object]] = {"study": take_in, "command": import_texts}


def measure(way: str, corpus: Path, to: Path) -> dict[str, float]:
    """Import a corpus in this process, on one core.

    Parameters
    ----------
    way : of `WAYS`
    corpus, to : what is read, and where to

    Returns
    -------
    cpu, clock (seconds) and peak (MiB)
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    started, clock = time.process_time(), time.perf_counter()
    WAYS[way](corpus, to)
    return {
        "cpu": time.process_time() - started, "clock": time.perf_counter() - clock,
        "peak": peak_mebibytes(),
    }  # fmt: skip


def run(form: str, number: int, ways: list[str]) -> dict[str, dict[str, float]]:
    """Write a corpus and have it imported each way.

    Parameters
    ----------
    form : of `FORMS`
    number : of documents
    ways : of `WAYS`

    Returns
    -------
    way → what `measure` gives, and the megabytes of the files
    """
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        FORMS[form](corpus, number)
        size = sum(path.stat().st_size for path in corpus.rglob("*") if path.is_file()) / 1e6
        found = {}
        for way in ways:
            command = [sys.executable, "-W", "ignore", __file__, "--one", way, str(corpus), folder]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            found[way] = {**json.loads(done.stdout.splitlines()[-1]), "size": size}
    return found


def main() -> None:
    """Measure each form, or (called by itself) one way of one corpus."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--forms", nargs="*", choices=FORMS, default=list(FORMS))
    parser.add_argument("--ways", nargs="*", choices=WAYS, default=list(WAYS))
    parser.add_argument("--parts", nargs="*", type=int, default=[4, 2, 1])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        way, corpus, to = given.one
        print(json.dumps(measure(way, Path(corpus), Path(to) / way)))
        return
    print("form     way      documents     MB  MB/s cpu  MB/s clock  peak MiB")
    for form, part in itertools.product(given.forms, given.parts):
        number = given.documents // part
        for way, told in run(form, number, given.ways).items():
            speeds = (told["size"] / told[name] for name in ("cpu", "clock"))
            print(
                f"{form:<8} {way:<8} {number:>9,} {told['size']:>6.0f} "
                "{:>9.1f} {:>11.1f}".format(*speeds), f"{told['peak']:>9.0f}", flush=True,
            )  # fmt: skip


if __name__ == "__main__":
    main()
