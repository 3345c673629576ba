"""The corpus as it is taken in before the first stage: once, and what changes again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from conftest import CHECKOUT, environment
from nordtema.corpus import sources
from nordtema.corpus.documents import author_evidence, read_country
from nordtema.corpus.ids import public_index
from nordtema.corpus.imported import imported_file, read_imported, write_imported
from nordtema.corpus.sources import read_corpus, texts_of
from nordtema.study import Corpus, Report, StudyError
from nordtema.workflow import imported
from nordtema.workflow.imported import FOLDER, take_in

TEXTS = {
    "no": "Geita i Lia har revet seg, og budeia leter i skogen hele natta.",
    "dk": "Bonden sår byg i maj, og naboen låner hesten, når marken skal harves.",
    "se": "Båten ligger vid kajen i kväll, och fiskaren säljer fisk till byn.",
}
FOLDERS = {f"{land}/{n}.txt": f"{text} {n}" for land, text in TEXTS.items() for n in range(3)}
ROWS = [{"id": f"{land}{n}", "country": land, "text": f"{text} {n}", "author": "Kari Hansen"}
        for land, text in TEXTS.items() for n in range(3)]  # fmt: skip


def jsonl(rows: list[dict]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.fixture
def results(tmp_path) -> Path:
    return tmp_path / "results"


@pytest.fixture
def no_reading(monkeypatch):
    """A function that has every further reading fail."""

    def refuse(*arguments, **options):
        raise AssertionError("was read again")

    return lambda: monkeypatch.setattr(sources, "read_corpus", refuse)


def changed(before: dict, after: dict) -> set[str]:
    return {code for code, known in before["texts"].items() if after["texts"][code] != known}


def test_what_has_not_changed_is_not_looked_into(make_corpus, results, no_reading):
    corpus = make_corpus(FOLDERS)
    state = take_in(corpus, results)
    assert state["documents"] == {"NO": 3, "DK": 3, "SE": 3}
    no_reading()
    assert take_in(corpus, results) == state
    os.utime(corpus / "no" / "1.txt", (1, 1))
    with pytest.raises(AssertionError):
        take_in(corpus, results)


def test_times_alone_change_nothing(make_corpus, results):
    corpus = make_corpus(FOLDERS)
    before = take_in(corpus, results)
    os.utime(corpus / "no" / "1.txt", (1, 1))
    assert take_in(corpus, results) == before


def test_a_text_of_a_folder_changes_its_country(make_corpus, results):
    corpus = make_corpus(FOLDERS)
    before = take_in(corpus, results)
    (corpus / "dk" / "1.txt").write_text("Bonden hviler.")
    after = take_in(corpus, results)
    assert changed(before, after) == {"DK"} and before["inventory"] == after["inventory"]


def test_a_row_of_a_table_changes_its_country(make_corpus, results):
    corpus = make_corpus({"t.jsonl": jsonl(ROWS)}) / "t.jsonl"
    before = take_in(corpus, results)
    corpus.write_text(jsonl([{**row, "text": row["text"].replace("Bonden", "Manden")}
                             for row in ROWS]))  # fmt: skip
    after = take_in(corpus, results)
    assert changed(before, after) == {"DK"} and before["authors"] == after["authors"]


def test_results_in_the_corpus_are_no_change_of_it(make_corpus, no_reading):
    corpus = make_corpus(FOLDERS)
    take_in(corpus, corpus / "results")
    no_reading()
    (corpus / "results" / "x.txt").write_text("x")
    take_in(corpus, corpus / "results")


def test_parts_that_are_gone_are_read_again(make_corpus, results):
    corpus = make_corpus(FOLDERS)
    state = take_in(corpus, results)
    for path in (results / FOLDER).glob("*.texts.parquet"):
        path.unlink()
    assert take_in(corpus, results) == state
    assert len(list(texts_of(imported.imported(results).documents))) == 9


def test_an_error_leaves_nothing_that_could_be_taken_for_the_corpus(make_corpus, results):
    corpus = make_corpus(FOLDERS)
    take_in(corpus, results)
    (corpus / "suomi").mkdir()
    (corpus / "suomi" / "a.txt").write_text("x")
    for _ in range(2):
        with pytest.raises(StudyError, match="suomi/"):
            take_in(corpus, results)


@pytest.mark.parametrize("rules", [Corpus(), Corpus(public_persons="keep")])
def test_a_country_reads_what_all_of_the_corpus_says(make_corpus, tmp_path, rules):
    rows = [{**row, "party": "V" if row["id"] == "se1" else ""} for row in ROWS]
    corpus = make_corpus({"t.jsonl": jsonl(rows[::-1])}) / "t.jsonl"
    take_in(corpus, tmp_path)
    index = public_index(imported.imported(tmp_path), Report()).documents
    memory = public_index(read_corpus(corpus), Report()).documents
    (tmp_path / "out").mkdir()
    for code in ("NO", "DK", "SE"):
        write_imported(tmp_path / "out", index, code)
        own, evidence = read_imported(imported_file(tmp_path / "out", code), rules)
        assert evidence == author_evidence(memory, rules)
        here = read_country(own, code, rules, evidence=evidence)
        there = read_country(memory, code, rules)
        for name in ("segments", "documents", "names", "writers", "removed", "unread"):
            pd.testing.assert_frame_equal(getattr(here, name), getattr(there, name))
        assert len(here.segments) == 3


def test_a_date_in_the_name_of_a_text_of_its_own_is_not_lost_on_the_way(make_corpus, tmp_path):
    rows = jsonl([{"id": n, "text": TEXTS["no"]} for n in (1, 2)])
    named = {"no/2010-03-14.txt": TEXTS["no"], "no/rader-2011-04-15.jsonl": rows}
    take_in(make_corpus(named), tmp_path)
    write_imported(tmp_path, imported.imported(tmp_path).documents, "NO")
    own, evidence = read_imported(imported_file(tmp_path, "NO"), Corpus())
    here = read_country(own, "NO", Corpus(), evidence=evidence).documents
    assert here["date"].tolist() == ["2010-03-14", "", ""]


KILLED = """
import sys, time
from pathlib import Path
from nordtema.corpus.sources import parts
from nordtema.workflow.imported import take_in
parts._FILES = 10
make = parts.Parts._make
def slowly(self, *arguments):
    make(self, *arguments)
    print("made", flush=True)
    time.sleep(float(sys.argv[3]))
parts.Parts._make = slowly
print(take_in(Path(sys.argv[1]), Path(sys.argv[2])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_killed_it_goes_on_where_it_was(make_corpus, results):
    corpus = make_corpus({f"no/{n:03}.txt": f"{TEXTS['no']} {n}" for n in range(100)})

    def start(seconds: float) -> subprocess.Popen:
        command = [sys.executable, "-c", KILLED, str(corpus), str(results), str(seconds)]
        return subprocess.Popen(
            command, cwd=CHECKOUT, env=environment(), stdout=subprocess.PIPE, text=True
        )

    first = start(0.2)
    for _ in range(4):
        assert first.stdout.readline() == "made\n"
    first.send_signal(signal.SIGKILL)
    more = first.communicate(timeout=60)[0].count("made")
    second, _ = start(0).communicate(timeout=60)
    assert 10 <= 4 + more + second.count("made") <= 12 and second.count("made") < 9
    assert "'NO': 100" in second
    assert not [path for path in (results / FOLDER).iterdir() if path.name.startswith(".")]


def test_a_long_reading_says_how_far_it_is(make_corpus, results, monkeypatch, capsys):
    monkeypatch.setattr(sources.parts, "_SILENCE", -1)
    monkeypatch.setattr(time, "monotonic", iter(range(1000)).__next__)
    take_in(make_corpus(FOLDERS), results)
    assert "9 texts read" in capsys.readouterr().out
