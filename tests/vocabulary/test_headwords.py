"""Words of a concept as people see them: the headword first, then what is met most."""

import numpy as np
import pandas as pd

from nordtema.vocabulary.glossary import Entry, lemmatised
from nordtema.vocabulary.headwords import dictionary_forms, headword, headwords, word_cells


def cells(lemmas: list[tuple], concept: list[int], width: int) -> pd.DataFrame:
    """From (language, headword, frequency, {form: frequency}) rows."""
    columns = ["language", "headword", "frequency"]
    table = pd.DataFrame([row[:3] for row in lemmas], columns=columns)
    rows = [
        (number, form, times)
        for number, (*_, forms) in enumerate(lemmas)
        for form, times in sorted(forms.items(), key=lambda item: -item[1])
    ]
    forms = pd.DataFrame(rows, columns=["lemma", "form", "frequency"])
    return word_cells(table, forms, np.array(concept), width)


def test_the_headword_comes_first_even_where_nobody_writes_it():
    answer = ("nb", "svare", 9, {"svarer": 5, "svarte": 3, "svart": 1})
    assert cells([answer], [0], 1).loc[0, "nb"] == "svare|svarer|svarte"


def test_a_form_that_is_the_headword_is_not_said_twice():
    answer = ("sv", "svara", 9, {"svarar": 5, "svara": 3, "svarade": 1, "svarat": 1})
    assert cells([answer], [0], 1).loc[0, "sv"] == "svara|svarar|svarade"


def test_of_several_lemmas_the_most_frequent_is_the_headword_and_ties_are_sorted():
    lemmas = [
        ("nb", "vei", 5, {"veien": 5}), ("nb", "veg", 5, {"vegen": 4, "veg": 1}),
        ("nb", "sti", 9, {"stien": 2, "sti": 7}), ("da", "vej", 1, {"vejen": 1}),
        ("nn", "veg", 2, {"veg": 2}), ("nn", "stig", 2, {"stigen": 2}),
    ]  # fmt: skip
    table = cells(lemmas, [1, 1, 1, 1, 1, 1], 3)
    assert table.loc[1].to_dict() == {
        "nb": "sti|veien|vegen", "nn": "stig|veg|stigen", "da": "vej|vejen", "sv": "",
    }  # fmt: skip
    assert (table.loc[[0, 2]] == "").all(axis=None)


def test_an_abbreviation_leads_only_where_nothing_else_does():
    lemmas = [
        ("da", "kr", 9, {"kr": 9}), ("da", "krone", 2, {"kroner": 2}), ("sv", "kr", 3, {"kr": 3}),
    ]  # fmt: skip
    assert cells(lemmas, [0, 0, 0], 1).loc[0, ["da", "sv"]].tolist() == ["krone|kr|kroner", "kr"]


def test_lemmas_with_one_headword_are_counted_together():
    lemmas = [
        ("nb", "leder", 10, {"leder": 10}), ("nb", "leder", 7, {"lederen": 7}),
        ("nb", "sjef", 12, {"sjefen": 12}),
    ]  # fmt: skip
    assert cells(lemmas, [0, 0, 0], 1).loc[0, "nb"] == "leder|sjefen|lederen"


def test_the_headword_is_what_the_word_list_that_linked_a_lemma_writes():
    lemmas = pd.DataFrame(
        [("sv", "sopa"), ("sv", "sopa"), ("nb", "søppel"), ("da", "båd"), ("nb", "sosial medium")],
        columns=["language", "lemma"],
    )
    lemmas["headword"] = [*lemmas["lemma"][:4], "sosiale medier"]
    links = pd.DataFrame({"concept": ["søppel", "sopa", "søppel", "båt", "sosial medium"]})
    entries = [Entry("søppel", (("nb", "søppel"), ("sv", "sopor"))), Entry("båt", (("nb", "båt"),))]
    assert lemmatised(("sv", "sopor")) == ("sv", "sopa"), "else this tests nothing"
    assert dictionary_forms(lemmas, links, entries).tolist() == [
        "sopor", "sopa", "søppel", "båd", "sosiale medier",
    ]  # fmt: skip


def test_without_words_there_are_no_cells():
    assert cells([], [], 0).empty
    assert cells([], [], 2).eq("").all(axis=None)


def test_one_word_for_each_concept():
    table = pd.DataFrame(
        {"nb": ["hage|hagen", "", None], "nn": ["hage", "", ""], "da": ["have", "kaj|kajen", ""],
         "sv": ["trädgård", "kaj", "ö|ön"]}
    )  # fmt: skip
    assert headwords(table) == ["hage", "kaj", "ö"]
    assert headwords(table, ("sv", "da")) == ["trädgård", "kaj", "ö"]
    assert headword("hage|hagen") == "hage" and headword("") == ""
