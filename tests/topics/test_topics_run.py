"""From counts to a described model: what the notebook calls."""

import numpy as np
import pandas as pd
import pytest
from topic_corpora import concept_counts, simulate

from nordtema.study import StudyError, Topics
from nordtema.topics.run import (
    document_topics,
    fit_and_describe,
    name_topics,
    score_grid,
    select_k,
    topic_table,
)
from nordtema.topics.selection import SCORED
from nordtema.topics.stability import MEASURES
from nordtema.topics.training import BY_DEFAULT

RULES = Topics(k=5, refits=2)


def quiet(line: str) -> None:
    pass


@pytest.fixture(scope="module", params=["lda", "nmf"])
def described(request):
    counts = concept_counts(simulate(1, documents=40), units_a_document=2)
    return counts, fit_and_describe(request.param, counts, 5, RULES, BY_DEFAULT, quiet)


def test_a_fixed_number_of_topics_needs_no_scores():
    nothing = pd.DataFrame(columns=list(SCORED))
    for table in select_k({"lda": nothing, "nmf": nothing}, RULES).values():
        marked = table[["k", "chosen", "runner_up", "own_choice"]]
        assert marked.to_numpy().tolist() == [[5, 1, 0, 0]]
        assert table[[*SCORED[1:], "score", "study_score"]].isna().all(axis=None)


def test_auto_asks_the_grid_of_both_models():
    counts = concept_counts(simulate(1, documents=30))
    rules = Topics(k="auto", k_grid=(3, 5), refits=2)
    heard = []
    scores = {m: score_grid(m, counts, rules, BY_DEFAULT, heard.append) for m in ("lda", "nmf")}
    assert len(heard) == 2 and all("2" in line for line in heard)
    tables = select_k(scores, rules)
    fixed = select_k(scores, RULES)
    for model, table in tables.items():
        assert table["k"].tolist() == [3, 5] and table["chosen"].sum() == 1
        assert table["chosen"].tolist() == tables["nmf"]["chosen"].tolist()
        assert list(table.columns) == list(fixed[model].columns)


def test_parts_fit_together(described):
    counts, fitted = described
    assert fitted.shares.shape == (len(counts.units), 5)
    assert len(fitted.diagnostics) == 5
    assert fitted.diagnostics[["stability", "stability_ceiling"]].stack().between(0, 1).all()
    assert (fitted.diagnostics[["likeness", "share_correlation"]] > 0.5).all(axis=None)


def test_documents_have_a_row_each_that_sums_to_one(described):
    counts, fitted = described
    table = document_topics(fitted, counts)
    assert list(table.columns) == [
        "doc_id", "country", "language", *(f"topic_{n}" for n in range(1, 6)),
    ]  # fmt: skip
    assert table["doc_id"].tolist() == sorted(set(counts.units["doc_id"]))
    shares = table.filter(like="topic_").to_numpy()
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    units = counts.units["doc_id"] == table["doc_id"].iloc[3]
    expected = np.average(fitted.shares[units], axis=0, weights=counts.units["tokens"][units])
    np.testing.assert_allclose(shares[3], expected)


def test_a_document_without_a_known_concept_has_no_row_and_the_longest_part_names_the_norm(
    described,
):
    counts, fitted = described
    units = counts.units.copy()
    units.loc[0, ["language", "tokens"]] = ["nn", 500]
    shares = fitted.shares.copy()
    shares[2:4] = 0
    changed = type(counts)(units, counts.concepts, counts.matrix)
    table = document_topics(type(fitted)(fitted.model, shares, fitted.diagnostics), changed)
    assert "d0001" not in table["doc_id"].tolist() and len(table) == 59
    assert table.loc[table["doc_id"] == "d0000", "language"].tolist() == ["nn"]


def test_the_table_of_topics(described):
    counts, fitted = described
    named = name_topics(fitted.model, counts, None)
    concept = counts.concepts["concept"].iloc[counts.shared[0]]
    audited = pd.DataFrame({"concept": [concept, "elsewhere"], "comparable": ["no", "yes"]})
    table = topic_table(fitted.model, counts, named, audited)
    assert list(table.columns) == [
        "topic", "label", "rank", "concept", "weight", "frex", "frex_rank", "nb", "nn", "da", "sv",
        "comparable",
    ]  # fmt: skip
    for topic, part in table.groupby("topic"):
        assert part["rank"].tolist()[:30] == list(range(1, 31))
        assert set(range(1, 31)) <= set(part["frex_rank"])
        assert part["weight"].is_monotonic_decreasing
        assert set(part["label"]) == {named["label"].iloc[topic - 1]}
    uneven = table["concept"] == concept
    assert set(table["comparable"][uneven]) <= {"no"}
    assert set(table["comparable"][~uneven]) == {"not seen"}
    first = table.iloc[0]
    assert first["sv"] == f"{first['concept']}sv"


def test_too_few_texts_have_no_stability():
    counts = concept_counts(simulate(1, documents=2))
    fitted = fit_and_describe("nmf", counts, 5, RULES, BY_DEFAULT, quiet)
    assert fitted.diagnostics[list(MEASURES)].isna().all(axis=None)
    assert not fitted.diagnostics["flag"].str.contains("unstable").any()


@pytest.mark.parametrize(
    ("k", "told"), [(50, r"^topics\.k = 50: more topics .*[(]6 texts.*or fewer$"),
                    (7, "choose 3 or fewer")]
)  # fmt: skip
def test_texts_that_cannot_carry_the_topics_are_told_in_one_line(k, told):
    counts = concept_counts(simulate(3, documents=2))
    with pytest.raises(StudyError, match=told):
        fit_and_describe("nmf", counts, k, RULES, BY_DEFAULT, quiet)


def test_texts_without_common_words_are_told_with_the_remedy():
    counts = concept_counts(simulate(3, documents=2))
    counts.concepts["shared"] = False
    with pytest.raises(StudyError, match=r'too few words .*minimum_documents=1 .*=any", all'):
        score_grid("nmf", counts, Topics(k="auto", k_grid=(3, 5), refits=2), BY_DEFAULT, quiet)


def test_concepts_that_are_not_shared_take_no_part():
    counts = concept_counts(simulate(1, documents=20))
    counts.concepts.loc[counts.concepts.index[::2], "shared"] = False
    fitted = fit_and_describe("nmf", counts, 4, RULES, BY_DEFAULT, quiet)
    assert set(fitted.model.concepts) == set(
        counts.concepts.loc[counts.concepts["shared"], "concept"]
    )
    assert isinstance(fitted.diagnostics, pd.DataFrame)
