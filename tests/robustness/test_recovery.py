"""Does the model find what was planted? Exact on a toy."""

import numpy as np
import pandas as pd
import pytest

from nordtema.report.sentences.report import BY_FIRST_THEME, designed_sentence
from nordtema.robustness.recovery import (
    designed_contrasts,
    read_design,
    recovery_table,
    theme_topics,
)

TOY = pd.DataFrame(
    [
        ("d1", "NO", 0.8, 0.1, 0.1),
        ("d2", "DK", 0.7, 0.2, 0.1),
        ("d3", "SE", 0.2, 0.7, 0.1),
        ("d4", "NO", 0.1, 0.1, 0.8),
        ("d5", "SE", 0.6, 0.1, 0.3),  # planted: health, largest: topic 1
        ("d6", "NO", 0.4, 0.3, 0.3),  # no planted theme
    ],
    columns=["doc_id", "country", "topic_1", "topic_2", "topic_3"],
).assign(language="nb")
DOCUMENTS = pd.DataFrame(
    {"doc_id": [f"d{n}" for n in range(1, 7)],
     "theme": ["school", "school", "sea", "health", "health", ""]}
)  # fmt: skip


@pytest.mark.parametrize(
    ("content", "themes"),
    [("theme,description,NO,DK,SE\nsea,at sea,0.5,0.25,0.25\n", ["sea"]),
     ("theme,NO,DK\nsea,0.5,0.25\n", ["sea"]), ("theme,FI\nsea,0.5\n", None),
     ("sample,weight\na,2\n", None),
     ("theme,NO,DK,SE\nsea,many,few,none\n", None)],
)  # fmt: skip
def test_a_file_of_another_kind_is_no_design(tmp_path, content, themes):
    (tmp_path / "design.csv").write_text(content)
    design = read_design(tmp_path / "design.csv")
    assert (design if design is None else design["theme"].tolist()) == themes
    assert themes is None or design["NO"].tolist() == [0.5]


def test_the_table_is_exact():
    table = recovery_table("lda", DOCUMENTS, TOY).set_index("theme")
    assert table.index.tolist() == ["all", "health", "school", "sea"]
    assert set(table["model"]) == {"lda"}
    assert table["topic"].to_dict() == {"all": 0, "health": 3, "school": 1, "sea": 2}
    assert table["documents"].to_dict() == {"all": 5, "health": 2, "school": 2, "sea": 1}
    assert table["agreement"].to_dict() == pytest.approx(
        {"all": 0.8, "health": 0.5, "school": 1.0, "sea": 1.0}
    )
    assert table.loc["all", ["NO", "DK", "SE"]].tolist() == [1.0, 1.0, 0.5]
    assert table.loc["health", ["NO", "SE"]].tolist() == [1.0, 0.0]
    assert np.isnan(table.loc["health", "DK"]) and np.isnan(table.loc["sea", "NO"])


def test_topics_may_stand_in_any_order():
    moved = TOY.rename(columns={"topic_1": "topic_2", "topic_2": "topic_3", "topic_3": "topic_1"})
    columns = ["doc_id", "country", "language", "topic_1", "topic_2", "topic_3"]
    table = recovery_table("nmf", DOCUMENTS, moved[columns]).set_index("theme")
    assert table["topic"].to_dict() == {"all": 0, "health": 1, "school": 2, "sea": 3}
    assert table.loc["all", "agreement"] == pytest.approx(0.8)


def test_more_themes_than_topics_leave_some_without_one():
    themes = np.array(["a", "b", "c"])
    topic_of = theme_topics(themes, np.array([[0.9, 0.1], [0.1, 0.9], [0.5, 0.5]]))
    assert len(topic_of) == 2 and set(topic_of.values()) == {0, 1}
    assert topic_of["a"] == 0 and topic_of["b"] == 1


def test_a_theme_without_a_topic_is_never_right():
    two = TOY.drop(columns="topic_3")
    table = recovery_table("lda", DOCUMENTS, two)
    lost = table[(table["topic"] == 0) & (table["theme"] != "all")]
    assert len(lost) <= 1 and (lost["agreement"] == 0).all()


def test_a_large_topic_is_not_every_themes_match():
    """Topic 1 is large everywhere; the themes are told apart by the topics that rise with them."""
    themes = np.array(["sea"] * 5 + ["land"] * 5)
    shares = np.array([[0.6, 0.35, 0.05]] * 5 + [[0.6, 0.05, 0.35]] * 5)
    assert theme_topics(themes, shares) == {"land": 2, "sea": 1}


def test_designed_and_estimated_differences_side_by_side():
    design = pd.DataFrame(
        {"theme": ["sea", "land", "air"], "NO": [0.3, 0.2, 0.1], "DK": [0.1, 0.2, 0.1],
         "SE": [0.1, 0.25, 0.1]}
    )  # fmt: skip
    columns = ["topic", "country_a", "country_b", "difference", "low", "high", "language_effect",
               "language_low", "language_high", "verdict"]  # fmt: skip
    rows = [
        (topic, a, b, 0.01 * topic, 0, 1, 0, 0, 0, verdict)
        for topic, verdict in ((1, "cannot be told"), (2, "differs"))
        for a, b in (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))
    ]
    table = designed_contrasts(design, {"sea": 1, "land": 0}, pd.DataFrame(rows, columns=columns))
    assert list(table.columns) == ["theme", "topic", "country_a", "country_b", "designed",
                                   *columns[3:]]  # fmt: skip
    assert table["theme"].tolist()[:2] == ["sea", "sea"] and len(table) == 6
    np.testing.assert_allclose(table["designed"], [0.2, 0.2, -0.05, -0.05, 0, 0], atol=1e-12)
    assert (table.loc[table["theme"] == "sea", "difference"] == 0.02).all()
    assert designed_sentence(table).removesuffix(f" {BY_FIRST_THEME}") == (
        "Of 2 planted differences of 10 points or more 2 are called different: planted as 20.0 "
        "points, found as 2.0 points. Of 2 planted differences of less than 10 points none is "
        "called different: planted as 5.0 points, found as −1.0 points. Of 2 comparisons planted "
        "as equal 1 is called different; at most they are found 2.0 points apart."
    )
    assert designed_sentence(table.head(0)) == ""
    equal = designed_sentence(table.tail(2))
    assert equal.startswith("No difference is planted. Of 2 comp") and "smaller as" not in equal
    assert "No difference of less than 10 points is planted." in designed_sentence(table.head(2))
    assert "No two groups are planted as equal in any theme." in designed_sentence(table.head(4))


def test_differences_are_of_the_countries_that_shares_were_designed_for():
    pairs = [("NO", "DK"), ("NO", "SE"), ("DK", "SE")]
    numbers = dict.fromkeys(("difference", "low", "high", "language_effect", "language_low",
                             "language_high"), 0.1)  # fmt: skip
    contrasts = pd.DataFrame(
        [{"topic": 1, "country_a": a, "country_b": b, "verdict": "", **numbers} for a, b in pairs]
    )
    design = pd.DataFrame({"theme": ["sea"], "NO": [0.5], "SE": [0.2]})
    table = designed_contrasts(design, {"sea": 0}, contrasts)
    assert table[["country_a", "country_b"]].to_numpy().tolist() == [["NO", "SE"]]
    assert table["designed"].tolist() == [pytest.approx(0.3)]
