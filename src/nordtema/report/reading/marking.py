"""Texts as HTML with the words that carry a theme marked; whatever is not ours is escaped.

A word that all themes use alike has the theme of its text by chance alone, and says nothing of it:
only words that tell a theme from the others are marked.
"""

from collections.abc import Callable, Iterable

import numpy as np
from markupsafe import Markup, escape

from ...comparison.passages import ThemesOfWords
from ...vocabulary.door import Door
from ...vocabulary.finder import WordFinder

CARRIES, HELPS = 0.5, 0.2  # chance of a word to belong to the theme, from which on it is marked
#: what words of the leading themes of a text stand in, in order: one letter, since there are many
ELEMENTS = ("b", "i", "u")
Tags = tuple[str, str]  # that stand around a word
_NONE, _CARRIES, _HELPS = ("", ""), ("<mark>", "</mark>"), ('<mark class="h">', "</mark>")


class Marker:
    """Marks words in texts, after which names that may not be shown are masked."""

    def __init__(self, finder: WordFinder, themes: ThemesOfWords, door: Door) -> None:
        """Mark with these.

        Parameters
        ----------
        finder : where concepts stand
        themes : which words belong to which theme
        door : which names may not be shown
        """
        self._finder, self._themes, self._door = finder, themes, door

    def theme(self, text: str, language: str, shares: np.ndarray, topic: int) -> Markup:
        """A text with the words of one theme marked, those that carry it more than those that help.

        Parameters
        ----------
        text : of a document
        language : its norm
        shares : K, of the document
        topic : number of the theme, from 0
        """

        def tags(chances: np.ndarray, tells: np.ndarray) -> Tags:
            if chances[topic] < HELPS or not tells[topic]:
                return _NONE
            return _CARRIES if chances[topic] >= CARRIES else _HELPS

        return self._marked(text, language, shares, tags)

    def several(
        self, text: str, language: str, shares: np.ndarray, topics: Iterable[int]
    ) -> Markup:
        """A text in which the words that carry some themes are marked, each by its element.

        Parameters
        ----------
        text : of a document
        language : its norm
        shares : K, of the document
        topics : numbers of the themes, from 0; at most as many as there are `ELEMENTS`
        """
        around = {
            topic: (f"<{name}>", f"</{name}>")
            for topic, name in zip(topics, ELEMENTS, strict=False)
        }

        def tags(chances: np.ndarray, tells: np.ndarray) -> Tags:
            first = int(np.argmax(chances))
            carries = chances[first] >= CARRIES and tells[first]
            return around.get(first, _NONE) if carries else _NONE

        return self._marked(text, language, shares, tags)

    def _marked(
        self,
        text: str,
        language: str,
        shares: np.ndarray,
        tags: Callable[[np.ndarray, np.ndarray], Tags],
    ) -> Markup:
        known = self._themes.known(self._finder.places(text, language))
        numbers = np.array([number for _, number in known], dtype=np.int64)
        chances, telling = self._themes.chances(numbers, shares), self._themes.telling(numbers)
        pieces, done = [], 0
        for (place, _), *of_word in zip(known, chances, telling, strict=True):
            opened, closed = tags(*of_word)
            if opened:
                pieces.append(self._escaped(text[done : place.start]))
                word = self._escaped(text[place.start : place.end])
                pieces.append(Markup(opened) + word + Markup(closed))
                done = place.end
        return Markup("").join([*pieces, self._escaped(text[done:])])

    def _escaped(self, text: str) -> Markup:
        return escape(self._door.text_left(text))
