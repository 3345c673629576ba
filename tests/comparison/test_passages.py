"""Passages show a theme, and what speaks against the share of a group, within few words a text."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.passages import (
    MOST_WORDS,
    ThemesOfWords,
    _best_sentences,
    choose_passages,
    segment_shares,
)
from nordtema.comparison.sample import sample_from
from nordtema.topics.nmf import Nmf
from nordtema.vocabulary.finder import WordFinder

SEA, SCHOOL = "båt havn fisk ferge hav", "bok elev klasse skole time"
CONCEPTS = np.array([*SEA.split(), *SCHOOL.split()])
FORMS = pd.DataFrame(
    {"language": "nb", "form": CONCEPTS, "lemma": CONCEPTS, "concept": CONCEPTS, "tokens": 5}
)


@pytest.fixture
def themes():
    topics = np.full((2, 10), 0.01)
    topics[0, :5] = topics[1, 5:] = 0.19
    model = Nmf(CONCEPTS, topics / topics.sum(axis=1, keepdims=True), np.ones(2), np.full(10, 0.1))
    return ThemesOfWords.of(model)


def corpus(shares):
    """Documents of two sentences a theme and of two filling segments."""
    rows = []
    for number, _ in enumerate(shares):
        for part, text in enumerate(
            [
                f"En {SEA}. To {SEA} tre.",
                f"Så {SCHOOL}. Og {SCHOOL}.",
                "Tolv ord som ikke sier noe.",
            ]
        ):
            rows.append((f"d{number}#{part}", f"d{number}", "nb", text))
    return pd.DataFrame(rows, columns=["segment_id", "doc_id", "language", "text"])


@pytest.fixture
def study(themes):
    first = np.array([0.9, 0.8, 0.7, 0.6, 0.05, 0.1, 0.2, 0.3, 0.25, 0.95])
    shares = np.column_stack([first, 1 - first])
    groups = np.array(["A"] * 5 + ["B"] * 5)
    ids = np.array([f"d{n}" for n in range(10)])
    sample = replace(sample_from(shares, groups), doc_ids=ids)
    segments, finder = corpus(shares), WordFinder(FORMS)
    about = segment_shares(segments, dict(zip(ids, shares, strict=True)), finder, themes)
    return sample, segments, about, finder, themes


def test_the_chance_of_a_word_is_the_posterior_given_the_shares(themes):
    chances = themes.chances(np.array([0, 5]), np.array([0.5, 0.5]))
    assert chances == pytest.approx(np.array([[0.95, 0.05], [0.05, 0.95]]))
    leaning = themes.chances(np.array([0]), np.array([0.1, 0.9]))[0, 0]
    assert leaning == pytest.approx(0.1 * 0.19 / (0.1 * 0.19 + 0.9 * 0.01))
    assert not themes.chances(np.array([0]), np.zeros(2)).any()


def test_segments_are_about_their_words(study):
    _, _, about, _, _ = study
    assert about["words"].tolist()[:3] == [10, 10, 0]
    assert (about["topic_1"][::3] > 0.6).sum() == 9 and (about["topic_2"][1::3] > 0.3).all()
    assert not about.loc[about["words"] == 0, ["topic_1", "topic_2"]].to_numpy().any()


def test_roles_are_what_they_say(study):
    sample, segments, about, finder, themes = study
    table = choose_passages(sample, segments, about, finder, themes)
    of = table[(table["topic"] == 1) & (table["group"] == "A")].set_index("role")["doc_id"]
    assert set(of["typical"]) == {"d0", "d1"} and of["middle"] == "d3"
    assert of["against"] == "d4"  # A has much of it, and this text has none
    other = table[(table["topic"] == 1) & (table["group"] == "B")].set_index("role")["doc_id"]
    assert "d9" in set(other["typical"])
    assert table.groupby("topic")["doc_id"].nunique().eq(table.groupby("topic").size()).all()


def test_a_passage_holds_the_words_that_it_is_shown_for(study):
    sample, segments, about, finder, themes = study
    table = choose_passages(sample, segments, about, finder, themes)
    text_of = segments.set_index("segment_id")["text"]
    for row in table[table["role"] == "typical"].itertuples():
        text = text_of[row.segment_id][row.start : row.end]
        words = SEA if row.topic == 1 else SCHOOL
        assert words.split()[0] in text and text == text.strip()


def test_a_document_lends_few_words_in_all(themes):
    shares = np.full((2, 2), 0.5)
    long = " ".join([SEA, SCHOOL] * 10) + "."
    segments = pd.DataFrame(
        [(f"d{n}#1", f"d{n}", "nb", long) for n in range(2)],
        columns=["segment_id", "doc_id", "language", "text"],
    )
    sample = replace(sample_from(shares, np.array(["A", "B"])), doc_ids=np.array(["d0", "d1"]))
    finder = WordFinder(FORMS)
    of = dict(zip(sample.doc_ids, shares, strict=True))
    about = segment_shares(segments, of, finder, themes)
    table = choose_passages(sample, segments, about, finder, themes)
    lent = table.assign(
        words=[len(long[a:b].split()) for a, b in zip(table["start"], table["end"], strict=True)]
    )
    assert len(table) and (lent.groupby("doc_id")["words"].sum() <= MOST_WORDS).all()


def test_the_sentences_with_most_of_the_theme_are_shown():
    text = "Null her. Ett to. Tre fire fem."
    starts, chances = np.array([0, 10, 14, 18]), np.array([0.1, 0.9, 0.9, 0.1])
    start, end = _best_sentences(text, starts, chances, 3)
    assert text[start:end] == "Ett to."
    start, end = _best_sentences(text, starts, chances, 2)
    assert len(text[start:end].split()) == 2


def test_there_may_be_nothing_to_show(study):
    sample, segments, about, finder, themes = study
    empty = choose_passages(sample, segments.iloc[:0], about.iloc[:0], finder, themes)
    assert empty.empty and empty.columns[0] == "topic"
