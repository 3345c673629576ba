"""What is left of planted identifiers and names, and what is masked that need not be.

    python benchmarks/privacy.py [--planted TABLE] [--results FOLDER] [--corpora FOLDER] [--show]

1. The sentences of a table (tests/data/privacy/planted.csv, or heldout.csv beside it) are put into
   sixty documents of corpus/, fifteen in each norm, and a whole study runs. A row of the kind
   `file` names a document instead. Counted are, by kind and norm, those of which something that
   tells still stands in a published file, and those of which it stands in data/: in the text of
   their own document, or in any file that is not made to list names.
2. Texts that nobody planted anything in are read: masks by kind for 1,000 tokens. Most are right,
   so this is more than the false alarms; of the treebanks, whose word classes are known, the words
   masked that are no names, numbers or signs are counted. Told are also those of the thousand most
   frequent words of which most is masked.

`--show` prints what was found. Ends with an error if something planted stands in a published file.
"""

import argparse
import csv
import gzip
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from beside import ROOT, SHARED
from nordtema.corpus.known_names import KnownNames
from nordtema.corpus.masking import mask_persons
from nordtema.corpus.page import read_page
from nordtema.corpus.privacy import PLACEHOLDER
from nordtema.corpus.repair.words import is_common
from nordtema.languages import LANGUAGES
from nordtema.workflow.folder import PUBLISHED

PLANTED = ROOT / "tests" / "data" / "privacy" / "planted.csv"
STUDY = ROOT / "tests" / "data" / "tiny.yaml"
IN_EACH_NORM = 15
MOST_FREQUENT = 1000
TREEBANKS = {"bokmaal": "nb", "nynorsk": "nn", "da_": "da"}  # the others are Swedish
#: data/ has these to say who was masked, and inputs/ to say where the researcher's texts are
_LISTS = re.compile(r"(?:names|writers)\.\w+\.parquet|privacy_review\.csv|ids\.parquet")
_MARKED = re.compile("‹(.+)›")
_WORD = re.compile(r"[^\W\d_]{4,}")
_FORM = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
#: words of identifiers that tell nothing of a person, and parts of addresses on the net
_KNOWN = """
    http https instagram facebook linkedin twitter snapchat blogspot gmail hotmail example oslo
    bergen trondheim førde odda ørsta svendborg københavn horsens visby stockholm umeå linköping
    konto postboks leil dot punktum punkt prikk snabel snabela krøllalfa alfakrøll gate gade gatan
    allé sankt gamle lilla norra södra store øvre nordre
"""
_LOST_RIGHTLY = frozenset(("PROPN", "NUM", "SYM", "X", "PUNCT"))


# ---------------------------------------------------------------- planted


@dataclass(frozen=True)
class Planted:
    """An identifier or a name, and the sentence in which it stands.

    Attributes
    ----------
    kind, norm : of the table
    sentence : with it, without the marks
    form : as it stands there
    """

    kind: str
    norm: str
    sentence: str
    form: str

    def words(self, known: set[str]) -> set[str]:
        """Its words of four letters or more that nothing else in the corpus holds, also without -s.

        Parameters
        ----------
        known : words in small letters

        Returns
        -------
        set of words in small letters
        """
        own = {word.lower() for word in _WORD.findall(self.form)} - known
        return own | {word.removesuffix("s") for word in own if len(word) > 4}

    def stands_in(self, text: str, words: set[str], known: set[str]) -> bool:
        """Does the form stand there, one of its words, or its digits in a row?

        Parameters
        ----------
        text : of a file
        words : of the same, in small letters
        known : as for `words`

        Returns
        -------
        bool
        """
        digits = "".join(_DIGITS.findall(self.form))
        long = len(digits) > 5 and re.search(rf"(?<![\d.]){digits}(?!\d)", text)
        return self.form in text or bool(long) or not words.isdisjoint(self.words(known))

    def is_left_in(self, text: str, known: set[str], around: str) -> bool:
        """Does something of it stand in the cleaned text of its own document, digits included?

        Parameters
        ----------
        text : of the document, cleaned
        known : as for `words`
        around : the document without the form

        Returns
        -------
        bool
        """
        groups = {group for group in _DIGITS.findall(self.form) if len(group) > 2}
        others = set(_DIGITS.findall(around))
        if (groups - others) & set(_DIGITS.findall(text)):
            return True
        return self.stands_in(text, words_of(text), known)


def read_planted(table: Path) -> list[Planted]:
    """The rows of a table.

    Parameters
    ----------
    table : kind, norm, sentence, in which the form is marked

    Returns
    -------
    list of Planted
    """
    planted = []
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            marked = row["sentence"]
            form = _MARKED.search(marked)
            assert form, f"{table.name}: nothing is marked in: {marked}"
            planted.append(Planted(row["kind"], row["norm"], _MARKED.sub(r"\1", marked), form[1]))
    return planted


def plant(planted: list[Planted], folder: Path) -> dict[str, tuple[str, list[Planted]]]:
    """Write the corpus: each sentence is a paragraph of a document in its norm.

    Parameters
    ----------
    folder : of the corpus

    Returns
    -------
    doc_id → (text without what was planted, what was planted)
    """
    table = pd.read_csv(ROOT / "corpus" / "manifest.csv", dtype=str, keep_default_na=False)
    documents: dict[str, tuple[str, list[Planted]]] = {}
    kept = []
    for norm in LANGUAGES:
        rows = table[(table["language"] == norm) & (table["kind"] != "thread")][:IN_EACH_NORM]
        own = [one for one in planted if one.norm == norm and one.kind != "file"]
        files = [one for one in planted if one.norm == norm and one.kind == "file"]
        for number, row in enumerate(rows.to_dict("records")):
            text = (ROOT / "corpus" / row["path"]).read_text(encoding="utf-8")
            said, named = own[number :: len(rows)], files[number : number + 1]
            if named:
                name = Path(row["path"]).with_name(named[0].sentence)
                row |= {"doc_id": name.stem, "path": name.as_posix()}
            documents[row["doc_id"]] = text, [*said, *named]
            kept.append(row)
            path = folder / row["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            paragraphs = [text.rstrip(), *(one.sentence for one in said)]
            path.write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    pd.DataFrame(kept).to_csv(folder / "manifest.csv", index=False)
    return documents


def run_study(corpus: Path, results: Path) -> None:
    """Run every stage, as a user does.

    Parameters
    ----------
    corpus : folder
    results : folder
    """
    command = [sys.executable, "-m", "nordtema", "all", "--study", STUDY, "--corpus", corpus]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([*command, "--results", results], check=True, env=environment, cwd=ROOT)


def text_of(path: Path) -> str:
    """All text of a file; "" of a picture.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    str
    """
    if path.suffix == ".parquet":
        table = pd.read_parquet(path).select_dtypes("object")
        return "\n".join("\n".join(table[name].astype(str)) for name in table)
    if path.suffix == ".npz":
        with np.load(path) as arrays:
            return "\n".join(
                " ".join(map(str, a.ravel())) for a in arrays.values() if a.dtype.kind in "UO"
            )
    return "" if path.suffix == ".png" else path.read_text(encoding="utf-8", errors="ignore")


def published_files(results: Path) -> Iterator[Path]:
    """What leaves the results folder.

    Parameters
    ----------
    results : folder

    Returns
    -------
    iterator of files
    """
    for name in (*PUBLISHED, "run.json"):
        path = results / name
        yield from (one for one in sorted(path.rglob("*")) if one.is_file())
        if path.is_file():
            yield path


def inner_files(results: Path) -> Iterator[Path]:
    """What stands in data/, but for what is there to list names.

    Parameters
    ----------
    results : folder

    Returns
    -------
    iterator of files
    """
    for path in sorted((results / "data").rglob("*")):
        if path.is_file() and path.parent.name != "inputs" and not _LISTS.fullmatch(path.name):
            yield path


def words_of(text: str) -> set[str]:
    """The words of four letters or more of a text, in small letters.

    Parameters
    ----------
    text : of a file

    Returns
    -------
    set of words
    """
    return set(map(str.lower, _WORD.findall(text)))


def cleaned_texts(results: Path) -> dict[str, str]:
    """The text of each document as segments have it.

    Parameters
    ----------
    results : folder

    Returns
    -------
    id as given → text
    """
    ids = pd.read_parquet(results / "data" / "ids.parquet")
    given = dict(zip(ids["published"], ids["given"], strict=True))
    segments = pd.read_parquet(results / "data" / "segments.parquet").groupby("doc_id")["text"]
    return {given.get(doc_id, doc_id): "\n".join(texts) for doc_id, texts in segments}


def find_planted(results: Path, documents: dict[str, tuple[str, list[Planted]]]) -> pd.DataFrame:
    """Each planted form with whether it stands in a published file, and whether in data/.

    Parameters
    ----------
    results : folder
    documents : as `plant` gives them

    Returns
    -------
    DataFrame with kind, norm, form, published (names of files), data
    """
    own = [one for _, planted in documents.values() for one in planted]
    without = [text for text, _ in documents.values()]
    without += [one.sentence.replace(one.form, " ") for one in own]
    known = {word.lower() for text in without for word in _WORD.findall(text)} | set(_KNOWN.split())
    files = {path: text_of(path) for path in published_files(results)}
    words = {path: words_of(text) for path, text in files.items()}
    inner = "\n".join(map(text_of, inner_files(results)))
    inner_words, cleaned = words_of(inner), cleaned_texts(results)
    rows = []
    for doc_id, (text, planted) in documents.items():
        for one in planted:
            around = "\n".join([text, *(p.sentence for p in planted if p is not one)])
            leaks = [p.name for p, t in files.items() if one.stands_in(t, words[p], known)]
            left = one.is_left_in(cleaned[doc_id], known, around)
            left = left or one.stands_in(inner, inner_words, known)
            rows.append((one.kind, one.norm, one.form, " ".join(sorted(set(leaks))), left))
    return pd.DataFrame(rows, columns=["kind", "norm", "form", "published", "data"])


def tell_planted(found: pd.DataFrame, show: bool) -> None:
    """Print how many were planted and are left, by kind and by norm.

    Parameters
    ----------
    found : of `find_planted`
    show : also what is left, and where
    """
    found = found.assign(planted=1, is_published=found["published"] != "")
    counts = ["planted", "is_published", "data"]
    for key in ("kind", "norm"):
        print(found.groupby(key)[counts].sum().to_string(), end="\n\n")
    identifiers = found[found["kind"] != "name"]
    for name, rows in {"identifiers": identifiers, "all": found}.items():
        shares = (f"{column} {rows[column].sum()}" for column in counts)
        print(f"{name}: {', '.join(shares)} ({rows['data'].mean():.1%} in data)")
    for row in found[found["is_published"] | found["data"]].itertuples() if show else ():
        print(f"  {row.kind} {row.norm} {row.form}: {'data ' if row.data else ''}{row.published}")


def run_planted(table: Path, kept: Path | None, show: bool) -> bool:
    """Run a study on what is planted, and print what is left.

    Parameters
    ----------
    table : as of `read_planted`
    kept : a new folder for the results; None for none that is kept
    show : also what is left, and where

    Returns
    -------
    Whether something stands in a published file
    """
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        documents = plant(read_planted(table), corpus)
        results = kept or Path(folder) / "results"
        run_study(corpus, results)
        found = find_planted(results, documents)
    tell_planted(found, show)
    return bool((found["published"] != "").any())


# ---------------------------------------------------------------- false alarms


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
    wrong: list[str] = []
    clean = masked([text for text, _ in sentences], norm)
    for (text, tokens), left in zip(sentences, clean, strict=True):
        if "⟨" in left:
            lost = Counter(_FORM.findall(text)) - Counter(_FORM.findall(left))
            others = Counter(form for form, kind in tokens if kind not in _LOST_RIGHTLY)
            wrong += (lost & others).elements()
    total = sum(len(tokens) for _, tokens in sentences)
    told = f": {' '.join(wrong)}" if show else ""
    print(f"{path.name} {norm}: {total} tokens, {1000 * len(wrong) / total:.3f} masked wrongly "
          f"for 1,000{told}")  # fmt: skip


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
    """Run both parts; end with an error if something planted is published."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--planted", type=Path, default=PLANTED, help="the table")
    parser.add_argument("--results", type=Path, help="a new folder that is kept")
    parser.add_argument("--no-study", action="store_true", help="the second part alone")
    parser.add_argument("--corpora", type=Path, default=SHARED / "corpora")
    parser.add_argument("--every", type=int, default=8, help="each so-maniest text is read")
    parser.add_argument("--show", action="store_true", help="what is left, and every mask")
    given = parser.parse_args()
    leaks = False if given.no_study else run_planted(given.planted, given.results, given.show)
    tell_false_alarms(given.corpora, given.every, given.show)
    if leaks:
        sys.exit("something planted stands in a published file")


if __name__ == "__main__":
    main()
