"""Documents of which only the counts of their words are there: cleaned, masked, their norm found.

Such a document has no sentences. Identifiers are masked as in any text. Names are masked where a
register knows them as names alone, or where they are an author's: there is no context that would
tell a name from a word.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from ..languages import LANGUAGES, norms_of
from .counted import KIND, counts_of, spelled_out, taken_together
from .known_names import KnownNames
from .language_id import DECLARED_CONFIDENCE, FOREIGN_CONFIDENCE, evidence
from .language_parts import DocumentLanguages
from .masking import REVIEW_COLUMNS, joined_reviews, mask_persons
from .page import Page, Part
from .privacy import mask
from .registers import ANY_GIVEN, ANY_NAME, FAMILY, GIVEN, NATION, NO_PERSON, bare, facts
from .repair import repair_cell
from .repair.words import is_common

NO_TEXT = "counts of words, no text"  # what documents.csv tells of such a document
TELLING_WORDS = 150  # the most frequent ones tell the norm as surely as the text does
_NAME = "⟨name⟩"


def page_of_counts(text: str, author: str) -> Page:
    """Counts as a page of one part, words repaired and identifiers masked.

    Words without a letter, such as numbers, are left out: they would not be counted.

    Parameters
    ----------
    text : as `counted.written` gives it
    author : as the index tells it, or ""

    Returns
    -------
    Page
    """
    counts: Counter[str] = Counter()
    for word, number in counts_of(text).items():
        for piece in _cleaned(word):
            counts[piece] += number
    words = spelled_out(counts)
    parts = (Part(0, KIND, author, (words,)),) if words else ()
    return Page(parts, (author,) if author else (), "", ())


@functools.lru_cache(maxsize=200_000)
def _cleaned(word: str) -> tuple[str, ...]:
    """A word repaired, identifiers masked; several where it holds blanks, none without a letter."""
    pieces = mask(repair_cell(word)).split()
    return tuple(piece for piece in pieces if any(map(str.isalpha, piece)))


def is_page_of_counts(page: Page) -> bool:
    """Whether a page holds counts.

    Parameters
    ----------
    page : of a document

    Returns
    -------
    bool
    """
    return any(part.kind == KIND for part in page.parts)


# ---------------------------------------------------------------- the norm


def languages_of_counts(page: Page, country: str, declared: str = "") -> DocumentLanguages:
    """The language of a document by its most frequent words.

    Parameters
    ----------
    page : as `page_of_counts` gives it
    country : code of the country
    declared : code of a norm or macrolanguage, or ""

    Returns
    -------
    DocumentLanguages
    """
    norms = norms_of(declared)
    texts = [text for part in page.parts for text in part.paragraphs]
    seen = evidence(telling_words(taken_together("\n".join(texts))))
    foreign = seen.foreign(DECLARED_CONFIDENCE if norms else FOREIGN_CONFIDENCE)
    language = norms[0] if len(norms) == 1 else seen.norm(country, norms or tuple(LANGUAGES))
    parts = (tuple((text, language) for text in texts),)
    return DocumentLanguages(foreign, language, parts, seen.norm(country), Counter())


def telling_words(counts: Mapping[str, int]) -> str:
    """The most frequent words in small letters, the most frequent first.

    Parameters
    ----------
    counts : word → occurrences

    Returns
    -------
    str
    """
    small: Counter[str] = Counter()
    for word, number in counts.items():
        if not word.startswith("⟨"):
            small[word.lower()] += number
    ranked = sorted(small.items(), key=lambda item: (-item[1], item[0]))
    return " ".join(word for word, _ in ranked[:TELLING_WORDS])


# ---------------------------------------------------------------- names


def mask_names(
    segments: pd.DataFrame, known: KnownNames, recognise: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put ⟨name⟩ for the persons that texts mention, and for names among words that are counted.

    Parameters
    ----------
    segments, known, recognise : as of `masking.mask_persons`; with kind

    Returns
    -------
    (segments, review) as `masking.mask_persons` gives them
    """
    of_counts = segments["kind"] == KIND
    if not of_counts.any():
        return mask_persons(segments, known, recognise)
    texts, review = mask_persons(segments[~of_counts], known, recognise)
    words, told = _masked_words(segments[of_counts], known, recognise)
    return pd.concat([texts, words]).loc[segments.index], joined_reviews([review, told])


def _masked_words(
    segments: pd.DataFrame, known: KnownNames, recognise: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    texts: list[str] = []
    documents: Counter[tuple[str, str, str, str]] = Counter()
    for text, language in zip(segments["text"], segments["language"], strict=True):
        counts = taken_together(text)
        cased = any(word[0].isupper() for word in counts)
        left: Counter[str] = Counter()
        met: set[tuple[str, str, str, str]] = set()
        for word, number in counts.items():
            may_be = not word.startswith("⟨") and (word[0].isupper() or not cased)
            told = _judged(word, language, known, recognise) if may_be else None
            if told:
                met.add((bare(word), *told))
            left[_NAME if told and told.decision == "masked" else word] += number
        documents.update(met)
        texts.append(spelled_out(left))
    rows = [(*one[:2], number, *one[2:]) for one, number in documents.items()]
    review = pd.DataFrame(rows, columns=REVIEW_COLUMNS).astype({"documents": "int64"})
    return segments.assign(text=texts), review


class _Judgement(NamedTuple):
    kind: str
    decision: str
    reason: str


def _judged(word: str, language: str, known: KnownNames, recognise: bool) -> _Judgement | None:
    """What is made of a word that is a name or may be one; None for any other.

    Registers tell names that are words too. Any other word of a
    writer's name, and a name in small letters, of a list without capitals, must not stand in the
    dictionary.
    """
    lower = bare(word).lower()
    told = facts(word.capitalize() if word.islower() else word)
    kind = "given name" if told & ANY_GIVEN else "family name"
    if lower in known.hidden:
        return _Judgement(kind, "masked", "names.csv")
    of_writer = lower in known.words
    if not of_writer and not (recognise and told & ANY_NAME):
        return None
    kind = "writer" if of_writer else kind
    if why := known.spared(word):
        return _Judgement(kind, "spared", why)
    only_name = bool(told & (GIVEN | FAMILY))
    asked = word.islower() or not only_name
    is_word = (asked and is_common(lower, language)) or told & (NO_PERSON | NATION)
    if is_word or not (of_writer or only_name):
        return None if word.islower() else _Judgement(kind, "spared", "a word or a place as well")
    reason = "a writer of the corpus" if of_writer else "a name of the registers"
    return _Judgement(kind, "masked", reason)
