"""The hostile corpus holds every payload, and what is looked for would be seen."""

import json

from hostile import PAYLOADS, formulas, write_corpus


def test_every_payload_stands_in_texts_titles_authors_and_names(tmp_path):
    lines = write_corpus(tmp_path).read_text("utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    for payload in PAYLOADS:
        for column in ("text", "title", "author", "source"):
            assert any(payload in row[column] for row in rows), (column, payload[:40])
        assert any(payload[:200] in row["id"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_a_formula_in_a_table_is_seen_and_a_number_is_none(tmp_path):
    (tmp_path / "tables").mkdir()
    cells = 'a,b\n-0.25,+3\n=1+1,"@SUM(A1)"\n\'=1+1,x-y\n'
    (tmp_path / "tables" / "t.csv").write_text(cells, encoding="utf-8")
    assert [found.partition(": ")[2] for found in formulas(tmp_path)] == ["=1+1", "@SUM(A1)"]
