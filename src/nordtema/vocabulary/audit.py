"""What a researcher should look at: uneven concepts, doubtful links, words of one country."""

import numpy as np
import pandas as pd

from ..corpus.counted import APART
from ..formats import SEPARATOR
from ..languages import COUNTRIES, LANGUAGES
from .build import BuiltVocabulary
from .comparable import UNEVEN, UNITS
from .concepts import links_that_wait
from .counts import column_sums
from .headwords import are_seen, headword
from .tokens import read_words

CONTEXT_WORDS = 6
REVIEWS_WITH_CONTEXT = 40
UNLINKED = 100
PRIOR_WEIGHT = 500.0
WORDS_A_COUNTRY = 60


def concepts_to_review(built: BuiltVocabulary) -> pd.DataFrame:
    """Concepts that parallel texts show to be uneven, those that do most harm first.

    Harm is the frequency in the corpus times the imbalance in parallel texts: about how many words
    a norm would have more if it used the concept as the others do.

    Parameters
    ----------
    built : the vocabulary

    Returns
    -------
    DataFrame with concept, nb, nn, da, sv (its words), frequency, n_nb, n_nn, n_da, n_sv,
    imbalance, harm
    """
    used = built.counts.concepts[["concept", *LANGUAGES]].assign(
        frequency=column_sums(built.counts.matrix).astype(int)
    )
    table = built.comparable[built.comparable["comparable"] == UNEVEN].merge(used, on="concept")
    table["harm"] = table["frequency"] * table["imbalance"]
    table = table.sort_values(["harm", "concept"], ascending=[False, True], kind="stable")
    columns = ["concept", *LANGUAGES, "frequency", *UNITS, "imbalance", "harm"]
    return table[columns].reset_index(drop=True)


def links_to_review(links: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Links that wait for review, sorted by frequency × uncertainty, with lines from both sides.

    Parameters
    ----------
    links : as `concepts.link` returns them
    units : language, text

    Returns
    -------
    DataFrame with concept, pivot, pivot_language, language, lemma, score, frequency, context,
    pivot_context
    """
    columns = ["concept", "pivot_language", "pivot", "language", "lemma", "score", "frequency",
               "pivot_context", "context"]  # fmt: skip
    waiting = links_that_wait(links)
    shown = waiting.head(REVIEWS_WITH_CONTEXT)
    wanted = {*zip(shown["language"], shown["lemma"], strict=True),
              *zip(shown["pivot_language"], shown["pivot"], strict=True)}  # fmt: skip
    lines = keywords_in_context(units, wanted)
    for name, own in (("context", ["language", "lemma"]),
                      ("pivot_context", ["pivot_language", "pivot"])):  # fmt: skip
        keys = zip(*(waiting[column] for column in own), strict=True)
        waiting[name] = [lines.get(key, "") for key in keys]
    return waiting[columns]


def keywords_in_context(
    units: pd.DataFrame, wanted: set[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """The first line in which each (language, lemma) is met, some words on either side.

    Parameters
    ----------
    units : language, text
    wanted : (language, lemma)

    Returns
    -------
    (language, lemma) → line; no entry for what is not met
    """
    missing, lines = set(wanted), {}
    for text, language in zip(units["text"], units["language"], strict=True):
        if APART in text or not any(code == language for code, _ in missing):
            continue  # counts of words have no context
        read = read_words(text, language)
        words = [word for word, _ in read]
        for place, (word, lemma) in enumerate(read):
            key = (language, lemma)
            if key in missing:
                missing.discard(key)
                before = words[max(0, place - CONTEXT_WORDS) : place]
                after = words[place + 1 : place + 1 + CONTEXT_WORDS]
                lines[key] = " ".join([*before, f"[{word}]", *after])
        if not missing:
            break
    return lines


def unlinked_words(links: pd.DataFrame, top: int = UNLINKED) -> pd.DataFrame:
    """The most frequent words of each norm that no concept of another norm is linked to.

    Parameters
    ----------
    links : as `concepts.link` returns them
    top : words a norm

    Returns
    -------
    DataFrame with language, lemma, frequency (tokens)
    """
    alone = links[links["method"] == "none"]
    alone = alone.sort_values(["frequency", "lemma"], ascending=[False, True], kind="stable")
    order = {code: number for number, code in enumerate(LANGUAGES)}
    table = alone.groupby("language", sort=False).head(top)
    table = table.sort_values("language", key=lambda s: s.map(order), kind="stable")
    return table[["language", "lemma", "frequency"]].reset_index(drop=True)


def unlinked_side_by_side(links: pd.DataFrame, top: int = 15) -> pd.DataFrame:
    """The same with a column for each norm, for reading.

    Parameters
    ----------
    links : as `concepts.link` returns them
    top : words a norm

    Returns
    -------
    DataFrame of text, `top` rows
    """
    table = unlinked_words(links, top)
    columns = {}
    for code, part in table.groupby("language", sort=False):
        cells = part["lemma"] + " " + part["frequency"].astype(str)
        columns[LANGUAGES[str(code)].name] = list(cells) + [""] * (top - len(part))
    return pd.DataFrame(columns)


def country_words(built: BuiltVocabulary, top: int = WORDS_A_COUNTRY) -> pd.DataFrame:
    """Words that mark a country: log-odds with an informative Dirichlet prior.

    (Monroe, Colaresi & Quinn 2008, "Fightin' Words".) Concepts are compared between the countries,
    so that only what has no counterpart counts as a country's own word; the prior is the whole
    corpus, weighted as 500 tokens. What parallel texts show to be uneven marks a language, not a
    country, and is left out (`concepts_to_review` has it).

    Parameters
    ----------
    built : the vocabulary
    top : words a country

    Returns
    -------
    DataFrame with country, language, concept, lemma (its headwords), frequency, log_odds, z, shared
    (1 where topics are formed on it), reason (why not)
    """
    counts, concepts = built.counts.matrix, built.counts.concepts
    countries = built.counts.units["country"].to_numpy()
    total = column_sums(counts)
    uneven = built.comparable.loc[built.comparable["comparable"] == UNEVEN, "concept"]
    left_out = concepts["concept"].isin(uneven).to_numpy() | ~are_seen(concepts)
    prior = PRIOR_WEIGHT * total / max(total.sum(), 1)
    parts = []
    for code in [c for c in COUNTRIES if (countries == c).any()]:
        inside = column_sums(counts[countries == code])
        log_odds, z = _log_odds(inside, total - inside, prior)
        best = np.lexsort((concepts["concept"], -np.round(z, 6)))
        best = best[(z[best] > 1.96) & ~left_out[best]][:top]
        norms = list(COUNTRIES[code].languages)
        words = list(concepts.iloc[best][norms].agg(_joined, axis=1)) if len(best) else []
        parts.append(
            pd.DataFrame(
                {"country": code, "language": norms[0],
                 "concept": concepts["concept"].to_numpy()[best],
                 "lemma": words, "frequency": inside[best].astype(int),
                 "log_odds": log_odds[best], "z": z[best],
                 "shared": concepts["shared"].to_numpy()[best].astype(int),
                 "reason": concepts["reason"].to_numpy()[best]}
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _log_odds(
    inside: np.ndarray, outside: np.ndarray, prior: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds ratio of each word inside against outside, and its z-value."""
    a, b = inside + prior, outside + prior
    others = [np.maximum(c.sum() - c, 1e-12) for c in (a, b)]  # 0 where there is one concept alone
    log_odds = np.log(a / others[0]) - np.log(b / others[1])
    return log_odds, log_odds / np.sqrt(1 / a + 1 / b)


def _joined(cells: pd.Series) -> str:
    return SEPARATOR.join(dict.fromkeys(headword(cell) for cell in cells if cell))


def exclusions(built: BuiltVocabulary, top: int = 500) -> pd.DataFrame:
    """Linked or frequent concepts that topics are not formed on, with the reason, by country.

    Parameters
    ----------
    built : the vocabulary
    top : rows at most

    Returns
    -------
    DataFrame with concept, reason, NO, DK, SE (texts that use it), nb, nn, da, sv (its words); the
    most used first
    """
    concepts = built.counts.concepts
    formed_on = concepts["shared"].to_numpy(bool) | ~are_seen(concepts)
    table = concepts.loc[~formed_on, ["concept", "reason", *COUNTRIES, *LANGUAGES]].copy()
    table["texts"] = table[list(COUNTRIES)].sum(axis=1)
    table = table.sort_values(["texts", "concept"], ascending=[False, True], kind="stable")
    return table.head(top).drop(columns="texts").reset_index(drop=True)
