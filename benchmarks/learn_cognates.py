"""Learn the costs and weights behind `vocabulary.cognates` from the shipped glossary.

    python benchmarks/learn_cognates.py

Writes src/nordtema/vocabulary/data/cognates.json. Costs: pairs of words of one concept that are
spelled alike are aligned, and the graphemes that stand for each other are counted, four times over
(hard EM, as in Ristad & Yianilos 1998). Weights: a logistic regression on candidate pairs of the
glossary's words among 8,000 other lemmas of either norm, right where a concept holds both; a third
of the words is taken away, so that for many the best of what is left is wrong, as in real corpora.
cognates_judged.csv says of likely pairs of a glossary word and another word, by hand, whether they
are right all the same.
Frequencies are those of wordfreq (Speer 2022; needs the package), which has no Nynorsk.
"""

import csv
import functools
import itertools
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from wordfreq import word_frequency

from beside import dictionary_words, some_words
from nordtema.languages import LANGUAGES
from nordtema.vocabulary.cognates import FEATURES, MINIMUM_LETTERS, costs_of, features
from nordtema.vocabulary.concepts import FOLD
from nordtema.vocabulary.glossary import false_friends, general_glossary
from nordtema.vocabulary.lexicon import DATA, lemma
from nordtema.vocabulary.spelling import align, graphemes

JUDGED = Path(__file__).with_name("cognates_judged.csv")
ROUNDS = 4
ALIKE = 0.45  # share of the letters by which a known pair may differ and still be learned from
SMOOTHING = 0.5
SEED = 1
DRAWS = 3
KEPT = 2 / 3  # share of the glossary's words that a draw has
OTHERS = 8000  # lemmas of a norm beside them
TOKENS = 2_000_000  # of the corpus that frequencies are taken to be counted in
COUNTED = {"nb", "da", "sv"}  # norms that wordfreq knows


@functools.cache
def words_of(language: str) -> list[tuple[str, ...]]:
    """The single words of each row of the glossary as the lemmatiser gives them, which is how
    they come in a corpus."""
    return [
        tuple(
            dict.fromkeys(lemma(word, language) for word in entry.of(language) if " " not in word)
        )
        for entry in general_glossary()
    ]


def known_pairs(left: str, right: str) -> list[tuple[str, str]]:
    """Words of one concept in two norms.

    Parameters
    ----------
    left, right : codes of norms

    Returns
    -------
    Pairs of words
    """
    rows = zip(words_of(left), words_of(right), strict=True)
    return [pair for a, b in rows for pair in itertools.product(a, b)]


@functools.cache
def judged_pairs(left: str, right: str) -> dict[tuple[str, str], float]:
    """What was said by hand of pairs that the glossary does not have: 1 right, 0 wrong."""
    with JUDGED.open(encoding="utf-8", newline="") as handle:
        rows = [r for r in csv.DictReader(handle) if (r["norm"], r["norm_2"]) == (left, right)]
    return {(row["lemma"], row["lemma_2"]): float(row["right"]) for row in rows}


def learn_costs(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Cost of each replacement seen: high for a rare one, near 0 for a regular one.

    Parameters
    ----------
    pairs : words of one concept in two norms

    Returns
    -------
    {"x y": cost}, 0.02 … 1
    """
    cost: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        seen, left_total, right_total = Counter(), Counter(), Counter()
        for a, b in pairs:
            x, y = graphemes(a), graphemes(b)
            pairs_of_graphemes = align(x, y, cost)
            price = sum(cost.get(p, float(p[0] != p[1])) for p in pairs_of_graphemes)
            if price > ALIKE * max(len(x), len(y)):
                continue
            for p in pairs_of_graphemes:
                seen[p] += 1
                left_total[p[0]] += 1
                right_total[p[1]] += 1
        cost = {
            (a, b): _cost(number, left_total[a], right_total[b])
            for (a, b), number in seen.items()
            if a != b and number >= 2
        }
    return {f"{a} {b}": round(value, 3) for (a, b), value in sorted(cost.items())}


def _cost(number: int, left: int, right: int) -> float:
    """1 for what is seen once by accident, near 0 for what nearly always happens."""
    share = (number + SMOOTHING) / (min(left, right) + 20 * SMOOTHING)
    return float(np.clip(-np.log(share) / 4.6, 0.02, 1.0))  # 1 % of the cases: 1


def training_words(language: str, keep: np.ndarray, counted: bool) -> pd.DataFrame:
    """The glossary's words of a norm, for the concepts kept, among other words of the norm.

    Parameters
    ----------
    keep : rows of the glossary, whether they are kept
    counted : whether words have frequencies

    Returns
    -------
    DataFrame with lemma, language, frequency
    """
    words = {w for row, kept in zip(words_of(language), keep, strict=True) if kept for w in row}
    table = pd.DataFrame({"lemma": sorted(words | set(other_words(language)))})
    counts = [_count(w, language) for w in table["lemma"]] if counted else 1
    return table.assign(language=language, frequency=counts)


@functools.cache
def other_words(language: str) -> list[str]:
    """Lemmas that the glossary does not have, the same at every run."""
    known = {w for row in words_of(language) for w in row}
    return some_words(dictionary_words(language, MINIMUM_LETTERS) - known, OTHERS)


def _count(word: str, language: str) -> int:
    """Occurrences in a corpus of two million words, by wordfreq."""
    return max(1, round(TOKENS * word_frequency(word, language)))


def learn_weights(left: str, right: str, costs: dict[str, float]) -> list[float]:
    """Intercept and weights of the logistic function for a pair of norms.

    Parameters
    ----------
    left, right : codes of norms
    costs : as `learn_costs` gives them

    Returns
    -------
    The intercept and a weight for each of `FEATURES`
    """
    rng = np.random.default_rng(SEED)
    size = len(general_glossary())
    counted = {left, right} <= COUNTED
    tables = []
    for _ in range(DRAWS):
        keep = rng.random((2, size)) < KEPT
        words = (training_words(n, k, counted) for n, k in zip((left, right), keep, strict=True))
        tables.append(features(*words, costs_of(costs)))
    table = pd.concat(tables, ignore_index=True)
    answers = answers_to(table, left, right)
    table, answers = table[answers.notna()], answers.dropna() == 1
    model = LogisticRegression(C=10.0, max_iter=5000)
    model.fit(table[list(FEATURES)].to_numpy(float), answers)
    _report(left, right, table, answers.to_numpy(), model)
    return [round(float(w), 4) for w in (model.intercept_[0], *model.coef_[0])]


def answers_to(pairs: pd.DataFrame, left: str, right: str) -> pd.Series:
    """1 for a right pair, 0 for a wrong one, NaN where nobody can tell.

    A pair of a word of the glossary with one that its row does not name is wrong, unless it was
    judged otherwise by hand. Words spelled alike are linked without being judged.

    Parameters
    ----------
    pairs : left, right

    Returns
    -------
    A value for each pair
    """
    together, judged = set(known_pairs(left, right)), judged_pairs(left, right)
    known = {a for a, _ in together}, {b for _, b in together}

    def answer(a: str, b: str) -> float:
        if (a, b) in together:
            return 1.0
        if (a, b) in judged:
            return judged[a, b] if judged[a, b] in (0, 1) else np.nan
        alike = a.translate(FOLD) == b.translate(FOLD)
        return 0.0 if (a in known[0] or b in known[1]) and not alike else np.nan

    return pd.Series([answer(a, b) for a, b in zip(pairs["left"], pairs["right"], strict=True)])


def _report(left, right, table, answers, model) -> None:
    score = model.predict_proba(table[list(FEATURES)].to_numpy(float))[:, 1]
    for threshold in (0.8, 0.9, 0.95):
        above = score >= threshold
        precision = answers[above].mean() if above.any() else float("nan")
        recall = (answers & above).sum() / max(answers.sum(), 1)
        print(
            f"{left}-{right} >= {threshold}: precision {precision:.3f}, "
            f"recall {recall:.3f}, n {above.sum()}"
        )
    wrong = table[(score >= 0.9) & ~answers].assign(score=score[(score >= 0.9) & ~answers])
    print(wrong.drop_duplicates(["left", "right"])[["left", "right", "score"]].head(12).to_string())


def main() -> None:
    """Learn all pairs of norms and write them down."""
    false_pairs = false_friends()
    learned = {}
    for left, right in itertools.combinations(LANGUAGES, 2):
        pairs = [
            (a, b)
            for a, b in known_pairs(left, right)
            if frozenset({(left, a), (right, b)}) not in false_pairs
        ]
        costs = learn_costs(pairs)
        learned[f"{left}-{right}"] = {"costs": costs, "weights": learn_weights(left, right, costs)}
    path = DATA / "cognates.json"
    path.write_text(json.dumps(learned, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
