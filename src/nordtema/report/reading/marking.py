"""Texts as HTML with the words that carry a theme marked; whatever is not ours is escaped."""

from collections.abc import Callable, Iterable

import numpy as np
from markupsafe import Markup, escape

from ...comparison.passages import ThemesOfWords
from ...vocabulary.door import Door
from ...vocabulary.finder import WordFinder

CARRIES, HELPS = 0.5, 0.2  # chance of a word to belong to the theme, from which on it is marked


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

        def kind(chances: np.ndarray) -> str:
            if chances[topic] < HELPS:
                return ""
            return "<mark>" if chances[topic] >= CARRIES else '<mark class="h">'

        return self._marked(text, language, shares, kind)

    def several(
        self, text: str, language: str, shares: np.ndarray, topics: Iterable[int]
    ) -> Markup:
        """A text in which the words that carry some themes are marked, each by a class of its own.

        Parameters
        ----------
        text : of a document
        language : its norm
        shares : K, of the document
        topics : numbers of the themes, from 0; the first has the class t1
        """
        classes = {topic: f'<mark class="t{n}">' for n, topic in enumerate(topics, 1)}

        def kind(chances: np.ndarray) -> str:
            first = int(np.argmax(chances))
            return classes.get(first, "") if chances[first] >= CARRIES else ""

        return self._marked(text, language, shares, kind)

    def _marked(
        self, text: str, language: str, shares: np.ndarray, kind: Callable[[np.ndarray], str]
    ) -> Markup:
        known = self._themes.known(self._finder.places(text, language))
        numbers = np.array([number for _, number in known], dtype=np.int64)
        pieces, done = [], 0
        for (place, _), chances in zip(known, self._themes.chances(numbers, shares), strict=True):
            opened = kind(chances)
            if opened:
                pieces.append(self._escaped(text[done : place.start]))
                word = self._escaped(text[place.start : place.end])
                pieces.append(Markup(opened) + word + Markup("</mark>"))
                done = place.end
        return Markup("").join([*pieces, self._escaped(text[done:])])

    def _escaped(self, text: str) -> Markup:
        return escape(self._door.text_left(text))
