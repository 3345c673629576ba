"""What a program of translation alone makes of shares: paragraphs there and back again.

Such a text means what it meant, in the norm in which it was written. Where its shares have moved,
the program has moved them, and a control text of its drafts takes as much for language.
"""

import numpy as np
import pandas as pd

from ..topics.model import TopicModel
from .control import count_texts


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
    in a paragraph), shift (largest mean movement of a theme over the paragraphs); movement and
    shift are missing where no paragraph counts
    """
    rows = []
    for (language, other), part in returned.groupby(["language", "other"], sort=False):
        before, after = (
            model.transform(
                count_texts(list(part[side]), language, concept_of, len(model.concepts))
            )
            for side in ("text", "back")
        )
        usable = (before.sum(axis=1) > 0) & (after.sum(axis=1) > 0)
        moved = (after - before)[usable]
        told = (np.abs(moved).mean(), np.abs(moved.mean(axis=0)).max()) if usable.any() else (
            np.nan, np.nan)  # fmt: skip
        rows.append((language, other, int(usable.sum()), *told))
    return pd.DataFrame(rows, columns=["language", "other", "paragraphs", "movement", "shift"])
