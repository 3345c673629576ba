"""Cognates: words of two norms that are spelled alike enough to be the same word.

Candidates share character n-grams of a coarse form; each pair is judged by an edit distance with
learned costs, by how far ahead it is of the next best on both sides, and by what else tells true
pairs from false ones; a logistic function that was fitted to known pairs turns that into the
probability that the link is right. Only mutual nearest neighbours are kept.
"""

import functools
import json

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from ..languages import LANGUAGES
from .lexicon import DATA
from .spelling import GAP, Costs, distances, skeleton

NEIGHBOURS = 10
MINIMUM_SIMILARITY = 0.25
MINIMUM_LETTERS = 3
MAXIMUM_DISTANCE = 0.6  # learned cost a grapheme, above which a pair is not worth judging
NO_RIVAL = 0.25  # a margin that no rival would make larger counts as this: absence is no proof
_BLOCK = 2000
FEATURES = (
    "distance", "margin_left", "margin_right", "length", "length_difference", "first", "last",
    "frequency", "same_skeleton", "distance_short", "worst_half",
)  # fmt: skip


@functools.cache
def learned(left: str, right: str) -> tuple[Costs, np.ndarray]:
    """Costs and logistic weights (intercept first) for a pair of norms."""
    with (DATA / "cognates.json").open(encoding="utf-8") as handle:
        found = json.load(handle)[f"{left}-{right}"]
    return costs_of(found["costs"]), np.array(found["weights"])


def costs_of(table: dict[str, float]) -> Costs:
    """Costs from {"k g": 0.3}; what is not named costs 1, a grapheme for itself nothing."""
    pairs = {tuple(key.split(" ")): value for key, value in table.items()}
    names = {symbol for pair in pairs for symbol in pair} - {GAP}
    symbols = [GAP, *sorted(names)]
    number = {symbol: place for place, symbol in enumerate(symbols)}
    matrix = np.ones((len(symbols) + 1, len(symbols) + 1))
    for (a, b), cost in pairs.items():
        matrix[number[a], number[b]] = cost
    matrix[0, 0] = 0.0
    return Costs(symbols, matrix)


def find_cognates(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Cognate pairs between two lists of lemmas.

    Parameters
    ----------
    left, right : DataFrame with lemma, frequency, language (one language each)

    Returns
    -------
    DataFrame with left, right, score (probability that the link is right), the best first; each
    lemma stands in one pair at the most
    """
    if _is_reversed(left, right):
        found = find_cognates(right, left)
        return found.rename(columns={"left": "right", "right": "left"})[found.columns]
    pairs = judged_pairs(left, right)
    pairs = pairs.sort_values(["score", "left", "right"], ascending=[False, True, True])
    first = ~pairs["left"].duplicated() & ~pairs["right"].duplicated()
    mutual = pairs[first & (pairs["rank_left"] == 0) & (pairs["rank_right"] == 0)]
    return mutual[["left", "right", "score"]].reset_index(drop=True)


def _is_reversed(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Costs and weights are learned for each pair of norms in the order of the table of norms."""
    order = list(LANGUAGES)
    return order.index(left["language"].iloc[0]) > order.index(right["language"].iloc[0])


def judged_pairs(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """All candidate pairs with their features, ranks and scores."""
    left, right = _usable(left), _usable(right)
    if left.empty or right.empty:
        columns = ["left", "right", *FEATURES, "rank_left", "rank_right", "score"]
        return pd.DataFrame(columns=columns)
    costs, weights = learned(left["language"].iloc[0], right["language"].iloc[0])
    pairs = features(left, right, costs)
    pairs["score"] = 1 / (
        1 + np.exp(-(weights[0] + pairs[list(FEATURES)].to_numpy() @ weights[1:]))
    )
    return pairs


def _usable(words: pd.DataFrame) -> pd.DataFrame:
    long_enough = words["lemma"].str.len() >= MINIMUM_LETTERS
    return words[long_enough].sort_values("lemma").reset_index(drop=True)


def features(left: pd.DataFrame, right: pd.DataFrame, costs: Costs) -> pd.DataFrame:
    """Candidate pairs with what is known of each.

    Returns
    -------
    DataFrame with left, right (lemmas), rank_left and rank_right (0: the nearest of its left, of
    its right word), and FEATURES
    """
    rows, columns = candidates(left["lemma"].tolist(), right["lemma"].tolist())
    a, b = costs.encode(left["lemma"].tolist()), costs.encode(right["lemma"].tolist())
    total = distances((a[0][rows], a[1][rows]), (b[0][columns], b[1][columns]), costs)
    longest = np.maximum(a[1][rows], b[1][columns]).astype(float)
    distance = total / np.maximum(longest, 1)
    keep = distance <= MAXIMUM_DISTANCE
    if not keep.any():
        return pd.DataFrame(
            columns=["left", "right", "rank_left", "rank_right", *FEATURES], dtype=float
        )
    rows, columns, distance, longest = rows[keep], columns[keep], distance[keep], longest[keep]
    rank_left, margin_left = _rank(rows, distance, columns)
    rank_right, margin_right = _rank(columns, distance, rows)
    words = left["lemma"].to_numpy()[rows], right["lemma"].to_numpy()[columns]
    table = pd.DataFrame({"left": words[0], "right": words[1]})
    table["rank_left"], table["rank_right"] = rank_left, rank_right
    table["distance"] = distance
    table["margin_left"] = np.minimum(margin_left, NO_RIVAL)
    table["margin_right"] = np.minimum(margin_right, NO_RIVAL)
    table["length"] = np.log(longest)
    table["length_difference"] = np.abs(a[1][rows] - b[1][columns]) / longest
    table["first"] = costs.matrix[a[0][rows, 0], b[0][columns, 0]] * (
        a[0][rows, 0] != b[0][columns, 0]
    )
    table["last"] = _last_cost(a, b, rows, columns, costs)
    table["frequency"] = _frequency_gap(left, right, rows, columns)
    table["same_skeleton"] = _same_skeleton(left, right, rows, columns)
    table["distance_short"] = distance / longest
    table["worst_half"] = _worst_half(a, b, rows, columns, costs)
    return table


def _worst_half(a, b, rows: np.ndarray, columns: np.ndarray, costs: Costs) -> np.ndarray:
    """The greater distance of the two halves: compounds may share one part and not the other."""
    halves = []
    for first in (True, False):
        x, y = _half(a[0][rows], a[1][rows], first), _half(b[0][columns], b[1][columns], first)
        halves.append(distances(x, y, costs) / np.maximum(np.maximum(x[1], y[1]), 1))
    return np.maximum(*halves)


def _same_skeleton(
    left: pd.DataFrame, right: pd.DataFrame, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    forms = [
        np.array([skeleton(w) for w in table["lemma"]], dtype=object) for table in (left, right)
    ]
    return (forms[0][rows] == forms[1][columns]).astype(float)


def _half(codes: np.ndarray, lengths: np.ndarray, first: bool) -> tuple[np.ndarray, np.ndarray]:
    """The first or second half of each word, as codes and lengths."""
    middle = (lengths + 1) // 2
    if first:
        kept = np.where(np.arange(codes.shape[1]) < middle[:, None], codes, 0)
        return kept, middle
    places = np.minimum(np.arange(codes.shape[1]) + middle[:, None], codes.shape[1] - 1)
    rest = lengths - middle
    shifted = np.take_along_axis(codes, places.astype(np.int64), axis=1)
    return np.where(np.arange(codes.shape[1]) < rest[:, None], shifted, 0), rest


def candidates(left: list[str], right: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of words whose coarse forms share character n-grams: rows of left and of right.

    The nearest ten on either side, by cosine of TF-IDF weights over n-grams of two and three
    letters.
    """
    vectoriser = TfidfVectorizer(analyzer=_ngrams, dtype=np.float32, sublinear_tf=True)
    matrix = vectoriser.fit_transform([*left, *right])
    a, b = matrix[: len(left)], matrix[len(left) :]
    found = {*_nearest(a, b), *((i, j) for j, i in _nearest(b, a))}
    pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _ngrams(word: str) -> list[str]:
    marked = f"<{skeleton(word)}>"
    return [marked[i : i + n] for n in (2, 3) for i in range(len(marked) - n + 1)]


def _nearest(a: sparse.csr_matrix, b: sparse.csr_matrix):
    """For each row of a its nearest rows of b."""
    other = b.T.tocsr()
    for start in range(0, a.shape[0], _BLOCK):
        similarity = (a[start : start + _BLOCK] @ other).tocsr()
        for row in range(similarity.shape[0]):
            part = slice(similarity.indptr[row], similarity.indptr[row + 1])
            values, columns = similarity.data[part], similarity.indices[part]
            strong = np.flatnonzero(values >= MINIMUM_SIMILARITY)
            if len(strong) > NEIGHBOURS:
                order = np.lexsort((columns[strong], -np.round(values[strong], 5)))
                strong = strong[order[:NEIGHBOURS]]
            for column in columns[strong]:
                yield start + row, int(column)


def _rank(
    groups: np.ndarray, distance: np.ndarray, other: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Rank of each pair within its group, and how far it is ahead of the best of the others."""
    order = np.lexsort((other, np.round(distance, 5), groups))
    sorted_groups = groups[order]
    first = np.r_[True, sorted_groups[1:] != sorted_groups[:-1]]
    starts = np.flatnonzero(first)
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = place
    size = np.diff(np.r_[starts, len(order)])
    best = distance[order][starts]
    second = np.full(len(starts), np.inf)
    several = size > 1
    second[several] = distance[order][starts[several] + 1]
    group = np.empty(len(order), dtype=np.int64)
    group[order] = np.repeat(np.arange(len(starts)), size)
    return rank, np.where(rank == 0, second[group], best[group]) - distance


def _last_cost(a, b, rows: np.ndarray, columns: np.ndarray, costs: Costs) -> np.ndarray:
    """Cost of the one ending for the other."""
    last_a = a[0][rows, np.maximum(a[1][rows] - 1, 0)]
    last_b = b[0][columns, np.maximum(b[1][columns] - 1, 0)]
    return costs.matrix[last_a, last_b] * (last_a != last_b)


def _frequency_gap(
    left: pd.DataFrame, right: pd.DataFrame, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """Absolute difference of the logarithms of the relative frequencies."""
    logs = [np.log(t["frequency"].to_numpy(float) / t["frequency"].sum()) for t in (left, right)]
    return np.abs(logs[0][rows] - logs[1][columns])
