"""What simplemma's dictionaries say of one form, and nothing that is guessed."""

import functools
from collections.abc import Mapping

from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from ..languages import LANGUAGES


@functools.cache
def dictionary(code: str) -> Mapping[str, str]:
    """Form → lemma, of one of simplemma's languages."""
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(code)


def dictionary_lemma(form: str, language: str) -> str | None:
    """The lemma that the dictionaries of a norm give for a lower-case form; None where none does.

    Parameters
    ----------
    form : in small letters
    language : code of the norm

    Returns
    -------
    str or None
    """
    for code in LANGUAGES[language].simplemma:
        found = dictionary(code).get(form)
        if found is not None:
            return found.lower()
    return None
