"""What the first page says: findings, warnings, and what speaks for and against them."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from ...comparison.verdicts import Verdict
from ...formats import (
    count,
    count_or_none,
    country_name,
    in_points,
    listed,
    model_name,
    percent,
    points,
    tick,
)
from ...languages import COUNTRIES
from ...study import COUNTRY, Comparison
from . import cautions, comparison, corpus, language, robustness, vocabulary

MOST = 8  # findings that the first page tells
BY_FIRST_THEME = (
    "Planted shares count each text by its first theme alone, so that what is found is smaller as "
    "a rule."
)
NOTHING = 1e-6  # planted differences below this are none


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
    not_tried: str = ""  # why there is no calibration, as robustness.why_not_tried says
    shared_words: str = "any"  # vocabulary.shared_words
    concepts: int = 0  # on which topics are formed

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
    """How many of the planted differences are called so, large ones, smaller ones and none at all,
    and how large they come out.

    Parameters
    ----------
    planted : as `designed_contrasts` returns it; nothing is said where nothing was compared
    strong : designed differences of so much or more are large
    """
    if planted.empty:
        return ""
    size = planted["designed"].abs()
    none, large = size < NOTHING, size >= strong
    most = f"{tick(strong)} points"
    if none.all():
        return f"No difference is planted. {_planted_as_equal(planted)}"
    told = [
        _planted(planted[large], f"of {most} or more"),
        _planted(planted[~large & ~none], f"of less than {most}"),
        _planted_as_equal(planted[none]),
        BY_FIRST_THEME,
    ]
    return " ".join(told)


def _planted(rows: pd.DataFrame, sized: str) -> str:
    """How many of some planted differences are called so, and how large all of them come out."""
    if rows.empty:
        return f"No difference {sized} is planted."
    found = rows["difference"] * np.sign(rows["designed"])
    return (
        f"Of {count(len(rows), 'planted difference')} {sized} {_called(rows)}: planted as "
        f"{_span(rows['designed'].abs())} points, found as {_span(found)} points."
    )


def _planted_as_equal(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No two groups are planted as equal in any theme."
    apart = points(rows["difference"].abs().max())
    return (
        f"Of {count(len(rows), 'comparison')} planted as equal {_called(rows)}; at most they are "
        f"found {apart} apart."
    )


def _called(rows: pd.DataFrame) -> str:
    """none is called different, 2 are called different."""
    called = int((rows["verdict"] == Verdict.DIFFERS).sum())
    return count_or_none(called, "is called different", "are called different")


def _span(differences: pd.Series) -> str:
    """10.3 to 11.2, or one number where both ends are the same."""
    least, most = in_points(differences.min()), in_points(differences.max())
    return least if least == most else f"{least} to {most}"


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
    warnings.append(corpus.missing_countries(tables.documents, tables.rules.groups))
    warnings += [
        " ".join(cautions.comparability_sentences(tables.comparability)),
        cautions.unit_warning(tables.units, tables.rules.cluster),
        cautions.size_warning(
            tables.prevalence, tables.rules.minimum_clusters, tables.rules.cluster
        ),
        cautions.shared_words_warning(
            tables.documents, tables.rules.minimum_clusters, tables.shared_words, tables.concepts
        ),
        cautions.cluster_warning(
            tables.largest, tables.rules.cluster, tables.rules.minimum_clusters
        ),
    ]
    return [text for text in warnings if text]


def corpus_told(tables: Tables) -> list[str]:
    """How many documents are kept, and how many of each group are compared."""
    kept = int(tables.documents["status"].eq("kept").sum())
    told = comparison.compared_sentence(tables.prevalence, kept, tables.rules.cluster)
    return [*corpus.corpus_sentences(tables.documents), *([told] if told else [])]


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
        absent = corpus.missing_countries(tables.documents, tables.rules.groups)
        return [absent or "No differences were measured."]
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
        (tables.control, language.control_sentence),
        (
            tables.standard_models,
            partial(
                robustness.standard_sentence,
                themes=tables.standard_themes,
                claimed=_claimed(tables),
            ),
        ),
        (tables.held, robustness.held_sentence),
        (tables.calibration, partial(robustness.calibration_sentence, why=tables.not_tried)),
    ):
        sentences += [] if table is None else [told(table)]
    return [text for text in sentences if text]


def _claimed(tables: Tables) -> set[int]:
    """Numbers of the topics of which a difference is claimed."""
    return set(tables.contrasts.loc[tables.contrasts["verdict"] == Verdict.DIFFERS, "topic"])
