"""Where the concepts stand in a text: for passages, for marked words, for lines in context.

What is counted is read with its sentence, once, and forgotten. To show it, a form is looked up: it
stands for the concept that it was counted as most often in its norm. So a word of two readings may
be marked as the more frequent one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Place:
    """Where a concept stands in a text.

    Attributes
    ----------
    start, end : of its letters
    concept : its name
    """

    start: int
    end: int
    concept: str


class WordFinder:
    """Looks concepts up in texts by their forms; of terms that begin alike the longest counts."""

    def __init__(self, forms: pd.DataFrame) -> None:
        """Remember the forms.

        Parameters
        ----------
        forms : as `forms.forms_of` gives them, or some of its rows
        """
        first = forms.drop_duplicates(["language", "form"])
        self._concepts: dict[str, dict[str, str]] = {}
        self._longest: dict[str, dict[str, int]] = {}
        for language, rows in first.groupby("language"):
            known = dict(zip(rows["form"], rows["concept"], strict=True))
            self._concepts[str(language)] = known
            terms: dict[str, int] = {}
            for form in known:
                head, *others = form.split(" ")
                if others:
                    terms[head] = max(terms.get(head, 0), 1 + len(others))
            self._longest[str(language)] = terms

    def places(self, text: str, language: str) -> Iterator[Place]:
        """The concepts of a text, in order.

        Parameters
        ----------
        text : of any length
        language : code of its norm

        Yields
        ------
        Place
        """
        known, terms = self._concepts.get(language, {}), self._longest.get(language, {})
        words = [(met.start(), met.end(), met.group().lower()) for met in _WORD.finditer(text)]
        number = 0
        while number < len(words):
            start, end, word = words[number]
            size, concept = 1, known.get(word, "")
            for length in range(terms.get(word, 0), 1, -1):
                several = words[number : number + length]
                term = known.get(" ".join(part[2] for part in several), "")
                if term and len(several) == length:
                    size, concept, end = length, term, several[-1][1]
                    break
            if concept:
                yield Place(start, end, concept)
            number += size
