"""What do the measures of stability tell apart? Themes that are there, and themes that are not.

    python benchmarks/stability.py [--counts FOLDER …] [--k 20]

Simulated: corpora of eight themes are fitted with eight topics and with twelve, and corpora in
which all texts draw their words from the same rates, so that there are no themes. FOLDER is
data/build/2_vocabulary/data/counts of a results folder. For each corpus and model: the measures,
mean over topics; the part of the topics that are flagged by the cosine alone, and by cosine and
correlation of shares; and, of those that are not flagged, cosine and correlation in as many fresh
refits, which took no part in flagging.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from nordtema.study import Topics
from nordtema.topics.diagnostics import UNSTABLE
from nordtema.topics.fitting import fit
from nordtema.topics.models import MODELS
from nordtema.topics.stability import measure_stability, sampled_texts
from nordtema.topics.training import TrainingCounts, from_concept_counts
from nordtema.topics.uncertainty import GroupedTexts
from nordtema.vocabulary.counts import ConceptCounts
from simulation import (
    Design,
    design_with,
    draw_counts,
    draw_shares,
    random_topics,
    spoken_topics,
)

STUDIES, THEMES, CONCEPTS, DOCUMENTS = 2, 8, 600, 100
ALIKE = 1e6  # concentration at which all texts have the same shares: there is nothing to find
SIMULATED = {"themes": (1.0, THEMES), "more topics than themes": (1.0, 12), "none": (ALIKE, THEMES)}
RULES = Topics()


def simulated(concentration: float, seed: int) -> tuple[Design, GroupedTexts]:
    """The texts of a simulated corpus.

    Parameters
    ----------
    concentration : of documents around the mean shares

    Returns
    -------
    Its design and its texts, each a document
    """
    rng = np.random.default_rng([3, seed])
    design = design_with(0.0, THEMES, 1 / THEMES, documents=DOCUMENTS, concentration=concentration)
    spoken = spoken_topics(design, random_topics(THEMES, CONCEPTS, rng), rng)
    counts = draw_counts(design, draw_shares(design, rng), spoken, rng)
    rows = np.arange(counts.shape[0])
    length = np.asarray(counts.sum(axis=1)).ravel()
    light = np.zeros(counts.shape[1], dtype=bool)
    return design, GroupedTexts(
        counts, design.countries, design.languages, length, rows, rows, rows.astype(str), light,
        np.zeros((counts.shape[1], 0)),
    )  # fmt: skip


def of_simulation(name: str, concentration: float, k: int) -> pd.DataFrame:
    """Measures of all topics of some simulated studies, twice.

    Parameters
    ----------
    name : of a model
    concentration : as of `simulated`
    k : number of topics

    Returns
    -------
    As `twice`
    """
    parts = []
    for seed in range(STUDIES):
        design, texts = simulated(concentration, seed)
        parts.append(twice(name, design.training(texts.matrix), texts, k))
    return pd.concat(parts)


def twice(name: str, training: TrainingCounts, texts: GroupedTexts, k: int) -> pd.DataFrame:
    """Measures of a model in refits, and in fresh ones.

    Parameters
    ----------
    name : of a model
    training : what it is fitted to
    texts : what stability is measured on
    k : number of topics

    Returns
    -------
    DataFrame, a row a topic: the measures, and those of fresh refits with the ending _fresh
    """
    model = fit(name, training, k, RULES.seed)
    first, fresh = (
        measure_stability(model, texts, RULES.refits, seed) for seed in (RULES.seed, RULES.seed + 1)
    )
    return first.join(fresh, rsuffix="_fresh")


def summary(table: pd.DataFrame) -> dict[str, float]:
    """Means, flagged parts, and what is left of the others in fresh refits.

    Parameters
    ----------
    table : as of `twice`
    """
    by_weights = table["likeness"] < UNSTABLE
    flagged = by_weights | (table["share_correlation"] < UNSTABLE)
    kept = table[~flagged]
    return {
        "shares": table["share_correlation"].mean(),
        "weights": table["likeness"].mean(),
        "words": table["stability"].mean(),
        "ceiling": table["stability_ceiling"].mean(),
        "flagged by weights": by_weights.mean(),
        "flagged": flagged.mean(),
        "fresh shares": kept["share_correlation_fresh"].mean(),
        "fresh weights": kept["likeness_fresh"].mean(),
    }


def rows(folders: list[Path], k: int) -> Iterator[dict[str, object]]:
    """A row for each corpus and model.

    Parameters
    ----------
    folders : of counts
    k : number of topics of their models
    """
    for label, (concentration, topics) in SIMULATED.items():
        for name in MODELS:
            table = of_simulation(name, concentration, topics)
            yield {"corpus": label, "model": name, "topics": len(table), **summary(table)}
    for folder in folders:
        counts = ConceptCounts.load(folder)
        texts = sampled_texts(counts, RULES.refit_documents, RULES.seed)
        for name in MODELS:
            table = twice(name, from_concept_counts(counts), texts, k)
            label = f"{len(counts.units)} units"
            yield {"corpus": label, "model": name, "topics": len(table), **summary(table)}


def main() -> None:
    """Print a row for each corpus and model."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--counts", nargs="*", type=Path, default=[])
    parser.add_argument("--k", type=int, default=20)
    options = parser.parse_args()
    for number, row in enumerate(rows(options.counts, options.k)):
        line = pd.DataFrame([row]).round(2).to_csv(sep="\t", index=False, header=not number)
        print(line, end="", flush=True)


if __name__ == "__main__":
    main()
