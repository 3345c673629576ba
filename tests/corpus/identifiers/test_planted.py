"""The planted set: nothing that tells of anybody is left of its identifiers."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from conftest import CHECKOUT
from nordtema.corpus.identifiers import KINDS, mask_identifiers
from nordtema.corpus.privacy import PLACEHOLDER
from nordtema.languages import LANGUAGES

PLANTED = CHECKOUT / "tests" / "data" / "privacy" / "planted.csv"


HELD_OUT = [PLANTED.with_name(f"heldout{number}.csv") for number in ("", "_2", "_3")]


def rows(table: Path = PLANTED) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_set_holds_every_kind_in_every_norm():
    counts = Counter((row["kind"], row["norm"]) for row in rows())
    assert counts.total() == 400
    assert set(counts) == {(kind, norm) for kind in ("name", *KINDS) for norm in LANGUAGES}


@pytest.mark.parametrize("sentence", [r["sentence"] for r in rows() if r["kind"] != "name"])
def test_nothing_is_left(sentence):
    assert not left_of(sentence)


@pytest.mark.parametrize("table", HELD_OUT, ids=lambda table: table.stem)
def test_of_the_sets_written_later_two_identifiers_are_left_at_most(table):
    sentences = [row["sentence"] for row in rows(table) if row["kind"] not in ("name", "file")]
    assert len(sentences) > 75
    assert len(list(filter(left_of, sentences))) <= 2


def left_of(sentence: str) -> set[str]:
    """What is left of the form beyond the words around it; all of it if nothing is masked."""
    before, form, after = re.split("[‹›]", sentence)
    masked = mask_identifiers(before + form + after)
    words = set(re.findall(r"\w+", PLACEHOLDER.sub(" ", masked)))
    return words - set(re.findall(r"\w+", before + after)) or (
        set() if PLACEHOLDER.search(masked) else {form}
    )
