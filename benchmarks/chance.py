"""Are standard models like the study's themes by chance? Two kinds of chance, side by side.

    python benchmarks/chance.py [--corpus FILE.jsonl] [--k 8 20]

The counts are those of the default study, or of a file of texts (id, country, language, text). For
each number of topics and each standard model, the mean likeness to the themes of our LDA:

- as it is;
- where its concepts have changed places (mean and highest of the draws; what the study tells);
- of the model fitted to texts in which each word is drawn anew from the rates of the country. Such
  texts have the same lengths, words and countries, and no themes. It takes another fit each.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import sparse

from beside import ROOT, as_units
from nordtema.robustness.chance import beside_standard
from nordtema.robustness.standard import fit_standard
from nordtema.study import Vocabulary
from nordtema.topics.fitting import fit
from nordtema.topics.training import from_concept_counts
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.counts import ConceptCounts

DEFAULT = ROOT / "results" / "data" / "build" / "2_vocabulary" / "data" / "counts"
SEED, MOST = 1, 3000


def counts_of(path: Path | None) -> ConceptCounts:
    """Counts of the shared concepts of a corpus; None: of the default study."""
    if path is None:
        counts = ConceptCounts.load(DEFAULT)
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
        units = as_units(pd.DataFrame([json.loads(line) for line in lines]))
        counts = build_vocabulary([units], Vocabulary()).counts
    concepts = counts.concepts.iloc[counts.shared].reset_index(drop=True)
    return ConceptCounts(counts.units, concepts, counts.matrix[:, counts.shared].tocsr())


def without_themes(counts: ConceptCounts, rng: np.random.Generator) -> ConceptCounts:
    """The same texts, each of their words drawn anew from the rates of their country."""
    countries = counts.units["country"].to_numpy(str)
    lengths = np.asarray(counts.matrix.sum(axis=1)).ravel().astype(int)
    parts, order = [], []
    for code in np.unique(countries):
        rows = np.flatnonzero(countries == code)
        rates = np.asarray(counts.matrix[rows].sum(axis=0), dtype=float).ravel()
        words = [rng.multinomial(size, rates / rates.sum()) for size in lengths[rows]]
        parts.append(sparse.csr_matrix(np.array(words, dtype=np.float32)))
        order.append(rows)
    matrix = sparse.vstack(parts).tocsr()[np.argsort(np.concatenate(order))]
    return replace(counts, matrix=matrix)


def main() -> None:
    """Print a row for each number of topics and standard model."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--k", nargs="*", type=int, default=[8, 20])
    given = parser.parse_args()
    counts = counts_of(given.corpus)
    redrawn = without_themes(counts, np.random.default_rng(SEED))
    print(f"{counts.matrix.shape[0]} texts, {counts.matrix.shape[1]} concepts")
    for k in given.k:
        reference = fit("lda", from_concept_counts(counts), k, SEED)
        fits = [fit_standard(one, k, MOST, SEED) for one in (counts, redrawn)]
        told = (beside_standard(reference, one, SEED) for one in fits)
        for one, other in zip(*told, strict=True):
            chance = one.chance.mean(axis=1)
            print(
                f"K={k:<3} {one.standard.model.name:17}"
                f" likeness {one.matches.similarity.mean():.3f}"
                f"  places changed {chance.mean():.3f}, at most {chance.max():.3f}"
                f"  words drawn anew {other.matches.similarity.mean():.3f}"
            )


if __name__ == "__main__":
    main()
