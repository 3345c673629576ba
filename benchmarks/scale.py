"""Does it stay quick and small? Raw texts to both topic models, the texts once, twice, four times.

    python benchmarks/scale.py [--share 0.25] [--copies 1 2 4]

Texts are a share of ../shared/corpora/large/*.jsonl.gz (one file a country), or of the results of
the default study, read a thousand at a time. Each run is a process of its own: it tokenises, links,
counts, fits both models with K = 50 (fewer where there are few texts) and measures every text.
Printed are CPU seconds of each step, the whole in CPU and wall seconds, milliseconds a text and
peak memory; then the curve: what twice and four times the texts cost beside the first run. Repeated
texts bring no new words, so that linking, which asks for words alone, is left out of the
milliseconds that are compared.
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice, pairwise
from pathlib import Path

import pandas as pd

from beside import ROOT, UNITS, as_units
from memory import peak_mebibytes
from nordtema.study import Vocabulary
from nordtema.topics.fitting import fit
from nordtema.topics.training import from_concept_counts
from nordtema.vocabulary.build import build_vocabulary
from peers import LARGE

TOPICS = 50
PART = 1000  # texts that are read at a time
SEGMENTS = ROOT / "results" / "data" / "build" / "corpus" / "data" / "segments.parquet"
STEPS = ("words", "links", "terms", "counts", "audit", "nmf", "lda")


def parts(share: float, copies: int) -> Iterator[pd.DataFrame]:
    """Units of all countries, so many times over, each copy under names of its own.

    Parameters
    ----------
    share : of the texts of each part
    copies : of the corpus

    Returns
    -------
    Units, as many as are read at a time
    """
    files = sorted(LARGE.glob("*.jsonl.gz"))
    for copy in range(copies):
        whole = chain.from_iterable(map(_file_parts, files)) if files else _default_parts()
        for part in whole:
            part = part.iloc[: round(share * len(part))]
            names = {name: part[name] + f".{copy}" for name in ("unit_id", "doc_id")}
            yield part.assign(**names)


def _file_parts(path: Path) -> Iterator[pd.DataFrame]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        while rows := [json.loads(line) for line in islice(lines, PART)]:
            yield as_units(pd.DataFrame(rows))


def _default_parts() -> Iterator[pd.DataFrame]:
    if not SEGMENTS.exists():
        raise SystemExit("scale.py: no texts of the default study yet; run `make all` first")
    table = pd.read_parquet(SEGMENTS)
    country = table["language"].map({"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"})
    yield table.assign(unit_id=table["segment_id"], country=country)[UNITS]


class Texts:
    """Parts of the texts, one after the other; how many bytes went by, and what reading took."""

    def __init__(self, share: float, copies: int):
        self.share, self.copies, self.bytes, self.seconds = share, copies, 0, 0.0

    def __iter__(self) -> Iterator[pd.DataFrame]:
        start = time.process_time()
        for part in parts(self.share, self.copies):
            self.bytes += sum(len(text.encode()) for text in part["text"])
            self.seconds += time.process_time() - start
            yield part
            start = time.process_time()


def run_once(share: float, copies: int) -> dict[str, float]:
    """Sizes, CPU seconds of each step, and what it took in all.

    Parameters
    ----------
    share, copies : as in `parts`

    Returns
    -------
    texts, MB, K, reading (s), steps (CPU s), cpu (s), wall (s), peaks (MiB)
    """
    wall, clock, peaks = time.perf_counter(), [], []

    def tick(_: str = "") -> None:
        clock.append(time.process_time())
        peaks.append(peak_mebibytes())

    texts = Texts(share, copies)
    built = build_vocabulary(texts, Vocabulary(), progress=tick)
    training = from_concept_counts(built.counts)
    size, k = len(built.counts.units), min(TOPICS, min(training.raw.shape) // 4)
    del built  # a study keeps it on disk; models need the counts of the shared concepts
    tick()
    for name in ("nmf", "lda"):
        fit(name, training, k).transform(training.raw)
        tick()
    steps = {name: b - a for name, (a, b) in zip(STEPS, pairwise(clock), strict=True)}
    steps["words"] -= texts.seconds
    return {
        "texts": size, "MB": texts.bytes / 1e6, "K": k, "reading": texts.seconds, "steps": steps,
        "cpu": clock[-1] - clock[0], "wall": time.perf_counter() - wall, "peaks": peaks[1:],
    }  # fmt: skip


def per_text(run: dict) -> float:
    """Milliseconds a text, without linking.

    Parameters
    ----------
    run : as of `run_once`

    Returns
    -------
    Milliseconds of CPU time
    """
    return 1000 * (run["cpu"] - run["steps"]["links"]) / run["texts"]


def row(copies: int, run: dict) -> str:
    """What a run has measured, in a line."""
    steps, peaks = run["steps"], run["peaks"]
    rate = run["MB"] / steps["words"]
    shown = ", ".join(
        f"{name} {seconds:.1f} s ({peak:.0f} MiB)"
        for (name, seconds), peak in zip(steps.items(), peaks, strict=True)
    )
    return (
        f"{copies}×: {run['texts']} texts, {run['MB']:.1f} MB, K={run['K']}: "
        f"reading {run['reading']:.1f} s, {shown}; "
        f"words {rate:.1f} MB/s; in all {run['cpu']:.0f} s CPU, {run['wall']:.0f} s wall; "
        f"{per_text(run):.2f} ms a text without links; peak {peaks[-1]:.0f} MiB"
    )


def curve(runs: dict[int, dict]) -> str:
    """Time and memory of each run beside the first, and what each further text has cost."""
    first = next(iter(runs.values()))
    shown = [
        f"{copies}×: {per_text(run) / per_text(first):.2f} of the time a text, "
        f"{run['peaks'][-1] / first['peaks'][-1]:.2f} of the memory"
        for copies, run in runs.items()
    ]
    return "\n".join([*shown, *map(_further, pairwise(runs.items()))])


def _further(two: tuple[tuple[int, dict], tuple[int, dict]]) -> str:
    """From one number of copies to the next: dictionaries and factorising are paid once."""
    (fewer, small), (more, large) = two
    texts = large["texts"] - small["texts"]
    seconds = [run["cpu"] - run["steps"]["links"] for run in (small, large)]
    memory = large["peaks"][-1] - small["peaks"][-1]
    return (
        f"{fewer}× to {more}×: {1000 * (seconds[1] - seconds[0]) / texts:.2f} ms and "
        f"{1024 * memory / texts:.1f} KiB a further text"
    )


def main() -> None:
    """Run each number of copies, or (called by itself) one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--share", type=float, default=0.25)
    parser.add_argument("--copies", nargs="*", type=int, default=[1, 2, 4])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(run_once(given.share, given.copies[0])))
        return
    runs = {}
    for copies in given.copies:
        size = ["--share", str(given.share), "--copies", str(copies)]
        command = [sys.executable, "-W", "ignore", __file__, "--one", *size]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        runs[copies] = json.loads(output)
        print(row(copies, runs[copies]), flush=True)
    print(curve(runs))


if __name__ == "__main__":
    main()
