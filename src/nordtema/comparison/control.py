"""Is it the country or the language? The same paragraphs in four norms know.

The control text never feeds links, glossary, vocabulary or the number of topics: it is only passed
through the fitted model. Whatever difference it shows between norms, language has made.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from ..corpus.readers import read_own_table
from ..languages import COUNTRIES, LANGUAGES
from ..study import StudyError
from ..topics.model import TopicModel
from ..vocabulary.tokens import iterate_lemmas

COLUMNS = ("group", "theme", *LANGUAGES)
KNOWN_WEIGHT = 0.5  # a control that knows less of a topic's weight has not checked it


@dataclass(frozen=True)
class LanguageEffect:
    """What language alone makes of a pair of countries, for each topic.

    Attributes
    ----------
    mean : K, share in the first country's language minus share in the second's
    draws : B × K, the same in bootstrap resamples of the groups
    checked : K, whether the control knows enough of the topic
    """

    mean: np.ndarray
    draws: np.ndarray
    checked: np.ndarray


def read_parallel(path: Path) -> pd.DataFrame:
    """Read parallel.csv: group, theme, nb, nn, da, sv, every cell filled.

    Raises
    ------
    StudyError
        Names the row, the column and the remedy.
    """
    table = read_own_table(path, COLUMNS)
    for code in LANGUAGES:
        empty = table[code].str.strip() == ""
        if empty.any():
            row = int(empty.to_numpy().argmax())
            raise StudyError(
                f"{path.name}: row {row + 2}: column {code} is empty; "
                "every paragraph must stand in all four norms"
            )
    return table


def join_paragraphs(table: pd.DataFrame, words: int) -> pd.DataFrame:
    """Join the paragraphs of a theme into texts of about `words` words (at least one paragraph)."""
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


def count_texts(
    texts: list[str], language: str, concept_of: dict[tuple[str, str], int], width: int
) -> sparse.csr_matrix:
    """Counts of a model's concepts in texts of one norm, texts × V.

    Parameters
    ----------
    concept_of : column of each (language, lemma) that the model knows
    """
    terms = frozenset(word for code, word in concept_of if code == language and " " in word)
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found = Counter(
            concept_of[language, lemma]
            for lemma in iterate_lemmas(text, language, terms)
            if (language, lemma) in concept_of
        )
        for column in sorted(found):
            rows.append(row)
            columns.append(column)
            values.append(found[column])
    return sparse.csr_matrix((values, (rows, columns)), (len(texts), width), dtype=np.float32)


def language_effects(
    model: TopicModel,
    texts: pd.DataFrame,
    links: pd.DataFrame,
    norway: dict[str, float],
    draws: int,
    seed: int,
) -> dict[tuple[str, str], LanguageEffect]:
    """The language effect for each pair of countries.

    Parameters
    ----------
    texts : as `join_paragraphs` returns them
    links : concept, language, lemma, for counting the concepts of the control
    norway : share of nb and of nn in the Norwegian texts of the corpus; they sum to 1

    Returns
    -------
    {(country_a, country_b): LanguageEffect}
    """
    counts = _control_counts(model, texts, links)
    shares = {code: model.transform(matrix) for code, matrix in counts.items()}
    usable = np.all([s.sum(axis=1) > 0 for s in shares.values()], axis=0)
    if usable.sum() < 2:
        return {}
    known = np.asarray(sum(counts.values()).sum(axis=0)).ravel() > 0
    checked = model.topics @ known >= KNOWN_WEIGHT
    by_country = {
        code: sum(_mix(code, norm, norway) * shares[norm][usable] for norm in country.languages)
        for code, country in COUNTRIES.items()
    }
    times = _resampled_groups(int(usable.sum()), draws, seed)
    found = {}
    for number, a in enumerate(COUNTRIES):
        for b in list(COUNTRIES)[number + 1 :]:
            paired = by_country[a] - by_country[b]
            found[a, b] = LanguageEffect(paired.mean(axis=0), times @ paired, checked)
    return found


def _mix(country: str, norm: str, norway: dict[str, float]) -> float:
    return norway.get(norm, 0.0) if country == "NO" else 1.0


def _resampled_groups(groups: int, draws: int, seed: int) -> np.ndarray:
    """How much each group weighs in each bootstrap resample, draws × groups, rows sum to 1."""
    rng = np.random.default_rng([seed, 3])
    if groups == 0:
        return np.zeros((draws, 0))
    return rng.multinomial(groups, np.full(groups, 1 / groups), size=draws) / groups


def _control_counts(
    model: TopicModel, texts: pd.DataFrame, links: pd.DataFrame
) -> dict[str, sparse.csr_matrix]:
    column = {str(name): number for number, name in enumerate(model.concepts)}
    known = links[links["concept"].isin(column) & links["status"].ne("rejected")]
    concept_of = {
        (row.language, row.lemma): column[row.concept] for row in known.itertuples(index=False)
    }
    return {
        code: count_texts(list(texts[code]), code, concept_of, len(column)) for code in LANGUAGES
    }
