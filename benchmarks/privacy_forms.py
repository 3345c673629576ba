"""Planted identifiers and names: sentences of a table, put into documents of a corpus.

For `privacy.py`, which runs a study on them and looks for what is left.
"""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beside import ROOT
from nordtema.languages import LANGUAGES

IN_EACH_NORM = 15
_MARKED = re.compile("‹(.+)›")
_WORD = re.compile(r"[^\W\d_]{4,}")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Planted:
    """An identifier or a name, and the sentence in which it stands.

    Attributes
    ----------
    kind, norm : of the table
    sentence : with it, without the marks
    form : as it stands there
    """

    kind: str
    norm: str
    sentence: str
    form: str

    def words(self, known: set[str]) -> set[str]:
        """Its words of four letters or more that nothing else in the corpus holds, also without -s.

        Parameters
        ----------
        known : words in small letters

        Returns
        -------
        set of words in small letters
        """
        own = {word.lower() for word in _WORD.findall(self.form)} - known
        return own | {word.removesuffix("s") for word in own if len(word) > 4}

    def stands_in(self, text: str, words: set[str], known: set[str]) -> bool:
        """Does the form stand there, one of its words, or its digits in a row?

        Parameters
        ----------
        text : of a file
        words : of the same, in small letters
        known : as for `words`

        Returns
        -------
        bool
        """
        digits = "".join(_DIGITS.findall(self.form))
        long = len(digits) > 5 and re.search(rf"(?<![\d.]){digits}(?!\d)", text)
        return self.form in text or bool(long) or not words.isdisjoint(self.words(known))

    def is_left_in(self, text: str, known: set[str], around: str) -> bool:
        """Does something of it stand in the cleaned text of its own document, digits included?

        Parameters
        ----------
        text : of the document, cleaned
        known : as for `words`
        around : the document without the form

        Returns
        -------
        bool
        """
        groups = {group for group in _DIGITS.findall(self.form) if len(group) > 2}
        others = set(_DIGITS.findall(around))
        if (groups - others) & set(_DIGITS.findall(text)):
            return True
        return self.stands_in(text, words_of(text), known)


def read_planted(table: Path) -> list[Planted]:
    """The rows of a table.

    Parameters
    ----------
    table : kind, norm, sentence, in which the form is marked

    Returns
    -------
    list of Planted
    """
    planted = []
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            marked = row["sentence"]
            form = _MARKED.search(marked)
            assert form, f"{table.name}: nothing is marked in: {marked}"
            planted.append(Planted(row["kind"], row["norm"], _MARKED.sub(r"\1", marked), form[1]))
    return planted


def plant(planted: list[Planted], folder: Path) -> dict[str, tuple[str, list[Planted]]]:
    """Write the corpus: each sentence is a paragraph of a document in its norm.

    Parameters
    ----------
    folder : of the corpus

    Returns
    -------
    doc_id → (text without what was planted, what was planted)
    """
    table = pd.read_csv(ROOT / "corpus" / "manifest.csv", dtype=str, keep_default_na=False)
    documents: dict[str, tuple[str, list[Planted]]] = {}
    kept = []
    for norm in LANGUAGES:
        rows = table[(table["language"] == norm) & (table["kind"] != "thread")][:IN_EACH_NORM]
        own = [one for one in planted if one.norm == norm and one.kind != "file"]
        files = [one for one in planted if one.norm == norm and one.kind == "file"]
        for number, row in enumerate(rows.to_dict("records")):
            text = (ROOT / "corpus" / row["path"]).read_text(encoding="utf-8")
            said, named = own[number :: len(rows)], files[number : number + 1]
            if named:
                name = Path(row["path"]).with_name(named[0].sentence)
                row |= {"doc_id": name.stem, "path": name.as_posix()}
            documents[row["doc_id"]] = text, [*said, *named]
            kept.append(row)
            path = folder / row["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            paragraphs = [text.rstrip(), *(one.sentence for one in said)]
            path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    pd.DataFrame(kept).to_csv(folder / "manifest.csv", index=False)
    return documents


def words_of(text: str) -> set[str]:
    """The words of four letters or more of a text, in small letters.

    Parameters
    ----------
    text : of a file

    Returns
    -------
    set of words
    """
    return set(map(str.lower, _WORD.findall(text)))
