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
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from ..languages import COUNTRIES, LANGUAGES, country_pairs
from ..topics.model import TopicModel
from ..vocabulary.comparable import read_parallel_text
from ..vocabulary.terms import iterate_lemmas
from .bootstrap import resamples
from .control_origin import check_origins

COLUMNS = ("group", "theme", *LANGUAGES)
KNOWN_WEIGHT = 0.5  # a control that knows less of a topic's weight has not checked it
REACHED_SHARE = 0.5  # nor has one whose weighted texts have less of the theme than so much
PENALTY = 0.01  # of the tilting: 0 would meet the corpus's shares at any cost
BOUND = 5.0  # the most that a text may weigh, in multiples of an equal weight
_STEPS = 12
_BLOCK = 250


@dataclass(frozen=True)
class LanguageEffect:
    """What language alone makes of a pair of countries, for each topic.

    Attributes
    ----------
    mean : K, share in the first country's language minus share in the second's
    draws : B × K, the same in bootstrap resamples of the groups
    checked : K, whether the control knows enough of the topic
    root_mean, root_draws : as mean and draws, of the square roots of shares
    """

    mean: np.ndarray
    draws: np.ndarray
    checked: np.ndarray
    root_mean: np.ndarray
    root_draws: np.ndarray


def read_parallel(path: Path) -> pd.DataFrame:
    """Read parallel.csv: group, theme, nb, nn, da, sv, every cell filled.

    Parameters
    ----------
    path : a table with these columns, and the further ones of a draft where it was one

    Returns
    -------
    The rows of the table, all text

    Raises
    ------
    StudyError
        Names the row, the column and the remedy.
    """
    table = read_parallel_text(path, COLUMNS)
    check_origins(table, path.name)
    return table


def join_paragraphs(table: pd.DataFrame, words: int) -> pd.DataFrame:
    """Join the paragraphs of a theme into texts of about `words` words (at least one paragraph).

    Parameters
    ----------
    table : as `read_parallel` gives it

    Returns
    -------
    DataFrame with group, theme and a column for each norm
    """
    rows = []
    for theme, part in table.groupby("theme", sort=True):
        length = part[list(LANGUAGES)].map(lambda text: len(text.split())).mean(axis=1)
        size = max(1, round(words / max(length.mean(), 1)))
        for start in range(0, len(part), size):
            chunk = part.iloc[start : start + size]
            if len(chunk) < size and start:
                continue
            texts = {code: "\n".join(chunk[code]) for code in LANGUAGES}
            rows.append({"group": chunk["group"].iloc[0], "theme": theme, **texts})
    return pd.DataFrame(rows)


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
    texts: pd.DataFrame,
    links: pd.DataFrame,
    norway: dict[str, float],
    target: np.ndarray,
    draws: int,
    seed: int,
) -> dict[tuple[str, str], LanguageEffect]:
    """The language effect for each pair of countries.

    Parameters
    ----------
    texts : as `join_paragraphs` returns them
    links : concept, language, lemma, for counting the concepts of the control
    norway : share of nb and of nn in the Norwegian texts of the corpus; they sum to 1
    target : K, mean share of each theme in the corpus, which the control is weighted to
    draws : resamples of the texts of the control

    Returns
    -------
    {(country_a, country_b): LanguageEffect}
    """
    counts = _control_counts(model, texts, links)
    shares = {code: model.transform(matrix) for code, matrix in counts.items()}
    by_country = {
        code: np.sum([_mix(code, norm, norway) * shares[norm] for norm in own.languages], axis=0)
        for code, own in COUNTRIES.items()
    }
    usable = np.all([s.sum(axis=1) > 0 for s in shares.values()], axis=0)
    known = np.asarray(sparse.vstack(list(counts.values())).sum(axis=0)).ravel() > 0
    return paired_effects(
        {code: part[usable] for code, part in by_country.items()},
        model.topics @ known >= KNOWN_WEIGHT, target, draws, seed,
    )  # fmt: skip


def paired_effects(
    shares: dict[str, np.ndarray],
    known: np.ndarray,
    target: np.ndarray,
    draws: int,
    seed: int,
) -> dict[tuple[str, str], LanguageEffect]:
    """Differences of the same texts as different countries write them; {} for fewer than two texts.

    Parameters
    ----------
    shares : {country: texts × K}, row for row the same texts
    known : K, whether the control knows enough of the topic's words
    target : K, mean share of each theme in the corpus
    draws : resamples of the texts

    Returns
    -------
    {(country_a, country_b): LanguageEffect}
    """
    texts = len(next(iter(shares.values())))
    if texts < 2:
        return {}
    middle = np.mean(list(shares.values()), axis=0)
    once = np.full((1, texts), 1 / texts)
    weights = tilted(middle, target, once)[0]
    drawn = np.vstack(list(resamples(texts, draws, np.random.default_rng([seed, 3]))))
    times = tilted(middle, target, drawn / texts)
    checked = known & (weights @ middle >= REACHED_SHARE * target)
    effects = {}
    for a, b in country_pairs():
        paired, rooted = shares[a] - shares[b], np.sqrt(shares[a]) - np.sqrt(shares[b])
        effects[a, b] = LanguageEffect(
            weights @ paired, times @ paired, checked, weights @ rooted, times @ rooted
        )
    return effects


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


def _mix(country: str, norm: str, norway: dict[str, float]) -> float:
    return norway.get(norm, 0.0) if country == "NO" else 1.0


def _control_counts(
    model: TopicModel, texts: pd.DataFrame, links: pd.DataFrame
) -> dict[str, sparse.csr_matrix]:
    concept_of, width = known_words(model, links), len(model.concepts)
    return {code: count_texts(list(texts[code]), code, concept_of, width) for code in LANGUAGES}
