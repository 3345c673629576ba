"""What the reader is given of a study: no more of the texts than the other pages show."""

from pathlib import Path

import numpy as np
import pandas as pd

from ...formats import group_name
from ...languages import LANGUAGES
from ..reader import ReaderContent, ReaderTheme, write_reader
from .concepts import said_as
from .content import Content
from .findings import first_words

WORDS = 12  # of a theme in each norm


def write_reader_of(
    folder: Path, content: Content, documents: dict[str, str], concepts: dict[str, str]
) -> list[Path]:
    """Write the reader of a study.

    Parameters
    ----------
    folder : of the report
    content : of the study
    documents, concepts : addresses, as of their pages

    Returns
    -------
    The files
    """
    known = _concepts(content, concepts)
    model = pd.DataFrame(content.themes.model.topics.T, index=content.themes.model.concepts)
    weights = model.reindex(known["concept"], fill_value=0.0)  # none of words that form no topic
    shares = content.shares.set_index("doc_id").filter(regex="^topic_")
    return write_reader(folder, ReaderContent(
        title=content.study.about.title,
        themes=[_theme(content, topic) for topic in content.names],
        groups={group: group_name(group) for group in content.groups},
        norms=[code for code in LANGUAGES if (content.documents["language"] == code).any()],
        documents=_documents(content, documents),
        shares=shares.reindex(content.documents["doc_id"]).to_numpy(float),
        texts=_texts(content),
        forms=_forms(content, known),
        concepts=known,
        weights=np.asarray(weights, dtype=float).reshape(len(known), -1),
    ))  # fmt: skip


def _theme(content: Content, topic: int) -> ReaderTheme:
    words = dict(first_words(content, topic, WORDS))
    page = f"themes/{content.theme_pages[topic]}"
    return ReaderTheme(topic, content.names[topic], page, words)


def _documents(content: Content, pages: dict[str, str]) -> pd.DataFrame:
    table = content.documents
    source = table["source"].fillna("") if "source" in table else ""
    return pd.DataFrame({
        "doc_id": table["doc_id"], "title": table["doc_id"].map(content.titles),
        "date": table["date"].fillna(""), "group": table["group"], "language": table["language"],
        "source": source, "page": table["doc_id"].map(pages),
    })  # fmt: skip


def _texts(content: Content) -> dict[str, list[tuple[str, str]]]:
    """The texts as far as they are shown, names masked that may not be."""
    return {
        doc_id: [
            (language, content.door.text_left(text)) for text, language in content.excerpts(doc_id)
        ]
        for doc_id in content.documents["doc_id"]
    }


def _concepts(content: Content, pages: dict[str, str]) -> pd.DataFrame:
    """The concepts that stand on any page and may be shown, as people see them.

    Those that the topics know, and the words of single countries that the themes' pages tell.
    """
    table = content.concepts
    told = {*content.themes.model.concepts.tolist(), *content.own_words["concept"]}
    known = table["concept"].isin(told)
    table = table[known & ~table["concept"].isin(content.door.concepts)].fillna("")
    cells = table[["concept", *LANGUAGES]].reset_index(drop=True)
    names = [
        said_as({code: row[code].split("|") for code in LANGUAGES})
        for row in cells.to_dict("records")
    ]
    return cells.assign(name=names, page=cells["concept"].map(pages).fillna(""))


def _forms(content: Content, known: pd.DataFrame) -> pd.DataFrame:
    """The forms of these concepts that may be shown, the more frequent reading first.

    Then the words that pages show for them, which no text need have in that form.
    """
    forms = content.forms[["language", "form", "concept"]]
    forms = forms[forms["concept"].isin(set(known["concept"]))]
    told = known.melt("concept", list(LANGUAGES), "language", "form")
    told = told.assign(form=told["form"].str.split("|")).explode("form")
    every = pd.concat([forms, told[told["form"] != ""][forms.columns]], ignore_index=True)
    every = every[~every["form"].isin(content.door.words)]
    return every.drop_duplicates(["language", "form"], ignore_index=True)
