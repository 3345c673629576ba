"""Multi-word terms: found by collocation within each norm, linked through their parts.

"sosiale medier", "sosiale medium", "sociale medier" and "sociala medier" are one concept, because
each is a collocation in its own norm and their parts are the same two concepts.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
from gensim.models.phrases import npmi_scorer

from .tokens import EncodedCorpus

MINIMUM_COUNT = 5
MINIMUM_NPMI = 0.55
MINIMUM_NORMS = 2
_METHODS = ("glossary", "dictionary", "identical", "cognate")


def join_phrases(corpus: EncodedCorpus, links: pd.DataFrame) -> tuple[EncodedCorpus, pd.DataFrame]:
    """Count the terms that are collocations in two norms or more as lemmas of their own.

    Parameters
    ----------
    corpus : the encoded corpus
    links : as `concepts.link` returns it

    Returns
    -------
    The corpus in which each occurrence of a term is one token, and the links with a row for each
    term and norm; the words of a term keep the occurrences in which they stand alone.
    """
    links = corpus.lemmas[["language", "lemma"]].merge(links, on=["language", "lemma"])
    linked = links["method"].ne("none") & links["status"].ne("rejected")
    concept = np.where(linked, pd.factorize(links["concept"])[0], -1)
    first = _adjacent(corpus)
    pairs = pd.DataFrame({"place": first, "a": corpus.tokens[first], "b": corpus.tokens[first + 1]})
    pairs["ca"], pairs["cb"] = concept[pairs["a"]], concept[pairs["b"]]
    pairs = pairs[(pairs["ca"] >= 0) & (pairs["cb"] >= 0) & (pairs["ca"] != pairs["cb"])]
    pairs["language"] = corpus.lemmas["language"].to_numpy()[pairs["a"]]
    terms = _terms(pairs, corpus, concept)
    chosen = pairs.merge(terms, on=["ca", "cb"])
    chosen = _without_overlaps(chosen.sort_values("place"))
    if chosen.empty:
        return corpus, links
    return _rewritten(corpus, links, chosen)


def _adjacent(corpus: EncodedCorpus) -> np.ndarray:
    """Places where a content word is followed by another one in the same unit."""
    tokens = corpus.tokens
    if len(tokens) < 2:
        return np.empty(0, dtype=np.int64)
    inside = np.ones(len(tokens) - 1, dtype=bool)
    ends = corpus.offsets[1:-1]
    inside[ends[(ends > 0) & (ends < len(tokens))] - 1] = False
    return np.flatnonzero(inside & (tokens[:-1] >= 0) & (tokens[1:] >= 0))


def _terms(pairs: pd.DataFrame, corpus: EncodedCorpus, concept: np.ndarray) -> pd.DataFrame:
    """Pairs of concepts that are collocations in at least two norms: ca, cb."""
    counts = pairs.groupby(["language", "ca", "cb"]).size().rename("n").reset_index()
    counts = counts[counts["n"] >= MINIMUM_COUNT].copy()
    if counts.empty:
        return pd.DataFrame(columns=["ca", "cb"])
    lemmas = corpus.lemmas.assign(concept=concept)
    frequency = lemmas.groupby(["language", "concept"])["frequency"].sum()
    words = lemmas.groupby("language")["frequency"].sum()
    counts["score"] = [
        npmi_scorer(
            frequency[row.language, row.ca], frequency[row.language, row.cb], row.n,
            1, MINIMUM_COUNT, int(words[row.language]),
        )
        for row in counts.itertuples()
    ]  # fmt: skip
    strong = counts[counts["score"] >= MINIMUM_NPMI]
    norms = strong.groupby(["ca", "cb"])["language"].nunique()
    return norms[norms >= MINIMUM_NORMS].reset_index()[["ca", "cb"]]


def _without_overlaps(chosen: pd.DataFrame) -> pd.DataFrame:
    """Of terms that share a word the first one counts."""
    kept, last = [], -2
    for place in chosen["place"]:
        kept.append(place > last + 1)
        if kept[-1]:
            last = place
    return chosen[np.array(kept, dtype=bool)]


def _rewritten(
    corpus: EncodedCorpus, links: pd.DataFrame, chosen: pd.DataFrame
) -> tuple[EncodedCorpus, pd.DataFrame]:
    lemmas = corpus.lemmas
    chosen = chosen.assign(
        lemma=lemmas["lemma"].to_numpy()[chosen["a"]]
        + " "
        + lemmas["lemma"].to_numpy()[chosen["b"]]
    )
    rows = chosen.groupby(["language", "lemma"], sort=True).agg(
        a=("a", "first"), b=("b", "first"), ca=("ca", "first"), cb=("cb", "first"),
        frequency=("place", "size"),
    ).reset_index()  # fmt: skip
    number = pd.Series(
        np.arange(len(lemmas), len(lemmas) + len(rows)),
        index=pd.MultiIndex.from_frame(rows[["language", "lemma"]]),
    )
    tokens = corpus.tokens.copy()
    keys = pd.MultiIndex.from_frame(chosen[["language", "lemma"]])
    places = chosen["place"].to_numpy()
    tokens[places] = number.reindex(keys).to_numpy()
    tokens[places + 1] = -1
    table = _lemma_rows(lemmas, rows, tokens, corpus)
    new_links = _link_rows(links, rows, table)
    units = corpus.units.copy()
    corpus = replace(corpus, units=units, lemmas=table, tokens=tokens)
    units["tokens"] = np.bincount(
        corpus.unit_of_token(), weights=tokens >= 0, minlength=len(units)
    ).astype(int)
    return corpus, new_links


def _lemma_rows(
    lemmas: pd.DataFrame, rows: pd.DataFrame, tokens: np.ndarray, corpus: EncodedCorpus
) -> pd.DataFrame:
    """The table of lemmas with the terms below, and all frequencies counted again."""
    forms = lemmas["forms"].str.split("|").str[0]
    new = pd.DataFrame(
        {"language": rows["language"], "lemma": rows["lemma"],
         "forms": forms.to_numpy()[rows["a"]] + " " + forms.to_numpy()[rows["b"]], "name": False}
    )  # fmt: skip
    table = pd.concat([lemmas, new], ignore_index=True)
    known = tokens >= 0
    table["frequency"] = np.bincount(tokens[known], minlength=len(table))
    pairs = corpus.unit_of_token()[known] * len(table) + tokens[known]
    table["documents"] = np.bincount(np.unique(pairs) % len(table), minlength=len(table))
    return table


def _link_rows(links: pd.DataFrame, rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Links of the terms: as strong as the weaker of their parts."""
    parts = [links.iloc[rows[side].to_numpy()].reset_index(drop=True) for side in ("a", "b")]
    weaker = [
        max(pair, key=_METHODS.index)
        for pair in zip(parts[0]["method"], parts[1]["method"], strict=True)
    ]
    review = (parts[0]["status"] == "review") | (parts[1]["status"] == "review")
    new = pd.DataFrame(
        {"concept": parts[0]["concept"] + " " + parts[1]["concept"], "language": rows["language"],
         "lemma": rows["lemma"], "method": weaker,
         "score": parts[0]["score"] * parts[1]["score"],
         "status": np.where(review, "review", "accepted")}
    )  # fmt: skip
    joined = pd.concat([links.drop(columns="frequency"), new], ignore_index=True)
    return joined.assign(frequency=table["frequency"].to_numpy())[list(links.columns)]
