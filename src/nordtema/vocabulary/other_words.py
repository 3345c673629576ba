"""Words that the corpus lacks, linked to its concepts as its own words are.

A text beside the corpus, such as the control, has words of its own. They are linked together with
those of the corpus, by the same evidence, and each joins the concept of the corpus whose words it
was linked to. The links of the corpus stay as they are.
"""

from pathlib import Path

import pandas as pd

from ..study import Vocabulary
from .build import link_lemmas
from .concepts import COLUMNS, is_linked
from .glossary import is_term, read_glossary

KEYS = ["language", "lemma"]


def with_other_words(
    links: pd.DataFrame, lemmas: pd.DataFrame, rules: Vocabulary, glossary: Path | None = None
) -> pd.DataFrame:
    """The words of a corpus, and those of other texts that belong to its concepts.

    Parameters
    ----------
    links : of the corpus, as `concepts.link` returns them
    lemmas : of the other texts, as `tokens.encode` gives them
    rules : accept, review
    glossary : the researcher's glossary.csv

    Returns
    -------
    The links, and a row for each further word that is linked to a word of the corpus
    """
    known = pd.MultiIndex.from_frame(links[KEYS])
    further = lemmas[~pd.MultiIndex.from_frame(lemmas[KEYS]).isin(known)]
    words = links.loc[~links["lemma"].map(is_term), [*KEYS, "frequency"]]
    words = words.assign(frequency=words["frequency"].clip(lower=1))
    own = read_glossary(glossary) if glossary else ()
    together = pd.concat([words, further[words.columns]], ignore_index=True)
    found = link_lemmas(together, rules, own)
    concept = _concepts(found[is_linked(found)], links)
    added = found[is_linked(found) & ~pd.MultiIndex.from_frame(found[KEYS]).isin(known)]
    added = added.assign(concept=added["concept"].map(concept)).dropna(subset=["concept"])
    return pd.concat([links, added[COLUMNS]], ignore_index=True)


def _concepts(found: pd.DataFrame, links: pd.DataFrame) -> pd.Series:
    """For each concept that was found, that of its most frequent word in the corpus."""
    used = links[links["status"].ne("rejected")].rename(columns={"concept": "own"})
    met = found[[*KEYS, "concept"]].merge(used[[*KEYS, "own", "frequency"]], on=KEYS)
    order = ["frequency", *KEYS]
    met = met.sort_values(order, ascending=[False, True, True], kind="stable")
    return met.drop_duplicates("concept").set_index("concept")["own"]
