"""The tables that the findings page is told from, and those that it makes itself."""

from dataclasses import dataclass

import pandas as pd

from ..comparison.sample import sample_of
from ..languages import COUNTRIES
from ..report.sentences.failures import incomplete_sentences
from ..report.sentences.report import Tables, recovery_sentences
from ..robustness.calibration import why_not_tried
from ..robustness.recovery import designed_contrasts, read_design, recovery_table, theme_topics
from ..study import COUNTRY, MODELS, StudyError
from ..topics.model import shares_of
from ..vocabulary.counts import ConceptCounts
from .records import failures
from .titles import first_failures
from .workspace import Workspace


@dataclass(frozen=True)
class PlantedTruth:
    """Designed against estimated shares and differences, for a corpus with planted themes."""

    comparison: pd.DataFrame
    contrasts: pd.DataFrame
    labels: dict[str, str]


def load(workspace: Workspace, model: str) -> Tables:
    """Read the tables of the main model.

    Raises
    ------
    StudyError
        Where the comparison of the main model was not made: there are no findings then.
    """
    if not workspace.has(f"tables/contrasts.{model}.csv"):
        raise StudyError(f"report: there are no findings, since 4_comparison.{model} was not made")
    read = workspace.read_table

    def read_if_made(name: str) -> pd.DataFrame | None:
        return read(name) if workspace.has(f"tables/{name}.csv") else None

    shares, documents = read(f"document_topics.{model}"), workspace.read_data("documents_described")
    largest = sample_of(shares, documents, workspace.study.comparison).largest
    return Tables(
        model, read_if_made("multiverse_findings"), read_if_made(f"calibration.{model}"),
        read("documents"), read(f"prevalence.{model}"), read(f"contrasts.{model}"),
        read(f"omnibus.{model}"), read(f"labels.{model}"), workspace.read_data("links"),
        read("links_to_review"), read_if_made("standard_models"), read_if_made("standard_themes"),
        read(f"control.{model}"),
        workspace.study.comparison, largest,
        read(f"units.{model}"), read(f"comparability.{model}"), read_if_made("national_themes"),
        why_not_tried(shares, documents, workspace.study),
        workspace.study.vocabulary.shared_words,
        int(ConceptCounts.load(workspace.find("data/counts")).concepts["shared"].sum()),
    )  # fmt: skip


def missing_parts(workspace: Workspace) -> list[str]:
    """What could not be made, and why: what a reader must know of an incomplete report."""
    failed = failures(workspace.results)
    failed.pop("report", None)
    return incomplete_sentences(first_failures(failed)) if failed else []


def planted_truth(workspace: Workspace, tables: Tables) -> PlantedTruth | None:
    """Designed and estimated shares side by side; None where nothing was planted by these groups.

    A planted theme is compared with the topic that matches it best; designed shares are the
    documents whose first theme it is, so that second themes and other topics make estimated shares
    smaller than designed ones throughout.
    """
    if workspace.study.comparison.groups != COUNTRY:
        return None
    source = workspace.source("design")
    described = workspace.read_data("documents_described")
    design = None if source is None else read_design(source)
    if design is None or not set(design["theme"]) & set(described.get("theme", ())):
        return None
    shares = workspace.read_table(f"document_topics.{tables.model}")
    joined = shares.merge(described[["doc_id", "theme"]], on="doc_id")
    topic_of = theme_topics(joined["theme"].to_numpy(str), shares_of(joined))
    rows = []
    for row in design.to_dict("records"):
        topic = topic_of.get(row["theme"], -1) + 1
        part = tables.prevalence[tables.prevalence["topic"] == topic].set_index("country")
        rows += [
            {"theme": row["theme"], "topic": topic, "country": code, "designed": row[code],
             **part.loc[code, ["mean", "low", "high"]]}
            for code in COUNTRIES if code in part.index and code in row
        ]  # fmt: skip
    comparison = workspace.write_table("planted", pd.DataFrame(rows))
    pairs = designed_contrasts(design, topic_of, tables.contrasts)
    pairs = workspace.write_table("planted_differences", pairs)
    names = dict(zip(design["theme"], design.get("description", design["theme"]), strict=True))
    return PlantedTruth(comparison, pairs, names)


def recovery(workspace: Workspace, planted: PlantedTruth) -> list[str]:
    """Write recovery.csv for both models and say what it shows."""
    described = workspace.read_data("documents_described")
    parts = [
        recovery_table(model, described, workspace.read_table(f"document_topics.{model}"))
        for model in MODELS
        if workspace.has(f"tables/document_topics.{model}.csv")
    ]
    table = workspace.write_table("recovery", pd.concat(parts, ignore_index=True))
    return recovery_sentences(table)
