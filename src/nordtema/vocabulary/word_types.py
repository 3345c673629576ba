"""Word types of texts as numbers: each word is found once, not once an occurrence."""

import functools
import re
from array import array
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..corpus.counted import APART
from .readings.features import BOUNDARY

if TYPE_CHECKING:
    from nltk.tokenize import RegexpTokenizer

_MASK = re.compile(r"⟨\w+⟩")
#: letters with inner hyphen or apostrophe: F1 99.0-99.5 on the treebanks of the norms
_WORD = "(?:{0})+(?:[-'’](?:{0})+)*"
#: Latin letters, marks upon them, punctuation and symbols: of these Python's own patterns know as
#: much as the tokeniser, when they are told which signs are no letters and which marks are some
_LATIN = re.compile(
    r"[\x00-\u036f\u200b\u200e-\u203e\u2070-\u2089\u20a0-\u20cf\u2100-\u214f\u2190-\u245f"
    r"\u2500-\u2775\u3300-\u33ff\ue000-\uf8ff\ufe0f\ufeff\ufffd\U0001f300-\U0001faff]*"
)
_LATIN_WORD = re.compile(_WORD.format(r"[^\W\d_²³¹¼½¾⁰⁴-⁹₀-₉]|[\u0300-\u036f\ufe0f]"))
_EDGES = ".,:;!?()[]{}/*\"'«»“”„‘’…–—-"  # what may stand around a word and never belongs to it
REMEMBERED = 500_000  # pieces of text whose words are kept in mind
SENTENCE_ENDS = (".", "!", "?", ":", ";", "…")
_CLOSING = "\"'»”’)]"  # what may stand after the end of a sentence


def tokenize(text: str) -> list[str]:
    """Words of a text as they stand there; masks such as ⟨email⟩ are no words.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    list of tokens
    """
    if "⟨" in text:
        text = _MASK.sub(" ", text)
    return _LATIN_WORD.findall(text) if _LATIN.fullmatch(text) else _tokenizer().tokenize(text)


@functools.cache
def _tokenizer() -> "RegexpTokenizer":
    """For all scripts."""
    from nltk.tokenize import RegexpTokenizer  # takes a second, and few texts need it

    return RegexpTokenizer(_WORD.format(r"[^\W\d_]"))


class TypeNumbers:
    """Numbers word types of all norms in the order in which they are met."""

    def __init__(self) -> None:
        self.types: list[tuple[str, str]] = []
        self._several: list[tuple[int, ...]] = []
        self._of_norm: dict[str, _NormNumbers] = {}

    def stream(self, texts: pd.Series, languages: pd.Series) -> tuple[np.ndarray, np.ndarray]:
        """The number of the type of each token and boundary, and the tokens of each text."""
        if sum(map(len, self._of_norm.values())) > REMEMBERED:
            self.forget()
        codes, ends = array("i"), []
        for text, language in zip(texts, languages, strict=True):
            norm = self._norm(language)
            codes.append(norm.boundary)
            codes.extend(map(norm.__getitem__, text.split()))
            codes.append(norm.boundary)
            ends.append(len(codes))
        return self._unpacked(np.array(codes, dtype=np.int32), ends)

    def forget(self) -> None:
        """Forget pieces of text; the numbers of types stay."""
        self._several.clear()
        for known in self._of_norm.values():
            known.clear()

    def _norm(self, language: str) -> "_NormNumbers":
        if language not in self._of_norm:
            self._of_norm[language] = _NormNumbers(language, self.types, self._several)
        return self._of_norm[language]

    def _unpacked(self, codes: np.ndarray, ends: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """Numbers in place of codes, and how many there are of each text, which end at `ends`."""
        packed = np.flatnonzero(codes < 0)
        several = [self._several[~code] for code in codes[packed].tolist()]
        sizes = np.ones(len(codes), dtype=np.int64)
        sizes[packed] = [len(numbers) for numbers in several]
        stream = np.repeat(codes, sizes)
        stream[stream < 0] = np.fromiter(chain.from_iterable(several), np.int32)
        boundaries = [norm.boundary for norm in self._of_norm.values()]
        words = np.concatenate([[0], np.cumsum(~np.isin(stream, boundaries))])
        before = np.concatenate([[0], np.cumsum(sizes)])
        return stream, np.diff(words[before[ends]], prepend=0)


class _NormNumbers(dict[str, int]):
    """What stands between two spaces to the number of its word type.

    No token holds a space, so each such piece is tokenised once, not once an occurrence. Most are
    one word. Where there are several, or none, their numbers are put into a list, and the code ~n
    stands for its entry n. Words that are only counted have a sign behind each, which is a token,
    so that no term reaches over it.
    """

    def __init__(self, language: str, types: list[tuple[str, str]], several: list[tuple[int, ...]]):
        self.number_of, self.several = _Numbers(language, types), several
        self.boundary = self.number_of[BOUNDARY]

    def __missing__(self, piece: str) -> int:
        # a piece of letters alone is the word that the tokeniser finds, sooner
        code = self.number_of[piece] if piece.isalpha() else self._code(piece)
        self[piece] = code
        return code

    def _code(self, piece: str) -> int:
        if piece == APART:
            return self.number_of[APART]
        bare = piece.strip(_EDGES)
        ends = piece.rstrip(_CLOSING).endswith(SENTENCE_ENDS)
        tokens = [bare] if bare.isalpha() else tokenize(piece)
        numbers = [self.number_of[token] for token in tokens]
        if ends:
            numbers.append(self.boundary)
        if len(numbers) == 1:
            return numbers[0]
        self.several.append(tuple(numbers))
        return ~(len(self.several) - 1)


class _Numbers(dict[str, int]):
    """The number of each word type of a norm; new ones are put into the list of all norms."""

    def __init__(self, language: str, types: list[tuple[str, str]]):
        self.language, self.types = language, types

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self.types)
        self.types.append((self.language, token))
        return number
