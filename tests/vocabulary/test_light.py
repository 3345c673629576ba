"""Light concepts: the list, what a glossary says of it, and what topics make of it."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from vocabulary_tables import lemma_table

from nordtema.languages import LANGUAGES
from nordtema.study import Topics, Vocabulary
from nordtema.tables import package_rows
from nordtema.topics.fitting import fit
from nordtema.topics.training import from_concept_counts
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.glossary import general_glossary, read_glossary
from nordtema.vocabulary.lexicon import stop_words
from nordtema.vocabulary.light import light_concepts, light_lemmas

ROWS = package_rows("nordtema.vocabulary", "data", "light.csv")
KINDS = {"verb", "time", "numeral", "noun", "adjective", "adverb"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["concept"])
def test_a_row_has_words_of_every_norm_that_are_no_stop_words(row):
    assert row["kind"] in KINDS
    for code in LANGUAGES:
        words = row[code].split("|")
        assert all(word == word.strip().lower() != "" for word in words)
        assert not set(words) & stop_words(code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_twice(code):
    words = Counter(word for row in ROWS for word in row[code].split("|"))
    assert [word for word, times in words.items() if times > 1] == []


def test_what_is_light_in_one_norm_is_light_in_all():
    """Of the concepts of the general glossary that have a light word nearly all are light."""
    entries = general_glossary()
    words = [(e.concept, *word, 10) for e in entries for word in e.words]
    table = pd.DataFrame(words, columns=["concept", "language", "lemma", "frequency"])
    table["light"] = light_lemmas(table)
    share = table.groupby("concept")["light"].mean()
    assert (share > 0).sum() > 250
    assert ((share > 0) & (share < 0.5)).sum() <= 10


def test_a_glossary_makes_words_light_and_telling(tmp_path):
    path = tmp_path / "glossary.csv"
    path.write_text(
        "concept,nb,nn,da,sv,decision,note\n"
        "omdømme,omdømme,,omdømme,anseende,light,\nuke,uke,veke,uge,vecka,telling,\n"
    )
    lemmas = lemma_table({"nb": "omdømme uke bil", "sv": "anseende vecka ta"})
    light = light_lemmas(lemmas, read_glossary(path))
    found = set(zip(lemmas["language"][light], lemmas["lemma"][light], strict=True))
    assert found == {("nb", "omdømme"), ("sv", "anseende"), ("sv", "ta")}


def test_a_concept_is_light_if_half_of_its_occurrences_are():
    links = pd.DataFrame({"frequency": [5, 5, 4, 6, 0], "light": [1, 0, 1, 0, 1]})
    light = light_concepts(links, np.array([0, 0, 1, 1, 2]), 4)
    assert light.tolist() == [True, False, False, False]


THEMES = {
    "NO": ("båt fisk hav bølge kaptein", "skole elev lærer bok klasse"),
    "DK": ("båd fisk hav bølge kaptajn", "skole elev lærer bog klasse"),
    "SE": ("båt fisk hav våg kapten", "skola elev lärare bok klass"),
}
LIGHT = {"NO": "år uke god", "DK": "år uge god", "SE": "år vecka god"}
NORM = {"NO": "nb", "DK": "da", "SE": "sv"}


def texts() -> pd.DataFrame:
    """Two themes; half of the texts of either hold the same light words beside them."""
    rng, rows = np.random.default_rng(4), []
    for country, themes in THEMES.items():
        for number in range(40):
            words = list(rng.choice(themes[number % 2].split(), 12))
            words += LIGHT[country].split() * 4 * (number % 4 < 2)
            rows.append((f"{country}{number}", country, NORM[country], " ".join(words)))
    table = pd.DataFrame(rows, columns=["unit_id", "country", "language", "text"])
    return table.assign(doc_id=table["unit_id"])


def leading_light(rules: Vocabulary) -> tuple[int, np.ndarray]:
    """Topics of three that a light concept leads, and the weight of light concepts."""
    built = build_vocabulary(texts(), rules)
    model = fit("nmf", from_concept_counts(built.counts), 3, Topics().seed)
    light = np.isin(model.concepts, ["år", "uke", "god"])
    assert light.sum() == 3
    return int(light[model.top(1)[:, 0]].sum()), model.topics[:, light]


def test_light_words_form_no_topic_but_have_a_weight():
    rules = Vocabulary(phrases=False, maximum_document_share=1.0)
    assert leading_light(rules.model_copy(update={"formed_on": "all"}))[0] == 1
    leading, weight = leading_light(rules)
    assert leading == 0 and (weight.sum(axis=0) > 0).all()


def test_where_all_shared_words_are_light_topics_are_formed_on_them():
    table = texts().assign(text=lambda t: t["country"].map(LIGHT) + " " + t["country"].map(LIGHT))
    rules = Vocabulary(phrases=False, maximum_document_share=1.0)
    counts = build_vocabulary(table, rules).counts
    assert counts.concepts["light"].all()
    assert fit("nmf", from_concept_counts(counts), 2, 1).topics.sum() == pytest.approx(2)
