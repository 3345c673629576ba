"""The pages behind the findings: how it was done, and every table with its columns and figures."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ...comparison.verdicts import Verdict
from ...figures.provenance import figure_order, table_of
from ...schemas import schema_of
from ..sentences.citing import citation, missing_sentence, republishing_sentences
from ..sentences.claims import FLAGS, MEANINGS
from .content import Content
from .site import Site


def figures_of(captions: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """The figures of a study, numbered in the order of their names' first place in the report.

    Parameters
    ----------
    captions : name → alt, caption

    Returns
    -------
    number, name, alt, caption, table of each
    """
    return [
        {"number": number, "name": name, "table": table_of(name), **captions[name]}
        for number, name in enumerate(sorted(captions, key=figure_order), 1)
    ]


def write_reference(
    site: Site, content: Content, tables: Iterable[str],
    captions: Mapping[str, Mapping[str, str]], notebooks: Iterable[tuple[str, str]],
    version: str, identity: str,
) -> None:  # fmt: skip
    """Write the pages on the method and on the data.

    Parameters
    ----------
    site : of the report
    content : of the study
    tables : names of the tables that were made
    captions : of all figures: name → alt, caption
    notebooks : title and address of each executed notebook
    version : of nordtema
    identity : of the study
    """
    told = [
        {"name": name, "meaning": schema_of(name).meaning, "columns": [
            {"name": column.name, "unit": column.unit, "meaning": column.meaning}
            for column in schema_of(name).columns
        ]}
        for name in sorted(tables)
    ]  # fmt: skip
    figures = figures_of(captions)
    rows = {f"{kind}.{content.model}": f"rows/{kind}-1.html" for kind in ("claims", "prevalence")}
    told_by = {**rows, f"contrasts.{content.model}": "rows/claims-1.html"}
    figures = [{**figure, "rows": told_by.get(figure["table"], "")} for figure in figures]
    feeds: dict[str, list[dict[str, Any]]] = {}
    for figure in figures:
        feeds.setdefault(figure["table"], []).append(figure)
    licences = content.documents.get("licence", pd.Series("", index=content.documents.index))
    about = content.study.about
    site.write("data.html", "data", "Method and data", tables=told, figures=figures, feeds=feeds,
               rows=rows, notebooks=list(notebooks), missing=missing_sentence(about),
               cited=citation(about, version, identity), republishing=republishing_sentences(
                   licences.fillna("").astype(str), content.study.report))  # fmt: skip
    site.write("method.html", "method", "Method", study=content.study, model=content.model,
               k=len(content.names), verdicts=[(v.value, MEANINGS[v]) for v in Verdict],
               flags=list(FLAGS.items()), groups=content.groups,
               notebooks=list(notebooks))  # fmt: skip
