"""Spelling before the reforms of 1948 (Danish), 1917 (Norwegian) and 1906 (Swedish).

A text looks old by its small words (paa, naar, hvad, hafva, af) and by words that a dictionary
knows once they are respelled. `modernised` respells what the dictionary bears out, and lowers
nouns that have a capital because all nouns had one (and with them the first words of sentences,
since a noun may stand there); what it does not bear out stays as it is.
"""

import functools
import re
from collections import Counter
from dataclasses import dataclass

from ...tables import package_rows
from .words import WORD, is_common, is_compound, is_known

REFORM = {"nb": 1917, "nn": 1917, "da": 1948, "sv": 1906}
OLD_SHARE = 0.02  # of the words of a text must be in old spelling, and …
OLD_WORDS = 4  # so many of them, of …
OLD_TYPES = 3  # so many kinds
NOUN_SHARE = 0.6  # of the capitals within sentences must be those of common words, which must be …
NOUN_WORDS = 0.05  # so many of all words
_MOST_SPELLINGS = 64  # tried for one word
_CAPITAL = re.compile(r"(?<=[^\W_] )[^\W\d_][^\W_]+|(?<=[^\W_], )[^\W\d_][^\W_]+")


@dataclass(frozen=True)
class _Rule:
    old: re.Pattern[str]
    new: str
    sure: bool  # also where a dictionary knows the old spelling


def looks_historical(counts: Counter[str], language: str) -> bool:
    """Is a text with these words in spelling older than the reform of its norm?

    Parameters
    ----------
    counts : word → occurrences
    language : code of the norm

    Returns
    -------
    bool
    """
    old = [n for word, n in counts.items() if _counts_as_old(word, language)]
    return sum(old) >= max(OLD_WORDS, OLD_SHARE * counts.total()) and len(old) >= OLD_TYPES


def modernised(text: str, language: str) -> str:
    """A text in today's spelling, as far as the dictionaries bear it out.

    Parameters
    ----------
    text : in older spelling
    language : code of the norm

    Returns
    -------
    str
    """
    if _has_capital_nouns(text, language):
        text = WORD.sub(lambda noun: _lowered(noun.group(), language), text)
    return WORD.sub(lambda word: modern_form(word.group(), language), text)


@functools.lru_cache(maxsize=200_000)
def modern_form(word: str, language: str) -> str:
    """Today's spelling of one word, with the capitals that it has; else the word itself.

    Parameters
    ----------
    word : in any case of letters
    language : code of the norm

    Returns
    -------
    str
    """
    lower = word.lower()
    listed, certain = _words(language).get(lower, ("", False))
    if listed and (certain or word.islower()):
        return _with_case(listed, word)
    if word != lower and is_common(word, language):  # a name: Aalborg, Gustaf
        return word
    known = is_known(lower, language)
    for spelling, sure in _spellings(lower, language):
        if (sure or not known) and is_known(spelling, language):
            return _with_case(spelling, word)
    spelling = _by_sure_rules(lower, language)
    if not known and spelling != lower and is_compound(spelling, language):
        return _with_case(spelling, word)
    return word


def _counts_as_old(word: str, language: str) -> bool:
    """Of words with a capital, which may be names, only those that are never a word of today."""
    if word[0].islower():
        return _is_old(word, language)
    return _words(language).get(word.lower(), ("", False))[1] and not is_common(word, language)


@functools.lru_cache(maxsize=200_000)
def _is_old(word: str, language: str) -> bool:
    listed, certain = _words(language).get(word, ("", False))
    if listed or is_known(word, language):
        return certain
    spelling = _by_sure_rules(word, language)
    return spelling != word and is_known(spelling, language)


def _by_sure_rules(word: str, language: str) -> str:
    for rule in _rules(language):
        word = rule.old.sub(rule.new, word) if rule.sure else word
    return word


def _spellings(word: str, language: str) -> list[tuple[str, bool]]:
    """Other spellings of a word, those with the fewest changes first, and whether all are sure."""
    spellings = {word: (0, True)}
    for rule in _rules(language):
        for spelling, (changes, sure) in list(spellings.items()):
            for new in _changed(spelling, rule):
                spellings.setdefault(new, (changes + 1, sure and rule.sure))
        if len(spellings) > _MOST_SPELLINGS:
            break
    del spellings[word]
    ordered = sorted(spellings.items(), key=lambda item: (item[1][0], not item[1][1]))
    return [(spelling, sure) for spelling, (_, sure) in ordered]


def _changed(word: str, rule: _Rule) -> set[str]:
    """The word with the rule applied everywhere, and in each place alone if it is not sure."""
    everywhere = rule.old.sub(rule.new, word)
    if rule.sure or everywhere == word:
        return {everywhere} - {word}
    places = rule.old.finditer(word)
    return {everywhere, *(word[: m.start()] + rule.new + word[m.end() :] for m in places)} - {word}


def _has_capital_nouns(text: str, language: str) -> bool:
    """Does a text write nouns with a capital: are most capitals within sentences common words?"""
    capitals = [word for word in _CAPITAL.findall(text) if word[0].isupper()]
    common = sum(_lowered(word, language) != word for word in capitals)
    return common >= max(NOUN_SHARE * len(capitals), NOUN_WORDS * len(WORD.findall(text)), 3)


def _lowered(word: str, language: str) -> str:
    """The word in small letters if its modern form is a common word, no name."""
    lower = word[0].lower() + word[1:]
    if not word[0].isupper() or not lower.islower():
        return word
    modern = modern_form(word, language).lower()
    common = is_common(modern, language) or is_compound(modern, language)
    return lower if common and not is_common(word, language) else word


def _with_case(spelling: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return spelling.upper()
    return spelling[0].upper() + spelling[1:] if word[0].isupper() else spelling


@functools.cache
def _words(language: str) -> dict[str, tuple[str, bool]]:
    """Old words of a norm: today's, and whether the old one is never a word of today."""
    return {
        row["old"]: (row["new"], row["certain"] == "yes")
        for row in package_rows(__package__, "data", "old_words.csv")
        if row["norm"] == language
    }


@functools.cache
def _rules(language: str) -> list[_Rule]:
    return [
        _Rule(re.compile(row["old"]), row["new"], row["sure"] == "yes")
        for row in package_rows(__package__, "data", "old_spelling.csv")
        if row["norm"] == language
    ]
