"""Tables for reading: the numbers of the whole tables, in points and few columns."""

import numpy as np
import pandas as pd

from nordtema.report import readable as reading

PAIR = {"country_a": ["NO", "DK"], "country_b": ["DK", "SE"]}
DIFFERENCES = {"difference": [-0.1109, 0.0004], "low": [-0.2034, -0.05], "high": [-0.018, 0.06]}


def test_uneven_concepts_with_their_words_and_units():
    concepts = pd.DataFrame(
        {"concept": ["spørre"], "nb": ["spørre|spør|spurte"], "nn": ["spørje"], "da": ["spørge"],
         "sv": [""], "frequency": [103], "n_nb": [7], "n_nn": [8], "n_da": [6], "n_sv": [0],
         "imbalance": [1.0], "harm": [103.0]}
    )  # fmt: skip
    (row,) = reading.uneven_table(concepts).to_dict("records")
    assert (row["Bokmål"], row["Swedish"]) == ("spørre", "–")
    assert "concept" not in row, "its name in tables is not for readers"
    assert row["units nb/nn/da/sv"] == "7 / 8 / 6 / 0"
    assert (row["imbalance"], row["harm"]) == ("100 %", 103)
    assert reading.uneven_table(concepts.iloc[:0]).empty


def test_own_words_that_mark_a_language_have_a_dagger():
    own = pd.DataFrame(
        {"rank": [1, 2, 4], "concept": ["a", "b", "c"], "words": ["aa", "bb|b", "cc"]}
    )
    audited = pd.DataFrame({"concept": ["a", "b"], "comparable": ["yes", "no"]})
    table = reading.own_words_table(own, audited)
    assert table.to_dict("list") == {"rank": [1, 2], "words": ["aa", "bb|b†"]}
    assert reading.own_words_table(own.iloc[:0], audited).empty


def test_designed_differences():
    planted = pd.DataFrame(
        {**PAIR, **DIFFERENCES, "theme": ["boats", "books"], "designed": [-0.5, 0.0],
         "language_low": [-0.012, np.nan], "language_high": [0.014, np.nan],
         "verdict": ["differs", "not told from language"]}
    )  # fmt: skip
    first, second = reading.designed_table(planted).to_dict("records")
    assert (first["theme"], first["pair"]) == ("boats", "Norway\u00a0− Denmark")
    assert (first["designed"], first["estimated"]) == ("−50.0", "−11.1")
    assert first["interval"].split() == ["−20.3", "to", "−1.8"]
    assert first["language effect"] == "−1.2\u00a0to\u00a01.4"
    assert (second["designed"], second["estimated"]) == ("0", "0")
    assert second["language effect"] == "–"
    assert second["verdict"] == "not told from language"


def test_all_comparisons():
    contrasts = pd.DataFrame(
        {**PAIR, **DIFFERENCES, "topic": [1, 2], "q": [0.004, 1.0], "q_chance": [0.0001, np.nan],
         "crude": [0.12, -0.3], "undone_by": [0.21, np.nan], "detectable": [0.1869, 0.2],
         "verdict": ["a", "b"], "reason": ["", "c"]}
    )  # fmt: skip
    first, second = reading.contrast_table(contrasts).to_dict("records")
    assert (first["q"], first["q chance"], first["crude"]) == (".004", "<\u00a0.001", "+12.0")
    assert (second["q"], second["q chance"], second["undone by"]) == ("1.000", "–", "–")
    assert first["detectable"] == "18.7" and first["undone by"] == "21 %"
    assert (second["verdict"], second["because"]) == ("b", "c")


def test_themes_beside_standard_models():
    themes = pd.DataFrame(
        {"model": ["gensim LDA"] * 2 + ["scikit-learn NMF"] * 2, "topic": [1, 2] * 2,
         "theme": ["boats", "books"] * 2, "similarity": [0.814, 0.1, 0.5, 0.62],
         "found": [1, 0, 1, 1], "found_by": [2, 1, 2, 1], "country_a": ["NO", ""] * 2,
         "country_b": ["DK", ""] * 2, "difference": [0.1, ""] * 2,
         "standard_difference": [0.052, "", -0.03, ""]}
    )  # fmt: skip
    first, second = reading.standard_table(themes).to_dict("records")
    assert first == {
        "theme": "boats", "found by": 2, "pair": "Norway\u00a0− Denmark", "points": "+10.0",
        "gensim LDA": "0.81 (+5.2)", "scikit-learn NMF": "0.50 (−3.0)",
    }  # fmt: skip
    assert (second["pair"], second["points"]) == ("–", "–")
    assert (second["gensim LDA"], second["scikit-learn NMF"]) == ("no counterpart", "0.62")


def test_differences_of_lda_beside_those_of_nmf():
    shared = pd.DataFrame(
        {**PAIR, "theme": ["boats", "books"], "lda_difference": [0.1, -0.2],
         "nmf_difference": [0.2, 0.0], "lda_verdict": ["a", "b"], "nmf_verdict": ["c", "d"]}
    )  # fmt: skip
    second = reading.shared_table(shared).to_dict("records")[1]
    assert second == {"theme": "books", "pair": "Denmark\u00a0− Sweden", "LDA": "−20.0", "NMF": "0",
                      "LDA says": "b", "NMF says": "d"}  # fmt: skip


def test_diagnostics_end_with_the_flag():
    measures = ["npmi", "npmi_nb", "npmi_nn", "npmi_da", "npmi_sv", "exclusivity", "stability",
                "stability_ceiling", "likeness", "share_correlation",
                "language_entropy"]  # fmt: skip
    row = {"topic": 3, **dict.fromkeys(measures, 0.126), "npmi_nn": -0.251, "npmi_sv": np.nan,
           "share_correlation": 0.97, "likeness": 0.91, "stability": 0.8,
           "stability_ceiling": 0.88}  # fmt: skip
    table = reading.diagnostics_table(pd.DataFrame([{**row, "flag": "unstable"}]))
    assert list(table.columns)[-1] == "flag" and len(table.columns) == 13
    found = table.iloc[0]
    assert (found["NPMI"], found["nn"], found["sv"]) == ("0.13", "−0.25", "–")
    assert found["shares alike":"ceiling"].tolist() == ["0.97", "0.91", "0.80", "0.88"]


def test_numbers_that_are_missing_in_a_file_are_dashes():
    """Read again from a file they are empty text, and the whole column is text."""
    contrasts = pd.DataFrame(
        {**PAIR, "topic": [1, 2], "difference": [-0.1, ""], "low": ["", ""], "high": [0.1, ""],
         "crude": [-0.1, ""], "q": ["0.0001", ""], "q_chance": ["", ""], "undone_by": ["", ""],
         "detectable": ["", 0.2], "verdict": ["a", "b"], "reason": ["", ""]}
    )  # fmt: skip
    first, second = reading.contrast_table(contrasts).to_dict("records")
    assert (first["points"], first["q"]) == ("−10.0", "<\u00a0.001")
    assert first["interval"] == first["q chance"] == first["detectable"] == "–"
    numbers = ("points", "interval", "crude", "q", "q chance", "undone by")
    assert {second[name] for name in numbers} == {"–"} and second["detectable"] == "20.0"


def test_what_other_choices_see():
    summary = pd.DataFrame(
        {**PAIR, "theme": ["boats", "books"], "difference": [0.1, -0.02],
         "verdict": ["differs", "cannot be told"], "analyses": 45,
         "counterpart": [1.0, 0.62], "same_sign": [0.978, 0.5], "clear": [0.82, np.nan],
         "against": 0.0, "median": [0.12, -0.01], "smallest": [0.01, -0.2],
         "largest": [0.3, 0.1], "choices": 9, "holds": [4, 0],
         "undone_by": ["test Welch; k 4; k 12; words nouns; model nmf", "k 4"]}
    )  # fmt: skip
    first, second = reading.multiverse_table(summary).to_dict("records")
    seen = [first[name].split()[0] for name in ("counterpart", "same sign", "clear")]
    assert seen == ["100", "98", "82"] and second["clear"] == "–"
    assert first["study"] == "+10.0" and first["range"].split() == ["1.0", "to", "30.0"]
    assert first["holds"] == "4 of 9" and second["undone by"] == "–"
    assert first["undone by"] == "test Welch; k 4; k 12 and 2 more"


def test_concepts_without_topics_are_shown_by_their_headwords():
    excluded = pd.DataFrame(
        {"concept": ["sak_case"], "reason": ["too common"], "NO": [3], "DK": [2], "SE": [0],
         "nb": ["sak|saken"], "nn": [""], "da": ["sag"], "sv": ["ärende|ärendet"]}
    )  # fmt: skip
    assert reading.excluded_table(excluded).to_dict("records") == [
        {"Bokmål": "sak", "Nynorsk": "", "Danish": "sag", "Swedish": "ärende",
         "reason": "too common", "Norway": 3, "Denmark": 2, "Sweden": 0}
    ]  # fmt: skip
