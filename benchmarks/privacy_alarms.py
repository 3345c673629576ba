"""What is masked in texts that nobody planted anything in.

    python benchmarks/privacy_alarms.py [--corpora FOLDER] [--every N] [--show]

Told are the masks by kind for 1,000 tokens. Most are right, so this is more than the false alarms;
of the treebanks, whose word classes are known, the words masked that are no names, numbers or signs
are counted, by kind of mask. Told are also those of the thousand most frequent words of which most
is masked. `--show` prints every mask in its text.
"""

import argparse
import gzip
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from beside import SHARED
from nordtema.corpus.known_names import KnownNames
from nordtema.corpus.masking import mask_persons
from nordtema.corpus.page import read_page
from nordtema.corpus.privacy import PLACEHOLDER
from nordtema.corpus.repair.words import is_common

MOST_FREQUENT = 1000
TREEBANKS = {"bokmaal": "nb", "nynorsk": "nn", "da_": "da"}  # the others are Swedish
_FORM = re.compile(r"[^\W\d_]+")
_LOST_RIGHTLY = frozenset(("PROPN", "NUM", "SYM", "X", "PUNCT"))


def masked(texts: Iterable[str], norm: str) -> list[str]:
    """Texts as segments hold them: without identifiers, and without the persons they mention.

    Parameters
    ----------
    texts : of documents
    norm : code

    Returns
    -------
    list of texts
    """
    pages = ["\n".join(t for part in read_page(text).parts for t in part.paragraphs)
             for text in texts]  # fmt: skip
    numbers = [str(number) for number in range(len(pages))]
    segments = pd.DataFrame({"doc_id": numbers, "language": norm, "text": pages}, dtype=object)
    return mask_persons(segments, KnownNames())[0]["text"].tolist()


def texts_of(path: Path, every: int) -> dict[str, list[str]]:
    """Each so-maniest text of a file of JSON lines, by norm.

    Parameters
    ----------
    path : .jsonl or .jsonl.gz
    every : so-maniest

    Returns
    -------
    norm → texts
    """
    opened = gzip.open if path.suffix == ".gz" else open
    texts: dict[str, list[str]] = {}
    with opened(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, itertools.islice(lines, 0, None, every)):
            texts.setdefault(row["language"], []).append(row["text"])
    return texts


def tell_masks(name: str, norm: str, texts: list[str], show: bool) -> None:
    """Print how often what is masked, for 1,000 tokens, and which frequent words are lost.

    Parameters
    ----------
    name : of the corpus
    norm : code
    texts : of it
    show : also the texts around the masks
    """
    clean = masked(texts, norm)
    words, left = (Counter(w for t in of for w in _FORM.findall(t)) for of in (texts, clean))
    kinds = Counter(mask for text in clean for mask in PLACEHOLDER.findall(text))
    for text in clean if show else ():
        for mask in PLACEHOLDER.finditer(text):
            print(f"  {mask.group()} {text[max(0, mask.start() - 60) : mask.end() + 30]!r}")
    tokens = words.total()
    per = ", ".join(f"{kind} {1000 * n / tokens:.3f}" for kind, n in kinds.most_common())
    print(f"{name} {norm}: {tokens} tokens, {1000 * kinds.total() / tokens:.3f} masks "
          f"for 1,000 ({per})")  # fmt: skip
    known = Counter({w: n for w, n in words.items() if w.islower() and is_common(w, norm)})
    frequent = [word for word, _ in known.most_common(MOST_FREQUENT)]
    lost = [word for word in frequent if left[word] * 2 < words[word]]
    print(f"  lost of the {MOST_FREQUENT} most frequent words: {' '.join(lost) or 'none'}")


def read_treebank(path: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The sentences of a treebank, with their tokens.

    Parameters
    ----------
    path : .conllu.gz

    Returns
    -------
    list of (text, [(form, word class)])
    """
    sentences = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
            text = re.search(r"^# text = (.*)$", block, re.MULTILINE)
            if text:
                sentences.append((text[1], [(row[1], row[3]) for row in rows if row[0].isdigit()]))
    return sentences


def tell_treebank(path: Path, show: bool) -> None:
    """Print how many words were masked that are no names, numbers or signs.

    Parameters
    ----------
    path : .conllu.gz
    show : also which
    """
    sentences = read_treebank(path)
    norm = next((code for part, code in TREEBANKS.items() if part in path.name), "sv")
    wrong: Counter[str] = Counter()
    words: list[str] = []
    clean = masked([text for text, _ in sentences], norm)
    for (text, tokens), left in zip(sentences, clean, strict=True):
        if "⟨" in left:
            lost = Counter(_FORM.findall(text)) - Counter(_FORM.findall(left))
            others = Counter(form for form, kind in tokens if kind not in _LOST_RIGHTLY)
            lost &= others
            masks = sorted(set(PLACEHOLDER.findall(left)))
            wrong.update({" or ".join(masks): lost.total()} if lost else {})
            words += lost.elements()
    total = sum(len(tokens) for _, tokens in sentences)
    kinds = ", ".join(f"{kind} {number}" for kind, number in wrong.most_common())
    told = f": {' '.join(words)}" if show else ""
    print(f"{path.name} {norm}: {total} tokens, {1000 * len(words) / total:.3f} masked wrongly "
          f"for 1,000 ({kinds or 'none'}){told}")  # fmt: skip


def tell_false_alarms(corpora: Path, every: int, show: bool) -> None:
    """Print the masks of each corpus that is there.

    Parameters
    ----------
    corpora : folder
    every : each so-maniest text
    show : also the texts around the masks
    """
    for path in sorted((corpora / "ud").glob("*.conllu.gz")):
        tell_treebank(path, show)
    large = sorted((corpora / "large").glob("*.jsonl.gz"))
    for path in [corpora / "parlamint-speeches" / "dev.jsonl", *large]:
        for norm, texts in texts_of(path, every).items() if path.is_file() else ():
            tell_masks(path.name, norm, texts, show)
    if not large:
        print(f"false alarms: skipped where {corpora} lacks ud, parlamint-speeches or large")


def main() -> None:
    """Read the corpora that are there."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpora", type=Path, default=SHARED / "corpora")
    parser.add_argument("--every", type=int, default=8, help="each so-maniest text is read")
    parser.add_argument("--show", action="store_true", help="every mask")
    given = parser.parse_args()
    tell_false_alarms(given.corpora, given.every, given.show)


if __name__ == "__main__":
    main()
