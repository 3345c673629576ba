"""Nouns, by how the tokens of a concept were read."""

import pandas as pd
import pytest

from nordtema.robustness.nouns import are_nouns
from nordtema.study import Vocabulary
from nordtema.vocabulary.build import build_vocabulary

TEXTS = [
    ("u1", "NO", "nb", "Vi må telle stemmer i Oslo. En kunde ringte, og de telte kunder i Oslo."),
    ("u2", "DK", "da", "Vi vil tælle stemmer i Oslo. En kunde ringede, og de talte kunder i Oslo."),
    ("u3", "SE", "sv", "Vi ska räkna röster i Oslo. En kund ringde, och de räknade kunder i Oslo."),
]  # fmt: skip


@pytest.fixture(scope="module")
def nouns():
    units = pd.DataFrame(TEXTS, columns=["unit_id", "country", "language", "text"])
    units = units.assign(doc_id=units["unit_id"])
    rules = Vocabulary(minimum_documents=1, maximum_document_share=1.0)
    concepts = build_vocabulary(units, rules).counts.concepts
    return dict(zip(concepts["concept"], are_nouns(concepts), strict=True))


def test_verbs_that_look_like_nouns_are_none(nouns):
    assert nouns["kunde"] and nouns["stemme"]
    assert not nouns["regne"] and not nouns["ringe"]


def test_names_are_no_nouns(nouns):
    assert not nouns["oslo"]


def test_half_is_not_enough():
    assert are_nouns(pd.DataFrame({"noun": [0.0, 0.5, 0.51]})).tolist() == [False, False, True]
