"""Do corrected differences cover the truth where a model errs differently in two groups?

    python benchmarks/codes.py [--studies N]

Simulated studies of two groups with clusters of unequal size, in which the model finds a theme well
in one group and badly in the other. A row for each design and number of coded documents a group:
the bias of the plain difference, how often intervals hold the true one (corrected, codes alone, the
plain difference of shares), how often they leave out 0, and how wide they are.
"""

import argparse
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from nordtema.comparison.codes import Coding
from nordtema.comparison.corrected import corrected_table
from nordtema.comparison.sample import Sample, sample_from
from nordtema.comparison.testing import Form, tests
from nordtema.comparison.weighting import plain

GROUPS = ("NO", "SE")
DRAWS = 200  # of the plain difference
SPREAD = 0.3  # between clusters, of the model's errors (on the log-odds)


@dataclass(frozen=True)
class CodedDesign:
    """What a simulated study is made of.

    Attributes
    ----------
    rates : share of the documents of each group that are of the theme
    found : mean share of the model in documents with the theme, by group
    taken : the same in documents without it
    documents : of a group
    cluster : mean number of documents of a cluster
    likeness : correlation of the documents of a cluster
    firmness : of the model's shares around their mean (the sum of the parameters of a Beta)
    """

    rates: tuple[float, float]
    found: tuple[float, float] = (0.75, 0.5)
    taken: tuple[float, float] = (0.05, 0.1)
    documents: int = 400
    cluster: int = 5
    likeness: float = 0.15
    firmness: float = 6.0


DESIGNS = {
    "ten points too few, truth 10": CodedDesign((0.3, 0.2), (0.6, 0.4), (0.05, 0.15)),
    "ten points too few, truth 20": CodedDesign((0.4, 0.2), (0.65, 0.4), (0.05, 0.15)),
    "ten points too many, truth 0": CodedDesign((0.3, 0.3), (0.75, 0.35), (0.1, 0.13)),
    "large clusters": CodedDesign((0.3, 0.2), (0.6, 0.4), (0.05, 0.15), cluster=20),
    "ten clusters": CodedDesign((0.3, 0.2), (0.6, 0.4), (0.05, 0.15), documents=205, cluster=20),
    "a rare theme": CodedDesign((0.08, 0.08), taken=(0.02, 0.12)),
    "blind in one group": CodedDesign((0.16, 0.08), (0.75, 0.05), (0.03, 0.04), firmness=30),
    "2,000 documents": CodedDesign((0.3, 0.2), (0.6, 0.4), (0.05, 0.15), documents=2000),
}


def draw(design: CodedDesign, coded: int, rng: np.random.Generator) -> tuple[Sample, Coding]:
    """A study: shares of the theme and of the rest, and a random sample that is coded.

    Parameters
    ----------
    coded : documents of each group

    Returns
    -------
    Its sample, and what people say
    """
    parts = [_group(design, place, rng) for place in range(2)]
    shares, codes = (np.concatenate(one) for one in list(zip(*parts, strict=True))[:2])
    clusters = np.concatenate([parts[0][2], parts[1][2] + parts[0][2].max() + 1])
    groups = np.repeat(GROUPS, design.documents)
    rows = [np.flatnonzero(groups == code) for code in GROUPS]
    chosen = np.sort(np.concatenate([rng.choice(one, coded, replace=False) for one in rows]))
    said = np.column_stack([codes, 1 - codes])[chosen]
    ones = np.ones(len(chosen), int)
    coding = Coding(chosen, said, said, ones, np.arange(2), 1, 0)
    both = np.column_stack([shares, 1 - shares])
    return sample_from(both, groups, clusters), coding


def _group(
    design: CodedDesign, place: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares of the model, what people say (0 or 1), and clusters of one group."""
    sizes = rng.integers(1, 2 * design.cluster, size=design.documents)
    clusters = np.repeat(np.arange(design.documents), sizes)[: design.documents]
    number, rate = clusters.max() + 1, design.rates[place]
    together = 1 / design.likeness - 1
    own = rng.beta(rate * together, (1 - rate) * together, number)
    codes = (rng.random(design.documents) < own[clusters]).astype(float)
    mean = np.where(codes > 0, design.found[place], design.taken[place])
    odds = mean / (1 - mean) * np.exp(rng.normal(0, SPREAD, number))[clusters]
    mean = odds / (1 + odds)
    shares = rng.beta(mean * design.firmness, (1 - mean) * design.firmness)
    return shares, codes, clusters


def measure(design: CodedDesign, coded: int, studies: int, seed: int = 1) -> pd.Series:
    """What corrected differences, codes alone and plain differences do over many studies.

    Parameters
    ----------
    coded : documents of each group
    studies : number of studies

    Returns
    -------
    Bias of the plain difference; coverage, power (0 is left out) and mean half width of intervals
    """
    rng = np.random.default_rng(seed)
    truth = design.rates[0] - design.rates[1]
    rows = []
    for study in range(studies):
        sample, coding = draw(design, coded, rng)
        row = corrected_table(sample, sample.groups, coding).iloc[0]
        blind = replace(
            sample, shares=np.full_like(sample.shares, 0.5)
        )  # a model that sees nothing
        alone = corrected_table(blind, sample.groups, coding).iloc[0]
        found = tests(sample, plain(sample), [[Form()]], DRAWS, 0.05, study)[0]
        (low, high) = (end[0] for end in found.interval)
        told = {"corrected": (row["low"], row["high"]), "codes": (alone["low"], alone["high"]),
                "plain": (low[0], high[0])}  # fmt: skip
        facts = {"plain bias": row["difference"] - truth, "lambda": row["lambda"],
                 "bias": row["corrected"] - truth}  # fmt: skip
        for name, (least, most) in told.items():
            facts[f"{name} covers"] = least <= truth <= most
            facts[f"{name} power"] = not least <= 0 <= most
            facts[f"{name} half width"] = (most - least) / 2
        rows.append(facts)
    return pd.DataFrame(rows).astype(float).mean()


def main() -> None:
    """Print a row for each design and number of coded documents."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--studies", type=int, default=1000)
    studies = parser.parse_args().studies
    rows = {
        (name, coded): measure(design, coded, studies)
        for name, design in DESIGNS.items()
        for coded in (20, 50, 200)
    }
    print(pd.DataFrame(rows).T.round(3).to_string())


if __name__ == "__main__":
    main()
