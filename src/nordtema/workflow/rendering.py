"""Which pages the report has: those to be read, one for each notebook, and for each that failed."""

import shutil
from dataclasses import replace
from pathlib import Path

import nbformat

from ..report.pages import Page, failure, incomplete, write_notebooks
from ..report.reading.reference import figures_of
from ..study import Study, StudyError
from .reading import can_be_read, captions_of
from .reading import write_pages as write_reading_pages
from .records import failures, is_done
from .stages import Stage, planned, read_plan, stage_folder, stage_named
from .titles import first_failures, page_name, page_title
from .workspace import Workspace


def render_report(results: Path, own: Path | None = None) -> list[Path]:
    """Write the reading pages, and a page for every executed notebook.

    A stage that has failed has a page too, which says why. Where the reading pages cannot be made,
    since a stage that they need has failed, the notebook of the findings is the first page.

    Parameters
    ----------
    results : the results folder
    own : folder of the stage that is rendering, which may not be in place yet
    """
    failed = failures(results)
    failed.pop("report", None)
    pages = []
    for stage in _in_reading_order(results):
        path = _executed(results, stage, own)
        if path is not None:
            pages.append(_page(stage, nbformat.read(path, as_version=4)))
        elif stage.name in failed:
            pages.append(_page(stage, failure(page_title(stage), failed[stage.name])))
    if not any(page.name == page_name(stage_named("report")) for page in pages):
        raise StudyError(f"{results}: no executed notebooks yet; run `make all`")
    folder = own or stage_folder(results, "report")
    shutil.rmtree(folder / "report", ignore_errors=True)
    workspace = Workspace(results, "report", folder)
    if not can_be_read(workspace):
        return write_notebooks([_first(page) for page in pages], folder / "report")
    listed = [(page.title, page.name) for page in pages]
    home, figures = ("Report", "index.html"), figures_of(captions_of(workspace))
    written = write_notebooks(pages, folder / "report", home, figures)
    return [*written, *write_reading_pages(workspace, listed)]


def _first(page: Page) -> Page:
    """The notebook of the findings as the first page."""
    is_findings = page.name == page_name(stage_named("report"))
    return replace(page, name="index.html") if is_findings else page


def render_incomplete(results: Path, folder: Path) -> list[Path]:
    """What there is of a report whose own stage could not be made, and what is missing and why."""
    failed = failures(results)
    pages = []
    for stage in _in_reading_order(results):
        path = _executed(results, stage, None)
        if stage.name == "report":
            about = Study.model_validate(read_plan(results)["parameters"]).about
            pages.append(_first(_page(stage, incomplete(about, first_failures(failed)))))
        elif path is not None:
            pages.append(_page(stage, nbformat.read(path, as_version=4)))
        else:
            pages.append(_page(stage, failure(page_title(stage), failed[stage.name])))
    return write_notebooks(pages, folder / "report")


def _page(stage: Stage, notebook: nbformat.NotebookNode) -> Page:
    return Page(page_title(stage), page_name(stage), notebook)


def _in_reading_order(results: Path) -> list[Stage]:
    with_pages = [stage for stage in planned(results) if stage.notebook]
    return [with_pages[-1], *with_pages[:-1]]


def _executed(results: Path, stage: Stage, own: Path | None) -> Path | None:
    """The executed notebook of a stage that has finished, or of the one that is rendering."""
    folders = [stage_folder(results, stage.name)] if is_done(results, stage.name) else []
    if own is not None and stage.name == "report":
        folders.insert(0, own)
    for folder in folders:
        path = folder / "notebooks" / f"{stage.name}.ipynb"
        if path.exists():
            return path
    return None
