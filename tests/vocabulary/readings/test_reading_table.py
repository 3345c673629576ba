"""The files that come with the readings: whole, in order, small, and all of them read."""

import csv
from importlib import resources

import numpy as np
import pytest

from nordtema.languages import LANGUAGES
from nordtema.tables import package_rows
from nordtema.vocabulary.readings.classes import class_weights
from nordtema.vocabulary.readings.contexts import LONGEST
from nordtema.vocabulary.readings.lemmas import INFLECTED, lemma_weights
from nordtema.vocabulary.readings.table import CLASSES, classes_in_table, table_of_readings

DATA = resources.files("nordtema.vocabulary.readings") / "data"
LEAST_ROWS = 1_500
MOST_BYTES = 120_000


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


READINGS, ENDINGS, CONTEXTS = map(rows_of, ("readings.csv", "endings.csv", "contexts.csv"))
TABLES = {"readings.csv", "endings.csv", "contexts.csv", "after_imperative.csv"}


def test_the_folder_holds_what_is_read_and_nothing_else():
    weights = {f"{kind}.{code}.npz" for kind in ("classes", "lemmas") for code in LANGUAGES}
    assert {file.name for file in DATA.iterdir()} == TABLES | weights


def test_the_table_of_readings_is_in_order_and_says_nothing_twice():
    keys = [(row["language"], row["form"], row["class"]) for row in READINGS]
    assert keys == sorted(set(keys))


def test_readings_are_small_letters_and_known_classes():
    for row in READINGS:
        assert row["language"] in LANGUAGES, row
        assert row["class"] in CLASSES, row
        for word in (row["form"], row["lemma"]):
            assert word and word == word.lower() == word.strip(), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_norm_has_a_table_of_some_size(language):
    own = [row for row in READINGS if row["language"] == language]
    assert len(own) > LEAST_ROWS
    told = table_of_readings(language)
    assert all(told[row["form"], row["class"]] == row["lemma"] for row in own)
    listed = {(form, name) for form, names in classes_in_table(language).items() for name in names}
    assert listed == {(row["form"], row["class"]) for row in own}


def test_phrases_are_in_order_short_and_hold_the_word_that_they_tell_once():
    keys = [(row["language"], row["phrase"], row["word"]) for row in CONTEXTS]
    assert keys == sorted(set(keys))
    for row in CONTEXTS:
        words = row["phrase"].split()
        assert row["language"] in LANGUAGES and row["class"] in CLASSES, row
        assert words.count(row["word"]) == 1 and 2 <= len(words) <= LONGEST, row
        assert row["phrase"] == row["phrase"].lower(), row


def test_what_a_phrase_tells_has_a_lemma_of_the_table_or_its_own():
    """Else a word would be told one thing by the phrase and another by the table."""
    own = {(row["language"], row["form"], row["class"]): row["lemma"] for row in READINGS}
    for row in CONTEXTS:
        key = (row["language"], row["word"], row["class"])
        if row["lemma"]:
            assert own.get(key, row["lemma"]) == row["lemma"], row
        else:
            assert row["class"] == "other" and key not in own, row


def test_what_stands_behind_an_imperative_are_stop_words():
    rows = csv.DictReader((DATA / "after_imperative.csv").open(encoding="utf-8", newline=""))
    known = {row["meaning"] for row in package_rows("nordtema.vocabulary", "data", "stopwords.csv")}
    assert {row["meaning"] for row in rows} <= known


def test_endings_are_known_and_said_once():
    rows = [tuple(row.values()) for row in ENDINGS]
    assert len(rows) == len(set(rows))
    assert {row["language"] for row in ENDINGS} == set(LANGUAGES)
    assert {row["class"] for row in ENDINGS} == set(INFLECTED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_of_endings_are_found_by_the_last_letter_of_a_form(language):
    for name, by_letter in lemma_weights(language).rules.items():
        own = {
            (row["ending"], row["lemma"])
            for row in ENDINGS
            if (row["language"], row["class"]) == (language, name)
        }
        assert {rule for rules in by_letter.values() for rule in rules} == own
        for letter, rules in by_letter.items():
            assert all(not ending or ending[-1] == letter for ending, _ in rules)


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_of_classes_are_small_numbers_under_keys_in_order(language):
    weights = class_weights(language)
    assert weights.keys.dtype == np.uint32
    assert weights.weights.dtype == np.int8
    assert weights.weights.shape == (len(weights.keys), len(CLASSES))
    assert np.all(weights.keys[:-1] < weights.keys[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_weights_of_lemmas_are_small_numbers_under_keys_in_order(language):
    with (DATA / f"lemmas.{language}.npz").open("rb") as handle, np.load(handle) as stored:
        keys, weights, scale = stored["keys"], stored["weights"], float(stored["scale"])
    assert keys.dtype == np.uint32
    assert weights.dtype == np.int8
    assert np.all(keys[:-1] < keys[1:])
    read = lemma_weights(language).weights
    assert [read[key] for key in keys.tolist()] == pytest.approx((weights / scale).tolist())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_weights_of_a_norm_are_a_small_file(language):
    files = [DATA / f"{kind}.{language}.npz" for kind in ("classes", "lemmas")]
    assert sum(len(file.read_bytes()) for file in files) < MOST_BYTES


def test_unknown_features_count_for_nothing():
    weights = class_weights("nb")
    absent = next(n for n in range(2**32) if n not in set(weights.keys.tolist()))
    known = weights.keys[:1]
    features = np.array([[absent, absent], [known[0], absent]], dtype=np.uint32)
    found = weights.scores(features)
    assert found[0].tolist() == [0] * len(CLASSES)
    assert found[1].tolist() == weights.weights[0].tolist()
