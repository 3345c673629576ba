"""From document shares to verdicts: what the comparison notebook calls."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..languages import COUNTRIES, LANGUAGES
from ..study import Comparison, StudyError
from ..topics.model import TopicModel, shares_of
from ..topics.training import Formation
from ..topics.uncertainty import ShareUncertainty, measure_uncertainty
from ..vocabulary.counts import ConceptCounts
from .bootstrap import difference_interval, resamples
from .contrasts import contrast_table, omnibus_table
from .control import LanguageEffect, join_paragraphs, language_effects, read_parallel
from .control_origin import machine_rows
from .prevalence import Sample, bootstrap_means, mean_shares, prevalence_table
from .uncertainty import mean_uncertainty, uncertainty_table, with_model

Effects = dict[tuple[str, str], LanguageEffect]
MINIMUM_PLACEBO = 5
PARAGRAPHS = 10  # a theme, that a control text should have


@dataclass(frozen=True)
class ComparisonResult:
    """The tables of a comparison."""

    prevalence: pd.DataFrame
    contrasts: pd.DataFrame
    omnibus: pd.DataFrame
    uncertainty: pd.DataFrame


def compare(
    sample: Sample,
    effects: Effects,
    rules: Comparison,
    seed: int,
    measured: ShareUncertainty | None = None,
) -> ComparisonResult:
    """Prevalence, contrasts with verdicts, the omnibus tests, and what the intervals are made of.

    Parameters
    ----------
    effects : language effects; {} without a control text
    rules : bootstrap, permutations, q, minimum_clusters, detectable
    measured : how sure the shares and the model are; without it intervals tell of documents alone

    Returns
    -------
    The four tables

    Raises
    ------
    StudyError
        Where fewer than two countries have documents with shares.
    """
    _check_countries(sample)
    bootstrap = bootstrap_means(sample, rules.bootstrap, seed)
    uncertain = mean_uncertainty(sample, measured)
    draws = with_model(bootstrap, uncertain, seed)
    return ComparisonResult(
        prevalence_table(sample, draws),
        contrast_table(sample, draws, _root_draws(sample, rules, seed), effects, rules, seed),
        omnibus_table(sample, rules.permutations, seed),
        uncertainty_table(sample, bootstrap, uncertain),
    )


def _check_countries(sample: Sample) -> None:
    """A comparison needs shares from two countries."""
    if len(sample.present) < 2:
        names = " and ".join(COUNTRIES[code].name for code in sample.present) or "no country"
        raise StudyError(
            f"comparison: only texts from {names} hold words that topics are formed on, and two "
            "countries are needed; add texts of another, or, where there are some, set "
            "vocabulary.shared_words=countries or vocabulary.minimum_documents=1"
        )


def _root_draws(sample: Sample, rules: Comparison, seed: int) -> dict[str, np.ndarray]:
    """Draws of the mean square roots of shares, which the test against language is made on.

    Without the model's uncertainty: both tests of a claim hold the topics fast, and what another
    model would do to a difference it would do to the language effect too. The interval of the
    difference, which must leave out 0, has it.
    """
    return bootstrap_means(sample.rooted(), rules.bootstrap, seed)


def share_uncertainty(
    model: TopicModel, counts: ConceptCounts, sample: Sample, rules: Comparison,
    formation: Formation, seed: int,
) -> ShareUncertainty:  # fmt: skip
    """Draws of the shares, and refits of the model on resampled clusters of the sample.

    Parameters
    ----------
    counts : the counts that the model was fitted to
    rules : refits, refit_documents
    formation : as the model was fitted

    Returns
    -------
    Of the documents of the sample, or of some of a large one
    """
    clusters = pd.Series(sample.clusters, index=sample.doc_ids)
    return measure_uncertainty(
        model, counts, clusters, rules.refits, rules.refit_documents, seed, formation
    )


def measure_language(
    model: TopicModel,
    parallel: Path | None,
    links: pd.DataFrame,
    documents: pd.DataFrame,
    sample: Sample,
    rules: Comparison,
    seed: int,
    use_review_links: bool = True,
) -> Effects:
    """Language effects from the control text; nothing where there is none.

    The control's paragraphs are joined to about the median length of the corpus's documents, and
    weighted to the themes of the corpus (countries alike); Norway is mixed from Bokmål and Nynorsk
    as the corpus mixes them.

    Parameters
    ----------
    parallel : file of the control text
    links : concept, language, lemma, status
    documents : country, language, tokens, status of all documents
    rules : bootstrap
    use_review_links : whether links that nobody has reviewed count

    Returns
    -------
    {(country_a, country_b): LanguageEffect}
    """
    if parallel is None:
        return {}
    if not use_review_links:
        links = links[links["status"] != "review"]
    kept = documents[documents["status"] == "kept"]
    words = 2.0 * float(kept["tokens"].median())  # about half of all words are stop words
    texts = join_paragraphs(read_parallel(parallel), round(max(words, 1)))
    norms = kept.loc[kept["country"] == "NO", "language"].value_counts(normalize=True)
    norway = {code: float(norms.get(code, 0.0)) for code in ("nb", "nn")}
    total = sum(norway.values())
    norway = {code: value / total for code, value in norway.items()} if total else {"nb": 1.0}
    target = mean_shares(sample).mean(axis=1).to_numpy()
    return language_effects(model, texts, links, norway, target, rules.bootstrap, seed)


def control_table(
    effects: Effects, contrasts: pd.DataFrame, source: Path | None, corpus: Path, rules: Comparison
) -> pd.DataFrame:
    """Which control text there was, and how much of the themes it has checked, in one row.

    Parameters
    ----------
    source : the control text; None if there is none
    corpus : folder or file of the texts; a control beside it is the researcher's

    Returns
    -------
    DataFrame with control (none | own | ours), paragraphs, human and machine (of these: by whom
    they were translated), themes, checked (themes of which it
    knows enough), largest_effect (of language on a share, over themes and pairs; missing where
    nothing was measured)
    """
    kind, paragraphs, machine = "none", 0, 0
    if source is not None:
        beside = corpus if corpus.is_dir() else corpus.parent
        kind = "own" if rules.parallel or source.parent == beside else "ours"
        texts = read_parallel(source)
        paragraphs, machine = len(texts), machine_rows(texts)
    checked = next((int(effect.checked.sum()) for effect in effects.values()), 0)
    return pd.DataFrame(
        {"control": [kind], "paragraphs": paragraphs, "human": paragraphs - machine,
         "machine": machine, "themes": contrasts["topic"].nunique(), "checked": checked,
         "largest_effect": contrasts["language_effect"].abs().max()}
    )  # fmt: skip


def placebo(
    document_topics: pd.DataFrame, labels: pd.DataFrame, rules: Comparison, seed: int
) -> pd.DataFrame:
    """Bokmål against Nynorsk within Norway: topic, label, difference, low, high, nb, nn (texts).

    Empty where a norm has fewer than five documents.

    Parameters
    ----------
    document_topics : doc_id, country, language, topic_1 … topic_K
    labels : label of each topic
    rules : bootstrap

    Returns
    -------
    DataFrame with a row a topic
    """
    columns = ["topic", "label", "difference", "low", "high", "nb", "nn"]
    norway = document_topics[document_topics["country"] == "NO"]
    parts = {code: norway[norway["language"] == code] for code in ("nb", "nn")}
    if min(len(part) for part in parts.values()) < MINIMUM_PLACEBO:
        return pd.DataFrame(columns=columns)
    draws, means = {}, {}
    for code, part in parts.items():
        shares = shares_of(part)
        rng = np.random.default_rng([seed, 4, list(LANGUAGES).index(code)])
        times = np.vstack(list(resamples(len(shares), rules.bootstrap, rng))) / len(shares)
        draws[code], means[code] = times @ shares, shares.mean(axis=0)
    low, high = difference_interval(draws["nb"] - draws["nn"])
    table = pd.DataFrame(
        {"topic": np.arange(1, len(low) + 1), "label": labels["label"].to_numpy(),
         "difference": means["nb"] - means["nn"], "low": low, "high": high,
         "nb": len(parts["nb"]), "nn": len(parts["nn"])}
    )  # fmt: skip
    return table[columns]
