"""Words as sequences of graphemes, and a weighted edit distance between many pairs at once.

The costs of replacing one grapheme by another are learned from known pairs of words
(benchmarks/learn_cognates.py): ø for ö costs next to nothing between Danish and Swedish, k for g
little, m for s as much as can be.
"""

import functools
import re
from collections.abc import Callable, Sequence
from itertools import chain, repeat

import numpy as np

#: letters that are one sound together, longest first; a double consonant is one grapheme
_GRAPHEME = re.compile(
    r"sjon|tion|ssion|het|hed|skj|stj|sj|kj|tj|gj|hj|lj|dj|hv|kv|ck|gt|nd|ld|ng|nk|ei|øy|au|"
    r"bb|dd|ff|gg|kk|ll|mm|nn|pp|rr|ss|tt|."
)
GAP, FINAL = "∅", "$"
Pair = tuple[str, str]  # graphemes that stand for each other
MAXIMUM_LENGTH = 24
_PAIRS = 4000  # that are measured together: their tables fit a cache

# what makes words of the norms look alike, for finding candidates; not for judging them
_SKELETON = (
    (re.compile("(?<=[sldbnt])ju"), "y"),
    (re.compile("tion|ssion|sjon|sion"), "S"),
    (re.compile("hv|kv|qu"), "v"),
    (re.compile("skj|stj|sj|sch|ch|^sk(?=[eiyäöæø])"), "S"),
    (re.compile("c(?=[eiyäöæø])"), "s"),
    (re.compile("kj|gj"), "k"),
    (re.compile("tj|hj|lj|dj"), "j"),
    (re.compile("ld|ll"), "l"),
    (re.compile("nd|nn"), "n"),
    (re.compile("ks|x|cks|gs"), "x"),
    (re.compile("ck|[kgcq]"), "k"),
    (re.compile("[bp]"), "p"),
    (re.compile("th|[dt]"), "t"),
    (re.compile("[vfw]"), "v"),
    (re.compile("øy|öj|ej|ei|æg|øg|ög|aa|[æäeiyj]"), "e"),
    (re.compile("[øöouå]"), "o"),
    (re.compile("[aez]$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWEL_CLASSES = ("a", "e", "o")
_WITHOUT_VOWELS = str.maketrans(dict.fromkeys(_VOWEL_CLASSES))


@functools.lru_cache(maxsize=400_000)
def skeleton(word: str) -> str:
    """A coarse form that cognates tend to share.

    Parameters
    ----------
    word : in small letters

    Returns
    -------
    str
    """
    for pattern, replacement in _SKELETON:
        word = pattern.sub(replacement, word)
    return word


def frame(word: str) -> str:
    """What is left of the coarse form without its vowels; `V` stands for a vowel at the start.

    Parameters
    ----------
    word : in small letters

    Returns
    -------
    str
    """
    coarse = skeleton(word)
    return ("V" if coarse[:1] in _VOWEL_CLASSES else "") + coarse.translate(_WITHOUT_VOWELS)


@functools.lru_cache(maxsize=400_000)
def graphemes(word: str) -> tuple[str, ...]:
    """The graphemes of a word; the last one is marked, since endings correspond differently.

    Parameters
    ----------
    word : in small letters

    Returns
    -------
    tuple of at most 24
    """
    letters = _GRAPHEME.findall(word)[:MAXIMUM_LENGTH]
    if letters:
        letters[-1] += FINAL
    return tuple(letters)


class Costs:
    """Learned costs of replacing graphemes between two norms.

    Attributes
    ----------
    symbols : grapheme → row and column
    matrix : float32, symbols × symbols; the gap is row and column 0, the last row and column stand
        for graphemes that were never seen
    replacing : the same, row after row, but that a grapheme replaces itself for nothing; of two
        that were never seen nobody knows that they are the same
    """

    def __init__(self, symbols: Sequence[str], matrix: np.ndarray):
        self.symbols = {symbol: number for number, symbol in enumerate(symbols)}
        self.matrix = matrix.astype(np.float32)
        itself = np.diag(np.arange(len(matrix)) < self.unseen)
        self.replacing = np.where(itself, 0, self.matrix).ravel()

    @property
    def unseen(self) -> int:
        """Number of graphemes that were never seen."""
        return len(self.matrix) - 1

    def encode(self, words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Words as numbers, padded with 0, and their lengths in graphemes.

        Parameters
        ----------
        words : in small letters

        Returns
        -------
        (int16, words × longest; int16, words)
        """
        found = list(map(graphemes, words))
        lengths = np.fromiter(map(len, found), dtype=np.int16, count=len(found))
        codes = np.zeros((len(found), max(lengths.max(initial=0), 1)), dtype=np.int16)
        numbers = map(self.symbols.get, chain.from_iterable(found), repeat(self.unseen))
        filled = np.arange(codes.shape[1]) < lengths[:, None]
        codes[filled] = np.fromiter(numbers, dtype=np.int16, count=int(filled.sum()))
        return codes, lengths


def distances(
    left: tuple[np.ndarray, np.ndarray], right: tuple[np.ndarray, np.ndarray], costs: Costs
) -> np.ndarray:
    """Weighted edit distance (Wagner & Fischer 1974) of each left word and its right word.

    Parameters
    ----------
    left, right : codes and lengths of as many words, as `Costs.encode` returns them

    Returns
    -------
    float32, the cost of the cheapest alignment of each pair
    """
    (a, a_length), (b, b_length) = left, right
    result = np.empty(len(a), dtype=np.float32)
    order = np.lexsort((b_length, a_length))
    for start in range(0, len(order), _PAIRS):
        rows = order[start : start + _PAIRS]
        result[rows] = _block(a[rows], a_length[rows], b[rows], b_length[rows], costs)
    return result


def _block(
    a: np.ndarray, a_length: np.ndarray, b: np.ndarray, b_length: np.ndarray, costs: Costs
) -> np.ndarray:
    """Row by row of the table, all pairs at once; what stands left of a cell comes last."""
    height, width = int(a_length.max()), int(b_length.max())
    others = np.ascontiguousarray(b.T[:width], dtype=np.intp)
    replacing, gaps = costs.replacing, costs.matrix[0, others]
    result = np.zeros(len(a), dtype=np.float32)
    row = np.zeros((width + 1, len(a)), dtype=np.float32)
    np.cumsum(gaps, axis=0, out=row[1:])
    _keep(result, row, a_length == 0, b_length)
    for i in range(1, height + 1):
        symbol = a[:, i - 1].astype(np.intp)
        gap = costs.matrix[symbol, 0]
        above, row = row, row + gap
        above[:-1] += replacing.take(symbol * len(costs.matrix) + others)
        np.minimum(above[:-1], row[1:], out=row[1:])
        for j in range(1, width + 1):
            np.minimum(row[j], row[j - 1] + gaps[j - 1], out=row[j])
        _keep(result, row, a_length == i, b_length)
    return result


def _keep(result: np.ndarray, row: np.ndarray, ended: np.ndarray, b_length: np.ndarray) -> None:
    """Read off the distances of the pairs whose left word ends in this row."""
    chosen = np.flatnonzero(ended)
    result[chosen] = row[b_length[chosen], chosen]


def align(a: Sequence[str], b: Sequence[str], cost: dict[tuple[str, str], float]) -> list[Pair]:
    """The cheapest alignment of two words as pairs of graphemes, for learning costs.

    Parameters
    ----------
    a, b : graphemes
    cost : cost of each pair; pairs that are missing cost 1, equal graphemes nothing

    Returns
    -------
    list of pairs, a gap in place of what one word lacks
    """

    def price(x: str, y: str) -> float:
        return cost.get((x, y), 0.0 if x == y else 1.0)

    table = np.zeros((len(a) + 1, len(b) + 1))
    table[1:, 0] = np.cumsum([price(x, GAP) for x in a])
    table[0, 1:] = np.cumsum([price(GAP, y) for y in b])
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            table[i, j] = min(
                table[i - 1, j - 1] + price(x, y),
                table[i - 1, j] + price(x, GAP),
                table[i, j - 1] + price(GAP, y),
            )
    return _trace(table, a, b, price)


def _trace(
    table: np.ndarray, a: Sequence[str], b: Sequence[str], price: Callable[[str, str], float]
) -> list[Pair]:
    i, j = len(a), len(b)
    pairs: list[Pair] = []
    while i or j:
        if i and j and np.isclose(table[i, j], table[i - 1, j - 1] + price(a[i - 1], b[j - 1])):
            pairs.append((a[i - 1], b[j - 1]))
            i, j = i - 1, j - 1
        elif i and np.isclose(table[i, j], table[i - 1, j] + price(a[i - 1], GAP)):
            pairs.append((a[i - 1], GAP))
            i -= 1
        else:
            pairs.append((GAP, b[j - 1]))
            j -= 1
    return pairs[::-1]
