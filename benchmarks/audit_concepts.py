"""Make the audit of concepts that comes with the package.

    python benchmarks/audit_concepts.py

Writes src/nordtema/vocabulary/data/comparable.csv from tests/data/concepts_parallel.csv and
../shared/corpora/sib200 beside the checkout; stops where that is missing. The texts are linked as a
study links its own, by the general glossary and by spelling, so the table has to be made anew when
lemmas, glossary or cognates change. The control text of the default study (corpus/parallel.csv) is
never among the texts.
"""

import sys
from pathlib import Path

import pandas as pd

from beside import ROOT, SHARED
from nordtema.languages import LANGUAGES
from nordtema.study import Vocabulary
from nordtema.tables import DECIMALS
from nordtema.vocabulary.build import audit_texts
from nordtema.vocabulary.comparable import read_parallel_text
from nordtema.vocabulary.lexicon import DATA

PARAGRAPHS = ROOT / "tests" / "data" / "concepts_parallel.csv"
SENTENCES = SHARED / "corpora" / "sib200" / "dev.jsonl"


def development_texts(sentences: Path = SENTENCES) -> pd.DataFrame:
    """The paragraphs and the sentences that stand in all norms.

    Parameters
    ----------
    sentences : group, language, text, a row a sentence of a norm

    Returns
    -------
    DataFrame with a column of text for each norm
    """
    table = pd.read_json(sentences, lines=True, dtype=str)
    wide = table.pivot(index="group", columns="language", values="text").dropna()
    return pd.concat([read_parallel_text(PARAGRAPHS), wide], ignore_index=True)[list(LANGUAGES)]


def main() -> None:
    """Audit the texts, write the table, say how many concepts can be compared."""
    if not SENTENCES.is_file():
        sys.exit(f"{SENTENCES.relative_to(ROOT.parent)}: missing beside the checkout")
    texts = development_texts()
    table = audit_texts(texts, Vocabulary())
    table.round(DECIMALS).to_csv(DATA / "comparable.csv", index=False, lineterminator="\n")
    print(f"{len(texts)} units, {len(table)} concepts and words")
    print(table["comparable"].value_counts().to_string())


if __name__ == "__main__":
    main()
