"""What the first page says: findings, warnings, and what speaks for and against them."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from ...comparison.sample import COUNTRY
from ...comparison.verdicts import Verdict
from ...formats import count, count_or_none, country_name, listed, model_name, percent, tick
from ...languages import COUNTRIES
from ...study import Comparison
from . import cautions, comparison, corpus, robustness, vocabulary

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
    reviews: pd.DataFrame
    standard_models: pd.DataFrame | None
    standard_themes: pd.DataFrame | None
    control: pd.DataFrame
    rules: Comparison
    largest: pd.DataFrame  # as comparison.clusters.largest_clusters gives it
    units: pd.DataFrame
    comparability: pd.DataFrame
    national: pd.DataFrame | None = None

    @property
    def names(self) -> dict[int, str]:
        """Label of each topic."""
        return dict(zip(self.labels["topic"], self.labels["label"], strict=True))


def recovery_sentences(recovery: pd.DataFrame) -> list[str]:
    """How well the planted themes were found, for each model.

    Parameters
    ----------
    recovery : as `recovery`
    """
    sentences = []
    for row in recovery[recovery["theme"] == "all"].to_dict("records"):
        by = [f"{percent(row[c])} in {country_name(c)}" for c in COUNTRIES if pd.notna(row[c])]
        share = f"{percent(row['agreement'])} of {count(row['documents'], 'document')}"
        sentences.append(
            f"{model_name(row['model'])}: in {share} the largest topic is the one that best "
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
    clear = planted["verdict"] == Verdict.DIFFERS
    large = planted["designed"].abs() >= strong
    none = planted["designed"].abs() < 1e-6
    size = f"of {tick(strong)} points or more"
    planted_as_equal = count(int(none.sum()), "comparison")
    called = f"No difference {size} is planted"
    if large.any():
        called = f"Of {count(int(large.sum()), 'planted difference')} {size}, "
        called += f"{_are(clear & large)} called different"
    return f"{called}; of {planted_as_equal} planted as equal, {_are(clear & none)}."


def _are(chosen: pd.Series) -> str:
    """none is, 1 is, 2 are."""
    return count_or_none(int(chosen.sum()), "is", "are")


def first_screen_warnings(tables: Tables, constructed: bool) -> list[str]:
    """What a reader must know before anything else.

    Parameters
    ----------
    constructed : whether the corpus was written for testing the method
    """
    warnings = []
    if constructed:
        warnings.append(
            "These texts are constructed: they were written for this project, with themes and "
            "differences planted in them. What follows shows what the method can recover; it is no "
            "evidence of history."
        )
    warnings.append(corpus.missing_countries(tables.documents))
    warnings += [
        " ".join(cautions.comparability_sentences(tables.comparability)),
        cautions.unit_warning(tables.units, tables.rules.cluster),
        cautions.size_warning(tables.prevalence, tables.rules.minimum_clusters),
        cautions.cluster_warning(
            tables.largest, tables.rules.cluster, tables.rules.minimum_clusters
        ),
    ]
    return [text for text in warnings if text]


def main_findings(tables: Tables) -> list[str]:
    """The clear differences, the largest first, and the themes that one country alone has."""
    return _differences(tables) + own_themes(tables).sentences()


def own_themes(tables: Tables) -> robustness.OwnThemes:
    """The themes that one country alone has, with their size; none where groups are no countries.

    Parameters
    ----------
    tables : of the study
    """
    if tables.national is None or tables.rules.groups != COUNTRY:
        return robustness.OwnThemes([], [], "", "")
    return robustness.own_themes_of(tables.national)


def _differences(tables: Tables) -> list[str]:
    """The clear differences; else that there are none, or nothing to compare."""
    if tables.contrasts.empty:
        return [corpus.missing_countries(tables.documents) or "No differences were measured."]
    by_verdict = comparison.findings(tables.contrasts, tables.prevalence, tables.names)
    clear = by_verdict.get(comparison.CLEAR)
    if not clear:
        return [comparison.nothing_found(tables.contrasts)]
    more = len(clear) - MOST
    return clear[:MOST] + ([f"… and {more} more, on the comparison page."] if more > 0 else [])


def trust(tables: Tables) -> list[str]:
    """What speaks for and against the results, in a few sentences."""
    sentences = [
        vocabulary.linked_sentence(tables.links),
        vocabulary.waiting_sentence(tables.links, tables.reviews),
    ]
    for table, told in (
        (tables.control, comparison.control_sentence),
        (
            tables.standard_models,
            partial(robustness.standard_sentence, themes=tables.standard_themes),
        ),
        (tables.held, robustness.held_sentence),
        (tables.calibration, robustness.calibration_sentence),
    ):
        sentences += [] if table is None else [told(table)]
    return [text for text in sentences if text]
