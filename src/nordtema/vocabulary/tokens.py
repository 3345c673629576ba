"""Texts to tokens, and a whole corpus to one array of word types."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from ..corpus.counted import APART
from .lexicon import stop_words
from .numbers import is_written_number
from .readings.classes import ClassTables
from .readings.features import BOUNDARY
from .readings.lemmas import comparable_lemma
from .readings.table import CLASSES, CONTENT, classes_in_table, empty_in_phrases
from .word_types import TypeNumbers

MINIMUM_LETTERS = 2
MAXIMUM_LETTERS = 40  # longer ones are addresses and accidents
CHUNK = 5000  # units whose tokens are in memory in more than one way
BLOCK = 1_000_000  # tokens that are looked up together
LONGEST_ABBREVIATION = 6  # letters
NAME_SHARE = 0.95  # a lemma that has nearly always a capital within sentences is a name
NAME_MINIMUM = 3  # so often
NAME_READ = 0.5  # and so is one of which so many tokens were read as names, and have a capital
MOST_FORMS = 255  # of a lemma that are told apart, so that a token's form is one byte
_NO_LEMMAS = pd.DataFrame(
    {"language": pd.Series(dtype=object), "lemma": pd.Series(dtype=object),
     "frequency": pd.Series(dtype=np.int64)}
    | dict.fromkeys((*CONTENT, "capital"), pd.Series(dtype=np.float32))
    | {"name": pd.Series(dtype=bool), "headword": pd.Series(dtype=object)}
)  # fmt: skip
_NO_FORMS = pd.DataFrame(
    {"lemma": pd.Series(dtype=np.int64), "form": pd.Series(dtype=object),
     "frequency": pd.Series(dtype=np.int64)}
)  # fmt: skip


@dataclass(frozen=True)
class EncodedCorpus:
    """The tokens of all units as numbers.

    Attributes
    ----------
    units : DataFrame, a row a unit: unit_id, doc_id, country, language, tokens
    lemmas : DataFrame, a row a lemma of a norm: language, lemma, frequency (tokens), documents
        (units), noun, proper, verb, adjective (shares of its tokens that were read so), capital
        (share that has a capital letter), name (bool), headword (what people see of it: at first
        the lemma)
    forms : DataFrame, a row a word form: lemma (row of `lemmas`), form, frequency; in the order of
        the lemmas, the most frequent form of each first
    stops : DataFrame, a row a stop word: language, form
    tokens : int32 array, row of `lemmas` for each token in order; for a stop word, which is not
        counted, -2 less its row of `stops`; -1 for what a multi-word term has taken in
    places : uint8 array, place of each token's form among those of its lemma, from 0
    offsets : int64 array of len(units) + 1, where each unit begins in `tokens`
    """

    units: pd.DataFrame
    lemmas: pd.DataFrame
    forms: pd.DataFrame
    stops: pd.DataFrame
    tokens: np.ndarray
    places: np.ndarray
    offsets: np.ndarray

    def unit_of_token(self) -> np.ndarray:
        """Row of `units` for each token.

        Returns
        -------
        int64 array of len(tokens)
        """
        return np.repeat(np.arange(len(self.units)), np.diff(self.offsets))

    def sums(self, weights: np.ndarray) -> np.ndarray:
        """Sum over the tokens of each unit, with a weight for each lemma.

        Parameters
        ----------
        weights : of len(lemmas)

        Returns
        -------
        float array of len(units)
        """
        blocks = [
            np.bincount(
                np.repeat(np.arange(len(starts) - 1), np.diff(starts)),
                weights=weights[lemmas],
                minlength=len(starts) - 1,
            )
            for starts, lemmas in self._blocks()
        ]
        return np.concatenate([*blocks, np.empty(0)])

    def counts(self, columns: np.ndarray, width: int) -> Iterator[sparse.csr_matrix]:
        """Counts of some units after the other, units × width, float32, indices in order.

        Parameters
        ----------
        columns : column of each lemma
        width : number of columns

        Returns
        -------
        CSR matrices, one after the other
        """
        columns = columns.astype(np.int32)
        for starts, lemmas in self._blocks():
            ones = np.ones(len(lemmas), dtype=np.float32)
            shape = (len(starts) - 1, width)
            block = sparse.csr_matrix((ones, columns[lemmas], starts), shape=shape)
            block.sum_duplicates()
            yield block

    def frequency(self) -> np.ndarray:
        """Occurrences of each lemma.

        Returns
        -------
        int64 array of len(lemmas)
        """
        total = np.zeros(len(self.lemmas), dtype=np.int64)
        for _, lemmas in self._blocks():
            total += np.bincount(lemmas, minlength=len(total))
        return total

    def document_frequency(self) -> np.ndarray:
        """Number of units in which each lemma occurs.

        Returns
        -------
        int64 array of len(lemmas)
        """
        total = np.zeros(len(self.lemmas), dtype=np.int64)
        for block in self.counts(np.arange(len(total)), len(total)):
            total += np.bincount(block.indices, minlength=len(total))
        return total

    def _blocks(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The lemmas of some units after the other, and where in them each unit begins."""
        for first in range(0, len(self.units), CHUNK):
            offsets = self.offsets[first : first + CHUNK + 1]
            tokens = self.tokens[offsets[0] : offsets[-1]]
            known = tokens >= 0
            before = np.concatenate([[0], np.cumsum(known, dtype=np.int32)])
            yield before[offsets - offsets[0]], tokens[known]


def encode(units: pd.DataFrame | Iterable[pd.DataFrame]) -> EncodedCorpus:
    """Tokenise and lemmatise every unit.

    Parameters
    ----------
    units : DataFrame with unit_id, doc_id, country, language, text; or such tables one after the
        other, whose texts need not be in memory together

    Returns
    -------
    EncodedCorpus
    """
    numbers, tables, lengths = TypeNumbers(), [], []
    stream = array("i")  # grows in place, where arrays put together are in memory twice
    for part in _parts(units):
        tables.append(part.drop(columns="text"))
        numbered, length = numbers.stream(part["text"], part["language"])
        stream.frombytes(numbered.tobytes())
        lengths.append(length)
    numbers.forget()
    table = pd.concat(tables, ignore_index=True)
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
    lemmas, forms, stops, tokens, places = _lemmatised(np.asarray(stream), numbers.types)
    corpus = EncodedCorpus(table, lemmas, forms, stops, tokens, places, offsets)
    table["tokens"] = corpus.sums(np.ones(len(lemmas))).astype(int)
    lemmas["documents"] = corpus.document_frequency()
    return corpus


def _parts(units: pd.DataFrame | Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Units in tables of bounded length; at least one table, which may be empty."""
    for table in [units] if isinstance(units, pd.DataFrame) else units:
        for start in range(0, max(len(table), 1), CHUNK):
            yield table.iloc[start : start + CHUNK]


def _lemmatised(
    stream: np.ndarray, types: list[tuple[str, str]]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, np.ndarray, np.ndarray]:
    """Lemmas, their forms, stop words, the stream with lemmas in place of types and without
    boundaries, and the place of each form."""
    tables = ClassTables(types)
    names = np.empty(len(stream), dtype=np.int8)
    frequency = np.zeros((len(types), len(CLASSES)), dtype=np.int64)
    opening, words = np.zeros_like(frequency), ~tables.boundary
    parts = [slice(start, start + BLOCK) for start in range(0, len(stream), BLOCK)]
    for part in parts:
        names[part] = tables.classes(stream, part.start, min(part.stop, len(stream)))
        readings = stream[part] * np.int64(len(CLASSES)) + names[part]
        after = tables.boundary[stream[max(part.start - 1, 0) : part.start + len(readings) - 1]]
        opens = readings[len(readings) - len(after) :][after]
        frequency += np.bincount(readings, minlength=frequency.size).reshape(frequency.shape)
        opening += np.bincount(opens, minlength=frequency.size).reshape(frequency.shape)
    lemmas, forms, lemma_of, place_of = _lemma_table(types, frequency, opening)
    words = ~tables.boundary
    stops, number_of = _stop_table(types, ((frequency > 0) & (lemma_of < 0)).any(axis=1) & words)
    lemma_of = np.where(lemma_of < 0, -2 - number_of[:, None], lemma_of)
    places, end = [np.empty(0, np.uint8)], 0
    for part in parts:
        kept = words[stream[part]]
        reading = stream[part][kept], names[part][kept]
        places.append(place_of[reading])
        stream[end : end + len(places[-1])] = lemma_of[reading]
        end += len(places[-1])
    return lemmas, forms, stops, stream[:end], np.concatenate(places)


def _stop_table(types: list[tuple[str, str]], stop: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """The types that are met without a lemma, in small letters, and the row there of each type."""
    met = np.flatnonzero(stop).tolist()
    words = [(types[number][0], types[number][1].lower()) for number in met]
    row_of = {word: row for row, word in enumerate(sorted(set(words)))}
    number_of = np.zeros(len(types), dtype=np.int32)
    number_of[met] = [row_of[word] for word in words]
    return pd.DataFrame(list(row_of), columns=["language", "form"], dtype=object), number_of


def _lemma_table(
    types: list[tuple[str, str]], frequency: np.ndarray, opening: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray, np.ndarray]:
    """Lemmas in the order of language and name, their forms, and of each type and class the row of
    its lemma (-1: none, or not met) and the place of its form. `frequency`: types × classes;
    `opening`: those of them that open a sentence."""
    lemma_of_reading = np.full(frequency.shape, -1, dtype=np.int32)
    place_of_reading = np.zeros(frequency.shape, dtype=np.uint8)
    languages = np.array([language for language, _ in types], dtype=object)
    tables: list[pd.DataFrame] = []
    form_tables: list[pd.DataFrame] = []
    rows = 0
    for language in sorted(set(languages)):
        chosen = np.flatnonzero(languages == language)
        words = [types[number][1] for number in chosen]
        table, of_norm, of_reading, place = _lemmas_of_norm(
            language, words, frequency[chosen], opening[chosen]
        )
        lemma_of_reading[chosen] = np.where(of_reading >= 0, of_reading + rows, -1)
        place_of_reading[chosen] = place
        if len(table):
            tables.append(table)
            form_tables.append(of_norm.assign(lemma=of_norm["lemma"] + rows))
        rows += len(table)
    lemmas = pd.concat(tables or [_NO_LEMMAS], ignore_index=True)
    forms = pd.concat(form_tables or [_NO_FORMS], ignore_index=True)
    return lemmas, forms, lemma_of_reading, place_of_reading


def _lemmas_of_norm(
    language: str, words: list[str], frequency: np.ndarray, opening: np.ndarray
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray, np.ndarray]:
    """The lemmas of one norm, their forms, and of each word and class its lemma (-1: none) and its
    place."""
    lower = [word.lower() for word in words]
    met, name = np.nonzero(frequency)
    found = [
        lemma_or_none(lower[row], CLASSES[place], language)
        for row, place in zip(met.tolist(), name.tolist(), strict=True)
    ]
    names = sorted(set(found) - {""})
    row_of = {lemma: row for row, lemma in enumerate(names)} | {"": -1}
    rows = np.array([row_of[lemma] for lemma in found], dtype=np.int64)
    counts = frequency[met, name]
    table = pd.DataFrame({"language": language, "lemma": names})
    table["frequency"] = _summed(rows, counts, len(names))
    for read in CONTENT:
        table[read] = _share(rows, counts, name == CLASSES.index(read), len(names))
    capital = np.array([_has_capital(word) for word in words], dtype=bool)[met]
    table["capital"] = _share(rows, counts, capital, len(names))
    table["name"] = _are_names(table, rows, counts - opening[met, name], capital)
    table["headword"] = table["lemma"]
    forms, place = _forms([lower[row] for row in met.tolist()], rows, counts)
    of_reading = np.full(frequency.shape, -1, dtype=np.int64)
    of_reading[met, name] = rows
    place_of = np.zeros(frequency.shape, dtype=np.uint8)
    place_of[met, name] = place
    return table, forms, of_reading, place_of


def _are_names(
    table: pd.DataFrame, rows: np.ndarray, inside: np.ndarray, capital: np.ndarray
) -> pd.Series:
    """Which lemmas are names: read so, or written so where no sentence opens.

    The readings miss names that they have not learned (Swedish *Linköping*), and institutions; a
    capital that is hardly ever missing within sentences tells as well. What is met once or twice,
    and opens sentences, is none, however it is read. `inside`: tokens that open no sentence.
    """
    capitals = _summed(rows[capital], inside[capital], len(table))
    within = _summed(rows, inside, len(table))
    read = (table["proper"] >= NAME_READ) & (table["capital"] >= NAME_READ)
    seen = (capitals > 0) | (table["frequency"] >= NAME_MINIMUM)
    return (read & seen) | ((capitals >= NAME_MINIMUM) & (capitals >= NAME_SHARE * within))


def _has_capital(word: str) -> bool:
    """Whether it is written as names are; what inflects is the part after the last hyphen.

    Longer words in capitals throughout are shouted, or stand in a heading.
    """
    shouted = len(word) > LONGEST_ABBREVIATION and word.isupper()
    return word.rpartition("-")[2][0].isupper() and not shouted


def _share(rows: np.ndarray, counts: np.ndarray, chosen: np.ndarray, size: int) -> np.ndarray:
    """Of the counts of each row the share that is chosen."""
    total = np.maximum(_summed(rows, counts, size), 1)
    return (_summed(rows[chosen], counts[chosen], size) / total).astype(np.float32)


def _summed(rows: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """Whole numbers added up by row; rows of -1 are left out."""
    return np.bincount(rows + 1, weights=values, minlength=size + 1)[1:].astype(np.int64)


def _forms(
    forms: list[str], rows: np.ndarray, counts: np.ndarray
) -> tuple[pd.DataFrame, np.ndarray]:
    """The forms of each lemma, the most frequent first, and the place of each reading among them.

    A form can be met as several classes and stand with several lemmas.
    """
    form_of, names = pd.factorize(np.array(forms, dtype=object), sort=True)
    met = np.flatnonzero(rows >= 0)
    pairs, pair_of = np.unique(rows[met] * len(names) + form_of[met], return_inverse=True)
    frequency = _summed(pair_of, counts[met], len(pairs))
    lemma, form = np.divmod(pairs, max(len(names), 1))
    order = np.lexsort((form, -frequency, lemma))
    table = pd.DataFrame(
        {"lemma": lemma[order], "form": names[form[order]], "frequency": frequency[order]}
    )
    place = np.zeros(len(pairs), dtype=np.uint8)
    place[order] = np.minimum(table.groupby("lemma").cumcount(), MOST_FORMS)
    places = np.zeros(len(rows), dtype=np.uint8)
    places[met] = place[pair_of]
    return table, places


def lemma_or_none(form: str, word_class: str, language: str) -> str:
    """Lemma of a lower-case form; "" for stop words, numbers, and what is too short or too long.

    Parameters
    ----------
    form : in small letters
    word_class : one of CLASSES
    language : code of the norm

    Returns
    -------
    str
    """
    stops = stop_words(language)
    if not MINIMUM_LETTERS <= len(form) <= MAXIMUM_LETTERS:
        return ""
    if form in stops and not _is_content(form, word_class, language):
        return ""
    if word_class == "other" and form in empty_in_phrases(language):
        return ""
    if is_written_number(form, language):
        return ""
    headword = comparable_lemma(form, word_class, language)
    stops = frozenset() if word_class == "noun" else stops  # Danish knapper, buttons; knap, hardly
    return "" if headword in stops or len(headword) < MINIMUM_LETTERS else headword


def _is_content(form: str, word_class: str, language: str) -> bool:
    """Whether a form of the list of stop words is here another word (Danish *ved*, knows)."""
    listed = classes_in_table(language).get(form, frozenset())
    return word_class in CONTENT and word_class in listed and bool(listed & {"adverb", "other"})


def read_words(text: str, language: str) -> list[tuple[str, str]]:
    """The words of one text as they stand there, each with its lemma ("" for stop words).

    Parameters
    ----------
    text : of any length
    language : code of the norm

    Returns
    -------
    list of (word, lemma)
    """
    numbers = TypeNumbers()
    stream, _ = numbers.stream(pd.Series([text]), pd.Series([language]))
    names = ClassTables(numbers.types).classes(stream)
    return [
        (word, lemma_or_none(word.lower(), CLASSES[name], language))
        for (_, word), name in zip(map(numbers.types.__getitem__, stream), names, strict=True)
        if word not in (BOUNDARY, APART)
    ]
