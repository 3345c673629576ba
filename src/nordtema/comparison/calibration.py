"""Do the tests keep their level, though the topics were formed with the countries known?

Topics are formed on what every country shares, on counts that are made equal between countries; the
permutation tests hold them fast. So the countries have a hand in the topics by which they are then
compared. Here the countries of whole clusters are exchanged at random, the topics formed anew under
the exchanged countries, and the tests made again: nothing but chance is left between the countries,
and p should fall below .05 in one of twenty tests.

What this takes for granted: clusters are exchangeable between countries, as under the tests' own
null hypothesis. An exchanged country speaks all languages, so that nothing is said of language:
that is what the control is for.
"""

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from scipy.stats import false_discovery_control

from ..study import Comparison
from ..topics.model import TopicModel
from ..topics.uncertainty import GroupedTexts, grouped_texts, narrowed
from ..vocabulary.counts import ConceptCounts
from .contrasts import omnibus_table, pairwise_p
from .prevalence import Sample

LEVEL = 0.05
PERMUTATIONS = 999


def calibrate(
    model: TopicModel,
    counts: ConceptCounts,
    sample: Sample,
    rules: Comparison,
    equalise: bool,
    seed: int,
    refits: int = 20,
    jobs: int = 1,
) -> pd.DataFrame:
    """How often the tests reject where countries were exchanged.

    Parameters
    ----------
    sample : the documents of the study, whose clusters are exchanged as wholes
    rules : permutations (at most 999 are made), q
    refits : exchanges, each with a model of its own; those whose texts cannot carry it are left out

    Returns
    -------
    DataFrame with model, test, refits, tests, rejected (share of tests below .05). `test` is
    pairwise (each theme and pair), omnibus (each theme), all (all themes at once), and study: any
    pairwise q below the accepted rate.
    """
    texts = grouped_texts(counts, pd.Series(sample.clusters, index=sample.doc_ids))
    model, texts = narrowed(model, texts)
    done = Parallel(jobs)(
        delayed(_exchanged)(model, texts, sample, rules, equalise, [seed, 10, run])
        for run in range(refits)
    )
    done = [one for one in done if one is not None]
    rows = [
        (model.name, test, len(done), sum(one[test].size for one in done), _share(done, test))
        for test in ("pairwise", "omnibus", "all", "study")
    ]
    return pd.DataFrame(rows, columns=["model", "test", "refits", "tests", "rejected"])


def _share(done: list[dict[str, np.ndarray]], test: str) -> float:
    values = np.concatenate([one[test] for one in done]) if done else np.array([np.nan])
    return float(values.mean())


def _exchanged(
    model: TopicModel,
    texts: GroupedTexts,
    sample: Sample,
    rules: Comparison,
    equalise: bool,
    seed: list[int],
) -> dict[str, np.ndarray] | None:
    """Exchange countries, form topics, test: which tests reject. None if no model can be fitted."""
    country_of = exchanged_countries(sample, np.random.default_rng(seed))
    countries = pd.Series(country_of, index=sample.doc_ids)
    of_units = countries.loc[texts.doc_ids[texts.documents]].to_numpy(str)
    other = texts.fit(model, np.arange(len(of_units)), of_units, equalise, seed[0])
    if other is None:
        return None
    shares = pd.DataFrame(texts.by_document(other.transform(texts.matrix)), index=texts.doc_ids)
    again = Sample(
        shares.loc[sample.doc_ids].to_numpy(), country_of, sample.clusters, sample.weights,
        sample.doc_ids,
    )  # fmt: skip
    return _rejections(again, rules, seed)


def exchanged_countries(sample: Sample, rng: np.random.Generator) -> np.ndarray:
    """Countries of the documents after whole clusters have been dealt among the countries."""
    clusters, first, number = np.unique(sample.clusters, return_index=True, return_inverse=True)
    return sample.countries[first][rng.permutation(len(clusters))][number]


def _rejections(sample: Sample, rules: Comparison, seed: list[int]) -> dict[str, np.ndarray]:
    times = min(rules.permutations, PERMUTATIONS)
    present = sample.present
    pairs = [(a, b) for a in present for b in present if present.index(a) < present.index(b)]
    p = np.concatenate(
        [pairwise_p(sample, a, b, times, [*seed, n]) for n, (a, b) in enumerate(pairs)]
    )
    omnibus = omnibus_table(sample, times, seed[-1])["p"].to_numpy()
    q = false_discovery_control(p)
    return {
        "pairwise": p < LEVEL,
        "omnibus": omnibus[:-1] < LEVEL,
        "all": omnibus[-1:] < LEVEL,
        "study": np.array([(q < rules.q).any()]),
    }


def calibration_sentence(table: pd.DataFrame) -> str:
    """How often tests rejected where nothing but chance was left."""
    said = []
    for name, rows in table.groupby("model", sort=True):
        found = rows.set_index("test")
        if not found["refits"].iloc[0]:
            continue
        studies = round(found.at["study", "rejected"] * found.at["study", "tests"])
        said.append(
            f"{name.upper()}: {100 * found.at['pairwise', 'rejected']:.1f} % of "
            f"{found.at['pairwise', 'tests']} pairwise tests and "
            f"{100 * found.at['omnibus', 'rejected']:.1f} % of {found.at['omnibus', 'tests']} "
            f"omnibus tests fell below .05, and {studies} of {found.at['study', 'tests']} studies "
            "would have found a difference."
        )
    if not said:
        return "The tests could not be calibrated: there are too few texts for another fit."
    return f"With countries exchanged at random and the topics formed again, {' '.join(said)}"
