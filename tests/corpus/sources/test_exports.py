"""Exports that hold texts: subtitles, mails, WordPress."""

import pytest

from nordtema.corpus.documents import read_country
from nordtema.corpus.sources import read_corpus
from nordtema.corpus.sources.exported import Unreadable
from nordtema.corpus.sources.mail import read_mail, read_mbox
from nordtema.corpus.sources.subtitles import read_subtitles
from nordtema.corpus.sources.wordpress import read_wordpress
from nordtema.study import Corpus

OTHER = {"dk/a.txt": "Bonden sår byg i maj, og naboen låner hesten, når marken skal harves."}


def read(make_corpus, name: str, data: str | bytes):
    index = read_corpus(make_corpus({name: data, **OTHER})).documents
    return read_country(index, "NO", Corpus())


# ---------------------------------------------------------------- subtitles

SRT = """1
00:00:02,100 --> 00:00:04,000
{\\an8}<i>Ku og kalv går</i>
<font color="#fff">på beite i lia,</font>

2
00:00:04,100 --> 00:00:06,000
- men budeia sover
– når klokka er 3:45.

3
00:00:07,000 --> 00:00:08,000
♪ Ost og rømme ♪
"""
SPOKEN = "Ku og kalv går på beite i lia, men budeia sover når klokka er 3:45. Ost og rømme"
VTT = """WEBVTT - Program

STYLE
::cue { color: white }

NOTE laget av en maskin

intro
00:02.100 --> 00:04.000 align:start
<v Budeia>Ku og kalv går</v>

00:04.100 --> 00:06.000
Ku og kalv går
på beite i lia.
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_subtitles_are_their_words_alone(encoding, end):
    data = SRT.replace("♪", "").replace("\n", end).encode(encoding)
    assert [text.text for text in read_subtitles(data)] == [SPOKEN]


def test_web_subtitles_without_styles_notes_and_repeated_lines():
    assert read_subtitles(VTT.encode())[0].text == "Ku og kalv går på beite i lia."


def test_a_programme_is_one_document_without_comments_or_date(make_corpus):
    found = read(make_corpus, "no/program.srt", SRT)
    assert found.documents[["status", "date", "author"]].values.tolist() == [["kept", "", ""]]
    assert found.segments["kind"].tolist() == ["post"] and found.segments["text"][0] == SPOKEN


def test_subtitles_without_a_word_are_named(make_corpus):
    index = read_corpus(make_corpus({"no/a.srt": "1\n00:00:01,000 --> 00:00:02,000\n\n", **OTHER}))
    assert "subtitles without text" in index.documents.set_index("doc_id")["unread"]["no/a"]


# ---------------------------------------------------------------- mails

MBOX = b"""From budeia@seter.example Mon May  3 09:00:00 2010
From: =?utf-8?q?Guri_=C3=85sen?= <budeia@seter.example>
To: lista@seter.example
Subject: Re: [lista] =?iso-8859-1?Q?R=F8mme?=
Date: Mon, 3 May 2010 09:00:00 +0200
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Kua p=E5 setra gir mye melk, og r=F8mmen sm=
aker godt i =E5r.

Med vennlig hilsen
Guri

--=20
Guri =C5sen, tlf. 12345678

From ola@seter.example Tue May  4 10:11:12 2010
From: ola@seter.example
Subject: SV: Romme
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

Osten er bedre enn r\xc3\xb8mmen, mener jeg.

P\xc3\xa5 mandag 3. mai 2010 kl. 9 skrev Guri
\xc3\x85sen <budeia@seter.example>:

> Kua p\xc3\xa5 setra gir mye melk.
> Hilsen Guri
--x
Content-Type: text/html; charset=utf-8

<p>Osten</p>
--x--

From tom@seter.example Wed May  5 10:11:12 2010
From: Tom <tom@seter.example>

> bare et sitat
"""


def test_mails_of_an_archive_are_decoded_without_heads_quotes_and_names():
    first, second = read_mbox(MBOX)
    assert first.text == "Kua på setra gir mye melk, og rømmen smaker godt i år."
    assert (first.author, first.date, first.title) == ("Guri Åsen", "2010-05-03", "Rømme")
    assert second.text == "Osten er bedre enn rømmen, mener jeg."
    assert (second.author, second.date) == ("ola", "2010-05-04")


def test_a_single_mail_in_html_loses_what_it_answers():
    mail = b"""From: Kari <kari@seter.example>
To: x@seter.example
Subject: Ost
Date: Wed, 5 May 2010 10:00:00 +0200
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><p>Jeg liker geitost best.</p><blockquote>Hva liker du?</blockquote></body></html>
"""
    (text,) = read_mail(mail)
    assert text.text == "Jeg liker geitost best." and text.date == "2010-05-05"


@pytest.mark.parametrize(
    "line", ["-----Opprinnelig melding-----", "From: a <a@b.example>", "_" * 40]
)
def test_what_stands_below_an_answer_is_cut(line):
    mail = f"From: a@b.example\nTo: c@d.example\nSubject: x\n\nSvaret.\n\n{line}\nGammelt\n"
    assert read_mail(mail.encode())[0].text == "Svaret."


def test_mails_become_documents_with_pseudonyms(make_corpus):
    found = read(make_corpus, "no/liste.mbox", MBOX)
    assert found.documents["doc_id"].tolist() == ["no/liste/1", "no/liste/2"]
    assert found.documents["author"].nunique() == 2
    text = " ".join(found.segments["text"])
    assert not [w for w in ("Guri", "Subject", "=E5", "budeia@", "sitat") if w in text]


@pytest.mark.parametrize(
    "head", [b"From: =?x?Q?=FF?=", b"From: \xff\xfe", b"Date: i dag", b"From:"]
)
def test_broken_heads_do_no_harm(head):
    data = (
        head + b"\nTo: a@b.example\nSubject: x\nContent-Type: text/plain; charset=klingon\n\nHei."
    )
    assert read_mail(data)[0].text == "Hei."


# ---------------------------------------------------------------- WordPress

ITEM = """<item><title>{title}</title><pubDate>Mon, 03 May 2010 09:00:00 +0000</pubDate>
<dc:creator>budeia77</dc:creator><content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[utdrag]]></excerpt:encoded><wp:status>{status}</wp:status>
<wp:post_type>{type}</wp:post_type>{comments}</item>"""
COMMENT = """<wp:comment><wp:comment_author><![CDATA[{name}]]></wp:comment_author>
<wp:comment_author_email>g@seter.example</wp:comment_author_email>
<wp:comment_author_IP>192.0.2.8</wp:comment_author_IP><wp:comment_date>2010-05-04 10:00:00
</wp:comment_date><wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{type}</wp:comment_type>
</wp:comment>"""
SPACES = (
    'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="d" xmlns:content="c" xmlns:excerpt="e"'
)
SPACES = SPACES.replace('"c"', '"http://purl.org/rss/1.0/modules/content/"')


def item(text, status="publish", type="post", comments="", title="Setra"):
    return ITEM.format(text=text, status=status, type=type, comments=comments, title=title)


def comment(text, name="Guri Åsen", approved="1", type=""):
    return COMMENT.format(text=text, name=name, approved=approved, type=type)


def export(*items: str, doctype: str = "") -> bytes:
    body = "".join(items)
    return f'<?xml version="1.0"?>{doctype}<rss {SPACES}><channel>{body}</channel></rss>'.encode()


WXR = export(
    item("<p>Kua på setra gir mye melk i sommer.</p><p>Rømmen smaker godt.</p>", comments="".join((
        comment("Vi lager heller ost av melken, og den blir god."),
        comment("Kjøp klokker her", approved="spam"), comment("Lenke", type="pingback"),
        comment("Budeia har rett, kua trives på setra.", name="G. & Co <3"),
    ))),
    item("Første avsnitt om ost.\n\nAndre avsnitt om smør og brød."),
    item("Utkast", status="draft"), item("bilde", type="attachment"),
)  # fmt: skip


def test_the_published_posts_of_an_export():
    first, second = read_wordpress(WXR)
    assert (first.title, first.author, first.date) == ("Setra", "budeia77", "2010-05-03")
    assert second.text.split("\n\n") == ["Første avsnitt om ost.", "Andre avsnitt om smør og brød."]


@pytest.mark.parametrize("name", ["no/blogg.xml", "no/blogg.txt"])
def test_posts_and_comments_without_names_and_addresses(make_corpus, name):
    found = read(make_corpus, name, WXR)
    assert len(found.documents) == 2 and (found.documents["status"] == "kept").all()
    kinds = found.segments.groupby("doc_id")["kind"].value_counts().to_dict()
    assert kinds == {
        ("no/blogg/1", "post"): 2,
        ("no/blogg/1", "comment"): 2,
        ("no/blogg/2", "post"): 2,
    }
    text = " ".join(found.segments["text"])
    assert not [
        w for w in ("Guri", "seter.example", "192", "wp:", "klokker", "utdrag") if w in text
    ]


BOMB = "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(12))
BOMB = f"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>{BOMB}]>"
LEAD = '<!DOCTYPE x [<!ENTITY m SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(("doctype", "entity"), [(BOMB, "&m;"), (LEAD, "&m;")])
def test_entities_neither_blow_up_nor_lead_out(doctype, entity):
    inside = f"<item><content:encoded>Ost {entity} og {entity} smør</content:encoded></item>"
    with pytest.raises(Unreadable, match="entities"):
        read_wordpress(export(inside, doctype=doctype))


def test_an_export_cut_off_does_no_harm():
    assert len(read_wordpress(WXR[: len(WXR) // 2])) <= 1 and read_wordpress(b"<rss") == []


def test_a_head_in_a_broken_encoding_breaks_nothing():
    mail = "From: =?iso-\ufffd859-1?q?Gr=F8?= <a@b.no>\nTo: b\nSubject: Ku\n\nKua beiter i lia.\n"
    assert read_mail(mail.encode())[0].text == "Kua beiter i lia."


def test_a_line_that_an_archive_has_marked_is_no_quotation():
    data = (
        b"From a@b.no Mon Mar  7 10:00:00 2011\nFrom: a@b.no\nSubject: Ku\n\n"
        b"Kua beiter i lia.\n>From mandag er hun inne.\n> sagt av en annen\n"
    )
    assert read_mbox(data)[0].text.split("\n")[:2] == [
        "Kua beiter i lia.",
        "From mandag er hun inne.",
    ]


@pytest.mark.parametrize(
    ("data", "name"),
    [("AUTHOR: Budeia\nTITLE: Ku\n-----\nBODY:\nKua beiter i lia hele sommeren.\n-----\n", "blog"),
     ("HD  Ku og kalv\nWC 120 ord\nPD 4 mars 2011\nSN Lia\nLP Kua beiter i lia.\n", "Factiva")],
)  # fmt: skip
def test_further_exports_are_named(make_corpus, data, name):
    index = read_corpus(make_corpus({"no/a.txt": data, **OTHER})).documents
    assert name in index.set_index("doc_id")["unread"]["no/a"]
