"""Which words do the dictionaries of the norms know?

The dictionaries are those of the lemmatiser (140,000 to 960,000 forms a norm). They are read when
the first word is asked for, and each form is looked up once.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ...languages import LANGUAGES

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
SHORTEST_PART = 3  # letters of either part of a compound


@functools.cache
def _dictionary(code: str) -> Mapping[str, str]:
    """Forms and lemmas; simplemma is loaded late, as most pages need no dictionary."""
    from simplemma.strategies.dictionaries import dictionary_factory

    return dictionary_factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary(code)


@functools.lru_cache(maxsize=400_000)
def is_known(word: str, language: str) -> bool:
    """Does a dictionary of the norm know this form, in small letters or with a capital?

    Parameters
    ----------
    word : in any case of letters
    language : code of the norm

    Returns
    -------
    bool
    """
    lower = word.lower()
    return is_common(lower, language) or is_common(lower.capitalize(), language)


def is_common(word: str, language: str) -> bool:
    """Does a dictionary of the norm know this form as it stands: Oslo, but not oslo?

    Parameters
    ----------
    word : as it is looked up
    language : code of the norm

    Returns
    -------
    bool
    """
    return any(word in _dictionary(code) for code in LANGUAGES[language].simplemma)


def is_word(word: str, languages: Iterable[str] = tuple(LANGUAGES)) -> bool:
    """Is it a word of any of the norms?

    Parameters
    ----------
    word : in any case of letters
    languages : codes of the norms asked

    Returns
    -------
    bool
    """
    return any(is_known(word, language) for language in languages)


@functools.lru_cache(maxsize=100_000)
def is_compound(word: str, language: str) -> bool:
    """Could it be put together of two words that the norm's dictionary knows?

    Parameters
    ----------
    word : in small letters
    language : code of the norm

    Returns
    -------
    bool
    """
    ends = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return any(
        is_known(word[end:], language)
        and (is_known(word[:end], language) or is_known(word[: end - 1], language))
        for end in ends
    )


def word_counts(text: str) -> Counter[str]:
    """How often each word of two letters or more stands in a text.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    Counter, word → occurrences
    """
    return Counter(word for word in WORD.findall(text) if len(word) > 1)


def unknown_share(counts: Counter[str], language: str) -> float:
    """Share of the words of a text that its norm does not know; 0 for a text without words.

    Compounds of two known words are known.

    Parameters
    ----------
    counts : word → occurrences
    language : code of the norm

    Returns
    -------
    share from 0 to 1
    """
    unknown = sum(n for word, n in counts.items() if not _is_accounted_for(word, language))
    return unknown / counts.total() if counts else 0.0


@functools.lru_cache(maxsize=400_000)
def _is_accounted_for(word: str, language: str) -> bool:
    parts = re.split("[-'’]", word.lower())
    return is_known(word, language) or all(
        is_known(part, language) or is_compound(part, language) for part in parts
    )
