"""Multi-word terms: found by collocation within each norm, linked through their parts.

"sosiale medier", "sosiale medium", "sociale medier" and "sociala medier" are one concept, because
each is a collocation in its own norm and their parts are the same two concepts.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from .concepts import is_linked
from .readings.table import CONTENT
from .tokens import EncodedCorpus

MINIMUM_COUNT = 5
MINIMUM_NPMI = 0.55
MINIMUM_NORMS = 2
CHUNK = 2_000_000  # tokens whose neighbours are looked at at a time
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
    concept = np.where(is_linked(links), pd.factorize(links["concept"])[0], -1)
    terms = _terms(corpus, concept)
    if terms.empty:
        return corpus, links
    chosen = _without_overlaps(_occurrences(corpus, concept, terms))
    return _rewritten(corpus, links, chosen)


def _pairs(corpus: EncodedCorpus, concept: np.ndarray) -> Iterator[tuple[np.ndarray, ...]]:
    """Places where a linked word is followed by one of another concept, and the two lemmas.

    Some tokens after the other; no pair reaches over the end of a unit.
    """
    ends = corpus.offsets[1:] - 1
    for start in range(0, max(len(corpus.tokens) - 1, 0), CHUNK):
        tokens = corpus.tokens[start : start + CHUNK + 1]
        inside = np.ones(len(tokens) - 1, dtype=bool)
        between = slice(*np.searchsorted(ends, [start, start + len(inside)]))
        inside[ends[between] - start] = False
        inside &= (tokens[:-1] >= 0) & (tokens[1:] >= 0)
        first = np.flatnonzero(inside)
        a, b = tokens[first], tokens[first + 1]
        kept = (concept[a] >= 0) & (concept[b] >= 0) & (concept[a] != concept[b])
        yield first[kept] + start, a[kept], b[kept]


def _terms(corpus: EncodedCorpus, concept: np.ndarray) -> pd.DataFrame:
    """Pairs of concepts that are collocations in at least two norms: ca, cb."""
    from gensim.models.phrases import npmi_scorer  # slow to load, and not all stages look for terms

    codes = pd.factorize(corpus.lemmas["language"])[0]
    norm, counts = pd.Series(codes), _frequent_pairs(corpus, concept, codes)
    if counts.empty:
        return pd.DataFrame(columns=["ca", "cb"])
    frequency = corpus.lemmas["frequency"].groupby([norm, concept]).sum().to_dict()
    words = corpus.lemmas["frequency"].groupby(norm).sum().to_dict()
    counts["score"] = [
        npmi_scorer(
            frequency[row.norm, row.ca], frequency[row.norm, row.cb], row.n,
            1, MINIMUM_COUNT, words[row.norm],
        )
        for row in counts.itertuples()
    ]  # fmt: skip
    strong = counts[counts["score"] >= MINIMUM_NPMI]
    norms = strong.groupby(["ca", "cb"])["norm"].nunique()
    return norms[norms >= MINIMUM_NORMS].reset_index()[["ca", "cb"]]


def _frequent_pairs(corpus: EncodedCorpus, concept: np.ndarray, norm: np.ndarray) -> pd.DataFrame:
    """Pairs of concepts that a norm uses often enough: norm (number), ca, cb, n."""
    width = concept.max(initial=0) + 1
    total = pd.Series(dtype=np.int64)
    for _, a, b in _pairs(corpus, concept):
        keys = (norm[a] * width + concept[a]) * width + concept[b]
        total = total.add(pd.Series(keys).value_counts(sort=False), fill_value=0)
    total = total[total >= MINIMUM_COUNT]
    keys = total.index.to_numpy(np.int64)
    pairs = {"norm": keys // width**2, "ca": keys // width % width, "cb": keys % width}
    return pd.DataFrame({**pairs, "n": total.to_numpy(np.int64)})


def _occurrences(corpus: EncodedCorpus, concept: np.ndarray, terms: pd.DataFrame) -> pd.DataFrame:
    """Where the terms stand, in order: place, a, b (lemmas), ca, cb (concepts), language."""
    width = concept.max(initial=0) + 1
    wanted = (terms["ca"] * width + terms["cb"]).to_numpy(np.int64)
    parts = []
    for places, a, b in _pairs(corpus, concept):
        kept = np.isin(concept[a] * width + concept[b], wanted)
        parts.append(pd.DataFrame({"place": places[kept], "a": a[kept], "b": b[kept]}))
    table = pd.concat(parts, ignore_index=True)
    table["ca"], table["cb"] = concept[table["a"]], concept[table["b"]]
    return table.assign(language=corpus.lemmas["language"].to_numpy()[table["a"]])


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
    forms = _with_forms(corpus, chosen.assign(lemma=tokens[places]))
    said = forms.drop_duplicates("lemma")["form"].to_numpy(object)[-len(rows) :]
    read = lemmas[[*CONTENT, "capital"]].iloc[rows["b"].to_numpy()].reset_index(drop=True)
    new = rows[["language", "lemma"]].join(read).assign(name=False, headword=said)
    lemmas = pd.concat([lemmas, new], ignore_index=True)
    corpus = replace(corpus, units=corpus.units.copy(), lemmas=lemmas, forms=forms, tokens=tokens)
    corpus = _counted_again(corpus)
    return corpus, _link_rows(links, rows, corpus.lemmas)


def _with_forms(corpus: EncodedCorpus, chosen: pd.DataFrame) -> pd.DataFrame:
    """The table of forms with those of the terms below, as people say them: *sosiale medier*.

    The most frequent form of each word by itself would make terms that nobody says (*offentlige
    sektor*), so the two forms are read where they stand. `chosen` names the term's row of the
    lemmas. The words of a term keep the frequencies of their forms.
    """
    forms, place = corpus.forms["form"].to_numpy(object), chosen["place"].to_numpy()
    first = np.searchsorted(corpus.forms["lemma"], np.arange(len(corpus.lemmas)))
    pair = [
        forms[first[chosen[side]] + corpus.places[place + after]]
        for after, side in enumerate(("a", "b"))
    ]
    met = pd.DataFrame({"lemma": chosen["lemma"].to_numpy(), "form": pair[0] + " " + pair[1]})
    met = met.value_counts(sort=False).rename("frequency").reset_index()
    met = met.sort_values(["lemma", "frequency", "form"], ascending=[True, False, True])
    return pd.concat([corpus.forms, met], ignore_index=True)


def _counted_again(corpus: EncodedCorpus) -> EncodedCorpus:
    """The corpus with the frequencies of its lemmas and the tokens of its units as they are now."""
    corpus.lemmas["frequency"] = corpus.frequency()
    corpus.lemmas["documents"] = corpus.document_frequency()
    corpus.units["tokens"] = corpus.sums(np.ones(len(corpus.lemmas))).astype(int)
    return corpus


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
