"""What a program of translation alone makes of shares: paragraphs there and back again.

Such a text means what it meant, in the norm in which it was written. Where its shares have moved,
the program has moved them, and a control text of its drafts takes as much for language.
"""

import numpy as np
import pandas as pd

from ..topics.model import TopicModel
from .control import count_texts

COLUMNS = ["language", "other", "paragraphs", "movement", "shift", "topic"]


def noise_table(
    returned: pd.DataFrame, model: TopicModel, concept_of: dict[tuple[str, str], int]
) -> pd.DataFrame:
    """How far shares move from a norm to another and back, for each two norms.

    Paragraphs without a word of the model, before or after, do not count.

    Parameters
    ----------
    returned : language, other, text, back (the text once it has been in the other norm)
    concept_of : column of each (language, lemma) that the model knows

    Returns
    -------
    DataFrame with language, other, paragraphs, movement (mean absolute movement of a theme's share
    in a paragraph), shift (largest mean movement of a theme over the paragraphs), topic (of which);
    these three are missing where no paragraph counts
    """
    rows = []
    for (language, other), part in returned.groupby(["language", "other"], sort=False):
        before, after = (
            model.transform(count_texts(list(part[one]), language, concept_of, len(model.concepts)))
            for one in ("text", "back")
        )
        usable = (before.sum(axis=1) > 0) & (after.sum(axis=1) > 0)
        rows.append((language, other, int(usable.sum()), *_moved((after - before)[usable])))
    return pd.DataFrame(rows, columns=COLUMNS)


def _moved(movements: np.ndarray) -> tuple[float, float, float]:
    """Movement, shift and topic, of the movements of paragraphs × K shares."""
    if not len(movements):
        return np.nan, np.nan, np.nan
    shifts = np.abs(movements.mean(axis=0))
    return float(np.abs(movements).mean()), float(shifts.max()), float(shifts.argmax() + 1)
