"""What is said of persons: what was masked in the texts, and what is kept back of the words."""

import pandas as pd

from ...corpus.ids import CELL, DOCUMENT, FILE
from ...formats import count, listed, thousands
from ...study import Report
from ...vocabulary.door import NAME, RARE

#: how a kind of mask is called, one and several; others go by their own word
_CALLED = {
    "name": ("name", "names"),
    "email": ("e-mail address", "e-mail addresses"),
    "url": ("web address", "web addresses"),
    "phone": ("phone number", "phone numbers"),
    "id": ("identity number", "identity numbers"),
    "handle": ("handle", "handles"),
    "address": ("address", "addresses"),
    "ip": ("IP address", "IP addresses"),
    "mac": ("MAC address", "MAC addresses"),
    "iban": ("IBAN", "IBANs"),
}
_REPLACED = {
    DOCUMENT: ("id of a document", "ids of documents"),
    FILE: ("name of a file", "names of files"),
    CELL: ("cell of the corpus's own columns", "cells of the corpus's own columns"),
}
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


def kept_back_sentence(kept_back: pd.DataFrame, rules: Report) -> str:
    """How many words are kept back from what is published, and why.

    Parameters
    ----------
    kept_back : as `kept_back`
    rules : name_floor, word_floor
    """
    rows = kept_back.set_index("kind")
    why = {
        NAME: f"that stand with fewer than {count(rules.name_floor, 'author')}",
        RARE: f"of concepts that stand in fewer than {count(rules.word_floor, 'document')}",
    }
    called = {NAME: ("name", "names"), RARE: ("other word", "other words")}
    parts = [
        f"{count(int(rows.at[kind, 'words']), *called[kind])} {why[kind]}"
        for kind in (NAME, RARE)
        if kind in rows.index and rows.at[kind, "words"]
    ]
    if not parts:
        return "No word is kept back from tables, figures and pages."
    occurrences = thousands(int(rows["occurrences"].sum()))
    return (
        f"Kept back from tables, figures and pages: {listed(parts)} ({occurrences} occurrences). "
        "They take part in all that is counted."
    )
