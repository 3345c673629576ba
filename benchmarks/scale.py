"""Does it stay quick and small? Raw texts to both topic models, the texts once, twice, four times.

    python benchmarks/scale.py [--share 0.25] [--copies 1 2 4]

Texts are a share of ../shared/corpora/large/*.jsonl.gz (one file a country), or of the results of
the default study. Each run is a process of its own: it tokenises, links, counts, fits both models
with K = 50 (fewer where there are few texts) and measures every text. Printed are megabytes a
second of tokenising and lemmatising, seconds of each step, milliseconds a text, peak memory.
"""

import argparse
import subprocess
import sys
import time
from itertools import pairwise

import pandas as pd
from peers import LARGE, ROOT, peak_mebibytes, read_units

from nordtema.study import Vocabulary
from nordtema.topics.fitting import fit, from_concept_counts
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.tokens import encode

TOPICS = 50
SEGMENTS = ROOT / "results" / "data" / "build" / "corpus" / "data" / "segments.parquet"


def texts(share: float, copies: int) -> pd.DataFrame:
    """Units of all countries, so many times over, each copy under names of its own."""
    files = sorted(LARGE.glob("*.jsonl.gz"))
    if files:
        parts = [table.iloc[: round(share * len(table))] for table in map(read_units, files)]
    else:
        parts = [_default_texts()]
    return pd.concat(
        [part.assign(unit_id=part["unit_id"] + f".{copy}", doc_id=part["doc_id"] + f".{copy}")
         for copy in range(copies) for part in parts], ignore_index=True,
    )  # fmt: skip


def _default_texts() -> pd.DataFrame:
    if not SEGMENTS.exists():
        raise SystemExit("scale.py: no texts of the default study yet; run `make all` first")
    table = pd.read_parquet(SEGMENTS)
    country = table["language"].map({"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"})
    table = table.assign(unit_id=table["segment_id"], country=country)
    return table[["unit_id", "doc_id", "country", "language", "text"]]


def run_once(share: float, copies: int) -> None:
    """Print a row: sizes, seconds of each step, and what it took in all."""
    units = texts(share, copies)
    megabytes = sum(len(text.encode()) for text in units["text"]) / 1e6
    start = [time.process_time()]
    encode(units)
    start.append(time.process_time())
    counts = build_vocabulary(units, Vocabulary()).counts
    start.append(time.process_time())
    training = from_concept_counts(counts)
    k = min(TOPICS, min(training.raw.shape) // 4)
    for name in ("nmf", "lda"):
        fit(name, training, k).transform(training.raw)
        start.append(time.process_time())
    encoding, building, nmf, lda = (b - a for a, b in pairwise(start))
    total = building + nmf + lda
    print(
        f"{copies}×: {len(units)} texts, {megabytes:.1f} MB, K={k}: "
        f"words {megabytes / encoding:.1f} MB/s; vocabulary {building:.1f} s, "
        f"nmf {nmf:.1f} s, lda {lda:.1f} s; {1000 * total / len(units):.2f} ms a text; "
        f"peak {peak_mebibytes():.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Run each number of copies, or (called by itself) one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--share", type=float, default=0.25)
    parser.add_argument("--copies", nargs="*", type=int, default=[1, 2, 4])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return run_once(given.share, given.copies[0])
    for copies in given.copies:
        size = ["--share", str(given.share), "--copies", str(copies)]
        subprocess.run([sys.executable, "-W", "ignore", __file__, "--one", *size], check=True)


if __name__ == "__main__":
    main()
