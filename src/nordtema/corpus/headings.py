"""Titles of documents, and the headings that they stand under: persons are masked as in texts."""

import pandas as pd

from ..languages import COUNTRIES
from .known_names import KnownNames
from .privacy import mask
from .word_counts import mask_names

_HEADINGS = ("title", "section")  # columns of which each cell is a heading


def headings_masked(
    documents: pd.DataFrame, known: KnownNames, recognise: bool = True
) -> pd.DataFrame:
    """Documents whose titles, and the headings that they stand under, name no person either.

    Parameters
    ----------
    documents : country, language, title, and section where there is one
    known, recognise : as of `masking.mask_persons`

    Returns
    -------
    DataFrame of the same rows and columns
    """
    home = documents["country"].map({code: one.languages[0] for code, one in COUNTRIES.items()})
    norms = documents["language"].where(documents["language"] != "", home)
    masked = {}
    for name in (one for one in _HEADINGS if one in documents.columns):
        rows = pd.DataFrame({"text": documents[name].fillna("").map(mask), "language": norms})
        met = rows.drop_duplicates(ignore_index=True).assign(kind="")
        told, _ = mask_names(met.assign(doc_id=met.index), known, recognise)
        of_row = dict(
            zip(zip(met["text"], met["language"], strict=True), told["text"], strict=True)
        )
        masked[name] = [of_row[pair] for pair in zip(rows["text"], norms, strict=True)]
    return documents.assign(**masked)
