"""Is LDA's start decisive? The same counts learnt from four starts, and the two models compared.

    python benchmarks/starts.py [--k 8 20] [--corpora default labels parliament]

association  the topics of associated concepts, as the package starts
counts       scikit-learn's NMF of the equalised counts, Kullback-Leibler loss
anchors      anchor words: the concepts whose company is the least a mixture of others' (Arora et
             al. 2013, "A practical algorithm for topic modeling with provable guarantees")
random       topics drawn from a Dirichlet around the mean rates

Topics are formed on four fifths of the texts and foresee the others by document completion; printed
are the log-likelihood a word of the start, of LDA and of NMF, LDA's NPMI and diversity, and the
mean cosine of its topics with those learnt from the association, and with NMF's. Needs the scoring
scripts beside the checkout for all corpora but the default one.
"""

import argparse
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import sparse

from beside import ROOT, as_units, evaluation_module
from nordtema.study import Vocabulary
from nordtema.topics.association import associated_topics
from nordtema.topics.collapsed import posterior
from nordtema.topics.diagnostics import TOP, diversity, npmi
from nordtema.topics.fitting import fit
from nordtema.topics.heldout import hold_out_words
from nordtema.topics.lda import Lda
from nordtema.topics.matching import cosine, match
from nordtema.topics.model import TopicModel, normalised
from nordtema.topics.nmf import PRIOR_TOKENS
from nordtema.topics.selection import document_completion
from nordtema.topics.training import TrainingCounts, from_concept_counts
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.counts import ConceptCounts

SEED = 1
DEFAULT = ROOT / "results" / "data" / "build" / "2_vocabulary" / "data" / "counts"


def from_counts(counts: TrainingCounts, k: int, seed: int) -> np.ndarray:
    """Topics of plain NMF, K × V."""
    from sklearn.decomposition import NMF

    solver = NMF(k, solver="mu", beta_loss="kullback-leibler", init="nndsvda", random_state=seed)
    return normalised(solver.fit(counts.formed).components_.astype(float))


def from_anchors(counts: TrainingCounts, k: int, seed: int) -> np.ndarray:
    """Topics around anchor words, K × V: each concept's company as a mixture of the anchors'."""
    del seed
    formed = counts.formed.astype(np.float64)
    company = normalised((formed.T @ formed).toarray())
    frequent = np.argsort(-counts.rates * counts.telling(k), kind="stable")[: max(10 * k, 200)]
    left, anchors = company[frequent].copy(), []
    for _ in range(k):
        found = int(np.argmax((left**2).sum(axis=1)))
        anchors.append(frequent[found])
        axis = left[found] / np.linalg.norm(left[found])
        left = left - np.outer(left @ axis, axis)
    prior = np.full(k, 1e-3)
    mixtures = normalised(posterior(sparse.csr_matrix(company), company[anchors], prior))
    return normalised((mixtures * counts.rates[:, None]).T)


def at_random(counts: TrainingCounts, k: int, seed: int) -> np.ndarray:
    """Topics drawn around the mean rates, K × V."""
    rng = np.random.default_rng(seed)
    return normalised(rng.gamma(np.tile(100 * counts.rates, (k, 1)) + 1e-3))


STARTS: dict[str, Callable[[TrainingCounts, int, int], np.ndarray]] = {
    "association": associated_topics,
    "counts": from_counts,
    "anchors": from_anchors,
    "random": at_random,
}


def counts_of(corpus: str) -> ConceptCounts:
    """Counts of concepts of a corpus.

    Parameters
    ----------
    corpus : "default", or a name that the scoring scripts know

    Returns
    -------
    Of its texts
    """
    if corpus == "default":
        if not DEFAULT.exists():
            raise SystemExit("starts.py: no counts of the default study yet; run `make all` first")
        return ConceptCounts.load(DEFAULT)
    module = evaluation_module("corpora")
    if module is None:
        raise SystemExit("starts.py: the scoring scripts are missing beside the checkout")
    texts = as_units(pd.DataFrame(getattr(module, corpus)()))
    return build_vocabulary(texts, Vocabulary()).counts


def compared(counts: TrainingCounts, k: int) -> pd.DataFrame:
    """A row for each start."""
    units = counts.raw.shape[0]
    tested = np.random.default_rng(SEED).permutation(units)[: units // 5]
    part = counts.rows(np.setdiff1d(np.arange(units), tested)).in_order()
    rest = counts.raw[np.sort(tested)]
    other = fit("nmf", part, k, SEED)
    words = hold_out_words(part, SEED)
    reference: TopicModel | None = None
    rows = []
    for name, start in STARTS.items():
        begun = start(words.training if words else part, k, SEED)
        model = Lda.started(part, begun, words)
        reference = model if reference is None else reference
        top = model.top(TOP)
        rows.append(
            {"start": name, "of start": foreseen(part, begun, rest),
             "of LDA": document_completion(model, rest, SEED),
             "of NMF": foreseen(part, other.topics, rest),
             "NPMI": npmi((part.raw > 0).tocsr(), top).mean(), "diversity": diversity(top),
             "cosine": alike(model, reference), "with NMF": alike(model, other)}
        )  # fmt: skip
    return pd.DataFrame(rows)


def foreseen(counts: TrainingCounts, topics: np.ndarray, rest: sparse.csr_matrix) -> float:
    """Log-likelihood a word of other texts, of topics with LDA's shares."""
    prior = np.full(len(topics), PRIOR_TOKENS / len(topics))
    return document_completion(Lda(counts.concepts, topics, prior, counts.rates), rest, SEED)


def alike(one: TopicModel, other: TopicModel) -> float:
    """Mean cosine of matched topics."""
    similarity = cosine(one.topics, other.topics)
    return float(similarity[match(similarity)].mean())


def main() -> None:
    """Compare the starts and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--k", type=int, nargs="+", default=[8, 20])
    parser.add_argument("--corpora", nargs="+", default=["default", "labels", "parliament"])
    given = parser.parse_args()
    for corpus in given.corpora:
        counts = from_concept_counts(counts_of(corpus)).in_order()
        for k in given.k:
            print(f"{corpus}, K = {k}")
            print(compared(counts, k).round(3).to_string(index=False), flush=True)


if __name__ == "__main__":
    main()
