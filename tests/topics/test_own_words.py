"""Words of one country alone, attached to the themes by co-occurrence."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from topic_corpora import model_of

from nordtema.topics.own_words import MINIMUM_LIFT, MINIMUM_UNITS, own_words_of_countries
from nordtema.vocabulary.counts import ConceptCounts

#: concepts 0 and 1 are shared and are the two themes; the others are one country's own
NAMES = ["school", "sea", "fika", "rökt", "dugnad", "overalt", "sjelden"]
COLUMNS = ["topic", "country", "rank", "concept", "words", "texts", "weight", "lift"]


@pytest.fixture(scope="module")
def counts() -> ConceptCounts:
    rows, countries = [], []
    for code, own in (("NO", 4), ("SE", 2)):
        for number in range(20):
            row = np.zeros(len(NAMES))
            row[number % 2] = 5
            if number % 2 == 0:
                row[own] = 2  # fika and dugnad go with school
            if code == "SE" and number % 2:
                row[3] = 1
            row[5] = 1
            row[6] = number < MINIMUM_UNITS - 1
            rows.append(row)
            countries.append(code)
    language = {"NO": "nb", "SE": "sv"}
    units = pd.DataFrame({"country": countries, "language": [language[c] for c in countries]})
    concepts = pd.DataFrame({"concept": NAMES, "shared": [True, True] + [False] * 5})
    for code in ("nb", "nn", "da", "sv"):
        concepts[code] = [f"{name}.{code}|{name}er" for name in NAMES]
    return ConceptCounts(units, concepts, sparse.csr_matrix(np.array(rows, dtype=np.float32)))


@pytest.fixture(scope="module")
def table(counts) -> pd.DataFrame:
    model = model_of(np.eye(2) + 1e-6)
    return own_words_of_countries(model, counts, model.transform(counts.matrix[:, :2].tocsr()))


def words(table: pd.DataFrame, topic: int, country: str) -> list[str]:
    return table[(table["topic"] == topic) & (table["country"] == country)]["concept"].tolist()


def test_a_countrys_own_words_go_to_the_theme_they_stand_with(table):
    assert list(table.columns) == COLUMNS
    assert words(table, 1, "SE") == ["fika"] and words(table, 2, "SE") == ["rökt"]
    assert words(table, 1, "NO") == ["dugnad"] and words(table, 2, "NO") == []


def test_shared_common_and_rare_words_are_left_out(table):
    assert set(table["concept"]).isdisjoint({"school", "sea", "overalt", "sjelden"})
    assert (table["lift"] >= MINIMUM_LIFT).all() and (table["texts"] >= MINIMUM_UNITS).all()


def test_weight_and_lift_are_those_of_the_texts_that_use_the_word(counts, table):
    shares = model_of(np.eye(2) + 1e-6).transform(counts.matrix[:, :2].tocsr())
    swedish = (counts.units["country"] == "SE").to_numpy()
    used = counts.matrix.toarray()[:, 2]
    expected = np.average(shares[swedish, 0], weights=used[swedish])
    row = table[table["concept"] == "fika"].iloc[0]
    assert row["weight"] == pytest.approx(expected)
    assert row["lift"] == pytest.approx(expected / shares[swedish, 0].mean())
    assert row["texts"] == 10 and row["words"] == "fika.sv"


def test_words_are_shown_in_the_norms_of_the_country(table):
    assert table[table["concept"] == "dugnad"]["words"].tolist() == ["dugnad.nb|dugnad.nn"]


@pytest.mark.parametrize(("swedish", "told"), [(3, True), (4, False)])
def test_a_word_that_another_country_uses_as_well_is_not_its_own(counts, swedish, told):
    matrix = counts.matrix.toarray()
    assert (matrix[:20, 4] > 0).sum() == 10, "of twenty Norwegian texts"
    matrix[20 : 20 + swedish, 4] = 1
    changed = ConceptCounts(counts.units, counts.concepts, sparse.csr_matrix(matrix))
    model = model_of(np.eye(2) + 1e-6)
    shares = model.transform(counts.matrix[:, :2].tocsr())
    found = own_words_of_countries(model, changed, shares)
    assert ("dugnad" in words(found, 1, "NO")) == told
    assert "dugnad" not in words(found, 1, "SE") + words(found, 2, "SE")


def test_at_most_so_many_words(counts):
    model = model_of(np.eye(2) + 1e-6)
    shares = model.transform(counts.matrix[:, :2].tocsr())
    assert len(own_words_of_countries(model, counts, shares, top=0)) == 0
