"""How well nouns are told: 150 shared concepts of the default study, judged by hand.

    python benchmarks/nouns.py draw SEED > sample.csv
    python benchmarks/nouns.py score benchmarks/nouns_judged.csv

`draw` writes shared concepts with the words that readers see of them. Whoever judges fills the
column `noun` with 1 where the words of most norms are common nouns, and with 0 where they are
something else, names too; a term of several words is what its last word is. The judge does not see
how the program reads them. `score` builds the vocabulary anew and prints precision and recall, and
what was judged otherwise.
"""

import csv
import sys
from pathlib import Path

import pandas as pd

from nordtema.corpus import read_corpus, read_country
from nordtema.corpus.documents import merge, units_of
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.robustness.nouns import are_nouns
from nordtema.study import Study
from nordtema.vocabulary.build import build_vocabulary

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SIZE = 150
COLUMNS = ["concept", *LANGUAGES]


def shared_concepts() -> pd.DataFrame:
    """The concepts that topics of the default study are formed on, by name.

    Returns
    -------
    DataFrame as `ConceptCounts.concepts`
    """
    study = Study()
    index = read_corpus(CORPUS).documents
    countries = [read_country(index, code, study.corpus) for code in COUNTRIES]
    segments, documents = merge(countries, study.corpus)
    units = units_of(segments, documents, study.corpus.unit)
    counts = build_vocabulary(units, study.vocabulary).counts
    return counts.concepts.iloc[counts.shared].sort_values("concept", ignore_index=True)


def score(concepts: pd.DataFrame, judged: pd.DataFrame) -> None:
    """Print precision and recall of the nouns, and what was judged otherwise.

    Parameters
    ----------
    concepts : as `shared_concepts` gives them
    judged : concept, noun (0 or 1)
    """
    both = concepts.assign(called=are_nouns(concepts))[["concept", "noun", "called"]]
    both = both.merge(judged, on="concept", suffixes=("_share", ""))
    right = both["called"] & both["noun"].eq(1)
    called, nouns = both["called"].sum(), both["noun"].sum()
    print(f"{len(both)} of {len(judged)} judged concepts are shared now")
    print(f"called nouns: {called}, rightly {right.sum()} ({right.sum() / called:.1%})")
    print(f"nouns: {nouns}, found {right.sum()} ({right.sum() / nouns:.1%})")
    for row in both[both["called"] != both["noun"].eq(1)].itertuples():
        print(f"  {row.concept}: {row.noun_share:.2f} read as nouns, judged {row.noun}")


def main() -> None:
    """Read the command, draw or score."""
    match sys.argv[1:]:
        case ["draw", seed]:
            sample = shared_concepts().sample(SIZE, random_state=int(seed))[COLUMNS]
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([[*COLUMNS, "noun"], *([*row, ""] for row in sample.to_numpy())])
        case ["score", path]:
            score(shared_concepts(), pd.read_csv(path, keep_default_na=False))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
