"""Which documents repeat another one: the same text, nearly the same, or a shorter piece of it.

Similarity is the Jaccard index of the sets of 5-word shingles, computed exactly. Short posts change
too many shingles with a word or two for that, so among these containment counts as well: a retweet
that was cut is a copy, two posts that share a greeting are not. Every text that goes is alike to
one that stays; copies of copies that are not are no copies.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain

import numpy as np
import pandas as pd

from ..languages import COUNTRIES
from ..study import Corpus
from .counted import KIND
from .reposts import BareText, bare_text
from .shingles import Signatures, met_in_several, shared, shingles_of

MOST_RIVALS = 200  # documents looked at for one bucket: a bound for boilerplate
SHORT = 128  # shingles: such texts are looked up by every shingle, longer ones by min-hash
CONTAINED = 0.9  # share of the shingles of the shorter text
LONG_WORDS = 100  # a shorter text without a mark must be contained as a whole
PLAIN_WORDS = 8  # and one with fewer words is a stock phrase
PLAIN_LONGER = 1.3  # the longer text has at most so many times the words
MARKED_WORDS = 5  # behind "RT @navn:" fewer are enough
MARKED_LONGER = 2.0
FEW_WORDS = 30  # two shorter texts without a mark
FEW_ALIKE = 0.9  # must be as alike as this
REPEATS = {"copy": "copy of", "near copy": "near copy of", "contained": "contained in"}  # reasons
NAMESAKES = 8  # words: shorter texts are compared within their group only


# --- the documents of a corpus --------------------------------------------------------------------
def mark_copies(documents: pd.DataFrame, segments: pd.DataFrame, rules: Corpus) -> pd.DataFrame:
    """Mark copies of another document, whatever its country, and drop them if they count once.

    Parameters
    ----------
    documents : doc_id, country, language, date, status, reason
    segments : doc_id, kind, text
    rules : near_duplicate and reposts

    Returns
    -------
    DataFrame, `documents` with original, copy_kind and similarity, and copies dropped
    """
    documents = documents.assign(original=documents["doc_id"], copy_kind="", similarity=0.0)
    texts = segments.groupby("doc_id", sort=False)["text"].agg("\n".join)
    kept = documents[documents["status"] == "kept"]
    kept = kept.assign(text=texts.reindex(kept["doc_id"]).fillna("").to_numpy())
    kept = kept.loc[_by_precedence(kept).index]
    of_counts = kept["doc_id"].isin(segments.loc[segments["kind"] == KIND, "doc_id"]).to_numpy()
    copies = _copies(kept, of_counts, rules.near_duplicate)
    rows = kept.index[[copy.index for copy in copies]]
    names = kept["doc_id"].tolist()
    originals = [names[copy.original] for copy in copies]
    documents.loc[rows, "original"] = originals
    documents.loc[rows, "copy_kind"] = [copy.kind for copy in copies]
    documents.loc[rows, "similarity"] = [copy.similarity for copy in copies]
    if rules.reposts == "once":
        reasons = [f"{REPEATS[c.kind]} {of}" for c, of in zip(copies, originals, strict=True)]
        documents.loc[rows, "status"] = "dropped"
        documents.loc[rows, "reason"] = reasons
    return documents


def _copies(kept: pd.DataFrame, of_counts: np.ndarray, threshold: float) -> list[Copy]:
    """Copies among the texts, and among counts of words, which know no order: those that are the
    same."""
    copies = []
    for chosen, least in ((~of_counts, threshold), (of_counts, 1.0)):
        places = np.flatnonzero(chosen).tolist()
        texts, languages = kept["text"].to_numpy()[chosen], kept["language"].to_numpy()[chosen]
        copies += [
            replace(copy, index=places[copy.index], original=places[copy.original])
            for copy in find_copies(list(texts), least, list(languages))
        ]
    return sorted(copies, key=lambda copy: copy.index)


def _by_precedence(documents: pd.DataFrame) -> pd.DataFrame:
    """Documents (with their text) in the order in which they would stay if they were copies.

    First those in a country of their language, then those that do not themselves say
    that they repeat another, then the oldest, then by doc_id.
    """
    at_home = {(norm, code) for code, one in COUNTRIES.items() for norm in one.languages}
    where = zip(documents["language"], documents["country"], strict=True)
    bare = [bare_text(text) for text in documents["text"]]
    order = pd.DataFrame(
        {
            "abroad": [place not in at_home for place in where],
            "repeats": [text.repost or text.cut for text in bare],
            "undated": documents["date"] == "",
            "date": documents["date"],
            "doc_id": documents["doc_id"],
        },
        index=documents.index,
    )
    return order.sort_values(list(order.columns), kind="stable")


def copies_table(documents: pd.DataFrame) -> pd.DataFrame:
    """Every copy beside its original, whether it counts or not, by doc_id.

    Parameters
    ----------
    documents : as `mark_copies` returns them

    Returns
    -------
    DataFrame with doc_id, country, copy_of, country_of_original, similarity, kind, kept (0 | 1)
    """
    copies = documents[documents["copy_kind"] != ""].sort_values("doc_id", kind="stable")
    country = documents.set_index("doc_id")["country"]
    return pd.DataFrame(
        {
            "doc_id": copies["doc_id"],
            "country": copies["country"],
            "copy_of": copies["original"],
            "country_of_original": copies["original"].map(country),
            "similarity": copies["similarity"],
            "kind": copies["copy_kind"],
            "kept": (copies["status"] == "kept").astype(int),
        }
    ).reset_index(drop=True)


# --- among texts ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Copy:
    """A text that repeats an earlier one.

    Attributes
    ----------
    index, original : places of the two in the texts given
    similarity : Jaccard index, or the share of the shorter text that the longer one holds
    kind : "copy" (the same words), "near copy" or "contained"
    """

    index: int
    original: int
    similarity: float
    kind: str


def find_copies(
    texts: Sequence[str], threshold: float = 0.8, groups: Sequence[str] | None = None
) -> list[Copy]:
    """Texts that are exact or near copies of an earlier one, or contained in it.

    The original is the earlier text most like it that is no copy itself. Texts without words are
    never copies. With a threshold of 1 only the same words are a copy. Time is about linear; memory
    is some 150 bytes a document beside the texts, and a kilobyte for a short one. Deterministic.

    Parameters
    ----------
    texts : those that shall stay come first
    threshold : Jaccard index from which a text is a near copy
    groups : a label for each text (its language); texts of fewer than 8 words, which may be alike
        by chance, are compared within their group only

    Returns
    -------
    list of Copy, in the order of the texts

    Raises
    ------
    ValueError
        If the threshold is not above 0 and at most 1.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold must be above 0 and at most 1, not {threshold}")
    labels = groups or [""] * len(texts)
    rivals = _Rivals(len(texts), threshold)
    same: list[tuple[int, int]] = []
    first_of: dict[bytes, int] = {}
    for index, text in enumerate(texts):
        shingled = _Shingled.of(text, labels[index])
        if not shingled.bare.words:
            continue
        first = first_of.get(shingled.key())
        if first is None:
            rivals.add(index, shingled.shingles)
            for key in (shingled.key(within=True), shingled.key(within=False)):
                first_of.setdefault(key, index)
        else:
            same.append((index, first))
    rivals.settle()
    copies = {copy.index: copy for copy in _alike(texts, labels, rivals, threshold)}
    for index, first in same:
        earlier = copies.get(first, Copy(first, first, 1.0, "copy"))
        copies[index] = replace(earlier, index=index)
    return [copies[index] for index in sorted(copies)]


def _alike(
    texts: Sequence[str], labels: Sequence[str], rivals: _Rivals, threshold: float
) -> list[Copy]:
    """Near copies and contained texts among those with words of their own."""
    seen = functools.lru_cache(maxsize=4096)(lambda n: _Shingled.of(texts[n], labels[n]))
    copies = []
    for index in rivals.with_rivals():
        text = seen(index)
        pairs = ((_likeness(text, seen(n), threshold), -n) for n in rivals.of(index))
        (similarity, kind), rival = max(
            pairs, key=lambda pair: (pair[0][0], pair[1]), default=((0.0, ""), 0)
        )
        if similarity:
            copies.append(Copy(index, -rival, similarity, kind))
        else:
            rivals.keep(index)
    return copies


@dataclass(frozen=True)
class _Shingled:
    """A text as it is compared.

    A `namesake` is short and says of itself that it repeats nothing: it may be alike to one of
    another group by chance.
    """

    bare: BareText
    group: str

    @classmethod
    def of(cls, text: str, group: str) -> _Shingled:
        return cls(bare_text(text), group)

    @property
    def namesake(self) -> bool:
        return len(self.bare.words) < NAMESAKES and not self.bare.repost and not self.bare.cut

    def key(self, within: bool | None = None) -> bytes:
        """Equal for texts of the same words, within the group or anywhere."""
        group = self.group if (self.namesake if within is None else within) else ""
        words = " ".join((group, "", *self.bare.words))
        return blake2b(words.encode("utf-8", "replace"), digest_size=16).digest()

    @functools.cached_property
    def shingles(self) -> np.ndarray:
        """Sorted hashes of the shingles."""
        return shingles_of(self.bare.words)


def _likeness(one: _Shingled, other: _Shingled, threshold: float) -> tuple[float, str]:
    """Similarity and kind of a pair; 0 where the two are different texts."""
    if one.namesake and other.namesake and one.group != other.group:
        return 0.0, ""
    both = shared(one.shingles, other.shingles)
    jaccard = both / (len(one.shingles) + len(other.shingles) - both)
    if jaccard >= max(threshold, _least(one.bare, other.bare)):
        return jaccard, "copy" if jaccard >= 1 else "near copy"
    if threshold == 1:
        return 0.0, ""
    less, more = sorted((one, other), key=lambda text: len(text.bare.words))
    share = both / len(less.shingles)
    if share < CONTAINED or not _is_piece(less.bare, more.bare, share):
        return 0.0, ""
    return share, "contained"


def _least(one: BareText, other: BareText) -> float:
    """The Jaccard index that two short texts need: of so few words one that differs may be all."""
    marked = one.repost or other.repost or one.cut or other.cut
    return FEW_ALIKE if max(len(one.words), len(other.words)) < FEW_WORDS and not marked else 0.0


def _is_piece(less: BareText, more: BareText, share: float) -> bool:
    """Is the shorter text a piece of the longer one, and more than a phrase that both use?

    `share` is the part of its shingles that the longer one holds.
    """
    marked = less.repost or more.repost
    size = len(less.words)
    if size < (MARKED_WORDS if marked else PLAIN_WORDS):
        return False
    if less.cut and more.words[:size] == less.words:
        return True
    whole = marked or share == 1 or size >= LONG_WORDS
    return whole and len(more.words) <= (MARKED_LONGER if marked else PLAIN_LONGER) * size


class _Rivals:
    """Finds, for each text, the earlier ones that may be like it."""

    def __init__(self, number: int, threshold: float):
        self._threshold = threshold
        self._sizes = np.zeros(number, np.int64)
        self._signatures = Signatures(number, threshold)
        self._buckets: dict[int, list[tuple[int, int]]] = {}
        self._short: dict[int, list[int]] = {}
        self._arrays: dict[int, np.ndarray] = {}
        self._kept_in: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._kept_with: dict[int, list[int]] = {}

    def add(self, index: int, shingles: np.ndarray) -> None:
        """Take up a text."""
        self._sizes[index] = len(shingles)
        if len(shingles) <= SHORT:
            self._arrays[index] = shingles
        if len(shingles) > SHORT * self._threshold:
            self._signatures.add(index, shingles)

    def settle(self) -> None:
        """All texts are taken up: forget what none shares with another."""
        self._buckets = self._signatures.buckets()
        met = met_in_several(self._arrays.values())
        self._kept_with = {shingle: [] for shingle in met}
        for index, shingles in self._arrays.items():
            if common := [shingle for shingle in shingles.tolist() if shingle in met]:
                self._short[index] = common
        self._arrays.clear()

    def with_rivals(self) -> list[int]:
        """The texts that share anything with another, in order."""
        return sorted({*self._buckets, *self._short})

    def of(self, index: int) -> list[int]:
        """The texts kept so far that may be like this one, in order."""
        rivals = {n for bucket in self._buckets.get(index, ()) for n in self._kept_in[bucket]}
        return sorted(rivals.union(self._with_many_shingles(index)))

    def _with_many_shingles(self, index: int) -> list[int]:
        """Short texts that share so many shingles with this one that they may be alike.

        Of a shingle that very many texts use not all are known; it is taken as shared.
        """
        lists = [self._kept_with[shingle] for shingle in self._short.get(index, ())]
        hits = Counter(chain.from_iterable(lists))
        if not hits:
            return []
        rivals, counts = np.array(list(hits)), np.array(list(hits.values()))
        unknown = sum(len(rivals) >= MOST_RIVALS for rivals in lists)
        smaller = np.minimum(self._sizes[rivals], self._sizes[index])
        enough = counts + unknown >= min(self._threshold, CONTAINED) * smaller
        return rivals[enough].tolist()

    def keep(self, index: int) -> None:
        """The text is no copy: later ones are compared with it."""
        buckets = (self._kept_in[bucket] for bucket in self._buckets.get(index, ()))
        words = (self._kept_with[shingle] for shingle in self._short.get(index, ()))
        for rivals in (*buckets, *words):
            if len(rivals) < MOST_RIVALS:
                rivals.append(index)
