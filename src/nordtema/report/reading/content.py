"""What the reading pages are made of: tables, and as much of the texts as may be shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from ...comparison.passages import MOST_WORDS, ThemesOfWords
from ...corpus.counted import KIND
from ...study import Study
from ...vocabulary.comparable import EVEN, UNEVEN, UNSEEN
from ...vocabulary.door import Door
from ...vocabulary.finder import WordFinder
from .addresses import addresses

Shown = Literal["none", "short", "full"]
ROWS = 60  # claims, or themes, on a page of rows
TITLE_WORDS = 10  # of a first line that is taken for the title where none is told
_LOWER: tuple[Shown, ...] = ("none", "short", "full")
OWN_WORDS = 8  # of a theme and country that are shown
_OPEN = ("cc", "public domain", "nlod", "ogl", "open")  # how licences begin that let texts be shown
_CLOSED = ("none", "no", "confidential", "private", "fortrolig", "konfidentiell", "sekretess")


@dataclass(frozen=True)
class Content:
    """All that the pages tell of one model.

    Attributes
    ----------
    study : its parameters
    model : name of the model
    claims, prevalence, over_time, diagnostics, topics, labels, own_words, passages, shares : its
        tables (shares: document_topics)
    audited : the table comparable
    national : national_themes; None where it was not made
    documents : documents_described of the compared documents, with `group`
    segments : segment_id, doc_id, kind, language, text of these, persons masked
    links : concept, language, lemma, method, score, frequency, status
    concepts : every concept that is counted, with its words by norm
    forms : every form and its concept, the more frequent reading first
    themes : which words belong to which theme
    finder : where the concepts stand in a text
    door : what no page may show
    notes : the researcher's note on each label
    """

    study: Study
    model: str
    claims: pd.DataFrame
    prevalence: pd.DataFrame
    over_time: pd.DataFrame
    diagnostics: pd.DataFrame
    topics: pd.DataFrame
    labels: pd.DataFrame
    own_words: pd.DataFrame
    passages: pd.DataFrame
    shares: pd.DataFrame
    audited: pd.DataFrame
    national: pd.DataFrame | None
    documents: pd.DataFrame
    segments: pd.DataFrame
    links: pd.DataFrame
    concepts: pd.DataFrame
    forms: pd.DataFrame
    themes: ThemesOfWords
    finder: WordFinder
    door: Door
    notes: dict[str, str]

    # ---------------------------------------------------------------- names and addresses

    @cached_property
    def names(self) -> dict[int, str]:
        """Label of each topic."""
        return dict(zip(self.labels["topic"], self.labels["label"], strict=True))

    @cached_property
    def theme_pages(self) -> dict[int, str]:
        """Address of the page of each topic."""
        named = [f"{topic} {label}" for topic, label in self.names.items()]
        found = addresses(named)
        return dict(zip(self.names, (f"{found[name]}.html" for name in named), strict=True))

    @cached_property
    def claim_rows(self) -> dict[str, str]:
        """Address of the row of each claim, from the folder of the report."""
        claims = enumerate(self.claims["claim"])
        return {claim: f"rows/claims-{place // ROWS + 1}.html#{claim}" for place, claim in claims}

    @cached_property
    def share_rows(self) -> dict[int, str]:
        """Address of the rows of each topic's shares."""
        topics = enumerate(dict.fromkeys(self.prevalence["topic"]))
        return {t: f"rows/prevalence-{place // ROWS + 1}.html#topic-{t}" for place, t in topics}

    @cached_property
    def groups(self) -> list[str]:
        """Groups that are compared, in the order of the tables."""
        return list(dict.fromkeys(self.prevalence["country"]))

    @cached_property
    def group_of(self) -> dict[str, str]:
        """Group of each document."""
        return dict(zip(self.documents["doc_id"], self.documents["group"], strict=True))

    # ---------------------------------------------------------------- what can be compared

    @cached_property
    def uneven(self) -> frozenset[str]:
        """Concepts that cannot be compared between languages, by parallel texts."""
        return frozenset(self.audited.loc[self.audited["comparable"] == UNEVEN, "concept"])

    def norm_of_both(self, claim: dict) -> str:
        """The norm in which all compared texts of both groups of a claim are; "" for several.

        Parameters
        ----------
        claim : a row of `claims.<model>`
        """
        both = self.documents["group"].isin([claim["group_a"], claim["group_b"]])
        norms = self.documents.loc[both, "language"].unique()
        return str(norms[0]) if len(norms) == 1 else ""

    def rests_on(self, topic: int) -> dict[str, float]:
        """What part of a topic's weight is of concepts that can be compared, cannot be, or of which
        parallel texts do not tell.

        Parameters
        ----------
        topic : its number, from 1

        Returns
        -------
        verdict → share; the shares sum to 1
        """
        verdicts = dict(zip(self.audited["concept"], self.audited["comparable"], strict=True))
        model = self.themes.model
        answers = pd.Series([verdicts.get(name, UNSEEN) for name in model.concepts.tolist()])
        weight = pd.Series(model.topics[topic - 1]).groupby(answers).sum()
        found = {answer: float(weight.get(answer, 0.0)) for answer in (EVEN, UNEVEN, UNSEEN)}
        return {answer: share / sum(found.values()) for answer, share in found.items()}

    # ---------------------------------------------------------------- texts

    def shown(self, doc_id: str) -> Shown:
        """How much of a document is shown: what the study says, or less by its licence; nothing of
        counts.

        Parameters
        ----------
        doc_id : of the document
        """
        return self._shown[doc_id]

    @cached_property
    def _shown(self) -> dict[str, Shown]:
        return {**self._allowed, **dict.fromkeys(self.counted, "none")}

    @cached_property
    def _allowed(self) -> dict[str, Shown]:
        return how_much_is_shown(self.documents, self.study.report.passages)

    @cached_property
    def counted(self) -> frozenset[str]:
        """The documents of which only the counts of their words are there."""
        return frozenset(self.segments.loc[self.segments["kind"] == KIND, "doc_id"])

    @cached_property
    def text_of(self) -> dict[str, tuple[str, str]]:
        """Text and norm of each segment, as it may be shown."""
        rows = zip(*(self.segments[n] for n in ("segment_id", "text", "language")), strict=True)
        return {segment: (text, language) for segment, text, language in rows}

    @cached_property
    def segments_of(self) -> dict[str, list[str]]:
        """Ids of the segments of each document, in order."""
        found: dict[str, list[str]] = {}
        for doc_id, segment in zip(
            self.segments["doc_id"], self.segments["segment_id"], strict=True
        ):
            found.setdefault(doc_id, []).append(segment)
        return found

    @cached_property
    def titles(self) -> dict[str, str]:
        """Title of each document: as its source tells it, else its first line, else its id."""
        told = dict(zip(self.documents["doc_id"], self.documents["title"].fillna(""), strict=True))
        return {
            doc_id: self._told_title(doc_id, title) or self._first_line(doc_id) or doc_id
            for doc_id, title in told.items()
        }

    def _told_title(self, doc_id: str, title: str) -> str:
        return "" if self._allowed[doc_id] == "none" else self.door.text_left(title)

    def _first_line(self, doc_id: str) -> str:
        if self.shown(doc_id) == "none" or doc_id not in self.segments_of:
            return ""
        text, _ = self.text_of[self.segments_of[doc_id][0]]
        words = text.split()
        line = " ".join(words[:TITLE_WORDS])
        return self.door.text_left(line) + (" …" if len(words) > TITLE_WORDS else "")

    def excerpts(self, doc_id: str) -> Iterator[tuple[str, str]]:
        """The text of a document as far as it may be shown, piece by piece, with its norm.

        Parameters
        ----------
        doc_id : of the document

        Yields
        ------
        (text, norm); names that may not be shown are still there, since words are marked first
        """
        shown = self.shown(doc_id)
        if shown == "full":
            for segment in self.segments_of.get(doc_id, ()):
                yield self.text_of[segment]
        elif shown == "short":
            for segment, start, end in self._lent.get(doc_id) or self._beginning(doc_id):
                text, language = self.text_of[segment]
                yield text[start:end], language

    @cached_property
    def _lent(self) -> dict[str, list[tuple[str, int, int]]]:
        """The passages of each document, once each, in order."""
        columns = ("doc_id", "segment_id", "start", "end")
        places = self.passages[list(columns)].drop_duplicates()
        found: dict[str, list[tuple[str, int, int]]] = {}
        for doc_id, segment, start, end in places.itertuples(index=False):
            found.setdefault(doc_id, []).append((segment, int(start), int(end)))
        return {doc_id: _apart(sorted(some)) for doc_id, some in found.items()}

    def _beginning(self, doc_id: str) -> list[tuple[str, int, int]]:
        """The first words of a document of which no theme shows a passage."""
        for segment in self.segments_of.get(doc_id, ()):
            text, _ = self.text_of[segment]
            words = [met.end() for met in re.finditer(r"\S+", text)][:MOST_WORDS]
            if len(words) > TITLE_WORDS:
                return [(segment, 0, words[-1])]
        return []


def _apart(places: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The places, those that overlap put together."""
    found: list[tuple[str, int, int]] = []
    for segment, start, end in places:
        if found and found[-1][0] == segment and start <= found[-1][2]:
            found[-1] = (segment, found[-1][1], max(end, found[-1][2]))
        else:
            found.append((segment, start, end))
    return found


def how_much_is_shown(documents: pd.DataFrame, asked: Shown) -> dict[str, Shown]:
    """How much of each document may be shown.

    Parameters
    ----------
    documents : doc_id and, where the corpus has one, licence
    asked : `report.passages`

    Returns
    -------
    doc_id → none, short or full: what is asked for, or less by the licence
    """
    licence = documents.get("licence", pd.Series("", index=documents.index)).fillna("")
    pairs = zip(documents["doc_id"], licence, strict=True)
    return {doc: min(asked, _by_licence(str(text)), key=_LOWER.index) for doc, text in pairs}


def _by_licence(licence: str) -> Shown:
    """What a licence lets be shown: all where it is open or nothing is told, nothing where it says
    so, else a short passage."""
    told = licence.strip().casefold()
    if not told or told.startswith(_OPEN):
        return "full"
    return "none" if told.startswith(_CLOSED) else "short"
