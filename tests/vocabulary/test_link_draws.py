"""Links that are probabilities: which words leave their concept, and what the counts then are."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from nordtema.languages import LANGUAGES
from nordtema.study import Vocabulary
from nordtema.vocabulary.link_draws import draws_of_links

RULES = Vocabulary()
NORMS = list(LANGUAGES)
COUNTRY = {"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"}


def links_of(*rows: tuple) -> pd.DataFrame:
    """Rows of concept, language, lemma, method, score, frequency and, if not accepted, status."""
    columns = ["concept", "language", "lemma", "method", "score", "frequency", "status"]
    return pd.DataFrame([(*row, "accepted")[:7] for row in rows], columns=columns)


CAR = [
    ("bil", "nb", "bil", "dictionary", 1.0, 5),
    ("bil", "nn", "bil", "cognate", 0.9, 5),
    ("bil", "da", "bil", "dictionary", 1.0, 5),
    ("bil", "sv", "bil", "identical", 1.0, 5),
]


def drawn(links, counts, rules=RULES, seed=1, concepts=("bil",)):
    """Counts of a text in each norm, as they are where the links hold that are drawn."""
    matrix = sparse.csr_matrix(np.array(counts, dtype=np.float32))
    countries = np.array([COUNTRY[code] for code in NORMS])
    draws = draws_of_links(links, np.array(concepts), rules)
    return draws.drawn(matrix, np.array(NORMS), countries, np.random.default_rng(seed)).toarray()


def test_a_cognate_holds_as_often_as_it_is_probable():
    draws = draws_of_links(links_of(*CAR), np.array(["bil"]), RULES)
    rng = np.random.default_rng(0)
    kept = np.mean([draws.draw(rng)[:, 0] for _ in range(4000)], axis=0)
    assert kept[1] == pytest.approx(0.9, abs=0.02)
    assert kept[[0, 2, 3]].tolist() == [1, 1, 1], "word lists and equal spelling are right"


def test_of_cognates_alone_the_surest_is_what_the_others_hang_on():
    links = links_of(
        ("sol", "nb", "sol", "cognate", 0.95, 5), ("sol", "da", "zol", "cognate", 0.95, 5),
        ("sol", "sv", "soll", "cognate", 0.8, 5),
    )  # fmt: skip
    draws = draws_of_links(links, np.array(["sol"]), RULES)
    of_norm = dict(zip(draws.norms, draws.probability, strict=True))
    assert of_norm == {0: 1.0, 2: 0.95, 3: 0.8}


def test_a_concept_that_a_country_has_lost_takes_no_part():
    """Without its Danish word a concept is no longer shared; without the Nynorsk one it is."""
    danish = links_of(*CAR[:1], ("bil", "da", "bil", "cognate", 0.0, 5), CAR[3])
    assert drawn(danish, [[2], [2], [2], [2]]).sum() == 0
    nynorsk = links_of(CAR[0], ("bil", "nn", "bil", "cognate", 0.0, 5), *CAR[2:])
    assert drawn(nynorsk, [[2], [2], [2], [2]])[:, 0].tolist() == [2, 0, 2, 2]
    in_norms = Vocabulary(shared_words="languages")
    assert drawn(nynorsk, [[2], [2], [2], [2]], in_norms).sum() == 0


def test_of_two_words_of_a_norm_one_may_leave():
    """A third of the Swedish tokens are of a word that does not belong."""
    links = links_of(*CAR, ("bil", "sv", "bill", "cognate", 0.0, 10))
    assert drawn(links, [[3]] * 4)[3, 0] == pytest.approx(1)


def test_links_that_are_not_used_and_concepts_of_no_model_are_left_out():
    links = links_of(
        *CAR, ("bil", "da", "bild", "cognate", 0.8, 5, "rejected"),
        ("sol", "da", "sol", "cognate", 0.9, 5),
    )  # fmt: skip
    draws = draws_of_links(links, np.array(["bil"]), RULES)
    assert len(draws.columns) == 4 and draws.width == 1


def test_some_of_the_concepts_keep_their_words():
    links = links_of(*CAR, ("sol", "nb", "sol", "dictionary", 1.0, 3))
    draws = draws_of_links(links, np.array(["bil", "sol"]), RULES)
    only = draws.of(np.array([1]))
    assert only.width == 1 and only.columns.tolist() == [0] and only.frequency.tolist() == [3]
    turned = draws.of(np.array([1, 0]))
    assert sorted(turned.columns) == [0, 1, 1, 1, 1]


def test_draws_repeat_with_their_seed():
    names = [f"c{n}" for n in range(20)]
    sure = [(name, "nb", name, "identical", 1.0, 5) for name in names]
    links = links_of(*sure, *[(name, "da", name, "cognate", 0.5, 5) for name in names])
    counts = np.ones((4, 20))
    one, again, other = (drawn(links, counts, RULES, seed, names) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()
