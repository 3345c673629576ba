"""Our topic models beside others on the same counts: time, memory, coherence, stability.

    python benchmarks/peers.py [--corpus FILE.jsonl.gz …] [--k 20 50] [--models lda nmf tomotopy …]

Corpora are ../shared/corpora/large/*.jsonl.gz where they are present, else the counts of the
default study. Each model is fitted in a process of its own, with one thread (LdaMulticore: with
its own workers), to four fifths of the texts; NPMI is measured on the rest, and so is the
log-likelihood a word (document completion, shares inferred as ours from whichever topics).
Stability: agreement of the ten leading words with those of a refit on 80 % of the texts, which is
not timed.
The others are called as people call them: gensim with passes=10, tomotopy with 1,000 iterations,
scikit-learn's NMF on tf-idf; else by their defaults.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from beside import ROOT, SHARED, as_units
from memory import peak_mebibytes
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.topics.diagnostics import diversity, npmi
from nordtema.topics.fitting import fit
from nordtema.topics.lda import Lda
from nordtema.topics.matching import match, term_agreement
from nordtema.topics.model import normalised
from nordtema.topics.nmf import PRIOR_TOKENS
from nordtema.topics.selection import document_completion
from nordtema.topics.training import training_counts
from nordtema.vocabulary.counts import ConceptCounts
from nordtema.vocabulary.tokens import encode

LARGE = SHARED / "corpora" / "large"
DEFAULT = ROOT / "results" / "data" / "build" / "2_vocabulary" / "data" / "counts"
HELD_OUT, SUBSAMPLE, SEED, TOP = 0.2, 0.8, 1, 10
RAREST, COMMONEST = 0.001, 0.5  # share of the texts that use a word


# ---------------------------------------------------------------- counts


def read_units(path: Path) -> pd.DataFrame:
    """Texts of a .jsonl.gz with id, country, language, text.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    DataFrame of units
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return as_units(pd.DataFrame([json.loads(line) for line in lines]))


def lemma_counts(path: Path) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Counts of the lemmas of one country's texts, their names, and the language of each text.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    texts × V, V names, texts
    """
    corpus = encode(read_units(path))
    known = corpus.tokens >= 0
    shape = (len(corpus.units), len(corpus.lemmas))
    places = corpus.unit_of_token()[known], corpus.tokens[known]
    matrix = sparse.csr_matrix((np.ones(known.sum(), np.float32), places), shape)
    texts = np.bincount(matrix.indices, minlength=shape[1]) / shape[0]
    kept = np.flatnonzero((texts >= RAREST) & (texts <= COMMONEST))
    names = (corpus.lemmas["language"] + ":" + corpus.lemmas["lemma"]).to_numpy(str)
    return matrix[:, kept].tocsr(), names[kept], corpus.units["language"].to_numpy(str)


def default_counts() -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Counts of the shared concepts of the default study."""
    if not DEFAULT.exists():
        raise SystemExit("peers.py: no counts of the default study yet; run `make all` first")
    counts = ConceptCounts.load(DEFAULT)
    names = counts.concepts["concept"].to_numpy(str)[counts.shared]
    return counts.matrix[:, counts.shared].tocsr(), names, counts.units["language"].to_numpy(str)


def prepare(path: Path | None, folder: Path) -> None:
    """Write the counts, with which texts are held out, for the processes that fit.

    Parameters
    ----------
    path : of a corpus; None: the counts of the default study
    folder : where counts.npz and facts.npz are written
    """
    matrix, names, languages = lemma_counts(path) if path else default_counts()
    used = np.flatnonzero(np.diff(matrix.indptr))
    matrix, languages = matrix[used], languages[used]
    held = np.zeros(len(used), dtype=bool)
    chosen = np.random.default_rng(SEED).permutation(len(used))
    held[chosen[: round(HELD_OUT * len(used))]] = True
    sparse.save_npz(folder / "counts.npz", matrix)
    np.savez(folder / "facts.npz", names=names, languages=languages, held=held)


# ---------------------------------------------------------------- models: counts to topics, K × V


def ours(name: str):
    """Our model of that name."""

    def fitted(counts: sparse.csr_matrix, facts: dict, k: int) -> np.ndarray:
        languages = facts["languages"]
        countries = np.array([LANGUAGES[code].country for code in languages])
        assert set(countries) <= set(COUNTRIES)
        training = training_counts(facts["names"], counts, countries, languages)
        return fit(name, training, k, SEED).topics

    return fitted


def gensim_model(name: str):
    """gensim's LdaModel or LdaMulticore, passes=10."""

    def fitted(counts: sparse.csr_matrix, facts: dict, k: int) -> np.ndarray:
        from gensim import models

        bags = [list(zip(row.indices, row.data, strict=True)) for row in counts]
        words = dict(enumerate(facts["names"]))
        kind = getattr(models, name)
        return kind(bags, num_topics=k, id2word=words, passes=10, random_state=SEED).get_topics()

    return fitted


def sklearn_model(name: str, weighted: bool):
    """scikit-learn's model of that name, on tf-idf where it is weighted."""

    def fitted(counts: sparse.csr_matrix, facts: dict, k: int) -> np.ndarray:
        from sklearn import decomposition
        from sklearn.feature_extraction.text import TfidfTransformer

        data = TfidfTransformer().fit_transform(counts) if weighted else counts
        return getattr(decomposition, name)(k, random_state=SEED).fit(data).components_

    return fitted


def tomotopy_model(counts: sparse.csr_matrix, facts: dict, k: int) -> np.ndarray:
    """tomotopy's collapsed Gibbs sampler, 1,000 iterations, one worker."""
    import tomotopy

    model = tomotopy.LDAModel(k=k, seed=SEED)
    for row in counts:
        model.add_doc(np.repeat(facts["names"][row.indices], row.data.astype(int)).tolist())
    model.train(1000, workers=1)
    column = {word: place for place, word in enumerate(facts["names"])}
    topics = np.zeros((k, counts.shape[1]))
    places = [column[word] for word in model.used_vocabs]
    for topic in range(k):
        topics[topic, places] = model.get_topic_word_dist(topic)
    return topics


MODELS = {
    "nordtema lda": ours("lda"),
    "nordtema nmf": ours("nmf"),
    "gensim LdaModel": gensim_model("LdaModel"),
    "gensim LdaMulticore": gensim_model("LdaMulticore"),
    "sklearn LDA": sklearn_model("LatentDirichletAllocation", False),
    "sklearn NMF": sklearn_model("NMF", True),
    "sklearn MiniBatchNMF": sklearn_model("MiniBatchNMF", True),
    "tomotopy": tomotopy_model,
}


# ---------------------------------------------------------------- one fit, in its own process


def run_one(name: str, folder: Path, k: int) -> None:
    """Fit, say time and memory, fit again on a subsample; write both.

    Parameters
    ----------
    name : a key of `MODELS`
    folder : as `prepare` has filled it
    k : number of topics
    """
    counts = sparse.load_npz(folder / "counts.npz").tocsr()
    facts = dict(np.load(folder / "facts.npz"))
    train = np.flatnonzero(~facts["held"])
    wall, before = time.perf_counter(), cpu_seconds()
    topics = fit_rows(name, counts, facts, train, k)
    wall, cpu, peak = time.perf_counter() - wall, cpu_seconds() - before, peak_mebibytes()
    rng = np.random.default_rng(SEED)
    part = np.sort(rng.choice(train, round(SUBSAMPLE * len(train)), replace=False))
    again = fit_rows(name, counts, facts, part, k)
    np.savez(folder / "fitted.npz", topics=topics, again=again, cost=[wall, cpu, peak])


def fit_rows(
    name: str, counts: sparse.csr_matrix, facts: dict, rows: np.ndarray, k: int
) -> np.ndarray:
    """Topics of some of the texts.

    Parameters
    ----------
    name : a key of `MODELS`
    facts : names, languages
    rows : numbers of the texts
    k : number of topics

    Returns
    -------
    K × V
    """
    part = {**facts, "languages": facts["languages"][rows]}
    return np.asarray(MODELS[name](counts[rows], part, k), dtype=float)


def cpu_seconds() -> float:
    """Of this process and of those it has started and waited for."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, kinds))


# ---------------------------------------------------------------- scores


def leading(topics: np.ndarray) -> np.ndarray:
    """Columns of the leading words; ties in the order of name.

    Parameters
    ----------
    topics : K × V

    Returns
    -------
    K × TOP
    """
    return np.argsort(-topics, axis=1, kind="stable")[:, :TOP]


def scores(folder: Path) -> dict[str, float]:
    """What is known of a fit.

    Parameters
    ----------
    folder : as `run_one` leaves it

    Returns
    -------
    cpu and wall (seconds), MiB, npmi (mean, least, of each norm), stability, diversity, heldout
    """
    counts = sparse.load_npz(folder / "counts.npz").tocsr()
    facts, fitted = np.load(folder / "facts.npz"), np.load(folder / "fitted.npz")
    top, again = leading(fitted["topics"]), leading(fitted["again"])
    occurrence, languages = (counts[facts["held"]] > 0).tocsr(), facts["languages"][facts["held"]]
    each = npmi(occurrence, top)
    wall, cpu, peak = fitted["cost"]
    row = {"cpu": cpu, "wall": wall, "MiB": peak, "npmi": each.mean(), "least": each.min()}
    for code in sorted(set(languages)):
        row[code] = npmi(occurrence[np.flatnonzero(languages == code)], top).mean()
    agreement = term_agreement(top, again)
    row["stability"] = agreement[match(agreement)].mean()
    row["diversity"] = diversity(top)
    return {**row, "heldout": foreseen(normalised(fitted["topics"]), counts, facts)}


def foreseen(topics: np.ndarray, counts: sparse.csr_matrix, facts: Mapping) -> float:
    """Log-likelihood a word of the held-out texts.

    Parameters
    ----------
    topics : K × V, rows sum to 1
    facts : names, held
    """
    prior = np.full(len(topics), PRIOR_TOKENS / len(topics))
    model = Lda(facts["names"], topics, prior, np.full(topics.shape[1], 1 / topics.shape[1]))
    return document_completion(model, counts[facts["held"]], SEED)


def compare(path: Path | None, sizes: list[int], names: list[str]) -> None:
    """Print a row for each number of topics and model.

    Parameters
    ----------
    path : of a corpus; None: the default study
    sizes : numbers of topics
    names : keys of `MODELS`
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        prepare(path, folder)
        shape = sparse.load_npz(folder / "counts.npz").shape
        print(f"\n{path.name if path else 'default study'}: {shape[0]} texts, {shape[1]} words")
        for k in sizes:
            for name in names:
                command = [sys.executable, "-W", "ignore", __file__, "--one", name, scratch, str(k)]
                subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
                cells = [f"{key} {value:.4g}" for key, value in scores(folder).items()]
                print(f"K={k:<3} {name:21} {'  '.join(cells)}", flush=True)


def main() -> None:
    """Compare, or (called by itself) fit one model."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", nargs="*", type=Path, default=sorted(LARGE.glob("*.jsonl.gz")))
    parser.add_argument("--k", nargs="*", type=int, default=[20, 50])
    parser.add_argument("--models", nargs="*", default=list(MODELS), choices=list(MODELS))
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return run_one(given.one[0], Path(given.one[1]), int(given.one[2]))
    for path in given.corpus or [None]:
        compare(path, given.k, given.models)


if __name__ == "__main__":
    main()
