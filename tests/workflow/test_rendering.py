"""Pages: code folded, words escaped, no address but those of the pages beside."""

import nbformat
import pytest

from nordtema.report.pages import Page, fold_code, write_notebooks
from nordtema.study import StudyError
from nordtema.tables import write_json
from nordtema.workflow.rendering import render_report
from nordtema.workflow.stages import stage_named
from nordtema.workflow.titles import page_name, page_title

v4 = nbformat.v4


def output(html: str):
    return v4.new_output("execute_result", {"text/html": html, "text/plain": "<x>"})


def notebook():
    cells = [
        v4.new_markdown_cell("# Title"),
        v4.new_code_cell("a = 1"),
        v4.new_code_cell("show(a < 2)", outputs=[output("<p>shown</p>")]),
        v4.new_markdown_cell("## Next"),
        v4.new_markdown_cell("only *words*, 80 % of them"),
        v4.new_code_cell("b = 2"),
    ]
    return v4.new_notebook(cells=cells)


def test_the_code_of_a_section_is_one_piece_at_its_end():
    cells = fold_code(notebook()).cells
    assert [c.metadata.get("folded") for c in cells] == [
        None, None, "a = 1\n\nshow(a < 2)", None, None, "b = 2"
    ]  # fmt: skip


@pytest.fixture
def results(tmp_path):
    for name in ("report", "1_corpus.NO"):
        folder = tmp_path / "data" / "build" / name
        (folder / "notebooks").mkdir(parents=True)
        nbformat.write(notebook(), folder / "notebooks" / f"{name}.ipynb")
        write_json(folder / "done.json", {"outputs": []})
    return tmp_path


def test_pages_are_whole_and_link_each_other(results):
    pages = {p.name: p.read_text(encoding="utf-8") for p in render_report(results)}
    assert {"index.html", "1_corpus.NO.html", "5_robustness.html"} <= set(pages)
    first = pages["index.html"]
    assert first.startswith("<!DOCTYPE html>") and first.count("<p>shown</p>") == 1
    assert 'href="1_corpus.NO.html"' in first and 'aria-current="page"' in first
    assert "show(a &lt; 2)" in first and first.count("<details") == 2
    assert "Next: Corpus Norway" in first and "Next: Corpus Denmark" in pages["1_corpus.NO.html"]
    assert "<em>words</em>, 80&nbsp;%" in first.replace("\xa0", "&nbsp;")
    assert 'name="viewport"' in first


def test_a_figure_has_its_number_and_leads_to_its_data(tmp_path):
    shown = ('<figure><img alt="a" data-figure="words.lda" src="data:image/png;base64,AA=="/>'
             "<figcaption>Words &amp; more.</figcaption></figure>")  # fmt: skip
    cells = [v4.new_code_cell("x", outputs=[output(shown)])]
    page = Page("Topics", "topics.html", v4.new_notebook(cells=cells))
    figures = [{"number": 3, "name": "words.lda", "table": "topics.lda"}]
    text = write_notebooks([page], tmp_path, figures=figures)[0].read_text("utf-8")
    assert "<strong>Figure 3.</strong> Words &amp; more." in text
    for address in ("../tables/topics.lda.csv", "../figures/words.lda.svg",
                    "../figures/words.lda.png", "data.html#figure-3"):  # fmt: skip
        assert f'href="{address}"' in text
    assert "Figure" not in write_notebooks([page], tmp_path)[0].read_text("utf-8")


@pytest.mark.slow
def test_rendering_twice_gives_the_same_bytes(results):
    first = [p.read_bytes() for p in render_report(results)]
    assert [p.read_bytes() for p in render_report(results)] == first


def test_a_part_that_failed_has_a_page_that_says_why_and_runs_nothing(results):
    write_json(results / "data/failed/2_vocabulary.json", {"reason": "<script>alert(1)</script>"})
    pages = {p.name: p.read_text(encoding="utf-8") for p in render_report(results)}
    told = pages["2_vocabulary.html"]
    assert "could not be made" in told and "&lt;script&gt;alert(1)" in told
    assert "<script" not in told
    assert "it was ended before it was done" in pages["3_topics.lda.html"]
    assert 'href="2_vocabulary.html"' in pages["index.html"]


def test_without_notebooks_the_remedy_is_told(tmp_path):
    with pytest.raises(StudyError, match="make all"):
        render_report(tmp_path)


@pytest.mark.parametrize(
    ("stage", "title", "name"),
    [("report", "Findings", "report.html"), ("1_corpus.DK", "Corpus Denmark", "1_corpus.DK.html"),
     ("3_topics.nmf", "Topics NMF", "3_topics.nmf.html")],
)  # fmt: skip
def test_titles_are_words(stage, title, name):
    assert page_title(stage_named(stage)) == title and page_name(stage_named(stage)) == name
