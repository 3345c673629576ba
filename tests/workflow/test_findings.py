"""The first page says what must be known before anything else."""

from types import SimpleNamespace

import pandas as pd
import pytest

from nordtema.comparison.clusters import COLUMNS
from nordtema.report.sentences.report import first_screen_warnings
from nordtema.study import Comparison, StudyError
from nordtema.workflow.findings import load
from nordtema.workflow.workspace import Workspace


def tables(largest: int, cluster=("author",)) -> SimpleNamespace:
    documents = pd.DataFrame({"country": ["NO", "DK", "SE"], "status": "kept"})
    rows = [("NO", 18, 19 - largest, largest), ("DK", 18, 18, 1), ("SE", 18, 18, 1)]
    return SimpleNamespace(
        documents=documents,
        prevalence=pd.DataFrame({"country": ["NO", "DK", "SE"], "clusters": [20, 20, 20]}),
        rules=Comparison(cluster=cluster), units=pd.DataFrame(columns=["topic", "status"]),
        comparability=pd.DataFrame({"holds": [1]}),
        largest=pd.DataFrame(rows, columns=COLUMNS),
    )  # fmt: skip


def test_a_writer_of_over_half_of_a_country_is_named():
    said = first_screen_warnings(tables(16), constructed=False)
    assert len(said) == 1 and "One author has written 16 of the 18 texts from Norway" in said[0]
    assert 'SET="comparison.cluster=[document]"' in said[0]


def test_nothing_is_said_where_texts_are_many_peoples():
    assert first_screen_warnings(tables(9), constructed=False) == []
    assert first_screen_warnings(tables(18, ()), constructed=False) == []


def test_without_a_comparison_there_are_no_findings_and_that_is_said(tmp_path):
    nothing = Workspace(tmp_path, "report", tmp_path / "own")
    with pytest.raises(StudyError, match=r"^report: .* since 4_comparison\.lda was not made$"):
        load(nothing, "lda")
