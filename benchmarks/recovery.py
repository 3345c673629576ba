"""Does a planted difference come back? Simulated studies, from counts to the estimated difference.

    python benchmarks/recovery.py

Prints, for both models, the estimated difference of a theme that is 8 points larger in one
country, over all studies, as a share of the one that was drawn, without and with language noise
and link errors.
"""

import numpy as np

from nordtema.topics.fitting import fit
from nordtema.topics.matching import cosine, match
from simulation import (
    design_with,
    draw_counts,
    draw_shares,
    random_topics,
    spoken_topics,
)

STUDIES, K, CONCEPTS = 12, 8, 600
PLANTED = 0.08
CASES = {
    "plain": {},
    "language noise 1.5": {"noise": 1.5},
    "link errors 5 %": {"link_errors": 0.05},
    "one theme a document": {"concentration": 1.0},
    "mixed documents": {"concentration": 10.0},
    "short texts (40 words)": {"length": 40, "documents": 400},
}


def recovered(model: str, options: dict, seed: int) -> tuple[float, float, float]:
    """Estimated and true difference of the planted theme, and mean topic similarity.

    Parameters
    ----------
    model : "lda" or "nmf"
    options : of the design

    Returns
    -------
    Estimated and drawn difference (shares), and mean cosine of the topics with the true ones
    """
    rng = np.random.default_rng(seed)
    design = design_with(PLANTED, K, **{"documents": 150, **options})
    topics = random_topics(K, CONCEPTS, rng)
    shares = draw_shares(design, rng)
    counts = draw_counts(design, shares, spoken_topics(design, topics, rng), rng)
    fitted = fit(model, design.training(counts), K)
    estimated = fitted.transform(counts)
    similarity = cosine(topics, fitted.topics)
    rows, columns = match(similarity)
    topic, norway = columns[0], design.countries == "NO"
    difference = estimated[norway, topic].mean() - estimated[~norway, topic].mean()
    true = shares[norway, 0].mean() - shares[~norway, 0].mean()
    return difference, true, float(similarity[rows, columns].mean())


def main() -> None:
    """Print a row for each case and model."""
    print(f"{'case':26} {'model':5} recovered  topics found (cosine)")
    for name, options in CASES.items():
        for model in ("lda", "nmf"):
            runs = [recovered(model, options, seed) for seed in range(STUDIES)]
            difference, true, similarity = np.array(runs).mean(axis=0)
            print(
                f"{name:26} {model:5} {100 * difference / true:6.0f} %   {similarity:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
