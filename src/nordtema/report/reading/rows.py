"""The rows of the tables behind claims and shares, each with an address of its own.

A row is told with the name of its columns beside its figures, so that whoever follows a link to it
sees what they are.
"""

from typing import Any

import pandas as pd

from ...schemas import TYPES, Column, schema_of
from ...tables import DECIMALS
from .content import ROWS, Content
from .site import Site

#: types of numbers without decimals, though a column with empty cells holds them with some
WHOLE = {name for name, of in TYPES.items() if of.kind in ("integer", "flag")}


def write_rows(site: Site, content: Content) -> None:
    """Write the rows of the claims and of the shares, a page for so many.

    Parameters
    ----------
    site : of the report
    content : of the study
    """
    claims, shares = _told(content, "claims"), _told(content, "prevalence")
    _write(site, content, "claims", [
        {"anchor": claim, "title": claim, "rows": [row],
         "page": f"{content.theme_pages[topic]}#{claim}"}
        for claim, topic, row in zip(content.claims["claim"], content.claims["topic"], claims,
                                     strict=True)
    ])  # fmt: skip
    of_topic: dict[int, list[list[str]]] = {}
    for topic, row in zip(content.prevalence["topic"], shares, strict=True):
        of_topic.setdefault(topic, []).append(row)
    _write(site, content, "prevalence", [
        {"anchor": f"topic-{topic}", "title": content.names[topic], "rows": rows,
         "page": content.theme_pages[topic]}
        for topic, rows in of_topic.items()
    ])  # fmt: skip


def _columns(content: Content, kind: str) -> list[Column]:
    table = getattr(content, kind)
    return [c for c in schema_of(f"{kind}.{content.model}").columns if c.name in table]


def _told(content: Content, kind: str) -> list[list[str]]:
    """The rows of a table as its file has them."""
    table = getattr(content, kind)
    cells = [_cells(table[column.name], column.type in WHOLE) for column in _columns(content, kind)]
    return [list(row) for row in zip(*cells, strict=True)]


def _cells(column: pd.Series, whole: bool) -> list[str]:
    if whole:
        told = column.map(lambda value: str(int(value)), na_action="ignore")
    elif pd.api.types.is_float_dtype(column):
        told = column.map(f"{{:.{DECIMALS}f}}".format, na_action="ignore")
    else:
        told = column.astype(str).where(column.notna())
    return told.astype(object).fillna("").tolist()


def _write(site: Site, content: Content, kind: str, sections: list[dict[str, Any]]) -> None:
    """The pages of a table, with links to each other."""
    name = f"{kind}.{content.model}"
    pages = range(max(1, -(-len(sections) // ROWS)))
    for number in pages:
        site.write(
            f"rows/{kind}-{number + 1}.html", "rows", f"Rows of {name}.csv", name=name,
            meaning=schema_of(name).meaning, columns=_columns(content, kind),
            sections=sections[number * ROWS : (number + 1) * ROWS],
            others=[(f"{kind}-{n + 1}.html", n == number, sections[n * ROWS]["title"])
                    for n in pages if sections],
        )  # fmt: skip
