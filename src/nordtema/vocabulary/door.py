"""The door: whatever is written to a column of words of a published table passes it.

Which words may not leave is known once the vocabulary is (`kept_back`). This module needs nothing
else of the room, since all stages write through it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..formats import BESIDE, SEPARATOR
from ..schemas import Schema

WORD, CONCEPT, SHOWN = "word", "concept", "shown name"
NAME, RARE = "name", "rare word"  # why a word is kept back
HIDDEN = "…"
MASKED = "⟨name⟩"
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True)
class Door:
    """What no published place may hold.

    Attributes
    ----------
    words : in small letters: lemmas, headwords and forms
    concepts : names of concepts of which nothing is shown
    names : those of the words that are names; passages of texts lose these alone
    """

    words: frozenset[str]
    concepts: frozenset[str]
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: pd.DataFrame) -> Door:
        """The door of a study.

        Parameters
        ----------
        known : kind (word | name | concept | shown name), text: the frame `door`
        """
        texts = known.groupby("kind")["text"].agg(frozenset)
        return cls(*(texts.get(kind, frozenset()) for kind in (WORD, CONCEPT, NAME)))

    def let_out(self, table: pd.DataFrame, schema: Schema) -> pd.DataFrame:
        """The part of a table that may be published.

        Rows of a word or concept that is kept back are left out; cells of words and lines of a text
        lose the words that are.

        Parameters
        ----------
        table : with the columns of the schema
        schema : of the table

        Returns
        -------
        DataFrame with the same columns
        """
        kinds = {column.name: column.type for column in schema.of(list(table.columns))}
        kept = np.ones(len(table), dtype=bool)
        for name, kind in kinds.items():
            if kind == CONCEPT:
                kept &= ~table[name].isin(self.concepts).to_numpy()
            elif kind == WORD:
                kept &= ~table[name].str.lower().isin(self.words).to_numpy(bool)
        cleaned = {"words": self.words_left, "line": self.line_left}
        changed = {
            name: table.loc[kept, name].map(cleaned[kind], na_action="ignore")
            for name, kind in kinds.items()
            if kind in cleaned
        }
        return table[kept].assign(**changed).reset_index(drop=True)

    def words_left(self, cell: str) -> str:
        """The words of a cell that may be shown.

        Parameters
        ----------
        cell : words parted by | or ·
        """
        mark = BESIDE if BESIDE in cell else SEPARATOR
        return mark.join(word for word in cell.split(mark) if word.lower() not in self.words)

    def line_left(self, line: str) -> str:
        """A line of a text with … for each word that may not be shown.

        Parameters
        ----------
        line : as it stands in the text
        """
        return _TOKEN.sub(lambda met: HIDDEN if self._hides(met.group()) else met.group(), line)

    def text_left(self, text: str) -> str:
        """A passage of a text with ⟨name⟩ for each name that may not be shown.

        Rare words stay: in a list they would tell of a single text, in that text they are read with
        all the others.

        Parameters
        ----------
        text : as it stands, persons masked
        """
        return _TOKEN.sub(
            lambda met: MASKED if self._is_hidden_name(met.group()) else met.group(), text
        )

    def _is_hidden_name(self, token: str) -> bool:
        parts = [token, *token.split("-")]
        return any(part[:1].isupper() and part.lower() in self.names for part in parts)

    def _hides(self, token: str) -> bool:
        """Whether the token, or a part of it between hyphens, is kept back."""
        return not self.words.isdisjoint((token.lower(), *token.lower().split("-")))
