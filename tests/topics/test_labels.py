"""Names of themes: the researcher's follow the theme, automatic ones say what is its own."""

import numpy as np
import pandas as pd
import pytest
from topic_corpora import model_of

from nordtema.report.sentences.topics import weak_matches
from nordtema.study import StudyError
from nordtema.topics.labels import automatic_labels, label_topics, read_labels

NAMES = ["skole", "elev", "lærer", "fisk", "båt", "havn", "lege", "syk", "sykehus", "år"]
TOPICS = np.array(
    [
        [9, 8, 7, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 5],
        [0.1, 0.1, 0.1, 9, 8, 7, 0.1, 0.1, 0.1, 5],
        [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 9, 8, 7, 5],
    ]
)
OWN = pd.DataFrame(
    [("", "Education", "skole elev"), ("", "The sea", "fisk havn"), ("nmf", "Health", "lege")],
    columns=["model", "label", "concepts"],
)


def model(order=(0, 1, 2), name="lda"):
    return model_of(TOPICS[list(order)], name, NAMES)


def test_automatic_labels_are_exclusive_concepts():
    labels = automatic_labels(model())
    assert labels == ["skole · elev · lærer", "fisk · båt · havn", "lege · syk · sykehus"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_own_labels_follow_the_theme_wherever_it_stands(order):
    named = label_topics(model(order), OWN)
    assert named["topic"].tolist() == [1, 2, 3]
    wanted = {0: "Education", 1: "The sea", 2: "lege · syk · sykehus"}
    assert named["label"].tolist() == [wanted[topic] for topic in order]
    assert named["source"].tolist() == ["automatic" if t == 2 else "own" for t in order]
    assert named["similarity"].isna().tolist() == [t == 2 for t in order]


def test_labels_of_one_model_are_not_given_to_the_other():
    assert "Health" not in label_topics(model(), OWN)["label"].tolist()
    assert label_topics(model(name="nmf"), OWN)["label"].tolist() == [
        "Education", "The sea", "Health",
    ]  # fmt: skip


def test_no_match_is_forced():
    own = pd.DataFrame([("", "Space", "rakett måne")], columns=OWN.columns)
    assert set(label_topics(model(), own)["source"]) == {"automatic"}


def test_a_topic_gets_one_label():
    own = pd.DataFrame([("", "A", "skole elev lærer"), ("", "B", "skole")], columns=OWN.columns)
    named = label_topics(model(), own)
    assert named["label"].iloc[0] == "A"
    assert (named["label"] == "A").sum() == 1


def test_a_weak_match_is_a_warning_that_names_label_and_topic():
    own = pd.DataFrame(
        [("", "Education", "skole elev"), ("", "Weather", "år rakett måne sol")],
        columns=OWN.columns,
    )
    named = label_topics(
        model_of([*TOPICS.tolist(), [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.2]], names=NAMES), own
    )
    warnings = weak_matches(named)
    assert all("Education" not in line for line in warnings)
    weak = named[(named["label"] == "Weather") & (named["similarity"] < 0.2)]
    assert len(warnings) == len(weak)
    forced = named.assign(source="own", similarity=[0.9, 0.19, 0.21, 0.05])
    lines = weak_matches(forced)
    assert len(lines) == 2 and "topic 2" in lines[0] and "0.19" in lines[0] and "\n" not in lines[0]


@pytest.mark.parametrize("separator", [" ", "; ", ", ", "|"])
def test_concepts_may_be_separated_in_any_usual_way(separator):
    own = pd.DataFrame([("", "The sea", separator.join(["Fisk", "båt"]))], columns=OWN.columns)
    assert label_topics(model(), own)["label"].iloc[1] == "The sea"


def test_a_multi_word_concept_can_be_named():
    names = ["sosial medium", *NAMES[1:]]
    own = pd.DataFrame([("", "Online", "sosial medium, elev")], columns=OWN.columns)
    named = label_topics(model_of(TOPICS, names=names), own)
    both = label_topics(model(), pd.DataFrame([("", "Online", "skole, elev")], columns=OWN.columns))
    assert named["similarity"].iloc[0] == pytest.approx(both["similarity"].iloc[0])


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("lsa,Sea,fisk\n", ("row 2", "lsa", "lda or nmf")),
        (",Sea,fisk\n,,skole\n", ("row 3", "label and concepts")),
        (",Sea,\n", ("row 2", "label and concepts")),
    ],
)
def test_errors_are_one_line_that_names_file_and_row(tmp_path, rows, named):
    path = tmp_path / "labels.csv"
    path.write_text("model,label,concepts\n" + rows, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_labels(path)
    assert str(error.value).startswith("labels.csv: ") and "\n" not in str(error.value)
    assert all(part in str(error.value) for part in named)


def test_labels_are_read(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("model;label;concepts\nlda;Sea;fisk båt\n;School;skole\n", encoding="utf-8")
    assert read_labels(path)["label"].tolist() == ["Sea", "School"]
