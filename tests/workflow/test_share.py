"""Sharing results: what is said before, and what the file holds."""

import subprocess
import zipfile

import pytest

from conftest import nordtema
from nordtema.study import StudyError
from nordtema.workflow.share import review, shared_files, write_share


def test_a_folder_that_is_not_ours_is_not_shared(tmp_path):
    with pytest.raises(StudyError, match="run `make all`"):
        review(tmp_path)


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
        assert archive.namelist() == [f"results/{name}" for name in names]
        page = archive.read("results/report/index.html")
    assert page == (tiny_copy.results / "report" / "index.html").read_bytes()
    assert not [name for name in names if name.startswith("data/")]
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
