"""A CoNLL-U file read by us: the same words with our lemma and class, for anybody to score."""

from collections.abc import Iterable, Iterator

import numpy as np

from .classes import ClassTables
from .features import BOUNDARY
from .lemmas import comparable_lemma, lemma_as
from .table import CLASSES

UPOS = {
    "noun": "NOUN", "proper": "PROPN", "verb": "VERB", "adjective": "ADJ", "adverb": "ADV",
    "numeral": "NUM", "other": "X",
}  # fmt: skip
COLUMNS = 10
FORM, LEMMA, CLASS, MISC = 1, 2, 3, 9
_ENDS = ".!?:;…"

Row = list[str]


def read_conllu(lines: Iterable[str], language: str) -> Iterator[str]:
    """The lines of the file again, with our lemma in column 3 and our class in column 4.

    What else is told of a word is left out. Where texts are compared by another lemma than the
    grammar's (an adverb by its adjective, a participle by its verb), that one stands in the last
    column, as `Compared=…`. Words of several tokens (`1-2`) and empty ones (`1.1`) stay as they
    are; signs are PUNCT.

    Parameters
    ----------
    lines : of a CoNLL-U file
    language : code of the norm

    Returns
    -------
    lines, without line ends
    """
    sentence: list[str] = []
    for line in (line.rstrip("\r\n") for line in lines):
        if line:
            sentence.append(line)
            continue
        yield from _read(sentence, language)
        yield ""
        sentence = []
    yield from _read(sentence, language)


def _read(sentence: list[str], language: str) -> list[str]:
    rows = [line.split("\t") for line in sentence]
    words = [row for row in rows if len(row) == COLUMNS and row[0].isdigit()]
    for row, name in zip(words, _classes([row[FORM] for row in words], language), strict=True):
        _tell(row, name, language)
    return ["\t".join(row) for row in rows]


def _classes(forms: list[str], language: str) -> list[str]:
    """The class of each word of a sentence; "" for signs."""
    stream = [BOUNDARY]
    places = []
    for form in forms:
        places.append(len(stream) if _is_word(form) else 0)
        stream += [form] if _is_word(form) else [BOUNDARY] if form in _ENDS else []
    stream.append(BOUNDARY)
    types = {form: number for number, form in enumerate(dict.fromkeys(stream))}
    tables = ClassTables([(language, form) for form in types])
    found = tables.classes(np.array([types[form] for form in stream])).tolist()
    return [CLASSES[found[place]] if place else "" for place in places]


def _is_word(form: str) -> bool:
    return any(sign.isalnum() for sign in form)


def _tell(row: Row, name: str, language: str) -> None:
    form = row[FORM].lower()
    row[4:] = ["_"] * (COLUMNS - 4)
    if not name:
        row[LEMMA], row[CLASS] = form, "PUNCT"
        return
    row[LEMMA], row[CLASS] = lemma_as(form, name, language), UPOS[name]
    compared = comparable_lemma(form, name, language)
    if compared != row[LEMMA]:
        row[MISC] = f"Compared={compared}"
