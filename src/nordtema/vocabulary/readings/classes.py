"""The word class of each token, from its form and from the two words on either side of it.

A linear classifier: what the five words add to a class is looked up once a type, so that a whole
array of tokens costs five look-ups and a maximum. The weights were learned by
`benchmarks/learn_readings.py`.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from ...corpus.counted import APART
from ..lexicon import stop_words
from .contexts import LONGEST, Phrases, follows_imperative, may_be_imperative
from .features import BOUNDARY, ROLES, type_features
from .table import CLASSES, classes_in_table, empty_in_phrases

NEVER = -20_000  # added where our table says that a form cannot be of a class
ALWAYS = 10_000  # added where the words around it tell of a class that our table allows
PROPER, VERB = CLASSES.index("proper"), CLASSES.index("verb")
OTHER = CLASSES.index("other")
DATA = resources.files("nordtema.vocabulary.readings") / "data"


@dataclass(frozen=True)
class ClassWeights:
    """What features add to the score of each class.

    Attributes
    ----------
    keys : uint32 array of features, in order
    weights : int8 array, features × CLASSES
    """

    keys: np.ndarray
    weights: np.ndarray

    def scores(self, features: np.ndarray) -> np.ndarray:
        """Summed weights of each row of features: int16 array, rows × CLASSES."""
        total = np.zeros((len(features), len(CLASSES)), dtype=np.int16)
        for column in features.T:
            seen, row_of = np.unique(column, return_inverse=True)  # thousands share an ending
            place = np.searchsorted(self.keys, seen).clip(max=len(self.keys) - 1)
            known = self.keys[place] == seen
            total += (self.weights[place] * known[:, None])[row_of]
        return total


@functools.cache
def class_weights(language: str) -> ClassWeights:
    """The weights of a norm, as shipped."""
    with (DATA / f"classes.{language}.npz").open("rb") as handle, np.load(handle) as stored:
        return ClassWeights(stored["keys"], stored["weights"])


class ClassTables:
    """What each word type adds to the classes of the words around it."""

    def __init__(
        self, types: Sequence[tuple[str, str]], weights: dict[str, ClassWeights] | None = None
    ) -> None:
        """Look up all types.

        Parameters
        ----------
        types : (language, form as it is written); BOUNDARY is a form too
        weights : of norms, where others are meant than those that are shipped
        """
        self.boundary: np.ndarray = np.array([form == BOUNDARY for _, form in types], dtype=bool)
        self._apart: np.ndarray = np.array([form == APART for _, form in types], dtype=bool)
        shape = (len(types), len(CLASSES))
        self._tables = {role: np.zeros(shape, dtype=np.int16) for role in ROLES}
        languages = np.array([language for language, _ in types], dtype=object)
        for language in sorted(set(languages)):
            chosen = np.flatnonzero(languages == language)
            forms = [types[number][1] for number in chosen.tolist()]
            learned = (weights or {}).get(language) or class_weights(language)
            for role, features in type_features(forms, language).items():
                self._tables[role][chosen] = learned.scores(features)
            self._tables[0][chosen] += _barred(forms, language)
        self._alone = self._as_alone(types)
        self._phrases = Phrases(types)
        lower = [(form.lower(), language) for language, form in types]
        self._imperative = np.array([may_be_imperative(*word) for word in lower], dtype=bool)
        self._follows = np.array([follows_imperative(*word) for word in lower], dtype=bool)

    def classes(self, stream: np.ndarray, start: int = 0, stop: int | None = None) -> np.ndarray:
        """The classes of a part of a stream.

        Parameters
        ----------
        stream : numbers of types in the order of the texts; a boundary before and after each text
        start, stop : the part

        Returns
        -------
        int8 array of numbers of CLASSES
        """
        stop = len(stream) if stop is None else stop
        reach = max(ROLES)
        first = max(start - reach, 0)
        part = stream[first : stop + reach]
        left, right = reach - (start - first), reach - (min(stop + reach, len(stream)) - stop)
        padded = np.pad(part, (left, right), mode="edge")
        size = stop - start
        total = self._tables[0][padded[reach : reach + size]]
        for side in (-1, 1):
            near = padded[reach + side : reach + side + size]
            far = padded[reach + 2 * side : reach + 2 * side + size]
            total = total + self._tables[side][near]
            total += self._tables[2 * side][np.where(self.boundary[near], near, far)]
        total[self._imperatives(padded)[reach : reach + size], VERB] += ALWAYS
        if self._apart.any():  # what does not stand beside a word tells nothing of it
            alone = self._apart[padded[reach + 1 : reach + 1 + size]]
            total[alone] = self._alone[padded[reach : reach + size][alone]]
        names = total.argmax(axis=1).astype(np.int8)
        self._tell_phrases(names, stream, start)
        return names

    def _as_alone(self, types: Sequence[tuple[str, str]]) -> np.ndarray:
        """The classes of types that stand alone: what may be a stop word is one."""
        alone = self._tables[0].copy()
        if self._apart.any():
            stops = [form.lower() in stop_words(language) for language, form in types]
            alone[np.array(stops, dtype=bool), OTHER] += ALWAYS
        return alone

    def _imperatives(self, padded: np.ndarray) -> np.ndarray:
        """Which words open a sentence as imperatives; the first and the last one are not asked."""
        found = np.zeros(len(padded), dtype=bool)
        found[1:-1] = (
            self.boundary[padded[:-2]] & self._imperative[padded[1:-1]] & self._follows[padded[2:]]
        )
        return found

    def _tell_phrases(self, names: np.ndarray, stream: np.ndarray, start: int) -> None:
        """Sets the classes that phrases tell, of the part of the stream that begins at `start`."""
        first = max(start - LONGEST, 0)
        places, told = self._phrases.tell(stream[first : start + len(names) + LONGEST])
        places = places + first - start
        inside = (places >= 0) & (places < len(names))
        names[places[inside]] = told[inside]


def _barred(forms: Sequence[str], language: str) -> np.ndarray:
    """0 for the classes that a type can have, NEVER for the others.

    What our table lists of a form is all that it can be, but for a name.
    """
    barred = np.zeros((len(forms), len(CLASSES)), dtype=np.int16)
    table, empty = classes_in_table(language), empty_in_phrases(language)
    for row, form in enumerate(forms):
        if form.lower() in empty:  # what only a phrase can tell
            barred[row, OTHER] = NEVER
        told = table.get(form.lower())
        if told is not None:
            barred[row] = [0 if name in told else NEVER for name in CLASSES]
            if form[0].isupper():
                barred[row, PROPER] = 0
    return barred
