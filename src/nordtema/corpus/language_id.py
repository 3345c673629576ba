"""Which written norm is a text in?

py3langid looks at a text once. Its scores tell first, among all languages, what is foreign, then,
among the norms alone, which of them it is. The norms of the text's country get a head start, since
a Norwegian page in Danish is rarer than a Norwegian sentence that could be either. Scores of the
paragraphs of a text can be added.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ..languages import COUNTRIES, LANGUAGES
from ..tables import package_rows

_OF_LABEL = {language.langid: code for code, language in LANGUAGES.items()}
_OURS = {*_OF_LABEL, "nb"}
_INSULAR = ("fo", "is")  # Faroese and Icelandic: what short texts in the norms are taken for
_INSULAR_WORD = re.compile(r"\b(?=[a-zæøåöáéíóúýðþ])\w*[ðþ]\w*")  # in capitals it is a name
_LEAST_INSULAR = 0.03  # share of words with ð or þ: both languages have four times as many
_SURELY_INSULAR = 0.06  # no text in the norms comes near
HEAD_START = 3.0
NYNORSK_WORD = 1.5  # what a telling word adds to the log-odds
MOST_WORDS = 6  # that count: a text with more of one kind is told
FOREIGN_CONFIDENCE = 0.85
DECLARED_CONFIDENCE = 0.95  # where the text is declared to be in one of our norms
FOREIGN_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2000  # characters are plenty, and a text of 5 MB costs no more
_QUOTED = re.compile(
    r"«[^«»\n]{15,900}»|[“”„][^“”„\n]{15,900}[”“]|\"[^\"\n]{15,900}\"|^>.*$", re.MULTILINE
)
QUOTED_WORDS = 4  # a shorter quotation is a title or a word that is spoken of


def count_words(text: str) -> int:
    """Words of letters in a text.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    number of words
    """
    return len(_WORD.findall(text))


def count_letters(text: str) -> int:
    """Letters of the words of a text.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    number of letters
    """
    return sum(map(len, _WORD.findall(text)))


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE)


@functools.cache
def _places() -> dict[str, int]:
    """The place of each label in the scores."""
    return {label: place for place, label in enumerate(sorted(_identifier().labels))}


@dataclass(frozen=True, eq=False)
class Evidence:
    """What py3langid sees in a text, or in several together.

    Attributes
    ----------
    scores : log-likelihood of each label, in alphabetical order
    size : bytes looked at
    insular : share of the words that have ð or þ and are no names
    nynorsk : words that only Nynorsk has less those that only Bokmål has
    """

    scores: np.ndarray
    size: int
    insular: float
    nynorsk: int

    def __add__(self, other: Evidence) -> Evidence:
        size = self.size + other.size
        insular = (self.insular * self.size + other.insular * other.size) / max(size, 1)
        nynorsk = self.nynorsk + other.nynorsk
        return Evidence(self.scores + other.scores, size, insular, nynorsk)

    def shares(self, labels: Sequence[str] | None = None) -> dict[str, float]:
        """Probabilities among these labels, or all: tempered by length, as py3langid does.

        Parameters
        ----------
        labels : of py3langid; all where there are none

        Returns
        -------
        label → probability; they add up to 1
        """
        chosen = list(labels or _places())
        scores = self.scores[[_places()[label] for label in chosen]]
        weights = np.exp((scores - scores.max()) / math.sqrt(self.size or 1))
        return dict(zip(chosen, (weights / weights.sum()).tolist(), strict=True))

    def foreign(self, confidence: float = FOREIGN_CONFIDENCE) -> str:
        """Label of the language if it is clearly none of ours, else "".

        Parameters
        ----------
        confidence : probability from which a label is believed

        Returns
        -------
        label of py3langid or ""
        """
        shares = self.shares()
        label = max(shares, key=shares.__getitem__)
        if label in _OURS and self.insular >= _SURELY_INSULAR:
            insular = self.shares(_INSULAR)
            return max(_INSULAR, key=insular.__getitem__)
        if label in _INSULAR:
            return label if self.insular >= _LEAST_INSULAR else ""
        return "" if label in _OURS or shares[label] < confidence else label

    def norms(self, country: str, norms: Sequence[str] = tuple(LANGUAGES)) -> dict[str, float]:
        """Weights of these norms in a text of this country, by code.

        Parameters
        ----------
        country : code of the country
        norms : codes of the norms that come into question

        Returns
        -------
        code → weight, which only compares
        """
        at_home = COUNTRIES[country].languages
        weights = {
            _OF_LABEL[label]: share * (HEAD_START if _OF_LABEL[label] in at_home else 1.0)
            for label, share in self.shares([LANGUAGES[code].langid for code in norms]).items()
        }
        if "nn" in weights:
            told = max(-MOST_WORDS, min(MOST_WORDS, self.nynorsk))
            weights["nn"] *= math.exp(NYNORSK_WORD * told)
        return weights

    def norm(self, country: str, norms: Sequence[str] = tuple(LANGUAGES)) -> str:
        """Code of the most likely of these norms in a text of this country.

        Parameters
        ----------
        country : code of the country
        norms : codes of the norms that come into question

        Returns
        -------
        code of a norm
        """
        weights = self.norms(country, norms)
        return max(sorted(weights), key=weights.__getitem__)


def evidence(text: str) -> Evidence:
    """What is seen in a text: in its beginning, middle and end where it is long.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    Evidence
    """
    return _evidence(_sampled(text))


@functools.lru_cache(maxsize=2048)
def _evidence(sample: str) -> Evidence:
    ranked = dict(_identifier().rank(sample))
    scores = np.array([ranked[label] for label in _places()])
    insular = _insular(sample)
    size = len(sample.encode("utf-8", "replace"))
    return Evidence(scores, size, insular, _nynorsk(sample))


def is_insular(text: str) -> bool:
    """May a text be Faroese or Icelandic, by its letters?

    Parameters
    ----------
    text : of any length

    Returns
    -------
    True where at least 3 % of the words hold ð or þ
    """
    return _insular(_sampled(text)) >= _LEAST_INSULAR


def _insular(text: str) -> float:
    words = _INSULAR_WORD.findall(text) if "ð" in text or "þ" in text else ()
    return len(words) / max(count_words(text), 1) if words else 0.0


def glance(text: str) -> Evidence:
    """Evidence from function words alone: for a text that is surely in one of the norms.

    Parameters
    ----------
    text : in Bokmål, Nynorsk, Danish or Swedish

    Returns
    -------
    Evidence whose scores are 0
    """
    return Evidence(np.zeros(len(_places())), 0, 0.0, _nynorsk(_sampled(text)))


def _nynorsk(text: str) -> int:
    words = _WORD.findall(text.lower())
    return sum(map(_telling_words().get, words, repeat(0)))


@functools.cache
def _telling_words() -> dict[str, int]:
    """Function words that only Nynorsk (1) or only Bokmål (-1) has."""
    rows = package_rows(__package__, "data", "norwegian_words.csv")
    return {row["nb"]: -1 for row in rows} | {row["nn"]: 1 for row in rows}


def _sampled(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    pieces = (text[:third], text[middle - third // 2 : middle + third // 2], text[-third:])
    return " ".join(pieces)


def without_quotes(text: str) -> str:
    """The text without quoted sentences, unless little else is left.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    the text, with a blank for each quotation
    """
    if not _QUOTED.search(text):
        return text
    left = _QUOTED.sub(lambda m: " " if count_words(m[0]) >= QUOTED_WORDS else m[0], text)
    return left if count_words(left) >= FOREIGN_WORDS else text


def long_quotes(text: str, words: int) -> list[tuple[int, int]]:
    """Where quotations of so many words begin and end.

    Parameters
    ----------
    text : of any length
    words : the fewest of a quotation

    Returns
    -------
    list of (start, end) in characters
    """
    return [m.span() for m in _QUOTED.finditer(text) if count_words(m[0]) >= words]


def foreign_language(text: str, confidence: float = FOREIGN_CONFIDENCE) -> str:
    """Code of the language of a text that is clearly in none of the four norms, else "".

    Parameters
    ----------
    text : of any length
    confidence : probability from which a label is believed

    Returns
    -------
    label of py3langid or ""
    """
    sample = _sampled(text)
    if count_words(sample) < FOREIGN_WORDS:
        return ""
    return _evidence(sample).foreign(confidence)


def identify(text: str, country: str, norms: Sequence[str] = tuple(LANGUAGES)) -> str:
    """Code of the norm (nb, nn, da, sv, or among those given) that a text is written in.

    Parameters
    ----------
    text : in one of the norms
    country : code of the country
    norms : codes of the norms that come into question

    Returns
    -------
    code of a norm
    """
    return evidence(text).norm(country, norms)
