"""A claim carries its doubt, and leads only if nothing speaks against it."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.claims import Evidence, claims_of

CONTRASTS = pd.DataFrame(
    [(1, "NO", "DK", 0.1, 0.02, 0.18, 0.01, "differs"),
     (2, "NO", "DK", -0.1, -0.18, -0.02, 0.01, "differs"),
     (3, "NO", "DK", 0.1, 0.02, 0.18, 0.01, "differs"),
     (4, "NO", "DK", 0.1, -0.1, 0.3, 0.4, "cannot be told")],
    columns=["topic", "country_a", "country_b", "difference", "low", "high", "q", "verdict"],
).assign(reason="", detectable=0.1, undone_by=0.2, language_effect=0.0, language_low=-0.01,
         language_high=0.01, checked=1)  # fmt: skip
PREVALENCE = pd.DataFrame(
    [(topic, group, mean, 30, 12) for topic in range(1, 5)
     for group, mean in (("NO", 0.3), ("DK", 0.2))],
    columns=["topic", "country", "mean", "documents", "clusters"],
).assign(mean_all_words=0.1)  # fmt: skip


def evidence(**changed):
    given = {
        "contrasts": CONTRASTS, "prevalence": PREVALENCE,
        "diagnostics": pd.DataFrame({"topic": range(1, 5), "share_correlation": 0.99,
                                     "flag": ["", "one country", "", ""]}),
        "labels": pd.DataFrame({"topic": range(1, 5), "label": list("abcd")}),
        "control": pd.DataFrame({"control": ["own"]}),
        "codes": pd.DataFrame(columns=["topic", "group_a", "group_b", "corrected", "low", "high"]),
        "held": pd.DataFrame({"topic": [1, 3], "country_a": "NO", "country_b": "DK",
                              "analyses": 20, "same_sign": [1.0, 0.9], "clear": [0.8, 0.7],
                              "against": [0.0, 0.05], "choices": 6, "holds": [6, 5],
                              "undone_by": ["", "unit: none"]}),
        "standard": pd.DataFrame({"model": ["x", "y"], "topic": [1, 1], "found_by": [2, 2]}),
        "cluster": ("author", "section"),
    }  # fmt: skip
    return Evidence(**{**given, **changed})


@pytest.fixture
def claims():
    return claims_of("lda", evidence()).set_index("topic")


def test_what_differs_leads_unless_it_is_flagged_or_turned_round(claims):
    assert claims["leads"].to_dict() == {1: 1, 2: 0, 3: 0, 4: 0}


def test_a_claim_has_an_id_shares_units_and_what_others_say(claims):
    first = claims.loc[1]
    assert first["claim"] == "lda-01-NO-DK" and first["label"] == "a"
    assert (first["share_a"], first["share_b"], first["clusters_a"]) == (0.3, 0.2, 12)
    assert first["unit"] == "author × section" and first["found_by"] == 2
    assert first["standard_models"] == 2 and first["analyses"] == 20
    assert claims.loc[3, "undone_by_choice"] == "unit: none" and first["holds"] == 6
    assert first["share_of_all_b"] == 0.1
    assert np.isnan(claims.loc[2, "analyses"]) and np.isnan(claims.loc[2, "corrected"])


def test_codes_are_taken_over_with_their_own_interval():
    codes = pd.DataFrame({"topic": [2], "group_a": "NO", "group_b": "DK", "corrected": -0.05,
                          "difference": -0.1, "low": -0.09, "high": -0.01})  # fmt: skip
    row = claims_of("lda", evidence(codes=codes)).set_index("topic").loc[2]
    assert (row["corrected"], row["corrected_low"], row["corrected_high"]) == (-0.05, -0.09, -0.01)
    assert (row["low"], row["high"]) == (-0.18, -0.02)


def test_without_the_robustness_part_claims_are_made_all_the_same():
    table = claims_of("nmf", evidence(held=None, standard=None, cluster=()))
    assert table["leads"].tolist() == [1, 0, 1, 0] and (table["unit"] == "document").all()
    assert table["found_by"].isna().all() and table["against"].isna().all()


def test_ids_are_plain_and_apart_whatever_groups_are_called():
    names = {"NO": "A/B", "DK": "A B"}
    contrasts = CONTRASTS.head(1).replace({"country_a": names, "country_b": names})
    prevalence = PREVALENCE.replace({"country": names})
    held = pd.DataFrame(columns=["topic", "country_a", "country_b", "analyses", "same_sign",
                                 "clear", "against", "choices", "holds", "undone_by"])  # fmt: skip
    table = claims_of("lda", evidence(contrasts=contrasts, prevalence=prevalence, held=held))
    assert table["claim"].tolist() == ["lda-01-A_B-A_B~2"]


def test_where_no_cluster_holds_two_documents_the_unit_is_a_document():
    """Such as where no author is known: a text without one stands by itself."""
    each = PREVALENCE.assign(clusters=PREVALENCE["documents"])
    assert (claims_of("lda", evidence(prevalence=each))["unit"] == "document").all()
