"""A draft of a control text from the corpus itself: what `nordtema control draft` does.

The draft holds text of the corpus, so it is written beside the texts and never into the results.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ..comparison.control import known_words
from ..comparison.control_noise import noise_table
from ..comparison.control_origin import EMPTY, MACHINE, ORIGINS
from ..comparison.control_sample import (
    WORDS,
    cells_of,
    draft_table,
    draw_paragraphs,
    usable_paragraphs,
)
from ..comparison.run import PARAGRAPHS
from ..languages import LANGUAGES
from ..report.sentences.control import (
    cells_sentence,
    noise_sentence,
    place_sentences,
    sample_sentences,
)
from ..schemas import schema_of
from ..study import StudyError
from ..tables import write_table
from ..topics.models import load
from ..vocabulary.counts import present_countries
from .apertium import Apertium, find_apertium
from .folder import absolute, is_ours
from .stages import PLAN
from .workspace import Workspace

if TYPE_CHECKING:
    from ..topics.model import TopicModel

WANTED = "parallel.csv"  # as which the study reads a control text
DRAFT, NOISE = "parallel.draft", "parallel.draft.noise"
LEAST, MOST = 60, 120  # paragraphs, where nobody says how many


def draft_control(results: Path, paragraphs: int, folder: Path | None, machine: bool) -> list[str]:
    """Draw paragraphs of a study that has topics, and write them for translators.

    Parameters
    ----------
    results : a results folder
    paragraphs : how many; 0: as many as a control text of so many themes should have
    folder : where to; None: beside the corpus
    machine : whether Apertium, where it is installed, fills the empty cells

    Returns
    -------
    What is to be told, in sentences

    Raises
    ------
    StudyError
        Where there are no topics yet, nothing can be drawn, or a file would be overwritten.
    """
    study = _Study(_workspace(results))
    target = _target(study.workspace, folder)
    program = find_apertium() if machine else None
    wanted = paragraphs or min(MOST, max(LEAST, PARAGRAPHS * study.model.k))
    chosen, draft = _drawn(study, wanted)
    cells = cells_of(chosen, study.labels, study.countries)
    told = sample_sentences(cells, wanted)
    if program is not None:
        draft = filled(draft, program)
    path = write_table(target / f"{DRAFT}.csv", draft, schema_of(DRAFT, frame=True))
    told.append(cells_sentence(draft, machine, program is not None))
    if program is not None:
        noise = noise_table(returned(draft, program), study.model, study.concept_of)
        write_table(target / f"{NOISE}.csv", noise, schema_of(NOISE, frame=True))
        told.append(noise_sentence(noise, study.labels))
    return [*filter(None, told), *place_sentences(str(path), WANTED)]


# ---------------------------------------------------------------- the study


@dataclass(frozen=True)
class _Study:
    """What the draft needs of a study that has topics."""

    workspace: Workspace

    @property
    def name(self) -> str:
        """The kind of the main model."""
        return self.workspace.study.about.main_model

    @cached_property
    def model(self) -> TopicModel:
        """The main model."""
        return load(self.workspace.find(f"data/model.{self.name}.npz"))

    @cached_property
    def concept_of(self) -> dict[tuple[str, str], int]:
        """The column of each word that the main model knows, as the comparison counts it."""
        links = self.workspace.read_data("links")
        if not self.workspace.study.vocabulary.use_review_links:
            links = links[links["status"] != "review"]
        return known_words(self.model, links)

    @cached_property
    def labels(self) -> dict[int, str]:
        """The name of each theme."""
        main = self.name
        table = self.workspace.read_table(f"labels.{main}")
        return dict(zip(table["topic"], table["label"], strict=True))

    @cached_property
    def documents(self) -> pd.DataFrame:
        """All documents of the study."""
        return self.workspace.read_data("documents_described")

    @property
    def countries(self) -> list[str]:
        """The countries that have texts, in the order of the table of countries."""
        kept = self.documents[self.documents["status"] == "kept"]
        return present_countries(kept)


def _workspace(results: Path) -> Workspace:
    results = absolute(results)
    remedy = f"{results}: has no topics yet, by which to draw; run `make all` first"
    if not is_ours(results) or not (results / PLAN).is_file():
        raise StudyError(remedy)
    workspace = Workspace(results, "", results / "data")
    if not workspace.has(f"data/model.{workspace.study.about.main_model}.npz"):
        raise StudyError(remedy)
    return workspace


def _target(workspace: Workspace, folder: Path | None) -> Path:
    """The folder of the draft, in which no file would be overwritten."""
    corpus = workspace.corpus
    target = absolute(folder or (corpus if corpus.is_dir() else corpus.parent))
    if not target.is_dir():
        raise StudyError(f"{target}: no such folder; name one with --to")
    if target.is_relative_to(workspace.results):
        raise StudyError(
            f"{target}: lies in the results, where no text of the corpus may stand; "
            "name another folder with --to"
        )
    for name in (DRAFT, NOISE):
        path = target / f"{name}.csv"
        if path.exists():
            raise StudyError(
                f"{path}: is there already; move it away, or name another folder with --to"
            )
    return target


# ---------------------------------------------------------------- the draft


def _drawn(study: _Study, wanted: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The paragraphs, and the draft that holds them."""
    workspace, main = study.workspace, study.name
    usable = usable_paragraphs(workspace.read_data("segments"), study.documents)
    shares = workspace.read_table(f"document_topics.{main}")
    seed = workspace.study.topics.seed
    chosen = draw_paragraphs(usable, shares, study.model, study.concept_of, wanted, seed)
    if chosen.empty:
        raise StudyError(
            f"{workspace.corpus}: none of its paragraphs can be drawn, since none of {WORDS[0]} to "
            f"{WORDS[1]} words has words of the topics; write {WANTED} by hand"
        )
    return chosen, draft_table(chosen, study.labels)


def filled(draft: pd.DataFrame, program: Apertium) -> pd.DataFrame:
    """The draft with its empty cells filled by a program, as far as it has a way there.

    Parameters
    ----------
    draft : as `draft_table` returns it

    Returns
    -------
    A copy in which the origin of these cells is `machine`
    """
    draft = draft.copy()
    for source, target in permutations(LANGUAGES, 2):
        rows = draft.index[draft["source"] == source]
        route = program.route(source, target)
        if len(rows) and route:
            texts = program.translate(draft.loc[rows, source].tolist(), route)
            draft.loc[rows, target] = texts
            draft.loc[rows, ORIGINS[target]] = [MACHINE if text else EMPTY for text in texts]
    return draft


def returned(draft: pd.DataFrame, program: Apertium) -> pd.DataFrame:
    """Each original beside what comes back when its drafts are translated to its own norm.

    Parameters
    ----------
    draft : as `filled` returns it

    Returns
    -------
    DataFrame with language, other, text, back
    """
    parts = [pd.DataFrame(columns=["language", "other", "text", "back"])]
    for source, target in permutations(LANGUAGES, 2):
        rows = draft[(draft["source"] == source) & (draft[ORIGINS[target]] == MACHINE)]
        route = program.route(target, source)
        if len(rows) and route:
            back = program.translate(rows[target].tolist(), route)
            texts = {"text": rows[source].to_numpy(object), "back": back}
            parts.append(pd.DataFrame({"language": source, "other": target, **texts}))
    return pd.concat(parts, ignore_index=True)
