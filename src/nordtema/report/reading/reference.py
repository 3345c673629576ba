"""The pages behind the findings: how it was done, and every table with its columns and figures."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...comparison.verdicts import Verdict
from ...schemas import schema_of
from ..sentences.claims import MEANINGS
from .content import Content
from .site import Site

#: what a reader finds under a figure's name, and the table that it is drawn from
_TABLE_OF = {
    "corpus_over_time": "documents", "linked_share": "links", "country_words": "country_words",
    "selection": "selection", "words": "topics", "prevalence": "prevalence",
    "differences": "contrasts", "over_time": "over_time", "curves": "curves",
    "agreement": "agreement", "multiverse": "multiverse", "multiverse_choices": "multiverse",
    "planted": "planted",
}  # fmt: skip


def figures_of(captions: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The figures of a study, numbered in the order of their names' first place in the report.

    Parameters
    ----------
    captions : name → alt, caption

    Returns
    -------
    number, name, alt, caption, table of each
    """
    order = list(_TABLE_OF)

    def place(name: str) -> tuple[int, str]:
        stem = name.partition(".")[0]
        return (order.index(stem) if stem in order else len(order), name)

    return [
        {"number": number, "name": name, "table": _table(name), **captions[name]}
        for number, name in enumerate(sorted(captions, key=place), 1)
    ]


def _table(name: str) -> str:
    stem, dot, model = name.partition(".")
    table = _TABLE_OF.get(stem, "")
    return f"{table}{dot}{model}" if table else ""


def write_reference(
    site: Site, content: Content, tables: Iterable[str],
    captions: Mapping[str, Mapping[str, str]], notebooks: Iterable[tuple[str, str]],
) -> None:  # fmt: skip
    """Write the pages on the method and on the data.

    Parameters
    ----------
    site : of the report
    content : of the study
    tables : names of the tables that were made
    captions : of all figures: name → alt, caption
    notebooks : title and address of each executed notebook
    """
    told = [
        {"name": name, "meaning": schema_of(name).meaning, "columns": [
            {"name": column.name, "unit": column.unit, "meaning": column.meaning}
            for column in schema_of(name).columns
        ]}
        for name in sorted(tables)
    ]  # fmt: skip
    figures = figures_of(captions)
    feeds: dict[str, list[dict[str, Any]]] = {}
    for figure in figures:
        feeds.setdefault(figure["table"], []).append(figure)
    site.write("data.html", "data", "Method and data", tables=told, figures=figures, feeds=feeds,
               notebooks=list(notebooks))  # fmt: skip
    site.write("method.html", "method", "Method", study=content.study, model=content.model,
               k=len(content.names), verdicts=[(v.value, MEANINGS[v]) for v in Verdict],
               groups=content.groups, notebooks=list(notebooks))  # fmt: skip
