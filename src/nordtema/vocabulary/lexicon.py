"""Stop words and lemmas of the four norms; each word type is looked up once."""

import csv
import functools
from importlib import resources

import simplemma
from stop_words import get_stop_words

from ..languages import LANGUAGES

DATA = resources.files("nordtema.vocabulary") / "data"


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """Function words of a norm: the package stop-words and our list, matched by meaning.

    Our list has a row for each meaning, so that a word which is a stop word in one norm is one
    in all: uneven lists make false differences between countries.
    """
    words = set(_matched_stop_words()[language])
    if LANGUAGES[language].stop_words:
        words |= set(get_stop_words(LANGUAGES[language].stop_words)) - _content_words(language)
    return frozenset(words)


@functools.cache
def _matched_stop_words() -> dict[str, frozenset[str]]:
    found = {code: set() for code in LANGUAGES}
    with (DATA / "stopwords.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for code in LANGUAGES:
                found[code] |= {form.strip() for form in row[code].split("|") if form.strip()}
    return {code: frozenset(forms) for code, forms in found.items()}


def _content_words(language: str) -> set[str]:
    """Words of the package's list that mean something: the Swedish list alone holds hundreds.

    A word of the package stays a stop word only if it has at most four letters or if our own
    matched list knows it; longer words carry content more often than not.
    """
    matched = _matched_stop_words()[language]
    name = LANGUAGES[language].stop_words
    return {word for word in get_stop_words(name) if len(word) > 4 and word not in matched}


@functools.lru_cache(maxsize=400_000)
def lemma(form: str, language: str) -> str:
    """Dictionary form of a lower-case word form; words that no dictionary knows stay as they are.

    A part after the last hyphen is what inflects (eu-landene), so it is looked up by itself.
    """
    head, hyphen, tail = form.rpartition("-")
    codes = LANGUAGES[language].simplemma
    found = simplemma.lemmatize(tail, lang=codes if len(codes) > 1 else codes[0], greedy=True)
    return head + hyphen + found.lower()
