"""What the findings page tells: the tables of the main model, in words."""

from dataclasses import dataclass

import pandas as pd

from ..comparison.recovery import designed_contrasts, recovery_table, theme_topics
from ..languages import COUNTRIES
from ..study import MODELS
from . import wording
from .workspace import Workspace

CLEAR = "country difference"
MOST = 8


@dataclass(frozen=True)
class Tables:
    """The tables behind the findings page."""

    model: str
    held: pd.DataFrame
    calibration: pd.DataFrame
    documents: pd.DataFrame
    prevalence: pd.DataFrame
    contrasts: pd.DataFrame
    omnibus: pd.DataFrame
    labels: pd.DataFrame
    links: pd.DataFrame
    shared: pd.DataFrame
    agreement: pd.DataFrame
    minimum_clusters: int

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
    """Read the tables of the main model."""
    read = workspace.read_table
    return Tables(
        model, read("multiverse_findings"), read(f"calibration.{model}"), read("documents"),
        read(f"prevalence.{model}"), read(f"contrasts.{model}"),
        read(f"omnibus.{model}"), read(f"labels.{model}"), read("links"),
        read("shared_findings"), read("agreement"), workspace.study.comparison.minimum_clusters,
    )  # fmt: skip


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
    return [text for text in found if text]


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

    return [
        *wording.linked_sentences(tables.links),
        agreement_sentences(tables.agreement)[0],
        shared_sentence(tables.shared),
        held_sentence(tables.held),
        calibration_sentence(tables.calibration),
    ]


def planted_truth(workspace: Workspace, tables: Tables) -> PlantedTruth | None:
    """Designed and estimated shares side by side; None where nothing was planted.

    A planted theme is compared with the topic that matches it best; designed shares are the
    documents whose first theme it is, so that second themes and other topics make estimated shares
    smaller than designed ones throughout.
    """
    source = workspace.source("design")
    described = workspace.read_data("documents_described")
    if source is None or "theme" not in described.columns:
        return None
    design = pd.read_csv(source)
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
    ]
    table = workspace.write_table("recovery", pd.concat(parts, ignore_index=True))
    return wording.recovery_sentences(table)
