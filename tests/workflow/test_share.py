"""Sharing results: what is said before, and what the file holds."""

import json
import re
import subprocess
import zipfile

import pytest
import yaml

from conftest import nordtema
from nordtema.study import StudyError
from nordtema.workflow.folder import claim
from nordtema.workflow.share import review, shared_files, write_share


def test_a_folder_that_is_not_ours_is_not_shared(tmp_path):
    with pytest.raises(StudyError, match="there are no results here; run `make all`"):
        review(tmp_path)


def test_of_an_empty_results_folder_there_is_nothing_to_share(tmp_path):
    results = claim(tmp_path / "results", tmp_path)
    with pytest.raises(StudyError, match="there are no results here; run `make all`"):
        review(results)


def test_the_review_tells_masks_what_is_kept_back_and_which_names_are_shown(tiny_run):
    said = " ".join(review(tiny_run.results))
    assert "To be shared: " in said and "No masking is perfect" in said
    assert "Kept back from tables, figures and pages: " in said
    assert "All of them stand in data/privacy_review.csv" in said
    assert "taken for a name" in said or "may be a name" in said


def test_the_file_holds_what_was_published_and_nothing_else(tiny_copy, tmp_path):
    first = write_share(tiny_copy.results, tmp_path / "one.zip")
    names = shared_files(tiny_copy.results)
    with zipfile.ZipFile(first) as archive:
        told = archive.namelist()[:4]
        assert archive.namelist()[4:] == [f"results/{name}" for name in names]
        beside = {name: archive.read(name).decode() for name in told}
        page = archive.read("results/report/index.html")
    assert page == (tiny_copy.results / "report" / "index.html").read_bytes()
    assert not [name for name in names if name.startswith("data/")]
    assert set(beside) == {
        "CITATION.cff",
        "citation.bib",
        "REPUBLISHED.md",
        "ro-crate-metadata.json",
    }
    cited = yaml.safe_load(beside["CITATION.cff"])
    assert cited["title"] == "A tiny walk" and re.fullmatch("[0-9a-f]{10}", cited["version"])
    assert cited["version"] in beside["citation.bib"] and "@misc{" in beside["citation.bib"]
    assert (
        "- no-1: at most 80 words" in beside["REPUBLISHED.md"]
        and "# Names" in beside["REPUBLISHED.md"]
    )
    graph = {one["@id"]: one for one in json.loads(beside["ro-crate-metadata.json"])["@graph"]}
    parts = {one["@id"] for one in graph["./"]["hasPart"]}
    assert parts == {*(f"results/{name}" for name in names), *told} - {"ro-crate-metadata.json"}
    assert parts <= set(graph) and graph["results/run.json"]["encodingFormat"] == "application/json"
    again = write_share(tiny_copy.results, tmp_path / "two.zip")
    assert first.read_bytes() == again.read_bytes()
    with pytest.raises(StudyError, match="is there already"):
        write_share(tiny_copy.results, first)


def test_what_was_changed_since_is_not_shared(tiny_copy, tmp_path):
    (tiny_copy.results / "tables" / "links.csv").write_text("lemma\nBrattvoll\n")
    with pytest.raises(StudyError, match="is not what was published"):
        write_share(tiny_copy.results, tmp_path / "shared.zip")
    assert not (tmp_path / "shared.zip").exists()


def test_nothing_is_written_before_somebody_has_agreed(tiny_run, tmp_path):
    target = tmp_path / "shared.zip"
    said = nordtema(
        "share", "--results", tiny_run.results, "--to", target, stdin=subprocess.DEVNULL
    )
    assert "No masking is perfect" in said.stdout and "nothing is written" in said.stdout
    assert said.returncode == 0 and not target.exists()
    agreed = nordtema("share", "--results", tiny_run.results, "--to", target, "--yes")
    assert agreed.returncode == 0 and target.exists()
