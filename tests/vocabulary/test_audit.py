"""What a researcher should look at: doubtful links, lone words, words of one country."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from vocabulary_tables import TEXTS, lemma_table, units_of

from nordtema.study import Vocabulary
from nordtema.vocabulary.audit import (
    CONTEXT_WORDS,
    PRIOR_WEIGHT,
    concepts_to_review,
    country_words,
    exclusions,
    keywords_in_context,
    links_to_review,
    unlinked_side_by_side,
    unlinked_words,
)
from nordtema.vocabulary.build import BuiltVocabulary, build_vocabulary
from nordtema.vocabulary.comparable import EVEN, UNEVEN, UNITS
from nordtema.vocabulary.concepts import COLUMNS
from nordtema.vocabulary.counts import ConceptCounts

LINKS = pd.DataFrame(
    [
        ("havn", "nb", "havn", "cognate", 1.0, 9, "accepted"),
        ("havn", "sv", "hamn", "cognate", 0.85, 4, "review"),
        ("fisk", "nb", "fisk", "identical", 1.0, 20, "accepted"),
        ("fisk", "da", "fisk", "identical", 1.0, 30, "accepted"),
        ("elev", "nb", "elev", "cognate", 1.0, 9, "accepted"),
        ("elev", "da", "elev", "cognate", 0.81, 40, "review"),
        ("bøyg", "nb", "bøyg", "none", 0.0, 2, "accepted"),
        ("ask", "nb", "ask", "none", 0.0, 2, "accepted"),
        ("drake", "nb", "drake", "none", 0.0, 7, "accepted"),
        ("fika", "sv", "fika", "none", 0.0, 3, "accepted"),
    ],
    columns=COLUMNS[:-1],
).assign(light=False)


def test_links_to_review_come_by_frequency_times_uncertainty_with_lines_from_both_sides():
    table = links_to_review(LINKS, units_of(TEXTS))
    assert table["lemma"].tolist() == ["elev", "hamn"]  # 40 × .19 before 4 × .15
    assert table[["pivot_language", "pivot"]].to_numpy().tolist() == [
        ["nb", "elev"],
        ["nb", "havn"],
    ]
    assert "[eleverne]" in table["context"].iloc[0]
    assert "[elevene]" in table["pivot_context"].iloc[0]
    assert "[hamnen]" in table["context"].iloc[1] and "[havnen]" in table["pivot_context"].iloc[1]


def test_where_nothing_waits_the_table_is_empty_with_its_columns():
    table = links_to_review(LINKS[LINKS["status"] == "accepted"], units_of(TEXTS))
    assert table.empty and "context" in table and "pivot_context" in table


def test_lines_hold_a_few_words_on_either_side_of_the_first_place():
    words = " ".join(f"ord{'abcdefghij'[i]}" for i in range(10))
    units = units_of([("nb", f"{words} fisken {words}"), ("nb", "fisken kom")])
    line = keywords_in_context(units, {("nb", "fisk"), ("sv", "fisk")})[("nb", "fisk")]
    before, after = line.split(" [fisken] ")
    assert len(before.split()) == len(after.split()) == CONTEXT_WORDS
    assert before.split()[-1] == "ordj" and after.split()[0] == "orda"


def test_unlinked_words_by_norm_and_frequency():
    table = unlinked_words(LINKS, top=2)
    assert table.to_numpy().tolist() == [
        ["nb", "drake", 7], ["nb", "ask", 2], ["sv", "fika", 3],
    ]  # fmt: skip
    side = unlinked_side_by_side(LINKS, top=2)
    assert side.to_dict("list") == {"Bokmål": ["drake 7", "ask 2"], "Swedish": ["fika 3", ""]}


# ---------------------------------------------------------------- words of one country


def built_from(
    matrix: np.ndarray, countries: list[str], uneven: dict[str, float] | None = None
) -> BuiltVocabulary:
    names = [f"c{number}" for number in range(matrix.shape[1])]
    concepts = pd.DataFrame({"concept": names, "nb": names, "nn": "", "da": names, "sv": names,
                             "shared": True, "reason": ""})  # fmt: skip
    units = pd.DataFrame({"country": countries})
    counts = ConceptCounts(units, concepts, sparse.csr_matrix(matrix.astype(np.float32)))
    return BuiltVocabulary(None, lemma_table({}), counts, audited(uneven or {}, names))


def audited(uneven: dict[str, float], names: list[str]) -> pd.DataFrame:
    """An audit in which these concepts are uneven by so much, and the others even."""
    return pd.DataFrame(
        [(name, 20, 20, 20, round(20 * (1 - far)), far, 0.01, 0.01, UNEVEN if far else EVEN)
         for name in names for far in [uneven.get(name, 0.0)]],
        columns=["concept", *UNITS, "imbalance", "p", "q", "comparable"],
    )  # fmt: skip


def naive_log_odds(counts: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Monroe, Colaresi & Quinn (2008), equations 15 to 22, word by word."""
    a, b = counts[inside].sum(axis=0), counts[~inside].sum(axis=0)
    prior = PRIOR_WEIGHT * counts.sum(axis=0) / counts.sum()
    values, scores = [], []
    for word in range(counts.shape[1]):
        odds = [
            np.log((y[word] + prior[word]) / (y.sum() + PRIOR_WEIGHT - y[word] - prior[word]))
            for y in (a, b)
        ]
        spread = np.sqrt(1 / (a[word] + prior[word]) + 1 / (b[word] + prior[word]))
        values.append(odds[0] - odds[1])
        scores.append((odds[0] - odds[1]) / spread)
    return np.array(values), np.array(scores)


def test_words_that_mark_a_country_equal_the_formula():
    rng = np.random.default_rng(0)
    matrix = rng.poisson(5, (30, 8)).astype(float)
    countries = np.repeat(["NO", "DK", "SE"], 10)
    matrix[countries == "SE", 3] += 9
    table = country_words(built_from(matrix, list(countries)))
    swedish = table[table["country"] == "SE"]
    assert swedish["concept"].iloc[0] == "c3"
    value, z = naive_log_odds(matrix, countries == "SE")
    assert swedish["log_odds"].iloc[0] == pytest.approx(value[3])
    assert swedish["z"].iloc[0] == pytest.approx(z[3])
    assert swedish["frequency"].iloc[0] == matrix[countries == "SE", 3].sum()
    assert (table["z"] > 1.96).all()


def test_equal_use_marks_no_country():
    matrix = np.full((9, 6), 4.0)
    table = country_words(built_from(matrix, list(np.repeat(["NO", "DK", "SE"], 3))))
    assert table.empty


def test_what_the_norms_do_not_use_alike_marks_no_country():
    matrix = np.full((9, 6), 40.0)
    matrix[6:, 3:5] += 90
    countries = list(np.repeat(["NO", "DK", "SE"], 3))

    def swedish(**uneven: float) -> list[str]:
        table = country_words(built_from(matrix, countries, uneven), top=1)
        return table.loc[table["country"] == "SE", "concept"].tolist()

    assert swedish() == ["c3"]
    assert swedish(c3=0.7) == ["c4"], "its place is free for another"
    assert swedish(c3=0.7, c4=0.7) == []


def test_uneven_concepts_come_by_frequency_times_imbalance_with_their_words():
    matrix = np.tile([1.0, 10.0, 20.0, 5.0], (4, 1))
    built = built_from(matrix, ["NO", "NO", "DK", "SE"], {"c0": 1.0, "c1": 0.5, "c2": 0.75})
    table = concepts_to_review(built)
    assert table["concept"].tolist() == ["c2", "c1", "c0"]
    assert table["frequency"].tolist() == [80, 40, 4]
    assert table["harm"].tolist() == [60, 20, 4]
    assert table[UNITS].iloc[0].tolist() == [20, 20, 20, 5]
    assert table[["nb", "nn", "da", "sv"]].iloc[0].tolist() == ["c2", "", "c2", "c2"]
    assert concepts_to_review(built_from(matrix, ["NO", "NO", "DK", "SE"])).empty


def test_exclusions_name_reason_and_countries():
    built = build_vocabulary(units_of(TEXTS), Vocabulary(minimum_documents=2))
    table = exclusions(built)
    assert (table["reason"] != "").all()
    assert set(table["concept"]).isdisjoint(
        built.counts.concepts.loc[built.counts.concepts["shared"], "concept"]
    )
    texts = table[["NO", "DK", "SE"]].sum(axis=1)
    assert texts.is_monotonic_decreasing
    assert len(exclusions(built, top=3)) == 3
