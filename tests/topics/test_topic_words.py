"""Words as readers see them: what is frequent everywhere or rare leads no topic."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from topic_corpora import concept_counts, model_of, simulate

from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.schemas import schema_of
from nordtema.tables import read_table, write_table
from nordtema.topics.words import frex, leading, told, well_met, word_table
from nordtema.vocabulary.counts import ConceptCounts

#: two topics of five concepts each, one that both have most of all, one of the first that is rare
NAMES = ["sak_case", *"abcde", *"vwxyz", "rare", *(f"filler{n:02}" for n in range(20))]
SCHOOL = [30, 9, 8, 7, 6, 5, *[0.1] * 5, 1.5, *[0.3] * 20]
SEA = [30, *[0.1] * 5, 9, 8, 7, 6, 5, 0.001, *[0.3] * 20]
RARE_TEXTS = 1


def model(order: list[int] | None = None):
    chosen = np.arange(len(NAMES)) if order is None else np.array(order)
    topics = np.array([SCHOOL, SEA])[:, chosen]
    return model_of(topics, names=[NAMES[place] for place in chosen])


def counts(order: list[int] | None = None, texts: int = 12) -> ConceptCounts:
    """Every concept stands in all texts of all countries, `rare` in one of each."""
    chosen = np.arange(len(NAMES)) if order is None else np.array(order)
    names = [NAMES[place] for place in chosen]
    countries = np.repeat(list(COUNTRIES), texts)
    dense = np.ones((len(countries), len(names)), dtype=np.float32)
    dense[np.arange(len(countries)) % texts >= RARE_TEXTS, names.index("rare")] = 0
    concepts = pd.DataFrame({"concept": names, "shared": True, "light": False})
    for code in LANGUAGES:
        concepts[code] = [f"{name[0]}{name[-2:]}.{code}|{name}er" for name in names]
    return ConceptCounts(pd.DataFrame({"country": countries}), concepts, sparse.csr_matrix(dense))


def concepts_of(table: pd.DataFrame, topic: int) -> list[str]:
    return table.loc[table["topic"] == topic, "concept"].tolist()


def naive_frex(topics: np.ndarray, known: list[int]) -> np.ndarray:
    """By counting, one concept after the other."""
    scores = np.full(topics.shape, np.nan)
    share = topics / topics.sum(axis=0)
    for k in range(len(topics)):
        for v in known:
            ranks = []
            for values in (topics[k, known], share[k, known]):
                own = values[known.index(v)]
                ranks.append(((values < own).sum() + ((values == own).sum() + 1) / 2) / len(known))
            scores[k, v] = 2 / (1 / ranks[0] + 1 / ranks[1])
    return scores


def test_frex_is_the_harmonic_mean_of_two_ranks():
    rng = np.random.default_rng(1)
    topics = rng.dirichlet(np.full(20, 0.3), 4)
    topics[:, 7] = topics[:, 3]  # ties
    known = np.arange(20) % 5 > 0
    expected = naive_frex(topics, np.flatnonzero(known).tolist())
    np.testing.assert_allclose(frex(topics, known), expected)
    assert np.isnan(frex(topics, known)[:, ~known]).all()


@pytest.mark.parametrize(("exclusive", "leads"), [(0.0, "everywhere"), (1.0, "own")])
def test_its_weight_says_what_counts(exclusive, leads):
    topics = np.array([[0.6, 0.25, 0.15], [0.8, 0.05, 0.15]])
    scores = frex(topics, np.full(3, True), exclusive)[0]
    assert ["everywhere", "own", "even"][int(scores.argmax())] == leads


def test_what_is_frequent_everywhere_or_rare_does_not_lead():
    table = word_table(model(), counts())
    assert concepts_of(leading(table, 5), 1) == list("abcde")
    assert concepts_of(leading(table, 5), 2) == list("vwxyz")
    by_weight = table[table["rank"] == 1]
    assert by_weight["concept"].tolist() == ["sak_case"] * 2, "by probability it leads both"


def test_a_rare_concept_stands_behind_all_that_may_lead():
    table = word_table(model(), counts())
    rare = table[(table["concept"] == "rare") & (table["topic"] == 1)].iloc[0]
    assert rare["rank"] == 7 and np.isnan(rare["frex"]) and rare["frex_rank"] == len(NAMES)
    everywhere = frex(model().topics, np.full(len(NAMES), True))[0]
    assert everywhere.argmax() == NAMES.index("a")
    assert np.argsort(-everywhere)[:6].tolist().count(NAMES.index("rare")) == 1, "else it would"


def test_the_floor_is_two_texts_in_every_country():
    texts = np.array([[2, 2, 2], [1, 90, 90], [90, 90, 0], [9, 9, 9]] * 20)
    few = np.array([50, 50, 50])
    assert well_met(texts, few, 2).tolist() == [True, False, False, True] * 20


def test_the_floor_grows_with_the_texts_of_a_topic():
    texts = np.array([[49, 900, 900], [50, 50, 50]] * 100)
    assert well_met(texts, np.array([10_000, 1000, 1000]), 10).tolist() == [False, True] * 100


def test_in_a_small_corpus_the_floor_sinks_until_ten_a_topic_reach_it():
    texts = np.repeat([[3, 3, 3], [2, 2, 2], [1, 1, 1]], 8, axis=0)
    sizes = np.array([6, 6, 6])
    assert well_met(texts, sizes, 1).sum() == 16
    assert well_met(texts, sizes, 3).all(), "there are fewer than thirty"


def test_ties_are_in_the_order_of_names_wherever_a_concept_stands():
    rng = np.random.default_rng(2)
    wanted = word_table(model(), counts()).reset_index(drop=True)
    filler = wanted[wanted["concept"].str.startswith("filler") & (wanted["topic"] == 1)]
    assert filler["frex"].nunique() == 1, "they tie"
    assert filler.sort_values("frex_rank")["concept"].is_monotonic_increasing
    for _ in range(3):
        order = rng.permutation(len(NAMES)).tolist()
        pd.testing.assert_frame_equal(word_table(model(order), counts(order)), wanted)


def test_the_table_holds_the_first_of_either_rank():
    truth = simulate(3, documents=60)
    fitted = model_of(truth.topics)
    table = word_table(fitted, concept_counts(truth), top=8)
    for topic, part in table.groupby("topic"):
        assert sorted(part.loc[part["rank"] <= 8, "rank"]) == list(range(1, 9)), topic
        first = part.loc[part["frex_rank"] <= 8, "frex_rank"]
        assert sorted(first) == list(range(1, 9)), topic
        assert ((part["rank"] <= 8) | (part["frex_rank"] <= 8)).all()
        heaviest = fitted.concepts[fitted.top(8)[topic - 1]]
        assert part.loc[part["rank"] <= 8, "concept"].tolist() == heaviest.tolist()


def test_the_table_is_the_same_when_it_is_written_and_read_again(tmp_path):
    table = word_table(model(), counts()).assign(comparable="not seen")
    table.insert(1, "label", "x")
    rule = schema_of("topics.lda")
    again = read_table(write_table(tmp_path / "topics.lda.csv", table, rule), rule)
    columns = ["topic", "frex_rank", "concept", "sv"]
    pd.testing.assert_frame_equal(
        leading(again, 9)[columns], leading(table, 9)[columns], check_dtype=False
    )
    text = pd.read_csv(tmp_path / "topics.lda.csv", dtype=str, keep_default_na=False)
    assert leading(text, 9)["concept"].tolist() == leading(table, 9)["concept"].tolist()


def test_words_are_told_by_their_headwords():
    table = word_table(model(), counts())
    assert told(table, 2) == ["aa.nb · bb.nb", "vv.nb · ww.nb"]
    assert told(table, 2, ("sv",)) == ["aa.sv · bb.sv", "vv.sv · ww.sv"]
    swedish = table.assign(nb="", nn="", da=table["da"].where(table["concept"] == "a", ""))
    assert told(swedish, 2)[0] == "aa.da · bb.sv", "another norm's word, never the concept's name"
    alike = table.assign(**dict.fromkeys(LANGUAGES, "same|x"))
    assert told(alike, 3) == ["same", "same"]
