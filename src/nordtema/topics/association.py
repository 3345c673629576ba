"""Which concepts belong together in every country? The ground that both models are formed on.

Factorising counts finds what is frequent together, and with several languages that is above all a
language. Here the association of each pair of concepts is measured within each country by itself,
and what stands together in one country only is discounted: a topic can only form around concepts
that keep each other's company everywhere. (Word-association matrices in place of counts as in
Shi, Kang, Choo & Reddy 2018, "Short-text topic modeling via non-negative matrix factorization
enriched with local word-context correlations"; the combination over countries is ours.)

Association is pointwise mutual information (Church & Hanks 1990) with pseudo-counts, which grow
with the number of texts, so that what a handful of them share says little. On 24,000 Danish
speeches, K = 50, held-out NPMI was .08 with a pseudo-count of 1 (14 topics of rare words below 0)
and is .26 with one in a thousand texts. Nor are a few texts more evidence where there are few in
all: with a pseudo-count of 4 rather than 2, the
topics of 135 simulated texts of mixed themes came back with a cosine of .84 instead of .79; on
3,753 speeches it is too much, and lets a topic of one country through.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from .meaning import LEARNT_ON, Foretold, ratios_by_nearness
from .one_thread import one_thread
from .training import TrainingCounts

FEW_TEXTS = 500  # of a country; with so few,
PSEUDO_COUNT_OF_FEW = 4.0  # so many joint texts are added to observed and expected ones,
PSEUDO_COUNT = 3.5  # with more so many,
PSEUDO_COUNT_SHARE = 0.001  # or this share of the country's texts where that is more
TOLERANCE_FOR_ABSENCE = 0.03  # association that is granted where a country shows none
CORE = 3000  # the most frequent concepts are factorised, the others projected on the result
FREQUENCY_POWER = 0.3  # how much a concept's frequency counts in its weight on a topic,
EVENNESS_POWER = 0.5  # and how much it does that all countries use the concept alike
MAXIMUM_ITERATIONS = 100
DUPLICATE = 0.8  # cosine of two topics' weights from which they are one
ATTEMPTS = 4
LENGTH_BINS = 20
LENGTH_WEIGHT = 0.75  # of the expectation that knows the texts' lengths, against the plain one
RATE_STEPS = 30
LEAST = 1e-6  # less is rounding
_BLOCK = 2000


def associated_topics(counts: TrainingCounts, k: int, seed: int) -> np.ndarray:
    """Topics as distributions over concepts that are associated in every country.

    Light concepts form none; like rare ones they are projected on what the others form.

    Parameters
    ----------
    counts : in order
    k : number of topics
    seed : of the randomised SVD that the factorisation starts from

    Returns
    -------
    K × V, rows sum to 1
    """
    raw, countries, rates = counts.raw, counts.countries, counts.rates
    light = ~counts.telling(k)
    present = [_present(raw[countries == code]) for code in sorted(set(countries))]
    foretold = _foretold(present, counts.vectors, light)
    documents = np.sum([block.documents for block in present], axis=0)
    order = np.lexsort((-documents, light))
    size = min(CORE, np.count_nonzero(~light))
    core, rest = np.sort(order[:size]), np.sort(order[size:])
    weights = np.zeros((raw.shape[1], k))
    with one_thread():
        matrix = association(present, core, core, foretold)
        np.fill_diagonal(matrix, 0.0)
        weights[core], basis = _factorise(matrix, k, seed)
        for start in range(0, len(rest), _BLOCK):
            rows = rest[start : start + _BLOCK]
            weights[rows] = _project(association(present, rows, core, foretold), basis)
    weights /= np.maximum(np.linalg.norm(weights, axis=0), 1e-12)
    frequency = rates**FREQUENCY_POWER * _evenness(present) ** EVENNESS_POWER
    topics = (weights * frequency[:, None]).T
    total = topics.sum(axis=1, keepdims=True)
    return np.where(total > 0, topics / np.maximum(total, 1e-300), rates / rates.sum())


@dataclass(frozen=True)
class Presence:
    """Which concepts the texts of a country hold, and how likely texts of each length hold them.

    Attributes
    ----------
    matrix : texts × V, truth values as float32
    documents : V, texts that hold the concept
    chance : bins × V, probability that a text of the bin's length holds the concept
    texts : bins, number of texts of about that length
    """

    matrix: sparse.csr_matrix
    documents: np.ndarray
    chance: np.ndarray
    texts: np.ndarray


def _present(counts: sparse.csr_matrix) -> Presence:
    """Long texts hold nearly everything, so what meets there is no sign of belonging together.

    Under independence a text of length L holds a concept with probability 1 - exp(-rate · L); the
    rate is such that as many texts hold it as do. Texts are put into bins of about equal length.
    """
    matrix = (counts > 0).astype(np.float32)
    documents = np.asarray(matrix.sum(axis=0)).ravel().astype(np.float64)
    lengths = np.asarray(counts.sum(axis=1, dtype=np.float64)).ravel()
    order = np.argsort(lengths, kind="stable")
    bins = [part for part in np.array_split(order, LENGTH_BINS) if len(part)]
    texts = np.array([len(part) for part in bins], dtype=np.float64)
    typical = np.array([max(lengths[part].mean(), 1.0) for part in bins])
    rate = documents / max((texts * typical).sum(), 1)
    for _ in range(RATE_STEPS):
        held = texts @ (1 - np.exp(-np.outer(typical, rate)))
        rate *= documents / np.maximum(held, 1e-12)
    return Presence(matrix, documents, 1 - np.exp(-np.outer(typical, rate)), texts)


def _evenness(present: list[Presence]) -> np.ndarray:
    """How evenly the countries use each concept, V: 1 where the same share of texts holds it.

    Geometric over arithmetic mean. A concept that one country hardly uses does not lead a topic
    that is to speak to all of them.
    """
    share = np.array([(block.documents + 0.5) / block.texts.sum() for block in present])
    return np.exp(np.log(share).mean(axis=0)) / share.mean(axis=0)


def association(
    present: list[Presence], rows: np.ndarray, columns: np.ndarray, foretold: Foretold
) -> np.ndarray:
    """Association of concepts that holds in every country, rows × columns, 0 or more.

    Within a country it is the positive logarithm of how often the pair stands together against
    chance, as the mean of a gamma posterior: the prior is worth a few joint texts, and its mean is
    what pairs so near in meaning have in this corpus. Of pairs that could hardly have met, that is
    all there is; without vectors it is 1, and they say nothing. Over the countries it is the
    geometric mean.

    Parameters
    ----------
    present : of each country
    rows, columns : numbers of concepts
    foretold : by meaning

    Returns
    -------
    rows × columns, natural logarithms, 0 or more
    """
    total = np.zeros((len(rows), len(columns)), dtype=np.float32)
    for country, block in enumerate(present):
        joint = (block.matrix[:, rows].T @ block.matrix[:, columns]).toarray()
        added = _pseudo_count(block.texts.sum())
        prior = added / foretold.ratio(country, rows, columns)
        information = np.log((joint + added) / (_expected(block, rows, columns) + prior))
        total += np.log(np.maximum(information, 0) + TOLERANCE_FOR_ABSENCE)
    mean = np.exp(total / len(present)) - TOLERANCE_FOR_ABSENCE
    return np.where(mean > LEAST, mean, 0)


def _foretold(present: list[Presence], vectors: np.ndarray, light: np.ndarray) -> Foretold:
    """What nearness in meaning foretells in each country, learnt from its frequent concepts."""
    known = np.flatnonzero(vectors.any(axis=1) & ~light)
    ratios = []
    for block in present if len(known) > 1 else []:
        frequent = known[np.argsort(-block.documents[known], kind="stable")[:LEARNT_ON]]
        held = block.matrix[:, frequent]
        expected = _expected(block, frequent, frequent)
        ratios.append(ratios_by_nearness((held.T @ held).toarray(), expected, vectors[frequent]))
    return Foretold(vectors if ratios else vectors[:, :0], np.array(ratios))


def _pseudo_count(texts: float) -> np.float32:
    """What is added to joint texts, observed and expected, in a country of so many texts."""
    least = PSEUDO_COUNT_OF_FEW if texts <= FEW_TEXTS else PSEUDO_COUNT
    return np.float32(max(least, PSEUDO_COUNT_SHARE * texts))


def _expected(block: Presence, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Joint texts expected by chance: between what lengths explain and what frequencies do.

    The full correction for length makes rare words lead the topics; none makes them bland.
    """
    by_length = (block.chance[:, rows] * block.texts[:, None]).T @ block.chance[:, columns]
    documents = np.maximum(block.documents, 1e-9)  # a concept that the country does not use
    plain = np.add.outer(np.log(documents[rows]), np.log(documents[columns]))
    plain -= np.log(max(block.texts.sum(), 1))
    mixed = LENGTH_WEIGHT * np.log(np.maximum(by_length, 1e-9), dtype=np.float32)
    return np.exp(mixed + (1 - LENGTH_WEIGHT) * plain.astype(np.float32))


def _factorise(matrix: np.ndarray, k: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the core concepts (core × K) and the basis for projecting others (K × core).

    The matrix is symmetric, its factors need not be: two components may mirror each other, and are
    then one topic. So many more components are asked for until K distinct ones are left; the
    heaviest are kept. More iterations than these cost time and bring topics nearer to each other.
    """
    if not matrix.any():  # so few texts that no two concepts meet more often than by chance
        matrix = np.eye(len(matrix))
    matrix, size = matrix.astype(np.float32), k
    for _ in range(ATTEMPTS):
        left, right = _components(matrix, size, seed)
        weights = (left + right.T) / 2
        distinct = _distinct(weights)
        if len(distinct) >= k:
            break
        size = min(k + size - len(distinct), len(matrix))
    mass = left.sum(axis=0) * right.sum(axis=1)
    others = np.setdiff1d(np.arange(size), distinct)  # should there be too few distinct ones
    order = np.concatenate([distinct[np.argsort(-mass[distinct], kind="stable")], others])[:k]
    return weights[:, order].astype(np.float64), right[order].astype(np.float64)


def _components(matrix: np.ndarray, size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.decomposition import NMF  # slow to load: only where a model is fitted

    solver = NMF(size, init="nndsvda", max_iter=MAXIMUM_ITERATIONS, tol=1e-4, random_state=seed)
    with bounded():
        left = solver.fit_transform(matrix)
    return left, solver.components_


def _distinct(weights: np.ndarray) -> np.ndarray:
    """Components that no earlier one repeats."""
    unit = weights / np.maximum(np.linalg.norm(weights, axis=0), 1e-12)
    alike = np.triu(unit.T @ unit, 1) > DUPLICATE
    return np.flatnonzero(~alike.any(axis=0))


def _project(matrix: np.ndarray, basis: np.ndarray) -> np.ndarray:
    """Weights of further concepts by non-negative least squares on the basis."""
    from sklearn.decomposition import non_negative_factorization

    basis = basis.astype(matrix.dtype)
    with bounded():
        weights, _, _ = non_negative_factorization(
            matrix, H=basis, n_components=len(basis), init="custom", update_H=False,
            max_iter=MAXIMUM_ITERATIONS, tol=1e-4,
        )  # fmt: skip
    return weights


@contextmanager
def bounded() -> Iterator[None]:
    """The number of iterations is bounded on purpose: no need to be told that it was reached."""
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield
