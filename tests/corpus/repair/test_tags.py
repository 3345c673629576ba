"""Tags and entities in texts that are no pages."""

import time

import pytest

from nordtema.corpus.repair import repair
from nordtema.corpus.repair.tags import without_tags


@pytest.mark.parametrize(
    "tag",
    ["<br>", "<br/>", "<BR />", "</p><p>", "</li><li>", "<hr>", "</div>", "&lt;br&gt;",
     '<br clear="all">', "</td><td>"],
)  # fmt: skip
def test_tags_that_part_blocks_part_words(tag):
    found = repair(f"Kaffen er varm{tag}Teen er kald")
    assert found.text.split() == ["Kaffen", "er", "varm", "Teen", "er", "kald"]
    assert "\n" in found.text


@pytest.mark.parametrize(
    "text", ["kaf<b>fe</b>kopp", '<a href="x?a=1&b=2" title="a > b">kaffe</a>kopp',
             "kaffe<wbr>kopp",
             "<i>kaffekopp</i>", "kaffe<!-- te -->kopp", "<o:p></o:p>kaffekopp",
             "kaffekopp<script>alert('te')</script>", "<style>p {}</style>kaffekopp",
             "<seg>kaffekopp</seg>"],
)  # fmt: skip
def test_inline_tags_vanish_without_parting_words(text):
    assert repair(text).text.strip() == "kaffekopp"


@pytest.mark.parametrize(
    "text", ["a < b og b > c", "jeg <3 kaffe", "Kari <kari@example.org> skrev", "<i dag> skjer det",
             "<http://example.org>", "x<y", "AT&T og Marks & Spencer", "?a=1&copy=2"],
)  # fmt: skip
def test_what_only_looks_like_a_tag_stays(text):
    assert repair(text).text == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [("te &amp; kaffe", "te & kaffe"), ("bl&aring;b&aelig;r", "blåbær"), ("bl&#229;", "blå"),
     ("bl&#xE5;", "blå"), ("&amp;amp;oslash;l", "øl"), ("te&nbsp;kopp", "te kopp"),
     ("kaf&shy;fe", "kaffe"), ("m&oslashte", "møte"), ("&ukjent;", "&ukjent;"),
     ("5 &lt; 6", "5 < 6")],
)  # fmt: skip
def test_entities_are_signs(text, plain):
    assert repair(text).text == plain


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<a "', "<script>", "<!--", "&amp;", "ord-\n", "\u200b"]
)
def test_long_rows_of_anything_take_no_longer_than_their_length(piece):
    seconds = []
    for size in (20_000, 80_000):
        begin = time.process_time()
        repair(piece * (size // len(piece)))
        seconds.append(time.process_time() - begin)
    assert seconds[1] < 12 * seconds[0] + 0.5


def test_tags_of_forums_and_written_line_ends_part_lines_too():
    plain = without_tags("[b]Ku[/b]ene beiter[br]i lia\\nKalven sover[quote=Kari]Nei[/quote]")[0]
    assert plain.split("\n") == ["Kuene beiter", "i lia", "Kalven sover", "Nei", ""]


@pytest.mark.parametrize("text", ["C:\\Nytt\\Tekst", "se note [1] og [b]", "\\nu og \\text{ku}"])
def test_brackets_and_backslashes_of_texts_stay(text):
    assert without_tags(text) == (text, ())
