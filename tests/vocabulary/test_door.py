"""What may leave: names with few authors and rare words are in nothing that people see."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from vocabulary_tables import units_of

from nordtema.corpus.registers import is_registered_name
from nordtema.schemas import schema_of
from nordtema.study import Report, Vocabulary
from nordtema.tables import package_rows
from nordtema.topics.words import leading
from nordtema.vocabulary import counts as counts_module
from nordtema.vocabulary import kept_back
from nordtema.vocabulary.audit import country_words, exclusions
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.door import NAME, RARE, SHOWN, Door
from nordtema.vocabulary.headwords import are_seen
from nordtema.vocabulary.kept_back import _in_terms_alone, _reached, is_public, keep_back, through

RULES = Vocabulary(minimum_documents=1, phrases=False)
#: Brattvoll stands in six documents of two authors, Kvernmo in six of six; Tveteraas is met once.
#: Odense is a town, and kari in small letters a name all the same.
SAID = [
    ("nb", "Skolen har en ny lærer, og lederen heter Brattvoll. Boken om Odense er god."),
    ("nb", "Boken som Brattvoll har skrevet, kom fra Odense. Skolen kjøper den."),
    ("nb", "Skolen svarer at Brattvoll har lest boken. Så sa kari det."),
    ("nb", "Læreren mener at Kvernmo kan boken. Skolen er enig med Tveteraas."),
    ("nb", "Skolen og Kvernmo ligger langt fra byen, sier læreren om boken for ti kroner per uke."),
    ("nb", "Læreren har sett Kvernmo på skolen med en bok."),
    ("da", "Skolen har en ny lærer, og lederen hedder Brattvoll. Bogen er god."),
    ("da", "Bogen, som Brattvoll har skrevet, er god. Skolen køber den."),
    ("da", "Skolen svarer, at Brattvoll har læst bogen."),
    ("sv", "Skolan och Kvernmo ligger långt bort, säger läraren om boken."),
    ("sv", "Läraren har sett Kvernmo på skolan med en bok."),
    ("sv", "Skolan svarar att Kvernmo har läst boken."),
]
AUTHORS = ["a", "a", "a", "c", "d", "e", "b", "b", "b", "f", "g", "h"]


@pytest.fixture(autouse=True)
def _twelve_documents_are_enough(monkeypatch):
    monkeypatch.setattr(kept_back, "DOCUMENTS_A_FLOOR", 4)


@pytest.fixture(scope="module")
def built():
    return build_vocabulary(units_of(SAID), RULES)


def documents(authors: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"doc_id": units_of(SAID)["doc_id"], "author": authors})


def hidden(built, authors=AUTHORS, **rules) -> dict[str, str]:
    """Why each word is kept back."""
    why = keep_back(built, documents(authors), Report(**rules), RULES).lemmas
    return {word: reason for word, reason in zip(built.corpus.lemmas["lemma"], why, strict=True)
            if reason}  # fmt: skip


def test_a_name_is_shown_when_enough_authors_use_it_and_not_when_few_write_often(built):
    found = hidden(built, word_floor=1)
    assert found["brattvoll"] == NAME and "kvernmo" not in found
    assert "brattvoll" not in hidden(built, word_floor=1, name_floor=2)
    assert hidden(built, word_floor=1, name_floor=7)["kvernmo"] == NAME


def test_without_authors_documents_are_counted(built):
    found = hidden(built, [""] * len(SAID), word_floor=1)
    assert not {"brattvoll", "kvernmo"} & set(found)
    assert hidden(built, [""] * len(SAID), word_floor=1, name_floor=7)["brattvoll"] == NAME


def test_public_names_and_what_the_study_allows_are_shown_and_given_names_are_not(built):
    found = hidden(built, word_floor=1)
    assert "odense" not in found and found["kari"] == NAME
    assert "brattvoll" not in hidden(built, word_floor=1, allow="Brattvoll, Kari")
    assert "kari" not in hidden(built, word_floor=1, allow="Brattvoll, Kari")


def test_no_ordinary_word_of_many_documents_is_kept_back(built):
    assert not {"skole", "bok", "lærer", "lese"} & set(hidden(built))


def test_a_word_is_rare_by_the_documents_of_its_whole_concept(built):
    found = hidden(built, name_floor=1)
    assert found["tveteraas"] == found["kari"] == RARE
    alone = built.links.set_index(["language", "lemma"])["frequency"]
    assert alone["sv", "läsa"] == 1 and "läsa" not in found, "linked with lese, læse"
    assert not hidden(built, name_floor=1, word_floor=1)


def test_a_word_that_is_met_in_terms_alone_is_as_frequent_as_they_are():
    lemmas = pd.DataFrame(
        [("da", "ren", 0), ("da", "vand", 4), ("da", "vand i hav", 9), ("da", "hav", 0),
         ("sv", "hav", 0), ("da", "rød kat", 1), ("da", "kat", 0)],
        columns=["language", "lemma", "frequency"],
    )  # fmt: skip
    shown = np.array([False, True, True, False, False, False, False])
    found = lemmas["language"].add(" ").add(lemmas["lemma"])[_in_terms_alone(lemmas, shown)]
    assert found.tolist() == ["da hav"]


def test_a_corpus_of_few_documents_has_no_floor(built, monkeypatch):
    """Nearly every word of it is rare: nothing would be left to be shown."""
    monkeypatch.setattr(kept_back, "DOCUMENTS_A_FLOOR", 5)
    assert RARE not in hidden(built, name_floor=1).values()
    assert hidden(built)["tveteraas"] == NAME


def test_what_is_kept_back_is_counted(built):
    kept = keep_back(built, documents(AUTHORS), Report(), RULES)
    counts = kept.counts.set_index("kind")
    found = pd.Series(kept.lemmas).value_counts()
    assert counts["words"].to_dict() == {NAME: found[NAME], RARE: found[RARE]}
    assert counts.at[NAME, "occurrences"] == 3 + 3 + 1 + 1, "Brattvoll, in both norms; Tveteraas"
    none = keep_back(built, documents(AUTHORS), Report(name_floor=1, word_floor=1), RULES)
    assert none.counts["words"].tolist() == [0, 0]
    assert set(none.texts["kind"]) == {SHOWN}


def test_names_that_are_shown_are_told_to_the_researcher(built):
    kept = keep_back(built, documents(AUTHORS), Report(), RULES)
    shown = set(kept.texts.loc[kept.texts["kind"] == SHOWN, "text"])
    assert "kvernmo" in shown and not {"brattvoll", "kari", "skole"} & shown


def test_people_see_nothing_of_it_and_all_of_it_is_counted(built):
    kept = keep_back(built, documents(AUTHORS), Report(), RULES)
    seen = through(built, kept, RULES)
    assert (seen.counts.matrix != built.counts.matrix).nnz == 0
    concepts = seen.counts.concepts.set_index("concept")
    before = built.counts.concepts.set_index("concept")
    assert concepts.loc["skole"].equals(before.loc["skole"])
    name = next(name for name in before.index if name.startswith("brattvoll"))
    assert before.loc[name, "nb"] and not concepts.loc[name, ["nb", "nn", "da", "sv"]].any()
    words = {word for cell in concepts[["nb", "nn", "da", "sv"]].to_numpy().ravel()
             for word in cell.split("|")}  # fmt: skip
    assert not words & {"brattvoll", "kari", "tveteraas"} and "kvernmo" in words
    assert set(built.corpus.stops["form"]) >= {"for", "per"}
    assert "per" in set(kept.texts["text"]) and "for" not in set(kept.texts["text"])
    for table in (exclusions(seen), country_words(seen)):
        assert not table["concept"].str.contains("brattvoll|kari|tveteraas").any()


def test_a_rare_word_of_a_list_is_no_name_for_opening_a_sentence():
    said = [*SAID, ("nb", "Blyanter har skolen."), ("nb", "Blomqvister har skolen.")]
    built = build_vocabulary(units_of(said), RULES)
    table = documents([*AUTHORS, "i", "j"][: len(AUTHORS)])
    kept = keep_back(built, table, Report(word_floor=1), RULES)
    why = dict(zip(built.corpus.lemmas["lemma"], kept.lemmas, strict=True))
    method = built.links.set_index("lemma")["method"]
    assert method["blyant"] == "none" and why["blyant"] == NAME, "no other norm bears it out"
    glossed = built.links.assign(method=built.links["method"].where(
        built.links["lemma"] != "blyant", "dictionary"))  # fmt: skip
    kept = keep_back(replace(built, links=glossed), table, Report(word_floor=1), RULES)
    why = dict(zip(built.corpus.lemmas["lemma"], kept.lemmas, strict=True))
    assert why["blyant"] == ""
    assert {reason for word, reason in why.items() if word.startswith("blomqvist")} == {NAME}


def test_a_concept_that_a_hidden_name_gives_its_name_to_is_hidden(built):
    joined = built.links["concept"].replace({"skole": "brattvoll_2", "brattvoll": "brattvoll_2"})
    links = built.links.assign(concept=joined)
    kept = keep_back(replace(built, links=links), documents(AUTHORS), Report(), RULES)
    assert "brattvoll_2" in set(kept.texts.loc[kept.texts["kind"] == "concept", "text"])


def test_what_a_hidden_name_is_a_part_of_is_hidden_too():
    said = [*SAID, *[("nb", f"Skolen har en Brattvoll-sak, sier lærer nummer {n}.") for n in "abc"]]
    built = build_vocabulary(units_of(said), RULES)
    why = dict(zip(built.corpus.lemmas["lemma"],
                   keep_back(built, documents(AUTHORS), Report(name_floor=20), RULES).lemmas,
                   strict=True))  # fmt: skip
    assert why["brattvoll-sak"] == NAME


@pytest.mark.parametrize("floor", [1, 2, 5])
def test_groups_are_counted_over_chunks_as_one_would_by_hand(built, monkeypatch, floor):
    monkeypatch.setattr("nordtema.vocabulary.tokens.CHUNK", 4)
    column = np.arange(len(built.corpus.lemmas))
    groups = np.random.default_rng(floor).integers(0, 6, len(SAID))
    units = built.corpus.unit_of_token()
    used: dict[int, set[int]] = {n: set() for n in column}
    for token, unit in zip(built.corpus.tokens, units, strict=True):
        if token >= 0:
            used[int(token)].add(int(groups[unit]))
    expected = [len(used[n]) >= floor for n in column]
    assert _reached(built.corpus, column, groups, floor).tolist() == expected
    assert counts_module.CHUNK == 5000


# ---------------------------------------------------------------- tables


DOOR = Door(frozenset({"brattvoll", "brattvolls", "kari"}), frozenset({"brattvoll_2"}))


def test_rows_cells_and_lines_lose_what_is_kept_back():
    table = pd.DataFrame(
        [("skole", "nb", "skole", "da", "skole", 1.0, 3, "den Brattvolls [skole] er", "Kari-saken"),
         ("skole", "nb", "skole", "da", "Kari", 1.0, 3, "", ""),
         ("brattvoll_2", "nb", "x", "da", "y", 1.0, 3, "", "")],
        columns=[column.name for column in schema_of("links_to_review").columns],
    )  # fmt: skip
    left = DOOR.let_out(table, schema_of("links_to_review"))
    assert DOOR.line_left("om BRATTVOLL på brattvollen") == "om … på brattvollen"
    assert left["lemma"].tolist() == ["skole"]
    assert left.loc[0, ["pivot_context", "context"]].tolist() == ["den … [skole] er", "…"]


@pytest.mark.parametrize(
    ("cell", "left"),
    [("skole|Kari|skolen", "skole|skolen"), ("bok · brattvoll · elev", "bok · elev"),
     ("kari", ""), ("", ""), ("karibu", "karibu")],
)  # fmt: skip
def test_cells_keep_their_other_words(cell, left):
    assert DOOR.words_left(cell) == left


def test_labels_and_figures_take_the_next_word():
    words = pd.DataFrame({"topic": 1, "frex_rank": [1, 2, 3, 4], "nb": ["a", "", "c", "d"],
                          "nn": "", "da": ["", "", "", "e"], "sv": ""})  # fmt: skip
    assert leading(words, 3)["frex_rank"].tolist() == [1, 3, 4]
    assert are_seen(words).tolist() == [True, False, True, True]


# ---------------------------------------------------------------- the list of public names


def test_public_names_are_listed_once_with_a_kind():
    rows = package_rows("nordtema.vocabulary", "data", "public_names.csv")
    names = [row["name"].lower() for row in rows]
    assert len(names) == len(set(names)) > 800
    assert {row["kind"] for row in rows} == {"country", "capital", "town", "party", "company",
                                              "platform"}  # fmt: skip


def test_a_town_that_is_a_family_name_as_well_is_not_public():
    assert is_registered_name("lund") and not is_public("lund")
    assert is_public("aalborg") and is_public("rander") and is_public("facebook")
    assert is_public("stortinget") and not is_public("brattvoll")
