"""What `nordtema import` writes: a table that reads as the folder does, inventory and report."""

import pandas as pd
import pytest

from nordtema.cli import run
from nordtema.corpus.sources import files, read_corpus, read_text
from nordtema.schemas import schema_of
from nordtema.study import StudyError
from nordtema.tables import read_table
from nordtema.workflow import importing
from nordtema.workflow.importing import INVENTORY, PARTS, REPORT, SHEET, TABLE, import_texts

GOAT = "Geita i Lia har revet seg, og budeia leter i skogen."
MAIL = (
    f"From: Kari <k@b.no>\nTo: x\nSubject: Geita\nDate: Mon, 3 May 2010 09:00:00 +0200\n\n{GOAT}\n"
)
ARTICLES = "".join(
    f"{title}\nFjellbladet, {date}\nSide 4\nPublisert på trykk.\n\n{text}\n{'=' * 78}\n"
    for title, date, text in (
        ("Ku", "2018-03-12", "Kua stod der."), ("Geit", "2017-01-02", "=HYPERLINK(1) geita løp."),
    )
)  # fmt: skip
FILES = {
    "no/brev.txt": f"\n{GOAT}\nHun er hvit.", "no/mail.eml": MAIL, "no/uttak.txt": ARTICLES,
    "dk/side.html": "<!DOCTYPE html><html><body><p>Bonden sår byg i maj.</p></body></html>",
    "dk/<b>bilde.txt": b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\1\2" * 90, "README.md": "hei",
}  # fmt: skip


@pytest.fixture
def imported(make_corpus, tmp_path):
    source = make_corpus(FILES)
    return source, tmp_path / "ut", import_texts(source, tmp_path / "ut")


def test_the_table_reads_as_the_folder_does(imported):
    source, to, _ = imported
    folder, table = read_corpus(source).documents, read_corpus(to / TABLE).documents
    folder = folder[folder["unread"] == ""].reset_index(drop=True)
    shared = ["doc_id", "country", "language", "date", "title", "author", "source", "medium"]
    pd.testing.assert_frame_equal(folder[shared[:3]], table[shared[:3]])
    assert table["date"].tolist() == ["", "", "2010-05-03", "2018-03-12", "2017-01-02"]
    pd.testing.assert_frame_equal(folder[shared[4:]].fillna(""), table[shared[4:]])
    texts = [read_text(row) for _, row in folder.iterrows()]
    assert table["text"].tolist()[1:] == texts[1:] and table["text"][0] == "Bonden sår byg i maj."


def test_the_folder_that_was_written_is_a_corpus_itself(imported):
    _, to, _ = imported
    assert len(read_corpus(to).documents) == 5


def test_the_sheet_executes_nothing(imported):
    _, to, _ = imported
    sheet = pd.read_csv(to / SHEET, keep_default_na=False)
    assert len(sheet) == 5 and not sheet["text"].str.startswith("=").any()


def test_the_inventory_says_what_each_file_gave(imported):
    _, to, _ = imported
    table = read_table(to / INVENTORY, schema_of("import_inventory", frame=True))
    rows = table.set_index("file")
    assert rows["texts"].to_dict() == {
        "README.md": 0, "dk/<b>bilde.txt": 0, "dk/side.html": 1, "no/brev.txt": 1,
        "no/mail.eml": 1, "no/uttak.txt": 2,
    }  # fmt: skip
    assert rows.loc["no/uttak.txt", ["first", "since", "until"]].tolist() == [
        "Kua stod der.", "2017-01-02", "2018-03-12",
    ]  # fmt: skip
    assert rows.loc["no/brev.txt", "first"] == GOAT
    assert rows["status"].to_dict()["dk/<b>bilde.txt"] == "left out"
    assert rows["recogniser"].to_dict()["no/mail.eml"] == "a mail"


def test_the_report_counts_and_shows_nothing_as_markup(imported):
    _, to, sentences = imported
    page = (to / REPORT).read_text(encoding="utf-8")
    assert sentences[0].startswith("5 texts were found in 4 files: 2 from ")
    assert "1 from a mail" in sentences[0]
    assert sentences[-1] == "Their dates go from 2010-05-03 to 2018-03-12."
    assert "<b>bilde" not in page and "&lt;b&gt;bilde" in page and sentences[-1] in page


def test_an_empty_file_is_told_and_counts_for_no_text(make_corpus, tmp_path):
    sentences = import_texts(make_corpus({"no/a.txt": GOAT, "no/b.txt": " \n"}), tmp_path / "ut")
    rows = read_table(tmp_path / "ut" / INVENTORY, schema_of("import_inventory", frame=True))
    assert rows["texts"].tolist() == [1, 0] and rows["reason"].tolist() == ["", "empty"]
    assert sentences[0].startswith("1 text was found")


def test_a_long_report_shows_what_could_not_be_read_first(make_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "_SHOWN", 3)
    names = {f"no/t{n}.txt": GOAT for n in range(5)}
    import_texts(make_corpus({**names, "no/z.pdf": b"%PDF-1.4 cut"}), tmp_path / "ut")
    page = (tmp_path / "ut" / REPORT).read_text(encoding="utf-8")
    assert "z.pdf" in page and "t1.txt" in page and "t2.txt" not in page
    assert "Shown are 3 of 6 rows" in page


def test_a_second_import_replaces_the_first_and_nothing_of_others(imported, make_corpus):
    source, to, _ = imported
    import_texts(source, to)
    (to / "mine.txt").write_text("x")
    with pytest.raises(StudyError, match=r"holds mine\.txt already"):
        import_texts(source, to)


def test_an_import_that_was_stopped_reads_nothing_twice(make_corpus, tmp_path, monkeypatch):
    source, to = make_corpus(FILES), tmp_path / "ut"

    def stop(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopping:
        stopping.setattr(importing, "_write_texts", stop)
        with pytest.raises(KeyboardInterrupt):
            import_texts(source, to)
    assert [path.name for path in to.iterdir()] == [PARTS]
    with monkeypatch.context() as reading:
        reading.setattr(files, "format_of", stop)
        sentences = import_texts(source, to)
    assert sentences[0].startswith("5 texts were found") and not (to / PARTS).exists()


@pytest.mark.parametrize("name", ["uttak", "uttak/a.txt"])
def test_a_country_stands_for_folders_that_name_none(make_corpus, tmp_path, name):
    source = make_corpus({"uttak/a.txt": ARTICLES})
    with pytest.raises(StudyError):
        import_texts(source / name, tmp_path / "ut")
    import_texts(source / name, tmp_path / "ut", "Norge")
    assert set(read_corpus(tmp_path / "ut" / TABLE).documents["country"]) == {"NO"}


def test_the_command_says_what_it_found(make_corpus, tmp_path, capsys):
    assert run(["import", str(make_corpus(FILES)), "-o", str(tmp_path / "ut")]) == 0
    assert "5 texts were found" in capsys.readouterr().out
    assert "unknown" in str(
        run(["import", str(tmp_path), "-o", str(tmp_path / "b"), "--country", "Atlantis"])
    )
