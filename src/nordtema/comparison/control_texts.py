"""The control text as a corpus would write it: its words, and texts as long as the documents.

How long a text is bears on its shares: few words are drawn to the prior, and what language does to
them with it. So each group measures the control in texts of the length of its own documents. The
paragraphs of a theme are joined to blocks, and each group's texts make up the same blocks: what is
compared is one content.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from ..languages import LANGUAGES
from ..study import Vocabulary
from ..vocabulary.comparable import parallel_units, read_parallel_text
from ..vocabulary.other_words import with_other_words
from ..vocabulary.tokens import encode
from .control_origin import check_origins

COLUMNS = ("group", "theme", *LANGUAGES)
_CODES = list(LANGUAGES)


def read_parallel(path: Path) -> pd.DataFrame:
    """Read parallel.csv: group, theme, nb, nn, da, sv, every cell filled.

    Parameters
    ----------
    path : a table with these columns, and the further ones of a draft where it was one

    Returns
    -------
    The rows of the table, all text

    Raises
    ------
    StudyError
        Names the row, the column and the remedy.
    """
    table = read_parallel_text(path, COLUMNS)
    check_origins(table, path.name)
    return table


def control_words(
    parallel: Path | None, links: pd.DataFrame, rules: Vocabulary, glossary: Path | None = None
) -> pd.DataFrame:
    """The links that the control text is counted by: also of words that the corpus lacks.

    Nothing goes back into the corpus: its own words are linked as they were.

    Parameters
    ----------
    parallel : file of the control text
    links : of the corpus
    rules : accept, review, use_review_links
    glossary : the researcher's glossary.csv

    Returns
    -------
    DataFrame with the columns of `links`
    """
    if parallel is not None:
        lemmas = encode(parallel_units(read_parallel(parallel))).lemmas
        links = with_other_words(links, lemmas, rules, glossary)
    return links if rules.use_review_links else links[links["status"] != "review"]


def texts_like(table: pd.DataFrame, lengths: dict[str, float]) -> dict[str, pd.DataFrame]:
    """The control in texts of about the length of each group's documents, in common blocks.

    Parameters
    ----------
    table : as `read_parallel` gives it
    lengths : {group: words of its documents}

    Returns
    -------
    {group: DataFrame with block, theme, words (mean over norms) and a column for each norm}; a
    block is as long as the longest documents, as far as a theme has paragraphs for it
    """
    longest = max(lengths.values())
    blocks = [
        (theme, block)
        for theme, part in table.groupby("theme", sort=True)
        for block in _blocks(part[_CODES], longest)
    ]
    return {group: _cut(blocks, words) for group, words in lengths.items()}


def _blocks(paragraphs: pd.DataFrame, words: float) -> list[pd.DataFrame]:
    """So many paragraphs in each that they have about so many words; at least one."""
    size = max(1, round(words / max(_words(paragraphs).mean(), 1)))
    starts = range(0, max(len(paragraphs) - size, 0) + 1, size)
    return [paragraphs.iloc[start : start + size] for start in starts]


def _words(paragraphs: pd.DataFrame) -> pd.Series:
    """Words of each paragraph, the mean of its norms."""
    return paragraphs.map(lambda text: len(text.split())).mean(axis=1)


def _cut(blocks: list[tuple[object, pd.DataFrame]], words: float) -> pd.DataFrame:
    """The texts of all blocks, each of about so many words."""
    rows = []
    for number, (theme, block) in enumerate(blocks):
        length = float(_words(block).sum())
        parts = max(1, round(length / max(words, 1)))
        texts = zip(*(_parts(block[code], parts) for code in _CODES), strict=True)
        rows += [(number, theme, length / parts, *text) for text in texts]
    return pd.DataFrame(rows, columns=["block", "theme", "words", *_CODES])


def _parts(paragraphs: pd.Series, number: int) -> list[str]:
    """So many texts of equal length: paragraphs joined, or cut where there are too few of them."""
    if number <= len(paragraphs):
        return ["\n".join(part) for part in np.array_split(paragraphs.to_numpy(object), number)]
    every = np.array(" ".join(paragraphs).split(), dtype=object)
    return [" ".join(part) for part in np.array_split(every, number)]
