"""The texts: a list of all, and pages on which each can be read as far as it may be shown."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from ...formats import group_name
from .addresses import addresses
from .content import Content
from .marking import ELEMENTS, Marker
from .site import Site

PAGE_LETTERS = 120_000  # of texts on one page, about
LEAST_SHARE = 0.05  # of a theme that is named
FACTS = ("source", "kind", "section", "party", "speaker", "role")  # shown where a corpus has them


def document_pages(content: Content) -> dict[str, str]:
    """The address of each document, from the folder of the report.

    Parameters
    ----------
    content : of the study

    Returns
    -------
    doc_id → address, such as "documents/002.html#se-15"
    """
    anchors = addresses(content.documents["doc_id"], "d-")
    return {
        doc_id: f"documents/{page}.html#{anchors[doc_id]}"
        for page, some in _chunks(content)
        for doc_id in some
    }


def _chunks(content: Content) -> Iterator[tuple[str, list[str]]]:
    """The documents that stand together on a page; a page holds one group's."""
    number = 0
    pairs = zip(content.documents["group"], content.documents["doc_id"], strict=True)
    for _, rows in groupby(sorted(pairs, key=lambda pair: content.groups.index(pair[0])),
                           key=lambda pair: pair[0]):  # fmt: skip
        some: list[str] = []
        size = 0
        for _, doc_id in rows:
            length = 400 + sum(len(text) for text, _ in content.excerpts(doc_id))
            if some and size + length > PAGE_LETTERS:
                number += 1
                yield f"{number:03d}", some
                some, size = [], 0
            some.append(doc_id)
            size += length
        if some:
            number += 1
            yield f"{number:03d}", some


def write_documents(site: Site, content: Content, marker: Marker, pages: dict[str, str]) -> None:
    """Write the pages of the texts and the list of them.

    Parameters
    ----------
    site : of the report
    content : of the study
    marker : of words
    pages : as `document_pages` gives them
    """
    of_topics = content.shares.filter(regex="^topic_").to_numpy(float)
    shares = dict(zip(content.shares["doc_id"], of_topics, strict=True))
    facts = content.documents.set_index("doc_id")
    chunks = list(_chunks(content))
    listed: list[dict[str, Any]] = []
    for place, (page, some) in enumerate(chunks):
        told = [_document(content, marker, doc_id, pages, facts.loc[doc_id], shares[doc_id])
                for doc_id in some]  # fmt: skip
        group = content.group_of[some[0]]
        neighbours = [chunks[other][0] if 0 <= other < len(chunks) else ""
                      for other in (place - 1, place + 1)]  # fmt: skip
        site.write(f"documents/{page}.html", "document_page", f"Texts: {group_name(group)}",
                   group=group, documents=told, before=neighbours[0], after=neighbours[1],
                   asked=content.study.report.passages)  # fmt: skip
        seen = sum(one["number"] for one in listed if one["group"] == group)
        listed.append({"page": f"{page}.html", "group": group, "number": len(some),
                       "first": seen + 1, "rows": [
            {name: one[name] for name in ("title", "page", "date", "themes")} for one in told
        ]})  # fmt: skip
    site.write("documents/index.html", "documents", "Texts", pages=listed,
               number=len(content.documents), counted=len(content.counted),
               asked=content.study.report.passages)  # fmt: skip


def _document(
    content: Content, marker: Marker, doc_id: str, pages: dict[str, str], facts: pd.Series,
    shares: np.ndarray,
) -> dict[str, Any]:  # fmt: skip
    """What is told of a document, and its text with the words of its leading themes marked."""
    order = np.argsort(-np.round(shares, 6), kind="stable")[: len(ELEMENTS)]
    leading = [int(topic) for topic in order if shares[topic] >= LEAST_SHARE]
    text = [
        (language, marker.several(piece, language, shares, leading))
        for piece, language in content.excerpts(doc_id)
    ]
    return {
        "doc_id": doc_id, "anchor": pages[doc_id].split("#")[1],
        "page": pages[doc_id].split("/")[1],
        "title": content.titles[doc_id], "date": facts["date"], "language": facts["language"],
        "facts": _told(facts), "text": text, "shown": content.shown(doc_id),
        "counted": doc_id in content.counted,
        "themes": [
            {"label": content.names[topic + 1], "page": content.theme_pages[topic + 1],
             "share": shares[topic], "element": element}
            for topic, element in zip(leading, ELEMENTS, strict=False)
        ],
    }  # fmt: skip


def _told(facts: pd.Series) -> list[str]:
    """What the corpus itself says of a document, as far as it is short."""
    known = [str(facts[name]) for name in FACTS if name in facts.index]
    return [text for text in known if text and text != "nan" and len(text) <= 80]
