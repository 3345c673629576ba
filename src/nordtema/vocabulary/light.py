"""Light concepts: content words so general that they say nothing of what a text is about.

*Take, year, third, thing, good*: in most corpora they meet everything, and a topic of them is
furniture. Topics are formed without them; they are counted when the shares of texts are measured.
The list is matched by meaning, so that what is light in one norm is light in all. It was written
from how often and how evenly words stand in speeches, reviews and interpellations (document
frequency, and residual inverse document frequency, Church & Gale 1995), not from topics.
"""

import functools
from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..languages import LANGUAGES
from ..tables import package_rows
from .glossary import Entry, Word, lemmatised

MAJORITY = 0.5


@functools.cache
def listed_light_words() -> frozenset[Word]:
    """The words of the list, as they are written there and as texts have them after reading.

    Returns
    -------
    (language, lemma)
    """
    written = [
        (code, word)
        for row in package_rows(__package__, "data", "light.csv")
        for code in LANGUAGES
        for word in row[code].split("|")
    ]
    return frozenset(written) | frozenset(map(lemmatised, written))


def light_lemmas(lemmas: pd.DataFrame, own: Iterable[Entry] = ()) -> np.ndarray:
    """Which lemmas are light: those of the list, and what the researcher's glossary says of them.

    Parameters
    ----------
    lemmas : language, lemma
    own : the researcher's glossary; `light` makes the words of a row light, `telling` the contrary

    Returns
    -------
    bool array of len(lemmas)
    """
    light = set(listed_light_words())
    for entry in own:
        words = {*entry.words, *map(lemmatised, entry.words)}
        if entry.decision == "light":
            light |= words
        if entry.decision == "telling":
            light -= words
    pairs = zip(lemmas["language"], lemmas["lemma"], strict=True)
    return np.fromiter((word in light for word in pairs), dtype=bool, count=len(lemmas))


def light_concepts(links: pd.DataFrame, of_lemma: np.ndarray, width: int) -> np.ndarray:
    """Which concepts are light: those of whose occurrences at least half are of light lemmas.

    Parameters
    ----------
    links : frequency, light, of each lemma
    of_lemma : number of the concept of each lemma
    width : number of concepts

    Returns
    -------
    bool array of `width`
    """
    frequency = links["frequency"].to_numpy(float)
    light = np.bincount(of_lemma, frequency * links["light"].to_numpy(bool), width)
    total = np.bincount(of_lemma, frequency, width)
    return (light > 0) & (light >= MAJORITY * total)
