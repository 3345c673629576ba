"""The corpus that comes with it keeps its promises, and no check of that is blind.

Lengths, languages and comments are those of the texts as the study reads them, after cleaning.
`BREAKAGES` damages a copy of the corpus in one place each.
"""

import re
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import design_checks
import parallel_checks
import pytest
import text_checks
from shipped_corpus import SHIPPED, Corpus, long_sentences, read_shipped, rows_of

from nordtema.topics.labels import read_labels
from nordtema.vocabulary.glossary import general_glossary, read_glossary

CHECKS = text_checks.CHECKS + design_checks.CHECKS + parallel_checks.CHECKS


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return read_shipped()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_shipped_corpus(check, shipped):
    faults = list(check(shipped))
    assert not faults, "\n" + "\n".join(faults)


# --- the researcher's own files beside it --------------------------------------------------------
def test_the_glossary_adds_to_the_general_one():
    general = {(entry.concept, entry.words) for entry in general_glossary()}
    own = read_glossary(SHIPPED / "glossary.csv")
    repeated = [entry.concept for entry in own if (entry.concept, entry.words) in general]
    assert len(own) >= 10 and not repeated, repeated
    unexplained = [row["concept"] for row in rows_of(SHIPPED / "glossary.csv") if not row["note"]]
    assert not unexplained


def test_each_planted_theme_has_a_label(shipped):
    labels = read_labels(SHIPPED / "labels.csv")
    concepts = labels["concepts"].str.split()
    assert len(labels) >= len(shipped.table("design"))
    assert concepts.map(len).between(6, 10).all()
    clashes = [(a, b) for a, b in combinations(concepts, 2) if set(a) & set(b)]
    assert not clashes, "two labels would be found by the same concept"


# --- no check is blind ---------------------------------------------------------------------------
def edit(name: str, old: str, new: str, times: int = 1) -> Callable[[Path], None]:
    """Damage one file of a copy; a pattern that is not there is an error of this test."""

    def damage(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=times, flags=re.MULTILINE)
        assert changed != text, f"{old!r} is not in {name}"
        (folder / name).write_text(changed, encoding="utf-8")

    return damage


def copy_a_sentence(folder: Path) -> None:
    text = (folder / "norway/no-07.txt").read_text("utf-8")
    with (folder / "norway/no-101.txt").open("a", encoding="utf-8") as handle:
        handle.write("\n" + " ".join(max(long_sentences(text), key=len)).capitalize() + ".\n")


def copy_a_paragraph(folder: Path) -> None:
    with (folder / "sweden/se-101.txt").open("a", encoding="utf-8") as handle:
        handle.write("\n" + rows_of(folder / "parallel.csv")[4]["sv"] + "\n")


BREAKAGES = {
    "an orphan": (text_checks.files, lambda f: shutil.copy(
        f / "norway/no-07.txt", f / "sweden/x.txt"), "x.txt"),
    "a lost file": (text_checks.files, lambda f: (f / "denmark/dk-101.txt").unlink(), "dk-101"),
    "an id twice": (text_checks.files, edit("manifest.csv", "^dk-101,", "dk-102,"), "dk-102"),
    "a wrong country": (text_checks.fields, edit(
        "manifest.csv", "no-07.txt,NO", "no-07.txt,FI"), "no-07"),
    "an impossible day": (text_checks.fields, edit(
        "manifest.csv", r"(no-07.txt,NO,\w\w,)[\d-]+", r"\g<1>2012-02-30"), "no-07"),
    "an unknown sector": (text_checks.fields, edit(
        "manifest.csv", "^(no-07.*),public,", r"\1,military,"), "no-07"),
    "an unknown quotation": (text_checks.fields, edit(
        "manifest.csv", "no-133$", "no-999"), "no-113"),
    "a quotation that is none": (text_checks.copies, edit(
        "manifest.csv", "no-133$", "no-134"), "no-113"),
    "a real address": (text_checks.addresses, edit(
        "denmark/dk-101.txt", r"\Z", "www.firma.dk\n"), "dk-101"),
    "Nynorsk left out": (text_checks.sizes, edit("manifest.csv", ",NO,nn,", ",NO,nb,", 0), "NO"),
    "a short text": (text_checks.lengths, lambda f: (f / "denmark/dk-102.txt").write_text(
        "Det begyndte.\n"), "dk-102"),
    "another norm": (text_checks.languages, edit(
        "manifest.csv", "no-08.txt,NO,nn", "no-08.txt,NO,nb"), "no-08"),
    "a lost comment": (text_checks.threads, edit(
        "manifest.csv", "^(no-03,.*,)8,$", r"\g<1>7,"), "no-03"),
    "a copied document": (text_checks.copies, lambda f: shutil.copy(
        f / "norway/no-07.txt", f / "norway/no-101.txt"), "no-101"),
    "a copied sentence": (text_checks.copies, copy_a_sentence, "no-101"),
    "no boilerplate": (text_checks.boilerplate, lambda f: [
        path.write_text("Kort.\n") for path in (f / "sweden").glob("*.txt")], "SE"),
    "a theme overdone": (design_checks.design, edit(
        "manifest.csv", "^(dk-.*),employees,", r"\1,platforms,", 1), "platforms, DK"),
    "a text in another sector": (design_checks.sectors, edit(
        "manifest.csv", "^(dk-.*),private,", r"\1,voluntary,"), "voluntary, DK"),
    "a sector that decides": (design_checks.second_grouping, edit(
        "design_sectors.csv", r"^(reputation,public,.*),0\.1667$", r"\1,0.6667"), "reputation"),
    "another kind": (design_checks.kinds, edit(
        "manifest.csv", "^(se-.*),column,", r"\1,news,"), "column, SE"),
    "too weak to be found": (design_checks.oracle, edit(
        "manifest.csv", "^(no-.*,)democracy,", r"\1platforms,", 14), "democracy, NO and DK"),
    "a word on two lists": (design_checks.lists, edit(
        "theme_words.csv", r"\Z", "teaching,kontroll,x,y,z\n"), "kontroll (nb)"),
    "a list too long": (design_checks.lists, edit("theme_words.csv", r"\Z", "".join(
        f"teaching,a{n},a{n},a{n},a{n}\n" for n in range(20))), "teaching (nb)"),
    "themes confused": (design_checks.told_in_their_words, edit(
        "manifest.csv", "^(no-.*),democracy,", r"\1,teaching,", 0), "another theme leads"),
    "a stranger": (design_checks.voices, edit(
        "manifest.csv", "Wencke Aubert-Holm", "Ola Nordmann"), "Ola Nordmann"),
    "an empty column": (parallel_checks.control, edit(
        "parallel.csv", r'(teaching-04,.*),"[^"]*"$', r"\1,"), "teaching-04"),
    "a column of another norm": (parallel_checks.control, edit(
        "parallel.csv", r'^(teaching-05,\w+,)("[^"]*"),("[^"]*")', r"\1\3,\2"), "teaching-05"),
    "the control in the corpus": (parallel_checks.apart, copy_a_paragraph, "se-101"),
}  # fmt: skip


@pytest.mark.parametrize("case", BREAKAGES)
def test_a_damaged_copy_is_noticed(case, tmp_path):
    check, damage, named = BREAKAGES[case]
    folder = tmp_path / "corpus"
    shutil.copytree(SHIPPED, folder)
    damage(folder)
    assert any(named in fault for fault in check(read_shipped(folder)))
