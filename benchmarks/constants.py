"""Leave one corpus out: would the constants of topics/ be chosen without the corpus they are for?

    python benchmarks/constants.py FOLDER [--studies 2] [--only PSEUDO_COUNT …] [--corpora labels …]

Of each constant some values are tried, all others being as in the code. Each corpus has a score
that suits it (`of_topics`, `of_shares`, `of_words`, `of_counterparts`, `of_flag`). Of all corpora
but one the value is chosen that scores best in the mean, as a difference from the value in the code
in standard deviations between studies of a corpus; on the corpus that is left out, the chosen value
is set beside the one in the code. A study is a random part of the texts, or a simulated corpus.
FOLDER keeps counts and scores, so that what was measured before is not measured again.

Needs the corpora and the scoring scripts beside the checkout, and the counts of the default study
(`make all`). Models have the most frequent concepts only, and the large corpora are sampled.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd

from beside import evaluation_module
from constant_scores import (
    CONCEPTS,
    DEFAULT,
    LARGE,
    MOST,
    SIMULATED,
    of_shares,
    of_topics,
    of_words,
    texts_of,
)
from nordtema.topics import diagnostics, matching
from nordtema.topics.fitting import subsamples
from nordtema.topics.matching import cosine, counterparts, match, theme_similarity
from nordtema.topics.meaning import nearest_concepts
from nordtema.topics.model import TopicModel
from nordtema.topics.stability import agreement

MANY = 4200  # texts that topics are formed on where a constant acts on many only
ALL_CONCEPTS = 10**6  # where rare ones matter
REFITS = 3
SAME = 0.5  # correlation of shares from which two topics are one

Key = tuple[str, int, Path, int, int]  # of a study, as `texts_of` takes it


# ---------------------------------------------------------------- measures of a value


def holding(name: str) -> list[ModuleType]:
    """The modules of topics/ that know a constant."""
    modules = [sys.modules[title] for title in sys.modules if title.startswith("nordtema.topics")]
    return [module for module in modules if name in vars(module)]


@contextmanager
def given(name: str, value: float) -> Iterator[None]:
    """Another value of a constant, in every module that knows it."""
    holders = holding(name)
    before = [getattr(module, name) for module in holders]
    for module in holders:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, own in zip(holders, before, strict=True):
            setattr(module, name, own)


def in_code(name: str) -> float:
    """The value of a constant in the code."""
    return float(vars(holding(name)[0])[name])


@cache
def as_it_is(texts: Key, model: str, half: int | None = None) -> TopicModel:
    """The model with the constants of the code, of all or of one half of what topics are formed on.

    Halves are independent of each other, parallel texts aside.
    """
    study = texts_of(*texts)
    rows = study.formed
    if half is not None:
        order = np.random.default_rng(9).permutation(len(rows))
        rows = np.sort(rows[order[half::2]])
    return study.fit(model, rows)


def of_forming(key: Key, fitted: TopicModel) -> float:
    """The score of topics."""
    return of_topics(texts_of(*key), fitted)


def of_measuring(key: Key, fitted: TopicModel) -> float:
    """The score of shares."""
    return of_shares(texts_of(*key), fitted)


def of_lending(key: Key, fitted: TopicModel) -> float:
    """The score of shares where words of short texts lend by the value."""
    texts = texts_of(*key)
    lending = nearest_concepts(texts.counts.vectors, texts.counts.light)
    return of_shares(texts, replace(fitted, lending=lending))


def of_order(key: Key, fitted: TopicModel) -> float:
    """The score of the words that readers see."""
    return of_words(texts_of(*key), fitted)


@cache
def halves(key: Key, model: str) -> tuple[np.ndarray, np.ndarray]:
    """Likeness of the themes of two halves, K × K, and correlation of their shares in all texts."""
    one, other = as_it_is(key, model, 0), as_it_is(key, model, 1)
    shares = [fitted.transform(texts_of(*key).counts.raw) for fitted in (one, other)]
    apart = [part - part.mean(axis=0) for part in shares]
    return theme_similarity(one, other), cosine(*(part.T for part in apart))


def of_counterparts(key: Key, fitted: TopicModel) -> float:
    """F1 of counterparts in two halves of the texts, against topics whose shares correlate."""
    likeness, correlation = halves(key, fitted.name)
    rows, columns = match(correlation)
    true = dict(zip(rows, columns, strict=True))
    true = {row: column for row, column in true.items() if correlation[row, column] >= SAME}
    found = counterparts(likeness, matching.SAME_THEME).match
    said = {row: column for row, column in enumerate(found) if column >= 0}
    right = len(said.items() & true.items())
    return 2 * right / max(len(said) + len(true), 1)


@cache
def refits(key: Key, model: str) -> np.ndarray:
    """Of each topic of one half the lesser of the measures that flag, and what the other half has
    of it: the correlation of shares, over all texts. 2 × K."""
    texts, full = texts_of(*key), as_it_is(key, model, 0)
    order = np.random.default_rng(9).permutation(len(texts.formed))
    rows = np.sort(texts.formed[order[::2]])
    shares, found = full.transform(texts.counts.raw), []
    for part in subsamples(len(rows), REFITS, 1):
        again = texts.fit(model, rows[part])
        found.append(agreement(full, again, shares, again.transform(texts.counts.raw))[1:])
    other = as_it_is(key, model, 1)
    fresh = agreement(full, other, shares, other.transform(texts.counts.raw))[2]
    return np.array([np.mean(found, axis=0).min(axis=0), fresh])


def of_flag(key: Key, fitted: TopicModel) -> float:
    """Correlation of the flag with how far a topic is found in the other half; 0: none, or all."""
    measure, fresh = refits(key, fitted.name)
    kept = measure >= diagnostics.UNSTABLE
    return float(np.corrcoef(kept, fresh)[0, 1]) if 0 < kept.sum() < len(kept) else 0.0


# ---------------------------------------------------------------- constants

SEVERAL = ("labels", "parallel", "parliament", "default", *SIMULATED)
ALL = (*SEVERAL, *LARGE)
WITH_MEANING = tuple(name for name in ALL if name not in SIMULATED)
BOTH = ("lda", "nmf")
FORMED = (of_forming, of_measuring)


@dataclass(frozen=True)
class Constant:
    """A constant and what it is measured by.

    Attributes
    ----------
    values : that are tried
    measure : of a study and a model that is fitted with the value, where it is one of FORMED
    corpora : in which it acts
    models : that are measured; what forms the association acts on LDA as its start alone
    most, concepts : texts that topics are formed on, and their most frequent concepts
    """

    name: str
    values: tuple[float, ...]
    measure: Callable[[Key, TopicModel], float] = of_forming
    corpora: tuple[str, ...] = ALL
    models: tuple[str, ...] = ("nmf",)
    most: int = MOST
    concepts: int = CONCEPTS

    def score(self, key: Key, model: str, value: float) -> float:
        """The score under a value; what the value does not form is fitted without it."""
        fitted, changed = as_it_is(key, model), value != in_code(self.name)
        with given(self.name, value):
            if changed and self.measure in FORMED:
                fitted = texts_of(*key).fit(model)
            return self.measure(key, fitted)


CONSTANTS = (
    Constant("PSEUDO_COUNT_OF_FEW", (2.0, 4.0, 8.0), corpora=(
        "parallel", "parliament", "default", *SIMULATED)),
    Constant("PSEUDO_COUNT", (2.0, 3.5, 7.0), corpora=("labels", "parliament", *LARGE)),
    Constant("PSEUDO_COUNT_SHARE", (0.001, 0.002, 0.004), corpora=tuple(LARGE), most=MANY),
    Constant("TOLERANCE_FOR_ABSENCE", (0.003, 0.03, 0.3), corpora=SEVERAL),
    Constant("FREQUENCY_POWER", (0.0, 0.3, 0.6)),
    Constant("EVENNESS_POWER", (0.0, 0.5, 1.0), corpora=SEVERAL),
    Constant("LENGTH_WEIGHT", (0.5, 0.75, 1.0)),
    Constant("DUPLICATE", (0.6, 0.8, 1.0)),
    Constant("MAXIMUM_ITERATIONS", (30, 100, 200)),
    Constant("JOINT_TEXTS", (5.0, 20.0, 80.0), corpora=WITH_MEANING),
    Constant("NEIGHBOURS", (3, 10, 25), of_lending, WITH_MEANING, ("lda",)),
    Constant("NEAR", (0.0, 0.1, 0.3), of_lending, WITH_MEANING, ("lda",)),
    Constant("SHORT", (0.001, 10.0, 30.0, 100.0), of_lending, WITH_MEANING, ("lda",)),
    Constant("LONG", (40.0, 120.0, 360.0), of_lending, WITH_MEANING, ("lda",)),
    Constant("PRIOR_STRENGTH", (0.125, 0.5, 2.0)),
    Constant("BACKGROUND_SHARE", (0.005, 0.02, 0.08)),
    Constant("LEAST_RATE", (0.03, 0.3, 3.0), of_measuring),
    Constant("PRIOR_TOKENS", (1.0, 3.0, 10.0), of_measuring, models=BOTH),
    Constant("EVERY", (5, 10, 20), of_measuring, models=("lda",)),
    Constant("ENOUGH", (0.0001, 0.0005, 0.002), of_measuring, models=("lda",)),
    Constant("REPEATED", (0.8, 0.9, 1.01), models=("lda",)),
    Constant("HARDLY_USED", (0.0, 0.1, 0.3), models=("lda",)),
    Constant("EXCLUSIVE", (0.1, 0.3, 0.5, 0.7, 0.9), of_order, models=BOTH, concepts=ALL_CONCEPTS),
    Constant("LEAST_TEXTS", (1, 2, 3, 5), of_order, models=BOTH, concepts=ALL_CONCEPTS),
    Constant("LEAST_PART", (0.0, 0.025, 0.05, 0.1), of_order, models=BOTH, concepts=ALL_CONCEPTS),
    Constant("SAME_THEME", (0.2, 0.3, 0.4, 0.5), of_counterparts, models=BOTH),
    Constant("UNSTABLE", (0.6, 0.7, 0.8, 0.9), of_flag, models=BOTH),
)  # fmt: skip


# ---------------------------------------------------------------- one corpus out


def measured(
    constants: list[Constant], corpora: list[str], studies: int, folder: Path
) -> pd.DataFrame:
    """All scores: constant, value, corpus, model, study, score; those kept in the folder are read.

    Parameters
    ----------
    studies : of each corpus; the first of all corpora come first
    folder : where scores.csv is written, a line at a time
    """
    kept, columns = folder / "scores.csv", ["constant", "value", "corpus", "model", "study"]
    if not kept.exists():
        kept.write_text(",".join([*columns, "score"]) + "\n", encoding="utf-8")
    done = set(pd.read_csv(kept)[columns].itertuples(index=False, name=None))
    for study in range(studies):
        for corpus in corpora:
            for name, value, model, constant in settings(constants, corpus):
                if (name, value, corpus, model, study) in done:
                    continue
                score = constant.score(
                    (corpus, study, folder, constant.most, constant.concepts), model, value
                )
                line = f'{name},{value},"{corpus}",{model},{study},{score:.6f}\n'
                with kept.open("a", encoding="utf-8") as out:
                    out.write(line)
        as_it_is.cache_clear()
        texts_of.cache_clear()
    return pd.read_csv(kept)


def settings(constants: list[Constant], corpus: str) -> Iterator[tuple[str, float, str, Constant]]:
    """What is measured on a corpus."""
    for constant in constants:
        if corpus in constant.corpora:
            for value in constant.values:
                for model in constant.models:
                    yield constant.name, value, model, constant


def against_code(scores: pd.DataFrame, own: float) -> pd.DataFrame:
    """By how much each value is better than that in the code, in standard deviations.

    Parameters
    ----------
    scores : of one constant
    own : the value in the code

    Returns
    -------
    Values × (corpus, model, study): differences, divided by how far the scores of a corpus and
    model vary from study to study
    """
    cells = scores.pivot(index="value", columns=["corpus", "model", "study"], values="score")
    spread = cells.T.groupby(level=["corpus", "model"]).var(ddof=1).mean(axis=1) ** 0.5
    by_cell = [max(spread[corpus, model], 1e-4) for corpus, model, _ in cells.columns]
    return (cells - cells.loc[own]) / by_cell


def left_out(better: pd.DataFrame, own: float) -> pd.DataFrame:
    """What is chosen without each corpus, and how it does there.

    Parameters
    ----------
    better : as of `against_code`
    own : the value in the code

    Returns
    -------
    A row a corpus: chosen, gain over the value in the code on the corpus, and its standard error
    """
    means = better.T.groupby(level=["corpus", "model"]).mean().groupby(level="corpus").mean().T
    rows = []
    for corpus in means.columns:
        others = means.drop(columns=corpus).mean(axis=1)
        chosen = others.idxmax() if others.max() > 0 else own
        each = better.loc[chosen, corpus].to_numpy(float)
        error = each.std(ddof=1) / np.sqrt(len(each))
        rows.append({"corpus": corpus, "chosen": chosen, "gain": each.mean(), "error": error})
    return pd.DataFrame(rows)


def summary(constant: Constant, scores: pd.DataFrame) -> dict[str, object]:
    """A row of the table: in how many corpora the choice without them does better, or worse.

    By more than chance is by more than two standard errors between studies (and models).
    """
    own = in_code(constant.name)
    better = against_code(scores, own)
    table = left_out(better, own)
    times = table["chosen"].value_counts()
    return {
        "constant": constant.name, "in code": own,
        "chosen without": ", ".join(f"{value:g} ({n}×)" for value, n in times.items()),
        "gain left out": table["gain"].mean(),
        "better": int((table["gain"] > 2 * table["error"]).sum()),
        "worse": int((table["gain"] < -2 * table["error"]).sum()),
        "corpora": len(table),
        **{f"at {value:g}": mean for value, mean in better.mean(axis=1).items() if value != own},
    }  # fmt: skip


def main() -> None:
    """Measure what is not yet measured, and print a row a constant."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--studies", type=int, default=2)
    parser.add_argument("--only", nargs="+", default=[constant.name for constant in CONSTANTS])
    parser.add_argument("--corpora", nargs="+", default=list(ALL), choices=ALL)
    options = parser.parse_args()
    if evaluation_module("score") is None or not DEFAULT.exists():
        sys.exit("constants.py: scoring scripts or counts of the default study are missing")
    constants = [constant for constant in CONSTANTS if constant.name in options.only]
    options.folder.mkdir(parents=True, exist_ok=True)
    scores = measured(constants, options.corpora, options.studies, options.folder)
    scores = scores[(scores["study"] < options.studies) & scores["corpus"].isin(options.corpora)]
    for constant in constants:
        of_it = scores["constant"].eq(constant.name) & scores["model"].isin(constant.models)
        row = summary(constant, scores[of_it & scores["value"].isin(constant.values)])
        print("  ".join(f"{k} {v:.2f}" if k.startswith(("at", "gain")) else f"{k} {v}"
                        for k, v in row.items()), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
