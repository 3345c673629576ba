"""Counting the concepts of the same texts again under other choices; links are not found anew."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from ..corpus.documents import units_of
from ..study import Compute, Vocabulary
from ..vocabulary.counts import ConceptCounts, count_concepts
from ..vocabulary.glossary import is_term
from ..vocabulary.phrases import join_known
from ..vocabulary.tokens import EncodedCorpus, encode
from .analyses import Question
from .choices import Choices, Counting
from .multiverse import run_multiverse
from .nouns import are_nouns


def recount_and_run(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    links: pd.DataFrame,
    rules: Vocabulary,
    analyses: dict[Choices, int],
    question: Question,
    compute: Compute,
    folder: Path,
    progress: Callable[[str], None] = lambda message: None,
) -> pd.DataFrame:
    """Every finding in every analysis, each on words counted in its own way.

    Parameters
    ----------
    segments, documents, links, rules : as `recount` takes them
    analyses, question, compute, folder, progress : as `run_multiverse` takes them

    Returns
    -------
    DataFrame as `run_multiverse` gives it
    """
    counts = recount(segments, documents, links, rules, analyses)
    return run_multiverse(analyses, counts, question, compute, folder, progress)


def recount(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    links: pd.DataFrame,
    rules: Vocabulary,
    choices: Iterable[Choices],
) -> dict[Counting, ConceptCounts]:
    """Counts of the shared concepts for each way of counting (see `Choices.counting`).

    Parameters
    ----------
    segments, documents : as the corpus stage keeps them
    links : as the vocabulary stage writes them, multi-word terms included
    rules : of the study; what a choice names is put in its place
    choices : analyses that are to be counted for

    Returns
    -------
    {way of counting: counts}
    """
    wanted = sorted({one.counting for one in choices})
    corpora = {
        unit: _encoded(units_of(segments, documents, unit), links, rules)
        for unit in dict.fromkeys(unit for unit, *_ in wanted)
    }
    counts_of = {}
    for unit, words, threshold, shared in wanted:
        corpus, linked = corpora[unit]
        formed_on = "telling" if words == "telling" else "all"
        strict = rules.model_copy(
            update={"shared_words": shared, "use_review_links": True, "formed_on": formed_on}
        )
        counts = count_concepts(corpus, above(linked, threshold, rules.accept), strict)
        counts_of[unit, words, threshold, shared] = _shared_only(counts, words == "nouns")
    return counts_of


def above(links: pd.DataFrame, threshold: float, accept: float) -> pd.DataFrame:
    """The links with weaker cognate links rejected.

    Up to the level at which links are accepted unseen, only those that wait for review can fall
    (a multi-word term of two accepted links stays, though its score is their product).

    Parameters
    ----------
    links : method, score, status
    threshold : score from which a cognate link counts
    accept : score from which links are accepted unseen

    Returns
    -------
    The links, status changed
    """
    weak = links["method"].eq("cognate") & links["score"].lt(threshold)
    if threshold <= accept:
        weak &= links["status"].eq("review")
    return links.assign(status=links["status"].mask(weak, "rejected"))


def _encoded(
    units: pd.DataFrame, links: pd.DataFrame, rules: Vocabulary
) -> tuple[EncodedCorpus, pd.DataFrame]:
    """The texts as units of another kind, and the links of their lemmas.

    The multi-word terms are those of the study; they do not reach over the end of a unit. A
    document counts as a text of its first language, so that single words may be read in a norm in
    which they were not linked: they stand alone.
    """
    corpus = encode(units)
    linked = corpus.lemmas[["language", "lemma", "frequency"]].merge(
        links.drop(columns="frequency"), on=["language", "lemma"], how="left"
    )
    alone = linked["concept"].isna()
    names = linked["lemma"] + " (" + linked["language"] + ")"
    linked["concept"] = linked["concept"].mask(alone, names)
    linked = linked.fillna({"method": "none", "score": 0.0, "status": "accepted"})
    linked["light"] = linked["light"].eq(True)
    terms = links[links["lemma"].map(is_term)]
    linked = pd.concat([linked, terms], ignore_index=True)
    return join_known(corpus, linked) if rules.phrases else (corpus, linked)


def _shared_only(counts: ConceptCounts, nouns: bool) -> ConceptCounts:
    """Counts of the concepts that topics are formed on: all shared ones, or the nouns of these."""
    kept = counts.shared
    if nouns:
        kept = kept[are_nouns(counts.concepts)[kept]]
    concepts = counts.concepts.iloc[kept].reset_index(drop=True)
    return ConceptCounts(counts.units, concepts, counts.matrix[:, kept].tocsr())
