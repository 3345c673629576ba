"""The planted set: nothing that tells of anybody is left of its identifiers."""

import csv
import re
from collections import Counter

import pytest

from conftest import CHECKOUT
from nordtema.corpus.identifiers import KINDS, mask_identifiers
from nordtema.corpus.privacy import PLACEHOLDER
from nordtema.languages import LANGUAGES

PLANTED = CHECKOUT / "tests" / "data" / "privacy" / "planted.csv"


def rows() -> list[dict[str, str]]:
    with PLANTED.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_set_holds_every_kind_in_every_norm():
    counts = Counter((row["kind"], row["norm"]) for row in rows())
    assert counts.total() == 400
    assert set(counts) == {(kind, norm) for kind in ("name", *KINDS) for norm in LANGUAGES}


@pytest.mark.parametrize("sentence", [r["sentence"] for r in rows() if r["kind"] != "name"])
def test_nothing_is_left(sentence):
    before, form, after = re.split("[‹›]", sentence)
    masked = mask_identifiers(before + form + after)
    assert PLACEHOLDER.search(masked)
    left = set(re.findall(r"\w+", PLACEHOLDER.sub(" ", masked)))
    assert left <= set(re.findall(r"\w+", before + after))
