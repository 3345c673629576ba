"""What a notebook shows is escaped, and a table is cut with a note."""

import pandas as pd

from nordtema.report.display import (
    heading,
    say,
    say_list,
    show_figure,
    show_table,
    warn,
)

EVIL = '<script>alert("x")</script>'


def test_words_from_texts_never_become_markup(tmp_path):
    png = tmp_path / "a.png"
    png.write_bytes(b"png")
    shown = [say(EVIL), say_list([EVIL]), warn(EVIL), heading(EVIL, EVIL),
             show_table(pd.DataFrame({EVIL: [EVIL]})), show_figure(png, EVIL, EVIL)]  # fmt: skip
    for html in shown:
        assert "<script" not in html.data and "&lt;script" in html.data
    assert 'alt="&lt;script&gt;alert(&quot;x&quot;)' in shown[-1].data


def test_a_long_table_is_cut_and_says_so():
    html = show_table(pd.DataFrame({"a_b": range(20), "x": [1 / 3] * 20}), 5).data
    assert html.count("<tr") == 6 and "15 more rows" in html
    assert "<th>a b</th>" in html and "0.333" in html


def test_an_empty_table_is_a_sentence():
    assert show_table(pd.DataFrame({"a": []}), none="Nothing.").data == "<p>Nothing.</p>"
    alone = show_table(pd.DataFrame({"a": []}), below=["", "It is so.", EVIL]).data
    assert alone == '<p>It is so. &lt;script&gt;alert("x")&lt;/script&gt;</p>'


def test_sentences_stand_below_a_table_and_empty_ones_nowhere():
    one = pd.DataFrame({"a": [1]})
    assert show_table(one, below=["", "It is so.", EVIL]).data.endswith(
        '</div><p>It is so. &lt;script&gt;alert("x")&lt;/script&gt;</p>'
    )
    assert show_table(one, below=[""]).data == show_table(one).data


def test_nothing_to_warn_of_is_no_box():
    assert warn("", "").data == "" and 'class="warning"' in warn("Beware.").data
