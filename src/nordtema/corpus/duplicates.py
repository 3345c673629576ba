"""What stands twice within one document: teasers and quotations of a page, a text saved twice over.

A page repeats what nobody wrote twice. In a plain text what comes again was said again: refrains,
liturgy, the resolutions of a meeting. There only a text that stands twice as a whole goes once.

Found by *shingles*, runs of a few words, so that other line-breaks, quotation marks or capitals do
not hide a copy (A. Broder, "On the resemblance and containment of documents", 1997). Copies among
the documents of a corpus are found in `copies`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?:…]+[«»“”\"')]*(?:\s+|$)")

PASSED_OVER = "passed over"  # ends the remark on what a document holds twice
PAGE_SHINGLE = 6  # words; shorter runs come back by chance
SHORTEST_HALF = (3, 50)  # paragraphs and words of a text that was saved twice over
COVERED = 0.8  # share of a paragraph's words that stand elsewhere
LONGER = 1.1  # how much longer than its teaser a paragraph is
SHORTEST_COPY = 4  # words; "Enig." may well be said twice


def drop_copies(parts: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Drop second copies of passages from the parts of a page (each a list of paragraphs).

    A paragraph goes if most of it stood above. A teaser, whose words come again as part of a
    longer paragraph of the same part, goes in favour of that one. No part is emptied: a comment
    that only quotes is still a comment. Returns the parts left, and the paragraphs dropped.

    Parameters
    ----------
    parts : paragraphs of the post and of each comment

    Returns
    -------
    (paragraphs left of each part, paragraphs dropped)
    """
    if not _may_repeat(parts):
        return [list(part) for part in parts], []
    seen: set[tuple[str, ...]] = set()
    left, dropped = [], []
    for part in parts:
        words = [_WORD.findall(paragraph.lower()) for paragraph in part]
        copies = _copies(words, seen)
        kept = [p for p, copy in zip(part, copies, strict=True) if not copy] or list(part)
        left.append(kept)
        dropped += [p for p, copy in zip(part, copies, strict=True) if copy] * (kept != list(part))
    return left, dropped


def drop_second_half(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """A text once that stands twice as a whole, as a doubled export does.

    Both halves have the same words, whatever their line-breaks, and are long enough to be a text.

    Parameters
    ----------
    paragraphs : of a plain text

    Returns
    -------
    (paragraphs left, paragraphs dropped)
    """
    words = [_WORD.findall(paragraph.lower()) for paragraph in paragraphs]
    stream = [word for paragraph in words for word in paragraph]
    half, above, first = len(stream) // 2, 0, 0
    while above < half:
        above, first = above + len(words[first]), first + 1
    least_paragraphs, least_words = SHORTEST_HALF
    twice = above == half and stream[:half] == stream[half:]
    if not twice or first < least_paragraphs or half < least_words:
        return list(paragraphs), []
    return list(paragraphs[:first]), list(paragraphs[first:])


def _may_repeat(parts: Sequence[Sequence[str]]) -> bool:
    """A quick look: does any sentence or any opening come twice? Most texts end here."""
    paragraphs = [paragraph for part in parts for paragraph in part]
    if len(paragraphs) < 2:
        return False
    whole = " ".join(paragraphs).lower()
    openings = [p[:40].lower() for p in paragraphs if len(p) > 15]
    sentences = [s.strip("«“”» ") for s in _SENTENCE_END.split(whole) if len(s) > 25]
    return (
        len(set(openings)) < len(openings)
        or len(set(sentences)) < len(sentences)
        or any(whole.count(opening) > 1 for opening in openings[:4])
    )


def _copies(words: list[list[str]], seen: set[tuple[str, ...]]) -> list[bool]:
    """Which paragraphs (as words) of a part are copies.

    `seen` holds the shingles, and the whole paragraphs, of what stood above; those of the
    paragraphs kept here are added. Shingles run across paragraphs, so a short one is known as a
    copy by its neighbours.
    """
    stream = [word for paragraph in words for word in paragraph]
    lengths = [len(paragraph) for paragraph in words for _ in paragraph]
    shingles = [tuple(stream[n : n + PAGE_SHINGLE]) for n in range(len(stream) - PAGE_SHINGLE + 1)]
    length_at_last = {shingle: lengths[n] for n, shingle in enumerate(shingles)}
    copies: list[bool] = []
    end = 0
    for paragraph in words:
        start, end = end, end + len(paragraph)
        last = min(end, len(shingles))
        whole = ("paragraph", *paragraph)
        above = {n for n in range(max(0, start - PAGE_SHINGLE + 1), last) if shingles[n] in seen}
        inside = range(start, min(end - PAGE_SHINGLE + 1, last))
        teased = {n for n in inside if length_at_last[shingles[n]] > len(paragraph) * LONGER}
        again = whole in seen and (len(paragraph) >= SHORTEST_COPY or copies[-1:] == [True])
        covered = max(_coverage(above, start, end), _coverage(teased, start, end))
        copies.append(again or covered >= COVERED)
        if not copies[-1]:
            seen.add(whole)
            seen.update(shingles[max(0, start - PAGE_SHINGLE + 1) : max(0, end - PAGE_SHINGLE + 1)])
    return copies


def _coverage(found: set[int], start: int, end: int) -> float:
    """Share of the words start … end that lie in one of the shingles found (by first word)."""
    covered = {word for n in found for word in range(max(n, start), min(n + PAGE_SHINGLE, end))}
    return len(covered) / max(end - start, 1)
