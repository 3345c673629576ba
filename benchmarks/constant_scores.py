"""Corpora on which constants of topics/ are tried (`constants.py`), and the score that suits each.

labels and parallel  sentences, and texts of them, in four norms; parliament, speeches of three
default              the study that is shipped, with its planted themes
speeches, reviews, interpellations
                     texts of one country each, of the large corpora
simulated            of three countries, with known themes; documents of usual mixture and length,
                     more mixed, or short
"""

import gzip
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from beside import ROOT, SHARED, as_units, evaluation_module
from nordtema.languages import LANGUAGES
from nordtema.robustness.recovery import theme_topics
from nordtema.study import Vocabulary
from nordtema.topics import words as topic_words
from nordtema.topics.diagnostics import TOP, diversity, npmi
from nordtema.topics.fitting import fit
from nordtema.topics.matching import cosine, match
from nordtema.topics.model import TopicModel
from nordtema.topics.selection import document_completion
from nordtema.topics.stability import correlation
from nordtema.topics.training import TrainingCounts, training_counts
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.counts import ConceptCounts
from nordtema.vocabulary.vectors import concept_vectors
from simulation import design_with, draw_counts, draw_shares, random_topics, spoken_topics

DEFAULT = ROOT / "results" / "data" / "build" / "2_vocabulary" / "data" / "counts"
LARGE = {"speeches": "da_parlamint", "reviews": "no_norec", "interpellations": "sv_interpellations"}
SIMULATED: dict[str, dict] = {
    "simulated": {},
    "simulated, mixed": {"concentration": 10.0},
    "simulated, short": {"length": 40, "documents": 150},
}
TOPICS = {"default": 8, **dict.fromkeys(LARGE, 12)}  # others: 20
PART = 0.7  # of the texts are what topics are formed on,
MOST = 1200  # and no more than so many
LARGE_PART = 6000  # texts of a large corpus, all in all
CONCEPTS = 1000  # the most frequent


@dataclass(frozen=True)
class Texts:
    """Texts of a study and what is known of them.

    Attributes
    ----------
    name : of the corpus
    k : topics
    counts : N × V, what topics are formed on in the rows `formed`
    formed, others : rows that topics are formed on, and rows that they are not
    units : N rows: doc_id, country, language, and what is known (label, group, heldout, theme)
    themes, shares : the true ones of simulated corpora, K × V and N × K
    """

    name: str
    k: int
    counts: TrainingCounts
    formed: np.ndarray
    others: np.ndarray
    units: pd.DataFrame
    themes: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    shares: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))

    def fit(self, model: str, rows: np.ndarray | None = None) -> TopicModel:
        """A model of the rows that topics are formed on, or of some of them."""
        return fit(model, self.counts.rows(self.formed if rows is None else rows), self.k)


# ---------------------------------------------------------------- corpora


def gold(corpus: str) -> pd.DataFrame:
    """Texts of a corpus with what is known of them, in an order by chance."""
    if corpus in LARGE:
        path = SHARED / "corpora" / "large" / f"{LARGE[corpus]}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        return pd.DataFrame(rows).sample(LARGE_PART, random_state=1)
    return pd.DataFrame(getattr(evaluation_module("corpora"), corpus)())


def counted(corpus: str, folder: Path) -> tuple[ConceptCounts, pd.DataFrame]:
    """Counts of a corpus and what is known of its units, from the folder where they are kept."""
    if corpus == "default":
        counts = ConceptCounts.load(DEFAULT)
        known = pd.read_csv(ROOT / "corpus" / "manifest.csv")[["doc_id", "theme"]]
        return counts, counts.units.merge(known, on="doc_id", how="left")
    known, kept = gold(corpus), folder / corpus
    if not kept.exists():
        counts = build_vocabulary(as_units(known), Vocabulary()).counts
        kept.mkdir(parents=True)
        counts.save(kept)
    counts = ConceptCounts.load(kept)
    facts = known.rename(columns={"id": "doc_id"}).drop(columns=["text", "country", "language"])
    return counts, counts.units.merge(facts, on="doc_id", how="left")


@cache
def whole(corpus: str, folder: Path, concepts: int) -> tuple[TrainingCounts, pd.DataFrame]:
    """Counts of the most frequent shared concepts, in the order of the units, and the units."""
    counts, units = counted(corpus, folder)
    shared = counts.shared
    texts = counts.matrix[:, shared].getnnz(axis=0)
    most = concepts * 3 // 2 if corpus in ("labels", "parallel") else concepts
    shared = np.sort(shared[np.argsort(-texts, kind="stable")[:most]])
    matrix = counts.matrix[:, shared].tocsr()
    used = np.flatnonzero(np.diff(matrix.indptr))
    kept, units = counts.concepts.iloc[shared], units.iloc[used].reset_index(drop=True)
    return (
        training_counts(
            kept["concept"].to_numpy(str), matrix, counts.units["country"].to_numpy(str),
            counts.units["language"].to_numpy(str), light=kept["light"].to_numpy(bool),
            vectors=concept_vectors(kept)[0],
        ), units,
    )  # fmt: skip


@cache
def texts_of(
    corpus: str, study: int, folder: Path, most: int = MOST, concepts: int = CONCEPTS
) -> Texts:
    """Texts of a study.

    Parameters
    ----------
    corpus : name
    study : number
    folder : where counts are kept
    most : texts that topics are formed on
    concepts : the most frequent ones, half as many again of sentences

    Returns
    -------
    Topics are formed on a random part of the texts, of parallel ones on all or none of a group
    """
    if corpus.startswith("simulated"):
        return simulated(corpus, study)
    counts, units = whole(corpus, folder, concepts)
    sentences = corpus in ("labels", "parallel")
    groups = units["group"] if sentences else units["doc_id"]
    names = np.random.default_rng([7, study]).permutation(groups.unique())
    share = PART if sentences else min(PART, most / len(units))
    formed = groups.isin(names[: round(share * len(names))]).to_numpy()
    parts = np.flatnonzero(formed), np.flatnonzero(~formed)
    return Texts(corpus, TOPICS.get(corpus, 20), counts, *parts, units)


def simulated(corpus: str, study: int) -> Texts:
    """A corpus of eight known themes; its documents are more or less mixed."""
    rng = np.random.default_rng([8, study])
    design = design_with(0.08, 8, **{"documents": 80, **SIMULATED[corpus]})
    themes = random_topics(8, 600, rng)
    shares = draw_shares(design, rng)
    counts = design.training(draw_counts(design, shares, spoken_topics(design, themes, rng), rng))
    units = pd.DataFrame({"country": design.countries, "language": design.languages})
    rows = np.arange(len(units))
    return Texts(corpus, 8, counts, rows, rows[:0], units, themes, shares)


# ---------------------------------------------------------------- scores


def quality(texts: Texts, top: np.ndarray) -> float:
    """Coherence of the words in other texts, in the worst country, times diversity.

    Topic quality as in Dieng, Ruiz & Blei (2020).
    """
    met = (texts.counts.raw[texts.others] > 0).tocsr()
    countries = texts.counts.countries[texts.others]
    each = [npmi(met[np.flatnonzero(countries == code)], top) for code in np.unique(countries)]
    return float(np.min(each, axis=0).mean()) * diversity(top)


def theta_and_rows(texts: Texts, model: TopicModel) -> tuple[dict, list[dict]]:
    """Shares of all texts and what is known of them, as the scoring scripts take them."""
    shares = model.transform(texts.counts.raw)
    rows = texts.units.assign(id=texts.units["doc_id"]).to_dict("records")
    return dict(zip(texts.units["doc_id"], shares, strict=True)), rows


def planted(texts: Texts, model: TopicModel) -> float:
    """Share of the texts whose leading topic is that of their planted theme."""
    known = texts.units["theme"].notna().to_numpy()
    shares = model.transform(texts.counts.raw)[known]
    themes = texts.units["theme"].to_numpy(str)[known]
    topic_of = theme_topics(themes, shares)
    return float(np.mean(shares.argmax(axis=1) == [topic_of[name] for name in themes]))


def matched(texts: Texts, model: TopicModel) -> tuple[np.ndarray, np.ndarray]:
    """Topics that are matched to the true themes in their order, and the cosines."""
    similarity = cosine(texts.themes, model.topics)
    rows, columns = match(similarity)
    return columns, similarity[rows, columns]


def of_topics(texts: Texts, model: TopicModel) -> float:
    """Agreement of leading topics with subjects or planted themes, translations found, cosine with
    the true themes, or the quality of the leading concepts in other texts."""
    score = evaluation_module("score")
    if texts.name == "labels":
        theta, rows = theta_and_rows(texts, model)
        return score.clustering(theta, [row for row in rows if row["heldout"]])["ami"]
    if texts.name == "parallel":
        return score.retrieval(*theta_and_rows(texts, model))["mrr.mean"]
    if texts.name == "default":
        return planted(texts, model)
    if len(texts.themes):
        return float(matched(texts, model)[1].mean())
    return quality(texts, model.top(TOP))


def of_shares(texts: Texts, model: TopicModel) -> float:
    """Subjects carried over and translations found, planted themes, error against the true shares
    (negative), or log-likelihood a word of other texts by document completion."""
    score = evaluation_module("score")
    if texts.name == "labels":
        theta, rows = theta_and_rows(texts, model)
        held = [row for row in rows if row["heldout"]]
        tests = {code: [row for row in held if row["language"] == code] for code in LANGUAGES}
        train = [row for row in rows if not row["heldout"] and row["language"] == "nb"]
        carried = score.transfer(theta, train, tests)
        f1 = np.mean([carried[f"transfer_f1.{code}"] for code in ("nn", "da", "sv")])
        return float(f1 + score.retrieval(theta, held)["mrr.mean"]) / 2
    if texts.name in ("parallel", "default"):
        return of_topics(texts, model)
    if len(texts.themes):
        shares = model.transform(texts.counts.raw)[:, matched(texts, model)[0]]
        return -float(np.sqrt(np.mean((shares - texts.shares) ** 2)))
    return document_completion(model, texts.counts.raw[texts.others], 1)


def of_words(texts: Texts, model: TopicModel) -> float:
    """How well the ten first words by FREX tell a topic in other texts.

    The correlation of how much of one half of a text they are with the topic's share in the other
    half, mean of the topics; of texts that were formed on where there are no others.
    """
    raw, countries = texts.counts.raw[texts.formed], texts.counts.countries[texts.formed]
    present = np.unique(countries)
    met = np.array([np.diff((raw[countries == code] > 0).tocsc().indptr) for code in present]).T
    sizes = np.array([np.count_nonzero(countries == code) for code in present])
    known = topic_words.well_met(met, sizes, model.k)
    scores = topic_words.frex(model.topics, known, topic_words.EXCLUSIVE)
    top = np.argsort(-np.where(np.isnan(scores), -1, scores), axis=1, kind="stable")[:, :TOP]
    other = texts.counts.raw[texts.others if len(texts.others) else texts.formed]
    half = other.copy()
    half.data = np.random.default_rng(1).binomial(half.data.astype(int), 0.5).astype(float)
    rest = (other - half).tocsr()
    part = np.array([np.asarray(rest[:, words].sum(axis=1)).ravel() for words in top]).T
    part /= np.maximum(np.asarray(rest.sum(axis=1)), 1)
    return float(correlation(model.transform(half), part).mean())
