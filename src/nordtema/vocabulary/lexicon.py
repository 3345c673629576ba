"""Stop words and lemmas of the four norms; each word type is looked up once."""

import functools
from importlib import resources
from unicodedata import normalize

import simplemma
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from stop_words import get_stop_words

from ..languages import LANGUAGES
from ..tables import package_rows
from .word_class import ADJECTIVE, NOUN, can_be, word_classes

MINIMUM_BORROWED = 3  # letters; shorter words mean too much (nb si: say, nn si: her)
DATA = resources.files("nordtema.vocabulary") / "data"


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """Function words of a norm: our list, matched by meaning, and what the package adds to it.

    Our list has a row for each meaning, so that a word which is a stop word in one norm is one
    in all: uneven lists make false differences between countries. The package's lists are uneven
    (the Swedish one holds *dag*, *god* and *stor*, the Norwegian one both norms), so a word of
    theirs is taken only if our list knows it in some norm: Nynorsk *ikkje* in a Bokmål text.

    Parameters
    ----------
    language : code of the norm

    Returns
    -------
    frozenset of lower-case forms
    """
    words = set(_matched_stop_words()[language])
    if LANGUAGES[language].stop_words:
        known = frozenset().union(*_matched_stop_words().values())
        package = get_stop_words(LANGUAGES[language].stop_words)
        words |= {word for word in package if word in known and len(word) >= MINIMUM_BORROWED}
    return frozenset(words)


@functools.cache
def _matched_stop_words() -> dict[str, frozenset[str]]:
    rows = package_rows(__package__, "data", "stopwords.csv")
    return {
        code: frozenset(form.strip() for row in rows for form in row[code].split("|")) - {""}
        for code in LANGUAGES
    }


def stop_name(form: str, language: str) -> str:
    """One name for all forms of a stop word (*er*, *var*: *være*), as names of terms have it.

    Parameters
    ----------
    form : of a stop word, in small letters
    language : code of the norm

    Returns
    -------
    The first form of the first row of our list that has it; a form that it lacks, as it is
    """
    return _stop_names()[language].get(form, form)


@functools.cache
def _stop_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {code: {} for code in LANGUAGES}
    for row in package_rows(__package__, "data", "stopwords.csv"):
        for code in LANGUAGES:
            forms = [form.strip() for form in row[code].split("|")]
            names[code] |= {form: forms[0] for form in forms if form not in names[code]}
    return names


@functools.cache
def infinitive_mark(language: str) -> str:
    """What stands before an infinitive (*å*).

    Parameters
    ----------
    language : code of the norm

    Returns
    -------
    str
    """
    rows = package_rows(__package__, "data", "stopwords.csv")
    return next(row[language] for row in rows if row["meaning"] == "to (infinitive)").split("|")[0]


@functools.cache
def joints(language: str) -> dict[str, str]:
    """The stop words that may stand inside a multi-word term (*barn og unge*).

    Parameters
    ----------
    language : code of the norm

    Returns
    -------
    Form → its meaning, by which the norms are compared
    """
    meanings = [row["meaning"] for row in package_rows(__package__, "data", "joints.csv")]
    rows = {row["meaning"]: row for row in package_rows(__package__, "data", "stopwords.csv")}
    found: dict[str, str] = {}
    for meaning in meanings:
        for form in rows[meaning][language].split("|"):
            found.setdefault(form.strip(), meaning)
    return found


@functools.lru_cache(maxsize=400_000)
def lemma(form: str, language: str) -> str:
    """Dictionary form of a lower-case word form; words that no dictionary knows stay as they are.

    A part after the last hyphen is what inflects (eu-landene), so it is looked up by itself.

    Parameters
    ----------
    form : in small letters
    language : code of the norm

    Returns
    -------
    str
    """
    head, hyphen, tail = form.rpartition("-")
    headword = _dictionary_form(tail, LANGUAGES[language].simplemma).lower()
    return head + hyphen + _likelier(tail, headword, language)


def _likelier(form: str, headword: str, language: str) -> str:
    """Another lemma where what the dictionary says is hardly ever meant.

    The dictionaries give Swedish *pris*, *köp*, *fred* as imperatives of *prisa*, *köpa*, *freda*
    and Danish *kys* as one of *kysse*, though they know the nouns; and they give *svært* as one of
    *sværte* or leave it as it is, though they know the adjective.
    """
    own = headword == form
    if form == headword + "t" and headword not in listed_forms(language):
        return _neuter_noun(form, language) or headword
    if not (form.endswith("t") if own else _is_imperative(form, headword)):
        return headword
    present = language == "sv" and form.endswith("r")  # hör, kör, rör: what they are in print
    if form in listed_forms(language) or (can_be(form, NOUN, language) and not present):
        return form
    return _adjective_of(form, language) or headword


@functools.cache
def listed_forms(language: str) -> frozenset[str]:
    """What the general glossary gives as dictionary forms (Swedish låg, not a form of låga).

    Parameters
    ----------
    language : code of the norm

    Returns
    -------
    frozenset of words
    """
    cells = [row[language] for row in package_rows(__package__, "data", "glossary.csv")]
    return frozenset(word for cell in cells for word in cell.split("|"))


def _neuter_noun(form: str, language: str) -> str:
    """The noun whose definite form was taken for a participle (Danish nettet); "" if there is none.

    The genitive tells (nettets), which no participle has. Not asked of verbs that the glossary has.
    """
    codes = LANGUAGES[language].simplemma
    noun = simplemma.lemmatize(form + "s", lang=codes)
    return noun if form.startswith(noun) and noun in listed_forms(language) else ""


def _adjective_of(neuter: str, language: str) -> str:
    """The adjective of a neuter or adverb in -t; "" if there is none."""
    bases = (neuter[:-1], neuter[:-2]) if neuter.endswith("tt") else (neuter[:-1],)
    usable = [base for base in bases if neuter.endswith("t") and len(base) >= MINIMUM_BORROWED]
    return next((base for base in usable if _is_adjective(base, language)), "")


def _is_adjective(word: str, language: str) -> bool:
    """Whether its comparison shows, or nothing shows of a word that the glossary has (god)."""
    classes = word_classes(word, language)
    return ADJECTIVE in classes or (not classes and word in listed_forms(language))


def _is_imperative(form: str, headword: str) -> bool:
    return headword[-1:] in ("a", "e") and headword[:-1] in (form, form + form[-1:])


def _dictionary_form(form: str, codes: tuple[str, ...]) -> str:
    """What simplemma says; for a form it does not know also without a genitive s (skolens)."""
    headword = _lemmatized(form, codes)
    if headword != form or not form.endswith("s") or _is_known(form, codes):
        return headword
    base = form[:-1].rstrip("'’")
    known = len(base) > MINIMUM_BORROWED and _is_known(base, codes)
    return _lemmatized(base, codes) if known else headword


_WITH_GUESSES, _DICTIONARY = DefaultStrategy(greedy=True), DictionaryLookupStrategy()


def _lemmatized(form: str, codes: tuple[str, ...]) -> str:
    """As `simplemma.lemmatize` has it, which would remember each form once more."""
    form = normalize("NFC", form)
    found = (_WITH_GUESSES.get_lemma(form, code) for code in codes)
    return next((headword for headword in found if headword is not None), form)


def _is_known(form: str, codes: tuple[str, ...]) -> bool:
    form = normalize("NFC", form)
    return any(_DICTIONARY.get_lemma(form, code) is not None for code in codes)
