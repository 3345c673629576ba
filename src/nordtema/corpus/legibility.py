"""How a text reads once it is repaired: words that its norm does not know, and old spelling."""

import dataclasses
from collections.abc import Sequence

from .page import Page
from .repair.orthography import REFORM, looks_historical, modernised
from .repair.words import unknown_share, word_counts

READS_BADLY = 0.33  # of the words unknown
FEWEST_WORDS = 30  # below, a few foreign names are as many as that


@dataclasses.dataclass(frozen=True)
class Legibility:
    """How a document reads.

    Attributes
    ----------
    page : in today's spelling where that was asked for and the text is older
    unknown_share : share of the words that the dictionary of the norm does not know
    remarks : what documents.csv should tell of it
    repaired : what was done here: "old spelling"
    """

    page: Page
    unknown_share: float
    remarks: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()


def legibility(page: Page, languages: Sequence[str], orthography: str) -> Legibility:
    """Judge a page by the words of its norm, and respell it where it is old and that is wished.

    Parameters
    ----------
    page : in one of the norms
    languages : norm of each part of the page
    orthography : "modern" or "historical"

    Returns
    -------
    Legibility
    """
    counts = word_counts(_text(page))
    remarks: list[str] = []
    repaired: tuple[str, ...] = ()
    if looks_historical(counts, languages[0]):
        if orthography == "historical":
            page, repaired = _respelled(page, languages), ("old spelling",)
            counts = word_counts(_text(page))
        else:
            remarks.append(
                f"looks like spelling before {REFORM[languages[0]]}: "
                "set corpus.orthography=historical"
            )
    share = unknown_share(counts, languages[0])
    if share >= READS_BADLY and counts.total() >= FEWEST_WORDS:
        remarks.append(f"reads badly: {share:.0%} unknown words")
    return Legibility(page, share, tuple(remarks), repaired)


def _text(page: Page) -> str:
    return "\n".join(paragraph for part in page.parts for paragraph in part.paragraphs)


def _respelled(page: Page, languages: Sequence[str]) -> Page:
    parts = [
        dataclasses.replace(
            part,
            paragraphs=tuple(modernised(paragraph, language) for paragraph in part.paragraphs),
        )
        for part, language in zip(page.parts, languages, strict=True)
    ]
    return dataclasses.replace(page, parts=tuple(parts))
