"""What survives other defensible choices: every finding of the study in all of its analyses.

The share of analyses in which a difference keeps its sign is no probability: the analyses are not
drawn at random, they overlap, and all of them see the same texts. It says how much a finding hangs
on choices that could as well have been made otherwise.
"""

from collections.abc import Callable
from dataclasses import asdict, astuple
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from ..comparison.verdicts import Verdict
from ..formats import group_name
from ..study import Compute
from ..vocabulary.counts import ConceptCounts
from .analyses import COMPARED, INFERENCE, NOT_MADE, Question, Task, answers, largest_first
from .choices import Choices, Counting
from .inferences import PAIR, Inference, own_inference
from .scheduling import Job, run_all
from .standard import GensimLda, StandardFits

CHOICES = ["k", "model", "unit", "words", "link_threshold", "shared_words", "meaning", "resample",
           *INFERENCE]  # fmt: skip
FINDING = ["topic", *PAIR]
NUMBERS = ["difference", "low", "high", "similarity"]
NAMES = ["analysis", *CHOICES, "departures"]
FIRST = ["model", "test"]  # what is named where an analysis differs in a number or a cluster too
CLEAR = Verdict.DIFFERS
SHOWN = 6


def run_multiverse(
    analyses: dict[Choices, int],
    counts: dict[Counting, ConceptCounts],
    question: Question,
    compute: Compute,
    folder: Path,
    progress: Callable[[str], None] = lambda message: None,
) -> pd.DataFrame:
    """Every finding in every analysis.

    Parameters
    ----------
    analyses : number of topics of each; the study's own is the first
    counts : for each way of counting
    folder : where finished analyses are kept

    Returns
    -------
    DataFrame with analysis (from 1), k, model, unit, words, link_threshold, shared_words, meaning,
    resample, weight, cluster, test, made_equal, departures (choices that are not the study's),
    topic, country_a, country_b, difference, low, high, similarity, status (compared | no
    counterpart | not made: the texts cannot carry so many topics, or the pair cannot be compared
    so); a row for each analysis and finding. Only where it was compared there are numbers.
    """
    job_of = _jobs(analyses)
    jobs = list(dict.fromkeys(job_of.values()))
    tables = run_all(jobs, counts, question, compute, folder, progress)
    table_of = dict(zip(jobs, tables, strict=True))
    findings = _findings(question)
    parts, study = [], next(iter(analyses), None)
    for number, (one, k) in enumerate(analyses.items(), 1):
        table = table_of[job_of[one]]
        own = (table[INFERENCE] == list(astuple(one.inference))).all(axis=1)
        departures = 0 if study is None else one.departures(study)
        values = {**asdict(one), "k": k, "analysis": number, "departures": departures}
        parts.append(_rows(findings, table[own], values))
    return pd.concat(parts, ignore_index=True)


def _rows(findings: pd.DataFrame, table: pd.DataFrame, values: dict) -> pd.DataFrame:
    """What one analysis says of each finding, beside its choices."""
    rows = findings.merge(table.drop(columns=INFERENCE), on=FINDING, how="left")
    rows[NUMBERS] = rows[NUMBERS].astype(float)
    rows["status"] = rows["status"].fillna(NOT_MADE)
    rows = rows.assign(**{name: values[name] for name in NAMES})
    return rows[[*NAMES, *FINDING, *NUMBERS, "status"]]


def with_standard(
    table: pd.DataFrame, fits: StandardFits, counts: ConceptCounts, question: Question
) -> pd.DataFrame:
    """The multiverse with one more analysis: gensim's LDA in place of the study's model.

    It is fitted already, and shares nothing with the study's but the counts.

    Parameters
    ----------
    table : as `run_multiverse` returns it
    fits : the standard models of the study's counts
    counts : that they were fitted to

    Returns
    -------
    The table, with the rows of the analysis where the model could be fitted
    """
    names = [one for one in fits.models if one.model.name == GensimLda.name]
    if table.empty or not names:
        return table
    inference = own_inference(question.rules)
    said = answers(names[0].model, names[0].shares, counts, question, (inference,))
    own = table.iloc[0].to_dict()
    values = {**own, "analysis": int(table["analysis"].max()) + 1, "model": GensimLda.name,
              "departures": 1}  # fmt: skip
    return pd.concat([table, _rows(_findings(question), said, values)], ignore_index=True)


def _jobs(analyses: dict[Choices, int]) -> dict[Choices, Job]:
    """The fit that each analysis rests on, with all the inferences by which it is compared."""
    inferences: dict[Choices, list[Inference]] = {}
    for one in analyses:
        inferences.setdefault(one.formation, []).append(one.inference)
    return {
        one: (
            one.counting,
            Task(one.model, k, one.resample, tuple(inferences[one.formation]), one.meaning),
        )
        for one, k in analyses.items()
    }


def _findings(question: Question) -> pd.DataFrame:
    findings = product(range(1, question.reference.k + 1), question.pairs)
    return pd.DataFrame([(topic, *pair) for topic, pair in findings], columns=FINDING)


# ---------------------------------------------------------------- what it says


def summarise(table: pd.DataFrame, contrasts: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """How each finding of the study fares over all analyses, the surest and largest first.

    Parameters
    ----------
    table : as `run_multiverse` returns it
    contrasts : of the study's main model: topic, country_a, country_b, difference, verdict
    labels : topic and label

    Returns
    -------
    DataFrame with topic, theme, country_a, country_b, difference, verdict (of the study), analyses
    (that could be made), not_made (number of the others), counterpart, same_sign, clear, against
    (shares of the analyses made: the theme has a counterpart; its difference has the study's sign;
    so does its whole interval; its whole interval has the other sign), median, smallest, largest
    (difference), choices (in which another option could be taken alone), holds (of these, such in
    which the whole interval keeps the study's sign with every option), undone_by (the others)
    """
    own = contrasts[[*FINDING, "difference", "verdict"]]
    joined = table.merge(own, on=FINDING, suffixes=("", "_own"))
    sign = np.sign(joined["difference_own"])
    both = [sign * joined["low"], sign * joined["high"]]
    seen = {
        "counterpart": joined["status"] == COMPARED,
        "same_sign": sign * joined["difference"] > 0,
        "clear": (both[0] > 0) & (both[1] > 0),
        "against": (both[0] < 0) & (both[1] < 0),
    }
    made, shares = joined["status"] != NOT_MADE, list(seen)
    for name, holds in seen.items():
        joined[name] = holds.astype(float).where(made)
    joined["made"], joined["not_made"] = made, ~made
    grouped = joined.groupby(FINDING, sort=False)
    fates = grouped[shares].mean().join(grouped["difference"].agg(["median", "min", "max"]))
    fates = fates.join(grouped[["made", "not_made"]].sum())
    fates = fates.rename(columns={"min": "smallest", "max": "largest", "made": "analyses"})
    names = labels.set_index("topic")["label"]
    result = own.merge(fates.reset_index(), on=FINDING)
    result = result.merge(_one_by_one(joined), on=FINDING, how="left")
    numbers = result[["choices", "holds"]].apply(pd.to_numeric).fillna(0).astype(int)
    result = result.assign(undone_by=result["undone_by"].fillna(""), **numbers)
    result["theme"] = result["topic"].map(names)
    order = largest_first(result, result["difference"], FINDING)
    order = order.assign(sure=order["verdict"] != CLEAR).sort_values("sure", kind="stable")
    columns = ["topic", "theme", *PAIR, "difference", "verdict", "analyses", "not_made", *shares,
               "median", "smallest", "largest", "choices", "holds", "undone_by"]  # fmt: skip
    return order[columns].reset_index(drop=True)


def _one_by_one(table: pd.DataFrame) -> pd.DataFrame:
    """In how many choices each finding holds when one of them is changed, and which undo it.

    Parameters
    ----------
    table : the multiverse, with clear (whether the whole interval has the study's sign) and made

    Returns
    -------
    DataFrame with topic, country_a, country_b, choices, holds, undone_by
    """
    rows = table[(table["departures"] == 1) & table["made"]].copy()
    if rows.empty:
        return pd.DataFrame(columns=[*FINDING, "choices", "holds", "undone_by"])
    study = table[table["analysis"] == 1].iloc[0]
    order = [*FIRST, *(name for name in CHOICES if name not in FIRST)]
    changed = [
        next((n for n in order if row[n] != study[n]), "") for row in rows.to_dict("records")
    ]
    rows["choice"] = changed
    rows["option"] = [_option(row) for row in rows.to_dict("records")]
    rows["clear"] = rows["clear"].eq(1)
    told = []
    for finding, part in rows.groupby(FINDING, sort=False):
        undone = part[~part["clear"]]
        every, lost = part["choice"].nunique(), undone["choice"].nunique()
        told.append((*finding, every, every - lost, "; ".join(undone["option"])))
    return pd.DataFrame(told, columns=[*FINDING, "choices", "holds", "undone_by"])


def _option(row: dict) -> str:
    """`test Welch`, `link threshold 0.95`."""
    value = row[row["choice"]]
    number = f"{value:g}" if isinstance(value, int | float) else value
    return f"{row['choice'].replace('_', ' ')} {number}"


def by_choice(table: pd.DataFrame, summary: pd.DataFrame) -> pd.DataFrame:
    """On which choice do the study's main findings hang?

    Parameters
    ----------
    table : as `run_multiverse` returns it
    summary : as `summarise` returns it

    Returns
    -------
    DataFrame with choice, option, analyses, counterpart, same_sign: shares over the analyses made
    with that option and the findings that `main_findings` gives; choices with one option are left
    out
    """
    chosen = main_findings(summary)[[*FINDING, "difference"]]
    made = table[table["status"] != NOT_MADE]
    joined = made.merge(chosen, on=FINDING, suffixes=("", "_own"))
    joined["counterpart"] = joined["status"] == COMPARED
    joined["same_sign"] = joined["difference"] * np.sign(joined["difference_own"]) > 0
    parts = []
    for choice in CHOICES:
        grouped = joined.groupby(choice)
        if len(grouped) > 1:
            part = grouped[["counterpart", "same_sign"]].mean().reset_index(names="option")
            part.insert(1, "analyses", grouped["analysis"].nunique().to_numpy())
            parts.append(part.assign(option=part["option"].astype(str), choice=choice))
    columns = ["choice", "option", "analyses", "counterpart", "same_sign"]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def main_findings(summary: pd.DataFrame) -> pd.DataFrame:
    """The differences that the study claims; where it claims none, its largest differences.

    Parameters
    ----------
    summary : as `summarise` returns it

    Returns
    -------
    Rows of it: all claims, or the first SHOWN where there are none
    """
    clear = summary[summary["verdict"] == CLEAR]
    return clear if len(clear) else summary.head(SHOWN)


def curve_table(table: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """The analyses of some findings as the specification curve draws them.

    Signs are such that the study's own difference is above zero.

    Parameters
    ----------
    table : as `run_multiverse` returns it
    findings : rows of `summarise`

    Returns
    -------
    DataFrame with finding, specification, own (whether it is the study itself), difference, low,
    high and the choices; no row for an analysis that could not be made
    """
    table = table[table["status"] != NOT_MADE]
    parts = [table.head(0).assign(finding="", own=False)]
    for row in findings.to_dict("records"):
        part = table[(table[FINDING] == [row[name] for name in FINDING]).all(axis=1)]
        low, high = part["low"], part["high"]
        if row["difference"] < 0:
            part = part.assign(difference=-part["difference"], low=-high, high=-low)
        parts.append(part.assign(finding=finding_name(row), own=part["analysis"] == 1))
    curves = pd.concat(parts).rename(columns={"analysis": "specification"})
    return curves[["finding", "specification", "own", "difference", "low", "high", *CHOICES]]


def finding_name(row: dict) -> str:
    """`Norway above Denmark: trust`.

    Parameters
    ----------
    row : country_a, country_b, difference, theme

    Returns
    -------
    Words for a reader
    """
    first, second = (group_name(row[side]) for side in PAIR)
    above, below = (first, second) if row["difference"] > 0 else (second, first)
    return f"{above} above {below}: {row['theme']}"
