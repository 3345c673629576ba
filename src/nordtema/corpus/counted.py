"""Counts of words in writing: what stands for a text of which nothing else is there.

Within the corpus they are a table of two columns; as a segment, words with a sign behind each, so
that nothing is read from what happens to stand beside them.
"""

import re
from collections import Counter
from collections.abc import Mapping

KIND = "counts"  # of such a segment
HEAD = "word\tcount"
APART = "\u2e31"  # a sign that no text needs: between words that do not stand beside each other
MOST_WORDS = 10_000_000  # of a document; what has more is a library
_ROW = re.compile(r"([^\t\n]+)\t(\d+)")


def written(counts: Mapping[str, int]) -> str:
    """Counts as a table: a head, then a word and its count on each line, in the order of the words.

    Parameters
    ----------
    counts : word → occurrences

    Returns
    -------
    str
    """
    rows = (f"{word}\t{number}" for word, number in sorted(counts.items()) if number > 0)
    return "\n".join([HEAD, *rows])


def is_counts(text: str) -> bool:
    """Whether a text is such a table, of no more words than a document has.

    Parameters
    ----------
    text : of a document

    Returns
    -------
    bool
    """
    return text.startswith(HEAD + "\n") and counts_of(text).total() <= MOST_WORDS


def counts_of(text: str) -> Counter[str]:
    """The counts of such a table.

    Parameters
    ----------
    text : as `written` gives it

    Returns
    -------
    Counter, word → occurrences
    """
    counts: Counter[str] = Counter()
    for word, number in _ROW.findall(text):
        counts[word] += int(number)
    return counts


def spelled_out(counts: Mapping[str, int]) -> str:
    """Each word as often as it is counted, a line a word, in the order of the words.

    Parameters
    ----------
    counts : word → occurrences; words hold no blank

    Returns
    -------
    str
    """
    return "\n".join(
        " ".join([word, APART] * number) for word, number in sorted(counts.items()) if number > 0
    )


def taken_together(words: str) -> Counter[str]:
    """The counts of words that were spelled out.

    Parameters
    ----------
    words : as `spelled_out` gives them

    Returns
    -------
    Counter, word → occurrences
    """
    lines = (line.split(" ") for line in words.split("\n") if line)
    return Counter({line[0]: len(line) // 2 for line in lines})
