"""Counts instead of texts: are the norm and the lemmas told as well by the words alone?

    python benchmarks/word_counts.py

1. The norm of pieces of parliament and sib200, by their running text and by the counts of their
   words, with and without stop words.
2. How many content tokens of speeches have another lemma where nothing stands beside them.
"""

import random
import re
import sys
from collections import Counter

import pandas as pd

from beside import SHARED
from nordtema.corpus.counted import spelled_out
from nordtema.corpus.language_id import evidence
from nordtema.corpus.word_counts import telling_words
from nordtema.languages import LANGUAGES
from nordtema.vocabulary.lexicon import stop_words
from nordtema.vocabulary.tokens import encode

SIZES = (40, 100, 300)
PIECES = 400  # of a size and norm
SPEECHES = 300  # of each norm
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def texts(*names: str) -> dict[str, list[str]]:
    """Texts of each norm, in an order that the lot decides."""
    found: dict[str, list[str]] = {code: [] for code in LANGUAGES}
    for name in names:
        rows = pd.read_json(SHARED / "corpora" / name / "dev.jsonl", lines=True)
        for language, text in zip(rows["language"], rows["text"], strict=True):
            found[language].append(text)
    for some in found.values():
        random.Random(1).shuffle(some)
    return found


def told_norms() -> None:
    """Print how many pieces of each size have their norm told."""
    words = {
        code: _WORD.findall(" ".join(some))
        for code, some in texts("parlamint-speeches", "sib200").items()
    }
    for size in SIZES:
        for code, own in words.items():
            pieces = [own[n : n + size] for n in range(0, min(len(own), PIECES * size), size)]
            ways = {
                "text": [" ".join(piece) for piece in pieces],
                "counts": [telling_words(Counter(piece)) for piece in pieces],
                "counts without stop words": [
                    telling_words(Counter(w for w in piece if w.lower() not in stop_words(code)))
                    for piece in pieces
                ],
            }
            home = LANGUAGES[code].country
            right = {
                way: sum(evidence(one).norm(home) == code for one in told) / len(told)
                for way, told in ways.items()
            }
            print(f"{size} words, {code}:", ", ".join(f"{w} {r:.1%}" for w, r in right.items()))


def told_lemmas() -> None:
    """Print the share of content tokens that counts bring to another lemma."""
    for code, some in texts("parlamint-speeches").items():
        chosen = some[:SPEECHES]
        ids = [f"d{n}" for n in range(len(chosen))]
        units = pd.DataFrame({"unit_id": ids, "doc_id": ids, "country": "NO", "language": code})
        counted = [spelled_out(Counter(_WORD.findall(text))) for text in chosen]
        read, alone = (
            encode(units.assign(text=some)).lemmas.set_index("lemma")["frequency"]
            for some in (chosen, counted)
        )
        moved = read.sub(alone, fill_value=0).abs().sum() / 2 / read.sum()
        print(f"{code}: {len(chosen)} speeches, {read.sum()} tokens, {moved:.1%} another lemma")


def main() -> None:
    """Print both."""
    if not (SHARED / "corpora").is_dir():
        sys.exit("needs ../shared/corpora")
    told_norms()
    told_lemmas()


if __name__ == "__main__":
    main()
