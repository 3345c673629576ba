"""Which multi-word terms a corpus has, and which concept each of them is.

There are three kinds. The word lists name some (*äkta man*). Pairs of concepts that are
collocations in two norms or more are others: "sosiale medier", "sosiale medium", "sociale medier"
and "sociala medier" are one concept, because their parts are the same two concepts. And a
collocation of one norm can say what a compound of another says (`compound_phrases`).
"""

from collections.abc import Iterable, Set

import numpy as np
import pandas as pd

from .collocations import BESIDE, PAIR, Pairs
from .compound_phrases import compounds_of
from .compounds import SCORE as COMPOUND_SCORE
from .concepts import COLUMNS, ORDER, is_linked
from .glossary import Entry, Word, is_term, with_terms_named
from .terms import occurrences, with_terms, without_terms
from .tokens import EncodedCorpus

MINIMUM_NORMS = 2
KEYS = ["language", "lemma"]
_METHODS = ("glossary", "dictionary", "identical", "cognate")


def with_listed_terms(corpus: EncodedCorpus, entries: Iterable[Entry]) -> pd.DataFrame:
    """The lemmas of a corpus and the terms of word lists that it has, to be linked together.

    Parameters
    ----------
    corpus : the encoded corpus
    entries : of the word lists

    Returns
    -------
    DataFrame with language, lemma, frequency
    """
    used = [entry for entry in with_terms_named(entries) if entry.decision != "reject"]
    words = dict.fromkeys(word for entry in used for word in entry.words if is_term(word[1]))
    names = pd.DataFrame(list(words), columns=KEYS, dtype=object)
    times = occurrences(corpus, names)["term"].value_counts().sort_index()
    met = names.iloc[times.index].assign(frequency=times.to_numpy())
    return pd.concat([corpus.lemmas[[*KEYS, "frequency"]], met], ignore_index=True)


def join_phrases(
    corpus: EncodedCorpus, links: pd.DataFrame, apart: Set[Word] = frozenset()
) -> tuple[EncodedCorpus, pd.DataFrame]:
    """Find the multi-word terms of a corpus and count them as lemmas of their own.

    Parameters
    ----------
    corpus : the encoded corpus
    links : as `concepts.link` returns it for the lemmas of the corpus, and for the terms of the
        word lists (`with_listed_terms`); with a light word a pair is no term (*høy grad*), unless
        a word list has it
    apart : words that the researcher leaves by themselves, and terms that are none (`apart_by`)

    Returns
    -------
    The corpus in which each occurrence of a term is one token, and the links with a row for each
    term and norm; the words of a term keep the occurrences in which they stand alone.
    """
    listed = links[links["lemma"].map(is_term) & is_linked(links)]
    links = corpus.lemmas[KEYS].merge(links, on=KEYS)
    concept = np.where(is_linked(links), pd.factorize(links["concept"])[0], -1)
    light = links["light"].to_numpy(bool)
    pairs = Pairs(without_terms(corpus, listed), np.where(light, -1, concept))
    strong = _without(pairs.collocations(), pairs, apart)
    norms = strong.groupby(PAIR)["language"].transform("nunique")
    shared, single = strong[norms >= MINIMUM_NORMS], strong[norms < MINIMUM_NORMS]
    single, links = _with_compounds(single, pairs.concept, links, apart)
    words = pairs.words_of(pd.concat([shared, single])[PAIR].drop_duplicates())
    words = words[~_are_among(words, apart)]
    terms = [listed, _shared_terms(words, shared, links), _terms_of_compounds(words, single)]
    terms = pd.concat(terms, ignore_index=True).drop_duplicates(KEYS)
    return join_known(corpus, pd.concat([links, terms], ignore_index=True))


def join_known(corpus: EncodedCorpus, links: pd.DataFrame) -> tuple[EncodedCorpus, pd.DataFrame]:
    """Count multi-word terms that are known already as lemmas of their own.

    Parameters
    ----------
    corpus : the encoded corpus
    links : a row a lemma of the corpus, and a row a term

    Returns
    -------
    As `join_phrases`; terms that the corpus lacks have no row in the links
    """
    corpus = with_terms(corpus, links.loc[links["lemma"].map(is_term), KEYS])
    known = corpus.lemmas[[*KEYS, "frequency", "headword"]]
    links = known.merge(links.drop(columns="frequency"), on=KEYS)
    return corpus, _named_as_said(links)[COLUMNS]


def _without(strong: pd.DataFrame, pairs: Pairs, apart: Set[Word]) -> pd.DataFrame:
    """The collocations without those that the researcher does not take for terms."""
    if not any(is_term(lemma) for _, lemma in apart):
        return strong
    words = pairs.words_of(strong[PAIR].drop_duplicates())
    rows = pd.MultiIndex.from_frame(words.loc[_are_among(words, apart), ["language", *PAIR]])
    return strong[~pd.MultiIndex.from_frame(strong[["language", *PAIR]]).isin(rows)]


def _are_among(words: pd.DataFrame, apart: Set[Word]) -> np.ndarray:
    pairs = zip(words["language"], words["lemma"], strict=True)
    return np.array([word in apart for word in pairs], dtype=bool)


def _shared_terms(words: pd.DataFrame, shared: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Rows of links for collocations of several norms: as strong as the weaker of their parts."""
    words = words.merge(shared[PAIR].drop_duplicates(), on=PAIR)
    parts = [links.iloc[words[side].to_numpy()].reset_index(drop=True) for side in ("a", "b")]
    weaker = [
        max(pair, key=_METHODS.index)
        for pair in zip(parts[0]["method"], parts[1]["method"], strict=True)
    ]
    joint = words["joint"].where(words["joint"] == BESIDE, " " + words["joint"])
    review = (parts[0]["status"] == "review") | (parts[1]["status"] == "review")
    return words[KEYS].assign(
        concept=parts[0]["concept"] + joint + " " + parts[1]["concept"], method=weaker,
        score=parts[0]["score"] * parts[1]["score"],
        status=np.where(review, "review", "accepted"), light=False,
    )  # fmt: skip


def _with_compounds(
    single: pd.DataFrame, concept: np.ndarray, links: pd.DataFrame, apart: Set[Word]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The collocations of one norm that say what a compound of another says, with its concept, and
    the links in which these compounds are linked."""
    free = ~_are_among(links, apart)
    found = [[r for r in rows if free[r]] for rows in compounds_of(single, concept, links)]
    single = single[np.array([len(rows) > 0 for rows in found], dtype=bool)]
    links, concepts = links.copy(), []
    for rows in filter(None, found):
        linked = is_linked(links.iloc[rows])
        concepts.append(links["concept"].iloc[(linked if linked.any() else ~linked).idxmax()])
        new = {"concept": concepts[-1], "method": "cognate", "score": COMPOUND_SCORE}
        links.loc[linked.index[~linked], list(new)] = list(new.values())
    return single.assign(concept=concepts), links


def _terms_of_compounds(words: pd.DataFrame, single: pd.DataFrame) -> pd.DataFrame:
    """Rows of links for collocations that say what a compound of another norm says."""
    terms = words.merge(single, on=["language", *PAIR])
    terms = terms.assign(method="cognate", score=COMPOUND_SCORE, status="accepted", light=False)
    return terms[[*KEYS, "concept", "method", "score", "status", "light"]]


def _named_as_said(links: pd.DataFrame) -> pd.DataFrame:
    """The links in which concepts of terms alone are named as people say them, not by lemmas.

    The name is what the first of the norms says most.
    """
    term = links["lemma"].map(is_term)
    taken = set(links.loc[~term, "concept"])
    terms = links[term & ~links["concept"].isin(taken)]
    order = terms.assign(norm=terms["language"].map(ORDER.index)).sort_values(
        ["norm", "frequency", "lemma"], ascending=[True, False, True]
    )
    names = {}
    for concept, said in order.drop_duplicates("concept")[["concept", "headword"]].to_numpy():
        names[concept] = said if said not in taken else concept
        taken.add(names[concept])
    concepts = links["concept"].copy()
    concepts[terms.index] = terms["concept"].map(names)
    return links.assign(concept=concepts)
