"""Where a theme can be read: passages of the groups that are compared, for and against.

A word of a text belongs to each theme by a chance: the share of the theme in the text times the
weight of the word in the theme, over their sum (as in the posterior of LDA, given its shares). The
mean over the words of a segment says what it is about. Whoever doubts a theme, or a difference,
reads: typical passages (as stm's findThoughts gives them), one from a text with the mean share of
its group, and one from the text that speaks most against the group's share. A text lends no more
than 70 words to them all, whatever the number of themes.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import sparse

from ..topics.model import TopicModel
from ..vocabulary.finder import Place, WordFinder
from .sample import Sample

ROLES = ("typical", "typical", "middle", "against")  # the passages of a theme and group
MOST_WORDS = 70  # that a document lends to all passages together; some more are for its title
LEAST_WORDS = 20  # known words of a document that can tell anything of a theme, if there are such
WORTH_READING = 12  # words: a passage is no shorter if its segment is not
TRIED = 25  # documents that are tried for a passage
TELLS = 3.0  # a Bayes factor from which on evidence is positive (Kass & Raftery 1995)
FEW = 8.0  # known words that are added where segments are compared, so that headings do not lead
CHUNK = 5000  # segments whose words are held at a time
_SENTENCE_END = re.compile(r"[.!?…:]+[»”\"')\]]*\s+|\n+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class ThemesOfWords:
    """By what chance words belong to the themes of a model, given the shares of their text.

    Attributes
    ----------
    model : with topics K × V
    columns : number of each concept of the model
    """

    model: TopicModel
    columns: dict[str, int]

    @classmethod
    def of(cls, model: TopicModel) -> "ThemesOfWords":
        """Those of a model.

        Parameters
        ----------
        model : fitted
        """
        return cls(model, {name: place for place, name in enumerate(model.concepts.tolist())})

    def chances(self, numbers: np.ndarray, shares: np.ndarray) -> np.ndarray:
        """Chances of words to belong to each theme.

        Parameters
        ----------
        numbers : words, numbers of their concepts
        shares : words × K, shares of the text that each stands in, or K where it is one text

        Returns
        -------
        words × K, rows sum to 1
        """
        weights = self.model.topics.T[numbers] * shares
        total = weights.sum(axis=1, keepdims=True)
        return np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)

    def telling(self, numbers: np.ndarray) -> np.ndarray:
        """Whether words tell themes from others, whatever their text is about.

        They do from `TELLS` times the mean weight in the other themes on.

        Parameters
        ----------
        numbers : words, numbers of their concepts

        Returns
        -------
        words × K, of bool
        """
        weights = self.model.topics.T[numbers]
        others = (weights.sum(axis=1, keepdims=True) - weights) / (self.model.k - 1)
        return weights >= TELLS * others

    def known(self, places: Iterable[Place]) -> list[tuple[Place, int]]:
        """The places whose concept the topics know, and its number.

        Parameters
        ----------
        places : as `WordFinder.places` gives them

        Returns
        -------
        list of (place, number)
        """
        columns = self.columns
        return [(one, columns[one.concept]) for one in places if one.concept in columns]


def segment_shares(
    segments: pd.DataFrame, shares: dict[str, np.ndarray], finder: WordFinder, themes: ThemesOfWords
) -> pd.DataFrame:
    """What each segment is about: the frame `passages`.

    Parameters
    ----------
    segments : segment_id, doc_id, language, text; of documents that have shares
    shares : K shares of each document
    finder : of the study's words
    themes : of the model

    Returns
    -------
    DataFrame with segment_id, doc_id, words, topic_1 … topic_K
    """
    k = themes.model.k
    parts = [np.zeros((0, k + 1))]
    for start in range(0, len(segments), CHUNK):
        part = segments.iloc[start : start + CHUNK]
        parts.append(_about(part, shares, finder, themes))
    found = np.concatenate(parts)
    table = segments[["segment_id", "doc_id"]].reset_index(drop=True)
    table["words"] = found[:, 0].astype(np.int64)
    names = [f"topic_{number + 1}" for number in range(k)]
    return pd.concat([table, pd.DataFrame(found[:, 1:], columns=names)], axis=1)


def _about(
    segments: pd.DataFrame, shares: dict[str, np.ndarray], finder: WordFinder, themes: ThemesOfWords
) -> np.ndarray:
    """Known words and mean chances of some segments, segments × (1 + K)."""
    texts = zip(segments["text"], segments["language"], strict=True)
    met = [[number for _, number in themes.known(finder.places(*text))] for text in texts]
    lengths = np.array([len(numbers) for numbers in met], dtype=np.int64)
    rows = np.repeat(np.arange(len(met)), lengths)
    numbers = np.array([number for some in met for number in some], dtype=np.int64)
    of_segment = np.array([shares[doc] for doc in segments["doc_id"]])
    chances = themes.chances(numbers, of_segment[rows])
    collect = sparse.csr_matrix(
        (np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=(len(met), len(rows))
    )
    mean = (collect @ chances) / np.maximum(lengths, 1)[:, None]
    return np.column_stack([lengths, mean])


@dataclass
class _Chooser:
    """Chooses passages one after the other; knows what each document has lent already."""

    sample: Sample
    segments: pd.DataFrame  # as of `segment_shares`, with language and text
    rows: dict[str, np.ndarray]  # of each document in them
    words: np.ndarray  # known words of each document of the sample
    means: dict[str, np.ndarray]  # K mean shares of each group
    finder: WordFinder
    themes: ThemesOfWords
    lent: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: set[tuple[int, str]] = field(default_factory=set)  # themes and their documents

    @classmethod
    def of(
        cls, sample: Sample, segments: pd.DataFrame, finder: WordFinder, themes: ThemesOfWords
    ) -> "_Chooser":
        rows = segments.groupby("doc_id", sort=False).indices
        total = segments.groupby("doc_id")["words"].sum()
        words = total.reindex(sample.doc_ids).fillna(0).to_numpy()
        means = {name: sample.shares[sample.groups == name].mean(axis=0) for name in sample.present}
        return cls(sample, segments, rows, words, means, finder, themes)

    def passage(self, topic: int, group: str, role: str) -> dict | None:
        """The first of the documents that fit which can lend a passage, with its place."""
        for row in self._documents(topic, group, role)[:TRIED]:
            doc_id = self.sample.doc_ids[row]
            left = MOST_WORDS - self.lent[doc_id]
            if doc_id not in self.rows or (topic, doc_id) in self.shown or left < WORTH_READING:
                continue
            share = self.sample.shares[row, topic]
            about = topic if self._has_much(topic, group, role) else self._leading(doc_id)
            place = self._window(doc_id, self.sample.shares[row], about, left)
            if place is not None:
                self.shown.add((topic, doc_id))
                return {"topic": topic + 1, "group": group, "role": role, "doc_id": doc_id,
                        **place, "share": share}  # fmt: skip
        return None

    def _documents(self, topic: int, group: str, role: str) -> np.ndarray:
        """Rows of the documents of a group, those first that fit the role best."""
        rows = np.flatnonzero(self.sample.groups == group)
        words = self.words[rows]
        rows = rows[words >= min(LEAST_WORDS, words.max(initial=0))]
        share = np.round(self.sample.shares[rows, topic], 6)
        distance = {
            "typical": -share,
            "middle": np.abs(share - self.means[group][topic]),
            "against": -share if self._has_much(topic, group, role) else share,
        }[role]
        return rows[np.lexsort((self.sample.doc_ids[rows], distance))]

    def _has_much(self, topic: int, group: str, role: str) -> bool:
        """Whether the role asks for texts that have the theme."""
        overall = float(np.mean([mean[topic] for mean in self.means.values()]))
        return role != "against" or self.means[group][topic] < overall

    def _leading(self, doc_id: str) -> int:
        """The theme that most words of a document belong to."""
        segments = self.segments.iloc[self.rows[doc_id]]
        weighted = segments.filter(regex="^topic_").to_numpy() * segments[["words"]].to_numpy()
        return int(np.argmax(np.round(weighted.sum(axis=0), 6)))

    def _window(self, doc_id: str, shares: np.ndarray, topic: int, most: int) -> dict | None:
        """The segment of a document that is most about a theme, and the sentences of it to show."""
        segments = self.segments.iloc[self.rows[doc_id]]
        mass = segments[f"topic_{topic + 1}"] * segments["words"]
        score = np.round((mass / (segments["words"] + FEW)).to_numpy(), 6)
        if not score.any():
            return None
        segment = segments.iloc[int(np.argmax(score))]
        known = self.themes.known(self.finder.places(segment["text"], segment["language"]))
        numbers = np.array([number for _, number in known], dtype=np.int64)
        chances = self.themes.chances(numbers, shares)[:, topic]
        starts = np.array([place.start for place, _ in known])
        start, end = _best_sentences(segment["text"], starts, chances, most)
        self.lent[doc_id] += len(segment["text"][start:end].split())
        return {"segment_id": segment["segment_id"], "start": start, "end": end}


def choose_passages(
    sample: Sample,
    segments: pd.DataFrame,
    about: pd.DataFrame,
    finder: WordFinder,
    themes: ThemesOfWords,
) -> pd.DataFrame:
    """The passages of each theme and group: the table `passages`.

    Parameters
    ----------
    sample : the documents that are compared
    segments : segment_id, doc_id, language, text of these
    about : as `segment_shares` gives it for the same segments, in the same order
    finder : of the study's words
    themes : of the model

    Returns
    -------
    DataFrame with topic, group, role, doc_id, segment_id, start, end, share
    """
    joined = about.assign(
        text=segments["text"].to_numpy(), language=segments["language"].to_numpy()
    )
    chooser = _Chooser.of(sample, joined, finder, themes)
    cells = [(topic, group) for topic in range(sample.shares.shape[1]) for group in sample.present]
    rows = [
        chooser.passage(topic, group, role) for role in ROLES for topic, group in cells
    ]  # all themes have their first passage before one has its second
    columns = ["topic", "group", "role", "doc_id", "segment_id", "start", "end", "share"]
    table = pd.DataFrame([row for row in rows if row], columns=columns)
    place = {"group": sample.present, "role": list(dict.fromkeys(ROLES))}
    keys = [table["role"].map(place["role"].index), table["group"].map(place["group"].index)]
    return table.iloc[np.lexsort((*keys, table["topic"]))].reset_index(drop=True)


def _best_sentences(
    text: str, starts: np.ndarray, chances: np.ndarray, most: int
) -> tuple[int, int]:
    """Where the sentences begin and end that hold most of a theme in at most so many words."""
    edges = [0, *(met.end() for met in _SENTENCE_END.finditer(text)), len(text)]
    edges = [edge for n, edge in enumerate(edges) if n == 0 or edge > edges[n - 1]]
    sizes = [len(text[a:b].split()) for a, b in pairwise(edges)]
    mass = np.histogram(starts, bins=[*edges[:-1], len(text) + 1], weights=chances)[0]
    best, place = -1.0, (edges[0], edges[-1])
    for first, last in _runs(sizes, most):
        total = float(np.round(mass[first : last + 1].sum(), 6))
        if total > best:
            best, place = total, (edges[first], edges[last + 1])
    return _cut(text, *place, most)


def _runs(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """First and last sentence of each longest run of at most so many words; of one at least."""
    for first in range(len(sizes)):
        last, words = first, sizes[first]
        while last + 1 < len(sizes) and words + sizes[last + 1] <= most:
            last += 1
            words += sizes[last]
        yield first, last


def _cut(text: str, start: int, end: int, most: int) -> tuple[int, int]:
    """Without white space at the ends, and after so many words."""
    words = [met.span() for met in _WORD.finditer(text, start, end)][:most]
    return (words[0][0], words[-1][1]) if words else (start, end)
