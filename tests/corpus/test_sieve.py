"""Each word is judged once, and what the looks let through is all that the steps would find."""

import csv
import re

import pytest

from conftest import CHECKOUT
from nordtema.corpus import identifiers
from nordtema.corpus.identifiers import mask_identifiers
from nordtema.corpus.sieve import Sieve

SETS = sorted((CHECKOUT / "tests" / "data" / "privacy").glob("*.csv"))


def test_each_word_is_judged_once():
    judged = []
    sieve = Sieve(lambda word: judged.append(word) or (word.isdigit() and word))
    assert sieve.of("sak 12 og sak 13") == ["12", "13"]
    assert sieve.of("sak 13\nog\tsak") == ["13"]
    assert sieve.of("sak og") == []
    assert judged == ["sak", "12", "og", "13"]


def test_a_full_memory_forgets_and_still_judges_rightly(monkeypatch):
    monkeypatch.setattr("nordtema.corpus.sieve._MOST", 2)
    sieve = Sieve(lambda word: word.isdigit() and word)
    assert sieve.of("a b 1 c 2 d") == sieve.of("a b 1 c 2 d") == ["1", "2"]


@pytest.mark.parametrize("table", SETS, ids=lambda table: table.stem)
def test_no_look_hides_what_a_step_finds(table, monkeypatch):
    with table.open(encoding="utf-8", newline="") as lines:
        texts = [re.sub(r"[‹›\[\]]", "", (row.get("sentence") or row["text"]))
                 for row in csv.DictReader(lines)]  # fmt: skip
    looked = list(map(mask_identifiers, texts))
    everything = Sieve(lambda word: set(range(20)))
    monkeypatch.setattr(identifiers, "_SIGNED", everything)
    monkeypatch.setattr(identifiers, "_NUMBERED", everything)
    assert looked == list(map(mask_identifiers, texts))
