"""Apertium: which ways it has, what is given to it, and what is made of its answers."""

import shutil
import time
from pathlib import Path

import pytest
from apertium_fake import put_apertium

from nordtema.languages import LANGUAGES
from nordtema.study import StudyError
from nordtema.workflow import apertium
from nordtema.workflow.apertium import Apertium, find_apertium

REAL = shutil.which("apertium")
CHAIN = {"swe-dan": {"och": "og"}, "dan-nob": {"hvad": "hva"}, "nob-nno": {"hva": "kva"}}


@pytest.fixture
def chain(tmp_path, monkeypatch) -> Apertium:
    put_apertium(tmp_path, monkeypatch, CHAIN)
    found = find_apertium()
    assert found is not None
    return found


def test_where_it_is_not_installed_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_apertium() is None


def test_its_directions_are_those_between_our_norms(chain):
    assert chain.directions == {("sv", "da"), ("da", "nb"), ("nb", "nn")}


@pytest.mark.parametrize(
    ("source", "target", "route"),
    [
        ("nb", "nn", ("nb", "nn")),
        ("sv", "nn", ("sv", "da", "nb", "nn")),
        ("nn", "sv", ()),
        ("da", "sv", ()),
    ],
)
def test_other_norms_are_passed_where_there_is_no_direct_way(chain, source, target, route):
    assert chain.route(source, target) == route


def test_the_shortest_way_is_taken():
    directions = {("sv", "da"), ("da", "nb"), ("nb", "nn"), ("sv", "nb")}
    assert Apertium("", frozenset(directions)).route("sv", "nn") == ("sv", "nb", "nn")


def test_texts_go_through_each_step_and_stay_apart(chain):
    texts = ["bil och hvad", "", "hvad", "och"]
    assert chain.translate(texts, ("sv", "da", "nb", "nn")) == ["bil og kva", "", "kva", "og"]
    assert chain.translate([], ("sv", "da")) == []


def test_a_program_that_joins_paragraphs_is_given_them_one_by_one(tmp_path, monkeypatch):
    put_apertium(tmp_path, monkeypatch, {"nob-dan": {"ikke": "ej"}}, joins=1)
    assert find_apertium().translate(["a ikke", "b", "c"], ("nb", "da")) == ["a ej", "b", "c"]


def test_masks_are_kept_from_it_and_come_back_as_they_were(tmp_path, monkeypatch):
    put_apertium(tmp_path, monkeypatch, {"nob-dan": {"name": "navn", "email": "e-mail"}})
    text = "⟨name⟩ og ⟨email⟩, ring ⟨name⟩"
    assert find_apertium().translate([text, "name"], ("nb", "da")) == [text, "navn"]


def test_marks_of_words_that_it_could_not_form_go_but_not_signs_of_the_text(tmp_path, monkeypatch):
    put_apertium(tmp_path, monkeypatch, {"nob-dan": {"helg": "#helg", "ord": "*ord"}})
    given = ["god helg", "#helg", "* et ord"]
    made = find_apertium().translate(given, ("nb", "da"))
    assert made == ["god helg", "##helg", "* et *ord"]


@pytest.mark.parametrize("text", ["-l", "$(touch x); `touch x`", "'; touch x", "-u\t%s\\n"])
def test_texts_are_no_arguments_and_run_nothing(chain, tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    assert chain.translate([text], ("nb", "nn")) == [" ".join(text.split())]
    assert not (tmp_path / "x").exists()


def test_a_program_that_fails_is_named_with_what_to_do(tmp_path, monkeypatch):
    put_apertium(tmp_path, monkeypatch, CHAIN, fails=7)
    with pytest.raises(StudyError, match=r"^apertium -l: ended with 7; .*--no-machine"):
        find_apertium()


def test_a_program_that_does_not_answer_is_named_with_what_to_do(chain, monkeypatch):
    monkeypatch.setattr(apertium, "_SECONDS", 0.05)
    Path(chain.path).write_text("#!/bin/sh\nexec sleep 5\n", encoding="utf-8")
    begun = time.monotonic()
    with pytest.raises(StudyError, match=r"^apertium -u -f txt nob-nno: does not answer"):
        chain.translate(["hva"], ("nb", "nn"))
    assert time.monotonic() - begun < 4


@pytest.mark.skipif(REAL is None, reason="Apertium is not installed")
def test_the_real_program_translates_between_the_norms_that_it_has():
    """Where no pair of ours is installed, nothing can be asked of it."""
    found = find_apertium()
    if ("nb", "nn") not in found.directions:
        pytest.skip("apertium-nno-nob is not installed")
    text = "Hva gjør ⟨name⟩ med bøkene i xqgrdkv? Jeg vet ikke."
    made = found.translate([text, "Ikke jeg."], ("nb", "nn"))
    assert made[0].startswith("Kva gjer ⟨name⟩ med bøkene") and "xqgrdkv" in made[0]
    assert made[1].startswith("Ikkje ") and "*" not in " ".join(made)
    assert {code for pair in found.directions for code in pair} <= set(LANGUAGES)
