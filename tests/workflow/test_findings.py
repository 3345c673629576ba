"""The first page says what must be known before anything else."""

from types import SimpleNamespace

import pandas as pd
import pytest

from nordtema.comparison.clusters import COLUMNS
from nordtema.report.sentences.report import first_screen_warnings, main_findings
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
        largest=pd.DataFrame(rows, columns=COLUMNS), shared_words="countries", concepts=17,
    )  # fmt: skip


def test_a_writer_of_over_half_of_a_country_is_named():
    said = first_screen_warnings(tables(16), constructed=False)
    assert len(said) == 1 and "One author has written 16 of the 18 texts from Norway" in said[0]
    assert 'SET="comparison.cluster=[document]"' in said[0]


def test_nothing_is_said_where_texts_are_many_peoples():
    assert first_screen_warnings(tables(9), constructed=False) == []
    assert first_screen_warnings(tables(18, ()), constructed=False) == []


def test_a_country_of_one_text_decides_which_words_are_shared_and_that_is_said():
    few = tables(9)
    few.documents = pd.DataFrame({"country": ["NO"] * 50 + ["DK"] * 50 + ["SE"], "status": "kept"})
    (said,) = first_screen_warnings(few, constructed=False)
    assert "1 text from Sweden decides which" in said and "17 concepts" in said
    assert 'SET="vocabulary.shared_words=any"' in said
    few.shared_words = "any"
    assert first_screen_warnings(few, constructed=False) == []


def test_without_a_comparison_there_are_no_findings_and_that_is_said(tmp_path):
    nothing = Workspace(tmp_path, "report", tmp_path / "own")
    with pytest.raises(StudyError, match=r"^report: .* since 4_comparison\.lda was not made$"):
        load(nothing, "lda")


def test_a_theme_of_one_country_alone_stands_among_the_findings_with_its_size():
    """The larger one first; what is like a joint theme is none."""
    national = pd.DataFrame(
        {"country": ["SE", "DK", "DK"], "topic": 0, "national_topic": [3, 1, 2],
         "words": ["snö", "strand", "vind"], "all_words": [0.031, 0.052, 0.2],
         "low": [0.02, 0.04, 0.1], "high": [0.04, 0.061, 0.3], "similarity": [0.1, 0.0, 0.6],
         "elsewhere": [0.2, 0.0, 0.1], "words_elsewhere": [0.1, 0.0, 0.1],
         "own_weight": [0.5, 0.8, 0.1], "status": "no counterpart",
         "likeness": [0.9, 0.95, 0.9], "share_correlation": [0.9, 0.85, 0.9]}
    )  # fmt: skip
    contrasts = pd.DataFrame(
        {"topic": [1], "country_a": "NO", "country_b": "DK", "difference": [0.01],
         "verdict": "cannot be told", "reason": "within chance"}
    )  # fmt: skip
    shares = pd.DataFrame(
        {"topic": 1, "country": ["NO", "DK"], "mean": [0.51, 0.5], "mean_all_words": [0.3, 0.3]}
    )
    told = SimpleNamespace(
        national=national, rules=Comparison(), names={1: "sea"}, prevalence=shares,
        contrasts=contrasts.assign(low=-0.1, high=0.1, q=0.5, crude=0.01, undone_by=None),
    )  # fmt: skip
    nothing, *own = main_findings(told)
    assert nothing.startswith("No difference between two countries is shown")
    assert own[0].startswith("Denmark alone has the theme “strand”: 5.2 % of all content words")
    assert "(interval 4.0\u00a0to\u00a06.1 %)" in own[0] and own[1].startswith("Sweden alone")
    assert len(own) == 3 and own[2].endswith("texts give again.")
    told.national["share_correlation"] = [0.9, 0.7, 0.9]
    _, sweden, lost = main_findings(told)
    assert (
        sweden.startswith("Sweden alone") and "give again. 1 theme that one country alone" in lost
    )
    told.rules = Comparison(groups=("sex",))
    assert main_findings(told) == [nothing], "countries are not what is compared"
