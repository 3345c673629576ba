"""Can the comparison be misled? Studies made to mislead it, whose truth is known.

    python benchmarks/adversary.py [--studies 400] [--level texts] [--only NAME …] [--jobs 2]
                                   [--error-rate fwer] [--refits 5]

At share level (by default) the shares of documents are drawn and compared; with `--level texts`,
texts are drawn from known themes, and what both models fitted to them say is compared, with
refits. Prints a line a generator. A bar is missed only if chance does not explain it:

- false *differs* and false *alike* (of groups of which one has twice as much) in at most 5 % of the
  studies, by an exact one-sided test at .01; with the false discovery rate, where groups differ in
  something, 5 % of the claimed differences are false at most on average;
- intervals that hold each by itself hold the truth in 93 % or more, or nothing is told;
- of the intervals of declared differences 5 % or fewer miss the truth;
- power at 16 against 8 % is 85 % or more of that of a studentised permutation test of the true
  shares over the same comparisons;
- where words were lost, the loss that would undo a false claim is below that which was planted, in
  93 % or more of the studies that make one.

Ends with an error if one is.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import get_args

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from scipy.stats import norm

import generators as made
from nordtema.study import MODELS, Comparison, ErrorRate
from studies import Rate, share_study, text_study

ACCEPTED = 0.05
COVERED = 0.93
POWER = 0.85  # of the oracle
SURE = 0.01  # that a bar is missed
RULES = Comparison(bootstrap=200, permutations=999, refits=5)


@dataclass(frozen=True)
class Case:
    """Studies of one kind, and what is looked at.

    Attributes
    ----------
    generator : of the studies
    covered : whether intervals that hold each by itself are
    texts : whether texts are drawn from such studies, too
    """

    generator: made.Generator
    covered: bool = False
    texts: bool = False


CASES = {
    "nothing differs": Case(made.null, covered=True, texts=True),
    "theme sizes 1, 1/2 … 1/20": Case(made.unequal_sizes, covered=True, texts=True),
    "concentration 10/1/3": Case(made.dispersed(), covered=True, texts=True),
    "the same, 15/300/300 documents": Case(
        made.dispersed((15, 300, 300)), covered=True, texts=True
    ),
    "300/300/15 documents, 10/3/1": Case(
        made.dispersed((300, 300, 15), (10.0, 3.0, 1.0)), covered=True, texts=True
    ),
    "25/400/150 words": Case(made.lengths, texts=True),
    "13 sittings dealt, by default": Case(made.dealt(()), texts=True),
    "13 sittings dealt, sitting named": Case(made.dealt(("sitting",)), texts=True),
    "13 sittings dealt, speaker named": Case(made.dealt(("speaker",))),
    "13 sittings dealt, both named": Case(made.dealt(("sitting", "speaker"))),
    "45 sittings dealt, by default": Case(made.dealt((), 45, 15)),
    "45 sittings dealt, sitting named": Case(made.dealt(("sitting",), 45, 15)),
    "45 sittings dealt, speaker named": Case(made.dealt(("speaker",), 45, 15)),
    "45 sittings dealt, both named": Case(made.dealt(("sitting", "speaker"), 45, 15)),
    "sitting × speaker, by default": Case(made.crossed(())),
    "sitting × speaker, both named": Case(made.crossed(("sitting", "speaker"))),
    "sitting × speaker, sitting named": Case(made.crossed(("sitting",))),
    "genre 80/20/50 %, adjusted": Case(made.genre, texts=True),
    "heavy tails": Case(made.heavy, covered=True),
    "1, 2 or 5 themes a document": Case(made.inflated, covered=True, texts=True),
    "language .1, control unrelated": Case(made.languages(0.1, own=False)),
    "language .3, control unrelated": Case(made.languages(0.3, own=False), texts=True),
    "language .1, control of the themes": Case(made.languages(0.1, own=True)),
    "language .3, control of the themes": Case(made.languages(0.3, own=True), texts=True),
    "30 % of a theme's words lost": Case(made.lost_links, texts=True),
    "a fifth of a norm's links unsure": Case(made.wrong_links, texts=True),
    "10 clusters": Case(made.few(10), covered=True),
    "15 clusters": Case(made.few(15), covered=True),
    "30 clusters": Case(made.few(30), covered=True),
    "100 clusters": Case(made.few(100, 3), covered=True),
    "10 clusters, 16 against 8 %": Case(made.few(10, means=made.PLANTED), covered=True),
    "weighted by tokens": Case(made.tokens, texts=True),
    "one strong difference": Case(made.one_strong, covered=True, texts=True),
    **{
        f"16 against 8 %, {documents} documents, {concentration:g}": Case(
            made.twice(documents, concentration), covered=True, texts=True
        )
        for documents in (45, 200)
        for concentration in (3.0, 10.0)
    },
}  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """What studies of one kind have shown, and whether it keeps its bar."""

    name: str
    told: str
    kept: bool = True


def judged(table: pd.DataFrame, error_rate: ErrorRate = "fdr") -> Iterator[Measure]:
    """What the outcomes of studies say.

    Parameters
    ----------
    table : an outcome a row, as `studies.outcome` tells it
    error_rate : that was promised

    Returns
    -------
    Measures with their bars
    """
    lost = table["lost"].any()
    share_alone = error_rate == "fdr" and table["there"].any()
    yield _at_most("false differs", table["false"], 1.0 if lost or share_alone else ACCEPTED)
    if not lost:
        share = table["false_share"]
        yield _at_least("false of the claimed", ACCEPTED - share, share.mean())
    yield _at_most("false alike", table["false_alike"])
    if lost and table["false"].any():
        undone = table.loc[table["false"], "undone"]
        yield _at_most("undone by more than was lost", undone > made.LOST, 1 - COVERED)
    if "covered" in table:
        held, refused = table["covered"].dropna(), table["refused"].mean()
        told = f"{held.mean():.1%}, {refused:.1%} without an interval"
        yield _at_least("covered", held - COVERED, held.mean(), told)
    if not lost:
        missed = table["missed"]
        yield _at_least("declared, covered", ACCEPTED - missed, 1 - missed.mean())
    if "found" in table:
        found, oracle = table["found"].astype(float), table["oracle"].astype(float)
        told = f"{found.mean():.1%} of {oracle.mean():.1%}"
        yield _at_least("power", found - POWER * oracle, found.mean(), told)
        yield Measure("comes back", f"{table['back'].mean():.3f}")
    if table["refused"].any():
        yield Measure("refused", f"{table['refused'].mean():.1%}")


def _at_most(name: str, hits: pd.Series, rate: float = ACCEPTED) -> Measure:
    found = Rate(int(hits.sum()), len(hits))
    low, high = found.interval
    told = f"{found.value:.1%} ({low:.1%}–{high:.1%})"
    return Measure(name, told, found.at_most(rate, SURE))


def _at_least(name: str, beyond: pd.Series, value: float, told: str = "") -> Measure:
    """A mean over studies that chance does not put below 0."""
    error = beyond.std() / np.sqrt(len(beyond))
    kept = beyond.mean() + norm.ppf(1 - SURE) * error >= 0
    return Measure(name, told or f"{value:.1%}", bool(kept))


def told(case: str, studies: int, measures: list[Measure]) -> str:
    """A line of the report.

    Parameters
    ----------
    case : its name
    studies : their number
    measures : of the case

    Returns
    -------
    The line
    """
    parts = [f"{m.name} {m.told}{'' if m.kept else ' MISSED'}" for m in measures]
    return f"{case:36} {studies:4}  {' · '.join(parts)}"


def repeated(study: partial, studies: int, jobs: int) -> pd.DataFrame:
    """Outcomes of so many studies, seeds 0 …

    Parameters
    ----------
    study : from a seed to its outcome
    studies : number of studies
    jobs : processes

    Returns
    -------
    DataFrame with a row for each
    """
    return pd.DataFrame(Parallel(jobs)(delayed(study)(seed) for seed in range(studies)))


def run(rules: Comparison, level: str, studies: int, only: list[str], jobs: int) -> int:
    """Simulate and print.

    Parameters
    ----------
    rules : of the comparison, but for what a study sets
    level : "shares" or "texts"
    studies : of each case
    only : parts of the names of cases; all where there are none
    jobs : processes

    Returns
    -------
    How many bars are missed
    """
    missed = 0
    for name, case in CASES.items():
        if only and not any(part in name for part in only):
            continue
        lines = {name: partial(share_study, case.generator, rules, case.covered)}
        if level == "texts":
            lines = {
                f"{name}, {model}": partial(text_study, case.generator, rules, model)
                for model in MODELS
                if case.texts
            }
        for line, study in lines.items():
            measures = list(judged(repeated(study, studies, jobs), rules.error_rate))
            print(told(line, studies, measures), flush=True)
            missed += sum(not measure.kept for measure in measures)
    return missed


def main() -> None:
    """Simulate, print, and end with an error if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--studies", type=int, default=400, help="of each generator")
    parser.add_argument("--level", choices=("shares", "texts"), default="shares")
    parser.add_argument("--only", nargs="*", default=[], help="parts of names of generators")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--error-rate", choices=get_args(ErrorRate), default="fdr")
    parser.add_argument("--refits", type=int, default=RULES.refits, help="of the models to texts")
    given = parser.parse_args()
    rules = RULES.given({"error_rate": given.error_rate, "refits": given.refits})
    missed = run(rules, given.level, given.studies, given.only, given.jobs)
    if missed:
        sys.exit(f"{missed} bars are missed")


if __name__ == "__main__":
    main()
