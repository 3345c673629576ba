"""Showing figures, tables and sentences in a notebook; whatever comes from texts is escaped."""

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from ..formats import count, decimal

ROWS = 15


def show_figure(png: Path, alt: str, caption: str) -> HTML:
    """A figure with its alternative text and caption; the picture is part of the notebook.

    Parameters
    ----------
    png : its file
    alt, caption : its words
    """
    data = base64.b64encode(png.read_bytes()).decode()
    return HTML(
        f'<figure><img alt="{escape(alt, quote=True)}" '
        f'data-figure="{escape(png.stem, quote=True)}" src="data:image/png;base64,{data}"/>'
        f"<figcaption>{_prose(caption)}</figcaption></figure>"
    )


def together(shown: Iterable[HTML]) -> HTML | None:
    """Several things that are shown, one below the other; None where there are none."""
    parts = [one.data for one in shown]
    return HTML("".join(parts)) if parts else None


def show_table(
    table: pd.DataFrame, rows: int = ROWS, none: str = "", below: Iterable[str] = ()
) -> HTML:
    """The first rows of a table, numbers at three decimals; a sentence where it has no row.

    Parameters
    ----------
    rows : at most so many are shown
    none : the sentence for a table without a row
    below : sentences that stand under the table, or alone where it has no row
    """
    told = [sentence for sentence in below if sentence]
    if table.empty and (none or told):
        return say(none, *told)
    shown = table.head(rows).rename(columns=lambda name: str(name).replace("_", " "))
    shown = shown.map(lambda value: value.replace("|", ", ") if isinstance(value, str) else value)
    html = shown.to_html(
        index=False, border=0, escape=True, na_rep="–", classes="table",
        float_format=lambda value: decimal(value, 3),
    )  # fmt: skip
    more = len(table) - len(shown)
    note = f'<p class="more">… and {count(more, "more row")}</p>' if more > 0 else ""
    under = say(*told).data if told else ""
    return HTML(f'<div class="scroll">{unbroken(html)}</div>{note}{under}')


def say(*sentences: str) -> HTML:
    """Sentences computed from the results, one paragraph; the text is escaped."""
    return HTML(f"<p>{_prose(' '.join(s for s in sentences if s))}</p>")


def say_list(items: list[str]) -> HTML:
    """A list of sentences computed from the results; the texts are escaped."""
    return HTML("<ul>" + "".join(f"<li>{_prose(item)}</li>" for item in items) + "</ul>")


def warn(*sentences: str) -> HTML:
    """Sentences that a reader must not miss; nothing where there are none."""
    text = " ".join(s for s in sentences if s)
    return HTML(f'<p class="warning">{_prose(text)}</p>' if text else "")


def _prose(text: str) -> str:
    return unbroken(escape(text, quote=False))


def unbroken(html: str) -> str:
    """HTML or Markdown with per cent signs that stay beside their numbers."""
    return html.replace(" %", "&nbsp;%")


def heading(title: str, question: str) -> HTML:
    """Title and question of a study."""
    return HTML(f"<h1>{escape(title)}</h1><p><em>{escape(question)}</em></p>")
