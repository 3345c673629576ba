"""Is it the country or the language? The same paragraphs in four norms know.

The control text never feeds links, glossary, vocabulary or the number of topics: it is only passed
through the fitted model. Whatever difference it shows between norms, language has made.

What language makes of a theme grows with the theme's share, so the control must speak of the themes
as much as the corpus does. Its texts are weighted by exponential tilting (entropy balancing;
Hainmueller 2012): among all weights the nearest to equal ones that bring the mean shares of the
control near those of the corpus, with a penalty and a bound that keep a few texts from standing for
all. Weights are found anew in each resample.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from ..topics.model import TopicModel, by_document
from ..topics.words import frex
from ..vocabulary.terms import iterate_lemmas
from .inference import Source, resamples

EXCLUSIVE = 20  # concepts that say what a theme is
KNOWN_WEIGHT = 0.8  # of these: a control that knows less in a norm has not checked the theme
REACHED_SHARE = 0.5  # nor has one whose weighted texts have less of the theme than so much
LEAST_THEMES = 3  # fewer do not show how language effects scatter
PENALTY = 0.01  # of the tilting: 0 would meet the corpus's shares at any cost
BOUND = 5.0  # the most that a text may weigh, in multiples of an equal weight
Mix = dict[str, float]  # share of the texts in each norm
_STEPS = 12
_BLOCK = 250


@dataclass(frozen=True)
class LanguageEffect:
    """What language alone makes of a pair of groups, for each topic.

    Attributes
    ----------
    mean : K, share in the languages of the first group less share in those of the second
    draws : B × K, the same in bootstrap resamples of the control's texts
    checked : K, whether the control knows enough of the topic in every norm of the two groups
    own : whether the control's texts are of the corpus's own kind
    spread : standard deviation, over themes, of the logarithm by which language multiplies the odds
        of a share; not a number where too few themes show it
    themes : number of themes that the spread rests on, in effect
    texts : number of texts of the control
    length : of the control's texts, as a part of the length of the documents that they stand for
    """

    mean: np.ndarray
    draws: np.ndarray
    checked: np.ndarray
    own: bool
    spread: float
    themes: float
    texts: int
    length: float = 1.0

    @property
    def taken_off(self) -> np.ndarray:
        """K, whether the effect itself is known well enough to be taken off a difference."""
        return self.checked & self.own

    @property
    def known(self) -> np.ndarray:
        """K, whether anything can be said of what language makes of the theme."""
        return self.taken_off | (self.themes >= LEAST_THEMES)

    @property
    def shift(self) -> np.ndarray:
        """K, what is taken off a difference."""
        return np.where(self.taken_off, self.mean, 0.0)

    def source(self, means: tuple[np.ndarray, np.ndarray]) -> Source:
        """What language leaves uncertain in two means, half of it in either.

        Where the effect is taken off, the error with which it is known; else language is a random
        effect: it multiplies the odds of a theme as it does those of the control's themes.

        Parameters
        ----------
        means : of the two groups, K each

        Returns
        -------
        A source of error
        """
        error = self.draws.std(axis=0)
        spread = np.nan_to_num(self.spread)
        each = [
            np.where(self.taken_off, error, spread * mean * (1 - mean)) / np.sqrt(2)
            for mean in means
        ]
        zero = np.zeros(len(error))
        freedom = np.where(self.taken_off, self.texts - 1.0, max(self.themes - 1.0, 1.0))
        return Source(np.array([each[0], zero]), np.array([zero, each[1]]), freedom)


def known_words(model: TopicModel, links: pd.DataFrame) -> dict[tuple[str, str], int]:
    """The column of each (language, lemma) that a model knows.

    Parameters
    ----------
    links : concept, language, lemma, status; rejected ones do not count

    Returns
    -------
    {(language, lemma): column}
    """
    column = {str(name): number for number, name in enumerate(model.concepts)}
    known = links[links["concept"].isin(column) & links["status"].ne("rejected")]
    words = zip(known["language"], known["lemma"], strict=True)
    return dict(zip(words, known["concept"].map(column), strict=True))


def count_texts(
    texts: list[str], language: str, concept_of: dict[tuple[str, str], int], width: int
) -> sparse.csr_matrix:
    """Counts of a model's concepts in texts of one norm, texts × V.

    Parameters
    ----------
    language : the norm of all texts
    width : V, number of the model's concepts
    concept_of : column of each (language, lemma) that the model knows

    Returns
    -------
    texts × V document–term matrix
    """
    terms = frozenset(word for code, word in concept_of if code == language and " " in word)
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        occurrences = Counter(
            concept_of[language, lemma]
            for lemma in iterate_lemmas(text, language, terms)
            if (language, lemma) in concept_of
        )
        for column in sorted(occurrences):
            rows.append(row)
            columns.append(column)
            values.append(occurrences[column])
    return sparse.csr_matrix((values, (rows, columns)), (len(texts), width), dtype=np.float32)


def language_effects(
    model: TopicModel,
    texts: Mapping[str, pd.DataFrame],
    links: pd.DataFrame,
    mixes: Mapping[str, Mix],
    pairs: Sequence[tuple[str, str]],
    target: np.ndarray,
    own: bool,
    draws: int,
    seed: int,
) -> dict[tuple[str, str], LanguageEffect]:
    """The language effect for each pair of groups.

    Parameters
    ----------
    texts : of each group, as `texts_like` gives them
    links : concept, language, lemma, for counting the concepts of the control
    mixes : of each group, which share of its texts is in which norm
    pairs : groups that are compared
    target : K, mean share of each theme in the corpus, which the control is weighted to
    own : whether the control's texts are of the corpus's own kind
    draws : resamples of the texts of the control

    Returns
    -------
    {(group_a, group_b): LanguageEffect}; {} for fewer than two texts
    """
    columns = known_words(model, links)
    parts = {group: _measured(model, texts[group], columns, mix) for group, mix in mixes.items()}
    usable = np.all([(part.sum(axis=1) > 0) for part, _ in parts.values()], axis=0)
    written = {group: part[usable] for group, (part, _) in parts.items()}
    known = {group: weight >= KNOWN_WEIGHT for group, (_, weight) in parts.items()}
    return paired_effects(written, known, pairs, target, own, draws, seed)


def _measured(
    model: TopicModel, texts: pd.DataFrame, columns: dict[tuple[str, str], int], mix: Mix
) -> tuple[np.ndarray, np.ndarray]:
    """The control as a group writes it.

    Returns
    -------
    blocks × K, shares: the mean over the texts of a block, and over the norms of the group; 0 where
    a norm knows nothing of a block. And K: the weight of each theme that is known, least of all
    norms
    """
    block = texts["block"].to_numpy()
    shares, weights = np.zeros((block.max(initial=-1) + 1, model.k)), []
    known = np.full(len(shares), True)
    for code, part in mix.items():
        counts = count_texts(list(texts[code]), code, columns, len(model.concepts))
        weights.append(known_weight(model.topics, np.asarray(counts.sum(axis=0)).ravel() > 0))
        of_block = by_document(model.transform(counts), np.ones(len(block)), block, len(shares))
        known &= of_block.sum(axis=1) > 0
        shares += part * of_block
    return shares * known[:, None], np.min(weights, axis=0)


def known_weight(topics: np.ndarray, known: np.ndarray) -> np.ndarray:
    """How much of the weight of a theme's most exclusive concepts is known.

    Parameters
    ----------
    topics : K × V, rows sum to 1
    known : V, truth values

    Returns
    -------
    K, from 0 to 1
    """
    score = frex(topics, np.ones(topics.shape[1], dtype=bool))
    weights = []
    for topic, own in zip(topics, score, strict=True):
        chosen = np.argsort(-own, kind="stable")[:EXCLUSIVE]
        weights.append(topic[chosen] @ known[chosen] / max(topic[chosen].sum(), 1e-12))
    return np.array(weights)


def paired_effects(
    written: Mapping[str, np.ndarray],
    known: Mapping[str, np.ndarray],
    pairs: Sequence[tuple[str, str]],
    target: np.ndarray,
    own: bool,
    draws: int,
    seed: int,
) -> dict[tuple[str, str], LanguageEffect]:
    """Differences of the same texts as different groups write them; {} for fewer than two texts.

    Parameters
    ----------
    written : {group: texts × K}, row for row the same texts
    known : {group: K}, whether the control knows enough of the topic's words in all its norms
    pairs : groups that are compared
    target : K, mean share of each theme in the corpus
    own : whether the control's texts are of the corpus's own kind
    draws : resamples of the texts

    Returns
    -------
    {(group_a, group_b): LanguageEffect}
    """
    texts = len(next(iter(written.values())))
    if texts < 2:
        return {}
    middle = np.mean(list(written.values()), axis=0)
    once = np.full((1, texts), 1 / texts)
    weights = tilted(middle, target, once)[0]
    drawn = np.vstack(list(resamples(texts, draws, np.random.default_rng([seed, 3]))))
    times = tilted(middle, target, drawn / texts)
    spoken = weights @ middle
    reached = spoken >= REACHED_SHARE * target
    effects = {}
    for first, second in pairs:
        paired = written[first] - written[second]
        mean, varied = weights @ paired, times @ paired
        checked = reached & known[first] & known[second]
        spread, themes = _spread(mean[reached], varied[:, reached], spoken[reached])
        told = LanguageEffect(mean, varied, checked, own, spread, themes, texts)
        effects[first, second] = told
    return effects


def _spread(mean: np.ndarray, drawn: np.ndarray, spoken: np.ndarray) -> tuple[float, float]:
    """How language effects scatter over themes on the scale of log odds, and on how many themes.

    Effects are known with error, which is not taken off their scatter: with few texts it cannot be
    told from it, and the interval is wider for it. Themes whose effect is known better weigh more.

    Returns
    -------
    Standard deviation around 0, and the number of themes it rests on, in effect
    """
    if not len(mean):
        return float("nan"), 0.0
    scale = np.maximum(spoken * (1 - spoken), 1e-6)
    effect, error = mean / scale, drawn.std(axis=0) / scale
    weight = 1 / np.maximum(error**2 + (error**2).mean() + (effect**2).mean(), 1e-12)
    themes = weight.sum() ** 2 / (weight**2).sum()
    return float(np.sqrt(weight @ effect**2 / weight.sum())), float(themes)


def tilted(shares: np.ndarray, target: np.ndarray, base: np.ndarray) -> np.ndarray:
    """Weights of texts that bring their mean shares near a target, one row a resample.

    Weights are base · exp(λ · shares), scaled to sum to 1; λ minimises
    log Σ base · exp(λ · (shares - target)) + PENALTY · |λ|² / 2 (Newton's method, all resamples at
    once). No weight exceeds BOUND times that of a text drawn as often under equal weights.

    Parameters
    ----------
    shares : texts × K
    target : K
    base : resamples × texts, rows sum to 1

    Returns
    -------
    resamples × texts, rows sum to 1
    """
    return np.vstack(
        [
            _tilted_block(shares - target, base[start : start + _BLOCK])
            for start in range(0, len(base), _BLOCK)
        ]
    )


def _tilted_block(apart: np.ndarray, base: np.ndarray) -> np.ndarray:
    slope = np.zeros((len(base), apart.shape[1]))
    for _ in range(_STEPS):
        weights = _weights(slope, apart, base)
        mean = weights @ apart
        spread = np.einsum("bt,tj,tk->bjk", weights, apart, apart, optimize=True)
        spread -= mean[:, :, None] * mean[:, None, :]
        spread += PENALTY * np.eye(apart.shape[1])
        step = np.linalg.solve(spread, (mean + PENALTY * slope)[:, :, None])[:, :, 0]
        slope -= step / np.maximum(np.abs(step).max(axis=1, keepdims=True) / 5.0, 1.0)
    weights = np.minimum(_weights(slope, apart, base), BOUND * base)
    return weights / weights.sum(axis=1, keepdims=True)


def _weights(slope: np.ndarray, apart: np.ndarray, base: np.ndarray) -> np.ndarray:
    power = slope @ apart.T
    weights = base * np.exp(power - power.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True)
