"""Texts to tokens, and a whole corpus to one array of word types."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from nltk.tokenize import RegexpTokenizer
from scipy import sparse

from .lexicon import lemma, stop_words

#: letters with inner hyphen or apostrophe: F1 99.0-99.5 on the treebanks of the norms
_TOKENIZER = RegexpTokenizer(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MASK = re.compile(r"⟨\w+⟩")
MINIMUM_LETTERS = 2
MAXIMUM_LETTERS = 40  # longer ones are addresses and accidents
REMEMBERED = 1_000_000  # pieces of text whose words are kept in mind, a norm
NAME_SHARE = 0.95  # a lemma that is nearly always capitalised is a proper name
NAME_MINIMUM = 3
_LEMMA_COLUMNS = {
    "language": object, "lemma": object, "frequency": np.int64, "forms": object, "name": bool,
}  # fmt: skip


def tokenize(text: str) -> list[str]:
    """Words of a text as they stand there; masks such as ⟨email⟩ are no words."""
    if "⟨" in text:
        text = _MASK.sub(" ", text)
    return _TOKENIZER.tokenize(text)


@dataclass(frozen=True)
class EncodedCorpus:
    """The tokens of all units as numbers.

    Attributes
    ----------
    units : DataFrame, a row a unit: unit_id, doc_id, country, language, tokens
    lemmas : DataFrame, a row a lemma of a norm: language, lemma, frequency (tokens), documents
        (units), forms (at most two, most frequent first, separated by |), name (bool)
    tokens : int32 array, row of `lemmas` for each token in order, -1 for a stop word
    offsets : int64 array of len(units) + 1, where each unit begins in `tokens`
    """

    units: pd.DataFrame
    lemmas: pd.DataFrame
    tokens: np.ndarray
    offsets: np.ndarray

    def unit_of_token(self) -> np.ndarray:
        """Row of `units` for each token."""
        return np.repeat(np.arange(len(self.units)), np.diff(self.offsets))


def encode(units: pd.DataFrame) -> EncodedCorpus:
    """Tokenise and lemmatise every unit.

    Parameters
    ----------
    units : DataFrame with unit_id, doc_id, country, language, text
    """
    numbers = _TypeNumbers()
    streams = [
        numbers.stream(text, language)
        for text, language in zip(units["text"], units["language"], strict=True)
    ]
    lengths = np.fromiter((len(s) for s in streams), np.int64, count=len(streams))
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    stream = np.concatenate([*streams, np.empty(0, np.int32)])
    types = numbers.types
    lemmas, lemma_of_type = _lemma_table(types, np.bincount(stream, minlength=len(types)))
    tokens = lemma_of_type[stream] if len(stream) else stream
    table = units.drop(columns="text").reset_index(drop=True)
    corpus = EncodedCorpus(table, lemmas, tokens, offsets)
    content = np.bincount(corpus.unit_of_token(), weights=tokens >= 0, minlength=len(table))
    table["tokens"] = content.astype(int)
    lemmas["documents"] = _unit_frequency(corpus)
    return corpus


class _TypeNumbers:
    """Numbers word types of all norms in the order in which they are met."""

    def __init__(self):
        self.types: list[tuple[str, str]] = []
        self._of_norm: dict[str, _NormNumbers] = {}

    def stream(self, text: str, language: str) -> np.ndarray:
        """The number of the type of each token."""
        if language not in self._of_norm:
            self._of_norm[language] = _NormNumbers(language, self.types)
        known = self._of_norm[language]
        if len(known) > REMEMBERED:
            known.clear()
        return np.array(list(chain.from_iterable(map(known.__getitem__, text.split()))), np.int32)


class _NormNumbers(dict):
    """What stands between two spaces to the numbers of its word types.

    No token holds a space, so each such piece is tokenised once, not once an occurrence.
    """

    def __init__(self, language: str, types: list[tuple[str, str]]):
        self.language, self.types = language, types
        self.number_of: dict[str, int] = {}

    def __missing__(self, piece: str) -> tuple[int, ...]:
        self[piece] = numbers = tuple(map(self._number, tokenize(piece)))
        return numbers

    def _number(self, token: str) -> int:
        number = self.number_of.setdefault(token, len(self.types))
        if number == len(self.types):
            self.types.append((self.language, token))
        return number


def _lemma_table(
    types: list[tuple[str, str]], frequency: np.ndarray
) -> tuple[pd.DataFrame, np.ndarray]:
    """Lemmas in the order of language and name, and the row of each type's lemma (-1: none)."""
    rows = [
        (language, form.lower(), lemma_or_none(form.lower(), language), form[0].isupper())
        for language, form in types
    ]
    table = pd.DataFrame(rows, columns=["language", "form", "lemma", "capital"])
    table["frequency"] = frequency
    kept = table[table["lemma"] != ""]
    keys = ["language", "lemma"]
    if kept.empty:
        columns = {name: pd.Series(dtype=kind) for name, kind in _LEMMA_COLUMNS.items()}
        return pd.DataFrame(columns), np.full(len(types), -1, dtype=np.int32)
    lemmas = kept.groupby(keys, as_index=False)["frequency"].sum()
    forms = kept.groupby([*keys, "form"], as_index=False)["frequency"].sum()
    forms = forms.sort_values([*keys, "frequency", "form"], ascending=[True, True, False, True])
    shown = _first_two(forms, keys)
    capitals = kept[kept["capital"]].groupby(keys)["frequency"].sum()
    index = pd.MultiIndex.from_frame(lemmas[keys])
    lemmas["forms"] = shown.reindex(index).to_numpy()
    share = capitals.reindex(index).fillna(0).to_numpy() / lemmas["frequency"].to_numpy()
    lemmas["name"] = (share >= NAME_SHARE) & (lemmas["frequency"].to_numpy() >= NAME_MINIMUM)
    number = pd.Series(np.arange(len(lemmas), dtype=np.int32), index=index)
    of_type = number.reindex(pd.MultiIndex.from_frame(table[keys])).fillna(-1)
    return lemmas, of_type.to_numpy().astype(np.int32)


def _first_two(forms: pd.DataFrame, keys: list[str]) -> pd.Series:
    """The first two forms of each lemma, separated by |."""
    place = forms.groupby(keys).cumcount()
    first, second = (forms[place == n].set_index(keys)["form"] for n in (0, 1))
    return first + ("|" + second).reindex(first.index).fillna("")


def lemma_or_none(form: str, language: str) -> str:
    """Lemma of a lower-case form; "" for stop words and for what is too short or too long."""
    stops = stop_words(language)
    if not MINIMUM_LETTERS <= len(form) <= MAXIMUM_LETTERS or form in stops:
        return ""
    found = lemma(form, language)
    return "" if found in stops or len(found) < MINIMUM_LETTERS else found


def _unit_frequency(corpus: EncodedCorpus) -> np.ndarray:
    """Number of units in which each lemma occurs."""
    known = corpus.tokens >= 0
    rows, columns = corpus.unit_of_token()[known], corpus.tokens[known]
    shape = (len(corpus.units), len(corpus.lemmas))
    counts = sparse.csr_matrix((np.ones(len(rows), np.int32), (rows, columns)), shape=shape)
    return np.bincount(counts.indices, minlength=shape[1])  # duplicates are summed: once a unit


def iterate_lemmas(text: str, language: str, terms: frozenset[str] = frozenset()) -> Iterable[str]:
    """Content lemmas of one text, in order: for texts outside a corpus, such as the control.

    `terms` are multi-word terms ("sosial medium"): two content words that stand together and make
    up one are given as that one.
    """
    before = ""
    for token in tokenize(text):
        found = lemma_or_none(token.lower(), language)
        if before and f"{before} {found}" in terms:
            yield f"{before} {found}"
            before = ""
            continue
        if before:
            yield before
        before = found
    if before:
        yield before
