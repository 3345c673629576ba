"""How much of what was planted in the shipped corpus a finished study has found.

    make all SET="topics.k=8"
    python benchmarks/planted.py results

Prints, for each model and country, the share of documents whose leading topic is that of their
planted theme, and how many of the ten leading concepts of each theme's topic, by probability and by
FREX, stand in its list, corpus/theme_words.csv, in at least one norm.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from nordtema.languages import COUNTRIES, LANGUAGES

LEADING = 10
RANKS = {"rank": "by probability", "frex_rank": "by FREX"}
LISTS = Path(__file__).resolve().parents[1] / "corpus" / "theme_words.csv"


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


def main() -> None:
    tables = Path(sys.argv[1]) / "tables"
    recovery = pd.read_csv(tables / "recovery.csv")
    links = pd.read_csv(tables / "links.csv", keep_default_na=False)
    lists = pd.read_csv(LISTS, keep_default_na=False)
    for model, rows in recovery.groupby("model"):
        topics = pd.read_csv(tables / f"topics.{model}.csv", keep_default_na=False)
        whole = rows[rows["theme"] == "all"].iloc[0]
        shares = ", ".join(f"{code} {whole[code]:.2f}" for code in COUNTRIES)
        print(f"{model}: planted theme leads in {whole['agreement']:.2f} of the texts ({shares})")
        counted = []
        for row in rows[rows["theme"] != "all"].to_dict("records"):
            listed, topic = lists[lists["theme"] == row["theme"]], topics["topic"] == row["topic"]
            counted.append([leading_in_list(topics[topic], rank, links, listed) for rank in RANKS])
            print(f"  {row['theme']}: {row['agreement']:.2f}, {told(counted[-1])}")
        means = pd.DataFrame(counted).mean()
        print(f"  mean of {len(counted)} themes: {told(means.round(2))}")


if __name__ == "__main__":
    main()
