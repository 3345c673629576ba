"""A study whose truth is known, compared: which of its claims are false, and what was missed.

At share level the shares of the documents are compared as they are measured; end to end, texts are
drawn from known themes, a model is fitted to them, and its themes are compared.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.stats import beta, binom, false_discovery_control

from generators import RIGHT, Generator, Study, distorted
from nordtema.comparison.run import compare
from nordtema.comparison.sample import Sample, sample_of
from nordtema.comparison.testing import Form, tests
from nordtema.comparison.verdicts import Reason, Verdict
from nordtema.comparison.weighting import plain
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.study import Comparison
from nordtema.topics.fitting import fit
from nordtema.topics.matching import cosine, match
from nordtema.topics.training import training_counts
from nordtema.topics.uncertainty import GroupedTexts, ShareUncertainty, uncertainty_of
from nordtema.vocabulary.link_draws import LinkDraws
from simulation import COUNTRY_CODES, counted, random_topics

CONCEPTS = 600
LENGTH = 150
MEASUREMENT = 0.1  # standard deviation of a log share between two renderings of the same text
TWICE = 2.0  # a ratio that must not be called alike
NEAR = 1e-9


@dataclass(frozen=True)
class Rate:
    """In how many of so many studies something happened."""

    hits: int
    studies: int

    @property
    def value(self) -> float:
        """The simulated rate."""
        return self.hits / self.studies

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95 % interval, exact (Clopper & Pearson 1934)."""
        hits, misses = self.hits, self.studies - self.hits
        low = beta.ppf(0.025, hits, misses + 1) if hits else 0.0
        high = beta.ppf(0.975, hits + 1, misses) if misses else 1.0
        return float(low), float(high)

    def at_most(self, rate: float, level: float = 0.01) -> bool:
        """Whether so many hits are no surprise at a rate (exact one-sided test).

        Parameters
        ----------
        rate : accepted
        level : of the test

        Returns
        -------
        False where there are too many
        """
        return bool(binom.sf(self.hits - 1, self.studies, rate) >= level)


def share_study(generator: Generator, rules: Comparison, covered: bool, seed: int) -> dict:
    """Compare the shares of a study.

    Parameters
    ----------
    rules : of the comparison, but for what the study sets
    covered : whether intervals that hold each by itself are looked at

    Returns
    -------
    As `outcome`; with `covered` also what `coverage` tells
    """
    rng = np.random.default_rng([1, seed])
    study = generator(rng)
    rules = rules.given(study.settings)
    sample = sampled(study, study.seen(rng), rules)

    def written(texts: np.ndarray, factors: np.ndarray) -> np.ndarray:
        return distorted(texts, factors * np.exp(rng.normal(0, MEASUREMENT, texts.shape)))

    language = study.language(sample, written, rules.bootstrap, seed)
    result = compare(sample, study.documents, language, rules, seed)
    themes = np.arange(study.shares.shape[1])
    told = outcome(study, result.contrasts, themes, rules)
    if covered:
        told |= coverage(study, sample, rules, seed)
    return told


def text_study(generator: Generator, rules: Comparison, model: str, seed: int) -> dict:
    """Draw texts, fit the model, measure its uncertainty, and compare its themes.

    Parameters
    ----------
    rules : of the comparison, refits too
    model : "lda" or "nmf"

    Returns
    -------
    As `outcome`, with back: the found part of the difference of the first theme between the first
    two groups, where there is one
    """
    rng = np.random.default_rng([2, seed])
    study = generator(rng)
    rules = rules.given(study.settings)
    k = study.shares.shape[1]
    topics = random_topics(k, CONCEPTS, rng)
    size = len(study.shares)
    words = np.full(size, LENGTH) if study.words is None else study.words
    rates = study.shares @ topics
    if study.speech:
        for code, factors in zip(COUNTRY_CODES, study.speech.factors, strict=True):
            own = study.groups == code
            rates[own] = study.shares[own] @ spoken(topics, factors)
    counts = counted(words, rates, rng)
    if study.unsure:
        counts = mislinked(counts, study, rng)
    names = np.array([f"c{number:04d}" for number in range(CONCEPTS)])
    training = training_counts(names, counts, study.countries, norms_of(study))
    fitted = fit(model, training, k, seed)
    sample = sampled(study, fitted.transform(counts), rules)
    measured = _measured(study, counts, sample, fitted, rules, seed)

    def written(texts: np.ndarray, factors: np.ndarray) -> np.ndarray:
        return fitted.transform(counted(LENGTH, texts @ spoken(topics, factors), rng))

    language = study.language(sample, written, rules.bootstrap, seed)
    contrasts = compare(sample, study.documents, language, rules, seed, measured).contrasts
    themes = np.empty(k, dtype=int)
    rows, columns = match(cosine(topics, fitted.topics))
    themes[columns] = rows
    return outcome(study, contrasts, themes, rules)


def mislinked(
    counts: sparse.csr_matrix, study: Study, rng: np.random.Generator
) -> sparse.csr_matrix:
    """Counts in which some concepts of the last country have changed places.

    Parameters
    ----------
    counts : documents × V

    Returns
    -------
    documents × V
    """
    unsure = np.arange(counts.shape[1]) < study.unsure * counts.shape[1]
    wrong = np.flatnonzero(unsure & (rng.random(counts.shape[1]) >= RIGHT))
    order = np.arange(counts.shape[1])
    order[wrong] = np.roll(rng.permutation(wrong), 1)
    last = study.countries == COUNTRY_CODES[-1]
    mixed = counts.tolil()
    mixed[last] = counts[last][:, order]
    return mixed.tocsr()


def spoken(topics: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Themes in a language in which the words of each theme are so many times as frequent.

    Parameters
    ----------
    topics : K × V, rows sum to 1
    factors : K

    Returns
    -------
    K × V
    """
    return topics * factors[topics.argmax(axis=0)]


def _measured(
    study: Study, counts: object, sample: Sample, fitted: object, rules: Comparison, seed: int
) -> ShareUncertainty | None:
    if not rules.refits:
        return None
    texts = GroupedTexts(
        counts, study.countries, norms_of(study),
        np.asarray(counts.sum(axis=1)).ravel(), sample.clusters, np.arange(counts.shape[0]),
        sample.doc_ids, np.zeros(counts.shape[1], dtype=bool), np.zeros((counts.shape[1], 0)),
        _doubt(study, counts.shape[1]),
    )  # fmt: skip
    return uncertainty_of(fitted, texts, rules.refits, seed)


def _doubt(study: Study, width: int) -> LinkDraws | None:
    """How sure the links are, which the study knows; None where all are."""
    if not study.unsure:
        return None
    norms = [COUNTRIES[code].languages[0] for code in COUNTRY_CODES]
    numbers = np.repeat([list(LANGUAGES).index(norm) for norm in norms], width)
    columns = np.tile(np.arange(width), len(norms))
    unsure = (numbers == list(LANGUAGES).index(norms[-1])) & (columns < study.unsure * width)
    return LinkDraws(
        width, columns, numbers, np.ones(len(numbers)), np.where(unsure, RIGHT, 1.0)
    )  # fmt: skip


def norms_of(study: Study) -> np.ndarray:
    """The norm of each document: its country's where links are unsure, else the same for all."""
    if not study.unsure:
        return np.full(len(study.groups), "sv")
    return np.array([COUNTRIES[code].languages[0] for code in study.countries])


def sampled(study: Study, shares: np.ndarray, rules: Comparison) -> Sample:
    """The documents of a study as the comparison takes them.

    Parameters
    ----------
    shares : documents × K, as they were measured
    rules : of the comparison

    Returns
    -------
    Sample
    """
    documents = study.documents
    topics = pd.DataFrame(
        shares, columns=[f"topic_{number}" for number in range(1, shares.shape[1] + 1)]
    )
    facts = documents[["doc_id", "country", "language"]]
    return sample_of(pd.concat([facts, topics], axis=1), documents, rules)


def outcome(study: Study, contrasts: pd.DataFrame, themes: np.ndarray, rules: Comparison) -> dict:
    """What a study claims, and what of it is false.

    Parameters
    ----------
    contrasts : of the study
    themes : K, the true theme of each topic
    rules : as it was compared

    Returns
    -------
    false (a difference where there is none), false_share (of the differences that are claimed),
    there (whether groups differ in anything), false_alike (groups alike of which one has twice as
    much), refused (share of the comparisons of which nothing is told for want of clusters),
    missed (share of the declared intervals that miss the truth), lost (whether words were),
    undone (the largest loss of words that a false difference is said to stand);
    of the first theme in the first two groups found, and what an oracle finds
    """
    theme = themes[contrasts["topic"].to_numpy() - 1]
    first, second = (
        np.array([study.means[group][number] for group, number in zip(names, theme, strict=True)])
        for names in (contrasts["country_a"], contrasts["country_b"])
    )
    truth = first - second
    ratio = np.maximum(first, second) / np.minimum(first, second)
    said = (contrasts["verdict"] == Verdict.DIFFERS).to_numpy()
    false = said & (np.abs(truth) < NEAR)
    missed = (truth < contrasts["low"]) | (truth > contrasts["high"])
    told = {
        "false": false.any(),
        "false_share": false.sum() / max(said.sum(), 1),
        "there": (np.abs(truth) >= NEAR).any(),
        "false_alike": ((contrasts["verdict"] == Verdict.ALIKE) & (ratio > TWICE - NEAR)).any(),
        "refused": (contrasts["reason"] == Reason.FEW).mean(),
        "missed": missed[said].mean() if said.any() else 0.0,
        "lost": study.lost,
        "undone": contrasts["undone_by"][false].max(),
    }
    planted = (theme == 0) & contrasts["country_a"].eq("NO") & contrasts["country_b"].eq("DK")
    if abs(truth[planted]).sum() > NEAR and not rules.cluster:
        told["found"] = bool(said[planted].all())
        told["back"] = float(contrasts["difference"][planted].sum())
        told["oracle"] = oracle(study.shares, study.groups, rules)
    return told


def coverage(study: Study, sample: Sample, rules: Comparison, seed: int) -> dict[str, float]:
    """How many of the intervals that hold each by itself hold the true differences.

    Parameters
    ----------
    sample : of the study
    rules : of the comparison

    Returns
    -------
    covered, a share of the comparisons that have an interval (missing where none has), and refused,
    the share of those that have none
    """
    pairs = plain(sample)
    found = tests(sample, pairs, [[Form()] * len(pairs)], rules.permutations, rules.q, seed)[0]
    truth = np.array([study.means[a] - study.means[b] for a, b in sample.pairs])
    there = ~np.isnan(found.error)
    held = np.abs(found.value - truth) <= found.single_reach * found.error
    return {
        "covered": float(held[there].mean()) if there.any() else float("nan"),
        "refused": float(1 - there.mean()),
    }


def oracle(shares: np.ndarray, groups: np.ndarray, rules: Comparison) -> bool:
    """Whether a studentised permutation test of the true shares finds the first difference.

    Labels of each pair are permuted, the difference of means is divided by its standard error in
    each permutation (Janssen 1997; Chung & Romano 2013), and false discovery rates are taken over
    all themes and pairs.

    Parameters
    ----------
    shares : documents × K, true shares
    groups : documents
    rules : permutations, q

    Returns
    -------
    Of the first theme, first pair
    """
    rng = np.random.default_rng(5)
    pairs = [(a, b) for place, a in enumerate(COUNTRY_CODES) for b in COUNTRY_CODES[place + 1 :]]
    p = [
        permuted(shares[groups == a], shares[groups == b], rules.permutations, rng)
        for a, b in pairs
    ]  # fmt: skip
    return bool(false_discovery_control(np.array(p), axis=None).reshape(3, -1)[0, 0] < rules.q)


def permuted(
    first: np.ndarray, second: np.ndarray, draws: int, rng: np.random.Generator
) -> np.ndarray:
    """p of the difference of each theme, studentised in each permutation of the labels.

    Parameters
    ----------
    first, second : documents × K, shares of either group
    draws : number of permutations

    Returns
    -------
    K
    """
    both, size = np.vstack([first, second]), len(first)
    labels = np.tile(np.arange(len(both)) < size, (draws + 1, 1))
    labels[1:] = rng.permuted(labels[1:], axis=1)
    statistic = np.zeros((draws + 1, both.shape[1]))
    variance = np.zeros_like(statistic)
    for sign, chosen in ((1, labels.astype(float)), (-1, 1.0 - labels)):
        number = chosen[0].sum()
        mean = chosen @ both / number
        statistic += sign * mean
        variance += (chosen @ both**2 / number - mean**2) / (number - 1)
    size = np.abs(statistic) / np.sqrt(np.maximum(variance, 1e-18))
    return (size >= size[0] - 1e-12).mean(axis=0)
