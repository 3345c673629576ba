"""Multi-word terms in texts: where they stand, and the corpus in which each is one token.

A term has a name: the lemmas of its words with a space between, and the stop words that it has
(*barn og ung*). People never see it; they see the form that is met most (*barn og unge*). Of terms
that share a word the first one counts, and of those that begin with the same word the longest.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from .glossary import Word
from .lexicon import stop_name
from .readings.table import CONTENT
from .tokens import MOST_FORMS, EncodedCorpus, read_words

CHUNK = 2_000_000  # tokens that are looked at at a time
_NOWHERE = pd.DataFrame({name: pd.Series(dtype=np.int64) for name in ("place", "length", "term")})


def iterate_lemmas(text: str, language: str, terms: frozenset[str] = frozenset()) -> Iterable[str]:
    """Content lemmas of one text, in order: for texts outside a corpus, such as the control.

    Parameters
    ----------
    text : of any length
    language : code of the norm
    terms : names of multi-word terms ("sosial medium"); words that make up one are given as that
        one, as `with_terms` counts them

    Returns
    -------
    lemmas, one after the other
    """
    read = read_words(text, language)
    names = [lemma or stop_name(word.lower(), language) for word, lemma in read]
    by_first: dict[str, list[list[str]]] = defaultdict(list)
    for parts in sorted((name.split() for name in terms), key=len, reverse=True):
        by_first[parts[0]].append(parts)
    place = 0
    while place < len(read):
        fitting = (p for p in by_first.get(names[place], ()) if p == names[place : place + len(p)])
        term = next(fitting, None)
        if term is not None:
            yield " ".join(term)
        elif read[place][1]:
            yield read[place][1]
        place += len(term or (1,))


def occurrences(corpus: EncodedCorpus, names: pd.DataFrame) -> pd.DataFrame:
    """Where the terms stand that count.

    Parameters
    ----------
    corpus : as `tokens.encode` makes it
    names : language, lemma (the name), a row a term

    Returns
    -------
    DataFrame with place (of the first token), length (tokens), term (row of `names`); in order
    """
    coded = _Codes.of(corpus, names)
    found = [_NOWHERE, *coded.matches(corpus)]
    table = pd.concat(found, ignore_index=True)
    table = table.sort_values(["place", "length"], ascending=[True, False], kind="stable")
    kept, end = [], 0
    for place, length in zip(table["place"].tolist(), table["length"].tolist(), strict=True):
        kept.append(place >= end)
        end = place + length if place >= end else end
    return table[np.array(kept, dtype=bool)].reset_index(drop=True)


@dataclass(frozen=True)
class _Codes:
    """Names of terms as numbers.

    A token's number is taken as that of its lemma, or of the first form of its stop word, plus
    `shift`, so that none is negative.
    """

    shift: int
    number: np.ndarray
    terms: list[tuple[int, tuple[int, ...]]]

    @classmethod
    def of(cls, corpus: EncodedCorpus, names: pd.DataFrame) -> "_Codes":
        pairs = zip(names["language"], names["lemma"], strict=True)
        split = [(language, name.split()) for language, name in pairs]
        needed = {part for _, parts in split for part in parts}
        shift = len(corpus.stops) + 2
        number = np.arange(shift + len(corpus.lemmas))
        lemmas: dict[Word, list[int]] = defaultdict(list)
        stops: dict[Word, int] = {}
        for row, (language, form) in enumerate(corpus.stops.itertuples(index=False)):
            code = stops.setdefault((language, stop_name(form, language)), shift - 2 - row)
            number[shift - 2 - row] = code
        lemma_pairs = zip(corpus.lemmas["language"], corpus.lemmas["lemma"], strict=True)
        for row, word in enumerate(lemma_pairs):
            if word[1] in needed:
                lemmas[word].append(shift + row)
        for word, code in stops.items():
            lemmas[word].append(code)
        terms = [
            (row, codes)
            for row, (language, parts) in enumerate(split)
            for codes in product(*(lemmas.get((language, part), ()) for part in parts))
        ]
        return cls(shift, number, terms)

    def matches(self, corpus: EncodedCorpus) -> Iterator[pd.DataFrame]:
        """Where each term stands, overlapping others or not; it begins and ends in one unit.

        Each is looked for at its rarest word.
        """
        frequency = np.full(len(self.number), len(corpus.tokens))  # stop words are frequent
        frequency[self.shift :] = corpus.lemmas["frequency"]
        rarest = [int(np.argmin(frequency[list(codes)])) for _, codes in self.terms]
        anchors = [codes[at] for at, (_, codes) in zip(rarest, self.terms, strict=True)]
        places, numbers = self._places(corpus.tokens, anchors)
        starts = np.searchsorted(numbers, anchors, "left").tolist()
        ends = np.searchsorted(numbers, anchors, "right").tolist()
        slices = map(slice, starts, ends)
        for (row, codes), at, own in zip(self.terms, rarest, slices, strict=True):
            first = self._standing(corpus.tokens, places[own] - at, codes)
            unit = np.searchsorted(corpus.offsets, [first, first + len(codes) - 1], "right")
            first = first[unit[0] == unit[1]]
            if len(first):
                yield pd.DataFrame({"place": first, "length": len(codes), "term": row})

    def _places(self, tokens: np.ndarray, anchors: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Places of the words at which terms are looked for, in the order of their numbers."""
        wanted = np.zeros(len(self.number), dtype=bool)
        wanted[anchors] = True
        wanted = wanted[self.number]
        found = [
            start + np.flatnonzero(wanted[tokens[start : start + CHUNK] + self.shift])
            for start in range(0, len(tokens), CHUNK)
        ]
        places = np.concatenate([np.empty(0, dtype=np.int64), *found])
        numbers = self.number[tokens[places] + self.shift]
        order = np.argsort(numbers, kind="stable")
        return places[order], numbers[order]

    def _standing(
        self, tokens: np.ndarray, first: np.ndarray, codes: tuple[int, ...]
    ) -> np.ndarray:
        """Of the places those at which the whole term stands."""
        first = first[(first >= 0) & (first + len(codes) <= len(tokens))]
        for after, code in enumerate(codes):
            first = first[self.number[tokens[first + after] + self.shift] == code]
        return first


def without_terms(corpus: EncodedCorpus, names: pd.DataFrame) -> EncodedCorpus:
    """The corpus with nothing at all where the terms stand.

    Parameters
    ----------
    corpus : as `tokens.encode` makes it
    names : language, lemma (the name), a row a term

    Returns
    -------
    EncodedCorpus, whose tables are those of the corpus
    """
    met = occurrences(corpus, names)
    tokens = corpus.tokens if met.empty else corpus.tokens.copy()
    tokens[_inside(met)] = -1
    return replace(corpus, tokens=tokens)


def _inside(met: pd.DataFrame) -> np.ndarray:
    """All places of tokens that belong to terms."""
    length = met["length"].to_numpy(np.int64)
    before = np.cumsum(length) - length
    return np.repeat(met["place"].to_numpy() - before, length) + np.arange(length.sum())


def with_terms(corpus: EncodedCorpus, names: pd.DataFrame) -> EncodedCorpus:
    """The corpus in which each occurrence of a term is one token.

    The words of a term keep the occurrences in which they stand alone.

    Parameters
    ----------
    corpus : as `tokens.encode` makes it
    names : language, lemma (the name), a row a term

    Returns
    -------
    EncodedCorpus, with a row of `lemmas` more for each term that is met
    """
    met = occurrences(corpus, names)
    if met.empty:
        return corpus
    rows, of_row = np.unique(met["term"], return_inverse=True)
    said = pd.DataFrame({"lemma": len(corpus.lemmas) + of_row, "form": _forms_met(corpus, met)})
    forms = said.value_counts(sort=False).rename("frequency").reset_index()
    forms = forms.sort_values(["lemma", "frequency", "form"], ascending=[True, False, True])
    new = names.iloc[rows][["language", "lemma"]].reset_index(drop=True)
    new["headword"] = forms.drop_duplicates("lemma")["form"].to_numpy(object)
    new[[*CONTENT, "capital"]] = _read_as(corpus, met.drop_duplicates("term").sort_values("term"))
    lemmas = pd.concat([corpus.lemmas, new.assign(name=False)], ignore_index=True)
    tokens, places = corpus.tokens.copy(), corpus.places.copy()
    tokens[_inside(met)] = -1
    tokens[met["place"]] = said["lemma"]
    forms["place"] = np.minimum(forms.groupby("lemma").cumcount(), MOST_FORMS)
    places[met["place"]] = said.merge(forms, how="left", on=["lemma", "form"])["place"]
    forms = pd.concat([corpus.forms, forms[list(corpus.forms)]], ignore_index=True)
    return _counted_again(
        replace(corpus, units=corpus.units.copy(), lemmas=lemmas, forms=forms, tokens=tokens,
                places=places)
    )  # fmt: skip


def _read_as(corpus: EncodedCorpus, met: pd.DataFrame) -> np.ndarray:
    """What the last word of each term that is no stop word was read as: terms × shares."""
    last = (met["place"] + met["length"] - 1).to_numpy(np.int64)
    for _ in range(met["length"].max()):
        last -= corpus.tokens[last] < 0
    return corpus.lemmas[[*CONTENT, "capital"]].to_numpy(float)[corpus.tokens[last]]


def _forms_met(corpus: EncodedCorpus, met: pd.DataFrame) -> np.ndarray:
    """The form of each occurrence as it stands: *sosiale medier*.

    The most frequent form of each word by itself would make terms that nobody says (*offentlige
    sektor*).
    """
    said = np.empty(len(met), dtype=object)
    first = np.searchsorted(corpus.forms["lemma"], np.arange(len(corpus.lemmas)))
    for length in met["length"].unique().tolist():
        chosen = np.flatnonzero(met["length"] == length)
        places = met["place"].to_numpy()[chosen]
        words = [_words(corpus, first, places + after) for after in range(length)]
        said[chosen] = [" ".join(parts) for parts in zip(*words, strict=True)]
    return said


def _words(corpus: EncodedCorpus, first: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The forms of some tokens; `first`: the row of the first form of each lemma."""
    tokens, words = corpus.tokens[places], np.empty(len(places), dtype=object)
    stop = tokens < 0
    words[stop] = corpus.stops["form"].to_numpy(object)[-2 - tokens[stop]]
    rows = first[tokens[~stop]] + corpus.places[places[~stop]]
    words[~stop] = corpus.forms["form"].to_numpy(object)[rows]
    return words


def _counted_again(corpus: EncodedCorpus) -> EncodedCorpus:
    """The corpus with the frequencies of its lemmas and the tokens of its units as they are now."""
    corpus.lemmas["frequency"] = corpus.frequency()
    corpus.lemmas["documents"] = corpus.document_frequency()
    corpus.units["tokens"] = corpus.sums(np.ones(len(corpus.lemmas))).astype(int)
    return corpus
