"""What is left of planted identifiers and names in what a study writes.

    python benchmarks/privacy.py [--planted TABLE] [--results FOLDER] [--show]

The sentences of a table (tests/data/privacy/planted.csv, or one beside it) are put into sixty
documents of corpus/, fifteen in each norm (`privacy_forms.py`), and a whole study runs. A row of
the kind `file` names a document instead. Counted are, by kind and norm, those of which something
that tells still stands in a published file, and those of which it stands in data/: in the text of
their own document, or in any file that is not made to list names.

`--show` prints what was found. Ends with an error if something planted stands in a published file.
What is masked that need not be, `privacy_alarms.py` counts.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from beside import ROOT
from nordtema.workflow.folder import PUBLISHED
from privacy_forms import Planted, plant, read_planted, words_of

PLANTED = ROOT / "tests" / "data" / "privacy" / "planted.csv"
STUDY = ROOT / "tests" / "data" / "tiny.yaml"
#: data/ has these to say who was masked
_LISTS = re.compile(r"(?:names|writers)\.\w+\.parquet|privacy_review\.csv|ids\.parquet")
#: and these to say where the texts are, and what they are before anything is masked
_TEXTS = re.compile(r"inputs|imported|build/import\.\w+/data")
#: drawings: paths and ids of an SVG, and pictures in a notebook; letters there are chance
_DRAWN = re.compile(
    r' (?:d|id|points|transform|(?:xlink:)?href|clip-path)="[^"]*"'
    r'|"image/png": ?"[^"]*"|;base64,[\w+/=\\]+'
)
#: words of identifiers that tell nothing of a person, and parts of addresses on the net
_KNOWN = """
    http https status instagram facebook linkedin twitter snapchat blogspot gmail hotmail
    example oslo bergen trondheim førde odda ørsta svendborg københavn horsens visby stockholm
    umeå linköping konto postboks leil dot punktum punkt prikk snabel snabela krøllalfa
    alfakrøll gate gade gatan allé sankt gamle lilla norra södra store øvre nordre
"""


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
    """All text of a file, without what is drawn in it; "" of a picture.

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
    if path.suffix == ".png":
        return ""
    return _DRAWN.sub(" ", path.read_text(encoding="utf-8", errors="ignore"))


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
    """What stands in data/, but for what is there to list names, and the texts as they are.

    Parameters
    ----------
    results : folder

    Returns
    -------
    iterator of files
    """
    data = results / "data"
    for path in sorted(data.rglob("*")):
        texts = _TEXTS.fullmatch(path.parent.relative_to(data).as_posix())
        if path.is_file() and not texts and not _LISTS.fullmatch(path.name):
            yield path


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
    known = {word for text in without for word in words_of(text)} | set(_KNOWN.split())
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
    cells = found.groupby(["kind", "norm"])[["data", "planted"]].sum().astype(str)
    print("left in data of those planted")
    print((cells["data"] + "/" + cells["planted"]).unstack(fill_value="").to_string(), end="\n\n")
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


def main() -> None:
    """Run the study; end with an error if something planted is published."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--planted", type=Path, default=PLANTED, help="the table")
    parser.add_argument("--results", type=Path, help="a new folder that is kept")
    parser.add_argument("--show", action="store_true", help="what is left")
    given = parser.parse_args()
    if run_planted(given.planted, given.results, given.show):
        sys.exit("something planted stands in a published file")


if __name__ == "__main__":
    main()
