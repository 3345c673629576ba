"""Executed notebooks to pages that open from disk, without a network and without script.

A page is what a reader reads; the code of a section is folded into one small line at its end.
"""

from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from traitlets.config import Config

from ..languages import COUNTRIES
from ..study import StudyError
from ..tables import write_text
from .stages import Stage, done_file, stages

TEMPLATE = Path(__file__).parent / "template"
_TITLES = {
    "report": "Findings",
    "1_corpus": "Corpus",
    "2_vocabulary": "Vocabulary",
    "3_topics": "Topics",
    "4_comparison": "Comparison",
    "5_robustness": "Robustness",
}


def render_report(results: Path, own: Path | None = None) -> list[Path]:
    """Render every executed notebook; the findings become index.html.

    Parameters
    ----------
    results : the results folder
    own : folder of the stage that is rendering, which may not be in place yet
    """
    pages = [
        (stage, path) for stage in _in_reading_order() if (path := _executed(results, stage, own))
    ]
    if not pages:
        raise StudyError(f"{results}: no executed notebooks yet; run `make all`")
    target = (own or done_file(results, pages[0][0]).parent) / "report"
    written = []
    for number, (stage, path) in enumerate(pages):
        links = [
            {"title": page_title(other), "href": page_name(other), "current": other == stage}
            for other, _ in pages
        ]
        html = _exporter().from_notebook_node(
            fold_code(nbformat.read(path, as_version=4)),
            resources={
                "page_title": f"{page_title(stage)} – nordtema",
                "page_style": (TEMPLATE / "style.css").read_text(encoding="utf-8"),
                "pages": links,
                "next": links[number + 1] if number + 1 < len(links) else None,
            },
        )[0]
        written.append(write_text(target / page_name(stage), html))
    return written


def page_title(stage: Stage) -> str:
    """What the navigation calls a page."""
    country = COUNTRIES.get(stage.parameters.get("country"))
    detail = country.name if country else stage.parameters.get("model", "").upper()
    return f"{_TITLES[stage.notebook]} {detail}".strip()


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


def page_name(stage: Stage) -> str:
    """File name of a page."""
    return "index.html" if stage.name == "report" else f"{stage.name}.html"


def _in_reading_order() -> list[Stage]:
    with_pages = [stage for stage in stages() if stage.notebook]
    return [with_pages[-1], *with_pages[:-1]]


def _executed(results: Path, stage: Stage, own: Path | None) -> Path | None:
    folders = [done_file(results, stage).parent]
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
