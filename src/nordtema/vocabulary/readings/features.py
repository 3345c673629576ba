"""What a word form shows of its class, as numbers: itself, its endings, its letters, its dictionary.

A feature is the CRC of its name, so that weights can be shipped without any list of words.
"""

import functools
from collections.abc import Iterable
from os.path import commonprefix
from zlib import crc32

import numpy as np

from ..dictionary import dictionary_lemma

BOUNDARY = "¶"  # stands where a text or a sentence begins or ends
ROLES = (-2, -1, 0, 1, 2)  # where a word stands, seen from the one that is asked for
_WIDTH = {0: 11, 1: 4, 2: 1}  # features of a type in a role, by distance
_ENDINGS = (1, 2, 3, 4)


def type_features(forms: Iterable[str], language: str) -> dict[int, np.ndarray]:
    """The features of word types, for each place beside the word that is asked for.

    Parameters
    ----------
    forms : word forms as they stand in the text
    language : code of the norm

    Returns
    -------
    role → uint32 array (types × features of that role); 0 where a type has fewer
    """
    rows = [_of_type(form, language) for form in forms]
    own = np.array([row[0] for row in rows], dtype=np.uint32).reshape(len(rows), _WIDTH[0])
    near = np.array([row[1] for row in rows], dtype=np.uint32).reshape(len(rows), _WIDTH[1])
    return {
        role: own if role == 0 else _in_role(near[:, : _WIDTH[abs(role)]], role) for role in ROLES
    }


def _in_role(features: np.ndarray, role: int) -> np.ndarray:
    """The same features under other numbers; 0 stays 0."""
    odd = np.uint32(2654435761 + 2 * (role + 2))
    with np.errstate(over="ignore"):
        return features * odd


@functools.lru_cache(maxsize=100_000)
def _of_type(form: str, language: str) -> tuple[list[int], list[int]]:
    word = form.lower()
    dictionary = _dictionary_says(word, language)
    endings = [feature_number(f"e{word[-size:]}") if len(word) > size else 0 for size in _ENDINGS]
    own = [feature_number(f"w{word}"), *endings, feature_number(f"d{dictionary}"),
           feature_number(f"d{dictionary}{word[-2:]}"), *_shape(form, word, dictionary)]  # fmt: skip
    near = [own[0], endings[1], endings[2], own[5]]
    return own, near


def _shape(form: str, word: str, dictionary: str) -> list[int]:
    """Capitals, digits, hyphens; and what a capital tells with what the dictionary knows."""
    capital = "C" if form[:1].isupper() else "c"
    size = "A" if len(form) > 1 and form.isupper() else "a"
    digit = "9" if any(sign.isdigit() for sign in form) else ""
    return [
        feature_number(f"s{capital}{size}{digit}"),
        feature_number(f"c{capital}{dictionary}"),
        feature_number(f"h{'-' in form}"),
        feature_number(f"l{min(len(word), 5)}{capital}"),
    ]


def _dictionary_says(word: str, language: str) -> str:
    """What the dictionary puts in place of the end of the form (*-er+e*), or that it has none."""
    if word == BOUNDARY or not word.replace("-", "").isalpha() or word.endswith("-"):
        return word if word == BOUNDARY else "x"
    headword = dictionary_lemma(word, language)
    if headword is None:
        return "?" + word[-1]
    same = len(commonprefix((word, headword)))
    return f"-{word[same:]}+{headword[same:]}|{headword[-1:]}"


@functools.lru_cache(maxsize=1_000_000)
def feature_number(name: str) -> int:
    """The number of a feature: the same on every machine, never 0."""
    return crc32(name.encode()) or 1
