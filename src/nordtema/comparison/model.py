"""Like with like by a model: groups compared as if their texts were alike in all else.

The shares of each theme are foreseen from a formula by least squares. The mean of a group is what
the model foresees for the documents of both groups if all were of this group (g-computation;
Robins 1986), and a difference is an average marginal effect. Such means are weighted means of the
shares, so that tests, clusters, language and model are as for plain differences (`weighting`).

Only documents whose like both groups have are foreseen: values that both have, numbers within the
range of the other. A pair without such documents is not compared.

Residuals of few clusters are too small. They are widened as in the bias-reduced linearisation of
Bell & McCaffrey (2002), by what each cluster tells of the model beyond the mean of its group
(`inference` widens for that); what hangs on one cluster alone is taken as far from the model as
from the mean of its group.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.linalg import solve_triangular
from scipy.stats import t as student

from ..schemas import columns_named
from ..study import Comparison, StudyError
from ..topics.uncertainty import ShareUncertainty
from .formula import Design, Factor, design_of, read_formula
from .inference import Weighting
from .sample import Sample
from .testing import Form, errors
from .uncertainty import model_source
from .weighting import Standardised, facts_of, group_weights

CURVES = ("term", "value", "topic", "mean", "low", "high")
TERMS = ("term", "kind", "values", "missing", "documents")
LEVEL = 0.05
GRID = 25  # values of a curve, at most
FEWEST = 2  # clusters a parameter
_LEAST_VALUES = 3  # of a number that has a curve
_ALONE = 0.9  # part of a direction that one cluster has, from which on it counts as that one's


@dataclass(frozen=True)
class Fitted:
    """A model of the shares of all themes.

    Attributes
    ----------
    sample : the documents
    design : of the formula
    residuals : documents × K, widened; 0 for documents that take no part
    as_group : {group: the design as if all documents were of it}
    """

    sample: Sample
    design: Design
    residuals: np.ndarray
    as_group: dict[str, np.ndarray]
    _basis: np.ndarray
    _triangle: np.ndarray
    _scale: np.ndarray

    def weights(self, load: np.ndarray, matrix: np.ndarray) -> np.ndarray:
        """Weights of the documents' shares in the mean of what is foreseen.

        Parameters
        ----------
        load : told documents, how much each counts in the mean; they sum to 1
        matrix : told documents × parameters, what is foreseen of each

        Returns
        -------
        documents; they sum to 1, and some may be below 0
        """
        told = self.design.told
        row = (load @ matrix) / self._scale
        weights = np.zeros(len(told))
        weights[told] = np.sqrt(self.sample.weights[told]) * (
            self._basis @ solve_triangular(self._triangle, row, trans="T")
        )
        return weights

    def pair(self, pair: tuple[str, str]) -> Standardised:
        """Two groups as if their texts were alike in all else.

        Parameters
        ----------
        pair : groups

        Returns
        -------
        The weighting, and how much of either group it is about
        """
        told = self.design.told
        groups, weights = self.sample.groups[told], self.sample.weights[told]
        both = self._with_like(groups, pair)
        covered = []
        for group in pair:
            whole = self.sample.weights[self.sample.groups == group].sum()
            covered.append(float(weights[both & (groups == group)].sum() / whole))
        if not all(covered):
            return Standardised(None, 0, *covered)
        load = np.where(both, weights, 0.0) / weights[both].sum()
        first, second = (self.weights(load, self.as_group[group]) for group in pair)
        weighting = Weighting(pair, first, second, self.residuals)
        return Standardised(weighting, self._strata(groups, both, pair), *covered)

    def _with_like(self, groups: np.ndarray, pair: tuple[str, str]) -> np.ndarray:
        """Told documents of a pair whose values of each column the other group has too."""
        inside = np.isin(groups, pair)
        for name, _ in self.design.others:
            values = self.design.frame[name]
            a, b = (values[groups == group] for group in pair)
            if not (len(a) and len(b)):
                return np.zeros(len(groups), dtype=bool)
            if values.dtype.kind == "f":
                low, high = max(a.min(), b.min()), min(a.max(), b.max())
                inside &= values.between(low, high).to_numpy()
            else:
                inside &= values.isin(set(a) & set(b)).to_numpy()
        return inside

    def _strata(self, groups: np.ndarray, both: np.ndarray, pair: tuple[str, str]) -> int:
        """How many combinations of values, numbers left out, both groups have."""
        names = [n for n, _ in self.design.others if self.design.frame[n].dtype.kind != "f"]
        if not names:
            return 1
        rows = self.design.frame[names].astype(str).agg("\x1f".join, axis=1)
        a, b = (set(rows[both & (groups == group)]) for group in pair)
        return len(a & b)


def fitted(sample: Sample, documents: pd.DataFrame, rules: Comparison) -> Fitted | None:
    """Fit the formula of the study to the shares of all themes.

    Parameters
    ----------
    sample : the documents
    documents : doc_id and the columns of the corpus
    rules : formula, groups

    Returns
    -------
    The model; None where the study has no formula

    Raises
    ------
    StudyError
        Names the formula, the term and the remedy.
    """
    if not rules.formula:
        return None
    facts = facts_of(sample, documents)
    grouped = tuple(columns_named(facts.columns, rules.groups, "comparison.groups"))
    formula = read_formula(rules.formula, facts.columns)
    design = design_of(formula, sample, facts, grouped)
    told, parameters = design.told, design.matrix.shape[1]
    clusters = len(np.unique(sample.clusters[told]))
    if clusters < FEWEST * parameters:
        raise StudyError(
            f"comparison.formula = {formula.text!r}: its {parameters} parameters need "
            f"{FEWEST * parameters} documents or clusters that tell all its columns, and there are "
            f"{clusters}; leave terms out"
        )
    root = np.sqrt(sample.weights[told])[:, None]
    scale = np.linalg.norm(design.matrix, axis=0)
    basis, triangle = np.linalg.qr(root * design.matrix / scale)
    shares = root * sample.shares[told]
    residuals = np.zeros_like(sample.shares, dtype=float)
    residuals[told] = _widened(sample.rows(told), basis, shares - basis @ (basis.T @ shares)) / root
    as_group = {group: design.with_group(group) for group in design.of_group}
    return Fitted(sample, design, residuals, as_group, basis, triangle, scale)


def _widened(part: Sample, basis: np.ndarray, residuals: np.ndarray) -> np.ndarray:
    """Residuals widened for what each cluster tells of the model; both times root of weight."""
    root = np.sqrt(part.weights)[:, None]
    from_mean = root * group_weights(part)[1]
    beyond = _beyond_groups(part, basis)
    _, cluster, size = np.unique(part.clusters, return_inverse=True, return_counts=True)
    widened = residuals.copy()
    single = size[cluster] == 1
    leverage = (beyond**2).sum(axis=1)
    alone = single & (leverage > _ALONE)
    widened[single] /= np.sqrt(1 - np.minimum(leverage[single], _ALONE))[:, None]
    widened[alone] = from_mean[alone]
    order = np.argsort(cluster, kind="stable")
    for rows in np.split(order, np.cumsum(size)[:-1]):
        if len(rows) > 1:
            widened[rows] += _correction(beyond[rows], residuals[rows], from_mean[rows])
    return widened


def _correction(beyond: np.ndarray, residuals: np.ndarray, from_mean: np.ndarray) -> np.ndarray:
    """What is added to the residuals of one cluster: (I - H)^(-1/2) less I, times these."""
    sides, parts, _ = np.linalg.svd(beyond, full_matrices=False)
    held = np.minimum(parts**2, 1.0)
    alone = held > _ALONE
    along = sides.T @ residuals
    more = (1 / np.sqrt(1 - np.where(alone, 0.0, held)) - 1)[:, None] * along
    more[alone] = (sides.T @ from_mean - along)[alone]
    return sides @ more


def _beyond_groups(part: Sample, basis: np.ndarray) -> np.ndarray:
    """An orthonormal basis of what the model foresees beyond the means of the groups."""
    means = np.equal.outer(part.groups, np.array(part.present)) * np.sqrt(part.weights)[:, None]
    means = means / np.linalg.norm(means, axis=0)
    sides, parts, _ = np.linalg.svd(basis - means @ (means.T @ basis), full_matrices=False)
    return sides[:, parts > 1e-6]


# ---------------------------------------------------------------- tables


def terms_table(model: Fitted | None) -> pd.DataFrame:
    """The columns of the formula, and how many documents tell nothing of each.

    Parameters
    ----------
    model : None where the study has no formula

    Returns
    -------
    DataFrame with term, kind (group | values | number | curve), values (that documents have),
    missing (documents without one), documents (that take part)
    """
    if model is None:
        return pd.DataFrame(columns=list(TERMS))
    design = model.design
    other = {name for name, _ in design.others}
    rows = []
    for number, factor in enumerate(design.formula.factors):
        values = design.frame[f"v{number}"]
        kind = "group" if f"v{number}" not in other else _kind(factor, values)
        rows.append(
            (factor.told, kind, values.nunique(), design.missing[number], int(design.told.sum()))
        )
    return pd.DataFrame(rows, columns=list(TERMS))


def _kind(factor: Factor, values: pd.Series) -> str:
    return "values" if values.dtype.kind != "f" else "curve" if factor.df else "number"


def curves_table(
    model: Fitted | None, seed: int, measured: ShareUncertainty | None = None
) -> pd.DataFrame:
    """What the model foresees over the values of each number, with all else as it is.

    Parameters
    ----------
    model : None where the study has no formula
    seed : of the clusters
    measured : how sure the shares and the model are

    Returns
    -------
    DataFrame with term (a column of numbers), value, topic, mean, low, high: the mean over all
    documents that take part, each interval by itself at 95 %; a row a term, value and theme
    """
    numbers = _numbers_of(model.design) if model else {}
    if model is None or not numbers:
        return pd.DataFrame(columns=list(CURVES))
    parts = [
        _at(model, factor, names, value, seed, measured)
        for factor, names in numbers.items()
        for value in _grid(model.design.frame[names[0]])
    ]
    return pd.concat(parts, ignore_index=True)[list(CURVES)]


def _numbers_of(design: Design) -> dict[Factor, list[str]]:
    """The first factor of each column of numbers, and all names that the column has."""
    columns: dict[str, tuple[Factor, list[str]]] = {}
    for name, factor in design.others:
        values = design.frame[name]
        if values.dtype.kind == "f" and values.nunique() >= _LEAST_VALUES:
            columns.setdefault(factor.column, (factor, []))[1].append(name)
    return dict(columns.values())


def _grid(values: pd.Series) -> np.ndarray:
    there = np.unique(values)
    return there if len(there) <= GRID else np.linspace(there[0], there[-1], GRID)


def _at(
    model: Fitted, factor: Factor, names: list[str], value: float, seed: int,
    measured: ShareUncertainty | None,
) -> pd.DataFrame:  # fmt: skip
    """The rows of a curve at one value."""
    sample, told = model.sample, model.design.told
    load = sample.weights[told] / sample.weights[told].sum()
    weights = model.weights(load, model.design.with_value(names, value))
    group = sample.present[0]
    weighting = Weighting((group, group), weights, np.zeros_like(weights), model.residuals)
    form = Form(1.0, 0.0, sources=model_source(sample, weighting, measured))
    freedom = max(len(np.unique(sample.clusters[told])) - model.design.matrix.shape[1], 1)
    half = student.ppf(1 - LEVEL / 2, freedom) * errors(sample, weighting, form, seed)
    mean = weights @ sample.shares
    low, mean, high = (np.clip(one, 0, 1) for one in (mean - half, mean, mean + half))
    return pd.DataFrame(
        {"term": factor.name, "value": value, "topic": np.arange(1, len(mean) + 1),
         "mean": mean, "low": low, "high": high}
    )  # fmt: skip
