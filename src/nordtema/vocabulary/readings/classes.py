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

from .features import BOUNDARY, ROLES, type_features
from .table import CLASSES, classes_in_table

NEVER = -100_000
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
        """Summed weights of each row of features: int32 array, rows × CLASSES."""
        place = np.searchsorted(self.keys, features).clip(max=len(self.keys) - 1)
        known = self.keys[place] == features
        return (self.weights[place].astype(np.int32) * known[..., None]).sum(axis=1)


@functools.cache
def class_weights(language: str) -> ClassWeights:
    """The weights of a norm, as shipped."""
    with (DATA / f"classes.{language}.npz").open("rb") as handle, np.load(handle) as stored:
        return ClassWeights(stored["keys"], stored["weights"])


def classes_of(
    tokens: np.ndarray, forms: Sequence[str], language: str, weights: ClassWeights | None = None
) -> np.ndarray:
    """The class of each token.

    Parameters
    ----------
    tokens : numbers of types in the order of the text; BOUNDARY is a type too
    forms : the types, as they are written
    language : code of the norm
    weights : others than those that are shipped

    Returns
    -------
    int8 array of rows of CLASSES, as long as `tokens`
    """
    weights = weights or class_weights(language)
    features = type_features([*forms, BOUNDARY], language)
    reach = max(ROLES)
    padded = np.pad(tokens, reach, constant_values=len(forms))
    total = np.zeros((len(tokens), len(CLASSES)), dtype=np.int32)
    for role in ROLES:
        table = weights.scores(features[role])
        total += table[padded[reach + role : len(padded) - reach + role]]
    total += _allowed(forms, language)[tokens]
    return total.argmax(axis=1).astype(np.int8)


def _allowed(forms: Sequence[str], language: str) -> np.ndarray:
    """0 for the classes that a type can have, a large negative number for the others.

    What our table lists of a form is all that it can be, but for a name.
    """
    mask = np.zeros((len(forms), len(CLASSES)), dtype=np.int32)
    table = classes_in_table(language)
    for row, form in enumerate(forms):
        told = table.get(form.lower())
        if told is not None:
            mask[row, [n for n, name in enumerate(CLASSES) if name not in told]] = NEVER
            if form[0].isupper():
                mask[row, CLASSES.index("proper")] = 0
    return mask
