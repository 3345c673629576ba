"""What the comparison of a large corpus takes, from shares to verdicts.

    python benchmarks/comparing.py [--documents 38000]

Shares of 20 themes are drawn for documents of three countries and compared with the default draws:
with documents as units, with authors of four documents each, and with authors and the chance of any
false claim held. Prints CPU seconds and the peak memory so far.
"""

import argparse
import time

import numpy as np

import generators as made
from nordtema.comparison.run import compare
from nordtema.study import Comparison
from peers import peak_mebibytes
from studies import sampled

THEMES, OF_AUTHOR = 20, 4


def large(documents: int, cluster: tuple[str, ...]) -> made.Study:
    """Documents of three countries, equal in all themes, with their authors.

    Parameters
    ----------
    documents : of all countries together
    cluster : what the study names

    Returns
    -------
    The study
    """
    size = documents // 3
    authors = np.repeat(np.arange(3), size) * size + np.tile(np.arange(size) // OF_AUTHOR, 3)
    return made.drawn(
        np.random.default_rng(1), np.full(THEMES, 1 / THEMES), size,
        facts={"author": np.char.add("a", authors.astype(str))}, settings={"cluster": cluster},
    )  # fmt: skip


def main() -> None:
    """Time the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=38_000)
    given = parser.parse_args()
    for cluster, error_rate in (((), "fdr"), (("author",), "fdr"), (("author",), "fwer")):
        study = large(given.documents, cluster)
        rules = Comparison(error_rate=error_rate).given(study.settings)
        start = time.process_time()
        sample = sampled(study, study.shares, rules)
        result = compare(sample, study.documents, {}, rules, 1)
        print(
            f"{len(study.groups)} documents, units: {cluster[0] if cluster else 'documents'}, "
            f"{error_rate}: {len(result.contrasts)} comparisons in "
            f"{time.process_time() - start:.1f} CPU s, at most {peak_mebibytes():.0f} MiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
