"""Models of each country alone: common themes are found again, others have no counterpart."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from nordtema.languages import COUNTRIES
from nordtema.report.sentences.robustness import national_sentences, own_theme_sentences
from nordtema.robustness.analyses import NO_COUNTERPART, Question
from nordtema.robustness.national import (
    alone,
    national_counts,
    national_models,
    national_themes,
    not_found_again,
    of_one_country,
    side_by_side,
    words_elsewhere,
)
from nordtema.study import Comparison, Topics, Vocabulary
from nordtema.topics.fitting import fit
from nordtema.topics.training import BY_DEFAULT, from_concept_counts
from nordtema.vocabulary.counts import ConceptCounts

FIELD, THEMES, DOCUMENTS = 30, 4, 60
RULES = Vocabulary(minimum_documents=2)
REFITTING = Topics(k=THEMES, refits=2)
LABELS = pd.DataFrame({"topic": range(1, THEMES + 1), "label": ["a", "b", "c", "d"]})
PAIRS = (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))
NORMS = {"NO": "nb", "DK": "da", "SE": "sv"}


@pytest.fixture(scope="module")
def counts() -> ConceptCounts:
    """Four themes that all countries have, but Denmark has in place of the last one its own.

    Its own theme goes under words that only Denmark uses.
    """
    rng = np.random.default_rng(1)
    fields = THEMES + 1
    topics = np.kron(np.eye(fields), rng.gamma(0.7, 1, FIELD)) + 0.002
    topics /= topics.sum(axis=1, keepdims=True)
    rows, countries = [], []
    for code in COUNTRIES:
        present = [0, 1, 2, 4] if code == "DK" else [0, 1, 2, 3]
        own = topics.copy()
        if code != "DK":
            own[:, -FIELD:] = 0
        for _ in range(DOCUMENTS):
            mixture = rng.dirichlet(np.full(4, 0.2)) @ own[present]
            rows.append(rng.multinomial(120, mixture / mixture.sum()))
            countries.append(code)
    matrix = sparse.csr_matrix(np.array(rows), dtype=np.float32)
    names = [f"w{field}.{number:02}" for field in range(fields) for number in range(FIELD)]
    ids = [f"d{number:03}" for number in range(len(rows))]
    units = pd.DataFrame(
        {"unit_id": ids, "doc_id": ids, "country": countries,
         "language": [NORMS[code] for code in countries], "tokens": 120}
    )  # fmt: skip
    used = {code: (matrix[np.array(countries) == code] > 0).sum(axis=0).A1 for code in COUNTRIES}
    concepts = pd.DataFrame({"concept": names, "review": 0.0, "reason": "", "nn": ""})
    for code, norm in NORMS.items():
        concepts[norm] = np.where(used[code] > 0, [f"{name}-{norm}" for name in names], "")
    concepts["shared"] = np.min(list(used.values()), axis=0) > 0
    concepts["light"] = False
    return ConceptCounts(units, concepts, matrix)


@pytest.fixture(scope="module")
def joint(counts):
    return fit("nmf", from_concept_counts(counts), THEMES, 1)


@pytest.fixture(scope="module")
def table(joint, counts):
    models = national_models(joint, counts, RULES, BY_DEFAULT, 1)
    return national_themes(
        joint, models, counts, LABELS, RULES, question_about(counts, joint), REFITTING
    )


def question_about(counts, joint) -> Question:
    documents = counts.units[["doc_id", "country", "tokens"]].assign(writer="")
    rules = Comparison(bootstrap=200)
    return Question(joint, documents, rules, PAIRS, BY_DEFAULT, 1)


def field_of(words: str) -> str:
    """The planted theme that most of these words belong to."""
    fields = [word.split(".")[0] for word in words.split(" · ")]
    return max(sorted(set(fields)), key=fields.count)


def test_each_joint_theme_has_a_row_in_each_country(table):
    matched = table[table["topic"] > 0]
    assert matched.groupby("country").size().to_dict() == dict.fromkeys(COUNTRIES, THEMES)
    taken = matched[matched["national_topic"] > 0]
    assert not taken.duplicated(["country", "national_topic"]).any()
    both = pd.concat([taken, table[table["topic"] == 0]])
    assert both.groupby("country")["national_topic"].apply(sorted).tolist() == [[1, 2, 3, 4]] * 3


def test_common_themes_are_found_again_under_the_countrys_own_words(table, joint):
    fields = [field_of(" · ".join(joint.concepts[c] for c in top)) for top in joint.top(8)]
    matched = table[(table["topic"] > 0) & (table["status"] == "counterpart")]
    common = [field for field in fields if field in ("w0", "w1", "w2")]
    assert len(matched) >= 3 * len(common)
    for row in matched.to_dict("records"):
        assert field_of(row["words"]) == fields[row["topic"] - 1]
        assert all(word.endswith(NORMS[row["country"]]) for word in row["words"].split(" · "))
        assert row["similarity"] > 0.5 and row["margin"] > 0.2


def test_a_theme_of_one_country_alone_is_shown_and_never_forced(table):
    own = table[(table["country"] == "DK") & (table["topic"] == 0)]
    assert [field_of(words) for words in own["words"]] == ["w4"]
    assert own["own_weight"].iloc[0] > 0.8 and own["status"].tolist() == [NO_COUNTERPART]
    assert alone(table)["words"].tolist()[0] == own["words"].iloc[0]
    missing = table[(table["country"] == "DK") & (table["national_topic"] == 0)]
    assert len(missing) == 1 and missing["words"].tolist() == [""]
    told = [text for text in national_sentences(table) if text.startswith("Denmark")]
    assert "has 3 of the 4 themes; no counterpart: “" in told[0]


def test_a_theme_of_one_country_alone_is_a_result_with_its_size(table, counts):
    """Its share of all words is that of the words that only Denmark uses."""
    (row,) = of_one_country(table).to_dict("records")
    danish = counts.matrix[(counts.units["country"] == "DK").to_numpy()]
    planted = (danish[:, -FIELD:].sum(axis=1).A1 / 120).mean()
    assert row["all_words"] == pytest.approx(planted, abs=0.03)
    assert row["low"] < planted < row["high"] and row["high"] - row["low"] < 0.3
    told, _ = own_theme_sentences(table)
    assert told.startswith("Denmark alone has the theme “") and "of all content words" in told
    for changes in ({"similarity": 0.5}, {"elsewhere": 0.5}, {"low": 0.0}):
        assert own_theme_sentences(table.assign(**changes)) == []
    alone_there = table[table["country"] == "DK"]
    assert own_theme_sentences(alone_there) == [], "there is no other country to lack it"


def test_a_theme_of_one_country_alone_is_told_only_if_refits_give_it_again(table):
    """Sharp as it is planted they do; what they do not, or could not look for, is counted."""
    (row,) = of_one_country(table).to_dict("records")
    assert min(row["likeness"], row["share_correlation"]) > 0.9
    rest = table[~table["words"].eq(row["words"])]
    assert rest[["likeness", "share_correlation"]].isna().all(axis=None), "nobody asks for them"
    assert own_theme_sentences(table)[-1].endswith("texts give again.")
    for changes in ({"likeness": 0.7}, {"share_correlation": 0.7}, {"likeness": np.nan}):
        changed = table.assign(**changes)
        assert of_one_country(changed).empty and len(not_found_again(changed)) == 1
        (said,) = own_theme_sentences(changed)
        assert said.startswith("1 theme that one country alone would have is not told")


def test_a_theme_of_which_another_country_speaks_too_is_nobodys_alone(joint, counts, table):
    """Half of Danish words of its own are Norwegian as well: Denmark is not alone with them."""
    (row,) = of_one_country(table).to_dict("records")
    assert row["words_elsewhere"] == 0
    matrix, norway = counts.matrix.tolil(), np.flatnonzero(counts.units["country"] == "NO")
    danish = np.flatnonzero(counts.units["country"] == "DK")
    matrix[norway, -FIELD:] = np.ceil(matrix[danish, -FIELD:].toarray() / 2)
    spoken = replace(counts, matrix=matrix.tocsr())
    models = national_models(joint, counts, RULES, BY_DEFAULT, 1)
    own = national_counts(counts, "DK", RULES)
    shared = words_elsewhere(models["DK"], own, spoken)
    assert shared[row["national_topic"] - 1] == pytest.approx(0.55, abs=0.1)
    for part, told in ((0.24, 1), (0.26, 0)):
        assert len(of_one_country(table.assign(words_elsewhere=part))) == told


def test_beside_a_country_without_a_model_no_theme_is_told_as_of_one_country_alone(table):
    few = table[table["country"] != "SE"]
    lost = table[(table["country"] == "SE") & (table["topic"] > 0)].assign(status="not made")
    beside = pd.concat([few, lost], ignore_index=True)
    assert of_one_country(beside).empty and len(of_one_country(few)) == 1
    (said,) = own_theme_sentences(beside)
    assert said.startswith("No theme is told as of one country alone: Sweden may have it too")


def test_words_that_take_no_part_make_a_theme_smaller_in_all_words(joint, counts):
    """With as many further words in each text themes are half as large."""
    twice = replace(counts, units=counts.units.assign(tokens=240))
    models = national_models(joint, counts, RULES, BY_DEFAULT, 1)
    once, half = (
        national_themes(joint, models, one, LABELS, RULES, question_about(one, joint), REFITTING)
        for one in (counts, twice)
    )
    np.testing.assert_allclose(half["all_words"], once["all_words"] / 2, atol=0.01)
    np.testing.assert_allclose(half["share"], once["share"])


def test_side_by_side_has_a_column_for_each_country(table):
    wide = side_by_side(table)
    assert list(wide.columns) == ["theme", "Norway", "Denmark", "Sweden"]
    assert wide["theme"].tolist() == ["a", "b", "c", "d"]
    assert (wide["Denmark"] == NO_COUNTERPART).sum() == 1
    assert wide["Norway"].str.contains(r"-nb.* \(0\.\d\d\)$|\(1\.00\)$|no counterpart").all()


def test_rare_and_common_concepts_of_a_country_are_left_out(counts):
    own = national_counts(counts, "SE", RULES)
    assert set(own.units["country"]) == {"SE"}
    assert not own.concepts["concept"].str.startswith("w4").any()
    texts = (own.matrix > 0).sum(axis=0).A1
    assert texts.min() >= 2 and texts.max() <= 0.5 * DOCUMENTS


def test_a_country_whose_texts_cannot_carry_a_model_is_named(counts, joint):
    rows = np.flatnonzero((counts.units["country"] != "SE") | (counts.units.index % 60 < 3))
    few = ConceptCounts(
        counts.units.iloc[rows].reset_index(drop=True), counts.concepts, counts.matrix[rows]
    )
    models = national_models(joint, few, RULES, BY_DEFAULT, 1)
    assert set(models) == {"NO", "DK"}
    themes = national_themes(
        joint, models, few, LABELS, RULES, question_about(few, joint), REFITTING
    )
    sweden = themes[themes["country"] == "SE"]
    assert sweden["status"].tolist() == ["not made"] * joint.k
    assert sweden["topic"].tolist() == list(range(1, joint.k + 1))
    assert set(side_by_side(themes)["Sweden"]) == {"not made"}
    assert set(alone(themes)["country"]) <= {"NO", "DK"}
    told = national_sentences(themes)
    assert f"Sweden has no model of its own: its texts cannot carry {joint.k} topics." in told
    nobody = national_themes(joint, {}, few, LABELS, RULES, question_about(few, joint), REFITTING)
    assert set(nobody["status"]) == {"not made"} and len(national_sentences(nobody)) == 3
