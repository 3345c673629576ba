"""What the first page says: findings, warnings, and what speaks for and against them."""

from dataclasses import dataclass

import pandas as pd

from ...comparison.verdicts import Verdict
from ...formats import count, listed, percent, points
from ...languages import COUNTRIES
from . import comparison, corpus, robustness, vocabulary

MOST = 8  # findings that the first page tells


@dataclass(frozen=True)
class Tables:
    """The tables behind the findings page."""

    model: str
    held: pd.DataFrame | None  # None, here and below: its stage could not be made
    calibration: pd.DataFrame | None
    documents: pd.DataFrame
    prevalence: pd.DataFrame
    contrasts: pd.DataFrame
    omnibus: pd.DataFrame
    labels: pd.DataFrame
    links: pd.DataFrame
    shared: pd.DataFrame | None
    agreement: pd.DataFrame | None
    control: pd.DataFrame
    minimum_clusters: int
    cluster: tuple[str, ...]
    largest: pd.DataFrame  # as comparison.clusters.largest_clusters gives it

    @property
    def names(self) -> dict[int, str]:
        """Label of each topic."""
        return dict(zip(self.labels["topic"], self.labels["label"], strict=True))


def recovery_sentences(recovery: pd.DataFrame) -> list[str]:
    """How well the planted themes were found, for each model."""
    sentences = []
    for row in recovery[recovery["theme"] == "all"].to_dict("records"):
        by = [f"{percent(row[c])} in {COUNTRIES[c].name}" for c in COUNTRIES if pd.notna(row[c])]
        share = f"{percent(row['agreement'])} of {row['documents']} documents"
        sentences.append(
            f"{row['model'].upper()}: in {share} the largest topic is the one that best "
            f"matches the planted theme ({listed(by)})."
        )
    return sentences


def designed_sentence(planted: pd.DataFrame, strong: float = 0.1) -> str:
    """How many of the strong planted differences are called so, and how many where none is.

    Parameters
    ----------
    planted : as `designed_contrasts` returns it
    strong : designed differences of so much or more are strong
    """
    clear = planted["verdict"] == Verdict.DIFFERENCE
    large = planted["designed"].abs() >= strong
    none = planted["designed"].abs() < 1e-6
    found = f"{_are(clear & large)} called a country difference"
    return (
        f"Of {int(large.sum())} planted differences of {points(strong)} or more, {found}; "
        if large.any()
        else f"No difference of {points(strong)} or more is planted; "
    ) + f"of {count(int(none.sum()), 'comparison')} planted as equal, {_are(clear & none)}."


def _are(chosen: pd.Series) -> str:
    """none is, 1 is, 2 are."""
    number = int(chosen.sum())
    return f"{number or 'none'} {'is' if number < 2 else 'are'}"


def first_screen_warnings(tables: Tables, constructed: bool) -> list[str]:
    """What a reader must know before anything else."""
    found = []
    if constructed:
        found.append(
            "These texts are constructed: they were written for this project, with themes and "
            "differences planted in them. What follows shows what the method can recover; it is no "
            "evidence of history."
        )
    found.append(corpus.missing_countries(tables.documents))
    fewest = int(tables.prevalence["clusters"].min())
    if fewest < tables.minimum_clusters:
        found.append(
            f"Too little data: a country has only {count(fewest, 'independent text')}. "
            "The countries cannot be told apart statistically."
        )
    found.append(
        comparison.cluster_warning(tables.largest, tables.cluster, tables.minimum_clusters)
    )
    return [text for text in found if text]


def main_findings(tables: Tables) -> list[str]:
    """The clear differences, the largest first; else that there are none."""
    found = comparison.findings(tables.contrasts, tables.prevalence, tables.names).get(
        comparison.CLEAR, []
    )
    if not found:
        return ["No difference between two countries is clear of chance and of language."]
    more = len(found) - MOST
    return found[:MOST] + ([f"… and {more} more, on the comparison page."] if more > 0 else [])


def trust(tables: Tables) -> list[str]:
    """What speaks for and against the results, in a few sentences."""
    found = [*vocabulary.linked_sentences(tables.links)]
    for table, told in (
        (tables.control, comparison.control_sentence),
        (tables.agreement, lambda table: robustness.agreement_sentences(table)[0]),
        (tables.shared, robustness.shared_sentence),
        (tables.held, robustness.held_sentence),
        (tables.calibration, robustness.calibration_sentence),
    ):
        found += [] if table is None else [told(table)]
    return [text for text in found if text]
