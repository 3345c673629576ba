"""Executed notebooks to pages that open from disk, without a network and without script.

A page is what a reader reads; the code of a section is folded into one small line at its end.
"""

from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from ..study import Study, StudyError
from ..tables import read_json, write_text
from .display import heading, say, warn
from .plan import PLAN
from .records import failures, is_done
from .stages import Stage, stage_folder, stages
from .titles import failure_sentences, page_name, page_title

TEMPLATE = Path(__file__).parent / "template"


def render_report(results: Path, own: Path | None = None) -> list[Path]:
    """Render every executed notebook; the findings become index.html.

    A stage that has failed has a page too, which says why.

    Parameters
    ----------
    results : the results folder
    own : folder of the stage that is rendering, which may not be in place yet
    """
    failed = failures(results)
    failed.pop("report", None)
    pages = []
    for stage in _in_reading_order():
        path = _executed(results, stage, own)
        if path is not None:
            pages.append((stage, nbformat.read(path, as_version=4)))
        elif stage.name in failed:
            pages.append((stage, _page_of_failure(stage, failed[stage.name])))
    if not any(stage.name == "report" for stage, _ in pages):
        raise StudyError(f"{results}: no executed notebooks yet; run `make all`")
    return _write_pages(pages, (own or stage_folder(results, pages[0][0])) / "report")


def render_incomplete(results: Path, folder: Path) -> list[Path]:
    """What there is of a report whose own stage could not be made, and what is missing and why."""
    failed = failures(results)
    found = []
    for stage in _in_reading_order():
        path = _executed(results, stage, None)
        if stage.name == "report":
            found.append((stage, _first_page_of(results, failed)))
        elif path is not None:
            found.append((stage, nbformat.read(path, as_version=4)))
        else:
            found.append((stage, _page_of_failure(stage, failed[stage.name])))
    return _write_pages(found, folder / "report")


def _write_pages(pages: list[tuple[Stage, nbformat.NotebookNode]], folder: Path) -> list[Path]:
    written = []
    for number, (stage, notebook) in enumerate(pages):
        links = [
            {"title": page_title(other), "href": page_name(other), "current": other == stage}
            for other, _ in pages
        ]
        html = _exporter().from_notebook_node(
            fold_code(notebook),
            resources={
                "page_title": f"{page_title(stage)} – nordtema",
                "page_style": (TEMPLATE / "style.css").read_text(encoding="utf-8"),
                "pages": links,
                "next": links[number + 1] if number + 1 < len(links) else None,
            },
        )[0]
        written.append(write_text(folder / page_name(stage), html))
    return written


def _page_of_failure(stage: Stage, reason: str) -> nbformat.NotebookNode:
    return _page_of(
        heading(page_title(stage), "This part of the study could not be made."),
        warn(f"Why: {reason}."),
    )


def _first_page_of(results: Path, failed: dict[str, str]) -> nbformat.NotebookNode:
    study = Study.model_validate(read_json(results / PLAN)["parameters"])
    return _page_of(
        heading(study.about.title, study.about.question),
        warn("This study is not complete.", *failure_sentences(failed)),
        say("What has been made is on the pages above and in the tables; run it again when the "
            "cause is mended, and it goes on from here."),
    )  # fmt: skip


def _page_of(*parts) -> nbformat.NotebookNode:
    """A notebook of pieces of HTML that are shown."""
    v4 = nbformat.v4
    outputs = [v4.new_output("display_data", {"text/html": part.data}) for part in parts]
    return v4.new_notebook(cells=[v4.new_code_cell("", outputs=outputs)])


def fold_code(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Move the code of each section to the last cell of it that has code, as one piece."""
    waiting: list[str] = []
    last = None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            waiting.append(cell.source)
            last = cell
        elif last is not None and cell.source.startswith("#"):
            last.metadata["folded"], waiting = "\n\n".join(waiting), []
            last = None
    if last is not None:
        last.metadata["folded"] = "\n\n".join(waiting)
    return notebook


def _in_reading_order() -> list[Stage]:
    with_pages = [stage for stage in stages() if stage.notebook]
    return [with_pages[-1], *with_pages[:-1]]


def _executed(results: Path, stage: Stage, own: Path | None) -> Path | None:
    """The executed notebook of a stage that has finished, or of the one that is rendering."""
    folders = [stage_folder(results, stage)] if is_done(results, stage) else []
    if own is not None and stage.name == "report":
        folders.insert(0, own)
    for folder in folders:
        path = folder / "notebooks" / f"{stage.name}.ipynb"
        if path.exists():
            return path
    return None


def _exporter() -> HTMLExporter:
    config = Config()
    config.HTMLExporter.preprocessors = []
    return HTMLExporter(
        config=config, template_name=TEMPLATE.name, extra_template_basedirs=[str(TEMPLATE.parent)]
    )
