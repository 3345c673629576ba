"""Executed notebooks to pages that open from disk, without a network and without script.

A page is what a reader reads; the code of a section is folded into one small line at its end.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert import HTMLExporter
from nbformat import NotebookNode, v4
from traitlets.config import Config

from ..study import About
from ..tables import write_text
from .display import heading, say, unbroken, warn
from .sentences.failures import GO_ON, NOT_MADE, incomplete_sentences, reason_sentence

TEMPLATE = Path(__file__).parent / "template"
_FIGURE = re.compile(
    r'(<img alt="[^"]*" data-figure="([\w.-]+)"[^>]*/>)<figcaption>(.*?)</figcaption>', re.DOTALL
)
_COPY = re.compile(r'data-figure="([\w.-]+)"\s+src="data:image/png;base64,[^"]*"')


@dataclass(frozen=True)
class Page:
    """A page of the report.

    Attributes
    ----------
    title : what the navigation calls it
    name : of its file
    notebook : what it shows
    """

    title: str
    name: str
    notebook: NotebookNode


def write_notebooks(
    pages: Sequence[Page],
    folder: Path,
    home: tuple[str, str] | None = None,
    figures: Sequence[Mapping[str, Any]] = (),
) -> list[Path]:
    """Write the pages of notebooks, each with links to all; their files.

    Parameters
    ----------
    pages : in the order in which they are read
    home : title and address of the first page of the report, if it is none of these
    figures : number, name and table of each figure, which are told and linked under it
    """
    first = [{"title": home[0], "href": home[1], "current": False}] if home else []
    written = []
    for number, page in enumerate(pages):
        links = [
            {"title": other.title, "href": other.name, "current": other is page} for other in pages
        ]
        html = _exporter().from_notebook_node(
            fold_code(page.notebook),
            resources={
                "page_title": f"{page.title} – nordtema",
                "page_style": (TEMPLATE / "style.css").read_text(encoding="utf-8"),
                "pages": [*first, *links],
                "next": links[number + 1] if number + 1 < len(links) else None,
            },
        )[0]
        told = _with_sources(_with_linked_figures(html), figures)
        written.append(write_text(folder / page.name, told))
    return written


def _with_linked_figures(html: str) -> str:
    """The page with pictures from figures/, which stands beside it, in place of copies."""
    return _COPY.sub(r'data-figure="\1" src="../figures/\1.svg"', html)


def _with_sources(html: str, figures: Sequence[Mapping[str, Any]]) -> str:
    """The page whose figures have their numbers, and links to their data and files."""
    known = {figure["name"]: figure for figure in figures}

    def told(met: re.Match[str]) -> str:
        image, name, caption = met.groups()
        if name not in known:
            return met[0]
        number, table = known[name]["number"], known[name]["table"]
        files = [("data", f"../tables/{table}.csv")] if table else []
        files += [(kind.upper(), f"../figures/{name}.{kind}") for kind in ("svg", "png")]
        files += [("cite", f"data.html#figure-{number}")]
        links = " · ".join(f'<a href="{address}">{title}</a>' for title, address in files)
        label = f'class="drawn" tabindex="0" role="region" aria-label="Figure {number}"'
        told = f"<strong>Figure {number}.</strong> {caption} {links}"
        return f"<div {label}>{image}</div><figcaption>{told}</figcaption>"

    return _FIGURE.sub(told, html)


def failure(title: str, reason: str) -> NotebookNode:
    """What stands on the page of a part that could not be made.

    Parameters
    ----------
    title : of the part
    reason : why it could not be made, without a full stop
    """
    return _notebook_of(heading(title, NOT_MADE), warn(reason_sentence(reason)))


def incomplete(about: About, failed: Mapping[str, str]) -> NotebookNode:
    """The first page where there are no findings: what is missing, and why.

    Parameters
    ----------
    failed : why a part could not be made, by its title
    """
    return _notebook_of(
        heading(about.title, about.question), warn(*incomplete_sentences(failed)), say(GO_ON)
    )


def _notebook_of(*parts) -> NotebookNode:
    """A notebook of pieces of HTML that are shown."""
    outputs = [v4.new_output("display_data", {"text/html": part.data}) for part in parts]
    return v4.new_notebook(cells=[v4.new_code_cell("", outputs=outputs)])


def fold_code(notebook: NotebookNode) -> NotebookNode:
    """Move the code of each section to the last cell of it that has code, as one piece.

    Per cent signs stay beside their numbers.
    """
    waiting: list[str] = []
    last = None
    for cell in notebook.cells:
        if cell.cell_type == "code":
            waiting.append(cell.source)
            last = cell
            continue
        cell.source = unbroken(cell.source)
        if last is not None and cell.source.startswith("#"):
            last.metadata["folded"], waiting = "\n\n".join(waiting), []
            last = None
    if last is not None:
        last.metadata["folded"] = "\n\n".join(waiting)
    return notebook


def _exporter() -> HTMLExporter:
    config = Config()
    config.HTMLExporter.preprocessors = []
    return HTMLExporter(
        config=config, template_name=TEMPLATE.name, extra_template_basedirs=[str(TEMPLATE.parent)]
    )
