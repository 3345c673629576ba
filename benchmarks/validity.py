"""Does the comparison keep its promises? Simulated studies whose truth is known.

    python benchmarks/validity.py [--shares 1000] [--texts 200] [--jobs 2]

At share level the shares of documents are simulated; end to end, texts are drawn, both models are
fitted to them, and their themes compared. Prints each rate with its band and the exact 95 %
interval of what was simulated; a band is missed only if it lies outside that interval. Ends with an
error if one is.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import pandas as pd

from nordtema.study import MODELS, Comparison
from simulation import design_with
from studies import Rate, repeated, share_study, text_study

PLANTED = 0.08
NOTHING = 0.05  # the most studies that may find what is not there
COVERED = (0.93, 0.97)
RECOVERED = (0.8, 1.1)
CONCENTRATIONS = (1.0, 3.0, 10.0)
RULES = Comparison(bootstrap=1000, permutations=1999, detectable=1.0, refits=5)
#: a language in which the words of one theme are 2.5 times as frequent
ALIGNED = design_with(0.0, base=0.16, aligned=0, noise=2.5)
#: language at share level: the spread of what each language multiplies each theme by
SPREADS = (0.0, 0.1, 0.3, 0.6)


@dataclass(frozen=True)
class Line:
    """One line of the report: a measure of a case, its 95 % interval, and the band it must meet."""

    case: str
    measure: str
    value: float
    interval: tuple[float, float]
    band: tuple[float, float]

    @property
    def kept(self) -> bool:
        """Whether the interval and the band meet."""
        return self.interval[0] <= self.band[1] and self.interval[1] >= self.band[0]

    def __str__(self) -> str:
        (low, high), (least, most) = self.interval, self.band
        asked = "" if (least, most) == (0, 1) else f"asked {100 * least:.0f}–{100 * most:.0f} %"
        return (
            f"{self.case:34} {self.measure:30} {100 * self.value:5.1f} % "
            f"({100 * low:.1f}–{100 * high:.1f})  {asked:16} {'' if self.kept else 'MISSED'}"
        )


def line(case: str, measure: str, hits: pd.Series, low: float = 0.0, high: float = 1.0) -> Line:
    """A rate over studies.

    Parameters
    ----------
    case, measure : as the report names them
    hits : studies, whether it happened
    low, high : the band

    Returns
    -------
    A line of the report
    """
    rate = Rate(int(hits.sum()), len(hits))
    return Line(case, measure, rate.value, rate.interval, (low, high))


# ---------------------------------------------------------------- share level


def share_lines(studies: int, jobs: int) -> Iterator[Line]:
    """Coverage, false differences and power where shares are known without error.

    Parameters
    ----------
    studies : number of studies of each case
    jobs : processes

    Returns
    -------
    Lines, as they are measured
    """
    for spread in SPREADS:
        table = repeated(partial(share_study, design_with(0.0), RULES, spread), studies, jobs)
        case = f"shares, none, language {spread:g}"
        yield line(case, "declare any difference", table["any_declared"], 0, NOTHING)
        if not spread:
            yield line(case, "interval holds the truth", table["covered"], *COVERED)
    table = repeated(partial(share_study, ALIGNED, RULES, 0.0), studies, jobs)
    case = "shares, language on one theme"
    yield line(case, "declare that theme", table["theme_declared"], 0, NOTHING)
    for concentration in CONCENTRATIONS:
        design = design_with(PLANTED, concentration=concentration)
        table = repeated(partial(share_study, design, RULES, 0.0), studies, jobs)
        case = f"shares, 16 against 8 %, c = {concentration:g}"
        yield line(case, "interval holds the truth", table["covered"], *COVERED)
        yield line(case, "test (p) the difference", table["tested"])
        yield line(case, "find (q) the difference", table["found"])
        yield line(case, "declare the difference", table["declared"])


# ---------------------------------------------------------------- end to end


def text_lines(model: str, studies: int, jobs: int) -> Iterator[Line]:
    """The same of texts that were drawn, modelled, and measured with all their uncertainties.

    Parameters
    ----------
    model : "lda" or "nmf"
    studies : number of studies of each case
    jobs : processes

    Returns
    -------
    Lines, as they are measured
    """
    quick = RULES.model_copy(update={"refits": 0})  # narrower intervals: the stricter test
    for name, options in (("", {}), (", noisy language", {"noise": 2.5})):
        study = partial(text_study, design_with(0.0, **options), quick, model, True)
        table = repeated(study, studies, jobs)
        case = f"{model}, none{name}"
        yield line(case, "declare any difference", table["any_declared"], 0, NOTHING)
    table = repeated(partial(text_study, ALIGNED, quick, model, True), studies, jobs)
    case = f"{model}, language on one theme"
    yield line(case, "declare that theme", table["theme_declared"], 0, NOTHING)
    for concentration in CONCENTRATIONS:
        yield from _planted_lines(model, concentration, studies, jobs)


def _planted_lines(model: str, concentration: float, studies: int, jobs: int) -> list[Line]:
    design = design_with(PLANTED, concentration=concentration)
    table = repeated(partial(text_study, design, RULES, model, True), studies, jobs)
    case = f"{model}, 16 against 8 %, c = {concentration:g}"
    back = table["difference"].mean() / PLANTED
    error = 1.96 * table["difference"].std() / PLANTED / np.sqrt(len(table))
    oracle = table["oracle_tested"].mean()
    least = 0.8 if concentration == 10.0 else 0.9 * oracle
    return [
        Line(case, "the difference comes back", back, (back - error, back + error), RECOVERED),
        line(case, "interval holds the truth", table["covered"], *COVERED),
        line(case, "test (p) the difference", table["tested"], least),
        line(case, "an oracle tests it", table["oracle_tested"]),
        line(case, "find (q) the difference", table["found"]),
        line(case, "an oracle finds it", table["oracle_found"]),
        line(case, "declare the difference", table["declared"]),
    ]


def main() -> None:
    """Simulate, print, and end with an error if a band is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shares", type=int, default=1000, help="studies at share level")
    parser.add_argument("--texts", type=int, default=200, help="studies end to end")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    parts = [share_lines(given.shares, given.jobs)] if given.shares else []
    if given.texts:
        parts += [text_lines(model, given.texts, given.jobs) for model in MODELS]
    missed = 0
    for one in chain.from_iterable(parts):
        print(one, flush=True)
        missed += not one.kept
    if missed:
        sys.exit(f"{missed} bands are missed")


if __name__ == "__main__":
    main()
