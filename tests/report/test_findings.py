"""The first page says what must be known before anything else."""

from types import SimpleNamespace

import pandas as pd

from nordtema.report.findings import first_screen_warnings


def tables(author: list[str], cluster=("author",), status="kept"):
    documents = pd.DataFrame({"author": author, "status": status})
    documents["doc_id"] = documents.index.astype(str)
    documents["country"] = ["NO", "DK", "SE"] * (len(author) // 3)
    prevalence = pd.DataFrame({"clusters": [20, 20, 20]})
    return SimpleNamespace(
        documents=documents, prevalence=prevalence, minimum_clusters=10, cluster=cluster
    )


def test_a_writer_of_over_half_of_a_country_is_named():
    author = ["writer_1", "", ""] * 5 + ["", "", "writer_2"] * 3
    said = first_screen_warnings(tables(author), constructed=False)
    assert len(said) == 1 and "One author has written 5 of the 8 texts from Norway" in said[0]
    assert 'SET="comparison.cluster=[]"' in said[0]


def test_nothing_is_said_where_texts_are_many_peoples_or_nobodys():
    for one in (tables([""] * 12), tables([f"writer_{n}" for n in range(12)]),
                tables(["writer_1"] * 12, ()), tables(["writer_1"] * 12, ("sitting",)),
                tables([float("nan")] * 12)):  # fmt: skip
        assert first_screen_warnings(one, constructed=False) == []
