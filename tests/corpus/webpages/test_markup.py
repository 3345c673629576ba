"""HTML to text: what is HTML, what is dropped, and comments written out under heads."""

import pytest

from nordtema.corpus.page import read_page
from nordtema.corpus.webpages.markup import html_to_text, is_html

PAGE = """<!DOCTYPE html><html lang="nb"><head><title>Fjøset på nett | Bondebloggen</title>
<script>var ku = "<p>ikke tekst</p>";</script><style>p { color: red }</style></head><body>
<header id="masthead"><a href="/">Bondebloggen</a></header>
<nav><ul><li>Hjem</li><li>Om oss</li></ul></nav>
<div id="main"><article class="post tag-social-media">
<h1>Fjøset på nett</h1>
<p class="byline">Av <a rel="author">Ragna Tveitane</a> 3. mai 2011</p>
<p>Kua heter Stjerna,
og hun har   flere følgere enn meg.<br>Det er greit.</p>
<!-- hemmelig --><ul><li>Melking klokka seks</li><li>Nett klokka sju</li></ul>
<div class="sharedaddy">Del på Facebook</div></article>
%s
<div id="respond"><h3>Legg igjen en kommentar</h3>
<form><input name="n"><label>Navn</label></form></div>
</div><aside class="sidebar"><h3>Arkiv</h3>mai 2011</aside>
<footer>© 2011 Bondebloggen</footer></body></html>"""

WORDPRESS = """<h3 id="comments">2 kommentarer</h3><ol class="commentlist">
<li class="comment"><div class="comment-author vcard"><cite class="fn">Odd Geir</cite>
<span class="says">sier:</span></div><div class="comment-meta"><a>4. mai 2011 kl. 10:00</a></div>
<p>Hva spiser Stjerna?</p><div class="reply"><a>Svar</a></div></li>
<li class="comment"><div class="comment-author vcard"><cite class="fn">Ragna Tveitane</cite>
<span class="says">sier:</span></div><div class="comment-meta"><a>4. mai 2011 kl. 11:00</a></div>
<p>Gress, Odd Geir.</p><p>Og hun liker brød.</p><div class="reply"><a>Svar</a></div></li></ol>"""

HTML5 = """<h2>2 kommentarer</h2><ol><li class="comment"><article class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Odd Geir</b>
<span class="says">sier:</span></div><time>4. mai 2011</time></footer>
<div class="comment-content"><p>Hva spiser Stjerna?</p></div></article></li>
<li class="comment"><article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">Ragna Tveitane</b></div></footer>
<div class="comment-content"><p>Gress, Odd Geir.</p><p>Og hun liker brød.</p></div>
</article></li></ol>"""

BLOGGER = """<h4>2 kommentarer:</h4><dl id="comments-block">
<dt class="comment-author"><a>Odd Geir</a> sa...</dt>
<dd class="comment-body"><p>Hva spiser Stjerna?</p></dd>
<dd class="comment-footer"><span class="comment-timestamp">4. mai 2011 kl. 10:00</span></dd>
<dt class="comment-author"><a>Ragna Tveitane</a> sa...</dt>
<dd class="comment-body"><p>Gress, Odd Geir.</p>
<p>Og hun liker brød.</p></dd><dd class="comment-footer">4. mai 2011 kl. 11:00</dd></dl>"""

DISQUS = """<div id="disqus_thread"><ul><li class="post">
<header><span class="author">Odd Geir</span><time>for 3 år siden</time></header>
<div class="post-message"><p>Hva spiser Stjerna?</p></div>
<footer><button>Svar</button></footer></li><li class="post"><header><span class="author">
<a>Ragna Tveitane</a></span></header><div class="post-message"><p>Gress, Odd Geir.</p>
<p>Og hun liker brød.</p></div></li></ul></div>"""


def test_blocks_become_paragraphs_and_the_rest_goes():
    text = html_to_text(PAGE % "")
    assert text.split("\n\n") == [
        "Fjøset på nett",
        "Av Ragna Tveitane 3. mai 2011",
        "Kua heter Stjerna, og hun har flere følgere enn meg.\nDet er greit.",
        "Melking klokka seks",
        "Nett klokka sju",
    ]


@pytest.mark.parametrize("comments", [WORDPRESS, HTML5, BLOGGER, DISQUS])
def test_comments_of_every_platform_come_out_as_comments(comments):
    page = read_page(PAGE % comments)
    assert page.writers == ("Ragna Tveitane", "Odd Geir")
    assert page.date == "2011-05-03"
    assert [(part.kind, part.writer) for part in page.parts] == [
        ("post", "Ragna Tveitane"),
        ("comment", "Odd Geir"),
        ("comment", "Ragna Tveitane"),
    ]
    assert page.parts[1].paragraphs == ("Hva spiser Stjerna?",)
    assert page.parts[2].paragraphs == ("Gress, ⟨name⟩.", "Og hun liker brød.")


def test_a_page_without_headings_gets_its_title():
    text = html_to_text("<html><title>Tysta dagar</title><body><p>Hej.</p></body></html>")
    assert text == "Tysta dagar\n\nHej."


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hej på dig.</p>",
        "<div><h2>Rubrik</h2>Text</div>",
        '<?xml version="1.0"?>\n<!DOCTYPE html><html><body>x</body></html>',
        "Vi skrev:\n<p>ett</p>\n<p>två</p>\n<p>tre</p>",
    ],
)
def test_pages_and_fragments_are_html(text):
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        'Vi er her.\n\n<img src="http://example.no/',
        "Hvis a < b og b > c, så er a < c.",
        "Han skrev <b>aldri</b> tilbake.",
        "Kjærlighet </3 og sånt",
        "",
    ],
)
def test_text_with_stray_signs_is_not_html(text):
    assert not is_html(text)
