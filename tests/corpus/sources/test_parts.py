"""Reading in parts: the same texts as in memory, each read once, and taken again while it holds."""

import itertools
import json
import random
from pathlib import Path

import pandas as pd
import pytest
import test_parlamint
from test_counted_tables import FACTS, LONG
from test_damaged import KINDS, OTHER, ROWS

from nordtema.corpus.counted import counts_of
from nordtema.corpus.repair import Decoded
from nordtema.corpus.sources import counts_beside, files, kept, parts, read_corpus, texts_of
from nordtema.corpus.sources.kept import Kept, kept_texts, write_texts
from nordtema.corpus.sources.parts import Parts, bunches
from nordtema.study import StudyError

TABLES = ("a.jsonl", "a.csv", "a.csv.gz", "a.parquet", "a.xlsx")

#: two tables of counts, whose countries a third tells; it tells none of the last document
COUNTED = {
    "a.csv": "urn,word,freq\nURN:1,båt,3\nURN:1,havn,1\nURN:2,skole,2\n",
    "b.csv": "urn;ord;antall\nURN:3;havn;2\nURN:4;gård;1\n",
    "c.csv": "urn,land,år\nURN:1,NO,1998\nURN:2,DK,1999\nURN:3,SE,2000\nURN:4,,2001\n",
}


def corpora() -> dict[str, dict[str, str | bytes]]:
    """A folder with a file of each kind, and what else a corpus may be."""
    found = {name: {f"no/{name}": data, **OTHER} for name, data in KINDS.items()}
    found["all"] = {f"no/{n}/{name}": data for n, (name, data) in enumerate(KINDS.items())}
    found["sittings"] = test_parlamint.folder(*test_parlamint.FORMS, metadata=("table", "roster"))
    found["manifest"] = {
        "manifest.csv": "doc_id,path,country,author,hue\n"
        "a,a.txt,NO,Kari,red\nb,m.mbox,DK,,\nc,tom.txt,SE,,blue\n",
        "a.txt": "blåbær\r\n".encode("cp1252"), "m.mbox": KINDS["a.mbox"], "tom.txt": "",
    }  # fmt: skip
    found["beside"] = {"no/a.txt": "Geita er løs.", "no/b.txt": "Kua står.", **OTHER,
                       "no/liste.csv": "id,kind\na,letter\nx,none\n"}  # fmt: skip
    found["counts"] = {"no/tal.csv": LONG, "no/bøker.csv": FACTS, **OTHER}
    found["counts and facts"] = COUNTED
    return found


CORPORA = corpora()


def compared(found) -> list:
    texts = [text and (text.text, text.notes) for text in texts_of(found.documents)]
    documents = found.documents.drop(columns="text", errors="ignore").fillna("")
    return [documents.to_dict("list"), found.inventory.to_dict("list"), found.recognised, texts]


@pytest.mark.parametrize("name", CORPORA)
def test_parts_give_what_memory_gives_and_so_do_parts_that_are_taken_again(
    make_corpus, tmp_path, name
):
    corpus = make_corpus(CORPORA[name])
    expected = compared(read_corpus(corpus, tolerant=True))
    for _ in range(2):
        found = read_corpus(corpus, tolerant=True, reading=Parts(tmp_path / "parts", ""))
        assert compared(found) == expected
        kept_here = [isinstance(text, Kept) for text in found.documents["text"]]
        assert kept_here == [text is not None for text in expected[-1]]


@pytest.mark.parametrize("name", TABLES[:-1])
def test_one_table_is_a_corpus_in_parts_too(make_corpus, tmp_path, name):
    corpus = make_corpus({name: KINDS[name]})
    found = read_corpus(corpus / name, reading=Parts(tmp_path / "parts", ""))
    assert compared(found) == compared(read_corpus(corpus))
    assert len(found.documents) == len(ROWS)


def test_deleted_posts_are_left_out_where_lines_are_read_one_by_one(make_corpus, tmp_path):
    bodies = ("Geita er løs.", "[deleted]", "Kua står.", "[removed]", "Båten ligger der.")
    lines = [json.dumps({"id": f"x{n}", "country": "NO", "body": body, "subreddit": "norge"})
             for n, body in enumerate(bodies)]  # fmt: skip
    corpus = make_corpus({"dump.jsonl": "\n".join(lines)}) / "dump.jsonl"
    found = read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    assert compared(found) == compared(read_corpus(corpus))
    assert found.documents["doc_id"].tolist() == ["x0", "x2", "x4"]


def test_counts_are_read_once_and_what_tells_of_them_is_joined_anew(
    make_corpus, tmp_path, monkeypatch
):
    corpus = make_corpus(COUNTED)
    found = read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    rows = found.documents.set_index("doc_id")
    assert rows["country"].to_dict() == {"a/URN:1": "NO", "a/URN:2": "DK", "b/URN:3": "SE"}
    assert [counts_of(text.text) for text in texts_of(found.documents)] == [
        {"båt": 3, "havn": 1}, {"skole": 2}, {"havn": 2}
    ]  # fmt: skip
    told = found.inventory.set_index(["file", "row"])["reason"]
    assert told["b.csv", "3"] == "its country is not named"
    assert told["c.csv", ""] == "tells of 4 texts beside it"
    (corpus / "c.csv").write_text(COUNTED["c.csv"].replace("URN:4,,", "URN:4,SE,"))
    read = counts_beside.read_counted
    looked: list[str] = []

    def reading(path: Path, *others):
        looked.append(path.name)
        return read(path, *others)

    monkeypatch.setattr(counts_beside, "read_counted", reading)
    again = read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    assert again.documents["doc_id"].tolist() == [*rows.index, "b/URN:4"]
    assert looked == ["c.csv"]


# ---------------------------------------------------------------- what is read again


@pytest.fixture
def read_files(monkeypatch) -> list[str]:
    """Names of the files whose format was looked at."""
    seen: list[str] = []
    look = files.format_of

    def looking(path: Path):
        seen.append(path.name)
        return look(path)

    monkeypatch.setattr(files, "format_of", looking)
    return seen


def many(number: int = 60) -> dict[str, str]:
    return {f"no/t{n:03}.txt": f"Geit nummer {n} er løs." for n in range(number)}


def test_what_has_not_changed_is_not_read_again(make_corpus, tmp_path, monkeypatch, read_files):
    monkeypatch.setattr(parts, "_FILES", 10)
    corpus = make_corpus({**many(), **OTHER})
    read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    assert len(read_files) == 61
    read_files.clear()
    (corpus / "no/t025.txt").write_text("Nå er den borte.")
    (corpus / "no/t030.txt").touch()
    found = read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    assert 1 <= len(read_files) <= 10 and "t025.txt" in read_files
    assert "Nå er den borte." in [text.text for text in texts_of(found.documents)]
    read_files.clear()
    read_corpus(corpus, reading=Parts(tmp_path / "parts", "other code"))
    assert len(read_files) == 61


def test_a_reading_that_stops_goes_on_where_it_was(make_corpus, tmp_path, monkeypatch, read_files):
    monkeypatch.setattr(parts, "_FILES", 10)
    corpus = make_corpus({**many(), **OTHER})
    (corpus / "no/t045.txt").unlink()
    (corpus / "no/t045.txt").write_bytes(KINDS["a.docx"])

    def stop(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(files, "exported_documents", stop)
        with pytest.raises(KeyboardInterrupt):
            read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    before = len(read_files)
    read_files.clear()
    found = read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    assert before + len(read_files) <= 61 + 10 and "t000.txt" not in read_files
    assert compared(found) == compared(read_corpus(corpus))


@pytest.mark.parametrize("ending", ["texts", "documents"])
def test_a_part_that_was_cut_is_made_again(make_corpus, tmp_path, ending):
    corpus = make_corpus(CORPORA["a.mbox"])
    expected = compared(read_corpus(corpus, reading=Parts(tmp_path / "parts", "")))
    for path in (tmp_path / "parts").glob(f"*.{ending}.parquet"):
        path.write_bytes(path.read_bytes()[:-20])
    assert compared(read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))) == expected


def test_what_no_part_uses_is_removed(make_corpus, tmp_path):
    folder = tmp_path / "parts"
    read_corpus(make_corpus({**many(), **OTHER}), reading=Parts(folder, ""))
    (folder / ".123.draft").touch()
    reading = Parts(folder, "other code")
    read_corpus(tmp_path / "corpus", reading=reading)
    before = {path.name for path in folder.iterdir()}
    reading.forget_others("mine")
    after = {path.name for path in folder.iterdir()}
    assert after < before and len(after) == len(before) // 2
    assert compared(read_corpus(tmp_path / "corpus", reading=reading))


def test_an_error_names_the_file_as_it_does_in_memory(make_corpus, tmp_path):
    corpus = make_corpus({"t.csv": "id,text\na,hei\n"})
    with pytest.raises(StudyError) as told:
        read_corpus(corpus)
    with pytest.raises(StudyError, match="column 'country' is missing") as again:
        read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
    assert str(told.value) == str(again.value)


# ---------------------------------------------------------------- bunches of files


def test_a_file_more_changes_the_bunch_it_falls_into(make_corpus):
    corpus = make_corpus(many(3000))
    paths = sorted((corpus / "no").iterdir())
    before = list(bunches(paths, lambda path: path.name))
    assert list(itertools.chain(*before)) == paths and all(len(bunch) <= 1000 for bunch in before)
    (corpus / "no/t1500b.txt").write_text("Ei til.")
    after = list(bunches(sorted((corpus / "no").iterdir()), lambda path: path.name))
    assert len(before) > 3 and len([bunch for bunch in before if bunch not in after]) <= 1


def test_a_large_file_is_a_part_by_itself(make_corpus):
    corpus = make_corpus({"a": "x", "b": "x" * 2_000_000, "c": "x", "d": "x"})
    found = [[path.name for path in bunch]
             for bunch in bunches(sorted(corpus.iterdir()), lambda path: "x")]  # fmt: skip
    assert found == [["a"], ["b"], ["c", "d"]]


# ---------------------------------------------------------------- texts in any order


def test_texts_come_in_the_order_that_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "_FEW", 7)
    monkeypatch.setattr(kept, "_PIECE", 13)
    given = [Decoded(f"tekst {n} \ud83d" * (n % 5), ("read as cp1252", "x")[: n % 3])
             for n in range(300)]  # fmt: skip
    places = [
        *write_texts(tmp_path / "a.parquet", given[:200]),
        *write_texts(tmp_path / "b.parquet", given[200:]),
    ]
    order = list(range(300))
    for seed in range(3):
        assert list(kept_texts([places[n] for n in order])) == [given[n] for n in order]
        random.Random(seed).shuffle(order)
    some = [places[n] for n in (250, 3, 3, 199, 200)]
    assert list(kept_texts(some)) == [given[n] for n in (250, 3, 3, 199, 200)]
    assert list(kept_texts([])) == [] and sorted(p.name for p in tmp_path.iterdir()) == [
        "a.parquet", "b.parquet",
    ]  # fmt: skip


def test_a_text_that_is_none_has_no_place(tmp_path):
    places = write_texts(tmp_path / "a.parquet", [None, Decoded("hei"), None])
    assert [place is None for place in places] == [True, False, True]


# ---------------------------------------------------------------- tables that are handed on

LINE = '{"id": "%d", "country": "NO", "text": "Geita er løs.", "hue": "red"}'
ODD_LINES = {
    "a line that is cut": '{"id": "3", "country": "NO", "te',
    "a text that is a list": '{"id": "3", "country": "NO", "text": ["a", "b"]}',
    "a text that is none": '{"id": "3", "country": "NO", "text": null}',
    "no text": '{"id": "3", "country": "NO"}',
    "another column of texts": '{"id": "3", "country": "NO", "body": "hei"}',
    "half an emoji": '{"id": "3", "country": "NO", "text": "a \\ud83d b"}',
    "a record in a record": '{"id": "3", "country": "NO", "text": "x", "hue": {"a": 1}}',
    "numbers": '{"id": 3, "country": "NO", "text": 12.50, "more": true}',
    "a post": '{"kind": "Listing", "data": {"children": [{"data": {"body": "hei", "id": "z"}}]}}',
    "an array": "[1, 2]",
    "a NUL": '{"id": "3", "country": "NO", "text": "a\0b"}',
    "cp1252": '{"id": "3", "country": "NO", "text": "blåbær"}'.encode("cp1252"),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_LINES)
@pytest.mark.parametrize("last", [True, False])
def test_odd_lines_of_a_table_are_read_as_they_are_in_memory(make_corpus, tmp_path, name, last):
    odd = ODD_LINES[name]
    lines = [(LINE % n).encode() for n in range(3)]
    lines.insert(3 if last else 0, odd if isinstance(odd, bytes) else odd.encode())
    corpus = make_corpus({"t.jsonl": b"\n\n".join(lines)}) / "t.jsonl"
    outcomes = []
    for reading in (None, Parts(tmp_path / "parts", "")):
        try:
            outcomes.append(compared(read_corpus(corpus, reading=reading)))
        except StudyError as error:
            outcomes.append(str(error))
    assert outcomes[0] == outcomes[1]


def test_of_a_plain_table_no_text_stands_in_memory(make_corpus, tmp_path, monkeypatch):
    from nordtema.corpus.sources import table

    def refuse(path):
        raise AssertionError("was read as a whole")

    monkeypatch.setattr(table, "read_bytes", refuse)
    for name in ("a.jsonl", "a.parquet"):
        corpus = make_corpus({name: KINDS[name]}, name.replace(".", "-")) / name
        found = read_corpus(corpus, reading=Parts(tmp_path / "parts", ""))
        assert all(isinstance(text, Kept) for text in found.documents["text"])


@pytest.mark.parametrize(
    "column", [["a", None, "b"], [1, 2, 3], [["a"], ["b"], ["c"]], [b"a", b"b", b"c"]]
)
@pytest.mark.parametrize("named", ["text", "hue", "__index_level_0__", "a.b", "tekst"])
def test_odd_columns_of_parquet_are_read_as_they_are_in_memory(
    make_corpus, tmp_path, column, named
):
    frame = pd.DataFrame({"id": ["1", "2", "3"], "country": "NO", "text": "hei"})
    make_corpus({"x": ""})
    corpus = tmp_path / "corpus" / "t.parquet"
    frame.assign(**{named: column}).to_parquet(corpus)
    outcomes = []
    for reading in (None, Parts(tmp_path / "parts", "")):
        try:
            outcomes.append(compared(read_corpus(corpus, reading=reading)))
        except StudyError as error:
            outcomes.append(str(error))
    assert outcomes[0] == outcomes[1]


def test_texts_that_are_alike_have_one_digest_and_others_others(tmp_path):
    given = [Decoded("a"), Decoded("a", ("x",)), Decoded("b"), Decoded("a")]
    digests = [place.digest for place in write_texts(tmp_path / "a.parquet", given)]
    pairs = itertools.combinations(digests, 2)
    assert digests[0] == digests[3] and sum(one == other for one, other in pairs) == 1
