"""Which concepts are nouns, by how their tokens were read in the texts."""

import numpy as np
import pandas as pd

MAJORITY = 0.5


def are_nouns(concepts: pd.DataFrame) -> np.ndarray:
    """The concepts more than half of whose tokens were read as nouns, each norm counting alike.

    Names are no nouns here.

    Parameters
    ----------
    concepts : noun (as in `ConceptCounts`); a multi-word term counts by its last word

    Returns
    -------
    bool array, a value a concept
    """
    return concepts["noun"].to_numpy(float) > MAJORITY
