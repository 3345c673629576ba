"""What is a compound in one norm and a phrase in another: the parts are the same two concepts.

Swedish *bygga varumärken* is Norwegian *merkevarebygging* where *bygga* and *bygging* are one
concept. The phrase has to be a collocation in its norm (`collocations`), and its norm must have no
such compound of its own.
"""

import functools
from collections import defaultdict

import numpy as np
import pandas as pd

from .compounds import JOINTS, parts_of
from .concepts import ORDER, is_linked
from .glossary import Word
from .word_class import NOUN, VERB, word_classes

GENITIVE = "of / by"  # the joint that turns the parts round: bygging av merkevarer
REDUCED = ("e", "a")  # last vowels that a first part can lose


def compounds_of(pairs: pd.DataFrame, concept: np.ndarray, links: pd.DataFrame) -> list[list[int]]:
    """The compounds of other norms that say what a collocation says.

    Parameters
    ----------
    pairs : language, ca, joint, cb; a row a collocation of one norm
    concept : number of the concept of each lemma, as the pairs have it
    links : concept, language, lemma, method, status; a row a lemma

    Returns
    -------
    Rows of links for each pair, in the order of the norms; none where a norm has several, or where
    the norm of the pair has one itself
    """
    wanted = np.isin(concept, pairs[["ca", "cb"]].to_numpy(np.int64))
    finder = _Compounds(np.where(wanted, concept, -1), links)
    found = []
    for pair in pairs.itertuples():
        acted = finder.is_verb(pair.ca, pair.language)
        orders = _orders(pair.ca, pair.joint, pair.cb, acted)
        by_norm = {code: finder.in_norm(code, orders) for code in ORDER}
        several = any(len(rows) > 1 for rows in by_norm.values())
        usable = not several and not by_norm[pair.language]
        found.append([row for rows in by_norm.values() for row in rows] if usable else [])
    return found


def _orders(ca: int, joint: str, cb: int, acted: bool) -> list[tuple[int, int]]:
    """The first and the second part of compounds that can mean the same as a pair.

    What is built stands before the building in a compound, and behind it in a phrase; *politiske
    partier* are no *partipolitikk*.
    """
    if joint == GENITIVE or (not joint and acted):
        return [(cb, ca)]
    return [] if joint else [(ca, cb)]


class _Compounds:
    """Compounds of a corpus, looked for by their parts."""

    def __init__(self, concept: np.ndarray, links: pd.DataFrame):
        self.links = links
        words = zip(links["language"], links["lemma"], strict=True)
        self.row_of: dict[Word, int] = {word: row for row, word in enumerate(words)}
        self.words: dict[tuple[int, str], list[str]] = defaultdict(list)
        rows = np.flatnonzero(concept >= 0)
        parts = links.iloc[rows][["language", "lemma"]].to_numpy()
        for number, (language, lemma) in zip(concept[rows].tolist(), parts, strict=True):
            self.words[number, language].append(lemma)

    @functools.cached_property
    def concept_of(self) -> dict[Word, str]:
        """The concept of each linked word; few pairs have a compound for which it is asked."""
        linked = self.links[is_linked(self.links)]
        words = zip(linked["language"], linked["lemma"], strict=True)
        return dict(zip(words, linked["concept"], strict=True))

    def is_verb(self, concept: int, language: str) -> bool:
        """Whether a norm has a verb for a concept, and nothing else."""
        classes = [word_classes(word, language) for word in self.words[concept, language]]
        return bool(classes) and all(VERB in one and NOUN not in one for one in classes)

    def in_norm(self, language: str, orders: list[tuple[int, int]]) -> list[int]:
        """Rows of the compounds of a norm whose parts are two concepts, in one of some orders."""
        found = {
            self.row_of[language, word]
            for first, second in orders
            for one in self.words[first, language]
            for other in self.words[second, language]
            for word in _put_together(one, other)
            if (language, word) in self.row_of and self._consists_of(word, language, one, other)
        }
        return sorted(found)

    def _consists_of(self, word: str, language: str, first: str, second: str) -> bool:
        """Whether a compound is cut in this way and in no other."""
        wanted = tuple(self.concept_of[language, part] for part in (first, second))
        return parts_of((language, word), self.concept_of) == wanted


def _put_together(first: str, second: str) -> list[str]:
    stems = [first, first[:-1]] if first.endswith(REDUCED) else [first]
    return [stem + joint + second for stem in stems for joint in JOINTS]
