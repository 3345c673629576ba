"""Every form of a corpus and what it is counted as, which is how words are found again in texts."""

import numpy as np
import pandas as pd

from ..study import Vocabulary
from .build import BuiltVocabulary
from .counts import counted_as, in_order_of


def forms_of(built: BuiltVocabulary, rules: Vocabulary) -> pd.DataFrame:
    """Every form of the corpus and the concept that it is counted as: the frame `forms`.

    Parameters
    ----------
    built : the vocabulary
    rules : of the study

    Returns
    -------
    DataFrame with language, form (in small letters), lemma, concept, tokens; by language and form,
    the most frequent reading of a form first
    """
    lemmas, forms = built.corpus.lemmas, built.corpus.forms
    concept = counted_as(in_order_of(lemmas, built.links), rules).to_numpy(object)
    of_form = forms["lemma"].to_numpy(int)
    table = pd.DataFrame({
        "language": lemmas["language"].to_numpy(object)[of_form],
        "form": forms["form"].to_numpy(object),
        "lemma": lemmas["lemma"].to_numpy(object)[of_form],
        "concept": concept[of_form],
        "tokens": forms["frequency"].to_numpy(np.int64),
    })  # fmt: skip
    order = ["language", "form", "tokens", "lemma"]
    ascending = [True, True, False, True]
    return table.sort_values(order, ascending=ascending, kind="stable", ignore_index=True)
