"""Which concepts can be compared: how evenly the norms use them in texts of one content.

A theme is compared between countries by its words, so a word that one norm has and another
replaces by something else makes differences that no country has. Parallel texts tell: the same
paragraph stands in every norm, and a concept that all norms share stands in the same paragraphs.

Units are matched and a concept is met in one or not, so the test is Cochran's Q (1950). All that it
needs of a concept are sums over units, which add up over texts: the units that have it in each
norm, and `split`, the sum of L (4 - L) over units that have it in L of the four norms. The table
that is shipped holds these sums of texts for developing; the control text of a study is never among
them.

Names of concepts differ between studies, so evidence is looked up by words. It bears on a concept
of a study if, of the words that both know, both hold the same: a link that a researcher makes or
cuts is another concept, of which the shipped sums say nothing.
"""

import functools
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from ..corpus.sources import read_own_table
from ..languages import LANGUAGES
from ..study import StudyError
from ..tables import package_rows
from .tokens import EncodedCorpus

COLUMNS = ("group", *LANGUAGES)
UNITS = [f"n_{code}" for code in LANGUAGES]
SUMS = [*UNITS, "split"]
EVEN, UNEVEN, UNSEEN = "yes", "no", "not seen"
FLOOR = 8  # units of the norm that has a concept most, below which nothing is said of it
LARGE = 0.6  # a norm with less than so much of what the largest has is far from it
LEVEL = 0.05  # false discovery rate over the concepts that are seen
LEAST = 2  # units; a word that is met in fewer could change no answer


def read_parallel_text(path: Path, columns: tuple[str, ...] = COLUMNS) -> pd.DataFrame:
    """Read paragraphs that stand in all norms: group, nb, nn, da, sv, every norm filled.

    Parameters
    ----------
    path : a table with these columns
    columns : that it needs

    Returns
    -------
    The rows of the table, all text

    Raises
    ------
    StudyError
        Names the row, the column and the remedy.
    """
    table = read_own_table(path, columns)
    for code in LANGUAGES:
        empty = table[code].str.strip() == ""
        if empty.any():
            row = table.index[int(empty.to_numpy().argmax())]
            raise StudyError(
                f"{path.name}: row {row + 2}: column {code} is empty; "
                "every paragraph must stand in all four norms: fill it in, or take the row out"
            )
    return table


def parallel_units(texts: pd.DataFrame) -> pd.DataFrame:
    """Parallel paragraphs as units: a document a paragraph, with a unit in each norm.

    Parameters
    ----------
    texts : a column of text for each norm

    Returns
    -------
    DataFrame with unit_id, doc_id, country, language, text
    """
    parts = [
        pd.DataFrame(
            {"doc_id": [str(number) for number in range(len(texts))], "country": norm.country,
             "language": code, "text": texts[code].to_numpy(object)}
        )
        for code, norm in LANGUAGES.items()
    ]  # fmt: skip
    units = pd.concat(parts, ignore_index=True)
    return units.assign(unit_id=units["doc_id"] + "." + units["language"])


def audit(corpus: EncodedCorpus, concepts: pd.Series) -> pd.DataFrame:
    """In how many units each norm has each concept, and what follows.

    A word without a link is a concept of one norm.

    Parameters
    ----------
    corpus : the encoded units of `parallel_units`
    concepts : of each row of `corpus.lemmas`

    Returns
    -------
    DataFrame with concept, its words in each norm (separated by |), n_nb, n_nn, n_da, n_sv (units),
    split, p, q, comparable
    """
    numbers, names = pd.factorize(concepts.to_numpy(object), sort=True)
    sums = _sums(corpus, numbers, len(names))
    words = corpus.lemmas[["language", "lemma"]].assign(concept=names[numbers])
    table = pd.DataFrame({"concept": names}).join(_words_by_norm(words), on="concept").join(sums)
    table = table[table[UNITS].max(axis=1) >= LEAST].reset_index(drop=True)
    return table.join(judge(table))


def _sums(corpus: EncodedCorpus, numbers: np.ndarray, width: int) -> pd.DataFrame:
    """Units that have each concept, by norm, and how much they are split over the norms."""
    there = sparse.vstack(list(corpus.counts(numbers, width)), format="csr")
    there.data[:] = 1
    languages = corpus.units["language"].to_numpy()
    of_norm = [there[languages == code] for code in LANGUAGES]  # paragraph for paragraph the same
    norms = functools.reduce(lambda a, b: a + b, of_norm)
    units = np.column_stack([np.asarray(one.sum(axis=0)).ravel() for one in of_norm])
    squares = np.asarray(norms.multiply(norms).sum(axis=0)).ravel()
    split = len(LANGUAGES) * units.sum(axis=1) - squares
    return pd.DataFrame(np.column_stack([units, split]).astype(int), columns=SUMS)


def _words_by_norm(words: pd.DataFrame) -> pd.DataFrame:
    joined = words.groupby(["concept", "language"])["lemma"].agg("|".join).unstack(fill_value="")
    return joined.reindex(columns=list(LANGUAGES), fill_value="")


def judge(sums: pd.DataFrame) -> pd.DataFrame:
    """Whether each concept can be compared, by test and size together.

    `no` where the norms are unlike beyond chance (q of Cochran's Q, with the false discovery rate
    of Benjamini & Hochberg over all concepts that are seen) and far apart; `yes` where they are not
    far apart; `not seen` where there are too few units, also to tell whether what looks far apart
    is chance.

    Parameters
    ----------
    sums : n_nb, n_nn, n_da, n_sv, split

    Returns
    -------
    DataFrame with p, q (empty below the floor), comparable, in the order and with the index of sums
    """
    from scipy.stats import false_discovery_control  # slow to load, and not all stages test

    seen = (sums[UNITS].max(axis=1) >= FLOOR).to_numpy()
    p = np.where(seen, cochran_p(sums), np.nan)
    q = p.copy()
    if seen.any():
        q[seen] = false_discovery_control(p[seen])
    far = (imbalance(sums) > 1 - LARGE).to_numpy()
    answers = np.select([~seen, ~far, q <= LEVEL], [UNSEEN, EVEN, UNEVEN], UNSEEN)
    return pd.DataFrame({"p": p, "q": q, "comparable": answers}, index=sums.index)


def cochran_p(sums: pd.DataFrame) -> np.ndarray:
    """p-values of Cochran's Q (1950): whether all norms have a concept in as many units.

    Parameters
    ----------
    sums : n_nb, n_nn, n_da, n_sv, split

    Returns
    -------
    A value for each row; 1 where every unit has the concept in all norms or in none
    """
    from scipy.special import chdtrc

    units, norms = sums[UNITS].to_numpy(float), len(UNITS)
    apart = norms * (units**2).sum(axis=1) - units.sum(axis=1) ** 2
    statistic = (norms - 1) * apart / np.maximum(sums["split"].to_numpy(float), 1)
    return chdtrc(norms - 1, statistic)


def imbalance(sums: pd.DataFrame) -> pd.Series:
    """How far the norm that has a concept least is from the one that has it most: 0 for as much.

    Parameters
    ----------
    sums : n_nb, n_nn, n_da, n_sv

    Returns
    -------
    Series from 0 to 1
    """
    return 1 - sums[UNITS].min(axis=1) / sums[UNITS].max(axis=1).clip(lower=1)


# ---------------------------------------------------------------- looking up


@functools.cache
def shipped_audit() -> pd.DataFrame:
    """The audit that comes with the package, made by `benchmarks/audit_concepts.py`.

    Returns
    -------
    DataFrame as of `audit`
    """
    table = pd.DataFrame(package_rows(__package__, "data", "comparable.csv"))
    table[SUMS] = table[SUMS].astype(int)
    return table.assign(**{name: pd.to_numeric(table[name]) for name in ("p", "q")})


def comparable_concepts(words: pd.DataFrame, own: pd.DataFrame | None = None) -> pd.DataFrame:
    """What parallel texts say of the concepts of a study.

    Parameters
    ----------
    words : concept, language, lemma
    own : as of `audit`, of the researcher's own parallel text, whose units are added

    Returns
    -------
    DataFrame with concept, n_nb, n_nn, n_da, n_sv, imbalance, p, q, comparable; of concepts without
    a row the texts say nothing
    """
    evidence = evidence_on(words, shipped_audit())
    if own is not None:
        both = pd.concat([evidence[SUMS], evidence_on(words, own)[SUMS]])
        sums = both.groupby(level="concept").sum()
        evidence = sums.join(judge(sums))
    evidence = evidence.assign(imbalance=imbalance(evidence)).sort_index().reset_index()
    return evidence[["concept", *UNITS, "imbalance", "p", "q", "comparable"]]


def evidence_on(words: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The rows of an audit that bear on concepts: of the words known to both, both hold the same.

    Parameters
    ----------
    words : concept, language, lemma
    table : as of `audit`

    Returns
    -------
    DataFrame with n_nb, n_nn, n_da, n_sv, split, p, q, comparable, and the concept as index
    """
    known = pd.concat([_words_of(table, code) for code in LANGUAGES], ignore_index=True)
    met = words.merge(known, on=["language", "lemma"])[["concept", "row"]].drop_duplicates()
    met = met[~met.duplicated("concept", keep=False) & ~met.duplicated("row", keep=False)]
    found = table.iloc[met["row"].to_numpy(int)][[*SUMS, "p", "q", "comparable"]]
    return found.set_index(pd.Index(met["concept"], name="concept"))


def _words_of(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Each word of one norm with its row."""
    words = table[language].str.split("|").rename("lemma").reset_index(drop=True)
    rows = words.explode().rename_axis("row").reset_index()
    return rows[rows["lemma"] != ""].assign(language=language)
