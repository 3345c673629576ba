"""How people see a concept: in each norm the headword, and behind it the forms met most often.

The headword is the dictionary form: as a word list writes it, else the lemma. A multi-word term has
none that people say (*sosial medium*), so its most frequent form stands there (`phrases`).
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ..formats import SEPARATOR
from ..languages import LANGUAGES
from .glossary import Entry, Word, is_term, lemmatised
from .word_class import VOWELS

FORMS = 3  # words in a cell, headword and forms


def word_cells(
    lemmas: pd.DataFrame, forms: pd.DataFrame, concept: np.ndarray, width: int
) -> pd.DataFrame:
    """The words of each concept in each norm: the headword, then its most frequent forms.

    Of several headwords of a norm the most frequent one that can be said (not *kr*), ties by name.

    Parameters
    ----------
    lemmas : language, headword, frequency
    forms : lemma (row of `lemmas`), form, frequency
    concept : number of the concept of each lemma
    width : number of concepts

    Returns
    -------
    DataFrame, a row a concept and a column a norm: at most three words, parted by |; empty where
    the norm has no word for the concept
    """
    norm = lemmas["language"].map(list(LANGUAGES).index).to_numpy(int)
    cell = concept.astype(int) * len(LANGUAGES) + norm
    of_form = forms["lemma"].to_numpy(int)
    order = np.lexsort((-forms["frequency"].to_numpy(), cell[of_form]))
    words, places = forms["form"].to_numpy(object)[order], cell[of_form][order]
    cells = np.full(width * len(LANGUAGES), "", dtype=object)
    numbers, leading = _leading(lemmas, cell)
    ends = [np.searchsorted(places, numbers, side).tolist() for side in ("left", "right")]
    for number, first, start, end in zip(numbers, leading, *ends, strict=True):
        said = dict.fromkeys([first, *words[start : min(end, start + FORMS)]])
        cells[number] = SEPARATOR.join(list(said)[:FORMS])
    return pd.DataFrame(cells.reshape(width, len(LANGUAGES)), columns=list(LANGUAGES))


def _leading(lemmas: pd.DataFrame, cell: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the cells with a word, and the leading headword of each."""
    keys = [pd.Series(cell, name="cell"), lemmas["headword"].reset_index(drop=True)]
    total = lemmas["frequency"].reset_index(drop=True).groupby(keys).sum().reset_index()
    total["abbreviated"] = ~total["headword"].str.lower().str.contains(f"[{VOWELS}]")
    order = ["cell", "abbreviated", "frequency", "headword"]
    total = total.sort_values(order, ascending=[True, True, False, True])
    first = total.drop_duplicates("cell")
    return first["cell"].to_numpy(int), first["headword"].to_numpy(object)


def dictionary_forms(
    lemmas: pd.DataFrame, links: pd.DataFrame, entries: Iterable[Entry]
) -> np.ndarray:
    """The headwords of lemmas, as the word lists write those that they have linked.

    The lemmatiser makes *sopa* (to sweep) of Swedish *sopor* (rubbish). The lists link such a
    lemma to their word, so that word is what people see.

    Parameters
    ----------
    lemmas : language, lemma, headword
    links : concept, of each lemma in the same order
    entries : of the word lists, those that come first speak first

    Returns
    -------
    A word a lemma
    """
    written: dict[tuple[str, Word], str] = {}
    for entry in entries:
        if entry.decision != "accept":
            continue
        given = [(entry.concept, word) for word in entry.words]
        written |= {key: key[1][1] for key in given if key not in written}
        for concept, word in given:
            written.setdefault((concept, lemmatised(word)), word[1])
    keys = zip(links["concept"], lemmas["language"], lemmas["lemma"], strict=True)
    pairs = zip(keys, lemmas["headword"], strict=True)
    words = [
        word if is_term(name) else written.get((concept, (code, name)), word)
        for (concept, code, name), word in pairs
    ]
    return np.array(words, dtype=object)


def headword(cell: str) -> str:
    """The first word of a cell.

    Parameters
    ----------
    cell : words parted by |

    Returns
    -------
    The headword, empty where the cell is
    """
    return cell.split(SEPARATOR)[0]


def headwords(words: pd.DataFrame, norms: tuple[str, ...] = tuple(LANGUAGES)) -> list[str]:
    """One word for each concept: the headword of the first of the norms that has one.

    Where none of them has, that of any other norm: a reader never sees the name that a concept has
    in tables.

    Parameters
    ----------
    words : a column a norm, cells as of `word_cells`
    norms : codes, the first before all others

    Returns
    -------
    A word a row
    """
    columns = list(dict.fromkeys([*norms, *LANGUAGES]))
    rows = words[columns].fillna("").to_numpy(object)
    return [next((headword(cell) for cell in row if cell), "") for row in rows]


def are_seen(words: pd.DataFrame) -> np.ndarray:
    """Which concepts have a word that people may see; of the others `door` keeps all back.

    Parameters
    ----------
    words : a column a norm, cells as of `word_cells`

    Returns
    -------
    A truth value a row
    """
    cells = words.reindex(columns=list(LANGUAGES), fill_value="").fillna("")
    return (cells != "").any(axis=1).to_numpy(bool)
