"""Cognates: words of two norms that are spelled alike enough to be the same word.

Candidates share character n-grams of a coarse form; the mutual nearest by an edit distance with
learned costs are judged by how far ahead they are of the next best on both sides, and by what else
tells true pairs from false ones. A logistic function that was fitted to known pairs makes a score
of that, and a second one, fitted to links that were judged by hand, the probability that the link
is right: known pairs are frequent words, and of rare ones fewer are.
"""

import functools
import json
from collections.abc import Sequence
from itertools import compress, pairwise

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn

from ..languages import LANGUAGES
from .lexicon import DATA
from .readings.table import CONTENT
from .spelling import GAP, Costs, distances, frame, skeleton
from .word_class import ADJECTIVE, VERB, word_classes

NEIGHBOURS = 12
MINIMUM_SIMILARITY = 0.3
CROWD = 2500  # pairs with the same consonants, above which these tell nothing
MINIMUM_LETTERS = 3
MAXIMUM_DISTANCE = 0.6  # learned cost a grapheme, above which a pair is not worth judging
NO_RIVAL = 0.25  # a margin that no rival would make larger counts as this: absence is no proof
READ_TOKENS = 3  # a lemma that is met less often is of the classes that its dictionary knows
READ_SHARE = 0.2  # of its tokens that were read as a class, for that class to count
CERTAIN_GAP = 2.0  # standard errors by which frequencies may differ by chance
FEATURES = (
    "distance", "margin_left", "margin_right", "length", "length_difference", "first", "last",
    "frequency", "same_skeleton", "distance_short", "worst_half", "class_clash",
)  # fmt: skip
#: what the probability hangs on, beside an intercept: the score, how often the rarer word is met
#: (the logarithm of its frequency, up to that of so many times), and whether the shorter is short
CALIBRATION = ("intercept", "logit", "often", "short")
OFTEN = 5
SHORT = 6  # letters
_THREADS = 2  # of the sparse product; rows are independent, so that bytes do not depend on it


#: words as numbers, and their lengths in graphemes (`Costs.encode`)
Coded = tuple[np.ndarray, np.ndarray]


@functools.cache
def learned(left: str, right: str) -> tuple[Costs, np.ndarray]:
    """Costs and logistic weights (intercept first) for a pair of norms.

    Parameters
    ----------
    left, right : codes of two norms, in their order

    Returns
    -------
    (Costs, weights of the intercept and of FEATURES)
    """
    with (DATA / "cognates.json").open(encoding="utf-8") as handle:
        of_pair = json.load(handle)[f"{left}-{right}"]
    return costs_of(of_pair["costs"]), np.array(of_pair["weights"])


@functools.cache
def calibration() -> np.ndarray:
    """Weights that make a probability of a score, in the order of CALIBRATION.

    Returns
    -------
    float array
    """
    with (DATA / "calibration.json").open(encoding="utf-8") as handle:
        weights = json.load(handle)["cognates"]
    return np.array([weights[name] for name in CALIBRATION])


def certainty(logit: np.ndarray, frequency: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """What the probability of links hangs on.

    Parameters
    ----------
    logit : logarithm of the odds of each score
    frequency, letters : of the rarer word, and of the shorter one

    Returns
    -------
    float array, links × (logit, often, short)
    """
    often = np.log(np.minimum(frequency, OFTEN))
    return np.column_stack([logit, often, letters <= SHORT])


def costs_of(table: dict[str, float]) -> Costs:
    """Costs from {"k g": 0.3}; what is not named costs 1, a grapheme for itself nothing.

    Parameters
    ----------
    table : two graphemes, parted by a blank → cost

    Returns
    -------
    Costs
    """
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
    left, right : DataFrame with lemma, frequency, language (one language each), and noun, proper,
        verb, adjective (shares of its tokens that were read so) where these are known

    Returns
    -------
    DataFrame with left, right, score (probability that the link is right), the best first; each
    lemma stands in one pair at the most
    """
    if _is_reversed(left, right):
        turned = find_cognates(right, left)
        return turned.rename(columns={"left": "right", "right": "left"})[turned.columns]
    pairs = judged_pairs(left, right)
    pairs = pairs.sort_values(["score", "left", "right"], ascending=[False, True, True])
    return pairs[["left", "right", "score"]].reset_index(drop=True)


def _is_reversed(left: pd.DataFrame, right: pd.DataFrame) -> bool:
    """Costs and weights are learned for each pair of norms in the order of the table of norms."""
    order = list(LANGUAGES)
    return order.index(left["language"].iloc[0]) > order.index(right["language"].iloc[0])


def judged_pairs(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The mutual nearest neighbours with their features and scores.

    Parameters
    ----------
    left, right : DataFrame with lemma, frequency, language (one language each)

    Returns
    -------
    DataFrame with left, right, FEATURES, logit and score, a row a pair
    """
    left, right = _usable(left), _usable(right)
    if left.empty or right.empty:
        return pd.DataFrame(columns=["left", "right", *FEATURES, "logit", "score"])
    costs, weights = learned(left["language"].iloc[0], right["language"].iloc[0])
    pairs = features(left, right, costs)
    logit = weights[0] + pairs[list(FEATURES)].to_numpy(float) @ weights[1:]
    told = certainty(logit, _rarer(pairs, left, right), _shorter(pairs))
    odds = calibration()[0] + told @ calibration()[1:]
    return pairs.assign(logit=logit, score=1 / (1 + np.exp(-odds)))


def _rarer(pairs: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    """How often the rarer word of each pair is met, once at least."""
    frequencies = [
        pairs[side].map(table.set_index("lemma")["frequency"]).to_numpy(float)
        for side, table in (("left", left), ("right", right))
    ]
    return np.maximum(np.minimum(*frequencies), 1)


def _shorter(pairs: pd.DataFrame) -> np.ndarray:
    return np.minimum(pairs["left"].str.len(), pairs["right"].str.len()).to_numpy()


def _usable(words: pd.DataFrame) -> pd.DataFrame:
    long_enough = words["lemma"].str.len() >= MINIMUM_LETTERS
    return words[long_enough].sort_values("lemma").reset_index(drop=True)


def features(left: pd.DataFrame, right: pd.DataFrame, costs: Costs) -> pd.DataFrame:
    """The pairs of words that are each other's nearest, with what is known of each pair.

    Parameters
    ----------
    left, right : DataFrame with lemma, frequency, language
    costs : for the two norms

    Returns
    -------
    DataFrame with left, right (lemmas) and FEATURES, a row a pair
    """
    rows, columns = candidates(left["lemma"].tolist(), right["lemma"].tolist())
    a, b = costs.encode(left["lemma"].tolist()), costs.encode(right["lemma"].tolist())
    longest = np.maximum(a[1][rows], b[1][columns]).astype(float)
    distance = _between(a, b, rows, columns, costs) / np.maximum(longest, 1)
    margin_left = _margins(rows, distance, columns)
    margin_right = _margins(columns, distance, rows)
    keep = (distance <= MAXIMUM_DISTANCE) & np.isfinite(margin_left) & np.isfinite(margin_right)
    rows, columns, distance, longest = rows[keep], columns[keep], distance[keep], longest[keep]
    pairs = left.iloc[rows], right.iloc[columns]
    return pd.DataFrame(
        {
            "left": pairs[0]["lemma"].to_numpy(),
            "right": pairs[1]["lemma"].to_numpy(),
            "distance": distance,
            "margin_left": np.minimum(margin_left[keep], NO_RIVAL),
            "margin_right": np.minimum(margin_right[keep], NO_RIVAL),
            "length": np.log(longest),
            "length_difference": np.abs(a[1][rows] - b[1][columns]) / longest,
            "first": _cost_of_firsts(a, b, rows, columns, costs),
            "last": _cost_of_lasts(a, b, rows, columns, costs),
            "frequency": _frequency_gap(left, right, rows, columns),
            "same_skeleton": _same_skeleton(*pairs),
            "distance_short": distance / longest,
            "worst_half": _worst_half(a, b, rows, columns, costs),
            "class_clash": _class_clash(*pairs),
        }
    )


# ---------------------------------------------------------------- candidates


def candidates(left: Sequence[str], right: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of words that look alike in their coarse forms: rows of left and of right, in order.

    The nearest twelve on either side, by cosine of TF-IDF weights over n-grams of three letters;
    and words whose consonants are the same (hånd, hand), unless a crowd shares them.

    Parameters
    ----------
    left, right : lemmas

    Returns
    -------
    (rows of left, rows of right), int64 arrays of the same length
    """
    vectoriser = TfidfVectorizer(analyzer=_ngrams, dtype=np.float32, sublinear_tf=True)
    matrix = vectoriser.fit_transform([*left, *right])
    a, b = matrix[: len(left)], matrix[len(left) :]
    pairs = [_nearest(a, b), _nearest(b, a)[:, ::-1], _same_frame(left, right)]
    code = np.sort(np.concatenate(pairs) @ np.array([len(right), 1]))
    code = code[np.diff(code, prepend=-1) > 0]
    return code // len(right), code % len(right)


def _ngrams(word: str) -> list[str]:
    marked = f"<{skeleton(word)}>"
    return [marked[i : i + 3] for i in range(max(1, len(marked) - 2))]


def _nearest(a: sparse.csr_matrix, b: sparse.csr_matrix) -> np.ndarray:
    """Each row of a with its nearest rows of b."""
    different, same = _coarse_forms(a)
    nearest = sp_matmul_topn(
        a[different], b.T.tocsr(), top_n=NEIGHBOURS, threshold=MINIMUM_SIMILARITY,
        n_threads=_THREADS,
    )[same].tocoo()  # fmt: skip
    return np.stack([nearest.row, nearest.col], axis=1).astype(np.int64)


def _coarse_forms(words: sparse.csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """One row for each coarse form, and for each word which of these is its own."""
    forms = [
        words.indices[start:end].tobytes() + words.data[start:end].tobytes()
        for start, end in pairwise(words.indptr)
    ]
    number, _ = pd.factorize(np.array(forms, dtype=object))
    return np.unique(number, return_index=True)[1], number


def _same_frame(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Rows of left and right with the same consonants."""
    tables = [
        pd.DataFrame({"frame": [frame(word) for word in words], name: np.arange(len(words))})
        for name, words in (("left", left), ("right", right))
    ]
    for table in tables:
        table["size"] = table.groupby("frame")["frame"].transform("size")
    pairs = tables[0].merge(tables[1], on="frame", suffixes=("", "_right"))
    pairs = pairs[pairs["size"] * pairs["size_right"] <= CROWD]
    return pairs[["left", "right"]].to_numpy(np.int64)


def _margins(groups: np.ndarray, distance: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far the best pair of each group is ahead of its next best; NaN for all other pairs."""
    result = np.full(len(groups), np.nan)
    if not len(groups):
        return result
    order = np.argsort(_by_nearness(groups, distance, other))
    sorted_groups, sorted_distance = groups[order], distance[order]
    first = np.flatnonzero(np.r_[True, sorted_groups[1:] != sorted_groups[:-1]])
    size = np.diff(np.r_[first, len(order)])
    second = np.full(len(first), np.finfo(float).max)
    second[size > 1] = sorted_distance[first[size > 1] + 1]
    result[order[first]] = second - sorted_distance[first]
    return result


def _by_nearness(groups: np.ndarray, distance: np.ndarray, other: np.ndarray) -> np.ndarray:
    """One number a pair: by group, then by rounded distance, then by the other word."""
    steps = np.rint(distance * 1e5).astype(np.int64)
    return (groups * (steps.max() + 1) + steps) * (other.max() + 1) + other


# ---------------------------------------------------------------- what tells right from wrong


def _between(a: Coded, b: Coded, rows: np.ndarray, columns: np.ndarray, costs: Costs) -> np.ndarray:
    return distances((a[0][rows], a[1][rows]), (b[0][columns], b[1][columns]), costs)


def _cost_of_firsts(
    a: Coded, b: Coded, rows: np.ndarray, columns: np.ndarray, costs: Costs
) -> np.ndarray:
    """Cost of the one beginning for the other."""
    first_a, first_b = a[0][rows, 0], b[0][columns, 0]
    return costs.matrix[first_a, first_b] * (first_a != first_b)


def _cost_of_lasts(
    a: Coded, b: Coded, rows: np.ndarray, columns: np.ndarray, costs: Costs
) -> np.ndarray:
    """Cost of the one ending for the other."""
    last_a = a[0][rows, np.maximum(a[1][rows] - 1, 0)]
    last_b = b[0][columns, np.maximum(b[1][columns] - 1, 0)]
    return costs.matrix[last_a, last_b] * (last_a != last_b)


def _frequency_gap(
    left: pd.DataFrame, right: pd.DataFrame, rows: np.ndarray, columns: np.ndarray
) -> np.ndarray:
    """By how much the logarithms of the relative frequencies differ, beyond what chance does."""
    counts = [table["frequency"].to_numpy(float) for table in (left, right)]
    logs = [np.log(count / count.sum()) for count in counts]
    chance = np.sqrt(1 / counts[0][rows] + 1 / counts[1][columns])
    gap = np.abs(logs[0][rows] - logs[1][columns])
    return np.maximum(gap - CERTAIN_GAP * chance, 0.0)


def _same_skeleton(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    words = zip(left["lemma"], right["lemma"], strict=True)
    return np.array([skeleton(a) == skeleton(b) for a, b in words], dtype=float)


def _class_clash(left: pd.DataFrame, right: pd.DataFrame) -> np.ndarray:
    """Whether both words have classes that show, and none in common (pris, prisa; fred, freda)."""
    pairs = zip(_classes(left), _classes(right), strict=True)
    return np.array([bool(a and b) and not a & b for a, b in pairs], dtype=float)


def _classes(words: pd.DataFrame) -> list[frozenset[str]]:
    """The classes that each word shows: by its tokens where there are some that were read."""
    rows = zip(words["lemma"], words["language"], words["frequency"], strict=True)
    if not set(CONTENT) <= set(words.columns):
        return [word_classes(lemma, language) for lemma, language, _ in rows]
    read = words[list(CONTENT)].to_numpy() >= READ_SHARE
    return [
        _classes_of(lemma, language, frozenset(compress(CONTENT, of_word)))
        if frequency >= READ_TOKENS
        else word_classes(lemma, language)
        for of_word, (lemma, language, frequency) in zip(read, rows, strict=True)
    ]


def _classes_of(lemma: str, language: str, read: frozenset[str]) -> frozenset[str]:
    """What tokens were read as; adjectives whose lemma is a verb are its participles."""
    participle = ADJECTIVE in read and VERB in word_classes(lemma, language)
    return read | {VERB} if participle else read


def _worst_half(
    a: Coded, b: Coded, rows: np.ndarray, columns: np.ndarray, costs: Costs
) -> np.ndarray:
    """The greater distance of the two halves: compounds may share one part and not the other."""
    halves = []
    for first in (True, False):
        x, y = _half(a[0][rows], a[1][rows], first), _half(b[0][columns], b[1][columns], first)
        halves.append(distances(x, y, costs) / np.maximum(np.maximum(x[1], y[1]), 1))
    return np.maximum(*halves)


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
