"""What is said of the words: how many are linked, and which only one country uses."""

from typing import TYPE_CHECKING

import pandas as pd

from ...formats import count, language_name, listed, percent, thousands
from ...languages import COUNTRIES, LANGUAGES
from ...study import Vocabulary
from ...vocabulary.comparable import EVEN, UNEVEN, UNSEEN
from ...vocabulary.counts import column_sums
from ...vocabulary.headwords import are_seen, headword, headwords

if TYPE_CHECKING:
    from ...vocabulary.build import BuiltVocabulary

NAMED = 8  # light concepts


def linked_sentences(links: pd.DataFrame) -> list[str]:
    """What share of the content words of each norm belongs to a concept of several norms.

    Parameters
    ----------
    links : as `links`
    """
    if links.empty:
        return ["There are no content words."]
    linked = links["method"].ne("none") & links["status"].ne("rejected")
    total = links.groupby("language")["frequency"].sum()
    share = links["frequency"].where(linked, 0).groupby(links["language"]).sum() / total
    parts = [f"{percent(share[c])} in {language_name(c)}" for c in LANGUAGES if c in share.index]
    waiting = links[links["status"] == "review"]
    if len(share) == 1:
        return [f"All texts are in {language_name(share.index[0])}: there is nothing to link."]
    sentences = [
        f"Of the running content words, these shares belong to a linked concept: {listed(parts)}."
    ]
    if len(waiting):
        sentences.append(f"{count(len(waiting), 'link waits', 'links wait')} for review.")
    return sentences


def audit_sentence(built: "BuiltVocabulary") -> str:
    """How many concepts parallel texts tell of, and how many of these cannot be compared.

    Parameters
    ----------
    built : the vocabulary
    """
    concepts = built.counts.concepts["concept"]
    answers = built.comparable.set_index("concept")["comparable"]
    answers = concepts.map(answers).fillna(UNSEEN)
    words = pd.Series(column_sums(built.counts.matrix)).groupby(answers.to_numpy()).sum()
    shares, number = words / max(words.sum(), 1), answers.value_counts()
    told = number.get(EVEN, 0) + number.get(UNEVEN, 0)
    if not told:
        return "Parallel texts suffice to judge no concept of these texts."
    return (
        f"Parallel texts suffice to judge {count(told, 'concept')} of these texts: the norms use "
        f"{thousands(number.get(EVEN, 0))} alike ({percent(shares.get(EVEN, 0))} of the running "
        f"content words) and {thousands(number.get(UNEVEN, 0))} not "
        f"({percent(shares.get(UNEVEN, 0))}). What rests on the latter cannot be compared between "
        f"languages. Of {count(number.get(UNSEEN, 0), 'concept')} "
        f"({percent(shares.get(UNSEEN, 0))}) they hold too little to tell."
    )


def country_word_sentence(words: pd.DataFrame, most: int = 4) -> str:
    """The words that mark each country most, of those without a place among the shared ones.

    Parameters
    ----------
    words : as `country_words`
    most : words a country
    """
    words = words[words["shared"] != 1]
    parts = []
    for code, country in COUNTRIES.items():
        rows = words[words["country"] == code].sort_values("z", ascending=False, kind="stable")
        if len(rows):
            first = [f"“{headword(words)}”" for words in rows["lemma"][:most]]
            parts.append(f"in {country.name} {listed(first)}")
    if not parts:
        return "No word marks a country."
    return f"Of words that form no topic, these mark a country most: {'; '.join(parts)}."


def light_sentence(built: "BuiltVocabulary") -> str:
    """How many concepts are too light to form topics, with the most used ones; else empty.

    Parameters
    ----------
    built : the vocabulary
    """
    concepts, used = built.counts.concepts, column_sums(built.counts.matrix)
    light = (concepts["light"] & concepts["shared"]).to_numpy(bool)
    if not light.any():
        return ""
    leading = concepts.assign(used=used)[light].sort_values("used", ascending=False, kind="stable")
    leading = leading[are_seen(leading)].head(NAMED)
    named = listed(f"“{word}”" for word in headwords(leading))
    return (
        f"{count(int(light.sum()), 'light concept forms', 'light concepts form')} no topic "
        f"({percent(used[light].sum() / used.sum())} of the running content words; the most used: "
        f"{named}). They count when the shares of texts are measured."
    )


def common_words_sentence(built: "BuiltVocabulary", rules: Vocabulary) -> str:
    """That topics are formed on common words, since there are no others; else empty.

    Parameters
    ----------
    rules : the vocabulary of the study
    """
    concepts, texts = built.counts.concepts, len(built.counts.units)
    shared = concepts.loc[concepts["shared"], list(COUNTRIES)].sum(axis=1)
    if not (shared > rules.maximum_document_share * texts).any():
        return ""
    return (
        "The words that the countries share stand in more than "
        f"{percent(rules.maximum_document_share)} of the texts, nearly all of them: topics are "
        "formed on them nevertheless, for want of others."
    )
