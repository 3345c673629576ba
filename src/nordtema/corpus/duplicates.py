"""What stands twice: a passage within one page, a document within a corpus.

Both are found by *shingles*, runs of a few words, so that other line-breaks, quotation marks or
capitals do not hide a copy (A. Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?:…]+[«»“”\"')]*(?:\s+|$)")

PAGE_SHINGLE = 6  # words; shorter runs come back by chance
COVERED = 0.8  # share of a paragraph's words that stand elsewhere
LONGER = 1.1  # how much longer than its teaser a paragraph is
SHORTEST_COPY = 4  # words; "Enig." may well be said twice


# --- within a page -------------------------------------------------------------------------------
def drop_copies(parts: Sequence[Sequence[str]]) -> tuple[list[list[str]], list[str]]:
    """Drop second copies of passages from the parts of a page (each a list of paragraphs).

    A paragraph goes if most of it stood above. A teaser, whose words come again as part of a
    longer paragraph of the same part, goes in favour of that one. No part is emptied: a comment
    that only quotes is still a comment. Returns the parts left, and the paragraphs dropped.
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


# --- across documents ----------------------------------------------------------------------------
SHINGLE = 5  # words
SLOTS = 64  # values of a document's signature
SURE = 0.999  # chance with which a pair at the threshold becomes a candidate
MOST_RIVALS = 200  # documents looked at for one bucket: a bound for boilerplate


def near_duplicates(texts: Sequence[str], threshold: float = 0.8) -> list[tuple[int, int, float]]:
    """Documents that are exact or near copies of an earlier one.

    Returns rows (index, index of the kept one, similarity), by index; the kept one is the
    earlier document that is most similar. Similarity is the Jaccard index of the sets of 5-word
    shingles, computed exactly; min-hashing with banding (Leskovec, Rajaraman & Ullman, *Mining of
    Massive Datasets*, ch. 3) only finds the candidates. Texts without words are never duplicates.
    Time is about linear; memory is some 150 bytes a document beside the texts. Deterministic.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be above 0 and at most 1, not {threshold}")
    bands = _bands(texts, threshold)
    kept_in: dict[tuple[int, int], list[int]] = defaultdict(list)
    shingles = functools.lru_cache(maxsize=2048)(lambda index: _shingles(texts[index]))
    rows = []
    for index, buckets in _shared(bands):
        rivals = sorted({rival for bucket in buckets for rival in kept_in[bucket]})
        similar = [(_jaccard(shingles(index), shingles(rival)), -rival) for rival in rivals]
        best, rival = max(similar, default=(0.0, 0))
        if best >= threshold:
            rows.append((index, -rival, best))
            continue
        for bucket in buckets:
            if len(kept_in[bucket]) < MOST_RIVALS:
                kept_in[bucket].append(index)
    return rows


def _shingles(text: str) -> np.ndarray:
    """Sorted 64-bit hashes of the 5-word shingles; a shorter text is one shingle."""
    words = " ".join(_WORD.findall(text.lower())).encode().split()
    if not words:
        return np.empty(0, np.uint64)
    codes = np.fromiter(map(crc32, words), np.uint64, len(words)) + np.uint64(1)
    size = min(SHINGLE, len(codes))
    mixed = np.zeros(len(codes) - size + 1, np.uint64)
    for n in range(size):
        mixed = (mixed ^ codes[n : n + len(mixed)]) * _ODD[0]
        mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)


_ODD = np.random.default_rng(20).integers(1, 2**63, SLOTS + 1, dtype=np.uint64) * 2 + 1


def _bands(texts: Sequence[str], threshold: float) -> np.ndarray:
    """Documents × bands: one hash for each band of the min-hash signature, 0 for no words."""
    rows = max(
        r for r in (1, 2, 4, 8, 16) if 1 - (1 - threshold**r) ** (SLOTS // r) >= SURE or r == 1
    )
    bands = np.zeros((len(texts), SLOTS // rows), np.uint64)
    for index, text in enumerate(texts):
        shingles = _shingles(text)
        if len(shingles):
            signature = _signature(shingles).reshape(-1, rows)
            bands[index] = (signature * _ODD[1 : rows + 1]).sum(axis=1) | np.uint64(1)
    return bands


def _signature(shingles: np.ndarray) -> np.ndarray:
    """Min-hash signature; long documents are worked through in slices to bound memory."""
    slices = range(0, len(shingles), 4096)
    minima = [(shingles[n : n + 4096, None] * _ODD[1:]).min(axis=0) for n in slices]
    return np.min(minima, axis=0)


def _shared(bands: np.ndarray) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Each document that shares a bucket with another, with those buckets (band, hash)."""
    shared = np.zeros(bands.shape, bool)
    for band in range(bands.shape[1]):
        values, inverse, counts = np.unique(bands[:, band], return_inverse=True, return_counts=True)
        shared[:, band] = ((counts > 1) & (values > 0))[inverse]
    for index in np.flatnonzero(shared.any(axis=1)):
        found = np.flatnonzero(shared[index])
        yield int(index), [(int(band), int(bands[index, band])) for band in found]


def _jaccard(one: np.ndarray, other: np.ndarray) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
