"""Of the themes that one country's own model alone has, how many do refits give again?

    python benchmarks/alone.py [--texts 800] [--model lda] [--k 20]

Speeches of three parliaments (../shared/corpora/parlamint-speeches, a number drawn at random, or
all), from texts to a joint model, each country's own model, and refits of those. Prints for each
country its themes, those without a counterpart, those like no other, and those found again.
"""

import argparse
import sys
import time

import pandas as pd

from beside import SHARED
from nordtema.report.sentences.robustness import own_theme_sentences
from nordtema.robustness.analyses import NO_COUNTERPART, Question
from nordtema.robustness.national import (
    national_models,
    national_themes,
    not_found_again,
    of_one_country,
)
from nordtema.study import MODELS, Comparison, Topics, Vocabulary
from nordtema.topics.fitting import fit
from nordtema.topics.run import name_topics
from nordtema.topics.training import BY_DEFAULT, from_concept_counts
from nordtema.vocabulary.build import build_vocabulary, describe_documents

SPEECHES = SHARED / "corpora" / "parlamint-speeches" / "dev.jsonl"
RULES = Comparison(cluster=("sitting",), bootstrap=200)


def themes_of(texts: pd.DataFrame, model: str, refitting: Topics) -> pd.DataFrame:
    """Themes of each country's own model beside the joint ones.

    Parameters
    ----------
    texts : doc_id, country, language, text, and the columns that cluster
    model : "lda" or "nmf"
    refitting : k, refits, seed

    Returns
    -------
    As `national_themes` gives them
    """
    built = build_vocabulary(texts.assign(unit_id=texts["doc_id"]), Vocabulary())
    documents = describe_documents(texts.assign(status="kept", reason=""), built)
    training = from_concept_counts(built.counts, BY_DEFAULT)
    joint = fit(model, training, int(refitting.k), refitting.seed)
    own = national_models(joint, built.counts, Vocabulary(), BY_DEFAULT, refitting.seed)
    question = Question(joint, documents, RULES, (), BY_DEFAULT, refitting.seed)
    labels = name_topics(joint, built.counts, None)
    return national_themes(joint, own, built.counts, labels, Vocabulary(), question, refitting)


def main() -> None:
    """Print what is found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=int, default=0, help="drawn at random; 0: all")
    parser.add_argument("--model", choices=MODELS, default="lda")
    parser.add_argument("--k", type=int, default=20)
    given = parser.parse_args()
    if not SPEECHES.exists():
        sys.exit(f"there is no {SPEECHES.name} beside the checkout")
    texts = pd.read_json(SPEECHES, lines=True, dtype=False).rename(columns={"id": "doc_id"})
    if given.texts:
        texts = texts.sample(given.texts, random_state=1).sort_values("doc_id")
    start = time.process_time()
    table = themes_of(texts.reset_index(drop=True), given.model, Topics(k=given.k))
    single = table["status"].eq(NO_COUNTERPART) & table["topic"].eq(0)
    told, lost = of_one_country(table), not_found_again(table)
    for code in table["country"].unique():
        number = [int(part["country"].eq(code).sum()) for part in (table[single], told, lost)]
        print(
            f"{code}: {(texts['country'] == code).sum()} texts, {given.k} themes, {number[0]} "
            f"without a counterpart, {number[1] + number[2]} like no other, {number[1]} found again"
        )
    found = pd.concat([told, lost])[["country", "words", "all_words", "likeness",
                                     "share_correlation"]]  # fmt: skip
    print(found.round(3).to_string(index=False))
    print("\n".join(own_theme_sentences(table)))
    print(f"{time.process_time() - start:.0f} CPU s")


if __name__ == "__main__":
    main()
