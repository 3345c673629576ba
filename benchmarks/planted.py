"""How much of what was planted in the shipped corpus a finished study has found.

    make all SET="topics.k=8"
    python benchmarks/planted.py results

Prints, for each model and country, the share of documents whose leading topic is that of their
planted theme, and how many of the ten leading concepts of each theme's topic stand in its list,
corpus/theme_words.csv, in at least one norm.
"""

import sys
from pathlib import Path

import pandas as pd

from nordtema.languages import COUNTRIES, LANGUAGES

LEADING = 10
LISTS = Path(__file__).resolve().parents[1] / "corpus" / "theme_words.csv"


def leading_in_list(
    topics: pd.DataFrame, topic: int, links: pd.DataFrame, lists: pd.DataFrame
) -> int:
    """Of the ten leading concepts of a topic, those that are on a list in at least one norm."""
    leading = topics.loc[(topics["topic"] == topic) & (topics["rank"] <= LEADING), "concept"]
    listed = {(norm, word.casefold()) for norm in LANGUAGES for word in lists[norm]}
    found = {
        row["concept"]
        for row in links[links["concept"].isin(leading)].to_dict("records")
        if (row["language"], row["lemma"]) in listed
    }
    return len(found)


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
        for row in rows[rows["theme"] != "all"].to_dict("records"):
            listed = lists[lists["theme"] == row["theme"]]
            found = leading_in_list(topics, row["topic"], links, listed)
            print(
                f"  {row['theme']}: {row['agreement']:.2f}, {found} of {LEADING} words on its list"
            )


if __name__ == "__main__":
    main()
