"""A page a theme: its words in four norms, what is claimed of it, its shares, and its passages."""

from typing import Any

import pandas as pd

from ...formats import count, decimal, percent
from ...languages import LANGUAGES
from ..sentences.claims import flag_meaning
from .bars import bars, end_of_scale
from .content import OWN_WORDS, Content
from .findings import claim_card, first_words, themes_at_a_glance
from .marking import Marker
from .site import Site

NAME_WORDS = 3  # of a theme that are its name in a norm
WORDS = 15  # concepts a theme
ROLES = {
    "typical": "typical: a text that has much of it",
    "middle": "in the middle: a text with the mean share of its group",
    "much": "against: a text with much of it, in a group with less of it than the mean",
    "little": "against: a text with little of it, in a group with more of it than the mean",
}
_MEASURES = (
    ("npmi", "Do its leading words stand together? NPMI, from −1 to 1, 0 being chance"),
    ("npmi_least", "The same in the norm where they do so least"),
    ("exclusivity", "How much of its leading words' weight is its own"),
    ("share_correlation", "Formed from other texts, how alike are the documents' shares"),
    ("language_entropy", "Are all norms in it alike? 1 is all, 0 is one norm"),
    ("unreviewed", "What part of it rests on links that nobody has reviewed"),
)


def write_themes(
    site: Site,
    content: Content,
    marker: Marker,
    concepts: dict[str, str],
    documents: dict[str, str],
) -> None:
    """Write the page of each theme, and the page that lists them.

    Parameters
    ----------
    site : of the report
    content : of the study
    marker : of words
    concepts : address of each concept that has a place on a page
    documents : address of each document
    """
    site.write(
        "themes/index.html", "themes", "Themes", themes=themes_at_a_glance(content),
        model=content.model,
    )  # fmt: skip
    pages = list(content.theme_pages.items())
    for number, (topic, page) in enumerate(pages):
        after = pages[number + 1] if number + 1 < len(pages) else None
        site.write(
            f"themes/{page}", "theme", content.names[topic], topic=topic,
            label=content.names[topic],
            note=content.notes.get(content.names[topic], ""),
            words=_words(content, topic, concepts, "frex_rank"),
            frequent=_words(content, topic, concepts, "rank"),
            shown_norms=[code for code in LANGUAGES if _has_words(content, topic, code)],
            facts=_facts(content, topic), flag=_flag(content, topic),
            flag_meaning=flag_meaning(_flag(content, topic)), names=_names(content, topic),
            share_row=content.share_rows.get(topic, ""),
            cards=_cards(content, topic), shares=_shares(content, topic),
            years=_years(content, topic), columns=_passages(content, marker, topic, documents),
            counted=len(content.counted) == len(content.documents),
            own=_own_words(content, topic, concepts), national=_national(content, topic),
            unit=content.study.corpus.unit,
            following=after and (after[1], content.names[after[0]]),
        )  # fmt: skip


def _of(table: pd.DataFrame, topic: int) -> pd.DataFrame:
    return table[table["topic"] == topic]


def _has_words(content: Content, topic: int, code: str) -> bool:
    return bool((_of(content.topics, topic)[code].fillna("") != "").any())


def _words(
    content: Content, topic: int, concepts: dict[str, str], order: str
) -> list[dict[str, Any]]:
    """The first concepts by a rank, a row each: words by norm, weight, address, and whether it
    cannot be compared."""
    rows = _of(content.topics, topic).sort_values(order, kind="stable").head(WORDS)
    return [
        {"weight": row["weight"], "page": concepts.get(row["concept"], ""),
         "uneven": row["concept"] in content.uneven,
         "cells": {code: (row[code] or "").split("|")[0] for code in LANGUAGES}}
        for row in rows.fillna("").to_dict("records")
    ]  # fmt: skip


def _flag(content: Content, topic: int) -> str:
    flags = _of(content.diagnostics, topic)["flag"].fillna("")
    return flags.iloc[0] if len(flags) else ""


def _names(content: Content, topic: int) -> list[tuple[str, str]]:
    """What the theme may be called in each norm: its first words there."""
    return [(code, " · ".join(some)) for code, some in first_words(content, topic, NAME_WORDS)]


def _facts(content: Content, topic: int) -> list[tuple[str, str]]:
    rows = _of(content.diagnostics, topic)
    least = rows.filter(regex=f"^npmi_({'|'.join(LANGUAGES)})$").min(axis=1)
    row = rows.assign(npmi_least=least).iloc[0]
    return [
        (meaning, percent(row[name]) if name == "unreviewed" else decimal(row[name], 2))
        for name, meaning in _MEASURES
        if pd.notna(row[name])
    ]


def _cards(content: Content, topic: int) -> list[dict[str, Any]]:
    rows = _of(content.claims, topic)
    rows = rows.assign(size=rows["difference"].abs())
    rows = rows.sort_values(["leads", "size"], ascending=False, kind="stable")
    highest = end_of_scale(_of(content.prevalence, topic))
    return [claim_card(content, row, highest) for row in rows.to_dict("records")]


def _shares(content: Content, topic: int) -> list:
    rows = _of(content.prevalence, topic)
    note = [
        f"{percent(of_all)} of all words; {count(int(n), 'text')}"
        for of_all, n in zip(rows["mean_all_words"], rows["documents"], strict=True)
    ]
    return bars(rows.assign(note=note), content.groups)


def _years(content: Content, topic: int) -> list[tuple[str, list]]:
    """The shares of each year, group beside group."""
    rows = _of(content.over_time, topic)
    highest = end_of_scale(rows)
    return [
        (str(int(year)), bars(part.assign(note=[count(int(n), "text") for n in part["documents"]]),
                              content.groups, highest))
        for year, part in rows.groupby("year", sort=True)
    ]  # fmt: skip


def _passages(
    content: Content, marker: Marker, topic: int, documents: dict[str, str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """The passages of each group; only of documents that may be shown."""
    shares = content.shares.set_index("doc_id").filter(regex="^topic_")
    rows = _of(content.passages, topic)
    found: dict[str, list[dict[str, Any]]] = {group: [] for group in content.groups}
    about = content.documents.set_index("doc_id")
    for row in rows.to_dict("records"):
        doc_id = row["doc_id"]
        if content.shown(doc_id) == "none":
            continue
        text, language = content.text_of[row["segment_id"]]
        piece = text[int(row["start"]) : int(row["end"])]
        facts = about.loc[doc_id]
        found[row["group"]].append({
            "role": row["role"], "told": _role(content, row), "doc_id": doc_id,
            "title": content.titles[doc_id],
            "page": documents[doc_id], "date": facts["date"], "share": row["share"],
            "language": language, "cut": (row["start"] > 0, row["end"] < len(text)),
            "text": marker.theme(piece, language, shares.loc[doc_id].to_numpy(), topic - 1),
        })  # fmt: skip
    return [(group, some) for group, some in found.items() if some]


def _role(content: Content, row: dict[str, Any]) -> str:
    """What a passage is for; of one that speaks against, in what way it does."""
    if row["role"] != "against":
        return ROLES[row["role"]]
    means = _of(content.prevalence, row["topic"]).set_index("country")["mean"]
    return ROLES["much" if row["share"] > means[row["group"]] else "little"]


def _own_words(
    content: Content, topic: int, concepts: dict[str, str]
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Words that a country uses more than any other, in texts of the theme, by country."""
    rows = _of(content.own_words, topic)
    rows = rows[rows["rank"] <= OWN_WORDS].assign(page=rows["concept"].map(concepts))
    return [
        (str(country), part.sort_values("rank").to_dict("records"))
        for country, part in rows.groupby("country", sort=False)
    ]


def _national(content: Content, topic: int) -> list[dict[str, Any]]:
    """The theme's counterpart in the own model of each country."""
    if content.national is None:
        return []
    return _of(content.national, topic).fillna("").to_dict("records")
