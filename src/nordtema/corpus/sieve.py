"""Which words of a text are worth a look: each word is judged once, and most are dull.

Searches with long patterns cost more than reading the texts. What they look for has a word that
tells it (a digit, a sign, a family name), and texts repeat their words: so each is judged once, and
a text of dull words alone is done with.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from itertools import filterfalse
from typing import Generic, TypeVar

Told = TypeVar("Told")
_MOST = 500_000  # words that are remembered


class Sieve(Generic[Told]):
    """Remembers what a judge has said of each word.

    Parameters
    ----------
    judge : from a word, as it stands between blanks, to what it tells; what is false is dull
    """

    def __init__(self, judge: Callable[[str], Told]) -> None:
        self._judge = judge
        self._dull: set[str] = set()
        self._told: dict[str, Told] = {}

    def of(self, text: str) -> list[Told]:
        """What the words of a text tell that are not dull.

        Parameters
        ----------
        text : of any length

        Returns
        -------
        list
        """
        words = _words(text)
        if self._dull.issuperset(words):
            return []
        left = filterfalse(self._dull.__contains__, words)
        return [told for word in left if (told := self._told.get(word) or self._judged(word))]

    def _judged(self, word: str) -> Told:
        told = self._judge(word)
        if len(self._dull) + len(self._told) >= _MOST:
            self._dull.clear()
            self._told.clear()
        if told:
            self._told[word] = told
        else:
            self._dull.add(word)
        return told


@functools.lru_cache(maxsize=256)
def _words(text: str) -> list[str]:
    """The words of a text; several sieves look at the paragraphs of a document one by one."""
    return text.split()
