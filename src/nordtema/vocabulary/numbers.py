"""Numbers written as one word: *tjueto*, *toogtyve*, *tjugotvå*, *ettusenfemhundre*.

Texts write most numbers in figures, which are no words; those in letters say as little. Single ones
(*tjue*) stand in the lists of stop words and of light concepts; what is put together of these is
told here.
"""

import functools
import re

from ..tables import package_rows

JOINTS = ("og", "och", "a")  # between the parts: toogtyve, tjugoandra
_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip
_ROUND = re.compile(r"(ti|tyve|tio|tjue|tjugo|s|hundre\w*|hundra|tusin?de?|tusen)$")


@functools.cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """What a number looks like, what it has within, and the words that are listed themselves."""
    rows = package_rows(__package__, "data", "stopwords.csv")
    small = {word for row in rows if row["meaning"] in _SMALL for word in row[language].split("|")}
    rows = package_rows(__package__, "data", "light.csv")
    listed = {word for row in rows if row["kind"] == "numeral" for word in row[language].split("|")}
    large = {word for word in listed if _ROUND.search(word)}
    parts = "|".join(sorted(small | listed | set(JOINTS), key=lambda word: (-len(word), word)))
    whole = rf"(?:{parts})(?:{parts})+(?:e|de|te|nde|s)?"
    return re.compile(whole), re.compile("|".join(sorted(large))), frozenset(listed)


def is_written_number(form: str, language: str) -> bool:
    """Whether a lower-case form is a number put together of others, cardinal or ordinal.

    Parameters
    ----------
    form : in small letters
    language : code of the norm

    Returns
    -------
    bool
    """
    whole, large, listed = _patterns(language)
    is_number = whole.fullmatch(form) is not None and large.search(form) is not None
    return is_number and form not in listed
