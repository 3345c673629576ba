"""The whole way from units to counts of concepts, and what it says of the documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from ..formats import count
from ..schemas import OWN, schema_of
from ..study import Vocabulary
from .cognates import find_cognates
from .comparable import audit, comparable_concepts, parallel_units, read_parallel_text
from .concepts import COLUMNS, Rules, is_linked, link
from .counts import ConceptCounts, count_concepts, counted_as, in_order_of
from .glossary import Entry, apart_by, general_glossary, read_glossary
from .headwords import dictionary_forms
from .phrases import join_phrases, with_listed_terms
from .tokens import EncodedCorpus, encode


@dataclass(frozen=True)
class BuiltVocabulary:
    """Everything that the vocabulary stage has made.

    Attributes
    ----------
    corpus : the encoded corpus
    links : concept, language, lemma, method, score, frequency, status
    counts : counts of concepts in units
    comparable : concept, n_nb, n_nn, n_da, n_sv, imbalance, p, q, comparable; a row a concept of
        which parallel texts say something
    """

    corpus: EncodedCorpus
    links: pd.DataFrame
    counts: ConceptCounts
    comparable: pd.DataFrame

    def reviewed_only(self, rules: Vocabulary) -> ConceptCounts:
        """The counts without links that nobody has reviewed.

        Parameters
        ----------
        rules : of the study

        Returns
        -------
        ConceptCounts of the same units
        """
        strict = rules.model_copy(update={"use_review_links": False})
        return count_concepts(self.corpus, self.links, strict)


def build_vocabulary(
    units: pd.DataFrame | Iterable[pd.DataFrame],
    rules: Vocabulary,
    glossary: Path | None = None,
    parallel: Path | None = None,
    progress: Callable[[str], None] = lambda message: None,
) -> BuiltVocabulary:
    """Encode the units, link their lemmas into concepts, count the concepts.

    Parameters
    ----------
    units : unit_id, doc_id, country, language, text; or such tables one after the other, of which
        one at a time is held in memory
    rules : of the study
    glossary : the researcher's glossary.csv
    parallel : the researcher's parallel text for the audit of concepts
    progress : is told each step

    Returns
    -------
    BuiltVocabulary
    """
    texts = count(len(units), "text") if isinstance(units, pd.DataFrame) else "the texts"
    progress(f"words of {texts}")
    corpus = encode(units)
    progress(f"links between {count(len(corpus.lemmas), 'lemma')}")
    own = read_glossary(glossary) if glossary else ()
    words = with_listed_terms(corpus, (*own, *general_glossary())) if rules.phrases else None
    links = link_lemmas(corpus.lemmas if words is None else words, rules, own)
    if rules.phrases:
        progress("multi-word terms")
        corpus, links = join_phrases(corpus, links, apart_by(own))
    links = links[COLUMNS]
    headwords = dictionary_forms(corpus.lemmas, links, (*own, *general_glossary()))
    corpus = replace(corpus, lemmas=corpus.lemmas.assign(headword=headwords))
    progress("counting concepts")
    counts = count_concepts(corpus, links, rules)
    progress("audit on parallel texts")
    added = audit_texts(read_parallel_text(parallel), rules, own) if parallel else None
    words = links.assign(concept=counted_as(links, rules))
    return BuiltVocabulary(corpus, links, counts, comparable_concepts(words, added))


def audit_texts(
    texts: pd.DataFrame, rules: Vocabulary, own: tuple[Entry, ...] = ()
) -> pd.DataFrame:
    """Audit the concepts that a study with these rules would make of parallel texts.

    Terms of several words are no concepts of the audit; their words are.

    Parameters
    ----------
    texts : a column of text for each norm
    rules : of the study
    own : the researcher's glossary

    Returns
    -------
    DataFrame as of `comparable.audit`
    """
    corpus = encode(parallel_units(texts))
    links = in_order_of(corpus.lemmas, link_lemmas(corpus.lemmas, rules, own))
    return audit(corpus, counted_as(links, rules))


def link_lemmas(lemmas: pd.DataFrame, rules: Vocabulary, own: tuple[Entry, ...]) -> pd.DataFrame:
    """Link lemmas by all the evidence that a study has.

    Parameters
    ----------
    lemmas : language, lemma, frequency, and what else is known of them
    rules : accept, review
    own : the researcher's glossary

    Returns
    -------
    DataFrame as of `concepts.link`
    """
    evidence = Rules(own, general_glossary(), accept=rules.accept, review=rules.review)
    return link(lemmas, evidence, find_cognates)


def describe_documents(documents: pd.DataFrame, built: BuiltVocabulary) -> pd.DataFrame:
    """Documents with their content tokens and the share of these that is linked.

    A kept document without a single content word is dropped here: the models could say nothing of
    it.

    Parameters
    ----------
    documents : as `corpus.documents.merge` returns them
    built : the vocabulary

    Returns
    -------
    DataFrame, a row a document
    """
    documents = documents.copy()
    tokens = built.corpus.units.groupby("doc_id")["tokens"].sum()
    linked = _linked_tokens(built)
    documents["tokens"] = documents["doc_id"].map(tokens).fillna(0).astype(int)
    share = documents["doc_id"].map(linked).fillna(0) / documents["tokens"].clip(lower=1)
    documents["linked_share"] = share
    empty = (documents["status"] == "kept") & (documents["tokens"] == 0)
    documents.loc[empty, ["status", "reason"]] = ["dropped", "stop words only"]
    return documents


def published_documents(documents: pd.DataFrame) -> pd.DataFrame:
    """The table documents.csv: our columns, then the researcher's in their order.

    Pseudonyms of authors stay in the frame.

    Parameters
    ----------
    documents : as `describe_documents` returns it

    Returns
    -------
    DataFrame, a row a document
    """
    schema, kept = schema_of("documents"), schema_of("documents_described", frame=True)
    ours = [column.name for column in schema.columns if column.name != OWN]
    named = {column.name for column in kept.columns}
    return documents[[*ours, *(name for name in documents.columns if name not in named)]]


def _linked_tokens(built: BuiltVocabulary) -> pd.Series:
    """Content tokens of each document that belong to a linked concept."""
    corpus = built.corpus
    order = corpus.lemmas[["language", "lemma"]].merge(built.links, on=["language", "lemma"])
    hits = corpus.sums(is_linked(order).to_numpy(float))
    return pd.Series(hits).groupby(corpus.units["doc_id"].to_numpy()).sum()
