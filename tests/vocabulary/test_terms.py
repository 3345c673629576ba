"""Terms in texts: those of word lists, over stop words, and as people see them."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vocabulary_tables import in_any_order, units_of

from nordtema.study import Vocabulary
from nordtema.vocabulary.build import build_vocabulary
from nordtema.vocabulary.glossary import Entry, general_glossary, with_terms_named
from nordtema.vocabulary.lexicon import infinitive_mark
from nordtema.vocabulary.terms import iterate_lemmas, occurrences, with_terms
from nordtema.vocabulary.tokens import encode

OWN = "concept,nb,nn,da,sv,decision\n"
FILLER = {
    "nb": "fisken svømmer stille mens båten seiler hjem",
    "da": "fisken svømmer stille mens båden sejler hjem",
    "sv": "fisken simmar stilla medan båten seglar hem",
}


def built(rows: list[tuple[str, str]], own: str = "", folder=None):
    path = None
    if own:
        path = folder / "glossary.csv"
        path.write_text(OWN + own, encoding="utf-8")
    return build_vocabulary(units_of(rows), Vocabulary(minimum_documents=1), path)


def links_of(result) -> pd.DataFrame:
    return result.links.set_index(["language", "lemma"])


def among_others(texts: dict[str, str], times: int = 8) -> list[tuple[str, str]]:
    """Texts with something in them, and ten times as much without it."""
    rows = []
    for code, text in texts.items():
        fill = (in_any_order(f"{FILLER[code]} {FILLER[code]}", n) for n in range(2 * times))
        rows += [(code, f"{next(fill)} {text} {next(fill)}") for _ in range(times)]
    return rows + [
        (code, in_any_order(" ".join([text] * 3), number))
        for code, text in FILLER.items()
        for number in range(30)
    ]


# ---------------------------------------------------------------- word lists


def test_a_compound_and_a_phrase_of_a_row_are_one_concept(tmp_path):
    rows = [
        ("nb", "Omdømmebygging er et arbeid."),
        ("sv", "Vi bygger varumärken. Alla bygger varumärket."),
        ("da", "Fisk."),
    ]
    row = "omdømmebygging,omdømmebygging,,,bygga varumärke,accept\n"
    result = built(rows, row, tmp_path)
    links = links_of(result)
    assert links.loc[("sv", "bygga varumärke"), "concept"] == "omdømmebygging"
    assert links.loc[("nb", "omdømmebygging"), "concept"] == "omdømmebygging"
    assert links.loc[("sv", "bygga varumärke"), "frequency"] == 2
    assert links.loc[("sv", "bygga"), "frequency"] == 0
    concepts = result.counts.concepts.set_index("concept")
    assert concepts.loc["omdømmebygging", ["NO", "SE"]].tolist() == [1, 1]
    assert concepts.loc["omdømmebygging", "sv"].split("|")[0].startswith("bygger varumärke")


@pytest.mark.parametrize(
    ("language", "cell", "text", "times"),
    [
        ("sv", "äkta man", "Hon har en äkta man. Den äkta mannen och den äkta kvinnan.", 2),
        ("sv", "tecknad serie", "Tecknade serier. En tecknad serie, en serie som är tecknad.", 2),
        ("nb", "være enig", "Vi er enige. Jeg var enig, men er de gamle enige?", 2),
        ("nb", "ta hensyn til", "De tar hensyn til barn og tar hensyn av og til.", 1),
        ("nn", "setje i gang", "Vi set i gang. Dei sette saka i gang.", 1),
        ("da", "kunne lide", "Jeg kan lide fisk, og hun kunne lide ost. Vi må lide.", 2),
        ("nb", "alle sammen", "Alle sammen kom. Alle kom sammen.", 1),
        ("nb", "holde på med", "Hun holder på med fisk. Hun holder på.", 1),
    ],
)
def test_a_cell_of_several_words_is_found_where_its_words_stand(language, cell, text, times):
    (entry,) = with_terms_named([Entry("row", ((language, cell),))])
    names = pd.DataFrame(list(entry.words), columns=["language", "lemma"])
    corpus = encode(units_of([(language, text)]))
    assert len(occurrences(corpus, names)) == times
    read = Counter(iterate_lemmas(text, language, frozenset(names["lemma"])))
    assert sum(number for name, number in read.items() if " " in name) == times


def test_stop_words_inside_a_cell_may_be_missing_and_those_at_its_ends_not():
    (entry,) = with_terms_named([Entry("row", (("nb", "barn og unge"), ("nb", "be om")))])
    names = [word for _, word in entry.words]
    assert {"barn og ung", "barn ung", "be om"} <= set(names) and "be" not in names


def test_every_cell_of_the_general_glossary_is_found_as_it_is_written():
    for entry in general_glossary():
        for language, cell in entry.words:
            if " " in cell:
                (named,) = with_terms_named([Entry("row", ((language, cell),))])
                names = pd.DataFrame(list(named.words), columns=["language", "lemma"])
                text = f"{infinitive_mark(language)} {cell}."
                met = occurrences(encode(units_of([(language, text)])), names)
                assert met["length"].tolist() == [len(cell.split())], (language, cell)


def test_an_answer_is_not_answered():
    """The noun *svar på* is not the verb *svare på*."""
    rows = [("nb", "Hun fikk svar på brevet."), ("da", "De besvarer brevet."), ("sv", "Brev.")]
    assert not built(rows).links["lemma"].str.contains(" ").any()


def test_a_listed_term_without_a_partner_stays_two_words():
    """Else *svare på* would hide what Nynorsk has in common with the other norms."""
    result = built([("nn", "Dei svarar på brev. Eit brev."), ("nb", "Brev."), ("sv", "Brev.")])
    assert ("nn", "svare på") not in links_of(result).index
    assert links_of(result).loc[("nn", "svare"), "frequency"] == 1


# ---------------------------------------------------------------- over stop words


CHILDREN = {"nb": "barn og unge", "da": "børn og unge", "sv": "barn och unga"}


def test_a_coordination_is_one_term_and_seen_as_it_is_said():
    result = built(among_others(CHILDREN))
    row = result.counts.concepts.set_index("concept").loc["barn og unge"]
    assert row[["nb", "da", "sv"]].tolist() == list(CHILDREN.values())
    assert not result.counts.concepts["concept"].str.contains("barn og ung$").any()
    assert set(links_of(result).xs("barn og ung", level="lemma")["frequency"]) == {8}


def test_another_word_between_is_another_term():
    """*og* here and *for* there are no two norms that say the same."""
    texts = {"nb": "barn og unge", "da": "børn for unge"}
    result = built(among_others(texts))
    assert not result.links["lemma"].str.match("b[aø]rn .* ung").any()


def test_neighbours_and_pairs_over_a_stop_word_are_counted_apart():
    result = built(among_others({"nb": "barn og unge", "da": "børn unge"}))
    assert not result.links["lemma"].str.match("b[aø]rn (.* )?ung").any()


@pytest.mark.parametrize("word", ["ikke", "som", "hun"])
def test_only_what_joins_stands_inside_a_term(word):
    result = built(among_others({"nb": f"barn {word} unge", "da": f"børn {word} unge"}))
    assert not result.links["lemma"].str.match("b[aø]rn .* ung").any()


# ---------------------------------------------------------------- compounds and phrases


DIAMONDS = {
    "nb": "Diamanten, en produksjon og en diamantproduksjon.",
    "da": "Vi taler om produktion af diamanter.",
    "sv": "Fisk.",
}


def test_a_phrase_joins_the_compound_of_another_norm():
    result = built(among_others(DIAMONDS))
    links = links_of(result)
    phrase = links.xs("da", level="language").filter(regex="^produktion af diamant", axis=0)
    assert phrase["concept"].tolist() == [links.loc[("nb", "diamantproduksjon"), "concept"]]
    assert links.loc[("nb", "diamantproduksjon"), "method"] == "cognate"


def test_a_verb_with_its_object_joins_a_compound(tmp_path):
    rows = among_others(
        {"nb": "Diamanten: diamantbyggingen er bygging.", "sv": "Vi bygger diamanter."}
    )
    links = links_of(built(rows, "bygge,bygge|bygging,,,bygga,accept\n", tmp_path))
    compound = links.loc[("nb", "diamantbygging"), "concept"]
    assert links.loc[("sv", "bygga diamant"), "concept"] == compound


def test_a_phrase_beside_a_compound_of_its_own_norm_stays_two_words():
    own = DIAMONDS["da"] + " Diamantproduktion er bra."
    result = built(among_others({**DIAMONDS, "da": own}))
    assert not result.links["lemma"].str.contains("^produktion af").any()


# ---------------------------------------------------------------- light words


def test_a_pair_with_a_light_word_is_no_term_unless_a_list_has_it(tmp_path):
    rows = among_others({"nb": "Høy grad.", "da": "Høj grad.", "sv": "Hög grad."})
    assert not built(rows).links["lemma"].str.contains("h.[yj] grad").any()
    telling = "høy,høy,høg,høj,hög,telling\ngrad,grad,grad,grad,grad,telling\n"
    assert built(rows, telling, tmp_path).links["lemma"].str.contains("h.[yj] grad").any()
    listed = built(rows, "grad,høy grad,,høj grad,hög grad,accept\n", tmp_path)
    assert listed.links["lemma"].str.contains("h.[yj] grad").sum() == 2


# ---------------------------------------------------------------- one rule for texts and corpora


WORDS = ["barn", "og", "unge", "fisk", "båt", "i", "havn"]
NAMES = ["barn og ung", "barn fisk", "fisk båt", "fisk båt i havn", "i havn", "og fisk"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=9), min_size=1, max_size=4))
def test_a_corpus_and_a_text_have_the_same_terms(texts):
    rows = [("nb", " ".join(words)) for words in texts]
    names = pd.DataFrame({"language": "nb", "lemma": NAMES})
    corpus = with_terms(encode(units_of(rows)), names)
    lemmas = corpus.lemmas["lemma"].to_numpy(object)
    for row, (_, text) in enumerate(rows):
        tokens = corpus.tokens[corpus.offsets[row] : corpus.offsets[row + 1]]
        found = [lemmas[token] for token in tokens if token >= 0]
        assert found == list(iterate_lemmas(text, "nb", frozenset(NAMES)))
    assert corpus.lemmas["frequency"].tolist() == corpus.frequency().tolist()


def test_of_terms_that_share_a_word_the_first_counts_and_then_the_longest():
    text = "barn fisk båt og fisk båt i havn"
    found = list(iterate_lemmas(text, "nb", frozenset(NAMES)))
    assert found == ["barn fisk", "båt", "og fisk", "båt", "i havn"]
    assert list(iterate_lemmas("fisk båt i havn", "nb", frozenset(NAMES))) == ["fisk båt i havn"]


def test_each_occurrence_has_its_form():
    corpus = encode(units_of([("nb", "Barnet og de unge. Barn og unge, barn og ung.")]))
    corpus = with_terms(corpus, pd.DataFrame({"language": ["nb"], "lemma": ["barn og ung"]}))
    term = int(np.flatnonzero(corpus.lemmas["lemma"] == "barn og ung")[0])
    met = corpus.forms[corpus.forms["lemma"] == term]
    assert met["form"].tolist() == ["barn og ung", "barn og unge"]
    at = np.flatnonzero(corpus.tokens == term)
    assert met["form"].iloc[corpus.places[at]].tolist() == ["barn og unge", "barn og ung"]
