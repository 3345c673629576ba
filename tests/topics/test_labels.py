"""Names of themes: the researcher's follow the theme, automatic ones say what is its own."""

import numpy as np
import pandas as pd
import pytest
from topic_corpora import model_of

from nordtema import topics
from nordtema.report.sentences.topics import unused_labels, weak_matches
from nordtema.study import StudyError
from nordtema.topics.labels import label_topics, read_labels

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


def words_of(model) -> pd.DataFrame:
    """Words of each topic whose order by FREX is that of weight, but for the last of all."""
    shown = np.delete(model.concepts, 9).tolist()
    rows = [
        (topic + 1, rank, name, f"{name}|{name}er", "", f"{name}.da", "")
        for topic, weights in enumerate(np.delete(model.topics, 9, axis=1))
        for rank, name in enumerate([shown[c] for c in np.argsort(-weights, kind="stable")], 1)
    ]
    return pd.DataFrame(rows, columns=["topic", "frex_rank", "concept", "nb", "nn", "da", "sv"])


def named_by(model, own: pd.DataFrame | None = None) -> pd.DataFrame:
    return label_topics(model, words_of(model), own)


def test_a_theme_is_called_by_its_first_words():
    labels = named_by(model())["label"].tolist()
    assert labels == ["skole · elev · lærer", "fisk · båt · havn", "lege · syk · sykehus"]


def test_the_name_of_a_concept_is_no_label():
    words = words_of(model()).assign(concept="sak_case", nb="")
    assert label_topics(model(), words)["label"].iloc[0] == "skole.da · elev.da · lærer.da"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_own_labels_follow_the_theme_wherever_it_stands(order):
    named = named_by(model(order), OWN)
    assert named["topic"].tolist() == [1, 2, 3]
    wanted = {0: "Education", 1: "The sea", 2: "lege · syk · sykehus"}
    assert named["label"].tolist() == [wanted[topic] for topic in order]
    assert named["source"].tolist() == ["automatic" if t == 2 else "own" for t in order]
    assert named["similarity"].isna().tolist() == [t == 2 for t in order]


def test_labels_of_one_model_are_not_given_to_the_other():
    assert "Health" not in named_by(model(), OWN)["label"].tolist()
    assert named_by(model(name="nmf"), OWN)["label"].tolist() == [
        "Education", "The sea", "Health",
    ]  # fmt: skip


def test_no_match_is_forced():
    own = pd.DataFrame([("", "Space", "rakett måne")], columns=OWN.columns)
    assert set(named_by(model(), own)["source"]) == {"automatic"}


def test_a_topic_gets_one_label():
    own = pd.DataFrame([("", "A", "skole elev lærer"), ("", "B", "skole")], columns=OWN.columns)
    named = named_by(model(), own)
    assert named["label"].iloc[0] == "A"
    assert (named["label"] == "A").sum() == 1


def test_a_weak_match_is_a_warning_that_names_label_and_topic():
    own = pd.DataFrame(
        [("", "Education", "skole elev"), ("", "Weather", "år rakett måne sol")],
        columns=OWN.columns,
    )
    named = named_by(
        model_of([*TOPICS.tolist(), [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.2]], names=NAMES), own
    )
    warnings = weak_matches(named)
    assert all("Education" not in line for line in warnings)
    weak = named[(named["label"] == "Weather") & (named["similarity"] < 0.2)]
    assert len(warnings) == len(weak)
    forced = named.assign(source="own", similarity=[0.9, 0.19, 0.21, 0.05])
    lines = weak_matches(forced)
    assert len(lines) == 2 and "topic 2" in lines[0] and "0.19" in lines[0] and "\n" not in lines[0]


def test_a_label_that_no_theme_has_got_is_told_with_its_row_and_the_nearest_theme(tmp_path):
    rows = ",A,skole elev lærer\n,B,skole\nlda,Space,romskip galakse\nnmf,Health,lege\n"
    rows += ",C,fisk\n,D,lege\n"
    path = tmp_path / "names.csv"
    path.write_text(f"model,label,concepts\n{rows}", encoding="utf-8")
    unused = topics.unused_labels(model(), path)
    first, second = unused_labels(unused, {1: "A", 2: "fisk", 3: "lege"})
    assert first.startswith("names.csv: row 3: no theme is called 'B': the nearest is theme 1, “A”")
    assert second.startswith("names.csv: row 4: no theme is called 'Space': the model knows none")
    assert unused_labels(topics.unused_labels(model(), None), {}) == []
    path.write_text("model,label,concepts\nnmf,Health,lege\n", encoding="utf-8")
    assert unused_labels(topics.unused_labels(model(), path), {}) == []


@pytest.mark.parametrize("separator", [" ", "; ", ", ", "|"])
def test_concepts_may_be_separated_in_any_usual_way(separator):
    own = pd.DataFrame([("", "The sea", separator.join(["Fisk", "båt"]))], columns=OWN.columns)
    assert named_by(model(), own)["label"].iloc[1] == "The sea"


def test_a_multi_word_concept_can_be_named():
    names = ["sosial medium", *NAMES[1:]]
    own = pd.DataFrame([("", "Online", "sosial medium, elev")], columns=OWN.columns)
    named = named_by(model_of(TOPICS, names=names), own)
    both = named_by(model(), pd.DataFrame([("", "Online", "skole, elev")], columns=OWN.columns))
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
