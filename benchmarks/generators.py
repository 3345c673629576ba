"""Studies whose truth is known, made to mislead a comparison: each a few lines.

A generator takes a random generator and gives a `Study`: documents with their true shares, the mean
shares of each group in the population, and how they are compared. Where a group holds no more of a
theme than another, a claim that they differ is false.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from nordtema.comparison.control import LanguageEffect, paired_effects
from nordtema.comparison.sample import Sample, mean_shares
from nordtema.languages import COUNTRIES
from simulation import COUNTRY_CODES, design_with

CONTROL_TEXTS = 40
LOST = 0.3  # of a theme's words, by bad links of one norm
RIGHT = 0.9  # probability that an unsure link is right
PARTS = np.array(["A", "B", "C"])  # groups of a corpus of one country
PRIOR = 0.1  # of each theme in shares that are measured from words


@dataclass(frozen=True)
class Speech:
    """What languages make of the shares, and what a control text shows of it.

    Attributes
    ----------
    factors : countries × K, by which each multiplies the share of each theme
    control : the same in the control text
    own : whether the control is of the corpus's own kind
    """

    factors: np.ndarray
    control: np.ndarray
    own: bool


@dataclass(frozen=True)
class Study:
    """Documents of a known truth, and how they are compared.

    Attributes
    ----------
    shares : documents × K, true shares
    groups : documents
    means : {group: K}, mean shares in the population
    facts : columns of the documents by which they are clustered, or made equal
    settings : of the comparison
    words : documents, their lengths; None: shares are known without error
    speech : None where all write in one language
    lost : whether one of the languages has lost words, which nobody knows
    unsure : part of the words of the last country that hang on links of the probability RIGHT
    """

    shares: np.ndarray
    groups: np.ndarray
    means: dict[str, np.ndarray]
    facts: dict[str, np.ndarray] = field(default_factory=dict)
    settings: dict = field(default_factory=dict)
    words: np.ndarray | None = None
    speech: Speech | None = None
    lost: bool = False
    unsure: float = 0.0

    @property
    def countries(self) -> np.ndarray:
        """Country of each document: that of its group, or one for all."""
        return self.groups if set(self.groups) <= set(COUNTRY_CODES) else np.full(
            len(self.groups), "SE"
        )  # fmt: skip

    @property
    def documents(self) -> pd.DataFrame:
        """doc_id, country, language, group, tokens, and the columns of `facts`."""
        size = len(self.groups)
        norms = [COUNTRIES[code].languages[0] if self.speech else "" for code in self.countries]
        return pd.DataFrame(
            {"doc_id": [f"d{number:05d}" for number in range(size)], "country": self.countries,
             "language": norms, "group": self.groups,
             "tokens": np.full(size, 150) if self.words is None else self.words, **self.facts}
        )  # fmt: skip

    def seen(self, rng: np.random.Generator) -> np.ndarray:
        """Shares as they are measured: in each country's words, and from so many of them.

        Returns
        -------
        documents × K, rows sum to 1
        """
        shares = self.shares
        if self.speech:
            factors = dict(zip(COUNTRY_CODES, self.speech.factors, strict=True))
            shares = distorted(shares, np.array([factors[code] for code in self.groups]))
        if self.words is None:
            return shares
        counts = rng.multinomial(self.words, shares) + PRIOR
        return counts / counts.sum(axis=1, keepdims=True)

    def language(
        self, sample: Sample, written: Callable[[np.ndarray, np.ndarray], np.ndarray],
        draws: int, seed: int,
    ) -> dict[tuple[str, str], LanguageEffect]:  # fmt: skip
        """What a control says of languages, where there are several.

        Parameters
        ----------
        written : shares as they are measured of texts with such shares, in a language that
            multiplies them by these factors
        draws : resamples of the control

        Returns
        -------
        Language effects of each pair
        """
        if self.speech is None:
            return {}
        middle = np.mean(list(self.means.values()), axis=0)
        texts = np.random.default_rng([seed, 4]).dirichlet(middle * 3, size=CONTROL_TEXTS)
        shares = {
            code: written(texts, factors)
            for code, factors in zip(COUNTRY_CODES, self.speech.control, strict=True)
        }
        known = {code: np.full(texts.shape[1], True) for code in shares}
        target = mean_shares(sample).mean(axis=1).to_numpy()
        return paired_effects(shares, known, sample.pairs, target, self.speech.own, draws, seed)


Generator = Callable[[np.random.Generator], Study]


def distorted(shares: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """Shares whose themes are multiplied.

    Parameters
    ----------
    shares : documents × K
    factors : K, or documents × K

    Returns
    -------
    documents × K, rows sum to 1
    """
    product = shares * factors
    return product / product.sum(axis=1, keepdims=True)


def drawn(
    rng: np.random.Generator,
    means: np.ndarray,
    documents: int | tuple = 45,
    concentration: float | tuple = 3.0,
    **further: object,
) -> Study:
    """Documents of three countries, Dirichlet around the mean of their country.

    Parameters
    ----------
    means : countries × K, or K
    documents, concentration : of each country
    further : fields of the study

    Returns
    -------
    The study
    """
    means = np.broadcast_to(means, (3, np.shape(means)[-1]))
    sizes, around = np.broadcast_to(documents, 3), np.broadcast_to(concentration, 3)
    parts = zip(means, sizes, around, strict=True)
    shares = np.vstack([rng.dirichlet(mean * much, size=size) for mean, size, much in parts])
    groups = np.repeat(COUNTRY_CODES, sizes)
    return Study(shares, groups, dict(zip(COUNTRY_CODES, means, strict=True)), **further)


EQUAL = design_with(0.0).means
PLANTED = design_with(0.08).means  # 16 against 8 %


def null(rng: np.random.Generator) -> Study:
    """Nothing differs."""
    return drawn(rng, EQUAL)


def unequal_sizes(rng: np.random.Generator, k: int = 20) -> Study:
    """Themes as frequent as words are: the second half as often as the first, and so on."""
    sizes = 1 / np.arange(1, k + 1)
    return drawn(rng, sizes / sizes.sum())


def dispersed(
    documents: int | tuple = 45, concentration: tuple = (10.0, 1.0, 3.0), means: np.ndarray = EQUAL
) -> Generator:
    """Means are equal; in one country each document has one theme, in another many."""
    return lambda rng: drawn(rng, means, documents, concentration)


def lengths(rng: np.random.Generator) -> Study:
    """Documents of one country are short, those of another long."""
    study = drawn(rng, EQUAL)
    words = np.repeat([25, 400, 150], 45)
    return Study(study.shares, study.groups, study.means, words=words)


def clustered(
    rng: np.random.Generator, clusters: int, texts: int, correlation: float, k: int = 8
) -> tuple[np.ndarray, np.ndarray]:
    """Shares of texts that are alike within clusters, and the cluster of each.

    Parameters
    ----------
    clusters, texts : their number, and that of the texts of each (on average)
    correlation : within clusters

    Returns
    -------
    documents × K with equal means, and documents
    """
    around = 3.0
    between = (around + 1) * (1 / correlation - 1)
    middle = np.maximum(rng.dirichlet(np.full(k, between / k), size=clusters), 1e-4)
    cluster = np.repeat(np.arange(clusters), rng.poisson(texts, clusters))
    shares = np.array([rng.dirichlet(middle[number] * around) for number in cluster])
    return shares, cluster


def dealt(cluster: tuple[str, ...], sittings: int = 13, texts: int = 60) -> Generator:
    """Sittings of one country are dealt to three groups at random; speakers stay in their sitting.

    Parameters
    ----------
    cluster : what the study names
    """

    def study(rng: np.random.Generator) -> Study:
        shares, sitting = clustered(rng, sittings, texts, 0.1)
        part = rng.permutation(np.arange(sittings) % 3)[sitting]
        speaker = sitting * 10 + rng.integers(0, 10, len(sitting))
        return _parted(shares, part, {"sitting": sitting, "speaker": speaker}, cluster)

    return study


def crossed(cluster: tuple[str, ...], sittings: int = 30, speakers: int = 60) -> Generator:
    """Speakers of three parties in many sittings, both with themes of their own."""

    def study(rng: np.random.Generator) -> Study:
        size, k = 900, 8
        sitting, speaker = rng.integers(0, sittings, size), rng.integers(0, speakers, size)
        of_sitting, of_speaker = (
            rng.normal(0, 0.7, (many, k)) for many in (sittings, speakers)
        )  # fmt: skip
        shares = np.exp(of_sitting[sitting] + of_speaker[speaker] + rng.normal(0, 1.0, (size, k)))
        facts = {"sitting": sitting, "speaker": speaker}
        return _parted(shares / shares.sum(axis=1, keepdims=True), speaker % 3, facts, cluster)

    return study


def _parted(shares: np.ndarray, part: np.ndarray, facts: dict, cluster: tuple[str, ...]) -> Study:
    """Equal groups of one country."""
    k = shares.shape[1]
    names = {name: np.char.add(name, column.astype(str)) for name, column in facts.items()}
    return Study(
        shares, PARTS[part], {name: np.full(k, 1 / k) for name in PARTS}, names,
        {"groups": ("group",), "cluster": cluster},
    )  # fmt: skip


def few(clusters: int, texts: int = 10, means: np.ndarray = EQUAL) -> Generator:
    """So many authors a country, alike in what they write."""

    def study(rng: np.random.Generator) -> Study:
        around, between = 3.0, 4 * (1 / 0.3 - 1)
        shares = []
        for mean in means:
            middle = np.maximum(rng.dirichlet(mean * between, size=clusters), 1e-4)
            shares += [rng.dirichlet(own * around, size=texts) for own in middle]
        author = np.char.add("a", np.repeat(np.arange(3 * clusters), texts).astype(str))
        groups = np.repeat(COUNTRY_CODES, clusters * texts)
        truth = dict(zip(COUNTRY_CODES, means, strict=True))
        return Study(np.vstack(shares), groups, truth, {"author": author}, {"cluster": ("author",)})

    return study


def genre(rng: np.random.Generator) -> Study:
    """A genre makes up 80, 20 and 50 %; within a genre countries are equal."""
    kinds = rng.random((3, 8)) ** 2 + 0.1
    kinds /= kinds.sum(axis=1, keepdims=True)
    kind = np.concatenate([np.arange(45) < share * 45 for share in (0.8, 0.2, 0.5)]).astype(int)
    shares = np.array([rng.dirichlet(kinds[own] * 3) for own in kind])
    means = dict.fromkeys(COUNTRY_CODES, kinds.mean(axis=0))
    facts = {"kind": np.array(["letter", "speech"])[kind]}
    return Study(shares, np.repeat(COUNTRY_CODES, 45), means, facts, {"adjust": ("kind",)})


def heavy(rng: np.random.Generator) -> Study:
    """Log shares with heavy tails, of a scale that differs by country; means are equal."""
    scale = np.repeat([0.5, 1.0, 2.0], 45)[:, None]
    shares = np.exp(np.clip(scale * rng.standard_t(3, (135, 8)), -50, 50))
    return _symmetric(shares)


def inflated(rng: np.random.Generator) -> Study:
    """A document has 1, 2 or 5 of the themes, by its country, and nothing of the others."""
    order = rng.random((135, 8)).argsort(axis=1)
    present = order < np.repeat([1, 2, 5], 45)[:, None]
    return _symmetric(np.where(present, rng.gamma(1.0, size=(135, 8)), 0.0))


def _symmetric(shares: np.ndarray) -> Study:
    k = shares.shape[1]
    means = dict.fromkeys(COUNTRY_CODES, np.full(k, 1 / k))
    groups = np.repeat(COUNTRY_CODES, len(shares) // 3)
    return Study(shares / shares.sum(axis=1, keepdims=True), groups, means)


def languages(spread: float, own: bool) -> Generator:
    """Languages multiply each theme; the control knows by how much only if it is of that kind."""

    def study(rng: np.random.Generator) -> Study:
        factors, others = np.exp(rng.normal(0, spread, (2, *EQUAL.shape)))
        return drawn(rng, EQUAL, 300, speech=Speech(factors, factors if own else others, own))

    return study


def lost_links(rng: np.random.Generator) -> Study:
    """Swedish loses words of one theme by bad links; the control does not."""
    factors = np.ones_like(EQUAL)
    factors[2, 0] = 1 - LOST
    means = design_with(0.0, base=0.16).means
    return drawn(rng, means, 300, speech=Speech(factors, np.ones_like(EQUAL), True), lost=True)


def wrong_links(rng: np.random.Generator) -> Study:
    """A fifth of one country's words hang on links of which one in ten is wrong; in texts alone."""
    return drawn(rng, EQUAL, 100, unsure=0.2)


def tokens(rng: np.random.Generator) -> Study:
    """Documents count by their lengths, and the long ones speak of other themes, everywhere."""
    long = rng.random(135) < 0.3
    means = np.where(long[:, None], np.roll(np.arange(1, 9), 4), np.arange(1, 9)) / 36
    shares = np.array([rng.dirichlet(mean * 3) for mean in means])
    words = np.exp(rng.normal(np.where(long, 6.5, 5.0), 0.7)).astype(int) + 5
    groups = np.repeat(COUNTRY_CODES, 45)
    truth = dict.fromkeys(COUNTRY_CODES, means.mean(axis=0))
    facts = {"tokens": words}
    return Study(shares, groups, truth, facts, {"weight": "tokens"})


def one_strong(rng: np.random.Generator) -> Study:
    """One country speaks of one theme what others speak of another; all else is equal."""
    means = np.full((3, 8), 0.5 / 6)
    means[:, :2] = [0.1, 0.4]
    means[0, :2] = [0.4, 0.1]
    return drawn(rng, means)


def twice(documents: int, concentration: float) -> Generator:
    """A theme twice as frequent in Norway, 16 against 8 %."""
    return lambda rng: drawn(rng, PLANTED, documents, concentration)
