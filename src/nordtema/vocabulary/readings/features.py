"""What a word form shows of its class, as numbers: itself, its endings, what its dictionary says.

A feature is a checksum of what is seen, so that weights can be shipped without any list of words.
"""

from collections.abc import Iterable
from zlib import crc32

import numpy as np

from ..dictionary import dictionary_lemma

BOUNDARY = "¶"  # stands where a text or a sentence begins or ends
ROLES = (-2, -1, 0, 1, 2)  # where a word stands, seen from the one that is asked for
#: where the checksum of each kind of feature starts
_WORD, _ENDING, _DICTIONARY, _SHAPE = 1, 2, 3, 4
_OWN, _NEAR = 9, 4  # features of a type for itself, and for the words beside it
_MULTIPLIER = 2654435761  # odd, so that no two features become one (Knuth's multiplicative hash)


def type_features(forms: Iterable[str], language: str) -> dict[int, np.ndarray]:
    """The features of word types, for each place beside the word that is asked for.

    Parameters
    ----------
    forms : word forms as they stand in the text
    language : code of the norm

    Returns
    -------
    role → uint32 array (types × features of that role): nine for the word itself, four for the
    next ones, one for those behind them
    """
    rows = np.array([_of_type(form, language) for form in forms], dtype=np.uint32)
    rows = rows.reshape(-1, _OWN)
    near = {1: rows[:, :_NEAR], 2: rows[:, :1]}
    return {role: _in_role(near[abs(role)], role) if role else rows for role in ROLES}


def _in_role(features: np.ndarray, role: int) -> np.ndarray:
    """The same features under other numbers."""
    with np.errstate(over="ignore"):
        return features * np.uint32(_MULTIPLIER + 2 * (role + 2))


def _of_type(form: str, language: str) -> tuple[int, ...]:
    """Those that count beside it too come first: itself, two endings, what the dictionary says."""
    lower = form.lower()
    word = (lower if len(form) > 1 else form).encode()  # Danish I (you) is not i (in)
    says = crc32(_dictionary_says(lower, language).encode(), _DICTIONARY)
    capital = b"C" if form[0].isupper() else b"c"
    shape = _shape(form) + capital
    return (
        crc32(word, _WORD), crc32(word[-2:], _ENDING), crc32(word[-3:], _ENDING), says,
        crc32(word[-1:], _ENDING), crc32(word[-4:], _ENDING), crc32(word[-2:], says),
        crc32(capital, says), crc32(shape, _SHAPE),
    )  # fmt: skip


def _shape(form: str) -> bytes:
    """Capitals throughout, digits, hyphens, and how long it is."""
    if form.isalpha():
        return b"A%d" % min(len(form), 5) if form.isupper() else b"a%d" % min(len(form), 5)
    return b"9" if any(sign.isdigit() for sign in form) else b"-"


def _dictionary_says(word: str, language: str) -> str:
    """What the dictionary puts in place of the end of the form (*-er+e*), or that it has none."""
    headword = dictionary_lemma(word, language)
    if headword is None:
        return "?" + word[-1]
    same = common_start(word, headword)
    return f"-{word[same:]}+{headword[same:]}|{headword[-1:]}"


def common_start(left: str, right: str) -> int:
    """How many letters two words begin with alike."""
    if left.startswith(right):
        return len(right)
    least = min(len(left), len(right))
    return next((n for n in range(least) if left[n] != right[n]), least)
