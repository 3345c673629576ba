"""What the findings page tells: the tables of the main model, in words."""

from dataclasses import dataclass

import pandas as pd

from ..comparison.clusters import cluster_keys, cluster_warning, largest_clusters
from ..comparison.recovery import (
    designed_contrasts,
    read_design,
    recovery_table,
    theme_topics,
)
from ..languages import COUNTRIES
from ..study import MODELS, StudyError
from . import wording
from .records import failures
from .titles import failure_sentences
from .workspace import Workspace

CLEAR = "country difference"
MOST = 8


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
    read, cluster = workspace.read_table, workspace.study.comparison.cluster

    def read_if_made(name: str) -> pd.DataFrame | None:
        return read(name) if workspace.has(f"tables/{name}.csv") else None

    return Tables(
        model, read_if_made("multiverse_findings"), read_if_made(f"calibration.{model}"),
        read("documents"), read(f"prevalence.{model}"), read(f"contrasts.{model}"),
        read(f"omnibus.{model}"), read(f"labels.{model}"), read("links"),
        read_if_made("shared_findings"), read_if_made("agreement"), read(f"control.{model}"),
        workspace.study.comparison.minimum_clusters,
        cluster, _largest(workspace.read_data("documents_described"), cluster),
    )  # fmt: skip


def missing_parts(workspace: Workspace) -> list[str]:
    """What could not be made, and why: what a reader must know of an incomplete report."""
    failed = failures(workspace.results)
    failed.pop("report", None)
    return ["This study is not complete.", *failure_sentences(failed)] if failed else []


def first_screen_warnings(tables: Tables, constructed: bool) -> list[str]:
    """What a reader must know before anything else."""
    found = []
    if constructed:
        found.append(
            "These texts are constructed: they were written for this project, with themes and "
            "differences planted in them. What follows shows what the method can recover; it is no "
            "evidence of history."
        )
    found.append(wording.missing_countries(tables.documents))
    fewest = int(tables.prevalence["clusters"].min())
    if fewest < tables.minimum_clusters:
        found.append(
            f"Too little data: a country has only {wording.count(fewest, 'independent text')}. "
            "The countries cannot be told apart statistically."
        )
    found.append(cluster_warning(tables.largest, tables.cluster, tables.minimum_clusters))
    return [text for text in found if text]


def _largest(described: pd.DataFrame, cluster: tuple[str, ...]) -> pd.DataFrame:
    """The largest cluster of each country among the documents that are kept."""
    kept = described[described["status"] == "kept"]
    keys = cluster_keys(kept, cluster)
    return largest_clusters(kept["country"].to_numpy(str), keys.to_numpy(str))


def main_findings(tables: Tables) -> list[str]:
    """The clear differences, the largest first; else that there are none."""
    found = wording.findings(tables.contrasts, tables.prevalence, tables.names).get(CLEAR, [])
    if not found:
        return ["No difference between two countries is clear of chance and of language."]
    more = len(found) - MOST
    return found[:MOST] + ([f"… and {more} more, on the comparison page."] if more > 0 else [])


def trust(tables: Tables) -> list[str]:
    """What speaks for and against the results, in a few sentences."""
    from ..comparison.calibration import calibration_sentence
    from ..comparison.multiverse import held_sentence
    from ..comparison.robustness import agreement_sentences, shared_sentence
    from ..comparison.run import control_sentence

    found = [*wording.linked_sentences(tables.links)]
    for table, told in (
        (tables.control, control_sentence),
        (tables.agreement, lambda table: agreement_sentences(table)[0]),
        (tables.shared, shared_sentence),
        (tables.held, held_sentence),
        (tables.calibration, calibration_sentence),
    ):
        found += [] if table is None else [told(table)]
    return [text for text in found if text]


def planted_truth(workspace: Workspace, tables: Tables) -> PlantedTruth | None:
    """Designed and estimated shares side by side; None where nothing was planted.

    A planted theme is compared with the topic that matches it best; designed shares are the
    documents whose first theme it is, so that second themes and other topics make estimated shares
    smaller than designed ones throughout.
    """
    source = workspace.source("design")
    described = workspace.read_data("documents_described")
    design = None if source is None else read_design(source)
    if design is None or not set(design["theme"]) & set(described.get("theme", ())):
        return None
    shares = workspace.read_table(f"document_topics.{tables.model}")
    joined = shares.merge(described[["doc_id", "theme"]], on="doc_id")
    columns = [c for c in joined.columns if c.startswith("topic_")]
    topic_of = theme_topics(joined["theme"].to_numpy(str), joined[columns].to_numpy(float))
    rows = []
    for row in design.to_dict("records"):
        topic = topic_of.get(row["theme"], -1) + 1
        part = tables.prevalence[tables.prevalence["topic"] == topic].set_index("country")
        rows += [
            {"theme": row["theme"], "topic": topic, "country": code, "designed": row[code],
             **part.loc[code, ["mean", "low", "high"]]}
            for code in COUNTRIES if code in part.index
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
    return wording.recovery_sentences(table)
