"""The concepts behind the themes: their words, how the norms were linked, lines in context."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from ...languages import LANGUAGES
from ..sentences.vocabulary import comparable_sentence
from .addresses import addresses
from .content import OWN_WORDS, Content
from .overruling import Linked, Overruling, overrulings
from .site import Site

PAGE = 60  # concepts on a page
LINES = 3  # in context, of a concept in a norm
OWN_LINES = 1  # likewise, of a word that forms no topic
BESIDE = 45  # letters of a line on either side of the word
METHODS = {
    "glossary": "a row of the study's glossary",
    "dictionary": "our word lists",
    "identical": "spelled alike in both norms",
    "cognate": "spelled nearly alike",
    "none": "no word of another norm",
}
RECKONED = "cognate"  # how likely a link is right is known of these one by one
_STATUS = {"accepted": "used", "review": "used, nobody has reviewed it", "rejected": "not used"}


def concept_pages(content: Content) -> dict[str, str]:
    """The address of each concept that a theme's page names, from the folder of the report.

    Parameters
    ----------
    content : of the study

    Returns
    -------
    concept → address, such as "concepts/002.html#c-kommune"; in the order of their first words
    """
    said = {name: said_as(cells) for name, cells in _cells(content).items()}
    names = sorted(said, key=lambda name: (said[name].casefold(), name))
    numbered = {name: f"{said[name]} {place}" for place, name in enumerate(names)}
    anchors = addresses(said[name] for name in names)
    twice = addresses(numbered.values())
    first: set[str] = set()
    found = {}
    for place, name in enumerate(names):
        anchor = anchors[said[name]] if said[name] not in first else twice[numbered[name]]
        first.add(said[name])
        found[name] = f"concepts/{place // PAGE + 1:03d}.html#c-{anchor}"
    return found


def said_as(cells: dict[str, list[str]]) -> str:
    """What a concept is called: its word in the first norm that has one.

    Parameters
    ----------
    cells : words of each norm
    """
    return next((cell[0] for cell in cells.values() if cell[0]), "")


def _cells(content: Content) -> dict[str, dict[str, list[str]]]:
    """The words of each concept that a theme's page names, norm by norm: leading or own words."""
    rows = content.topics.fillna("").drop_duplicates("concept")
    own = content.concepts[content.concepts["concept"].isin(_own(content))].fillna("")
    return {
        row["concept"]: {code: row[code].split("|") for code in LANGUAGES}
        for row in [*rows.to_dict("records"), *own.to_dict("records")]
    }


def _own(content: Content) -> set[str]:
    """The concepts that form no topic, but in which a country speaks of a theme."""
    shown = content.own_words[content.own_words["rank"] <= OWN_WORDS]
    return {*shown["concept"]} - {*content.topics["concept"]} - {*content.door.concepts}


def write_concepts(
    site: Site, content: Content, pages: dict[str, str], documents: dict[str, str]
) -> None:
    """Write the pages of the concepts and the list of them.

    Parameters
    ----------
    site : of the report
    content : of the study
    pages : as `concept_pages` gives them
    documents : address of each document
    """
    names, cells = list(pages), _cells(content)
    links, themes, beside = _links(content, names), _themes(content), _stands_with(content)
    audited = {row["concept"]: row for row in content.audited.to_dict("records")}
    own = _own(content)
    lines = _lines(content, {name: OWN_LINES if name in own else LINES for name in names},
                   documents)  # fmt: skip
    told = [
        {"name": said_as(cells[name]), "anchor": pages[name].split("#")[1], "cells": cells[name],
         "page": pages[name].split("/")[1], "themes": themes[name], "beside": beside[name],
         "lines": lines[name],
         "links": links[name], "reckoned": any(row["reckoned"] for row in links[name]),
         "overrulings": _overrulings(said_as(cells[name]), links[name]),
         "compared": comparable_sentence(audited.get(name))}
        for name in names
    ]  # fmt: skip
    for start in range(0, len(told), PAGE):
        some = told[start : start + PAGE]
        title = f"Concepts: {some[0]['name']} to {some[-1]['name']}"
        site.write(
            f"concepts/{start // PAGE + 1:03d}.html", "concept_page", title, concepts=some,
            unit=content.study.corpus.unit,
            file=Path(content.study.vocabulary.glossary).name or "glossary.csv",
        )  # fmt: skip
    site.write("concepts/index.html", "concepts", "Concepts", rows=told)


def _themes(content: Content) -> dict[str, list[dict[str, Any]]]:
    """In which themes each concept is named, where it weighs most first."""
    order = content.topics.sort_values(["weight", "topic"], ascending=[False, True], kind="stable")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, topic, weight in order[["concept", "topic", "weight"]].itertuples(index=False):
        found[name].append({"label": content.names[topic], "page": content.theme_pages[topic],
                            "weight": weight})  # fmt: skip
    return found


def _stands_with(content: Content) -> dict[str, list[dict[str, Any]]]:
    """With which theme a concept that forms no topic stands, and in which country."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    order = content.own_words[["concept", "topic", "country", "texts"]]
    for name, topic, country, texts in order.itertuples(index=False):
        found[name].append({"label": content.names[topic], "page": content.theme_pages[topic],
                            "country": country, "texts": texts})  # fmt: skip
    return found


def _links(content: Content, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """How each word of the concepts came to them; words that may not be shown are left out."""
    rows = content.links[content.links["concept"].isin(names)]
    rows = rows[~rows["lemma"].str.lower().isin(content.door.words)]
    rows = rows.assign(norm=rows["language"].map(list(LANGUAGES).index))
    rows = rows.sort_values(["norm", "frequency", "lemma"], ascending=[True, False, True])
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.to_dict("records"):
        found[row["concept"]].append({
            "language": row["language"], "lemma": row["lemma"], "method": METHODS[row["method"]],
            "score": row["score"], "reckoned": row["method"] == RECKONED,
            "frequency": int(row["frequency"]),
            "status": _STATUS[row["status"]],
        })  # fmt: skip
    return found


def _overrulings(name: str, links: list[dict[str, Any]]) -> list[Overruling]:
    words = [Linked(row["language"], row["lemma"], row["score"]) for row in links]
    return overrulings(name, words) if words else []


def _lines(
    content: Content, wanted: dict[str, int], documents: dict[str, str]
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Lines in context of each concept, so many by norm, out of what is shown of texts anyway.

    Each document gives a concept one line, so that the lines come from different ones.
    """
    found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for doc_id in content.documents["doc_id"]:
        met: set[str] = set()
        for text, language in content.excerpts(doc_id):
            for place in content.finder.places(text, language):
                lines = found[place.concept][language]
                if place.concept in met or len(lines) >= wanted.get(place.concept, 0):
                    continue
                met.add(place.concept)
                line = _in_context(content, text, place.start, place.end)
                lines.append({"line": line, "page": documents[doc_id], "doc_id": doc_id})
    return found


def _in_context(content: Content, text: str, start: int, end: int) -> Markup:
    """The word with some letters before and behind it, whole words, names masked."""
    before = text[max(0, start - BESIDE) : start]
    behind = text[end : end + BESIDE]
    if start > BESIDE:
        before = "…" + before[before.find(" ") :]
    if end + BESIDE < len(text):
        behind = behind[: behind.rfind(" ") + 1 or len(behind)].rstrip() + " …"
    left, word, right = (escape(content.door.text_left(" ".join(part.split("\n"))))
                         for part in (before, text[start:end], behind))  # fmt: skip
    return Markup("{}<mark>{}</mark>{}").format(left, word, right)
