"""Reading codes.csv, the coded shares, and how far coders agree."""

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.codes import (
    agreement,
    coders_table,
    coding_of,
    read_codes,
    with_published_ids,
)
from nordtema.study import StudyError

LABELS = pd.DataFrame({"topic": [1, 2, 3], "label": ["Sea", "School", "Garden"]})
KNOWN = pd.Series(["a", "b", "c", "d", "dropped"])
SAMPLE = np.array(["d", "c", "b", "a"])


def codes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["doc_id", "theme", "coder"])


def written(tmp_path, content: str):
    path = tmp_path / "codes.csv"
    path.write_text(content, encoding="utf-8")
    return path


def line_of(error: pytest.ExceptionInfo) -> str:
    message = str(error.value)
    assert message.startswith("codes.csv: ") and "\n" not in message
    return message


# ---------------------------------------------------------------- reading


def test_codes_are_read_as_text_with_or_without_a_coder(tmp_path):
    table = read_codes(written(tmp_path, "doc_id;theme;coder\n007; Sea ;K\n007;;L\n"))
    assert table.to_numpy().tolist() == [["007", "Sea", "K"], ["007", "", "L"]]
    alone = read_codes(written(tmp_path, "theme,doc_id,note\n2,a,x\n,b,\n"))
    assert alone.to_numpy().tolist() == [["a", "2", ""], ["b", "", ""]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("doc_id,coder\na,K\n", ("row 1", "'theme'", "missing")),
        ("doc_id,theme,coder\na,Sea,K\n,Sea,K\n", ("row 3", "doc_id is empty")),
        ("doc_id,theme,coder\na,Sea,K\na,Sea,L\na,Sea,K\n", ("row 4", "'a'", "'Sea'", "remove")),
        ("doc_id,theme,coder\na,,K\na,,K\n", ("row 3", "'a'", "remove")),
        ("doc_id,theme,coder\na,,L\na,Sea,K\na,,K\n", ("row 4", "'K'", "'a'", "remove")),
    ],
    ids=["no theme", "no id", "doubled", "none twice", "a theme and none"],
)
def test_what_is_wrong_in_the_file_is_one_line(tmp_path, content, told):
    with pytest.raises(StudyError) as error:
        read_codes(written(tmp_path, content))
    assert all(part in line_of(error) for part in told)


def test_an_empty_file_of_codes_is_refused(tmp_path):
    with pytest.raises(StudyError, match="no row"):
        read_codes(written(tmp_path, "doc_id,theme,coder\n"))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("a", "Sea", "K"), ("aa", "Sea", "K")], ("row 3", "'aa'", "nearest is 'a'")),
        ([("a", "Skool", "K")], ("row 2", "'Skool'", "nearest is 'School'", "from 1 to 3")),
        ([("a", "4", "K")], ("row 2", "'4'", "from 1 to 3")),
        ([("a", "0", "K")], ("row 2", "'0'")),
        ([("a", "School", "K"), ("a", "2", "K")], ("row 3", "'2'", "remove")),
    ],
    ids=["document", "theme", "number", "nought", "the same in two ways"],
)
def test_what_the_study_does_not_know_is_one_line(rows, told):
    with pytest.raises(StudyError) as error:
        coding_of(codes(*rows), SAMPLE, KNOWN, LABELS)
    assert all(part in line_of(error) for part in told)


def test_ids_that_were_replaced_are_found_under_either_name():
    ids = pd.DataFrame([("document", "kari-1", "document-NO-1"), ("file", "x", "file-1")],
                       columns=["kind", "given", "published"])  # fmt: skip
    found = with_published_ids(codes(("kari-1", "", ""), ("document-NO-1", "", ""), ("x", "", "")),
                               ids)  # fmt: skip
    assert found["doc_id"].tolist() == ["document-NO-1", "document-NO-1", "x"]


# ---------------------------------------------------------------- coded shares


def test_a_coder_deals_a_document_to_the_themes_and_coders_are_averaged():
    said = coding_of(
        codes(("a", "Sea", "K"), ("a", "school", "K"), ("a", "2", "L"), ("c", "", "K"),
              ("b", "Garden", "K"), ("b", "", "L"), ("b", "", "M")),
        SAMPLE, KNOWN, LABELS,
    )  # fmt: skip
    assert SAMPLE[said.rows].tolist() == ["c", "b", "a"]
    np.testing.assert_allclose(said.shares, [[0, 0, 0], [0, 0, 1 / 3], [0.25, 0.75, 0]])
    assert said.votes.tolist() == [[0, 0, 0], [0, 0, 1], [1, 2, 0]]
    assert said.coders.tolist() == [1, 3, 2]
    assert said.people == 3 and said.left_out == 0 and said.topics.tolist() == [0, 1, 2]


def test_documents_without_shares_are_counted_and_themes_never_named_were_not_looked_for():
    said = coding_of(codes(("dropped", "Sea", ""), ("a", "", "")), SAMPLE, KNOWN, LABELS)
    assert said.left_out == 1 and said.rows.tolist() == [3]
    assert said.topics.tolist() == [0], "it was named, if only in a document without shares"
    nobody = coding_of(codes(("dropped", "Sea", "")), SAMPLE, KNOWN, LABELS)
    assert nobody.shares.shape == (0, 3) and nobody.left_out == 1


def test_another_model_takes_the_themes_that_it_has_a_label_for():
    rows = codes(("a", "Sea", ""), ("a", "Harbour", ""), ("b", "2", ""))
    said = coding_of(rows, SAMPLE, KNOWN, LABELS, main=False)
    assert said.topics.tolist() == [0], "a number is one of the main model's"
    np.testing.assert_allclose(said.shares, [[0, 0, 0], [0.5, 0, 0]])


def test_a_label_that_is_a_number_comes_before_the_number_of_a_topic():
    labels = LABELS.assign(label=["2", "School", "Garden"])
    said = coding_of(codes(("a", "2", ""), ("b", "3", "")), SAMPLE, KNOWN, labels)
    assert said.topics.tolist() == [0, 2]


# ---------------------------------------------------------------- agreement


def test_agreement_of_the_published_example():
    """Ten units and two observers; alpha is .095 (Krippendorff 2011, section A)."""
    one, other = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    observed, alpha, ac1 = agreement(np.add(one, other), np.full(10, 2))
    assert observed == pytest.approx(0.6)
    assert alpha == pytest.approx(0.095, abs=5e-4)
    assert ac1 == pytest.approx((0.6 - 0.42) / 0.58)


def test_coders_who_always_agree_and_coders_who_guess():
    assert agreement(np.array([0, 3, 2]), np.array([2, 3, 2])) == (1, 1, 1)
    rng = np.random.default_rng(0)
    coders = rng.integers(2, 5, 20_000)
    _, alpha, _ = agreement(rng.binomial(coders, 0.5), coders)
    assert alpha == pytest.approx(0, abs=0.02)


def test_alpha_is_undefined_where_all_say_the_same_and_nothing_is_known_of_single_coders():
    observed, alpha, ac1 = agreement(np.zeros(5), np.full(5, 2))
    assert observed == ac1 == 1 and np.isnan(alpha)
    said = coding_of(codes(("a", "Sea", "K"), ("b", "", "L")), SAMPLE, KNOWN, LABELS)
    row = coders_table(said).iloc[0]
    assert row["coders"] == row["documents"] == 2 and row["twice"] == 0
    assert row[["agreement", "alpha", "ac1"]].isna().all()


def test_only_documents_with_several_coders_are_compared():
    said = coding_of(
        codes(("a", "Sea", "K"), ("a", "Sea", "L"), ("b", "", "K"), ("b", "Sea", "L"),
              ("c", "Sea", "K"), ("d", "", "K")),
        SAMPLE, KNOWN, LABELS,
    )  # fmt: skip
    table = coders_table(said)
    assert table["topic"].tolist() == [1]
    assert table["twice"].iloc[0] == 2 and table["agreement"].iloc[0] == 0.5
