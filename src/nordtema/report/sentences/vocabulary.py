"""What is said of the words: how many are linked, and which only one country uses."""

from typing import TYPE_CHECKING

import pandas as pd

from ...formats import DAGGER, count, language_name, listed, p_value, percent, thousands
from ...languages import COUNTRIES, LANGUAGES
from ...study import Vocabulary
from ...vocabulary.comparable import EVEN, UNEVEN, UNSEEN
from ...vocabulary.concepts import is_linked, links_that_wait
from ...vocabulary.counts import column_sums
from ...vocabulary.headwords import are_seen, headword, headwords

if TYPE_CHECKING:
    from ...vocabulary.build import BuiltVocabulary

NAMED = 8  # light concepts


def linked_sentence(links: pd.DataFrame) -> str:
    """What share of the content words of each norm belongs to a concept of several norms.

    Parameters
    ----------
    links : as `links`
    """
    if links.empty:
        return "There are no content words."
    total = links.groupby("language")["frequency"].sum()
    linked = links["frequency"].where(is_linked(links), 0)
    share = linked.groupby(links["language"]).sum() / total
    parts = [f"{percent(share[c])} in {language_name(c)}" for c in LANGUAGES if c in share.index]
    if len(share) == 1:
        return f"All texts are in {language_name(share.index[0])}: there is nothing to link."
    return (
        f"Of the running content words, these shares belong to a linked concept: {listed(parts)}."
    )


def waiting_sentence(links: pd.DataFrame, listing: pd.DataFrame) -> str:
    """How many links wait for review, and how many of them the table lists; empty where none does.

    Parameters
    ----------
    links : of all words, also of those that are kept back
    listing : the table `links_to_review`
    """
    hidden = len(links_that_wait(links)) - len(listing)
    unseen = "whose words are kept back (names, or in too few texts)"
    if not len(listing):
        waits = count(hidden, "link waits", "links wait")
        return f"{waits} for review, {unseen}." if hidden else ""
    told = f"{count(len(listing), 'link waits', 'links wait')} for review (tables/links_to_review.csv)"
    return f"{told}, and {thousands(hidden)} more {unseen}." if hidden else f"{told}."


def audit_sentence(built: "BuiltVocabulary", listing: pd.DataFrame) -> str:
    """How many concepts parallel texts tell of, and how many of these cannot be compared.

    Parameters
    ----------
    built : the vocabulary
    listing : the table `concepts_to_review`, which lists those of them that may be shown
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
        f"languages{_where_listed(number.get(UNEVEN, 0), len(listing))}. Of "
        f"{count(number.get(UNSEEN, 0), 'concept')} ({percent(shares.get(UNSEEN, 0))}) they hold "
        "too little to tell."
    )


def comparable_sentence(row: dict | None) -> str:
    """Whether the norms use a concept alike, and in how many parallel paragraphs each has it.

    Parameters
    ----------
    row : of `comparable`; None where the audit knows nothing of the concept
    """
    if row is None:
        return "Whether the norms use it alike is not known: no parallel paragraphs have it."
    cells = [f"{int(row[f'n_{code}'])} in {language_name(code)}" for code in LANGUAGES]
    measured = f"of paragraphs that say the same in all four norms, it stands in {listed(cells)}"
    if row["comparable"] == UNSEEN:
        return f"Whether the norms use it alike is not known: {measured}, too few to tell."
    if row["comparable"] == EVEN:
        return f"It can be compared between languages: {measured}."
    return (
        f"It cannot be compared between languages ({DAGGER}): {measured}, the least "
        f"{percent(row['imbalance'])} below the most (Cochran's Q, false discovery rate q "
        f"{p_value(row['q'])})."
    )


def _where_listed(number: int, shown: int) -> str:
    """Where the concepts that cannot be compared stand, if not all of them may be shown."""
    if number == shown:
        return "; concepts_to_review.csv lists them" if number else ""
    rest = count(number - shown, "other is", "others are")
    return (
        f"; concepts_to_review.csv lists {thousands(shown)} of them, the {rest} kept back "
        "(names, or in too few texts)"
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
