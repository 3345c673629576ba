"""A random sample of content words of the default corpus with their lemmas, to be judged by hand.

    python benchmarks/lemma_sample.py draw SEED > sample.csv
    python benchmarks/lemma_sample.py score benchmarks/lemmas_judged.csv

`draw` writes 120 words a norm, each with the words around it and the lemma that the study counts.
Whoever judges fills the column `right` with 1 or 0 and, where it is wrong, `should_be`. Right is a
lemma that is the dictionary's for what the word means there; adverbs in -t may stand as their
adjective, participles as their verb or as an adjective of their own, names as they are written or
as the common noun that they are.
"""

import csv
import random
import sys
from pathlib import Path

import pandas as pd

from nordtema.corpus import read_corpus, read_country
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.study import Study
from nordtema.vocabulary.tokens import read_words

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
WORDS_A_NORM = 120
AROUND = 6
COLUMNS = ["language", "doc_id", "context", "word", "lemma", "right", "should_be"]


def draw(seed: int) -> list[list[str]]:
    index = read_corpus(CORPUS).documents
    rules = Study().corpus
    segments = pd.concat([read_country(index, code, rules).segments for code in COUNTRIES])
    found: dict[str, list[list[str]]] = {code: [] for code in LANGUAGES}
    for row in segments.to_dict("records"):
        read = read_words(row["text"], row["language"])
        words = [word for word, _ in read]
        for place, (word, lemma) in enumerate(read):
            if lemma:
                before = " ".join(words[max(0, place - AROUND) : place])
                after = " ".join(words[place + 1 : place + 1 + AROUND])
                context = f"{before} [{word}] {after}".strip()
                found[row["language"]].append(
                    [row["language"], row["doc_id"], context, word, lemma]
                )
    chosen = random.Random(seed)
    return [
        [*row, "", ""] for code in LANGUAGES for row in chosen.sample(found[code], WORDS_A_NORM)
    ]


def score(path: Path) -> None:
    judged = pd.read_csv(path, keep_default_na=False)
    for language, rows in judged.groupby("language"):
        wrong = rows[rows["right"] == 0]
        listed = ", ".join(f"{w} → {m} ({s})" for w, m, s in zip(
            wrong["word"], wrong["lemma"], wrong["should_be"], strict=True))  # fmt: skip
        print(f"{language}: {len(wrong)} of {len(rows)} wrong. {listed}")


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([COLUMNS, *draw(int(sys.argv[2]))])
    else:
        score(Path(sys.argv[2]))
