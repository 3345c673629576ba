"""Which words and concepts no published table, figure or page may hold.

Names written about are personal, and so may be what a single text says. Kept back are

- names that fewer than `report.name_floor` authors use (documents, where these have no author). A
  name is a word that nearly always has a capital, or that the registers of names have and our word
  lists do not. Public names (`data/public_names.csv`: places, parties, companies, platforms) and
  institutions are shown, but for towns that persons are called after;
- words of which the whole concept stands in fewer than `report.word_floor` documents.

Words are judged by their letters, whatever the norm. What is kept back takes part in everything
that is counted. The rule is applied where tables are written (`door`), and to the words that people
see of a concept, of which figures, labels and sentences are made (`through`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..corpus.persons import is_listed_institution
from ..corpus.registers import is_given_name, is_registered_name
from ..languages import LANGUAGES
from ..study import Report, Vocabulary
from ..tables import package_rows
from .build import BuiltVocabulary
from .counts import ConceptCounts, counted_as, in_order_of
from .dictionary import dictionary_lemma
from .door import CONCEPT, NAME, RARE, SHOWN, WORD
from .headwords import word_cells
from .tokens import EncodedCorpus

DOCUMENTS_A_FLOOR = 10  # for each document of the floor: of fewer nearly every word is rare
NEARLY_ALWAYS = 0.9  # of its tokens have a capital: a name
MOSTLY = 0.5  # of the tokens of its letters belong to lemmas that are names
_TOWN = "town"
_LISTED = ("glossary", "dictionary")
_OF_WORDS = (*_LISTED, "cognate")
_PART = re.compile("[ -]")
_NUMBER = re.compile(r"_\d+$")  # of a concept whose name another has already


@dataclass(frozen=True)
class KeptBack:
    """What is kept back of a study.

    Attributes
    ----------
    texts : kind (word | name | concept | shown name), text: the frame `door`
    counts : kind (name | rare word), words, occurrences: the table `kept_back`
    lemmas : why each lemma of the corpus is kept back, "" where it is shown
    """

    texts: pd.DataFrame
    counts: pd.DataFrame
    lemmas: np.ndarray


def keep_back(
    built: BuiltVocabulary, documents: pd.DataFrame, rules: Report, counting: Vocabulary
) -> KeptBack:
    """Which words and concepts of a corpus may not leave.

    Parameters
    ----------
    built : the vocabulary
    documents : doc_id, author (pseudonym, "" for none)
    rules : name_floor, word_floor, allow
    counting : of the study, which says as what concept a lemma is counted

    Returns
    -------
    KeptBack
    """
    corpus = built.corpus
    concept = counted_as(in_order_of(corpus.lemmas, built.links), counting).to_numpy(object)
    told, sure = _reasons(built, concept, documents, rules)
    why = np.where(told == SHOWN, "", told)
    counts = corpus.lemmas.assign(kind=why)[why != ""].groupby("kind")["frequency"]
    summed = counts.agg(words="size", occurrences="sum").reindex([NAME, RARE], fill_value=0)
    texts = [(WORD, word) for word in _words_kept_back(corpus, why, rules)]
    texts += [(NAME, word) for word in _names_kept_back(corpus, why, sure, rules)]
    texts += [(CONCEPT, name) for name in _concepts_kept_back(built.links, corpus, concept, why)]
    texts += [(SHOWN, name) for name in sorted(set(corpus.lemmas.loc[told == SHOWN, "headword"]))]
    return KeptBack(
        pd.DataFrame(texts, columns=["kind", "text"], dtype=object),
        summed.rename_axis("kind").reset_index(),
        why,
    )


def _reasons(
    built: BuiltVocabulary, concept: np.ndarray, documents: pd.DataFrame, rules: Report
) -> tuple[np.ndarray, np.ndarray]:
    """Why each lemma is kept back, or that it is a name which may be shown; "" for other words.

    Beside it, which lemmas are surely names, and not only words that open sentences.
    """
    corpus, allowed = built.corpus, {word.lower() for word in rules.allow}
    authors, doc_ids = _authors_and_documents(corpus.units, documents)
    text_of, texts = pd.factorize(corpus.lemmas["lemma"])
    names, sure = _names(built, text_of, texts)
    may = _reached(corpus, text_of, authors, rules.name_floor)
    may |= np.array([text in allowed or is_public(text) for text in texts], dtype=bool)
    hidden = (names & ~may)[text_of] | _terms_with(corpus.lemmas["lemma"], set(texts[names & ~may]))
    concept_of, _ = pd.factorize(concept)
    enough = len(np.unique(doc_ids)) >= DOCUMENTS_A_FLOOR * rules.word_floor
    floor = rules.word_floor if enough else 1
    rare = ~_reached(corpus, concept_of, doc_ids, floor)[concept_of]
    rare &= ~corpus.lemmas["lemma"].isin(allowed).to_numpy()
    rare &= ~_in_terms_alone(corpus.lemmas, ~rare)
    shown = np.where(names[text_of], SHOWN, "")
    why = np.where(hidden, NAME, np.where(rare, RARE, shown)).astype(object)
    return why, sure[text_of]


def _authors_and_documents(
    units: pd.DataFrame, documents: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the author and of the document of each unit; each document without an author is
    one of its own."""
    author = units["doc_id"].map(documents.set_index("doc_id")["author"]).fillna("")
    author = author.where(author != "", "\x1e" + units["doc_id"])
    return pd.factorize(author)[0], pd.factorize(units["doc_id"])[0]


def _reached(
    corpus: EncodedCorpus, column: np.ndarray, groups: np.ndarray, floor: int
) -> np.ndarray:
    """Whether so many different groups of units use what the lemmas of a column stand for.

    At most `floor` groups of each are remembered, however large the corpus is.
    """
    width = int(column.max(initial=-1)) + 1
    met, number = np.full((width, floor), -1, dtype=np.int64), np.zeros(width, dtype=np.int64)
    size, start = np.int64(groups.max(initial=0) + 1), 0
    for block in corpus.counts(column, width):
        rows = np.repeat(np.arange(block.shape[0]), np.diff(block.indptr))
        open_yet = number[block.indices] < floor
        pairs = block.indices[open_yet] * size + groups[start + rows[open_yet]]
        what, group = np.divmod(np.unique(pairs), size)
        new = ~(met[what] == group[:, None]).any(axis=1)
        what, group = what[new], group[new]
        place = number[what] + np.arange(len(what)) - np.searchsorted(what, what)
        fits = place < floor
        met[what[fits], place[fits]] = group[fits]
        number += np.bincount(what[fits], minlength=width)
        start += block.shape[0]
    return number >= floor


def _in_terms_alone(lemmas: pd.DataFrame, shown: np.ndarray) -> np.ndarray:
    """Which lemmas are met in terms alone that are shown: they are as frequent as these."""
    terms = lemmas[shown & lemmas["lemma"].str.contains(" ", regex=False).to_numpy()]
    parts = {
        (code, word)
        for code, term in zip(terms["language"], terms["lemma"], strict=True)
        for word in term.split(" ")
    }
    pairs = zip(lemmas["language"], lemmas["lemma"], strict=True)
    return lemmas["frequency"].eq(0).to_numpy() & np.array([pair in parts for pair in pairs], bool)


def _names(
    built: BuiltVocabulary, text_of: np.ndarray, texts: Iterable[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Which texts are names, by all lemmas of these letters, and which are surely so.

    What opens a sentence has a capital too, and a rare word may stand nowhere else. It is no name
    if it is linked to a word of a list, or of another norm (names are not), and was not read as a
    name. A name of the registers is one even in small letters, unless it is a word as well.
    """
    lemmas, links = built.corpus.lemmas, in_order_of(built.corpus.lemmas, built.links)
    frequency = np.maximum(lemmas["frequency"].to_numpy(float), 1)  # 0: in terms alone

    def share(values: np.ndarray) -> np.ndarray:
        return np.bincount(text_of, frequency * values) / np.bincount(text_of, frequency)

    capital, named = (share(lemmas[name].to_numpy(float)) for name in ("capital", "name"))
    linked = links["method"].isin(_OF_WORDS) & links["status"].ne("rejected")
    word = share(linked.to_numpy(float)) > 0
    known = share(_in_dictionary(lemmas)) > 0
    person = np.array([is_registered_name(text) for text in texts], dtype=bool)
    written_so = (capital >= NEARLY_ALWAYS) & ~(word & ~person)
    registered = person & ((capital >= MOSTLY) | ~(word | known))
    sure = (named >= MOSTLY) | registered
    return sure | written_so, sure


def _in_dictionary(lemmas: pd.DataFrame) -> np.ndarray:
    """Which lemmas the dictionary of their norm has as they are; 1 or 0."""
    pairs = zip(lemmas["lemma"], lemmas["language"], strict=True)
    return np.array([float(dictionary_lemma(text, code) == text) for text, code in pairs])


def _terms_with(lemmas: pd.Series, names: set[str]) -> np.ndarray:
    """Which lemmas are terms or have a hyphen, and hold such a name (*Brattvoll-sak*)."""
    parts = (_PART.split(text) for text in lemmas)
    return np.array([len(words) > 1 and not names.isdisjoint(words) for words in parts], dtype=bool)


def _words_kept_back(corpus: EncodedCorpus, why: np.ndarray, rules: Report) -> list[str]:
    """What people would see of the lemmas that are kept back, and of no other.

    Names of the registers are kept back even if they look like a form of another word; and so are
    given names that are stop words too (*Anna, Per*), which stand in lines of the texts.
    """
    of_others = set(_words_of(corpus, why != "")) - set(_words_of(corpus, why == ""))
    return sorted({*_surely_names(corpus, why, rules), *of_others})


def _names_kept_back(
    corpus: EncodedCorpus, why: np.ndarray, sure: np.ndarray, rules: Report
) -> list[str]:
    """Those of these words that are surely names: what is masked in a passage.

    A word that is met at the head of a sentence alone is no name there. Persons are masked before,
    by what stands beside them.
    """
    of_others = set(_words_of(corpus, (why == NAME) & sure)) - set(_words_of(corpus, why == ""))
    return sorted({*_surely_names(corpus, why, rules), *of_others})


def _surely_names(corpus: EncodedCorpus, why: np.ndarray, rules: Report) -> set[str]:
    names = filter(is_registered_name, corpus.lemmas.loc[why == NAME, "lemma"].str.lower())
    stops = set(filter(is_given_name, corpus.stops["form"])) if rules.name_floor > 1 else set()
    return {*names, *(stops - {word.lower() for word in rules.allow})}


def _words_of(corpus: EncodedCorpus, chosen: np.ndarray) -> Iterator[str]:
    yield from corpus.lemmas.loc[chosen, "lemma"].str.lower()
    yield from corpus.lemmas.loc[chosen, "headword"].str.lower()
    yield from corpus.forms.loc[chosen[corpus.forms["lemma"].to_numpy(int)], "form"].str.lower()


def _concepts_kept_back(
    links: pd.DataFrame, corpus: EncodedCorpus, concept: np.ndarray, why: np.ndarray
) -> list[str]:
    """Concepts without a word that is shown, or that a name of the texts gives its name to."""
    hidden = pd.Series(why != "")
    alone = hidden.groupby(concept).all()
    links = in_order_of(corpus.lemmas, links)
    linked = links["concept"].to_numpy(object)
    named_by = links["concept"].str.replace(_NUMBER, "", regex=True)
    none_left = hidden.groupby(linked).all()
    found = {*alone.index[alone], *none_left.index[none_left]}
    ours = links["method"].isin(_LISTED).to_numpy()
    pivots = (corpus.lemmas["lemma"].eq(named_by) & (why == NAME)).to_numpy() & ~ours
    return sorted({*found, *linked[pivots]})


@functools.cache
def _public_names() -> dict[str, bool]:
    """Public names in small letters; whether they are public even where persons bear them too."""
    rows = package_rows(__package__, "data", "public_names.csv")
    return {row["name"].lower(): row["kind"] != _TOWN for row in rows}


def is_public(word: str) -> bool:
    """Whether a word is the name of a place, a party, a company or a platform, or an institution.

    A town that shares its name with persons (*Lund*) is not public: who is meant cannot be told.

    Parameters
    ----------
    word : in small letters; the lemmatiser may have taken an s off (*Randers*)
    """
    for name in (word, f"{word}s"):
        if name in _public_names():
            return _public_names()[name] or not is_registered_name(name)
    return is_listed_institution(word)


# ---------------------------------------------------------------- what people see of concepts


def through(built: BuiltVocabulary, kept_back: KeptBack, counting: Vocabulary) -> BuiltVocabulary:
    """The vocabulary in which people see nothing of the words that are kept back.

    Parameters
    ----------
    built : the vocabulary
    kept_back : of the same vocabulary
    counting : of the study

    Returns
    -------
    BuiltVocabulary; only the words of its concepts differ
    """
    return replace(built, counts=_seen_counts(built.counts, built, kept_back, counting))


def _seen_counts(
    counts: ConceptCounts, built: BuiltVocabulary, kept_back: KeptBack, counting: Vocabulary
) -> ConceptCounts:
    corpus, names = built.corpus, counts.concepts["concept"]
    concept = counted_as(in_order_of(corpus.lemmas, built.links), counting)
    hidden = kept_back.texts.loc[kept_back.texts["kind"] == CONCEPT, "text"]
    shown = (kept_back.lemmas == "") & ~concept.isin(hidden).to_numpy()
    rows = np.cumsum(shown) - 1
    forms = corpus.forms[shown[corpus.forms["lemma"].to_numpy(int)]]
    forms = forms.assign(lemma=rows[forms["lemma"].to_numpy(int)])
    number = pd.Index(names).get_indexer(concept[shown])
    cells = word_cells(corpus.lemmas[shown], forms, number, len(names))
    return replace(counts, concepts=counts.concepts.assign(**{c: cells[c] for c in LANGUAGES}))
