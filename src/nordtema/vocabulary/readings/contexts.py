"""What the words around it tell of a word beyond doubt, where the classifier is of two minds.

`contexts.csv` holds phrases in which a word has one reading (*jeg ved*, *i hvert fald*), and
`after_imperative.csv` the words that follow an imperative at the head of a sentence (*brug ikke*).
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...tables import package_rows
from ..dictionary import dictionary_lemma
from ..lexicon import stop_words
from ..word_class import VERB, can_be
from .lemmas import lemma_as
from .table import CLASSES, contexts

ANY = "*"  # in a phrase: one word, whichever
LONGEST = 5  # words of a phrase
LEAST_IMPERATIVE = 3  # letters
_ENDING = {"nb": ("e",), "nn": ("e", "a", "je", "ja"), "da": ("e",), "sv": ("a",)}
_DEFINITE = {
    "nb": ("en", "et", "ene"),
    "nn": ("en", "et", "ane", "ene"),
    "da": ("en", "et", "ene", "erne"),
    "sv": ("en", "et", "arna", "erna", "orna"),
}


@dataclass(frozen=True)
class Phrase:
    """A phrase as numbers.

    Attributes
    ----------
    words : number of each word, -1 for any
    place : of the word that is told
    name : its class, a place in CLASSES
    """

    words: tuple[int, ...]
    place: int
    name: int


class Phrases:
    """The phrases of all norms in a stream of types."""

    def __init__(self, types: Sequence[tuple[str, str]]) -> None:
        """Number the words of the phrases.

        Parameters
        ----------
        types : (language, form as it is written)
        """
        languages = sorted({language for language, _ in types})
        numbers: dict[tuple[str, str], int] = {}
        self._phrases = [
            _numbered(language, row, numbers)
            for language in languages
            for row in contexts(language)
        ]
        self._word = np.array(
            [numbers.get((code, form.lower()), len(numbers)) for code, form in types],
            dtype=np.int32,
        )

    def tell(self, stream: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The words of a stream that a phrase tells.

        Parameters
        ----------
        stream : numbers of types

        Returns
        -------
        places in the stream, and the class of each; of two phrases the later one of the table
        counts
        """
        words = self._word[stream]
        places, names = [np.empty(0, np.int64)], [np.empty(0, np.int8)]
        for phrase in self._phrases:
            found = _starts(words, phrase.words) + phrase.place
            places.append(found)
            names.append(np.full(len(found), phrase.name, dtype=np.int8))
        return np.concatenate(places), np.concatenate(names)


def _numbered(language: str, row: dict[str, str], numbers: dict[tuple[str, str], int]) -> Phrase:
    words = row["phrase"].split()
    numbered = tuple(
        -1 if word == ANY else numbers.setdefault((language, word), len(numbers)) for word in words
    )
    return Phrase(numbered, words.index(row["word"]), CLASSES.index(row["class"]))


def _starts(words: np.ndarray, phrase: tuple[int, ...]) -> np.ndarray:
    """Where a phrase begins."""
    first = next(step for step, word in enumerate(phrase) if word >= 0)
    places = max(len(words) - len(phrase) + 1, 0)
    found = np.flatnonzero(words[first : first + places] == phrase[first])
    for step, word in enumerate(phrase):
        if word >= 0:
            found = found[words[found + step] == word]
    return found


@functools.lru_cache(maxsize=400_000)
def may_be_imperative(form: str, language: str) -> bool:
    """Whether a form is that of an imperative, and no function word.

    Parameters
    ----------
    form : in small letters
    language : code of the norm

    Returns
    -------
    bool
    """
    if len(form) < LEAST_IMPERATIVE or not form.isalpha() or form in stop_words(language):
        return False
    stems = (form, form + form[-1])
    possible = {stem + ending for stem in stems for ending in _ENDING[language]}
    verbs = {
        word for word in possible if can_be(word, VERB, language)
    }  # of most words there is none
    return bool(verbs) and lemma_as(form, "verb", language) in verbs


@functools.lru_cache(maxsize=400_000)
def follows_imperative(form: str, language: str) -> bool:
    """Whether a word stands behind an imperative, but behind no noun that opens a sentence.

    Such are pronouns, articles and adverbs (*brug ikke, læg det*), and definite nouns (*ret
    adressen*).

    Parameters
    ----------
    form : in small letters
    language : code of the norm

    Returns
    -------
    bool
    """
    if form in _after_imperative()[language]:
        return True
    known = dictionary_lemma(form, language)
    definite = form.endswith(_DEFINITE[language]) and form not in stop_words(language)
    return definite and known is not None and known != form and form.startswith(known[:-1])


@functools.cache
def _after_imperative() -> dict[str, frozenset[str]]:
    """Norm → forms of the stop words with the meanings of our list."""
    meanings = {row["meaning"] for row in package_rows(__package__, "data", "after_imperative.csv")}
    rows = package_rows("nordtema.vocabulary", "data", "stopwords.csv")
    chosen = [row for row in rows if row["meaning"] in meanings]
    return {
        code: frozenset(form.strip() for row in chosen for form in row[code].split("|")) - {""}
        for code in _ENDING
    }
