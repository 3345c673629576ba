"""Ids that are published: as given, numbered or hashed, and none that names a person."""

import pandas as pd
import pytest

from nordtema.corpus.documents import read_country
from nordtema.corpus.ids import PublicIndex, names_a_person, public_index, public_inventory
from nordtema.corpus.masked import masked_table
from nordtema.corpus.sources import Parts, read_corpus
from nordtema.study import Corpus, Report

TEXT = "Båten ligger ved kaia i kveld, og fiskeren selger fisk og skalldyr til byen."
HEADS = "doc_id,path,country,author,note,mentor\n"
ROWS = {
    "kari-hansen-1": ("no/kari-hansen-1.txt", "NO", "", "kveld", "Ola Nordmann"),
    "innlegg-7": ("no/b.txt", "NO", "Sigrun Vollvik", "morgen", "Sigrun Vollvik"),
    "svar-vollvik": ("no/c.txt", "NO", "", "kveld", "kari@example.no"),
    "aften": ("dk/d.txt", "DK", "", "Dagens Post", "Ola Nordmann"),
}


def read_index(path, rules: Report) -> PublicIndex:
    return public_index(read_corpus(path), rules)


@pytest.fixture
def corpus(make_corpus):
    manifest = HEADS + "".join(f"{name},{','.join(row)}\n" for name, row in ROWS.items())
    files = {row[0]: f"{TEXT} {name[:2]}" for name, row in ROWS.items()}
    return make_corpus({"manifest.csv": manifest, "no/Ola Hansen.pdf": b"%PDF-1.4", **files})


def ids_of(corpus, how: str) -> dict[str, str]:
    """Published id of each given one, by the country and the text, which tell them apart here."""
    read = read_index(corpus, Report(ids=how))
    names = {row[0].rpartition("/")[2]: name for name, row in ROWS.items()}
    given = [names[path.rpartition("/")[2]] for path in read.documents["path"]]
    return dict(zip(given, read.documents["doc_id"], strict=True))


@pytest.mark.parametrize(
    ("text", "names"),
    [("kari-hansen-1", True), ("hansen_kari", True), ("KariHansen", True), ("karihansen2", True),
     ("no/kari-brattvoll.txt", True), ("vollvik-3", True), ("kari@example.no", True),
     ("no-02", False), ("2010-03-04", False), ("kari.txt", False), ("storm.txt", False),
     ("facebook-norge", False), ("tråd/12", False), ("quorlev-kari-2011", True),
     ("hav-kari.txt", False), ("xerxan-quorlefeldt", True), ("bergen-quorlev", False),
     ("91234567", False), ("hav-og-fisk", False),
     ("Danmark/2010/leder1.txt", False), ("Finnmark/1", False), ("Kristiansand-3", False),
     ("fredrikstad", False), ("Göteborg_4", False), ("danmarks", False), ("stormaster", False),
     ("larsson", True), ("olenordmann", True), ("Danmark/KariHansen", True),
     ("kristiansand/perolsen", True), ("pellejönsen", True)],
)  # fmt: skip
def test_what_names_a_person_is_known(text, names):
    assert names_a_person(text, frozenset({"vollvik", "sigrun"})) is names


def test_as_given_only_those_that_name_a_person_are_replaced(corpus):
    found = ids_of(corpus, "as given")
    assert found["innlegg-7"] == "innlegg-7" and found["aften"] == "aften"
    assert {found["kari-hansen-1"], found["svar-vollvik"]} == {"document-NO-1", "document-NO-2"}


def test_given_names_alone_are_replaced_where_most_ids_are_such(make_corpus):
    def ids(*names: str) -> set[str]:
        files = {f"no/{name}.txt": f"{TEXT} {name}" for name in names}
        folder = make_corpus({**files, "dk/x.txt": TEXT}, "-".join(names))
        return set(read_index(folder, Report()).documents["doc_id"])

    assert ids("kari", "mette", "ole") == {
        "document-NO-1",
        "document-NO-2",
        "document-NO-3",
        "dk/x",
    }
    assert ids("storm", "hav", "fjell") == {"no/storm", "no/hav", "no/fjell", "dk/x"}


def test_numbers_are_in_no_order_of_the_ids_and_depend_on_the_texts(make_corpus):
    def numbered(more: str) -> dict[str, str]:
        files = {f"no/t{n:02}.txt": f"{TEXT} {n} {more}" for n in range(30)}
        folder = make_corpus({**files, "dk/x.txt": TEXT}, f"corpus{more}")
        read = read_index(folder, Report(ids="numbered"))
        assert read.documents["doc_id"].is_monotonic_increasing
        pairs = read.replaced[read.replaced["kind"] == "document"]
        return dict(zip(pairs["given"], pairs["published"], strict=True))

    one, other = numbered("a"), numbered("b")
    numbers = [one[f"no/t{n:02}"] for n in range(30)]
    assert sorted(numbers) == [f"document-NO-{n:02}" for n in range(1, 31)] != numbers
    assert one["dk/x"] == other["dk/x"] == "document-DK-1"
    assert one != other and one == numbered("a")


def test_hashes_stay_when_other_texts_come_and_cannot_be_made_without_the_text(make_corpus):
    def hashed(files: dict[str, str], name: str) -> dict[str, str]:
        read = read_index(make_corpus({**files, "dk/x.txt": TEXT}, name), Report(ids="hashed"))
        pairs = read.replaced[read.replaced["kind"] == "document"]
        return dict(zip(pairs["given"], pairs["published"], strict=True))

    first = hashed({"no/a.txt": TEXT}, "one")
    second = hashed({"no/a.txt": TEXT, "no/b.txt": TEXT}, "two")
    assert first["no/a"] == second["no/a"] != second["no/b"]
    assert hashed({"no/a.txt": TEXT + " Nå."}, "three")["no/a"] != first["no/a"]
    assert pd.Series(list(second.values())).str.fullmatch("d[0-9a-f]{16}").all()


def test_a_new_id_is_none_that_the_corpus_has(make_corpus):
    files = {"no/document-NO-1.txt": TEXT, "no/kari-hansen.txt": TEXT + " Nå.", "dk/x.txt": TEXT}
    table = "id,country,text\ndocument-NO-1,NO,{0}\nkari-hansen,NO,{0} nå\n".format(TEXT.replace(
        ",", ""))  # fmt: skip
    read = read_index(make_corpus({"t.csv": table}) / "t.csv", Report())
    assert set(read.documents["doc_id"]) == {"document-NO-1", "document-NO-2"}
    assert len(read_index(make_corpus(files, "folder"), Report()).documents) == 3


@pytest.mark.parametrize("how", ["as given", "numbered", "hashed"])
def test_names_of_files_follow_the_same_rule(corpus, how):
    inventory, replaced = public_inventory(read_corpus(corpus), corpus, Report(ids=how))
    files = inventory["file"]
    assert set(replaced["published"]) <= set(files)
    assert files.is_unique and len(files) == len(ROWS) + 2
    assert not files.str.contains("hansen", case=False).any()
    assert files.isin(["no/b.txt", "manifest.csv"]).sum() == (2 if how == "as given" else 0)


def test_cells_of_own_columns_that_name_a_person_are_replaced_alike(corpus):
    read = read_index(corpus, Report()).documents.set_index("path")
    mentor = {path.rpartition("/")[2]: cell for path, cell in read["mentor"].items()}
    assert mentor["c.txt"] == "⟨email⟩"
    persons = {mentor["kari-hansen-1.txt"], mentor["b.txt"]}
    assert persons == {"person-NO-1", "person-NO-2"} and mentor["d.txt"] == "person-DK-1"
    assert set(read["note"]) == {"kveld", "morgen", "Dagens Post"}
    allowed = read_index(corpus, Report(name_floor=1)).documents
    assert "Ola Nordmann" in set(allowed["mentor"])


def test_nothing_that_is_made_of_the_index_has_the_given_id(corpus):
    index = read_index(corpus, Report()).documents
    made = read_country(index, "NO", Corpus())
    assert not made.segments["segment_id"].str.contains("hansen|vollvik").any()
    assert not made.documents.drop(columns="mentor").map(
        lambda cell: "hansen" in str(cell) or "Vollvik" in str(cell)
    ).to_numpy().any()  # fmt: skip


def test_masks_are_counted_by_kind_and_what_was_replaced_after_them():
    segments = pd.DataFrame(
        {"doc_id": ["a", "a", "b", "c"],
         "text": ["⟨name⟩ og ⟨name⟩", "skriv til ⟨email⟩", "⟨name⟩ ⟨phone⟩", "⟨ikke et⟩"]}
    )  # fmt: skip
    replaced = pd.DataFrame(
        [("document", "kari-hansen", "b"), ("document", "ole-hansen", "dropped"),
         ("file", "kari-hansen.txt", "file-1")], columns=["kind", "given", "published"],
    )  # fmt: skip
    assert masked_table(segments, replaced).to_numpy().tolist() == [
        ["name", 3, 2], ["email", 1, 1], ["phone", 1, 1], ["document", 2, 1], ["file", 1, 0]
    ]  # fmt: skip
    none = masked_table(segments.iloc[3:], replaced.iloc[:0])
    assert none.empty and list(none.columns) == ["kind", "masked", "documents"]


@pytest.mark.parametrize("how", ["as given", "numbered", "hashed"])
def test_texts_on_disk_are_given_the_ids_of_those_in_memory(corpus, make_corpus, tmp_path, how):
    mail = (
        "From: Kari <k@b.no>\nTo: x\nSubject: Geita\nDate: Mon, 3 May 2010 09:00:00 +0200\n\nHei."
    )
    mixed = make_corpus({"no/a.txt": TEXT, "no/b.eml": mail, "dk/tom.txt": ""}, "mixed")
    for path in (corpus, mixed):
        reading = Parts(tmp_path / "parts", "")
        on_disk = public_index(read_corpus(path, reading=reading), Report(ids=how))
        in_memory = read_index(path, Report(ids=how))
        pd.testing.assert_frame_equal(on_disk.replaced, in_memory.replaced)
        assert on_disk.documents["doc_id"].tolist() == in_memory.documents["doc_id"].tolist()
