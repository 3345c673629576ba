"""Shingles, runs of a few words, as numbers: what two texts have in common, found in linear time.

A. Broder, "On the resemblance and containment of documents", 1997; min-hashing with banding as in
Leskovec, Rajaraman & Ullman, *Mining of Massive Datasets*, ch. 3.
"""

from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

import numpy as np

SHINGLE = 5  # words
SLOTS = 64  # values of a document's signature
SURE = 0.999  # chance with which a pair at the threshold becomes a candidate
_SLICE = 4096  # shingles worked through at once, to bound memory
_ODD = np.random.default_rng(20).integers(1, 2**63, SLOTS + 1, dtype=np.uint64) * 2 + 1


def shingles_of(words: Sequence[str]) -> np.ndarray:
    """Sorted 64-bit hashes of the 5-word shingles; a shorter text is one shingle.

    Parameters
    ----------
    words : of a text, in order

    Returns
    -------
    uint64 array, each hash once
    """
    if not words:
        return np.empty(0, np.uint64)
    encoded = " ".join(words).encode("utf-8", "replace").split(b" ")
    codes = np.fromiter(map(crc32, encoded), np.uint64, len(encoded)) + np.uint64(1)
    size = min(SHINGLE, len(codes))
    mixed = np.zeros(len(codes) - size + 1, np.uint64)
    for n in range(size):
        mixed = (mixed ^ codes[n : n + len(mixed)]) * _ODD[0]
        mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed)


def shared(one: np.ndarray, other: np.ndarray) -> int:
    """How many shingles two texts have in common.

    Parameters
    ----------
    one, other : as `shingles_of` returns them

    Returns
    -------
    number of hashes
    """
    return len(np.intersect1d(one, other, assume_unique=True))


class Signatures:
    """Min-hash signatures in bands: two texts that are alike share at least one bucket.

    A pair whose Jaccard index is at the threshold shares a bucket with a chance of `SURE`.

    Parameters
    ----------
    number : of texts
    threshold : Jaccard index from which a pair must be met
    """

    def __init__(self, number: int, threshold: float):
        fit = (r for r in (16, 8, 4, 2) if 1 - (1 - threshold**r) ** (SLOTS // r) >= SURE)
        self._rows = next(fit, 1)
        self._bands = np.zeros((number, SLOTS // self._rows), np.uint64)

    def add(self, index: int, shingles: np.ndarray) -> None:
        """Take up the shingles of a text; a text without any has no bucket.

        Parameters
        ----------
        index : number of the text
        shingles : as `shingles_of` returns them
        """
        slices = range(0, len(shingles), _SLICE)
        minima = [(shingles[n : n + _SLICE, None] * _ODD[1:]).min(axis=0) for n in slices]
        if minima:
            signature = np.min(minima, axis=0).reshape(-1, self._rows)
            mixed = (signature * _ODD[1 : self._rows + 1]).sum(axis=1)
            self._bands[index] = mixed | np.uint64(1)

    def buckets(self) -> dict[int, list[tuple[int, int]]]:
        """The buckets (band, hash) that each text shares with another, where there are any.

        Returns
        -------
        text → list of (band, hash)
        """
        common = np.zeros(self._bands.shape, bool)
        for band in range(common.shape[1]):
            common[:, band] = _met_twice(self._bands[:, band])
        return {
            index: [(int(n), int(self._bands[index, n])) for n in np.flatnonzero(row)]
            for index, row in _filled(common)
        }


def _met_twice(values: np.ndarray) -> np.ndarray:
    """Which values are met more than once, 0 aside."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (counts > 1)[inverse] & (values > 0)


def _filled(common: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    return ((int(index), common[index]) for index in np.flatnonzero(common.any(axis=1)))


def met_in_several(texts: Iterable[np.ndarray]) -> set[int]:
    """The shingles that stand in more than one of the texts.

    Parameters
    ----------
    texts : shingles of each

    Returns
    -------
    set of hashes
    """
    every = np.concatenate([*texts, np.empty(0, np.uint64)])
    every.sort()
    return set(every[1:][every[1:] == every[:-1]].tolist())
