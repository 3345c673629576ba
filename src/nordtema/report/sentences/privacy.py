"""What is said of persons: what was masked in the texts, and what is kept back of the words."""

from collections.abc import Mapping

import pandas as pd

from ...corpus.masked import CELL, DOCUMENT, FILE
from ...formats import count, decimal, listed
from ...study import Report
from ...vocabulary.door import NAME, RARE, SHOWN

#: how a kind of mask is called, one and several; others go by their own word
_CALLED = {
    "name": ("name", "names"),
    "email": ("e-mail address", "e-mail addresses"),
    "url": ("web address", "web addresses"),
    "phone": ("phone number", "phone numbers"),
    "id": ("identity number", "identity numbers"),
    "handle": ("handle", "handles"),
    "address": ("address", "addresses"),
    "account": ("number of an account", "numbers of accounts"),
    "card": ("number of a card", "numbers of cards"),
    "ip": ("address of a machine", "addresses of machines"),
    "device": ("hardware address", "hardware addresses"),
    "plate": ("number plate", "number plates"),
    "position": ("position", "positions"),
}
_REPLACED = {
    DOCUMENT: ("id of a document", "ids of documents"),
    FILE: ("name of a file", "names of files"),
    CELL: ("cell of the corpus's own columns", "cells of the corpus's own columns"),
}
_FIRST_CASES = 8  # of names that are told before results are shared
NOT_PERFECT = (
    "No masking is perfect: names and numbers in unforeseen forms may be left, so look through "
    "what you share."
)


def masked_sentence(masked: pd.DataFrame) -> str:
    """What was masked in the texts, by kind, what was replaced, and that none of it is perfect.

    Parameters
    ----------
    masked : as `masked`
    """
    in_texts = masked[~masked["kind"].isin(_REPLACED)]
    others = masked[masked["kind"].isin(_REPLACED)]
    parts = [_told(in_texts, "Masked in the texts"), _told(others, "Replaced")]
    said = (
        " ".join(part for part in parts if part) or "Nothing was found to be masked in the texts."
    )
    return f"{said} {NOT_PERFECT}"


def _told(rows: pd.DataFrame, what: str) -> str:
    called = {**_CALLED, **_REPLACED}
    parts = [
        count(int(number), *called.get(kind, (kind,)))
        for kind, number in zip(rows["kind"], rows["masked"], strict=True)
    ]
    return f"{what}: {listed(parts)}." if parts else ""


def names_sentence(review: pd.DataFrame) -> str:
    """Which names of persons were masked and spared: for the researcher, on the screen alone.

    Parameters
    ----------
    review : as `privacy_review`
    """
    if review.empty:
        return "No name of a person was found in the texts."
    parts = []
    for decision in ("spared", "masked"):
        rows = review[review["decision"] == decision].sort_values(
            "documents", ascending=False, kind="stable"
        )
        cases = [
            f"{' '.join(name.split())} ({count(int(documents), 'document')}; {reason})"
            for name, documents, reason in zip(
                rows["name"], rows["documents"], rows["reason"], strict=True
            )
        ][:_FIRST_CASES]
        told = f", the most frequent first: {listed(cases)}" if cases else ""
        parts.append(f"{decision.capitalize()}: {count(len(rows), 'name')}{told}.")
    return f"{' '.join(parts)} All of them stand in data/privacy_review.csv; names.csv overrules."


def kept_back_sentence(kept_back: pd.DataFrame, rules: Report) -> str:
    """How many words are kept back from what is published, and why.

    Parameters
    ----------
    kept_back : as `kept_back`
    rules : name_floor, word_floor
    """
    rows = kept_back.set_index("kind")
    why = {
        NAME: f"used by fewer than {count(rules.name_floor, 'author')} or texts without an author",
        RARE: f"of concepts in fewer than {count(rules.word_floor, 'document')}",
    }
    called = {
        NAME: ("name or word met with a capital only", "names or words met with a capital only"),
        RARE: ("other word", "other words"),
    }
    parts = [
        f"{count(int(rows.at[kind, 'words']), *called[kind])} {why[kind]} "
        f"({count(int(rows.at[kind, 'occurrences']), 'occurrence')} in the texts)"
        for kind in (NAME, RARE)
        if kind in rows.index and rows.at[kind, "words"]
    ]
    if not parts:
        return "No word is kept back from tables, figures and pages."
    return (
        f"Kept back from tables, figures and pages: {listed(parts)}. "
        "They take part in all that is counted."
    )


_OF_TEXTS = {
    "none": "Of the texts nothing can be read in them.",
    "short": "Of each text at most 80 words can be read in report/ (report.passages).",
    "full": "The texts can be read in report/ as far as their licences allow (report.passages).",
}


def shown_names_sentence(door: pd.DataFrame) -> str:
    """Which names are shown: what whoever shares the results should look at.

    Parameters
    ----------
    door : kind, text: the frame `door`
    """
    names = door.loc[door["kind"] == SHOWN, "text"].tolist()
    if not names:
        return "No word that was taken for a name is shown."
    return (
        f"Shown, though it may be a name, {count(len(names), 'word')}: {listed(names)}. Enough "
        "authors use each of them, a list of public names has it, or the study allows it."
    )


def shared_sentence(names: list[str], size: int, passages: str) -> str:
    """What is handed on.

    Parameters
    ----------
    names : of files
    size : of all of them, in bytes
    passages : `report.passages`
    """
    folders = [f"{folder}/" for folder in sorted({n.split("/")[0] for n in names if "/" in n})]
    return (
        f"To be shared: {count(len(names), 'file')} ({decimal(size / 1e6, 1)} MB) of "
        f"{listed(folders)}, with run.json. What stands in data/ is not shared. "
        f"{_OF_TEXTS[passages]}"
    )


def republished(shown: Mapping[str, str], door: pd.DataFrame) -> str:
    """What of the texts is handed on, and which names may remain: a list to look through.

    Parameters
    ----------
    shown : how much of each document is shown: none, short, full
    door : the frame `door`
    """
    told = {"full": "the whole text", "short": "at most 80 words", "none": "nothing"}
    lines = [f"- {doc_id}: {told[how]}" for doc_id, how in shown.items()]
    return "\n".join([
        "# What is republished", "",
        "Of these documents so much can be read in report/. Persons are masked there, and no "
        "masking is perfect.", "", *lines, "", "# Names", "", shown_names_sentence(door), "",
    ])  # fmt: skip
