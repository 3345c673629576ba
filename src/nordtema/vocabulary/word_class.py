"""Noun, verb or adjective, as far as the forms that the lemmatiser's dictionaries know can tell.

No dictionary at hand names parts of speech, but only nouns have a definite plural (veggene,
veggane, væggene, väggarna), only verbs a present participle (kastende, kastande) and only
adjectives a superlative. A lemma may be of several classes (Danish *rejse*), or of none that shows.
"""

import functools

from ..languages import LANGUAGES
from .dictionary import dictionary

NOUN, VERB, ADJECTIVE = "noun", "verb", "adjective"
VOWELS = "aeiouyæøåäö"

#: endings of the definite plural; of all that nouns take, these are the ones no verb has
_DEFINITE_PLURAL = {
    "nb": ("ene",),
    "nn": ("ane", "ene"),
    "da": ("erne", "ene"),
    "sv": ("arna", "erna", "orna"),
}
#: lemmas of these endings have a plural of their own; elsewhere its ending makes participles
_SPECIAL_PLURAL = {
    "nb": (("er", "erne"),),
    "nn": (("er", "erne"),),
    "da": (("er", "erne"), ("e", "erne")),
    "sv": (("are", "arna"), ("e", "ena"), ("o", "orna")),
}
#: definite singulars of words that have no plural (freden); the genitive, where there is one, is
#: the surer sign
_DEFINITE_SINGULAR = {
    "nb": ("en", "et"),
    "nn": ("en", "et"),
    "da": ("ens", "ets"),
    "sv": ("ens", "ets"),
}
#: what verbs end in, and the ending of the present participle
_PARTICIPLE = {"nb": ("e", "ende"), "nn": ("ea", "ande"), "da": ("e", "ende"), "sv": ("a", "ande")}
_COMPARISON = {
    "nb": ("est", "st", "ere"),
    "nn": ("ast", "are"),
    "da": ("est", "st", "ere"),
    "sv": ("ast", "are"),
}


@functools.lru_cache(maxsize=400_000)
def word_classes(lemma: str, language: str) -> frozenset[str]:
    """The classes whose forms the norm's dictionaries know of this lemma; empty if they know none.

    Parameters
    ----------
    lemma : in small letters
    language : code of the norm

    Returns
    -------
    frozenset of noun, verb, adjective
    """
    return frozenset(name for name in _FORMS if can_be(lemma, name, language))


@functools.lru_cache(maxsize=400_000)
def can_be(lemma: str, word_class: str, language: str) -> bool:
    """Whether the norm's dictionaries know forms of this lemma that only one class has.

    Nynorsk lemmas are also looked up as Bokmål: many are words of both, and the Nynorsk dictionary
    is small.

    Parameters
    ----------
    lemma : in small letters
    word_class : noun, verb or adjective
    language : code of the norm

    Returns
    -------
    bool
    """
    stored = lemma.encode()
    return any(
        dictionary(code).get(form.encode()) == stored
        for code in LANGUAGES[language].simplemma
        for form in _FORMS[word_class](lemma, code)
    )


def _present_participles(lemma: str, code: str) -> list[str]:
    vowels, ending = _PARTICIPLE[code]
    forms = [lemma[:-1] + ending] if lemma[-1] in vowels else []
    return [*forms, lemma + ending] if lemma[-1] in VOWELS else forms


def _definite_forms(lemma: str, code: str) -> list[str]:
    """Forms that would be the definite plural of a noun: bil-ene, tavl-ene, artikl-erne, tall-ene.

    An unstressed e before the last consonant may fall out, a last consonant may be doubled, and a
    last vowel gives way; the Swedish -en is a plural only after the whole of a neuter (husen).
    After a consonant the definite singular counts too (freden), which no other word has.
    """
    forms = []
    if lemma[-1] in VOWELS:
        stems = [lemma, lemma[:-1]]
    else:
        stems = [lemma, lemma + lemma[-1]]
        if lemma[-2:-1] == "e":
            stems.append(lemma[:-2] + lemma[-1])
        forms = [lemma + ending for ending in _DEFINITE_SINGULAR[code]]
    forms += [stem + ending for stem in stems for ending in _DEFINITE_PLURAL[code]]
    forms += [
        lemma.removesuffix(last) + plural
        for last, plural in _SPECIAL_PLURAL[code]
        if lemma.endswith(last)
    ]
    return [*forms, lemma + "en"] if code == "sv" and lemma[-1] not in VOWELS else forms


def _comparison(lemma: str, code: str) -> list[str]:
    return [lemma + ending for ending in _COMPARISON[code]]


#: of each class the forms that no other class has
_FORMS = {NOUN: _definite_forms, VERB: _present_participles, ADJECTIVE: _comparison}
