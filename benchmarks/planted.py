"""How much of what was planted in the shipped corpus a finished study has found.

    make all SET="topics.k=8"
    python benchmarks/planted.py results [--k 6 8 10 12]

Prints, of the study, for each model and country the share of documents whose leading topic is that
of their planted theme, and how many of the ten leading concepts of each theme's topic, by
probability and by FREX, stand in its list, corpus/theme_words.csv, in at least one norm. Then, of
the differences that were planted strong, moderate and equal, how many each model calls so, and how
many an oracle: a studentised permutation test of the shares as they were planted (half of a text is
its main theme's, half its second one's), with the same false discovery rate. With --k models of so
many topics are fitted to its counts, with meaning and without, and only the share of all documents
is printed.
"""

import argparse
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from nordtema.comparison.verdicts import Verdict
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.robustness.recovery import designed_contrasts, read_design, recovery_table
from nordtema.topics.fitting import fit
from nordtema.topics.models import MODELS
from nordtema.topics.run import FittedTopics, document_topics
from nordtema.topics.training import Formation, from_concept_counts
from nordtema.vocabulary.counts import ConceptCounts
from studies import permuted

LEADING = 10
RANKS = {"rank": "by probability", "frex_rank": "by FREX"}
CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LISTS = CORPUS / "theme_words.csv"
STRONG, EQUAL = 0.1, 1e-3  # of a planted difference
DRAWS, LEVEL = 9999, 0.05


def leading_in_list(
    topics: pd.DataFrame, rank: str, links: pd.DataFrame, lists: pd.DataFrame
) -> int:
    """Of the ten leading concepts of a topic, those that are on a list in at least one norm."""
    leading = topics.loc[pd.to_numeric(topics[rank], errors="coerce") <= LEADING, "concept"]
    listed = {(norm, word.casefold()) for norm in LANGUAGES for word in lists[norm]}
    found = {
        row["concept"]
        for row in links[links["concept"].isin(leading)].to_dict("records")
        if (row["language"], row["lemma"]) in listed
    }
    return len(found)


def told(counts: Iterable[float]) -> str:
    """How many words are on the list, by each rank."""
    parts = [f"{number:g} {how}" for number, how in zip(counts, RANKS.values(), strict=True)]
    return f"of {LEADING} words on its list: {', '.join(parts)}"


def size_of(designed: pd.Series) -> pd.Series:
    """strong, moderate or equal, of planted differences."""
    size = designed.abs()
    return size.map(lambda d: "strong" if d >= STRONG else "moderate" if d > EQUAL else "equal")


def counted(sizes: pd.Series, said: pd.Series) -> str:
    """How many of each size are said to differ: strong 4 of 4, …"""
    parts = said.groupby(sizes).agg(["sum", "size"]).reindex(["strong", "moderate", "equal"])
    return ", ".join(f"{name} {row['sum']} of {row['size']}" for name, row in parts.iterrows())


def found_by_oracle(design: pd.DataFrame) -> str:
    """What a studentised permutation test of the planted shares finds, by size.

    Parameters
    ----------
    design : as `read_design` gives it
    """
    texts = pd.read_csv(CORPUS / "manifest.csv", keep_default_na=False)
    shares = sum(
        pd.get_dummies(texts[column]).reindex(columns=design["theme"], fill_value=False) / 2
        for column in ("theme", "second_theme")
    ).to_numpy(float)
    rng, rows = np.random.default_rng(5), []
    for a, b in combinations(COUNTRIES, 2):
        first, second = (shares[(texts["country"] == code).to_numpy()] for code in (a, b))
        p = permuted(first, second, DRAWS, rng)
        rows.append(pd.DataFrame({"p": p, "designed": design[a] - design[b]}))
    table = pd.concat(rows, ignore_index=True)
    found = pd.Series(false_discovery_control(table["p"]) < LEVEL)
    return counted(size_of(table["designed"]), found)


def found(
    counts: ConceptCounts, documents: pd.DataFrame, model: str, k: int, meaning: bool
) -> float:
    """Share of the documents whose leading topic is that of their planted theme.

    Parameters
    ----------
    documents : doc_id, theme
    model : a key of `MODELS`
    k : topics
    meaning : whether vectors of meaning help out
    """
    fitted = fit(model, from_concept_counts(counts, Formation(meaning=meaning)), k)
    shares = fitted.transform(counts.matrix[:, counts.shared].tocsr())
    table = document_topics(FittedTopics(fitted, shares, pd.DataFrame()), counts)
    return float(recovery_table(model, documents, table).loc[0, "agreement"])


def of_sizes(results: Path, sizes: list[int]) -> None:
    """Print a row for each number of topics and model."""
    counts = ConceptCounts.load(results / "data" / "build" / "2_vocabulary" / "data" / "counts")
    documents = pd.read_csv(CORPUS / "manifest.csv", keep_default_na=False)
    for k in sizes:
        for model in MODELS:
            with_it, without = (found(counts, documents, model, k, how) for how in (True, False))
            print(f"{k} topics, {model}: {with_it:.2f}, without meaning {without:.2f}", flush=True)


def of_study(tables: Path) -> None:
    """Print what the tables of a study tell."""
    recovery = pd.read_csv(tables / "recovery.csv")
    links = pd.read_csv(tables / "links.csv", keep_default_na=False)
    lists, design = pd.read_csv(LISTS, keep_default_na=False), read_design(CORPUS / "design.csv")
    for model, rows in recovery.groupby("model"):
        topics = pd.read_csv(tables / f"topics.{model}.csv", keep_default_na=False)
        whole = rows[rows["theme"] == "all"].iloc[0]
        shares = ", ".join(f"{code} {whole[code]:.2f}" for code in COUNTRIES)
        print(f"{model}: planted theme leads in {whole['agreement']:.2f} of the texts ({shares})")
        in_list = []
        for row in rows[rows["theme"] != "all"].to_dict("records"):
            listed, topic = lists[lists["theme"] == row["theme"]], topics["topic"] == row["topic"]
            in_list.append([leading_in_list(topics[topic], rank, links, listed) for rank in RANKS])
            print(f"  {row['theme']}: {row['agreement']:.2f}, {told(in_list[-1])}")
        means = pd.DataFrame(in_list).mean()
        print(f"  mean of {len(in_list)} themes: {told(means.round(2))}")
        topic_of = dict(zip(rows["theme"], rows["topic"] - 1, strict=True))
        contrasts = pd.read_csv(tables / f"contrasts.{model}.csv")
        planted = designed_contrasts(design, topic_of, contrasts)
        differs = planted["verdict"] == Verdict.DIFFERS
        print(f"  differ: {counted(size_of(planted['designed']), differs)}")
    print(f"oracle: {found_by_oracle(design)}")


def main() -> None:
    """Of the study, or of models of other sizes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("results", type=Path)
    parser.add_argument("--k", type=int, nargs="+")
    given = parser.parse_args()
    if given.k:
        of_sizes(given.results, given.k)
    else:
        of_study(given.results / "tables")


if __name__ == "__main__":
    main()
