"""What became of every file and row of a corpus: read, left out, or ignored."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from ...formats import thousands

COLUMNS = ("file", "row", "status", "reason")
READ, LEFT_OUT, IGNORED = "read", "left out", "ignored"


@dataclass
class Inventory:
    """Files and rows as they are met.

    `read`: a text of the corpus; `left out`: meant as a text, but not readable; `ignored`: what is
    no text, or does not belong to the corpus.

    Attributes
    ----------
    entries : (file, row, status, reason), in the order in which they are told
    recognised : file → what it was read as
    """

    entries: list[tuple[str, str, str, str]] = field(default_factory=list)
    recognised: dict[str, str] = field(default_factory=dict)

    def add(self, file: str, status: str, reason: str = "", row: str = "") -> None:
        """Tell a file, or one of its rows.

        Parameters
        ----------
        file : name within the corpus
        status : read, left out or ignored
        reason : why, or ""
        row : number of the row, "" for the whole file
        """
        self.entries.append((file, row, status, reason))

    def forget(self, file: str) -> None:
        """Take back what was told of a file.

        Parameters
        ----------
        file : name within the corpus
        """
        self.entries = [entry for entry in self.entries if entry[0] != file]

    def reason_of(self, file: str) -> str:
        """Why a file was left out or ignored, as it was told last.

        Parameters
        ----------
        file : name within the corpus

        Returns
        -------
        str
        """
        told = (reason for name, _, _, reason in reversed(self.entries) if name == file)
        return next(told, "")

    def table(self) -> pd.DataFrame:
        """file, row ("" for the whole file), status, reason: in the order of files and rows.

        Returns
        -------
        DataFrame of text, a row an entry
        """
        frame = pd.DataFrame(self.entries, columns=list(COLUMNS), dtype=object)
        number = pd.to_numeric(frame["row"], errors="coerce").fillna(-1)
        order = frame.assign(number=number).sort_values(["file", "number"], kind="stable").index
        return frame.loc[order].reset_index(drop=True)


def reasons_told(reasons: Iterable[str], most: int = 5) -> str:
    """`2 × a Word document: …; 1 × a PDF: …`, the most frequent first.

    Parameters
    ----------
    reasons : one a file or row
    most : how many different ones are told

    Returns
    -------
    str
    """
    counts = pd.Series(list(reasons), dtype=object).value_counts()
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{thousands(number)} × {reason}" for reason, number in order[:most]]
    others = [number for _, number in order[most:]]
    if others:
        why = "another reason" if len(others) == 1 else "other reasons"
        told.append(f"and {thousands(sum(others))} for {why}")
    return "; ".join(told)
