"""What simplemma's dictionaries say of one form, and nothing that is guessed."""

import functools
from collections.abc import Mapping

from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from ..languages import LANGUAGES


@functools.cache
def dictionary(code: str) -> Mapping[bytes, bytes]:
    """Form → lemma, in UTF-8, of one of simplemma's languages."""
    found = DEFAULT_DICTIONARY_FACTORY.get_dictionary(code)
    # what stands behind simplemma's view, which costs more than the look-up; it may be hidden once
    stored: dict[bytes, bytes] | None = getattr(found, "_dict", None)
    return stored or {form.encode(): lemma.encode() for form, lemma in found.items()}


@functools.cache
def _dictionaries(language: str) -> tuple[Mapping[bytes, bytes], ...]:
    return tuple(dictionary(code) for code in LANGUAGES[language].simplemma)


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
    stored = form.encode()
    for forms in _dictionaries(language):
        found = forms.get(stored)
        if found is not None:
            return found.decode().lower()
    return None
