"""What the concepts of the general glossary mean, as vectors: what is near in meaning is near here.

The table was learned once by `benchmarks/learn_vectors.py`, from the words of the glossary alone
and from no text of a study. A row of the glossary that is younger than the table has no vector.

Names of concepts differ between studies (*dyr* here is *dyr_2* there), and a researcher can join
several rows into one concept. So vectors are looked up by words, as the audit of concepts is.
"""

import functools
from zlib import crc32

import numpy as np
import pandas as pd

from ..languages import LANGUAGES
from .glossary import Word, general_glossary
from .headwords import headword
from .lexicon import DATA

FILE = "vectors.npz"
NO_ROW = -1


def concept_vectors(words: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The vectors of the concepts of a study.

    A concept whose headwords stand in several rows of the glossary gets the mean of their vectors.
    What only spelling has linked, and a term that no row names, has none.

    Parameters
    ----------
    words : a row a concept and a column a norm, cells as of `headwords.word_cells`

    Returns
    -------
    V × 64 numbers, rows of length 1, or of zeros where there is no vector; V truth values, whether
    a concept has one
    """
    vectors, _ = glossary_vectors()
    padded = np.vstack([vectors, np.zeros_like(vectors[:1])])  # the last for what has no row
    total = padded[glossary_rows(words)].sum(axis=1)
    return _of_length_one(total), total.any(axis=1)


def glossary_rows(words: pd.DataFrame) -> np.ndarray:
    """The rows of the general glossary that the headwords of concepts stand in.

    Parameters
    ----------
    words : a row a concept and a column a norm, cells as of `headwords.word_cells`

    Returns
    -------
    V × norms, numbers of entries of `general_glossary`; -1 where the headword stands in none
    """
    rows = _row_of_word()
    columns = [
        [rows.get((code, headword(cell or "")), NO_ROW) for cell in words[code]]
        for code in LANGUAGES
    ]
    return np.array(columns, dtype=int).T


@functools.cache
def glossary_vectors() -> tuple[np.ndarray, np.ndarray]:
    """The vectors of the rows of the general glossary, in their order.

    Returns
    -------
    Entries × 64 numbers, rows of length 1, or of zeros where there is no vector; a truth value for
    each entry, whether it has one
    """
    with (DATA / FILE).open("rb") as handle, np.load(handle) as stored:
        keys, steps = stored["keys"].tolist(), stored["vectors"].T
    place = {key: number for number, key in enumerate(keys)}
    found = [place.get(key_of(entry.concept), NO_ROW) for entry in general_glossary()]
    known = np.array(found) != NO_ROW
    vectors = _of_length_one(steps[found].astype(np.float32) * known[:, None])
    for array in (vectors, known):
        array.setflags(write=False)
    return vectors, known


def key_of(concept: str) -> int:
    """The key under which the table has a row of the glossary, which only its name makes.

    Parameters
    ----------
    concept : as the glossary names it

    Returns
    -------
    A number below 2³²
    """
    return crc32(concept.encode())


@functools.cache
def _row_of_word() -> dict[Word, int]:
    return {word: n for n, entry in enumerate(general_glossary()) for word in entry.words}


def _of_length_one(vectors: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(length > 0, length, 1)).astype(np.float32)
