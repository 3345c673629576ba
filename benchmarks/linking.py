"""What each step of linking brings: from one bag of lemmas to concepts of four norms.

    python benchmarks/linking.py [--k 20] [--corpora labels parallel parliament]

Each row has the steps above it too:

pooled         lemmas of all norms in one bag; what is spelled alike is one word
identical      … with ä for æ, ö for ø, accents and hyphens
cognates       … and cognates and compounds of linked parts
glossary       … and the general glossary with its false friends
shared words   only concepts met in every country
equalised      topics formed on counts in which every concept is as frequent in each country
ours           the same, with this package's own models

All rows but the last use the same plain models, as people call them: gensim's LdaModel with ten
passes, scikit-learn's NMF on tf-idf. Scores are those of ../shared/evaluate beside the checkout;
stops where it is missing.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from gensim.models import LdaModel
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfTransformer

from beside import as_units, evaluation_module
from nordtema.study import Vocabulary
from nordtema.topics.fitting import fit
from nordtema.topics.model import normalised
from nordtema.topics.models import MODELS
from nordtema.topics.run import FittedTopics, document_topics, name_topics, topic_table
from nordtema.topics.training import from_concept_counts
from nordtema.vocabulary.cognates import find_cognates
from nordtema.vocabulary.comparable import comparable_concepts
from nordtema.vocabulary.concepts import COLUMNS, Rules, link, linked_share
from nordtema.vocabulary.counts import ConceptCounts, count_concepts, equalising_weights
from nordtema.vocabulary.glossary import general_glossary
from nordtema.vocabulary.phrases import join_phrases
from nordtema.vocabulary.tokens import EncodedCorpus, encode

SEED = 1
SCORES = {
    "labels": ("ami", "mrr.mean", "coverage"),
    "parallel": ("mrr.mean", "country_entropy_by_mass.leading"),
    "parliament": (
        "country_entropy_by_mass.leading", "single_country_mass.leading", "npmi.mean",
        "npmi.worst_language", "diversity",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """How lemmas become concepts, and what the models see of them."""

    name: str
    links: Callable[[pd.DataFrame], pd.DataFrame]
    shared_words: str = "any"
    equalised: bool = False
    ours: bool = False
    phrases: bool = False


def pooled(lemmas: pd.DataFrame) -> pd.DataFrame:
    """Every lemma is its own concept, in all norms that spell it so."""
    table = lemmas.assign(concept=lemmas["lemma"], method="none", score=0.0, status="accepted",
                          light=False)  # fmt: skip
    common = table.groupby("lemma")["language"].transform("nunique") > 1
    return table.assign(method=np.where(common, "identical", "none"))[COLUMNS]


def identical(lemmas: pd.DataFrame) -> pd.DataFrame:
    """Lemmas that are spelled alike."""
    return link(lemmas, Rules(false_pairs=frozenset()))


def cognates(lemmas: pd.DataFrame) -> pd.DataFrame:
    """… and those that are nearly spelled alike."""
    return link(lemmas, Rules(false_pairs=frozenset()), find_cognates)


def glossary(lemmas: pd.DataFrame) -> pd.DataFrame:
    """… and the general glossary with its false friends."""
    return link(lemmas, Rules(general=general_glossary()), find_cognates)


STEPS = (
    Step("pooled", pooled),
    Step("identical", identical),
    Step("cognates", cognates),
    Step("glossary", glossary),
    Step("shared words", glossary, "countries"),
    Step("equalised", glossary, "countries", equalised=True),
    Step("ours", glossary, "countries", equalised=True, ours=True, phrases=True),
)


# ---------------------------------------------------------------- models


def plain_lda(counts: ConceptCounts, formed: sparse.csr_matrix, k: int) -> FittedTopics:
    """gensim's LdaModel with ten passes."""
    raw = counts.matrix[:, counts.shared].tocsr()
    model = LdaModel(_bags(formed), num_topics=k, passes=10, random_state=SEED,
                     id2word=dict(enumerate(map(str, range(raw.shape[1])))))  # fmt: skip
    shares = np.zeros((raw.shape[0], k))
    for row, bag in enumerate(_bags(raw)):
        for topic, share in model.get_document_topics(bag, minimum_probability=0) if bag else ():
            shares[row, topic] = share
    return _described("lda", counts, model.get_topics(), shares)


def plain_nmf(counts: ConceptCounts, formed: sparse.csr_matrix, k: int) -> FittedTopics:
    """scikit-learn's NMF on tf-idf."""
    weights = TfidfTransformer().fit(formed)
    model = NMF(k, random_state=SEED, max_iter=400).fit(weights.transform(formed))
    raw = counts.matrix[:, counts.shared].tocsr()
    shares = normalised(model.transform(weights.transform(raw)).astype(float))
    shares[np.diff(raw.indptr) == 0] = 0
    return _described("nmf", counts, model.components_, shares)


def our_model(name: str, counts: ConceptCounts, k: int) -> FittedTopics:
    """The package's own model of that name."""
    model = fit(name, from_concept_counts(counts), k, SEED)
    shares = model.transform(counts.matrix[:, counts.shared].tocsr())
    return FittedTopics(model, shares, pd.DataFrame())


def _bags(counts: sparse.csr_matrix) -> list[list[tuple[int, float]]]:
    return [list(zip(row.indices, row.data, strict=True)) for row in counts]


def _described(
    name: str, counts: ConceptCounts, topics: np.ndarray, shares: np.ndarray
) -> FittedTopics:
    k, width = topics.shape
    concepts = counts.concepts["concept"].to_numpy(str)[counts.shared]
    rates = np.full(width, 1 / width)
    model = MODELS[name](concepts, normalised(topics.astype(float)), np.full(k, 1 / k), rates)
    return FittedTopics(model, shares, pd.DataFrame())


def fitted_models(step: Step, counts: ConceptCounts, k: int) -> dict[str, FittedTopics]:
    """LDA and NMF of a step.

    Parameters
    ----------
    k : number of topics

    Returns
    -------
    A model of each kind
    """
    if step.ours:
        return {name: our_model(name, counts, k) for name in ("lda", "nmf")}
    formed = counts.matrix[:, counts.shared].tocsr()
    if step.equalised:
        formed = equalising_weights(formed, counts.units["country"].to_numpy(str))
    known = formed[np.diff(formed.indptr) > 0]
    return {"lda": plain_lda(counts, known, k), "nmf": plain_nmf(counts, known, k)}


# ---------------------------------------------------------------- scores


def score(step: Step, corpus: EncodedCorpus, k: int, scorer: Callable) -> list[dict]:
    """A row a model, with the linked share of the content tokens and all scores.

    Parameters
    ----------
    k : number of topics
    scorer : from a folder of tables and a model's name to scores

    Returns
    -------
    Rows with step, model, linked and the scores
    """
    links = step.links(corpus.lemmas)
    share = float(linked_share(corpus.lemmas, links).min())
    if step.phrases:
        corpus, links = join_phrases(corpus, links)
    rules = Vocabulary(shared_words=step.shared_words)
    counts = count_concepts(corpus, links[COLUMNS], rules)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, fitted in fitted_models(step, counts, k).items():
            named = name_topics(fitted.model, counts, None)
            table = topic_table(fitted.model, counts, named, comparable_concepts(links))
            table.to_csv(Path(folder) / f"topics.{name}.csv", index=False)
            shares = document_topics(fitted, counts)
            shares.to_csv(Path(folder) / f"document_topics.{name}.csv", index=False)
            scores = scorer(Path(folder), name)
            rows.append({"step": step.name, "model": name, "linked": share, **scores})
    return rows


def scorer_of(corpus: str, module, rows: list[dict]) -> Callable:
    """A function of a folder of tables and a model's name; null tests need a whole run.

    Parameters
    ----------
    corpus : a key of `SCORES`
    module : the scores that stand beside the checkout
    rows : of the corpus

    Returns
    -------
    From a folder of tables and a model's name to scores
    """
    if corpus == "labels":
        return lambda folder, name: module.score_labels(folder, rows, name)
    if corpus == "parliament":
        documents = module.lemma_sets(rows)
        return lambda folder, name: module.score_parliament(folder, rows, name, documents)

    def parallel(folder: Path, name: str) -> dict[str, float]:
        theta = module.read_theta(folder / f"document_topics.{name}.csv")
        return {**module.retrieval(theta, rows), **module.country_mix(theta, rows)}

    return parallel


def main() -> None:
    """Read the command, print a table a corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--k", type=int, default=20)
    parser.add_argument("--corpora", nargs="+", default=list(SCORES), choices=SCORES)
    wanted = parser.parse_args()
    corpora, scores = evaluation_module("corpora"), evaluation_module("score")
    if corpora is None or scores is None:
        sys.exit("linking.py: no corpora.py and score.py in ../shared/evaluate")
    for name in wanted.corpora:
        rows = getattr(corpora, name)()
        scorer, encoded = scorer_of(name, scores, rows), encode(as_units(pd.DataFrame(rows)))
        scored = [row for step in STEPS for row in score(step, encoded, wanted.k, scorer)]
        table = pd.DataFrame(scored)[["step", "model", "linked", *SCORES[name]]]
        print(f"== {name}, K={wanted.k}; linked: share of content tokens, least norm")
        print(table.to_string(index=False, float_format="{:.3f}".format), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
