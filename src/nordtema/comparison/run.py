"""From document shares to verdicts: what the comparison notebook calls."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from ..study import Comparison
from ..topics.model import TopicModel
from ..topics.training import Formation
from ..topics.uncertainty import ShareUncertainty, measure_uncertainty
from ..vocabulary.counts import ConceptCounts
from ..vocabulary.link_draws import LinkDraws
from .comparability import comparability_table
from .contrasts import Sources, contrast_table, effects_of, omnibus_table
from .control import LanguageEffect, language_effects
from .control_origin import machine_rows
from .control_texts import read_parallel, texts_like
from .inference import Weighting
from .model import Fitted, curves_table, fitted, terms_table
from .prevalence import of_all_words, prevalence_table
from .sample import Sample, language_mix, mean_shares, sample_of
from .testing import Form, tests
from .uncertainty import model_source, uncertainty_table
from .units import found_units, unit_table
from .verdicts import set_aside
from .weighting import Standardised, facts_of, plain, standardised, strata_of

Language = dict[tuple[str, str], LanguageEffect]
MINIMUM_PLACEBO = 5
PARAGRAPHS = 10  # a theme, that a control text should have
WORDS_A_TOKEN = 2.0  # about half of all words are stop words
ADJUSTED = (
    "topic", "country_a", "country_b", "difference", "crude", "strata", "covered_a", "covered_b",
)  # fmt: skip


@dataclass(frozen=True)
class ComparisonResult:
    """The tables of a comparison."""

    prevalence: pd.DataFrame
    contrasts: pd.DataFrame
    omnibus: pd.DataFrame
    uncertainty: pd.DataFrame
    units: pd.DataFrame
    adjusted: pd.DataFrame
    comparability: pd.DataFrame
    terms: pd.DataFrame
    curves: pd.DataFrame


def compare(
    sample: Sample,
    documents: pd.DataFrame,
    language: Language,
    rules: Comparison,
    seed: int,
    measured: ShareUncertainty | None = None,
    diagnostics: pd.DataFrame | None = None,
    taking_part: pd.Series | None = None,
) -> ComparisonResult:
    """Prevalence, contrasts with verdicts, the omnibus tests, and what speaks for and against them.

    Parameters
    ----------
    documents : doc_id and the columns of the corpus
    language : language effects; {} without a control text
    rules : of the comparison
    measured : how sure the shares and the model are; without it intervals tell of documents alone
    diagnostics : topic and flag; themes that are flagged may carry no verdict
    taking_part : part of each document's content words that takes part, indexed by doc_id

    Returns
    -------
    The tables; contrasts are empty where there is one group alone
    """
    model = fitted(sample, documents, rules)
    units = unit_table(sample, documents, rules, seed, model.residuals if model else None)
    pairs, adjusted = weightings_of(sample, documents, rules, model)
    sources = [
        _sources(sample, weighting, language, measured) for weighting in pairs
    ]  # fmt: skip
    effects = effects_of(sample, pairs, sources, rules, seed) if pairs else None
    aside = {} if diagnostics is None else _aside(diagnostics)
    crude = mean_shares(sample)
    contrasts = contrast_table(
        sample, pairs, sources, effects, rules, crude, aside, not found_units(units)
    )
    prevalence = prevalence_table(sample, rules.bootstrap, seed, measured)
    if taking_part is not None:
        prevalence = prevalence.merge(of_all_words(sample, taking_part), on=["topic", "country"])
    return ComparisonResult(
        prevalence,
        contrasts,
        omnibus_table(effects),
        uncertainty_table(sample, measured, seed),
        units,
        adjusted,
        comparability_table(sample, documents, diagnostics),
        terms_table(model),
        curves_table(model, seed, measured),
    )


def _aside(diagnostics: pd.DataFrame) -> dict:
    flags = diagnostics["flag"].fillna("").astype(str)
    return dict(zip(diagnostics["topic"], flags.map(set_aside), strict=True))


def weightings_of(
    sample: Sample, documents: pd.DataFrame, rules: Comparison, model: Fitted | None
) -> tuple[list[Weighting], pd.DataFrame]:
    """Each pair as the study compares it, and what was made equal for it.

    Parameters
    ----------
    documents : doc_id and the columns of the corpus
    rules : adjust
    model : of a formula; None where there is none

    Returns
    -------
    Weightings of the pairs that can be compared, and the table `adjusted.<model>`
    """
    pairs = plain(sample)
    made_equal = _made_equal(sample, documents, rules, model)
    if made_equal is None:
        return pairs, pd.DataFrame(columns=list(ADJUSTED))
    means, chosen, rows = mean_shares(sample), [], []
    for weighting in pairs:
        one = made_equal(weighting.pair)
        a, b = weighting.pair
        crude = (means[a] - means[b]).to_numpy()
        value = np.full(len(crude), np.nan)
        if one.weighting is not None:
            chosen.append(one.weighting)
            value = np.subtract(*one.weighting.means(sample.shares))
        rows.append(
            pd.DataFrame(
                {"topic": np.arange(1, len(crude) + 1), "country_a": a, "country_b": b,
                 "difference": value, "crude": crude, "strata": one.strata,
                 "covered_a": one.covered_first, "covered_b": one.covered_second}
            )
        )  # fmt: skip
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(ADJUSTED))
    return chosen, table.sort_values("topic", kind="stable")[list(ADJUSTED)].reset_index(drop=True)


def _made_equal(
    sample: Sample, documents: pd.DataFrame, rules: Comparison, model: Fitted | None
) -> Callable[[tuple[str, str]], Standardised] | None:
    """How a pair is made equal: by the model, within strata, or not at all."""
    if model is not None:
        return model.pair
    if not rules.adjust:
        return None
    strata = strata_of(facts_of(sample, documents), rules.adjust)
    return lambda pair: standardised(sample, strata, pair)


def _sources(
    sample: Sample, weighting: Weighting, language: Language, measured: ShareUncertainty | None
) -> Sources:
    """What makes a pair uncertain beside its documents."""
    mixes = [language_mix(sample, group) for group in weighting.pair]
    model = model_source(sample, weighting, measured)
    if mixes[0] == mixes[1]:
        return Sources(model)
    effect = language.get(weighting.pair)
    return Sources(model, effect, effect is not None)


def share_uncertainty(
    model: TopicModel, counts: ConceptCounts, sample: Sample, rules: Comparison,
    formation: Formation, seed: int, links: LinkDraws | None = None,
) -> ShareUncertainty:  # fmt: skip
    """Draws of the shares, and refits of the model on resampled clusters of the sample.

    Parameters
    ----------
    counts : the counts that the model was fitted to
    rules : refits, refit_documents
    formation : as the model was fitted
    links : how sure the words of the model's concepts are; None: all are taken to be right

    Returns
    -------
    Of the documents of the sample, or of some of a large one
    """
    clusters = pd.Series(sample.clusters, index=sample.doc_ids)
    return measure_uncertainty(
        model, counts, clusters, rules.refits, rules.refit_documents, seed, formation, links=links
    )


def measure_language(
    model: TopicModel,
    parallel: Path | None,
    own: bool,
    links: pd.DataFrame,
    documents: pd.DataFrame,
    sample: Sample,
    rules: Comparison,
    seed: int,
) -> Language:
    """Language effects from the control text; nothing where there is none.

    Each group measures the control in texts of about the median length of its own documents, in
    the mix of norms in which it writes. The texts are weighted to the themes of the corpus, groups
    alike.

    Parameters
    ----------
    parallel : file of the control text
    own : whether it is of the corpus's own kind
    links : as `control_words` gives them
    documents : doc_id, tokens of all documents
    rules : bootstrap

    Returns
    -------
    {(group_a, group_b): LanguageEffect}
    """
    if parallel is None or not sample.pairs:
        return {}
    lengths = _lengths(sample, documents)
    texts = texts_like(read_parallel(parallel), lengths)
    mixes = {group: language_mix(sample, group) for group in lengths}
    target = mean_shares(sample).mean(axis=1).to_numpy()
    effects = language_effects(
        model, texts, links, mixes, sample.pairs, target, own, rules.bootstrap, seed
    )
    reached = {group: texts[group]["words"].median() / lengths[group] for group in lengths}
    return {
        pair: replace(effect, length=float(min(reached[group] for group in pair)))
        for pair, effect in effects.items()
    }


def _lengths(sample: Sample, documents: pd.DataFrame) -> dict[str, float]:
    """The median words of each group's documents."""
    tokens = documents.set_index("doc_id")["tokens"].reindex(sample.doc_ids).to_numpy(float)
    return {
        group: max(WORDS_A_TOKEN * float(np.median(tokens[sample.groups == group])), 1.0)
        for group in sample.present
    }


def is_own(source: Path | None, corpus: Path, rules: Comparison) -> bool:
    """Whether the control text is the researcher's own, of the corpus's kind.

    Parameters
    ----------
    source : the control text; None if there is none
    corpus : folder or file of the texts; a control beside it is the researcher's

    Returns
    -------
    bool
    """
    beside = corpus if corpus.is_dir() else corpus.parent
    return source is not None and (bool(rules.parallel) or source.parent == beside)


def control_table(language: Language, themes: int, source: Path | None, own: bool) -> pd.DataFrame:
    """Which control text there was, and how much of the themes it has checked, in one row.

    Parameters
    ----------
    themes : number of themes of the study
    source : the control text; None if there is none
    own : whether it is the researcher's own

    Returns
    -------
    DataFrame with control (none | own | ours), paragraphs, human and machine (of these: by whom
    they were translated), themes, checked (themes of which it
    knows enough), largest_effect (of language on a share, over themes and pairs), length (of its
    texts, as a part of that of the documents; the least of all groups), spread (over
    themes, of the logarithm by which language multiplies the odds of a share; the largest of all
    pairs); missing where nothing was measured
    """
    texts = None if source is None else read_parallel(source)
    machine = 0 if texts is None else machine_rows(texts)
    paragraphs = 0 if texts is None else len(texts)
    kind = "none" if source is None else "own" if own else "ours"
    effects = list(language.values())
    checked = np.all([effect.checked for effect in effects], axis=0).sum() if effects else 0
    largest = [np.abs(effect.mean).max(initial=0.0) for effect in effects]
    return pd.DataFrame(
        {"control": [kind], "paragraphs": paragraphs, "human": paragraphs - machine,
         "machine": machine, "themes": themes, "checked": int(checked),
         "largest_effect": max(largest, default=np.nan),
         "length": min((effect.length for effect in effects), default=np.nan),
         "spread": pd.Series([effect.spread for effect in effects], dtype=float).max()}
    )  # fmt: skip


def placebo(
    document_topics: pd.DataFrame,
    documents: pd.DataFrame,
    labels: pd.DataFrame,
    rules: Comparison,
    seed: int,
) -> pd.DataFrame:
    """Bokmål against Nynorsk within Norway: topic, label, difference, low, high, nb, nn (texts).

    Empty where a norm has fewer than five documents.

    Parameters
    ----------
    document_topics : doc_id, country, language, topic_1 … topic_K
    documents : doc_id and the columns of clusters
    labels : label of each topic
    rules : cluster, weight, bootstrap, q, error_rate

    Returns
    -------
    DataFrame with a row a topic
    """
    columns = ["topic", "label", "difference", "low", "high", "nb", "nn"]
    rules = rules.given(
        {"groups": ("language",), "within": {"country": ["NO"]}, "contrasts": ("nb vs nn",)}
    )
    norway = document_topics[document_topics["country"] == "NO"]
    counted = norway["language"].value_counts().reindex(["nb", "nn"], fill_value=0)
    if counted.min() < MINIMUM_PLACEBO:
        return pd.DataFrame(columns=columns)
    sample = sample_of(norway, documents, rules)
    found = tests(
        sample, plain(sample), [[Form()]], rules.bootstrap, rules.q, seed, rules.error_rate
    )[0]
    low, high = found.interval
    return pd.DataFrame(
        {"topic": np.arange(1, sample.shares.shape[1] + 1), "label": labels["label"].to_numpy(),
         "difference": found.value[0], "low": low[0], "high": high[0],
         "nb": int(counted["nb"]), "nn": int(counted["nn"])}
    )[columns]  # fmt: skip
