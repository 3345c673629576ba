"""The languages of a document: each paragraph first, the document from its paragraphs.

A document is foreign when most of its letters are (a compound of ours is two or three words in
English, so words would weigh the foreign more). In one of ours, foreign paragraphs stay out, and
so do foreign sentences where they are long enough to be sure of: both are counted.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from babel import Locale
from stop_words import get_stop_words

from ..languages import LANGUAGES, norms_of
from .language_id import (
    DECLARED_CONFIDENCE,
    FOREIGN_CONFIDENCE,
    FOREIGN_WORDS,
    Evidence,
    count_letters,
    count_words,
    evidence,
    foreign_language,
    glance,
    is_insular,
    long_quotes,
    without_quotes,
)  # fmt: skip

INHERIT_WORDS = 25  # five words are told apart in 88 of 100 cases only
SURE = 0.95  # probability, against the norm of the post, of a norm of a paragraph's own
SENTENCE_CONFIDENCE = 0.9
DOUBTFUL = 0.15  # share of function words of ours below which a sentence is looked at
AT_HOME = 0.25  # and from which, amid a foreign paragraph, it is ours
ENOUGH = 4000  # bytes of a part, from which its norms are known
CAPITALS = 0.6  # share of capitalised words: names and titles stay
OMITTED = "⟨…⟩"  # stands where sentences were left out; it holds no word
_SENTENCE_END = re.compile(r"[.!?…]+[»”\"')\]]*\s+")
_OPENING = '«“”„">'
_EDGES = ".,:;!?()[]\"'«»“”…–—-"


@dataclass(frozen=True)
class DocumentLanguages:
    """What was found out about the languages of a document.

    Attributes
    ----------
    foreign : label of the language that most of its letters are in, "" if it is one of ours
    language : norm of the post
    parts : for each part its paragraphs that stay, each with its norm
    seen : norm that the post looks like, whatever is declared
    left_out : how many paragraphs ("paragraph", label) and sentences ("sentence", label)
    """

    foreign: str
    language: str
    parts: tuple[tuple[tuple[str, str], ...], ...]
    seen: str
    left_out: Counter[tuple[str, str]]

    def norms(self) -> list[str]:
        """The norm of each part: of the post, and of what stays of each comment.

        Returns
        -------
        list of codes, one a part
        """
        of_comments = [part[0][1] if part else self.language for part in self.parts[1:]]
        return [self.language, *of_comments]

    def count(self, kind: str) -> int:
        """How many paragraphs, or sentences, were left out.

        Parameters
        ----------
        kind : "paragraph" or "sentence"

        Returns
        -------
        number of them
        """
        return sum(number for (what, _), number in self.left_out.items() if what == kind)


def told_left_out(languages: DocumentLanguages) -> list[str]:
    """The remarks "2 paragraphs in English left out", one for each kind and language.

    Parameters
    ----------
    languages : of a document

    Returns
    -------
    list of remarks
    """
    names = Locale("en").languages
    return [
        f"{number} {kind}{'s' * (number > 1)} in {names.get(label, label)} left out"
        for (kind, label), number in sorted(languages.left_out.items())
    ]


@dataclass
class _Paragraph:
    """A paragraph as it is judged: `text` is what stays of it."""

    text: str
    home: int  # words
    seen: Evidence | None = None  # of the text, if it is long enough to tell
    away: Counter[str] = field(default_factory=Counter)  # letters by foreign language
    sentences: Counter[str] = field(default_factory=Counter)  # left out, by language


def languages_of(
    parts: Sequence[Sequence[str]], country: str, declared: str = ""
) -> DocumentLanguages:
    """The languages of a document, given as the paragraphs of its post and of each comment.

    A declared norm holds for the post; of a macrolanguage (Norwegian) the text tells which of its
    norms it is. A paragraph or comment of fewer than 25 words inherits the language of the post.

    Parameters
    ----------
    parts : paragraphs of the post and of each comment
    country : code of the country
    declared : code of a norm or macrolanguage, or ""

    Returns
    -------
    DocumentLanguages
    """
    norms = norms_of(declared)
    confidence = DECLARED_CONFIDENCE if norms else FOREIGN_CONFIDENCE
    judged = [_judged_part(part, confidence) for part in parts]
    every = [paragraph for part in judged for paragraph in part]
    away = sum((paragraph.away for paragraph in every), Counter())
    home = sum(count_letters(paragraph.text) for paragraph in every)
    foreign = away.most_common(1)[0][0] if away.total() > home else ""
    post = _summed(judged[0] if judged else [])
    seen = post.norm(country)
    language = norms[0] if len(norms) == 1 else post.norm(country, norms or tuple(LANGUAGES))
    own = language == seen  # else the declaration is believed for every paragraph
    kept = [tuple(_post(judged[0], country, language, own)) if judged else ()]
    kept += [tuple(_comment(part, country, language)) for part in judged[1:]]
    return DocumentLanguages(foreign, language, tuple(kept), seen, _left_out(every))


# --- one paragraph -------------------------------------------------------------------------------
def _judged(text: str, confidence: float, known: bool) -> _Paragraph:
    """What of a paragraph is in one of our norms, and what is not.

    Where the norms of a part are `known` from the paragraphs above, one full of function words of
    ours needs no second look.
    """
    words = count_words(text)
    if words < FOREIGN_WORDS:
        return _Paragraph(text, words)
    ours = known and _function_words(text) >= AT_HOME and not is_insular(text)
    seen = glance(text) if ours else evidence(without_quotes(text))
    label = seen.foreign(confidence)
    pieces = [text[a:b] for a, b in pairwise(_cuts(text))]
    away = _foreign_amid_ours(pieces) if not label else _ours_amid_foreign(pieces, label)
    if not any(away):
        return _Paragraph(text, words, seen)
    left: list[str] = []
    letters: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    for language, group in groupby(zip(pieces, away, strict=True), key=lambda pair: pair[1]):
        stretch = [piece for piece, _ in group]
        left.append(f"{OMITTED} " if language else "".join(stretch))
        if language:
            letters[language] += sum(map(count_letters, stretch))
            words -= sum(map(count_words, stretch))
            sentences[language] += len(stretch)
    kept = "".join(left).strip()
    if words < FOREIGN_WORDS and label:
        return _Paragraph("", 0, None, Counter({label: count_letters(text)}))
    again = evidence(without_quotes(kept)) if words >= FOREIGN_WORDS else None
    return _Paragraph(kept, words, again, letters, sentences)


def _cuts(text: str) -> list[int]:
    """Where the sentences and long quotations of a paragraph begin, and where it ends."""
    quotes = [place for span in long_quotes(text, FOREIGN_WORDS) for place in span]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return sorted({0, *quotes, *ends, len(text)})


def _foreign_amid_ours(pieces: Sequence[str]) -> list[str]:
    """The language of each sentence that is surely foreign, "" of the others.

    Doubtful sentences that stand together are looked at together, quotations by themselves.
    """
    doubtful = [_function_words(piece) < DOUBTFUL for piece in pieces]
    quoted = [piece[0] in _OPENING for piece in pieces]
    away: list[str] = []
    for (doubt, _), group in groupby(
        zip(pieces, doubtful, quoted, strict=True), key=lambda one: one[1:]
    ):
        stretch = [piece for piece, *_ in group]
        away += [_surely_foreign("".join(stretch)) if doubt else ""] * len(stretch)
    return away


def _ours_amid_foreign(pieces: Sequence[str], label: str) -> list[str]:
    """The label for each sentence of a foreign paragraph, "" where it is surely in our norms.

    Short sentences go with the one before.
    """
    away, last = [], label
    for piece in pieces:
        if count_words(piece) >= FOREIGN_WORDS:
            ours = _function_words(piece) >= AT_HOME and not foreign_language(piece)
            last = "" if ours else label
        away.append(last)
    return away


def _surely_foreign(text: str) -> str:
    words = [word.strip(_EDGES) for word in text.split()]
    words = [word for word in words if word]
    capitals = sum(word[0].isupper() for word in words)
    if len(words) < FOREIGN_WORDS or capitals >= CAPITALS * len(words):
        return ""
    return foreign_language(text, SENTENCE_CONFIDENCE)


def _function_words(text: str) -> float:
    """Share of the words that are function words of our norms, and of no English sentence."""
    words = text.lower().split()
    known = _our_function_words()
    return sum(word.strip(_EDGES) in known for word in words) / max(len(words), 1)


@functools.cache
def _our_function_words() -> frozenset[str]:
    lists = {norm.stop_words for norm in LANGUAGES.values() if norm.stop_words}
    return frozenset(word for name in lists for word in get_stop_words(name)) - _ENGLISH_TOO


_ENGLISH_TOO = {
    "a", "an", "at", "do", "end", "for", "have", "her", "here", "i", "in", "is", "man", "me", "men",
    "no", "of", "over", "she", "so", "till", "to", "under", "we",
}  # fmt: skip


# --- all paragraphs of a part --------------------------------------------------------------------
def _judged_part(part: Sequence[str], confidence: float) -> list[_Paragraph]:
    judged, looked_at = [], 0
    for text in part:
        judged.append(_judged(text, confidence, looked_at >= ENOUGH))
        looked_at += judged[-1].seen.size if judged[-1].seen else 0
    _judge_short_ones(judged, confidence)
    return judged


def _judge_short_ones(part: list[_Paragraph], confidence: float) -> None:
    """Lines too short to tell are taken together; amid foreign ones they go too."""
    short = [n for n, paragraph in enumerate(part) if not paragraph.seen and paragraph.home]
    label = foreign_language("\n".join(part[n].text for n in short), confidence)
    for n in short:
        around = part[n - 1 : n] + part[n + 1 : n + 2]
        amid = len(around) == 2 and not any(paragraph.home for paragraph in around)
        away = around[1].away.most_common(1) if amid else []
        language = label or (away[0][0] if away else "")
        if language:
            part[n] = _Paragraph("", 0, None, Counter({language: count_letters(part[n].text)}))


def _summed(part: Sequence[_Paragraph]) -> Evidence:
    """What is seen in what stays of a part; quoted paragraphs count where all are quoted."""
    long = [paragraph for paragraph in part if paragraph.seen and paragraph.home]
    own = [paragraph for paragraph in long if not _is_quoted(paragraph.text)] or long
    short = "\n".join(paragraph.text for paragraph in part if not paragraph.seen)
    pieces = [paragraph.seen for paragraph in own if paragraph.seen]
    if short.strip() or not pieces:
        pieces.append(evidence(short))
    return functools.reduce(Evidence.__add__, pieces)


def _is_quoted(text: str) -> bool:
    return text.lstrip().startswith(">")


def _post(
    part: Sequence[_Paragraph], country: str, language: str, own: bool
) -> Iterator[tuple[str, str]]:
    """The paragraphs of a post that stay: in their own norm if that is sure, else in the post's."""
    for paragraph in part:
        if not paragraph.text:
            continue
        norm = language
        if own and paragraph.seen and paragraph.home >= INHERIT_WORDS:
            norm = _sure_norm(paragraph.seen.norms(country), language)
        yield paragraph.text, norm


def _sure_norm(weights: dict[str, float], language: str) -> str:
    """The norm that is surely more likely than that of the post, else the post's."""
    best = max(sorted(weights), key=weights.__getitem__)
    return best if weights[best] >= SURE * (weights[best] + weights[language]) else language


def _comment(part: Sequence[_Paragraph], country: str, language: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a comment that stay, in its own norm if it is long enough."""
    long = sum(paragraph.home for paragraph in part) >= INHERIT_WORDS
    norm = _summed(part).norm(country) if long else language
    yield from ((paragraph.text, norm) for paragraph in part if paragraph.text)


def _left_out(every: Sequence[_Paragraph]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for paragraph in every:
        for language, number in paragraph.sentences.items():
            counts["sentence", language] += number
        if not paragraph.text and paragraph.away:
            counts["paragraph", paragraph.away.most_common(1)[0][0]] += 1
    return counts
