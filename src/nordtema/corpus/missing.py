"""What programs and people write where they have nothing to say: NaN, NA, null, ukjent, okänd."""

import functools
import unicodedata

from ..tables import package_rows

_WRAPPING = "()[]{}<>\"'«»“”‘’`"
_LONGEST = 40  # no word for "nothing" is longer
_SIGNS = ("P", "Z", "C", "Sm", "Sk")  # categories of signs that alone say nothing: – ... ? *** =


def is_missing(value: str, column: str = "") -> bool:
    """Does the cell say that there is nothing: empty, signs alone, or a word for it?

    Parameters
    ----------
    value : a cell as written
    column : "language", "country" or "date" have words of their own (mul, zz, undated)

    Returns
    -------
    bool
    """
    value = value if isinstance(value, str) else "" if value is None else str(value)
    if len(value) > _LONGEST and len(value.strip()) > _LONGEST:
        return False
    word = folded(value)
    words = _words()
    return _signs_alone(word) or word in words[""] or word in words.get(column, ())


def folded(value: str) -> str:
    """Lower case, composed, with single blanks and without brackets or quotes around it.

    Parameters
    ----------
    value : a cell as written

    Returns
    -------
    str
    """
    word = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    return word.strip(_WRAPPING).strip()


def _signs_alone(word: str) -> bool:
    return all(unicodedata.category(sign).startswith(_SIGNS) for sign in word)


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    """The words for each column, and under "" those for all."""
    by_column: dict[str, set[str]] = {"": set()}
    for row in package_rows(__package__, "data", "missing.csv"):
        by_column.setdefault(row["column"], set()).add(folded(row["word"]))
    return {column: frozenset(words) for column, words in by_column.items()}
