"""Multi-word terms: collocations of two norms or more become one token and one concept."""

import numpy as np
import pandas as pd
import pytest
from vocabulary_tables import in_any_order, units_of

from nordtema.study import Vocabulary
from nordtema.vocabulary import collocations
from nordtema.vocabulary import terms as terms_module
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.collocations import MINIMUM_COUNT
from nordtema.vocabulary.concepts import Rules, link
from nordtema.vocabulary.glossary import general_glossary
from nordtema.vocabulary.phrases import join_phrases
from nordtema.vocabulary.terms import iterate_lemmas
from nordtema.vocabulary.tokens import encode

FILLER = {
    "nb": "fisken svømmer stille under broen mens båten seiler hjem med last og mannskap",
    "da": "fisken svømmer stille under broen mens båden sejler hjem med last og mandskab",
    "sv": "fisken simmar stilla under bron medan båten seglar hem med last och manskap",
}
TERM = {"nb": "sosiale medier", "da": "sociale medier", "sv": "sociala medier"}


def texts(times: dict[str, int]) -> pd.DataFrame:
    rows = []
    for code, filler in FILLER.items():
        rows += [(code, f"{filler}. De {TERM[code]} {filler}")] * times[code]
        rows += [(code, filler)] * 12
    return units_of(rows)


def joined(times: dict[str, int]):
    corpus = encode(texts(times))
    links = link(corpus.lemmas, Rules(general=general_glossary()))
    return corpus, *join_phrases(corpus, links)


def test_a_term_of_three_norms_is_one_concept():
    before, corpus, links = joined({"nb": 8, "da": 8, "sv": 8})
    terms = links[links["lemma"].str.contains(" ") & links["lemma"].str.startswith("so")]
    assert sorted(terms["language"]) == ["da", "nb", "sv"]
    assert terms["concept"].nunique() == 1 and set(terms["frequency"]) == {8}
    assert len(links) == len(corpus.lemmas) > len(before.lemmas)
    assert links["lemma"].tolist() == corpus.lemmas["lemma"].tolist()


def test_what_is_counted_stays_consistent():
    before, corpus, links = joined({"nb": 8, "da": 8, "sv": 8})
    assert len(corpus.tokens) == len(before.tokens)
    assert np.array_equal(corpus.offsets, before.offsets)
    known = corpus.tokens[corpus.tokens >= 0]
    counted = np.bincount(known, minlength=len(corpus.lemmas))
    assert corpus.lemmas["frequency"].tolist() == counted.tolist() == links["frequency"].tolist()
    assert corpus.units["tokens"].sum() == len(known)
    two_words = corpus.lemmas["lemma"].str.contains(" ")
    assert (
        before.units["tokens"].sum() - len(known) == corpus.lemmas.loc[two_words, "frequency"].sum()
    )
    assert before.units["tokens"].sum() == (before.tokens >= 0).sum(), "the old one is untouched"


def test_a_term_has_the_forms_that_stand_in_the_texts():
    _, corpus, _ = joined({"nb": 8, "da": 8, "sv": 8})
    terms = corpus.lemmas[corpus.lemmas["lemma"].str.match(r"so[sc]ial\w* medi")]
    met = corpus.forms[corpus.forms["lemma"].isin(terms.index)]
    assert sorted(met["form"]) == sorted(TERM.values()) and set(met["frequency"]) == {8}


def test_a_term_is_not_put_together_of_the_frequent_forms_of_its_words():
    """*offentlige* and *sektoren* are the frequent forms, and nobody says *offentlige sektoren*."""
    alone = {"nb": "offentlige rom", "da": "offentlige rum", "sv": "offentliga rum"}
    rows = []
    for code, filler in FILLER.items():
        fill = [in_any_order(f"{filler} {filler}", number) for number in range(50)]
        rows += [(code, f"{fill[n]}. Offentlig sektor {fill[n + 1]}") for n in range(8)]
        rows += [(code, f"{fill[n]}. {alone[code]} {fill[n + 1]}") for n in range(9)]
        rows += [(code, text) for text in fill]
    counts = build_vocabulary(units_of(rows), Vocabulary()).counts
    row = counts.concepts.set_index("concept").loc["offentlig sektor"]
    assert row[["nb", "da", "sv"]].tolist() == ["offentlig sektor"] * 3


def test_a_term_of_one_norm_alone_stays_two_words():
    _, corpus, _ = joined({"nb": 8, "da": MINIMUM_COUNT - 1, "sv": 0})
    assert not corpus.lemmas["lemma"].str.match(r"so[sc]ial\w* medi").any()


@pytest.mark.parametrize(("decision", "left"), [("split", ["da", "nb"]), ("reject", [])])
def test_a_term_that_the_researcher_takes_apart_is_counted_word_by_word(tmp_path, decision, left):
    """It is named as people say it, or as `links` has it."""
    cells = {
        "split": ",,,,sociala medier",
        "reject": ",sosial medium,,sociale medier,sociala medier",
    }
    glossary = tmp_path / "glossary.csv"
    glossary.write_text(f"concept,nb,nn,da,sv,decision\n{cells[decision]},{decision}\n", "utf-8")
    units = texts({"nb": 8, "da": 8, "sv": 8})
    rules = Vocabulary(minimum_documents=2)
    before, after = (build_vocabulary(units, rules, own).links for own in (None, glossary))
    terms = [links[links["lemma"].str.match(r"so[sc]ial\w* medi")] for links in (before, after)]
    assert sorted(terms[0]["language"]) == ["da", "nb", "sv"]
    assert sorted(terms[1]["language"]) == left and terms[1]["concept"].nunique() <= 1
    words = [links.set_index(["language", "lemma"])["frequency"] for links in (before, after)]
    assert words[0]["sv", "social"] == 0 and words[1]["sv", "social"] == 8


def test_no_term_reaches_over_the_end_of_a_text():
    rows = []
    for code, term in TERM.items():
        first, second = term.split()
        rows += [(code, f"{FILLER[code]} {first}"), (code, f"{second} {FILLER[code]}")] * 8
    corpus = encode(units_of(rows))
    links = link(corpus.lemmas, Rules(general=general_glossary()))
    after, _ = join_phrases(corpus, links)
    assert not after.lemmas["lemma"].str.match(r"so[sc]ial\w* medi").any()


def test_terms_in_a_text_outside_the_corpus():
    terms = frozenset({"sosial medium"})
    assert list(iterate_lemmas("De sosiale mediene i skolen", "nb", terms)) == [
        "sosial medium", "skole",
    ]  # fmt: skip
    assert list(iterate_lemmas("De sosiale mediene", "nb")) == ["sosial", "medium"]


@pytest.mark.parametrize("phrases", [True, False])
@pytest.mark.slow
def test_the_study_decides(phrases):
    units = texts({"nb": 8, "da": 8, "sv": 8})
    built = build_vocabulary(units, Vocabulary(phrases=phrases))
    assert built.links["lemma"].str.match(r"so[sc]ial\w* medi").any() == phrases


@pytest.mark.parametrize("chunk", [1, 2, 7, 100])
@pytest.mark.slow
def test_terms_do_not_depend_on_how_many_tokens_are_looked_at_together(monkeypatch, chunk):
    _, whole, whole_links = joined({"nb": 8, "da": 8, "sv": 8})
    monkeypatch.setattr(collocations, "CHUNK", chunk)
    monkeypatch.setattr(terms_module, "CHUNK", chunk)
    _, corpus, links = joined({"nb": 8, "da": 8, "sv": 8})
    assert np.array_equal(corpus.tokens, whole.tokens)
    pd.testing.assert_frame_equal(corpus.lemmas, whole.lemmas)
    pd.testing.assert_frame_equal(links, whole_links)


def test_a_term_is_of_the_class_of_its_last_word():
    before, corpus, _ = joined({"nb": 8, "da": 8, "sv": 8})
    shares = ["noun", "proper", "verb", "adjective", "capital"]
    table = corpus.lemmas.set_index(["language", "lemma"])
    assert not table[shares].isna().any(axis=None)
    last = before.lemmas.set_index(["language", "lemma"])
    for language, term in table.index[table.index.get_level_values(1).str.startswith("so")]:
        if " " in term:
            word = language, term.split(" ")[1]
            assert table.loc[(language, term), shares].equals(last.loc[word, shares].astype(float))
