"""A study of word counts goes the whole way, and says what the study of the texts says."""

import re
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linear_sum_assignment

from conftest import TINY, TINY_STUDY, nordtema
from nordtema.corpus.counted import APART

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[.,!?]")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of a study of the counts of the tiny corpus, its facts in a table beside them."""
    folder = tmp_path_factory.mktemp("counts")
    corpus = folder / "corpus"
    corpus.mkdir()
    facts = pd.read_csv(TINY / "manifest.csv", dtype=str, keep_default_na=False)
    rows = [
        (row["doc_id"], word, number)
        for row in facts.to_dict("records")
        for word, number in Counter(_WORD.findall((TINY / row["path"]).read_text("utf-8"))).items()
    ]
    pd.DataFrame(rows, columns=["dhlabid", "word", "freq"]).to_csv(corpus / "a.csv", index=False)
    facts = facts.drop(columns="path").rename(columns={"doc_id": "dhlabid"})
    facts.to_csv(corpus / "b.csv", index=False)
    for name in ("glossary", "labels", "parallel"):
        (corpus / f"{name}.csv").write_bytes((TINY / f"{name}.csv").read_bytes())
    options = ("--study", TINY_STUDY, "--corpus", corpus, "--results", folder / "results")
    done = nordtema("all", "-j", "2", *options)
    assert done.returncode == 0, done.stderr
    return folder / "results"


def table(results: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(results / "tables" / f"{name}.csv", keep_default_na=False)


def matched(one: Path, other: Path, model: str) -> tuple[dict[int, int], np.ndarray]:
    """Topics of the two studies that are most alike, and the cosine of each pair."""
    weights = [
        table(results, f"topics.{model}").pivot_table(
            index="topic", columns="concept", values="weight", fill_value=0
        )
        for results in (one, other)
    ]
    concepts = sorted(set(weights[0]) | set(weights[1]))
    a, b = (frame.reindex(columns=concepts, fill_value=0).to_numpy(float) for frame in weights)
    cosine = a @ b.T / np.outer(np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1))
    rows, columns = linear_sum_assignment(-cosine)
    return dict(zip(rows + 1, columns + 1, strict=True)), cosine[rows, columns]


@pytest.mark.parametrize("model", ["lda", "nmf"])
def test_topics_and_verdicts_are_those_of_the_texts(counted, tiny_run, model):
    topic_of, cosine = matched(tiny_run.results, counted, model)
    assert cosine.min() > 0.95
    keys = ["topic", "country_a", "country_b"]
    texts, counts = (table(r, f"contrasts.{model}") for r in (tiny_run.results, counted))
    both = texts.assign(topic=texts["topic"].map(topic_of)).merge(counts, on=keys)
    assert len(both) == len(counts) > 0
    assert both["verdict_x"].tolist() == both["verdict_y"].tolist()
    assert (both["difference_x"] - both["difference_y"]).abs().max() < 0.05


def test_every_document_says_that_it_is_counts(counted):
    documents = table(counted, "documents")
    assert set(documents["reason"]) == {"counts of words, no text"}
    assert set(documents["segments"]) == {1}
    read = table(counted, "inventory").set_index("file")["reason"]
    assert "nothing that needs a text" in read["a.csv"] and "18 texts" in read["b.csv"]


def test_there_is_nothing_to_read_and_the_report_says_so(counted):
    assert table(counted, "passages.lda").empty
    report = counted / "report"
    pages = {p.relative_to(report).as_posix(): p.read_text("utf-8") for p in report.rglob("*.html")}
    assert "only the counts of words are there" in pages["index.html"]
    assert "Only the counts of its words are there: it has no text." in pages["documents/001.html"]
    assert sum("so there is nothing to read" in page for page in pages.values()) == 3
    for path in counted.rglob("*"):
        if path.suffix in (".html", ".csv", ".js", ".ipynb", ".json"):
            assert APART not in path.read_text("utf-8"), path
