"""How right, how complete and how fast the links between the four norms are.

    python benchmarks/link_quality.py                 precision, recall, false friends, shares
    python benchmarks/link_quality.py --speed         … and 50,000 lemmas a language
    python benchmarks/link_quality.py --draw FILE --seed N   a fresh sample to label

Reads ../shared/corpora beside the checkout (parlamint-speeches, sib200) and the default corpus;
stops where they are missing. Each corpus is linked by itself, as a study does. Precision is
measured on tests/vocabulary/links_labelled.csv (drawn with --draw, judged by hand: see the .md
beside it), recall on tests/vocabulary/links_gold.csv.
"""

import argparse
import csv
import itertools
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from beside import ROOT, SHARED, as_units, dictionary_words, some_words
from nordtema.corpus.documents import merge, read_country, units_of
from nordtema.corpus.sources import read_corpus
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.study import Corpus
from nordtema.vocabulary.cognates import find_cognates
from nordtema.vocabulary.compounds import SCORE as COMPOUND_SCORE
from nordtema.vocabulary.concepts import Rules, link, linked_share
from nordtema.vocabulary.glossary import false_friends, general_glossary
from nordtema.vocabulary.lexicon import lemma
from nordtema.vocabulary.tokens import encode

CORPORA = SHARED / "corpora"
FIXTURES = ROOT / "tests" / "vocabulary"
LABELLED, GOLD = FIXTURES / "links_labelled.csv", FIXTURES / "links_gold.csv"
#: how many pairs of each kind are drawn
KINDS = {"dictionary": 60, "identical": 90, "cognate": 105, "compound": 45}
#: the norms between which pairs are drawn
NORMS = [("nb", "nn"), ("nb", "da"), ("nb", "sv"), ("da", "sv")]
BANDS = [0, 1, 9, np.inf]  # frequency of the rarer word: once, 2–9, 10 and more
#: the first two samples have been mended by
SAMPLES = {
    1: "first sample (mended by: flatters)",
    2: "second sample (mended by: flatters)",
    3: "third sample (fresh)",
}
SEED = 20261101
SIZE = 50_000


# ---------------------------------------------------------------- words and links


def lemma_tables() -> dict[str, pd.DataFrame]:
    """Lemmas of the three corpora, each by itself.

    Returns
    -------
    DataFrame of lemmas for each corpus, as `encode` gives it
    """
    sources = {name: CORPORA / name / "dev.jsonl" for name in ("parlamint-speeches", "sib200")}
    missing = [str(path) for path in sources.values() if not path.is_file()]
    if missing:
        sys.exit(f"link_quality: not there: {', '.join(missing)}")
    units = {name: _read_units(path) for name, path in sources.items()}
    units["default corpus"] = _default_units()
    return {name: encode(table).lemmas for name, table in units.items()}


def _read_units(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8") as lines:
        return as_units(pd.DataFrame(map(json.loads, lines)))


def _default_units() -> pd.DataFrame:
    """The default corpus, cleaned, a row a document."""
    index, rules = read_corpus(ROOT / "corpus").documents, Corpus(unit="document")
    segments, documents = merge([read_country(index, c, rules) for c in COUNTRIES], rules)
    return units_of(segments, documents, rules.unit)


def link_all(lemmas: pd.DataFrame, general: bool = True) -> pd.DataFrame:
    """Links as the vocabulary stage makes them, without a researcher's glossary.

    Parameters
    ----------
    lemmas : as `encode` gives them
    general : whether the general glossary is used

    Returns
    -------
    DataFrame as of `link`
    """
    return link(lemmas, Rules(general=general_glossary() if general else ()), find_cognates)


def pairs_of(lemmas: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """Pairs of words of two norms that are linked, each word with the pivots of its concept.

    Parameters
    ----------
    lemmas, links : of the same corpus

    Returns
    -------
    norm, lemma, norm_2, lemma_2, method (of the link that made the pair; compound apart), score,
    status, frequency (of the rarer word), name (either is a proper name)
    """
    keys = ["language", "lemma"]
    table = links[links["method"] != "none"].merge(lemmas[[*keys, "name"]], on=keys)
    rows = []
    for _, words in table.groupby("concept", sort=True):
        members = sorted(words.itertuples(index=False), key=_order)
        rows += [
            _pair(a, b) for a, b in itertools.combinations(members, 2) if a.language != b.language
        ]
    columns = ["norm", "lemma", "norm_2", "lemma_2", "method", "score", "status", "frequency",
               "name"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _order(word) -> tuple[int, int, str]:
    return (list(LANGUAGES).index(word.language), -word.frequency, word.lemma)


def _pair(a, b) -> tuple:
    """A pair is as good as the weaker of its two links."""
    weaker = min((b, a), key=lambda word: word.score)
    method = weaker.method
    if method == "cognate" and weaker.score == COMPOUND_SCORE:
        method = "compound"
    status = "accepted" if a.status == b.status == "accepted" else "review"
    return (a.language, a.lemma, b.language, b.lemma, method, min(a.score, b.score), status,
            min(a.frequency, b.frequency), a.name or b.name)  # fmt: skip


# ---------------------------------------------------------------- precision


def draw(pairs: pd.DataFrame, seed: int) -> pd.DataFrame:
    """300 automatic links, stratified by kind, norms and frequency, in random order.

    Pairs that were judged before are left out.

    Parameters
    ----------
    pairs : as `pairs_of` gives them

    Returns
    -------
    DataFrame, 300 rows of pairs
    """
    free = pairs[(pairs["status"] == "accepted") & ~pairs["name"]].copy()
    free["band"] = pd.cut(free["frequency"], BANDS, labels=False)
    free = free[[norms in NORMS for norms in zip(free["norm"], free["norm_2"], strict=True)]]
    words = pd.Series(list(zip(free["norm_2"], free["lemma_2"], strict=True)), index=free.index)
    has_pivot = words.isin(set(words[free["norm"] == "nb"]))
    free = free[(free["norm"] == "nb") | ~has_pivot]
    keys = ["norm", "lemma", "norm_2", "lemma_2"]
    free = free.drop_duplicates(keys).set_index(keys)
    before = labelled().set_index(keys).index
    free = free[~free.index.isin(before)].reset_index()
    kinds = KINDS.items()
    chosen = [_draw_kind(free[free["method"] == kind], size, seed) for kind, size in kinds]
    return pd.concat(chosen).sample(frac=1, random_state=seed).reset_index(drop=True)


def _draw_kind(pairs: pd.DataFrame, size: int, seed: int) -> pd.DataFrame:
    """Round after round one pair of each stratum, until there are enough."""
    shuffled = pairs.sample(frac=1, random_state=seed)
    strata = ["norm", "norm_2", "band"]
    turn = shuffled.groupby(strata).cumcount()
    return shuffled.assign(turn=turn).sort_values(["turn", *strata], kind="stable").head(size)


def labelled() -> pd.DataFrame:
    """The pairs that were judged by hand."""
    return pd.read_csv(LABELLED, keep_default_na=False)


def wilson(right: int, size: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927).

    Parameters
    ----------
    right, size : numbers

    Returns
    -------
    Ends of the interval
    """
    if not size:
        return (0.0, 1.0)
    z, share = 1.96, right / size
    middle = share + z * z / (2 * size)
    reach = z * np.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return tuple((middle + sign * reach) / (1 + z * z / size) for sign in (-1, 1))


def precision(pairs: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Share of right ones among the judged pairs that are linked automatically now.

    Parameters
    ----------
    pairs : as `pairs_of` gives them
    judged : as `labelled` gives them

    Returns
    -------
    DataFrame with by, value, n, wrong, precision, low, high
    """
    keys = ["norm", "lemma", "norm_2", "lemma_2"]
    now = pairs[pairs["status"] == "accepted"].sort_values("frequency", ascending=False)
    now = now.drop_duplicates(keys)[[*keys, "method", "frequency"]]
    linked = judged.drop(columns="method").merge(now, on=keys)
    linked["norms"] = linked["norm"] + "–" + linked["norm_2"]
    linked["band"] = pd.cut(linked["frequency"], BANDS, labels=["once", "2–9", "10 and more"])
    groupings = ("method", "norms", "band")
    strata = [("all", linked.assign(all="all")), *((name, linked) for name in groupings)]
    rows = [
        (stratum, value, len(group), int((group["right"] == 0).sum()), group["right"].mean(),
         *wilson(int(group["right"].sum()), len(group)))
        for stratum, table in strata
        for value, group in table.groupby(stratum, observed=True)
    ]  # fmt: skip
    rows.append(_unlinked(judged, linked))
    return pd.DataFrame(rows, columns=["by", "value", "n", "wrong", "precision", "low", "high"])


def _unlinked(judged: pd.DataFrame, linked: pd.DataFrame) -> tuple:
    """How many of the judged pairs are no longer linked, and how many of these were wrong."""
    wrong = int((judged["right"] == 0).sum() - (linked["right"] == 0).sum())
    return ("no longer linked", "", len(judged) - len(linked), wrong, np.nan, np.nan, np.nan)


# ---------------------------------------------------------------- recall


def gold() -> list[dict[str, set[str]]]:
    """Each concept of the gold list: the lemmas of each norm."""
    with GOLD.open(encoding="utf-8", newline="") as handle:
        return [
            {code: {lemma(w, code) for w in row[code].split("|") if w} for code in LANGUAGES}
            for row in csv.DictReader(handle)
        ]


def with_gold(lemmas: pd.DataFrame, concepts: list[dict[str, set[str]]]) -> pd.DataFrame:
    """The lemmas of a corpus, and those of the gold list that it lacks, at a middling frequency.

    Parameters
    ----------
    concepts : as `gold` gives them

    Returns
    -------
    DataFrame with language, lemma, frequency
    """
    known = set(zip(lemmas["language"], lemmas["lemma"], strict=True))
    wanted = {(code, word) for concept in concepts for code in concept for word in concept[code]}
    rows = pd.DataFrame(sorted(wanted - known), columns=["language", "lemma"])
    columns = ["language", "lemma", "frequency"]
    return pd.concat([lemmas[columns], rows.assign(frequency=10)], ignore_index=True)


def recall(lemmas: pd.DataFrame, concepts: list[dict[str, set[str]]], general: bool) -> dict:
    """Share of the concepts whose word in a norm is linked with their Bokmål word, unseen.

    Parameters
    ----------
    concepts : as `gold` gives them
    general : whether the general glossary is used

    Returns
    -------
    A share for each norm but Bokmål
    """
    links = link_all(with_gold(lemmas, concepts), general)
    links = links[(links["method"] != "none") & (links["status"] == "accepted")]
    concept_of = dict(
        zip(zip(links["language"], links["lemma"], strict=True), links["concept"], strict=True)
    )
    return {
        code: float(np.mean([_is_linked(concept, code, concept_of) for concept in concepts]))
        for code in list(LANGUAGES)[1:]
    }


def _is_linked(concept: dict[str, set[str]], code: str, concept_of: dict) -> bool:
    """Whether any word of the norm is linked with any Bokmål word of the concept."""
    pivots = {concept_of.get(("nb", word)) for word in concept["nb"]} - {None}
    return any(concept_of.get((code, word)) in pivots for word in concept[code])


def recall_table(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Recall among the words of each corpus and of all together, glossary off and on.

    Parameters
    ----------
    tables : lemmas of each corpus

    Returns
    -------
    DataFrame with among, glossary and a column for each norm but Bokmål
    """
    concepts = gold()
    keys = ["language", "lemma"]
    every = pd.concat(tables.values()).groupby(keys, as_index=False)["frequency"].sum()
    return pd.DataFrame(
        [
            {"among": name, "glossary": "on" if general else "off",
             **recall(lemmas, concepts, general)}
            for name, lemmas in {**tables, "all three": every}.items()
            for general in (False, True)
        ]
    )  # fmt: skip


# ---------------------------------------------------------------- false friends, shares, speed


def false_friends_linked(tables: dict[str, pd.DataFrame]) -> list[tuple[str, ...]]:
    """False friends of the list that are linked: in the corpora, and when all are at hand.

    Parameters
    ----------
    tables : lemmas of each corpus

    Returns
    -------
    (norm, lemma, norm, lemma) of each
    """
    words = sorted({word for pair in false_friends() for word in pair})
    every = pd.DataFrame(words, columns=["language", "lemma"]).assign(frequency=10)
    linked = set()
    for lemmas in (*tables.values(), every):
        links = link_all(lemmas)
        links = links[links["method"] != "none"]
        keys = zip(links["language"], links["lemma"], strict=True)
        concept_of = dict(zip(keys, links["concept"], strict=True))
        for a, b in (sorted(pair) for pair in false_friends()):
            if a in concept_of and concept_of[a] == concept_of.get(b):
                linked.add((*a, *b))
    return sorted(linked)


def shares(tables: dict[str, pd.DataFrame], links: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Linked share of the content tokens of each norm in each corpus.

    Parameters
    ----------
    tables, links : of each corpus

    Returns
    -------
    DataFrame, corpora × norms
    """
    return pd.DataFrame({name: linked_share(tables[name], links[name]) for name in tables}).T


def dictionary_lemmas(size: int = SIZE) -> pd.DataFrame:
    """So many lemmas a language from simplemma's dictionaries, the same at every run.

    Parameters
    ----------
    size : lemmas a language

    Returns
    -------
    DataFrame with language, lemma, frequency
    """
    chosen = {code: sorted(some_words(dictionary_words(code, 3), size)) for code in LANGUAGES}
    rows = [(code, word) for code, words in chosen.items() for word in words]
    return pd.DataFrame(rows, columns=["language", "lemma"]).assign(frequency=1)


def speed(lemmas: pd.DataFrame) -> tuple[float, float]:
    """Seconds and peak memory (GiB) of linking, in a process of its own.

    Returns
    -------
    Seconds, GiB
    """
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (lemmas,))


def _measure(lemmas: pd.DataFrame) -> tuple[float, float]:
    start = time.perf_counter()
    link_all(lemmas)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def print_speed() -> None:
    """Two norms at a time, then all four."""
    lemmas = dictionary_lemmas()
    for norms in (("nb", "da"), ("nb", "sv"), tuple(LANGUAGES)):
        part = lemmas[lemmas["language"].isin(norms)]
        seconds, memory = speed(part)
        print(f"{'–'.join(norms)}: {len(part)} lemmas in {seconds:.1f} s, peak {memory:.2f} GiB")


# ---------------------------------------------------------------- the command


def print_quality(tables: dict[str, pd.DataFrame], links: dict[str, pd.DataFrame]) -> None:
    """Every figure but those of time and memory."""
    show = {"index": False, "float_format": "{:.3f}".format, "na_rep": ""}
    pairs = pd.concat([pairs_of(tables[name], links[name]) for name in tables])
    for number, judged in labelled().groupby("sample"):
        print(f"Precision of automatic links, {SAMPLES[number]}")
        print(precision(pairs, judged.drop(columns="sample")).to_string(**show), end="\n\n")
    print("Recall, automatic links", recall_table(tables).to_string(**show), sep="\n")
    linked = false_friends_linked(tables)
    print(f"\nFalse friends of the list that are linked: {len(linked)}", *linked, sep="\n  ")
    print("\nLinked share of content tokens", shares(tables, links).to_string(
        float_format="{:.3f}".format), sep="\n")  # fmt: skip


def main() -> None:
    """Read the command, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draw", type=Path, help="write a fresh sample here, without scores")
    parser.add_argument("--seed", type=int, default=SEED, help="of the sample drawn")
    parser.add_argument("--speed", action="store_true", help="link 50,000 lemmas a language")
    wanted = parser.parse_args()
    tables = lemma_tables()
    links = {name: link_all(lemmas) for name, lemmas in tables.items()}
    if wanted.draw:
        pairs = pd.concat([pairs_of(tables[name], links[name]) for name in tables])
        columns = ["norm", "lemma", "norm_2", "lemma_2", "method"]
        draw(pairs, wanted.seed)[columns].to_csv(wanted.draw, index=False)
        return
    print_quality(tables, links)
    if wanted.speed:
        print("\nTime and memory")
        print_speed()


if __name__ == "__main__":
    main()
