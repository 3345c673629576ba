"""`nordtema control draft`: what is written, where, and what is said of it."""

import re

import pandas as pd
import pytest
from apertium_fake import put_apertium

from conftest import CHECKOUT
from nordtema import cli
from nordtema.comparison import control_sample
from nordtema.comparison.control_origin import ORIGINS, machine_rows
from nordtema.comparison.control_texts import read_parallel
from nordtema.corpus.sources import read_corpus
from nordtema.languages import LANGUAGES
from nordtema.schemas import schema_of
from nordtema.tables import read_table, write_table
from nordtema.workflow import folder
from nordtema.workflow.apertium import find_apertium
from nordtema.workflow.control_draft import filled, returned

SAME = {f"{LANGUAGES[a].apertium}-{LANGUAGES[b].apertium}": {}
        for a in LANGUAGES for b in LANGUAGES if a != b}  # fmt: skip


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch, tmp_path):
    """Paragraphs of the tiny corpus are short; of programs there is none but those of a test."""
    monkeypatch.chdir(CHECKOUT)
    monkeypatch.setattr(control_sample, "WORDS", (12, 150))
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("RESULTS", "PARAGRAPHS"):
        monkeypatch.delenv(name, raising=False)


def draft(run, to, *more, capsys=None) -> tuple[pd.DataFrame, str]:
    """The draft as it was written, and what the command says."""
    to.mkdir(exist_ok=True)
    said = cli.run(["control", "draft", "--results", str(run.results), "--to", str(to), *more])
    assert said == 0, said
    table = read_table(to / "parallel.draft.csv", schema_of("parallel.draft", frame=True))
    return table, capsys.readouterr().out if capsys else ""


# ---------------------------------------------------------------- without a program


def test_the_originals_are_of_the_corpus_and_the_rest_waits(tiny_run, tmp_path, capsys):
    table, said = draft(tiny_run, tmp_path / "to", capsys=capsys)
    texts = " ".join(
        " ".join(p.read_text(encoding="utf-8").split()) for p in tiny_run.corpus.rglob("*.txt")
    )
    assert len(table) >= 12 and set(table["source"]) >= {"nb", "da", "sv"}
    for row in table.to_dict("records"):
        assert all(part in texts for part in re.split(r"⟨\w+⟩", row[row["source"]]))
        assert row[ORIGINS[row["source"]]] == "human"
        others = set(LANGUAGES) - {row["source"]}
        assert {row[code] for code in others} == {""}
        assert {row[ORIGINS[code]] for code in others} == {"empty"}
    assert f"{len(table)} paragraphs of 3 themes and 3 countries: " in said
    assert "60 were asked for; there are no more" in said
    assert f"{3 * len(table)} cells are to be translated; Apertium" in said
    assert "is not installed" in said and "never published" in said
    assert not (tmp_path / "to" / "parallel.draft.noise.csv").exists()


def test_so_many_as_are_asked_for_and_always_the_same(tiny_run, tmp_path):
    first, _ = draft(tiny_run, tmp_path / "one", "--paragraphs", "9")
    draft(tiny_run, tmp_path / "two", "--paragraphs", "9")
    one, two = (tmp_path / name / "parallel.draft.csv" for name in ("one", "two"))
    assert len(first) == 9 and one.read_bytes() == two.read_bytes()


def test_no_name_that_the_study_masks_stands_in_the_draft(tiny_run, tmp_path):
    """Writers sign the texts of the tiny corpus; one of the drawn paragraphs mentions one."""
    table, _ = draft(tiny_run, tmp_path / "to")
    shown = " ".join(table[list(LANGUAGES)].to_numpy(object).ravel())
    review = pd.read_csv(tiny_run.results / "data" / "privacy_review.csv")
    masked = review.loc[review["decision"] == "masked", "name"]
    assert "⟨name⟩" in shown and len(masked)
    assert not [name for name in masked if name in shown]


# ---------------------------------------------------------------- where to


def test_the_draft_lies_beside_the_texts_over_no_file_and_is_no_text(tiny_copy, tmp_path, capsys):
    corpus = tmp_path / "beside"
    corpus.mkdir()
    path = tiny_copy.results / "data" / "study.json"
    path.write_text(path.read_text().replace(str(tiny_copy.corpus), str(corpus)))
    arguments = ["control", "draft", "--results", str(tiny_copy.results)]
    assert cli.run(arguments) == 0
    assert [p.name for p in corpus.iterdir()] == ["parallel.draft.csv"]
    before = (corpus / "parallel.draft.csv").read_bytes()
    said = str(cli.run(arguments))
    assert said.startswith(f"nordtema: {corpus}/parallel.draft.csv: is there already; move it")
    assert "\n" not in said and (corpus / "parallel.draft.csv").read_bytes() == before
    text = "Huset ligger ved havet og båten ligger ved kaien.\n"
    for name in ("norway", "denmark"):
        (corpus / name).mkdir()
        (corpus / name / "text.txt").write_text(text, encoding="utf-8")
    read = read_corpus(corpus)
    assert len(read.documents) == 2
    told = read.inventory.set_index("file")["reason"]
    assert told["parallel.draft.csv"] == "a table of the study, not a text"


@pytest.mark.parametrize("place", ["", "tables"])
def test_the_results_hold_no_text_of_the_corpus(tiny_run, place):
    to = tiny_run.results / place
    said = str(cli.run(["control", "draft", "--results", str(tiny_run.results), "--to", str(to)]))
    assert "lies in the results" in said and "--to" in said and "\n" not in said
    assert not list(tiny_run.results.rglob("parallel.draft*"))


def test_before_there_are_topics_and_without_a_folder_the_remedy_is_told(tmp_path):
    said = str(cli.run(["control", "draft", "--results", str(tmp_path)]))
    assert said.endswith("has no topics yet, by which to draw; run `make all` first")
    folder.claim(tmp_path / "new", CHECKOUT)
    assert "run `make all`" in str(cli.run(["control", "draft", "--results", f"{tmp_path}/new"]))


def test_a_folder_that_is_not_there_and_paragraphs_that_are_not_there(
    tiny_run, tmp_path, monkeypatch
):
    arguments = ["control", "draft", "--results", str(tiny_run.results), "--to"]
    assert "no such folder; name one with --to" in str(cli.run([*arguments, f"{tmp_path}/none"]))
    monkeypatch.setattr(control_sample, "WORDS", (1000, 1001))
    said = str(cli.run([*arguments, str(tmp_path)]))
    assert "none of its paragraphs can be drawn" in said and "by hand" in said
    assert not list(tmp_path.glob("parallel*"))


# ---------------------------------------------------------------- with a program


def test_drafts_of_a_program_are_marked_and_its_noise_is_told(
    tiny_run, tmp_path, monkeypatch, capsys
):
    put_apertium(tmp_path, monkeypatch, {**SAME, "dan-nob": {}})
    table, said = draft(tiny_run, tmp_path / "to", capsys=capsys)
    for row in table.to_dict("records"):
        assert {row[code] for code in LANGUAGES} == {row[row["source"]]}
        origins = sorted(row[name] for name in ORIGINS.values())
        assert origins == ["human", "machine", "machine", "machine"]
    assert f"Apertium has drafted {3 * len(table)} cells; each is to be corrected" in said
    schema = schema_of("parallel.draft.noise", frame=True)
    noise = read_table(tmp_path / "to" / "parallel.draft.noise.csv", schema)
    assert len(noise) >= 9 and (noise["movement"] == 0).all() and (noise["shift"] == 0).all()
    assert "a theme's share of a paragraph moves by 0 points on average" in said
    path = (tmp_path / "to" / "parallel.draft.csv").rename(tmp_path / "to" / "parallel.csv")
    assert machine_rows(read_parallel(path)) == len(table)


def test_a_program_that_is_there_is_not_asked_where_no_drafts_are_wanted(
    tiny_run, tmp_path, monkeypatch, capsys
):
    put_apertium(tmp_path, monkeypatch, SAME, fails=1)
    table, said = draft(tiny_run, tmp_path / "to", "--no-machine", capsys=capsys)
    assert "no drafts were asked for" in said
    assert not table[list(ORIGINS.values())].eq("machine").any(axis=None)


def originals(**texts: str) -> pd.DataFrame:
    """A draft with an original in each of these norms."""
    chosen = pd.DataFrame({"topic": 1, "language": list(texts), "text": list(texts.values())})
    return control_sample.draft_table(chosen, {1: "sea"})


def test_cells_to_which_there_is_no_way_stay_empty(tmp_path, monkeypatch):
    put_apertium(
        tmp_path, monkeypatch, {"nob-dan": {"hva": "hvad"}, "dan-nob": {"hvad": "hvorfor"}}
    )
    program = find_apertium()
    draft = filled(originals(nb="hva", da="hvad", sv="vad"), program)
    assert draft[list(LANGUAGES)].to_numpy().tolist() == [
        ["hva", "", "hvad", ""], ["hvorfor", "", "hvad", ""], ["", "", "", "vad"]
    ]  # fmt: skip
    assert draft[list(ORIGINS.values())].to_numpy().tolist() == [
        ["human", "empty", "machine", "empty"],
        ["machine", "empty", "human", "empty"],
        ["empty", "empty", "empty", "human"],
    ]
    back = returned(draft, program)
    assert back.to_numpy().tolist() == [["nb", "da", "hva", "hvorfor"],
                                        ["da", "nb", "hvad", "hvorfor"]]  # fmt: skip


def test_what_a_spreadsheet_would_execute_it_does_not(tmp_path):
    """The texts of a corpus are somebody's; who opens the file is a translator."""
    path = tmp_path / "parallel.draft.csv"
    write_table(path, originals(nb='=HYPERLINK("x")'), schema_of("parallel.draft", frame=True))
    assert "'=HYPERLINK" in path.read_text(encoding="utf-8")
