"""Learn the costs and weights behind `vocabulary.cognates` from the shipped glossary.

    python benchmarks/learn_cognates.py

Writes src/nordtema/vocabulary/data/cognates.json. Costs: pairs of words of one concept that are
spelled alike are aligned, and the graphemes that stand for each other are counted, four times over
(hard EM, as in Ristad & Yianilos 1998). Weights: a logistic regression on candidate pairs of the
glossary's words, right where a concept holds both; for a third of the concepts the partner is
taken away, so that the best of what is left is wrong, as it often is in real corpora.
"""

import itertools
import json
from collections import Counter

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from nordtema.languages import LANGUAGES
from nordtema.vocabulary.cognates import FEATURES, costs_of, features
from nordtema.vocabulary.glossary import false_friends, general_glossary
from nordtema.vocabulary.lexicon import DATA
from nordtema.vocabulary.spelling import align, graphemes

ROUNDS = 4
ALIKE = 0.45  # share of the letters by which a known pair may differ and still be learned from
SMOOTHING = 0.5
SEED = 1


def known_pairs(left: str, right: str) -> list[tuple[str, str]]:
    """Words of one concept in two norms."""
    return [
        pair
        for entry in general_glossary()
        for pair in itertools.product(entry.of(left), entry.of(right))
    ]


def learn_costs(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Cost of each replacement seen: high for a rare one, near 0 for a regular one."""
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


def training_words(language: str, keep: np.ndarray) -> pd.DataFrame:
    """The glossary's words of a norm, for the concepts kept."""
    words = [w for entry, kept in zip(general_glossary(), keep, strict=True) if kept
             for w in entry.of(language)]  # fmt: skip
    table = pd.DataFrame({"lemma": sorted(set(words)), "language": language})
    return table.assign(frequency=1)


def learn_weights(left: str, right: str, costs: dict[str, float]) -> list[float]:
    """Intercept and weights of the logistic function for a pair of norms."""
    rng = np.random.default_rng(SEED)
    size = len(general_glossary())
    together = {frozenset({(left, a), (right, b)}) for a, b in known_pairs(left, right)}
    concept_of = {w: e.concept for e in general_glossary() for w in e.words}
    tables, answers = [], []
    for _ in range(3):
        keep_left, keep_right = rng.random(size) < 0.8, rng.random(size) < 0.8
        pairs = features(
            training_words(left, keep_left), training_words(right, keep_right), costs_of(costs)
        )
        pairs = pairs[(pairs["rank_left"] == 0) & (pairs["rank_right"] == 0)]
        right_ones = [
            frozenset({(left, a), (right, b)}) in together
            or _related(concept_of[left, a], concept_of[right, b])
            for a, b in zip(pairs["left"], pairs["right"], strict=True)
        ]
        tables.append(pairs)
        answers += right_ones
    table = pd.concat(tables)
    model = LogisticRegression(C=10.0, max_iter=5000)
    model.fit(table[list(FEATURES)].to_numpy(), answers)
    _report(left, right, table, np.array(answers), model)
    return [round(float(w), 4) for w in (model.intercept_[0], *model.coef_[0])]


def _related(a: str, b: str) -> bool:
    """Concepts of one word family (a verb and its noun): no fault of the spelling."""
    return a == b


def _report(left, right, table, answers, model) -> None:
    score = model.predict_proba(table[list(FEATURES)].to_numpy())[:, 1]
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
    found = {}
    for left, right in itertools.combinations(LANGUAGES, 2):
        pairs = [
            (a, b)
            for a, b in known_pairs(left, right)
            if frozenset({(left, a), (right, b)}) not in false_pairs
        ]
        costs = learn_costs(pairs)
        found[f"{left}-{right}"] = {"costs": costs, "weights": learn_weights(left, right, costs)}
    path = DATA / "cognates.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
