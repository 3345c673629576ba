"""Which written norm is a text in?

py3langid is asked twice: without bounds, to find what is foreign; then bounded to the four norms
and English. The norms of the text's country get a head start, since a Norwegian page in Danish
is rarer than a Norwegian sentence that could be either.
"""

import copy
import functools
import re
from collections.abc import Sequence

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ..languages import COUNTRIES, LANGUAGES, norms_of

_OF_LABEL = {language.langid: code for code, language in LANGUAGES.items()}
_BOUNDED = (*_OF_LABEL, "en")
_NORDIC_NEIGHBOURS = {"nb", "fo", "is"}  # what short texts in the norms are taken for
HEAD_START = 3.0
FOREIGN_CONFIDENCE = 0.85
FOREIGN_WORDS = 8
INHERIT_WORDS = 25
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000  # characters are plenty, and a text of 5 MB costs no more


@functools.cache
def _identifier(bounded: bool) -> LanguageIdentifier:
    """The identifier of all languages, or a copy bounded to ours; the model is read once."""
    if not bounded:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier = copy.copy(_identifier(bounded=False))
    identifier.set_languages(list(_BOUNDED))
    return identifier


def foreign_language(text: str) -> str:
    """Code of the language of a text that is clearly in none of the four norms, else ""."""
    sample = text[:_SAMPLE]
    if len(_WORD.findall(sample)) < FOREIGN_WORDS:
        return ""
    label, confidence = _identifier(bounded=False).classify(sample)
    if label in _OF_LABEL or label in _NORDIC_NEIGHBOURS or confidence < FOREIGN_CONFIDENCE:
        return ""
    return label


def identify(text: str, country: str, norms: Sequence[str] = tuple(LANGUAGES)) -> str:
    """Code of the norm (nb, nn, da, sv, or among those given) that a text is written in."""
    at_home = COUNTRIES[country].languages
    scores = {
        _OF_LABEL[label]: score * (HEAD_START if _OF_LABEL[label] in at_home else 1.0)
        for label, score in _identifier(bounded=True).rank(text[:_SAMPLE])
        if _OF_LABEL.get(label) in norms
    }
    return max(sorted(scores), key=scores.__getitem__)


def language_of_parts(texts: Sequence[str], country: str, declared: str = "") -> list[str]:
    """Language of each part of a document: the post first, then its comments.

    A declared norm holds for the post; of a macrolanguage (Norwegian) the text tells which of its
    norms it is. Parts of fewer than 25 words inherit the language of the
    post, since five words are told apart in 88 of 100 cases only.
    """
    if not texts:
        return []
    norms = norms_of(declared) or tuple(LANGUAGES)
    first = norms[0] if len(norms) == 1 else identify(texts[0], country, norms)
    found = [first]
    for text in texts[1:]:
        short = len(_WORD.findall(text[:_SAMPLE])) < INHERIT_WORDS
        found.append(first if short else identify(text, country))
    return found
