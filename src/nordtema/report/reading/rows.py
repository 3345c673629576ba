"""The rows of the tables behind claims and shares, each with an address of its own."""

import pandas as pd

from ...schemas import schema_of
from ...tables import DECIMALS
from .content import ROWS, Content
from .site import Site


def write_rows(site: Site, content: Content) -> None:
    """Write the rows of the claims and of the shares, a page for so many.

    Parameters
    ----------
    site : of the report
    content : of the study
    """
    claims, shares = content.claims, content.prevalence
    _write(site, content, "claims", claims, list(claims["claim"]), True)
    first = ~shares["topic"].duplicated()
    anchors = [f"topic-{t}" if new else "" for t, new in zip(shares["topic"], first, strict=True)]
    _write(site, content, "prevalence", shares, anchors, False)


def _write(
    site: Site, content: Content, kind: str, table: pd.DataFrame, anchors: list[str],
    of_claims: bool,
) -> None:  # fmt: skip
    """The pages of a table.

    Parameters
    ----------
    anchors : of each row; "" for none
    of_claims : whether each row is a claim, which has a place on the page of its theme
    """
    name = f"{kind}.{content.model}"
    columns = [column for column in schema_of(name).columns if column.name in table]
    cells = [_cells(table[column.name]) for column in columns]
    known = zip(anchors, table["topic"], zip(*cells, strict=True), strict=True)
    rows = [
        {"anchor": anchor, "cells": row,
         "page": content.theme_pages[topic], "claim": anchor if of_claims else ""}
        for anchor, topic, row in known
    ]  # fmt: skip
    pages = range(max(1, -(-len(rows) // ROWS)))
    for number in pages:
        site.write(
            f"rows/{kind}-{number + 1}.html", "rows", f"Rows of {name}.csv",
            name=name, meaning=schema_of(name).meaning, columns=columns,
            rows=rows[number * ROWS : (number + 1) * ROWS],
            others=[(f"{kind}-{other + 1}.html", other == number, other * ROWS + 1,
                     min((other + 1) * ROWS, len(rows))) for other in pages],
        )  # fmt: skip


def _cells(column: pd.Series) -> list[str]:
    """A column as its file has it."""
    decimals = pd.api.types.is_float_dtype(column)
    return [
        "" if pd.isna(value) else f"{value:.{DECIMALS}f}" if decimals else str(value)
        for value in column
    ]
