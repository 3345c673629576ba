"""The reading pages of a results folder: what they are made of is put together here."""

from importlib import metadata
from pathlib import Path

import pandas as pd

from ..comparison.claims import Evidence, claims_of
from ..comparison.passages import ThemesOfWords
from ..comparison.sample import sample_of
from ..corpus.sources import read_own_table
from ..report.reading.content import Content
from ..report.reading.findings import Told
from ..report.reading.pages import Made, write_reading_pages
from ..report.sentences import comparison, corpus, privacy
from ..report.sentences.report import (
    Tables,
    corpus_told,
    designed_sentence,
    first_screen_warnings,
    own_themes,
    trust,
)
from ..tables import read_json
from ..topics.models import load as load_model
from ..vocabulary.counts import ConceptCounts
from ..vocabulary.door import Door
from ..vocabulary.finder import WordFinder
from .findings import load, missing_parts
from .publish import study_id
from .records import finished
from .stages import read_plan, stage_folder
from .workspace import Workspace


def write_claims(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """Write the table `claims` of each model whose comparison was made.

    Parameters
    ----------
    workspace : of the report

    Returns
    -------
    model → claims
    """
    main = workspace.study.about.main_model
    models = [m for m in ("lda", "nmf") if workspace.has(f"tables/contrasts.{m}.csv")]
    return {model: _claims(workspace, model, main) for model in models}


def _claims(workspace: Workspace, model: str, main: str) -> pd.DataFrame:
    read = workspace.read_table

    def of_main(name: str) -> pd.DataFrame | None:
        made = model == main and workspace.has(f"tables/{name}.csv")
        return read(name) if made else None

    known = Evidence(
        read(f"contrasts.{model}"), read(f"prevalence.{model}"), read(f"diagnostics.{model}"),
        read(f"labels.{model}"), read(f"control.{model}"), read(f"codes.{model}"),
        of_main("multiverse_findings"), of_main("standard_themes"),
        tuple(workspace.study.comparison.cluster),
    )  # fmt: skip
    return workspace.write_table(f"claims.{model}", claims_of(model, known))


def write_pages(workspace: Workspace, notebooks: list[tuple[str, str]]) -> list[Path]:
    """Write all reading pages of the main model into the folder of the report.

    Parameters
    ----------
    workspace : of the report, whose claims have been written
    notebooks : title and address of the page of each executed notebook

    Returns
    -------
    The files
    """
    model = workspace.study.about.main_model
    tables = load(workspace, model)
    return write_reading_pages(
        workspace.own / "report", _content(workspace, model), _told(workspace, tables),
        _made(workspace, notebooks),
    )  # fmt: skip


def can_be_read(workspace: Workspace) -> bool:
    """Whether what the pages are made of is there."""
    if not read_plan(workspace.results):
        return False
    model = workspace.study.about.main_model
    needed = (f"tables/claims.{model}.csv", f"tables/passages.{model}.csv")
    return all(workspace.has(name) for name in needed)


def _content(workspace: Workspace, model: str) -> Content:
    read = workspace.read_table
    described = workspace.read_data("documents_described")
    shares = read(f"document_topics.{model}")
    sample = sample_of(shares, described, workspace.study.comparison)
    groups = pd.DataFrame({"doc_id": sample.doc_ids, "group": sample.groups})
    documents = described.merge(groups, on="doc_id")
    segments, forms = workspace.read_data("segments"), workspace.read_data("forms")
    return Content(
        workspace.study, model, read(f"claims.{model}"), read(f"prevalence.{model}"),
        read(f"over_time.{model}"), read(f"diagnostics.{model}"), read(f"topics.{model}"),
        read(f"labels.{model}"), read(f"own_words.{model}"), read(f"passages.{model}"),
        shares[shares["doc_id"].isin(set(documents["doc_id"]))].reset_index(drop=True),
        read("comparable"),
        read("national_themes") if workspace.has("tables/national_themes.csv") else None,
        documents,
        segments[segments["doc_id"].isin(set(documents["doc_id"]))].reset_index(drop=True),
        workspace.read_data("links"),
        ConceptCounts.load(workspace.find("data/counts")).concepts, forms,
        ThemesOfWords.of(load_model(workspace.find(f"data/model.{model}.npz"))), WordFinder(forms),
        Door.of(workspace.read_data("door")),
        _notes(workspace.source("labels")),
    )  # fmt: skip


def _notes(labels: Path | None) -> dict[str, str]:
    """What the researcher has noted on each label, where labels.csv has a column `note`."""
    table = pd.DataFrame() if labels is None else read_own_table(labels, ("label",))
    if "note" not in table:
        return {}
    return {label: note for label, note in zip(table["label"], table["note"], strict=True) if note}


def _told(workspace: Workspace, tables: Tables) -> Told:
    read = workspace.read_table
    inventory = corpus.inventory_sentence(read("inventory"))
    kept_back = privacy.kept_back_sentence(read("kept_back"), workspace.study.report)
    warnings = first_screen_warnings(tables, workspace.study.about.constructed)
    leading = int(read(f"claims.{tables.model}")["leads"].sum())
    return Told(
        missing=missing_parts(workspace),
        warnings=warnings,
        corpus=corpus_told(tables),
        inventory=[inventory, *corpus.flagged_sentences(tables.documents)],
        summary=comparison.summary(tables.contrasts, tables.omnibus, tables.rules, leading),
        shares=comparison.what_shares_are(tables.prevalence, workspace.study.comparison.weight),
        alone=own_themes(tables),
        trust=[*trust(tables), *_planted(workspace)],
        persons=[privacy.masked_sentence(read("masked")), kept_back],
    )


def _planted(workspace: Workspace) -> list[str]:
    """How much of what was planted is found, where something was."""
    if not workspace.has("tables/planted_differences.csv"):
        return []
    said = designed_sentence(workspace.read_table("planted_differences"))
    return [said] if said else []


def _made(workspace: Workspace, notebooks: list[tuple[str, str]]) -> Made:
    tables = {path.stem for one in _folders(workspace) for path in (one / "tables").glob("*.csv")}
    identity, captions = study_id(workspace.results), captions_of(workspace)
    return Made(metadata.version("nordtema"), identity, tables, captions, notebooks)


def captions_of(workspace: Workspace) -> dict[str, dict[str, str]]:
    """Alt text and caption of every figure that was made.

    Parameters
    ----------
    workspace : of the report
    """
    found: dict[str, dict[str, str]] = {}
    for folder in _folders(workspace):
        found |= read_json(folder / "figures" / "captions.json", {})
    return found


def _folders(workspace: Workspace) -> list[Path]:
    """Where the finished stages, and this one, keep what they have made."""
    names = finished(workspace.results)
    return [*(stage_folder(workspace.results, name) for name in names), workspace.own]
