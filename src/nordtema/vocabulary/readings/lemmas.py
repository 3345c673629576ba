"""The lemma of a form whose class is known: from our table, the dictionary, or the endings.

`readings.csv` holds what is irregular. For the rest each ending that the class has gives a
candidate (*bøkene*: bøk, bøke, bøkene), and a linear model tells which: whether the dictionary has
it, as what, and what the ending is usually taken off. Learned by `benchmarks/learn_readings.py`.
"""

import functools
from collections import defaultdict
from dataclasses import dataclass
from importlib import resources
from itertools import repeat
from zlib import crc32

import numpy as np

from ...tables import package_rows
from ..dictionary import dictionary_lemma
from ..lexicon import lemma, listed_forms
from ..word_class import ADJECTIVE, NOUN, VERB, VOWELS, can_be, word_classes
from .table import empty_in_phrases, lemmas_of_table, table_of_readings

INFLECTED = {"noun": NOUN, "verb": VERB, "adjective": ADJECTIVE}
VERB_ENDS = f"{VOWELS}s"
LEAST_HEAD, LEAST_TAIL = 3, 5  # letters of the parts of a compound
LEAST_LETTERS = 2  # of a lemma
PASSIVE = ("da", "nb")  # norms with passives in -es
BORROWED = "ment"  # of nouns whose t is no ending, where no dictionary knows better (commitment)
GENITIVE_LETTERS = 4  # a shorter name keeps its s
NO_GENITIVE = "aeiouyæøåäöéstxz"  # before an s that is a part of the name
DATA = resources.files("nordtema.vocabulary.readings") / "data"

Rule = tuple[str, str]


@dataclass(frozen=True)
class LemmaWeights:
    """What speaks for a candidate.

    Attributes
    ----------
    rules : class → last letter of a form → endings and what stands in their place in the lemma
    weights : feature → weight
    """

    rules: dict[str, dict[str, list[Rule]]]
    weights: dict[int, float]

    def score(self, features: list[int]) -> float:
        return sum(map(self.weights.get, features, repeat(0.0)))


@functools.cache
def lemma_weights(language: str) -> LemmaWeights:
    """The weights of a norm, as shipped."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for row in package_rows(__package__, "data", "endings.csv"):
        if row["language"] == language:
            rules[row["class"]].append((row["ending"], row["lemma"]))
    by_letter = {name: rules_by_letter(own) for name, own in rules.items()}
    with (DATA / f"lemmas.{language}.npz").open("rb") as handle, np.load(handle) as stored:
        weights = stored["weights"].astype(float) / stored["scale"]
        return LemmaWeights(
            by_letter, dict(zip(stored["keys"].tolist(), weights.tolist(), strict=True))
        )


def rules_by_letter(rules: list[Rule]) -> dict[str, list[Rule]]:
    """The rules that a form can meet, by its last letter; under "" those for any other letter."""
    bare = [rule for rule in rules if not rule[0]]
    found = {"": bare}
    for letter in sorted({ending[-1] for ending, _ in rules if ending}):
        found[letter] = [rule for rule in rules if not rule[0] or rule[0][-1] == letter]
    return found


def lemma_as(form: str, word_class: str, language: str) -> str:
    """The lemma of a lower-case form that is of a class.

    Parameters
    ----------
    form : in small letters
    word_class : one of CLASSES
    language : code of the norm

    Returns
    -------
    str
    """
    return lemma_by(form, word_class, language, lemma_weights(language))


def comparable_lemma(form: str, word_class: str, language: str) -> str:
    """The lemma by which the norms are compared: where their grammars differ, the wider one.

    Adverbs of adjectives count as these (Danish *hurtigt* as Norwegian *raskt*, which is one),
    participles that are no adjectives of their own as their verbs, verbs in -s that are passives
    of others (*føles*) as those, and names that the dictionary knows as words (*Regjeringens*) as
    words.

    Parameters
    ----------
    form : in small letters
    word_class : one of CLASSES
    language : code of the norm

    Returns
    -------
    str
    """
    if word_class == "adverb" and form.endswith("t"):
        return _adjective_of_adverb(form, language)
    if word_class == "proper":
        return _name_or_noun(form, language)
    if word_class == "verb" and (form, word_class) not in table_of_readings(language):
        return _active(lemma_as(form, word_class, language), language)
    if word_class == "adjective" and (form, word_class) not in table_of_readings(language):
        return _adjective_or_verb(form, language)
    return lemma_as(form, word_class, language)


def _adjective_or_verb(form: str, language: str) -> str:
    """Of a participle its verb, unless the glossary has it as a word (*ett meddelande*)."""
    headword = lemma(form, language)
    if headword == form or not can_be(headword, VERB, language):
        return lemma_as(form, "adjective", language)
    own = form in listed_forms(language) and can_be(form, NOUN, language)
    return form if own else _infinitive(headword, language)


def _name_or_noun(form: str, language: str) -> str:
    """Of a name its basic form, or the noun that the dictionary has for it or for its last part."""
    if (form, "proper") in table_of_readings(language):
        return lemma_as(form, "proper", language)
    for word in (form, form.removesuffix("s").rstrip("'’")):
        if dictionary_lemma(word, language) is not None:
            return lemma_as(word, "noun", language)
    return lemma_as(form, "proper", language)


def _active(infinitive: str, language: str) -> str:
    """Of a passive its verb; the glossary's own verbs in -s stay (*synes*, *lyckas*)."""
    active = infinitive.removesuffix("s")
    if active == infinitive or infinitive in listed_forms(language):
        return infinitive
    return active if can_be(active, VERB, language) else infinitive


def _adjective_of_adverb(form: str, language: str) -> str:
    """Of an adverb in -t the adjective, unless our table has it as a word of its own (*rundt*)."""
    table = table_of_readings(language)
    told = table.get((form, "adverb"))
    if told is not None and (told != form or language != "da"):
        return told
    adjective = lemma_as(form, "adjective", language)
    known = (form, "adjective") in table or lemma(form, language) == adjective != form
    return adjective if known else form


def lemma_by(form: str, word_class: str, language: str, weights: LemmaWeights) -> str:
    """The same with weights of one's own."""
    told = lemmas_of_table(language).get((form, word_class))
    if told is not None:
        return told
    if word_class == "proper":
        return _without_genitive(form)
    head, hyphen, tail = form.rpartition("-")
    if not tail.isalpha():
        return form
    if word_class == "other" and form in empty_in_phrases(language):
        word_class = "noun"
    if word_class not in INFLECTED:
        return form if language == "da" and form.endswith("t") else lemma(form, language)
    if hyphen:
        return head + hyphen + lemma_by(tail, word_class, language, weights)
    return _inflected(form, word_class, language, weights)


def _inflected(form: str, word_class: str, language: str, weights: LemmaWeights) -> str:
    """Of a noun, a verb or an adjective without a hyphen."""
    if language == "da" and form.endswith("ér"):
        return _accented_imperative(form)
    if word_class == "verb" and _is_passive(form, language):
        return form.removesuffix("s")
    headword = _of_dictionary(form, word_class, language)
    if headword is None:
        headword = best_lemma(form, word_class, language, weights)
    return _infinitive(headword, language) if word_class == "verb" else headword


def _of_dictionary(form: str, word_class: str, language: str) -> str | None:
    """What the dictionary says of the form, or of the last part of a compound; None: nothing fits.

    A compound that no dictionary has ends in a word that one has: *feriebilleder* in *billeder*.
    """
    known = dictionary_lemma(form, language)
    if known == form or _is_itself(form, known, word_class, language):
        return form if can_be(form, INFLECTED[word_class], language) else None
    if known is None and word_class == "noun":
        return _unlisted_noun(form, language)
    if known is None and word_class == "adjective":
        compound = _noun_for_adjective(form, language)
        if compound is not None:
            return compound
    headword = known or lemma(form, language)
    fits = headword != form and _fits(headword, word_class, language)
    return headword if fits else None


def _is_itself(form: str, known: str | None, word_class: str, language: str) -> bool:
    """Whether the form shows its class, and what the dictionary has put in its place does not.

    Swedish *text* is a noun (*texten*), and the dictionary has it as the imperative of *texta*.
    """
    name = INFLECTED[word_class]
    if known is None or not _takes_after(form, known, word_class):
        return False
    return can_be(form, name, language) and not can_be(known, name, language)


def _takes_after(form: str, known: str, word_class: str) -> bool:
    """Whether one is the other and an ending; nouns in -r are plurals, or verbs misread."""
    if word_class == "noun":
        return form[-1] != "r" and (known.startswith(form) or form.startswith(known))
    return form.startswith(known)


def _unlisted_noun(form: str, language: str) -> str | None:
    """The lemma of a noun that no dictionary has: of its last part, or what is guessed."""
    if form.endswith(BORROWED):
        return form
    compound = _compound(form, language)
    if compound is not None:
        return compound
    guessed = lemma(form, language)
    if guessed == form:
        return None
    if guessed.startswith(form) and form[-1] != "r":  # it would be an imperative (omslagstext)
        return form
    return guessed if _fits(guessed, "noun", language) else None


def _is_passive(form: str, language: str) -> bool:
    """Whether it is an infinitive and s (*vindes*), which the dictionary gives to a noun."""
    return language in PASSIVE and form.endswith("es") and VERB in word_classes(form[:-1], language)


def _accented_imperative(form: str) -> str:
    """Danish marks the stress of an imperative of verbs in -ere (*notér*)."""
    return form[: -len("ér")] + "ere"


def _compound(form: str, language: str) -> str | None:
    """The lemma of a noun by its longest last part that we or the dictionary know."""
    start, told = _last_part(form, language)
    return form[:start] + told if told and _fits(told, "noun", language) else None


def _last_part(form: str, language: str) -> tuple[int, str]:
    """Where the longest last part that we or the dictionary know begins, and its lemma as a noun;
    "" if there is none."""
    table = table_of_readings(language)
    for start in range(LEAST_HEAD, len(form) - LEAST_TAIL + 1):
        tail = form[start:]
        known = dictionary_lemma(tail, language)
        told = table.get((tail, "noun")) or known
        if told is not None:
            return start, tail if _is_itself(tail, known, "noun", language) else told
    return len(form), ""


def _noun_for_adjective(form: str, language: str) -> str | None:
    """A compound that was read as an adjective, and whose last part is a noun and nothing else."""
    start, told = _last_part(form, language)
    if not told or told != form[start:]:
        return None
    return form if word_classes(told, language) == {NOUN} else None


def _fits(base: str, word_class: str, language: str) -> bool:
    """Whether what the dictionary says can be the lemma of a word of this class."""
    if can_be(base, INFLECTED[word_class], language):
        return True
    return not word_classes(base, language) and (word_class != "verb" or base[-1] in VERB_ENDS)


def best_lemma(form: str, word_class: str, language: str, weights: LemmaWeights) -> str:
    """The likeliest candidate; of equals the first in the order of letters."""
    found = candidates(form, word_class, language, weights.rules[word_class])
    if word_class == "noun" and form.endswith("er") and len(found) > 1:
        found.pop(form + "e", None)  # of which it would be the imperative (møbler, møblere)
    if len(found) == 1:
        return next(iter(found))
    scored = {c: weights.score(features) for c, features in found.items()}
    return min(scored, key=lambda c: (-scored[c], c))


def candidates(
    form: str, word_class: str, language: str, rules: dict[str, list[Rule]]
) -> dict[str, list[int]]:
    """The lemmas that a form can have, each with its features.

    Where the dictionary has one of them as a lemma, only such are taken.
    """
    possible: dict[str, Rule] = {}
    for ending, instead in rules.get(form[-1], rules[""]):
        stem = len(form) - len(ending)
        if form.endswith(ending) and stem + len(instead) >= LEAST_LETTERS:
            possible.setdefault(form[:stem] + instead, (ending, instead))
    base = lemma(form, language)
    possible.setdefault(base, ("?", ""))
    known = [c for c in possible if dictionary_lemma(c, language) == c]
    if not known:
        possible.setdefault(form, ("", ""))
        return {c: _unknown(form, word_class, rule, c == base) for c, rule in possible.items()}
    own = dictionary_lemma(form, language)
    return {
        c: _known(form, word_class, possible[c], c, base, own, word_classes(c, language))
        for c in dict.fromkeys([*known, base])
    }


def _unknown(form: str, word_class: str, rule: Rule, base: bool) -> list[int]:
    """What a candidate shows that no dictionary has: the ending, and what stands before it."""
    stem = form[: len(form) - len(rule[0])] if rule[0] != "?" else form
    start = _number("u", word_class, rule[0], "+", rule[1])
    word = stem.encode()
    return [start, crc32(word[-1:], start), crc32(word[-2:], start), crc32(word[-3:], start),
            _number("u", word_class, base)]  # fmt: skip


def _known(
    form: str, word_class: str, rule: Rule, candidate: str, base: str, own: str | None,
    classes: frozenset[str],
) -> list[int]:  # fmt: skip
    """What a candidate shows that a dictionary has: its classes too, and what has been said."""
    stem = form[: len(form) - len(rule[0])] if rule[0] != "?" else form
    start = _number("k", word_class, rule[0], "+", rule[1])
    word = stem.encode()
    fits = INFLECTED[word_class] in classes
    others = bool(classes - {INFLECTED[word_class]})
    said = word_class, candidate == base, fits, others
    return [start, crc32(word[-1:], start), crc32(word[-2:], start),
            crc32(f"{fits}{others}".encode(), start), _number(*said),
            _number(*said, candidate == own, own is None),
            _number(word_class, candidate == form, fits),
            _number(word_class, "…", candidate[-1:])]  # fmt: skip


@functools.cache
def _number(*seen: str | bool) -> int:
    """The checksum of what is seen, one after the other."""
    return crc32("".join(map(str, seen)).encode())


def _without_genitive(form: str) -> str:
    """Names keep what looks like an ending, but for an s after a consonant (Hitlers)."""
    bare = form.removesuffix("s").rstrip("'’")
    if form.endswith(("'s", "’s")) and bare:
        return bare
    stripped = form.endswith("s") and len(bare) >= GENITIVE_LETTERS and bare[-1] not in NO_GENITIVE
    return bare if stripped else form


def _infinitive(headword: str, language: str) -> str:
    """Nynorsk has infinitives in -e and in -a, and one lemma for both: that in -e (skrive)."""
    long = language == "nn" and headword.endswith("a") and sum(c in VOWELS for c in headword) > 1
    return headword[:-1] + "e" if long else headword
