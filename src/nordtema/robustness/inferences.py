"""How a difference is weighed and tested: choices that need no other model.

They are made on the same shares, so that a fit is made once. *Cluster*: what counts as one
independent text. *Test*: the bootstrap of clusters that the study uses; Welch's interval of
documents, as it is used where nothing is thought to belong together; a permutation test of the
labels of whole clusters, studentised (Janssen 1997). *Made equal*: nothing, or a column such as
year or kind within whose values groups are compared.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t as student

from ..comparison.comparability import kind_column
from ..comparison.inference import Weighting
from ..comparison.model import fitted
from ..comparison.run import weightings_of
from ..comparison.sample import Sample, sample_of, with_year
from ..comparison.testing import Form, tests
from ..study import DOCUMENT, Comparison

BOOTSTRAP, WELCH, PERMUTATION = "bootstrap", "Welch", "permutation"
PLAIN, FORMULA = "plain", "formula"
AND = " × "  # between columns
LEVEL = 0.05
LEAST = 2  # clusters of a group, below which there is no interval
PAIR = ["country_a", "country_b"]
_BLOCK = 100


@dataclass(frozen=True)
class Inference:
    """One way to weigh and test the differences of a fit.

    Attributes
    ----------
    weight : "documents" or "tokens"
    cluster : columns that name what belongs together, or "document"
    test : "bootstrap", "Welch" or "permutation"
    made_equal : columns within which groups are compared, "formula", or "plain"
    """

    weight: str
    cluster: str
    test: str
    made_equal: str

    @property
    def possible(self) -> bool:
        """Whether there is such a test: Welch knows no clusters, and labels are permuted plainly.

        Welch is asked for once, not for each way of clustering.
        """
        if self.test == WELCH:
            return self.cluster == DOCUMENT
        return self.test == BOOTSTRAP or self.made_equal == PLAIN


def own_inference(rules: Comparison) -> Inference:
    """The study's own.

    Parameters
    ----------
    rules : weight, cluster, adjust, formula
    """
    equal = FORMULA if rules.formula else AND.join(rules.adjust) or PLAIN
    return Inference(rules.weight, AND.join(rules.cluster) or DOCUMENT, BOOTSTRAP, equal)


def found_clusters(rules: Comparison, units: pd.DataFrame) -> tuple[str, ...]:
    """What may be one independent text: the document, what the study names, and what was found.

    Parameters
    ----------
    rules : cluster
    units : as `units.<model>`

    Returns
    -------
    Ways of clustering, the study's own first
    """
    found = units.loc[(units["topic"] == "all") & (units["status"] == "found"), "unit"]
    own = own_inference(rules).cluster
    wider = (AND.join([*rules.cluster, unit]) for unit in found)
    return tuple(dict.fromkeys([own, DOCUMENT, *wider]))


def found_makeups(documents: pd.DataFrame, rules: Comparison) -> tuple[str, ...]:
    """What may be made equal: nothing, the year, the kind of text, and what the study names.

    Parameters
    ----------
    documents : the columns of the corpus
    rules : adjust, formula

    Returns
    -------
    Ways to make groups equal, the study's own first
    """
    facts = with_year(documents)
    columns = [name for name in (kind_column(facts),) if name]
    if "year" in facts and facts["year"].astype(str).replace("", pd.NA).nunique() > 1:
        columns.insert(0, "year")
    return tuple(dict.fromkeys([own_inference(rules).made_equal, PLAIN, *columns]))


def intervals(
    shares: pd.DataFrame, documents: pd.DataFrame, rules: Comparison, inference: Inference,
    seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Differences between groups, each with its own 95 % interval.

    Parameters
    ----------
    shares : doc_id, country, language, topic_1 … topic_K
    documents : doc_id, tokens and the columns of the corpus
    rules : of the comparison, but for what the inference says
    inference : how they are weighed and tested
    seed : of the draws

    Returns
    -------
    DataFrame with topic (from 1), country_a, country_b (or groups), difference (a minus b), low,
    high; no row for a pair that cannot be compared so
    """
    rules = _given(rules, inference)
    sample = sample_of(shares, documents, rules, inference.weight)
    weightings, _ = weightings_of(sample, documents, rules, fitted(sample, documents, rules))
    names = ["topic", *PAIR, "difference", "low", "high"]
    if not weightings:
        return pd.DataFrame(columns=names).astype({"topic": int})
    value, half = _tested(sample, weightings, inference.test, rules.bootstrap, seed)
    low, high = np.clip(value - half, -1, 1), np.clip(value + half, -1, 1)
    parts = [
        pd.DataFrame(
            {"topic": np.arange(1, low.shape[1] + 1), "country_a": one.pair[0],
             "country_b": one.pair[1], "difference": value[place], "low": low[place],
             "high": high[place]}
        )
        for place, one in enumerate(weightings)
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _given(rules: Comparison, inference: Inference) -> Comparison:
    """The rules of the study with what the inference says in their place."""
    own = own_inference(rules)
    changes: dict[str, object] = {}
    if inference.cluster != own.cluster:
        changes["cluster"] = tuple(inference.cluster.split(AND))
    if inference.made_equal != own.made_equal:
        plain = inference.made_equal == PLAIN
        changes |= {"formula": "", "adjust": () if plain else (inference.made_equal,)}
    return rules.given(changes) if changes else rules


def _tested(
    sample: Sample, weightings: list[Weighting], test: str, draws: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Differences, and by how much their intervals reach to either side; pairs × K."""
    if test == BOOTSTRAP:
        found = tests(sample, weightings, [[Form()] * len(weightings)], draws, LEVEL, seed)[0]
        return found.value, found.single_reach * found.error
    value = np.array([np.subtract(*one.means(sample.shares)) for one in weightings])
    if test == WELCH:
        return value, np.array([_welch(sample, one) for one in weightings])
    rng = np.random.default_rng([seed, 15])
    return value, np.array([_permuted(sample, one.pair, draws, rng) for one in weightings])


def _welch(sample: Sample, weighting: Weighting) -> np.ndarray:
    """Half an interval of documents that all are independent, K (Welch 1947)."""
    influence = (weighting.first - weighting.second)[:, None] * weighting.residuals
    used = (weighting.first != 0) | (weighting.second != 0)
    variances, freedoms = [], []
    for group in np.unique(sample.groups[used]):
        own = influence[used & (sample.groups == group)]
        if len(own) < LEAST:
            return np.full(influence.shape[1], np.nan)
        variances.append(len(own) / (len(own) - 1) * (own**2).sum(axis=0))
        freedoms.append(len(own) - 1)
    total = np.sum(variances, axis=0)
    parts = [one**2 / freedom for one, freedom in zip(variances, freedoms, strict=True)]
    freedom = total**2 / np.maximum(np.sum(parts, axis=0), 1e-300)
    return student.ppf(1 - LEVEL / 2, np.maximum(freedom, 1)) * np.sqrt(total)


def _permuted(
    sample: Sample, pair: tuple[str, str], draws: int, rng: np.random.Generator
) -> np.ndarray:
    """Half an interval by permuted labels of the clusters of two groups, K.

    A cluster with texts of both is one of each.
    """
    rows = np.isin(sample.groups, pair)
    second = (sample.groups[rows] == pair[1]).astype(int)
    _, cell = np.unique(sample.clusters[rows] * 2 + second, return_inverse=True)
    size = cell.max() + 1
    labels = np.zeros(size, dtype=bool)
    labels[cell] = second == 0
    weights = np.bincount(cell, weights=sample.weights[rows], minlength=size)
    sums = np.zeros((size, sample.shares.shape[1]))
    np.add.at(sums, cell, sample.weights[rows][:, None] * sample.shares[rows])
    if min(labels.sum(), (~labels).sum()) < LEAST:
        return np.full(sums.shape[1], np.nan)
    _, own = _studentised(labels[None], sums, weights)
    ratios = []
    for start in range(0, draws, _BLOCK):
        mixed = rng.permuted(np.tile(labels, (min(_BLOCK, draws - start), 1)), axis=1)
        difference, error = _studentised(mixed, sums, weights)
        ratios.append(np.abs(difference) / error)
    return np.quantile(np.vstack(ratios), 1 - LEVEL, axis=0) * own[0]


def _studentised(
    labels: np.ndarray, sums: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Differences of the two means, and their errors from clusters, B × K each."""
    difference = np.zeros((len(labels), sums.shape[1]))
    variance = np.zeros_like(difference)
    for sign, chosen in ((1, labels.astype(float)), (-1, (~labels).astype(float))):
        total, number = chosen @ weights, chosen.sum(axis=1)
        mean = chosen @ sums / total[:, None]
        squares = chosen @ sums**2 - 2 * mean * (chosen @ (sums * weights[:, None]))
        squares += mean**2 * (chosen @ weights**2)[:, None]
        widened = number / np.maximum(number - 1, 1) / total**2
        difference += sign * mean
        variance += widened[:, None] * np.maximum(squares, 0)
    return difference, np.sqrt(np.maximum(variance, 1e-18))
