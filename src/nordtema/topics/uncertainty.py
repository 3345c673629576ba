"""How sure are the shares of a text, and how sure are the topics themselves?

Two things are measured that a table of shares does not show. *Measurement*: with other words drawn
from the same themes, a text would get other shares. For LDA these are draws from the posterior of
the shares with the topics held fast (Gibbs sampling, started at the collapsed estimate); for NMF,
which has no likelihood, the words of each text are drawn again. *Model*: with other texts, other
topics would have formed. The topics are fitted again to resamples of whole clusters, matched one to
one to the topics of the study, and the shares of the same documents are inferred anew. Links are
part of the model: in each refit cognates are linked with their probability.

The Dirichlet that CVB0 gives takes each word's topic as known and is too narrow: in simulated
studies of known topics the errors of a country's mean had a variance of 0.21, Gibbs draws of 0.23,
the Dirichlet of 0.16 (squared points), and for NMF words drawn again 0.28 against 0.29.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from scipy import sparse

from ..vocabulary.counts import ConceptCounts
from ..vocabulary.link_draws import LinkDraws
from ..vocabulary.vectors import concept_vectors
from .fitting import TooFewTexts, fit
from .matching import cosine, match
from .meaning import nearest_concepts
from .model import TopicModel, by_document, normalised
from .training import BY_DEFAULT, Formation, TrainingCounts, training_counts

DRAWS = 20  # of each text's shares
LINKS = 9  # the draws of links are others than those of resamples
MOST_CONCEPTS = 1200  # larger vocabularies are refitted on their most frequent concepts


@dataclass(frozen=True)
class GroupedTexts:
    """The units of some documents with the clusters that their documents belong to.

    Attributes
    ----------
    matrix : units × V, raw counts of the shared concepts
    countries, languages, tokens, clusters : units
    documents : units, number of the document
    doc_ids : documents
    light : V truth values, concepts that form no topic
    vectors : V × D, what the concepts mean, as of `TrainingCounts`
    links : how sure the words of the concepts are; None: all are taken to be right
    """

    matrix: sparse.csr_matrix
    countries: np.ndarray
    languages: np.ndarray
    tokens: np.ndarray
    clusters: np.ndarray
    documents: np.ndarray
    doc_ids: np.ndarray
    light: np.ndarray
    vectors: np.ndarray
    links: LinkDraws | None = None

    def with_links(self, seed: list[int]) -> "GroupedTexts":
        """The texts as they are where the links that are drawn hold; themselves where all are sure.

        Parameters
        ----------
        seed : of the draw

        Returns
        -------
        Texts of the same documents, some of which may have lost all their words
        """
        if self.links is None:
            return self
        rng = np.random.default_rng(seed)
        return replace(
            self, matrix=self.links.drawn(self.matrix, self.languages, self.countries, rng)
        )

    def by_document(self, shares: np.ndarray) -> np.ndarray:
        """Shares of the documents from those of their units, documents × K.

        Parameters
        ----------
        shares : units × K

        Returns
        -------
        documents × K
        """
        return by_document(shares, self.tokens, self.documents, len(self.doc_ids))

    def training(
        self, model: TopicModel, formation: Formation, rows: np.ndarray | None = None,
        countries: np.ndarray | None = None,
    ) -> TrainingCounts:  # fmt: skip
        """The units as a model like the given one is fitted to them.

        Parameters
        ----------
        formation : how topics are formed
        rows : numbers of the units, any of them more than once; by default each of them once
        countries : of all units; by default their own

        Returns
        -------
        Counts of the units that hold a concept
        """
        rows = np.arange(self.matrix.shape[0]) if rows is None else rows
        countries = self.countries if countries is None else countries
        return training_counts(
            model.concepts, self.matrix[rows], countries[rows], self.languages[rows], formation,
            self.light, self.vectors,
        )  # fmt: skip

    def fit(self, model: TopicModel, rows: np.ndarray, countries: np.ndarray, formation: Formation,
            seed: int) -> TopicModel | None:  # fmt: skip
        """A model like the given one of these units; None if they cannot carry so many topics.

        Parameters
        ----------
        rows : numbers of the units, any of them more than once
        countries : of all units
        formation : how topics are formed

        Returns
        -------
        The model, or None
        """
        try:
            return fit(model.name, self.training(model, formation, rows, countries), model.k, seed)
        except TooFewTexts:
            return None


@dataclass(frozen=True)
class ShareUncertainty:
    """How sure the shares of some documents are.

    Attributes
    ----------
    doc_ids : S documents; all of them, or a random sample of a large corpus
    shares : S × K, as the model of the study has them
    variance : S × K, variance of each share over draws of its text's words or topics
    refits : R × S × K, the shares under each refit of the model; R = 0 where none was possible
    similarity : R × K, cosine between each topic and its match in the refit
    scale : by what deviations of refits are multiplied to be those of the whole corpus
    runs : R, number of the resample of each refit
    """

    doc_ids: np.ndarray
    shares: np.ndarray
    variance: np.ndarray
    refits: np.ndarray
    similarity: np.ndarray
    scale: float = 1.0
    runs: tuple[int, ...] = ()


def grouped_texts(
    counts: ConceptCounts, clusters: pd.Series, links: LinkDraws | None = None
) -> GroupedTexts:
    """The units of the documents that `clusters` (indexed by doc_id) names.

    Parameters
    ----------
    clusters : number of the cluster of each document, indexed by doc_id
    links : how sure the words of the shared concepts are; None: all are taken to be right

    Returns
    -------
    Texts of the shared concepts
    """
    rows = np.flatnonzero(counts.units["doc_id"].isin(clusters.index))
    units = counts.units.iloc[rows]
    numbers, ids = pd.factorize(units["doc_id"].astype(str))
    return GroupedTexts(
        counts.matrix[rows][:, counts.shared].tocsr(),
        units["country"].to_numpy(str),
        units["language"].to_numpy(str),
        units["tokens"].to_numpy(float),
        clusters.loc[units["doc_id"]].to_numpy(),
        numbers,
        np.asarray(ids, dtype=str),
        counts.concepts["light"].to_numpy(bool)[counts.shared],
        concept_vectors(counts.concepts.iloc[counts.shared])[0],
        links,
    )


def measure_uncertainty(
    model: TopicModel, counts: ConceptCounts, clusters: pd.Series, refits: int, most: int,
    seed: int, formation: Formation = BY_DEFAULT, jobs: int = 1, links: LinkDraws | None = None,
) -> ShareUncertainty:  # fmt: skip
    """Draws and refits for the documents of a study, or for a sample of them.

    Parameters
    ----------
    clusters : number of the cluster of each document, indexed by doc_id
    refits : number of refits of the model
    most : larger corpora are measured on so many documents, drawn at random. A model of m
        documents is less sure than one of n by the square root of n / m, and its deviations are
        scaled accordingly (m out of n bootstrap; Bickel, Götze & van Zwet 1997). A wrong link is
        wrong in any number of documents: what it makes of shares as they are measured is not.
    seed, formation : as the model was fitted
    jobs : processes
    links : how sure the words of the concepts are; None: all are taken to be right

    Returns
    -------
    Of S documents, at most about `most`
    """
    chosen = _sampled(clusters, most, seed)
    texts = grouped_texts(counts, chosen, links)
    measured = uncertainty_of(model, texts, refits, seed, formation, jobs)
    scale = float(np.sqrt(len(chosen) / max(len(clusters), 1)))
    again = measured.refits
    if scale < 1 and links is not None:
        again = again + (1 / scale - 1) * _measured_with_links(model, texts, measured, seed)
    return replace(measured, refits=again, scale=scale)


def _measured_with_links(
    model: TopicModel, texts: GroupedTexts, measured: ShareUncertainty, seed: int
) -> np.ndarray:
    """What the links of each refit make of shares while the topics are held fast, R × S × K."""
    model, texts = narrowed(model, texts)
    now = texts.by_document(model.transform(texts.matrix))
    return np.array(
        [
            _shares(model, texts, texts.with_links([seed, LINKS, run])) - now
            for run in measured.runs
        ],
        dtype=np.float32,
    ).reshape(measured.refits.shape)


def uncertainty_of(
    model: TopicModel, texts: GroupedTexts, refits: int, seed: int,
    formation: Formation = BY_DEFAULT, jobs: int = 1,
) -> ShareUncertainty:  # fmt: skip
    """Draws and refits for given texts; parameters as in `measure_uncertainty`.

    Parameters
    ----------
    refits : number of refits of the model
    seed, formation : as the model was fitted
    jobs : processes

    Returns
    -------
    Of all documents of the texts
    """
    shares = model.transform(texts.matrix)
    again, similarity, runs = refit_shares(model, texts, refits, seed, formation, jobs)
    return ShareUncertainty(
        texts.doc_ids,
        texts.by_document(shares).astype(np.float32),
        _document_variance(measurement_variance(model, texts.matrix, seed), shares, texts),
        again,
        similarity,
        runs=runs,
    )


def _sampled(clusters: pd.Series, most: int, seed: int) -> pd.Series:
    """All documents, or those of so many clusters, drawn at random, that there are about `most`."""
    if len(clusters) <= most:
        return clusters
    rng = np.random.default_rng([seed, 6])
    names = rng.permutation(clusters.unique())
    sizes = clusters.value_counts().loc[names].cumsum().to_numpy()
    kept = names[: max(2, int(np.searchsorted(sizes, most, side="right")))]
    return clusters[clusters.isin(kept)]


# ---------------------------------------------------------------- measurement


def measurement_variance(
    model: TopicModel, counts: sparse.csr_matrix, seed: int, draws: int = DRAWS
) -> np.ndarray:
    """Variance of the shares of each text over draws, texts × K; no draw is kept.

    Parameters
    ----------
    counts : texts × V raw counts
    draws : number of draws

    Returns
    -------
    texts × K, squared shares
    """
    mean = np.zeros((counts.shape[0], model.k))
    squares = np.zeros_like(mean)
    for number, shares in enumerate(posterior_draws(model, counts, draws, seed), 1):
        step = shares - mean
        mean += step / number
        squares += step * (shares - mean)
    return squares / max(draws - 1, 1)


def posterior_draws(
    model: TopicModel, counts: sparse.csr_matrix, number: int, seed: int
) -> Iterator[np.ndarray]:
    """Draws of the shares of texts with the topics held fast, one texts × K matrix at a time.

    Parameters
    ----------
    counts : texts × V raw counts
    number : of draws

    Returns
    -------
    So many texts × K matrices
    """
    return model.draws(counts.tocsr(), number, np.random.default_rng([seed, 7]))


def _document_variance(variance: np.ndarray, shares: np.ndarray, texts: GroupedTexts) -> np.ndarray:
    """Variance of documents' shares: their units are measured independently, documents × K."""
    weight = np.where(shares.sum(axis=1) > 0, np.maximum(texts.tokens, 1), 0.0)
    size = len(texts.doc_ids)
    total = np.bincount(texts.documents, weights=weight, minlength=size)
    part = weight / np.maximum(total[texts.documents], 1e-12)
    rows = np.arange(len(weight))
    collect = sparse.csr_matrix((part**2, (texts.documents, rows)), (size, len(weight)))
    return (collect @ variance).astype(np.float32)


# ---------------------------------------------------------------- the model


def refit_shares(
    model: TopicModel,
    texts: GroupedTexts,
    number: int,
    seed: int,
    formation: Formation,
    jobs: int = 1,
) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
    """Shares of all documents under models of resampled clusters, and how like their topics are.

    Links are drawn for each refit: it is formed on the counts that follow, and measures with them.

    Parameters
    ----------
    number : of refits
    formation : how topics are formed
    jobs : processes

    Returns
    -------
    R × documents × K (float32), R × K, and the numbers of the refits; R is smaller than `number`
    where a resample could not carry the topics.
    """
    model, texts = narrowed(model, texts)
    every = Parallel(jobs)(
        delayed(_refit)(model, texts, run, formation, seed) for run in range(number)
    )
    made = {run: one for run, one in enumerate(every) if one is not None}
    shares = np.array([one[0] for one in made.values()], dtype=np.float32)
    likeness = np.array([one[1] for one in made.values()])
    size = (len(made), len(texts.doc_ids), model.k)
    return shares.reshape(size), likeness.reshape(len(made), model.k), tuple(made)


def narrowed(model: TopicModel, texts: GroupedTexts) -> tuple[TopicModel, GroupedTexts]:
    """Model and texts in the concepts that most texts hold, for fitting again and again.

    The cost of a fit grows with the square of the vocabulary. Refits are compared with one another,
    so that what all of them lack is no difference between them.

    Returns
    -------
    Both with at most MOST_CONCEPTS concepts; themselves where they have no more
    """
    if model.topics.shape[1] <= MOST_CONCEPTS:
        return model, texts
    held = np.diff(texts.matrix.tocsc().indptr)
    kept = np.sort(np.argsort(-held, kind="stable")[:MOST_CONCEPTS])
    rates = model.rates[kept] / model.rates[kept].sum()
    topics = normalised(model.topics[:, kept])
    matrix, light, vectors = texts.matrix[:, kept].tocsr(), texts.light[kept], texts.vectors[kept]
    links = None if texts.links is None else texts.links.of(kept)
    lending = None if model.lending is None else nearest_concepts(vectors, light)
    narrow = replace(
        model, concepts=model.concepts[kept], topics=topics, rates=rates, lending=lending
    )
    return narrow, replace(texts, matrix=matrix, light=light, vectors=vectors, links=links)


def _resampled_rows(texts: GroupedTexts, seed: list[int]) -> np.ndarray:
    """Units of as many clusters as there are, drawn with replacement within each country."""
    rng = np.random.default_rng(seed)
    parts = []
    for code in sorted(set(texts.countries)):
        rows = np.flatnonzero(texts.countries == code)
        _, cluster = np.unique(texts.clusters[rows], return_inverse=True)
        size = cluster.max() + 1
        times = np.bincount(rng.integers(size, size=size), minlength=size)
        parts.append(np.repeat(rows, times[cluster]))
    return np.concatenate(parts)


def _refit(
    model: TopicModel, texts: GroupedTexts, run: int, formation: Formation, seed: int
) -> tuple[np.ndarray, np.ndarray] | None:
    rows = _resampled_rows(texts, [seed, 8, run])
    linked = texts.with_links([seed, LINKS, run])
    other = linked.fit(model, rows, texts.countries, formation, seed)
    if other is None:
        return None
    likeness = cosine(np.sqrt(model.topics), np.sqrt(other.topics))
    mine, theirs = match(likeness)
    return _shares(other, texts, linked)[:, theirs], likeness[mine, theirs]


def _shares(model: TopicModel, texts: GroupedTexts, linked: GroupedTexts) -> np.ndarray:
    """Shares of documents with the links that are drawn, documents × K.

    A document that has no word left is measured with all its words.
    """
    shares = linked.by_document(model.transform(linked.matrix))
    bare = shares.sum(axis=1) == 0
    if bare.any():
        shares[bare] = texts.by_document(model.transform(texts.matrix))[bare]
    return shares.astype(np.float32)
