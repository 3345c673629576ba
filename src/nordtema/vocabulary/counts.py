"""Sparse counts of concepts, the shared ones, and the weights that make countries equal."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from ..languages import COUNTRIES, LANGUAGES
from ..schemas import schema_of
from ..study import Vocabulary
from ..tables import read_frame, write_atomically, write_frame
from .headwords import word_cells
from .light import light_concepts
from .tokens import CHUNK, EncodedCorpus

TOO_COMMON = "too common"  # the reason why topics are not formed on a concept
LEAST_CONCEPTS = 2  # no topics can be formed on fewer


@dataclass(frozen=True)
class ConceptCounts:
    """How often each unit uses each concept.

    Attributes
    ----------
    units : DataFrame, a row a unit: unit_id, doc_id, country, language, tokens
    concepts : DataFrame, a row a concept: concept, shared (bool), reason (why not), nb, nn, da, sv
        (words as `headwords.word_cells` gives them), NO, DK, SE (units of the country that use
        it), review (share of its tokens that rests on links nobody has reviewed), noun (share of
        its tokens that were read as nouns, mean of the norms that have it), light (whether topics
        are formed without it, though shares are measured with it)
    matrix : CSR, units by concepts, float32
    """

    units: pd.DataFrame
    concepts: pd.DataFrame
    matrix: sparse.csr_matrix

    @property
    def shared(self) -> np.ndarray:
        """Columns of the concepts that topics know."""
        return np.flatnonzero(self.concepts["shared"].to_numpy())

    def taking_part(self) -> pd.Series:
        """Which part of each document's content words takes part: is counted as a shared concept.

        Returns
        -------
        Series from 0 to 1, indexed by doc_id
        """
        words = np.asarray(self.matrix[:, self.shared].sum(axis=1)).ravel()
        told = pd.DataFrame({"doc_id": self.units["doc_id"].astype(str), "words": words})
        told["tokens"] = self.units["tokens"].to_numpy(float)
        total = told.groupby("doc_id").sum()
        return (total["words"] / total["tokens"].clip(lower=1)).clip(upper=1)

    def save(self, folder: Path) -> None:
        """Write units and concepts as parquet and the matrix as npz into a folder.

        Parameters
        ----------
        folder : where they go
        """
        for name, table in (("units", self.units), ("concepts", self.concepts)):
            write_frame(folder / f"{name}.parquet", table, schema_of(name, frame=True))
        matrix = self.matrix
        write_atomically(folder / "counts.npz", lambda draft: _save_matrix(draft, matrix))

    @classmethod
    def load(cls, folder: Path) -> "ConceptCounts":
        """Read what `save` wrote.

        Parameters
        ----------
        folder : where they are

        Returns
        -------
        ConceptCounts
        """
        return cls(
            read_frame(folder / "units.parquet", schema_of("units", frame=True)),
            read_frame(folder / "concepts.parquet", schema_of("concepts", frame=True)),
            sparse.csr_matrix(sparse.load_npz(folder / "counts.npz")),
        )


def _save_matrix(draft: Path, matrix: sparse.csr_matrix) -> None:
    with draft.open("wb") as handle:
        sparse.save_npz(handle, matrix)


def count_concepts(corpus: EncodedCorpus, links: pd.DataFrame, rules: Vocabulary) -> ConceptCounts:
    """Count concepts in every unit and say which of them topics are formed on.

    Parameters
    ----------
    corpus : the encoded corpus
    links : as `concepts.link` returns it, a row for each row of `corpus.lemmas`, any order
    rules : formed_on, shared_words, minimum_documents, maximum_document_share,
        maximum_country_share, use_review_links

    Returns
    -------
    ConceptCounts
    """
    links = in_order_of(corpus.lemmas, links)
    names = counted_as(links, rules).to_numpy(object)
    of_lemma, concept_names = pd.factorize(names, sort=True)
    matrix = _count(corpus, of_lemma, len(concept_names))
    concepts = pd.DataFrame({"concept": concept_names})
    concepts = concepts.join(word_cells(corpus.lemmas, corpus.forms, of_lemma, len(concepts)))
    concepts = concepts.join(country_units(matrix, corpus.units))
    concepts["review"] = _review_share(links, of_lemma, len(concepts))
    concepts["noun"] = _noun_share(corpus.lemmas, of_lemma, len(concepts))
    concepts["light"] = light_concepts(links, of_lemma, len(concepts)) & (
        rules.formed_on == "telling"
    )
    reason = _reasons(concepts, matrix, corpus.units, rules)
    concepts["shared"], concepts["reason"] = reason == "", reason
    return ConceptCounts(corpus.units, concepts, matrix)


def counted_as(links: pd.DataFrame, rules: Vocabulary) -> pd.Series:
    """The concept that each lemma is counted as: itself where its link is not used.

    Parameters
    ----------
    links : concept, language, lemma, status
    rules : use_review_links

    Returns
    -------
    Series of names, a value a lemma
    """
    refused = links["status"].eq("rejected") | (
        links["status"].eq("review") & (not rules.use_review_links)
    )
    return links["concept"].where(~refused, links["lemma"] + " (" + links["language"] + ")")


def column_sums(matrix: sparse.csr_matrix) -> np.ndarray:
    """How often each concept is used in all units of a matrix.

    Parameters
    ----------
    matrix : units by concepts

    Returns
    -------
    array, a value a concept
    """
    return np.asarray(matrix.sum(axis=0)).ravel()


def present_countries(units: pd.DataFrame) -> list[str]:
    """Countries with text, in the order of the table of countries.

    Parameters
    ----------
    units : country

    Returns
    -------
    list of codes
    """
    return [code for code in COUNTRIES if (units["country"] == code).any()]


def country_units(matrix: sparse.csr_matrix, units: pd.DataFrame) -> pd.DataFrame:
    """Units of each country that use each concept.

    Parameters
    ----------
    matrix : CSR, units by concepts, without zeros and with nothing twice
    units : country

    Returns
    -------
    DataFrame, a row a concept and a column a country
    """
    used = np.diff(matrix.indptr)
    return pd.DataFrame(
        {
            code: np.bincount(
                matrix.indices[np.repeat((units["country"] == code).to_numpy(), used)],
                minlength=matrix.shape[1],
            )
            for code in COUNTRIES
        }
    )


def equalising_weights(matrix: sparse.csr_matrix, countries: np.ndarray) -> sparse.csr_matrix:
    """Counts in which each concept has one mean rate in all countries, and countries weigh alike.

    Each count is multiplied by (mean rate over countries) / (rate in its own country), with rates
    per token of the country; then every country is given the same total. Topics are formed on
    these counts; shares are measured on the raw ones. Without texts nothing is to be weighted.

    Parameters
    ----------
    matrix : CSR, units by concepts
    countries : code of the country of each unit

    Returns
    -------
    CSR of the same shape, float32
    """
    if not len(countries):
        return matrix.astype(np.float32)
    groups = [np.flatnonzero(countries == code) for code in sorted(set(countries))]
    totals = np.vstack([column_sums(matrix[rows]) for rows in groups])
    rates = totals / np.maximum(totals.sum(axis=1, keepdims=True), 1)
    mean = rates.mean(axis=0)
    factor = np.divide(mean, rates, out=np.zeros_like(rates), where=rates > 0)
    mass = (totals * factor).sum(axis=1)
    factor *= (matrix.sum() / len(groups) / np.maximum(mass, 1e-12))[:, None]
    equal = matrix.astype(np.float32)
    group_of_row = np.empty(len(countries), dtype=int)
    for number, rows in enumerate(groups):
        group_of_row[rows] = number
    factor = factor.astype(np.float32)
    for start in range(0, len(countries), CHUNK):
        ends = equal.indptr[start : start + CHUNK + 1]
        entries = slice(ends[0], ends[-1])
        rows = np.repeat(group_of_row[start : start + CHUNK], np.diff(ends))
        equal.data[entries] *= factor[rows, equal.indices[entries]]
    return equal


# ---------------------------------------------------------------- the columns of `concepts`


def in_order_of(lemmas: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """The links in the order of a table of lemmas.

    Parameters
    ----------
    lemmas : language, lemma
    links : language, lemma and more, a row a lemma

    Returns
    -------
    The rows of links
    """
    keys = ["language", "lemma"]
    return lemmas[keys].merge(links, on=keys, how="left", validate="one_to_one")


def _count(corpus: EncodedCorpus, of_lemma: np.ndarray, width: int) -> sparse.csr_matrix:
    none = sparse.csr_matrix(np.empty((0, width), dtype=np.float32))
    return sparse.vstack([*corpus.counts(of_lemma, width), none], format="csr")


def _review_share(links: pd.DataFrame, of_lemma: np.ndarray, width: int) -> np.ndarray:
    frequency = links["frequency"].to_numpy(float)
    waiting = frequency * links["status"].eq("review").to_numpy()
    total = np.bincount(of_lemma, weights=frequency, minlength=width)
    return np.bincount(of_lemma, weights=waiting, minlength=width) / np.maximum(total, 1)


def _noun_share(lemmas: pd.DataFrame, of_lemma: np.ndarray, width: int) -> np.ndarray:
    """Share of each concept's tokens that were read as nouns, each norm counting alike."""
    frequency = lemmas["frequency"].to_numpy(float)
    norm = lemmas["language"].map(list(LANGUAGES).index).to_numpy(int)
    cell, size = of_lemma * len(LANGUAGES) + norm, width * len(LANGUAGES)
    total = np.bincount(cell, weights=frequency, minlength=size).reshape(width, -1)
    nouns = np.bincount(cell, weights=frequency * lemmas["noun"], minlength=size).reshape(width, -1)
    shares = nouns / np.where(total > 0, total, 1)
    return shares.sum(axis=1) / np.maximum((total > 0).sum(axis=1), 1)


def _reasons(
    concepts: pd.DataFrame, matrix: sparse.csr_matrix, units: pd.DataFrame, rules: Vocabulary
) -> np.ndarray:
    """Why a concept takes no part in forming topics; "" where it does.

    In a handful of texts all shared words may be common: where without them nothing would be left
    to form topics on, none is too common.
    """
    countries = present_countries(units)
    documents = concepts[countries].sum(axis=1)
    minimum = minimum_documents(len(units), rules)
    reasons = np.full(len(concepts), "", dtype=object)

    def refuse(where: pd.Series | np.ndarray, reason: str) -> None:
        reasons[(reasons == "") & np.asarray(where)] = reason

    if rules.shared_words == "countries":
        refuse((concepts[countries] == 0).any(axis=1), "not met in every country")
    if rules.shared_words == "languages":
        norms = [code for code in LANGUAGES if (units["language"] == code).any()]
        refuse((concepts[norms] == "").any(axis=1), "not met in every written norm")
    refuse(documents < minimum, "too rare")
    common = documents > rules.maximum_document_share * len(units)
    if ((reasons == "") & ~common).sum() >= LEAST_CONCEPTS:
        refuse(common, TOO_COMMON)
    if rules.maximum_country_share < 1 and len(countries) > 1:
        share = _country_shares(matrix, units, countries).max(axis=0)
        refuse(share > rules.maximum_country_share, "leans on one country")
    return reasons


def minimum_documents(units: int, rules: Vocabulary) -> int:
    """Units in which a concept must occur: two, and one in a thousand where there are many.

    Parameters
    ----------
    units : number of units
    rules : minimum_documents

    Returns
    -------
    number of units
    """
    if rules.minimum_documents != "auto":
        return rules.minimum_documents
    return max(2, round(units / 1000))


def _country_shares(
    matrix: sparse.csr_matrix, units: pd.DataFrame, countries: list[str]
) -> np.ndarray:
    """Share of each concept's rate that falls on each country, countries by concepts."""
    rates = []
    for code in countries:
        total = column_sums(matrix[(units["country"] == code).to_numpy()])
        rates.append(total / max(total.sum(), 1))
    return np.array(rates) / np.maximum(np.sum(rates, axis=0), 1e-12)
