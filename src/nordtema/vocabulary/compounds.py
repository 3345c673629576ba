"""Compounds through their parts: merkevare|bygging and varumärkes|byggande mean the same.

A compound is never split for counting. It is only asked whether it can be cut into two words that
are both linked already; two compounds of different norms are one concept if their parts are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .glossary import Word

MINIMUM_PART = 3
MINIMUM_COMPOUND = 8
JOINTS = ("", "s", "e", "-", "n")  # what may stand between the parts
SCORE = 0.81  # share of judged ones that are right (benchmarks/calibrate_cognates.py)


def compound_links(
    free: Iterable[Word], concept_of: Mapping[Word, str]
) -> list[tuple[tuple[str, str], list[Word]]]:
    """Free compounds of two norms or more whose parts are linked alike.

    Parameters
    ----------
    free : unlinked words
    concept_of : concept of each linked word

    Returns
    -------
    ((concept of the first part, concept of the second), words), at most one word a norm: where a
    norm has several, none is taken, since nothing tells which
    """
    alike: dict[tuple[str, str], dict[str, list[Word]]] = defaultdict(lambda: defaultdict(list))
    for word in sorted(free):
        parts = parts_of(word, concept_of)
        if parts:
            alike[parts][word[0]].append(word)
    result = []
    for parts, by_language in sorted(alike.items()):
        words = [options[0] for options in by_language.values() if len(options) == 1]
        if len(words) > 1:
            result.append((parts, words))
    return result


def parts_of(word: Word, concept_of: Mapping[Word, str]) -> tuple[str, str] | None:
    """The concepts of the two parts of a compound; None where no cut or several cuts fit.

    Parameters
    ----------
    word : language and lemma
    concept_of : concept of each linked word

    Returns
    -------
    two concepts, or None
    """
    language, text = word
    if len(text) < MINIMUM_COMPOUND:
        return None
    cuts = set()
    for place in range(MINIMUM_PART, len(text) - MINIMUM_PART + 1):
        second = concept_of.get((language, text[place:]))
        if second is None:
            continue
        first = _first_part(language, text[:place], concept_of)
        if first is not None:
            cuts.add((first, second))
    return next(iter(cuts)) if len(cuts) == 1 else None


def _first_part(language: str, text: str, concept_of: Mapping[Word, str]) -> str | None:
    """Concept of a first part, which may end in a joint or have lost its last vowel."""
    for joint in JOINTS:
        if joint and not text.endswith(joint):
            continue
        stem = text[: len(text) - len(joint)]
        for ending in ("", "e", "a"):
            concept = concept_of.get((language, stem + ending))
            if concept is not None and len(stem) >= MINIMUM_PART:
                return concept
    return None
