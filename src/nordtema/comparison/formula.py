"""A formula of the study, such as `country + kind + s(year, 4)`, and the design it makes.

A formula is data, and formulaic evaluates what it is given. So it is read here first, letter by
letter: names of columns, the signs + * : ( ), and s, bs and C of a column are all that there is.
What formulaic sees then has names of our own for them (`v0 + v1 + cr(v2, …)`).
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from formulaic import Formula as Terms
from formulaic import ModelSpec
from formulaic.errors import FormulaicError

from ..corpus.missing import is_missing
from ..formats import count, listed
from ..schemas import columns_named
from ..study import StudyError
from .sample import Sample

GROUP = "group"  # in a formula: the groups of the comparison, whatever columns they are of
CURVE = 4  # degrees of freedom of a curve that names none
_CURVES = {"s": (2, "cr({name}, df={df}, constraints='center')"), "bs": (3, "bs({name}, df={df})")}
MOST_DF = 20
MOST_MENTIONS, MOST_CROSSED = 20, 4  # columns and signs * : of a formula
MOST_VALUES, MOST_COLUMNS = 100, 300  # of a column, and of a design
_SAME = 1e-7  # of a column's length: what is left of one that the others tell already
_NAME = r"(?:[^\W\d]\w*+|`[^`]++`)"
_PART = re.compile(
    rf"\s*(?:(?P<how>s|bs|C)\s*\(\s*(?P<of>{_NAME})\s*(?:,\s*(?P<df>[0-9]{{1,3}})\s*)?\)"
    rf"|(?P<name>{_NAME})(?!\s*\()|(?P<sign>[+*:()]))\s*"
)
_A_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:[.,][0-9]{1,15})?")  # 007 is a name
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@dataclass(frozen=True)
class Factor:
    """A column as a formula uses it.

    Attributes
    ----------
    told, name : the term, and the name of its column, as the formula writes them
    column : of the documents, or GROUP
    how : "" (numbers as they are, else values), C (values), s or bs (a curve)
    df : degrees of freedom of a curve
    """

    told: str
    name: str
    column: str
    how: str = ""
    df: int = 0

    def written(self, name: str) -> str:
        """The factor as formulaic reads it.

        Parameters
        ----------
        name : our own for its column
        """
        return _CURVES[self.how][1].format(name=name, df=self.df) if self.how in _CURVES else name


@dataclass(frozen=True)
class Formula:
    """A formula that was read.

    Attributes
    ----------
    text : as the study writes it
    factors : each once; our own names for their columns are v0, v1 …
    pattern : for formulaic
    """

    text: str
    factors: tuple[Factor, ...]
    pattern: str

    def error(self, told: str) -> StudyError:
        """An error of this formula, in one line."""
        return _error(self.text, told)

    def plainly(self, term: object) -> str:
        """A term of formulaic's as the formula writes it."""
        told = {factor.written(f"v{n}"): factor.told for n, factor in enumerate(self.factors)}
        return ":".join(told[str(factor)] for factor in term.factors) or "1"  # type: ignore


def _error(text: str, told: str) -> StudyError:
    return StudyError(f"comparison.formula = {text!r}: {told}")


def read_formula(text: str, columns: Iterable[str]) -> Formula:
    """Read a formula; nothing of it is executed.

    Parameters
    ----------
    text : of the study
    columns : that documents have, `year` among them where they have dates

    Returns
    -------
    Formula

    Raises
    ------
    StudyError
        Names the formula, what is wrong in it, and what to write.
    """
    columns, at = list(columns), 0
    factors: dict[Factor, str] = {}
    parts, mentions = [], 0
    stripped = text.strip().removeprefix("~").rstrip()
    while at < len(stripped):
        part = _PART.match(stripped, at)
        if not part:
            raise _error(
                text, f"{stripped[at : at + 20].strip()!r} cannot stand in it; write columns "
                "joined by + * or :, and s(year, 4), bs(year, 4) or C(code) of a column"
            )  # fmt: skip
        at = part.end()
        if part["sign"]:
            parts.append(part["sign"])
            continue
        factor = _factor(text, part, columns)
        factors.setdefault(factor, f"v{len(factors)}")
        parts.append(factor.written(factors[factor]))
        mentions += 1
    _check_size(text, parts, mentions)
    return Formula(text, tuple(factors), " ".join(parts))


def _factor(text: str, part: re.Match, columns: list[str]) -> Factor:
    named, how = (part["name"] or part["of"]).strip("`"), part["how"] or ""
    column = GROUP
    if named != GROUP:
        column = columns_named(columns, (named,), f"comparison.formula = {text!r}, column")[0]
    if how not in _CURVES:
        if part["df"]:
            raise _error(text, f"write C({named}) without a number")
        return Factor(f"C({named})" if how else named, named, column, how)
    df, least = int(part["df"] or CURVE), _CURVES[how][0]
    if not least <= df <= MOST_DF:
        raise _error(text, f"{how}({named}, {df}): write a number from {least} to {MOST_DF}")
    return Factor(f"{how}({named}, {df})", named, column, how, df)


def _check_size(text: str, parts: list[str], mentions: int) -> None:
    crossed = sum(part in "*:" for part in parts)
    if not mentions:
        raise _error(text, "name a column, as in country + kind")
    if mentions > MOST_MENTIONS or crossed > MOST_CROSSED:
        raise _error(
            text, f"it is too long; {MOST_MENTIONS} columns and {MOST_CROSSED} signs * or : at most"
        )


# ---------------------------------------------------------------- columns of the documents


def is_number(values: pd.Series) -> bool:
    """Whether all values that tell something are numbers.

    Parameters
    ----------
    values : text
    """
    told = [value for value in values.unique() if not is_missing(value)]
    return bool(told) and all(_A_NUMBER.fullmatch(value) for value in told)


def _numbers(column: str, values: pd.Series) -> pd.Series:
    """Numbers of a column, a date as a year with its part; missing where it tells nothing."""
    as_number = _date_number if column == "date" else _plain_number
    return values.map({value: as_number(value) for value in values.unique()}).astype(float)


def _plain_number(value: str) -> float:
    return float(value.replace(",", ".")) if _A_NUMBER.fullmatch(value) else math.nan


def _date_number(value: str) -> float:
    """A date as a number of years: the middle of the day, the month or the year."""
    date = _DATE.fullmatch(value)
    if not date:
        return math.nan
    year, month, day = (int(part) if part else 0 for part in date.groups())
    months = 6 if not month else month - 0.5 if not day else month - 1 + (day - 0.5) / 31
    return year + months / 12


# ---------------------------------------------------------------- the design


@dataclass(frozen=True)
class Design:
    """The design of a formula over the documents of a sample.

    Attributes
    ----------
    formula : as it was read
    told : documents, whether each column of the formula tells something
    frame : v0, v1 … of the documents that are told
    matrix : told documents × parameters
    of_group : {group: {v0: its value there}} for columns that make the groups
    missing : documents that each factor tells nothing of
    """

    formula: Formula
    told: np.ndarray
    frame: pd.DataFrame
    matrix: np.ndarray
    of_group: dict[str, dict[str, str]]
    missing: tuple[int, ...]
    _spec: ModelSpec

    @property
    def others(self) -> list[tuple[str, Factor]]:
        """Names and factors that do not make the groups."""
        grouped = next(iter(self.of_group.values()), {})
        return [(f"v{n}", one) for n, one in enumerate(self.formula.factors)
                if f"v{n}" not in grouped]  # fmt: skip

    def with_group(self, group: str) -> np.ndarray:
        """The design as if all documents were of one group.

        Parameters
        ----------
        group : its name

        Returns
        -------
        told documents × parameters
        """
        values = {
            name: pd.Categorical([value] * len(self.frame), self.frame[name].cat.categories)
            for name, value in self.of_group[group].items()
        }
        return self._again(self.frame.assign(**values))

    def with_value(self, names: list[str], value: float) -> np.ndarray:
        """The design as if all documents had one value of a number.

        Parameters
        ----------
        names : v0 … of its column
        value : the number

        Returns
        -------
        told documents × parameters
        """
        return self._again(self.frame.assign(**dict.fromkeys(names, value)))

    def _again(self, frame: pd.DataFrame) -> np.ndarray:
        return np.asarray(self._spec.get_model_matrix(frame), dtype=float)


def design_of(
    formula: Formula, sample: Sample, facts: pd.DataFrame, grouped: tuple[str, ...]
) -> Design:
    """The design of a formula; each parameter of it can be told from the others.

    Parameters
    ----------
    sample : the documents
    facts : as `facts_of` gives them
    grouped : columns of `comparison.groups`

    Returns
    -------
    Design

    Raises
    ------
    StudyError
        Names the formula, the term and the remedy.
    """
    makers = _makers(formula, sample, columns_named(facts.columns, grouped, "comparison.groups"))
    columns, known = {}, []
    for number, factor in enumerate(formula.factors):
        values = pd.Series(sample.groups) if factor.column == GROUP else facts[factor.column]
        name = f"v{number}"
        columns[name] = _values(formula, factor, values.astype(str), name in makers)
        known.append(columns[name].notna().to_numpy())
    told = np.logical_and.reduce(known)
    frame = pd.DataFrame(columns)[told].reset_index(drop=True)
    for name, factor in ((f"v{n}", one) for n, one in enumerate(formula.factors)):
        frame[name] = _checked(formula, factor, frame[name])
    matrix, spec = _matrix(formula, frame)
    groups = sample.groups[told]
    _check_rank(formula, frame, matrix, spec, groups)
    of_group = {
        group: {name: str(frame.loc[groups == group, name].iloc[0]) for name in makers}
        for group in dict.fromkeys(groups)
    }
    missing = tuple(int((~one).sum()) for one in known)
    return Design(formula, told, frame, matrix, of_group, missing, spec)


def _makers(formula: Formula, sample: Sample, grouped: list[str]) -> list[str]:
    """Our names of the factors that make the groups: `group`, or each of the groups' columns."""
    there = {factor.column for factor in formula.factors if factor.how in ("", "C")}
    if len(sample.present) > 1 and GROUP not in there and not set(grouped) <= there:
        raise formula.error(
            f"what is compared must be a term of it; add {' * '.join(grouped)}, or {GROUP}"
        )
    return [f"v{number}" for number, factor in enumerate(formula.factors)
            if factor.column in {GROUP, *grouped} and factor.how in ("", "C")]  # fmt: skip


def _values(formula: Formula, factor: Factor, values: pd.Series, makes_group: bool) -> pd.Series:
    """A column as numbers or as text; missing where it tells nothing."""
    dated = factor.column in ("date", "year")
    if factor.how != "C" and not makes_group and (dated or is_number(values)):
        return _numbers(factor.column, values)
    if factor.how in _CURVES:
        odd = next((v for v in values if not is_missing(v) and not _A_NUMBER.fullmatch(v)), "")
        raise formula.error(f"{factor.told}: a curve needs numbers, and there is {odd!r}; write "
                            f"{factor.name}")  # fmt: skip
    if factor.column == GROUP:
        return values
    return values.mask(values.map({value: is_missing(value) for value in values.unique()}))


def _checked(formula: Formula, factor: Factor, values: pd.Series) -> pd.Series:
    """A column of the told documents, text as categories, with as many values as a model needs."""
    held, least = values.nunique(), max(2, factor.df + 1)
    if held < least:
        spare = " or write fewer degrees" if factor.df > 2 else ""
        raise formula.error(
            f"{factor.told}: the documents that tell all columns have {count(held, 'value')} of "
            f"it, and it needs {least}; leave it out{spare}"
        )
    if pd.api.types.is_numeric_dtype(values):
        return values
    if held > MOST_VALUES:
        raise formula.error(
            f"{factor.told} has {held} values, and {MOST_VALUES} are the most; if its texts belong "
            f"together, write comparison.cluster = {factor.column}"
        )
    return pd.Series(pd.Categorical(values, sorted(values.unique())), values.index)


def _matrix(formula: Formula, frame: pd.DataFrame) -> tuple[np.ndarray, ModelSpec]:
    try:
        terms = Terms(formula.pattern)
        wide = {
            factor.written(f"v{n}"): frame[f"v{n}"].nunique() if not factor.df else factor.df
            for n, factor in enumerate(formula.factors)
        }
        parameters = sum(math.prod(wide.get(str(f), 1) for f in term.factors) for term in terms)
        if parameters > MOST_COLUMNS:
            raise formula.error(
                f"it makes {parameters} columns, and {MOST_COLUMNS} are the most; join columns of "
                "many values by + rather than *"
            )
        matrix = terms.get_model_matrix(frame, na_action="raise")
    except FormulaicError as error:
        said = str(error).split("\n")[0].split("[")[0].strip().rstrip(".")
        for n, factor in enumerate(formula.factors):
            said = said.replace(factor.written(f"v{n}"), factor.told)
        raise formula.error(f"{said}; write columns joined by + * or :") from None
    return np.asarray(matrix, dtype=float), matrix.model_spec


def _check_rank(
    formula: Formula, frame: pd.DataFrame, matrix: np.ndarray, spec: ModelSpec, groups: np.ndarray
) -> None:
    """An error where a term says nothing new, or the groups' means are not free in the model."""
    length = np.linalg.norm(matrix, axis=0)
    unit = matrix / np.where(length > 0, length, 1.0)
    if len(matrix) <= matrix.shape[1]:
        raise formula.error(
            f"it has {count(matrix.shape[1], 'parameter')}, and "
            f"{count(len(matrix), 'document')} tell all its columns; leave terms out"
        )
    basis, triangle = np.linalg.qr(unit)
    empty = np.flatnonzero(np.abs(np.diag(triangle)) < _SAME)
    if len(empty):
        term = next(t for t, where in spec.term_slices.items() if empty[0] < where.stop)
        raise formula.error(_why_empty(formula, frame, term, groups))
    means = np.equal.outer(groups, np.unique(groups)).astype(float)
    left = np.linalg.norm(means - basis @ (basis.T @ means), axis=0)
    if (left > 1e-6 * np.linalg.norm(means, axis=0)).any() and _crossed_alone(formula):
        raise formula.error("what is compared must be a term by itself too; write * in place of :")


def _crossed_alone(formula: Formula) -> bool:
    """Whether some factor stands in interactions alone."""
    terms = [set(map(str, term.factors)) for term in Terms(formula.pattern)]
    alone = {next(iter(term)) for term in terms if len(term) == 1}
    return bool(set().union(*terms) - alone)


def _why_empty(formula: Formula, frame: pd.DataFrame, term: object, groups: np.ndarray) -> str:
    """Why a term says nothing that those before it do not, and what to do."""
    told = formula.plainly(term)
    for number, factor in enumerate(formula.factors):
        if factor.told not in told.split(":"):
            continue
        per_value = pd.Series(groups).groupby(frame[f"v{number}"].to_numpy()).nunique()
        if factor.told == told and per_value.max() == 1:
            return (
                f"{told} tells the group, since each of its values is in one group alone; groups "
                "cannot be compared within it; leave it out"
            )
    if ":" in told:
        return f"no document has some of the values of {told} together; write + in place of * or :"
    others = [factor.told for factor in formula.factors if factor.told != told]
    return f"{told} can be told from {listed(others)}; leave one of them out"
