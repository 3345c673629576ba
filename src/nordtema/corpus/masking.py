"""Persons out of the segments of a corpus, and what was hidden, what was spared, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import pandas as pd

from .known_names import KnownNames
from .mentions import mentions_in
from .registers import bare
from .signs import Mention

REVIEW_COLUMNS = ["name", "kind", "documents", "decision", "reason"]
_NAME = "⟨name⟩"


def mask_persons(
    segments: pd.DataFrame, known: KnownNames, recognise: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put ⟨name⟩ for the persons that the texts mention.

    Parameters
    ----------
    segments : doc_id, language, text and more; the rows of a document stand together
    known : names of the corpus, and the researcher's decisions
    recognise : also names of persons that nobody has told of

    Returns
    -------
    (segments, review). The review has a row for each name, kind, decision and reason: name, kind
    (full name | given name | family name | name | writer), documents (in how many it stands),
    decision (masked | spared), reason
    """
    texts: list[str] = []
    counts: Counter[tuple[str, str, str, str]] = Counter()
    rows = zip(*(segments[name].tolist() for name in ("doc_id", "language", "text")), strict=True)
    for _, group in groupby(rows, key=lambda row: row[0]):
        _, languages, of_document = zip(*group, strict=True)
        masked, told = _masked(of_document, languages, known, recognise)
        texts += masked
        counts.update(told)
    return segments.assign(text=texts), _review(counts)


def joined_reviews(reviews: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """One review of several, documents summed.

    Parameters
    ----------
    reviews : as `mask_persons` gives them

    Returns
    -------
    DataFrame of the same columns
    """
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for review in reviews:
        for name, kind, documents, decision, reason in review[REVIEW_COLUMNS].itertuples(
            index=False
        ):
            counts[name, kind, decision, reason] += documents
    return _review(counts)


def _review(counts: Counter[tuple[str, str, str, str]]) -> pd.DataFrame:
    """The most frequent first, what was spared before what was masked."""
    rows = [(name, kind, number, decision, reason)
            for (name, kind, decision, reason), number in counts.items()]  # fmt: skip
    rows.sort(key=lambda row: (row[3] == "masked", -row[2], row))
    return pd.DataFrame(rows, columns=REVIEW_COLUMNS).astype({"documents": "int64"})


def _masked(
    texts: Sequence[str], languages: Sequence[str], known: KnownNames, recognise: bool
) -> tuple[list[str], set[tuple[str, str, str, str]]]:
    """The texts of one document without names, and what is told of each name."""
    found = known.found(texts)
    if recognise:
        full = {text[one.start : one.end] for text, mentions in zip(texts, found, strict=True)
                for one in mentions}  # fmt: skip
        recognised = mentions_in(texts, languages, known.words, full)
        found = [[*ours, *more] for ours, more in zip(found, recognised, strict=True)]
    masked, review = [], set()
    for text, mentions in zip(texts, found, strict=True):
        spans = []
        for mention in mentions:
            name = text[mention.start : mention.end]
            why = known.spared(name) if mention.hidden and mention.reason != "names.csv" else ""
            hidden = mention.hidden and not why
            decision = "masked" if hidden else "spared"
            review.add((_plain(name), mention.kind, decision, why or mention.reason))
            spans += [mention] * hidden
        masked.append(_without(text, spans))
    return masked, review


def _plain(name: str) -> str:
    """The name without a genitive, which its last word may have."""
    *first, last = name.split()
    return " ".join([*first, bare(last)])


def _without(text: str, hidden: Sequence[Mention]) -> str:
    """The text with a mask for each name; names that overlap are one."""
    if not hidden:
        return text
    pieces, place = [], 0
    for start, end in _merged(hidden):
        pieces += [text[place:start], _NAME]
        place = end
    return "".join([*pieces, text[place:]])


def _merged(mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    first, *others = sorted((one.start, one.end) for one in mentions)
    start, end = first
    for one in others:
        if one[0] < end:
            end = max(end, one[1])
        else:
            yield start, end
            start, end = one
    yield start, end
